"""A workspace written in a test, and what `timeline check` says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.runner import TODAY
from timeline.checking import check_files
from timeline.model.workspace import Workspace
from timeline.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from timeline.errors import Problem

CASE = """\
title: T
place: P
time_zone: UTC
forces: US
recorded_until: 2024-12-31
events:
  - {kind: strike, when: 2024-03-01, source: paper}
"""
"""A case that nothing is wrong with; more events can be put below it."""

PAPER = "title: T\npublisher: P\nkind: press\npublished: 2024-12-30\n"

RULE = (
    "{{id: {id}, step: {step}, label: L, after: {after}, limit: 5 days, force: binding,"
    " clause: s. 1, source: paper, reviewed_on: 2026-11-01}}"
)


def rule(name: str = "told", step: str = "announcement", after: str = "strike", **more: str) -> str:
    """A rule that nothing is wrong with, on one line."""
    words = RULE.format(id=name, step=step, after=after)
    return words.removesuffix("}") + "".join(f", {k}: {v}" for k, v in more.items()) + "}"


def policy(name: str, *rules: str, **more: str) -> str:
    """A policy of these rules."""
    head = "".join(f"{key}: {value}\n" for key, value in more.items())
    listed = "".join(f"  - {one}\n" for one in rules)
    return f"id: {name}\ntitle: T\n{head}" + (f"rules:\n{listed}" if rules else "")


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write a workspace; `cases/` and the source `paper` are there anyway."""
    for name, text in {"seeds/paper.yaml": PAPER, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "cases").mkdir(exist_ok=True)
    return root


def check(root: Path, files: Mapping[str, str]) -> list[Problem]:
    """Check a workspace; problems of the program's own files are left out."""
    view = View(Workspace(write(root, files)), TODAY.toordinal())
    found = check_files(view).problems
    return [one for one in found if not one.location.path.startswith("timeline/")]


def places(problems: list[Problem]) -> list[str]:
    """Each as `file:line:column code`."""
    return [f"{one.location} {one.code}" for one in problems]


def pointed(problem: Problem) -> str:
    """The words that the caret of a problem stands below."""
    span = problem.location.span
    assert span is not None, problem
    end = span.end_column - 1 if span.end_line == span.line else None
    return problem.location.line_text[span.column - 1 : end]


def corrected(text: str, problem: Problem) -> str:
    """The file with the line that a hint gives put in place of what is wrong."""
    given = re.search(r"(?:add|write) ([a-z_]+: [^,;(]+)", problem.hint)
    assert given is not None, problem.hint
    key, _, value = given.group(1).strip().partition(": ")
    span = problem.location.span
    assert span is not None
    lines = text.splitlines()
    line = lines[span.line - 1]
    if re.search(rf"\b{key}: ", line):
        lines[span.line - 1] = re.sub(rf"\b{key}: [^,}}]+", f"{key}: {value}", line)
    else:
        lines[span.line - 1] = line.replace("{", f"{{{key}: {value}, ", 1)
    return "\n".join(lines) + "\n"
