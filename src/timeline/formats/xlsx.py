"""Tables → a workbook, one sheet each; every text is data and none of it a formula or a link."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from timeline.errors import refusal
from timeline.formats.frames import DataColumn, DataTable
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from timeline.formats.frames import Cell
    from timeline.results.record import Record

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its headings."""

_MOST_LETTERS: Final = 32_767
_FIRST_DAY: Final = date(1900, 3, 1)
"""Earlier days stay text: a sheet knows none before 1900, and takes 1900 for a leap year."""

_MOST_EXACT: Final = 2**53
"""Larger numbers stay text: a sheet would round them."""

_WIDEST: Final = 60
_MADE: Final = datetime.fromisoformat("2000-01-01")
"""Date of every workbook, so that the same tables give the same bytes."""

_ABOUT_COLUMNS: Final = (
    DataColumn("sheet", "VARCHAR"),
    DataColumn("column", "VARCHAR"),
    DataColumn("says", "VARCHAR"),
)


def format_record(record: Record, *, ascii_only: bool = False) -> bytes:
    """Write every table of a record, each on a sheet."""
    from timeline.formats.tables import tables_of

    return write_xlsx(tables_of(record))


def write_xlsx(tables: Sequence[DataTable], *, is_described: bool = True) -> bytes:
    """Return a workbook with a sheet for each table, and one that describes the columns.

    Args:
        tables: what it holds.
        is_described: False for one of many workbooks, which would all say the same.

    Raises:
        ReadError: a table has more rows than a sheet holds.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in (*tables, *[_described(tables)] * is_described):
            _write_sheet(book.add_worksheet(table.name), table, bold, day)
    return out.getvalue()


def _described(tables: Sequence[DataTable]) -> DataTable:
    rows = [(table.name, one.name, one.says) for table in tables for one in table.columns]
    return DataTable("columns", "Columns of the other sheets.", _ABOUT_COLUMNS, tuple(rows))


def _write_sheet(sheet: Worksheet, table: DataTable, bold: Format, day: Format) -> None:
    if len(table) > MOST_ROWS:
        message = f"{table.name} has {len(table)} rows, and a sheet holds {MOST_ROWS}"
        hint = "add LIMIT, or write --format csv"
        raise refusal("E444", message, "--format", hint)
    widths = [len(name) for name in table.headings]
    for column, name in enumerate(table.headings):
        sheet.write_string(0, column, visible(name), bold)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _write_cell(sheet, number, column, cell, day))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> int:
    """Write one cell, and return its width in letters."""
    match cell:
        case None:
            return 0
        case bool():
            sheet.write_boolean(row, column, cell)
            return 5
        case int() | float() if abs(cell) <= _MOST_EXACT:
            sheet.write_number(row, column, cell)
            return len(str(cell))
        case date() if cell >= _FIRST_DAY:
            sheet.write_datetime(row, column, cell, day)
            return 10
        case _:
            text = visible(str(cell))
            if len(text) > _MOST_LETTERS:  # the library would leave the cell empty
                text = text[: _MOST_LETTERS - 1] + "…"
            sheet.write_string(row, column, text)
            return len(text)
