"""The certain order of any number of cases."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.inference.latency import Latency
from timeline.model.measure import NamedLatency
from timeline.portfolio.order import reduced
from timeline.portfolio.peers import slower_cases

MEASURE = NamedLatency.model_validate(
    {"id": "opened", "label": "opened", "from": "strike", "to": "investigation_opened"}
)
ENDS = st.integers(-3, 7)
CLOSED = st.builds(lambda low, width: Interval(low, low + width), ENDS, st.integers(0, 4))
OPEN = st.builds(Interval, st.none() | ENDS)
BELOW = st.builds(lambda high: Interval(None, high), ENDS)
LATEST, EARLIEST = 12, -8
"""Beyond every end above: as good as open."""


def done(bound: Interval) -> Latency:
    """A step that was taken."""
    return Latency(MEASURE, "s", "e", ("s",), ("e",), bound, Truth.NO, bound)


def unrecorded(sure: Interval) -> Latency:
    """A step that the record does not know of, 100 days on; denied up to some day, or not."""
    days = Interval(100, None)
    return Latency(MEASURE, "s", "", ("s",), (), days, Truth.YES, sure, is_recorded=False)


def dominance(*cells: Latency) -> dict[str, list[str]]:
    """The order of cases named by their places."""
    return slower_cases((str(place), cell) for place, cell in enumerate(cells))


def orders(found: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Every pair, the faster first."""
    return {(one, two) for one, slower in found.items() for two in slower}


@given(st.lists(CLOSED | OPEN | BELOW, max_size=7))
def test_it_is_a_strict_partial_order(spans: list[Interval]) -> None:
    """None before itself, none before each other, and whatever follows by a third stands there."""
    pairs = orders(dominance(*map(done, spans)))
    assert all((two, one) not in pairs for one, two in pairs)
    assert all((one, last) in pairs for one, two in pairs for via, last in pairs if via == two)


@given(st.lists(CLOSED | OPEN | BELOW, min_size=2, max_size=4))
def test_it_says_what_every_choice_of_days_says(spans: list[Interval]) -> None:
    """Against brute force, pair by pair: below in every choice, or not in the order."""
    found = dominance(*map(done, spans))
    choices = [
        range(
            EARLIEST if one.min is None else one.min, (LATEST if one.max is None else one.max) + 1
        )
        for one in spans
    ]
    expected = set()
    for one, two in product(range(len(spans)), repeat=2):
        pairs = list(product(choices[one], choices[two]))
        if one != two and all(first < second for first, second in pairs):
            expected.add((str(one), str(two)))
    assert orders(found) == expected


@given(st.lists(CLOSED | OPEN, max_size=7))
def test_the_fewest_pairs_give_all_the_others(spans: list[Interval]) -> None:
    """Following the reduced pairs leads to each pair, and none of them follows by a third."""
    found = dominance(*map(done, spans))
    few = orders(reduced(found))
    reached = set(few)
    while more := {(a, d) for a, b in reached for c, d in few if b == c} - reached:
        reached |= more
    assert reached == orders(found)
    assert not any((a, c) in few for a, b in orders(found) for d, c in orders(found) if b == d)


@given(st.lists(CLOSED, min_size=2, max_size=5), st.data())
def test_narrowing_takes_nothing_back(spans: list[Interval], data: st.DataObject) -> None:
    """Who learns more of one case keeps every certain pair."""
    place = data.draw(st.integers(0, len(spans) - 1))
    span = spans[place]
    assert span.min is not None
    assert span.max is not None
    day = data.draw(st.integers(span.min, span.max))
    narrowed = [*spans[:place], Interval(day, day), *spans[place + 1 :]]
    assert orders(dominance(*map(done, spans))) <= orders(dominance(*map(done, narrowed)))


@given(st.lists(CLOSED | OPEN, max_size=5))
def test_a_step_that_is_not_recorded_is_in_no_order(spans: list[Interval]) -> None:
    """However many days went by without a word of it."""
    found = dominance(unrecorded(Interval()), *map(done, spans))
    assert not [pair for pair in orders(found) if "0" in pair]


@pytest.mark.parametrize(("days", "expected"), [(4, {("1", "0")}), (5, set()), (6, set())])
def test_a_denial_puts_a_case_behind_those_done_before(
    days: int, expected: set[tuple[str, str]]
) -> None:
    """Denied for 5 days: slower than what took 4, and than nothing that took 5."""
    cells = unrecorded(Interval(5, None)), done(Interval(days, days))
    assert orders(dominance(*cells)) == expected


def test_a_measure_that_does_not_apply_is_in_no_pair() -> None:
    """A dash is not compared."""
    none = Latency(MEASURE, "", "", (), (), None, Truth.UNKNOWN)
    found = dominance(none, done(Interval(1, 1)), done(Interval(2, 2)))
    assert orders(found) == {("1", "2")}
