"""CaseGraph → Mermaid, DOT, JSON, GraphML.

Whatever a case says stays text: it is made visible and then quoted as each format quotes. No
meaning hangs on colour: a ghost is dashed, what is cut is dotted, and both say so in words, as
each expectation says its verdict, and under which policy it holds where that is not certain.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from timeline.chrono.days import format_day
from timeline.chrono.truth import Truth
from timeline.results.build.words import day_words, length_words
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.chrono.interval import Interval
    from timeline.graph.case_graph import CaseGraph, ClaimNode, Edge, EventNode

_GHOST_WORDS = {
    "denied": "not done by",
    "searched": "looked for, not found, by",
    "waiting": "planned, none recorded by",
}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CUT_WORDS = {Truth.NO: "not yet by", Truth.UNKNOWN: "perhaps not yet by"}


# What both pictures say.


def _event_lines(node: EventNode, as_of: int) -> Iterator[str]:
    """The lines of a node: what, who, where in the process, when, and whether by then."""
    yield visible(node.label)
    place = [node.form, node.track and f"track {node.track}"]
    place += [f"round {node.round}"] if node.round > 1 else []
    said = ", ".join(part for part in place if part)
    yield from (visible(line) for line in (node.by, said) if line)
    if node.is_ghost:
        yield f"{_GHOST_WORDS.get(node.standing or '', 'none recorded by')} {format_day(as_of)}"
        yield from _if_in_force(node)
        return
    yield day_words(node.bounds)
    if node.happened in _CUT_WORDS:
        yield f"{_CUT_WORDS[node.happened]} {format_day(as_of)}"


def _claim_lines(claim: ClaimNode) -> Iterator[str]:
    yield visible(claim.text)
    yield visible(claim.source)
    if claim.standing != "accepted":
        yield claim.standing


def _edge_lines(edge: Edge) -> Iterator[str]:
    if edge.kind == "expects":
        yield visible(edge.rule)
        yield edge.verdict if edge.days is None else f"{edge.verdict}, {length_words(edge.days)}"
        if not edge.has_certain_ends:
            yield "not certain which event"
        yield from _if_in_force(edge)
    elif edge.kind == "before" and edge.days is not None:
        yield length_words(edge.days)
    else:
        yield edge.kind.replace("_", " ")


def _if_in_force(part: EventNode | Edge) -> Iterator[str]:
    """Under which policy a step is expected, where it may not have been in force."""
    if part.if_in_force:
        yield f"if {visible(part.if_in_force)} was in force"


def _drawn_edges(graph: CaseGraph, *, with_claims: bool) -> list[Edge]:
    return [edge for edge in graph.edges if with_claims or edge.kind != "dated_by"]


# Mermaid.

_ARROWS = {"before": "-->", "responds_to": "-.->", "dated_by": "-.-", "expects": "==>"}
_ACTING = re.compile(r"""
    [!-&*+:-@\[-`{-~]   # ASCII signs, but for quotes of words, brackets, comma, dash, dot, slash
    | \.(?=\S)          # a dot inside a word, which can make a link of it
    | ^-|^\d(?=\d*[.)])  # at the start of a line they can make a list of it
    | [\ufb02\xb6]      # what Mermaid writes in place of # and ; while it works
""", re.VERBOSE)  # fmt: skip


def render_mermaid(graph: CaseGraph, *, with_claims: bool = False, ascii_only: bool = False) -> str:
    """A Mermaid flowchart.

    Args:
        graph: the case.
        with_claims: draw the claims too, which makes a large picture.
        ascii_only: every other character by its number, which is drawn as the character.
    """
    names = {node.id: f"e{place}" for place, node in enumerate(graph.nodes, start=1)}
    names |= {claim.id: f"c{place}" for place, claim in enumerate(graph.claims, start=1)}
    head = ["---", f"title: {_yaml_text(_title(graph))}", "---", "flowchart TD"]
    lines = [
        f"    {names[node.id]}[{mermaid_text(_event_lines(node, graph.as_of))}]"
        for node in graph.nodes
    ]
    if with_claims:
        lines += [
            f"    {names[part.id]}([{mermaid_text(_claim_lines(part))}])" for part in graph.claims
        ]
    for edge in _drawn_edges(graph, with_claims=with_claims):
        arrow = f"{_ARROWS[edge.kind]}|{mermaid_text(_edge_lines(edge))}|"
        lines.append(f"    {names[edge.start]} {arrow} {names[edge.end]}")
    lines += _mermaid_class("ghost", "6 4", graph, names, lambda node: node.is_ghost)
    lines += _mermaid_class("cut", "2 3", graph, names, _is_cut)
    if ascii_only:
        head = [_BEYOND_ASCII.sub(_yaml_escape, line) for line in head]
        lines = [mermaid_ascii(line) for line in lines]
    return "\n".join([*head, *lines]) + "\n"


def _title(graph: CaseGraph) -> str:
    return f"{visible(graph.title)}, as of {format_day(graph.as_of)}"


def _is_cut(node: EventNode) -> bool:
    return not node.is_ghost and node.happened in _CUT_WORDS


def mermaid_text(lines: Iterable[str]) -> str:
    """Lines as one quoted text; every sign that Mermaid or Markdown may act on by its number."""
    escaped = (_ACTING.sub(_mermaid_escape, visible(line.strip())) for line in lines)
    return f'"{"<br/>".join(escaped)}"'


def mermaid_ascii(line: str) -> str:
    """The same line of a flowchart, with every character beyond ASCII by its number."""
    return _BEYOND_ASCII.sub(_mermaid_escape, line)


def _mermaid_escape(sign: re.Match[str]) -> str:
    return f"#{ord(sign.group())};"


def _yaml_text(text: str) -> str:
    """A YAML scalar in double quotes in which no sign is left that Mermaid looks for."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    return f'"{re.sub("[#%&<>{}]", _yaml_escape, quoted)}"'


def _yaml_escape(sign: re.Match[str]) -> str:
    number = ord(sign.group())
    return f"{chr(92)}u{number:04x}" if number <= 0xFFFF else f"{chr(92)}U{number:08x}"  # noqa: PLR2004 - four digits


def _mermaid_class(
    name: str,
    dashes: str,
    graph: CaseGraph,
    names: dict[str, str],
    belongs: Callable[[EventNode], bool],
) -> list[str]:
    members = [names[node.id] for node in graph.nodes if belongs(node)]
    if not members:
        return []
    style = f"    classDef {name} stroke-dasharray: {dashes}"
    return [style, f"    class {','.join(members)} {name}"]


# DOT.

_STYLES = {
    "before": "",
    "responds_to": ", style=dotted, constraint=false",
    "dated_by": ", style=dotted, arrowhead=none",
    "expects": ", style=bold",
}


def render_dot(graph: CaseGraph, *, with_claims: bool = False, ascii_only: bool = False) -> str:
    """A digraph in the DOT language of Graphviz.

    Args:
        graph: the case.
        with_claims: draw the claims too, which makes a large picture.
        ascii_only: every other character by its number, which is drawn as the character.
    """
    lines = [
        f"digraph {_quoted(graph.case_id)} {{",
        f"    graph [label={_dot([_title(graph)])}, labelloc=t];",
        "    node [shape=box];",
    ]
    for node in graph.nodes:
        style = ", style=dashed" if node.is_ghost else ", style=dotted" if _is_cut(node) else ""
        label = _dot(_event_lines(node, graph.as_of))
        lines.append(f"    {_quoted(node.id)} [label={label}{style}];")
    if with_claims:
        lines += [
            f"    {_quoted(claim.id)} [label={_dot(_claim_lines(claim))}, shape=note];"
            for claim in graph.claims
        ]
    for edge in _drawn_edges(graph, with_claims=with_claims):
        ends = f"{_quoted(edge.start)} -> {_quoted(edge.end)}"
        lines.append(f"    {ends} [label={_dot(_edge_lines(edge))}{_STYLES[edge.kind]}];")
    text = "\n".join([*lines, "}"]) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


def _quoted(text: str) -> str:
    """A quoted string; a backslash before anything else than a quote would have a meaning."""
    return '"' + visible(text).replace("\\", r"\\").replace('"', r"\"") + '"'


def _dot(lines: Iterator[str] | list[str]) -> str:
    r"""Lines as one label: joined by the escape \n, and no entity of HTML left to be read."""
    return '"' + r"\n".join(_quoted(line)[1:-1].replace("&", "&amp;") for line in lines) + '"'


# JSON and GraphML.


def render_json(graph: CaseGraph) -> dict[str, Any]:
    """The graph as data: text as the case has it, days as ISO dates, null for what is open."""
    return {
        "case": graph.case_id,
        "title": graph.title,
        "as_of": format_day(graph.as_of),
        "nodes": [_event_data(node) for node in graph.nodes],
        "claims": [
            {
                "id": claim.id,
                "when": claim.text,
                "source": claim.source,
                "standing": claim.standing,
            }
            for claim in graph.claims
        ],
        "edges": [_edge_data(edge) for edge in graph.edges],
    }


def _event_data(node: EventNode) -> dict[str, Any]:
    return {
        "id": node.id,
        "ghost": node.is_ghost,
        "kind": node.kind,
        "label": node.label,
        "form": node.form,
        "track": node.track,
        "round": node.round,
        "by": node.by,
        "zone": node.zone,
        "happened": node.happened.value,
        "earliest": _day_data(node.bounds.min),
        "latest": _day_data(node.bounds.max),
        "standing": node.standing,
        "if_in_force": node.if_in_force or None,
    }


def _edge_data(edge: Edge) -> dict[str, Any]:
    data: dict[str, Any] = {"type": edge.kind, "from": edge.start, "to": edge.end}
    if edge.kind in ("before", "expects"):
        data["days"] = _days_data(edge.days)
    if edge.kind == "expects":
        data |= {"rule": edge.rule, "finding": edge.finding, "verdict": edge.verdict}
        data["certain"] = edge.is_certain
        data["if_in_force"] = edge.if_in_force or None
    return data


def _day_data(day: int | None) -> str | None:
    return None if day is None else format_day(day)


def _days_data(days: Interval | None) -> dict[str, int | None] | None:
    return None if days is None else {"min": days.min, "max": days.max}


def render_graphml(graph: CaseGraph) -> str:
    """A GraphML document; its attributes are listed in `timeline.graph.networkx_form`."""
    from timeline.graph.networkx_form import format_graphml  # noqa: PLC0415 - loads networkx

    return format_graphml(graph)
