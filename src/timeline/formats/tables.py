"""Records → flat tables for SQL, CSV, spreadsheets and data frames.

A table holds the records of one list, a column one field, and both have the names of JSON. All of
it is read from the types: a new field of a record is a new column by itself.

- a record within a record, such as a range, is spread: `days` gives `days_min` and `days_max`
- a list of texts is one text, parts separated by "; "
- a list of records is a table of its own, with the keys of the rows that hold them
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import inspect

from timeline.formats.frames import Cell, DataColumn, DataTable
from timeline.formats.schema import described
from timeline.results.case import (
    CaseHeadRecord,
    ContradictionRecord,
    EventRecord,
    ExplainedRecord,
    FindingSummaryRecord,
    LatencyRecord,
    LimitRecord,
    NotCountedRecord,
    QuestionRecord,
    ReceiptStepRecord,
    TrialRecord,
    VersionRecord,
)
from timeline.results.changes import CaseChangeRecord, EventChangeRecord
from timeline.results.compare import CompareCellRecord, CompareMeasureRecord
from timeline.results.ledger import (
    DocketRecord,
    LedgerMonthRecord,
    SourceNoteRecord,
    StretchRecord,
    SumRecord,
)
from timeline.results.listing import CaseReportRecord
from timeline.results.policies import RuleChangeRecord, RuleRecord
from timeline.results.query import QueryRecord
from timeline.results.record import Record
from timeline.results.stats import StatsGroupRecord, StatsMeasureRecord, StatsRowRecord
from timeline.results.story import StepRecord
from timeline.results.tolls import TollsOfRecord
from timeline.results.values import DayRange, Place, Range, StatementRecord

POSITION: Final = "position"
"""A key that is no field: the place among its siblings, the first is 1."""

ABOUT: Final = "about"
"""Table of the fields of a record that holds lists: one row."""

KEYS: Final[Mapping[type[Record], Mapping[str, str]]] = {
    CaseHeadRecord: {"case": "case_id"},
    EventRecord: {"id": "event_id"},
    NotCountedRecord: {"id": "event_id"},
    LatencyRecord: {"measure": "measure"},
    FindingSummaryRecord: {"judged_by": "judged_by", "name": "finding"},
    LimitRecord: {POSITION: "limit_position"},
    ReceiptStepRecord: {POSITION: "step_position"},
    ContradictionRecord: {POSITION: "contradiction_position"},
    VersionRecord: {POSITION: "version_position"},
    TrialRecord: {POSITION: "trial_position"},
    QuestionRecord: {POSITION: "question_position"},
    ExplainedRecord: {POSITION: "receipt_position", "title": "title"},
    StepRecord: {POSITION: "step_position"},
    TollsOfRecord: {"case": "case_id", "scope": "scope"},
    DocketRecord: {"scope": "scope"},
    LedgerMonthRecord: {"month": "month"},
    StretchRecord: {"period": "period"},
    SumRecord: {"month": "month", "test": "test"},
    CaseReportRecord: {"policy": "policy"},
    CompareMeasureRecord: {"measure": "measure"},
    CompareCellRecord: {"case": "case_id"},
    StatsGroupRecord: {"name": "group_name"},
    StatsMeasureRecord: {"measure": "measure"},
    StatsRowRecord: {"case": "case_id"},
    CaseChangeRecord: {"case": "case_id"},
    EventChangeRecord: {"id": "event_id"},
    RuleRecord: {"id": "rule_id"},
    RuleChangeRecord: {"rule": "rule"},
}
"""What tells the rows of a table apart, and what it is called in the tables of their parts."""

COLUMN_NAMES: Final = {"case": "case_id"}
"""Fields with another name here: `case` is a word of SQL."""

TABLE_NAMES: Final = {
    "OverdueRecord.overdue": "undone",
    "OverdueRecord.not_checked": "undone",
    "OverdueRecord.coming_up": "undone",
    "OverdueRecord.waiting": "undone",
    "StoryRecord.figures": "key_figures",
    "TollsRecord.cases": "concessions",
    "TollsRecord.campaign": "concessions",
    "WorkspaceRecord.tolls": "concessions",
    "TollsOfRecord.figures": "tolls",
    "LedgerMonthRecord.figures": "caseload",
    "StretchRecord.figures": "caseload",
    "DocketRecord.aside": "periods",
    "VersionsRecord.list": "versions",
    "TrialRecord.events": "moved_events",
}
"""Lists whose table does not have the name of the field, which says too little by itself."""

TEXTS: Final[Mapping[type[Record], str]] = {
    StatementRecord: "{0.id}",
    SourceNoteRecord: "{0.source}: {0.note}",
}
"""Records of which a list is one text, as a list of texts is."""

LEFT_OUT: Final = {
    "ContradictionRecord.without": "days by event by group: three levels have no flat form",
    "VersionRecord.events": "every day of every event anew; a version is told by what it drops",
    "VersionRecord.findings": "the same; `versions` of a finding has its verdicts",
    "ProblemRecord.related": "places to go to, not to count",
    "RuleRecord.when": "a condition nests as deep as its author likes",
    "StoryRecord.lanes": "a drawing of days that are in `events`",
    "TollsOfRecord.elsewhere": "rows of another scope, which are in the table",
    "TollsOfRecord.over_time": "rows of the table, told by claimant",
    "WorkspaceRecord.*_words": "what another column says, as pages put it",
    "WorkspaceRecord.*.sign": "the same",
    "WorkspaceRecord.*.answer": "sentences of a page",
    "WorkspaceRecord.*.sentences": "the same",
    "WorkspaceRecord.tolls.scale": "how wide a page draws them",
    "WorkspaceRecord.as_of": "each row of `cases` has its own",
    "WorkspaceRecord.known_on": "each row of `cases` has it",
    "WorkspaceRecord.cases.problems": "rows of `problems` already",
    "WorkspaceRecord.cases.sources": "rows of `sources` already",
    "WorkspaceRecord.cases.practices": "asked of one case at a time, by `show`",
    "WorkspaceRecord.cases.tolls": "rows of `tolls` already",
    "WorkspaceRecord.cases.findings.receipt": "sentences to read in order: `explain` prints them",
    "WorkspaceRecord.cases.trials": "tried for one case at a time, by `show`",
    "WorkspaceRecord.cases.disputed_matter": "the same",
    "WorkspaceRecord.cases.questions": "the same",
    "WorkspaceRecord.tolls.concession.left_out": "asked of one case at a time, by `tolls`",
    "WorkspaceRecord.dockets.months.words": "what `month` says",
    "WorkspaceRecord.dockets.months.stated": "rows of `caseload`, and `open_derived` of `months`",
    "WorkspaceRecord.dockets.*.figures.words": "what `min` and `max` say",
    "WorkspaceRecord.dockets.aside.words": "the figures, which are in `caseload`",
    "WorkspaceRecord.dockets.gaps": "months without a row",
    "WorkspaceRecord.dockets.flow.clearances": "open by completed, both in `caseload`",
}
"""Fields without a column, by their owner or by the way to them, and why; * is any text."""

MAIN: Final = {
    "ShowRecord": "steps",
    "ExplainRecord": "receipt",
    "CompareRecord": "cells",
    "StatsRecord": "measures",
    "LedgerRecord": "caseload",
    "TollsRecord": "tolls",
}
"""Table that stands for the whole where there can be one only; else the first list."""


def tables_of(record: Record) -> tuple[DataTable, ...]:
    """Return every table of a record, the one of its own fields first."""
    if isinstance(record, QueryRecord):
        return (answer_table(record),)
    root = _compiled(type(record))
    found: dict[str, list[_Rows]] = {}
    _collect(root, found)
    rows = {id(one.node): one.cells for parts in found.values() for one in parts}
    _fill(root, [(None, record)], {}, rows)
    return tuple(_merged(name, parts) for name, parts in found.items())


def columns_of(record: type[Record]) -> tuple[DataTable, ...]:
    """Return a record type's tables, without rows."""
    found: dict[str, list[_Rows]] = {}
    _collect(_compiled(record), found)
    return tuple(_merged(name, parts) for name, parts in found.items())


def main_table(record: Record) -> DataTable:
    """Return the table that stands for a record where there can be one only."""
    tables = tables_of(record)
    by_name = {table.name: table for table in tables}
    lists = [table for table in tables if table.name != ABOUT]
    return by_name.get(MAIN.get(type(record).__name__, ""), (lists or tables)[0])


def answer_table(answer: QueryRecord) -> DataTable:
    """Return the answer of a query; its columns are those that the statement names."""
    columns = tuple(DataColumn(one.name, one.type) for one in answer.columns)
    rows = tuple(
        tuple(_as_day(row[one.name]) if one.type == "DATE" else row[one.name] for one in columns)
        for row in answer.rows
    )
    return DataTable("answer", "Rows that the statement gives.", columns, rows)


def _as_day(cell: Cell) -> Cell:
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


_Read = Callable[[Any], Any]


class _Key(NamedTuple):
    """Key of a row, as inner lists show it."""

    column: DataColumn
    read: _Read | None
    """None for the position."""


@dataclass(frozen=True, eq=False, slots=True)
class _Node:
    """Rows of one type at one place of a record."""

    table: str
    says: str
    record: type[msgspec.Struct]
    carried: tuple[DataColumn, ...]
    """Keys of the rows around it: the first columns."""
    is_counted: bool
    is_named: bool
    """True where the list goes by names, which are a column too."""
    columns: tuple[DataColumn, ...]
    """The others, position and name among them."""
    reads: tuple[_Read, ...]
    children: tuple[_Child, ...]


class _Child(NamedTuple):
    """A list within the rows of a node."""

    read: _Read
    """From the record to its rows, each with its name in the list, or None."""
    keys: tuple[_Key, ...]
    node: _Node


class _SubTable(NamedTuple):
    """A list of records, before the tree is made."""

    record: type[msgspec.Struct]
    way: str
    table: str
    says: str
    named: str
    read: _Read
    keys: tuple[_Key, ...]


@dataclass(slots=True)
class _Rows:
    """Rows of one node, in its columns."""

    node: _Node
    cells: list[tuple[Cell, ...]]


@cache
def _compiled(record: type[Record]) -> _Node:
    """Return the tree of the lists of a type of record, with itself at the root."""
    table = "cases" if issubclass(record, CaseHeadRecord) else ABOUT
    says = _first_line(record)
    return _node(_SubTable(record, record.__name__, table, says, "", lambda one: one, ()), {})


def _node(rows: _SubTable, around: Mapping[str, DataColumn]) -> _Node:
    parts = _Parts(rows.table)
    is_counted = POSITION in _keys_of(rows.record)
    if is_counted:
        parts.columns.append(DataColumn(POSITION, "BIGINT", "Place in the list, from 1."))
    if rows.named:
        parts.columns.append(DataColumn(rows.named, "VARCHAR", "Name in the list."))
    parts.spread(rows.record, _At(rows.way))
    own = {column.name for column in parts.columns}
    children = []
    for one in parts.lists:
        inner = dict(around) | {key.column.name: key.column for key in one.keys}
        children.append(_Child(one.read, one.keys, _node(one, inner)))
    return _Node(
        rows.table,
        rows.says,
        rows.record,
        tuple(column for name, column in around.items() if name not in own),
        is_counted,
        bool(rows.named),
        tuple(parts.columns),
        tuple(parts.reads),
        tuple(children),
    )


class _At(NamedTuple):
    """A record within a row, or the row itself."""

    way: str
    """From the root, for LEFT_OUT."""
    steps: tuple[str, ...] = ()
    """From the row, through records of which there is one."""
    keys: tuple[_Key, ...] = ()


@dataclass(slots=True)
class _Parts:
    """Columns and lists of one type of record."""

    table: str
    columns: list[DataColumn] = field(default_factory=list)
    reads: list[_Read] = field(default_factory=list)
    lists: list[_SubTable] = field(default_factory=list)

    def spread(self, record: type[msgspec.Struct], at: _At, says: str = "") -> None:
        """Add every field of a record; `says` describes the record where it is within a row."""
        inner = at._replace(keys=(*at.keys, *self._keys(record, at)))
        texts = described(record)
        for one in _fields_of(record):
            if not _is_left_out(record, one.name, f"{at.way}.{one.name}"):
                whole = " ".join(filter(None, (says, texts.get(one.name, ""))))
                self._add(record, one, inner, whole)
                says = ""

    def _keys(self, record: type[msgspec.Struct], at: _At) -> Iterator[_Key]:
        for one, name in _keys_of(record).items():
            shown = "_".join((*at.steps, COLUMN_NAMES.get(one, one)))
            says = f"`{shown}` in {self.table}."
            if one == POSITION:
                yield _Key(DataColumn(name, "BIGINT", says), None)
            else:
                yield _Key(DataColumn(name, "VARCHAR", says), _reader((*at.steps, one)))

    def _add(self, record: type[msgspec.Struct], one: inspect.Field, at: _At, says: str) -> None:
        """Add one field: as a column, as the columns of a record within, or as a list."""
        kind, is_optional = _without_null(one.type)
        within, way = (*at.steps, one.name), f"{at.way}.{one.name}"
        read, name = _reader(within), "_".join((*at.steps, COLUMN_NAMES.get(one.name, one.name)))
        table, named = _table_name(record, one.name, way), one.name.removesuffix("s")
        plain = _plain_type(kind)
        if plain:
            self._column(name, plain, says, _valued(read, kind))
            return
        match kind:
            case inspect.StructType(cls=inner):
                if is_optional and all(_without_null(part.type)[1] for part in kind.fields):
                    told = "False where JSON has null."
                    self._column(f"has_{name}", "BOOLEAN", told, _is_there(read))
                self.spread(inner, _At(way, within, at.keys), says)
            case inspect.VarTupleType(item_type=item):
                rows, _ = _without_null(item)
                if isinstance(rows, inspect.StructType) and not _text_form(rows.cls):
                    told = says if rows.cls in (Range, DayRange) else ""
                    told = told or _first_line(rows.cls)
                    found = _SubTable(rows.cls, way, table, told, "", _listed(read), at.keys)
                    self.lists.append(found)
                else:
                    self._column(name, "VARCHAR", says, _joined(read))
            case inspect.DictType(key_type=inspect.EnumType(cls=words), value_type=value):
                for word in words:
                    column = f"{name}_{str(word.value).replace(' ', '_')}"
                    told = f"{says} For `{word.value}`.".strip()
                    self._column(column, _plain_type(value), told, _entry(read, word))
            case inspect.DictType(value_type=inspect.StructType(cls=inner)):
                told, items = _first_line(inner), _named(read)
                self.lists.append(_SubTable(inner, way, table, told, named, items, at.keys))
            case inspect.DictType(
                value_type=inspect.VarTupleType(item_type=inspect.StructType(cls=inner))
            ):
                told, items = _first_line(inner), _named_lists(read)
                self.lists.append(_SubTable(inner, way, table, told, named, items, at.keys))
            case _:
                message = f"{record.__name__}.{one.name} fits no column: name it in LEFT_OUT"
                raise TypeError(message)

    def _column(self, name: str, kind: str, says: str, read: _Read) -> None:
        self.columns.append(DataColumn(name, kind, says))
        self.reads.append(read)


def _first_line(record: type) -> str:
    return (record.__doc__ or "").split("\n", maxsplit=1)[0]


def _keys_of(record: type) -> Mapping[str, str]:
    return next((KEYS[one] for one in record.__mro__ if one in KEYS), {})


def _fields_of(record: type[msgspec.Struct]) -> list[inspect.Field]:
    """Fields as in JSON, but file and line last."""
    kind = inspect.type_info(record)
    fields = kind.fields if isinstance(kind, inspect.StructType) else ()
    last = Place.__struct_fields__
    return sorted(fields, key=lambda one: one.name in last and issubclass(record, Place))


def _is_left_out(record: type, name: str, way: str) -> bool:
    names = (way, *(f"{one.__name__}.{name}" for one in record.__mro__))
    return any(fnmatchcase(one, pattern) for one in names for pattern in LEFT_OUT)


def _table_name(record: type, name: str, way: str) -> str:
    names = (way, *(f"{one.__name__}.{name}" for one in record.__mro__))
    return next((TABLE_NAMES[one] for one in names if one in TABLE_NAMES), name)


def _text_form(record: type) -> str:
    return next((TEXTS[one] for one in record.__mro__ if one in TEXTS), "")


def _without_null(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """Return a type without null, and True where null was one of its types."""
    if not isinstance(kind, inspect.UnionType):
        return kind, False
    kinds = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    return (kinds[0] if len(kinds) == 1 else kind), len(kinds) < len(kind.types)


def _plain_type(kind: inspect.Type) -> str:
    """Return the type of a column for one value; empty for what is no single value."""
    match kind:
        case inspect.StrType() | inspect.EnumType() | inspect.LiteralType():
            return "VARCHAR"
        case inspect.DateType():
            return "DATE"
        case inspect.BoolType():
            return "BOOLEAN"
        case inspect.IntType():
            return "BIGINT"
        case inspect.FloatType():
            return "DOUBLE"
        case inspect.UnionType(types=kinds) if len(plain := {*map(_plain_type, kinds)}) == 1:
            return plain.pop()
        case _:
            return ""


def _reader(steps: tuple[str, ...]) -> _Read:
    """Return a reader of a field through nullable records."""
    if len(steps) == 1:
        return attrgetter(steps[0])

    def read(record: object) -> object:
        for step in steps:
            if record is None:
                return None
            record = getattr(record, step)
        return record

    return read


def _valued(read: _Read, kind: inspect.Type) -> _Read:
    if not isinstance(kind, inspect.EnumType):
        return read
    return lambda record: None if (found := read(record)) is None else found.value


def _is_there(read: _Read) -> _Read:
    return lambda record: read(record) is not None


def _entry(read: _Read, word: Enum) -> _Read:
    return lambda record: None if (found := read(record)) is None else found.get(word)


def _listed(read: _Read) -> _Read:
    return lambda record: [(None, row) for row in read(record) or () if row is not None]


def _named(read: _Read) -> _Read:
    return lambda record: (read(record) or {}).items()


def _named_lists(read: _Read) -> _Read:
    return lambda record: [
        (name, row) for name, rows in (read(record) or {}).items() for row in rows
    ]


def _joined(read: _Read) -> _Read:
    return lambda record: None if (found := read(record)) is None else "; ".join(map(_text, found))


def _text(part: object) -> str:
    """Return one part of a list as text."""
    if isinstance(part, tuple):
        return ", ".join(map(_text, part))
    if isinstance(part, Enum):
        return str(part.value)
    return _text_form(type(part)).format(part) if isinstance(part, Record) else str(part)


def _collect(node: _Node, found: dict[str, list[_Rows]]) -> None:
    """Note every node under the name of its table, in the order of the fields."""
    if node.columns:
        found.setdefault(node.table, []).append(_Rows(node, []))
    for child in node.children:
        _collect(child.node, found)


def _fill(
    node: _Node,
    rows: Iterable[tuple[str | None, Record]],
    around: Mapping[str, Cell],
    found: Mapping[int, list[tuple[Cell, ...]]],
) -> None:
    """Add rows to the cells of their node, and those within them to theirs."""
    carried = [around[column.name] for column in node.carried]
    cells = found.get(id(node), [])
    for position, (name, record) in enumerate(rows, start=1):
        first = [*carried, *([position] if node.is_counted else []), *([name] * node.is_named)]
        cells.append((*first, *[read(record) for read in node.reads]))
        for child in node.children:
            keys = {
                key.column.name: position if key.read is None else key.read(record)
                for key in child.keys
            }
            _fill(child.node, child.read(record), {**around, **keys}, found)


def _merged(name: str, parts: Iterable[_Rows]) -> DataTable:
    """Join the rows of every place of one table; a key that a place does not have is NULL.

    Raises:
        TypeError: two places differ in what their rows are.
    """
    every = list(parts)
    nodes = [part.node for part in every]
    if len({node.columns for node in nodes}) > 1:
        kinds = " and ".join(dict.fromkeys(node.record.__name__ for node in nodes))
        message = f"{kinds} are both the table {name}: give one of them a name in TABLE_NAMES"
        raise TypeError(message)
    keys: dict[str, DataColumn] = {}
    for column in (column for node in nodes for column in node.carried):
        keys.setdefault(column.name, column)
    rows: list[tuple[Cell, ...]] = []
    for part in every:
        own = [column.name for column in part.node.carried]
        if own == list(keys):
            rows += part.cells
        else:
            places = [own.index(key) if key in own else None for key in keys]
            rows += [
                (*(None if at is None else row[at] for at in places), *row[len(own) :])
                for row in part.cells
            ]
    return DataTable(name, nodes[0].says, (*keys.values(), *nodes[0].columns), tuple(rows))
