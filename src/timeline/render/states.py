"""Where a case stands, and how much of it is late, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.reckoning.reckoning import Reckoning


def case_state(reckoning: Reckoning, as_of: int) -> str:
    """Where the process stands: the stage furthest on that has certainly been reached."""
    reached = {
        event.event.kind
        for event in reckoning.events.values()
        if reckoning.happened(event.id, as_of) is Truth.YES
    }
    incidents = {kind.id for kind in reckoning.kinds.values() if kind.incident}
    if not reached & incidents:
        return "not yet happened"
    for kind, words in _STATES:
        if kind in reached:
            return words
    further = [kind.label for kind in reckoning.kinds.values() if kind.id in reached - incidents]
    own = [label for label in further if not reached & _SHIPPED_STAGES]
    return own[-1].lower() if own else "nothing opened"


_STATES = (
    ("conclusion", "concluded"),
    ("investigation_closed", "investigation closed"),
    ("investigation_opened", "under investigation"),
    ("assessment_closed", "assessed"),
    ("assessment_opened", "under assessment"),
)
_SHIPPED_STAGES = {"strike"}


def late_words(reports: Sequence[Report]) -> str:
    """Counts by tier; what is certain and what is possible apart."""
    if not reports:
        return "not judged"
    findings = [finding for report in reports for finding in report.findings]
    late = (Verdict.OVERDUE, Verdict.MET_LATE)
    unsure = (Verdict.POSSIBLY_OVERDUE, Verdict.MET_POSSIBLY_LATE)
    wrong = (Verdict.MISSING, Verdict.OUT_OF_ORDER)
    limits = sum(
        finding.has_passed_a_limit or (finding.verdict in wrong and finding.is_duty)
        for finding in findings
    )
    counts = [
        (limits, "over a limit or order"),
        (_count(findings, late, Tier.YARDSTICK), "over a yardstick"),
        (sum(one.verdict in wrong and not one.is_duty for one in findings), "against practice"),
        (sum(one.verdict in unsure for one in findings), "possibly late"),
    ]
    return ", ".join(f"{count} {words}" for count, words in counts if count) or "none"


def _count(findings: Sequence[Finding], verdicts: Sequence[Verdict], tier: Tier) -> int:
    return sum(finding.verdict in verdicts and finding.tier is tier for finding in findings)
