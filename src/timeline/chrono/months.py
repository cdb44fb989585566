"""Month arithmetic and the days that short months clip.

Source: python-dateutil's relativedelta, which keeps the day of the month and clips it to the last
day of a month that is too short.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=8192)
def months_later(day: int, months: int) -> tuple[int, int] | None:
    """Return the same day of another month.

    Args:
        day: an ordinal of the calendar.
        months: how many later; below 0, how many earlier.

    Returns:
        The day's ordinal, clipped to the month's last day, and how many days were clipped off
        (0 to 3); None where the calendar ends before.
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - most cases have no months

    start = date.fromordinal(day)
    try:
        clipped = start + relativedelta(months=months)
    except (ValueError, OverflowError):
        return None
    return clipped.toordinal(), start.day - clipped.day
