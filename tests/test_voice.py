"""Printed strings and pages use the project's words: plain ones, one for each thing."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "timeline"
ROOMS = ("results", "pages", "formats", "cli")

RETIRED = {
    r"\breckon": "work out, count, estimate",
    r"\btapes?\b": "record",
    r"\bgather": "collect, find",
    r"\bdoors?\b": "function, command",
    r"\bunstated\b": "not stated",
    r"\bworld words?\b": "verdict in one world",
    r"\bthe (?:\w+'s )?author\b|\bby (?:the|its) author": "the file, you, we",
    r"\b(?:the|a|no|any) grounds? (?:is|for|reaches|that)\b": "denial, search",
    r"\bhalf over\b": "median",
    r"\bstands? aside\b": "set aside",
    r"\bhangs? on\b": "depends on",
    r"\byardsticks?\b": "benchmark",
    r"\bbinding steps?\b": "rules",
    r"\bjudged by no\b": "no rules on file",
    r"(?i)\bno limit stated\b": "the rules we hold set no deadline",
    r"(?i)\bnobody is (?:recorded|known)\b": "none on record; we have not checked",
    r"(?i)\bnobody can tell\b": "unclear, not certain",
    r"\bis recorded as\b": "on record",
    r"\bdays are days\b": "Damascus time",
    r"\brecord (?:was|has been|is) followed\b|\bhow far (?:it|its record) (?:was|is)": "checked to",
    r"\bfor certain (?:slower|faster)\b": "slower than",
    r"\b[Oo]rder certain\b": "can be ranked",
    r"\b\d+ d (?:before|after|to)\b": "days",
    r"\bno rule and no\b": "say what it is, not what it is not",
}
"""Words and turns that a reader should not meet, and what to say."""


def prose(file: Path) -> Iterator[tuple[int, str]]:
    """Strings of a module that hold a space, descriptions of fields among them; no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr):
                docs.add(id(first.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docs:
            text = node.value
            if isinstance(text, str) and " " in text:
                yield node.lineno, text


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every text that a reader meets, with its place."""
    found = []
    for room in ROOMS:
        for file in sorted((SOURCE / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            found += [(f"{place}:{line}", text) for line, text in prose(file)]
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        place = page.relative_to(ROOT).as_posix()
        lines = page.read_text(encoding="utf-8").splitlines()
        found += [(f"{place}:{number}", line) for number, line in enumerate(lines, 1)]
    codes = tomllib.loads((SOURCE / "codes.toml").read_text(encoding="utf-8"))
    found += [(f"codes.toml {code}", text) for code in codes for text in codes[code].values()]
    return tuple(found)


@pytest.mark.parametrize("pattern", RETIRED)
def test_no_reader_meets_a_retired_word(pattern: str) -> None:
    """Each place that still has one, with what to say in its place."""
    met = [(place, text) for place, text in texts() if re.search(pattern, text)]
    assert met == [], RETIRED[pattern]


@pytest.mark.parametrize(
    "text",
    [
        "our reckoning",
        "is judged by no policy",
        "Nobody is recorded as having looked for one.",
        "for certain slower than 6 of 8 other cases",
        "1866 d before to 249 d after",
        "Claims that stand aside",
    ],
)
def test_what_was_printed_once_would_be_found(text: str) -> None:
    """The patterns find the sentences that they were written against."""
    assert any(re.search(pattern, text) for pattern in RETIRED)


def test_every_kind_of_text_is_read() -> None:
    """Pages, codes and strings of the program, and no page of docs is left out."""
    places = {place.partition(":")[0].partition(" ")[0] for place, _ in texts()}
    assert {"README.md", "docs/method.md", "codes.toml", "src/timeline/cli/app.py"} <= places
    assert "src/timeline/results/build/telling.py" in places
