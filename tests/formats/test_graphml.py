import re
import subprocess
import sys
from collections.abc import Hashable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from tests.cli.runner import PACKAGE
from tests.formats.graphs import GRAPH, HOSTILE, graph_with, texts
from timeline.formats import graphml
from timeline.formats.dot import format_dot
from timeline.formats.graphml import format_graphml, to_networkx
from timeline.formats.mermaid import format_mermaid
from timeline.results.graph import GraphRecord
from timeline.visible import visible


def edges(made: Any) -> dict[Hashable, dict[str, Any]]:  # noqa: ANN401 - networkx has no types
    """The attributes of every edge by its key."""
    return {key: data for _, _, key, data in made.edges(keys=True, data=True)}


def test_graph_attributes() -> None:
    """The graph says of which case it is, and as of which day."""
    made = to_networkx(GRAPH)
    assert isinstance(made, nx.MultiDiGraph)
    assert made.graph == {"case": "a-case", "title": "A strike", "as_of": "2021-09-10"}


def test_node_attributes() -> None:
    """Days are ISO dates; what is open or empty is left out."""
    made = to_networkx(GRAPH)
    assert list(made.nodes) == ["strike", "look", "sorry", "ghost:pay", "strike#1", "look#1"]
    assert made.nodes["strike"] == {
        "type": "event", "label": "Strike", "kind": "strike", "zone": "UTC", "round": 1,
        "happened": "yes", "by": "US", "earliest": "2021-08-29", "latest": "2021-08-30",
    }  # fmt: skip
    assert made.nodes["look"] == {
        "type": "event", "label": "Assessment opened", "kind": "assessment_opened", "zone": "UTC",
        "round": 2, "happened": "unknown", "track": "us", "form": "CCAR", "latest": "2021-09-14",
    }  # fmt: skip
    assert made.nodes["ghost:pay"] == {
        "type": "ghost", "label": "Payment after harm", "kind": "payment", "zone": "UTC",
        "round": 1, "happened": "no", "standing": "not searched",
    }  # fmt: skip
    assert made.nodes["look#1"] == {
        "type": "claim", "label": "after strike", "source": "memo", "standing": "disputed"
    }  # fmt: skip


def test_edge_attributes() -> None:
    """Each edge has a key of its own; only expectations bear a rule and a verdict."""
    expects = {"type": "expects", "is_certain": True}
    assert edges(to_networkx(GRAPH)) == {
        "before:strike:look": {"type": "before", "least_days": 0, "most_days": 16},
        "responds_to:look:strike": {"type": "responds_to"},
        "dated_by:strike:strike#1": {"type": "dated_by"},
        "dated_by:look:look#1": {"type": "dated_by"},
        "expects:pay": expects
        | {"rule": "pay", "finding": "pay", "verdict": "overdue", "least_days": 12},
        "expects:again": expects
        | {"rule": "tell", "finding": "again", "verdict": "pending"}
        | {"is_certain": False, "if_in_force": "old"},
    }


@pytest.mark.parametrize("graph", [GRAPH, graph_with(HOSTILE[-4])], ids=["plain", "odd"])
def test_it_can_be_read_back(graph: GraphRecord) -> None:
    """Nodes, edges and attributes come back as they were, whatever signs are in the texts."""
    made = to_networkx(graph)
    back = nx.parse_graphml(format_graphml(graph), force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(made.nodes(data=True))
    assert edges(back) == edges(made)
    assert back.graph["title"] == made.graph["title"]


@given(texts())
def test_any_text_stays_text(text: str) -> None:
    """The document can be read, and the text is an attribute; any encoding of a file will do."""
    written = format_graphml(graph_with(text))
    assert re.fullmatch(r"[\n -~]+", written)
    back = nx.parse_graphml(written, force_multigraph=True)
    shown = visible(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    assert back.nodes["strike"]["label"].strip() == shown.strip()


def test_the_head_lists_every_attribute() -> None:
    """What is written is documented."""
    made = to_networkx(GRAPH)
    names = {*made.graph}
    names |= {name for _, data in made.nodes(data=True) for name in data}
    names |= {name for data in edges(made).values() for name in data}
    documented = graphml.__doc__ or ""
    assert {name for name in names if not re.search(rf"\b{name}\b", documented)} == set()


def test_no_text_can_speak_to_a_terminal() -> None:
    """Graphs hold no escapes and no bidirectional controls, in whichever format."""
    graph = graph_with("\x1b]0;x\x07 \u202e \x9b31m")
    for drawn in (format_mermaid(graph), format_dot(graph), format_graphml(graph)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", drawn)


def test_building_and_drawing_a_graph_does_not_load_networkx() -> None:
    """It takes longer to load than a case takes to draw."""
    code = (
        "import sys, timeline.results.build.graph, timeline.formats.mermaid, timeline.formats.dot\n"
        "sys.exit('networkx' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parent, check=False)
    assert run.returncode == 0
