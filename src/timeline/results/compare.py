"""Latencies of several cases, side by side."""

from __future__ import annotations

from typing import Literal

from timeline.chrono.truth import Truth
from timeline.results.case import HeadRecord
from timeline.results.record import Record
from timeline.results.values import PaceRecord, ProblemRecord, Range


class CompareCaseRecord(HeadRecord, frozen=True, kw_only=True):
    """A case that is compared."""

    incident_words: str
    checked_words: str
    """Day to which its record was checked."""


class CompareCellRecord(Record, frozen=True, kw_only=True):
    """One measure of one case."""

    case: str
    days: Range | None
    """Null where the measure does not apply."""
    words: str
    """The same for people: 51 days, 0–6 days, none, –."""
    open: Truth
    start: str | None
    """The event it starts at; null where none, or not certain which."""
    end: str | None
    """The event it ends at; null where none, not certain which, or a disclosure."""
    sure: Range | None
    """What holds even if an unrecorded step was taken."""
    recorded: bool
    """True if the record knows of the end at all, on whatever day."""
    denied: bool
    """True if somebody denies an end that is not on record."""
    applies: Truth
    """`unknown` where the start may be to come, or after the end."""
    pace: PaceRecord | None
    """Among all cases of the workspace; null where fewer than five can be compared."""


class SlowerRecord(Record, frozen=True, kw_only=True):
    """The slower case, and how certain that is."""

    case: str | None
    """Null where it is not certain which, and where several share the longest."""
    by: Range | None
    """By at least and at most so many days, whatever the unknown dates are."""
    certain: Truth
    words: str
    """Of the last case named: 5 days slower, 1 day faster, equal, cannot be told."""


class CompareMeasureRecord(Record, frozen=True, kw_only=True):
    """One measure over the cases."""

    measure: str
    label: str
    group: Literal["compared", "one alone", "unlike"]
    """Compared; on record in one case alone; or not of one sort."""
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

    answer: tuple[str, ...]
    """Sentences that answer who was slower."""
    cases: tuple[CompareCaseRecord, ...]
    measures: tuple[CompareMeasureRecord, ...]
    notes: tuple[str, ...]
    """What is not compared, and why; under which rules each case was judged."""
    problems: tuple[ProblemRecord, ...]
    """With `--all`, of the cases that could not be read, and of what the others lean on."""
