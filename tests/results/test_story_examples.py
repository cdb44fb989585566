"""Stories of small cases: an invented one with kinds of its own, and doubts of each sort."""

from pathlib import Path

import pytest

from tests.builders import ordinal
from tests.conformance.builders import judged
from tests.results.stories import told
from timeline.model.workspace import Workspace
from timeline.results.build.story import story_record
from timeline.results.story import StoryRecord
from timeline.view import View

KINDS = """\
kinds:
  - {id: request, label: Request sent, about: Asked., noun: request, done: sent,
     reference: the request, incident: true}
  - {id: asked_back, label: Clarification asked, about: Asked back., noun: question, done: asked,
     reference: the question}
  - {id: cleared, label: Clarification given, about: Answered., noun: clarification, done: given,
     reference: the clarification}
  - {id: answer, label: Answer, about: The answer., noun: answer, done: given,
     reference: the answer, sentence: the request was answered}
"""
POLICY = """\
id: foi
title: Freedom of information
applies: {forces: Ministry of Examples}
rules:
  - {id: answer-in-time, step: answer, after: request, limit: 20 working days, calendar: mon-fri,
     force: binding, label: Answer, clause: s. 10(1), source: act, reviewed_on: 2026-11-01}
"""
CASE = """\
title: A request
place: London
time_zone: Europe/London
forces: Ministry of Examples
recorded_until: 2026-10-02
example: true
events:
  - {kind: request, when: 2026-09-01, source: letter}
  - {kind: asked_back, when: 2026-09-10, source: letter}
  - {kind: cleared, when: 2026-09-24, source: letter}
pauses:
  - {of: [answer-in-time], from: asked_back, until: cleared, restarts: true, clause: s. 10(6),
     source: letter}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with its own kinds and one invented case."""
    files = {
        "policies/kinds.yaml": KINDS,
        "policies/foi.yaml": POLICY,
        "cases/request.yaml": CASE,
        "seeds/letter.yaml": "title: Letters\npublisher: C\nkind: ngo\npublished: 2026-10-02\n",
        "seeds/act.yaml": "title: The Act\npublisher: P\nkind: official\nurl: https://x.example\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def story(folder: Path, as_of: str) -> StoryRecord:
    """The story of the invented case."""
    day = ordinal(as_of)
    case = View(Workspace(folder), day, as_of=day).judge("request")
    return story_record(case)


def test_an_invented_case_says_so_first(folder: Path) -> None:
    """Who quotes the headline cannot leave it out by mistake."""
    found = story(folder, "2026-11-30")
    assert found.is_invented
    assert found.headline == (
        "Invented example: The answer was due by 22 October 2026; we have not checked since "
        "2 October 2026."
    )
    assert found.facts == (
        "1 September 2026",
        "Ministry of Examples",
        "judged 30 November 2026",
        "record checked to 2 October 2026",
    )


def test_a_law_is_named_with_its_clause_and_the_day_it_was_read(folder: Path) -> None:
    """A deadline that passed after the record was last checked is neither kept nor missed."""
    (line,) = story(folder, "2026-11-30").lines
    assert (line.sign, line.is_deadline, line.rank) == ("unknown", True, 0)
    assert line.details == (
        "The clock started again on 24 September 2026.",
        "20 working days were allowed.",
    )
    assert line.rule == "Binding rule: s. 10(1)."
    assert line.source == "Source: P, “The Act”, read 1 November 2026."


def test_kinds_of_its_own_have_steps_and_a_lane_each(folder: Path) -> None:
    """The step that is awaited has its deadline, its wait and the days that do not count."""
    found = story(folder, "2026-11-30")
    assert [(step.sign, step.label, step.when, step.took) for step in found.steps] == [
        ("done", "Clarification asked", "10 Sep 2026", "9 days after request"),
        ("done", "Clarification given", "24 Sep 2026", "23 days after request"),
        ("unknown", "Answer", "none on record", "at least 31 days"),
    ]
    lane = found.lanes[-1]
    assert [(wait.words, str(wait.end)) for wait in lane.waits] == [
        ("not checked since 2 October 2026", "2026-10-02")
    ]
    assert [(mark.label, mark.status) for mark in lane.marks] == [
        ("due 22 Oct (20 working days)", "unknown")
    ]
    assert [(str(stop.start.min), str(stop.end.max)) for stop in lane.stops] == [
        ("2026-09-10", "2026-09-24")
    ]


def test_a_deadline_that_runs_is_open(folder: Path) -> None:
    """Before its last day, with the clock standing still, and with it running."""
    (running,) = story(folder, "2026-10-01").lines
    assert running.sign == "open"
    assert running.text == (
        "The answer is due by 22 October 2026; none is on record to 1 October 2026."
    )
    (still,) = story(folder, "2026-09-15").lines
    assert still.text.startswith("The clock for the answer is not running;")
    assert still.details[0] == "The clock has stood still since 10 September 2026."


STRIKE = "  - {kind: strike, when: 2023-05-03, source: press}\n"


def of(events: str, limit: str, *, day: str = "2023-12-31", more: str = "") -> StoryRecord:
    """The story of a strike and an investigation, by one rule."""
    rule = f"id: open, step: investigation_opened, after: strike, {limit}"
    case = f"recorded_until: 2023-12-31\nevents:\n{STRIKE}{events}{more}"
    return told(judged(case, f"rules:\n  - {{{rule}}}\n", day))


OPENED = "  - {{kind: investigation_opened, when: {}, source: press}}\n"


@pytest.mark.parametrize(
    ("when", "limit", "sign", "text"),
    [
        (
            "2023-06-23", "limit: 30 days, force: binding", "missed",
            ("The investigation was opened 51 days after the strike; 30 days were allowed: "
             "21 days late."),
        ),
        (
            "2023-06-23", "limit: 30 days, force: guidance", "odd",
            ("The investigation was opened 51 days after the strike; 30 days were allowed: "
             "21 days late."),
        ),
        (
            "2023-05-10", "limit: 30 days, force: binding", "kept",
            "The investigation was opened 7 days after the strike; 30 days were allowed.",
        ),
        (
            "2023-05-20/2023-06-23", "limit: 30 days, force: binding", "unknown",
            ("We cannot tell whether the deadline was missed: the investigation was opened "
             "17–51 days after the strike; 30 days were allowed."),
        ),
        (
            "2023-06-23", "limit: not established, force: binding", "unknown",
            ("The investigation was opened 51 days after the strike; the rule's time limit was not "
             "found."),
        ),
    ],
)  # fmt: skip
def test_a_deadline_is_told_as_surely_as_it_is_known(
    when: str, limit: str, sign: str, text: str
) -> None:
    """Red only where it binds and was missed whatever the days are; green where it was kept."""
    line = of(OPENED.format(when), limit).lines[0]
    assert (line.sign, line.text) == (sign, text)


def test_a_step_without_a_deadline_is_neither_late_nor_in_time() -> None:
    """It stands in the table of steps with a neutral sign, and no line tells of it."""
    found = of(OPENED.format("2023-06-23"), "limit: none stated, force: binding")
    assert [step.sign for step in found.steps] == ["done"]
    assert found.coverage == "The rules we hold set no deadline for any step."
    assert all("investigation was opened" not in line.text for line in found.lines)


def test_an_extension_that_may_have_been_in_time_is_never_missed() -> None:
    """The headline is the fact; whether it was late is told as what cannot be known."""
    orders = (
        "    orders:\n"
        "      - {id: first, kind: investigation_closed, within: 30 days, source: press}\n"
        "      - {id: more, kind: investigation_closed, within: 3 weeks, extends: first,"
        " made: 2023-06-20/2023-07-30, source: press}\n"
    )
    events = (
        "  - kind: investigation_opened\n    when: 2023-06-23\n    source: press\n"
        f"{orders}  - {{kind: investigation_closed, when: 2023-08-10, source: press}}\n"
    )
    found = of(events, "limit: none stated, force: practice")
    assert found.headline == "The investigation took 48 days; the first order allowed 30."
    assert found.lines[0].sign == "unknown"
    assert found.lines[0].details[0] == (
        "We cannot tell whether a deadline was missed: it was extended by three weeks."
    )
    statuses = [mark.status for lane in found.lanes for mark in lane.marks]
    assert "missed" not in statuses
    assert statuses[0] == "extended"


@pytest.mark.parametrize(
    ("absence", "said"),
    [
        ("", "The record is silent: nobody says that there was none."),
        (
            "absences: [{kind: investigation_opened, until: 2023-12-31, source: press}]\n",
            "None by 31 December 2023, says P.",
        ),
        (
            "absences: [{kind: investigation_opened, searched: 2023-12-01, where: releases}]\n",
            "None found (searched 1 December 2023).",
        ),
    ],
)
def test_silence_denial_and_search_are_told_apart(absence: str, said: str) -> None:
    """An overdue step says on what ground it counts as undone."""
    line = of("", "limit: 30 days, force: binding", more=absence).lines[0]
    assert line.text == (
        "The investigation was due by 2 June 2023; none is on record 212 days later."
    )
    assert line.details[-1] == said


def test_nothing_on_record_is_said_as_such() -> None:
    """As of the eve of the incident there is no story, and nothing is made up."""
    found = of("", "limit: 30 days, force: binding", day="2023-05-02")
    assert found.headline == "Nothing is on record by 2 May 2023."
    assert (found.steps, found.figures, found.incident) == ((), (), None)
