"""Statements of a case and its sources."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from timeline.inference.claims import absence_statement, claim_statement, not_before
from timeline.inference.implied import could_be_one, round_orders
from timeline.inference.statement import Option, Statements, TimeStatement, between_days, on_days
from timeline.model.case import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.inference.claims import Around
    from timeline.inference.record import DatedEvent, Evidence
    from timeline.model.build import CaseFile
    from timeline.model.kind import Kind
    from timeline.model.source import Source


def build_statements(
    around: Around, record: Evidence, sources: Mapping[str, Source], kinds: Mapping[str, Kind]
) -> Statements:
    """Collect the statements of a record in file order, hard ones last."""
    file, events = around.file, record.events
    accepted: list[TimeStatement] = []
    disputed: list[TimeStatement] = []
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
    accepted.extend(_by_meaning(file, record, kinds, numbers))
    return Statements(
        record, tuple(accepted), tuple(disputed), tuple(_tentative(file, record, numbers))
    )


def _published(
    file: CaseFile,
    sources: Mapping[str, Source],
    events: Mapping[str, DatedEvent],
    numbers: Iterator[int],
) -> Iterator[TimeStatement]:
    """Yield bounds by the sources' dates of publication.

    A source reports what has happened: the latest day of its date, and one for its zone.
    """
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
            yield TimeStatement(
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
    file: CaseFile, record: Evidence, kinds: Mapping[str, Kind], numbers: Iterator[int]
) -> Iterator[TimeStatement]:
    """Yield orders by process words, and joins of zones."""
    events = record.events
    for event in events.values():
        if event.is_elsewhere:
            yield _two_calendars(file, event, next(numbers))
        for first, says, key in _not_before(event, events):
            yield _ordered(next(numbers), file, (first, event), says, key)
    for made in record.implied:
        says = f"{made.event.id} had happened: {made.implied_by[0]} implies it"
        for before, after in made.orders:
            pair = (events[before], events[after])
            yield _ordered(next(numbers), file, pair, says, "kind", made.event.id)
    for one, two, says in round_orders(events, kinds):
        implied = next((event.id for event in (one, two) if event.is_implied), "")
        yield _ordered(next(numbers), file, (one, two), says, "round", implied)


def _not_before(
    event: DatedEvent, events: Mapping[str, DatedEvent]
) -> Iterator[tuple[DatedEvent, str, str]]:
    """Yield the events that one does not precede, with why and by which key."""
    own = event.event
    for refs, verb, key in (
        (own.responds_to, "responds to", "responds_to"),
        (own.tells, "tells of", "tells"),
        ((own.continues,) if own.continues else (), "continues", "continues"),
    ):
        for ref in refs:
            if ref in events:
                yield events[ref], f"{event.id} {verb} {ref}, so it is not before it", key
    incidents = [other for other in events.values() if other.kind.incident]
    if len(incidents) == 1 and event is not incidents[0] and not event.kind.free:
        yield incidents[0], f"{event.id} is not before {incidents[0].kind.reference}", "kind"
    opening = _opening_of(event, events)
    if opening is not None:
        yield opening, f"{event.id} is not before {opening.id}, which it closes", "kind"


def _tentative(file: CaseFile, record: Evidence, numbers: Iterator[int]) -> Iterator[TimeStatement]:
    """Yield orders of implied reviews after their order."""
    for made in record.implied:
        if made.ordered_by:
            pair = (record.events[made.ordered_by], made.event)
            says = f"{made.event.id} is not before {made.ordered_by}, which ordered it"
            yield _ordered(next(numbers), file, pair, says, "kind", made.event.id)


def _opening_of(event: DatedEvent, events: Mapping[str, DatedEvent]) -> DatedEvent | None:
    """Return the only recorded opening an event can close, else None."""
    if not event.kind.closes:
        return None
    found = [
        other
        for other in events.values()
        if other.event.kind == event.kind.closes
        and not other.is_implied
        and could_be_one(other, event)
    ]
    return found[0] if len(found) == 1 else None


def _ordered(
    number: int,
    file: CaseFile,
    pair: tuple[DatedEvent, DatedEvent],
    says: str,
    key: str,
    implied: str = "",
) -> TimeStatement:
    name, place = pair[1].id, pair[1].place
    options = (not_before(*pair, number),)
    route = ("events", place, key)
    return TimeStatement(
        number, name, "by meaning", name, says, file, route, options=options, implied=implied
    )


def _two_calendars(file: CaseFile, event: DatedEvent, number: int) -> TimeStatement:
    """Join an event's own days with the case's calendar."""
    least, most = event.minutes_of_case
    first, last = least // 1440, (1439 + most) // 1440
    option = Option(between_days(event.own_day, event.case_day, first, last, number))
    says = f"{event.id}: a day in {event.zone} against one in {file.case.time_zone}"
    route = ("events", event.place, "zone")
    return TimeStatement(number, event.id, "zone", event.id, says, file, route, options=(option,))
