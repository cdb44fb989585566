"""Many cases: the list, comparisons, what is overdue."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.case import CaseHeadRecord, FindingSummaryRecord, HeadRecord
from timeline.results.record import Record
from timeline.results.values import DayRange, ProblemRecord, Range

OverdueGroup = Literal["over", "conditional", "unchecked", "perhaps", "benchmark"]
"""Over a limit or an order; over one if the policy was in force; passed since the record was last
checked; possibly over, or over an earlier limit alone; over a benchmark."""


class OverdueFindingRecord(Record, frozen=True, kw_only=True):
    """A finding that is overdue, or may be."""

    id: str
    verdict: Verdict
    tier: Tier
    """Over a benchmark is no breach."""
    days_late: Range | None


class CaseReportRecord(Record, frozen=True, kw_only=True):
    """How one case stands against one policy."""

    policy: str
    certain: bool
    hypothetical: bool
    counts: dict[Verdict, int]
    """How many findings have each verdict; every verdict is there."""
    breaches: dict[Truth, int]
    """How many findings are a breach, are none, or nobody can tell."""
    overdue: tuple[OverdueFindingRecord, ...]


class ListRowRecord(HeadRecord, frozen=True, kw_only=True):
    """One case of the list."""

    place: str
    strike: DayRange | None
    """On the case's calendar; null where the record has no strike."""
    state: str
    """The stage furthest on that has certainly been reached, in words."""
    contradictions: int
    incidents: tuple[str, ...]
    """What the vocabulary calls what the case is about."""
    amiss: str
    """What is late, missing, out of order or contradictory, in a few words."""
    reports: tuple[CaseReportRecord, ...]
    """One for each policy in `policies`."""


class ListRecord(Record, frozen=True, kw_only=True):
    """Every case of the workspace, and the problems of those that cannot be read."""

    cases: tuple[ListRowRecord, ...]
    problems: tuple[ProblemRecord, ...]


class CompareCellRecord(Record, frozen=True, kw_only=True):
    """One measure of one case."""

    case: str
    days: Range | None
    """Null where the measure does not apply."""
    open: Truth
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


class CompareMeasureRecord(Record, frozen=True, kw_only=True):
    """One measure over the cases."""

    measure: str
    label: str
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
    certain: bool
    """False where the policy may not have been in force on the day of the strike."""
    group: OverdueGroup
    words: str
    """The verdict, and how many days over: `overdue, 15 d over`."""
    finding: FindingSummaryRecord


class RankedOverdueRecord(Record, frozen=True, kw_only=True):
    """A finding with its place among those of other cases."""

    badness: tuple[int, bool, int, str, str]
    """What rows are sorted by, the worst first."""
    row: OverdueRowRecord


class OverdueCaseRecord(Record, frozen=True, kw_only=True):
    """What one case gives to the list of what is overdue."""

    is_judged: bool
    """Whether any policy judges it."""
    rows: tuple[RankedOverdueRecord, ...]


class OverdueRecord(Record, frozen=True, kw_only=True):
    """What is overdue in any case, worst first; limits before benchmarks."""

    as_of: date | None
    """The day asked for; null where each case is judged from its own."""
    cases: int
    """How many cases were looked at."""
    unjudged: int
    """How many of these no policy judges."""
    left_out: int
    """How many more there are that could not be read."""
    overdue: tuple[OverdueRowRecord, ...]
    problems: tuple[ProblemRecord, ...]
