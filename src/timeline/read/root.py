"""Workspace folder: the nearest with `cases/`, or the shipped one."""
# Only plain paths, because a remembered answer is found before anything larger is imported.

import os

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


def package_folder() -> str:
    """Return the folder of the program itself."""
    return _PACKAGE


def shipped_folder() -> str:
    """Return the folder of the shipped workspace.

    It lies in the package, or in its checkout.
    """
    inside = os.path.join(_PACKAGE, "shipped")  # noqa: PTH118
    if os.path.isdir(inside):  # noqa: PTH112
        return inside
    return os.path.dirname(os.path.dirname(_PACKAGE))  # noqa: PTH120


def nearest_root(start: str) -> str | None:
    """Find the nearest folder upward with `cases/`.

    None if there is none.
    """
    folder = start
    while not os.path.isdir(os.path.join(folder, "cases")):  # noqa: PTH112, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder
