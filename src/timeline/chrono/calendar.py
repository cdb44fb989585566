"""Calendars of working days, with reasons for days off."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WorkCalendar:
    """Weekly days off and dated holidays.

    It holds only for the years that it lists. Any whole number is taken for a day: days beyond the
    years 1 to 9999 are never listed.
    """

    name: str
    days_off: frozenset[int]
    """Weekdays off, Monday 0 to Sunday 6."""
    holidays: Mapping[int, str]
    """Names of holidays by day ordinal."""
    first: int
    last: int
    """Last day with known holidays; `first` is the first one."""

    def reason_off(self, day: int) -> str:
        """Say why a day is off; "" if worked."""
        if day in self.holidays:
            return self.holidays[day]
        weekday = _weekday(day)
        return WEEKDAYS[weekday] if weekday in self.days_off else ""

    def knows(self, day: int) -> bool:
        """Return True if that day's holidays are listed."""
        return self.first <= day <= self.last

    def knows_all(self, start: int, end: int) -> bool:
        """Return True if a range's holidays are all listed."""
        return self.knows(start) and self.knows(end)

    def worked(self, start: int, end: int) -> int:
        """Count working days after `start` up to `end`."""
        return self._worked_to(end) - self._worked_to(start)

    def after(self, day: int, number: int) -> int:
        """Return the `number`-th working day after `day`; day zero is never counted.

        Returns:
            Its ordinal; the day after the calendar's last where the calendar ends before.

        Raises:
            ValueError: `number` is below 0.
        """
        _check_direction(number)
        if number == 0:
            return day
        end = self._day_with(self._worked_to(day) + number)
        return max(day, LAST_DAY) + 1 if end is None or end > LAST_DAY else end

    def before(self, day: int, number: int) -> int:
        """Return the `number`-th working day before `day`.

        Returns:
            Its ordinal; the day before the calendar's first where the calendar begins later.

        Raises:
            ValueError: `number` is below 0.
        """
        _check_direction(number)
        if number == 0:
            return day
        start = self._day_with(self._worked_to(day - 1) - number + 1)
        return min(day, FIRST_DAY) - 1 if start is None or start < FIRST_DAY else start

    def skipped(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield days off after `start` up to `end`, each with its reason."""
        for day in range(start + 1, end + 1):
            reason = self.reason_off(day)
            if reason:
                yield day, reason

    def _worked_to(self, day: int) -> int:
        """Count working days from the calendar's first day to `day`."""
        weeks, rest = divmod(day, 7)
        full = weeks * self._worked_in[-1] + self._worked_in[rest]
        return full - bisect_right(self._holidays_in_the_week, day)

    def _day_with(self, worked: int) -> int | None:
        """Return the day that completes a working-day count; None without any."""
        # By whole weeks as if there were no holidays, then again with those passed.
        if not self._weekly:
            return None
        holidays = 0
        while True:
            weeks, rest = divmod(worked + holidays - 1, len(self._weekly))
            day = weeks * 7 + self._weekly[rest]
            passed = bisect_right(self._holidays_in_the_week, day)
            if passed == holidays:
                return day
            holidays = passed

    @cached_property
    def _worked_in(self) -> tuple[int, ...]:
        """Count worked weekdays in the first 0–7 days, holidays aside."""
        found = [0]
        for day in range(FIRST_DAY, FIRST_DAY + 7):
            found.append(found[-1] + (_weekday(day) not in self.days_off))
        return tuple(found)

    @cached_property
    def _weekly(self) -> tuple[int, ...]:
        """Return the worked days of the calendar's first week."""
        return tuple(
            day for day in range(FIRST_DAY, FIRST_DAY + 7) if _weekday(day) not in self.days_off
        )

    @cached_property
    def _holidays_in_the_week(self) -> list[int]:
        """List holidays on worked weekdays, in order."""
        return sorted(day for day in self.holidays if _weekday(day) not in self.days_off)


def _weekday(day: int) -> int:
    """Return the weekday, Monday 0 to Sunday 6."""
    # Day 1 was a Monday.
    return (day - 1) % 7


def _check_direction(number: int) -> None:
    if number < 0:
        message = "working days are counted away from the day"
        raise ValueError(message)
