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
from timeline.model.case import event_ids
from timeline.model.workspace import Workspace
from timeline.results.many import WorkspaceRecord
from timeline.results.values import DayRange, Place, Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.formats.frames import DataColumn, DataTable
    from timeline.model.build import CaseFile
    from timeline.model.case import Claim, Event
    from timeline.model.source import Source

ROOT = Path(__file__).resolve().parent.parent

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
    """The table of all cases, and what is weak in each."""
    workspace = Workspace(root)
    files = [workspace.load_case(name) for name in workspace.case_ids]
    cited = {file.id: workspace.load_cited(file)[0] for file in files}
    head = [
        "| case | until | events | accepted | disputed | rejected | sources | part | undated |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    counts = [_count_row(file, cited[file.id]) for file in files]
    kinds = [
        f"| case | {' | '.join(_KINDS)} |",
        "|---|" + "--:|" * len(_KINDS),
        *(_kinds_row(file.id, cited[file.id]) for file in files),
    ]
    parts = [*head, *counts, "", "Sources by kind:", "", *kinds, ""]
    for file in files:
        parts += _weak_text(file)
    return "\n".join(parts)


def _dated(file: CaseFile) -> Iterator[tuple[str, Event, tuple[Claim, ...]]]:
    names = event_ids(file.case.events)
    for name, event in zip(names, file.case.events, strict=True):
        yield name, event, tuple(claim for claim, _ in event.dated_by())


def _count_row(file: CaseFile, sources: Mapping[str, Source]) -> str:
    standings = Counter(claim.standing for _, _, claims in _dated(file) for claim in claims)
    followed = file.case.recorded_day
    cells = (
        f"`{file.id}`",
        "not said" if followed is None else format_day(followed),
        len(file.case.events),
        *(standings[standing] for standing in ("accepted", "disputed", "rejected")),
        len(sources),
        sum(bool(_IN_PART.search(source.reliability)) for source in sources.values()),
        sum(
            source.published is None or isinstance(source.published, Unknown)
            for source in sources.values()
        ),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _kinds_row(name: str, sources: Mapping[str, Source]) -> str:
    kinds = Counter(str(source.kind) for source in sources.values())
    return f"| `{name}` | {' | '.join(str(kinds[kind]) for kind in _KINDS)} |"


def _weak_text(file: CaseFile) -> list[str]:
    """What a reader of one case should doubt."""
    points = [
        *_undated(file),
        *_once_attested(file),
        *_aside(file),
        *_withdrawn(file),
        *_searched(file),
    ]
    return [f"### {file.id}", "", f"{_escaped(file.case.title)}.", "", *points, ""]


def _undated(file: CaseFile) -> Iterator[str]:
    names = [
        f"`{name}`"
        for name, event, claims in _dated(file)
        if event.counts
        and all(isinstance(one.when, Unknown) for one in claims if one.standing == "accepted")
    ]
    if names:
        yield f"- No accepted claim dates: {', '.join(names)}."


def _once_attested(file: CaseFile) -> Iterator[str]:
    counted = [claims for _, event, claims in _dated(file) if event.counts]
    once = sum(
        len({one.source for one in claims if one.standing == "accepted"}) == 1 for claims in counted
    )
    yield f"- {once} of {len(counted)} events that count rest on a single source."


def _aside(file: CaseFile) -> Iterator[str]:
    for name, _, claims in _dated(file):
        for number, claim in enumerate(claims, start=1):
            if claim.standing != "accepted":
                said = f"`{name}#{number}`, “{_escaped(claim.when.text)}” (`{claim.source}`)"
                yield f"- {claim.standing.capitalize()}: {said}. {_escaped(claim.because)}"
    for absence in file.case.absences:
        if absence.standing != "accepted":
            said = f"no `{absence.kind}` (`{absence.source or 'own search'}`)"
            yield f"- {absence.standing.capitalize()}: {said}. {_escaped(absence.because)}"


def _withdrawn(file: CaseFile) -> Iterator[str]:
    for name, event, _ in _dated(file):
        if event.withdrawn:
            yield f"- Withdrawn: `{name}`. {_escaped(event.withdrawn)}"


def _searched(file: CaseFile) -> Iterator[str]:
    for absence in file.case.absences:
        if absence.searched is not None:
            where = f" (in: {_escaped(absence.where)})" if absence.where else ""
            day = _escaped(absence.searched.text)
            yield f"- Looked for on {day} and not found: `{absence.kind}`{where}."


def _escaped(text: str) -> str:
    """Text as Markdown shows it, on one line."""
    return re.sub(r"([*_<>\[\]`|\\])", r"\\\1", " ".join(text.split()))
