"""Slower than comparable cases: how many of the others were faster, for certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.bound import Bound
    from timeline.reckoning.latency import Latency


@dataclass(frozen=True, slots=True)
class PeerRank:
    """One measure of one case among the others of its workspace."""

    measure: str
    faster: int
    """Other cases that were faster whatever the unknown dates are."""
    slower: int
    """Other cases that were slower whatever the unknown dates are."""
    others: int
    """Other cases that the measure applies to and whose record knows of its end."""


def rank_among(own: Iterable[Latency], others: Iterable[Iterable[Latency]]) -> dict[str, PeerRank]:
    """The rank of a case for each measure that it has, by the measure's id.

    A case whose record does not know of the end of a measure is no peer for it: a step that is
    only unrecorded may have been taken on any day.
    """
    by_measure: dict[str, list[Bound]] = {}
    for latencies in others:
        for latency in latencies:
            if latency.days is not None and latency.is_recorded:
                by_measure.setdefault(latency.measure.id, []).append(latency.days)
    return {
        latency.measure.id: _rank(latency, by_measure.get(latency.measure.id, []))
        for latency in own
        if latency.days is not None and latency.is_recorded
    }


def _rank(latency: Latency, others: list[Bound]) -> PeerRank:
    days = latency.days
    assert days is not None  # noqa: S101 - the caller asks for measured ones
    faster = sum(_is_less(other, days) for other in others)
    slower = sum(_is_less(days, other) for other in others)
    return PeerRank(latency.measure.id, faster, slower, len(others))


def _is_less(first: Bound, second: Bound) -> bool:
    """Whether the first is certainly below the second."""
    return first.max is not None and second.min is not None and first.max < second.min
