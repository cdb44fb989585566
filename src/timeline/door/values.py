"""Numbers and days that are known between two ends; an open end is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.chrono.bound import Bound
from timeline.chrono.truth import Truth
from timeline.render.words import count_words, day_words, length_words


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days known to lie between two ends, both included; None leaves an end open."""

    min: int | None
    max: int | None

    @property
    def exact(self) -> int | None:
        """The one number left; None while more than one is."""
        return self.min if self.min == self.max else None

    def at_most(self, days: int) -> Truth:
        """Whether it is so many days or fewer."""
        return Bound(self.min, self.max).at_most(days)

    def at_least(self, days: int) -> Truth:
        """Whether it is so many days or more."""
        return self.at_most(days - 1).negated()

    def __str__(self) -> str:
        """12 days · 0 to 6 days · at least 21 days."""
        return length_words(Bound(self.min, self.max))


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people known to lie between two ends, both included; None leaves one open."""

    min: int | None
    max: int | None

    @property
    def exact(self) -> int | None:
        """The one number left; None while more than one is."""
        return self.min if self.min == self.max else None

    def __str__(self) -> str:
        """10 · 78–203 · at least 100 · unknown."""
        return count_words(Bound(self.min, self.max))


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient known to lie between two ends, both included; None leaves an end open."""

    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Dates:
    """A day known to lie between two days, both included; None leaves an end open."""

    earliest: date | None
    latest: date | None

    @property
    def exact(self) -> date | None:
        """The one day left; None while more than one is."""
        return self.earliest if self.earliest == self.latest else None

    def by(self, day: date) -> Truth:
        """Whether it is that day or an earlier one."""
        return self._bound.at_most(day.toordinal())

    @property
    def _bound(self) -> Bound:
        ends = (self.earliest, self.latest)
        low, high = (None if end is None else end.toordinal() for end in ends)
        return Bound(low, high)

    def __str__(self) -> str:
        """2023-05-03 · 2023-05-14 to 2023-05-19 · by 2023-05-24 · day unknown."""
        return day_words(self._bound)
