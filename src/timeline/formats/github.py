"""Checked files → GitHub's workflow commands: `::error file=…,line=…,col=…,title=E203::…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.problems import place_text
from timeline.visible import in_ascii, visible

if TYPE_CHECKING:
    from timeline.results.check import CheckRecord
    from timeline.results.values import ProblemRecord

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def format_github(checked: CheckRecord, *, ascii_only: bool = False) -> str:
    """Write one workflow command for each problem.

    No text of a file can end its command or start another. With `ascii_only` every other
    character of the messages is spelled out; names of files stay.
    """
    return "".join(_command(problem, ascii_only=ascii_only) for problem in checked.problems)


def _command(problem: ProblemRecord, *, ascii_only: bool) -> str:
    said = {"file": visible(problem.file)}
    if problem.line is not None:
        said |= {"line": str(problem.line), "col": str(problem.column)}
    said["title"] = problem.code
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in said.items())
    words = _words(problem)
    words = in_ascii(words) if ascii_only else words
    level = "warning" if problem.warning else "error"
    return f"::{level} {properties}::{_escaped(words, _DATA)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


def _words(problem: ProblemRecord) -> str:
    """Message, hint and other places, each on a line: an annotation has just one place."""
    lines = [visible(problem.message)]
    lines += [f"hint: {visible(problem.hint)}"] if problem.hint else []
    lines += [
        f"also: {visible(place_text(one))}: {visible(one.message)}" for one in problem.related
    ]
    return "\n".join(lines)
