"""Latencies of many cases."""

from __future__ import annotations

from typing import Literal

from timeline.results.case import HeadRecord
from timeline.results.record import Record
from timeline.results.values import ProblemRecord, Range

GroupedBy = Literal["policy", "command", "forces", "year", "tag"]
StateWord = Literal["over", "unclear", "open", "none recorded"]


class StatsCountsRecord(Record, frozen=True, kw_only=True):
    """Counts of cases by state, on the day each is judged from."""

    over: int
    unclear: int
    """Not certain whether it was over, or from which event to count."""
    open: int
    """The record dates the end later, or somebody denies it to the day judged from."""
    none_recorded: int
    """The record knows of no end and no denial, which does not say that there was none."""
    rest_words: str
    """The unclear and the open for people: 2 unclear, 1 open; empty where there are none."""


class StatsRowRecord(Record, frozen=True, kw_only=True):
    """One case that a measure applies to."""

    case: str
    state: StateWord
    days: Range | None
    """By the record; null where it is not certain from which event to count."""
    words: str
    """The same for people: 51 days, at least 21 days and counting, none on record."""
    sure: Range
    """What holds even if an end that is not recorded came after all."""


class CurveStepRecord(Record, frozen=True, kw_only=True):
    """A share of the cases, and the days within which the curve falls by it."""

    days: Range
    share: float
    left: float
    """The share not yet done after it."""
    days_words: str
    left_words: str


class CurveRecord(Record, frozen=True, kw_only=True):
    """The share of cases not yet over, fitted to the bounds of each (Turnbull 1976)."""

    cases: int
    """On how many it rests: those that say anything."""
    settled: bool
    """False where the fit did not come near enough to the greatest likelihood."""
    half_over: Range
    """The first day by which, on the curve, at least half are over."""
    steps: tuple[CurveStepRecord, ...]


class ExtremeRecord(Record, frozen=True, kw_only=True):
    """The fewest or the most days among the cases that are done."""

    days: Range | None
    """Null where none is done."""
    case: str | None
    """Null where it is not certain which, and where several share it."""
    words: str
    """Days, and the case where it is certain."""


class StatsMeasureRecord(Record, frozen=True, kw_only=True):
    """One measure over the cases of one group."""

    measure: str
    label: str
    cases: int
    """Number of cases to which it certainly applies."""
    counts: StatsCountsRecord
    may_not_apply: tuple[str, ...]
    """Cases whose start may be still to come, or after the end; counted nowhere else."""
    median: Range | None
    """The first day by which at least half are over, whatever the unknown dates are; null for no
    cases. An end that is not recorded may have come on any day."""
    median_words: str
    """Days for people; too few under five cases; not known where it says next to nothing."""
    median_recorded: Range | None
    """The same of the cases without those in which none is recorded."""
    median_recorded_words: str
    fastest: ExtremeRecord
    slowest: ExtremeRecord
    curve: CurveRecord | None
    """Null where fewer than `min_cases` cases say anything."""
    remark: str
    """What a curve says, and what it leaves out; or why there is none."""
    rows: tuple[StatsRowRecord, ...]
    """The fastest first."""


class StatsGroupRecord(Record, frozen=True, kw_only=True):
    """Cases that are counted together."""

    name: str
    """Empty where all are."""
    cases: tuple[str, ...]
    cautions: tuple[str, ...]
    """Why the figures could mislead."""
    measures: tuple[StatsMeasureRecord, ...]


class StatsRecord(Record, frozen=True, kw_only=True):
    """Latencies of many cases, as far as they are certain."""

    answer: tuple[str, ...]
    """Sentences that answer the question."""
    cases: tuple[HeadRecord, ...]
    where: tuple[str, ...]
    """The conditions that every case meets for certain."""
    unclear: tuple[str, ...]
    """Cases that may or may not meet them; counted nowhere."""
    invented: tuple[str, ...]
    """Cases that are examples; counted nowhere."""
    by: GroupedBy | None
    measure: str | None
    """The one measure asked for; null for every one."""
    min_cases: int
    """How many cases that say anything a curve needs."""
    groups: tuple[StatsGroupRecord, ...]
    """A case with several tags is in several groups."""
    notes: tuple[str, ...]
    """What is left out, and why the figures could mislead."""
    assumptions: tuple[str, ...]
    """What has to hold for the curves to mean anything."""
    problems: tuple[ProblemRecord, ...]
