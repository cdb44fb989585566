"""Certain order of events, by their instants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.inference.inference import Inference


def certain_order(inference: Inference) -> dict[str, list[str]]:
    """Map each event to those certainly after it.

    One event comes before another if it is never the later of the two, and not always of the same
    instant: on an earlier day, or on the same day by what the claims or the words of the process
    say of instants. Two events of one day without that are in no order.

    Returns:
        For each event, in the order of the file, those after it: a strict partial order.
    """
    names = list(inference.events)
    timed = _timed(inference)
    never_later = [
        _mask(
            place
            for place, second in enumerate(names)
            if first != second and _is_never_later(inference, first, second, timed)
        )
        for first in names
    ]
    _close(never_later)
    return {
        first: [
            second
            for there, second in enumerate(names)
            if never_later[here] >> there & 1 and not never_later[there] >> here & 1
        ]
        for here, first in enumerate(names)
    }


def _mask(places: Iterable[int]) -> int:
    """Encode a set of small numbers as bits."""
    # Unions of thousands take no time.
    return sum(1 << place for place in places)


def _close(never_later: list[int]) -> None:
    """Add the pairs that follow by a third event.

    Source: Warshall 1962, A theorem on Boolean matrices, Journal of the ACM 9, p. 11.
    """
    # Days of two zones can hide such a pair.
    for via, onward in enumerate(never_later):
        for place, after in enumerate(never_later):
            if after >> via & 1:
                never_later[place] |= onward


def _timed(inference: Inference) -> frozenset[str]:
    """Return events of which more than their day, in the case's zone, is known."""
    found = {name for branch in inference.branches for name in branch.times.nodes}
    return frozenset(found | {e.id for e in inference.events.values() if e.is_elsewhere})


def _is_never_later(inference: Inference, first: str, second: str, timed: frozenset[str]) -> bool:
    least = inference.between(first, second).min
    if least is not None and least > 0:
        return True
    if first not in timed and second not in timed:
        return False  # on one day, or the second before the first: nothing says their times
    return not any(branch.allows([], [(second, first)]) for branch in inference.branches)


def reduced(order: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Drop the pairs that follow by a third event.

    The fewest pairs from which a strict partial order follows.

    Args:
        order: for each event all those after it, as `certain_order` gives them.
    """
    names = {name: place for place, name in enumerate(order)}
    masks = {first: _mask(names[second] for second in after) for first, after in order.items()}
    found = {}
    for first, after in order.items():
        by_a_third = 0
        for via in after:
            by_a_third |= masks[via]
        found[first] = [second for second in after if not by_a_third >> names[second] & 1]
    return found
