"""Pages → SVG: their drawing, or tables with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from timeline.errors import Problem, ReadError
from timeline.formats.chart_svg import STYLE, chart_svg
from timeline.formats.printable import in_markup, printable
from timeline.location import Location
from timeline.pages.blocks import Bar, Chart, Section, Table, plain, worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.pages.blocks import Block, Cell, Page, Row

_LETTER: Final = 7.4
"""Pixels of a letter, for fonts that are wide."""
_BARS: Final = 320
_GAP: Final = 18
_ROW: Final = 24
_HEADING: Final = 40
_BELOW: Final = 18


def format_page(page: Page, *, ascii_only: bool = False) -> str:
    """Return the drawing of a page.

    Raises:
        ReadError: it has none.
    """
    charts = [block for block in page.blocks if isinstance(block, Chart)]
    text = "".join(map(chart_svg, charts)) or _tables_svg(page)
    if not text:
        message = f"the page of {page.name} has no drawing"
        hint = "--format html or md writes its words and tables"
        raise ReadError([Problem("E450", message, Location("--format", None), hint)])
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii_only else text


class _Strip(NamedTuple):
    """A table with bars, under its heading."""

    heading: str
    columns: Sequence[str]
    """Names of the columns of words."""
    rows: Sequence[_Drawn]


class _Drawn(NamedTuple):
    """A row of it."""

    cells: Sequence[str]
    bar: Bar | None
    below: Sequence[str]


def _tables_svg(page: Page) -> str:
    strips = list(_strips(page.blocks, ""))
    if not strips:
        return ""
    count = max(len(strip.columns) for strip in strips)
    heads = [[strip.heading, *strip.columns[1:]] for strip in strips]
    words = [*heads, *(row.cells for strip in strips for row in strip.rows)]
    letters = [
        max((cell_len(row[place]) for row in words if place < len(row)), default=0)
        for place in range(count)
    ]
    widths = [count * _LETTER + _GAP for count in letters]
    left = sum(widths)
    y, parts = 0.0, list[str]()
    for strip, head in zip(strips, heads, strict=True):
        y += _HEADING
        parts += _words(head, widths, y - 12, "quiet")
        for row in strip.rows:
            parts.append(f'<line class="rule" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>')
            parts += _words(row.cells, widths, y + 16, "value")
            parts += _bar(row.bar, left, y + 6) if row.bar else []
            y += _ROW
            for below in row.below:
                parts.append(f'<text class="quiet" x="8" y="{y + 10:g}">{in_markup(below)}</text>')
                y += _BELOW
    width, height = f"{left + _BARS:g}", f"{y + _GAP:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="graphics-document">'
        f"<title>{in_markup(page.name)}</title><style>{STYLE}</style>"
        f'<rect class="ground" width="100%" height="100%"/>{"".join(parts)}</svg>\n'
    )


def _strips(blocks: Sequence[Block], heading: str) -> Iterator[_Strip]:
    for block in blocks:
        match block:
            case Section():
                yield from _strips(block.blocks, block.heading)
            case Table() if worded(block) and any(_bar_of(row) for row in block.rows):
                places = worded(block)
                names = [block.columns[place].name for place in places]
                rows = [
                    _Drawn(
                        [_plain(row.cells[place]) for place in places],
                        _bar_of(row),
                        [_plain(words) for words in row.below],
                    )
                    for row in block.rows
                ]
                yield _Strip(block.heading or heading, names, rows)
            case _:
                pass


def _bar_of(row: Row) -> Bar | None:
    return next((cell for cell in row.cells if isinstance(cell, Bar)), None)


def _plain(cell: Cell) -> str:
    return "" if isinstance(cell, Bar) else printable(plain(cell), ascii_only=False)


def _words(cells: Sequence[str], widths: Sequence[float], y: float, name: str) -> Iterator[str]:
    """Write the first cell at the left, the others right-aligned in their columns."""
    yield f'<text class="strong" x="8" y="{y:g}">{in_markup(cells[0])}</text>'
    at = widths[0]
    for cell, width in zip(cells[1:], widths[1:], strict=False):
        at += width
        place = f'x="{at - _GAP:g}" y="{y:g}" text-anchor="end"'
        yield f'<text class="{name}" {place}>{in_markup(cell)}</text>'


def _bar(bar: Bar, left: float, y: float) -> Iterator[str]:
    scale = (_BARS - _GAP) / bar.most if bar.most else 0
    low, high = (0 if bar.is_pale else bar.low * scale), bar.high * scale
    if low:
        yield f'<rect class="sure" x="{left:g}" y="{y:g}" width="{low:.1f}" height="12"/>'
    if high > low:
        x, wide = left + low, high - low
        yield f'<rect class="pale" x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="12"/>'
