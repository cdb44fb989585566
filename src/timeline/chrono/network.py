"""A network of day differences, its tightest bounds, and the cycles that contradict.

Source: Dechter, Meiri and Pearl 1991, Temporal constraint networks, Artificial Intelligence 49,
p. 61 (simple temporal problem: consistent exactly when no cycle is negative; the shortest paths
are the tightest bounds); Johnson 1977, Journal of the ACM 24, p. 1 (shortest paths in sparse
graphs by potentials).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.bound import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORIGIN = "@calendar"
"""The node that stands for day 0: a bound against it is a bound on the calendar day itself."""


_FAR = 1 << 60
"""Farther than any distance: stands for what nothing bounds."""


class Edge(NamedTuple):
    """`day(end) - day(start) <= days`, and why.

    `reasons` are whatever the caller can trace back to its inputs: receipts and contradictions
    name them.
    """

    start: str
    end: str
    days: int
    reasons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Shortest paths from one node: how far, and over which last edge."""

    days: dict[str, int]
    last: dict[str, Edge]


class Contradiction(Exception):  # noqa: N818 - a finding about the input, not a failure
    """The edges cannot all hold: `cycle` sums to less than nothing."""

    def __init__(self, cycle: Sequence[Edge]) -> None:
        """Keep the edges of the cycle, in order."""
        super().__init__(" + ".join(f"{edge.start}→{edge.end} {edge.days}" for edge in cycle))
        self.cycle = tuple(cycle)


class Network:
    """Nodes with difference bounds between them; consistent by construction.

    Raises:
        Contradiction: the edges cannot all hold.
    """

    def __init__(self, nodes: Iterable[str], edges: Iterable[Edge]) -> None:
        """Keep the tightest edge of each pair and find a potential for every node.

        Args:
            nodes: every node; ORIGIN is added.
            edges: between these nodes.
        """
        self.nodes = (ORIGIN, *nodes)
        tightest: dict[tuple[str, str], Edge] = {}
        for edge in edges:
            known = tightest.get((edge.start, edge.end))
            if known is None or edge.days < known.days:
                tightest[edge.start, edge.end] = edge
        self._out: dict[str, list[Edge]] = {node: [] for node in self.nodes}
        for edge in tightest.values():
            back = tightest.get((edge.end, edge.start))
            if back is not None and edge.days + back.days < 0:  # the most frequent cycle by far
                raise Contradiction((edge, back))
            self._out[edge.start].append(edge)
        self._potential = _potentials(self.nodes, self._out)
        self._rows: dict[str, Row] = {}

    def row(self, start: str) -> Row:
        """Shortest paths from `start`, reckoned once (Dijkstra over reduced costs)."""
        if start not in self._rows:
            self._rows[start] = _shortest(start, self._out, self._potential)
        return self._rows[start]

    def most(self, start: str, end: str) -> int | None:
        """The most that `day(end) - day(start)` can be; None where nothing bounds it."""
        if start == end:
            return 0
        if end == ORIGIN and start not in self._rows:
            return self._to_calendar.get(start)
        return self.row(start).days.get(end)

    @cached_property
    def _to_calendar(self) -> dict[str, int]:
        """Shortest paths from every node to ORIGIN: those from it with each edge turned."""
        turned: dict[str, list[Edge]] = {node: [] for node in self.nodes}
        for edge in (edge for edges in self._out.values() for edge in edges):
            turned[edge.end].append(Edge(edge.end, edge.start, edge.days))
        potential = {node: -height for node, height in self._potential.items()}
        return _shortest(ORIGIN, turned, potential).days

    def days_between(self, start: str, end: str) -> Bound:
        """Tightest bounds of `day(end) - day(start)`."""
        most, least = self.most(start, end), self.most(end, start)
        return Bound(None if least is None else -least, most)

    def day_of(self, node: str) -> Bound:
        """Tightest bounds of the calendar day of `node`, as ordinals."""
        return self.days_between(ORIGIN, node)

    def chain(self, start: str, end: str) -> tuple[Edge, ...]:
        """The edges whose sum is `most(start, end)`; empty where nothing bounds it."""
        last, chain = self.row(start).last, []
        while end != start:
            if end not in last:
                return ()
            chain.append(last[end])
            end = last[end].start
        return tuple(reversed(chain))

    def allows(self, extra: Sequence[Edge]) -> bool:
        """Whether all `extra` edges can hold together with the network.

        Works on the shortest paths among the nodes that `extra` touches, which is exact.
        """
        open_edges = []
        for edge in extra:
            back = self.most(edge.end, edge.start)
            if back is not None and back + edge.days < 0:
                return False
            known = self.most(edge.start, edge.end)
            if known is None or known > edge.days:
                open_edges.append(edge)
        return len(open_edges) <= 1 or self._nearby(open_edges) is not None

    def days_given(self, extra: Sequence[Edge], start: str, end: str) -> Bound | None:
        """Bounds of `day(end) - day(start)` when `extra` holds as well; None if it cannot."""
        most = self._nearby([*extra, Edge(start, end, _FAR), Edge(end, start, _FAR)])
        if most is None:
            return None
        longest, shortest = most[start, end], most[end, start]
        return Bound(
            None if shortest >= _FAR else -int(shortest), None if longest >= _FAR else int(longest)
        )

    def _nearby(self, extra: Sequence[Edge]) -> dict[tuple[str, str], int] | None:
        """Shortest paths among the nodes that `extra` touches; None if it cannot hold.

        Source: Floyd 1962, Algorithm 97, Communications of the ACM 5, p. 345.
        """
        nodes = list(dict.fromkeys(node for edge in extra for node in edge[:2]))
        most = {(one, two): _or_far(self.most(one, two)) for one in nodes for two in nodes}
        for edge in extra:
            most[edge[:2]] = min(most[edge[:2]], edge.days)
        for via in nodes:
            for one in nodes:
                first = most[one, via]
                if first < _FAR:
                    for two in nodes:
                        most[one, two] = min(most[one, two], first + most[via, two])
        return None if any(most[node, node] < 0 for node in nodes) else most


def _or_far(days: int | None) -> int:
    return _FAR if days is None else days


def _potentials(nodes: Sequence[str], out: dict[str, list[Edge]]) -> dict[str, int]:
    """Bellman and Ford from a virtual node, by a queue.

    That node may stand at any distance from each other. Where the calendar bounds a node, its
    distance is that bound, so that most nodes need no second look.

    Raises:
        Contradiction: there is a negative cycle.
    """
    potential = dict.fromkeys(nodes, 0)
    for node in nodes[1:]:
        potential[node] = next((-edge.days for edge in out[node] if edge.end == ORIGIN), 0)
    potential |= {edge.end: edge.days for edge in out[ORIGIN]}
    last: dict[str, Edge] = {}
    steps = dict.fromkeys(nodes, 0)
    queue, queued = deque(nodes), set(nodes)
    while queue:
        node = queue.popleft()
        queued.discard(node)
        for edge in out[node]:
            reached = potential[node] + edge.days
            if reached >= potential[edge.end]:
                continue
            potential[edge.end], last[edge.end] = reached, edge
            steps[edge.end] = steps[node] + 1
            if steps[edge.end] >= len(nodes):
                steps[edge.end] = 0
                cycle = _cycle(edge.end, last)
                if cycle:
                    raise Contradiction(cycle)
            if edge.end not in queued:
                queue.append(edge.end)
                queued.add(edge.end)
    return potential


def _cycle(node: str, last: dict[str, Edge]) -> list[Edge]:
    """The cycle that the last edges run into when followed back from `node`; empty if none yet."""
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


def _shortest(start: str, out: dict[str, list[Edge]], potential: dict[str, int]) -> Row:
    days: dict[str, int] = {}
    last: dict[str, Edge] = {}
    reach: dict[str, int] = {start: 0}
    heap = [(0, start)]
    while heap:
        cost, node = heappop(heap)
        if node in days:
            continue
        days[node] = cost - potential[start] + potential[node]
        for edge in out[node]:
            onward = cost + edge.days + potential[node] - potential[edge.end]
            if edge.end not in days and onward < reach.get(edge.end, onward + 1):
                reach[edge.end], last[edge.end] = onward, edge
                heappush(heap, (onward, edge.end))
    return Row(days, last)
