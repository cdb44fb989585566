"""The day so many months later, against arithmetic on the lengths of months."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.days import months_later


def by_lengths(start: date, months: int) -> tuple[int, int] | None:
    """The same day of that month, or its last one, by the lengths of months."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    there = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, there).toordinal(), start.day - there


@given(st.dates(), st.integers(-30, 30) | st.integers(-130_000, 130_000))
def test_a_month_is_as_long_as_the_calendar_says(start: date, months: int) -> None:
    """From any day, forward and back, and beyond the ends of the calendar."""
    assert months_later(start.toordinal(), months) == by_lengths(start, months)


@pytest.mark.parametrize("year", [MINYEAR, 1900, 2023, 2024, MAXYEAR])
@pytest.mark.parametrize("months", [-13, -12, -1, 1, 2, 11, 12, 24])
def test_the_last_days_of_a_month_are_clipped(year: int, months: int) -> None:
    """By as many days as the shorter month lacks."""
    for month in range(1, 13):
        for day in range(27, monthrange(year, month)[1] + 1):
            start = date(year, month, day)
            assert months_later(start.toordinal(), months) == by_lengths(start, months)
