"""Adversity: whether a finding says more against the institution than another.

It decides what may be withheld: who leaves out a source must not accuse by it. The order is drawn
so that a doubtful change counts as more adverse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Word

if TYPE_CHECKING:
    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Finding

_FAULT = 5
"""Adversity from which a word is a reproach."""
_TRUTHS = (None, Truth.NO, Truth.UNKNOWN, Truth.YES)
_UNJUDGED = frozenset({Word.NOT_REQUIRED})


def adversity(word: Word) -> int:
    """Rank a word by what it says against the institution."""
    match word:
        case Word.MET:  # it did its duty; to say nothing of it takes that away
            return 0
        case Word.NOT_REQUIRED:  # no duty; so too where nothing is judged
            return 1
        case Word.NOT_YET_DUE:  # a duty is announced
            return 2
        case Word.PENDING:  # a duty is open, and nothing on record meets it
            return 3
        case Word.NOT_CHECKED:  # its limit has passed, and it may have been missed
            return 4
        case Word.MET_LATE | Word.OUT_OF_ORDER:  # a fault, though the step was taken
            return _FAULT
        case Word.OVERDUE | Word.MISSING:  # a fault, and the step was not taken
            return 6
        case _:
            assert_never(word)


def why_more_adverse(before: Finding | None, after: Finding | None) -> str:
    """Say in what a finding is more adverse than it was; empty if in nothing.

    Args:
        before: as it was; None where nothing was judged.
        after: as it is.
    """
    old, new = (_UNJUDGED if one is None else frozenset(one.possible) for one in (before, after))
    worst, worse = (max(map(adversity, words)) for words in (old, new))
    # Another fault of the same weight is a new reproach.
    has_new_fault = worse >= _FAULT and any(
        adversity(word) >= worst for word in new - old if adversity(word) >= _FAULT
    )
    if worse > worst or has_new_fault:
        return "the worst that it can mean is worse"
    if min(map(adversity, new)) > min(map(adversity, old)):
        return "the best that it can mean is worse"
    breaches = [_TRUTHS.index(None if one is None else one.breach) for one in (before, after)]
    # Where nothing can be breached, that is as good as no breach.
    if max(breaches[1], 1) > max(breaches[0], 1):
        return "a breach is more likely"
    if after is not None and after.days_late is not None and worse >= _FAULT:
        late = None if before is None else before.days_late
        if late is None or _is_longer(after.days_late, late):
            return "it is late by more days"
    if after is not None and before is not None and _least(after.days) > _least(before.days):
        return "it took more days at the least"
    return ""


def _is_longer(now: Interval, was: Interval) -> bool:
    most = was.max is not None and (now.max is None or now.max > was.max)
    return _least(now) > _least(was) or most


def _least(days: Interval | None) -> int:
    return 0 if days is None or days.min is None else days.min
