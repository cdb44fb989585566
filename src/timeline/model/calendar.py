"""Calendars of working days, frozen as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from timeline.chrono.calendar import WEEKDAYS, WorkCalendar
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.model.case import backwards, first_day, last_day
from timeline.model.fields import CalendarStatement, Id, Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import PydanticCustomError

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Holiday(Model):
    """A day off."""

    on: CalendarStatement
    name: str
    """Name of the holiday."""


class CalendarFile(Model):
    """A named calendar of working days."""

    id: Id
    """Same as the name of the file."""
    title: str
    """One line."""
    about: str = ""
    """Purpose of the calendar."""
    made_with: str = ""
    """Library, version and category, if the days were taken from one."""
    days_off: tuple[Weekday, ...] = ()
    """Weekdays off."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    """First day covered by the holidays listed."""
    until: CalendarStatement | None = None
    """Last day covered by the holidays listed; open if there are none to list."""
    holidays: tuple[Holiday, ...] = ()
    """Days off beside the weekdays off."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a period that runs backwards."""
        yield from backwards(given)

    def as_calendar(self) -> WorkCalendar:
        """Return the calendar to count with."""
        days = {}
        for holiday in self.holidays:
            first, last = first_day(holiday.on), last_day(holiday.on)
            if first is not None and last is not None:
                days.update(dict.fromkeys(range(first, last + 1), holiday.name))
        start, end = first_day(self.from_day), last_day(self.until)
        return WorkCalendar(
            self.id,
            frozenset(WEEKDAYS.index(day) for day in self.days_off),
            days,
            FIRST_DAY if start is None else start,
            LAST_DAY if end is None else end,
        )
