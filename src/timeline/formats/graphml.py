"""Graph of a case → networkx, and through it GraphML; the only module that imports networkx.

Attributes are text, whole numbers and truth values only, so that every writer of networkx takes
them. Text is made visible. What is open, empty or not known is left out. Days are ISO dates.

    graph   case, title, as_of

    node    type       event | ghost | claim
            label      a short phrase; of a claim, the date as the case words it
      event or ghost
            kind, zone, round; track, by, form where given
            earliest, latest    its days in its own zone
            happened   yes | no | unknown, by as_of
            standing   of a ghost: denied | searched | waiting | not searched
            if_in_force    of a ghost: the policy, where it may not have been in force
      claim
            source, standing    accepted | disputed | rejected

    edge    type       before | responds_to | dated_by | expects
      before, expects
            least_days, most_days
      expects
            rule, finding, verdict, is_certain
            if_in_force    the policy, where it may not have been in force

The key of an edge is its type with both ends, or with its finding, and is the edge's id in GraphML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from timeline.visible import visible

if TYPE_CHECKING:
    from timeline.results.graph import ClaimNodeRecord, EdgeRecord, EventNodeRecord, GraphRecord

Attributes = dict[str, str | int | bool]

Graph: TypeAlias = nx.MultiDiGraph
"""What the graph of a case is in the public API."""


def to_networkx(graph: GraphRecord) -> Graph:
    """The graph as networkx has it; nodes and edges in the same order.

    Returns:
        Attributes as the head of this module lists them; nodes are named by their ids.
    """
    made = nx.MultiDiGraph(**_visible(_of_graph(graph)))
    for node in graph.nodes:
        made.add_node(_text(node.id), **_visible(_of_event(node)))
    for claim in graph.claims:
        made.add_node(_text(claim.id), **_visible(_of_claim(claim)))
    for edge in graph.edges:
        key = f"{edge.type}:{edge.finding or f'{edge.start}:{edge.end}'}"
        ends = _text(edge.start), _text(edge.end), _text(key)
        made.add_edge(*ends, **_visible(_of_edge(edge)))
    return made


def format_graphml(graph: GraphRecord, *, ascii_only: bool = False) -> str:
    """Write a GraphML document, in ASCII, byte for byte the same each time."""
    lines = nx.generate_graphml(to_networkx(graph))
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *lines)) + "\n"


def _text(text: str) -> str:
    """Visible text without characters that XML refuses."""
    return visible(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def _visible(attributes: Attributes) -> Attributes:
    """The same with every text made fit for any writer."""
    return {
        name: _text(value) if isinstance(value, str) else value
        for name, value in attributes.items()
    }


def _of_graph(graph: GraphRecord) -> Attributes:
    return {"case": graph.case, "title": graph.title, "as_of": graph.as_of.isoformat()}


def _of_event(node: EventNodeRecord) -> Attributes:
    attributes: Attributes = {
        "type": "ghost" if node.ghost else "event",
        "label": node.label,
        "kind": node.kind,
        "zone": node.zone,
        "round": node.round,
        "happened": node.happened.value,
    }
    given = {"track": node.track, "by": node.by, "form": node.form, "standing": node.standing}
    given["if_in_force"] = node.if_in_force
    attributes |= {name: text for name, text in given.items() if text}
    ends = {"earliest": node.day.min, "latest": node.day.max}
    return attributes | {name: str(day) for name, day in ends.items() if day is not None}


def _of_claim(claim: ClaimNodeRecord) -> Attributes:
    return {
        "type": "claim",
        "label": claim.when,
        "source": claim.source,
        "standing": claim.standing,
    }


def _of_edge(edge: EdgeRecord) -> Attributes:
    attributes: Attributes = {"type": edge.type}
    if edge.days is not None:
        ends = {"least_days": edge.days.min, "most_days": edge.days.max}
        attributes |= {name: days for name, days in ends.items() if days is not None}
    if edge.type == "expects":
        said = {"rule": edge.rule, "finding": edge.finding, "verdict": edge.verdict}
        attributes |= {name: text for name, text in said.items() if text is not None}
        attributes["is_certain"] = edge.certain
        if edge.if_in_force:
            attributes["if_in_force"] = edge.if_in_force
    return attributes
