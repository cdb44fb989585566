"""Values that records share: ranges, days, places, problems."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.results.record import Record

StandingWord = Literal["accepted", "disputed", "rejected"]


GroundWord = Literal["denied", "searched", "not searched", "waiting"]


ForceWord = Literal["binding", "order", "guidance", "practice", "recommendation"]


UnitWord = Literal["days", "working days", "months", "years"]


SourceKindWord = Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]


class Place(Record, frozen=True, kw_only=True):
    """Where something stands in the files."""

    file: str | None
    """Below the workspace; null where it stands in no file."""
    line: int | None
    """The first line is 1; null where the whole file is meant."""


class Range(Record, frozen=True, kw_only=True):
    """A whole number, days or people, known to lie between two ends, both included."""

    min: int | None
    max: int | None


class DayRange(Record, frozen=True, kw_only=True):
    """A day known to lie between two days, both included."""

    min: date | None
    max: date | None


class RelatedRecord(Place, frozen=True, kw_only=True):
    """Another place that matters."""

    column: int | None
    end_line: int | None
    end_column: int | None
    message: str


class ProblemRecord(Record, frozen=True, kw_only=True):
    """One thing that is wrong with a file."""

    code: str
    """Stable between versions: E203."""
    message: str
    file: str
    line: int | None
    """All four are null where the whole file is meant; the first line and column are 1."""
    column: int | None
    end_line: int | None
    end_column: int | None
    """The column just after the last character."""
    excerpt: str
    """The line of the file, and carets on a line below it; empty where there is none."""
    hint: str
    warning: bool
    """Whether the file can be used all the same."""
    related: tuple[RelatedRecord, ...]


class StatementRecord(Place, frozen=True, kw_only=True):
    """One thing that the record says of time."""

    id: str
    """`strike#1` for a claim, `absences#2`, else the id of the event that it binds."""
    says: str
    source: str | None


class Quotient(Record, frozen=True, kw_only=True):
    """A quotient known to lie between two ends, both included; null where an end is open."""

    min: float | None
    max: float | None
