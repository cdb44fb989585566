"""Problems → what other programs read: GitHub's workflow commands, and SARIF 2.1.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline.codes import CODES
from timeline.render.theme import plain_ascii
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.errors import Problem
    from timeline.location import Location, Span

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_WHOLE_FILE = {"startLine": 1}
"""Readers of SARIF pass over a result that has no line."""
_LINK = re.compile(r"(\\*)\]\(")
"""What makes a link of `[words](address)` in a SARIF message."""


def format_github(problems: Sequence[Problem], *, ascii_only: bool = False) -> str:
    """One workflow command for each problem: `::error file=…,line=…,col=…,title=E203::…`.

    No text of a file can end its command or start another.

    Args:
        problems: of all files.
        ascii_only: spell out every other character of the messages; names of files stay.
    """
    return "".join(_command(problem, ascii_only=ascii_only) for problem in problems)


def _command(problem: Problem, *, ascii_only: bool) -> str:
    span = problem.location.span
    place = {"file": visible(problem.location.path)}
    if span is not None:
        place |= {"line": str(span.line), "col": str(span.column)}
    said = {**place, "title": problem.code}
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in said.items())
    words = _words(problem) + _related(problem)
    words = plain_ascii(words) if ascii_only else words
    return f"::{_level(problem)} {properties}::{_escaped(words, _DATA)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


def _level(problem: Problem) -> str:
    return "warning" if problem.is_warning else "error"


def _words(problem: Problem) -> str:
    """The message, with the hint on a line of its own."""
    hint = f"\nhint: {visible(problem.hint)}" if problem.hint else ""
    return visible(problem.message) + hint


def _related(problem: Problem) -> str:
    """The other places, each on a line of its own: an annotation has just one place."""
    return "".join(
        f"\nalso: {visible(str(place))}: {visible(words)}" for words, place in problem.related
    )


def sarif_json(problems: Sequence[Problem], version: str) -> dict[str, Any]:
    """A SARIF 2.1.0 log of one run, with every code that there is as a rule.

    Args:
        problems: of all files.
        version: of the program; empty where it is not known.
    """
    driver = {"name": "timeline", "rules": [_rule(code) for code in CODES]}
    if version:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in problems],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    about = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": _no_link(about.explanation)},
        "help": {"text": _no_link(about.help)},
        "defaultConfiguration": {"level": "warning" if code.startswith("W") else "error"},
    }


def _result(problem: Problem) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": list(CODES).index(problem.code),
        "level": _level(problem),
        "message": {"text": _no_link(_words(problem))},
        "locations": [{"physicalLocation": _physical(problem.location)}],
    }
    if problem.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _no_link(visible(words))},
                "physicalLocation": _physical(place),
            }
            for number, (words, place) in enumerate(problem.related, 1)
        ]
    return result


def _no_link(text: str) -> str:
    """The same words, with nothing in them that SARIF takes for a link."""
    return _LINK.sub(r"\1\1\\](", text)


def _physical(location: Location) -> dict[str, Any]:
    uri = quote(location.path, safe="/", errors="surrogateescape")
    region = _WHOLE_FILE if location.span is None else _region(location.span)
    return {"artifactLocation": {"uri": uri}, "region": region}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
