"""Page: a place to print on, of known width, that shows every character of the data as text."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline.visible import in_ascii, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import IO

PIPED_WIDTH = 100
_GAP = 2
"""Spaces between two columns."""
_ROOMY, _NARROWEST = 20, 12
"""What a column that wraps is left with as long as others can give way, and at the least."""
_FILLED = re.compile(r"(?: |\x1b\[[\d;]*m)+$")
_ESCAPE = re.compile(r"\x1b\[[\d;]*m")
_RESET = "\x1b[0m"


class Page:
    """Prints texts and tables; nothing that comes from a file can act on the terminal."""

    def __init__(self, console: Console, *, ascii_only: bool = False) -> None:
        """Print on a console.

        Args:
            console: where to; its width is the page's.
            ascii_only: spell out every other character.
        """
        self.console = console
        self.ascii_only = ascii_only

    @property
    def width(self) -> int:
        """Columns."""
        return self.console.width

    def text(self, words: str, style: str = "") -> Text:
        """Text from anywhere, with what could act on a terminal made visible."""
        shown = visible(words)
        return Text(in_ascii(shown) if self.ascii_only else shown, style=style)

    def line(self, *parts: str | Text | tuple[str, str], indent: int = 0, hang: int = 0) -> None:
        """One paragraph, wrapped; its further lines hang by so many columns more."""
        whole = Text()
        for part in parts:
            if isinstance(part, Text):
                whole.append_text(part)
            elif isinstance(part, tuple):
                whole.append_text(self.text(*part))
            else:
                whole.append_text(self.text(part))
        room = max(20, self.width - indent)
        first = (whole.wrap(self.console, room) or [Text()])[0]
        first.rstrip()
        lines = [first]
        rest = whole[len(first) :]
        kept = len(rest.plain) - len(rest.plain.lstrip())
        if rest.plain.strip():
            lines.extend(rest[kept:].wrap(self.console, max(20, room - hang)))
        for place, wrapped in enumerate(lines):
            wrapped.rstrip()
            left = indent + (hang if place else 0)
            self._print_line(" " * left, wrapped)

    def _print_line(self, left: str, words: Text) -> None:
        """One line as it is; where nothing is styled, without all that rich does for styles."""
        if self.console.color_system is None and not self.console.record:
            self.console.file.write(f"{left}{words.plain}\n")
        else:
            self.console.print(Text(left).append_text(words), soft_wrap=True)

    def blank(self) -> None:
        """An empty line."""
        self._print_line("", Text())

    def heading(self, words: str, remark: str = "") -> None:
        """A heading after an empty line."""
        self.blank()
        parts: list[str | tuple[str, str]] = [(words.upper(), "bold")]
        if remark:
            parts.append((f"  {remark}", "dim"))
        self.line(*parts)

    def pairs(self, rows: Iterable[tuple[str, str | Text]]) -> None:
        """Names and values, the values wrapped beside their names."""
        table = self.grid([10, None])
        for name, value in rows:
            table.add_row(
                self.text(name, "dim"), value if isinstance(value, Text) else self.text(value)
            )
        self._print(table)

    def _print(self, table: Table) -> None:
        """Print a table without the spaces that fill its lines up."""
        with self.console.capture() as capture:
            self.console.print(table)
        for line in capture.get().splitlines():
            self.console.file.write(_FILLED.sub(_unfilled, line) + "\n")

    def grid(self, widths: Sequence[int | None], gap: int = 2) -> Table:
        """A table without lines; None lets a column take what is left."""
        table = Table.grid(padding=(0, gap, 0, 0), expand=False)
        for width in widths:
            if width is None:
                table.add_column(overflow="fold", ratio=1)
            else:
                table.add_column(overflow="fold", min_width=width)
        table.width = self.width
        table.expand = True
        return table

    def table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str | Text]],
        wraps: Collection[str] = (),
    ) -> None:
        """A table with headings; cells wrap between words and are never cut.

        Where the page is too narrow for the longest words side by side, the last columns stand
        below their rows.

        Args:
            headings: one for each column.
            rows: as many cells as headings.
            wraps: the columns that give way first where the page is too narrow.
        """
        cells = [
            [cell if isinstance(cell, Text) else self.text(cell) for cell in row] for row in rows
        ]
        lines = [[self.text(name, "dim") for name in headings], *cells]
        columns = list(zip(*lines, strict=True))
        words = [max(_longest_word(cell) for cell in column) for column in columns]
        beside = len(words)
        while beside > 1 and sum(words[:beside]) > self.width - _GAP * (beside - 1):
            beside -= 1
        widest = [max(cell.cell_len for cell in column) for column in columns[:beside]]
        gives_way = [name in wraps for name in headings[:beside]]
        widths = fitted(widest, words[:beside], gives_way, self.width)
        if beside == len(words):
            self._print_rows(lines, widths)
            return
        for line in lines:
            self._print_rows([line[:beside]], widths)
            for name, cell in zip(headings[beside:], line[beside:], strict=True):
                if cell and line is not lines[0]:
                    self.line((name, "dim"), "  ", cell, indent=2, hang=2)

    def _print_rows(self, rows: Iterable[Sequence[Text]], widths: Sequence[int]) -> None:
        """Rows whose columns have these widths."""
        table = Table.grid(padding=(0, _GAP, 0, 0))
        for width in widths:
            table.add_column(overflow="fold", width=width)
        for row in rows:
            table.add_row(*row)
        self._print(table)


def _longest_word(text: Text) -> int:
    return max((cell_len(word) for word in text.plain.split()), default=0)


def _unfilled(end: re.Match[str]) -> str:
    """Nothing in place of the end of a line, but for what closes a style opened before it."""
    return _RESET if _ESCAPE.findall(end.group())[:1] == [_RESET] else ""


def fitted(
    widest: Sequence[int], words: Sequence[int], gives_way: Sequence[bool], room: int
) -> list[int]:
    """Widths for columns that stand side by side.

    Args:
        widest: the widest cell of each column.
        words: the longest word of each column, which is its least width.
        gives_way: which columns wrap first.
        room: columns of the page.
    """
    widths = list(widest)
    roomy = [
        max(word, _ROOMY) if gives else wide
        for wide, word, gives in zip(widest, words, gives_way, strict=True)
    ]
    narrow = [max(word, _NARROWEST) for word in words]
    for floors in (roomy, narrow, words):
        while sum(widths) > room - _GAP * (len(widths) - 1):
            able = [place for place, floor in enumerate(floors) if widths[place] > floor]
            if not able:
                break
            widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def make_console(
    file: IO[str], *, no_color: bool, width: int | None = None, force_color: bool = False
) -> Console:
    """A console that writes plain text into pipes and never guesses at markup.

    Args:
        file: where to write.
        no_color: no styles at all.
        width: columns; None takes the terminal's, or 100 for a pipe.
        force_color: styles even where the file is no terminal, for pictures.
    """
    terminal = force_color or None
    plain = no_color or bool(os.environ.get("NO_COLOR"))  # rich alone would keep bold and dim
    console = Console(
        file=file,
        color_system=None if plain else "auto",
        width=width,
        force_terminal=terminal,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    if width is None and not console.is_terminal and not console._environ.get("COLUMNS"):  # noqa: SLF001
        console.width = PIPED_WIDTH
    return console
