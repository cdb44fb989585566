"""A workspace to begin with: one invented case, its sources, kinds and rules."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from timeline.edit.whole_file import already_there, hold, write_whole
from timeline.errors import Problem, ReadError, refusal
from timeline.location import Location
from timeline.read.root import package_folder

EXAMPLE_CASE: Final = "example-request"
_FOLDERS: Final = ("seeds", "policies", "cases")
"""Cases come last: a folder that holds them is a workspace."""
_REVIEWED: Final = re.compile(r"(?<=reviewed_on: )\d{4}-\d\d-\d\d")


def begin_workspace(folder: Path, today: int) -> list[str]:
    """Write the example into a folder; return the names of the files.

    Its rules count as read today, so that `check` does not ask for it at once.

    Raises:
        ReadError: the folder is a workspace, holds a file of one of these names, or cannot be
            written into; then nothing is written.
    """
    if os.path.lexists(folder / "cases"):
        message = f"{folder} holds cases/ already"
        hint = "start a case in it with timeline new, or name another folder"
        raise refusal("E701", message, "init", hint)
    files = _files(date.fromordinal(today).isoformat())
    for name in files:
        if os.path.lexists(folder / name):
            raise already_there(str(folder / name))
    made: list[Path] = []
    try:
        for place in (folder, *(folder / name for name in _FOLDERS)):
            _make_folder(place, made)
        for name, data in files.items():
            path = folder.resolve() / name
            with hold(path.parent, name):
                write_whole(path, data, None, name)
            made.append(path)
    except ReadError:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    return list(files)


def _files(today: str) -> dict[str, bytes]:
    """Map the files of the example by name."""
    source = Path(package_folder(), "example")
    return {
        f"{name}/{path.name}": _REVIEWED.sub(today, path.read_text("utf-8")).encode()
        for name in _FOLDERS
        for path in sorted((source / name).glob("*.yaml"))
    }


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the folder {folder} cannot be made: {reason}"
        raise ReadError([Problem("E703", message, Location("init", None))]) from error
    made.extend(reversed(missing))
