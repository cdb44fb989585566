"""WorkCalendar: which days are worked, and why a day is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class WorkCalendar:
    """Weekly days off and dated holidays; holds only for the years that it lists."""

    name: str
    days_off: frozenset[int]
    """Weekdays that are not worked, Monday 0 to Sunday 6."""
    holidays: Mapping[int, str]
    """Day ordinals and the holiday's name."""
    first: int
    last: int
    """The days for which holidays are known."""

    def reason_off(self, day: int) -> str:
        """Why a day is not worked; empty where it is."""
        if day in self.holidays:
            return self.holidays[day]
        weekday = date.fromordinal(day).weekday()
        return WEEKDAYS[weekday] if weekday in self.days_off else ""

    def knows(self, day: int) -> bool:
        """Whether the calendar lists the holidays of that day's year."""
        return self.first <= day <= self.last

    def after(self, day: int, number: int) -> int:
        """The `number`-th working day after `day`; day zero is never counted.

        Raises:
            ValueError: `number` is below 0.
        """
        if number < 0:
            message = "working days are counted away from the day"
            raise ValueError(message)
        while number and day < LAST_DAY:
            day += 1
            number -= not self.reason_off(day)
        return day

    def before(self, day: int, number: int) -> int:
        """The `number`-th working day before `day`.

        Raises:
            ValueError: `number` is below 0.
        """
        if number < 0:
            message = "working days are counted away from the day"
            raise ValueError(message)
        while number and day > FIRST_DAY:
            day -= 1
            number -= not self.reason_off(day)
        return day

    def knows_all(self, start: int, end: int) -> bool:
        """Whether the holidays of every day from `start` to `end` are listed."""
        return self.knows(start) and self.knows(end)

    def skipped(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The days after `start` up to `end` that are not worked, each with its reason."""
        for day in range(start + 1, end + 1):
            reason = self.reason_off(day)
            if reason:
                yield day, reason
