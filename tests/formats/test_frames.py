"""Tables as data frames, in both libraries and in neither."""

import sys
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from tests.formats.shipped import workspace
from timeline.formats.frames import DataColumn, DataTable
from timeline.formats.tables import tables_of

COLUMNS = tuple(
    DataColumn(kind.lower(), kind) for kind in ("VARCHAR", "DATE", "BIGINT", "DOUBLE", "BOOLEAN")
)


def edges(*rows: tuple[str | date | float | None, ...]) -> DataTable:
    """A table with a column of each type."""
    return DataTable("edges", "What each type can hold.", COLUMNS, rows)


EDGES = edges(
    ("x", date(1, 1, 1), 0, 0.0, False),
    (None, None, None, None, None),
    ("", date(9999, 12, 31), -(2**40), 1.5, True),
)


def test_unknown_is_null_in_both_and_nothing_else_is() -> None:
    """Nothing becomes 0, false or empty; 0, false and empty stay what they are."""
    with_pandas = EDGES.to_pandas()
    assert EDGES.to_polars().rows() == list(EDGES.rows)
    assert with_pandas.isna().to_numpy().tolist() == [[False] * 5, [True] * 5, [False] * 5]
    days = [value.date() for value in with_pandas["date"][[0, 2]]]
    assert days == [date(1, 1, 1), date(9999, 12, 31)]
    assert list(with_pandas["bigint"][[0, 2]]) == [0, -(2**40)]
    assert list(with_pandas["boolean"][[0, 2]]) == [False, True]
    assert with_pandas["varchar"][2] == ""


def test_each_column_has_a_type_that_knows_null() -> None:
    """Types hang on the column, never on which rows there happen to be."""
    for table in (EDGES, edges(EDGES.rows[1]), edges()):
        kinds = [str(kind) for kind in table.to_pandas().dtypes]
        assert kinds == ["string", "datetime64[s]", "Int64", "Float64", "boolean"]
        every = [pl.String, pl.Date, pl.Int64, pl.Float64, pl.Boolean]
        assert table.to_polars().dtypes == every
        assert len(table.to_pandas()) == len(table.to_polars()) == len(table)


def test_every_table_of_the_workspace_is_a_frame() -> None:
    """As long as the table, with its columns."""
    for table in tables_of(workspace()):
        frame = table.to_polars()
        assert frame.to_dicts() == table.to_dicts()
        assert list(table.to_pandas().columns) == frame.columns == list(table.headings)


def test_a_notebook_draws_data() -> None:
    """Nothing of a file is markup, and what is left out is said."""
    drawn = edges(("<b>\u202e", None, 1, None, True))._repr_html_()
    assert "<td>&lt;b&gt;\\u202e</td><td><i>null</i></td><td>1</td>" in drawn
    assert "… and 1 more rows" in edges(*EDGES.rows * 67)._repr_html_()
    assert repr(EDGES) == "<DataTable edges: 3 rows, 5 columns>"


@pytest.mark.parametrize(
    ("library", "ask", "named"),
    [("pandas", DataTable.to_pandas, "pandas"), ("polars", DataTable.to_polars, "Polars")],
)
def test_a_missing_library_is_named_with_what_to_install(
    library: str, ask: Callable[[DataTable], object], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is the one that Python gives for a module that is not there."""
    monkeypatch.setitem(sys.modules, library, None)
    words = rf"{named} is not installed: in the checkout: .*'\.\[frames\]'"
    with pytest.raises(ModuleNotFoundError, match=words) as caught:
        ask(EDGES)
    assert caught.value.name == library


@pytest.mark.parametrize("ask", [DataTable.to_pandas, DataTable.to_polars])
def test_a_library_is_not_blamed_for_what_it_lacks(
    ask: Callable[[DataTable], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of a library that is there stays the library's own."""

    def fail(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'inner'", name="inner")

    monkeypatch.setattr("builtins.__import__", fail)
    with pytest.raises(ModuleNotFoundError, match="inner"):
        ask(EDGES)
