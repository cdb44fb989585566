"""Rank among comparable cases, in words that hide none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval, hull_of
from timeline.results.build.dates import count_words, is_vague

if TYPE_CHECKING:
    from timeline.portfolio.peers import PeerRank

FEWEST: Final = 5
"""Comparable cases that a rank needs."""
_TWO: Final = 2
"""Cases that make a range."""


def pace_words(rank: PeerRank | None) -> str:
    """Slower than 9 of 12 comparable US cases (1 unclear; 7 more have none on record).

    Empty unless it is slower, or faster, than half of them. What cannot be ranked, and what has
    not ended, is said beside it.
    """
    brief = _slower_or_faster(rank)
    if rank is None or not brief:
        return ""
    unclear = rank.others - rank.faster - rank.slower - rank.same
    words, number = brief
    which = "all" if number == rank.others else f"{number} of"
    others = f"{rank.others} comparable {rank.forces} cases"
    return f"{words} than {which} {others}{_beside(rank, unclear)}"


def pace_brief(rank: PeerRank | None) -> str:
    """The same for a cell: slower: 9 of 12."""
    brief = _slower_or_faster(rank)
    return f"{brief[0]}: {brief[1]} of {rank.others}" if rank is not None and brief else ""


def _slower_or_faster(rank: PeerRank | None) -> tuple[str, int] | None:
    """Which of the two it is for more than half of the others, and for how many."""
    if rank is None or rank.others < FEWEST:
        return None
    if 2 * rank.faster > rank.others:
        return "slower", rank.faster
    return ("faster", rank.slower) if 2 * rank.slower > rank.others else None


def _beside(rank: PeerRank, unclear: int) -> str:
    """Cases that a number leaves out, in brackets."""
    parts = [f"{unclear} unclear"] if unclear else []
    if rank.unended:
        has = "has" if rank.unended == 1 else "have"
        parts.append(f"{rank.unended} more {has} none on record")
    return f" ({'; '.join(parts)})" if parts else ""


def spread_words(rank: PeerRank | None) -> str:
    """4 comparable US cases took 0–38 days (1 unclear; 2 more have none on record).

    A case whose own days say next to nothing widens no range: it is unclear.
    """
    if rank is None or rank.others < FEWEST:
        return ""
    told = [days for days in rank.ended if not is_vague(days)]
    spread = hull_of(told) if told else Interval()
    low, high = spread.min, spread.max
    if len(told) < _TWO or low is None or high is None or low < 0:
        return ""
    shown = count_words(spread) if not is_vague(spread) else f"{low:,}–{high:,} days"
    beside = _beside(rank, rank.others - len(told))
    return f"{len(told)} comparable {rank.forces} cases took {shown}{beside}."
