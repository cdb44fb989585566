"""Small builders: YAML text in a test → a case, its sources, its inference."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from timeline.chrono.days import day_number, format_day
from timeline.chrono.interval import Interval
from timeline.inference.inference import Inference, infer
from timeline.inference.statement import TimeStatement
from timeline.model.build import CaseFile, References, build_case, build_source
from timeline.model.kind import Kind
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.read.document import Value
from timeline.read.parse import parse_yaml

HEADER = {
    "title": "A strike",
    "place": "Somewhere",
    "time_zone": "UTC",
    "forces": "US",
    "recorded_until": "9999-12-31",
}
"""What a case needs and few tests speak of; a test that does writes the key itself, one that wants
none of it an empty one."""


@cache
def shipped_kinds() -> dict[str, Kind]:
    """The vocabulary that is in the package."""
    return Workspace(Path("/nowhere")).kinds


def case_file(
    yaml_text: str,
    sources: Mapping[str, str | None] | None = None,
    header: Mapping[str, str] = HEADER,
) -> tuple[CaseFile, dict[str, Source]]:
    """Build a case and the sources that it cites.

    Args:
        yaml_text: the case; keys of HEADER that it lacks are put below it.
        sources: when each source was published; the others that the case cites are undated.
        header: keys that are put in.
    """
    lines = yaml_text.rstrip().splitlines()
    lines += [
        f"{key}: {value}"
        for key, value in header.items()
        if not any(line.startswith(f"{key}:") for line in lines)
    ]
    lines = [line for line in lines if line not in {f"{key}:" for key in HEADER}]
    document = parse_yaml("\n".join(lines) + "\n", "cases/test.yaml")
    published = dict.fromkeys(_cited(document.root)) | dict(sources or {})
    kinds = shipped_kinds()
    file = build_case(document, "test", References(kinds.keys(), published.keys()))
    return file, {name: _source(name, day) for name, day in published.items()}


def _cited(value: Value) -> Iterator[str]:
    """Every value of a key `source`, however deep."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key == "source" and isinstance(inside, str):
                yield inside
            yield from _cited(inside)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


@cache
def _source(name: str, published: str | None) -> Source:
    text = f"title: {name}\npublisher: P\nkind: press\n"
    if published is not None:
        text += f"published: {published}\n"
    return build_source(parse_yaml(text, f"seeds/{name}.yaml"))


def inferred(
    yaml_text: str,
    /,
    *,
    today: str | None = None,
    **sources: str | None,
) -> Inference:
    """Infer a case given as YAML text.

    Args:
        yaml_text: as for `case_file`.
        today: the day the record is read.
        **sources: when each source was published.
    """
    file, found = case_file(yaml_text, sources)
    read_on = None if today is None else ordinal(today)
    return infer(file, found, shipped_kinds(), today=read_on)


def ordinal(day: str) -> int:
    """The number of a day written 2023-05-03."""
    year, month, number = day.split("-")
    return day_number(int(year), int(month), int(number))


def days(bound: Interval) -> str:
    """A bound of calendar days as `2023-05-03`, `2023-05-03..2023-05-08` or `2023-05-03..`."""
    if bound.exact is not None:
        return format_day(bound.exact)
    ends = ("" if end is None else format_day(end) for end in (bound.min, bound.max))
    return "..".join(ends)


def line(statement: TimeStatement) -> int:
    """The line of the file on which a statement stands."""
    assert statement.location.span is not None
    return statement.location.span.line


def span(bound: Interval) -> tuple[int | None, int | None]:
    """Both ends of a bound."""
    return bound.min, bound.max
