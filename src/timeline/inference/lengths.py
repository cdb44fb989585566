"""Days that months and working days can last.

Given where they start, since their length is not fixed. Where the day of the month had to be
clipped, the day that runs over into the next month is allowed as well, because sources do not say
which they mean.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY, months_later, months_span
from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN, Constraint, SimpleTemporalNetwork
from timeline.inference.statement import between_days

if TYPE_CHECKING:
    from timeline.chrono.calendar import WorkCalendar
    from timeline.inference.statement import StatedLength

_MOST_STARTS = 400


def length_edges(
    length: StatedLength, known: SimpleTemporalNetwork | None
) -> tuple[Constraint, ...]:
    """Build edges for months or working days, by what is known of their start."""
    if known is None:
        return edges_from(length, Interval(), length.reasons)
    start = known.days_between(ORIGIN, length.start)
    return edges_from(length, start, length.reasons + _why(known, length.start))


def edges_from(
    length: StatedLength, start: Interval, reasons: tuple[int, ...] = ()
) -> tuple[Constraint, ...]:
    """Build a length's edges for a starting interval."""
    return between_days(length.start, length.end, *_ends(length, start), *reasons)


def _why(known: SimpleTemporalNetwork, node: str) -> tuple[int, ...]:
    """Return the reasons for a node's bounds."""
    # A length that starts there rests on them too.
    chains = (*known.chain(ORIGIN, node), *known.chain(node, ORIGIN))
    return tuple(dict.fromkeys(reason for edge in chains for reason in edge.reasons))


def _ends(length: StatedLength, start: Interval) -> tuple[int | None, int | None]:
    distance = length.distance
    if distance.direction == 0:
        after, before = (
            _ends(replace(length, distance=replace(distance, direction=sign)), start)
            for sign in (1, -1)
        )
        return before[0], after[1]
    sign = distance.direction

    def spread(number: int, start: Interval) -> Interval:
        if distance.unit == "months":
            return month_days(number, start)
        return working_days(number, start, length.calendar)

    least = spread(sign * distance.low, start)
    low = least.min if sign > 0 else least.max
    high = None
    if distance.high is not None:
        most = spread(sign * distance.high, start)
        high = most.max if sign > 0 else most.min
    first = None if low is None else low + sign * distance.low_days
    last = None if high is None else high + sign * distance.high_days
    return (first, last) if sign > 0 else (last, first)


def month_days(months: int, start: Interval) -> Interval:
    """Return the days that some months can last.

    Counted from any day of `start`.

    Args:
        months: may be negative: so many months back.
        start: day ordinals; where they are open or many, every day of a calendar counts.
    """
    if months == 0:
        return Interval(0, 0)
    if start.min is None or start.max is None or start.max - start.min > _MOST_STARTS:
        return Interval(*months_span(months))
    found = [span for day in range(start.min, start.max + 1) for span in _months_from(day, months)]
    return Interval(min(found), max(found)) if found else Interval(*months_span(months))


def _months_from(day: int, months: int) -> tuple[int, ...]:
    """Return the lengths of months from one day, both readings if it is clipped."""
    later = months_later(day, months) if FIRST_DAY <= day <= LAST_DAY else None
    if later is None:
        return ()
    clipped, left_out = later
    return (clipped - day, clipped - day + left_out) if left_out else (clipped - day,)


def working_days(number: int, start: Interval, calendar: WorkCalendar | None = None) -> Interval:
    """Return the days that some working days can last.

    Calendar days, from any day of `start`.

    Args:
        number: below 0: so many working days back.
        start: day ordinals.
        calendar: which days are worked; None where the case names none: then every day may be
            worked, or only five of a week with as many holidays again.
    """
    if number == 0:
        return Interval(0, 0)
    low, high = start.min, start.max
    if calendar is not None and low is not None and high is not None and high - low <= _MOST_STARTS:
        spans = [
            _worked(number, day, calendar)
            for day in range(max(low, FIRST_DAY), min(high, LAST_DAY) + 1)
        ]
        if spans and None not in spans:
            found = [span for span in spans if span is not None]
            return Interval(min(found), max(found))
    size = abs(number)
    widest = 2 * (size // 5 * 7 + 7) + 7
    return Interval(size, widest) if number > 0 else Interval(-widest, -size)


def _worked(number: int, day: int, calendar: WorkCalendar) -> int | None:
    """Return working days as calendar days; None beyond the calendar."""
    end = calendar.after(day, number) if number > 0 else calendar.before(day, -number)
    first, last = sorted((day, end))
    return end - day if calendar.knows_all(first, last) else None
