"""YAML files that a workspace does not read."""

from __future__ import annotations

import os
import re
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

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

    Yields:
        The path below the root, a sentence, and where the file would be read.
    """
    walked = ((home, *one) for home in _READ for one in os.walk(root / home))
    for home, folder, folders, files in islice(walked, _MOST_FOLDERS):
        below = Path(folder).relative_to(root)
        is_home = below == Path(home)
        for name in sorted((*folders, *files)):
            if _ENDING.search(name) and not (is_home and name.endswith(".yaml")):
                flat, deep = (
                    "a name ends in .yaml, in small letters",
                    f"it is in a folder below {home}/",
                )
                message = f"this file is not read: {flat if is_home else deep}"
                yield below / name, message, f"move it to {_free_name(root, home, name)}"
        folders[:] = [
            name
            for name in sorted(folders, reverse=True)
            if not name.startswith(".")
            and not _ENDING.search(name)
            and (below / name).as_posix() not in _NOT_LOOKED_INTO
        ]


def _free_name(root: Path, home: str, name: str) -> str:
    stem = proposed_id(_ENDING.sub("", name))
    names = (f"{home}/{stem}{f'-{number}' * (number > 1)}.yaml" for number in count(1))
    return next(one for one in names if not (root / one).exists())
