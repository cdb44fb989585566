"""The database reads the tables, and reaches nothing else."""

import sys
from datetime import date
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

from timeline.errors import ReadError
from timeline.portfolio.table_shapes import Column, Shape
from timeline.portfolio.tables import Cell, Table
from timeline.query import database
from timeline.query.answer import distinct
from timeline.query.database import open_database, parquet_of, run_sql

SHAPE = Shape(
    "events",
    "Some events.",
    (
        Column("id", "VARCHAR", "its id"),
        Column("earliest", "DATE", "first day"),
        Column("round", "BIGINT", "which round"),
        Column("planned", "BOOLEAN", "whether planned"),
    ),
)


def table(*rows: tuple[Cell, ...]) -> Table:
    """The table events with these rows."""
    return Table(SHAPE, rows)


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
    answer = run_sql([STRIKE], "FROM events")
    assert answer.names == ("id", "earliest", "round", "planned")
    assert answer.types == ("VARCHAR", "DATE", "BIGINT", "BOOLEAN")
    assert answer.rows == STRIKE.rows


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE events; --", '"', "Ġ\u202e", "a\nb", "", "\ud800", "$1", "NULL"]
)
def test_text_is_data(text: str) -> None:
    """Nothing in a file can act as SQL."""
    answer = run_sql([table((text, None, 1, True))], "SELECT id FROM events")
    assert answer.rows == ((text.encode("utf-8", "backslashreplace").decode(),),)


def test_an_empty_table_can_be_asked() -> None:
    """It has its columns and no rows."""
    answer = run_sql([table()], "SELECT count(*) AS n, max(earliest) AS last FROM events")
    assert answer.rows == ((0, None),)


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
    assert run_sql([STRIKE], sql).rows


def test_a_proposal_of_the_database_is_the_hint() -> None:
    """A wrong name is answered with the nearest ones."""
    with pytest.raises(ReadError) as caught:
        run_sql([STRIKE], "SELECT earlies FROM events")
    assert "earliest" in caught.value.problems[0].hint


def test_too_many_rows_are_refused() -> None:
    """An answer is held at once, so it has an end."""
    with patch.object(database, "MOST_ROWS", 1):
        assert code_of("FROM events") == "E444"
        assert len(run_sql([STRIKE], "FROM events LIMIT 1").rows) == 1


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
    assert distinct(["n", "N", "n", "n_2", ""]) == ("n", "N_2", "n_3", "n_2_2", "")


def test_parquet_holds_the_rows(tmp_path: Path) -> None:
    """Days stay days; what Parquet has no plain form for is text."""
    sql = """SELECT id, earliest, round, 1.5 AS x, [1, 2] AS "a ""list" FROM events"""
    file = tmp_path / "it's.parquet"
    file.write_bytes(parquet_of(run_sql([STRIKE], sql)))
    read = duckdb.connect().execute("FROM read_parquet($1)", [str(file)])
    assert [str(column[1]) for column in read.description or []][1:3] == ["DATE", "BIGINT"]
    first, second = read.fetchall()
    assert first[:3] == ("strike", date(2023, 5, 3), 1)
    assert second[1:3] == (None, None)
    assert first[4] == "[1, 2]"


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
        answer = run_sql([STRIKE], f"SELECT {asked} AS days")
        assert (answer.types, answer.rows) == (("BIGINT",), ((92,),))
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
    assert len(run_sql([STRIKE], sql).rows) == 2


def test_a_pivot_is_told_its_values() -> None:
    """Else the database would write them down first."""
    pivot = "PIVOT events ON round {} USING count(*) GROUP BY id"
    assert run_sql([STRIKE], pivot.format("IN (1, 2)")).names == ("id", "1", "2")
    assert code_of(pivot.format("")) == "E443"
