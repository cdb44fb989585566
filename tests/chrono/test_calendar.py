"""Working days: which are counted, from which end, and as far as holidays are known."""

import pytest

from tests.builders import ordinal
from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.days import FIRST_DAY, LAST_DAY, format_day

OFFICE = WorkCalendar(
    "office",
    frozenset({5, 6}),
    {ordinal("2023-05-29"): "Memorial Day"},
    ordinal("2023-01-01"),
    ordinal("2023-12-31"),
)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2023-05-26", ""),
        ("2023-05-27", "Saturday"),
        ("2023-05-28", "Sunday"),
        ("2023-05-29", "Memorial Day"),
        ("2023-05-30", ""),
    ],
)
def test_a_day_off_says_why(day: str, reason: str) -> None:
    """A weekday off by its name, a holiday by its own; a working day has no reason."""
    assert OFFICE.reason_off(ordinal(day)) == reason


def test_holidays_are_known_from_the_first_to_the_last_day_listed() -> None:
    """Both ends belong to it, and nothing beyond them."""
    days = ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01")
    assert [OFFICE.knows(ordinal(day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("start", "end", "known"),
    [
        ("2023-01-01", "2023-12-31", True),
        ("2022-12-31", "2023-12-31", False),
        ("2023-01-01", "2024-01-01", False),
    ],
)
def test_a_stretch_is_known_where_both_its_ends_are(start: str, end: str, *, known: bool) -> None:
    """One unknown end is enough to make the count uncertain."""
    assert OFFICE.knows_all(ordinal(start), ordinal(end)) is known


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        ("2023-05-26", 0, "2023-05-26"),
        ("2023-05-27", 0, "2023-05-27"),
        ("2023-05-25", 1, "2023-05-26"),
        ("2023-05-26", 1, "2023-05-30"),
        ("2023-05-27", 2, "2023-05-31"),
    ],
)
def test_working_days_after_a_day(day: str, number: int, end: str) -> None:
    """The day itself is never counted, nor are days off; no day is the day itself."""
    assert format_day(OFFICE.after(ordinal(day), number)) == end


@pytest.mark.parametrize(
    ("day", "number", "start"),
    [
        ("2023-05-30", 0, "2023-05-30"),
        ("2023-05-28", 0, "2023-05-28"),
        ("2023-05-31", 1, "2023-05-30"),
        ("2023-05-30", 1, "2023-05-26"),
        ("2023-05-29", 2, "2023-05-25"),
    ],
)
def test_working_days_before_a_day(day: str, number: int, start: str) -> None:
    """The same the other way."""
    assert format_day(OFFICE.before(ordinal(day), number)) == start


def test_fewer_than_no_working_days_are_refused() -> None:
    """Which way one counts is said by the name and never by the sign."""
    with pytest.raises(ValueError, match=r"^working days are counted away from the day$"):
        OFFICE.after(ordinal("2023-05-26"), -1)
    with pytest.raises(ValueError, match=r"^working days are counted away from the day$"):
        OFFICE.before(ordinal("2023-05-26"), -1)


def test_counting_stops_at_the_ends_of_the_calendar() -> None:
    """However many working days are left to count."""
    assert OFFICE.after(LAST_DAY - 1, 10) == LAST_DAY
    assert OFFICE.before(FIRST_DAY + 1, 10) == FIRST_DAY


def test_the_days_left_out_of_a_count() -> None:
    """Those after the start up to the end, each with its reason; the start is not looked at."""

    def left_out(start: str, end: str) -> list[tuple[str, str]]:
        found = OFFICE.skipped(ordinal(start), ordinal(end))
        return [(format_day(day), reason) for day, reason in found]

    assert left_out("2023-05-26", "2023-05-30") == [
        ("2023-05-27", "Saturday"),
        ("2023-05-28", "Sunday"),
        ("2023-05-29", "Memorial Day"),
    ]
    assert left_out("2023-05-27", "2023-05-28") == [("2023-05-28", "Sunday")]
    assert left_out("2023-05-28", "2023-05-29") == [("2023-05-29", "Memorial Day")]
    assert left_out("2023-05-29", "2023-06-02") == []
