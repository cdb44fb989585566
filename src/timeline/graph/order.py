"""What certainly came before what: the order of instants that every reading has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.reckoning.reckoning import Reckoning


def certain_order(reckoning: Reckoning) -> dict[str, list[str]]:
    """The events that each event comes before, whatever the unknown dates are.

    One event comes before another where it is never the later of the two, and not always of the
    same instant: on an earlier day, or on the same day by what the claims or the words of the
    process say of instants. Two events of one day without that are in no order.

    Returns:
        For every event, in the order of the file, those after it: a strict partial order.
    """
    never_later: dict[str, set[str]] = {name: set() for name in reckoning.events}
    for first, after in never_later.items():
        for second in reckoning.events:
            if first != second and _is_never_later(reckoning, first, second):
                after.add(second)
    _close(never_later)
    return {
        first: [
            name for name in reckoning.events if name in after and first not in never_later[name]
        ]
        for first, after in never_later.items()
    }


def _close(never_later: Mapping[str, set[str]]) -> None:
    """Add what follows by a third event: days of two zones can hide it.

    Source: Warshall 1962, A theorem on Boolean matrices, Journal of the ACM 9, p. 11.
    """
    for via, onward in never_later.items():
        for after in never_later.values():
            if via in after:
                after.update(onward)


def _is_never_later(reckoning: Reckoning, first: str, second: str) -> bool:
    least = reckoning.between(first, second).min
    if least is not None and least > 0:
        return True
    return not any(branch.allows([], [(second, first)]) for branch in reckoning.branches)


def reduced(order: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The fewest pairs that a strict partial order follows from: no pair that goes by a third.

    Args:
        order: for every event all those after it, as `certain_order` gives them.
    """
    return {
        first: [second for second in after if not any(second in order[via] for via in after)]
        for first, after in order.items()
    }
