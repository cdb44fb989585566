"""YAML files that a workspace does not read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline.cache.contents import names_in
from timeline.model.names import proposed_id

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ: Final = ("cases", "seeds", "policies", "policies/calendars")
_NOT_LOOKED_INTO: Final = frozenset({"seeds/files", *_READ})
"""Folders of their own: stored copies of sources have any name."""
_ENDING: Final = re.compile(r"\.ya?ml$", re.IGNORECASE)
_MOST_FOLDERS: Final = 1_000
"""Most folders to look into."""


def unread_files(root: Path) -> Iterator[tuple[Path, str, str]]:
    """Find YAML files that the workspace does not read.

    They have another ending, capitals in it, or lie in a folder below the one that is read.

    Args:
        root: of the workspace.

    Yields:
        The path below the root, a sentence, and where the file would be read.
    """
    looked = 0
    waiting = [(folder, folder) for folder in reversed(_READ)]
    while waiting and looked < _MOST_FOLDERS:
        folder, home = waiting.pop()
        looked += 1
        place = root / folder
        for name in names_in(str(place), ""):
            path = f"{folder}/{name}"
            if _ENDING.search(name) and not (folder == home and name.endswith(".yaml")):
                yield _described(root, folder, name, home)
            elif (
                path not in _NOT_LOOKED_INTO
                and not name.startswith(".")
                and _is_folder(place, name)
            ):
                waiting.append((path, home))


def _is_folder(place: Path, name: str) -> bool:
    """Return True for a folder, False for links."""
    # A link to a folder may lead round in a circle.
    path = os.path.join(place, name)  # noqa: PTH118 - once for each file
    if name.endswith(".yaml"):
        return False
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114


def _described(root: Path, folder: str, name: str, home: str) -> tuple[Path, str, str]:
    stem = proposed_id(_ENDING.sub("", name))
    target = f"{home}/{stem}.yaml"
    number = 2
    while (root / target).exists():
        target = f"{home}/{stem}-{number}.yaml"
        number += 1
    flat, deep = "a name ends in .yaml, in small letters", f"it is in a folder below {home}/"
    reason = flat if folder == home else deep
    return Path(folder, name), f"this file is not read: {reason}", f"move it to {target}"
