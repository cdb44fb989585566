"""The last day on time."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.days import FIRST_DAY, LAST_DAY, format_day
from timeline.chrono.interval import Interval
from timeline.conformance.deadline import Deadline, Sense, StartGroup, months_after
from timeline.model.limit import Length, Limit, parse_limit

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


CALENDARS = {
    "listed": WEEK,
    "everlasting": WorkCalendar("mon-fri", frozenset({5, 6}), {}, FIRST_DAY, LAST_DAY),
    "beginning": WorkCalendar("from", frozenset({4}), {ordinal("2023-05-29"): "Memorial Day"},
                              ordinal("2023-03-01"), LAST_DAY),
    "none worked": WorkCalendar("never", frozenset(range(7)), {}, FIRST_DAY, LAST_DAY),
}  # fmt: skip
LENGTHS = [
    "0 days", "30 days", "0 working days", "1 working day", "10 working days", "0 months",
    "1 month", "1 month (rounding: up)", "13 months (rounding: down)", "1 year",
    "4 years (rounding: up)", "by 05-01", "by 02-28 next year", "each quarter", "3 to 5 weeks",
    "1 to 2 months", "5 to 10 working days",
]  # fmt: skip
STARTS = st.dates(date(2022, 11, 1), date(2024, 4, 30)).map(date.toordinal)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Of every kind of limit, two extensions at most, by any calendar."""
    texts = draw(st.lists(st.sampled_from(LENGTHS), min_size=1, max_size=3))
    calendar = CALENDARS[draw(st.sampled_from(sorted(CALENDARS)))]
    return Deadline(tuple(limit_of(text) for text in texts), calendar)


def way_of(groups: list[tuple[StartGroup, StartGroup]], start: int) -> tuple[int, int]:
    """The deadline of a start, by the one group that it falls into, early and late."""
    ((early, late),) = [
        (one, two)
        for one, two in groups
        if (one.first is None or one.first <= start) and (one.last is None or start <= one.last)
    ]
    assert (early.first, early.last) == (late.first, late.last)
    first, second = (
        start + group.after if group.after is not None else group.by for group in (early, late)
    )
    assert first is not None
    assert second is not None
    return first, second


@given(deadlines(), STARTS, st.integers(0, 60))
def test_the_runs_cover_every_start_once(deadline: Deadline, first: int, width: int) -> None:
    """Each start falls into one group, whose way to the deadline is that of the start itself."""
    groups = list(deadline.groups(Interval(first, first + width)))
    for day in range(first, first + width + 1):
        ends = (deadline.last_day(day, "early"), deadline.last_day(day, "late"))
        assert way_of(groups, day) == ends


@st.composite
def starting_days(draw: st.DrawFn) -> Interval:
    """From a few days to all of the calendar, open on either side."""
    first = draw(st.none() | STARTS)
    years = draw(st.none() | st.integers(0, 20))
    if years is None:
        return Interval(first, None)
    return Interval(first, (first or draw(STARTS)) + draw(st.integers(0, 900)) + 365 * years)


@given(
    deadlines(),
    starting_days(),
    STARTS,
    st.none() | st.integers(0, 200),
    st.lists(st.integers(0, 10**6), min_size=5, max_size=5),
)
def test_runs_say_of_each_day_in_question_what_the_start_says(
    deadline: Deadline, starts: Interval, end: int, more: int | None, picked: list[int]
) -> None:
    """However many days the clock can start on; exactly, where what is held against it is known."""
    low = FIRST_DAY if starts.min is None else starts.min
    high = LAST_DAY if starts.max is None else starts.max
    held = [end, end + (more or 0), end + (more or 0) // 2, *([LAST_DAY] * (more is None))]
    groups = list(deadline.groups(starts, Interval(end, None if more is None else end + more)))
    is_exact = more is not None and all(
        group.by is not None
        or (group.first is not None and group.last is not None and group.last - group.first <= 1200)
        for pair in groups
        for group in pair
    )
    near = [end - 400 + pick % 800 for pick in picked]
    far = [low + pick % (high - low + 1) for pick in picked]
    for day in [*(day for day in near if low <= day <= high), *far, low, high]:
        early, late = way_of(groups, day)
        for judged in held:
            on_time = judged <= deadline.last_day(day, "late")
            too_late = judged > deadline.last_day(day, "early")
            if is_exact:
                assert (judged <= late, judged > early) == (on_time, too_late)
            assert judged <= late or not on_time
            assert judged > early or not too_late


def test_a_clock_that_started_before_the_listed_days_runs_out() -> None:
    """On whichever of all earlier days it started: the latest start has the latest deadline."""
    deadline = deadline_of("4 working days")
    starts, judged = Interval(None, ordinal("2023-02-01")), ordinal("2023-12-31")
    ((early, late),) = deadline.groups(starts, Interval(judged, judged))
    last = ordinal("2023-02-07")
    assert early == late == StartGroup(None, starts.max, by=last, ends=Interval(None, last))
    for open_start in (starts, Interval(ordinal("2023-02-01"), None), Interval()):
        assert list(deadline.groups(open_start))
        assert list(deadline.groups(open_start, Interval(judged, judged)))


def test_a_clock_that_starts_too_late_to_matter_may_end_on_any_later_day() -> None:
    """By the latest start's later reading: the first of March after the last of January."""
    starts = Interval(ordinal("2015-01-01"), ordinal("2023-01-31"))
    judged = ordinal("2016-03-01")
    early, late = list(deadline_of("1 month").groups(starts, Interval(judged, judged)))[-1]
    assert early == late
    assert early.by is not None
    assert (early.by, early.last) == (early.ends and early.ends.min, starts.max)
    assert early.ends == Interval(early.by, ordinal("2023-03-01"))
    assert early.by >= judged


@given(deadlines(), STARTS)
def test_a_judging_day_is_held_against_few_starts(deadline: Deadline, judged: int) -> None:
    """Two searches leave out every start that is certain: some two dozen looks each."""
    looked = 0

    class Counting(Deadline):
        def last_day(
            self, start: int, reading: Sense = "early", pauses: Sequence[tuple[int, int]] = ()
        ) -> int:
            nonlocal looked
            looked += 1
            return super().last_day(start, reading, pauses)

    counting = Counting(deadline.limits, deadline.calendar)
    groups = list(counting.groups(Interval(), Interval(judged, judged)))
    doubtful = sum(
        1 + group.last - group.first
        for group, _ in groups
        if group.first is not None and group.last is not None
    )
    assert looked <= 2 * 22 + 2 + 2 * doubtful


@given(deadlines(), st.integers(FIRST_DAY, LAST_DAY))
def test_runs_of_unknown_starts_are_wide_enough(deadline: Deadline, start: int) -> None:
    """Where nothing bounds the start, the two ways to the deadline hold that of every start."""
    early, late = way_of(list(deadline.groups(Interval())), start)
    assert min(early, LAST_DAY + 1) <= deadline.last_day(start, "early")
    assert min(deadline.last_day(start, "late"), LAST_DAY + 1) <= late


@given(deadlines(), st.integers(-5, LAST_DAY + 5) | STARTS, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(deadline: Deadline, start: int, more: int) -> None:
    """So the bounds of the last day are those of the start's two ends."""
    readings: tuple[Sense, ...] = ("early", "late")
    for reading in readings:
        assert deadline.last_day(start, reading) <= deadline.last_day(start + more, reading)
    assert deadline.last_day(start, "early") <= deadline.last_day(start, "late")


@pytest.mark.parametrize(
    ("start", "first", "last"),
    [
        (Interval(), None, None),
        (Interval(ordinal("2023-05-03"), None), "2023-05-03", None),
        (Interval(None, ordinal("2023-05-03")), None, "2023-05-03"),
        (Interval(ordinal("2000-05-03"), ordinal("2023-05-03")), "2000-05-03", "2023-05-03"),
    ],
)
def test_starts_that_are_too_many_are_one_run(
    start: Interval, first: str | None, last: str | None
) -> None:
    """From the shortest to the longest month, within the days that are left."""
    ((early, late),) = deadline_of("1 month").groups(start)
    ends = tuple(None if one is None else ordinal(one) for one in (first, last))
    assert (early.first, early.last, early.after, early.by) == (*ends, 28, None)
    assert (late.first, late.last, late.after, late.by) == (*ends, 31, None)


def test_starts_are_grouped_up_to_1200_days_apart() -> None:
    """Two groups a month at the most: its days, and the few that a short month clips."""
    first = ordinal("2020-01-01")
    assert len(list(deadline_of("1 month").groups(Interval(first, first + 1200)))) == 51
    assert len(list(deadline_of("1 month").groups(Interval(first, first + 1201)))) == 1


def test_weeks_of_working_days_are_two_groups_or_three() -> None:
    """From Monday to Friday ten working days take two weeks; a weekend's days end on one day."""
    groups = list(
        deadline_of("10 working days").groups(
            Interval(ordinal("2023-06-05"), ordinal("2023-06-25"))
        )
    )
    assert [
        (
            format_day(one.first or 0)[5:],
            format_day(one.last or 0)[5:],
            one.after,
            one.by is not None,
        )
        for one, _ in groups
    ] == [
        ("06-05", "06-09", 14, False),
        ("06-10", "06-11", None, True),
        ("06-12", "06-16", 14, False),
        ("06-17", "06-18", None, True),
        ("06-19", "06-23", 14, False),
        ("06-24", "06-25", None, True),
    ]


def ways_to(deadline: Deadline, start: Interval) -> tuple[int | None, int | None]:
    """The shortest and the longest way of many starts, which are one run."""
    ((early, late),) = deadline.groups(start)
    assert (early.first, early.last, late.first, late.last) == (start.min, start.max) * 2
    return early.after, late.after


def months_later(year: int, month: int, day: int, months: int) -> tuple[int, int]:
    """The same day of another month, or the last of that month and the first of the next."""
    years, place = divmod(year * 12 + month - 1 + months, 12)
    there = monthrange(years, place + 1)[1]
    last = date(years, place + 1, min(day, there)).toordinal()
    return last, last + (day > there)


@pytest.mark.parametrize("months", [0, 1, 2, 3, 6, 11, 12, 13, 48, 96])
@pytest.mark.parametrize("rounding", ["", " (rounding: down)", " (rounding: up)"])
def test_the_ways_of_months_are_those_of_400_years(months: int, rounding: str) -> None:
    """The fewest and the most days from any first or last days of any month, however rounded."""
    early, late = [], []
    for year in range(2000, 2400):
        for month in range(1, 13):
            for day in (1, *range(28, monthrange(year, month)[1] + 1)):
                down, up = months_later(year, month, day, months)
                start = date(year, month, day).toordinal()
                early.append((up if "up" in rounding else down) - start)
                late.append((down if "down" in rounding else up) - start)
    text = f"{months} month{'s' * (months != 1)}{rounding}"
    assert ways_to(deadline_of(text), Interval()) == (min(early), max(late))
    if months % 12 == 0:
        years = f"{months // 12} year{'s' * (months != 12)}{rounding}"
        assert ways_to(deadline_of(years, "30 days"), Interval()) == (
            min(early) + 30,
            max(late) + 30,
        )


BLOCK = WorkCalendar(
    "block", frozenset({5, 6}), {ordinal(f"2023-05-{day}"): "Feast" for day in (29, 30, 31)},
    FIRST_DAY, LAST_DAY,
)  # fmt: skip
"""From a Monday to a Wednesday nobody works; so it is in no other week."""


@pytest.mark.parametrize("number", [0, 1, 2, 5, 10, 11])
def test_the_longest_way_in_working_days_goes_over_every_holiday(number: int) -> None:
    """As it does for some start near holidays that follow one another."""
    text = f"{number} working day{'s' * (number != 1)}"
    deadline = Deadline((limit_of(text),), BLOCK)
    ways = [
        deadline.last_day(day) - day for day in range(ordinal("2023-04-01"), ordinal("2023-07-01"))
    ]
    assert ways_to(deadline, Interval()) == (min(ways), max(ways))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2019-11-30", "2023-05-26"),  # the last start is the Friday before the holidays
        ("2019-11-30", "2023-05-25"),
        ("2023-05-26", "2027-01-01"),
        ("2023-05-27", "2027-01-01"),
        ("2019-11-30", "2028-02-15"),  # 3,000 starts
    ],
)
@pytest.mark.parametrize("text", ["1 working day", "6 working days", "2 working days"])
def test_the_ways_of_many_starts_in_working_days_are_found_day_by_day(
    first: str, last: str, text: str
) -> None:
    """Exactly, for up to 3,000 starts: the first and the last of them count as the others do."""
    start = Interval(ordinal(first), ordinal(last))
    for listed in (BLOCK, replace(BLOCK, first=ordinal("2023-01-01"), last=ordinal("2025-12-31"))):
        deadline = Deadline((limit_of(text),), listed)
        days = range(ordinal(first), ordinal(last) + 1)
        least = min(deadline.last_day(day) - day for day in days)
        most = max(deadline.last_day(day, "late") - day for day in days)
        assert ways_to(deadline, start) == (least, most)


def test_the_ways_of_more_than_3000_starts_hold_every_holiday() -> None:
    """Though none is near, and though the calendar lists no other year."""
    start = Interval(ordinal("1990-01-01"), ordinal("1990-01-01") + 3000)
    deadline = Deadline((limit_of("1 working day"),), BLOCK)
    assert ways_to(deadline, start) == (1, 6)
    fewer = Interval(ordinal("1990-01-01"), ordinal("1990-01-01") + 2999)
    assert ways_to(deadline, fewer) == (1, 3)


def test_working_days_from_an_unknown_start() -> None:
    """At least so many days as between weekends; where holidays are not listed, nobody can say."""
    ((early, late),) = deadline_of("5 working days").groups(Interval())
    assert early.after == 5
    assert late.after is not None
    assert date.max.toordinal() < ordinal("2024-01-01") + late.after


def test_the_shortest_way_needs_no_listed_holidays() -> None:
    """Weekends are known in every year; a holiday would only put the end off."""
    long_ago = WorkCalendar(
        "old", frozenset({5, 6}), {}, ordinal("1990-01-01"), ordinal("1990-12-31")
    )
    ((early, _),) = Deadline((limit_of("5 working days"),), long_ago).groups(Interval())
    assert early.after == 5


def test_working_days_beyond_the_listed_years_may_be_any_later_day() -> None:
    """Early reads no more holidays than are known, late reads every day not listed as one."""
    deadline = deadline_of("10 working days")
    listed, beyond = ordinal("2023-12-15"), ordinal("2023-12-20")
    assert format_day(deadline.last_day(listed, "late")) == "2023-12-29"
    assert format_day(deadline.last_day(beyond)) == "2024-01-03"
    assert format_day(deadline.last_day(beyond, "late")) == "later than 9999-12-31"
    before = ordinal("2022-12-30")
    assert format_day(deadline.last_day(before)) == "2023-01-13"
    assert format_day(deadline.last_day(before, "late")) == "2023-01-13"
    long_before = ordinal("2001-12-30")
    assert format_day(deadline.last_day(long_before)) == "2002-01-11"
    assert format_day(deadline.last_day(long_before, "late")) == "2023-01-13"


def test_the_shortest_way_is_sought_over_leap_years_and_all_months() -> None:
    """A year has 365 or 366 days, and by the first of May next year it is 121 days or more."""
    for text, least, most in [
        ("1 year", 365, 366),
        ("by 05-01 next year", 121, 486),
        ("each quarter", 90, 183),
    ]:
        for start in (Interval(), Interval(ordinal("2020-01-01"), None)):
            ((early, late),) = deadline_of(text).groups(start)
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
    ((early, late),) = deadline.groups(Interval(1, 5))
    assert (early.first, early.last, early.by, early.after) == (1, 5, ordinal(by), None)
    assert (late.first, late.last, late.by) == (1, 5, ordinal(latest or by))
    assert (early.after, late.after) == (None, None)


def test_a_length_in_days_is_one_run_of_the_days_left() -> None:
    """From the first start to the last, open where they are."""
    for start in (Interval(1, 5), Interval(1, None), Interval(None, 5), Interval(1, 9999)):
        ((early, late),) = deadline_of("30 days", "3 weeks").groups(start)
        assert early == late
        assert (early.first, early.last, early.after, early.by) == (start.min, start.max, 51, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6 to 9 months", "2023-11-03", "2024-02-03"),
        ("56 to 60 days", "2023-06-28", "2023-07-02"),
        ("1 to 2 working days", "2023-05-04", "2023-05-05"),
    ],
)
def test_a_range_is_judged_by_its_upper_end(text: str, low: str, high: str) -> None:
    """The lower end has a deadline of its own."""
    deadline, start = deadline_of(text), ordinal("2023-05-03")
    assert format_day(deadline.last_day(start)) == high
    assert deadline.lower is not None
    assert format_day(deadline.lower.last_day(start)) == low
    assert deadline.lower.lower is None


def test_only_ranges_have_a_lower_end() -> None:
    """Whatever else is in a row with them."""
    assert deadline_of("30 days", "1 month").lower is None
    assert deadline_of("56 to 60 days", "30 days").plain_days == 90
    lower = deadline_of("56 to 60 days", "30 days").lower
    assert lower is not None
    assert lower.plain_days == 86


PAUSES = st.lists(
    st.tuples(st.integers(-30, 90), st.integers(-5, 40)).map(lambda one: (one[0], sum(one))),
    max_size=4,
)


def day_by_day(
    deadline: Deadline, start: int, pauses: list[tuple[int, int]], reading: Sense
) -> int:
    """The last day on time, counting every day of every limit."""
    day = start
    for limit in deadline.limits:
        alone = Deadline((limit,), deadline.calendar)
        if not isinstance(limit, Length):
            day = alone.last_day(day, reading)
            continue
        calendar = deadline.calendar
        in_working_days = limit.unit == "working days"
        left = limit.number
        if limit.unit in ("months", "years"):
            left = alone.last_day(day, reading) - day
        while left:
            day += 1
            if any(first < day <= last for first, last in pauses):
                continue
            if in_working_days:
                assert calendar is not None
                if day > calendar.last and reading == "late":
                    return LAST_DAY + 1
                unlisted = reading == "late" and day < calendar.first
                if unlisted or calendar.reason_off(day):
                    continue
            left -= 1
    return day


MIDWEEK = replace(BLOCK, first=ordinal("2023-05-03"), last=ordinal("2023-06-09"))
"""Listed from a Wednesday to a Friday."""


@pytest.mark.parametrize("number", [0, 1, 2, 6])
@pytest.mark.parametrize("reading", ["early", "late"])
def test_working_days_at_the_ends_of_the_listed_days_are_counted_day_by_day(
    number: int, reading: Sense
) -> None:
    """From before the first listed day, from behind the last, and from every day between."""
    text = f"{number} working day{'s' * (number != 1)}"
    deadline = Deadline((limit_of(text),), MIDWEEK)
    for start in range(MIDWEEK.first - 10, MIDWEEK.last + 11):
        found = deadline.last_day(start, reading)
        assert found == day_by_day(deadline, start, [], reading)


@given(deadlines(), STARTS, PAUSES)
def test_a_clock_that_stood_still_is_counted_day_by_day(
    deadline: Deadline, start: int, pauses: list[tuple[int, int]]
) -> None:
    """No day of a pause counts, and none is left out twice."""
    assume(deadline.calendar is not CALENDARS["none worked"])
    assume(deadline.last_day(start, "late") <= LAST_DAY)
    dated = [(start + first, start + last) for first, last in pauses]
    readings: tuple[Sense, ...] = ("early", "late")
    for reading in readings:
        found = deadline.last_day(start, reading, dated)
        assert found == day_by_day(deadline, start, dated, reading)
        assert found >= deadline.last_day(start, reading)
        shuffled = [*dated[::-1], *dated]
        assert deadline.last_day(start, reading, shuffled) == found


def paused(start: str, text: str, *pauses: tuple[str, str]) -> str:
    """The last day on time of one limit, with the pauses given as days."""
    days = [(ordinal(first), ordinal(last)) for first, last in pauses]
    return format_day(deadline_of(text).last_day(ordinal(start), pauses=days))


def test_pauses_move_the_end_by_the_days_that_would_have_counted() -> None:
    """Within the running limit, from the day after the clock stopped."""
    stop = ("2023-05-10", "2023-05-15")
    assert paused("2023-05-03", "10 days", stop) == "2023-05-18"
    assert paused("2023-05-03", "7 days", stop) == "2023-05-10"
    assert paused("2023-05-12", "10 days", stop) == "2023-05-25"
    assert paused("2023-05-03", "1 month", stop) == "2023-06-08"
    assert paused("2023-05-03", "10 working days", stop) == "2023-05-22"
    assert paused("2023-05-03", "by 06-01", stop) == "2023-06-01"
    assert paused("2023-05-03", "each quarter", stop) == "2023-09-30"
    assert paused("2023-05-03", "10 days", stop, ("2023-05-16", "2023-05-17")) == "2023-05-19"
    assert paused("2023-05-03", "10 days", stop, ("2023-05-12", "2023-05-16")) == "2023-05-19"
    assert paused("2023-05-03", "10 days", ("2023-05-10", "2023-05-10")) == "2023-05-13"
    assert paused("2023-05-03", "0 days", stop) == "2023-05-03"


def test_a_fixed_day_is_not_moved_and_what_extends_it_is() -> None:
    """The extension's days are counted from that day on."""
    deadline = Deadline((limit_of("10 days"),), None, ordinal("2023-05-20"))
    stops = [(ordinal("2023-05-10"), ordinal("2023-05-22"))]
    assert format_day(deadline.last_day(0, pauses=stops)) == "2023-06-01"
    assert format_day(Deadline((), None, 5).last_day(0, pauses=[(1, 9)])) == "0001-01-05"
