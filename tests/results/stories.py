"""Stories of shipped cases, of the verdict files and of small random cases."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.builders import ordinal, shipped_kinds
from tests.cli.runner import ROOT, TODAY
from tests.conformance.builders import OFFICES, judged
from timeline.conformance.finding import Report
from timeline.conformance.judged import Judged
from timeline.inference.latency import latencies_of
from timeline.model.measure import NamedLatency
from timeline.model.workspace import Workspace
from timeline.portfolio.peers import peer_case, rank_among
from timeline.read.parse import read_document
from timeline.results.build.story import story_record
from timeline.results.story import StoryRecord
from timeline.view import View

VERDICTS = sorted((ROOT / "tests" / "verdicts").glob("*.yaml"))


@cache
def view(as_of: str = "", known_on: str = "") -> View:
    """The shipped cases, on a day."""
    days = [ordinal(day) if day else None for day in (as_of, known_on)]
    return View(Workspace(ROOT), TODAY.toordinal(), as_of=days[0], known_on=days[1])


def shipped(
    name: str, as_of: str = "", known_on: str = "", *, is_ranked: bool = True
) -> tuple[Judged, StoryRecord]:
    """One shipped case, and its story, among the others unless that is left out."""
    near = view(as_of, known_on)
    case = near.judge(name)
    if not is_ranked:
        return case, story_record(case)
    others, _ = near.judge_all(near.workspace.case_ids)
    ranks = rank_among(peer_case(case), map(peer_case, others))
    return case, story_record(case, ranks)


@cache
def measures() -> tuple[NamedLatency, ...]:
    """The measures that come with the program."""
    return view().measures


def as_judged(report: Report) -> Judged:
    """A report as a judged case, as of a day that was asked for."""
    latencies = tuple(latencies_of(report.inference, measures(), report.as_of))
    return Judged(
        report.inference, shipped_kinds(), report.inference.sources, report.as_of,
        is_default_day=False, known_on=None, reports=(report,), latencies=latencies,
    )  # fmt: skip


def told(report: Report) -> StoryRecord:
    """The story of a report."""
    return story_record(as_judged(report))


def of_verdict_file(path: Path) -> Report:
    """The report of one verdict file."""
    file = read_document(path, path.name).root
    assert isinstance(file, dict)
    case, policy, as_of = (str(file[key]) for key in ("case", "policy", "as_of"))
    today, sources = file.get("today"), file.get("sources") or {}
    assert isinstance(sources, dict)
    published = {name: None if day is None else str(day) for name, day in sources.items()}
    read_on = None if today is None else str(today)
    return judged(case, policy, as_of, today=read_on, sources=published, calendars=OFFICES)


def texts(story: StoryRecord) -> Iterator[str]:
    """Every word that a page prints of a story, without the summary."""
    yield from (story.headline, story.lead, story.coverage, story.institution, *story.facts)
    for figure in story.figures:
        yield from (figure.value, figure.label, figure.note)
    for line in story.lines:
        yield from (line.text, *line.details, line.rule, line.source)
    for step in story.steps:
        yield from (step.label, step.when, step.when_brief, step.took, step.pace)
        yield from (deadline.words for deadline in step.deadlines)
    for lane in story.lanes:
        yield from (lane.label, lane.value)
        yield from (mark.label for mark in lane.marks)
        yield from (wait.words for wait in lane.waits)
