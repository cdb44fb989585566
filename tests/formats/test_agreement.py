"""One case, told alike by Python, JSON, SQL, CSV, page and drawing: what there is, by what name."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest

import timeline
from tests.cli.runner import ROOT
from tests.formats import shipped
from tests.formats.shipped import Days
from timeline.formats import FORMATS, write
from timeline.formats.graphml import to_networkx
from timeline.formats.sql import ask
from timeline.formats.text import format_text
from timeline.pages import page_of
from timeline.pages.blocks import Section, Table
from timeline.results.case import ShowRecord
from timeline.view import View

ASKED: tuple[Days, ...] = (
    (date(2017, 6, 30), None),
    (date(2023, 5, 24), None),
    (None, date(2023, 5, 24)),
)
"""Days judged from, and days known on."""
BY_NAME = {one.name: one for one in FORMATS}
TOLD = """
    SELECT case_id, 'finding' AS sort, judged_by || ' ' || finding AS id, label FROM (
        SELECT case_id, judged_by, name AS finding, label FROM findings)
    UNION ALL SELECT case_id, 'event', id, label || ': ' || happened FROM events
    UNION ALL SELECT case_id, 'not counted', id, label FROM not_counted
    UNION ALL SELECT case_id, 'claim', id, source FROM claims
    UNION ALL SELECT case_id, 'toll', coalesce(source, ''), "by" FROM tolls
        WHERE case_id IS NOT NULL
    UNION ALL SELECT '', 'source', id, title FROM sources
"""
"""All that a workspace tells of, each with its name."""

Row = tuple[str, str, str, str]


def told_of(case: dict[str, Any]) -> Iterator[Row]:
    """The same of one case by its JSON, its sources apart."""
    name = case["case"]
    for one in case["findings"]:
        yield name, "finding", f"{one['judged_by']} {one['name']}", one["label"]
    for one in case["events"]:
        yield name, "event", one["id"], f"{one['label']}: {one['happened']}"
    for one in case["not_counted"]:
        yield name, "not counted", one["id"], one["label"]
    for event in (*case["events"], *case["not_counted"]):
        for one in event["claims"]:
            yield name, "claim", one["id"], one["source"]
    for one in case["tolls"]:
        yield name, "toll", one["source"] or "", one["by"]


def by_sql(asked: Days) -> list[Row]:
    """The same of all cases by SQL, and its CSV."""
    workspace = shipped.workspace(asked)
    answer = ask(workspace, TOLD)
    rows = [
        (str(one["case_id"]), str(one["sort"]), str(one["id"]), str(one["label"]))
        for one in answer.rows
    ]
    kept = csv.reader(io.StringIO(str(write(answer, BY_NAME["csv"]))))
    assert [tuple(row) for row in kept][1:] == rows
    return rows


def show(view: View, case: str) -> ShowRecord:
    """One case by the Python API."""
    return timeline.show(view, case, peers=False, trials=False)


@pytest.mark.parametrize("asked", ASKED)
def test_every_output_tells_the_same(asked: Days) -> None:
    """The same events, claims, tolls, sources and findings, each under one name."""
    view = shipped.view(asked)
    rows = by_sql(asked)
    sources = {(row[2], row[3]) for row in rows if row[1] == "source"}
    expected: list[Row] = []
    for name in view.workspace.case_ids:
        record = show(view, name)
        data = json.loads(str(write(record, BY_NAME["json"])))
        expected += told_of(data)
        assert {(one["id"], one["title"]) for one in data["sources"]} <= sources
        for check in (the_story, the_page, the_drawing, the_graph, the_rest):
            check(view, record)
    assert sorted(expected) == sorted(row for row in rows if row[1] != "source")


def listed(record: ShowRecord) -> list[timeline.EventRecord]:
    """The events that a page shows: those that may have happened, and steps undone."""
    return [one for one in record.events if one.ghost or one.happened != timeline.Truth.NO]


def the_story(_: View, record: ShowRecord) -> None:
    """Its counts are lengths of lists, and it names findings and events that there are."""
    story, counts = record.story, record.story.counts
    happened = [one for one in listed(record) if not one.ghost]
    unused = [
        one for event in happened for one in event.claims
        if one.standing != "accepted" or one.planned
    ]  # fmt: skip
    assert counts.events == sum(not one.implied for one in happened)
    assert (counts.tolls, counts.sources) == (len(record.tolls), len(record.sources))
    assert counts.unused_dates == len(unused) + len(record.not_counted)
    assert (counts.questions, counts.conflicts) == (
        len(record.questions), len(record.contradictions),
    )  # fmt: skip
    cited = {one.source for event in record.events for one in event.claims}
    cited |= {one.source for one in record.tolls if one.source}
    cited |= {one.source for one in record.absences if one.source}
    assert cited <= {one.id for one in record.sources}
    names = {one.name for one in record.findings}
    assert {one for line in story.lines for one in line.findings} <= names
    assert {one.finding for one in story.steps if one.finding} <= names
    assert {one.finding for one in story.figures if one.finding} <= names
    assert {one for step in story.steps for one in step.events} <= {one.id for one in happened}
    if not record.differences:
        ghosts = {one.id: one.label for one in record.events if one.ghost}
        labels = {f"ghost:{one.name}": one.label for one in record.findings}
        assert ghosts.items() <= labels.items()


def the_page(_: View, record: ShowRecord) -> None:
    """HTML has exactly these, by their anchors; the terminal prints each name."""
    html = str(write(record, BY_NAME["html"], is_full=True))
    anchors = re.findall(r'id="([efs]-[^"]*)"', html)
    of_events = {f"e-{one.id}" for one in listed(record)}
    of_sources = {f"s-{one.id}" for one in record.sources}
    of_findings = {f"f-{one.name}" for one in record.findings}
    assert set(map(unescape, anchors)) == of_events | of_sources | of_findings
    page = page_of(record, is_full=True)
    text = "".join(format_text(page, 500).split())
    names = [one.label for one in listed(record)]
    names += [name for one in record.findings for name in (one.name, one.sentence)]
    names += [one.by for one in record.tolls] + [one.id for one in record.sources]
    assert [one for one in names if "".join(one.split()) not in text] == []
    sections = [one for one in page.blocks if isinstance(one, Section)]
    tables = [one.blocks[0] for one in sections if one.heading == "Casualty counts"]
    assert sum(len(one.rows) for one in tables if isinstance(one, Table)) == len(record.tolls)


def the_drawing(_: View, record: ShowRecord) -> None:
    """One row for each lane that is listed, in full for each of the record, under its name."""
    days = [point.day for lane in record.story.lanes for point in lane.points]
    days += [bar.start for lane in record.story.lanes for bar in lane.bars]
    if not any(day.min and day.max for day in days):  # nothing can be drawn
        return
    for is_full in (False, True):
        svg = unescape(str(write(record, BY_NAME["svg"], is_full=is_full)))
        lanes = [one.label for one in record.story.lanes if is_full or one.is_listed]
        assert [label for label in lanes if label not in svg] == []


def the_graph(view: View, record: ShowRecord) -> None:
    """Its nodes are the events and steps undone, its claims those that date an event."""
    graph = to_networkx(timeline.graph(view, record.case, claims=True))
    nodes = {
        name: (data["label"], data["happened"])
        for name, data in graph.nodes(data=True) if data["type"] != "claim"
    }  # fmt: skip
    events = {one.id: (one.label, one.happened.value) for one in record.events}
    if len(record.policies) == 1:
        assert nodes == events
    else:
        assert nodes.items() <= events.items()
    claims = {
        (name, data["source"]) for name, data in graph.nodes(data=True) if data["type"] == "claim"
    }
    assert claims == {
        (one.id, one.source) for event in record.events for one in event.claims if not one.planned
    }
    found = {(one.name, one.rule, one.verdict.value) for one in record.findings}
    edges = [data for *_, data in graph.edges(data=True) if data["type"] == "expects"]
    assert {(one["finding"], one["rule"], one["verdict"]) for one in edges} <= found


def the_rest(view: View, record: ShowRecord) -> None:
    """Tolls by their own command, and findings among what is overdue."""
    (of_case,) = timeline.tolls(view, record.case).cases
    assert of_case.figures == record.tolls
    found = [one.to_dict() for one in record.findings]
    docket = timeline.overdue(view, [record.case])
    for row in (*docket.overdue, *docket.not_checked, *docket.coming_up, *docket.waiting):
        told = row.finding.to_dict()
        assert told in [{key: one[key] for key in told} for one in found]


def test_a_difference_has_the_name_of_its_finding() -> None:
    """By the policy asked for, if that has the rule; by the other else."""
    view = timeline.open_workspace(ROOT, policy="us-dodi-3000-17-2023")
    record = show(view, "may3-syria")
    labels = {one.name: one.label for one in record.findings}
    asked = {one.finding: one.label for one in record.differences if one.asked is not None}
    assert asked
    assert asked.items() <= labels.items()
