"""What is said beside the figures of `stats`, so that they are not taken for more than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.stats import MIN_CASES

if TYPE_CHECKING:
    from timeline.chrono.interval import Interval
    from timeline.portfolio.stats import Spread

ASSUMPTIONS = (
    "each case's range holds",
    (
        "how long a case takes has nothing to do with how sharply it is dated, with how far its "
        "record was followed, or with whether its end was recorded at all"
    ),
    "the cases do not hang on one another",
)
"""What has to hold for the curves to mean anything."""

NO_SAMPLE = (
    "The cases are those that somebody wrote a file on, and no sample: no figure here is an "
    "estimate for cases that are not among them."
)


def remark_words(spread: Spread, min_cases: int) -> str:
    """What the figures of one measure are no ground for."""
    telling, others = spread.telling, len(spread.entries) - spread.telling
    if spread.curve is None:
        return (
            f"{_counted(telling)} {'says' if telling == 1 else 'say'} anything of it, too few for "
            f"a curve, which takes {min_cases}: the figures describe these cases and say nothing "
            "of others."
        )
    parts = [f"By the curve, an estimate, half were over {_by_day(spread.curve.half_over())}."]
    if others:
        parts.append(f"It leaves out {_counted(others)} of which nothing is known.")
    if spread.median is not None:
        parts.append(f"Certain for all {len(spread.entries)}: {_by_day(spread.median)}.")
    if not spread.curve.is_settled:
        parts.append("The fit did not settle, so the curve is rough.")
    few = f", fewer than the {MIN_CASES} that are advised" if telling < MIN_CASES else ""
    parts.append(f"{_counted(telling)}{few}, no sample: it describes these cases and no others.")
    return " ".join(parts)


def _by_day(days: Interval) -> str:
    """By day 20 · by a day from 19 to 365 · not before day 21 · by day 972 at the latest."""
    low, high = days.min, days.max
    if low is not None and low == high:
        return f"by day {low}"
    if low is not None and high is not None:
        return f"by a day from {low} to {high}"
    if low is not None:
        return f"not before day {low}"
    return "by a day that nobody can tell" if high is None else f"by day {high} at the latest"


def _counted(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"
