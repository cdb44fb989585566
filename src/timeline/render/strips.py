"""Cases as strips: for each measure one line a case, drawn on one scale of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.portfolio.compare import PERHAPS
from timeline.portfolio.dominance import dominance_of
from timeline.render.chart import Scale
from timeline.render.theme import ASCII, CELL_STYLES, UNICODE
from timeline.results.build.words import latency_words, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.text import Text

    from timeline.chrono.interval import Interval
    from timeline.inference.latency import Latency
    from timeline.portfolio.compare import Comparison
    from timeline.portfolio.dominance import Dominance
    from timeline.render.page import Page
    from timeline.render.theme import Marks

    Put = Callable[[int, int, str, str], None]

_GAP = 2
_LEAST_STRIP = 14
_WRAPPED_WORDS = 20
"""What the days of a case are left with, in columns, where the page is narrow."""
_COUNTS = ("Faster", "Slower")
_NOTE = (
    "Each strip begins at 0 days: solid is certain, pale is possible, ◆ is exact, and ▶ means that "
    "long or longer. Faster and Slower count the other cases that certainly were, "
    "whatever the unknown dates are. None recorded does not say that there was none, so it is not "
    "drawn and puts no case in order, unless a denial does."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One case in one block."""

    case: str
    words: str
    bound: Interval | None
    """What is drawn; None for nothing."""


def print_strips(page: Page, names: Sequence[str], comparisons: Sequence[Comparison]) -> None:
    """A block for each measure, and what the drawing means.

    Args:
        page: where to print.
        names: the cases, in the order of the cells of each comparison.
        comparisons: one for each measure.
    """
    for number, comparison in enumerate(comparisons):
        if number:
            page.blank()
        _print_block(page, names, comparison)
    page.blank()
    page.line((_NOTE, "dim"))
    found = dict.fromkeys(
        caution
        for comparison in comparisons
        for caution in comparison.cautions
        if not caution.startswith(("none recorded", PERHAPS, "unlike"))  # said in its block
    )
    for caution in found:
        page.line((f"Caution: {caution}.", "yellow"))


def _print_block(page: Page, names: Sequence[str], comparison: Comparison) -> None:
    cells = list(zip(names, comparison.cells, strict=True))
    rows = strip_rows(cells)
    dominance = dominance_of(cells)
    page.line((comparison.measure.label, "bold"))
    bounds = [row.bound for row in rows if row.bound is not None]
    beside = _room_beside(page, rows)
    scale = strip_scale(bounds, beside or max(_LEAST_STRIP, page.width - _GAP))
    if beside or not bounds:
        _print_table(page, rows, dominance, scale if bounds else None)
    else:
        _print_stacked(page, rows, dominance, scale)
    outside = [name for name, cell in cells if cell.days is None]
    if outside:
        page.line((f"Does not apply to {listed(outside)}.", "dim"))
    unlike = f" Some are {comparison.unlike}." if comparison.unlike else ""
    page.line((f"{order_words(dominance)}{unlike}", "dim"))


def strip_rows(cells: Iterable[tuple[str, Latency]]) -> list[Row]:
    """The cases that a measure applies to, the least first; those that are not recorded last."""
    shown = [(name, cell) for name, cell in cells if cell.days is not None]
    return [_row(name, cell) for name, cell in sorted(shown, key=_place)]


def _place(named: tuple[str, Latency]) -> tuple[bool, float, float, str]:
    name, cell = named
    if not cell.is_recorded:
        denied = None if cell.sure is None else cell.sure.min
        return True, float("inf") if denied is None else denied, float("inf"), name
    low, high = (None, None) if cell.days is None else (cell.days.min, cell.days.max)
    least = float("-inf") if low is None else low
    return False, least, float("inf") if high is None else high, name


def _row(name: str, cell: Latency) -> Row:
    words = latency_words(cell)
    if cell.applies is not Truth.YES:
        return Row(name, words, None)
    return Row(name, words, cell.days if cell.is_recorded else cell.denied)


def order_words(dominance: Dominance) -> str:
    """Of how many pairs the order is certain: what the counts of the lines add up to."""
    unsure = dominance.pairs - dominance.ordered - dominance.equal
    if not dominance.pairs:
        return "Nothing to compare."
    if not dominance.ordered and not dominance.equal:
        return f"No order is certain in any of {_pairs(dominance.pairs)}."
    equal = f", {dominance.equal} certainly equal" if dominance.equal else ""
    rest = f", no order certain in {unsure}" if unsure else ""
    return f"Order certain in {dominance.ordered} of {_pairs(dominance.pairs)}{equal}{rest}."


def _pairs(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"


def _room_beside(page: Page, rows: Sequence[Row]) -> int:
    """Columns for a strip beside the words; 0 where there are too few."""
    names = max(page.text(row.case).cell_len for row in rows)
    words = max(page.text(row.words).cell_len for row in rows)
    counts = sum(len(heading) + _GAP for heading in _COUNTS)
    for taken in (words, min(words, _WRAPPED_WORDS)):
        room = page.width - max(names, len("Case")) - max(taken, len("Days")) - counts - 2 * _GAP
        if room >= _LEAST_STRIP:
            return room
    return 0


def _print_table(
    page: Page, rows: Sequence[Row], dominance: Dominance, scale: Scale | None
) -> None:
    headings = ["Case", "Days", *_COUNTS]
    table: list[list[str | Text]] = [
        [row.case, row.words, *_counts(dominance, row)] for row in rows
    ]
    if scale is not None:
        headings.append(axis_words(scale))
        for cells, row in zip(table, rows, strict=True):
            cells.append(_strip(page, row.bound, scale))
    page.table(headings, table, wraps=("Days",))


def _print_stacked(page: Page, rows: Sequence[Row], dominance: Dominance, scale: Scale) -> None:
    """The strip of each case below its words, where the page is too narrow for both."""
    page.line((axis_words(scale), "dim"), indent=_GAP)
    for row in rows:
        faster, slower = _counts(dominance, row)
        counts = f"  faster {faster}, slower {slower}" if row.bound is not None else ""
        page.line(f"{row.case}  {row.words}", (counts, "dim"), hang=4)
        if row.bound is not None:
            page.console.print(
                page.text(" " * _GAP) + _strip(page, row.bound, scale), soft_wrap=True
            )


def _counts(dominance: Dominance, row: Row) -> tuple[str, str]:
    """How many were faster and slower; nothing of a case that can be in no order."""
    if row.bound is None:
        return "", ""
    return str(dominance.faster(row.case)), str(dominance.slower(row.case))


def _strip(page: Page, bound: Interval | None, scale: Scale) -> Text:
    row = page.text("")
    if bound is not None:
        cells, kinds = draw_strip(bound, scale, ASCII if page.ascii_only else UNICODE)
        for cell, kind in zip(cells, kinds, strict=True):
            row.append_text(page.text(cell, CELL_STYLES.get(kind, "")))
        row.rstrip()
    return row


def strip_scale(bounds: Sequence[Interval], width: int) -> Scale:
    """From 0 days, or from the least where one is negative, to the most that any strip names."""
    ends = [end for bound in bounds for end in (bound.min, bound.max) if end is not None]
    return Scale(min(0, *ends, 0), max(1, *ends, 1), width)


def axis_words(scale: Scale) -> str:
    """The ends of the scale over a rule as wide as the drawing, with a mark where 0 days are."""
    low, high = str(scale.first), f"{scale.last} d"
    rule = ["─"] * max(0, scale.width - len(low) - len(high) - 2)
    zero = scale.cell(0) - len(low) - 1
    if scale.first < 0 and 0 <= zero < len(rule):
        rule[zero] = "│"
    return f"{low} {''.join(rule)} {high}"


def draw_strip(bound: Interval, scale: Scale, marks: Marks) -> tuple[str, str]:
    """One strip: its cells, and what each means, as in `chart.Drawn`.

    Only a cell whose every day lies between 0 and the nearer end of the bound is solid.
    """
    cells, kinds = [" "] * scale.width, [" "] * scale.width

    def put(first: int, last: int, mark: str, kind: str) -> None:
        for place in range(first, last + 1):
            cells[place], kinds[place] = mark, kind

    low = 0 if bound.min is None else scale.cell(bound.min)
    high = scale.cell(max(0, bound.min or 0)) if bound.max is None else scale.cell(bound.max)
    zero = scale.cell(0)
    if bound.min is not None and bound.min > 0:
        put(zero, low - 1, marks.certain, "c")
    if bound.max is not None and bound.max < 0:
        put(high + 1, zero, marks.certain, "c")
    if bound.exact is not None:
        put(low, low, marks.exact, "x")
        return "".join(cells), "".join(kinds)
    if bound.min is None and bound.max is None:
        high = scale.width - 1
    put(low, high, marks.pale, "p")
    if bound.min is None:
        put(low, low, marks.backward, "p")
    if bound.max is None:
        put(high, high, marks.onward, "c")
    return "".join(cells), "".join(kinds)
