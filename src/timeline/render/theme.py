"""Meaning → sign, word and colour, in one table; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from timeline.conformance.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


class Urgency(IntEnum):
    """Where the eye should land first."""

    BAD = 0
    DOUBT = 1
    OPEN = 2
    DONE = 3
    ASIDE = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How one verdict is shown."""

    urgency: Urgency
    sign: str
    ascii_sign: str
    style: str


LOOKS: Mapping[Verdict, Look] = {
    Verdict.OVERDUE: Look(Urgency.BAD, "✗", "X", "bold red"),
    Verdict.LATE: Look(Urgency.BAD, "✗", "X", "bold red"),
    Verdict.MET_LATE: Look(Urgency.BAD, "✗", "X", "bold red"),
    Verdict.MISSING: Look(Urgency.BAD, "✗", "X", "bold red"),
    Verdict.OUT_OF_ORDER: Look(Urgency.BAD, "✗", "X", "bold red"),
    Verdict.POSSIBLY_OVERDUE: Look(Urgency.DOUBT, "?", "?", "bold yellow"),
    Verdict.MET_POSSIBLY_LATE: Look(Urgency.DOUBT, "?", "?", "bold yellow"),
    Verdict.POSSIBLY_OUT_OF_ORDER: Look(Urgency.DOUBT, "?", "?", "bold yellow"),
    Verdict.NOT_CHECKED: Look(Urgency.DOUBT, "?", "?", "bold yellow"),
    Verdict.CANNOT_TELL: Look(Urgency.DOUBT, "?", "?", "bold yellow"),
    Verdict.PENDING: Look(Urgency.OPEN, "…", ".", "cyan"),
    Verdict.NOT_YET_DUE: Look(Urgency.ASIDE, "·", "-", "dim"),
    Verdict.NOT_REQUIRED: Look(Urgency.ASIDE, "·", "-", "dim"),
    Verdict.MET: Look(Urgency.DONE, "✓", "+", "green"),
}


ODD = Look(Urgency.BAD, "!", "!", "bold yellow")
"""Late by a benchmark, or against a practice: no deadline was missed."""


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


def plain_ascii(text: str) -> str:
    """Text for a terminal that shows ASCII only: known signs by name, all else by escape."""
    for sign, word in _SPELLED.items():
        text = text.replace(sign, word)
    return text.encode("ascii", "backslashreplace").decode("ascii")


_SPELLED = {
    "→": "->", "–": "-", "—": "-", "·": "-", "…": "...", "≥": ">=", "≤": "<=", "±": "+/-",
    "’": "'", "‘": "'", "“": '"', "”": '"', "×": "x", "−": "-", "✓": "+", "✗": "X", "◆": "*",
    "█": "#", "░": "-", "▶": ">", "◀": "<", "┄": ".", "─": "-", "▲": "^",
    "└": "`", "├": "|", "│": "|",
}  # fmt: skip
