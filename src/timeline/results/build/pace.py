"""Rank among comparable cases, in words that hide none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import hull_of
from timeline.results.build.dates import count_words, is_vague
from timeline.results.build.values import as_range
from timeline.results.values import PaceRecord

if TYPE_CHECKING:
    from timeline.chrono.interval import Interval
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
    words, number = brief
    which = "all" if number == rank.others else f"{number} of"
    others = f"{rank.others} comparable {rank.forces} cases"
    return f"{words} than {which} {others}{_beside(rank, len(rank.unclear))}"


def pace_brief(rank: PeerRank | None) -> str:
    """The same for a cell: slower: 9 of 12, 7 none."""
    brief = _slower_or_faster(rank)
    if rank is None or not brief:
        return ""
    none = f", {len(rank.unended)} none" if rank.unended else ""
    return f"{brief[0]}: {brief[1]} of {rank.others}{none}"


def _slower_or_faster(rank: PeerRank | None) -> tuple[str, int] | None:
    """Which of the two it is for more than half of the others, and for how many."""
    if rank is None or rank.others < FEWEST:
        return None
    faster, slower = len(rank.faster), len(rank.slower)
    if 2 * faster > rank.others:
        return "slower", faster
    return ("faster", slower) if 2 * slower > rank.others else None


def _beside(rank: PeerRank, unclear: int) -> str:
    """Cases that a number leaves out, in brackets."""
    parts = [f"{unclear} unclear"] if unclear else []
    if rank.unended:
        has = "has" if len(rank.unended) == 1 else "have"
        parts.append(f"{len(rank.unended)} more {has} none on record")
    return f" ({'; '.join(parts)})" if parts else ""


def spread_words(rank: PeerRank | None) -> str:
    """4 comparable US cases took 0–38 days (1 unclear; 2 more have none on record).

    A case whose own days say next to nothing widens no range: it is unclear.
    """
    spread, told = _spread(rank)
    if rank is None or spread is None:
        return ""
    beside = _beside(rank, rank.others - told)
    return f"{told} comparable {rank.forces} cases took {_shown(spread)}{beside}."


def _spread(rank: PeerRank | None) -> tuple[Interval | None, int]:
    """Days that the others took, and how many of them say so; None where too few do."""
    if rank is None or rank.others < FEWEST:
        return None, 0
    told = [days for days in rank.ended if not is_vague(days)]
    spread = hull_of(told) if len(told) >= _TWO else None
    if spread is None or spread.min is None or spread.max is None or spread.min < 0:
        return None, 0
    return spread, len(told)


def _shown(spread: Interval) -> str:
    return count_words(spread) if not is_vague(spread) else f"{spread.min:,}–{spread.max:,} days"


def pace_record(rank: PeerRank | None) -> PaceRecord | None:
    """Rank of a latency; None among fewer than five."""
    if rank is None or rank.others < FEWEST:
        return None
    spread, told = _spread(rank)
    return PaceRecord(
        words=pace_words(rank),
        brief=pace_brief(rank),
        forces=rank.forces,
        others=rank.others,
        faster=rank.faster,
        slower=rank.slower,
        same=rank.same,
        unclear=rank.unclear,
        unended=rank.unended,
        days=as_range(spread),
        days_words="" if spread is None else f"{_shown(spread)} ({told})",
    )
