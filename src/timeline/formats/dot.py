"""Graph of a case → the DOT language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.mermaid import is_cut
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.results.graph import GraphRecord

_STYLES = {
    "before": "",
    "responds_to": ", style=dotted, constraint=false",
    "dated_by": ", style=dotted, arrowhead=none",
    "expects": ", style=bold",
}


def format_dot(graph: GraphRecord, *, ascii_only: bool = False) -> str:
    """Write a digraph; with `ascii_only` every other character by its number, which is drawn."""
    title = f"{graph.title}, as of {graph.as_of}"
    lines = [
        f"digraph {_quoted(graph.case)} {{",
        f"    graph [label={_label([title])}, labelloc=t];",
        "    node [shape=box];",
    ]
    for node in graph.nodes:
        style = ", style=dashed" if node.ghost else ", style=dotted" if is_cut(node) else ""
        lines.append(f"    {_quoted(node.id)} [label={_label(node.lines)}{style}];")
    lines += [
        f"    {_quoted(claim.id)} [label={_label(claim.lines)}, shape=note];"
        for claim in graph.claims
    ]
    for edge in graph.edges:
        ends = f"{_quoted(edge.start)} -> {_quoted(edge.end)}"
        lines.append(f"    {ends} [label={_label(edge.lines)}{_STYLES[edge.type]}];")
    text = "\n".join([*lines, "}"]) + "\n"
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


def _quoted(text: str) -> str:
    """A quoted string; a backslash before anything else than a quote would have a meaning."""
    return '"' + visible(text).replace("\\", r"\\").replace('"', r"\"") + '"'


def _label(lines: Iterable[str]) -> str:
    r"""Lines as one label: joined by the escape \n, and no entity of HTML left to be read."""
    return '"' + r"\n".join(_quoted(line)[1:-1].replace("&", "&amp;") for line in lines) + '"'
