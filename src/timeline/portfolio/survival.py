"""Survival curves from interval-censored days: the share of cases not yet over by then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Spans = Mapping[tuple[int, int], int]

CLOSE_ENOUGH = 1e-7
"""Tolerated gap to the greatest log-likelihood, for each case."""
MOST_ROUNDS = 50_000
_TRIM_EVERY = 20
_DWINDLING = 0.5
"""A share below this part of one case and interval is taken if the likelihood allows it."""
_OFTEN = 8
_NOTHING = 1e-6
"""A share below this is no step of the curve."""
_HALF = 0.5 - 1e-4
"""One half, less the possible error of a share at `CLOSE_ENOUGH`."""


class CurveStep(NamedTuple):
    """A share of cases that ends on some day within an interval."""

    days: Interval
    share: float
    """Above 0, up to 1."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Share of cases not yet over, as a band: it falls somewhere within each step."""

    steps: tuple[CurveStep, ...]
    """In order of days; no two overlap; their shares add up to 1."""
    cases: int
    is_settled: bool = True
    """True if the fit came as near to the greatest likelihood as asked for."""

    def half_over(self) -> Interval:
        """Return the first day by which at least half are over; open above if never reached."""
        sums = accumulate(one.share for one in self.steps)
        return next(one.days for one, over in zip(self.steps, sums, strict=True) if over >= _HALF)


def turnbull(intervals: Sequence[Interval]) -> Curve:
    """Estimate the survival curve from interval-censored days.

    The curve of greatest likelihood among all, with no shape assumed. Its mass lies on the
    innermost intervals: from one case's lower end to the next end, where that is an upper one. How
    the mass of such an interval lies within it changes no case's probability, so the curve is a
    band there. How much lies on each is unique: the likelihood, strictly concave in them, fixes the
    probability of every case's own bound. Each innermost interval is the last within some case's
    bound, so that this probability is a difference of the sum up to it and a sum further down; from
    the first interval on, these fix all the sums in turn.

    A case whose days are known exactly is a bound of one day; one still open after `d` days is
    `d + 1` or more. With these alone the curve is Kaplan and Meier's. A case of which nothing is
    known (both ends open) changes nothing.

    Args:
        intervals: whole days from start to end of each case, both ends included; may be negative.

    Returns:
        Steps of shares above nothing. The fit is by self-consistency, until the logarithm of the
        likelihood is within `CLOSE_ENOUGH` a case of its greatest: with `d` the derivative for the
        mass of an interval and `n` cases the gap is at most the greatest `d`, less `n` (Gentleman
        and Geyer 1994, Biometrika 81, p. 618).

    Raises:
        ValueError: there are no intervals.

    Source:
        Turnbull 1976, J. R. Statist. Soc. B 38, p. 290; tested against the breast cosmesis data of
        Finkelstein and Wolfe 1985, Biometrics 41, p. 933.
    """
    if not intervals:
        message = "a curve needs at least one case"
        raise ValueError(message)
    # Of equal days the lower end comes first, because both ends are included.
    bounds = [ends_of(one) for one in intervals]
    ends = sorted({(low, 0) for low, _ in bounds} | {(high, 1) for _, high in bounds})
    cells = [
        (first, second)
        for (first, is_high), (second, is_next_high) in pairwise(ends)
        if not is_high and is_next_high
    ]
    lows, highs = [low for low, _ in cells], [high for _, high in cells]
    spans = Counter((bisect_left(lows, low), bisect_right(highs, high) - 1) for low, high in bounds)
    shares, is_settled = _fitted(spans, len(cells))
    kept = [(cell, share) for cell, share in zip(cells, shares, strict=True) if share > _NOTHING]
    total = sum(share for _, share in kept)
    steps = tuple(CurveStep(interval_of(*cell), share / total) for cell, share in kept)
    return Curve(steps, len(intervals), is_settled)


def _fitted(spans: Spans, cells: int) -> tuple[list[float], bool]:
    """Return the mass on each innermost interval, and True if the fit converged.

    Args:
        spans: number of cases by the first and the last interval within their bound.
        cells: number of intervals.
    """
    # Self-consistency alone takes mass off an interval ever more slowly, and never all of it. So
    # from time to time what dwindles is taken, and given back where it turns out to be missed; only
    # so often, or the two could go on for ever.
    number = sum(spans.values())
    little = _DWINDLING / (number * cells)
    shares = [1 / cells] * cells
    given_back: Counter[int] = Counter()
    for turn in range(1, MOST_ROUNDS + 1):
        slopes = _slopes(spans, shares)
        if max(slopes) <= number * (1 + CLOSE_ENOUGH):
            return shares, True
        if turn % _TRIM_EVERY:
            shares = [share * slope / number for share, slope in zip(shares, slopes, strict=True)]
            continue
        for place, slope in enumerate(slopes):
            if shares[place] == 0.0 and slope > number:
                given_back[place] += 1
                shares[place] = little
            elif shares[place] < little and slope < number and given_back[place] < _OFTEN:
                shares[place] = 0.0
        total = sum(shares)
        shares = [share / total for share in shares]
    return shares, False


def _slopes(spans: Spans, shares: Sequence[float]) -> list[float]:
    """Return the slopes of the log-likelihood by the mass on each innermost interval."""
    sums = list(accumulate(shares, initial=0.0))
    changes = [0.0] * (len(shares) + 1)
    for (first, last), cases in spans.items():
        weight = cases / (sums[last + 1] - sums[first])
        changes[first] += weight
        changes[last + 1] -= weight
    return list(accumulate(changes[:-1]))


def ends_of(bound: Interval) -> tuple[float, float]:
    """Return both ends; an open one is infinite."""
    return -inf if bound.min is None else bound.min, inf if bound.max is None else bound.max


def interval_of(low: float, high: float) -> Interval:
    """Return the interval of two ends; an infinite one is open."""
    return Interval(None if low == -inf else int(low), None if high == inf else int(high))
