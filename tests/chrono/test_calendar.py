"""Working days: which are counted, from which end, and as far as holidays are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.calendar import WEEKDAYS, WorkCalendar
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


def test_counting_ends_one_day_beyond_the_calendar() -> None:
    """However many working days are left to count; the last day itself may be one of them."""
    every_day = WorkCalendar("every", frozenset(), {}, FIRST_DAY, LAST_DAY)
    assert every_day.after(LAST_DAY - 1, 1) == LAST_DAY
    assert every_day.after(LAST_DAY - 1, 2) == LAST_DAY + 1
    assert every_day.before(FIRST_DAY + 1, 1) == FIRST_DAY
    assert every_day.before(FIRST_DAY + 1, 2) == FIRST_DAY - 1
    assert OFFICE.after(LAST_DAY - 1, 10) == LAST_DAY + 1
    assert OFFICE.before(FIRST_DAY + 1, 10) == FIRST_DAY - 1


def test_where_no_day_is_worked_counting_ends_beyond_the_calendar_at_once() -> None:
    """By arithmetic on weeks: three million days are not gone through."""
    never = WorkCalendar("never", frozenset(range(7)), {}, FIRST_DAY, LAST_DAY)
    for day in (FIRST_DAY, ordinal("2023-05-26"), LAST_DAY):
        assert never.after(day, 1) == LAST_DAY + 1
        assert never.before(day, 1) == FIRST_DAY - 1
        assert never.worked(FIRST_DAY, day) == 0


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any days off, and holidays in the first half of 2023, on weekdays and weekends."""
    start = ordinal("2023-01-01")
    return WorkCalendar(
        "some",
        frozenset(draw(st.sets(st.integers(0, 6), max_size=7))),
        dict.fromkeys(draw(st.sets(st.integers(start, start + 180), max_size=30)), "a holiday"),
        start,
        start + 180,
    )


NEAR = st.integers(ordinal("2022-12-01"), ordinal("2023-07-31"))


@given(calendars(), NEAR, st.integers(1, 40))
def test_working_days_are_those_that_one_counts_day_by_day(
    calendar: WorkCalendar, start: int, number: int
) -> None:
    """After a day, before it, and between two days."""
    forward = [day for day in range(start + 1, start + 400) if not calendar.reason_off(day)]
    back = [day for day in range(start - 1, start - 400, -1) if not calendar.reason_off(day)]
    if len(forward) >= number:
        assert calendar.after(start, number) == forward[number - 1]
    if len(back) >= number:
        assert calendar.before(start, number) == back[number - 1]
    assert calendar.worked(start, start + 399) == len(forward)
    assert calendar.worked(start - 400, start - 1) == len(back)


@given(st.integers(FIRST_DAY, LAST_DAY))
def test_weekdays_are_those_of_the_calendar(day: int) -> None:
    """Every Monday is one, from the first to the last day."""
    weekday = date.fromordinal(day).weekday()
    only = WorkCalendar("one", frozenset({weekday}), {}, FIRST_DAY, LAST_DAY)
    assert only.reason_off(day) == WEEKDAYS[weekday]
    assert only.worked(day - 7, day - 1) == only.worked(day - 7, day) == 6


@given(calendars(), st.integers(-(10**7), 10**7), st.integers(0, 10**6))
def test_no_day_is_too_early_or_too_late(calendar: WorkCalendar, day: int, number: int) -> None:
    """Days beyond the calendar are counted from as well; no list holds them."""
    assert calendar.after(day, number) >= day
    assert calendar.before(day, number) <= day
    assert calendar.after(day, number) <= calendar.after(day + 1, number)
    assert calendar.before(day, number) <= calendar.before(day + 1, number)
    assert isinstance(calendar.reason_off(day), str)
    assert list(calendar.skipped(day, day)) == []


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
