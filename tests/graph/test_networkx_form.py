import re
import subprocess
import sys
from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.builders import ordinal
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.graph import networkx_form
from timeline.graph.case_graph import CaseGraph, ClaimNode, Edge, EventNode
from timeline.graph.networkx_form import format_graphml, to_networkx

GRAPH = CaseGraph(
    "a-case",
    "A strike",
    ordinal("2020-03-24"),
    (
        EventNode(
            "strike", "strike", "Strike", "UTC", by="US",
            bounds=Interval(ordinal("2020-03-03"), ordinal("2020-03-04")), happened=Truth.YES,
        ),
        EventNode(
            "look", "assessment_opened", "Assessment", "UTC", "us", 2, form="CCAR",
            bounds=Interval(None, ordinal("2020-03-31")), happened=Truth.UNKNOWN,
        ),
        EventNode(
            "ghost:pay", "payment", "Payment", "UTC", is_ghost=True, standing="not searched"
        ),
    ),
    (ClaimNode("strike#1", "mid 2020-03", "story", "disputed"),),
    (
        Edge("before", "strike", "look", Interval(0, 28)),
        Edge("responds_to", "look", "strike"),
        Edge("dated_by", "strike", "strike#1"),
        Edge("expects", "strike", "look", Interval(0, None), "look", "look", "met"),
        Edge("expects", "strike", "look", None, "again", "look", "pending", has_certain_ends=False),
        Edge("expects", "look", "ghost:pay", None, "pay", "pay", "not yet due"),
    ),
)  # fmt: skip

ODD = "a\nb\x1b[31m \"<&>' \ud800 \u202e \ufffe\uffff ]]> é"


def odd_graph() -> CaseGraph:
    """A graph of texts that a format could trip over."""
    nodes = (
        EventNode("strike", "strike", ODD, "UTC", ODD, by=ODD, form=ODD),
        EventNode(f"ghost:{ODD}", "payment", ODD, "UTC", is_ghost=True),
    )
    edge = Edge("expects", "strike", f"ghost:{ODD}", None, ODD, "pay", "pending")
    return CaseGraph("a-case", ODD, ordinal("2020-03-24"), nodes, (), (edge,))


def edges(made: Any) -> dict[Hashable, dict[str, Any]]:  # noqa: ANN401 - networkx has no types
    """The attributes of every edge by its key."""
    return {key: data for _, _, key, data in made.edges(keys=True, data=True)}


def test_graph_attributes() -> None:
    """The graph says of which case it is, and as of which day."""
    made = to_networkx(GRAPH)
    assert isinstance(made, nx.MultiDiGraph)
    assert made.graph == {"case": "a-case", "title": "A strike", "as_of": "2020-03-24"}


def test_node_attributes() -> None:
    """Days are ISO dates; what is open or empty is left out."""
    made = to_networkx(GRAPH)
    assert list(made.nodes) == ["strike", "look", "ghost:pay", "strike#1"]
    assert made.nodes["strike"] == {
        "type": "event", "label": "Strike", "kind": "strike", "zone": "UTC", "round": 1,
        "happened": "yes", "by": "US", "earliest": "2020-03-03", "latest": "2020-03-04",
    }  # fmt: skip
    assert made.nodes["look"] == {
        "type": "event", "label": "Assessment", "kind": "assessment_opened", "zone": "UTC",
        "round": 2, "happened": "unknown", "track": "us", "form": "CCAR", "latest": "2020-03-31",
    }  # fmt: skip
    assert made.nodes["ghost:pay"] == {
        "type": "ghost", "label": "Payment", "kind": "payment", "zone": "UTC", "round": 1,
        "happened": "no", "standing": "not searched",
    }  # fmt: skip
    assert made.nodes["strike#1"] == {
        "type": "claim", "label": "mid 2020-03", "source": "story", "standing": "disputed"
    }  # fmt: skip


def test_edge_attributes() -> None:
    """Each edge has a key of its own; only expectations bear a rule and a verdict."""
    made = to_networkx(GRAPH)
    expects = {"type": "expects", "is_certain": True}
    assert edges(made) == {
        "before:strike:look": {"type": "before", "least_days": 0, "most_days": 28},
        "responds_to:look:strike": {"type": "responds_to"},
        "dated_by:strike:strike#1": {"type": "dated_by"},
        "expects:look": expects
        | {"rule": "look", "finding": "look", "verdict": "met", "least_days": 0},
        "expects:again": expects
        | {"rule": "look", "finding": "again", "verdict": "pending", "is_certain": False},
        "expects:pay": expects | {"rule": "pay", "finding": "pay", "verdict": "not yet due"},
    }


@pytest.mark.parametrize("graph", [GRAPH, odd_graph()], ids=["plain", "odd"])
def test_graphml_can_be_read_back(graph: CaseGraph) -> None:
    """Nodes, edges and attributes come back as they were, whatever signs are in the texts."""
    made = to_networkx(graph)
    back = nx.parse_graphml(format_graphml(graph), force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(made.nodes(data=True))
    assert edges(back) == edges(made)
    assert back.graph["title"] == made.graph["title"]


def test_graphml_is_ascii_without_controls() -> None:
    """Nothing in it can act on a terminal, and any encoding of a file will do."""
    assert re.fullmatch(r"[\n -~]+", format_graphml(odd_graph()))


def test_the_head_lists_every_attribute() -> None:
    """What is written is documented."""
    made = to_networkx(GRAPH)
    names = {*made.graph}
    names |= {name for _, data in made.nodes(data=True) for name in data}
    names |= {name for data in edges(made).values() for name in data}
    documented = networkx_form.__doc__ or ""
    assert {name for name in names if not re.search(rf"\b{name}\b", documented)} == set()


def test_building_a_graph_does_not_load_networkx() -> None:
    """It takes longer to load than a case takes to draw."""
    code = (
        "import sys, timeline.graph.build, timeline.render.graph_text\n"
        "sys.exit('networkx' in sys.modules)"
    )
    source = Path(networkx_form.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=source, check=False)
    assert run.returncode == 0


def test_a_policy_that_may_not_have_been_in_force_is_an_attribute() -> None:
    """Of its edges, which are not certain, and of its ghosts; others have no such attribute."""
    nodes = (*GRAPH.nodes[:2], replace(GRAPH.nodes[2], if_in_force="old"))
    made = to_networkx(
        replace(GRAPH, nodes=nodes, edges=(replace(GRAPH.edges[5], if_in_force="old"),))
    )
    assert edges(made)["expects:pay"]["if_in_force"] == "old"
    assert edges(made)["expects:pay"]["is_certain"] is False
    assert made.nodes["ghost:pay"]["if_in_force"] == "old"
    assert "if_in_force" not in made.nodes["strike"]
