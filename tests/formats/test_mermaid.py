import re

import pytest
import yaml
from hypothesis import given
from msgspec import structs

from tests.formats.graphs import GRAPH, HOSTILE, graph_with, texts
from timeline.formats.mermaid import format_mermaid
from timeline.visible import visible


def test_a_graph() -> None:
    """A flowchart: claims rounded, ghosts dashed, what is cut dotted; all else in words."""
    drawn = """\
---
title: "A strike, as of 2021-09-10"
---
flowchart TD
    e1["Strike<br/>US<br/>2021-08-29"]
    e2["Assessment opened<br/>CCAR, track us, round 2<br/>perhaps not yet by 2021-09-10"]
    e3["Apology<br/>not yet by 2021-09-10"]
    e4["Payment after harm<br/>none recorded by 2021-09-10"]
    c1(["2021-08-29<br/>story"])
    c2(["after strike<br/>memo<br/>disputed"])
    e1 -->|"0 to 16 days"| e2
    e2 -.->|"responds to"| e1
    e1 -.-|"dated by"| c1
    e2 -.-|"dated by"| c2
    e2 ==>|"pay<br/>overdue, at least 12 days"| e4
    e3 ==>|"tell<br/>pending<br/>not certain which event"| e2
    classDef ghost stroke-dasharray: 6 4
    class e4 ghost
    classDef cut stroke-dasharray: 2 3
    class e2,e3 cut
"""
    assert format_mermaid(GRAPH) == drawn


def test_nothing_dashed_no_class() -> None:
    """A graph without ghosts and cuts has no styles."""
    bare = structs.replace(GRAPH, nodes=GRAPH.nodes[:1], claims=(), edges=())
    assert "class" not in format_mermaid(bare)


LINE = re.compile(
    r"""\s{4}(?:
        [ec]\d+(?:\[TEXT\]|\(\[TEXT\]\))              # a node
        | [ec]\d+\s(?:-->|-\.->|-\.-|==>)\|TEXT\|\s[ec]\d+  # an edge
        | classDef\s\w+\sstroke-dasharray:\s\d\s\d
        | class\s[\w,]+
        (?:\s\w+)
    )""".replace("TEXT", r'"(?:[\w ,.()/\x27-]|[^\x00-\x7f]|\#\d+;|<br/>)*"'),
    re.VERBOSE,
)


def shown_texts(drawn: str) -> list[str]:
    """What Mermaid shows in each of its quoted texts, below the title."""
    quoted = re.findall(r'[\[|]"([^"]*)"', drawn)
    return [
        re.sub(r"#(\d+);", lambda number: chr(int(number[1])), line)
        for text in quoted
        for line in text.split("<br/>")
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Every line is one of the four that we write, and inside quotes only numbered signs."""
    drawn = format_mermaid(graph_with(text))
    _, title, _, kind, *lines = drawn.splitlines()
    assert kind == "flowchart TD"
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert not re.search(r"[#%&<>{}]", title)


@given(texts())
def test_any_text_stays_text(text: str) -> None:
    """The same of any text, which moreover is shown in full; and as ASCII by its numbers."""
    test_hostile_text_stays_text(text)
    drawn = format_mermaid(graph_with(text))
    shown = visible(text)
    assert yaml.safe_load(drawn.splitlines()[1]) == {"title": f"{shown}, as of 2021-09-10"}
    assert shown_texts(drawn).count(shown.strip()) >= 4
    plain = format_mermaid(graph_with(text), ascii_only=True)
    assert plain.isascii()
    assert shown_texts(plain) == shown_texts(drawn)
