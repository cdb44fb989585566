"""Clock: the last day on time in one kind of world, as a distance from a day or as a day.

A deadline whose length depends on where it starts, or that pauses move, is a fixed day once those
days are fixed; so every comparison stays a difference of two days.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from timeline.chrono.network import ORIGIN, Edge
from timeline.conformance.facts_held import narrowed
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.chrono.bound import Bound
    from timeline.conformance.deadline import Deadline, Run
    from timeline.conformance.facts_held import Facts
    from timeline.conformance.question import ClockStop
    from timeline.reckoning.branch import Branch

_MOST_PAUSED = 4_000
"""Days of pauses that are tried one by one; of more nobody can say when the limit ends."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit.

    The last day on time lies `after` days behind the day `start`, or is the day `by`; with
    neither nothing ends it.
    """

    start: str
    """The event where it starts."""
    after: int | None = None
    by: int | None = None
    was_read: bool = True
    """Whether anybody could read the limit."""
    is_open_ended: bool = False
    """Whether a last extension has no published end, so that this is the end before it."""
    is_stopped: bool = False
    """Whether a pause without an end on record stopped it before it ran out."""

    @property
    def has_end(self) -> bool:
        """Whether there is a last day on time."""
        return self.after is not None or self.by is not None

    def last_day(self, branch: Branch, facts: Facts) -> Bound | None:
        """Return the bounds of the last day on time on the case's calendar."""
        if self.by is not None:
            return branch.days.days_given(facts.days, ORIGIN, ORIGIN).shifted(self.by)
        if self.after is None:
            return None
        start = branch.days.days_given(facts.days, ORIGIN, branch.case_day(self.start))
        return None if start is None else start.shifted(self.after)

    def at_most(self, branch: Branch, day: int) -> Edge:
        """The last day on time is not after a day of the case's calendar."""
        if self.by is not None:
            return _fact(holds=self.by <= day)
        return Edge(ORIGIN, branch.case_day(self.start), day - (self.after or 0))

    def at_least(self, branch: Branch, day: int) -> Edge:
        """The last day on time is not before a day of the case's calendar."""
        if self.by is not None:
            return _fact(holds=self.by >= day)
        return Edge(branch.case_day(self.start), ORIGIN, (self.after or 0) - day)

    def kept_by(self, branch: Branch, event: str) -> Edge:
        """An event is not after the last day on time."""
        if self.by is not None:
            return Edge(ORIGIN, branch.case_day(event), self.by)
        first, second = day_nodes(branch.events[self.start], branch.events[event])
        return Edge(first, second, self.after or 0)

    def passed_by(self, branch: Branch, event: str) -> Edge:
        """An event is after the last day on time."""
        if self.by is not None:
            return Edge(branch.case_day(event), ORIGIN, -(self.by + 1))
        first, second = day_nodes(branch.events[self.start], branch.events[event])
        return Edge(second, first, -((self.after or 0) + 1))


def _fact(*, holds: bool) -> Edge:
    """An edge that always holds, or one that never does."""
    return Edge(ORIGIN, ORIGIN, 0 if holds else -1)


def clocks_of(
    branch: Branch, facts: Facts, start: str, deadline: Deadline, stops: Sequence[ClockStop] = ()
) -> Iterator[tuple[Facts, Clock]]:
    """Yield each kind of world with the clock that runs in it.

    Args:
        branch: where to ask.
        facts: what the worlds hold to.
        start: the event where the clock starts.
        deadline: the limit, with its extensions.
        stops: the pauses of that limit.
    """
    known = {event for event in branch.events if event not in branch.absent}
    fitting = [one for one in stops if one.start in known]
    if fitting:
        yield from _paused(branch, facts, start, deadline, fitting)
        return
    node = branch.case_day(start)
    starts = branch.days.days_given(facts.days, ORIGIN, node)
    if starts is None:
        return
    for early, late in deadline.runs(starts):
        held = narrowed(branch, facts, *_in_run(node, early))
        if held is not None:
            for run in dict.fromkeys((early, late)):
                open_ended = deadline.open_ended
                yield held, Clock(start, run.after, run.by, is_open_ended=open_ended)


def _in_run(node: str, run: Run) -> Iterator[Edge]:
    if run.last is not None:
        yield Edge(ORIGIN, node, run.last)
    if run.first is not None:
        yield Edge(node, ORIGIN, -run.first)


def _paused(
    branch: Branch, facts: Facts, start: str, deadline: Deadline, stops: Sequence[ClockStop]
) -> Iterator[tuple[Facts, Clock]]:
    """Yield the clock for each way in which the days of start and pauses can fall."""
    events = list(
        dict.fromkeys([start, *(name for one in stops for name in (one.start, one.end) if name)])
    )
    nodes = [branch.case_day(name) for name in events]
    bounds = [branch.days.days_given(facts.days, ORIGIN, node) for node in nodes]
    ranges = []
    ways = 1
    for bound in bounds:
        if bound is None:
            return
        if bound.min is None or bound.max is None:
            ways = _MOST_PAUSED + 1
            break
        ranges.append(range(bound.min, bound.max + 1))
        ways *= len(ranges[-1])
    if ways > _MOST_PAUSED:
        yield facts, Clock(start, was_read=False)
        return
    for days in product(*ranges):
        on = dict(zip(events, days, strict=True))
        edges = [
            edge
            for node, day in zip(nodes, days, strict=True)
            for edge in (Edge(ORIGIN, node, day), Edge(node, ORIGIN, -day))
        ]
        held = narrowed(branch, facts, *edges)
        if held is None:
            continue
        for reading in ("early", "late"):
            end = _end_on(deadline, on[start], stops, on, reading)
            open_ended = deadline.open_ended
            yield held, Clock(start, by=end, is_open_ended=open_ended, is_stopped=end is None)


def _end_on(
    deadline: Deadline,
    start: int,
    stops: Sequence[ClockStop],
    on: dict[str, int],
    reading: str,
) -> int | None:
    """Return the last day on time where all days are known; None while a pause goes on.

    A pause, or a restart, that begins after the limit ran out moves nothing.
    """
    left = sorted(stops, key=lambda one: on[one.start])
    while True:
        plain = [
            (on[one.start], on[one.end]) for one in left if one.end and not one.restarts
        ]
        end = deadline.last_day_with_pauses(start, plain, reading)
        stopping = [one for one in left if (one.restarts or not one.end) and on[one.start] <= end]
        if not stopping:
            return end
        first = stopping[0]
        if not first.end:
            return None
        start = max(start, on[first.end])
        left.remove(first)
