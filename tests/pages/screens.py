"""Screens kept as files beside this one: a page at each width that it is drawn for.

A screen that changes fails. Look at the change with `git diff` after rewriting the files, by

    UPDATE_SNAPSHOTS=1 pytest tests/pages
"""

import os
from pathlib import Path

from timeline.formats.text import format_text
from timeline.pages.blocks import Page

WIDTHS = (100, 80, 40)
HERE = Path(__file__).resolve().parent
UPDATING = os.environ.get("UPDATE_SNAPSHOTS") == "1"


def drawn(page: Page) -> str:
    """Draw a page at every width, each below its number of columns."""
    return "\n".join(f"-- {width} --\n{format_text(page, width)}" for width in WIDTHS)


def kept(name: str, screen: str) -> str:
    """Return the screen as it was kept; the new one in its place where one updates."""
    path = HERE / f"{name}.txt"
    if UPDATING:
        path.write_text(screen, encoding="utf-8")
    assert path.exists(), "no such file yet: UPDATE_SNAPSHOTS=1 pytest tests/pages"
    return path.read_text(encoding="utf-8")
