"""Dominance: cases certainly faster than others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from timeline.portfolio.likeness import are_alike
from timeline.portfolio.order import reduced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.chrono.interval import Interval
    from timeline.inference.latency import Latency


@dataclass(frozen=True, slots=True)
class Dominance:
    """The certain order of cases by one measure."""

    slower_than: Mapping[str, list[str]]
    """For each case that the measure certainly applies to, those that certainly took longer."""
    equal: int
    """Pairs that certainly took equally long, to the day."""
    unlike: int = 0
    """Pairs not compared, because their events are not of one sort."""

    @property
    def pairs(self) -> int:
        """Count the pairs compared."""
        count = len(self.slower_than)
        return count * (count - 1) // 2 - self.unlike

    @property
    def ordered(self) -> int:
        """Count the pairs with a certainly faster case."""
        return sum(len(slower) for slower in self.slower_than.values())

    def slower(self, case: str) -> int:
        """Count the cases that certainly took longer."""
        return len(self.slower_than[case])

    def faster(self, case: str) -> int:
        """Count the cases that were certainly faster."""
        return sum(case in slower for slower in self.slower_than.values())

    def reduced_pairs(self) -> list[tuple[str, str]]:
        """Return the fewest pairs that imply all others.

        A pair names the faster case, then the slower one. The others follow from a strict partial
        order.
        """
        order = reduced(self.slower_than)
        return [(faster, slower) for faster, others in order.items() for slower in others]


def dominance_of(cases: Iterable[tuple[str, Latency]]) -> Dominance:
    """Order cases by one measure, as far as certain.

    Only pairs of like events are compared, and only where the measure certainly applies.

    Each pair is compared by what holds whether or not the record is complete (`Latency.sure`). So
    a step that is not recorded makes no case slower, unless somebody denies it up to some day.

    Args:
        cases: the id and the latency of each, no id twice.

    Source:
        Fishburn 1970, Intransitive indifference with unequal indifference intervals, Journal of
        Mathematical Psychology 7, p. 144: intervals in the order of what certainly lies below what.
    """
    known = [(name, cell, cell.comparable) for name, cell in cases if cell.comparable is not None]
    slower_than = {
        name: [
            rival for rival, other, more in known if is_below(days, more) and are_alike(cell, other)
        ]
        for name, cell, days in known
    }
    pairs = list(combinations(known, 2))
    unlike = sum(not are_alike(one, other) for (_, one, _), (_, other, _) in pairs)
    equal = sum(
        days.exact is not None and days.exact == more.exact and are_alike(one, other)
        for (_, one, days), (_, other, more) in pairs
    )
    return Dominance(slower_than, equal, unlike)


def is_below(one: Interval, other: Interval) -> bool:
    """Return True if one number is certainly below another.

    However both are chosen within their intervals.
    """
    return one.max is not None and other.min is not None and one.max < other.min
