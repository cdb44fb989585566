"""Facts of one kind of world, checked against branches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.chrono.interval import Interval
    from timeline.chrono.network import Constraint
    from timeline.inference.branch import Branch


@dataclass(frozen=True, slots=True)
class Facts:
    """Day edges and strict orders of instants of one kind of world."""

    days: tuple[Constraint, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()

    def plus(self, *days: Constraint) -> Facts:
        """Return the facts with more day edges."""
        return Facts((*self.days, *days), self.orders)

    def then(self, first: str, second: str) -> Facts:
        """Return the facts with one instant before another."""
        return Facts(self.days, (*self.orders, (first, second)))


def bounds_in(branch: Branch, facts: Facts, start: str, end: str) -> Interval:
    """Return bounds of `day(end) - day(start)` in worlds that the branch has."""
    found = branch.days.days_given(facts.days, start, end)
    if found is None:
        message = f"no world holds to {facts}"
        raise ValueError(message)
    return found


def narrowed(branch: Branch, facts: Facts, *days: Constraint) -> Facts | None:
    """Add day edges to facts that the branch allows; None if they cannot hold."""
    more = branch.days.narrowing(days)
    if not more:
        return facts if more is not None else None
    found = facts.plus(*more)
    alone = len(found.days) == 1 and not found.orders
    return found if alone or branch.allows(found.days, found.orders) else None
