"""Rank of a case among comparable ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.interval import ANY, Interval, hull_of
from timeline.portfolio.dominance import is_below
from timeline.portfolio.likeness import are_alike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.inference.latency import Latency


@dataclass(frozen=True, slots=True)
class PeerRank:
    """One measure of a case among the comparable cases."""

    measure: str
    faster: int
    """Other cases that were certainly faster."""
    slower: int
    """Other cases that were certainly slower."""
    others: int
    """Other cases with like events and a recorded end, to which it certainly applies."""
    same: int = 0
    """Other cases that certainly took as long, to the day."""
    unended: int = 0
    """Further cases to which it certainly applies, without an end on record."""
    spread: Interval | None = None
    """From the least of the fastest other to the most of the slowest."""


def rank_among(own: Iterable[Latency], others: Iterable[Iterable[Latency]]) -> dict[str, PeerRank]:
    """Rank a case by each measure it has.

    Returns:
        Ranks by the measure's id.
    """
    # A record without the end of a measure is no peer: a step that is only unrecorded may have been
    # taken on any day. Nor is one to which the measure may not apply.
    by_measure: dict[str, list[Latency]] = {}
    for latencies in others:
        for latency in latencies:
            if latency.comparable is not None:
                by_measure.setdefault(latency.measure.id, []).append(latency)
    return {
        latency.measure.id: _rank(latency, by_measure.get(latency.measure.id, []))
        for latency in own
        if _counts(latency)
    }


def _counts(latency: Latency) -> bool:
    return latency.comparable is not None and latency.is_recorded


def _rank(latency: Latency, others: Iterable[Latency]) -> PeerRank:
    days = latency.comparable or ANY
    ended, unended = [], 0
    for other in others:
        if not other.is_recorded:
            unended += 1
        elif are_alike(latency, other):
            ended.append(other.comparable or ANY)
    return PeerRank(
        latency.measure.id,
        faster=sum(is_below(other, days) for other in ended),
        slower=sum(is_below(days, other) for other in ended),
        others=len(ended),
        same=sum(other == days and days.exact is not None for other in ended),
        unended=unended,
        spread=hull_of(ended) if ended else None,
    )
