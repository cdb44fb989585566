"""Laws of dates and lengths in words: read back, they say what is known and no more."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_when
from timeline.chrono.when import Absolute
from timeline.results.build.dates import (
    NOT_KNOWN,
    VAGUE,
    about_years,
    after_words,
    cell_words,
    count_words,
    date_brief,
    date_words,
    on_words,
)

FIRST, LAST = date(1000, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@st.composite
def ranges(draw: st.DrawFn) -> Interval:
    """Days in the years that have four digits: exact, near, whole months and years, open ends."""
    low = draw(st.integers(FIRST, LAST - 800))
    high = low + draw(st.one_of(st.integers(0, 70), st.integers(0, 800)))
    if draw(st.booleans()):  # whole months, and now and then whole years
        start, end = date.fromordinal(low), date.fromordinal(high)
        is_year = draw(st.booleans())
        low = start.replace(day=1, month=1 if is_year else start.month).toordinal()
        end = end.replace(day=28, month=12 if is_year else end.month)
        high = date.fromordinal(end.toordinal() + 4).replace(day=1).toordinal() - 1
    open_end = draw(st.sampled_from(["", "", "", "min", "max"]))
    return Interval(None if open_end == "min" else low, None if open_end == "max" else high)


def read(words: str) -> Interval:
    """Days as `--when` reads them."""
    when = parse_when(words)
    assert isinstance(when, Absolute)
    first, last = when.options[0], when.options[-1]
    if first is not last:  # on 3 or 4 May 2023
        assert first.last is not None
        assert first.last + 1 == last.first
    return Interval(first.first, last.last)


@given(ranges())
def test_a_printed_date_is_read_back_as_the_same_days(bound: Interval) -> None:
    """Long, short, and within a sentence."""
    assert read(date_words(bound)) == bound
    assert read(date_words(bound, short=True)) == bound
    words = on_words(bound).removeprefix("on ").removeprefix("in ").removeprefix("some time from ")
    assert read(words) == bound


@given(ranges())
def test_a_narrow_cell_claims_no_more(bound: Interval) -> None:
    """A range that loses its days is read back as days that hold it."""
    assert read(date_brief(bound)).hull(bound) == read(date_brief(bound))


def test_dates_as_people_write_them() -> None:
    """One of each form."""

    def words(first: str | None, last: str | None, *, short: bool = False) -> str:
        ends = (end and date.fromisoformat(end).toordinal() for end in (first, last))
        return date_words(Interval(*[end or None for end in ends]), short=short)

    assert words("2023-05-03", "2023-05-03") == "3 May 2023"
    assert words("2023-05-24", "2023-06-28") == "24 May–28 June 2023"
    assert words("2023-05-24", "2023-06-28", short=True) == "24 May–28 Jun 2023"
    assert words("2023-05-03", "2023-05-05") == "3–5 May 2023"
    assert words("2023-12-30", "2024-01-02") == "30 December 2023–2 January 2024"
    assert words("2024-03-01", "2024-03-31") == "March 2024"
    assert words("2025-03-01", "2026-02-28", short=True) == "Mar 2025–Feb 2026"
    assert words("2022-01-01", "2022-12-31") == "2022"
    assert words("2022-01-01", "2023-12-31") == "2022–2023"
    assert words(None, "2023-06-09") == "by 9 June 2023"
    assert words("2023-06-09", None) == "9 June 2023 or later"
    assert words(None, None) == NOT_KNOWN


NUMBERS = st.integers(-500, 5000)


@st.composite
def lengths(draw: st.DrawFn) -> Interval:
    """Numbers of days, narrow and wide, also open and across zero."""
    low = draw(NUMBERS)
    high = low + draw(st.one_of(st.integers(0, 3), st.integers(0, 900)))
    open_end = draw(st.sampled_from(["", "", "", "", "min", "max"]))
    return Interval(None if open_end == "min" else low, None if open_end == "max" else high)


def held(words: str) -> Interval:
    """Days that the words allow, read without the program that wrote them."""
    text = re.sub(r" (after|before) strike$", "", words.replace(",", ""))
    sign = -1 if words.endswith("before strike") else 1
    known = {
        NOT_KNOWN: (None, None),
        VAGUE: (0, None),
        "same day": (0, 0),
        "next day": (1, 1),
        "same or next day": (0, 1),
    }
    if text in known:
        return Interval(*known[text])
    match = re.fullmatch(r"(at least |at most )?(\d+)(?:–(\d+))? days?", text)
    assert match is not None, words
    number = int(match[2])
    low, high = {
        "at least ": (number, None),
        "at most ": (0, number),
    }.get(match[1] or "", (number, int(match[3] or number)))
    return Interval(low, high) if sign == 1 else Interval(low, high).negated()


@given(lengths())
def test_a_printed_length_claims_no_more_than_is_known(bound: Interval) -> None:
    """Every number that is left is one that the words allow; where they give ends, these alone."""
    words = cell_words(bound, "strike")
    assert held(words).hull(bound) == held(words)
    if words not in (NOT_KNOWN, VAGUE):
        assert held(words) == bound
    if bound.min is not None and bound.min >= 0:
        counted = count_words(bound)
        assert held(counted).hull(bound) == held(counted)


@given(lengths())
def test_years_are_said_only_where_both_ends_round_to_them(bound: Interval) -> None:
    """And only beyond two of them."""
    words = about_years(bound)
    if words:
        assert bound.min is not None
        assert bound.max is not None
        years = int(words.removeprefix(" (about ").removesuffix(" years)"))
        assert years >= 2
        assert all(abs(end / 365.25 - years) <= 0.5 for end in (bound.min, bound.max))


def test_lengths_as_people_say_them() -> None:
    """One of each form."""
    assert count_words(Interval(51, 51)) == "51 days"
    assert count_words(Interval(9, 44)) == "9–44 days"
    assert count_words(Interval(0, 43)) == "at most 43 days"
    assert count_words(Interval(21, None)) == "at least 21 days"
    assert count_words(Interval(1615, 1617)) == "1,615–1,617 days"
    assert count_words(Interval(0, 1481)) == VAGUE
    assert count_words(Interval(0, None)) == count_words(Interval()) == NOT_KNOWN
    assert cell_words(Interval(-8, 972), "strike") == NOT_KNOWN
    assert cell_words(Interval(0, 1), "strike") == "same or next day"
    assert cell_words(Interval(-5, -3), "strike") == "3–5 days before strike"
    assert after_words(Interval(1, 1), "the strike") == "the day after the strike"
    assert after_words(Interval(0, 0), "the strike") == "on the day of the strike"
    assert after_words(Interval(0, 1481), "the strike") == ""
    assert about_years(Interval(1414, 1481)) == " (about 4 years)"
    assert about_years(Interval(1706, 1729)) == " (about 5 years)"
    assert about_years(Interval(1615, 1617)) == " (about 4 years)"
    assert about_years(Interval(400, 401)) == ""
