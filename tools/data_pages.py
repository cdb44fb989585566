"""The parts of docs/data.md and docs/query.md that are made from the files and from the program."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.when import Unknown
from timeline.formats.schema import described
from timeline.formats.tables import columns_of
from timeline.model.case import Absence, Case, Claim, Event, Order, Toll
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.results.many import WorkspaceRecord
from timeline.results.values import DayRange, Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import BaseModel

    from timeline.formats.frames import DataColumn, DataTable
    from timeline.model.build import CaseFile

ROOT = Path(__file__).resolve().parent.parent

_KINDS = ("press", "official", "ngo", "court", "parliament", "academic", "data")
_IN_PART = re.compile(r"\bopening (?:part|words|lines)\b|\bin part\b|\bextracts?\b|\bexcerpts?\b")


def data_page() -> dict[str, str]:
    """docs/data.md with its tables as the files have them."""
    return _page("docs/data.md", "cases", cases_text(ROOT))


def query_page() -> dict[str, str]:
    """docs/query.md with the columns as the program has them."""
    tables = columns_of(WorkspaceRecord)
    shared = _shared(tables)
    lines = [_line_text([column], column.says) for column in shared.values()]
    parts = ["### Columns that several tables share", "", _block(lines), ""]
    return _page(
        "docs/query.md", "tables", "\n".join(parts + [_table_text(one, shared) for one in tables])
    )


def _page(path: str, part: str, made: str) -> dict[str, str]:
    """A page that people write, with one part of it made anew."""
    text = (ROOT / path).read_text(encoding="utf-8")
    begin, end = f"<!-- begin generated: {part} -->\n", f"<!-- end generated: {part} -->"
    before, _, rest = text.partition(begin)
    _, closing, after = rest.partition(end)
    if not closing:
        message = f"{path} has no generated part {part}"
        raise ValueError(message)
    return {path: f"{before}{begin}\n{made}\n{end}{after}"}


_KEY = re.compile(r"`(\w+)` in \w+\.")
"""A column that only leads to a row of another table."""

_PLAIN = re.compile(rf"{_KEY.pattern}|Its title\.|Id of (?:the|its) \w+\.")
"""A description that adds nothing to the name."""

_WIDEST = 26

_MODELS: Mapping[str, type[BaseModel]] = {
    "cases": Case,
    "events": Event,
    "orders": Order,
    "claims": Claim,
    "absences": Absence,
    "sources": Source,
    "tolls": Toll,
}
"""Tables of what files hold: a column named like a key says what that key says."""

_MORE_THAN_THE_KEY = {("cases", "policy"), ("events", "id"), ("events", "when"), ("absences", "id")}

_EVERYWHERE = ("case_id", "file", "line")
"""Columns that the page explains before its tables."""

_STOCK = re.compile(r"; (?:null|empty) (?:where|for|if) [^;.]*(?=[;.])")
"""Clauses that say when a column is empty; schemas/ has them, and the page a rule."""


def _shared(tables: Sequence[DataTable]) -> dict[str, DataColumn]:
    """Columns that two tables or more describe in the same words, by name."""
    told = Counter((column.name, column.says) for table in tables for column in _own_columns(table))
    often = {name: says for (name, says), count in told.items() if count > 1}
    found = {}
    for table in tables:
        for column in _own_columns(table):
            if often.get(column.name) == column.says:
                found[column.name] = column
    return found


def _own_columns(table: DataTable) -> list[DataColumn]:
    """Leave out ends of ranges, keys, and what the page explains before its tables."""
    ends = r"has_\w+|\w+_(?:min|max)|min|max"
    return [
        one
        for one in table.columns
        if not re.fullmatch(ends, one.name)
        and not _PLAIN.fullmatch(one.says)
        and one.name not in _EVERYWHERE
    ]


def _table_text(table: DataTable, shared: Mapping[str, DataColumn]) -> str:
    own = [one for one in table.columns if one.name not in _EVERYWHERE]
    elsewhere = [one.name for one in own if _is_told(one, shared)]
    keys = _keys_of_file(table, elsewhere)
    lines = []
    while own:
        first = own.pop(0)
        if first.name not in {*elsewhere, *keys}:
            group = [first, *(own.pop(0) for _ in range(_ends_behind(first, own)))]
            lines.append(_line_text(group, _without_ends(group[max(0, len(group) - 2)].says)))
    says = [_said(table.says)]
    if elsewhere:
        says.append(f"Also {', '.join(f'`{name}`' for name in elsewhere)}.")
    if keys:
        says.append(f"As in the file: {', '.join(f'`{name}`' for name in keys)}.")
    parts = [f"### {table.name}", "", _filled(" ".join(says)), ""]
    return "\n".join([*parts, *([_block(lines), ""] if lines else [])])


def _keys_of_file(table: DataTable, elsewhere: Sequence[str]) -> list[str]:
    """Return the columns that hold a key of the file as it stands there."""
    model = _MODELS.get(table.name)
    keys = () if model is None else model.model_fields
    names = [one.name for one in table.columns if one.type == "VARCHAR"]
    return [
        name
        for name in names
        if name in keys and name not in elsewhere and (table.name, name) not in _MORE_THAN_THE_KEY
    ]


def _is_told(column: DataColumn, shared: Mapping[str, DataColumn]) -> bool:
    """Return True if the name is enough."""
    return bool(_PLAIN.fullmatch(column.says)) or shared.get(column.name) == column


def _line_text(group: Sequence[DataColumn], says: str) -> tuple[str, str]:
    names = ", ".join(one.name for one in group if not one.name.startswith("has_"))
    return names, _STOCK.sub("", says).replace("`", "")


def _block(lines: Sequence[tuple[str, str]]) -> str:
    """Names and meanings in two columns, as they stand."""
    width = max((len(names) for names, _ in lines if len(names) <= _WIDEST), default=0) + 2
    out = []
    for names, says in lines:
        if len(names) > _WIDEST:
            out.append(names)
        first = " " * width if len(names) > _WIDEST else names.ljust(width)
        out.append(textwrap.fill(says, 100, initial_indent=first, subsequent_indent=" " * width))
    return "\n".join(["```text", *out, "```"])


def _filled(text: str) -> str:
    return textwrap.fill(text, 110, break_long_words=False, break_on_hyphens=False)


def _ends_behind(first: DataColumn, others: Sequence[DataColumn]) -> int:
    """Count the columns that belong to the same range."""
    names = [one.name for one in others[:2]]
    name = first.name.removeprefix("has_")
    if names == [f"{name}_min", f"{name}_max"]:
        return 2
    return int(names[:1] == [f"{name.removesuffix('_min')}_max"])


def _without_ends(says: str) -> str:
    """Leave out what the names of the two ends say already."""
    for kind in (Range, DayRange):
        says = says.removesuffix(described(kind)["min"]).rstrip() or says
    return says


def _said(text: str) -> str:
    """Prose as Markdown shows it; code in it stays code."""
    return re.sub(r"(`[^`]*`)|([*_<>\[\]|\\])", lambda one: one[1] or f"\\{one[2]}", text)


@cache
def cases_text(root: Path) -> str:
    """One table of all cases, and their sources by kind."""
    workspace = Workspace(root)
    files = [workspace.load_case(name) for name in workspace.case_ids]
    cited = {file.id: workspace.load_cited(file)[0] for file in files}
    kinds = Counter(str(source.kind) for sources in cited.values() for source in sources.values())
    return "\n".join([
        "| case | until | events | claims | sources |",
        "|---|---|--:|--:|--:|",
        *(_count_row(file, cited[file.id]) for file in files),
        "",
        f"Sources by kind: {', '.join(f'{kinds[kind]} {kind}' for kind in _KINDS)}.",
        "",
    ])  # fmt: skip


def _count_row(file: CaseFile, sources: Mapping[str, Source]) -> str:
    case = file.case
    claims = [tuple(claim for claim, _ in event.dated_by()) for event in case.events]
    accepted = [[one for one in event if one.standing == "accepted"] for event in claims]
    standings = Counter(claim.standing for event in claims for claim in event)
    counted = [one for event, one in zip(case.events, accepted, strict=True) if event.counts]
    events = (
        len(case.events),
        sum(len({claim.source for claim in event}) == 1 for event in counted),
        sum(all(isinstance(claim.when, Unknown) for claim in event) for event in counted),
    )
    read = (
        len(sources),
        sum(bool(_IN_PART.search(source.reliability)) for source in sources.values()),
        sum(
            source.published is None or isinstance(source.published, Unknown)
            for source in sources.values()
        ),
    )
    until = "not said" if case.recorded_day is None else format_day(case.recorded_day)
    stood = tuple(standings[standing] for standing in ("accepted", "disputed", "rejected"))
    cells = ("/".join(map(str, counts)) for counts in (events, stood, read))
    return f"| `{file.id}` | {until} | {' | '.join(cells)} |"
