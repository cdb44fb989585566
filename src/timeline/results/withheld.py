"""Changes that withholding makes to findings, for the author alone."""

from __future__ import annotations

from timeline.conformance.verdict import Verdict
from timeline.results.record import Record
from timeline.results.values import Place, ProblemRecord


class WithheldFindingRecord(Place, frozen=True, kw_only=True):
    """A finding that differs without what is withheld; its place is the first withheld item."""

    case: str
    name: str
    """Name of the finding."""
    judged_by: str
    """Policy that judges it."""
    before: Verdict | None
    """With everything; null where nothing is judged."""
    after: Verdict | None
    """As it would be published."""
    sentence_before: str
    """Empty where nothing is judged."""
    sentence_after: str
    more_adverse: str
    """In what it says more against the institution; empty where in nothing."""


class WithheldRecord(Record, frozen=True, kw_only=True):
    """Findings with and without what is withheld. Never to be published."""

    answer: tuple[str, ...]
    """Sentences that count what is withheld and what differs."""
    sources: tuple[str, ...]
    """Ids of the sources of which nothing is published."""
    cases: tuple[str, ...]
    """Cases from which something is left out."""
    findings: tuple[WithheldFindingRecord, ...]
    problems: tuple[ProblemRecord, ...]
    """Reasons not to publish; without them nothing speaks against it."""
