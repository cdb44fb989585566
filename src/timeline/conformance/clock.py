"""Clock: the last day on time in one kind of world, as a distance from a day or as a day.

A deadline whose length depends on where it starts, or that pauses move, is a fixed day once those
days are fixed; so every comparison stays a difference of two days.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.network import ORIGIN, Edge
from timeline.conformance.deadline import Deadline
from timeline.conformance.held import narrowed
from timeline.model.limit import Length
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.deadline import Reading, Run
    from timeline.conformance.held import Facts
    from timeline.conformance.question import ClockStop
    from timeline.reckoning.branch import Branch

READINGS: tuple[Reading, Reading] = ("early", "late")
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
    """Whether a last extension has no published end, or pauses on unknown days put it off, so that
    this is the earliest end."""
    is_stopped: bool = False
    """Whether a pause that had not ended stopped it before it ran out."""
    is_silent: bool = False
    """Whether no end of that pause is on record at all."""
    is_running: bool = False
    """Whether the limit had not run out on the day judged without the rest of that pause."""

    @property
    def has_end(self) -> bool:
        """Whether there is a last day on time."""
        return self.after is not None or self.by is not None

    def last_day(self, branch: Branch, facts: Facts) -> Bound | None:
        """Return the bounds of the last day on time on the case's calendar."""
        if self.by is not None:
            return Bound(self.by, self.by)
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
    branch: Branch,
    facts: Facts,
    start: str,
    deadline: Deadline,
    *,
    stops: Sequence[ClockStop] = (),
    as_of: int,
) -> Iterator[tuple[Facts, Clock]]:
    """Yield each kind of world with the clock that runs in it.

    Args:
        branch: where to ask.
        facts: what the worlds hold to.
        start: the event where the clock starts.
        deadline: the limit, with its extensions.
        stops: the pauses of that limit.
        as_of: the day judged from; of pauses what comes later is cut.
    """
    known = {event for event in branch.events if event not in branch.absent}
    fitting = [one for one in stops if one.start in known]
    if fitting:
        paused = _Paused(deadline, start, fitting, as_of)
        ranges = _days_of(branch, facts, paused.nodes(branch))
        if ranges is not None:
            yield from paused.on_each_day(branch, facts, ranges)
            return
    node = branch.case_day(start)
    starts = branch.days.days_given(facts.days, ORIGIN, node)
    if starts is None:
        return
    for early, late in deadline.runs(starts):
        held = narrowed(branch, facts, *_in_run(node, early))
        if held is not None:
            for run in dict.fromkeys((early, late)):
                # Pauses that cannot be tried put the end off by an unknown number of days.
                open_ended = deadline.open_ended or bool(fitting)
                yield held, Clock(start, run.after, run.by, is_open_ended=open_ended)


def _in_run(node: str, run: Run) -> Iterator[Edge]:
    if run.last is not None:
        yield Edge(ORIGIN, node, run.last)
    if run.first is not None:
        yield Edge(node, ORIGIN, -run.first)


@dataclass(frozen=True, slots=True)
class _Paused:
    """A limit with pauses, by the days on which its start and its pauses fall."""

    deadline: Deadline
    start: str
    stops: Sequence[ClockStop]
    as_of: int

    @property
    def events(self) -> list[str]:
        """The events whose days decide the end."""
        named = (name for one in self.stops for name in (one.start, one.end) if name)
        return list(dict.fromkeys([self.start, *named]))

    def nodes(self, branch: Branch) -> list[str]:
        """Their days on the case's calendar."""
        return [branch.case_day(name) for name in self.events]

    def on_each_day(
        self, branch: Branch, facts: Facts, ranges: Sequence[range]
    ) -> Iterator[tuple[Facts, Clock]]:
        """Yield the clock for each way in which these days can fall."""
        nodes = self.nodes(branch)
        for days in product(*ranges):
            edges = [
                edge
                for node, day in zip(nodes, days, strict=True)
                for edge in (Edge(ORIGIN, node, day), Edge(node, ORIGIN, -day))
            ]
            held = narrowed(branch, facts, *edges)
            if held is not None:
                on = dict(zip(self.events, days, strict=True))
                for clock in dict.fromkeys(self._clock(on, one) for one in READINGS):
                    yield held, clock

    def _clock(self, on: Mapping[str, int], reading: Reading) -> Clock:
        """Return the clock where all days are known.

        A pause, or a restart, that begins after the limit ran out moves nothing.
        """
        open_ended = self.deadline.open_ended
        start = on[self.start]
        left = sorted(
            (one for one in self.stops if on[one.start] <= self.as_of),
            key=lambda one: on[one.start],
        )
        while True:
            ended = [one for one in left if one.end and on[one.end] <= self.as_of]
            plain = [(on[one.start], on[one.end]) for one in ended if not one.restarts]
            end = self._last_day(start, plain, reading)
            stopping = [
                one for one in left if (one.restarts or one not in ended) and on[one.start] <= end
            ]
            if not stopping:
                return Clock(self.start, by=end, is_open_ended=open_ended)
            first = stopping[0]
            if first not in ended:
                is_running = end >= self.as_of
                silent = not first.end
                return Clock(self.start, is_stopped=True, is_silent=silent, is_running=is_running)
            start = max(start, on[first.end])
            left.remove(first)

    def _last_day(self, start: int, plain: Sequence[tuple[int, int]], reading: Reading) -> int:
        """Return the last day on time; a date by the calendar moves as so many days do."""
        end = self.deadline.last_day(start, reading)
        if not plain or end <= start:
            return end
        moved = self.deadline
        if not moved.counts_working_days:
            moved = Deadline((Length(end - start, "days", ""),))
        return moved.last_day_with_pauses(start, plain, reading)


def _days_of(branch: Branch, facts: Facts, nodes: Sequence[str]) -> list[range] | None:
    """Return the days of each node; None where they are too many to be tried."""
    ranges = []
    ways = 1
    for node in nodes:
        bound = branch.days.days_given(facts.days, ORIGIN, node)
        if bound is None or bound.min is None or bound.max is None:
            return None
        ranges.append(range(bound.min, bound.max + 1))
        ways *= len(ranges[-1])
    return ranges if ways <= _MOST_PAUSED else None
