"""Numbers, days and bounds in words; nothing is rounded and no end is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.chrono.interval import Interval


def days_word(number: int) -> str:
    """1 day, 12 days."""
    return "1 day" if abs(number) == 1 else f"{number} days"


def length_words(bound: Interval) -> str:
    """A number of days: 12 days · 0 to 6 days · at least 21 days · at most 6 days."""
    low, high = bound.min, bound.max
    if low is not None and low == high:
        return days_word(low)
    if low is not None and high is not None:
        return f"{low} to {days_word(high)}"
    if low is not None:
        return f"at least {days_word(low)}"
    if high is not None:
        return f"at most {days_word(high)}"
    return "an unknown number of days"


def day_words(bound: Interval) -> str:
    """When, as "2023-05-03", "2023-05-14 to 2023-05-19", "by 2023-05-24", "day unknown"."""
    low, high = bound.min, bound.max
    if low is not None and low == high:
        return format_day(low)
    if low is not None and high is not None:
        return f"{format_day(low)} to {format_day(high)}"
    if low is not None:
        return f"{format_day(low)} or later"
    if high is not None:
        return f"by {format_day(high)}"
    return "day unknown"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    *first, final = words or [""]
    return f"{', '.join(first)} {last} {final}" if first else final


def any_of(words: Iterable[str]) -> str:
    """Different words as alternatives: a, b or c."""
    return listed(list(dict.fromkeys(words)), "or")


def capital(sentence: str) -> str:
    """The sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things: 1 case, 1,200 cases."""
    return f"1 {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def amount_words(bound: Interval, above: str, unknown: str) -> str:
    """A number of people or reports: 105, 78–203, up to 24.

    Args:
        bound: the number; its lower end counts as 0 where it is open.
        above: words for a lower end alone, with {} in place of it.
        unknown: words for any number.
    """
    low, high = bound.min or 0, bound.max
    if high is None:
        return above.format(f"{low:,}") if low else unknown
    if low == high:
        return f"{high:,}"
    return f"{low:,}–{high:,}" if low else f"up to {high:,}"
