"""Instants: what is known of times of day, of hours and of what came first, and of days by them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from timeline.chrono.network import ORIGIN, Contradiction, Edge, Network, Path
from timeline.reckoning.statement import DAY, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.reckoning.record import DatedEvent

_MOST_HOUR_NODES = 60
MOST_KEPT = 64
"""Of what a search solved before; with more it forgets all of it, so that memory stays bounded."""

KnownInstants: TypeAlias = "dict[tuple[Edge, ...], Instants]"
"""Solutions found before: most branches of a search differ in days alone."""


class Instants:
    """The network of times, and what it says of days; see `branch` for why that is enough.

    Raises:
        Contradiction: the times cannot all hold.
    """

    def __init__(self, events: Mapping[str, DatedEvent], edges: Sequence[Edge]) -> None:
        """Solve the network.

        Args:
            events: every event that counts, by id.
            edges: between instants, in parts of a minute.
        """
        self.events = events
        self.edges = edges
        self.case_days = {ORIGIN: ORIGIN} | {event.id: event.case_day for event in events.values()}
        self.network = Network(ends_of(edges), edges)
        self.days = list(self._days())

    def _days(self) -> Iterable[Edge]:
        for edge in self.edges:
            if ORIGIN not in (edge.start, edge.end):
                yield self.day_edge(edge.start, edge.end, edge.days, edge.reasons)
        yield from self._days_of_clock_times()
        hours = [edge for edge in self.edges if abs(edge.days) > 1 and ORIGIN not in edge[:2]]
        linked = _linked(hours, self.edges)
        if len(linked) <= _MOST_HOUR_NODES:
            for start in linked:
                reached = self.network.row(start).days
                for end in linked:
                    if end != start and end in reached:
                        path = Path(self.network, start, end)
                        yield self.day_edge(start, end, reached[end], path)

    def _days_of_clock_times(self) -> Iterable[Edge]:
        """Rows to and from the calendar."""
        if not any(ORIGIN in edge[:2] for edge in self.edges):
            return
        for node in self.network.nodes[1:]:
            yield from self._along(ORIGIN, node)
            yield from self._along(node, ORIGIN)
            if self.events[node].is_elsewhere:
                yield from self._own_days(self.events[node])

    def _own_days(self, event: DatedEvent) -> Iterable[Edge]:
        """Yield what the case's clock says of the day in the event's own zone."""
        behind, ahead = event.minutes_of_case
        latest, earliest = self.network.most(ORIGIN, event.id), self.network.most(event.id, ORIGIN)
        if latest is not None:
            day = (latest - behind * MINUTE) // DAY
            yield Edge(ORIGIN, event.own_day, day, Path(self.network, ORIGIN, event.id))
        if earliest is not None:
            day = (-earliest - ahead * MINUTE) // DAY
            yield Edge(event.own_day, ORIGIN, -day, Path(self.network, event.id, ORIGIN))

    def _along(self, start: str, end: str) -> Iterable[Edge]:
        length = self.network.most(start, end)
        if length is not None:
            yield self.day_edge(start, end, length, Path(self.network, start, end))

    def day_edge(self, start: str, end: str, length: int, reasons: Iterable[int]) -> Edge:
        """`time(end) - time(start) <= length` in days of the case's calendar."""
        slack = 0 if start == ORIGIN else DAY - 1
        return Edge(self.case_days[start], self.case_days[end], (length + slack) // DAY, reasons)

    @cached_property
    def has_orders_alone(self) -> bool:
        """Return True if nothing is known of instants but which of two comes first."""
        return all(map(is_order, self.edges))

    def allows(self, times: Sequence[Edge]) -> bool:
        """Return True if more edges can hold together with the network of times."""
        if all(
            edge.start in self.network.nodes and edge.end in self.network.nodes for edge in times
        ):
            return self.network.allows(times)
        both = [*self.edges, *times]
        try:
            Network(ends_of(both), both)
        except Contradiction:
            return False
        return True


def instants_of(
    events: Mapping[str, DatedEvent], edges: Sequence[Edge], known: KnownInstants
) -> Instants:
    """The instants of some edges, solved once.

    Raises:
        Contradiction: the times cannot all hold.
    """
    key = tuple(edges)
    if key not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = Instants(events, edges)
    return known[key]


def is_order(edge: Edge) -> bool:
    """Return True if an edge of times only says that one instant is not after another."""
    return -1 <= edge.days <= 0 and ORIGIN not in edge[:2]


def ends_of(edges: Iterable[Edge]) -> list[str]:
    """Return the nodes that the edges touch, but the calendar."""
    nodes = dict.fromkeys(node for edge in edges for node in edge[:2])
    nodes.pop(ORIGIN, None)
    return list(nodes)


def _linked(hours: Sequence[Edge], times: Sequence[Edge]) -> list[str]:
    """The events that edges of hours join, and those ordered with them."""
    linked = dict.fromkeys(ends_of(hours))
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
