import html
import re

import pytest
from hypothesis import given

from tests.formats.graphs import GRAPH, HOSTILE, graph_with, texts
from timeline.formats.dot import format_dot
from timeline.visible import visible


def test_a_graph() -> None:
    """A digraph: claims are notes, ghosts dashed, what is cut dotted; all else in words."""
    drawn = r"""digraph "a-case" {
    graph [label="A strike, as of 2021-09-10", labelloc=t];
    node [shape=box];
    "strike" [label="Strike\nUS\n2021-08-29"];
    "look" [label="Assessment opened\nCCAR, track us, round 2\nperhaps not yet by 2021-09-10", style=dotted];
    "sorry" [label="Apology\nnot yet by 2021-09-10", style=dotted];
    "ghost:pay" [label="Payment after harm\nnone recorded by 2021-09-10", style=dashed];
    "strike#1" [label="2021-08-29\nstory", shape=note];
    "look#1" [label="after strike\nmemo\ndisputed", shape=note];
    "strike" -> "look" [label="0 to 16 days"];
    "look" -> "strike" [label="responds to", style=dotted, constraint=false];
    "strike" -> "strike#1" [label="dated by", style=dotted, arrowhead=none];
    "look" -> "look#1" [label="dated by", style=dotted, arrowhead=none];
    "look" -> "ghost:pay" [label="pay\noverdue, at least 12 days", style=bold];
    "sorry" -> "look" [label="tell\npending\nnot certain which event", style=bold];
}
"""  # noqa: E501 - a picture's line is as long as it is
    assert format_dot(GRAPH) == drawn


STRING = r'"(?:[^"\\\n]|\\[\\"n])*"'
LINE = re.compile(
    rf"""(?:
        digraph\s{STRING}\s\{{
        | \}}
        | \s{{4}}(?:graph|node|{STRING}(?:\s->\s{STRING})?)
          \s\[(?:(?:,\s)?\w+=(?:{STRING}|\w+))+\];
    )""",
    re.VERBOSE,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Every line is a statement that we write, with all text in closed quotes."""
    drawn = format_dot(graph_with(text))
    assert [line for line in drawn.splitlines() if not LINE.fullmatch(line)] == []


def title_of(drawn: str) -> str:
    """The title as Graphviz shows it."""
    title = re.search(rf"graph \[label=({STRING})", drawn)
    assert title
    return re.sub(r"\\(.)", r"\1", title[1][1:-1])


@given(texts())
def test_any_text_stays_text(text: str) -> None:
    """The same of any text, which moreover is shown in full; and as ASCII by its numbers."""
    test_hostile_text_stays_text(text)
    shown = title_of(format_dot(graph_with(text))).replace("&amp;", "&")
    assert shown == f"{visible(text)}, as of 2021-09-10"
    plain = format_dot(graph_with(text), ascii_only=True)
    assert plain.isascii()
    assert html.unescape(title_of(plain)) == shown
