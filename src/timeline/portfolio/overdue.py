"""What is overdue anywhere, worst first: orders and limits before yardsticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.conformance.verdict import Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.finding import Finding, Report

_TIERS = {Tier.ORDER: 0, Tier.LIMIT: 0, Tier.YARDSTICK: 1, Tier.NONE: 2}
_SHOWN = (Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE)


def overdue_findings(reports: Iterable[Report]) -> list[tuple[Report, Finding]]:
    """Findings that are overdue for certain or possibly, worst first."""
    found = [
        (report, finding)
        for report in reports
        for finding in report.findings
        if finding.verdict in _SHOWN or (finding.is_open and finding.has_passed_a_limit)
    ]
    return sorted(found, key=badness)


def badness(row: tuple[Report, Finding]) -> tuple[int, int, int, str, str]:
    """What findings are sorted by, the worst first."""
    report, finding = row
    late = finding.days_late.min if finding.days_late is not None else None
    return (
        _TIERS[finding.tier],
        _SHOWN.index(finding.verdict) if finding.verdict in _SHOWN else 0,
        -(late or 0),
        report.case_id,
        finding.id,
    )
