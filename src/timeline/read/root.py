"""Workspace folder: the nearest with `cases/`, or the shipped.

Only plain paths, because a remembered answer is found before anything larger is imported.
"""

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def package_folder() -> str:
    """Return the folder of the program itself."""
    return _PACKAGE


def shipped_folder() -> str:
    """Return the shipped workspace, in the package or its checkout."""
    inside = os.path.join(_PACKAGE, "shipped")
    if os.path.isdir(inside):
        return inside
    return os.path.dirname(os.path.dirname(_PACKAGE))


def nearest_root(start: str) -> str | None:
    """Find the nearest folder upward with `cases/`, if any."""
    folder = start
    while not os.path.isdir(os.path.join(folder, "cases")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder
