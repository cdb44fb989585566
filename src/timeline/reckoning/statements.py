"""A case and its sources → every statement that bounds its days."""

from __future__ import annotations

from itertools import count
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
    numbers = count(number)
    accepted.extend(_published(file, sources, events, numbers))
    accepted.extend(_by_meaning(file, events, kinds, numbers))
    return Statements(record, tuple(accepted), tuple(disputed))


def _published(
    file: CaseFile,
    sources: Mapping[str, Source],
    events: Mapping[str, DatedEvent],
    numbers: Iterator[int],
) -> Iterator[Statement]:
    """A source reports what has happened: the latest day of its date, and one for its zone."""
    last_days: dict[str, int | None] = {}  # most sources date several events
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
            if claim.source not in last_days:
                last_days[claim.source] = last_day(source.published)
            day = last_days[claim.source]
            if day is None:
                continue
            number = next(numbers)
            yield Statement(
                number,
                event.id,
                "published",
                event.id,
                f"{event.id}: reported by {claim.source}, published {source.published.text} "
                "(here perhaps a day later)",
                file,
                (*placed.route, "source"),
                claim.source,
                options=(Option(on_days(event.own_day, None, day + 1, number)),),
            )


def _by_meaning(
    file: CaseFile,
    events: Mapping[str, DatedEvent],
    kinds: Mapping[str, Kind],
    numbers: Iterator[int],
) -> Iterator[Statement]:
    """What the words of the process order, and what joins the days of two zones."""
    incidents = [event for event in events.values() if kinds[event.event.kind].incident]
    for event in events.values():
        kind = kinds[event.event.kind]
        if event.is_elsewhere:
            yield _two_calendars(file, event, next(numbers))
        for ref in event.event.responds_to:
            if ref in events:
                says = f"{event.id} responds to {ref}, so it is not before it"
                yield _ordered(next(numbers), file, (events[ref], event), says, "responds_to")
        if len(incidents) == 1 and event is not incidents[0] and not kind.free:
            says = f"{event.id} is not before {kinds[incidents[0].event.kind].reference}"
            yield _ordered(next(numbers), file, (incidents[0], event), says, "kind")
        opening = _opening_of(event, kind.closes, events)
        if opening is not None:
            says = f"{event.id} is not before {opening.id}, which it closes"
            yield _ordered(next(numbers), file, (opening, event), says, "kind")


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
    number: int, file: CaseFile, pair: tuple[DatedEvent, DatedEvent], says: str, key: str
) -> Statement:
    name, place = pair[1].id, pair[1].place
    option = not_before(*pair, number)
    route = ("events", place, key)
    return Statement(number, name, "by meaning", name, says, file, route, options=(option,))


def _two_calendars(file: CaseFile, event: DatedEvent, number: int) -> Statement:
    """Which days of the case's calendar a day of the event's own zone overlaps."""
    least, most = event.minutes_of_case
    first, last = least // 1440, (1439 + most) // 1440
    option = Option(between_days(event.own_day, event.case_day, first, last, number))
    says = f"{event.id}: a day in {event.zone} against one in {file.case.time_zone}"
    route = ("events", event.place, "zone")
    return Statement(number, event.id, "zone", event.id, says, file, route, options=(option,))
