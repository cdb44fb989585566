"""Days as numbers, and months of different lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.days import (
    FIRST_DAY,
    LAST_DAY,
    day_number,
    format_day,
    format_minute,
    month_days,
    months_later,
)


@pytest.mark.parametrize(
    ("year", "month", "first", "last"),
    [
        (2023, 1, "2023-01-01", "2023-01-31"),
        (2023, 2, "2023-02-01", "2023-02-28"),
        (2024, 2, "2024-02-01", "2024-02-29"),
        (2023, 12, "2023-12-01", "2023-12-31"),
    ],
)
def test_the_days_of_a_month(year: int, month: int, first: str, last: str) -> None:
    """From the first to the last, leap days included."""
    assert [format_day(day) for day in month_days(year, month)] == [first, last]


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_that_there_is_not(month: int) -> None:
    """A year has twelve."""
    with pytest.raises(ValueError, match="month"):
        month_days(2023, month)


def test_a_day_that_there_is_not() -> None:
    """No day is made up for it."""
    with pytest.raises(ValueError, match="day"):
        day_number(2023, 2, 29)


def test_days_beyond_the_calendar_are_named_as_such() -> None:
    """The first and the last day have their own names; what lies beyond has none."""
    assert [format_day(day) for day in (FIRST_DAY, LAST_DAY)] == ["0001-01-01", "9999-12-31"]
    assert format_day(LAST_DAY + 1) == "later than 9999-12-31"
    assert format_day(FIRST_DAY - 1) == "before 0001-01-01"


@pytest.mark.parametrize(
    ("minute", "text"),
    [(0, "00:00"), (59, "00:59"), (60, "01:00"), (702, "11:42"), (1439, "23:59")],
)
def test_minutes_of_a_day(minute: int, text: str) -> None:
    """Two digits for the hour and two for the minute."""
    assert format_minute(minute) == text


@pytest.mark.parametrize(
    ("start", "months", "end", "left_out"),
    [
        ("2023-05-03", 1, "2023-06-03", 0),
        ("2023-05-03", -1, "2023-04-03", 0),
        ("2023-05-03", 0, "2023-05-03", 0),
        ("2023-01-31", 1, "2023-02-28", 3),
        ("2024-01-31", 1, "2024-02-29", 2),
        ("2023-05-31", 1, "2023-06-30", 1),
        ("2023-03-31", -1, "2023-02-28", 3),
        ("2023-11-15", 14, "2025-01-15", 0),
    ],
)
def test_the_same_day_of_another_month(start: str, months: int, end: str, left_out: int) -> None:
    """Clipped to a month that is too short, and so many days were clipped off."""
    found = months_later(ordinal(start), months)
    assert found is not None
    assert (format_day(found[0]), found[1]) == (end, left_out)


def test_months_beyond_the_calendar_are_nowhere() -> None:
    """Before its first and after its last day."""
    assert months_later(LAST_DAY, 1) is None
    assert months_later(FIRST_DAY, -1) is None
    assert months_later(LAST_DAY, 0) == (LAST_DAY, 0)


@given(st.dates(), st.integers(-40, 40))
def test_a_day_that_every_month_has_comes_back(day: object, months: int) -> None:
    """There and back again, where nothing was clipped off."""
    start = ordinal(str(day))
    there = months_later(start, months)
    if there is not None and there[1] == 0:
        assert months_later(there[0], -months) == (start, 0)
