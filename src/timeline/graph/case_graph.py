"""CaseGraph: the events, claims and expectations of one case, as nodes and edges.

    before        event → event    certain order, transitively reduced
    responds_to   event → event    the answer → what it answers
    dated_by      event → claim    what a source says of its day
    expects       event → event    trigger → step, as one finding has it

A step that is undone is a ghost: a node in place of an event that did not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth

if TYPE_CHECKING:
    from timeline.conformance.finding import Ground
    from timeline.model.case import Standing

EdgeKind = Literal["before", "responds_to", "dated_by", "expects"]


@dataclass(frozen=True, slots=True)
class EventNode:
    """An event that somebody says happened, or the ghost of a step that is undone."""

    id: str
    """The event's id; `ghost:` and the finding's id for a ghost."""
    kind: str
    label: str
    """A short phrase for people: the event's own label, else that of its kind."""
    zone: str
    """Whose days its days are."""
    track: str = ""
    round: int = 1
    by: str = ""
    form: str = ""
    bounds: Interval = ANY
    """Its days in its own zone, as ordinals; an end beyond the years 1 to 9999 is open."""
    happened: Truth = Truth.NO
    """Whether it had happened by the end of the day judged from."""
    is_implied: bool = False
    """Whether no source speaks of it and others imply it: a stage that closed had opened."""
    is_ghost: bool = False
    standing: Ground | None = None
    """Of a ghost: the ground that reaches to the day judged from; None where none does."""
    if_in_force: str = ""
    """Of a ghost: the policy that expects it, where that may not have been in force."""


@dataclass(frozen=True, slots=True)
class ClaimNode:
    """What one source says of the day of one event."""

    id: str
    """`strike#1`, as receipts and contradictions name it."""
    text: str
    """The date as the case words it."""
    source: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing joined to another; `kind` says how."""

    kind: EdgeKind
    start: str
    end: str
    days: Interval | None = None
    """Of `before`: the days from start to end, by the pair's own bound. Of `expects`: the latency
    of the finding, open above while the step is undone. None where no days are spoken of."""
    finding: str = ""
    """Of `expects`: the id of the finding."""
    rule: str = ""
    verdict: str = ""
    has_certain_ends: bool = True
    """Of `expects`: False where an end is only the first of several events that may be it."""
    if_in_force: str = ""
    """Of `expects`: the policy, where that may not have been in force."""

    @property
    def is_certain(self) -> bool:
        """Whether it holds between these two ends, and by a policy that was in force."""
        return self.has_certain_ends and not self.if_in_force


@dataclass(frozen=True, slots=True)
class CaseGraph:
    """The graph of one case, judged from one day; everything in the order of the file."""

    case_id: str
    title: str
    as_of: int
    nodes: tuple[EventNode, ...]
    """Every event that counts, then every ghost."""
    claims: tuple[ClaimNode, ...]
    edges: tuple[Edge, ...]
    """By kind, in the order of the table above."""

    def edges_of(self, kind: EdgeKind) -> tuple[Edge, ...]:
        """The edges of one kind."""
        return tuple(edge for edge in self.edges if edge.kind == kind)
