"""What is overdue anywhere, worst first: orders and limits before yardsticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.case_soundness import second_openings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.bound import Bound
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem

_TIERS = {Tier.ORDER: 0, Tier.LIMIT: 0, Tier.YARDSTICK: 1, Tier.NONE: 2}
_SHOWN = (Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE, Verdict.NOT_CHECKED)


def overdue_findings(reports: Iterable[Report]) -> list[tuple[Report, Finding]]:
    """Findings that are overdue for certain or possibly, worst first."""
    found = [
        (report, finding)
        for report in reports
        for finding in report.findings
        if _can_be_overdue(finding) or is_undone_beyond(finding)
    ]
    return sorted(found, key=badness)


def not_judged(judged: Judged) -> list[Problem]:
    """Return the second inquiries of a round, which no rule judges; as `check` warns of them.

    None where no policy judges the case: that is said of it as a whole.
    """
    reckoning = judged.reckoning
    if not judged.reports:
        return []
    begun = {
        event.id
        for event in reckoning.events.values()
        if not event.is_outside and reckoning.happened(event.id, judged.as_of) is not Truth.NO
    }
    return list(second_openings(reckoning.file, judged.kinds, begun, reckoning))


def _can_be_overdue(finding: Finding) -> bool:
    """Return whether a step may be overdue by a limit that somebody could read.

    A limit that passed behind the record's horizon counts: nobody has checked.
    """
    if finding.verdict in _SHOWN:
        return True
    if (
        Word.NOT_CHECKED in finding.possible
        and finding.due is not None
        and (finding.due.status == "known")
    ):
        return True
    return Word.OVERDUE in finding.possible and finding.days_late is not None


def days_beyond(finding: Finding) -> Bound | None:
    """How many days beyond its limit a step is; of a missing one beyond the limit that judges."""
    if finding.days_late is not None or finding.verdict is not Verdict.MISSING:
        return finding.days_late
    return next((one.days_late for one in finding.limits if one.is_passed), None)


def is_undone_beyond(finding: Finding) -> bool:
    """Whether a step is undone and a limit passed, though the verdict is named otherwise.

    Missing, or within a last limit and beyond an earlier one.
    """
    return finding.is_open and any(one.is_passed for one in finding.limits)


def is_certainly_over(finding: Finding) -> bool:
    """Return whether a step is undone beyond an order or a limit, in every world."""
    is_over = finding.verdict in (Verdict.OVERDUE, Verdict.LATE)
    return finding.breach is Truth.YES or (is_over and finding.tier in (Tier.ORDER, Tier.LIMIT))


def badness(row: tuple[Report, Finding]) -> tuple[int, bool, int, str, str]:
    """What findings are sorted by, the worst first."""
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
