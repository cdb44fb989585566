"""Dominance: which of many cases were faster than which, whatever the unknown dates are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from timeline.graph.order import reduced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.chrono.bound import Bound
    from timeline.reckoning.latency import Latency


@dataclass(frozen=True, slots=True)
class Dominance:
    """One measure over several cases, and what of their order is certain."""

    slower_than: Mapping[str, list[str]]
    """For every case that the measure applies to, those that certainly took longer."""
    equal: int
    """Pairs that certainly took as long as each other, to the day."""

    @property
    def pairs(self) -> int:
        """Pairs of cases that the measure applies to."""
        count = len(self.slower_than)
        return count * (count - 1) // 2

    @property
    def ordered(self) -> int:
        """Pairs of which one was certainly faster."""
        return sum(len(slower) for slower in self.slower_than.values())

    def slower(self, case: str) -> int:
        """How many cases certainly took longer than this one."""
        return len(self.slower_than[case])

    def faster(self, case: str) -> int:
        """How many cases were certainly faster than this one."""
        return sum(case in slower for slower in self.slower_than.values())

    def reduced_pairs(self) -> list[tuple[str, str]]:
        """The fewest pairs (faster, slower) from which all the others follow."""
        order = reduced(self.slower_than)
        return [(faster, slower) for faster, others in order.items() for slower in others]


def dominance_of(cases: Iterable[tuple[str, Latency]]) -> Dominance:
    """The certain order of cases by one measure: a strict partial order.

    Each pair is compared by what holds whether or not the record is complete (`Latency.sure`). So
    a step that is not recorded makes no case slower, unless somebody denies it up to some day.

    Args:
        cases: the id and the latency of each, no id twice.

    Source:
        Fishburn 1970, Intransitive indifference with unequal indifference intervals, Journal of
        Mathematical Psychology 7, p. 144: intervals in the order of what certainly lies below what.
    """
    known = [
        (name, cell.sure) for name, cell in cases if cell.days is not None and cell.sure is not None
    ]
    slower_than = {
        name: [rival for rival, other in known if _is_below(days, other)] for name, days in known
    }
    equal = sum(
        one.exact is not None and one.exact == other.exact
        for (_, one), (_, other) in combinations(known, 2)
    )
    return Dominance(slower_than, equal)


def _is_below(one: Bound, other: Bound) -> bool:
    """Whether a number of days is below another, however both are chosen."""
    return one.max is not None and other.min is not None and one.max < other.min
