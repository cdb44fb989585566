"""The same pages as HTML for notebooks, or as plain text; nothing in them acts or is fetched.

Styles stand inline, so that a page needs no style sheet. Colours are between light and dark, and
read on both; what has no colour takes that of the notebook.
"""

from __future__ import annotations

from html import escape
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.ansi import AnsiDecoder
from rich.console import Console

from timeline.render.page import PIPED_WIDTH, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.segment import Segment
    from rich.style import Style

    Draw = Callable[[Page], None]

COLOURS: Final[Mapping[str, str]] = {
    "red": "#dd3c3c",
    "yellow": "#9a7200",
    "green": "#2e8540",
    "cyan": "#17829c",
}
"""Each, where it is not dimmed, at least 3.5 to 1 on white and on the dark grounds of notebooks."""

_BY_NUMBER: Final = {1: "red", 2: "green", 3: "yellow", 6: "cyan"}
"""As terminals number them."""

_PAGE: Final = (
    "overflow-x:auto;white-space:pre;line-height:1.25;font-family:ui-monospace,'DejaVu Sans Mono',"
    "Menlo,Consolas,monospace"
)


def page_text(draw: Draw, width: int = PIPED_WIDTH) -> str:
    """What a page prints, without colours.

    Args:
        draw: prints on the page that it is given.
        width: columns.
    """
    return _printed(draw, width, color=False)


def page_html(draw: Draw, width: int = PIPED_WIDTH) -> str:
    """What a page prints, as one `<pre>`.

    Args:
        draw: prints on the page that it is given.
        width: columns.
    """
    console = _console(StringIO(), width, color=True)
    lines = [
        _line_html(text.render(console))
        for text in AnsiDecoder().decode(_printed(draw, width, color=True))
    ]
    return f'<pre style="{_PAGE}">' + "\n".join(lines).rstrip("\n") + "</pre>"


def _printed(draw: Draw, width: int, *, color: bool) -> str:
    file = StringIO()
    draw(Page(_console(file, width, color=color)))
    return file.getvalue()


def _console(file: StringIO, width: int, *, color: bool) -> Console:
    """A console that is the same wherever it runs: in a notebook, a terminal or a script."""
    return Console(
        file=file,
        color_system="standard" if color else None,
        width=width,
        height=100,
        no_color=False,
        force_terminal=color,
        force_jupyter=False,  # else rich would show it itself, and not write into the file
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def _line_html(segments: Iterable[Segment]) -> str:
    """A line, with one element for each stretch of one style."""
    line = ""
    for style, stretch in groupby(segments, lambda segment: ";".join(_css(segment.style))):
        words = escape("".join(segment.text for segment in stretch))
        line += f'<span style="{style}">{words}</span>' if style else words
    return line


def _css(style: Style | None) -> Iterator[str]:
    """What a style looks like on any ground."""
    if style is None:
        return
    if style.bold:
        yield "font-weight:bold"
    if style.italic:
        yield "font-style:italic"
    if style.underline:
        yield "text-decoration:underline"
    if style.dim:
        yield "opacity:.75"
    if style.color is not None and style.color.number in _BY_NUMBER:
        yield f"color:{COLOURS[_BY_NUMBER[style.color.number]]}"
