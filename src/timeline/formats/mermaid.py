"""Graphs → Mermaid flowcharts: the graph of a case, and the workflow of a policy.

Whatever a case says stays text: it is made visible and then quoted as Mermaid quotes. No meaning
hangs on colour: a ghost is dashed, what is cut is dotted, and both say so in words.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.results.policies import PolicyShowRecord
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.results.graph import EventNodeRecord, GraphRecord
    from timeline.results.policies import RuleRecord

_ARROWS = {"before": "-->", "responds_to": "-.->", "dated_by": "-.-", "expects": "==>"}
_ACTING = re.compile(r"""
    [!-&*+:-@\[-`{-~]   # ASCII signs, but for quotes of words, brackets, comma, dash, dot, slash
    | \.(?=\S)          # a dot inside a word, which can make a link of it
    | ^-|^\d(?=\d*[.)])  # at the start of a line they can make a list of it
    | [\ufb02\xb6]      # what Mermaid writes in place of # and ; while it works
""", re.VERBOSE)  # fmt: skip


_FOUR_DIGITS = 0xFFFF
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def format_mermaid(record: GraphRecord | PolicyShowRecord, *, ascii_only: bool = False) -> str:
    """Write a flowchart; with `ascii_only` every other character by its number, which is drawn."""
    if isinstance(record, PolicyShowRecord):
        head, lines = ["flowchart LR"], list(_workflow(record))
    else:
        title = f"{visible(record.title)}, as of {record.as_of}"
        head = ["---", f"title: {_yaml_text(title)}", "---", "flowchart TD"]
        lines = list(_case(record))
    if ascii_only:
        head = [_BEYOND_ASCII.sub(_yaml_escape, line) for line in head]
        lines = [_BEYOND_ASCII.sub(_mermaid_escape, line) for line in lines]
    return "\n".join([*head, *lines]) + "\n"


def _case(graph: GraphRecord) -> Iterator[str]:
    names = {node.id: f"e{place}" for place, node in enumerate(graph.nodes, start=1)}
    names |= {claim.id: f"c{place}" for place, claim in enumerate(graph.claims, start=1)}
    for node in graph.nodes:
        yield f"    {names[node.id]}[{_text(node.lines)}]"
    for claim in graph.claims:
        yield f"    {names[claim.id]}([{_text(claim.lines)}])"
    for edge in graph.edges:
        arrow = f"{_ARROWS[edge.type]}|{_text(edge.lines)}|"
        yield f"    {names[edge.start]} {arrow} {names[edge.end]}"
    yield from _class("ghost", "6 4", graph, names, lambda node: node.ghost)
    yield from _class("cut", "2 3", graph, names, is_cut)


def is_cut(node: EventNodeRecord) -> bool:
    """Return True of an event that is not certain to have happened by the day judged."""
    return not node.ghost and node.happened is not Truth.YES


def _class(
    name: str,
    dashes: str,
    graph: GraphRecord,
    names: dict[str, str],
    belongs: Callable[[EventNodeRecord], bool],
) -> Iterator[str]:
    members = [names[node.id] for node in graph.nodes if belongs(node)]
    if members:
        yield f"    classDef {name} stroke-dasharray: {dashes}"
        yield f"    class {','.join(members)} {name}"


def _workflow(policy: PolicyShowRecord) -> Iterator[str]:
    """A policy's rules, from trigger to step."""
    names: dict[str, str] = {}
    for rule in policy.rules:
        ends = [words.replace("_", " ") for words in (rule.after_words, rule.step_words)]
        for words in ends:
            if words not in names:
                names[words] = f"k{len(names) + 1}"
                yield f"    {names[words]}[{_text([words])}]"
        label = _text([rule.id, _limit(rule), rule.force])
        yield f"    {names[ends[0]]} -->|{label}| {names[ends[1]]}"


def _limit(rule: RuleRecord) -> str:
    own = rule.limit.text
    return own if rule.benchmark is None else f"{own}; benchmark {rule.benchmark.within.text}"


def _text(lines: Iterable[str]) -> str:
    """Lines as one quoted text; every sign that Mermaid or Markdown may act on by its number."""
    escaped = (_ACTING.sub(_mermaid_escape, visible(line).strip()) for line in lines)
    return f'"{"<br/>".join(escaped)}"'


def _mermaid_escape(sign: re.Match[str]) -> str:
    return f"#{ord(sign.group())};"


def _yaml_text(text: str) -> str:
    """A YAML scalar in double quotes in which no sign is left that Mermaid looks for."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    return f'"{re.sub("[#%&<>{}]", _yaml_escape, quoted)}"'


def _yaml_escape(sign: re.Match[str]) -> str:
    number = ord(sign.group())
    return rf"\u{number:04x}" if number <= _FOUR_DIGITS else rf"\U{number:08x}"
