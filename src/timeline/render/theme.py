"""Meaning → sign, word and colour, in one table; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.amiss import URGENCY, Urgency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.conformance.finding import Finding


@dataclass(frozen=True, slots=True)
class Look:
    """How one verdict is shown."""

    sign: str
    ascii_sign: str
    style: str


LOOKS: Mapping[Verdict, Look] = {
    Verdict.OVERDUE: Look("✗", "X", "bold red"),
    Verdict.LATE: Look("✗", "X", "bold red"),
    Verdict.MET_LATE: Look("✗", "X", "bold red"),
    Verdict.MISSING: Look("✗", "X", "bold red"),
    Verdict.OUT_OF_ORDER: Look("✗", "X", "bold red"),
    Verdict.POSSIBLY_OVERDUE: Look("?", "?", "bold yellow"),
    Verdict.MET_POSSIBLY_LATE: Look("?", "?", "bold yellow"),
    Verdict.POSSIBLY_OUT_OF_ORDER: Look("?", "?", "bold yellow"),
    Verdict.NOT_CHECKED: Look("?", "?", "bold yellow"),
    Verdict.CANNOT_TELL: Look("?", "?", "bold yellow"),
    Verdict.PENDING: Look("…", ".", "cyan"),
    Verdict.NOT_YET_DUE: Look("·", "-", "dim"),
    Verdict.NOT_REQUIRED: Look("·", "-", "dim"),
    Verdict.MET: Look("✓", "+", "green"),
}


ODD = Look("!", "!", "bold yellow")
"""Late by a benchmark, or against a practice: no deadline was missed."""


def look_of(finding: Finding) -> Look:
    """The sign and the style of a verdict; red is kept for limits, orders and duties."""
    look = LOOKS[finding.verdict]
    by_order = finding.verdict in (Verdict.MISSING, Verdict.OUT_OF_ORDER)
    is_odd = not finding.is_duty if by_order else finding.tier is Tier.BENCHMARK
    return ODD if URGENCY[finding.verdict] is Urgency.BAD and is_odd else look


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a drawing."""

    exact: str
    certain: str
    pale: str
    onward: str
    backward: str
    absent: str
    dash: str
    dot: str
    arrow: str
    rule: str
    ellipsis: str


UNICODE = Marks("◆", "█", "░", "▶", "◀", "┄", "–", "·", "→", "─", "…")
ASCII = Marks("*", "#", "-", ">", "<", ".", "-", "-", "->", "-", "...")


CELL_STYLES: Mapping[str, str] = {"x": "bold", "c": "bold cyan", "p": "dim cyan", "w": "dim"}
"""Of a drawn cell: exact, certain, pale, waiting."""
