"""Overdue, not checked, coming up, and waiting without a deadline."""

from __future__ import annotations

from typing import Literal, TypeAlias

from timeline.results.case import CaseHeadRecord, FindingSummaryRecord
from timeline.results.record import Record
from timeline.results.values import DayRange, PaceRecord, ProblemRecord, Range, Sign

OverdueGroup: TypeAlias = Literal["overdue", "not checked", "coming up", "waiting"]


class OverdueRowRecord(CaseHeadRecord, frozen=True, kw_only=True):
    """A step that is undone, or may be."""

    group: OverdueGroup
    sign: Sign
    step: str
    """Payment, Investigation, Answer; with track and round where a case has several."""
    days: Range | None
    """Days since the deadline, until it, or since the step was called for."""
    days_words: str
    deadline: DayRange | None
    deadline_words: str
    """Due 22 Oct 2026 (order); empty where none is set."""
    record_words: str
    """None on record, none found, or who denies it."""
    checked_words: str
    """Day to which the record was checked."""
    condition: str
    """Under what condition this holds, where the policy may not have been in force."""
    policy: str
    certain: bool
    """False where the policy may not have been in force on the day of the incident."""
    finding: FindingSummaryRecord
    measure: str | None
    """The latency from the step that called for it; null where none is measured."""
    pace: PaceRecord | None
    """By that measure; null where fewer than five cases can be compared."""


class OverdueCaseRecord(Record, frozen=True, kw_only=True):
    """One case's part in the overdue list."""

    case: str
    example: bool
    is_judged: bool
    """False where no policy fits, and nothing of it can be called overdue."""
    rows: tuple[OverdueRowRecord, ...]
    not_judged: tuple[ProblemRecord, ...]
    """Inquiries opened again without a round of their own, which no rule judges."""


class OverdueRecord(Record, frozen=True, kw_only=True):
    """Undone steps of every case, in four groups."""

    answer: tuple[str, ...]
    """Sentences that answer the question."""
    scope: str
    """Which day and which cases."""
    overdue: tuple[OverdueRowRecord, ...]
    """Past a deadline for certain, or perhaps."""
    not_checked: tuple[OverdueRowRecord, ...]
    """The deadline passed after the record was last checked."""
    coming_up: tuple[OverdueRowRecord, ...]
    """The deadline falls, or may fall, within the days asked for."""
    waiting: tuple[OverdueRowRecord, ...]
    """None on record, and no deadline in the rules we hold."""
    within_days: int
    cases: int
    unjudged: tuple[str, ...]
    """Cases that no policy judges."""
    not_judged: tuple[ProblemRecord, ...]
    """Inquiries opened again without a round of their own, which no rule judges."""
    problems: tuple[ProblemRecord, ...]
