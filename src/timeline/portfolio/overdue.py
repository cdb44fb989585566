"""Overdue steps, worst first: deadlines before benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.soundness import second_openings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem

_TIERS = {Tier.ORDER: 0, Tier.LIMIT: 0, Tier.BENCHMARK: 1, Tier.NONE: 2}


def overdue_findings(reports: Iterable[Report]) -> list[tuple[Report, Finding]]:
    """List certainly or possibly overdue findings, worst first."""
    found = [
        (report, finding)
        for report in reports
        for finding in report.findings
        if _can_be_overdue(finding) or is_undone_beyond(finding)
    ]
    return sorted(found, key=badness)


def not_judged(judged: Judged) -> list[Problem]:
    """Return second inquiries of a round, judged by no rule.

    The same as `check` warns of. None if no policy judges the case: that is said of it as a whole.
    """
    inference = judged.inference
    if not judged.reports:
        return []
    begun = {
        event.id
        for event in inference.events.values()
        if not event.is_outside and inference.happened(event.id, judged.as_of) is not Truth.NO
    }
    return list(second_openings(inference.file, judged.kinds, begun, inference))


def _can_be_overdue(finding: Finding) -> bool:
    """Return True if a known limit may have passed.

    A limit that passed behind the record's horizon counts: nobody has checked.
    """
    if finding.verdict.is_undone and finding.verdict is not Verdict.PENDING:
        return True
    if (
        Word.NOT_CHECKED in finding.possible
        and finding.due is not None
        and (finding.due.status == "known")
    ):
        return True
    return Word.OVERDUE in finding.possible and finding.days_late is not None


def days_beyond(finding: Finding) -> Interval | None:
    """Return the days beyond the limit.

    Of a missing step, beyond the first limit that has passed.
    """
    if finding.days_late is not None or finding.verdict is not Verdict.MISSING:
        return finding.days_late
    return next((one.days_late for one in finding.limits if one.is_passed), None)


def is_undone_beyond(finding: Finding) -> bool:
    """Return True if an undone step passed a limit.

    Its verdict may be another: missing, or within a last limit and beyond an earlier one.
    """
    return finding.is_open and any(one.is_passed for one in finding.limits)


def is_certainly_over(finding: Finding) -> bool:
    """Return True if certainly past an order or limit."""
    is_over = finding.verdict.group == "late" and finding.verdict is not Verdict.MET_LATE
    return finding.breach is Truth.YES or (is_over and finding.tier in (Tier.ORDER, Tier.LIMIT))


def badness(row: tuple[Report, Finding]) -> tuple[int, bool, int, str, str]:
    """Return a sort key, the worst findings first."""
    report, finding = row
    beyond = days_beyond(finding)
    late = None if beyond is None else beyond.min
    return (
        _TIERS[finding.tier],
        not is_certainly_over(finding),
        -(late or 0),
        report.case_id,
        finding.id,
    )
