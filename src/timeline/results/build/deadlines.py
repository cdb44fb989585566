"""Standing against a deadline, in one word; shared by every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.finding import Finding, Report
    from timeline.results.listing import DeadlineWord

_ORDER: tuple[DeadlineWord, ...] = (
    "missed",
    "perhaps missed",
    "not checked",
    "late, no duty",
    "running",
    "kept",
    "not found",
    "none",
)
"""What a case is called by where its deadlines differ: the first that one of them is."""
_DEADLINES = (Tier.ORDER, Tier.LIMIT)


def deadline_word(finding: Finding, report: Report) -> DeadlineWord:
    """Name a step's standing against its order or limit.

    Missed only where that is certain. A benchmark is no deadline.
    """
    words = set(finding.possible)
    if is_missed(finding, report):
        return "missed"
    if finding.tier not in _DEADLINES:
        return "not found" if _is_not_found(finding) else "none"
    if finding.verdict is Verdict.NOT_CHECKED:
        return "not checked"
    is_late = finding.verdict.group == "late"
    if is_late and not binds(finding) and in_force(finding, report) is not Truth.UNKNOWN:
        return "late, no duty"
    if any(one.is_passed for one in finding.limits) or words & {Word.MET_LATE, Word.OVERDUE}:
        return "perhaps missed"
    if Word.NOT_CHECKED in words:
        return "not checked"
    if finding.verdict is Verdict.MET:
        return "kept"
    return "running" if words & {Word.PENDING} else "none"


def is_missed(finding: Finding, report: Report) -> bool:
    """Return True of a breach, or of a deadline that binds and was missed, in every world.

    By a policy that was only asked for, or that may not have been in force, nothing is. Nor is
    what is overdue by silence alone: somebody may have done it, and nobody wrote it down.
    """
    if in_force(finding, report) is not Truth.YES:
        return False
    if finding.breach is Truth.YES:
        return True
    is_late = finding.tier in _DEADLINES and finding.verdict.group == "late"
    is_by_silence = finding.verdict is Verdict.OVERDUE
    return is_late and not is_by_silence and binds(finding) and finding.is_sourced


def in_force(finding: Finding, report: Report) -> Truth:
    """Say if what judges was in force; no where a policy was only asked for.

    An order stands whatever the policy.
    """
    if finding.tier is Tier.ORDER:
        return Truth.YES
    answer = report.selection.in_force(finding.question.rule.id)
    return Truth.NO if answer is None else answer


def binds(finding: Finding) -> bool:
    """Return True where missing its limit is a breach."""
    if finding.tier is Tier.ORDER:
        return any(
            one.line.force == "order" for one in finding.limits if one.line.tier is Tier.ORDER
        )
    return finding.is_duty


def worst_deadline(findings: Iterable[tuple[Report, Finding]]) -> DeadlineWord:
    """Sum up the deadlines of a case."""
    found = {deadline_word(finding, report) for report, finding in findings}
    return next((word for word in _ORDER if word in found), "none")


def _is_not_found(finding: Finding) -> bool:
    """Return True where a text was not read for its limit, and the step is asked for."""
    due = finding.due
    return due is not None and due.status == "not established" and finding.has_started is Truth.YES
