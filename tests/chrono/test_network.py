from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.chrono.network import (
    ORIGIN,
    Constraint,
    NegativeCycleError,
    ShortestPath,
    SimpleTemporalNetwork,
)

NODES = ("a", "b", "c", "d")
ALL = (ORIGIN, *NODES)
FAR = float("inf")


@st.composite
def edge_lists(draw: st.DrawFn, most: int = 12) -> list[Constraint]:
    """Edges among five nodes, each with its own reason."""
    pairs = st.tuples(st.sampled_from(ALL), st.sampled_from(ALL), st.integers(-4, 6))
    found = [edge for edge in draw(st.lists(pairs, max_size=most)) if edge[0] != edge[1]]
    return [Constraint(*edge, (number,)) for number, edge in enumerate(found)]


def by_hand(edges: list[Constraint]) -> dict[tuple[str, str], float] | None:
    """Shortest paths by Floyd and Warshall; None where a cycle is negative."""
    most = {(one, two): 0 if one == two else FAR for one in ALL for two in ALL}
    for edge in edges:
        most[edge[:2]] = min(most[edge[:2]], edge.days)
    for via in ALL:
        for one in ALL:
            for two in ALL:
                most[one, two] = min(most[one, two], most[one, via] + most[via, two])
    return None if any(most[node, node] < 0 for node in ALL) else most


def solved(edges: list[Constraint]) -> SimpleTemporalNetwork | None:
    """The network, or None where it is contradictory."""
    try:
        return SimpleTemporalNetwork(NODES, edges)
    except NegativeCycleError:
        return None


def test_an_empty_network_bounds_nothing() -> None:
    """Without edges each day is open, and a day differs from itself by nothing."""
    network = SimpleTemporalNetwork(NODES, [])
    assert network.day_of("a") == Interval()
    assert network.days_between("a", "b") == Interval()
    assert network.days_between("a", "a") == Interval(0, 0)
    assert network.chain("a", "b") == ()


def test_bounds_of_a_pair_are_tighter_than_those_of_its_days() -> None:
    """A known difference of two unknown days stays known."""
    network = SimpleTemporalNetwork(
        NODES,
        [
            Constraint(ORIGIN, "a", 31), Constraint("a", ORIGIN, -1),
            Constraint("a", "b", 6), Constraint("b", "a", 0),
        ],
    )  # fmt: skip
    assert network.day_of("b") == Interval(1, 37)
    assert network.days_between("a", "b") == Interval(0, 6)
    assert network.days_between("b", "a") == Interval(-6, 0)


def test_a_contradiction_is_a_negative_cycle() -> None:
    """The cycle is closed, of edges that were given, and sums to less than nothing."""
    edges = [
        Constraint("a", "b", 2, (1,)),
        Constraint("b", "c", -1, (2,)),
        Constraint("c", "a", -2, (3,)),
    ]
    with pytest.raises(NegativeCycleError) as caught:
        SimpleTemporalNetwork(
            NODES, [*edges, Constraint("a", "d", 1, (4,)), Constraint("d", "c", 3, (5,))]
        )
    assert sorted(caught.value.cycle) == sorted(edges)
    assert sum(edge.days for edge in caught.value.cycle) == -1
    cycle = caught.value.cycle
    assert all(one.end == two.start for one, two in pairwise((*cycle, cycle[0])))


@given(edge_lists())
def test_agrees_with_floyd_and_warshall(edges: list[Constraint]) -> None:
    """Contradictory or not, and every shortest path."""
    expected, network = by_hand(edges), solved(edges)
    assert (expected is None) == (network is None)
    if expected is None or network is None:
        return
    for (one, two), days in expected.items():
        assert network.most(one, two) == (None if days == FAR else days)


@given(edge_lists())
def test_every_contradiction_is_a_closed_negative_cycle(edges: list[Constraint]) -> None:
    """What is named is among the input and is contradictory by itself."""
    try:
        SimpleTemporalNetwork(NODES, edges)
    except NegativeCycleError as error:
        cycle = error.cycle
        assert set(cycle) <= set(edges)
        assert all(one.end == two.start for one, two in pairwise((*cycle, cycle[0])))
        assert sum(edge.days for edge in cycle) < 0
        assert len({edge.start for edge in cycle}) == len(cycle)


@given(edge_lists())
def test_a_chain_adds_up_to_the_bound(edges: list[Constraint]) -> None:
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
def test_allows_what_can_be_added(edges: list[Constraint], extra: list[Constraint]) -> None:
    """The quick answer is that of solving everything again."""
    network = solved(edges)
    if network is not None:
        assert network.allows(extra) == (by_hand([*edges, *extra]) is not None)


@given(edge_lists(), st.randoms())
def test_order_of_edges_changes_no_bound(edges: list[Constraint], chance: Random) -> None:
    """The tightest bounds do not hang on the order of the input."""
    shuffled = list(edges)
    chance.shuffle(shuffled)
    one, two = solved(edges), solved(shuffled)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        pairs = [(start, end) for start in ALL for end in ALL]
        assert [one.most(*pair) for pair in pairs] == [two.most(*pair) for pair in pairs]


@given(edge_lists(), edge_lists(most=4))
def test_days_given_are_those_of_solving_everything_again(
    edges: list[Constraint], extra: list[Constraint]
) -> None:
    """Bounds of each pair with further edges, or None where they cannot hold."""
    network = solved(edges)
    if network is None:
        return
    expected = by_hand([*edges, *extra])
    for one in ALL:
        for two in ALL:
            found = network.days_given(extra, one, two)
            if expected is None:
                assert found is None
                continue
            most, least = expected[one, two], -expected[two, one]
            assert found == Interval(
                None if least == -FAR else int(least), None if most == FAR else int(most)
            )


@given(edge_lists(), edge_lists(most=4))
def test_what_narrows_says_more_than_the_network(
    edges: list[Constraint], extra: list[Constraint]
) -> None:
    """Nothing else, and the tightest of each pair; None where one of them alone cannot hold."""
    network, known = solved(edges), by_hand(edges)
    if network is None or known is None:
        return
    if any(known[edge.end, edge.start] + edge.days < 0 for edge in extra):
        assert network.narrowing(extra) is None
        return
    narrowing = [edge for edge in extra if edge.days < known[edge[:2]]]
    found = network.narrowing(extra)
    assert found is not None
    assert set(found) <= set(narrowing)
    assert tightest(found) == tightest(narrowing)


def tightest(edges: list[Constraint]) -> dict[tuple[str, str], int]:
    """The fewest days of each pair."""
    return {
        pair: min(edge.days for edge in edges if edge[:2] == pair)
        for pair in {edge[:2] for edge in edges}
    }


def test_edges_that_say_nothing_new_leave_the_bounds() -> None:
    """And the bound of a pair is its own."""
    network = SimpleTemporalNetwork(NODES, [Constraint("a", "b", 6), Constraint("b", "a", 0)])
    assert network.narrowing([Constraint("a", "b", 6), Constraint("a", "b", 7)]) == []
    assert network.days_given([Constraint("a", "b", 6)], "a", "b") == Interval(0, 6)
    assert network.days_given([], "a", "c") == Interval()
    assert network.days_given([Constraint("a", "b", -1)], "a", "b") is None
    assert network.days_given([Constraint("a", "b", 5)], "a", "b") == Interval(0, 5)
    assert network.days_given([Constraint("c", "a", 2)], "c", "b") == Interval(None, 8)
    assert network.days_given(
        [Constraint("c", "a", 2), Constraint("b", "d", 1)], "c", "d"
    ) == Interval(None, 9)


def test_a_contradiction_says_its_cycle() -> None:
    """Each edge with the days that it leaves."""
    with pytest.raises(NegativeCycleError) as caught:
        SimpleTemporalNetwork(NODES, [Constraint("a", "b", 2), Constraint("b", "a", -3)])
    assert str(caught.value) in ("a→b 2 + b→a -3", "b→a -3 + a→b 2")


def test_the_tightest_of_several_edges_is_kept_with_its_reasons() -> None:
    """Of equal ones the first."""
    edges = [
        Constraint("a", "b", most, (place,)) for place, most in enumerate((6, 4, 4, 5), start=1)
    ]
    network = SimpleTemporalNetwork(NODES, edges)
    assert network.most("a", "b") == 4
    assert network.chain("a", "b") == (edges[1],)


def test_a_chain_of_no_steps_is_empty() -> None:
    """From a node to itself, and where nothing bounds the pair."""
    network = SimpleTemporalNetwork(NODES, [Constraint("a", "b", 1), Constraint("b", "c", 1)])
    assert network.chain("a", "a") == ()
    assert network.chain("c", "a") == ()
    assert [edge.end for edge in network.chain("a", "c")] == ["b", "c"]
    assert network.most("a", "a") == 0


@given(edge_lists(), edge_lists(most=6))
def test_a_network_with_more_edges_is_that_of_all_edges(
    edges: list[Constraint], extra: list[Constraint]
) -> None:
    """Contradictory or not; every bound, and a chain for each; the first one stays as it was."""
    network = solved(edges)
    if network is None:
        return
    before = {(one, two): network.most(one, two) for one in ALL for two in ALL}
    expected = by_hand([*edges, *extra])
    if expected is None:
        with pytest.raises(NegativeCycleError):
            network.with_edges(extra)
        return
    wider = network.with_edges(extra)
    again = wider.with_edges([])
    for (one, two), far in expected.items():
        assert wider.most(one, two) == again.most(one, two) == (None if far == FAR else far)
        chain = wider.chain(one, two)
        assert set(chain) <= {*edges, *extra}
        assert sum(edge.days for edge in chain) == (0 if far == FAR else far)
        assert network.most(one, two) == before[one, two]
    assert wider.nodes == network.nodes
    assert solved(wider.edges) is not None


def test_the_reasons_of_a_path_are_those_of_its_edges() -> None:
    """Each once, in the order of the edges; none where nothing bounds the pair."""
    edges = [
        Constraint("a", "b", 1, (4, 2)),
        Constraint("b", "c", 1, (2, 7)),
        Constraint("c", "d", 1, (9,)),
    ]
    network = SimpleTemporalNetwork(NODES, edges)
    assert list(ShortestPath(network, "a", "c")) == [4, 2, 7]
    assert list(ShortestPath(network, "c", "a")) == []


class Counted(int):
    """Days that count how often they were added to something."""

    added = 0

    def __radd__(self, other: int) -> int:
        Counted.added += 1
        return int(other) + int(self)


LONG = 1_000
IN_A_ROW = tuple(f"n{number}" for number in range(LONG))
FEW_EACH = 4 * LONG
NAMED = {
    "in order": IN_A_ROW,
    "against it": IN_A_ROW[::-1],
    "in no order": tuple(sorted(IN_A_ROW, key=lambda name: name[::-1])),
}


@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED)
def test_a_long_chain_takes_few_looks_at_each_step(named: tuple[str, ...]) -> None:
    """In whichever order its nodes are named."""
    Counted.added = 0
    network = SimpleTemporalNetwork(
        named, [Constraint(one, two, Counted(-1)) for one, two in pairwise(IN_A_ROW)]
    )
    assert LONG <= Counted.added < FEW_EACH
    assert network.most(IN_A_ROW[0], IN_A_ROW[-1]) == 1 - LONG
    assert network.most(IN_A_ROW[-1], IN_A_ROW[0]) is None


@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("steps", [(3, 0), (1, -1), (-1, 1)])
def test_a_long_chain_from_a_known_day_takes_few_looks(
    named: tuple[str, ...], steps: tuple[int, int]
) -> None:
    """Each step on the day before or after, or some days later: nothing is looked at twice."""
    first, known = IN_A_ROW[0], Counted(738_000)
    onward, back = (Counted(days) for days in steps)
    edges = [Constraint(ORIGIN, first, known), Constraint(first, ORIGIN, Counted(-known))]
    for one, two in pairwise(IN_A_ROW):
        edges += [Constraint(one, two, onward), Constraint(two, one, back)]
    Counted.added = 0
    network = SimpleTemporalNetwork(named, edges)
    assert Counted.added < FEW_EACH
    span = Interval(-back * (LONG - 1), onward * (LONG - 1))
    assert network.days_between(first, IN_A_ROW[-1]) == span
    assert network.day_of(IN_A_ROW[-1]) == span.shifted(known)


@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED)
def test_a_long_circle_takes_few_looks_at_each_step(named: tuple[str, ...]) -> None:
    """And the contradiction is all of it."""
    circle = [Constraint(one, two, Counted(-1)) for one, two in pairwise((*IN_A_ROW, IN_A_ROW[0]))]
    Counted.added = 0
    with pytest.raises(NegativeCycleError) as caught:
        SimpleTemporalNetwork(named, circle)
    assert LONG <= Counted.added < FEW_EACH
    assert set(caught.value.cycle) == set(circle)


@given(st.integers(20, 60), st.randoms(use_true_random=False))
def test_long_networks_agree_with_a_plain_way_to_solve_them(size: int, chance: Random) -> None:
    """Chains that can hold, their nodes named in any order, with edges across."""
    nodes = [f"n{number}" for number in range(size)]
    day = {ORIGIN: 0} | {node: chance.randint(-99, 99) for node in nodes}
    chance.shuffle(nodes)
    pairs = list(pairwise(nodes)) + [tuple(chance.sample(list(day), 2)) for _ in range(size // 2)]
    edges = [Constraint(a, b, day[b] - day[a] + chance.choice([0, 0, 0, 1, 40])) for a, b in pairs]
    network = SimpleTemporalNetwork(chance.sample(nodes, size), edges)
    for start in (ORIGIN, nodes[0], nodes[-1]):
        far: dict[str, float] = dict.fromkeys(day, FAR) | {start: 0}
        for _ in day:
            for edge in edges:
                far[edge.end] = min(far[edge.end], far[edge.start] + edge.days)
        assert {node: days for node, days in far.items() if days < FAR} == network.paths_from(
            start
        ).days
