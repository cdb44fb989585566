"""Pages → text for a terminal or a pipe; rich draws it, and nothing of a file acts on it."""

from __future__ import annotations

import os
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from timeline.formats.chart_text import draw_chart
from timeline.formats.printable import printable
from timeline.pages.blocks import (
    Bar,
    Chart,
    Figures,
    Key,
    Line,
    More,
    Note,
    Paragraph,
    Section,
    Span,
    Table,
    Title,
    Verbatim,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO

    from timeline.pages.blocks import Block, Cell, Column, Page, Row, Tone, Words
    from timeline.results.values import Sign

PIPED_WIDTH: Final = 100
_MEDIUM: Final = 90
_NARROW: Final = 60
"""Columns below which a row of a table takes two lines, and nothing is drawn."""
_GAP: Final = 2
_LEAST: Final = 12
"""Columns that a cell which wraps keeps at least."""
_WIDEST_BAR: Final = 56

_SIGNS: Final[Mapping[Sign, tuple[str, str, str]]] = {
    "missed": ("✗", "x", "bold red"),
    "kept": ("✓", "v", "green"),
    "odd": ("!", "!", "bold yellow"),
    "done": ("●", "*", ""),
    "open": ("…", ".", "cyan"),
    "unknown": ("?", "?", "bold yellow"),
    "aside": ("–", "-", "dim"),
}
"""Sign, the same in ASCII, and style; ✗ alone is red and ✓ alone is green."""

_TONES: Final[Mapping[Tone, str]] = {
    "plain": "",
    "strong": "bold",
    "quiet": "dim",
    "missed": "bold red",
    "kept": "green",
    "doubt": "yellow",
}


def format_text(
    page: Page, width: int = PIPED_WIDTH, *, ascii_only: bool = False, color: bool = False
) -> str:
    """Text of a page.

    Args:
        page: the blocks.
        width: columns.
        ascii_only: spell out every other character.
        color: with escapes for colours.
    """
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        force_jupyter=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    print_page(page, console, ascii_only=ascii_only)
    return file.getvalue()


def terminal(file: IO[str], *, no_color: bool) -> Console:
    """Console that writes plain text into pipes and never guesses at markup."""
    is_plain = no_color or bool(os.environ.get("NO_COLOR"))  # rich alone would keep bold and dim
    console = Console(
        file=file,
        color_system=None if is_plain else "auto",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    if not console.is_terminal and not os.environ.get("COLUMNS"):
        console.width = PIPED_WIDTH
    return console


def print_page(page: Page, console: Console, *, ascii_only: bool = False) -> None:
    """Print a page on a console of known width."""
    for line in _Layout(console.width, ascii_only=ascii_only).page(page):
        line.rstrip()
        if console.color_system is None:
            console.file.write(f"{line.plain}\n")
        else:
            console.print(line, soft_wrap=True)


class _Layout:
    """Blocks → lines of a width."""

    def __init__(self, width: int, *, ascii_only: bool) -> None:
        self.width = max(width, 20)
        self.ascii_only = ascii_only

    def page(self, page: Page) -> Iterator[Text]:
        """Lay out the lines, blocks apart by a blank."""
        yield from self._blocks(page.blocks, 0)

    def _blocks(self, blocks: Sequence[Block], indent: int) -> Iterator[Text]:
        last: Block | None = None
        for block in blocks:
            lines = list(self._block(block, indent))
            if not lines:
                continue
            if last is not None and not _follows(block, last):
                yield Text()
            yield from lines
            last = block

    def _block(self, block: Block, indent: int) -> Iterator[Text]:
        match block:
            case Title():
                yield from self._title(block)
            case Paragraph():
                yield from self._paragraph(block, indent)
            case Line():
                yield from self._line(block, indent)
            case Figures():
                pass  # lines say the same
            case Table():
                yield from self._table(block, indent)
            case Chart():
                if self.width >= _NARROW:
                    yield from draw_chart(block, self.width, ascii_only=self.ascii_only)
            case Key():
                signs = (f"{self.sign(one.sign).plain} {one.text}" for one in block.signs)
                yield from self._joined((*signs, *block.items), "   ", indent + 2)
            case Note():
                yield from self._wrapped(self.words(block.text, "dim"), indent)
            case More():
                yield from self._more(block)
            case Verbatim():
                for line in block.lines:
                    yield Text(" " * indent) + self.words(line)
            case Section():
                yield from self._section(block, indent)
            case _:
                assert_never(block)

    def words(self, words: Words, style: str = "") -> Text:
        """Words with their tones, made safe to show."""
        whole = Text(style=style)
        for part in (words,) if isinstance(words, str) else words:
            if isinstance(part, Span):
                whole.append(self._safe(part.text), _TONES[part.tone])
            else:
                whole.append(self._safe(part))
        return whole

    def _safe(self, text: str) -> str:
        return printable(text, ascii_only=self.ascii_only)

    def _wrapped(
        self, words: Text, indent: int, hang: int = 0, first: Text | None = None
    ) -> Iterator[Text]:
        """Lines of a paragraph; `first` stands before the first in the place of its indent."""
        room = max(self.width - indent - hang, 10)
        lines = [*words.wrap(_MEASURE, room)] or [Text()]
        for place, line in enumerate(lines):
            line.rstrip()
            left = first if first is not None and place == 0 else Text(" " * (indent + hang))
            yield left + line

    def _title(self, block: Title) -> Iterator[Text]:
        title, aside = self.words(block.text, "bold"), self.words(block.aside, "dim")
        room = self.width - title.cell_len - aside.cell_len
        if block.aside and room >= _GAP:
            yield title + Text(" " * room) + aside
        else:
            yield from self._wrapped(title, 0)
            if block.aside:
                yield aside
        if block.facts:
            yield from self._joined(block.facts, " · ", 0)

    def _joined(self, parts: Sequence[str], between: str, indent: int) -> Iterator[Text]:
        """Parts on as few lines as they fit on, broken between parts where that is possible."""
        line = ""
        for part in map(self._safe, parts):
            longer = f"{line}{self._safe(between)}{part}" if line else part
            if line and cell_len(longer) > self.width - indent:
                yield from self._wrapped(Text(line, "dim"), indent)
                line = part
            else:
                line = longer
        if line:
            yield from self._wrapped(Text(line, "dim"), indent)

    def _paragraph(self, block: Paragraph, indent: int) -> Iterator[Text]:
        text = block.text
        if block.most_lines:
            room = self.width - indent - block.indent
            most = block.most_lines + (room < _MEDIUM) + 2 * (room < _NARROW)
            text = _whole_sentences(plain(text), room * most)
        yield from self._wrapped(self.words(text, _TONES[block.tone]), indent + block.indent)

    def _line(self, block: Line, indent: int) -> Iterator[Text]:
        indent += 2
        first = Text(" " * indent) + self.sign(block.sign) + Text(" ")
        words = self.words(block.text, "bold" if block.is_strong else "")
        sentences = [*block.details]
        lines = [*self._wrapped(words, indent, 2, first)]
        for sentence in sentences:
            lines += self._wrapped(self.words(sentence), indent, 2)
        if block.quiet:
            quiet = self.words(block.quiet, "dim")
            if lines[-1].cell_len + 1 + quiet.cell_len <= self.width:
                lines[-1] = lines[-1] + Text(" ") + quiet
            else:
                lines += self._wrapped(quiet, indent, 2)
        yield from lines

    def sign(self, sign: Sign) -> Text:
        """Sign in its colour."""
        unicode, ascii_sign, style = _SIGNS[sign]
        return Text(ascii_sign if self.ascii_only else unicode, style)

    def _section(self, block: Section, indent: int) -> Iterator[Text]:
        heading = self.words(block.heading.upper(), "bold")
        if block.remark:
            heading = heading + Text("  ") + self.words(block.remark)
        yield from self._wrapped(heading, indent)
        yield from self._blocks(block.blocks, indent + 2)

    def _more(self, block: More) -> Iterator[Text]:
        counts = " · ".join(block.counts)
        more = f"more: {' · '.join(block.commands)}" if block.commands else ""
        room = self.width - cell_len(counts) - cell_len(more)
        if counts and more and room >= _GAP:
            yield self.words(f"{counts}{' ' * room}{more}", "dim")
            return
        yield from self._joined(block.counts, " · ", 0)
        if more:
            yield from self._wrapped(self.words(more, "dim"), 0, 0)

    # tables

    def _table(self, block: Table, indent: int) -> Iterator[Text]:
        has_signs = any(row.sign for row in block.rows)
        left = indent + (2 if has_signs else 0)
        if self.width < _NARROW:
            yield from self._stacked(block, indent)
        else:
            fitted = _fit(block, self.width - left, self)
            yield from self._head(block, fitted, left)
            for row in block.rows:
                yield from self._row(row, fitted, indent, left)
        if block.note:
            yield from self._wrapped(self.words(block.note, "dim"), indent)

    def _head(self, block: Table, fitted: _Fitted, left: int) -> Iterator[Text]:
        line = Text(" " * left)
        for (place, column), width in zip(fitted.beside, fitted.widths, strict=True):
            is_first = place == 0 and block.heading
            name = self.words(column.name, "dim")
            if is_first:
                name = self.words(block.heading.upper(), "bold")
            line += _aligned(name, width, is_right=column.is_number) + Text(" " * _GAP)
        if line.plain.strip():
            yield line

    def _row(self, row: Row, fitted: _Fitted, indent: int, left: int) -> Iterator[Text]:
        sign = self.sign(row.sign) + Text(" ") if row.sign else Text(" " * (left - indent))
        cells = [
            self._cell(row.cells[place], width, _TONES[row.tone])
            for (place, _), width in zip(fitted.beside, fitted.widths, strict=True)
        ]
        for number in range(max(map(len, cells), default=1)):
            line = Text(" " * indent) + (sign if number == 0 else Text(" " * (left - indent)))
            for lines, width, (_, column) in zip(cells, fitted.widths, fitted.beside, strict=True):
                part = lines[number] if number < len(lines) else Text()
                line += _aligned(part, width, is_right=column.is_number) + Text(" " * _GAP)
            yield line
        for place, column in fitted.below:
            text, name = plain_cell(row.cells[place]), column.name.lower()
            if text:
                head = self.words(f"{name}: " if name else "", "dim")
                yield from self._wrapped(head + self.words(text), left, 2)
        for words in row.below:
            yield from self._wrapped(self.words(words), left, 2)

    def _cell(self, cell: Cell, width: int, style: str) -> list[Text]:
        if isinstance(cell, Bar):
            return [self._bar(cell, width)]
        words = self.words(cell, style)
        if words.cell_len <= width:
            return [words]
        lines = list(words.wrap(_MEASURE, max(width, 1)))
        for line in lines:
            line.rstrip()
        return lines

    def _bar(self, bar: Bar, width: int) -> Text:
        """A bar from `low`, pale to `high`."""
        scale = width / bar.most if bar.most else 0
        low, high = round(bar.low * scale), round(bar.high * scale)
        low, high = (max(low, 1) if bar.low else 0), (max(high, 1) if bar.high else 0)
        full, pale, more = ("█", "░", "▶") if not self.ascii_only else ("#", ".", ">")
        if bar.is_pale:
            low = 0
        drawn = Text(full * low) + Text(pale * max(high - low, 0), "dim")
        if bar.is_open:
            drawn.right_crop(max(drawn.cell_len + 1 - width, 0))
            drawn.append(more, "dim")
        return drawn

    def _stacked(self, block: Table, indent: int) -> Iterator[Text]:
        """Rows of two lines, for a narrow terminal."""
        if block.heading:
            yield self.words(block.heading.upper(), "bold")
        for row in block.rows:
            first = Text(" " * indent) + (self.sign(row.sign) + Text(" ") if row.sign else Text())
            head = self.words(row.cells[0] if not isinstance(row.cells[0], Bar) else "")
            rest = []
            for column, cell in zip(block.columns[1:], row.cells[1:], strict=True):
                text = plain_cell(cell)
                if text and not isinstance(cell, Bar):
                    name = f"{column.name.lower()} " if column.is_number and column.name else ""
                    rest.append(f"{name}{text}")
            yield from self._wrapped(head, indent, 2 if row.sign else 0, first)
            if rest:
                yield from self._wrapped(self.words("; ".join(rest)), indent, 4)
            for words in row.below:
                yield from self._wrapped(self.words(words), indent, 4)


_MEASURE: Final = Console(file=StringIO(), width=10_000, color_system=None, legacy_windows=False)
"""For the wrapping of texts, which asks a console for nothing that a reader sees."""


def plain_cell(cell: Cell) -> str:
    """Text of a cell; empty for a bar."""
    return "" if isinstance(cell, Bar) else plain(cell)


class _Fitted(NamedTuple):
    """Placing of a table's columns."""

    beside: list[tuple[int, Column]]
    """Side by side, each with its place."""
    widths: list[int]
    below: list[tuple[int, Column]]
    """Moved below their rows."""


def _fit(block: Table, room: int, layout: _Layout) -> _Fitted:
    """Choose which columns stand side by side, which below their rows, and how wide they are."""
    natural = [_natural(block, place, layout) for place in range(len(block.columns))]
    least = [
        min(width, max(_longest_word(block, place, layout), _LEAST)) if column.wraps else width
        for place, (width, column) in enumerate(zip(natural, block.columns, strict=True))
    ]
    beside: list[tuple[int, Column]] = list(enumerate(block.columns))
    below: list[tuple[int, Column]] = []
    while len(beside) > 1 and sum(least[one] for one, _ in beside) + _gaps(beside) > room:
        rank = max(column.rank for _, column in beside[1:])
        gone = next(one for one in reversed(beside) if one[1].rank == rank)
        beside.remove(gone)
        if rank <= 1 and not _has_bars(block, gone[0]):
            below.insert(0, gone)
    widths = [natural[place] for place, _ in beside]
    while sum(widths) + _gaps(beside) > room:
        able = [n for n, (place, _) in enumerate(beside) if widths[n] > least[place]]
        if not able:
            break
        widths[max(able, key=widths.__getitem__)] -= 1
    spare = room - sum(widths) - _gaps(beside)
    for position, (place, _) in enumerate(beside):
        if spare > 0 and _has_bars(block, place):
            widths[position] = min(widths[position] + spare, _WIDEST_BAR)
            spare = 0
    return _Fitted(beside, widths, below)


def _gaps(columns: Sequence[object]) -> int:
    return _GAP * (len(columns) - 1)


def _natural(block: Table, place: int, layout: _Layout) -> int:
    name = block.heading.upper() if place == 0 and block.heading else block.columns[place].name
    cells = [row.cells[place] for row in block.rows]
    widest = max((layout.words(plain_cell(cell)).cell_len for cell in cells), default=0)
    bar = 8 if _has_bars(block, place) else 0
    return max(widest, cell_len(name), bar)


def _longest_word(block: Table, place: int, layout: _Layout) -> int:
    words = [plain_cell(row.cells[place]).split() for row in block.rows]
    found = [layout.words(word).cell_len for cell in words for word in cell]
    return max([*found, cell_len(block.columns[place].name)])


def _has_bars(block: Table, place: int) -> bool:
    return any(isinstance(row.cells[place], Bar) for row in block.rows)


def _aligned(words: Text, width: int, *, is_right: bool) -> Text:
    space = Text(" " * max(width - words.cell_len, 0))
    return space + words if is_right else words + space


def _follows(block: Block, last: Block) -> bool:
    """Return True where no blank line stands between two blocks."""
    if isinstance(block, Key) and block.signs and isinstance(last, Table):
        return True
    return _is_close(block) and (_is_close(last) or isinstance(block, Paragraph))


def _is_close(block: Block) -> bool:
    """Return True of a block that stands close to its like: lines of findings, notes, keys."""
    return isinstance(block, Line | Note | Key) or (isinstance(block, Paragraph) and block.is_close)


def _whole_sentences(text: str, room: int) -> str:
    """As many whole sentences as there is room for; at least the first."""
    kept = ""
    for sentence in text.replace("\n", " ").split(". "):
        end = "" if sentence.endswith(".") else "."
        longer = f"{kept} {sentence}{end}".strip()
        if kept and cell_len(longer) > room:
            break
        kept = longer
    return kept
