"""`timeline query`: SQL over every case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.fixed_words import QUERY_FORMATS
from timeline.cli.options import UNUSABLE, Options, print_json, print_text, say, say_unread, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from timeline.results.query import QueryRecord


def run_query(sql: str, format_: str, output: Path | None, options: Options) -> int:
    """`timeline query`.

    Raises:
        ReadError: the query cannot be run, or its answer cannot be written so.
    """
    from timeline.formats.sql import ask, require_duckdb  # noqa: PLC0415 - fast start
    from timeline.results.build.many import workspace_record  # noqa: PLC0415 - fast start

    chosen = _format(format_, output, options)
    require_duckdb()  # said before the cases are reckoned
    view = options.view()
    say_unread(view)
    cases, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    problems = list(dict.fromkeys([*problems, *unreadable]))
    answer = ask(workspace_record(cases, sources, problems, view.as_of, view.known_on), sql)
    if output is not None:
        _write(output, _bytes_of(answer, chosen))
        say(f"{output}: {len(answer.rows)} rows")
    elif chosen == "table":
        from timeline.render.query import print_answer  # noqa: PLC0415 - only for tables

        print_answer(options.page(), answer)
    elif chosen == "json":
        print_json(answer, options)
    else:
        print_text(_bytes_of(answer, chosen).decode())
    return UNUSABLE if tell(problems) else 0


def _format(format_: str, output: Path | None, options: Options) -> str:
    """The format asked for.

    Raises:
        ReadError: there is no such format, there are two, or it needs a file or none.
    """
    if format_ not in QUERY_FORMATS:
        message = f"there is no format {format_}"
        raise _refusal("E415", message, "--format", f"one of {', '.join(QUERY_FORMATS)}")
    if options.as_json and format_ not in ("table", "json"):
        message = f"--json and --format {format_} are two formats"
        raise _refusal("E432", message, "--format", "give one of them")
    chosen = "json" if options.as_json else format_
    if chosen in ("parquet", "xlsx") and output is None:
        message = f"{chosen} is not text, and goes into a file"
        raise _refusal("E445", message, "--format", f"--output answer.{chosen}")
    if chosen == "table" and output is not None:
        hint = "--format csv, json, xlsx or parquet"
        raise _refusal("E445", "a table is for the terminal, not for a file", "--output", hint)
    return chosen


def _refusal(code: str, message: str, option: str, hint: str) -> ReadError:
    return ReadError([Problem(code, message, Location(option, None), hint)])


def _bytes_of(answer: QueryRecord, format_: str) -> bytes:
    from timeline.formats.tables import answer_table  # noqa: PLC0415 - fast start

    if format_ == "json":
        from timeline.formats.json import format_json  # noqa: PLC0415 - only for JSON

        return format_json(answer).encode()
    if format_ == "parquet":
        from timeline.formats.sql import write_parquet  # noqa: PLC0415 - only for Parquet

        return write_parquet(answer_table(answer))
    if format_ == "xlsx":
        from timeline.formats.xlsx import write_xlsx  # noqa: PLC0415 - only for XLSX

        return write_xlsx([answer_table(answer)])
    from timeline.formats.csv import write_csv  # noqa: PLC0415 - only for CSV

    return write_csv(answer_table(answer)).encode()


def _write(output: Path, data: bytes) -> None:
    """Write a new file, whole or not at all."""
    from timeline.edit.whole_file import hold, write_whole  # noqa: PLC0415 - only for files

    path = Path(output.parent.resolve(), output.name)
    with hold(path.parent, str(output)):
        write_whole(path, data, None, str(output))
