"""Months and working days have no fixed length: the days they can mean, given where they start.

Where the day of the month had to be clipped, the day that runs over into the next month is allowed
as well, because sources do not say which they mean.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.months import months_later
from timeline.chrono.network import ORIGIN, Edge, Network

if TYPE_CHECKING:
    from timeline.chrono.calendar import WorkCalendar
    from timeline.reckoning.statement import Length

_MOST_STARTS = 400


def length_edges(length: Length, known: Network | None) -> list[Edge]:
    """Edges for a distance in months or working days.

    Args:
        length: from one node to another.
        known: what is known so far; None while nothing is.
    """
    if known is None:
        return edges_from(length, Bound(), length.reasons)
    start = known.days_between(ORIGIN, length.start)
    return edges_from(length, start, length.reasons + _why(known, length.start))


def edges_from(length: Length, start: Bound, reasons: tuple[int, ...] = ()) -> list[Edge]:
    """The same where it starts on one of some days, for these reasons."""
    least, most = _ends(length, start)
    edges = []
    if most is not None:
        edges.append(Edge(length.start, length.end, most, reasons))
    if least is not None:
        edges.append(Edge(length.end, length.start, -least, reasons))
    return edges


def _why(known: Network, node: str) -> tuple[int, ...]:
    """Return what the bounds of a node rest on: a length that starts there rests on it too."""
    chains = (*known.chain(ORIGIN, node), *known.chain(node, ORIGIN))
    return tuple(dict.fromkeys(reason for edge in chains for reason in edge.reasons))


def _ends(length: Length, start: Bound) -> tuple[int | None, int | None]:
    distance = length.distance
    if distance.direction == 0:
        after, before = (
            _ends(replace(length, distance=replace(distance, direction=sign)), start)
            for sign in (1, -1)
        )
        return before[0], after[1]
    sign = distance.direction

    def spread(number: int, start: Bound) -> Bound:
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


def month_days(months: int, start: Bound) -> Bound:
    """Return the days that so many months can last, counted from any day of `start`.

    Args:
        months: may be negative: so many months back.
        start: day ordinals; where they are open or many, every day of a calendar counts.
    """
    if months == 0:
        return Bound(0, 0)
    if start.min is None or start.max is None or start.max - start.min > _MOST_STARTS:
        return _any_months(months)
    found = [span for day in range(start.min, start.max + 1) for span in _months_from(day, months)]
    return Bound(min(found), max(found)) if found else _any_months(months)


@cache
def _telling_days() -> tuple[int, ...]:
    """Days of a cycle of leap years from which months last as short and as long as from any.

    Of the first 28 days of a month none is clipped, so the first stands for all of them.
    """
    first = date(2000, 1, 1).toordinal()
    days = range(first, first + 1461)
    return tuple(day for day in days if date.fromordinal(day).day in (1, 29, 30, 31))


@lru_cache(maxsize=64)
def _any_months(months: int) -> Bound:
    """Over a whole cycle of leap years; the shortest and longest where no calendar is left."""
    spans = [span for day in _telling_days() for span in _months_from(day, months)]
    if not spans:
        return Bound(*sorted((28 * months, 31 * months)))
    return Bound(min(spans) - (abs(months) >= 12), max(spans))  # noqa: PLR2004 - 1900 had no 29 Feb


def _months_from(day: int, months: int) -> tuple[int, ...]:
    """The lengths of so many months from one day: the same day of the month, or both readings."""
    later = months_later(day, months) if FIRST_DAY <= day <= LAST_DAY else None
    if later is None:
        return ()
    clipped, left_out = later
    return (clipped - day, clipped - day + left_out) if left_out else (clipped - day,)


def working_days(number: int, start: Bound, calendar: WorkCalendar | None = None) -> Bound:
    """Return the calendar days that so many working days can last, from any day of `start`.

    Args:
        number: below 0: so many working days back.
        start: day ordinals.
        calendar: which days are worked; None where the case names none: then every day may be
            worked, or only five of a week with as many holidays again.
    """
    if number == 0:
        return Bound(0, 0)
    low, high = start.min, start.max
    if calendar is not None and low is not None and high is not None and high - low <= _MOST_STARTS:
        spans = [
            _worked(number, day, calendar)
            for day in range(max(low, FIRST_DAY), min(high, LAST_DAY) + 1)
        ]
        if spans and None not in spans:
            found = [span for span in spans if span is not None]
            return Bound(min(found), max(found))
    size = abs(number)
    widest = 2 * (size // 5 * 7 + 7) + 7
    return Bound(size, widest) if number > 0 else Bound(-widest, -size)


def _worked(number: int, day: int, calendar: WorkCalendar) -> int | None:
    """So many working days from one day; None where the calendar does not list them all."""
    end = calendar.after(day, number) if number > 0 else calendar.before(day, -number)
    first, last = sorted((day, end))
    return end - day if calendar.knows_all(first, last) else None
