"""Values that records share: ranges, days, places, problems."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.results.record import Record

Sign = Literal["missed", "kept", "odd", "done", "open", "unknown", "aside"]
"""✗ a deadline missed for certain · ✓ kept · ! odd, but no duty · ● done · … none on record ·
? cannot be known · – not required."""

StandingWord = Literal["accepted", "disputed", "rejected"]


GroundWord = Literal["denied", "searched", "not searched", "waiting"]


ForceWord = Literal["binding", "order", "guidance", "practice", "recommendation"]


UnitWord = Literal["days", "working days", "months", "years"]


SourceKindWord = Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]


class Place(Record, frozen=True, kw_only=True):
    """Place in the files."""

    file: str | None
    """Below the workspace; null where it stands in no file."""
    line: int | None
    """The first line is 1; null where the whole file is meant."""


class Range(Record, frozen=True, kw_only=True):
    """A whole number, days or people, known to lie between two ends, both included."""

    min: int | None
    """At least; null where open."""
    max: int | None
    """At most; null where open."""


class PaceRecord(Record, frozen=True, kw_only=True):
    """Rank of one latency among comparable cases: those of the same forces."""

    words: str
    """In a sentence; empty unless slower, or faster, than half of them."""
    brief: str
    """The same for a cell: slower: 6 of 7, 2 none."""
    forces: str
    """Forces that they share: US."""
    others: int
    """Comparable cases in which the step is on record."""
    faster: tuple[str, ...]
    """Of these, certainly faster."""
    slower: tuple[str, ...]
    """Of these, certainly slower."""
    same: tuple[str, ...]
    """Of these, certainly as long."""
    unclear: tuple[str, ...]
    """Of these, the rest."""
    unended: tuple[str, ...]
    """Further cases in which it is not on record."""
    days: Range | None
    """Days that it took in the others, vague ones apart; null where too few are known."""
    days_words: str
    """The same, and in how many cases: 0–38 days (4)."""


class DayRange(Record, frozen=True, kw_only=True):
    """A day known to lie between two days, both included."""

    min: date | None
    """First day; null where open."""
    max: date | None
    """Last day; null where open."""


class RelatedRecord(Place, frozen=True, kw_only=True):
    """Another place that matters."""

    column: int | None
    """As of the problem, and so are the next two."""
    end_line: int | None
    end_column: int | None
    message: str


class ProblemRecord(Record, frozen=True, kw_only=True):
    """One thing that is wrong with a file."""

    code: str
    """Stable between versions: E203."""
    message: str
    """Sentence that says what is wrong."""
    file: str
    """File, or the option that was given."""
    line: int | None
    """First line is 1; null where the whole file is meant."""
    column: int | None
    """Column of the first character."""
    end_line: int | None
    """Line of the last character."""
    end_column: int | None
    """The column just after the last character."""
    excerpt: str
    """The line of the file with carets below; empty where there is none."""
    hint: str
    """Line to write instead; empty where there is none."""
    warning: bool
    """Whether the file can still be used."""
    related: tuple[RelatedRecord, ...]


class StatementRecord(Place, frozen=True, kw_only=True):
    """One thing that the record says of time."""

    id: str
    """`strike#1` for a claim, `absences#2`, else the id of the event that it binds."""
    says: str
    """Sentence of what it says."""
    source: str | None
    """Id of its source; null where it has none."""


class Quotient(Record, frozen=True, kw_only=True):
    """A quotient known to lie between two ends, both included; null where an end is open."""

    min: float | None
    """At least; null where open."""
    max: float | None
    """At most; null where open."""
