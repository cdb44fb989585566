"""Tables say what the records say, all of it, and under the same names."""

import csv
import fnmatch
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.cli.runner import TODAY
from tests.formats.shipped import ASKED, Days, rows, view, workspace
from timeline.chrono.truth import Truth
from timeline.formats import tables as flat
from timeline.formats.csv import write_csv
from timeline.formats.schema import schema_of
from timeline.formats.sql import ask
from timeline.formats.tables import (
    ABOUT,
    KEYS,
    LEFT_OUT,
    MAIN,
    POSITION,
    TABLE_NAMES,
    columns_of,
    main_table,
    tables_of,
)
from timeline.model.workspace import Workspace
from timeline.portfolio.tolls import judged_tolls
from timeline.results.build.case import show_record
from timeline.results.build.many import workspace_record
from timeline.results.build.tolls import tolls_record
from timeline.results.case import ShowRecord
from timeline.results.many import WorkspaceRecord
from timeline.results.query import QueryColumnRecord, QueryRecord
from timeline.results.record import Record
from timeline.results.values import DayRange, Range
from timeline.view import View
from tools.make_docs import OUTPUTS

CASE = """\
title: A strike
place: Somewhere
time_zone: UTC
forces: US
events:
  - {kind: strike, when: 2024-03-10, source: paper}
"""
SOURCE = "title: T\npublisher: P\nkind: press\nlanguage: nl\n"

RECORDS = [record for _, record in OUTPUTS.values() if record is not QueryRecord]
RECORDS.append(WorkspaceRecord)
"""Every record that a command gives."""

TYPES = {"VARCHAR": str, "DATE": date, "BIGINT": int, "BOOLEAN": bool, "DOUBLE": float}


class PartRecord(Record, frozen=True, kw_only=True):
    """A part."""

    id: str
    new: str
    """A field that no other module knows of."""
    days: Range | None
    day: DayRange


class WholeRecord(Record, frozen=True, kw_only=True):
    """A whole."""

    truth: Truth
    names: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    parts: tuple[PartRecord, ...]
    by_name: dict[str, PartRecord]
    counts: dict[Truth, int]


class TwinRecord(Record, frozen=True, kw_only=True):
    """Two lists of one name that hold different things."""

    parts: tuple[PartRecord, ...]
    inner: WholeRecord


class OddRecord(Record, frozen=True, kw_only=True):
    """A field of a shape that has no flat form."""

    deep: dict[str, dict[str, int]]


def part(number: int) -> PartRecord:
    """One part: unknown days for an odd number, none for an even one."""
    days = Range(min=None, max=None) if number % 2 else None
    day = DayRange(min=date(2023, 5, number), max=None)
    return PartRecord(id=f"p{number}", new="x", days=days, day=day)


WHOLE = WholeRecord(
    truth=Truth.UNKNOWN,
    names=("a", "b"),
    groups=(("a", "b"), ("c",)),
    parts=(part(1), part(2)),
    by_name={"third": part(3)},
    counts={Truth.YES: 2, Truth.NO: 1},
)


def test_a_new_field_is_a_new_column() -> None:
    """Nothing but the record knows of it; its docstring describes it."""
    found = {table.name: table for table in tables_of(WHOLE)}
    assert list(found) == [ABOUT, "parts", "by_name"]
    assert found[ABOUT].to_dicts() == [
        {
            "truth": "unknown", "names": "a; b", "groups": "a, b; c",
            "counts_yes": 2, "counts_no": 1, "counts_unknown": None,
        }
    ]  # fmt: skip
    assert found["parts"].to_dicts()[0] == {
        "id": "p1", "new": "x", "has_days": True, "days_min": None, "days_max": None,
        "day_min": date(2023, 5, 1), "day_max": None,
    }  # fmt: skip
    assert found["parts"].to_dicts()[1]["has_days"] is False
    assert found["by_name"].to_dicts()[0]["by_name"] == "third"
    says = {column.name: column.says for column in found["parts"].columns}
    assert says["new"] == "A field that no other module knows of."
    assert says["day_min"] == "First day; null where open."


def test_what_has_no_flat_form_has_to_be_left_out_by_name() -> None:
    """Nothing is dropped in silence, and no two things share a table."""
    with pytest.raises(TypeError, match=r"OddRecord\.deep fits no column: name it in LEFT_OUT"):
        columns_of(OddRecord)


def test_two_kinds_of_rows_are_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told apart in TABLE_NAMES."""
    monkeypatch.setitem(flat.TABLE_NAMES, "TwinRecord.inner", "parts")
    monkeypatch.setitem(flat.TABLE_NAMES, "WholeRecord.by_name", "parts")
    with pytest.raises(TypeError, match="are both the table parts"):
        columns_of(TwinRecord)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.__name__)
def test_every_record_of_a_command_has_tables(record: type[Record]) -> None:
    """Each column has one name and a type; each table says what it holds."""
    for table in columns_of(record):
        assert table.says
        assert max(Counter(table.headings).values(), default=1) == 1, table
        assert {column.type for column in table.columns} <= set(TYPES)


def test_no_exception_is_for_something_that_is_not_there() -> None:
    """What is left out, renamed or chosen exists."""
    met: set[str] = set()

    def walk(record: type[msgspec.Struct], way: str, around: tuple[type, ...]) -> None:
        for field in msgspec.structs.fields(record):
            met.add(f"{way}.{field.name}")
            met.update(f"{one.__name__}.{field.name}" for one in record.__mro__)
            for inner in _records_in(field.type):
                if inner not in around:
                    walk(inner, f"{way}.{field.name}", (*around, inner))

    for record in RECORDS:
        walk(record, record.__name__, (record,))
    assert [name for name in (*LEFT_OUT, *TABLE_NAMES) if not fnmatch.filter(met, name)] == []
    by_name = {record.__name__: record for record in RECORDS}
    for name, table in MAIN.items():
        assert table in {one.name for one in columns_of(by_name[name])}
    for kind, keys in KEYS.items():
        assert set(keys) <= {*kind.__struct_fields__, POSITION}


def _records_in(kind: object) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for inner in getattr(kind, "__args__", ()):
        yield from _records_in(inner)


@pytest.mark.parametrize("asked", ASKED)
def test_cells_are_of_their_types(asked: Days) -> None:
    """Or NULL."""
    for table in tables_of(workspace(asked)):
        for place, column in enumerate(table.columns):
            found = {type(row[place]) for row in table.rows} - {type(None)}
            assert found <= {TYPES[column.type]}, (table.name, column.name)


def test_keys_tell_rows_apart() -> None:
    """Of every table whose rows have one."""
    for name, key in {
        "cases": ("case_id",),
        "events": ("case_id", "id"),
        "claims": ("case_id", "id"),
        "orders": ("case_id", "event_id", "id"),
        "absences": ("case_id", "id"),
        "latencies": ("case_id", "measure"),
        "findings": ("case_id", "judged_by", "name"),
        "limits": ("case_id", "judged_by", "finding", "position"),
        "sources": ("id",),
        "months": ("scope", "month"),
    }.items():
        found = Counter(tuple(row[part] for part in key) for row in rows()[name])
        assert found
        assert set(found.values()) == {1}, name


@pytest.mark.parametrize("asked", ASKED)
def test_json_and_tables_name_the_same(asked: Days) -> None:
    """Findings, events, tolls and sources: the same rows, with the same verdicts and days."""
    found, told = rows(asked), workspace(asked).to_dict()
    assert len(told["cases"]) == 20
    for table, fields in {
        "events": ("id", "kind", "label", "ghost"),
        "findings": ("name", "judged_by", "label", "verdict", "sentence"),
        "absences": ("id", "kind"),
        "latencies": ("measure", "open"),
    }.items():
        told_rows = [
            (case["case"], *(row[field] for field in fields))
            for case in told["cases"]
            for row in case[table]
        ]
        assert told_rows == [
            (row["case_id"], *(row[field] for field in fields)) for row in found[table]
        ]
    assert _ranges(told["cases"], "events", "day") == _columns(found["events"], "day")
    assert _ranges(told["cases"], "findings", "days") == _columns(found["findings"], "days")
    assert _ranges(told["cases"], "findings", "due") == _columns(found["findings"], "due")
    assert [row["id"] for row in told["sources"]] == [row["id"] for row in found["sources"]]
    of_cases = [
        (case["case"], row["by"], row["on"], row["of"], row["source"])
        for case in told["cases"]
        for row in case["tolls"]
    ]
    fields = ("case_id", "by", "on", "of", "source")
    of_table = [tuple(row[field] for field in fields) for row in found["tolls"]]
    assert of_cases == [row for row in of_table if row[0] is not None]


def _ranges(cases: list[dict[str, Any]], table: str, field: str) -> list[tuple[object, object]]:
    both = [row[field] or {"min": None, "max": None} for case in cases for row in case[table]]
    return [(one["min"], one["max"]) for one in both]


def _columns(found: list[dict[str, Any]], field: str) -> list[tuple[object, object]]:
    def told(cell: object) -> object:
        return cell.isoformat() if isinstance(cell, date) else cell

    return [(told(row[f"{field}_min"]), told(row[f"{field}_max"])) for row in found]


@pytest.mark.parametrize("asked", ASKED)
def test_one_case_and_all_of_them_name_the_same(asked: Days) -> None:
    """`show` and `tolls` of a case give the rows that the tables of the workspace have of it."""
    seen, found = view(asked), rows(asked)
    for case in workspace(asked).cases:
        shown = {table.name: table.to_dicts() for table in tables_of(case)}
        for name in ("events", "claims", "findings", "limits", "orders", "absences", "latencies"):
            every = [row for row in found[name] if row["case_id"] == case.case]
            assert every == [{key: row[key] for key in found[name][0]} for row in shown[name]]
        assert {row["id"] for row in shown["sources"]} <= {row["id"] for row in found["sources"]}
        tolls = judged_tolls(seen.judge(case.case))
        stated = tolls_record([tolls], [], (), seen.as_of, seen.known_on)
        assert stated.cases[0].figures == case.tolls
        assert main_table(stated).to_dicts() == [{"scope": "", **row} for row in shown["tolls"]]


def test_an_answer_is_a_table_of_its_own_columns() -> None:
    """Days are days again."""
    columns = (
        QueryColumnRecord(name="day", type="DATE"),
        QueryColumnRecord(name="n", type="BIGINT"),
    )
    record = QueryRecord(
        as_of=None,
        known_on=None,
        columns=columns,
        rows=({"day": "2023-05-03", "n": 1}, {"day": None, "n": 2}),
        problems=(),
    )
    assert main_table(record).rows == ((date(2023, 5, 3), 1), (None, 2))


def test_the_main_table_is_the_one_that_answers() -> None:
    """Steps of a case, cases of a list."""
    judged = view().judge("may3-syria")
    found = main_table(show_record(judged))
    assert found.name == "steps"
    assert len(found) > 3
    assert main_table(workspace()).name == "cases"
    assert main_table(WHOLE).name == "parts"


def test_an_open_latency_has_no_upper_end() -> None:
    """Its end is still to come, so days_max is NULL."""
    found = rows((date(2023, 5, 24), None))["latencies"]
    open_ones = [row for row in found if row["open"] == "yes"]
    assert open_ones
    assert all(row["has_days"] and row["days_max"] is None for row in open_ones)


def test_a_figure_that_nobody_states_is_not_one_that_is_unknown() -> None:
    """Both have no numbers; has_injured tells them apart."""
    found = rows()["tolls"]
    silent = [row for row in found if not row["has_injured"]]
    assert silent
    assert all(row["injured_min"] is None and row["injured_max"] is None for row in silent)
    assert any(row["has_killed"] and row["killed_max"] is None for row in found)
    assert {row["case_id"] is None for row in found} == {True, False}


def test_only_what_was_public_is_in_the_tables() -> None:
    """With a day known on, later sources and what rests on them are left out."""
    known, whole = rows((None, date(2023, 5, 24))), rows()
    assert "cbs-2024-05-02" not in {row["id"] for row in known["sources"]}
    assert 0 < len(known["claims"]) < len(whole["claims"])
    assert 0 < len(known["caseload"]) <= len(whole["caseload"])


def test_only_months_that_had_ended_are_in_the_tables() -> None:
    """With a day judged from."""
    found = rows((date(2017, 6, 30), None))["caseload"]
    assert 0 < len(found) < len(rows()["caseload"])
    assert all(str(row["month"]) <= "2017-06" for row in found if row["month"])


def test_the_schema_and_the_columns_say_the_same() -> None:
    """One docstring for both."""
    schema = schema_of(ShowRecord)["$defs"]["SourceRecord"]["properties"]
    columns = next(table for table in columns_of(ShowRecord) if table.name == "sources").columns
    for column in columns[1:]:
        assert column.says == schema[column.name]["description"]


def test_a_field_of_a_source_is_everywhere(tmp_path: Path) -> None:
    """As docs/extending.md tells it: in JSON, its schema, tables, SQL and CSV."""
    for folder, name, text in (("cases", "market", CASE), ("seeds", "paper", SOURCE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    seen = View(Workspace(tmp_path), TODAY.toordinal())
    judged, problems = seen.judge_all(["market"])
    record = workspace_record(judged, seen.read_sources()[0], problems)
    assert record.to_dict()["cases"][0]["sources"][0]["language"] == "nl"
    assert "language" in schema_of(ShowRecord)["$defs"]["SourceRecord"]["properties"]
    sources = next(table for table in tables_of(record) if table.name == "sources")
    assert [row["language"] for row in sources.to_dicts()] == ["nl"]
    assert next(csv.DictReader(io.StringIO(write_csv(sources))))["language"] == "nl"
    assert ask(record, "SELECT language FROM sources").rows == ({"language": "nl"},)
