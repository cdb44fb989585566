"""Many cases: the list, comparisons, what is overdue."""

from __future__ import annotations

from datetime import date

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.case import (
    CaseHeadRecord,
    CaseRecord,
    FindingSummaryRecord,
    HeadRecord,
    SourceRecord,
)
from timeline.results.ledger import DocketRecord
from timeline.results.record import Record
from timeline.results.tolls import TollsOfRecord
from timeline.results.values import DayRange, ProblemRecord, Range


class OverdueFindingRecord(Record, frozen=True, kw_only=True):
    """A finding that is overdue, or may be."""

    id: str
    """Id of the finding."""
    verdict: Verdict
    """The verdict."""
    tier: Tier
    """Over a benchmark is no breach."""
    days_late: Range | None
    """Days past the limit that judged."""


class CaseReportRecord(Record, frozen=True, kw_only=True):
    """How one case stands against one policy."""

    policy: str
    """Id of the policy."""
    certain: bool
    """False where it may not have been in force on the day of the strike."""
    hypothetical: bool
    """True where it was asked for."""
    counts: dict[Verdict, int]
    """How many findings have each verdict; every verdict is there."""
    breaches: dict[Truth, int]
    """How many findings are a breach, are none, or nobody can tell."""
    overdue: tuple[OverdueFindingRecord, ...]


class ListRowRecord(HeadRecord, frozen=True, kw_only=True):
    """One case of the list."""

    place: str
    """Place of the incident."""
    strike: DayRange | None
    """On the case's calendar; null where the record has no strike."""
    state: str
    """The stage furthest on that has certainly been reached, in words."""
    contradictions: int
    """Smallest sets of accepted claims that cannot all be true."""
    reports: tuple[CaseReportRecord, ...]
    """One for each policy in `policies`."""


class ListRecord(Record, frozen=True, kw_only=True):
    """Every case of the workspace, and the problems of those that cannot be read."""

    cases: tuple[ListRowRecord, ...]
    problems: tuple[ProblemRecord, ...]


class CompareCellRecord(Record, frozen=True, kw_only=True):
    """One measure of one case."""

    case: str
    """Id of the case."""
    days: Range | None
    """Null where the measure does not apply."""
    open: Truth
    """True of an end still to come; unknown where only silence says so."""
    start: str | None
    """The event it starts at; null where none, or not certain which."""
    end: str | None
    """The event it ends at; null where none, not certain which, or a disclosure."""
    sure: Range | None
    """What holds even if a step that is not recorded was taken after all."""
    recorded: bool
    """Whether the record knows of the end at all, on whatever day."""
    denied: bool
    """Whether somebody denies an end that is not on record."""
    applies: Truth
    """`unknown` where the start may be still to come, or after the end."""


class SlowerRecord(Record, frozen=True, kw_only=True):
    """Who is slower, and whether that is certain."""

    case: str | None
    """Null where nobody can tell which, and where several share the longest."""
    by: Range | None
    """By at least and at most so many days, whatever the unknown dates are."""
    certain: Truth
    """Whether that holds on every possible date."""


class CompareMeasureRecord(Record, frozen=True, kw_only=True):
    """One measure over the cases."""

    measure: str
    """Id of the measure."""
    label: str
    """Its name."""
    cells: tuple[CompareCellRecord, ...]
    """In the order of `cases`."""
    slower: SlowerRecord | None
    """Null where the cases cannot be compared by this measure."""
    order: tuple[tuple[str, ...], ...]
    """Pairs of cases, the faster first, that are certain whatever the unknown dates are; only the
    fewest from which the others follow."""
    cautions: tuple[str, ...]
    """Why the comparison could mislead."""


class CompareRecord(Record, frozen=True, kw_only=True):
    """Latencies side by side."""

    cases: tuple[HeadRecord, ...]
    measures: tuple[CompareMeasureRecord, ...]
    problems: tuple[ProblemRecord, ...]
    """With `--all`, of the cases that could not be read, and of what the others lean on."""


class OverdueRowRecord(CaseHeadRecord, frozen=True, kw_only=True):
    """A finding that is overdue, or may be, and its case."""

    policy: str
    """Id of the policy that judged."""
    certain: bool
    """False where the policy may not have been in force on the day of the strike."""
    finding: FindingSummaryRecord
    """The finding."""


class OverdueRecord(Record, frozen=True, kw_only=True):
    """What is overdue in any case, worst first; limits before benchmarks."""

    overdue: tuple[OverdueRowRecord, ...]
    problems: tuple[ProblemRecord, ...]


class WorkspaceRecord(Record, frozen=True, kw_only=True):
    """Every case and source of a workspace, with all that follows from them."""

    as_of: date | None
    """The day asked for; null where each case is judged from its own."""
    known_on: date | None
    """Only what was public by then counted; null for everything."""
    cases: tuple[CaseRecord, ...]
    sources: tuple[SourceRecord, ...]
    """By id."""
    tolls: tuple[TollsOfRecord, ...]
    """Of the cases, then of the campaigns by scope."""
    dockets: tuple[DocketRecord, ...]
    problems: tuple[ProblemRecord, ...]
    """Of files that could not be read, and so are nowhere above."""
