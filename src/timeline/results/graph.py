"""The graph of a case: events, claims and expectations as nodes and edges."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.chrono.truth import Truth
from timeline.results.record import Record
from timeline.results.values import DayRange, GroundWord, ProblemRecord, Range, StandingWord

EdgeType = Literal["before", "responds_to", "dated_by", "expects"]


class EventNodeRecord(Record, frozen=True, kw_only=True):
    """An event, or the ghost of a step that was not taken."""

    id: str
    """The id of the event; `ghost:` and the id of the finding for a ghost."""
    ghost: bool
    implied: bool
    """Whether no source speaks of it and others imply it: a stage that closed had opened."""
    kind: str
    label: str
    form: str
    track: str
    round: int
    by: str
    zone: str
    """Whose days its days are."""
    happened: Truth
    """Whether it had happened by the end of `as_of`."""
    day: DayRange
    """When it can have happened, in its own zone."""
    standing: GroundWord | None
    """Of a ghost: what says at `as_of` that it is undone."""
    if_in_force: str | None
    """Of a ghost: the policy that expects it, where that may not have been in force."""
    lines: tuple[str, ...]
    """What a drawing says: label, who, where in the process, when."""


class ClaimNodeRecord(Record, frozen=True, kw_only=True):
    """One source's date of one event."""

    id: str
    """`strike#1`, as receipts name it."""
    when: str
    """The date as the file words it."""
    source: str
    standing: StandingWord
    lines: tuple[str, ...]
    """What a drawing says."""


class EdgeRecord(Record, frozen=True, kw_only=True):
    """One thing joined to another."""

    type: EdgeType
    """Certain order, without pairs that go by a third event; an answer, and what it answers; an
    event, and a claim of its day; a trigger and its step, as one finding has them."""
    start: str
    end: str
    days: Range | None
    """From start to end: of certain order, and of a finding."""
    rule: str | None
    """Of a finding, as are the rest."""
    finding: str | None
    verdict: str | None
    certain: bool
    """Whether it holds between these two ends, and by a policy that was in force."""
    if_in_force: str | None
    """The policy, where it may not have been in force."""
    lines: tuple[str, ...]
    """What a drawing says."""


class GraphRecord(Record, frozen=True, kw_only=True):
    """The directed graph of a case, judged from one day; in the order of the file."""

    case: str
    title: str
    as_of: date
    nodes: tuple[EventNodeRecord, ...]
    """Every event that counts, then ghosts."""
    claims: tuple[ClaimNodeRecord, ...]
    """Only where they were asked for."""
    edges: tuple[EdgeRecord, ...]
    problems: tuple[ProblemRecord, ...]
    """Of files that the case leans on and that could not be read."""
