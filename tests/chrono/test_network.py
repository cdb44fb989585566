from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.bound import Bound
from timeline.chrono.network import ORIGIN, Contradiction, Edge, Network

NODES = ("a", "b", "c", "d")
ALL = (ORIGIN, *NODES)
FAR = float("inf")


@st.composite
def edge_lists(draw: st.DrawFn, most: int = 12) -> list[Edge]:
    """Edges among five nodes, each with its own reason."""
    pairs = st.tuples(st.sampled_from(ALL), st.sampled_from(ALL), st.integers(-4, 6))
    found = [edge for edge in draw(st.lists(pairs, max_size=most)) if edge[0] != edge[1]]
    return [Edge(*edge, (number,)) for number, edge in enumerate(found)]


def by_hand(edges: list[Edge]) -> dict[tuple[str, str], float] | None:
    """Shortest paths by Floyd and Warshall; None where a cycle is negative."""
    most = {(one, two): 0 if one == two else FAR for one in ALL for two in ALL}
    for edge in edges:
        most[edge[:2]] = min(most[edge[:2]], edge.days)
    for via in ALL:
        for one in ALL:
            for two in ALL:
                most[one, two] = min(most[one, two], most[one, via] + most[via, two])
    return None if any(most[node, node] < 0 for node in ALL) else most


def solved(edges: list[Edge]) -> Network | None:
    """The network, or None where it is contradictory."""
    try:
        return Network(NODES, edges)
    except Contradiction:
        return None


def test_an_empty_network_bounds_nothing() -> None:
    """Without edges each day is open, and a day differs from itself by nothing."""
    network = Network(NODES, [])
    assert network.day_of("a") == Bound()
    assert network.days_between("a", "b") == Bound()
    assert network.days_between("a", "a") == Bound(0, 0)
    assert network.chain("a", "b") == ()


def test_bounds_of_a_pair_are_tighter_than_those_of_its_days() -> None:
    """A known difference of two unknown days stays known."""
    network = Network(
        NODES,
        [
            Edge(ORIGIN, "a", 31), Edge("a", ORIGIN, -1),
            Edge("a", "b", 6), Edge("b", "a", 0),
        ],
    )  # fmt: skip
    assert network.day_of("b") == Bound(1, 37)
    assert network.days_between("a", "b") == Bound(0, 6)
    assert network.days_between("b", "a") == Bound(-6, 0)


def test_a_contradiction_is_a_negative_cycle() -> None:
    """The cycle is closed, of edges that were given, and sums to less than nothing."""
    edges = [Edge("a", "b", 2, (1,)), Edge("b", "c", -1, (2,)), Edge("c", "a", -2, (3,))]
    with pytest.raises(Contradiction) as caught:
        Network(NODES, [*edges, Edge("a", "d", 1, (4,)), Edge("d", "c", 3, (5,))])
    assert sorted(caught.value.cycle) == sorted(edges)
    assert sum(edge.days for edge in caught.value.cycle) == -1


@given(edge_lists())
def test_agrees_with_floyd_and_warshall(edges: list[Edge]) -> None:
    """Contradictory or not, and every shortest path."""
    expected, network = by_hand(edges), solved(edges)
    assert (expected is None) == (network is None)
    if expected is None or network is None:
        return
    for (one, two), days in expected.items():
        assert network.most(one, two) == (None if days == FAR else days)


@given(edge_lists())
def test_every_contradiction_is_a_closed_negative_cycle(edges: list[Edge]) -> None:
    """What is named is among the input and is contradictory by itself."""
    try:
        Network(NODES, edges)
    except Contradiction as error:
        cycle = error.cycle
        assert set(cycle) <= set(edges)
        assert all(one.end == two.start for one, two in pairwise((*cycle, cycle[0])))
        assert sum(edge.days for edge in cycle) < 0
        assert len({edge.start for edge in cycle}) == len(cycle)


@given(edge_lists())
def test_a_chain_adds_up_to_the_bound(edges: list[Edge]) -> None:
    """Every bound can be traced to edges of the input."""
    network = solved(edges)
    if network is None:
        return
    for one in ALL:
        for two in ALL:
            chain, most = network.chain(one, two), network.most(one, two)
            if one == two or most is None:
                assert chain == ()
                continue
            assert set(chain) <= set(edges)
            assert (chain[0].start, chain[-1].end) == (one, two)
            assert all(first.end == then.start for first, then in pairwise(chain))
            assert sum(edge.days for edge in chain) == most


@given(edge_lists(), edge_lists(most=4))
def test_allows_what_can_be_added(edges: list[Edge], extra: list[Edge]) -> None:
    """The quick answer is that of solving everything again."""
    network = solved(edges)
    if network is not None:
        assert network.allows(extra) == (by_hand([*edges, *extra]) is not None)


@given(edge_lists(), st.randoms())
def test_order_of_edges_changes_no_bound(edges: list[Edge], chance: Random) -> None:
    """The tightest bounds do not hang on the order of the input."""
    shuffled = list(edges)
    chance.shuffle(shuffled)
    one, two = solved(edges), solved(shuffled)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        pairs = [(start, end) for start in ALL for end in ALL]
        assert [one.most(*pair) for pair in pairs] == [two.most(*pair) for pair in pairs]
