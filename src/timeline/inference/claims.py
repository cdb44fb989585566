"""Statements from claims and absences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.interval import ANY, Interval, hull_of
from timeline.chrono.network import ORIGIN, Constraint
from timeline.chrono.when import Absolute, Between, Distance, Ordering, Unknown
from timeline.chrono.zones import clock_slack, local_minute, minutes_ahead, shown_twice, wall_minute
from timeline.inference.statement import (
    MINUTE,
    Option,
    StatedLength,
    TimeStatement,
    between_days,
    day_nodes,
    on_days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.when import DateRange, When
    from timeline.inference.record import DatedEvent, PlacedClaim
    from timeline.model.build import CaseFile
    from timeline.model.case import Absence

_LAST_MINUTE = 1439


@dataclass(frozen=True, slots=True)
class Around:
    """Context in which a claim is read."""

    file: CaseFile
    events: Mapping[str, DatedEvent]
    calendar: WorkCalendar | None
    """Calendar for claims that count working days; None if the case names none."""

    @property
    def zone(self) -> str:
        """Return the zone of the case's clock."""
        return self.file.case.time_zone


def claim_statement(
    index: int, event: DatedEvent, placed: PlacedClaim, around: Around
) -> TimeStatement | None:
    """Build the statement of a claim; None if its reference is no event that counts."""
    claim = placed.claim
    options = _options(claim.when, event, around, index)
    if options is None:
        return None
    return TimeStatement(
        index,
        f"{event.id}#{placed.number}",
        "claim",
        event.id,
        f"{event.id}: {claim.when.text}",
        around.file,
        (*placed.route, "when"),
        claim.source,
        claim.when,
        options,
    )


def absence_statement(
    index: int, number: int, absence: Absence, around: Around
) -> TimeStatement | None:
    """Build the statement of an absence; None if it was a search, or binds no event."""
    zone = absence.zone or around.zone
    day = first_free_day(absence, zone)
    bound = [event for event in around.events.values() if binds(absence, event)]
    if day is None or (not bound and absence.standing == "accepted"):
        return None
    edges = tuple(
        edge
        for event in bound
        for node, first in _free_from(day, zone, event, around.zone)
        for edge in on_days(node, first, None, index)
    )
    when, word = (absence.until, "by the end of") if absence.until else (absence.before, "before")
    says = f"no {absence.id or absence.kind} {word} {when.text if when else ''}"
    if absence.zone:
        says += f" in {absence.zone}"
    return TimeStatement(
        index,
        f"absences#{number + 1}",
        "absence",
        bound[0].id if bound else absence.kind,
        says,
        around.file,
        ("absences", number),
        absence.source or "",
        f"absences: {says} {absence.track} {absence.round or ''}",
        (Option(edges),),
    )


def first_free_day(absence: Absence, zone: str = "") -> int | None:
    """Return the first day on which the step can have happened; None if nothing bounds it.

    "Not by noon" leaves the rest of that day. A time given with an offset is brought to the zone.
    """
    when = absence.until or absence.before
    if not isinstance(when, Absolute):
        return None
    days = []
    for part in when.options:
        if part.first is None:
            return None
        names_days = part.from_minute is None and part.to_minute is None
        day = part.first + (absence.until is not None and names_days)
        if part.offset is not None and zone:
            day = local_minute(day, part.from_minute or 0, part.offset, zone)[0]
        days.append(day)
    return min(days)


def _free_from(day: int, zone: str, event: DatedEvent, case_zone: str) -> Iterator[tuple[str, int]]:
    """Yield day nodes with their first free day, in the days of their zone."""
    # A day of a third zone can begin on the day before in both.
    if zone == event.zone:
        yield event.own_day, day
    elif zone == case_zone:
        yield event.case_day, day
    else:
        for node, other in {event.case_day: case_zone, event.own_day: event.zone}.items():
            least, _ = minutes_ahead(other, zone, day, day)
            yield node, day + least // 1440


def binds(absence: Absence, event: DatedEvent) -> bool:
    """Return True if an absence speaks of an event, by default the institution's."""
    side = absence.side or ("" if event.kind.outside else "institution")
    if side and event.is_outside != (side == "outside"):
        return False
    return (
        event.event.kind == absence.kind
        and absence.id in (None, event.id)
        and absence.track in ("", event.event.track)
        and absence.round in (None, event.event.round)
    )


def _options(
    when: When, event: DatedEvent, around: Around, reason: int
) -> tuple[Option, ...] | None:
    events = around.events
    match when:
        case Unknown():
            return (Option(),)
        case Absolute(options=ranges):
            return tuple(_in_range(part, event, reason, around.zone) for part in ranges)
        case Distance(ref=ref) if ref in events:
            return (_at_distance(when, event, events[ref], reason, around),)
        case Ordering(ref=ref, relation=relation) if ref in events:
            return (_in_order(relation, event, events[ref], reason),)
        case Between(after=after, before=before) if after in events and before in events:
            first = strictly_before(events[after], event, reason)
            second = strictly_before(event, events[before], reason)
            return (Option(first.days + second.days, first.times + second.times),)
    return None


def _in_range(span: DateRange, event: DatedEvent, reason: int, case_zone: str) -> Option:
    """Build the option of a range, with a time also on the case's clock."""
    first, last = span.first, span.last
    if span.from_minute is None and span.to_minute is None and span.offset is None:
        return Option(on_days(event.own_day, first, last, reason))
    times: list[Constraint] = []
    if first is not None:
        start = (first, span.from_minute or 0)
        earliest = _case_minute(start, span.offset, event.zone, case_zone)[0]
        times.append(Constraint(event.id, ORIGIN, -earliest * MINUTE, (reason,)))
        first = _own_day(start, span.offset, event.zone)
    if last is not None:
        end = (last, _LAST_MINUTE if span.to_minute is None else span.to_minute)
        latest = _case_minute(end, span.offset, event.zone, case_zone)[1]
        times.append(Constraint(ORIGIN, event.id, (latest + 1) * MINUTE - 1, (reason,)))
        last = _own_day(end, span.offset, event.zone)
    return Option(on_days(event.own_day, first, last, reason), tuple(times))


def _own_day(at: tuple[int, int], offset: int | None, zone: str) -> int:
    return at[0] if offset is None else local_minute(*at, offset, zone)[0]


def _case_minute(
    at: tuple[int, int], offset: int | None, zone: str, case_zone: str
) -> tuple[int, int]:
    """Return the earliest and latest minute on the case's clock, from day 0."""
    if offset is not None:
        day, minute = local_minute(*at, offset, case_zone)
        earliest = latest = day * 1440 + minute
    elif zone == case_zone:
        earliest = latest = at[0] * 1440 + at[1]
    else:
        earliest, latest = wall_minute(*at, zone, case_zone)
    return shown_twice(earliest, case_zone)[0], shown_twice(latest, case_zone)[1]


def _at_distance(
    distance: Distance, event: DatedEvent, ref: DatedEvent, reason: int, around: Around
) -> Option:
    start, end = day_nodes(ref, event)
    order = Option()
    if distance.strict and not _orders_by_itself(distance, (start, end), (ref, event)):
        pair = (ref, event) if distance.direction > 0 else (event, ref)
        order = strictly_before(*pair, reason)
    if distance.unit not in ("minutes", "days"):
        length = StatedLength(start, end, distance, (reason,), around.calendar)
        return Option(order.days, order.times, (length,))
    least, most = _signed_ends(distance)
    if distance.unit == "days":  # their lower end holds the days of the order as well
        return Option(between_days(start, end, least, most, reason), order.times)
    slack = clock_slack(around.zone, *_days_in_question(distance, event, ref))
    times = between_days(
        ref.id,
        event.id,
        None if least is None else (least - slack) * MINUTE,
        None if most is None else (most + slack) * MINUTE,
        reason,
    )
    return Option(order.days, order.times + times)


def _orders_by_itself(
    distance: Distance, nodes: tuple[str, str], events: tuple[DatedEvent, DatedEvent]
) -> bool:
    """Return True if at least a day of the ordering calendar lies between."""
    lasts = distance.low > 0 and distance.low_days >= 0 and distance.unit != "minutes"
    return lasts and nodes == (events[0].case_day, events[1].case_day)


def _days_in_question(
    distance: Distance, event: DatedEvent, ref: DatedEvent
) -> tuple[int | None, int | None]:
    """Return the days around two events hours apart; None for an open end."""
    hulls = [hull for hull in (_given_days(event), _given_days(ref)) if hull is not None]
    if distance.high is None:
        hull = _given_days(ref) or ANY
        return (hull.min, None) if distance.direction > 0 else (None, hull.max)
    hull = hull_of(hulls) if hulls else ANY
    reach = distance.high // 1440 + 2  # a day of another zone, and one begun, on either side
    return (
        None if hull.min is None else hull.min - reach,
        None if hull.max is None else hull.max + reach,
    )


def _given_days(event: DatedEvent) -> Interval | None:
    """Return the days that claims give; None without any such claim."""
    dated = [placed.claim.when for placed in event.claims]
    parts = [part for when in dated if isinstance(when, Absolute) for part in when.options]
    return hull_of(Interval(part.first, part.last) for part in parts) if parts else None


def _signed_ends(distance: Distance) -> tuple[int | None, int | None]:
    """Return the least and most of `event - ref`, in days or minutes; None is open."""
    low, high = distance.low, distance.high
    if distance.direction == 1:
        return low, high
    if distance.direction == -1:
        return None if high is None else -high, -low
    return None if high is None else -high, high


def strictly_before(first: DatedEvent, second: DatedEvent, reason: int) -> Option:
    """Order two instants strictly; their days may be the same."""
    start, end = day_nodes(first, second)
    return Option(
        (Constraint(end, start, 0, (reason,)),), (Constraint(second.id, first.id, -1, (reason,)),)
    )


def not_before(first: DatedEvent, second: DatedEvent, reason: int) -> Option:
    """Order two instants: the second not before the first."""
    start, end = day_nodes(first, second)
    return Option(
        (Constraint(end, start, 0, (reason,)),), (Constraint(second.id, first.id, 0, (reason,)),)
    )


def _in_order(relation: str, event: DatedEvent, ref: DatedEvent, reason: int) -> Option:
    start, end = day_nodes(ref, event)
    match relation:
        case "before":
            return strictly_before(event, ref, reason)
        case "after":
            return strictly_before(ref, event, reason)
        case "on or before":
            return Option(between_days(start, end, None, 0, reason))
        case "on or after":
            return Option(between_days(start, end, 0, None, reason))
        case _:
            return Option(between_days(start, end, 0, 0, reason))
