"""A graph of each kind of node and edge, and one with a text wherever a case can put one."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from timeline.chrono.truth import Truth
from timeline.results.graph import ClaimNodeRecord, EdgeRecord, EventNodeRecord, GraphRecord
from timeline.results.values import DayRange, Range


def node(name: str, kind: str, label: str, *lines: str, **more: Any) -> EventNodeRecord:  # noqa: ANN401 - any field
    """Make a node of an event, of which nothing else is said unless given."""
    given: dict[str, Any] = {
        "ghost": False, "implied": False, "form": "", "track": "", "round": 1, "by": "",
        "zone": "UTC", "happened": Truth.NO, "day": DayRange(min=None, max=None),
        "standing": None, "if_in_force": None,
    }  # fmt: skip
    return EventNodeRecord(id=name, kind=kind, label=label, lines=(label, *lines), **given | more)


def claim(name: str, when: str, source: str, *standing: str) -> ClaimNodeRecord:
    """Make a node of a claim, accepted unless something else is said."""
    (stands,) = standing or ("accepted",)
    lines = (when, source, *standing)
    return ClaimNodeRecord(id=name, when=when, source=source, standing=stands, lines=lines)  # type: ignore[arg-type]


def edge(kind: Any, start: str, end: str, *lines: str, **more: Any) -> EdgeRecord:  # noqa: ANN401 - any field
    """Make an edge that is no finding's unless more is given."""
    given: dict[str, Any] = {
        "days": None, "rule": None, "finding": None, "verdict": None, "certain": True,
        "if_in_force": None,
    }  # fmt: skip
    return EdgeRecord(type=kind, start=start, end=end, lines=lines, **given | more)


def graph(title: str, *parts: EventNodeRecord | ClaimNodeRecord | EdgeRecord) -> GraphRecord:
    """Make a graph of these parts."""
    return GraphRecord(
        case="a-case",
        title=title,
        as_of=date(2021, 9, 10),
        nodes=tuple(one for one in parts if isinstance(one, EventNodeRecord)),
        claims=tuple(one for one in parts if isinstance(one, ClaimNodeRecord)),
        edges=tuple(one for one in parts if isinstance(one, EdgeRecord)),
        problems=(),
    )


def during(first: str | None, last: str | None) -> DayRange:
    """Return the days from one to another."""
    return DayRange(
        min=None if first is None else date.fromisoformat(first),
        max=None if last is None else date.fromisoformat(last),
    )


GRAPH = graph(
    "A strike",
    node(
        "strike", "strike", "Strike", "US", "2021-08-29",
        by="US", happened=Truth.YES, day=during("2021-08-29", "2021-08-30"),
    ),
    node(
        "look", "assessment_opened", "Assessment opened", "CCAR, track us, round 2",
        "perhaps not yet by 2021-09-10",
        track="us", round=2, form="CCAR", happened=Truth.UNKNOWN, day=during(None, "2021-09-14"),
    ),
    node("sorry", "apology", "Apology", "not yet by 2021-09-10"),
    node(
        "ghost:pay", "payment", "Payment after harm", "none recorded by 2021-09-10",
        ghost=True, standing="not searched",
    ),
    claim("strike#1", "2021-08-29", "story"),
    claim("look#1", "after strike", "memo", "disputed"),
    edge("before", "strike", "look", "0 to 16 days", days=Range(min=0, max=16)),
    edge("responds_to", "look", "strike", "responds to"),
    edge("dated_by", "strike", "strike#1", "dated by"),
    edge("dated_by", "look", "look#1", "dated by"),
    edge(
        "expects", "look", "ghost:pay", "pay", "overdue, at least 12 days",
        days=Range(min=12, max=None), rule="pay", finding="pay", verdict="overdue",
    ),
    edge(
        "expects", "sorry", "look", "tell", "pending", "not certain which event",
        rule="tell", finding="again", verdict="pending", certain=False, if_in_force="old",
    ),
)  # fmt: skip

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
    "\u202eevil \ud800 \ufffe\uffff ]]> é",
    "   ",
    "    code",
    "\"\"\"'''",
]
"""Texts that mean something in one of the formats."""


def graph_with(text: str) -> GraphRecord:
    """Make a graph that has a text wherever a case can put one."""
    ghost = f"ghost:{text}"
    return graph(
        text,
        node("strike", "strike", text, text, text, track=text, round=2, by=text, form=text),
        node(ghost, "payment", text, track=text, ghost=True),
        claim("strike#1", text, text),
        edge("dated_by", "strike", "strike#1", "dated by"),
        edge("expects", "strike", ghost, text, text, rule=text, finding=text, verdict="overdue"),
    )


def texts() -> st.SearchStrategy[str]:
    """Any text, and signs that mean something in one of the formats."""
    return st.text(st.characters(codec=None)) | st.text("\"'\\<>[](){}#;:&%|=-.*_`~@$\n1aN ")
