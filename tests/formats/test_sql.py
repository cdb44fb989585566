"""The database reads the tables, and reaches nothing else."""

import sys
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from timeline.errors import ReadError
from timeline.formats import sql as database
from timeline.formats.frames import Cell, DataColumn, DataTable
from timeline.formats.sql import ask, distinct, open_database, run_sql, write_parquet
from timeline.formats.tables import answer_table
from timeline.results.many import WorkspaceRecord
from timeline.results.query import QueryRecord

COLUMNS = (
    DataColumn("id", "VARCHAR"),
    DataColumn("earliest", "DATE"),
    DataColumn("round", "BIGINT"),
    DataColumn("planned", "BOOLEAN"),
    DataColumn("when", "VARCHAR"),
)


def table(*rows: tuple[Cell, ...]) -> DataTable:
    """The table events with these rows."""
    return DataTable("events", "Some events.", COLUMNS, tuple((*row, "then") for row in rows))


def answered(sql: str) -> QueryRecord:
    """The answer of a statement over no case at all."""
    empty = WorkspaceRecord(
        as_of=None, known_on=None, cases=(), sources=(), tolls=(), dockets=(), problems=()
    )
    return ask(empty, sql)


STRIKE = table(("strike", date(2023, 5, 3), 1, False), ("denial", None, None, None))


def code_of(sql: str) -> str:
    """The code of the Problem that a statement gives."""
    with pytest.raises(ReadError) as caught:
        run_sql([STRIKE], sql)
    (problem,) = caught.value.problems
    assert "\n" not in problem.message
    assert problem.hint
    return problem.code


def test_rows_come_back_as_they_went_in() -> None:
    """Days, numbers and truth values keep their types; NULL stays NULL."""
    columns, rows = run_sql([STRIKE], "FROM events")
    found = [(one.name, one.type) for one in columns]
    assert found == [(one.name, one.type) for one in COLUMNS]
    assert tuple(rows) == STRIKE.rows


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE events; --", '"', "Ġ\u202e", "a\nb", "", "\ud800", "$1", "NULL"]
)
def test_text_is_data(text: str) -> None:
    """Nothing in a file can act as SQL."""
    _, rows = run_sql([table((text, None, 1, True))], "SELECT id FROM events")
    assert rows == [(text.encode("utf-8", "backslashreplace").decode(),)]


def test_an_empty_table_can_be_asked() -> None:
    """It has its columns and no rows."""
    _, rows = run_sql([table()], "SELECT count(*) AS n, max(earliest) AS last FROM events")
    assert rows == [(0, None)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('{file}')",
        "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM parquet_metadata('{file}')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SELECT * FROM sys",
        "SELECT * FROM query('COPY events TO ''{file}''')",
        "WITH gone AS (DELETE FROM events RETURNING *) SELECT * FROM gone",
        "EXPLAIN ANALYZE COPY events TO '{file}'",
        "SELECT nothing FROM events",
        "SELEC 1",
        "SELECT ?",
        "SELECT * FROM range(100000000000) a ORDER BY 1 DESC",
    ],
)
def test_what_is_no_table_cannot_be_reached(sql: str, tmp_path: Path) -> None:
    """No file, no network, no variable of the program, no change, no endless memory."""
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n1\n", encoding="utf-8")
    with patch.object(database, "_LOCKS", ("SET memory_limit = '50MB'", *database._LOCKS[1:])):  # noqa: SLF001 - a small limit is reached sooner
        assert code_of(sql.format(file=secret)) == "E442"
    assert secret.read_text(encoding="utf-8") == "secret\n1\n"


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "DELETE FROM events",
        "CREATE TABLE x AS FROM events",
        "COPY events TO 'x.csv'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "CALL duckdb_settings()",
        "EXPORT DATABASE 'x'",
        "COMMIT",
    ],
)
def test_only_one_reading_statement_is_run(sql: str) -> None:
    """Everything else is refused before it runs."""
    assert code_of(sql) == "E443"


@pytest.mark.parametrize(
    "sql",
    [
        "COPY events TO '{file}'",
        "ATTACH '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "EXPORT DATABASE '{file}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET allowed_paths = ['{file}']",
        "RESET memory_limit",
    ],
)
def test_the_lock_alone_holds(sql: str, tmp_path: Path) -> None:
    """Even a statement that was not refused by its kind finds everything shut."""
    file = tmp_path / "out"
    opened = open_database([STRIKE])
    with pytest.raises(duckdb.Error):
        opened.execute(sql.format(file=file))
    opened.close()
    assert not file.exists()


@pytest.mark.parametrize("sql", ["SHOW TABLES", "DESCRIBE events", "EXPLAIN FROM events"])
def test_tables_can_be_described(sql: str) -> None:
    """What one types first works."""
    assert run_sql([STRIKE], sql)[1]


def test_a_proposal_of_the_database_is_the_hint() -> None:
    """A wrong name is answered with the nearest ones."""
    with pytest.raises(ReadError) as caught:
        run_sql([STRIKE], "SELECT earlies FROM events")
    assert "earliest" in caught.value.problems[0].hint


def test_too_many_rows_are_refused() -> None:
    """An answer is held at once, so it has an end."""
    with patch.object(database, "MOST_ROWS", 1):
        assert code_of("FROM events") == "E444"
        assert len(run_sql([STRIKE], "FROM events LIMIT 1")[1]) == 1


def test_a_missing_database_says_what_to_install() -> None:
    """It is an optional extra."""
    with patch.dict(sys.modules, {"duckdb": None}), pytest.raises(ReadError) as caught:
        run_sql([STRIKE], "FROM events")
    (problem,) = caught.value.problems
    assert problem.code == "E441"
    hint = "in the checkout: .venv/bin/python -m pip install -c constraints.txt '.[query]'"
    assert problem.hint == hint


def test_names_are_made_distinct() -> None:
    """Two columns of one name would be one key of JSON; capitals make no difference to Parquet."""
    assert distinct(["n", "N", "n", "n_2", ""]) == ["n", "N_2", "n_3", "n_2_2", ""]


def test_parquet_holds_the_rows(tmp_path: Path) -> None:
    """Days stay days; what Parquet has no plain form for is text."""
    file = tmp_path / "it's.parquet"
    file.write_bytes(write_parquet(STRIKE))
    read = duckdb.connect().execute("FROM read_parquet($1)", [str(file)])
    kinds = ["VARCHAR", "DATE", "BIGINT", "BOOLEAN", "VARCHAR"]
    assert [str(column[1]) for column in read.description or []] == kinds
    assert tuple(read.fetchall()) == STRIKE.rows


def test_an_answer_keeps_its_types_in_parquet(tmp_path: Path) -> None:
    """Numbers, days and times do; what Parquet has no plain form for is text."""
    sql = """SELECT DATE '2023-05-03' AS day, 1::UTINYINT AS small, 1.5 AS exact, 2.5::DOUBLE AS x,
        TIMESTAMP '2023-05-03 11:42:00' AS then, TIME '11:42:00' AS at, [1, 2] AS "a ""list",
        'a'::BLOB AS b, NULL::DATE AS none"""
    file = tmp_path / "answer.parquet"
    file.write_bytes(write_parquet(answer_table(answered(sql))))
    read = duckdb.connect().execute("FROM read_parquet($1)", [str(file)])
    kinds = ["DATE", "UTINYINT", "DECIMAL(2,1)", "DOUBLE", "TIMESTAMP", "TIME", *["VARCHAR"] * 2]
    assert [str(column[1]) for column in read.description or []] == [*kinds, "DATE"]
    (row,) = read.fetchall()
    assert row[0] == date(2023, 5, 3)
    assert (row[1], float(row[2]), row[3]) == (1, 1.5, 2.5)
    assert (str(row[4]), str(row[5])) == ("2023-05-03 11:42:00", "11:42:00")
    assert row[6:] == ("[1, 2]", "61", None)


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("SELECT when FROM events", 'a column named when needs quotes: "when"'),
        ("SELECT id frm events", "docs/query.md lists every table and column"),
        ("""SELECT "when" frm events""", "docs/query.md lists every table and column"),
    ],
)
def test_a_column_that_is_a_word_of_sql_is_told_to_be_quoted(sql: str, hint: str) -> None:
    """The database says only where it stumbled."""
    with pytest.raises(ReadError) as caught:
        run_sql([STRIKE], sql)
    assert caught.value.problems[0].hint == hint


@pytest.mark.parametrize(
    "clock",
    [
        "SELECT now()",
        "SELECT NOW()",
        "SELECT epoch_ms(now())",
        "SELECT system.main.now()",
        "FROM events SELECT current_date - earliest",
        "SELECT 1 WHERE EXISTS (SELECT localtimestamp)",
        "WITH t AS (SELECT today() AS day) FROM t",
        "SELECT age(earliest) FROM events",
        "VALUES (current_timestamp)",
        "SELECT 1 UNION SELECT extract(year FROM transaction_timestamp())",
    ],
)
def test_no_answer_hangs_on_the_day(clock: str) -> None:
    """It would be another tomorrow, of the same files."""
    assert code_of(clock) == "E447"


def test_the_days_between_two_days_are_a_number() -> None:
    """Whole days, never months of no fixed length."""
    days = "DATE '2024-05-31' - DATE '2024-02-29'"
    for asked in (days, "age(DATE '2024-05-31', DATE '2024-02-29')"):
        (column,), rows = run_sql([STRIKE], f"SELECT {asked} AS days")
        assert (column.type, rows) == ("BIGINT", [(92,)])
    for asked in (
        "DATE '2024-05-31'::TIMESTAMP - DATE '2024-02-29'",
        "INTERVAL 3 MONTH",
        "[INTERVAL 3 MONTH]",
        "{'a': INTERVAL 1 DAY}",
    ):
        assert code_of(f"SELECT {asked}") == "E448"


@pytest.mark.parametrize(
    "endless",
    [
        "WITH RECURSIVE t AS (SELECT 1 n UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
        "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range % 7 = 3",
        "SELECT sleep_ms(100000)",
    ],
)
def test_a_query_that_does_not_end_is_stopped(
    endless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and what to add."""
    monkeypatch.setattr(database, "MOST_SECONDS", 0.2)
    assert code_of(endless) == "E446"


@pytest.mark.parametrize(
    "sql", ["-- why\nFROM events", "/* why */ FROM events", "FROM events -- why", "FROM events;"]
)
def test_remarks_are_no_statement(sql: str) -> None:
    """Wherever they stand."""
    assert len(run_sql([STRIKE], sql)[1]) == 2


def test_a_pivot_is_told_its_values() -> None:
    """Else the database would write them down first."""
    pivot = "PIVOT events ON round {} USING count(*) GROUP BY id"
    columns, _ = run_sql([STRIKE], pivot.format("IN (1, 2)"))
    assert [one.name for one in columns] == ["id", "1", "2"]
    assert code_of(pivot.format("")) == "E443"
