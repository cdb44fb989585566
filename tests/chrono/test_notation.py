"""Every form of docs/dates.md: what it means, how each goes wrong, and what the hint says."""

import re
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.days import format_day, format_minute
from timeline.chrono.notation import parse_absolute_when, parse_when
from timeline.chrono.when import (
    Absolute,
    Between,
    DateRange,
    Distance,
    NotationError,
    Ordering,
    Unknown,
    references_of,
)


def shown(stretch: DateRange) -> str:
    """A stretch as text: `2023-05-03..2023-05-08`, with the times and offset that it has."""

    def end(day: int | None, minute: int | None) -> str:
        if day is None:
            return ""
        return format_day(day) + ("" if minute is None else f"T{format_minute(minute)}")

    first, last = end(stretch.first, stretch.from_minute), end(stretch.last, stretch.to_minute)
    text = first if first == last else f"{first}..{last}"
    return text if stretch.offset is None else f"{text} {stretch.offset:+d}"


def options(text: str) -> list[str]:
    """The ranges that an absolute statement leaves."""
    when = parse_when(text)
    assert isinstance(when, Absolute)
    return [shown(option) for option in when.options]


ABSOLUTE = {
    "2023": ["2023-01-01..2023-12-31"],
    "2023-05": ["2023-05-01..2023-05-31"],
    "2023-02": ["2023-02-01..2023-02-28"],
    "2024-02": ["2024-02-01..2024-02-29"],
    "2023-05-03": ["2023-05-03"],
    "3 May 2023": ["2023-05-03"],
    "3rd may 2023": ["2023-05-03"],
    "May 3, 2023": ["2023-05-03"],
    "Sept. 14, 2021": ["2021-09-14"],
    "3–5 May 2023": ["2023-05-03..2023-05-05"],
    "May 3-5, 2023": ["2023-05-03..2023-05-05"],
    "24 May–28 June 2023": ["2023-05-24..2023-06-28"],
    "24 May to 28 Jun 2023": ["2023-05-24..2023-06-28"],
    "30 December 2023–2 January 2024": ["2023-12-30..2024-01-02"],
    "May 2023": ["2023-05-01..2023-05-31"],
    "early May 2023": ["2023-05-01..2023-05-10"],
    "late February 2023": ["2023-02-21..2023-02-28"],
    "May–June 2023": ["2023-05-01..2023-06-30"],
    "December 2023–January 2024": ["2023-12-01..2024-01-31"],
    "2019–2020": ["2019-01-01..2020-12-31"],
    "some time in 2019": ["2019-01-01..2019-12-31"],
    "by 9 Sept 2022": ["..2022-09-09"],
    "before May 2023": ["..2023-04-30"],
    "since 9 June 2023": ["2023-06-09.."],
    "9 June 2023 or later": ["2023-06-09.."],
    "8 May 2023 or 12 May 2023": ["2023-05-08", "2023-05-12"],
    "3 or 4 May 2023": ["2023-05-03", "2023-05-04"],
    "30 June or 1 July 2023": ["2023-06-30", "2023-07-01"],
    "0001-01-01": ["0001-01-01"],
    "9999-12-31": ["9999-12-31"],
    "2023-05-03T11:42": ["2023-05-03T11:42"],
    "2023-05-03T11:42:59": ["2023-05-03T11:42"],
    "2023-05-03T11:42Z": ["2023-05-03T11:42 +0"],
    "2023-05-03T11:42+03": ["2023-05-03T11:42 +180"],
    "2023-05-03T11:42+0430": ["2023-05-03T11:42 +270"],
    "2023-05-03T11:42-04:00": ["2023-05-03T11:42 -240"],
    "2023-05-03T11:42+14:00": ["2023-05-03T11:42 +840"],
    "2023-05-03T11:42-03:59": ["2023-05-03T11:42 -239"],
    "2023-05-03T00:00": ["2023-05-03T00:00"],
    "2023-05-03T23:59:59": ["2023-05-03T23:59"],
    "2023-05-08/2023-05-12": ["2023-05-08..2023-05-12"],
    "2023-05/2023-06-02": ["2023-05-01..2023-06-02"],
    "2023/2024": ["2023-01-01..2024-12-31"],
    "mid 2023-05/late 2023-05": ["2023-05-11..2023-05-31"],
    "../2023-05-18": ["..2023-05-18"],
    "../2023-05": ["..2023-05-31"],
    "2023-05-18/..": ["2023-05-18.."],
    "2023-05/..": ["2023-05-01.."],
    "2023-05-08T10:00/2023-05-09T09:00": ["2023-05-08T10:00..2023-05-09T09:00"],
    "2023-05-08T00:00/2023-05-08T00:00": ["2023-05-08T00:00"],
    "2023-05-08/2023-05-08T00:00": ["2023-05-08..2023-05-08T00:00"],
    "2023-05-08T10:00/2023-05-09": ["2023-05-08T10:00..2023-05-09"],
    "2023-05-08T10:00Z/..": ["2023-05-08T10:00.. +0"],
    "2016-07-0X": ["2016-07-01..2016-07-09"],
    "2016-07-1X": ["2016-07-10..2016-07-19"],
    "2016-07-3X": ["2016-07-30..2016-07-31"],
    "2016-06-3X": ["2016-06-30"],
    "2016-07-XX": ["2016-07-01..2016-07-31"],
    "2016-XX": ["2016-01-01..2016-12-31"],
    "2016-XX-XX": ["2016-01-01..2016-12-31"],
    "201X": ["2010-01-01..2019-12-31"],
    "20XX": ["2000-01-01..2099-12-31"],
    "00XX": ["0001-01-01..0099-12-31"],
    "[2017-03-16, 2017-03-23]": ["2017-03-16", "2017-03-23"],
    "[2017-03-16,2017-03-23]": ["2017-03-16", "2017-03-23"],
    "[2017-03-16/2017-03-18, 2017-04]": ["2017-03-16..2017-03-18", "2017-04-01..2017-04-30"],
    "[../2017-03-16, 2017-03-23]": ["..2017-03-16", "2017-03-23"],
    "2016-07-19T02:45/T03:00": ["2016-07-19T02:45..2016-07-19T03:00"],
    "2016-07-19T02:45/T03:00Z": ["2016-07-19T02:45..2016-07-19T03:00 +0"],
    "early 2016-07": ["2016-07-01..2016-07-10"],
    "mid 2016-07": ["2016-07-11..2016-07-20"],
    "mid-2016-07": ["2016-07-11..2016-07-20"],
    "late 2016-07": ["2016-07-21..2016-07-31"],
    "late 2016-02": ["2016-02-21..2016-02-29"],
    "2023-05-08 ± 3 days": ["2023-05-05..2023-05-11"],
    "2023-05-08 ± 1 day": ["2023-05-07..2023-05-09"],
    "2023-05-08 +/- 2 weeks": ["2023-04-24..2023-05-22"],
    "2023-05-08 +- 3 days": ["2023-05-05..2023-05-11"],
    "about 2023-05-08 ± 3 days": ["2023-05-05..2023-05-11"],
    "~2023-05-08 ± 3 days": ["2023-05-05..2023-05-11"],
    "2023-05-08~ ± 3 days": ["2023-05-05..2023-05-11"],
    "nearly 2023-05 ± 3 days": ["2023-04-28..2023-06-03"],
    "2023-05-08/.. ± 3 days": ["2023-05-05.."],
    "../2023-05-08 ± 3 days": ["..2023-05-11"],
    "[2017-03-16, 2017-03-23] ± 1 day": ["2017-03-15..2017-03-17", "2017-03-22..2017-03-24"],
    "2023-05-08T10:00 ± 3 days": ["2023-05-05..2023-05-11"],
    "2023-05-08T10:00Z ± 3 days": ["2023-05-05..2023-05-11 +0"],
    "0001-01-02 ± 3 days": ["0001-01-01..0001-01-05"],
    "  2023-05-03 ": ["2023-05-03"],
    "by 2023-05-18": ["..2023-05-18"],
    "by 2023-05": ["..2023-05-31"],
    "by mid 2023-05": ["..2023-05-20"],
    "by 2023-05-18T12:00Z": ["..2023-05-18T12:00 +0"],
    "by 2023-05-08 ± 3 days": ["..2023-05-11"],
    "before 2023-05-18": ["..2023-05-17"],
    "before 2023-05": ["..2023-04-30"],
    "before 2023": ["..2022-12-31"],
    "before 0001-01-02": ["..0001-01-01"],
    "before 2023-05-18T12:00": ["..2023-05-18T11:59"],
    "before 2023-05-18T00:00": ["..2023-05-17T23:59"],
    "before 2023-05-18T12:00:00": ["..2023-05-18T11:59"],
    "before 2023-05-18T12:00:01": ["..2023-05-18T12:00"],
    "before 2023-05-08 ± 3 days": ["..2023-05-10"],
    "since 2023-05-18": ["2023-05-18.."],
    "since 2023-05": ["2023-05-01.."],
    "since 2023-05-18T12:00-04:00": ["2023-05-18T12:00.. -240"],
    "2023-05-08 to 2023-05-12": ["2023-05-08..2023-05-12"],
    "2023-05 to 2023-06-02": ["2023-05-01..2023-06-02"],
    "mid 2023-05 to late 2023-05": ["2023-05-11..2023-05-31"],
    "2023-05-08T10:00 to 2023-05-09T09:00": ["2023-05-08T10:00..2023-05-09T09:00"],
    "[by 2023-05-08, 2023-05-10 to 2023-05-12]": ["..2023-05-08", "2023-05-10..2023-05-12"],
    "2023-05-03T01:30 ± 15 minutes": ["2023-05-03T01:15..2023-05-03T01:45"],
    "2023-05-03T01:30 +/- 1 minute": ["2023-05-03T01:29..2023-05-03T01:31"],
    "2023-05-03T01:30Z ± 2 hours": ["2023-05-02T23:30..2023-05-03T03:30 +0"],
    "about 2023-05-03T23:50 ± 15 minutes": ["2023-05-03T23:35..2023-05-04T00:05"],
    "2016-07-19T02:45/T03:00 ± 15 minutes": ["2016-07-19T02:30..2016-07-19T03:15"],
    "by 2023-05-18T12:00 ± 15 minutes": ["..2023-05-18T12:15"],
    "0001-01-01T00:05 ± 1 hour": ["0001-01-01T00:00..0001-01-01T01:05"],
    "9999-12-31T23:50 ± 1 hour": ["9999-12-31T22:50..9999-12-31T23:59"],
}


@pytest.mark.parametrize("text", ABSOLUTE)
def test_absolute(text: str) -> None:
    """An absolute statement means these days."""
    assert options(text) == ABSOLUTE[text]


@pytest.mark.parametrize(
    "text",
    ["2023-05", "[2017-03-16, 2017-03-23]", "2023-05-08 ± 3 days", "12 days after x", "unknown",
     "the day before x", "same day as x", "between x and y", "within 24 hours of x"],
)  # fmt: skip
def test_every_statement_keeps_its_words(text: str) -> None:
    """As they are written, but for white space."""
    assert parse_when(text).text == text
    assert parse_when(f"  {text.replace(' ', '  ')} ").text == text


def test_unknown() -> None:
    """It happened, and no source dates it."""
    assert parse_when("unknown") == Unknown()


DISTANCES: dict[str, tuple[int, int | None]] = {
    "12 days after x": (12, 12),
    "exactly 12 days after x": (12, 12),
    "0 days after x": (0, 0),
    "1 day after x": (1, 1),
    "a day after x": (1, 1),
    "the day after x": (1, 1),
    "a week after x": (7, 7),
    "two weeks after x": (14, 14),
    "less than a week after x": (0, 6),
    "less than 1 day after x": (0, 0),
    "within 10 days after x": (0, 10),
    "at most 10 days after x": (0, 10),
    "at least 3 weeks after x": (21, None),
    "more than 3 weeks after x": (22, None),
    "10 to 14 days after x": (10, 14),
    "two to three weeks after x": (14, 21),
    "2 weeks ± 4 days after x": (10, 18),
    "2 weeks +/- 4 days after x": (10, 18),
    "about 2 weeks ± 4 days after x": (10, 18),
    "nearly two weeks ± four days after x": (10, 18),
    "1 day ± 3 days after x": (0, 4),
    "within 1 week ± 1 day after x": (0, 8),
}
UNITS = {
    "24 hours after x": (1440, 1440, "minutes"),
    "less than an hour after x": (0, 59, "minutes"),
    "more than 1 hour after x": (61, None, "minutes"),
    "2 hours ± 1 hour after x": (60, 180, "minutes"),
    "1 month after x": (1, 1, "months"),
    "two years after x": (24, 24, "months"),
    "1 to 2 years after x": (12, 24, "months"),
    "at least 3 months after x": (3, None, "months"),
    "10 working days after x": (10, 10, "working days"),
    "within 10 business days after x": (0, 10, "working days"),
    "less than 10 working days after x": (0, 10, "working days"),
    "more than 10 working days after x": (10, None, "working days"),
    "0 working days after x": (0, 0, "days"),
    "within 0 months after x": (0, 0, "days"),
    "1 hour ± 3 hours after x": (0, 240, "minutes"),
}


@pytest.mark.parametrize(("text", "side"), list(product(DISTANCES, [1, -1])))
def test_days_after_and_before(text: str, side: int) -> None:
    """So many days after an event, and the same with before."""
    when = parse_when(text if side > 0 else text.replace("after", "before"))
    assert isinstance(when, Distance)
    assert (when.ref, when.low, when.high, when.unit) == ("x", *DISTANCES[text], "days")
    assert when.direction == side
    assert (when.low_days, when.high_days) == (0, 0)


@pytest.mark.parametrize("text", UNITS)
def test_other_units(text: str) -> None:
    """Hours are minutes, years are months, working days are themselves."""
    when = parse_when(text)
    assert isinstance(when, Distance)
    assert (when.low, when.high, when.unit) == UNITS[text]


@pytest.mark.parametrize(
    ("text", "low_days", "high_days"),
    [
        ("1 month after x", 0, 0),
        ("less than a month after x", 0, -1),
        ("more than a month after x", 1, 0),
        ("3 months ± 5 days after x", -5, 5),
        ("3 months ± 1 week before x", -7, 7),
        ("10 working days ± 2 days after x", -2, 2),
        ("less than 10 working days after x", 0, -1),
        ("more than 10 working days before x", 1, 0),
        ("within 2 months ± 5 days after x", 0, 5),
    ],
)
def test_months_keep_their_days_apart(text: str, low_days: int, high_days: int) -> None:
    """A month has no fixed number of days, so days beside it are kept as such."""
    when = parse_when(text)
    assert isinstance(when, Distance)
    assert (when.low_days, when.high_days) == (low_days, high_days)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("within 24 hours of x", 1440),
        ("within 3 days of x", 3),
        ("at most 3 days of x", 3),
        ("less than a week of x", 6),
    ],
)
def test_of_means_either_side(text: str, high: int) -> None:
    """Within so long of an event may be before it."""
    when = parse_when(text)
    assert isinstance(when, Distance)
    assert (when.low, when.high, when.direction, when.strict) == (0, high, 0, False)


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        ("less than a week after x", True),
        ("within 10 days after x", True),
        ("at least 3 weeks before x", True),
        ("more than 3 weeks before x", True),
        ("12 days after x", True),
        ("exactly 12 days after x", True),
        ("0 days after x", True),
        ("10 to 14 days after x", True),
        ("0 to 3 days after x", True),
        ("2 days ± 2 days after x", True),
        ("1 day ± 3 days before x", True),
        ("1 month after x", True),
        ("0 working days before x", True),
        ("within 3 days of x", False),
        ("within 3 months of x", False),
        ("within 3 hours after x", True),
        ("0 to 3 hours after x", True),
        ("2 hours ± 2 hours after x", True),
        ("3 hours after x", False),
        ("0 hours after x", False),
        ("within 0 hours after x", False),
    ],
)
def test_distances_after_and_before_order_instants(text: str, strict: bool) -> None:  # noqa: FBT001
    """What is after the strike is after it on its day too; "of" and exact hours say no order."""
    when = parse_when(text)
    assert isinstance(when, Distance)
    assert when.strict is strict


@pytest.mark.parametrize(
    "relation", ["before", "after", "on or before", "on or after", "same day as"]
)
def test_orders(relation: str) -> None:
    """Five words put an event in order with another."""
    text = f"{relation} post-story"
    assert parse_when(text) == Ordering("post-story", relation, text)  # type: ignore[arg-type]


def test_soon_after_is_after() -> None:
    """Order alone: no number of days is made of the word."""
    assert parse_when("soon after x") == Ordering("x", "after", "soon after x")


def test_between() -> None:
    """After one event and before another."""
    assert parse_when("between x and y") == Between("x", "y", "between x and y")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("2023", ()),
        ("unknown", ()),
        ("after x", ("x",)),
        ("12 days after x", ("x",)),
        ("between x and y", ("x", "y")),
        ("before and", ("and",)),
        ("the day after before", ("before",)),
    ],
)
def test_references(text: str, names: tuple[str, ...]) -> None:
    """The events that a statement leans on, in order."""
    assert references_of(parse_when(text)) == names


WRONG = {
    # text: (code, words of the sentence, words of the hint)
    "2023-02-30": ("E203", "February 2023 has 28", "write 2023-02 if only the month is known"),
    "2023-04-31": ("E203", "April 2023 has 30", "write 2023-04"),
    "2023-05-00": ("E203", "2023-05-00 is not a day", "write 2023-05"),
    "2023-13": ("E203", "2023-13 is not a month", "write 2023 if only the year is known"),
    "2023-00-01": ("E203", "2023-00 is not a month", "write 2023"),
    "2023-13-1X": ("E203", "2023-13 is not a month", "write 2023"),
    "2023-02-3X": ("E203", "February 2023 has 28", "write 2023-02"),
    "late 2023-13": ("E203", "2023-13 is not a month", "write 2023"),
    "[2023-02-30, 2023-03-01]": ("E203", "2023-02-30 is not a day", "2023-02"),
    "../2023-02-30": ("E203", "2023-02-30 is not a day", "2023-02"),
    "0000": ("E205", "no year 0", ""),
    "0000-01-01": ("E205", "no year 0", ""),
    "12023-01-01": ("E205", "outside the years 0001 to 9999", ""),
    "-0044-03-15": ("E205", "outside the years 0001 to 9999", ""),
    "2023-05-12/2023-05-08": ("E204", "ends before it starts", "write 2023-05-08/2023-05-12"),
    "2023-05-08T10:00/2023-05-08T09:59": ("E204", "ends before it starts", ""),
    "2016-07-19T03:00/T02:45": ("E204", "ends before it starts", "both days"),
    "../..": ("E204", "open at both ends", "write unknown"),
    "2023-05-08T10:00Z/2023-05-09T10:00": ("E204", "not written alike", "same offset"),
    "14 to 10 days after x": ("E204", "counts down", "smaller number first"),
    "2023-05-03T24:00": ("E209", "24:00 is not a time of day", "23:59"),
    "2023-05-03T11:60": ("E209", "11:60 is not a time of day", "23:59"),
    "2023-05-03T11:42:60": ("E209", "not a time of day", ""),
    "2016-07-19T02:45/T25:00": ("E209", "25:00 is not a time of day", "23:59"),
    "2023-05-03T11:42+15:00": ("E206", "+15:00 is not an offset", ""),
    "2023-05-03T11:42+03:60": ("E206", "+03:60 is not an offset", ""),
    "2023-05-03T11:42+14:01": ("E206", "+14:01 is not an offset", ""),
    "2023-05-03T11:42+03:75": ("E206", "+03:75 is not an offset", ""),
    "about 2 weeks after x": ("E202", "needs a margin", "2 weeks ± N days after x"),
    "~2 weeks before x": ("E202", "needs a margin", "2 weeks ± N days before x"),
    "nearly a month after x": ("E202", "needs a margin", "a month ± N days after x"),
    "about 3 hours after x": ("E202", "needs a margin", "3 hours ± N hours after x"),
    "2023-05-08~": ("E202", "without saying by how much", "state the margin: 2023-05-08 ± 3 days"),
    "2023-05-08?": ("E202", "without saying by how much", "± 3 days"),
    "~2023-05-08": ("E202", "without saying by how much", "± 3 days"),
    "about 2023-05-08": ("E202", "without saying by how much", "± 3 days"),
    "circa 2016": ("E202", "without saying by how much", "such as 2015/2017"),
    "99999 days before 0001-05-03": ("E201", "counts from a date", "from 0001-01-01"),
    "less than 0 days after x": ("E207", "leaves no day", ""),
    "less than 0 months after x": ("E207", "leaves no day", ""),
    "12 days of x": ("E207", '"of" goes with within', "within 12 days of x"),
    "at least 12 days of x": ("E207", '"of" goes with within', "within 12 days of x"),
    "at least 10 to 14 days after x": ("E207", "do not go together", ""),
    "2 weeks ± 4 hours after x": ("E207", "a margin in hours does not fit", "hours"),
    "2 hours ± 1 day after x": ("E207", "a margin in days does not fit", "hours"),
    "[]": ("E208", "nothing in [] is not a date", "[2017-03-16, 2017-03-23]"),
    "[2017-03-16, ]": ("E208", "nothing in", "[2017-03-16, 2017-03-23]"),
    "[2017-03-16, after x]": ("E208", "after x in", "one of these days"),
    "[2017-03-16..2017-03-18]": ("E208", "is not a date", "one of these days"),
    "before 0001": ("E205", "nothing is before 0001 in this calendar", ""),
    "before 0001-01-01T00:00": ("E205", "nothing is before", ""),
    "by 2023-02-30": ("E203", "February 2023 has 28", "write 2023-02"),
    "2023-05-12 to 2023-05-08": ("E204", "ends before", "write 2023-05-08 to 2023-05-12"),
    "2023-05-03 ± 15 minutes": ("E207", "needs a time of day", "2023-05-03T01:30 ± 15 minutes"),
    "2023-05-03T01:30/2023-05-04 ± 1 hour": ("E207", "needs a time of day", "a margin in days"),
    # near misses
    "by 2018/2019": ("E201", "is not a date statement", "write one of"),
    "2018 to ..": ("E201", "is not a date statement", "write one of"),
    "immediately after x": ("E201", "gives no number", "write soon after x"),
    "hours later": ("E201", "gives no number", "write soon after EVENT"),
    "immediately before x": ("E201", "gives no number", "write before x"),
    "late 2018": ("E201", "does not say which months", "2018-09/2018-12"),
    "early-2018": ("E201", "does not say which months", "2018-01/2018-04"),
    "mid 2018": ("E201", "does not say which months", "2018-05/2018-08"),
    "fifteen days after x": ("E201", "has a number in words", "write 15 days after x"),
    "thirty to forty-five days after the x": ("E201", "in words", "write 30 to 45 days after x"),
    "ninety nine weeks before x": ("E201", "in words", "write 99 weeks before x"),
    "fifteen fish": ("E201", "is not a date statement", "write one of"),
    "after 2018-03-29": ("E201", "counts from a date", "write 2018-03-30/.."),
    "after 2018": ("E201", "counts from a date", "write 2019-01-01/.."),
    "on or before 2018-03": ("E201", "counts from a date", "write by 2018-03"),
    "on or after 2018-03-29": ("E201", "counts from a date", "write since 2018-03-29"),
    "same day as 2018-03-29": ("E201", "counts from a date", "write 2018-03-29"),
    "12 days after 2018-03-29": ("E201", "counts from a date", "write 2018-04-10"),
    "12 days before 2018-03": ("E201", "counts from a date", "write 2018-02-17/2018-03-19"),
    "at least 12 days before 2018-03-29": ("E201", "counts from a date", "write ../2018-03-17"),
    "within 3 days of 2018-03-29": ("E201", "counts from a date", "write 2018-03-26/2018-04-01"),
    "3 months after 2018-03-29": ("E201", "counts from a date", "the days that can be meant"),
    "after 2018-13": ("E203", "2018-13 is not a month", "write 2018"),
    "~2018-03-01T01:30": ("E202", "by how much", "margin: 2018-03-01T01:30 ± 15 minutes"),
    "about 2 weeks or so": ("E202", "by how much", "or 2 weeks ± 4 days after strike"),
    "": ("E201", "nothing is not a date statement", "write one of"),
    "yesterday": ("E201", "yesterday is not a date statement", "write one of"),
    "2023-5-3": ("E201", "lacks a zero", "write 2023-05-03"),
    "2023-5": ("E201", "lacks a zero", "write 2023-05"),
    "20230503": ("E201", "is a number, not a date", "write 2023-05-03"),
    "2023-05-03 11:42": ("E201", "needs a T", "write 2023-05-03T11:42"),
    "2023-05-03 11:42 UTC": ("E201", "needs a T", "2023-05-03T11:42"),
    "5–3 May 2023": ("E204", "ends before it starts", "write the earlier date first"),
    "by 3 May 2023 or later": ("E201", "is not a date statement", ""),
    "3 May": ("E201", "is not a date statement", "write one of"),
    "before January 0001": ("E205", "nothing is before", ""),
    "3 May 0000": ("E205", "no year 0", ""),
    "31 Feb 2023": ("E203", "-31 is not a day: February 2023 has 28", "write 2023-02 if only"),
    "2023-4-31": ("E203", "2023-04-31 is not a day", "write 2023-04 if only the month"),
    "20231340": ("E203", "2023-13 is not a month", "write 2023 if only the year"),
    "2023-05-03 25:00": ("E209", "25:00 is not a time of day", "from 00:00 to 23:59"),
    "03/05/2023": ("E201", "two different days", "year-month-day"),
    "3.5.23": ("E201", "two different days", "year-month-day"),
    "12 Days after x": ("E201", "is not a date statement", "N days|weeks|months after EVENT"),
    "10-14 days after x": ("E201", "is not a date statement", "10 to 14 days after EVENT"),
    "12 days after the strike": ("E201", "is not a date statement", "after EVENT"),
    "12 days after X": ("E201", "is not a date statement", "after EVENT"),
    "[2017-03-16": ("E201", "is not a date statement", "write one of"),
    "2017-03-16]": ("E201", "is not a date statement", "write one of"),
    "2023-05-08/soon": ("E201", "is not a date statement", "write one of"),
    "soon/2023-05-08": ("E201", "is not a date statement", "write one of"),
    "2023-05-08 / 2023-05-12": ("E201", "is not a date statement", ""),
    "2023-05-08 ± 1 month": ("E201", "is not a date statement", ""),
    "２０２３-05-03": ("E201", "is not a date statement", ""),  # noqa: RUF001 - wide digits
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named(text: str) -> None:
    """Each malformed statement has its code, a sentence, and a hint where one can be given."""
    code, message, hint = WRONG[text]
    with pytest.raises(NotationError) as caught:
        parse_when(text)
    assert caught.value.code == code
    assert message in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-03 11:42", "2023-5-3", "20230503", "by x", "fifteen days after x",
        "after 2018-03-29", "12 days before 2018-03", "~2018-03-01T01:30", "circa 2016",
        "after 9999-12-30", "9 days before 0001-05-03", "2023-05-12 to 2023-05-08",
    ],
)  # fmt: skip
def test_hints_can_be_followed(text: str) -> None:
    """What a hint says to write can be read."""
    with pytest.raises(NotationError) as caught:
        parse_when(text)
    hint = caught.value.hint.removesuffix(" if that is meant")
    parse_when(
        re.sub("^(write|state the margin:)( the years that can be meant, such as)? ", "", hint)
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12 days after 2018-03-29", "write 2018-04-10"),
        ("10 to 14 days after 2018-03-29", "write 2018-04-08/2018-04-12"),
        ("10 to 14 days before 2018-03-29", "write 2018-03-15/2018-03-19"),
        ("at least 12 days after 2018-03-29", "write 2018-04-10/.."),
        ("at least 12 days after 2018-03", "write 2018-03-13/.."),
        ("within 2 days of 2018-03", "write 2018-02-27/2018-04-02"),
        ("2 days before 0001-01-03", "write 0001-01-01"),
        ("2 days before 0001-01-02", "write a day from 0001-01-01 to 9999-12-31"),
        ("1 day after 9999-12-31", "write a day from 0001-01-01 to 9999-12-31"),
        ("at least 0 days before 9999-12-31", "write a day from 0001-01-01 to 9999-12-31"),
        (
            "3 months after 2018-03-29",
            "write the days that can be meant, such as 2023-05-08/2023-05-12",
        ),
        ("about 0001", "state the margin: 0001 ± 3 days"),
        ("about 0002", "write the years that can be meant, such as 0001/0003"),
        ("about 9998", "write the years that can be meant, such as 9997/9999"),
        ("about 9999", "state the margin: 9999 ± 3 days"),
        ("long after x", "write after x, or a margin of your own such as 1 to 7 days after x"),
        (
            "2023-05-03 ± 15 minutes",
            "write 2023-05-03T01:30 ± 15 minutes, or a margin in days",
        ),
    ],
)
def test_a_hint_says_no_more_than_what_to_write(text: str, hint: str) -> None:
    """The days that can be meant, as far as the calendar goes."""
    with pytest.raises(NotationError) as caught:
        parse_when(text)
    assert caught.value.hint == hint


def test_sets_are_bounded() -> None:
    """A set of more than 64 days is refused, not cut."""
    many = ", ".join(["2017-03-16"] * 65)
    with pytest.raises(NotationError, match="65 days to choose from") as caught:
        parse_when(f"[{many}]")
    assert caught.value.code == "E208"
    assert len(options(f"[{', '.join(['2017-03-16'] * 64)}]")) == 64


@pytest.mark.parametrize("text", ["after x", "12 days after x", "between x and y"])
def test_where_no_event_can_be_leant_on(text: str) -> None:
    """A publication is dated by the calendar alone."""
    with pytest.raises(NotationError, match="counts from an event") as caught:
        parse_absolute_when(text)
    assert caught.value.code == "E210"


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("soon", "E201", '"soon" gives no number', "write a date here: 2023-05-03"),
        ("a few days after the strike", "E201", '"a few days" gives no number', "a date here"),
        ("yesterday", "E201", "yesterday is not a date statement", "write a date here"),
        ("12 days after X", "E201", '"X" is not the id of an event', "write a date here"),
        ("about 2 weeks after x", "E202", "needs a margin", "write a date here"),
        ("about 2023-05-08", "E202", "hedges without saying", "state the margin: 2023-05-08"),
        ("by strike", "E201", '"by" goes with a date', "write a date here"),
        ("soon after strike", "E210", "counts from an event", "write a date here"),
        ("after 2018-03-29", "E201", "counts from a date", "write 2018-03-30/.."),
        ("2023-02-30", "E203", "February 2023 has 28", "write 2023-02 if only the month"),
    ],
)
def test_no_hint_offers_an_event_where_none_can_be_leant_on(
    text: str, code: str, message: str, hint: str
) -> None:
    """What is wrong stays the same; what to write instead is a date."""
    with pytest.raises(NotationError) as caught:
        parse_absolute_when(text)
    assert caught.value.code == code
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert "EVENT" not in caught.value.hint
    assert caught.value.event == ""


@pytest.mark.parametrize(
    ("text", "message", "hint", "event"),
    [
        (
            "a few days after the strike",
            '"a few days" gives no number',
            "write after strike, or a margin of your own such as 1 to 7 days after strike",
            "strike",
        ),
        ("some weeks", '"some weeks" gives no number', "1 to 7 weeks after EVENT", ""),
        ("several months before x", '"several months" gives', "1 to 7 months before x", "x"),
        ("a few minutes after x", '"a few minutes" gives', "write soon after x", "x"),
        ("immediately after the x", '"immediately" gives no number', "write soon after x", "x"),
        ("soon before x", '"soon" gives no number', "write before x", "x"),
        ("by the x", '"by" goes with a date', "write on or before x", "x"),
        ("since x", '"since" goes with a date', "write on or after x", "x"),
        (
            "12 days after the strike",
            '12 days after the strike is not a date statement: "the strike" is not the id',
            "before EVENT, after EVENT or soon after EVENT",
            "strike",
        ),
        ("12 Days after x", '"12 Days" is not understood', "10 to 14 days after EVENT", "x"),
        ("after X", 'statement: "X" is not the id of an event', "after EVENT", "X"),
        ("yesterday", "yesterday is not a date statement", "write one of", ""),
    ],
)
def test_the_event_that_a_near_miss_leans_on(
    text: str, message: str, hint: str, event: str
) -> None:
    """It is told beside the sentence, so that whoever knows the case can name the nearest."""
    with pytest.raises(NotationError) as caught:
        parse_when(text)
    assert caught.value.code == "E201"
    assert message in str(caught.value)
    assert hint in caught.value.hint
    assert caught.value.event == event


def test_calendar_statements() -> None:
    """Dates and unknown are calendar statements."""
    assert parse_absolute_when("unknown") == Unknown()
    assert parse_absolute_when("2023-05") == parse_when("2023-05")


@given(st.dates())
def test_every_day_is_read_as_itself(day: object) -> None:
    """What was written as a date is that date."""
    assert options(str(day)) == [str(day)]


@given(st.text("0123456789-/.TXZ[],~? ±daysfterbox", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fall over."""
    with suppress(NotationError):
        parse_when(text)
