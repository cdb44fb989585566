"""Text of a file, made safe for a terminal of any alphabet."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, chop_cells

from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASCII: Final = str.maketrans(
    {
        "→": "->", "–": "-", "—": "-", "·": "-", "…": "...", "≥": ">=", "≤": "<=", "’": "'",
        "‘": "'", "“": '"', "”": '"', "×": "x", "−": "-", "✓": "v", "✗": "x", "●": "*", "◆": "*",
        "█": "#", "░": ".", "▶": ">", "╌": "-", "▒": "/", "▓": "X", "▲": "^", "│": "|", "○": "o",
        "◇": "+", "┆": ":", "╱": "/",
    }
)  # fmt: skip

_FORBIDDEN: Final = re.compile(
    "[\\ufdd0-\\ufdef"
    + "".join(f"{chr(end)}{chr(end + 1)}" for end in range(0xFFFE, 0x110000, 0x10000))
    + "]"
)


def printable(text: str, *, ascii_only: bool) -> str:
    """Escape what a terminal would act on; in ASCII, spell out every other character."""
    shown = visible(text)
    if ascii_only and not shown.isascii():
        shown = shown.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")
    return shown


def allowed(text: str) -> str:
    """Escape what a reader would not see; leave no code point that HTML or XML forbids."""
    return _FORBIDDEN.sub("\ufffd", visible(text))


def in_markup(text: str) -> str:
    """Escape text for HTML and XML."""
    if text.isascii() and text.isprintable():  # most is, and a site has a great deal of it
        return escape(text)
    return escape(allowed(text))


def wrapped(text: str, room: int, *, hang: int = 0) -> list[str]:
    """Lines of at most so many columns, broken between words where that is possible.

    Args:
        text: one paragraph, made printable.
        room: columns.
        hang: how far the lines after the first are indented.
    """
    words = [part for word in text.split() for part in chop_cells(word, room - hang)]
    return joined_to_fit(words, " ", room, hang=hang)


def joined_to_fit(parts: Iterable[str], space: str, room: int, *, hang: int = 0) -> list[str]:
    """Join parts to lines of at most so many columns; a part is never broken."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{space}{part}" if lines else part
        if lines and cell_len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(" " * hang + part if lines else part)
    return lines
