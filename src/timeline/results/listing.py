"""The list of cases: one line a case."""

from __future__ import annotations

from typing import Literal, TypeAlias

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict
from timeline.results.case import HeadRecord
from timeline.results.record import Record
from timeline.results.values import DayRange, PaceRecord, ProblemRecord, Range, Sign

DeadlineWord: TypeAlias = Literal[
    "missed",
    "perhaps missed",
    "late, no duty",
    "not checked",
    "running",
    "kept",
    "not found",
    "none",
]
"""`missed`: a binding deadline, missed on every possible date. `not found`: the text that may
set one was not read. `none`: the rules we hold set none."""


class DelayRecord(Record, frozen=True, kw_only=True):
    """Length of a step in one case."""

    measure: str
    """Id of the latency."""
    label: str
    """Head of its column: Finding, from report."""
    days: Range | None
    """Null where the step is not on record, or where nothing is known of the days."""
    words: str
    """0–74, none, – (not required), ? (not known within a year)."""


class CaseReportRecord(Record, frozen=True, kw_only=True):
    """Standing of one case against one policy."""

    policy: str
    certain: bool
    hypothetical: bool
    counts: dict[Verdict, int]
    """How many findings have each verdict; every verdict is there."""
    breaches: dict[Truth, int]
    """How many findings are a breach, are none, or cannot be known."""


class ListRowRecord(HeadRecord, frozen=True, kw_only=True):
    """One case of the list."""

    place: str
    incident: DayRange | None
    """On the case's calendar; null where the record has no incident."""
    incident_words: str
    incident_noun: str
    """The incident as the vocabulary calls it: Strike."""
    state: str
    """The stage furthest on that has certainly been reached, in words."""
    sign: Sign | None
    """Null where no deadline was set."""
    deadline: DeadlineWord | Literal["no rules"]
    """How the case stands against its deadlines, the worst of them."""
    deadline_words: str
    delays: tuple[DelayRecord, ...]
    pace: PaceRecord | None
    """Of the finding, counted from the incident; null where fewer than five can be compared."""
    contradictions: int
    reports: tuple[CaseReportRecord, ...]
    """One for each policy in `policies`."""


class ListRecord(Record, frozen=True, kw_only=True):
    """Cases of the workspace, and problems of unreadable ones."""

    answer: tuple[str, ...]
    """Sentences that answer the question."""
    incident_noun: str
    """The incident as the vocabulary calls it: Strike."""
    cases: tuple[ListRowRecord, ...]
    """The newest first; those without a day last."""
    problems: tuple[ProblemRecord, ...]
