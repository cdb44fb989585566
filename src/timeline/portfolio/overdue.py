"""Overdue steps, and inquiries that no rule judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict, Word
from timeline.model.soundness import second_openings

if TYPE_CHECKING:
    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem


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


def can_be_overdue(finding: Finding) -> bool:
    """Return True if a known limit may have passed."""
    if finding.verdict.is_undone and finding.verdict is not Verdict.PENDING:
        return True
    # The verdict may be another: missing, or within a last limit and beyond an earlier one.
    if finding.is_open and any(one.is_passed for one in finding.limits):
        return True
    # A limit that passed behind the record's horizon counts: nobody has checked.
    is_known = finding.due is not None and finding.due.status == "known"
    if is_known and Word.NOT_CHECKED in finding.possible:
        return True
    return Word.OVERDUE in finding.possible and finding.days_late is not None


def days_beyond(finding: Finding) -> Interval | None:
    """Return the days beyond the limit; of a missing step, beyond the first that has passed."""
    if finding.days_late is not None or finding.verdict is not Verdict.MISSING:
        return finding.days_late
    return next((one.days_late for one in finding.limits if one.is_passed), None)
