"""What certainly came before what, against every world and against networkx."""

import networkx as nx
import pytest
from hypothesis import given

from tests.builders import inferred
from tests.cli.runner import CASES, ROOT, TODAY
from tests.properties.strategies import Ordered, Said, Small, iso, to_yaml
from tests.properties.worlds import Worlds, coherent_cases
from timeline.model.workspace import Workspace
from timeline.portfolio.order import certain_order, reduced
from timeline.view import View

VIEW = View(Workspace(ROOT), TODAY.toordinal())


@given(coherent_cases(sizes=[(3, 4), (4, 3)], most_claims=5))
def test_order_is_that_of_every_world(case: Small) -> None:
    """One event comes before another exactly where no world has it later, and some earlier."""

    def can_be_first(first: int, second: int) -> bool:
        claim = Said(Ordered(second, "before"), f"before e{second}")
        more = case.with_claims(first, [*case.events[first].claims, claim])
        worlds = Worlds(more, range(4), only_all=True)
        return bool(worlds.holding(worlds.everything))

    published = {name: iso(day) for name, day in case.published}
    order = certain_order(inferred(to_yaml(case), dated=published.get("dated")))
    places = range(len(case.events))
    expected = {
        f"e{one}": [
            f"e{two}" for two in places if can_be_first(one, two) and not can_be_first(two, one)
        ]
        for one in places
    }
    assert {name: [one for one in order[name] if one in expected] for name in expected} == expected


def test_an_order_by_days_of_one_zone_goes_on_in_another() -> None:
    """Two days of New York are in order, and what came after the second came after the first."""
    inference = inferred("""
events:
  - {id: one, kind: other, zone: America/New_York, when: 2020-03-03, source: s}
  - {id: two, kind: other, zone: America/New_York, when: 2020-03-04, source: s}
  - id: last
    kind: other
    claims:
      - {when: after two, source: s}
      - {when: 2020-03-04, source: s}
""")
    assert certain_order(inference) == {"one": ["two", "last"], "two": ["last"], "last": []}


@pytest.mark.parametrize("case_id", CASES)
def test_shipped_orders_are_acyclic_and_reduced(case_id: str) -> None:
    """No cycle, and reduced they are the transitive reduction that networkx finds."""
    order = certain_order(VIEW.judge(case_id).inference)
    whole = nx.DiGraph((first, second) for first, after in order.items() for second in after)
    before = {(first, second) for first, after in reduced(order).items() for second in after}
    assert nx.is_directed_acyclic_graph(whole)
    assert before == set(nx.transitive_reduction(whole).edges)
    assert set(nx.transitive_closure_dag(nx.DiGraph(before)).edges) == set(whole.edges)


def test_reduced_keeps_what_no_third_explains() -> None:
    """Of a chain with all its consequences the chain is left."""
    order = {"a": ["b", "c", "d"], "b": ["c", "d"], "c": ["d"], "d": []}
    assert reduced(order) == {"a": ["b"], "b": ["c"], "c": ["d"], "d": []}
