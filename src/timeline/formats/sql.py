"""Tables in, one reading statement, an answer out: the only door to DuckDB.

The database lives in memory and ends with the query. Before the user's words reach it, files,
network, extensions and Python's own variables are shut off and the settings are locked; the
statement itself runs in a transaction that may only read.
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Final

from timeline.errors import refusal
from timeline.formats.tables import main_table, tables_of
from timeline.results.query import QueryCell, QueryColumnRecord, QueryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from timeline.errors import ReadError
    from timeline.formats.frames import DataTable
    from timeline.results.many import WorkspaceRecord
    from timeline.results.record import Record

MOST_ROWS: Final = 1_000_000
"""Rows of an answer; they are all held at once."""

MOST_SECONDS: float = 60
"""Seconds after which a query is stopped."""

_CLOCKS: Final = frozenset(
    {
        "now",
        "today",
        *("current_date", "current_time", "current_timestamp"),
        *("get_current_time", "get_current_timestamp", "transaction_timestamp"),
        *("localtime", "localtimestamp"),
        "uuidv7",
    }
)
"""Functions that answer by the clock."""

_CONFIG: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
_AGE: Final = "CREATE MACRO age(later, earlier) AS date_diff('day', earlier, later)"
"""DuckDB's own counts months and days, and a month has no fixed length."""

_LOCKS: Final = (
    "SET memory_limit = '1GB'",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_PLAIN: Final = re.compile(
    r"BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(\d+,\s?\d+\)"
    r"|VARCHAR|DATE|TIME|TIMESTAMP"
)
"""Types that a Parquet file takes as they are; every other is written as text."""


def ask(workspace: WorkspaceRecord, sql: str) -> QueryRecord:
    """Run one reading statement over the tables of a workspace.

    Raises:
        ReadError: as `run_sql`.
    """
    columns, rows = run_sql(tables_of(workspace), sql)
    names = [column.name for column in columns]
    return QueryRecord(
        as_of=workspace.as_of,
        known_on=workspace.known_on,
        columns=columns,
        rows=tuple(
            {name: plain_cell(cell) for name, cell in zip(names, row, strict=True)} for row in rows
        ),
        problems=workspace.problems,
    )


def run_sql(
    tables: Iterable[DataTable], sql: str
) -> tuple[tuple[QueryColumnRecord, ...], list[tuple[object, ...]]]:
    """Run one reading statement over tables; return the columns and the rows.

    Raises:
        ReadError: DuckDB is not installed; the statement is none, is several, does not only read,
            asks for the clock, is refused by the database, takes more than MOST_SECONDS, or gives
            more than MOST_ROWS rows or stretches of time that have no fixed length.
    """
    require_duckdb()
    import duckdb

    with closing(open_database(tables)) as database:
        words = _unicode(sql)
        watch = Timer(MOST_SECONDS, database.interrupt)
        watch.start()
        try:
            _require_reading(database, words)
            _refuse_clocks(database, words)
            database.execute("BEGIN TRANSACTION READ ONLY")
            database.execute(words)
            described = database.description or []
            rows = database.fetchmany(MOST_ROWS + 1)
        except duckdb.InterruptException as error:
            message = f"the query was stopped after {MOST_SECONDS:g} seconds"
            hint = "a recursive query needs a WHERE that ends it; a join needs a condition"
            raise refusal("E446", message, "query", hint) from error
        except duckdb.Error as error:
            raise _refused(str(error)) from error
        finally:
            watch.cancel()
    _refuse_intervals([(str(column[0]), str(column[1])) for column in described])
    if len(rows) > MOST_ROWS:
        message = f"the answer has more than {MOST_ROWS} rows"
        raise refusal("E444", message, "query", "add LIMIT, or a condition")
    names = distinct([str(column[0]) for column in described])
    kinds = [str(column[1]) for column in described]
    columns = tuple(
        QueryColumnRecord(name=name, type=kind) for name, kind in zip(names, kinds, strict=True)
    )
    return columns, rows


def distinct(names: Iterable[str]) -> list[str]:
    """Put a number behind each name that was there already, in whatever capitals."""
    taken: set[str] = set()
    found = []
    for name in names:
        chosen, number = name, 2
        while chosen.lower() in taken:
            chosen, number = f"{name}_{number}", number + 1
        taken.add(chosen.lower())
        found.append(chosen)
    return found


def plain_cell(cell: object) -> QueryCell:
    """Return a cell as JSON has it."""
    match cell:
        case None | bool() | int() | str():
            return cell
        case Decimal():
            return float(cell) if cell % 1 else int(cell)
        case float():
            return cell if math.isfinite(cell) else str(cell)
        case datetime() | date():
            return cell.isoformat()
        case bytes():
            return cell.hex()
        case _:
            return str(cell)


def require_duckdb() -> None:
    """Say what to install where DuckDB is missing.

    Raises:
        ReadError: it is missing.
    """
    try:
        import_module("duckdb")
    except ImportError as error:
        message = "queries need DuckDB, which is not installed"
        hint = "in the checkout: .venv/bin/python -m pip install -c constraints.txt '.[query]'"
        raise refusal("E441", message, "query", hint) from error


def open_database(tables: Iterable[DataTable]) -> DuckDBPyConnection:
    """A database in memory that holds the tables and can reach nothing else.

    Raises:
        ReadError: DuckDB is not installed.
    """
    database = _connect()
    for table in tables:
        types = [(column.name, column.type) for column in table.columns]
        _fill(database, table.name, types, table.rows)
    database.execute(_AGE)
    for lock in _LOCKS:
        database.execute(lock)
    return database


def _connect() -> DuckDBPyConnection:
    require_duckdb()
    import duckdb

    return duckdb.connect(":memory:", config=dict(_CONFIG))


def _fill(
    database: DuckDBPyConnection,
    name: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[object]],
) -> None:
    """Make a table; the rows go in column by column, which is many times faster than by row."""
    listed = ", ".join(f"{_quoted(column)} {kind}" for column, kind in columns)
    database.execute(f"CREATE TABLE {_quoted(name)} ({listed})")
    if not rows:
        return
    parts = ", ".join(f"unnest(${place}::{kind}[])" for place, (_, kind) in enumerate(columns, 1))
    cells = [[_storable(cell) for cell in column] for column in zip(*rows, strict=True)]
    database.execute(f"INSERT INTO {_quoted(name)} SELECT {parts}", cells)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _storable(cell: object) -> object:
    return _unicode(cell) if isinstance(cell, str) else cell


def _unicode(text: str) -> str:
    """Text for UTF-8, halves of surrogate pairs as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _require_reading(database: DuckDBPyConnection, sql: str) -> None:
    """Refuse what is not one statement that reads."""
    import duckdb

    try:
        statements = database.extract_statements(sql)
    except duckdb.ParserException as error:
        raise _refused(str(error), _quotes_hint(database, sql)) from error
    if len(statements) != 1:
        message = f"one statement is asked for, and there are {len(statements)}"
        raise refusal("E443", message, "query", "such as SELECT id, kind FROM events")
    kind = str(statements[0].type).rpartition(".")[2]
    if kind == "MULTI":
        message = "PIVOT looks the values up first where it is not told them, and writes them down"
        raise refusal(
            "E443", message, "query", "write ON verdict IN ('met', 'overdue'), with each value"
        )
    if kind not in {"SELECT", "EXPLAIN"}:
        message = f"a query only reads, and this is a statement of the kind {kind}"
        raise refusal("E443", message, "query", "start with SELECT, WITH, FROM, DESCRIBE or SHOW")


def _refuse_clocks(database: DuckDBPyConnection, sql: str) -> None:
    """Refuse an answer that would be another tomorrow."""
    given = database.execute("SELECT json_serialize_sql($1)", [sql]).fetchone()
    waiting: list[object] = [json.loads(given[0]) if given else None]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
            clock = _clock_in(one)
            if clock:
                message = f"{clock} asks the clock, and the answer would be another tomorrow"
                hint = "write the day: DATE '2024-05-02', or take as_of from the table cases"
                raise refusal("E447", message, "query", hint)


def _clock_in(node: dict[str, object]) -> str:
    """The clock that a node of a parsed statement asks for; empty for none."""
    called = str(node.get("function_name", "")).lower()
    arguments, columns = node.get("arguments"), node.get("column_names")
    if called in _CLOCKS:
        return f"{called}()"
    if called == "age" and isinstance(arguments, list) and len(arguments) == 1:
        return "age() of one day"
    if isinstance(columns, list) and len(columns) == 1 and str(columns[0]).lower() in _CLOCKS:
        return str(columns[0])
    return ""


def _refuse_intervals(columns: Sequence[tuple[str, str]]) -> None:
    """Refuse stretches of time: printed as days they would be wrong where they hold months."""
    for name, kind in columns:
        if "INTERVAL" in kind:
            message = f"{name} is a stretch of months, days and hours, not a number of days"
            hint = "subtract dates: day_max - day_min gives whole days; or date_diff('day', a, b)"
            raise refusal("E448", message, "query", hint)


def _quotes_hint(database: DuckDBPyConnection, sql: str) -> str:
    """Name the columns that are words of SQL and stand in a statement without quotes."""
    named = database.execute(
        "SELECT DISTINCT keyword_name FROM duckdb_keywords() "
        "JOIN duckdb_columns() ON column_name = keyword_name AND NOT internal "
        "WHERE keyword_category <> 'unreserved' ORDER BY ALL"
    ).fetchall()
    words = re.findall(r'"[^"]*"|\w+', sql.lower())
    bare = [name for (name,) in named if name in words]
    return f'a column named {" or ".join(bare)} needs quotes: "{bare[0]}"' if bare else ""


def _refused(words: str, hint: str = "") -> ReadError:
    """Give the database's own sentence; what it proposes is the hint, else the one given."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    first = lines[0] if lines else "the database gave no reason"
    proposed = [one for one in lines[1:] if one.startswith(("Did you mean", "Candidate bindings"))]
    hints = [*proposed, hint, "docs/query.md lists every table and column"]
    return refusal("E442", first, "query", next(filter(None, hints)))


def format_record(record: Record, *, ascii_only: bool = False) -> bytes:
    """Write the main table of a record as Parquet."""
    return write_parquet(main_table(record))


def write_parquet(table: DataTable) -> bytes:
    """Return a table as a Parquet file.

    It is written by a second database, which the user's words never reached, into a folder of its
    own, which is the only place that this database can write to.

    Raises:
        ReadError: DuckDB is not installed, or there is no column.
    """
    if not table.columns:
        raise refusal("E443", "the statement gives no table", "query", "start with SELECT")
    columns = [
        (one.name, one.type if _PLAIN.fullmatch(one.type) else "VARCHAR") for one in table.columns
    ]
    with closing(_connect()) as database, tempfile.TemporaryDirectory() as folder:
        _fill(database, "written", columns, table.rows)
        path = Path(folder, "written.parquet")
        text = str(path).replace("'", "''")
        database.execute(f"SET allowed_paths = ['{text}']")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        database.execute(f"COPY written TO '{text}' (FORMAT parquet)")
        return path.read_bytes()
