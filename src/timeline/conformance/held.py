"""Facts that one kind of world holds to, and whether a branch allows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.chrono.network import Edge
    from timeline.reckoning.branch import Branch


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one kind of world: day edges, and instants in strict order."""

    days: tuple[Edge, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()

    def plus(self, *days: Edge) -> Facts:
        """The same with more day edges."""
        return Facts((*self.days, *days), self.orders)

    def then(self, first: str, second: str) -> Facts:
        """The same with the instant of one event before that of another."""
        return Facts(self.days, (*self.orders, (first, second)))


def narrowed(branch: Branch, facts: Facts, *days: Edge) -> Facts | None:
    """Facts with more day edges, those that the branch does not imply; None if they cannot hold.

    Args:
        branch: where to ask.
        facts: what it allows; whoever hands facts on has asked.
        days: edges between day nodes.
    """
    more = branch.days.narrowing(days)
    if not more:
        return facts if more is not None else None
    found = facts.plus(*more)
    alone = len(found.days) == 1 and not found.orders
    return found if alone or branch.allows(found.days, found.orders) else None
