"""Cases and sources of a workspace, for tables."""

from __future__ import annotations

from datetime import date

from timeline.results.case import CaseRecord, SourceRecord
from timeline.results.ledger import DocketRecord
from timeline.results.record import Record
from timeline.results.tolls import TollsOfRecord
from timeline.results.values import ProblemRecord


class WorkspaceRecord(Record, frozen=True, kw_only=True):
    """Cases and sources of a workspace, and their figures."""

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
