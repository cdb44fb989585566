"""Rows → CSV text that a spreadsheet reads as data: no cell in it can act as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.formats.frames import Cell, DataTable
    from timeline.results.record import Record

_ACTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last are wide = + - @, and act too


def format_record(record: Record, *, ascii_only: bool = False) -> str:
    """Write the main table of a record."""
    from timeline.formats.tables import main_table

    return write_csv(main_table(record))


def write_csv(table: DataTable) -> str:
    """Give a table as CSV text: days as 2023-05-24, truth as true and false, NULL as nothing."""
    return format_csv(table.headings, ([_plain(cell) for cell in row] for row in table.rows))


def _plain(cell: Cell) -> str | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


def format_csv(headings: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """Give CSV text with a line of headings; None is an empty cell.

    Text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay
    numbers.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(name) for name in headings])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def _cell(value: str | float | None) -> str | float:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text.lstrip(" ").startswith(_ACTS) else text
