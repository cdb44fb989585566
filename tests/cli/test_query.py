"""`timeline query`, as it is typed."""

import csv
import io
import json
from pathlib import Path

import duckdb
import jsonschema
import pytest

from tests.cli.runner import ROOT, Ran, run, run_apart
from tools.make_docs import schema_of

CASE = """\
title: "=cmd|' /C calc'!A0"
place: Somewhere
time_zone: UTC
forces: US
events:
  - {kind: strike, when: 2024-03-10, source: paper, label: "@SUM(1)"}
  - {kind: denial, when: after strike, source: paper}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace of one case."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "market.yaml").write_text(CASE, encoding="utf-8")
    text = "title: T\npublisher: P\nkind: press\n"
    (tmp_path / "seeds" / "paper.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def query(root: Path, *words: str) -> Ran:
    """Run a query over a workspace."""
    return run("query", *words, root=root)


def test_a_table_is_printed(small: Path) -> None:
    """NULL is written out, so that an open end is not taken for nothing."""
    ran = query(small, "SELECT id, day_min, day_max FROM events WHERE NOT ghost ORDER BY id")
    assert ran.code == 0, ran.err
    assert [line.split() for line in ran.out.splitlines()] == [
        ["id", "day_min", "day_max"],
        ["denial", "2024-03-10", "NULL"],
        ["strike", "2024-03-10", "2024-03-10"],
        [],
        ["2", "rows"],
    ]


def test_nothing_else_is_said(small: Path) -> None:
    """Not when the process ends either."""
    ran = run_apart("query", "select 1 as n", "--root", str(small))
    assert (ran.code, ran.err) == (0, "")


def test_no_cell_of_csv_acts(small: Path) -> None:
    """Titles, labels and headings that begin as formulas begin with an apostrophe."""
    ran = query(small, "-f", "csv", """SELECT title AS "=1+1", -5 AS n, '+1' AS t FROM cases""")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows == [["'=1+1", "n", "t"], ["'=cmd|' /C calc'!A0", "-5", "'+1"]]


def test_json_keeps_its_shape(small: Path) -> None:
    """Rows by name, days as text, nothing infinite; as the schema says."""
    sql = """SELECT id, day_max, 1.5 AS x, 2.0 AS y, 'nan'::DOUBLE AS bad, [1] AS l, 1 AS id,
        'a'::BLOB AS b, true AS yes FROM events WHERE kind = 'strike'"""
    ran = query(small, "--json", sql)
    found = json.loads(ran.out)
    jsonschema.validate(found, schema_of("query"))
    assert found["rows"] == [
        {
            "id": "strike", "day_max": "2024-03-10", "x": 1.5, "y": 2, "bad": "nan", "l": "[1]",
            "id_2": 1, "b": "61", "yes": True,
        }
    ]  # fmt: skip
    assert found["as_of"] is None
    assert found["problems"] == []


@pytest.mark.parametrize("format_", ["csv", "json", "xlsx", "parquet"])
def test_files_are_new_and_whole(small: Path, format_: str) -> None:
    """An output goes into a file that was not there; one that was is left alone."""
    file = small / f"out.{format_}"
    words = (
        "SELECT id, day_max FROM events WHERE NOT ghost",
        "--format",
        format_,
        "--output",
        str(file),
    )
    ran = query(small, *words)
    assert (ran.code, ran.out) == (0, ""), ran.err
    data = file.read_bytes()
    assert data
    if format_ == "parquet":
        rows = duckdb.connect().execute("FROM read_parquet($1)", [str(file)]).fetchall()
        assert {row[0] for row in rows} == {"strike", "denial"}
    again = query(small, *words)
    assert again.code == 2
    assert "E701" in again.err
    assert file.read_bytes() == data
    assert {path.name for path in small.iterdir()} == {"cases", "seeds", file.name}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("FROM events", "-f", "xml"), "E415"),
        (("FROM events", "-f", "csv", "--json"), "E432"),
        (("FROM events", "-f", "parquet"), "E445"),
        (("FROM events", "-f", "xlsx"), "E445"),
        (("FROM nowhere",), "E442"),
        (("DROP TABLE events",), "E443"),
    ],
)
def test_what_cannot_be_done_is_said(small: Path, words: tuple[str, ...], code: str) -> None:
    """One problem on stderr, nothing on stdout, and code 2."""
    ran = query(small, *words)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err


def test_the_rest_is_answered_where_a_file_is_wrong(small: Path) -> None:
    """A case that cannot be read is named, and is in no table."""
    (small / "cases" / "broken.yaml").write_text("title: [", encoding="utf-8")
    ran = query(small, "SELECT case_id FROM cases")
    assert ran.code == 2
    assert "market" in ran.out
    assert "cases/broken.yaml" in ran.err


def test_the_shipped_cases_can_be_asked() -> None:
    """As docs/query.md shows it."""
    sql = "SELECT days_min, days_max FROM latencies WHERE case_id = 'kabul-2021' "
    ran = query(ROOT, "--json", sql + "AND measure = 'strike-to-investigation'")
    assert json.loads(ran.out)["rows"] == [{"days_min": 0, "days_max": 6}]


@pytest.mark.parametrize("sql", ["-- why\nSELECT 1 AS n", "--\tan = sign\nSELECT 1 AS n"])
def test_a_remark_in_front_is_no_option(sql: str) -> None:
    """Of the command line."""
    done = run("query", "--format", "csv", sql)
    assert (done.code, done.out) == (0, "n\n1\n")
    assert "No such option" in run("query", "--cvs", "SELECT 1").err
