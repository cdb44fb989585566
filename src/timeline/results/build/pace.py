"""Rank among comparable cases, in words that hide none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.results.build.dates import count_words, is_vague

if TYPE_CHECKING:
    from timeline.portfolio.peers import PeerRank

FEWEST: Final = 5
"""Comparable cases that a rank needs."""


def pace_words(rank: PeerRank | None) -> str:
    """Slower than 9 of 12 comparable US cases (1 unclear; 7 more have none on record).

    Empty unless it is slower, or faster, than half of them. What cannot be ranked, and what has
    not ended, is said beside it.
    """
    brief = _slower_or_faster(rank)
    if rank is None or not brief:
        return ""
    unclear = rank.others - rank.faster - rank.slower - rank.same
    beside = [f"{unclear} unclear"] if unclear else []
    if rank.unended:
        has = "has" if rank.unended == 1 else "have"
        beside.append(f"{rank.unended} more {has} none on record")
    words, number = brief
    which = "all" if number == rank.others else f"{number} of"
    return (
        f"{words} than {which} {rank.others} comparable {rank.forces} cases{_in_brackets(beside)}"
    )


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


def _in_brackets(parts: list[str]) -> str:
    return f" ({'; '.join(parts)})" if parts else ""


def spread_words(rank: PeerRank | None) -> str:
    """Over what range comparable cases lie: 11 comparable US cases took 2–1,617 days."""
    if rank is None or rank.others < FEWEST or rank.spread is None:
        return ""
    low, high = rank.spread.min, rank.spread.max
    if low is None or high is None or low < 0:
        return ""
    shown = count_words(rank.spread) if not is_vague(rank.spread) else f"{low:,}–{high:,} days"
    return f"{rank.others} comparable {rank.forces} cases took {shown}."
