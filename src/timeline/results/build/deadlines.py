"""How a finding stands against its deadline, in one word; shared by every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.finding import Finding
    from timeline.results.deadlines import DeadlineWord

_ORDER: tuple[DeadlineWord, ...] = (
    "missed",
    "perhaps missed",
    "not checked",
    "running",
    "kept",
    "not found",
    "none",
)
"""What a case is called by where its deadlines differ: the first that one of them is."""
_DEADLINES = (Tier.ORDER, Tier.LIMIT)


def deadline_word(finding: Finding) -> DeadlineWord:
    """Say how a step stands against an order or a limit, whoever set it and in whatever world.

    Missed only where that is certain. A benchmark is no deadline.
    """
    words = set(finding.possible)
    if finding.tier not in _DEADLINES:
        return "not found" if _is_not_found(finding) else "none"
    if is_missed(finding):
        return "missed"
    if finding.verdict is Verdict.NOT_CHECKED:
        return "not checked"
    if any(one.is_passed for one in finding.limits) or words & {Word.MET_LATE, Word.OVERDUE}:
        return "perhaps missed"
    if Word.NOT_CHECKED in words:
        return "not checked"
    if finding.verdict is Verdict.MET:
        return "kept"
    return "running" if words & {Word.PENDING} else "none"


def is_missed(finding: Finding) -> bool:
    """Return True where the last deadline was missed for certain, done since or not."""
    if finding.breach is Truth.YES:
        return True
    certain = (Verdict.MET_LATE, Verdict.OVERDUE, Verdict.LATE)
    return finding.tier in _DEADLINES and finding.verdict in certain


def worst_deadline(findings: Iterable[Finding]) -> DeadlineWord:
    """Sum up the deadlines of a case."""
    found = {deadline_word(finding) for finding in findings}
    return next((word for word in _ORDER if word in found), "none")


def _is_not_found(finding: Finding) -> bool:
    """Return True where a text was not read for its limit, and the step is asked for."""
    due = finding.due
    return due is not None and due.status == "not established" and finding.has_started is Truth.YES
