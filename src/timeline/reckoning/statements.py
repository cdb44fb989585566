"""A case and its sources → every statement that bounds its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.case import last_day
from timeline.reckoning.claims import absence_statement, claim_statement, not_before
from timeline.reckoning.statement import (
    Option,
    Statement,
    Statements,
    between_days,
    on_days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.build import CaseFile
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.reckoning.claims import Around
    from timeline.reckoning.record import DatedEvent, Record


def build_statements(
    around: Around, record: Record, sources: Mapping[str, Source], kinds: Mapping[str, Kind]
) -> Statements:
    """Gather what the record says of time, in the order of the file, what is hard last."""
    file, events = around.file, record.events
    accepted: list[Statement] = []
    disputed: list[Statement] = []
    number = 0
    for event in events.values():
        for placed in event.claims:
            claim = placed.claim
            if claim.standing == "rejected":
                continue
            made = claim_statement(number, event, placed, around)
            if made is not None:
                (accepted if claim.standing == "accepted" else disputed).append(made)
                number += 1
    for place, absence in record.absences:
        if absence.standing == "rejected":
            continue
        made = absence_statement(number, place, absence, around)
        if made is not None:
            (accepted if absence.standing == "accepted" else disputed).append(made)
            number += 1
    for build in (_published(file, sources, events), _by_meaning(file, events, kinds)):
        for statement in build:
            accepted.append(_numbered(statement, number))
            number += 1
    return Statements(record, tuple(accepted), tuple(disputed))


def _numbered(statement: Statement, number: int) -> Statement:
    """The statement with its number, in itself and in its edges."""
    option = statement.options[0]
    days = tuple(edge._replace(reasons=(number,)) for edge in option.days)
    times = tuple(edge._replace(reasons=(number,)) for edge in option.times)
    return Statement(
        number,
        statement.id,
        statement.basis,
        statement.event,
        statement.says,
        statement.location,
        statement.source,
        options=(Option(days, times),),
    )


def _published(
    file: CaseFile, sources: Mapping[str, Source], events: Mapping[str, DatedEvent]
) -> Iterator[Statement]:
    """A source reports what has happened: the latest day of its date, and one for its zone."""
    for event in events.values():
        seen = set()
        for placed in event.claims:
            claim = placed.claim
            source = sources.get(claim.source)
            if claim.standing != "accepted" or claim.source in seen:
                continue
            if source is None or source.published is None:
                continue
            seen.add(claim.source)
            day = last_day(source.published)
            if day is None:
                continue
            says = f"{event.id}: reported by {claim.source}, published {source.published.text}"
            yield Statement(
                0,
                event.id,
                "published",
                event.id,
                says,
                file.location((*placed.route, "source")),
                claim.source,
                options=(Option(on_days(event.own_day, None, day + 1, 0)),),
            )


def _by_meaning(
    file: CaseFile, events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]
) -> Iterator[Statement]:
    """What the words of the process order, and what joins the days of two zones."""
    incidents = [event for event in events.values() if kinds[event.event.kind].incident]
    for event in events.values():
        kind = kinds[event.event.kind]
        if event.is_elsewhere:
            yield _two_calendars(file, event)
        for ref in event.event.responds_to:
            if ref in events:
                says = f"{event.id} responds to {ref}, so it is not before it"
                yield _ordered(file, events[ref], event, says, "responds_to")
        if len(incidents) == 1 and event is not incidents[0] and not kind.free:
            says = f"{event.id} is not before {kinds[incidents[0].event.kind].reference}"
            yield _ordered(file, incidents[0], event, says, "kind")
        opening = _opening_of(event, kind.closes, events)
        if opening is not None:
            says = f"{event.id} is not before {opening.id}, which it closes"
            yield _ordered(file, opening, event, says, "kind")


def _opening_of(
    event: DatedEvent, kind: str, events: Mapping[str, DatedEvent]
) -> DatedEvent | None:
    """The one opening that an event can close: of its track and round, else of no track."""
    if not kind:
        return None
    own = event.event
    for track in (own.track, ""):
        found = [
            other
            for other in events.values()
            if other.event.kind == kind
            and other.event.track == track
            and other.event.round == own.round
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _ordered(
    file: CaseFile, first: DatedEvent, second: DatedEvent, says: str, key: str
) -> Statement:
    at = file.location(("events", second.place, key))
    option = not_before(first, second, 0)
    return Statement(0, second.id, "by meaning", second.id, says, at, options=(option,))


def _two_calendars(file: CaseFile, event: DatedEvent) -> Statement:
    """Which days of the case's calendar a day of the event's own zone overlaps."""
    least, most = event.minutes_of_case
    first, last = least // 1440, (1439 + most) // 1440
    edges = between_days(event.own_day, event.case_day, first, last, 0)
    says = f"{event.id}: a day in {event.zone} against one in {file.case.time_zone}"
    at = file.location(("events", event.place, "zone"))
    return Statement(0, event.id, "zone", event.id, says, at, options=(Option(edges),))
