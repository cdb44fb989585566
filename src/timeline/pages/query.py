"""The page of `timeline query`: the answer as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import Column, Note, Page, Row, Table

if TYPE_CHECKING:
    from timeline.results.query import QueryCell, QueryRecord

_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


def query_page(record: QueryRecord, *, is_full: bool = False) -> Page:
    """Lay out every row, and their number."""
    columns = tuple(
        Column(one.name, is_number=any(name in one.type for name in _NUMBERS), wraps=True)
        for one in record.columns
    )
    rows = tuple(
        Row(tuple(_shown(row[column.name]) for column in record.columns)) for row in record.rows
    )
    count = len(record.rows)
    return Page("query", (Table(columns, rows), Note(f"{count:,} row{'s' * (count != 1)}")))


def _shown(cell: QueryCell) -> str:
    """Write NULL out, so that it is not taken for empty text."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)
