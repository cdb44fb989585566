from datetime import date
from pathlib import Path

from timeline.api import View, check_files
from timeline.chrono.bound import Bound
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding, Report
from timeline.conformance.policies import hypothetical
from timeline.conformance.verdict import Verdict
from timeline.errors import Problem
from timeline.location import Location, Span
from timeline.model.build import References, build_policy
from timeline.model.workspace import Workspace
from timeline.portfolio.compare import Comparison, Measured, compare_cases
from timeline.portfolio.overdue import overdue_findings
from timeline.read.parse import parse_yaml
from timeline.render.explain import explained
from timeline.render.json_policies import policy_list_json, policy_show_json
from timeline.render.json_show import show_json
from timeline.render.json_tables import (
    check_json,
    compare_json,
    explain_json,
    list_json,
    overdue_row_json,
)

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
    yardstick: {within: 10 days, because: as elsewhere}
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
    """Each case has every verdict with its number, and what is overdue by tier."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, problems = view.judge_all(["quick", "slow"])
    quick, slow = list_json(cases, problems)["cases"]
    assert quick["strike"] == {"earliest": "2023-05-03", "latest": "2023-05-03"}
    assert (quick["as_of"], quick["state"], quick["hypothetical"]) == (
        "2024-01-01",
        "under assessment",
        True,
    )
    (report,) = quick["reports"]
    assert list(report["counts"]) == list(Verdict)
    assert (report["counts"][Verdict.MET], report["counts"][Verdict.OVERDUE]) == (1, 1)
    assert report["breaches"] == {"yes": 0, "no": 1, "unknown": 0}
    assert [
        (one["id"], one["tier"], one["days_late"]) for one in slow["reports"][0]["overdue"]
    ] == [
        ("assess", "limit", {"min": 228, "max": 228}),
        ("pay", "yardstick", {"min": 232, "max": 232}),
    ]


def test_a_case_without_a_strike_has_no_strike_days(tmp_path: Path) -> None:
    """Where the record has no strike the days are null."""
    view = a_view(tmp_path, none="  - {kind: denial, when: 2023-05-03, source: a}\n")
    assert list_json([view.judge("none")], [])["cases"][0]["strike"] is None


def test_a_comparison_names_the_slower_case(tmp_path: Path) -> None:
    """The slower case is named with the least and the most days, where that is certain."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, _ = view.judge_all(["quick", "slow"])
    comparisons = compare_cases([Measured(case.id, "p", case.latencies) for case in cases])
    found = compare_json(cases, comparisons)
    (one,) = [part for part in found["measures"] if part["measure"] == "strike-to-assessment"]
    assert [(cell["case"], cell["days"], cell["open"]) for cell in one["cells"]] == [
        ("quick", {"min": 5, "max": 5}, False),
        ("slow", {"min": 242, "max": None}, None),  # denied only to the day before
    ]
    assert one["slower"] == {"case": "slow", "by": {"min": 238, "max": None}, "certain": "yes"}
    assert [case["case"] for case in found["cases"]] == ["quick", "slow"]


def test_what_cannot_be_compared_is_null(tmp_path: Path) -> None:
    """No difference of days is made up, and a doubtful one names no case."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, _ = view.judge_all(["quick", "slow"])
    cells = tuple(case.latencies[0] for case in cases)
    none = Comparison(view.measures[0], cells, "", None, Truth.UNKNOWN)
    doubt = Comparison(view.measures[0], cells, "", Bound(-3, 3), Truth.UNKNOWN, ("a caution",))
    first, second = compare_json(cases, [none, doubt])["measures"]
    assert first["slower"] is None
    assert second["slower"] == {"case": None, "by": {"min": -3, "max": 3}, "certain": "unknown"}
    assert second["cautions"] == ["a caution"]


def test_overdue_rows_keep_their_order(tmp_path: Path) -> None:
    """Limits come before yardsticks, each row with its case and its finding."""
    view = a_view(tmp_path, quick=QUICK, slow=SLOW)
    cases, _ = view.judge_all(["quick", "slow"])
    rows = overdue_findings(report for case in cases for report in case.reports)
    found = [overdue_row_json(*row, view.workspace.kinds, None) for row in rows]
    assert [(row["case"], row["finding"]["id"]) for row in found] == [
        ("slow", "assess"),
        ("quick", "pay"),
        ("slow", "pay"),
    ]
    assert found[0]["finding"]["because"]
    assert "receipt" not in found[0]["finding"]


def test_what_was_not_public_is_not_told(tmp_path: Path) -> None:
    """With a day of knowledge, later claims, plans, sources and notes stay out of the object."""
    view = a_view(tmp_path, told=TOLD)
    (tmp_path / "seeds" / "b.yaml").write_text(
        "title: B\npublisher: P\nkind: press\npublished: 2023-09-01\n"
    )
    later = View(Workspace(tmp_path), view.today, policy_id="p", known_on=MAY)
    everything = show_json(view.judge("told"), view.workspace.kinds)
    then = show_json(later.judge("told"), view.workspace.kinds)
    assert [one["id"] for one in everything["not_counted"]] == ["release", "payment"]
    assert [one["id"] for one in everything["sources"]] == ["a", "b"]
    assert [one["id"] for one in then["not_counted"]] == ["release"]
    assert [one["id"] for one in then["sources"]] == ["a"]
    assert (then["known_on"], everything["known_on"]) == ("2023-05-31", None)
    assert (then["summary"], then["names"], then["tags"]) == ("", [], [])
    assert (everything["summary"], everything["names"], everything["tags"]) == ("s", ["n"], ["t"])
    strike = next(one for one in then["events"] if one["id"] == "strike")
    assert [one["id"] for one in strike["claims"]] == ["strike#1"]
    denial = next(one for one in then["events"] if one["id"] == "denial")
    assert (denial["responds_to"], denial["note"]) == (["strike"], "")
    rows = overdue_findings(later.judge("told").reports)
    found = [overdue_row_json(*row, view.workspace.kinds, MAY) for row in rows]
    assert {(one["as_of"], one["known_on"]) for one in found} == {("2023-05-31", "2023-05-31")}


def test_a_check_tells_problems(tmp_path: Path) -> None:
    """Problems have their place and their related places; contradictions are counted."""
    view = a_view(tmp_path, torn=TORN)
    place = Location("cases/x.yaml", Span(1, 2, 3, 4))
    related = (("the other stands here", Location("cases/x.yaml", None)),)
    doubled = Problem("E406", "twice", place, "rename", related)
    warning = Problem("W101", "odd", Location("cases/x.yaml", None))
    checked = check_files(view, [tmp_path / "cases" / "torn.yaml"])
    found = check_json(checked.files, [*checked.problems, doubled, warning])
    assert (found["files"], found["contradictions"]) == (1, 1)
    torn, twice, odd = found["problems"]
    assert (torn["code"], torn["file"], torn["line"]) == ("E601", "cases/torn.yaml", 8)
    assert twice["related"] == [
        {"file": "cases/x.yaml", "line": None, "message": "the other stands here"}
    ]
    assert (twice["warning"], odd["warning"], odd["line"]) == (False, True, None)


def test_receipts_come_as_asked(tmp_path: Path) -> None:
    """A finding, an event and a pair of events each have their steps, a pair its days."""
    judged = a_view(tmp_path, quick=QUICK).judge("quick")
    finding = (judged.reports[0], judged.findings[0])
    asked: list[tuple[Report, Finding] | tuple[str, ...]] = [
        finding,
        ("strike",),
        ("strike", "assessment_opened"),
    ]
    first, second, third = explain_json(judged, explained(asked, judged.reckoning))["receipts"]
    assert first["finding"] is not None
    assert (first["finding"]["id"], first["events"], first["days"]) == ("assess", [], None)
    assert (second["finding"], second["days"]) == (None, None)
    assert [one["id"] for one in second["events"]] == ["strike"]
    assert third["days"] == {"min": 5, "max": 5}
    inputs = [one for step in third["receipt"] for one in step["inputs"]]
    assert ("cases/quick.yaml", 7) in [(one["file"], one["line"]) for one in inputs]


def test_a_policy_is_shown_rule_by_rule() -> None:
    """Steps, conditions, limits and yardsticks are data, with the policy that states each."""
    kinds = Workspace(Path("/nowhere")).kinds
    policy = build_policy(parse_yaml(POLICY, "p.yaml"), References(kinds.keys(), ()))
    (head,) = policy_list_json([policy])["policies"]
    assert head["applies"] == {"forces": ["US"], "command": [], "from": "2023-01-01", "until": None}
    found = policy_show_json(policy, hypothetical(policy, lambda _: policy))
    first, second = found["rules"]
    assert [(one["event"], one["form"]) for one in first["step"]] == [
        ("assessment_opened", "quick"),
        ("assessment_opened", ""),
    ]
    assert first["limit"] == {"text": "2 weeks", "number": 14, "unit": "days", "days": 14}
    condition = first["when"]
    assert condition is not None
    strike, denied = condition["all"]
    assert strike["event"] == {"event": "strike", "form": "", "outcome": "", "by": ""}
    assert denied["not"] is not None
    assert denied["not"]["any"][0]["event"] is not None
    assert second["limit"]["text"] == "none stated"
    assert (second["limit"]["number"], second["when"], second["source"]) == (None, None, None)
    assert second["yardstick"] is not None
    assert second["yardstick"]["within"]["days"] == 10
    assert found["notes"] == [{"step": "a step", "text": "nothing here", "source": None}]
