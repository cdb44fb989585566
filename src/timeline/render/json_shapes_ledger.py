"""The shape of `timeline ledger --json`; the habits are those of `json_shapes`."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from timeline.render.json_shapes import ProblemJson

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


class FigureJson(TypedDict):
    """One published figure."""

    least: int
    most: int | None
    """The same number where the source gives one; null where it says "at least"."""
    source: str


class SourceNoteJson(TypedDict):
    """What a source says beside its figures."""

    source: str
    note: str


class LedgerMonthJson(TypedDict):
    """What sources state of one month."""

    month: str
    """As 2019-04."""
    figures: dict[str, list[FigureJson]]
    """By name; a figure that no source states is left out."""
    open_derived: int | None
    """Carried over and received less completed, or the least that it can be; null where one of
    them is not known."""
    open_derived_most: int | None
    """The same number; null where it is known only to be at least that, or not known."""
    notes: list[SourceNoteJson]


class StretchJson(TypedDict):
    """Figures of a stretch that is not one whole month; they enter no sum."""

    period: str
    source: str
    figures: dict[str, FigureJson]
    note: str


class GapJson(TypedDict):
    """Months of which nothing is stated, from the first to the last."""

    first: str
    last: str
    months: int


class SumJson(TypedDict):
    """One sum that was tried."""

    test: SumWord
    month: str
    words: str
    """The sum as it was tried."""
    status: SumStatusWord
    """Off only where no source explains it and every figure was read whole."""
    off_by: int
    """Published less reckoned, 0 where it adds up; of a disagreement highest less lowest."""
    or_more: bool
    """Whether it may be off by more, since one of its numbers is only a bound."""
    remark: str
    sources: list[str]
    notes: list[SourceNoteJson]
    """Of its sources; empty where it adds up."""
    explained_by: list[SourceNoteJson]
    """What its sources say of the difference; empty where it adds up."""
    read_in_part: list[str]
    """The sources of its figures that no source read whole states."""


class ClearanceJson(TypedDict):
    """The open reports of a month divided by those completed in it."""

    month: str
    open: int
    completed: int
    months: float
    """How long the open ones would take at that pace, with nothing new received."""


class FlowJson(TypedDict):
    """How long reports stay; reckoned, not published."""

    clearances: list[ClearanceJson]
    months: list[str]
    """The months that give both the number open and the number completed."""
    left_out: list[str]
    """Months of which one of the two is only a bound: they enter nothing here."""
    uncleared: list[str]
    """Those with open reports of which none was completed; they have no clearance."""
    mean_open: float | None
    """Null, as the next, where there are no such months."""
    mean_completed: float | None
    mean_time_months: float | None
    """By Little's law, for a docket taken to be in balance; null where nothing was completed."""


class DocketJson(TypedDict):
    """One docket over time."""

    scope: str
    months: list[LedgerMonthJson]
    gaps: list[GapJson]
    sums: list[SumJson]
    flow: FlowJson | None
    aside: list[StretchJson]


class LedgerJson(TypedDict):
    """Every docket that sources state figures of."""

    as_of: str | None
    """Only months that had ended by then; null for all."""
    known_on: str | None
    """Only sources that were public by then; null for all."""
    dockets: list[DocketJson]
    problems: list[ProblemJson]
