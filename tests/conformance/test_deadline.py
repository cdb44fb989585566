"""The last day on time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.bound import Bound
from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.days import format_day
from timeline.conformance.deadline import Deadline, months_after
from timeline.model.limit import Limit, parse_limit

WEEK = WorkCalendar("office", frozenset({5, 6}), {ordinal("2023-05-29"): "Memorial Day"},
                    ordinal("2023-01-01"), ordinal("2023-12-31"))  # fmt: skip


def limit_of(text: str) -> Limit:
    """A limit as a rule writes it."""
    limit = parse_limit(text)
    assert limit is not None
    return limit


def deadline_of(*texts: str) -> Deadline:
    """Limits one after the other."""
    return Deadline(tuple(limit_of(text) for text in texts), WEEK)


def last(start: str, *texts: str) -> tuple[str, str]:
    """The last day on time by the earlier and by the later reading."""
    deadline, day = deadline_of(*texts), ordinal(start)
    return format_day(deadline.last_day(day)), format_day(deadline.last_day(day, "late"))


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2023-05-03", "0 days", "2023-05-03"),
        ("2023-05-03", "30 days", "2023-06-02"),
        ("2024-02-28", "2 days", "2024-03-01"),
        ("2023-05-03", "3 weeks", "2023-05-24"),
        ("2023-05-03", "1 month", "2023-06-03"),
        ("2023-11-15", "3 months", "2024-02-15"),
        ("2023-01-31", "1 month (rounding: down)", "2023-02-28"),
        ("2023-01-31", "1 month (rounding: up)", "2023-03-01"),
        ("2023-03-31", "a month (rounding: up)", "2023-05-01"),
        ("2024-02-29", "1 year (rounding: down)", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2023-12-31", "two months (rounding: down)", "2024-02-29"),
        ("2023-02-01", "by 05-01", "2023-05-01"),
        ("2023-02-01", "by 05-01 next year", "2024-05-01"),
        ("2023-01-01", "each quarter", "2023-06-30"),
        ("2023-03-31", "each quarter", "2023-06-30"),
        ("2023-11-30", "each quarter", "2024-03-31"),
        ("2023-05-25", "1 working day", "2023-05-26"),
        ("2023-05-26", "1 working day", "2023-05-30"),
        ("2023-05-27", "10 working days", "2023-06-12"),
    ],
)
def test_the_last_day_counts_from_the_day_after_day_zero(start: str, text: str, end: str) -> None:
    """Day zero is the trigger's own; the limit ends on this day, which is still on time."""
    assert last(start, text) == (end, end)


def test_a_month_too_short_has_two_last_days_where_no_rounding_is_stated() -> None:
    """Neither is picked."""
    assert last("2023-01-31", "1 month") == ("2023-02-28", "2023-03-01")
    assert last("2024-02-29", "1 year") == ("2025-02-28", "2025-03-01")


def test_an_extension_runs_from_the_end_of_what_it_extends() -> None:
    """Thirty days and three weeks are 51 days; two months one after the other round twice."""
    assert last("2023-06-23", "30 days", "3 weeks") == ("2023-08-13", "2023-08-13")
    assert last("2023-12-31", "2 months (rounding: down)", "1 month") == (
        "2024-03-29",
        "2024-03-29",
    )


def test_an_extension_of_a_fixed_day_runs_from_that_day() -> None:
    """Wherever the clock started, and once from each end of a day that is not exact."""
    by, latest = ordinal("2023-07-01"), ordinal("2023-07-31")
    deadline = Deadline((limit_of("3 weeks"),), None, by, latest)
    assert format_day(deadline.last_day(0)) == "2023-07-22"
    assert format_day(deadline.last_day(0, "late")) == "2023-08-21"
    assert deadline.plain_days is None


def test_only_lengths_in_days_are_the_same_from_every_start() -> None:
    """Weeks are days; months, working days and dates are not."""
    assert deadline_of("30 days", "3 weeks").plain_days == 51
    for text in ("1 month", "10 working days", "by 05-01", "each quarter"):
        assert deadline_of("30 days", text).plain_days is None


@pytest.mark.parametrize("text", ["none stated", "not established"])
def test_what_sets_no_limit_has_no_last_day(text: str) -> None:
    """Asking for it is a mistake of the program."""
    with pytest.raises(ValueError, match="no last day"):
        deadline_of(text).last_day(ordinal("2023-05-03"))


def test_working_days_without_a_calendar_have_no_last_day() -> None:
    """Nobody guesses which days are worked."""
    with pytest.raises(ValueError, match=r"^working days need a calendar$"):
        Deadline((limit_of("10 working days"),)).last_day(ordinal("2023-05-03"))


def test_months_after_names_its_rounding() -> None:
    """Down is the short month's last day, up is the next month's first."""
    start = ordinal("2023-08-31")
    assert format_day(months_after(start, 1, "down")) == "2023-09-30"
    assert format_day(months_after(start, 1, "up")) == "2023-10-01"
    assert format_day(months_after(start, 0, "up")) == "2023-08-31"


TEXTS = ["30 days", "1 month", "10 working days", "by 05-01 next year", "each quarter", "1 year"]
STARTS = st.dates(date(2023, 1, 1), date(2023, 10, 31)).map(date.toordinal)


@given(STARTS, st.integers(0, 20), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2))
def test_the_runs_cover_every_start_once(first: int, width: int, texts: list[str]) -> None:
    """Each start falls into one run, whose way to the deadline is that of the start itself."""
    deadline = deadline_of(*texts)
    runs = list(deadline.runs(Bound(first, first + width)))
    for day in range(first, first + width + 1):
        ((early, late),) = [
            (one, two)
            for one, two in runs
            if (one.first is None or one.first <= day) and (one.last is None or day <= one.last)
        ]
        assert (early.first, early.last) == (late.first, late.last)
        ends = [run.by if run.after is None else day + run.after for run in (early, late)]
        assert ends == [deadline.last_day(day, "early"), deadline.last_day(day, "late")]


@given(STARTS, st.sampled_from(["1 month", "1 year", "each quarter", "by 05-01 next year"]))
def test_runs_of_unknown_starts_are_wide_enough(start: int, text: str) -> None:
    """Where nothing bounds the start, the two ways to the deadline hold that of every start."""
    deadline = deadline_of(text)
    ((early, late),) = deadline.runs(Bound())
    assert early.after is not None
    assert late.after is not None
    assert start + early.after <= deadline.last_day(start, "early")
    assert deadline.last_day(start, "late") <= start + late.after


@given(STARTS, st.integers(0, 40), st.sampled_from(TEXTS))
def test_a_later_start_never_ends_earlier(start: int, more: int, text: str) -> None:
    """So the bounds of the last day are those of the start's two ends."""
    deadline = deadline_of(text)
    for reading in ("early", "late"):
        assert deadline.last_day(start, reading) <= deadline.last_day(start + more, reading)


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (Bound(), None, None),
        (Bound(ordinal("2023-05-03"), None), "2023-05-03", None),
        (Bound(None, ordinal("2023-05-03")), None, "2023-05-03"),
        (Bound(ordinal("2000-05-03"), ordinal("2023-05-03")), "2000-05-03", "2023-05-03"),
    ],
)
def test_starts_that_are_too_many_are_one_run(
    start: Bound, first: str | None, last: str | None
) -> None:
    """From the shortest to the longest month, within the days that are left."""
    ((early, late),) = deadline_of("1 month").runs(start)
    ends = tuple(None if one is None else ordinal(one) for one in (first, last))
    assert (early.first, early.last, early.after, early.by) == (*ends, 28, None)
    assert (late.first, late.last, late.after, late.by) == (*ends, 31, None)


def test_too_many_are_more_than_1200_days_apart() -> None:
    """Up to there each start has a run of its own."""
    first = ordinal("2020-01-01")
    assert len(list(deadline_of("1 month").runs(Bound(first, first + 1200)))) == 1201
    assert len(list(deadline_of("1 month").runs(Bound(first, first + 1201)))) == 1


def test_working_days_from_an_unknown_start() -> None:
    """At least so many days as between weekends; where holidays are not listed, nobody can say."""
    ((early, late),) = deadline_of("5 working days").runs(Bound())
    assert early.after == 5
    assert late.after is not None
    assert date.max.toordinal() < ordinal("2024-01-01") + late.after


def test_the_shortest_way_needs_no_listed_holidays() -> None:
    """Weekends are known in every year; a holiday would only put the end off."""
    long_ago = WorkCalendar(
        "old", frozenset({5, 6}), {}, ordinal("1990-01-01"), ordinal("1990-12-31")
    )
    ((early, _),) = Deadline((limit_of("5 working days"),), long_ago).runs(Bound())
    assert early.after == 5


def test_working_days_beyond_the_listed_years_may_be_any_later_day() -> None:
    """Early reads no more holidays than are known, late reads none as the last."""
    deadline = deadline_of("10 working days")
    listed, beyond = ordinal("2023-12-15"), ordinal("2023-12-20")
    assert format_day(deadline.last_day(listed, "late")) == "2023-12-29"
    assert format_day(deadline.last_day(beyond)) == "2024-01-03"
    assert format_day(deadline.last_day(beyond, "late")) == "later than 9999-12-31"
    before = ordinal("2022-12-30")
    assert format_day(deadline.last_day(before)) == "2023-01-13"
    assert format_day(deadline.last_day(before, "late")) == "later than 9999-12-31"


def test_the_shortest_way_is_sought_over_leap_years_and_all_months() -> None:
    """A year has 365 or 366 days, and by the first of May next year it is 121 days or more."""
    for text, least, most in [
        ("1 year", 365, 366),
        ("by 05-01 next year", 121, 486),
        ("each quarter", 90, 183),
    ]:
        for start in (Bound(), Bound(ordinal("2020-01-01"), None)):
            ((early, late),) = deadline_of(text).runs(start)
            assert (early.after, late.after) == (least, most)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1 month", "9999-12-01", "later than 9999-12-31"),
        ("1 month", "9999-11-30", "9999-12-30"),
        ("1 year", "9999-01-01", "later than 9999-12-31"),
        ("by 05-01", "9999-06-01", "9999-05-01"),
        ("by 05-01 next year", "9999-01-01", "later than 9999-12-31"),
        ("by 05-01 next year", "9998-01-01", "9999-05-01"),
        ("each quarter", "9999-06-30", "9999-09-30"),
        ("each quarter", "9999-07-01", "later than 9999-12-31"),
        ("each quarter", "9999-12-31", "later than 9999-12-31"),
    ],
)
def test_deadlines_at_the_end_of_the_calendar(text: str, start: str, end: str) -> None:
    """What lies beyond the last day is later than every day."""
    assert format_day(deadline_of(text).last_day(ordinal(start))) == end


def test_a_limit_after_one_beyond_the_calendar_stays_beyond_it() -> None:
    """As far as it can be counted from the calendar's last day."""
    late = deadline_of("1 year", "1 month").last_day(ordinal("9999-06-01"))
    assert format_day(late) == "later than 9999-12-31"
    yearly = deadline_of("1 year", "by 05-01 next year").last_day(ordinal("9999-06-01"))
    assert format_day(yearly) == "later than 9999-12-31"
    quarter = deadline_of("1 year", "each quarter").last_day(ordinal("9999-06-01"))
    assert format_day(quarter) == "later than 9999-12-31"
    assert format_day(months_after(-5, 1, "down")) == "0001-02-01"


def test_how_the_days_of_a_deadline_are_counted() -> None:
    """In the words of a receipt."""
    short = "calendar months, where a month is too short"
    assert deadline_of("by 05-01").convention == "by the calendar"
    assert deadline_of("30 days", "10 working days").convention == "calendar days"
    assert deadline_of("30 days", "1 month").convention == f"{short} both readings"
    assert deadline_of("1 year (rounding: up)").convention == f"{short} rounded up"
    assert deadline_of("1 month (rounding: down)").convention == f"{short} rounded down"
    assert deadline_of("10 working days", "by 05-01").counts_working_days
    assert not deadline_of("30 days", "by 05-01").counts_working_days


@pytest.mark.parametrize(("by", "latest"), [("2023-07-01", None), ("2023-07-01", "2023-07-31")])
def test_a_fixed_day_is_one_run_for_every_start(by: str, latest: str | None) -> None:
    """At the earliest and at the latest that it can be meant."""
    deadline = Deadline((), None, ordinal(by), None if latest is None else ordinal(latest))
    ((early, late),) = deadline.runs(Bound(1, 5))
    assert (early.first, early.last, early.by, early.after) == (1, 5, ordinal(by), None)
    assert (late.first, late.last, late.by) == (1, 5, ordinal(latest or by))
    assert (early.after, late.after) == (None, None)


def test_a_length_in_days_is_one_run_of_the_days_left() -> None:
    """From the first start to the last, open where they are."""
    for start in (Bound(1, 5), Bound(1, None), Bound(None, 5), Bound(1, 9999)):
        ((early, late),) = deadline_of("30 days", "3 weeks").runs(start)
        assert early == late
        assert (early.first, early.last, early.after, early.by) == (start.min, start.max, 51, None)
