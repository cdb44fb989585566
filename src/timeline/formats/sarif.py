"""Checked files → SARIF 2.1.0, for programs that collect what checkers find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline.codes import CODES
from timeline.results.record import json_text
from timeline.version import installed_version
from timeline.visible import visible

if TYPE_CHECKING:
    from timeline.results.check import CheckRecord
    from timeline.results.values import ProblemRecord, RelatedRecord

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_WHOLE_FILE = {"startLine": 1}
"""Readers of SARIF pass over a result that has no line."""
_LINK = re.compile(r"(\\*)\]\(")
"""What makes a link of `[words](address)` in a SARIF message."""


def format_sarif(checked: CheckRecord, *, ascii_only: bool = False) -> str:
    """Write a log of one run, with every code that there is as a rule."""
    driver: dict[str, Any] = {"name": "timeline", "rules": [_rule(code) for code in CODES]}
    version = installed_version()
    if version:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in checked.problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log, ascii_only=ascii_only)


def _rule(code: str) -> dict[str, Any]:
    about = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": about.title},
        "fullDescription": {"text": _no_link(about.explanation)},
        "help": {"text": _no_link(about.help)},
        "defaultConfiguration": {"level": "warning" if code.startswith("W") else "error"},
    }


def _result(problem: ProblemRecord) -> dict[str, Any]:
    hint = f"\nhint: {visible(problem.hint)}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": list(CODES).index(problem.code),
        "level": "warning" if problem.warning else "error",
        "message": {"text": _no_link(visible(problem.message) + hint)},
        "locations": [{"physicalLocation": _physical(problem)}],
    }
    if problem.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _no_link(visible(one.message))},
                "physicalLocation": _physical(one),
            }
            for number, one in enumerate(problem.related, 1)
        ]
    return result


def _no_link(text: str) -> str:
    """Return the same words with nothing in them that SARIF takes for a link."""
    return _LINK.sub(r"\1\1\\](", text)


def _physical(place: ProblemRecord | RelatedRecord) -> dict[str, Any]:
    uri = quote(place.file or "", safe="/", errors="surrogateescape")
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {
        "artifactLocation": {"uri": uri},
        "region": _WHOLE_FILE if place.line is None else region,
    }
