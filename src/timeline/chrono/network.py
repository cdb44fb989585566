"""Simple temporal network: tightest bounds and negative cycles.

Source: Dechter, Meiri and Pearl 1991, Temporal constraint networks, Artificial Intelligence 49, p.
61 (simple temporal problem: consistent exactly when no cycle is negative; the shortest paths are
the tightest bounds); Johnson 1977, Journal of the ACM 24, p. 1 (shortest paths in sparse graphs by
potentials).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from timeline.chrono.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ORIGIN = "@calendar"
"""Node of day 0; bounds against it are bounds on calendar days."""


_FAR = 1 << 60
"""Farther than any distance, for unbounded pairs."""

_MANY = 50
"""Nodes from which on their order is worth computing."""

_Steps: TypeAlias = "dict[str, list[tuple[str, int, Constraint]]]"
"""For each node the end of each edge, its days, and the edge itself. The first two stand beside the
edge because reading them from it takes longer than all the rest."""


class Constraint(NamedTuple):
    """`day(end) - day(start) <= days`, and numbers of the inputs that say so."""

    start: str
    end: str
    days: int
    reasons: Iterable[int] = ()


@dataclass(frozen=True, slots=True)
class ShortestPath:
    """Reasons along a shortest path in order, looked up on demand: few are ever asked for."""

    network: SimpleTemporalNetwork
    start: str
    end: str

    def __iter__(self) -> Iterator[int]:
        """Yield each reason."""
        chain = self.network.chain(self.start, self.end)
        return iter(dict.fromkeys(reason for edge in chain for reason in edge.reasons))


@dataclass(frozen=True, slots=True)
class ShortestPaths:
    """Shortest paths from one node: distances and last edges."""

    days: dict[str, int]
    last: dict[str, Constraint]


class NegativeCycleError(Exception):
    """The edges cannot all hold: `cycle` sums below zero."""

    def __init__(self, cycle: Sequence[Constraint]) -> None:
        """Keep the edges of the cycle, in order."""
        super().__init__(" + ".join(f"{edge.start}→{edge.end} {edge.days}" for edge in cycle))
        self.cycle = tuple(cycle)


class SimpleTemporalNetwork:
    """Nodes with difference bounds, consistent by construction.

    Raises:
        NegativeCycleError: the edges cannot all hold.
    """

    def __init__(self, nodes: Iterable[str], edges: Iterable[Constraint]) -> None:
        """Keep the tightest edges between all `nodes` and ORIGIN; compute potentials."""
        self.nodes = (ORIGIN, *nodes)
        tightest = _tightest(edges)
        self._out: _Steps = {node: [] for node in self.nodes}
        for (start, end), edge in tightest.items():
            days = edge[2]
            back = tightest.get((end, start))
            if back is not None and days + back[2] < 0:  # the most frequent cycle by far
                raise NegativeCycleError((edge, back))
            self._out[start].append((end, days, edge))
        self._potential = _potentials(self._out)
        self._from: dict[str, ShortestPaths] = {}

    def paths_from(self, start: str) -> ShortestPaths:
        """Return shortest paths from `start`, computed once."""
        if start not in self._from:
            self._from[start] = _shortest(start, self._out, self._potential)
        return self._from[start]

    def most(self, start: str, end: str) -> int | None:
        """Return the maximum of `day(end) - day(start)`; None if unbounded."""
        if start == end:
            return 0
        if end == ORIGIN and start not in self._from:
            return self._to_calendar.get(start)
        return self.paths_from(start).days.get(end)

    @cached_property
    def _to_calendar(self) -> dict[str, int]:
        """Return the distances from all nodes to ORIGIN: from it with each edge turned."""
        turned: _Steps = {node: [] for node in self.nodes}
        for node, steps in self._out.items():
            for end, days, edge in steps:
                turned[end].append((node, days, edge))
        potential = {node: -height for node, height in self._potential.items()}
        return _shortest(ORIGIN, turned, potential).days

    def days_between(self, start: str, end: str) -> Interval:
        """Return tightest bounds of `day(end) - day(start)`."""
        most, least = self.most(start, end), self.most(end, start)
        return Interval(None if least is None else -least, most)

    def day_of(self, node: str) -> Interval:
        """Return tightest bounds of a calendar day, as ordinals."""
        return self.days_between(ORIGIN, node)

    def chain(self, start: str, end: str) -> tuple[Constraint, ...]:
        """Return the edges that sum to `most(start, end)`; none if unbounded."""
        last, chain = self.paths_from(start).last, []
        while end != start:
            if end not in last:
                return ()
            chain.append(last[end])
            end = last[end].start
        return tuple(reversed(chain))

    def allows(self, extra: Sequence[Constraint]) -> bool:
        """Return True if all `extra` edges can also hold."""
        narrowing = self.narrowing(extra)
        if narrowing is None or len(narrowing) <= 1:
            return narrowing is not None
        return _chains_over(self, narrowing) is not None

    def days_given(self, extra: Sequence[Constraint], start: str, end: str) -> Interval | None:
        """Return bounds of `day(end) - day(start)` under `extra`; None if it cannot hold."""
        narrowing = self.narrowing(extra)
        chains = None if narrowing is None else _chains_over(self, narrowing)
        if chains is None:
            return None
        most = self._most_over(chains, start, end)
        least = self._most_over(chains, end, start)
        return Interval(None if least is None else -least, most)

    def with_edges(self, extra: Sequence[Constraint]) -> SimpleTemporalNetwork:
        """Return the network with more edges.

        Raises:
            NegativeCycleError: they cannot hold as well.
        """
        return SimpleTemporalNetwork(self.nodes[1:], [*self.edges, *extra])

    @property
    def edges(self) -> list[Constraint]:
        """List the tightest edge of each connected pair."""
        return [edge for steps in self._out.values() for _, _, edge in steps]

    def narrowing(self, extra: Sequence[Constraint]) -> list[Constraint] | None:
        """Return the tightest edges that narrow the network; None if one cannot hold."""
        found = []
        for edge in extra:
            start, end, days, _ = edge
            back = self.most(end, start)
            if back is not None and back + days < 0:
                return None
            known = self.most(start, end)
            if known is None or known > days:
                found.append(edge)
        return list(_tightest(found).values())

    def _most_over(self, over: _Chains, start: str, end: str) -> int | None:
        """Return the maximum difference, straight or over extra edges."""
        straight = self.most(start, end)
        most = _FAR if straight is None else straight
        onward = [self.most(head, end) for head in over.into]
        for edges, apart in zip(over.into.values(), over.apart, strict=True):
            until = _nearest(self, start, edges)
            if until == _FAR:
                continue
            for days, rest in zip(apart, onward, strict=True):
                if rest is not None and days < _FAR:
                    most = min(most, until + days + rest)
        return None if most == _FAR else most


def _tightest(edges: Iterable[Constraint]) -> dict[tuple[str, str], Constraint]:
    """Keep the tightest edge of each pair, of equal ones the first."""
    found: dict[tuple[str, str], Constraint] = {}
    for edge in edges:
        start, end, days, _ = edge
        known = found.get((start, end))
        if known is None or days < known[2]:
            found[start, end] = edge
    return found


@dataclass(frozen=True, slots=True)
class _Chains:
    """Paths over extra edges, grouped by end node, here called a head."""

    into: dict[str, list[tuple[str, int]]]
    """For each head the starts and days of its edges."""
    apart: list[list[int]]
    """Distances between heads, over the network and the extra edges."""


def _nearest(network: SimpleTemporalNetwork, start: str, edges: Sequence[tuple[str, int]]) -> int:
    gaps = ((network.most(start, tail), days) for tail, days in edges)
    return min((gap + days for gap, days in gaps if gap is not None), default=_FAR)


def _chains_over(network: SimpleTemporalNetwork, extra: Sequence[Constraint]) -> _Chains | None:
    """Compute all-pairs shortest paths between heads, over the network and the extra edges.

    None if these cannot hold together: then a negative cycle goes over one of them.

    Source: Floyd 1962, Algorithm 97, Communications of the ACM 5, p. 345.
    """
    into: dict[str, list[tuple[str, int]]] = {}
    for start, end, days, _ in extra:
        into.setdefault(end, []).append((start, days))
    chains = [[_nearest(network, head, edges) for edges in into.values()] for head in into]
    places = range(len(chains))
    for via, onward in enumerate(chains):
        for chain in chains:
            first = chain[via]
            if first == _FAR:
                continue
            for place in places:
                if onward[place] < _FAR and first + onward[place] < chain[place]:
                    chain[place] = first + onward[place]
        if any(chains[place][place] < 0 for place in places):
            return None
    for place in places:
        chains[place][place] = 0
    return _Chains(into, chains)


def _potentials(out: _Steps) -> dict[str, int]:
    """Compute node potentials (Bellman and Ford, with a queue).

    Raises:
        NegativeCycleError: there is a negative cycle.
    """
    # The virtual start node may stand at any distance from each other. Where the calendar bounds a
    # node, its distance is that bound, so that most nodes need no second look. A long chain queued
    # from its far end would need as many looks as the square of its length: many nodes are put in
    # order first.
    potential = _guessed(out)
    last: dict[str, Constraint] = {}
    steps = dict.fromkeys(out, 0)
    queue = deque(out if len(out) < _MANY else _sources_first(out, potential))
    queued = set(out)
    while queue:
        node = queue.popleft()
        queued.discard(node)
        here = potential[node]
        for end, days, edge in out[node]:
            if here + days >= potential[end]:
                continue
            potential[end], last[end] = here + days, edge
            steps[end] = steps[node] + 1
            if steps[end] >= len(out):
                steps[end] = 0
                cycle = _cycle(end, last)
                if cycle:
                    raise NegativeCycleError(cycle)
            if end not in queued:
                queue.append(end)
                queued.add(end)
    return potential


def _sources_first(out: _Steps, potential: Mapping[str, int]) -> Iterable[str]:
    """Order nodes before those that they will lower.

    Of a circle one has to be last.

    Source: Goldberg and Radzik 1993, A heuristic improvement of the Bellman-Ford algorithm, Applied
    Mathematics Letters 6, p. 3.
    """

    def lowered(node: str) -> Iterator[str]:
        here = potential[node]
        return (end for end, days, _ in out[node] if here + days < potential[end])

    seen: set[str] = set()
    done: list[str] = []
    for first in out:
        if first in seen:
            continue
        seen.add(first)
        trail = [(first, lowered(first))]
        while trail:
            node, onward = trail[-1]
            end = next((end for end in onward if end not in seen), None)
            if end is None:
                done.append(node)
                trail.pop()
            else:
                seen.add(end)
                trail.append((end, lowered(end)))
    return reversed(done)


def _guessed(out: _Steps) -> dict[str, int]:
    """Guess potentials by upper bounds, else lower ones, else the largest of all."""
    potential = dict.fromkeys(out, max((days for _, days, _ in out[ORIGIN]), default=0))
    potential[ORIGIN] = 0
    for node, onward in out.items():
        for end, days, _ in onward:
            if end == ORIGIN:
                potential[node] = -days
    for end, days, _ in out[ORIGIN]:
        potential[end] = days
    return potential


def _cycle(node: str, last: dict[str, Constraint]) -> list[Constraint]:
    """Return the cycle reached backwards from `node`, if there is one yet."""
    seen: set[str] = set()
    while node not in seen:
        if node not in last:
            return []
        seen.add(node)
        node = last[node].start
    cycle = [last[node]]
    while cycle[-1].start != node:
        cycle.append(last[cycle[-1].start])
    return cycle[::-1]


def _shortest(start: str, out: _Steps, potential: dict[str, int]) -> ShortestPaths:
    """Find shortest paths (Dijkstra over reduced costs)."""
    # A node's place in the heap is its distance less its potential.
    days: dict[str, int] = {}
    last: dict[str, Constraint] = {}
    reach: dict[str, int] = {start: -potential[start]}
    heap = [(-potential[start], start)]
    while heap:
        cost, node = heappop(heap)
        if node in days:
            continue
        days[node] = here = cost + potential[node]
        for end, length, edge in out[node]:
            if end in days:
                continue
            onward = here + length - potential[end]
            if onward < reach.get(end, _FAR):
                reach[end], last[end] = onward, edge
                heappush(heap, (onward, end))
    return ShortestPaths(days, last)
