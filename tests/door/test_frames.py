import sys
from collections.abc import Callable
from datetime import date

import pandas as pd
import polars as pl
import pytest

import timeline
from tests.door.shipped import WORKSPACE
from timeline.door.frames import Framed, Table
from timeline.portfolio.table_shapes import SHAPES, Column, Shape
from timeline.portfolio.tables import Table as PlainTable

EDGES = PlainTable(
    Shape(
        "edges",
        "What each type can hold.",
        (
            Column("word", "VARCHAR", "text"),
            Column("day", "DATE", "a day"),
            Column("number", "BIGINT", "a number"),
            Column("flag", "BOOLEAN", "an answer"),
        ),
    ),
    (
        ("x", date(1, 1, 1), 0, False),
        (None, None, None, None),
        ("", date(9999, 12, 31), -(2**40), True),
    ),
)
RESULTS: dict[str, Callable[[], timeline.Rows[object]]] = {
    "events": lambda: WORKSPACE.case("may3-syria").events,
    "latencies": lambda: WORKSPACE.case("may3-syria").latencies,
    "findings": lambda: WORKSPACE.case("may3-syria").findings,
    "cases": WORKSPACE.cases,
    "overdue": lambda: timeline.overdue(WORKSPACE, as_of="2023-05-24"),
    "measures": lambda: timeline.compare(*WORKSPACE.cases()).measures,
}


def frames(result: Framed) -> tuple[pd.DataFrame, pl.DataFrame]:
    """Both frames of one result."""
    return result.to_pandas(), result.to_polars()


def test_unknown_is_null_in_both_and_nothing_else_is() -> None:
    """Nothing becomes 0, false or empty; 0, false and empty stay what they are."""
    with_pandas, with_polars = frames(Table(EDGES))
    assert with_polars.rows() == list(EDGES.rows)
    assert with_pandas.isna().to_numpy().tolist() == [[False] * 4, [True] * 4, [False] * 4]
    assert [value.date() for value in with_pandas["day"][[0, 2]]] == [
        date(1, 1, 1),
        date(9999, 12, 31),
    ]
    assert with_pandas["number"][0] == 0
    assert with_pandas["number"][2] == -(2**40)
    assert list(with_pandas["flag"][[0, 2]]) == [False, True]
    assert with_pandas["word"][2] == ""


def test_each_column_has_a_type_that_knows_null() -> None:
    """Types hang on the column, never on which rows there happen to be."""
    for table in (EDGES, PlainTable(EDGES.shape, EDGES.rows[1:2]), PlainTable(EDGES.shape, ())):
        with_pandas, with_polars = frames(Table(table))
        assert [str(kind) for kind in with_pandas.dtypes] == [
            "string", "datetime64[s]", "Int64", "boolean",
        ]  # fmt: skip
        assert with_polars.dtypes == [pl.String, pl.Date, pl.Int64, pl.Boolean]
        assert len(with_pandas) == len(with_polars) == len(table.rows)


@pytest.mark.parametrize("name", RESULTS)
def test_one_row_for_each_value(name: str) -> None:
    """A frame is as long as what it is made of, in both libraries and in neither."""
    result = RESULTS[name]()
    with_pandas, with_polars = frames(result)
    assert len(with_pandas) == len(with_polars) == len(result.to_dicts()) == len(result) > 0
    assert list(with_pandas.columns) == with_polars.columns == list(result.to_dicts()[0])
    assert with_polars.to_dicts() == result.to_dicts()


def test_a_comparison_has_a_row_for_each_cell() -> None:
    """Every measure of every case, those that do not apply among them."""
    comparison = timeline.compare(*WORKSPACE.cases())
    frame = comparison.to_polars()
    assert len(frame) == sum(len(one.cells) for one in comparison.measures)
    aside = frame.filter(pl.col("applies") == "no")
    assert len(aside) > 0
    assert aside["min_days"].null_count() == aside["max_days"].null_count() == len(aside)
    still_open = frame.filter((pl.col("applies") != "no") & (pl.col("is_open") == "yes"))
    assert still_open["max_days"].null_count() == len(still_open)
    nobody_knows = frame.filter((pl.col("applies") != "no") & (pl.col("is_open") == "unknown"))
    assert len(nobody_knows) > 0


def test_other_results_have_a_row_for_each_of_theirs() -> None:
    """Figures of the docket and of tolls, measures of groups, problems."""
    docket = timeline.ledger(WORKSPACE)
    assert len(docket.to_polars()) == len(docket.figures) > 100
    stated = timeline.tolls(WORKSPACE)
    figures = sum(len(one.figures) for one in (*stated.cases, *stated.campaign))
    assert len(stated.to_polars()) == figures > 100
    one = timeline.tolls(WORKSPACE, "may3-syria")
    assert len(one.to_polars()) == len(one.cases[0].figures) > 0
    spread = timeline.stats(WORKSPACE, by="command")
    assert len(spread.to_polars()) == sum(len(group.measures) for group in spread.groups) > 0


def test_the_rows_of_the_ledger_are_those_of_its_csv() -> None:
    """One meaning of a row, whichever door it goes through."""
    from timeline.render.ledger import ledger_csv  # noqa: PLC0415 - for this law alone

    docket = timeline.ledger(WORKSPACE)
    lines = ledger_csv(docket.found).splitlines()[1:]
    assert [line.split(",")[:3] for line in lines] == [
        [one.scope, one.period, one.figure] for one in docket.figures
    ]


def test_the_tables_are_those_of_queries() -> None:
    """All of them, each column explained."""
    tables = WORKSPACE.tables()
    assert list(tables) == [shape.name for shape in SHAPES]
    for shape in SHAPES:
        table = tables[shape.name]
        assert list(table.columns) == [column.name for column in shape.columns]
        assert all(table.columns.values())
        assert len(table.to_polars()) == len(table) > 0
    with pytest.raises(KeyError, match="did you mean findings"):
        _ = tables["finding"]


@pytest.mark.parametrize(
    ("library", "ask", "named"),
    [("pandas", Table.to_pandas, "pandas"), ("polars", Table.to_polars, "Polars")],
)
def test_what_is_not_installed_is_named_with_what_to_install(
    library: str, ask: Callable[[Table], object], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says it, and is the one that Python gives for a module that is not there."""
    monkeypatch.setitem(sys.modules, library, None)
    words = rf"{named} is not installed: in the checkout: .*'\.\[frames\]'"
    with pytest.raises(ModuleNotFoundError, match=words) as caught:
        ask(Table(EDGES))
    assert caught.value.name == library


@pytest.mark.parametrize("ask", [Table.to_pandas, Table.to_polars])
def test_what_a_library_itself_lacks_is_not_blamed_on_it(
    ask: Callable[[Table], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of a library that is there stays the library's own."""

    def fail(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'inner'", name="inner")

    monkeypatch.setattr("builtins.__import__", fail)
    with pytest.raises(ModuleNotFoundError, match="inner"):
        ask(Table(EDGES))
