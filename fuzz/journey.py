"""The whole journey: the text of a case → inferred, judged by every policy, shown in every form."""

from __future__ import annotations

import atexit
import re
import shutil
import xml.etree.ElementTree as ET
import zlib
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from fuzz.corpus import POLICY_MARK, SOURCES, as_text, judged_texts
from fuzz.harness import Harness
from fuzz.oracles import assert_printed, assert_problems, assert_written, fits
from fuzz.splice import splice
from fuzz.trees import change_tree, read_copy, read_tree, write_tree
from timeline.checking import case_problems
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Report
from timeline.conformance.judge import check as judge
from timeline.conformance.open_questions import open_questions
from timeline.conformance.policies import hypothetical
from timeline.conformance.verdict import Verdict, join
from timeline.errors import TimelineError
from timeline.model.build import build_case, build_policy
from timeline.model.workspace import Workspace
from timeline.portfolio.compare import Measured, compare_cases
from timeline.portfolio.tolls import case_tolls
from timeline.read.parse import parse_yaml
from timeline.results.build.case import show_record
from timeline.results.build.compare import compare_record
from timeline.results.build.explain import Explained, explained_events, explained_finding
from timeline.results.build.graph import graph_record
from timeline.results.build.listing import list_row_record
from timeline.results.build.many import explain_record
from timeline.results.build.overdue import WITHIN_DAYS, overdue_part
from timeline.results.build.sums import list_record, overdue_record
from timeline.results.build.tolls import tolls_record
from timeline.view import View
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.model.build import CaseFile
    from timeline.model.policy import Policy
    from timeline.read.document import Document
    from timeline.results.record import Record

TODAY = 739941
"""2026-11-21, so that no run depends on the day it is made."""

MOST_EVENTS = 24
MOST_CLAIMS = 60
PATH = "cases/fuzz.yaml"
_STRAY = {"id": "zz-stray", "kind": "other", "when": "unknown", "source": "undated"}


@cache
def workspace() -> Workspace:
    """A folder with the sources that inputs may cite, and no other file."""
    root = Path(mkdtemp(prefix="timeline-fuzz-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for folder in ("cases", "seeds", "policies"):
        (root / folder).mkdir()
    for name, published in SOURCES.items():
        text = f"title: {name}\npublisher: P\nkind: press\n{published}"
        (root / "seeds" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Workspace(root)


@cache
def _view(known_on: int | None = None) -> View:
    return View(workspace(), TODAY, known_on=known_on)


def check(data: bytes) -> None:
    """Hold every command that reads one case to its promises.

    - Nothing fails: a case that builds is inferred, judged by every policy, and shown in each form.
    - What is printed cannot act; its texts stand there as they are; colour changes no word.
    - JSON fits its published schema, its ends are in order; GraphML is well-formed.
    - Each verdict is that of the words listed as possible; a breach by limit outlasts the day.
    - The order of the file, a reprinted claim and a stray event change no verdict and no day.
    - A case is never slower than its own copy.
    """
    read = _read(data)
    if read is None:
        return
    file, policy = read
    view = _view()
    found = case_problems(view, file)
    if found:
        assert_problems(found, PATH, "\n".join(file.document.lines))
    judged = view.judge_file(file)
    if policy is not None:
        own = _judge_by(policy, judged, judged.as_of)
        judged = replace(judged, reports=(own, *judged.reports))
    by_all = [_judge_by(one, judged, judged.as_of) for one in view.policies]
    for report in (*judged.reports, *by_all):
        _check_report(report)
    turn = zlib.crc32(data)
    _check_shown(judged, turn)
    match turn // 8 % 6:  # each of these takes as long as all the rest
        case 0:
            _check_explained(judged, turn)
        case 1:
            _check_tables(judged, turn)
        case 2:
            _check_shown(replace(judged, reports=(by_all[turn % len(by_all)],)), turn + 1)
        case 3:
            _check_known_then(file, judged)
        case 4:
            _check_graph(judged)
        case _:
            _check_laws(file, judged, policy, turn)


def _read(data: bytes) -> tuple[CaseFile, Policy | None] | None:
    """The case and its policy, if they build and are not too large."""
    try:
        case_text, _, policy_text = data.decode("utf-8").partition(POLICY_MARK)
        file = _built(parse_yaml(case_text, PATH))
        policy = None
        if policy_text:
            document = parse_yaml(policy_text, "policies/own.yaml")
            policy = build_policy(document, workspace().references)
            hypothetical(policy, _view().load_policy)
    except (TimelineError, UnicodeDecodeError):
        return None
    claims = sum(len(event.dated_by()) for event in file.case.events)
    if len(file.case.events) > MOST_EVENTS or claims > MOST_CLAIMS:
        return None
    return file, policy


def _built(document: Document) -> CaseFile:
    return build_case(document, "fuzz", workspace().references)


def _judge_by(policy: Policy, judged: Judged, as_of: int) -> Report:
    view = _view()
    selection = hypothetical(policy, view.load_policy, judged.inference)
    named = {rule.calendar for rule, _ in selection.rules} - {None}
    calendars = {str(name): view.load_calendar(str(name)) for name in named}
    if judged.inference.file.case.calendar is not None:
        calendars[""] = view.load_calendar(judged.inference.file.case.calendar)
    return judge(judged.inference, selection, as_of, calendars)


def _check_report(report: Report) -> None:
    names = [finding.id for finding in report.findings]
    assert len(set(names)) == len(names), "two findings have one id"
    for finding in report.findings:
        assert finding.possible, "no word is possible"
        said = {join(finding.possible), join(finding.possible, limit_was_read=False)}
        assert finding.verdict in said, f"{finding.verdict} is not what {finding.possible} make"
        assert len(finding.by_subset) == len(report.inference.readings)
        if finding.breach is Truth.YES:
            assert not {"met", "not required", "pending", "not yet due"} & {*finding.possible}
    _check_later(report)


def _check_later(report: Report) -> None:
    """Later than a limit stays later: a year on, what was overdue is no less a breach."""
    if any(event.orders for event in report.inference.events.values()):
        return
    late = {
        finding.id: finding
        for finding in report.findings
        if finding.verdict is Verdict.OVERDUE
        and finding.breach is Truth.YES
        and finding.question.rule.when is None
        and not finding.question.rule.requires
    }
    if not late or report.as_of + 365 > LAST_DAY:
        return
    view = _view()
    named = {rule.calendar for rule, _ in report.selection.rules} - {None}
    calendars = {str(name): view.load_calendar(str(name)) for name in named}
    later = judge(report.inference, report.selection, report.as_of + 365, calendars)
    after = {finding.id: finding for finding in later.findings}
    for name in late:
        assert name in after, f"{name} is overdue, and no question a year later"
        assert after[name].breach is Truth.YES, f"{name} is healed by a later day"


# What is printed.


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _page(record: Record, turn: int) -> str:
    """Print a record, each time in another width and manner."""
    width, ascii_only = (40, 80, 100, 140)[turn % 4], turn % 8 == 0
    return assert_printed(record, width, is_full=turn // 4 % 2 == 0, ascii_only=ascii_only)


def _check_shown(judged: Judged, turn: int) -> None:
    trials = _view().trials(judged)
    questions = open_questions(judged.inference, judged.reports)
    record = show_record(judged, trials, questions)
    page = _page(record, turn)
    if turn % 8:
        title = _squeezed(visible(judged.inference.file.case.title))
        assert title in _squeezed(page), "the title is not shown as it is"
    data = fits("show", record)
    _check_ends(data)
    _check_events(data)


def _check_explained(judged: Judged, turn: int) -> None:
    receipts = _everything(judged)
    record = explain_record(judged, receipts)
    _page(record, turn)
    fits("explain", record)


def _check_tables(judged: Judged, turn: int) -> None:
    listed = list_record([list_row_record(judged)], [], [])
    over = overdue_record([overdue_part(judged)], [], [], judged.as_of, WITHIN_DAYS)
    for name, record in (("list", listed), ("overdue", over)):
        _page(record, turn)
        fits(name, record)
    assert_written(listed if turn % 2 else over)
    _check_copy(judged)
    _check_tolls(judged, turn)


def _everything(judged: Judged) -> list[Explained]:
    """What `explain` can be asked for."""
    names = list(judged.inference.events)
    pairs = [explained_events(*pair) for pair in list(pairwise(names))[:4]]
    findings = [
        explained_finding(report, finding)
        for report in judged.reports
        for finding in report.findings
    ]
    return [*findings, *(explained_events(name) for name in names), *pairs]


def _check_ends(data: Any) -> None:  # noqa: ANN401 - JSON
    """Wherever two ends stand side by side, the first is not above the second."""
    if isinstance(data, list):
        for part in data:
            _check_ends(part)
    elif isinstance(data, dict):
        first, last = data.get("min"), data.get("max")
        if first is not None and last is not None:
            assert first <= last, f"min above max: {first}, {last}"
        for part in data.values():
            _check_ends(part)


def _check_events(data: Any) -> None:  # noqa: ANN401 - JSON
    """Whether an event had happened agrees with its days; every id stands once."""
    ids = [event["id"] for event in data["events"]]
    assert len(set(ids)) == len(ids), "two events have one id"
    for event in data["events"]:
        for one in event["stretches"]:
            assert all(day is None or _inside(day, event["day"]) for day in one.values())


def _inside(day: str, days: Any) -> bool:  # noqa: ANN401 - JSON
    first, last = days["min"], days["max"]
    return (first is None or first <= day) and (last is None or day <= last)


def _check_copy(judged: Judged) -> None:
    """Against its own copy a case is neither slower nor faster for certain."""
    copies = [Measured(name, "p", judged.latencies) for name in ("one", "two")]
    for row in compare_cases(copies):
        assert row.certain is not Truth.YES, f"slower than itself: {row.measure.id}"
    fits("compare", compare_record([judged, judged], compare_cases(copies), []))


def _check_tolls(judged: Judged, turn: int) -> None:
    tolls = [toll for _, toll in judged.inference.record.tolls]
    found = case_tolls("fuzz", tolls, judged.sources)
    record = tolls_record([found], [], [])
    _page(record, turn)
    fits("tolls", record)
    assert_written(record)


def _check_known_then(file: CaseFile, judged: Judged) -> None:
    """What was known a while after the first day speaks of no event that the record lacks."""
    days = [judged.inference.case_day_of(name).min for name in judged.inference.events]
    start = min((day for day in days if day is not None), default=TODAY)
    day = min(max(start + 21, FIRST_DAY), LAST_DAY - 400)
    then = _view(day).judge_file(file)
    assert set(then.inference.events) <= set(judged.inference.events)
    record = show_record(then)
    assert record.known_on == date.fromordinal(day)
    _page(record, day)
    fits("show", record)


# Graphs.

_DOT_LINE = re.compile(r'(?:[^"]|"(?:[^"\\]|\\.)*")*')


def _check_graph(judged: Judged) -> None:
    graph = graph_record(judged, with_claims=True)
    nodes = {node.id for node in graph.nodes}
    assert len(nodes) == len(graph.nodes)
    known = nodes | {claim.id for claim in graph.claims}
    assert {edge.start for edge in graph.edges} | {edge.end for edge in graph.edges} <= known
    _assert_no_circle([(one.start, one.end) for one in graph.edges if one.type == "before"])
    written = assert_written(graph)
    dot = written["dot"].splitlines()
    assert all(_DOT_LINE.fullmatch(line) for line in dot), "a text ends its quotes"
    assert len(dot) == 4 + len(graph.nodes) + len(graph.claims) + len(graph.edges)
    ET.fromstring(written["graphml"])  # noqa: S314 - written by the program itself


def _assert_no_circle(edges: Sequence[tuple[str, str]]) -> None:
    """What is certainly before something is not certainly after it."""
    left = list(edges)
    while left:
        ends = {end for _, end in left}
        fewer = [edge for edge in left if edge[0] in ends]
        assert len(fewer) < len(left), "the certain order runs in a circle"
        left = fewer


# Laws.


def _said(judged: Judged) -> dict[str, object]:
    """What is found, without the order of anything."""
    inference = judged.inference
    return {
        "days": {name: inference.days_of(name) for name in inference.events},
        "findings": sorted(
            str((report.selection.policy.id, finding.id, *_words(finding)))
            for report in judged.reports
            for finding in report.findings
        ),
        "latencies": [(one.days, one.sure) for one in judged.latencies],
        "readings": len(inference.readings),
    }


def _words(finding: Finding) -> tuple[object, ...]:
    return (
        finding.verdict.value,
        [word.value for word in finding.possible],
        finding.breach,
        finding.tier,
        finding.days,
        finding.days_late,
    )


def _check_laws(file: CaseFile, judged: Judged, policy: Policy | None, turn: int) -> None:
    if judged.inference.is_capped:
        return
    before = _said(judged)
    changes = [("the order of the file", _reversed), ("a reprint", _reprinted)]
    if not _speaks_of_other(judged):
        changes.append(("a stray event", _with_stray))
    name, change = changes[turn % len(changes)]
    root = change(deepcopy(file.document.root))
    if root is None:
        return
    other = _view().judge_file(_built(replace(file.document, root=root)))
    if policy is not None:
        own = _judge_by(policy, other, other.as_of)
        other = replace(other, reports=(own, *other.reports))
    after = _said(other)
    days = after["days"]
    assert isinstance(days, dict)
    days.pop(_STRAY["id"], None)
    for key, value in before.items():
        assert after[key] == value, f"{name} changes the {key}: {value} → {after[key]}"


def _reversed(root: Any) -> Any:  # noqa: ANN401 - a tree
    for key in ("events", "absences", "tolls"):
        if isinstance(root.get(key), list):
            root[key].reverse()
    return root


def _reprinted(root: Any) -> Any:  # noqa: ANN401 - a tree
    """One more source says what another says; nothing is known of when it was published."""
    for event in root["events"]:
        if isinstance(event.get("claims"), list) and event["claims"]:
            event["claims"].append({**event["claims"][0], "source": "undated"})
            return root
    return None


def _with_stray(root: Any) -> Any:  # noqa: ANN401 - a tree
    if any(event.get("id") == _STRAY["id"] for event in root["events"]):
        return None
    root["events"].append(dict(_STRAY))
    return root


def _speaks_of_other(judged: Judged) -> bool:
    """Whether a rule, an order or an absence asks for the kind of the stray event."""
    record = judged.inference.record
    rules = [rule for report in judged.reports for rule, _ in report.selection.rules]
    asked = [absence.kind for _, absence in record.absences]
    asked += [order.kind for event in record.events.values() for _, order in event.orders]
    return "other" in asked or any("'other'" in repr(rule) for rule in rules)


def seeds() -> Iterator[bytes]:
    """Every case of the shipped folders and of the verdict files that is small enough."""
    yield from (text.encode() for text in judged_texts() if len(text) <= HARNESS.longest)


@cache
def _donors() -> tuple[tuple[str, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Small cases as text and as trees, and policies as trees."""
    pairs = [text.partition(POLICY_MARK) for text in judged_texts() if len(text) <= HARNESS.longest]
    cases = tuple(dict.fromkeys(case for case, _, _ in pairs))
    policies = dict.fromkeys(policy for _, _, policy in pairs if policy)
    return cases, tuple(map(read_tree, cases)), tuple(map(read_tree, policies))


def mutate(data: bytes, chance: Random) -> bytes:
    """Another case, or another policy for it: mostly one that builds."""
    case, mark, policy = as_text(data).partition(POLICY_MARK)
    texts, cases, policies = _donors()
    if chance.random() < 0.2:
        return (splice(case, chance, texts) + mark + policy).encode("utf-8", errors="replace")
    if not mark and chance.random() < 0.1:
        mark, policy = POLICY_MARK, write_tree(chance.choice(policies))
    if policy and chance.random() < 0.4:
        tree = read_tree(policy) or read_copy(chance.choice(policies))
        change_tree(tree, chance, policies)
        policy = write_tree(tree)
    else:
        tree = read_tree(case) or read_copy(chance.choice(cases))
        change_tree(tree, chance, cases)
        case = write_tree(tree)
    return (case + mark + policy).encode("utf-8", errors="replace")


HARNESS = Harness("journey", check, mutate, seeds, longest=4000, seconds=60)
