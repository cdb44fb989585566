"""Dates and lengths in words, for people: no sharper than what is known, and never twice as long.

What `date_words` gives is read back by `timeline.chrono.spoken`, day for day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.interval import Interval
from timeline.chrono.spoken import MONTHS
from timeline.results.build.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_KNOWN: Final = "not known"
VAGUE: Final = "uncertain by over a year"
NONE_ON_RECORD: Final = "none on record"
_YEAR: Final = 365
_MANY_DAYS: Final = 180
"""A range longer than that is not told by its first day."""


def date_words(bound: Interval | int, *, short: bool = False) -> str:
    """Days as people write them: 3 May 2023, 24 May–28 June 2023, by 9 June 2023, not known.

    Args:
        bound: the days, or a single one.
        short: months of three letters, as in a table.
    """
    low, high = _in_calendar(bound)
    if low is None and high is None:
        return NOT_KNOWN
    if low is None or high is None:
        return f"by {_day(high, short=short)}" if high else f"{_day(low, short=short)} or later"
    if low == high:
        return _day(low, short=short)
    if _are_whole_years(low, high):
        return _year(low) if low.year == high.year else f"{_year(low)}–{_year(high)}"
    if low.day == 1 and high.day == monthrange(high.year, high.month)[1]:
        return _months(low, high, short=short)
    if low.year != high.year:
        return f"{_day(low, short=short)}–{_day(high, short=short)}"
    if low.month != high.month:
        return f"{low.day} {_month(low, short=short)}–{_day(high, short=short)}"
    return f"{low.day}–{_day(high, short=short)}"


def date_brief(bound: Interval) -> str:
    """Days for a narrow cell: a range over several months loses its days."""
    low, high = _in_calendar(bound)
    if low is None or high is None or (low.year, low.month) == (high.year, high.month):
        return date_words(bound, short=True)
    if _are_whole_years(low, high):
        return date_words(bound, short=True)
    return _months(low, high, short=True)


def _are_whole_years(low: date, high: date) -> bool:
    return (low.month, low.day, high.month, high.day) == (1, 1, 12, 31)


def on_words(bound: Interval) -> str:
    """Days within a sentence: on 3 May 2023, on 3 or 4 May 2023, in May 2023.

    A longer range is "some time from 24 May to 28 June 2023".
    """
    low, high = _in_calendar(bound)
    words = date_words(bound)
    if low is None and high is None:
        return "on an unknown day"
    if low is None:
        return words
    if high is None or low == high:
        return f"on {words}"
    if not words[0].isdigit() or words.replace("–", "").isdigit():
        return f"in {words}"
    first, last = words.split("–")
    if high.toordinal() - low.toordinal() == 1:
        return f"on {first} or {last}"
    return f"some time from {first} to {last}"


def _in_calendar(bound: Interval | int) -> tuple[date | None, date | None]:
    """Return both ends; None where one is open, or beyond the calendar."""
    ends = (bound, bound) if isinstance(bound, int) else (bound.min, bound.max)
    low, high = (
        date.fromordinal(end) if end is not None and FIRST_DAY <= end <= LAST_DAY else None
        for end in ends
    )
    return low, high


def _day(day: date | None, *, short: bool) -> str:
    return "" if day is None else f"{day.day} {_month(day, short=short)} {_year(day)}"


def _month(day: date, *, short: bool) -> str:
    name = MONTHS[day.month - 1]
    return name[:3] if short else name


def _year(day: date) -> str:
    return f"{day.year:04d}"


def _months(low: date, high: date, *, short: bool) -> str:
    last = f"{_month(high, short=short)} {_year(high)}"
    if (low.year, low.month) == (high.year, high.month):
        return last
    year = "" if low.year == high.year else f" {_year(low)}"
    return f"{_month(low, short=short)}{year}–{last}"


def is_wide(bound: Interval) -> bool:
    """Return True for a range of days over half a year long, or open."""
    return bound.min is None or bound.max is None or bound.max - bound.min > _MANY_DAYS


def is_vague(bound: Interval) -> bool:
    """Return True if a range of days says little.

    It is open below, lies on both sides of zero, or is more than a year wide and over twofold.
    """
    low, high = bound.min, bound.max
    if low is None:
        return True
    if high is None:
        return low <= 0
    return (low < 0 <= high) or (high - low > _YEAR and high > 2 * low)


def count_words(bound: Interval) -> str:
    """A number of days: 1 day, 9–44 days, at most 43 days, at least 21 days, not known."""
    low, high = bound.min, bound.max
    if low is None or is_vague(bound):
        return NOT_KNOWN if low is None or low < 0 or high is None else VAGUE
    if high is None:
        return f"at least {days(low)}"
    if low == high:
        return days(low)
    return f"at most {days(high)}" if low == 0 else f"{low:,}–{days(high)}"


def number_words(bound: Interval) -> str:
    """Return a number of days without its unit, for a column of days: 51, 0–74, at least 30."""
    low, high = bound.min, bound.max
    if low is None or is_vague(bound):
        return NOT_KNOWN
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def days(number: int) -> str:
    """A whole number of days: 1 day, 1,615 days."""
    return counted(number, "day")


def about_years(bound: Interval) -> str:
    """The same in years, where that is over two and both ends round to it: (about 4 years)."""
    low, high = bound.min, bound.max
    if low is None or high is None or low <= 2 * _YEAR:
        return ""
    first, last = (round(end / 365.25) for end in (low, high))
    return f" (about {first} years)" if first == last else ""


def cell_words(bound: Interval, reference: str) -> str:
    """Length after something, for a table: 51 days after strike, same day, next day."""
    if bound in _AT_ONCE:
        return _AT_ONCE[bound][0]
    return count_words(bound) if is_vague(bound) else _away_from(bound, reference)


def after_words(bound: Interval, reference: str) -> str:
    """Length after something, in a sentence; empty where that is not known.

    51 days after the strike, on the day of the strike, the day after the strike.
    """
    if bound in _AT_ONCE:
        return f"{_AT_ONCE[bound][1]} {reference}"
    return "" if is_vague(bound) else _away_from(bound, reference)


_AT_ONCE: Final = {
    Interval(0, 0): ("same day", "on the day of"),
    Interval(1, 1): ("next day", "the day after"),
    Interval(0, 1): ("same or next day", "within a day of"),
}


def _away_from(bound: Interval, reference: str) -> str:
    if bound.max is not None and bound.max < 0:
        return f"{count_words(bound.negated())} before {reference}"
    return f"{count_words(bound)} after {reference}"


def stretches_words(stretches: Sequence[Interval]) -> str:
    """Separate stretches of days: 8 May 2023 or 12 May 2023."""
    return " or ".join(date_words(stretch) for stretch in stretches)
