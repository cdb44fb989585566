"""Pages → Markdown, as forges read it: pipe tables, footnotes for grounds, the drawing as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from timeline.formats.chart_text import draw_chart
from timeline.formats.html import SIGNS, WEB
from timeline.formats.printable import allowed, printable
from timeline.pages.blocks import (
    Bar,
    Chart,
    Figures,
    Key,
    Line,
    More,
    Note,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    Title,
    Verbatim,
    plain,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.pages.blocks import Block, Cell, Figure, Row, Words
    from timeline.results.values import Sign

_WIDTH: Final = 90
"""Columns of a drawing: what a forge shows beside its menus."""
_DEEPEST: Final = 6
_ACTS: Final = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=[#\w]+;)")
_BEGINS: Final = re.compile(r"^(\d*)([-+=:.)])")
"""Signs that act at the start of a line: of a list, of a heading above, of a definition."""


def format_page(page: Page, *, ascii_only: bool = False) -> str:
    """Return a page as Markdown, its footnotes last."""
    return _Writer(page.name, ascii_only=ascii_only).page(page)


class _Writer:
    """Writes the blocks of one page, and collects its footnotes."""

    def __init__(self, name: str, *, ascii_only: bool) -> None:
        self.name = name
        self.ascii_only = ascii_only
        self.notes: list[str] = []

    def page(self, page: Page) -> str:
        """Write everything; a blank line stands between two blocks."""
        titles = sum(isinstance(block, Title) for block in page.blocks)
        name = f"{page.name[:1].upper()}{page.name[1:]}"
        head = [] if titles == 1 else [f"# {self.text(name)}"]
        blocks = self.blocks(page.blocks, 1 if titles == 1 else 2)
        notes = [f"[^{place}]: {note}" for place, note in enumerate(self.notes, 1)]
        return "\n\n".join([*head, *blocks, *notes]) + "\n"

    def blocks(self, blocks: Sequence[Block], level: int) -> list[str]:
        """Write blocks, titles at a level of headings and the rest below them."""
        below = level + any(isinstance(block, Title) for block in blocks)
        written: list[str] = []
        for place, block in enumerate(blocks):
            parts = self.block(block, level if isinstance(block, Title) else below)
            if isinstance(block, Line) and place and isinstance(blocks[place - 1], Line):
                written[-1] += "\n" + "\n\n".join(parts)  # of one list
            else:
                written += parts
        return written

    def block(self, block: Block, level: int) -> list[str]:
        """Write one block as paragraphs."""
        match block:
            case Title():
                return list(self.title(block, level))
            case Paragraph() | Note():
                return [_begun(self.words(block.text))]
            case Line():
                return [self.line(block)]
            case Figures():
                return ["\n".join(map(self.figure, block.items))] if block.items else []
            case Table():
                return list(self.table(block))
            case Chart():
                lines = draw_chart(block, _WIDTH, ascii_only=self.ascii_only)
                return _fenced([line.plain.rstrip() for line in lines], "text")
            case Key():
                signs = (f"{self.sign(one.sign)} {self.text(one.text)}" for one in block.signs)
                return [_begun(self.joined([*signs, *map(self.text, block.items)]))]
            case More():
                commands = (_code(self.shown(one)) for one in block.commands)
                parts = self.joined([*map(self.text, block.counts), *commands])
                return [_begun(parts)] if parts else []
            case Verbatim():
                return _fenced([self.shown(plain(line)) for line in block.lines])
            case Section():
                return [self.heading(block, level), *self.blocks(block.blocks, level + 1)]
            case _:
                assert_never(block)

    def shown(self, text: str) -> str:
        """Make text safe to show."""
        return printable(allowed(text), ascii_only=self.ascii_only)

    def text(self, text: str) -> str:
        """Escape text, in which nothing acts then."""
        return _ACTS.sub(r"\\\g<0>", self.shown(text))

    def words(self, words: Words) -> str:
        """Write words with their emphasis and links."""
        parts = (words,) if isinstance(words, str) else words
        text = "".join(self.span(one) if isinstance(one, Span) else self.text(one) for one in parts)
        return text.strip()

    def span(self, span: Span) -> str:
        """Write a stretch of text."""
        text = self.text(span.text)
        if WEB.fullmatch(span.link):
            return f"<{span.link}>" if span.link == span.text else f"[{text}](<{span.link}>)"
        return f"**{text.strip()}**" if span.tone == "strong" and text.strip() else text

    def joined(self, parts: Iterable[str]) -> str:
        """Put short parts on one line."""
        return self.shown(" · ").join(part for part in parts if part)

    def title(self, block: Title, level: int) -> Iterator[str]:
        """Write a title, and its facts below it."""
        yield f"{'#' * level} {self.text(block.text)}"
        above = [self.name] if level == 1 and self.name != block.text else []
        facts = [self.text(one) for one in (*above, *block.facts)]
        aside = [_code(self.shown(block.aside))] if block.aside else []
        if facts or aside:
            yield _begun(self.joined([*facts, *aside]))

    def heading(self, block: Section, level: int) -> str:
        """Write the heading of a section."""
        remark = f" ({self.text(block.remark)})" if block.remark else ""
        return f"{'#' * min(level, _DEEPEST)} {self.text(block.heading)}{remark}"

    def sign(self, sign: Sign | None) -> str:
        """Write a sign."""
        return self.text(SIGNS[sign]) if sign else ""

    def figure(self, figure: Figure) -> str:
        """Write a key figure, in a list that is not the one above."""
        note = f" ({self.text(figure.note)})" if figure.note else ""
        return f"* {_begun(self.text(figure.label))}: **{self.text(figure.value)}**{note}"

    def line(self, block: Line) -> str:
        """Write a finding, with its ground as a footnote."""
        text = self.words(block.short or block.text)
        parts = [f"**{text}**" if block.is_strong else text, *map(self.text, block.details)]
        parts[-1] += self.footnote(block.ground)
        if block.quiet and block.quiet not in plain(block.ground):
            parts.append(f"*{self.text(block.quiet)}*")
        return f"- {self.sign(block.sign)} {' '.join(parts)}"

    def footnote(self, ground: Words) -> str:
        """Number a ground; equal ones share a number."""
        if not ground:
            return ""
        note = _begun(self.words(ground))
        if note not in self.notes:
            self.notes.append(note)
        return f"[^{self.notes.index(note) + 1}]"

    # tables

    def table(self, block: Table) -> Iterator[str]:
        """Write a table without its bars."""
        places = worded(block)
        if not places:
            return
        has_signs = any(row.sign for row in block.rows)
        names = [self.text(block.columns[place].name) for place in places]
        if block.heading and names[0]:
            yield f"**{self.text(block.heading)}**"
        elif block.heading:
            names[0] = self.text(block.heading)
        rules = ["---:" if block.columns[place].is_number else "---" for place in places]
        rows = (self.row(row, block, places, has_signs=has_signs) for row in block.rows)
        sign = [[""], ["---"]] if has_signs else [[], []]
        lines = [sign[0] + names, sign[1] + rules, *rows]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
        if block.note:
            yield _begun(self.text(block.note))

    def row(self, row: Row, block: Table, places: Sequence[int], *, has_signs: bool) -> list[str]:
        """Write a row; what stands below it goes into its widest cell."""
        cells = [self.cell(row.cells[place]) for place in places]
        wide = next((n for n, place in enumerate(places) if block.columns[place].wraps), 0)
        cells[wide] = "<br>".join([cells[wide], *map(self.words, row.below)])
        return [self.sign(row.sign), *cells] if has_signs else cells

    def cell(self, cell: Cell) -> str:
        """Write a cell."""
        return "" if isinstance(cell, Bar) else self.words(cell)


def _begun(text: str) -> str:
    """Escape signs that act at a line's start."""
    return _BEGINS.sub(r"\1\\\2", text.strip())


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _code(text: str) -> str:
    """Quote a command by enough backticks."""
    ticks, pad = "`" * (_longest_run(text) + 1), " " if "`" in text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}" if text.strip() else ""


def _fenced(lines: Sequence[str], language: str = "") -> list[str]:
    """Fence lines by enough backticks."""
    if not lines:
        return []
    fence = "`" * max(3, *(_longest_run(line) + 1 for line in lines))
    return ["\n".join([f"{fence}{language}", *lines, fence])]
