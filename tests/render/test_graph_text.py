import json
import re
from dataclasses import replace

import networkx as nx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.graph.case_graph import CaseGraph, ClaimNode, Edge, EventNode
from timeline.render.graph_text import render_dot, render_graphml, render_json, render_mermaid
from timeline.visible import visible


def bound(first: str, last: str) -> Interval:
    """The days from one date to another."""
    return Interval(ordinal(first), ordinal(last))


GRAPH = CaseGraph(
    "a-case",
    "A strike",
    ordinal("2021-09-10"),
    (
        EventNode(
            "strike", "strike", "Strike", "UTC", by="US", happened=Truth.YES,
            bounds=bound("2021-08-29", "2021-08-29"),
        ),
        EventNode(
            "look", "assessment_opened", "Assessment opened", "UTC", "us", 2, form="CCAR",
            happened=Truth.UNKNOWN, bounds=bound("2021-08-29", "2021-09-14"),
        ),
        EventNode("sorry", "apology", "Apology", "UTC", bounds=Interval(ordinal("2021-09-17"))),
        EventNode(
            "ghost:pay", "payment", "Payment after harm", "UTC", is_ghost=True,
            standing="not searched",
        ),
        EventNode("ghost:tell", "release", "Release", "UTC", is_ghost=True, standing="denied"),
    ),
    (
        ClaimNode("strike#1", "2021-08-29", "story", "accepted"),
        ClaimNode("look#1", "after strike", "memo", "disputed"),
    ),
    (
        Edge("before", "strike", "look", Interval(0, 16)),
        Edge("responds_to", "look", "strike"),
        Edge("dated_by", "strike", "strike#1"),
        Edge("dated_by", "look", "look#1"),
        Edge("expects", "look", "ghost:pay", Interval(12, None), "pay", "pay", "overdue"),
        Edge(
            "expects", "sorry", "ghost:tell", None, "tell", "tell", "pending",
            has_certain_ends=False,
        ),
    ),
)  # fmt: skip


def test_mermaid() -> None:
    """A flowchart with days and verdicts in words, ghosts dashed, what is cut dotted, no claims."""
    drawn = """\
---
title: "A strike, as of 2021-09-10"
---
flowchart TD
    e1["Strike<br/>US<br/>2021-08-29"]
    e2["Assessment opened<br/>CCAR, track us, round 2<br/>2021-08-29 to 2021-09-14<br/>\
perhaps not yet by 2021-09-10"]
    e3["Apology<br/>2021-09-17 or later<br/>not yet by 2021-09-10"]
    e4["Payment after harm<br/>none recorded by 2021-09-10"]
    e5["Release<br/>not done by 2021-09-10"]
    e1 -->|"0 to 16 days"| e2
    e2 -.->|"responds to"| e1
    e2 ==>|"pay<br/>overdue, at least 12 days"| e4
    e3 ==>|"tell<br/>pending<br/>not certain which event"| e5
    classDef ghost stroke-dasharray: 6 4
    class e4,e5 ghost
    classDef cut stroke-dasharray: 2 3
    class e2,e3 cut
"""
    assert render_mermaid(GRAPH) == drawn


def test_mermaid_with_claims() -> None:
    """Claims are drawn when asked for, with their standing where it is not accepted."""
    drawn = render_mermaid(GRAPH, with_claims=True).splitlines()
    assert '    c1(["2021-08-29<br/>story"])' in drawn
    assert '    c2(["after strike<br/>memo<br/>disputed"])' in drawn
    assert '    e2 -.-|"dated by"| c2' in drawn


def test_dot() -> None:
    """The same in the language of Graphviz."""
    drawn = r"""digraph "a-case" {
    graph [label="A strike, as of 2021-09-10", labelloc=t];
    node [shape=box];
    "strike" [label="Strike\nUS\n2021-08-29"];
    "look" [label="Assessment opened\nCCAR, track us, round 2\n2021-08-29 to 2021-09-14\nperhaps not yet by 2021-09-10", style=dotted];
    "sorry" [label="Apology\n2021-09-17 or later\nnot yet by 2021-09-10", style=dotted];
    "ghost:pay" [label="Payment after harm\nnone recorded by 2021-09-10", style=dashed];
    "ghost:tell" [label="Release\nnot done by 2021-09-10", style=dashed];
    "strike" -> "look" [label="0 to 16 days"];
    "look" -> "strike" [label="responds to", style=dotted, constraint=false];
    "look" -> "ghost:pay" [label="pay\noverdue, at least 12 days", style=bold];
    "sorry" -> "ghost:tell" [label="tell\npending\nnot certain which event", style=bold];
}
"""  # noqa: E501 - a picture's line is as long as it is
    assert render_dot(GRAPH) == drawn


def test_dot_with_claims() -> None:
    """Claims are notes."""
    drawn = render_dot(GRAPH, with_claims=True).splitlines()
    assert r'    "look#1" [label="after strike\nmemo\ndisputed", shape=note];' in drawn
    assert '    "strike" -> "strike#1" [label="dated by", style=dotted, arrowhead=none];' in drawn


def test_nothing_dashed_no_class() -> None:
    """A graph without ghosts and cuts has no styles."""
    drawn = render_mermaid(replace(GRAPH, nodes=GRAPH.nodes[:1], edges=()))
    assert "class" not in drawn


def test_json() -> None:
    """Data: ISO dates, null for what is open."""
    data = render_json(GRAPH)
    assert json.loads(json.dumps(data)) == data
    assert [data["case"], data["title"], data["as_of"]] == ["a-case", "A strike", "2021-09-10"]
    assert data["nodes"][2] == {
        "id": "sorry", "ghost": False, "kind": "apology", "label": "Apology", "form": "",
        "track": "", "round": 1, "by": "", "zone": "UTC", "happened": "no",
        "earliest": "2021-09-17", "latest": None, "standing": None, "if_in_force": None,
    }  # fmt: skip
    assert data["claims"][1] == {
        "id": "look#1", "when": "after strike", "source": "memo", "standing": "disputed"
    }  # fmt: skip
    assert data["edges"][0] == {
        "type": "before", "from": "strike", "to": "look", "days": {"min": 0, "max": 16}
    }  # fmt: skip
    assert data["edges"][1] == {"type": "responds_to", "from": "look", "to": "strike"}
    assert data["edges"][4] == {
        "type": "expects", "from": "look", "to": "ghost:pay", "days": {"min": 12, "max": None},
        "rule": "pay", "finding": "pay", "verdict": "overdue", "certain": True,
        "if_in_force": None,
    }  # fmt: skip
    assert data["edges"][5]["days"] is None


def test_graphml() -> None:
    """A document that networkx reads, with a node for each event, ghost and claim."""
    back = nx.parse_graphml(render_graphml(GRAPH), force_multigraph=True)
    assert (back.number_of_nodes(), back.number_of_edges()) == (7, 6)


# Hostile text.

HOSTILE = [
    '"]; click e1 href "javascript:alert(1)"',
    "<script>alert('x')</script>",
    '%%{init: {"theme": "dark"}}%%',
    "a\nb --> c",
    "\x1b[31mred",
    "end",
    "`**bold** _em_`",
    "1. one",
    "- list",
    "--- x",
    "#quot; &quot; &#35; #35; \ufb02\xb0\xb060\xb6\xdf",
    "style a:#b; c",
    "classDef x fill:#f00;",
    '\\N \\G \\" \\',
    "$$x$$ fa:fa-car",
    "www.example.org a@b.c",
    "a|b|c }{ ][ )(",
    "\u202eevil \ud800",
    "   ",
    "    code",
    "\"\"\"'''",
]
MERMAID_LINE = re.compile(
    r"""\s{4}(?:
        [ec]\d+(?:\[TEXT\]|\(\[TEXT\]\))              # a node
        | [ec]\d+\s(?:-->|-\.->|-\.-|==>)\|TEXT\|\s[ec]\d+  # an edge
        | classDef\s\w+\sstroke-dasharray:\s\d\s\d
        | class\s[\w,]+
        (?:\s\w+)
    )""".replace("TEXT", r'"(?:[\w ,.()/\x27-]|[^\x00-\x7f]|\#\d+;|<br/>)*"'),
    re.VERBOSE,
)
DOT_STRING = r'"(?:[^"\\\n]|\\[\\"n])*"'
DOT_LINE = re.compile(
    rf"""(?:
        digraph\s{DOT_STRING}\s\{{
        | \}}
        | \s{{4}}(?:graph|node|{DOT_STRING}(?:\s->\s{DOT_STRING})?)
          \s\[(?:(?:,\s)?\w+=(?:{DOT_STRING}|\w+))+\];
    )""",
    re.VERBOSE,
)


def graph_with(text: str) -> CaseGraph:
    """A graph that has a text wherever a case can put one."""
    ghost = f"ghost:{text}"
    return CaseGraph(
        "a-case",
        text,
        ordinal("2021-09-10"),
        (
            EventNode("strike", "strike", text, "UTC", text, 2, text, text),
            EventNode(ghost, "payment", text, "UTC", text, is_ghost=True),
        ),
        (ClaimNode("strike#1", text, text, "accepted"),),
        (
            Edge("dated_by", "strike", "strike#1"),
            Edge("expects", "strike", ghost, None, text, text, "overdue"),
        ),
    )


def texts() -> st.SearchStrategy[str]:
    """Any text, and signs that mean something in one of the formats."""
    return st.text(st.characters(codec=None)) | st.text("\"'\\<>[](){}#;:&%|=-.*_`~@$\n1aN ")


def mermaid_texts(drawn: str) -> list[str]:
    """What Mermaid shows in each of its quoted texts, below the title."""
    quoted = re.findall(r'[\[|]"([^"]*)"', drawn)
    return [
        re.sub(r"#(\d+);", lambda number: chr(int(number[1])), line)
        for text in quoted
        for line in text.split("<br/>")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_mermaid(text: str) -> None:
    """Every line is one of the four that we write, and inside quotes only numbered signs."""
    drawn = render_mermaid(graph_with(text), with_claims=True)
    _, title, _, kind, *lines = drawn.splitlines()
    assert kind == "flowchart TD"
    assert [line for line in lines if not MERMAID_LINE.fullmatch(line)] == []
    assert not re.search(r"[#%&<>{}]", title)


@given(texts())
def test_any_text_stays_text_in_mermaid(text: str) -> None:
    """The same of any text, which moreover is shown in full."""
    test_hostile_text_stays_text_in_mermaid(text)
    drawn = render_mermaid(graph_with(text), with_claims=True)
    shown = visible(text)
    assert yaml.safe_load(drawn.splitlines()[1]) == {"title": f"{shown}, as of 2021-09-10"}
    assert mermaid_texts(drawn).count(shown.strip()) >= 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_dot(text: str) -> None:
    """Every line is a statement that we write, with all text in closed quotes."""
    drawn = render_dot(graph_with(text), with_claims=True)
    assert [line for line in drawn.splitlines() if not DOT_LINE.fullmatch(line)] == []


@given(texts())
def test_any_text_stays_text_in_dot(text: str) -> None:
    """The same of any text, which moreover is shown in full."""
    test_hostile_text_stays_text_in_dot(text)
    drawn = render_dot(graph_with(text))
    title = re.search(rf"graph \[label=({DOT_STRING})", drawn)
    assert title
    shown = re.sub(r"\\(.)", r"\1", title[1][1:-1]).replace("&amp;", "&")
    assert shown == f"{visible(text)}, as of 2021-09-10"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_graphml(text: str) -> None:
    """The document can be read, and the text is an attribute."""
    back = nx.parse_graphml(render_graphml(graph_with(text)), force_multigraph=True)
    assert back.nodes["strike"]["label"].strip() == visible(text).strip()


def test_no_text_can_speak_to_a_terminal() -> None:
    """Pictures hold no escapes and no bidirectional controls."""
    graph = graph_with("\x1b]0;x\x07 \u202e \x9b31m")
    for drawn in (render_mermaid(graph), render_dot(graph), render_graphml(graph)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", drawn)


def test_what_holds_only_if_a_policy_was_in_force_says_so_last() -> None:
    """The edge and the ghost; beside the doubt about which event is meant."""
    nodes = (*GRAPH.nodes[:4], replace(GRAPH.nodes[4], if_in_force="old"))
    graph = replace(GRAPH, nodes=nodes, edges=(replace(GRAPH.edges[5], if_in_force="old"),))
    mermaid, dot = render_mermaid(graph), render_dot(graph)
    doubts = "not certain which event", "if old was in force"
    assert f'e3 ==>|"tell<br/>pending<br/>{"<br/>".join(doubts)}"| e5' in mermaid
    assert '"Release<br/>not done by 2021-09-10<br/>if old was in force"' in mermaid
    assert rf'[label="tell\npending\n{doubts[0]}\n{doubts[1]}", style=bold]' in dot
    assert r'"Release\nnot done by 2021-09-10\nif old was in force"' in dot
    data = render_json(graph)
    assert (data["edges"][0]["certain"], data["edges"][0]["if_in_force"]) == (False, "old")
    assert [node["if_in_force"] for node in data["nodes"]] == [None] * 4 + ["old"]
