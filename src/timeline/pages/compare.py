"""The page of `timeline compare`: who was slower, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import (
    Bar,
    Column,
    More,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    answer_words,
)
from timeline.pages.stats import length_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.pages.blocks import Block, Cell
    from timeline.results.compare import CompareCellRecord, CompareMeasureRecord, CompareRecord

_SIDE_BY_SIDE: Final = 3
"""Cases that fit side by side; more stand below each other."""


def compare_page(record: CompareRecord, *, is_full: bool = False) -> Page:
    """Lay cases side by side; below each other where they are many, or with `is_full`."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if is_full or len(record.cases) > _SIDE_BY_SIDE:
        blocks += [_strips(one) for one in record.measures if one.group == "compared"]
    else:
        blocks.append(_cases(record))
        blocks += _tables(record)
        if any(_pace(cell) for one in record.measures for cell in one.cells):
            blocks.append(
                Note("Comparable: cases of the same forces. None: no such step on record.")
            )
    blocks += [Note(note) for note in record.notes]
    blocks.append(More((), ("timeline explain CASE",)))
    return Page("compare", tuple(blocks))


def _cases(record: CompareRecord) -> Table:
    columns = (Column(""), Column("", wraps=True), Column("", rank=1))
    rows = []
    for case in record.cases:
        name = f"{case.case}{' (INVENTED)' * case.example}"
        cells = (name, f"{case.title}, {case.incident_words}", f"checked to {case.checked_words}")
        rows.append(Row(cells, link=_page(case.case)))
    return Table(columns, tuple(rows))


def _page(case: str) -> str:
    """Return the page of a case; a shipped one, shipped:ID, has none here."""
    return "" if ":" in case else f"{case}.html"


def _tables(record: CompareRecord) -> list[Block]:
    names = [case.case for case in record.cases]
    found: list[Block] = []
    compared = [one for one in record.measures if one.group == "compared"]
    if compared:
        last = f"{names[-1]} was" if len(names) == _SIDE_BY_SIDE - 1 else "slowest"
        found.append(_table("Step", compared, (*names, last), _most(compared)))
    alone = [
        one
        for one in record.measures
        if one.group == "one alone" and any(cell.recorded and cell.days for cell in one.cells)
    ]
    if alone:
        found.append(_table("Only one has it", alone, names, 0))
    ranked = [one for one in record.measures if any(_pace(cell) for cell in one.cells)]
    if ranked:
        columns = (Column(""), *(Column(name, is_number=True) for name in names))
        rows = tuple(Row((one.label, *map(_pace, one.cells))) for one in ranked)
        found.append(Table(columns, rows, heading="Among comparable cases"))
    return found


def _pace(cell: CompareCellRecord) -> str:
    return cell.pace.brief if cell.pace else ""


def _most(measures: Sequence[CompareMeasureRecord]) -> float:
    leads = [one.slower.by.min for one in measures if one.slower and one.slower.by]
    return max((lead for lead in leads if lead is not None), default=0)


def _table(
    heading: str, measures: Sequence[CompareMeasureRecord], names: Sequence[str], most: float
) -> Table:
    columns = [Column(""), *(Column(name, is_number=True) for name in names)]
    if most:
        columns.append(Column("", rank=3))
    rows = []
    for one in measures:
        cells: list[Cell] = [one.label, *(cell.words for cell in one.cells)]
        if one.slower is not None:
            cells.append(one.slower.words)
        if most:
            lead = one.slower.by.min if one.slower and one.slower.case and one.slower.by else 0
            is_last = one.slower is not None and one.slower.case == one.cells[-1].case
            cells.append(Bar(lead or 0, lead or 0, most) if is_last else "")
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows), heading=heading)


def _strips(measure: CompareMeasureRecord) -> Section:
    """One measure, a bar for each case, the slowest first."""
    begun = [(cell, cell.days) for cell in measure.cells if cell.days is not None]
    told = [(cell, days) for cell, days in begun if cell.recorded or cell.denied]
    told.sort(key=lambda one: -(one[1].min or 0))
    most = max((days.max or days.min or 0 for _, days in told), default=0)
    rows = tuple(
        Row((cell.case, cell.words, length_bar(days, most)), link=_page(cell.case))
        for cell, days in told
    )
    none = len(begun) - len(told)
    note = f"None on record in {none} more." if none else ""
    columns = (Column(""), Column("", is_number=True), Column("", rank=3))
    return Section(measure.label, (Table(columns, rows, note=note),))
