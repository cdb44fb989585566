"""Numbers, days and bounds in words; nothing is rounded and no end is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.chrono.interval import Interval
    from timeline.inference.latency import Latency


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


def short_length(bound: Interval | None) -> str:
    """A number of days for a table: 12 d · 0–6 d · ≥ 21 d · ≤ 6 d · ? d."""
    if bound is None:
        return "—"
    low, high = bound.min, bound.max
    if low is not None and low == high:
        return f"{low} d"
    if low is not None and high is not None:
        return _signed(low, high) if low < 0 else f"{low}–{high} d"
    if low is not None:
        return f"≥ {low} d"
    return "? d" if high is None else f"≤ {high} d"


def _signed(low: int, high: int) -> str:
    """A range that begins before: 1 d before to 22 d after."""
    if high < 0:
        return f"{-high}–{-low} d before"
    return f"{-low} d before to {f'{high} d after' if high else 'the same day'}"


def latency_words(latency: Latency) -> str:
    """A latency for a table: 12 d · 0–6 d · ≥ 21 d, open · denied: ≥ 21 d · none recorded."""
    words = short_length(latency.days)
    if latency.days is None:
        return words
    if not latency.is_recorded:
        denied = latency.denied
        words = "none recorded" if denied is None else f"denied: {short_length(denied)}"
    if latency.has_begun is Truth.UNKNOWN:
        return f"{words}, perhaps not begun"
    if latency.applies is Truth.UNKNOWN:
        return f"{words}, may not apply"
    if not latency.is_recorded or latency.is_open is Truth.NO:
        return words
    return f"{words}, {'open' if latency.is_open is Truth.YES else 'perhaps still open'}"


def after_words(bound: Interval, reference: str) -> str:
    """How long after something, as "12 days after the strike", "on the day of the strike"."""
    low, high = bound.min, bound.max
    if low == 0 == high:
        return f"on the day of {reference}"
    if high is not None and high < 0:
        back = bound.negated()
        return f"{length_words(back)} before {reference}"
    if low is None and high is None:
        return f"an unknown number of days before or after {reference}"
    if low is None:
        return f"at most {days_word(high or 0)} after {reference}, or any time before it"
    if low < 0:
        before = f"{days_word(-low)} before"
        if high is None:
            return f"{before} {reference} or later"
        return f"on a day from {before} to {_side(high)} {reference}"
    return f"{length_words(bound)} after {reference}"


def _side(days: int) -> str:
    return "the day of" if days == 0 else f"{days_word(days)} after"


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


def when_words(text: str) -> str:
    """A date as a file words it: "by 2017-05-26", "2016-07-19 or later"; else as it stands."""
    first, slash, last = text.partition("/")
    if not slash:
        return text
    if first == "..":
        return f"by {last}"
    return f"{first} or later" if last == ".." else f"{first} to {last}"


def stretches_words(stretches: Sequence[Interval]) -> str:
    """Separate stretches, joined by "or"."""
    return " or ".join(day_words(stretch) for stretch in stretches)


def on_day_words(bound: Interval) -> str:
    """When, as part of a sentence: "on 2023-05-03", "between 2023-05-14 and 2023-05-19"."""
    low, high = bound.min, bound.max
    if low is not None and low == high:
        return f"on {format_day(low)}"
    if low is not None and high is not None:
        return f"between {format_day(low)} and {format_day(high)}"
    if low is not None:
        return f"on {format_day(low)} or later"
    if high is not None:
        return f"by {format_day(high)}"
    return "on a day that nothing here dates"


def count_words(bound: Interval | None) -> str:
    """A number of people: 10 · 78–203 · at least 100 · at most 24 · unknown; empty for none."""
    if bound is None:
        return ""
    low, high = bound.min or 0, bound.max
    if high is None:
        return f"at least {low}" if low else "unknown"
    if low == high:
        return str(low)
    return f"at most {high}" if low == 0 else f"{low}–{high}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(sentence: str) -> str:
    """The sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
