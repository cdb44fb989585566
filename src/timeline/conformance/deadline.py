"""Deadline: the last day that is on time, as a function of the day the clock starts.

Day zero is the day of the trigger itself: a step on the N-th day after it is within N days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from timeline.chrono.bound import Bound
from timeline.chrono.months import months_later
from timeline.model.limit import EachQuarter, Length, YearlyDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.chrono.calendar import WorkCalendar
    from timeline.model.limit import Limit

_MOST_STARTS = 1200
_BEYOND = date.max.toordinal() + 1
"""Stands for every day after the calendar's last."""


@dataclass(frozen=True, slots=True)
class Run:
    """Starting days that share one way to the deadline.

    Either the deadline lies `after` days behind the start, or it is the day `by`.
    """

    first: int | None
    last: int | None
    after: int | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Limits one after the other: a first one and its extensions.

    `open_ended` says that a last extension has no known end: the deadline is then no earlier than
    this one, and nobody can say how much later.
    """

    limits: tuple[Limit, ...]
    calendar: WorkCalendar | None = field(default=None)
    by: int | None = None
    """A fixed day instead: the last day that is on time, at the earliest it can be meant."""
    by_latest: int | None = None
    """The same at the latest it can be meant; None where it is one day."""
    open_ended: bool = False

    @property
    def plain_days(self) -> int | None:
        """The whole length in days where it is the same from every start."""
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
        """Whether any part of it is in working days."""
        return any(isinstance(one, Length) and one.unit == "working days" for one in self.limits)

    @property
    def convention(self) -> str:
        """How its days are counted, in words."""
        units = [one.unit for one in self.limits if isinstance(one, Length)]
        if not units:
            return "by the calendar"
        if "months" not in units and "years" not in units:
            return "calendar days"
        roundings = {one.rounding for one in self.limits if isinstance(one, Length)}
        if "" in roundings:
            return "calendar months, where a month is too short both readings"
        return f"calendar months, where a month is too short rounded {' and '.join(roundings)}"

    def last_day(self, start: int, reading: Literal["early", "late"] = "early") -> int:
        """The last day on time when the clock starts on `start`.

        Args:
            start: day zero, as an ordinal.
            reading: where no rounding is stated and a month is too short, the earlier or the
                later of the two days that can be meant.
        """
        day = start
        if self.by is not None:
            later = self.by if self.by_latest is None else self.by_latest
            day = self.by if reading == "early" else later
        for limit in self.limits:
            day = _after(limit, day, self.calendar, reading)
        return day

    def runs(self, start: Bound) -> Iterator[tuple[Run, Run]]:
        """Starting days grouped so that each group is a difference of days or a fixed day.

        Yields:
            For each group, the earlier and the later reading of its deadline.
        """
        days = self.plain_days
        if days is not None:
            run = Run(start.min, start.max, after=days)
            yield run, run
            return
        if self.by is not None:
            early, late = self.last_day(0, "early"), self.last_day(0, "late")
            yield Run(start.min, start.max, by=early), Run(start.min, start.max, by=late)
            return
        low, high = start.min, start.max
        if low is None or high is None or high - low > _MOST_STARTS:
            yield self._widest(start)
            return
        for day in range(low, high + 1):
            early, late = self.last_day(day, "early"), self.last_day(day, "late")
            yield Run(day, day, by=early), Run(day, day, by=late)

    def _widest(self, start: Bound) -> tuple[Run, Run]:
        """The shortest and the longest way from any start, where the starts are too many."""
        sample = _a_calendar_cycle(start)
        ways = [
            (self.last_day(day, "early") - day, self.last_day(day, "late") - day) for day in sample
        ]
        least = min(way[0] for way in ways)
        most = max(way[1] for way in ways)
        return Run(start.min, start.max, least), Run(start.min, start.max, most)


def _a_calendar_cycle(start: Bound) -> range:
    """Eight years and more, so every leap year, month and weekday is among them."""
    first = (
        start.min if start.min is not None else (start.max or date(2024, 1, 1).toordinal()) - 3000
    )
    return range(first, first + 3000)


def _after(
    limit: Limit, day: int, calendar: WorkCalendar | None, reading: Literal["early", "late"]
) -> int:
    match limit:
        case Length(unit="days"):
            return day + limit.number
        case Length(unit="working days"):
            if calendar is None:
                message = "working days need a calendar"
                raise ValueError(message)
            end = calendar.after(day, limit.number)
            is_listed = calendar.knows_all(day, end)  # else holidays may put it off
            return end if is_listed or reading == "early" else _BEYOND
        case Length(unit=unit):
            months = limit.number * (12 if unit == "years" else 1)
            rounding = limit.rounding or ("down" if reading == "early" else "up")
            return months_after(day, months, rounding)
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


def months_after(day: int, months: int, rounding: str) -> int:
    """The same day of a later month; where it is too short, its last day or the day that follows.

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
    """The day, or the calendar's end that is nearest to it."""
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


def _end_of_next_quarter(day: int) -> int:
    start = _on_calendar(day)
    quarter = date(start.year, (start.month - 1) // 3 * 3 + 1, 1)
    following = months_after(quarter.toordinal(), 6, "down")
    return following if following == _BEYOND else following - 1
