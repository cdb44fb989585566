"""The parts of docs/data.md and docs/query.md that are made from the files and from the program."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.when import Unknown
from timeline.model.case import event_ids
from timeline.model.workspace import Workspace
from timeline.portfolio.table_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.build import CaseFile
    from timeline.model.case import Claim, Event
    from timeline.model.source import Source
    from timeline.portfolio.table_shapes import Shape

ROOT = Path(__file__).resolve().parent.parent

_KINDS = ("press", "official", "ngo", "court", "parliament", "academic", "data")
_IN_PART = re.compile(r"\bopening (?:part|words|lines)\b|\bin part\b|\bextracts?\b|\bexcerpts?\b")


def data_page() -> dict[str, str]:
    """docs/data.md with its tables as the files have them."""
    return _page("docs/data.md", "cases", cases_text(ROOT))


def query_page() -> dict[str, str]:
    """docs/query.md with the columns as the program has them."""
    return _page("docs/query.md", "tables", "\n".join(map(_shape_text, SHAPES)))


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


def _shape_text(shape: Shape) -> str:
    rows = [f"| `{one.name}` | {one.type} | {_escaped(one.says)} |" for one in shape.columns]
    head = ["| column | type | what it says |", "|---|---|---|"]
    return "\n".join([f"## {shape.name}", "", _escaped(shape.says), "", *head, *rows, ""])


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
