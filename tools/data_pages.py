"""The parts of docs/data.md and docs/query.md that are made from the files and from the program."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.when import Unknown
from timeline.formats.schema import described
from timeline.formats.tables import columns_of
from timeline.model.workspace import Workspace
from timeline.results.many import WorkspaceRecord
from timeline.results.values import DayRange, Place, Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.formats.frames import DataColumn, DataTable
    from timeline.model.build import CaseFile
    from timeline.model.source import Source

ROOT = Path(__file__).resolve().parent.parent

_COUNTED = (
    "events",
    "one source",
    "no day",
    "accepted",
    "disputed",
    "rejected",
    "sources",
    "in part",
    "undated",
)
_KINDS = ("press", "official", "ngo", "court", "parliament", "academic", "data")
_IN_PART = re.compile(r"\bopening (?:part|words|lines)\b|\bin part\b|\bextracts?\b|\bexcerpts?\b")


def data_page() -> dict[str, str]:
    """docs/data.md with its tables as the files have them."""
    return _page("docs/data.md", "cases", cases_text(ROOT))


def query_page() -> dict[str, str]:
    """docs/query.md with the columns as the program has them."""
    return _page(
        "docs/query.md", "tables", "\n".join(map(_table_text, columns_of(WorkspaceRecord)))
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


def _table_text(table: DataTable) -> str:
    own = list(table.columns)
    keys = [one.name for one in own if re.fullmatch(r"`\w+` in \w+\.", one.says)]
    rows = []
    while own:
        first = own.pop(0)
        if first.name not in keys and first.says != described(Place).get(first.name):
            group = [first, *(own.pop(0) for _ in range(_ends_behind(first, own)))]
            names = ", ".join(f"`{one.name}`" for one in group)
            says = group[max(0, len(group) - 2)].says
            rows.append(f"| {names} | {group[-1].type} | {_said(_without_ends(says))} |")
    named = f" Keys: {', '.join(f'`{key}`' for key in keys)}." if keys else ""
    head = ["| column | type | meaning |", "|---|---|---|"]
    return "\n".join([f"### {table.name}", "", f"{_said(table.says)}{named}", "", *head, *rows, ""])


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
        f"| case | until | {' | '.join(_COUNTED)} |",
        "|---|---|" + "--:|" * len(_COUNTED),
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
    cells = (
        len(case.events),
        sum(len({claim.source for claim in event}) == 1 for event in counted),
        sum(all(isinstance(claim.when, Unknown) for claim in event) for event in counted),
        *(standings[standing] for standing in ("accepted", "disputed", "rejected")),
        len(sources),
        sum(bool(_IN_PART.search(source.reliability)) for source in sources.values()),
        sum(
            source.published is None or isinstance(source.published, Unknown)
            for source in sources.values()
        ),
    )
    until = "not said" if case.recorded_day is None else format_day(case.recorded_day)
    return f"| `{file.id}` | {until} | {' | '.join(map(str, cells))} |"


def _escaped(text: str) -> str:
    """Text as Markdown shows it, on one line."""
    return re.sub(r"([*_<>\[\]`|\\])", r"\\\1", " ".join(text.split()))
