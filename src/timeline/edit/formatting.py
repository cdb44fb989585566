"""Formatting of workspace files in the canonical layout."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.edit.layout import canonical
from timeline.edit.whole_file import hold, write_whole
from timeline.errors import Problem, ReadError, TimelineError
from timeline.location import Location
from timeline.read.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file that was not in canonical layout."""

    shown: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Formatting:
    """Results of formatting a workspace."""

    files: int
    """Number of files that could be read."""
    changed: tuple[Formatted, ...]
    problems: tuple[Problem, ...]


def format_files(workspace: Workspace, paths: Sequence[Path], *, writes: bool) -> Formatting:
    """Bring the named files, or all, into canonical layout."""
    changed: list[Formatted] = []
    problems: list[Problem] = []
    files = 0
    root = workspace.root
    folders = (root / "cases", root / "seeds", root / "policies", root / "policies" / "calendars")
    own = (path for _, _, path in workspace.files() if path.parent in folders)
    for path in paths or own:
        try:
            found = _format(workspace, path, writes=writes)
        except TimelineError as error:
            problems.extend(error.problems)
            continue
        files += 1
        if found.before != found.after:
            changed.append(found)
    return Formatting(files, tuple(changed), tuple(problems))


def _format(workspace: Workspace, path: Path, *, writes: bool) -> Formatted:
    file, root = Path(os.path.realpath(path)), workspace.root.resolve()
    shown = workspace.shown(path)
    if not file.is_relative_to(root):
        message = "the file lies outside the workspace"
        hint = f"name files below {workspace.root}, or another workspace with --root"
        raise ReadError([Problem("E411", message, Location(shown, None), hint)])
    if not writes:
        data = read_bytes(file, shown)
        return Formatted(shown, data, canonical(data, shown))
    if not file.parent.is_dir():
        read_bytes(file, shown)  # says what is wrong
    with hold(file.parent, shown):
        data = read_bytes(file, shown)
        new = canonical(data, shown)
        if new != data:
            write_whole(file, new, data, shown)
    return Formatted(shown, data, new)
