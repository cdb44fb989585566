"""CSV and workbooks hold the cells of a table, and nothing in them acts."""

import csv
import io
import re
import zipfile
from datetime import date
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest

from tests.formats.shipped import workspace
from timeline.errors import ReadError
from timeline.formats import xlsx
from timeline.formats.csv import write_csv
from timeline.formats.frames import Cell, DataColumn, DataTable
from timeline.formats.tables import tables_of
from timeline.formats.xlsx import write_xlsx

COLUMNS = (
    DataColumn("=word", "VARCHAR", "text"),
    DataColumn("day", "DATE"),
    DataColumn("number", "BIGINT"),
    DataColumn("flag", "BOOLEAN"),
)
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "{=1}", "\x1b[31m", "\ud800", "5")
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(*rows: tuple[Cell, ...]) -> DataTable:
    """A table with a column of each type."""
    return DataTable("things", "Some things.", COLUMNS, rows)


def sheets(book: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """The cells of each sheet, by name: type and value as the file has them."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        shared = [
            "".join(part.text or "" for part in one.iter(f"{_NS}t"))
            for one in ET.fromstring(parts.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
        ]
        found = {}
        names = re.findall(r'<sheet name="([^"]+)"', parts.read("xl/workbook.xml").decode())
        for number, name in enumerate(names, start=1):
            text = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert "<f>" not in text
            assert "hyperlink" not in text
            root = ET.fromstring(text)  # noqa: S314 - our own
            found[name] = [
                [_cell(one, shared) for one in row.iter(f"{_NS}c")]
                for row in root.iter(f"{_NS}row")
            ]
    return found


def _cell(one: ET.Element, shared: list[str]) -> tuple[str, str]:
    kind, value = one.get("t", "n"), one.findtext(f"{_NS}v", "")
    return (kind, shared[int(value)] if kind == "s" else value)


def test_csv_has_the_cells_as_text() -> None:
    """Days as in files, truth in words, nothing for NULL; a formula gets an apostrophe."""
    text = write_csv(table(("a\nb", date(2023, 5, 3), -5, True), ("=1", None, None, False)))
    assert list(csv.reader(io.StringIO(text))) == [
        ["'=word", "day", "number", "flag"],
        ["a\\nb", "2023-05-03", "-5", "true"],
        ["'=1", "", "", "false"],
    ]


def test_a_workbook_has_cells_of_their_types() -> None:
    """Days count from 1900; those that a sheet cannot hold stay text, and NULL is no cell."""
    things = table(("a", date(2023, 5, 3), 7, True), (None, date(1815, 6, 18), 2**60, False))
    book = write_xlsx([things])
    found = sheets(book)
    assert found["things"] == [
        [("s", "=word"), ("s", "day"), ("s", "number"), ("s", "flag")],
        [("s", "a"), ("n", "45049"), ("n", "7"), ("b", "1")],
        [("s", "1815-06-18"), ("s", str(2**60)), ("b", "0")],
    ]
    assert found["columns"][1] == [("s", "things"), ("s", "=word"), ("s", "text")]
    assert book == write_xlsx([things])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_acts_in_a_workbook(text: str) -> None:
    """It is no formula, no link, no number and no control."""
    ((kind, shown), *_) = sheets(write_xlsx([table((text, None, None, None))]))["things"][1]
    assert kind == "s"
    assert shown == (text if text.isprintable() else shown)
    assert shown.isprintable()


def test_text_that_no_cell_holds_is_cut_with_a_sign() -> None:
    """Rather than left out in silence."""
    found = sheets(write_xlsx([table(("x" * 40_000, None, None, None))]))["things"][1]
    assert found == [("s", "x" * 32_766 + "…")]


def test_rows_that_no_sheet_holds_are_refused() -> None:
    """With the format that takes them."""
    with patch.object(xlsx, "MOST_ROWS", 1), pytest.raises(ReadError) as caught:
        write_xlsx([table(("a", None, 1, None), ("b", None, 2, None))])
    assert caught.value.problems[0].code == "E444"


def test_the_whole_workspace_fits_in_one_workbook() -> None:
    """Every table as a sheet, row by row."""
    tables = tables_of(workspace())
    found = sheets(write_xlsx(tables))
    assert list(found) == [*(one.name for one in tables), "columns"]
    for one in tables:
        told = [row for row in one.rows if any(cell is not None for cell in row)]
        assert len(found[one.name]) == len(told) + 1
        assert [value for _, value in found[one.name][0]] == list(one.headings)
