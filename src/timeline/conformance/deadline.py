"""Deadline: the last day on time, by starting day.

Day zero is the day of the trigger itself: a step on the N-th day after it is within N days.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.days import FIRST_DAY, LAST_DAY, months_later, months_span
from timeline.chrono.interval import ANY, Interval
from timeline.model.limit import EachQuarter, Length, LengthRange, YearlyDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.model.limit import Limit

Sense: TypeAlias = Literal["early", "late"]
_MOST_STARTS = 1200
"""Most starts that are grouped day by day."""
_MOST_TRIED = 3000
"""Most starts whose shortest and longest way in working days is sought day by day."""
_BEYOND = LAST_DAY + 1
"""Stands for every day after the calendar's last."""


@dataclass(frozen=True, slots=True)
class StartGroup:
    """Starting days whose deadline lies `after` days behind, or is the day `by`."""

    first: int | None
    last: int | None
    after: int | None = None
    by: int | None = None
    ends: Interval | None = None
    """Last days on time of these starts, if `by` is only one of them."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit and its extensions, one after the other.

    `open_ended` says that a last extension has no known end: the deadline is then no earlier than
    this one, and nobody can say how much later.
    """

    limits: tuple[Limit, ...]
    calendar: WorkCalendar | None = field(default=None)
    by: int | None = None
    """Fixed day instead: the last day that is on time, at the earliest it can be meant."""
    by_latest: int | None = None
    """The same at the latest it can be meant; None if it is one day."""
    open_ended: bool = False

    @property
    def plain_days(self) -> int | None:
        """Return the total days, if the same from every start."""
        if self.by is not None:
            return None
        total = 0
        for limit in self.limits:
            if not isinstance(limit, Length) or limit.unit != "days":
                return None
            total += limit.number
        return total

    @property
    def counts_working_days(self) -> bool:
        """Return True if any part is in working days."""
        return any(isinstance(one, Length) and one.unit == "working days" for one in self.limits)

    @property
    def convention(self) -> str:
        """Describe how its days are counted."""
        units = [one.unit for one in self.limits if isinstance(one, Length)]
        if not units:
            return "by the calendar"
        if "months" not in units and "years" not in units:
            return "calendar days"
        roundings = {one.rounding for one in self.limits if isinstance(one, Length)}
        if "" in roundings:
            return "calendar months, where a month is too short both readings"
        return f"calendar months, where a month is too short rounded {' and '.join(roundings)}"

    @property
    def lower(self) -> Deadline | None:
        """Return the deadline by the ranges' lower ends, if there is a range."""
        if not any(isinstance(one, LengthRange) for one in self.limits):
            return None
        limits = tuple(one.low if isinstance(one, LengthRange) else one for one in self.limits)
        return replace(self, limits=limits)

    def last_day(
        self, start: int, reading: Sense = "early", pauses: Sequence[tuple[int, int]] = ()
    ) -> int:
        """Return the last day on time; without pauses never earlier for a later start.

        Each limit counts its days one by one from the day after its day zero: the start for the
        first limit, the end of the limit before for an extension. A day in a pause does not count,
        however many pauses hold it; of working days only those worked count anyway. So many months
        or years last as many days as they would without pauses, and those are counted. The limit
        ends on the day that is counted last. Days by the calendar stay where they are: a fixed
        `by`, a date of the year, the end of a quarter.

        Args:
            start: day zero, as an ordinal.
            reading: where no rounding is stated and a month is too short, the earlier or the
                later of the two days that can be meant. Days whose holidays no calendar lists
                are all worked but the weekly days off by the earlier, and none by the later.
            pauses: for each the day on which the clock stops, which still counts, and the last
                day on which it stands still. None where the second is not after the first.
        """
        day = start
        if self.by is not None:
            later = self.by if self.by_latest is None else self.by_latest
            day = self.by if reading == "early" else later
        paused = sorted((first + 1, last) for first, last in pauses if first < last)
        for limit in self.limits:
            day = _after(limit, day, self.calendar, reading, paused)
        return day

    def groups(
        self, start: Interval, end: Interval = ANY
    ) -> Iterator[tuple[StartGroup, StartGroup]]:
        """Group starting days by their way to the deadline.

        So that each group is a difference of days or a fixed day. Exact where at most 1,200 starts
        are neither too early nor late enough for every day of `end`: each day of `end` is by its
        group on time where it is so by the start itself. Where more are left, all of these are one
        group, from the shortest way to the longest.

        Args:
            start: the days on which the clock can start.
            end: the days that are compared with the deadline: those of the step, or of judging.

        Yields:
            For each group, the earlier and the later reading of its deadline.
        """
        days = self.plain_days
        if days is not None:
            group = StartGroup(start.min, start.max, after=days)
            yield group, group
            return
        if self.by is not None:
            group = StartGroup(start.min, start.max, by=self.last_day(0, "early"))
            yield group, replace(group, by=self.last_day(0, "late"))
            return
        first = FIRST_DAY if start.min is None else start.min
        last = LAST_DAY if start.max is None else start.max
        # No deadline is earlier for a later start: two searches leave out whatever is certain.
        starts = range(first, last + 1)
        passed, kept = 0, len(starts)
        if end.min is not None:
            passed = bisect_left(starts, end.min, key=lambda day: self.last_day(day, "late"))
        if end.max is not None:
            kept = bisect_left(starts, end.max, key=self.last_day)
        if passed:
            by = self.last_day(starts[passed - 1], "late")
            low = None if start.min is None else self.last_day(start.min)
            group = StartGroup(start.min, starts[passed - 1], by=by, ends=Interval(low, by))
            yield group, group
        doubtful = starts[passed:kept]
        if len(doubtful) > _MOST_STARTS + 1:
            yield self._widest(
                Interval(
                    doubtful[0] if passed else start.min,
                    doubtful[-1] if kept < len(starts) else start.max,
                )
            )
        else:
            yield from self._groups(doubtful)
        if kept < len(starts):
            by = self.last_day(starts[kept])
            high = None if start.max is None else self.last_day(start.max, "late")
            group = StartGroup(starts[kept], start.max, by=by, ends=Interval(by, high))
            yield group, group

    def _groups(self, starts: range) -> Iterator[tuple[StartGroup, StartGroup]]:
        """Yield neighbouring starts with one deadline or way."""
        by = [(self.last_day(day), self.last_day(day, "late")) for day in starts]
        ways = [(early - day, late - day) for day, (early, late) in zip(starts, by, strict=True)]
        here = 0
        while here < len(starts):
            same_day, same_way = _alike(by, here), _alike(ways, here)
            there = max(same_day, same_way)
            first, last = starts[here], starts[there - 1]
            if same_day == there:
                early, late = by[here]
                yield StartGroup(first, last, by=early), StartGroup(first, last, by=late)
            else:
                early, late = ways[here]
                yield StartGroup(first, last, after=early), StartGroup(first, last, after=late)
            here = there

    def _widest(self, start: Interval) -> tuple[StartGroup, StartGroup]:
        """Return the shortest and longest way from any of too many starts."""
        low, high = start.min, start.max
        tried = () if low is None or high is None else range(low, high + 1)
        # Few years may be listed.
        if tried and self.counts_working_days and len(tried) <= _MOST_TRIED:
            least = min(self.last_day(day) - day for day in tried)
            most = max(self.last_day(day, "late") - day for day in tried)
        else:
            spans = [_span(limit, self.calendar) for limit in self.limits]
            least, most = sum(span[0] for span in spans), sum(span[1] for span in spans)
        return StartGroup(low, high, least), StartGroup(low, high, most)


def _alike(found: Sequence[tuple[int, int]], here: int) -> int:
    """Return the place behind a run of equal pairs."""
    there = here + 1
    while there < len(found) and found[there] == found[here]:
        there += 1
    return there


def _after(
    limit: Limit,
    day: int,
    calendar: WorkCalendar | None,
    reading: Sense,
    paused: Sequence[tuple[int, int]] = (),
) -> int:
    """Return the last day of a limit; `paused` holds each pause's ends, in order."""
    if day > LAST_DAY:
        return day
    match limit:
        case Length(unit="days"):
            return _counted(day, limit.number, paused)
        case Length(unit="working days"):
            if calendar is None:
                message = "working days need a calendar"
                raise ValueError(message)
            return _working_days_after(day, limit.number, calendar, reading, paused)
        case Length(unit=unit):
            months = limit.number * (12 if unit == "years" else 1)
            rounding = limit.rounding or ("down" if reading == "early" else "up")
            end = months_after(day, months, rounding)
            return _counted(day, end - day, paused)
        case YearlyDate():
            year = _on_calendar(day).year + limit.next_year
            if year > date.max.year:
                return _BEYOND
            return date(year, limit.month, limit.day).toordinal()
        case EachQuarter():
            return _end_of_next_quarter(day)
        case _:
            message = f"{limit} has no last day"
            raise ValueError(message)


def _working_days_after(
    day: int, number: int, calendar: WorkCalendar, reading: Sense, paused: Sequence[tuple[int, int]]
) -> int:
    """Return the last of so many working days.

    Days that the calendar does not list may be holidays. By the late reading all are: counting
    begins with the first listed day, and never ends where it runs beyond the last.
    """
    if reading == "early" or number == 0:
        return _counted(day, number, paused, calendar.worked, calendar.after)
    unlisted = (min(day, calendar.first), calendar.first - 1)
    end = _counted(day, number, sorted([*paused, unlisted]), calendar.worked, calendar.after)
    return end if end <= calendar.last else _BEYOND


def _counted(
    day: int,
    number: int,
    paused: Sequence[tuple[int, int]],
    count: Callable[[int, int], int] = lambda start, end: end - start,
    after: Callable[[int, int], int] = lambda start, number: start + number,
) -> int:
    """Return the day that completes a count of unpaused days after day zero.

    Args:
        day: day zero.
        number: of days to count.
        paused: the first and the last day of each pause, in order; they may overlap.
        count: how many days count after one day up to another.
        after: the day on which so many days have been counted after another.
    """
    for first, last in paused:
        if last <= day or number == 0:
            continue
        before = count(day, first - 1) if first - 1 > day else 0
        if before >= number:
            break
        number -= before
        day = last
    return after(day, number)


def _span(limit: Limit, calendar: WorkCalendar | None) -> tuple[int, int]:
    """Return the fewest and most days of a limit, from any start."""
    match limit:
        case Length(unit="working days") if calendar is not None:
            return _working_span(limit.number, calendar)
        case Length(unit="months" | "years" as unit):
            return months_span(limit.number * (12 if unit == "years" else 1))
        case _:
            # Days are the same from any start, and dates of the year and quarters have no readings.
            ways = [_after(limit, day, None, "early") - day for day in _quarter_ends()]
            return min(ways), max(ways)


def _working_span(number: int, calendar: WorkCalendar) -> tuple[int, int]:
    """Return the days of working days, with no holiday and with every one."""
    weekly, week = replace(calendar, holidays={}), range(7)
    least = min(weekly.after(day, number) - day for day in week)
    if not calendar.knows_all(FIRST_DAY, LAST_DAY):
        return least, _BEYOND
    holidays = len(calendar.holidays) if number else 0
    return least, max(weekly.after(day, number + holidays) - day for day in week)


@cache
def _quarter_ends() -> list[int]:
    """List first and last days of quarters around and in leap years."""
    starts = [
        date(year, month, 1).toordinal() for year in range(2021, 2029) for month in (1, 4, 7, 10)
    ]
    return [day for start in starts for day in (start, start - 1)]


def months_after(day: int, months: int, rounding: str) -> int:
    """Return the same day of a later month.

    Where that is too short, its last day or the day that follows.

    Args:
        day: an ordinal.
        months: 0 or more.
        rounding: "down" takes the last day of the short month, "up" the first of the next.
    """
    later = months_later(_on_calendar(day).toordinal(), months)
    if later is None:
        return _BEYOND
    clipped, left_out = later
    return clipped + (1 if left_out and rounding == "up" else 0)


def _on_calendar(day: int) -> date:
    """Return the day, clipped to the calendar."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


def _end_of_next_quarter(day: int) -> int:
    start = _on_calendar(day)
    quarter = date(start.year, (start.month - 1) // 3 * 3 + 1, 1)
    following = months_later(quarter.toordinal(), 6)
    return _BEYOND if following is None else following[0] - 1
