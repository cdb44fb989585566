"""Interval: whole numbers between two ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce

from timeline.chrono.truth import Truth, truth_of


@dataclass(frozen=True, slots=True)
class Interval:
    """A whole number known to lie in `min`..`max`.

    Both ends are included; None leaves an end open. Used for calendar days (proleptic ordinals,
    `datetime.date.toordinal`) and for numbers of days.

    Raises:
        ValueError: `min` is above `max`.
    """

    min: int | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        if self.min is not None and self.max is not None and self.min > self.max:
            message = f"a bound from {self.min} to {self.max} holds nothing"
            raise ValueError(message)

    @property
    def exact(self) -> int | None:
        """Return the only number left, else None."""
        return self.min if self.min == self.max else None

    def contains(self, value: int) -> bool:
        """Return True if `value` is still possible."""
        return (self.min is None or self.min <= value) and (self.max is None or value <= self.max)

    def hull(self, other: Interval) -> Interval:
        """Return the narrowest interval containing both."""
        low = None if self.min is None or other.min is None else min(self.min, other.min)
        high = None if self.max is None or other.max is None else max(self.max, other.max)
        return Interval(low, high)

    def meet(self, other: Interval) -> Interval | None:
        """Return the intersection; None if empty."""
        lows = [end for end in (self.min, other.min) if end is not None]
        highs = [end for end in (self.max, other.max) if end is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        if low is not None and high is not None and low > high:
            return None
        return Interval(low, high)

    def shifted(self, by: int) -> Interval:
        """Return the interval moved by `by`."""
        return Interval(
            None if self.min is None else self.min + by, None if self.max is None else self.max + by
        )

    def negated(self) -> Interval:
        """Return the interval of the negated number."""
        return Interval(
            None if self.max is None else -self.max, None if self.min is None else -self.min
        )

    def minus(self, other: Interval) -> Interval:
        """Return the interval of all differences; the two vary freely."""
        return Interval(
            None if self.min is None or other.max is None else self.min - other.max,
            None if self.max is None or other.min is None else self.max - other.min,
        )

    def at_most(self, limit: int) -> Truth:
        """Answer if the number is at most `limit`."""
        return truth_of(
            can_be_true=self.min is None or self.min <= limit,
            can_be_false=self.max is None or self.max > limit,
        )


ANY = Interval()


def least_of(numbers: Iterable[int | None]) -> int | None:
    """Return the least number; None if one is open, or there is none."""
    found = list(numbers)
    return None if None in found else min((one for one in found if one is not None), default=None)


def hull_of(bounds: Iterable[Interval]) -> Interval:
    """Return the narrowest interval containing all of at least one."""
    return reduce(Interval.hull, bounds)


def minimum_of(bounds: Collection[Interval]) -> Interval | None:
    """Return the interval of the smallest of some numbers; None for none."""
    if not bounds:
        return None
    highs = [bound.max for bound in bounds if bound.max is not None]
    return Interval(least_of(bound.min for bound in bounds), min(highs, default=None))
