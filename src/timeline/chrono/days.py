"""Calendar days as ordinals (`datetime.date.toordinal`), their names and months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()


def day_number(year: int, month: int, day: int) -> int:
    """Return the proleptic Gregorian ordinal of a day; ValueError if there is none."""
    return date(year, month, day).toordinal()


def month_days(year: int, month: int) -> tuple[int, int]:
    """Return a month's first and last day; ValueError if there is none."""
    return day_number(year, month, 1), day_number(year, month, monthrange(year, month)[1])


def format_day(day: int) -> str:
    """Format an ordinal as 2023-05-03, or say that it lies beyond the calendar."""
    if day > LAST_DAY:
        return "later than 9999-12-31"
    return date.fromordinal(day).isoformat() if day >= FIRST_DAY else "before 0001-01-01"


def format_minute(minute: int) -> str:
    """Format minutes since midnight as 11:42."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@lru_cache(maxsize=8192)
def months_later(day: int, months: int) -> tuple[int, int] | None:
    """Return the same day of a later month, or of an earlier one.

    Returns:
        The day's ordinal, clipped to the month's last day, and how many days were clipped off
        (0 to 3); None where the calendar ends before.

    Source: python-dateutil's relativedelta.
    """
    from dateutil.relativedelta import relativedelta

    start = date.fromordinal(day)
    try:
        clipped = start + relativedelta(months=months)
    except (ValueError, OverflowError):
        return None
    return clipped.toordinal(), start.day - clipped.day


@lru_cache(maxsize=64)
def months_span(months: int) -> tuple[int, int]:
    """Return the fewest and most days that months can last; below 0, so many months back."""
    # From the first of a month to the first of another. From a day that is clipped they last at
    # least as long as from the month after it, whichever day of the short month's end is meant.
    begins = _month_begins()
    spans = []
    for here in range(len(begins) - 1):
        cycles, there = divmod(here + months, len(begins) - 1)
        spans.append(begins[there] + cycles * begins[-1] - begins[here])
    return min(spans), max(spans)


@cache
def _month_begins() -> list[int]:
    """Return the first days of months over the 400 years that repeat, last of the next."""
    years = range(2000, 2400)
    lengths = (monthrange(year, month)[1] for year in years for month in range(1, 13))
    return [0, *accumulate(lengths)]
