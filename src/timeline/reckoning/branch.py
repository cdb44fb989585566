"""Branch: one choice among what one-of claims leave, as two networks that fit each other.

Days are whole numbers; order within a day is a matter of instants. The network of times holds
what is known of instants (times of day, "before", hours). What it says of days is added to the
network of days, after which every assignment of days that the second allows can be filled with
instants that the first allows: given the days, the times form a system of boxes and differences,
and such a system has a solution exactly when no path contradicts two boxes. The paths that can
are those through a time of day (rows to and from the calendar), single steps, and paths with
hours in them (all pairs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.network import ORIGIN, Contradiction, Edge, Network
from timeline.reckoning.lengths import length_edges
from timeline.reckoning.statement import DAY, MINUTE, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.reckoning.record import DatedEvent
    from timeline.reckoning.statement import Length

_MOST_HOUR_NODES = 60
_ROUNDS_OF_LENGTHS = 3


class Branch:
    """Days and times that can all hold together.

    Raises:
        Contradiction: they cannot.
    """

    def __init__(self, events: Mapping[str, DatedEvent], options: Iterable[Option]) -> None:
        """Solve both networks.

        Args:
            events: every event that counts, by id.
            options: one option of each statement that is held true.
        """
        self.events = events
        chosen = list(options)
        self._times = [edge for option in chosen for edge in option.times]
        self._days = [edge for option in chosen for edge in option.days]
        lengths = [length for option in chosen for length in option.lengths]
        self.times = Network(_ends(self._times), self._times)
        self._days += list(self._days_of_times())
        self.days = self._with_lengths(lengths)

    def _with_lengths(self, lengths: Sequence[Length]) -> Network:
        """Months and working days, again and again while knowing more narrows them."""
        fixed, nodes = self._days, self._nodes()
        known: Network | None = None
        added: list[Edge] = []
        for _ in range(_ROUNDS_OF_LENGTHS if lengths else 1):
            edges = [edge for length in lengths for edge in length_edges(length, known)]
            if known is not None and edges == added:
                break
            added = edges
            known = Network(nodes, [*fixed, *added])
        self._days = [*fixed, *added]
        assert known is not None  # noqa: S101 - at least one round is made
        return known

    def _nodes(self) -> list[str]:
        own = list(self.events)
        return own + [event.case_day for event in self.events.values() if event.is_elsewhere]

    def _days_of_times(self) -> Iterable[Edge]:
        """What the network of times says of days; see the head of this module."""
        for edge in self._times:
            if ORIGIN not in (edge.start, edge.end):
                yield self._day_edge(edge.start, edge.end, edge.days, edge.reasons)
        yield from self._days_of_clock_times()
        hours = [edge for edge in self._times if abs(edge.days) > 1 and ORIGIN not in edge[:2]]
        linked = _linked(hours, self._times)
        if len(linked) <= _MOST_HOUR_NODES:
            for start in linked:
                for end in linked:
                    yield from self._along(start, end)

    def _days_of_clock_times(self) -> Iterable[Edge]:
        """Rows to and from the calendar."""
        if not any(ORIGIN in edge[:2] for edge in self._times):
            return
        for node in self.times.nodes[1:]:
            yield from self._along(ORIGIN, node)
            yield from self._along(node, ORIGIN)
            if self.events[node].is_elsewhere:
                yield from self._own_days(self.events[node])

    def _own_days(self, event: DatedEvent) -> Iterable[Edge]:
        """What the case's clock says of the day in the event's own zone."""
        behind, ahead = event.minutes_of_case
        latest, earliest = self.times.most(ORIGIN, event.id), self.times.most(event.id, ORIGIN)
        if latest is not None:
            day = (latest - behind * MINUTE) // DAY
            yield Edge(ORIGIN, event.own_day, day, self._reasons(ORIGIN, event.id))
        if earliest is not None:
            day = (-earliest - ahead * MINUTE) // DAY
            yield Edge(event.own_day, ORIGIN, -day, self._reasons(event.id, ORIGIN))

    def _along(self, start: str, end: str) -> Iterable[Edge]:
        length = None if start == end else self.times.most(start, end)
        if length is not None:
            yield self._day_edge(start, end, length, self._reasons(start, end))

    def _reasons(self, start: str, end: str) -> tuple[int, ...]:
        chain = self.times.chain(start, end)
        return tuple(dict.fromkeys(reason for edge in chain for reason in edge.reasons))

    def _day_edge(self, start: str, end: str, length: int, reasons: tuple[int, ...]) -> Edge:
        """`time(end) - time(start) <= length` in days of the case's calendar."""
        slack = 0 if start == ORIGIN else DAY - 1
        return Edge(self.case_day(start), self.case_day(end), (length + slack) // DAY, reasons)

    def case_day(self, event: str) -> str:
        """The node of an event's day on the case's calendar."""
        return ORIGIN if event == ORIGIN else self.events[event].case_day

    def allows(self, days: Sequence[Edge], first_then: Sequence[tuple[str, str]] = ()) -> bool:
        """Whether extra day edges can hold together with a strict order of some instants.

        Args:
            days: edges between day nodes.
            first_then: pairs of event ids, the instant of the first before that of the second.
        """
        orders = [(self.case_day(one), self.case_day(two)) for one, two in first_then]
        weak = [Edge(two, one, 0) for one, two in orders]
        if not self.days.allows([*days, *weak]):
            return False
        if not first_then:
            return True
        if self.days.allows([*days, *(Edge(two, one, -1) for one, two in orders)]):
            return True
        return self._holds_with([*days, *weak], [Edge(two, one, -1) for one, two in first_then])

    def _holds_with(self, days: Sequence[Edge], times: Sequence[Edge]) -> bool:
        """Whether both networks can be solved again with more edges in them."""
        everything = Option((*self._days, *days), (*self._times, *times))
        try:
            Branch(self.events, [everything])
        except Contradiction:
            return False
        return True

    def with_days(self, days: Sequence[Edge]) -> Branch:
        """The same branch with more day edges.

        Raises:
            Contradiction: they cannot hold as well.
        """
        return Branch(self.events, [Option((*self._days, *days), tuple(self._times))])

    def day_of(self, event: str) -> Bound:
        """The calendar day of an event, in its own zone, as ordinals."""
        return self.days.day_of(event)

    def minute_of(self, event: str) -> int | None:
        """The minute of the day on the case's clock, where it is known to the minute."""
        if event not in self.times.nodes:
            return None
        bound = self.times.day_of(event)
        if bound.min is None or bound.max is None or bound.max // MINUTE != bound.min // MINUTE:
            return None
        return bound.min % DAY // MINUTE

    def case_day_of(self, event: str) -> Bound:
        """The calendar day of an event on the case's calendar, as ordinals."""
        return self.days.day_of(self.case_day(event))


def _ends(edges: Iterable[Edge]) -> list[str]:
    """Every node that the edges touch, but the calendar."""
    nodes = dict.fromkeys(node for edge in edges for node in edge[:2])
    nodes.pop(ORIGIN, None)
    return list(nodes)


def _linked(hours: Sequence[Edge], times: Sequence[Edge]) -> list[str]:
    """The events that edges of hours join, and those ordered with them."""
    linked = dict.fromkeys(_ends(hours))
    if not linked:
        return []
    grown = True
    while grown:
        grown = False
        for edge in times:
            one, two = edge[:2]
            if ORIGIN not in (one, two) and (one in linked) != (two in linked):
                linked.update(dict.fromkeys((one, two)))
                grown = True
    return list(linked)
