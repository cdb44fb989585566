"""Instants: times of day, hours and orders within days.

And what they say of days.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from timeline.chrono.network import (
    ORIGIN,
    Constraint,
    NegativeCycleError,
    ShortestPath,
    SimpleTemporalNetwork,
)
from timeline.inference.statement import DAY, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.inference.record import DatedEvent

_MOST_HOUR_NODES = 60
MOST_KEPT = 64
"""Most solutions that a search keeps; with more it forgets all, so that memory stays bounded."""

KnownInstants: TypeAlias = "dict[tuple[Constraint, ...], Instants]"
"""Solutions found before; most branches of a search differ in days alone."""


class Instants:
    """Network of times, and its bounds on days; see `branch` for why that is enough.

    Raises:
        NegativeCycleError: the times cannot all hold.
    """

    def __init__(self, events: Mapping[str, DatedEvent], edges: Sequence[Constraint]) -> None:
        """Solve the network of edges in parts of a minute."""
        self.events = events
        self.edges = edges
        self.case_days = {ORIGIN: ORIGIN} | {event.id: event.case_day for event in events.values()}
        self.network = SimpleTemporalNetwork(ends_of(edges), edges)
        self.timed = frozenset(self.network.nodes)
        self.days = list(self._days())

    def _days(self) -> Iterable[Constraint]:
        for edge in self.edges:
            if ORIGIN not in (edge.start, edge.end):
                yield self.day_edge(edge.start, edge.end, edge.days, edge.reasons)
        yield from self._days_of_clock_times()
        hours = [edge for edge in self.edges if abs(edge.days) > 1 and ORIGIN not in edge[:2]]
        linked = _linked(hours, self.edges)
        if len(linked) <= _MOST_HOUR_NODES:
            for start in linked:
                reached = self.network.paths_from(start).days
                for end in linked:
                    if end != start and end in reached:
                        path = ShortestPath(self.network, start, end)
                        yield self.day_edge(start, end, reached[end], path)

    def _days_of_clock_times(self) -> Iterable[Constraint]:
        """Yield day edges to and from the calendar."""
        if not any(ORIGIN in edge[:2] for edge in self.edges):
            return
        for node in self.network.nodes[1:]:
            yield from self._along(ORIGIN, node)
            yield from self._along(node, ORIGIN)
            if self.events[node].is_elsewhere:
                yield from self._own_days(self.events[node])

    def _own_days(self, event: DatedEvent) -> Iterable[Constraint]:
        """Yield day bounds in the event's own zone, by the case's clock."""
        behind, ahead = event.minutes_of_case
        latest, earliest = self.network.most(ORIGIN, event.id), self.network.most(event.id, ORIGIN)
        if latest is not None:
            path = ShortestPath(self.network, ORIGIN, event.id)
            yield Constraint(ORIGIN, event.own_day, (latest - behind * MINUTE) // DAY, path)
        if earliest is not None:
            path = ShortestPath(self.network, event.id, ORIGIN)
            yield Constraint(event.own_day, ORIGIN, -((-earliest - ahead * MINUTE) // DAY), path)

    def _along(self, start: str, end: str) -> Iterable[Constraint]:
        length = self.network.most(start, end)
        if length is not None:
            yield self.day_edge(start, end, length, ShortestPath(self.network, start, end))

    def day_edge(self, start: str, end: str, length: int, reasons: Iterable[int]) -> Constraint:
        """Turn `time(end) - time(start) <= length` into an edge of the case's days."""
        slack = 0 if start == ORIGIN else DAY - 1
        return Constraint(
            self.case_days[start], self.case_days[end], (length + slack) // DAY, reasons
        )

    @cached_property
    def has_orders_alone(self) -> bool:
        """Return True if only orders of instants are known."""
        return all(map(is_order, self.edges))

    def allows(self, times: Sequence[Constraint]) -> bool:
        """Return True if more edges of times can hold."""
        if self.timed.issuperset(node for edge in times for node in edge[:2]):
            return self.network.allows(times)
        both = [*self.edges, *times]
        try:
            SimpleTemporalNetwork(ends_of(both), both)
        except NegativeCycleError:
            return False
        return True


def instants_of(
    events: Mapping[str, DatedEvent], edges: Sequence[Constraint], known: KnownInstants
) -> Instants:
    """Return the instants of some edges, solved once; NegativeCycleError if they cannot hold."""
    key = tuple(edges)
    if key not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = Instants(events, edges)
    return known[key]


def is_order(edge: Constraint) -> bool:
    """Return True if an edge only orders two instants."""
    return -1 <= edge.days <= 0 and ORIGIN not in edge[:2]


def ends_of(edges: Iterable[Constraint]) -> list[str]:
    """List the nodes of the edges, except the calendar."""
    nodes = dict.fromkeys(node for edge in edges for node in edge[:2])
    nodes.pop(ORIGIN, None)
    return list(nodes)


def _linked(hours: Sequence[Constraint], times: Sequence[Constraint]) -> list[str]:
    """List the events joined by hours, and those ordered with them."""
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
