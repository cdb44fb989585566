"""The docket over time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.results.record import Record
from timeline.results.values import DayRange, ProblemRecord, Range, Sign

SumWord = Literal[
    "disagreement",
    "balance",
    "outcomes",
    "received",
    "carried",
    "killed_total",
    "credible_total",
    "reports_total",
    "falls",
]
SumStatusWord = Literal["adds up", "off", "explained", "not checked"]


class FigureRecord(Range, frozen=True, kw_only=True):
    """One published figure."""

    source: str
    """Id of the source that states it."""
    words: str
    """The number for people: 735, 735+ (or more), 35–45."""


class StatedRecord(Record, frozen=True, kw_only=True):
    """One figure of a month, by all sources together."""

    figure: str
    numbers: Range | None
    """Null where sources differ."""
    derived: bool
    """True of a number open that no source states: carried over and received less completed."""
    words: str
    """The number for people: 735, 735+ (or more), (519) if derived, differ."""


class SourceNoteRecord(Record, frozen=True, kw_only=True):
    """Note of a source beside its figures."""

    source: str
    note: str
    by: str
    """Who published it, and when."""


class LedgerMonthRecord(Record, frozen=True, kw_only=True):
    """Figures of one month."""

    month: str
    """As 2019-04."""
    words: str
    """As Apr 2019."""
    figures: dict[str, tuple[FigureRecord, ...]]
    """By name; a figure that no source states is left out."""
    stated: tuple[StatedRecord, ...]
    """The same, one row for each name; with a derived number open where no source states one."""
    gap_words: str
    """Months that follow with no figure received, completed or open; empty for none."""
    open_derived: Range | None
    """Carried over and received less completed; null where one of them is not known."""
    notes: tuple[SourceNoteRecord, ...]
    """Remarks of its sources."""


class StretchRecord(Record, frozen=True, kw_only=True):
    """Figures of a stretch other than one month, in no sum."""

    period: str
    """Stretch, as the file words it."""
    days: DayRange
    words: str
    """Stretch and figures for people."""
    source: str
    """Id of the source."""
    figures: dict[str, FigureRecord]
    """By name."""
    note: str
    """Remark of the source."""


class GapRecord(Record, frozen=True, kw_only=True):
    """Months of which nothing is stated, from the first to the last."""

    first: str
    """As 2019-04."""
    last: str
    """As 2019-04."""
    months: int
    """Number of months."""


class SumRecord(Record, frozen=True, kw_only=True):
    """One sum that was tried."""

    test: SumWord
    """Name of the sum."""
    month: str
    """As 2019-04."""
    month_words: str
    """As Apr 2019."""
    sign: Sign
    words: str
    """The sum as it was tried."""
    status: SumStatusWord
    """Off only if every figure was read whole and no source explains it."""
    off_by: int
    """Published less computed, 0 where it adds up; of a disagreement highest less lowest."""
    or_more: bool
    """Whether it may be off by more."""
    off_words: str
    """The same for people: +284, −2, +6 or more, 5 apart; empty where it adds up."""
    remark: str
    """What the status rests on."""
    sources: tuple[str, ...]
    """Sources of its figures."""
    notes: tuple[SourceNoteRecord, ...]
    """Of its sources; empty where it adds up."""
    explained_by: tuple[SourceNoteRecord, ...]
    """What its sources say of the difference; empty where it adds up."""
    read_in_part: tuple[str, ...]
    """Sources that were not read whole."""


class ClearanceRecord(Record, frozen=True, kw_only=True):
    """The open reports of a month divided by those completed in it."""

    month: str
    """As 2019-04."""
    open: int
    """Open at its end."""
    completed: int
    """Completed in it."""
    months: float
    """How long the open ones would take at that pace, with nothing new received."""


class FlowRecord(Record, frozen=True, kw_only=True):
    """Time that reports stay; computed, not published."""

    clearances: tuple[ClearanceRecord, ...]
    months: tuple[str, ...]
    """Months with both the number open and the number completed."""
    left_out: tuple[str, ...]
    """Months left out, because one of the two is only a bound."""
    uncleared: tuple[str, ...]
    """Months with open reports and none completed."""
    mean_open: float | None
    """Null, as the next, where there are no such months."""
    mean_completed: float | None
    """Completed in a month."""
    mean_time_months: float | None
    """By Little's law; null where nothing was completed."""
    sentences: tuple[str, ...]
    """All of it in words."""


class DocketRecord(Record, frozen=True, kw_only=True):
    """One docket over time."""

    scope: str
    """Whose docket."""
    answer: tuple[str, ...]
    """Sentences that answer how many reports are open, and if the figures add up."""
    months: tuple[LedgerMonthRecord, ...]
    gaps: tuple[GapRecord, ...]
    sums: tuple[SumRecord, ...]
    flow: FlowRecord | None
    aside: tuple[StretchRecord, ...]


class LedgerRecord(Record, frozen=True, kw_only=True):
    """Dockets that sources state figures of."""

    answer: tuple[str, ...]
    """Sentences that answer for all of them."""
    notes: tuple[str, ...]
    """What was left out."""
    as_of: date | None
    """Only months that had ended by then; null for all."""
    known_on: date | None
    """Only sources that were public by then; null for all."""
    dockets: tuple[DocketRecord, ...]
    problems: tuple[ProblemRecord, ...]
