from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.checking import check_files
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.commands import list_cases, overdue
from timeline.conformance.policies import hypothetical
from timeline.conformance.verdict import Verdict
from timeline.errors import Problem
from timeline.location import Location, TextSpan
from timeline.model.build import References, build_policy
from timeline.model.workspace import Workspace
from timeline.portfolio.compare import Comparison, Measured, compare_cases
from timeline.read.parse import parse_yaml
from timeline.results.build.case import show_record
from timeline.results.build.compare import compare_record
from timeline.results.build.explain import explained_events, explained_finding
from timeline.results.build.many import explain_record
from timeline.results.build.policies import policy_list_record, policy_show_record
from timeline.results.build.sums import check_record
from timeline.results.build.values import problem_records
from timeline.results.compare import SlowerRecord
from timeline.results.policies import (
    AppliesRecord,
    PatternRecord,
    RemarkRecord,
    RuleLimitRecord,
)
from timeline.results.values import DayRange, Range, RelatedRecord
from timeline.view import View

if TYPE_CHECKING:
    pass

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\nrecorded_until: 2023-12-31\nevents:\n"
QUICK = """\
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: assessment_opened, when: 2023-05-08, source: a}
"""
SLOW = """\
  - {kind: strike, when: 2023-05-03, source: a}
absences:
  - {kind: assessment_opened, until: 2023-12-31, source: a}
"""
TORN = """\
  - kind: strike
    claims: [{when: 2023-05-03, source: a}, {when: 2023-05-04, source: a}]
"""
TOLD = """\
  - kind: strike
    claims: [{when: 2023-05-03, source: a}, {when: 2023-05, source: b}]
  - {kind: other, when: 2023-05-08, source: b}
  - {kind: denial, when: 2023-05-09, source: a, responds_to: [strike, other], note: not yet}
  - {kind: release, when: 2023-09, source: a, planned: true}
  - {kind: payment, when: 2023-09, source: b, planned: true}
summary: s
names: [n]
tags: [t]
"""
STRIKE = date(2023, 5, 3)
MAY = date(2023, 5, 31).toordinal()
POLICY = """\
id: p
title: A policy
applies: {forces: [US], from: 2023-01-01}
notes: [{step: a step, text: nothing here}]
rules:
  - id: assess
    step: {first: [{event: assessment_opened, form: quick}, assessment_opened]}
    label: Assessed
    after: strike
    when: {all: [{event: strike}, {not: {any: [{event: closed, outcome: duplicate}]}}]}
    requires: [strike]
    limit: 2 weeks
    force: binding
  - id: pay
    step: payment
    label: Paid
    after: strike
    force: practice
    benchmark: {within: 10 days, because: as elsewhere}
"""


def a_view(root: Path, **cases: str) -> View:
    """A workspace of cases with one policy and one source."""
    for folder in ("cases", "seeds", "policies"):
        (root / folder).mkdir()
    (root / "seeds" / "a.yaml").write_text(
        "title: A\npublisher: P\nkind: press\npublished: 2023-05-10\n"
    )
    (root / "policies" / "p.yaml").write_text(POLICY)
    for name, events in cases.items():
        (root / "cases" / f"{name}.yaml").write_text(HEAD + events)
    return View(Workspace(root), date(2024, 1, 1).toordinal(), policy_id="p")


def test_the_list_counts_every_verdict(tmp_path: Path) -> None:
    """Each case has every verdict with its number, and how it stands against its deadlines."""
    rows = list_cases(a_view(tmp_path, quick=QUICK, slow=SLOW)).cases
    quick, slow = sorted(rows, key=lambda row: row.case)
    assert quick.incident == DayRange(min=STRIKE, max=STRIKE)
    assert (quick.as_of, quick.state, quick.hypothetical) == (
        date(2024, 1, 1),
        "under assessment",
        True,
    )
    (report,) = quick.reports
    assert list(report.counts) == list(Verdict)
    assert (report.counts[Verdict.MET], report.counts[Verdict.OVERDUE]) == (1, 1)
    assert report.breaches == {Truth.YES: 0, Truth.NO: 1, Truth.UNKNOWN: 0}
    assert (quick.deadline, slow.deadline) == ("kept", "perhaps missed")
    assert [one.words for one in quick.delays if one.measure == "strike-to-assessment"] == ["5"]


def test_a_case_without_an_incident_has_no_days(tmp_path: Path) -> None:
    """Where the record has no strike the days are null."""
    view = a_view(tmp_path, none="  - {kind: denial, when: 2023-05-03, source: a}\n")
    (row,) = list_cases(view).cases
    assert (row.incident, row.incident_words) == (None, "not on record")


def test_a_comparison_names_the_slower_case(tmp_path: Path) -> None:
    """The slower case is named with the least and the most days, where that is certain."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, _ = view.judge_all(["quick", "slow"])
    comparisons = compare_cases([Measured(case.id, "p", case.latencies) for case in cases])
    found = compare_record(cases, comparisons)
    (one,) = [part for part in found.measures if part.measure == "strike-to-assessment"]
    assert [(cell.case, cell.days, cell.open) for cell in one.cells] == [
        ("quick", Range(min=5, max=5), Truth.NO),
        ("slow", Range(min=242, max=None), Truth.UNKNOWN),  # denied only to the day before
    ]
    assert one.slower == SlowerRecord(
        case="slow",
        by=Range(min=238, max=None),
        certain=Truth.YES,
        words="at least 238 days slower",
    )
    assert [case.case for case in found.cases] == ["quick", "slow"]


def test_what_cannot_be_compared_is_null(tmp_path: Path) -> None:
    """No difference of days is made up, and a doubtful one names no case."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, _ = view.judge_all(["quick", "slow"])
    cells = tuple(case.latencies[0] for case in cases)
    none = Comparison(view.measures[0], cells, "", None, Truth.UNKNOWN)
    doubt = Comparison(view.measures[0], cells, "", Interval(-3, 3), Truth.UNKNOWN, ("a caution",))
    first, second = compare_record(cases, [none, doubt]).measures
    assert first.slower is None
    assert second.slower is None or second.slower.case is None
    assert second.cautions == ("a caution",)


def test_what_is_overdue_stands_before_what_waits(tmp_path: Path) -> None:
    """A benchmark makes nothing overdue; each row has its case and its finding."""
    found = overdue(a_view(tmp_path, quick=QUICK, slow=SLOW))
    (row,) = found.overdue
    assert (row.case, row.finding.name, row.days) == ("slow", "assess", Range(min=228, max=228))
    assert row.record_words == "none, says P"
    assert [(one.case, one.finding.name) for one in found.waiting] == [
        ("quick", "pay"),
        ("slow", "pay"),
    ]
    assert row.finding.sentence == (
        "Hypothetical: the assessment was due by 17 May 2023; none is on record 228 days later. "
        "2 weeks from the strike were allowed. None by 31 December 2023, says P. Binding rule. "
        "No source on file for this rule."
    )


def test_what_was_not_public_is_not_told(tmp_path: Path) -> None:
    """With a day of knowledge, later claims, plans, sources and notes stay out of the object."""
    view = a_view(tmp_path, told=TOLD)
    (tmp_path / "seeds" / "b.yaml").write_text(
        "title: B\npublisher: P\nkind: press\npublished: 2023-09-01\n"
    )
    later = View(Workspace(tmp_path), view.today, policy_id="p", known_on=MAY)
    everything = show_record(view.judge("told"))
    then = show_record(later.judge("told"))
    assert [one.id for one in everything.not_counted] == ["release", "payment"]
    assert [one.id for one in everything.sources] == ["a", "b"]
    assert [one.id for one in then.not_counted] == ["release"]
    assert [one.id for one in then.sources] == ["a"]
    assert (then.known_on, everything.known_on) == (date.fromordinal(MAY), None)
    assert (then.summary, then.names, then.tags) == ("", (), ())
    assert (everything.summary, everything.names, everything.tags) == ("s", ("n",), ("t",))
    strike = next(one for one in then.events if one.id == "strike")
    assert [one.id for one in strike.claims] == ["strike#1"]
    denial = next(one for one in then.events if one.id == "denial")
    assert (denial.responds_to, denial.note) == (("strike",), "")
    found = overdue(later)
    rows = (*found.overdue, *found.not_checked, *found.coming_up, *found.waiting)
    assert {(one.as_of, one.known_on) for one in rows} == {
        (date.fromordinal(MAY), date.fromordinal(MAY))
    }


def test_a_check_tells_problems(tmp_path: Path) -> None:
    """Problems have their place and their related places; contradictions are counted."""
    view = a_view(tmp_path, torn=TORN)
    place = Location("cases/x.yaml", TextSpan(1, 2, 3, 4))
    elsewhere = (("the other stands here", Location("cases/x.yaml", None)),)
    doubled = Problem("E406", "twice", place, "rename", elsewhere)
    warning = Problem("W101", "odd", Location("cases/x.yaml", None))
    checked = check_files(view, [tmp_path / "cases" / "torn.yaml"])
    found = check_record(checked.files, problem_records([*checked.problems, doubled, warning]))
    assert (found.files, found.contradictions) == (1, 1)
    torn, twice, odd = found.problems
    assert (torn.code, torn.file, torn.line) == ("E601", "cases/torn.yaml", 8)
    assert twice.related == (
        RelatedRecord(
            file="cases/x.yaml",
            line=None,
            column=None,
            end_line=None,
            end_column=None,
            message="the other stands here",
        ),
    )
    assert (twice.warning, odd.warning, odd.line) == (False, True, None)


def test_receipts_come_as_asked(tmp_path: Path) -> None:
    """A finding, an event and a pair of events each have their steps, a pair its days."""
    judged = a_view(tmp_path, quick=QUICK).judge("quick")
    asked = [
        explained_finding(judged.reports[0], judged.findings[0]),
        explained_events("strike"),
        explained_events("strike", "assessment_opened"),
    ]
    first, second, third = explain_record(judged, asked).receipts
    assert first.finding is not None
    assert (first.finding.name, first.events, first.days) == ("assess", (), None)
    assert (second.finding, second.days) == (None, None)
    assert [one.id for one in second.events] == ["strike"]
    assert third.days == Range(min=5, max=5)
    inputs = [one for step in third.receipt for one in step.inputs]
    assert ("cases/quick.yaml", 7) in [(one.file, one.line) for one in inputs]


def test_a_policy_is_shown_rule_by_rule() -> None:
    """Steps, conditions, limits and benchmarks are data, with the policy that states each."""
    kinds = Workspace(Path("/nowhere")).kinds
    policy = build_policy(parse_yaml(POLICY, "p.yaml"), References(kinds.keys(), ()))
    (head,) = policy_list_record([policy]).policies
    assert head.applies == AppliesRecord(forces=("US",), command=(), since="2023-01-01", until=None)
    found = policy_show_record(policy, hypothetical(policy, lambda _: policy))
    first, second = found.rules
    assert [(one.event, one.form) for one in first.step] == [
        ("assessment_opened", "quick"),
        ("assessment_opened", ""),
    ]
    assert first.limit == RuleLimitRecord(text="2 weeks", number=14, unit="days", days=14)
    condition = first.when
    assert condition is not None
    strike, denied = condition.all_of
    assert strike.event == PatternRecord(event="strike", form="", outcome="", by="")
    assert denied.none_of is not None
    assert denied.none_of.any_of[0].event is not None
    assert second.limit.text == "none stated"
    assert (second.limit.number, second.when, second.source) == (None, None, None)
    assert second.benchmark is not None
    assert second.benchmark.within.days == 10
    assert found.notes == (RemarkRecord(step="a step", text="nothing here", source=None),)
