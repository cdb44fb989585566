"""A network with more edges in it: said without solving it again, and the same as by solving it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chrono.test_network import ALL, NODES, edge_lists, solved
from timeline.chrono.network import (
    ORIGIN,
    Constraint,
    NegativeCycleError,
    ShortestPath,
    SimpleTemporalNetwork,
)

MORE = st.lists(
    st.builds(Constraint, st.sampled_from(ALL), st.sampled_from(ALL), st.integers(-4, 6)),
    max_size=5,
)


def with_more(
    network: SimpleTemporalNetwork, more: list[Constraint]
) -> SimpleTemporalNetwork | None:
    """The network with more edges, or None where they cannot hold."""
    try:
        return network.with_edges(more)
    except NegativeCycleError:
        return None


@given(edge_lists(), MORE)
def test_more_edges_give_the_same_network_as_all_at_once(
    edges: list[Constraint], more: list[Constraint]
) -> None:
    """Every bound is the same, and so is whether there is one."""
    network = solved(edges)
    if network is None:
        return
    anew, grown = solved([*edges, *more]), with_more(network, more)
    assert network.allows(more) is (anew is not None)
    assert (grown is None) is (anew is None)
    for one in ALL:
        for two in ALL:
            given_more = network.days_given(more, one, two)
            if anew is None or grown is None:
                assert given_more is None
            else:
                assert grown.days_between(one, two) == anew.days_between(one, two) == given_more


@given(edge_lists(), MORE, MORE)
def test_edges_can_be_added_again(
    edges: list[Constraint], more: list[Constraint], again: list[Constraint]
) -> None:
    """Edges on top of edges are those of both, and are asked of in the same ways."""
    network = solved(edges)
    grown = None if network is None else with_more(network, more)
    if grown is None:
        return
    anew = solved([*edges, *more, *again])
    assert grown.allows(again) is (anew is not None)
    twice = with_more(grown, again)
    assert (twice is None) is (anew is None)
    if twice is not None and anew is not None:
        assert [twice.day_of(node) for node in NODES] == [anew.day_of(node) for node in NODES]


@given(edge_lists(), MORE)
def test_a_chain_goes_over_the_edges_that_were_added(
    edges: list[Constraint], more: list[Constraint]
) -> None:
    """Its edges are among those given, and sum to the bound."""
    network = solved(edges)
    grown = None if network is None else with_more(network, more)
    if grown is None:
        return
    for one in ALL:
        for two in ALL:
            most, chain = grown.most(one, two), grown.chain(one, two)
            assert set(chain) <= {*edges, *more}
            if one != two and most is not None:
                assert sum(edge.days for edge in chain) == most
                assert (chain[0].start, chain[-1].end) == (one, two)


def test_an_open_end_stays_open_over_edges_that_lead_elsewhere() -> None:
    """A path to a third day, from which nothing bounds the second, bounds nothing."""
    network = SimpleTemporalNetwork(NODES, [Constraint("a", "b", -3)])
    found = network.days_given([Constraint("c", ORIGIN, 5), Constraint("b", "a", 9)], "a", "c")
    assert found is not None
    assert (found.min, found.max) == (None, None)


def test_what_cannot_hold_names_its_cycle() -> None:
    """One edge too many is told with those that it contradicts."""
    network = SimpleTemporalNetwork(NODES, [Constraint(ORIGIN, "a", 3, (1,))])
    with pytest.raises(NegativeCycleError) as caught:
        network.with_edges([Constraint("a", ORIGIN, -4, (2,))])
    assert {edge.reasons for edge in caught.value.cycle} == {(1,), (2,)}


def test_edges_that_contradict_each_other_alone() -> None:
    """Neither contradicts the network by itself."""
    network = SimpleTemporalNetwork(NODES, [])
    with pytest.raises(NegativeCycleError):
        network.with_edges([Constraint("a", "b", 1), Constraint("b", "a", -2)])


def test_the_reasons_of_a_path_are_those_of_its_edges_each_once() -> None:
    """In the order of the edges."""
    edges = [
        Constraint("a", "b", 1, (4, 2)),
        Constraint("b", "c", 1, (2, 7)),
        Constraint("a", "c", 9, (1,)),
    ]
    assert tuple(ShortestPath(SimpleTemporalNetwork(NODES, edges), "a", "c")) == (4, 2, 7)
