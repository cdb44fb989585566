"""A strike that may fall under one policy or another: each page says under which it speaks."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import run

POLICY = """\
id: {name}
title: {name}
applies: {{forces: Ruritania, {dates}}}
rules:
  - {{id: open, label: O, step: assessment_opened, after: strike, limit: {limit}, force: binding}}
  - {{id: pay, label: P, step: payment, after: strike, limit: 20 days, force: binding{own}}}
"""
CASE = """\
title: T
place: P
time_zone: UTC
forces: Ruritania
recorded_until: 2022-12-31
{policy}
events:
  - {{kind: strike, when: 2022-08-20/2022-08-30, source: press}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two policies, of which the second follows the first while the strike may have been."""
    for folder in ("cases", "seeds", "policies"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "press.yaml").write_text("title: T\npublisher: P\nkind: press\n")
    for name, dates, limit, own in (
        ("old", "until: 2022-08-24", "10 days", ""),
        ("new", "from: 2022-08-25", "none stated", ", from: 2022-08-28"),
    ):
        text = POLICY.format(name=name, dates=dates, limit=limit, own=own)
        (tmp_path / "policies" / f"{name}.yaml").write_text(text)
    (tmp_path / "cases" / "either.yaml").write_text(CASE.format(policy="tags: []"))
    (tmp_path / "cases" / "named.yaml").write_text(CASE.format(policy="policy: new"))
    return tmp_path


def words(root: Path, *command: str) -> str:
    """What a command prints, on one line."""
    return " ".join(run(*command, root=root, COLUMNS="300").out.split())


def test_counts_are_given_for_each_policy(root: Path) -> None:
    """The list and the result never add up what cannot be true together."""
    listed = words(root, "list")
    assert "2 over a limit or order if old was in force" in listed
    assert "1 cannot be told if new was in force" in listed
    shown = words(root, "show", "either")
    assert "Result if old was in force, limits, orders and binding steps: 2 over" in shown
    assert "Result if new was in force, limits, orders and binding steps: none certainly" in shown
    assert "FINDINGS by old, if it was in force;" in shown


def test_what_is_overdue_says_under_which_policy(root: Path) -> None:
    """Under a heading of its own."""
    found = words(root, "overdue")
    assert "Over a limit or an order, if the policy named was in force ✗ overdue if old" in found
    assert "Over a limit or an order ✗" not in found
    rows = json.loads(run("overdue", "--json", root=root).out)["overdue"]
    assert [(row["case"], row["policy"], row["finding"]["verdict"]) for row in rows] == [
        ("either", "old", "overdue"),
        ("either", "old", "overdue"),
        ("either", "new", "cannot tell"),
        ("named", "new", "cannot tell"),
    ]
    assert [row["certain"] for row in rows] == [False, False, False, True]
    assert "Not certainly over" in found.partition("if the policy named was in force")[2]
    assert {row["finding"]["in_force"] for row in rows} == {"unknown"}


def test_a_receipt_says_under_which_policy(root: Path) -> None:
    """In its first line, and at the rule."""
    found = words(root, "explain", "either", "open")
    assert "either, open: overdue, if old was in force" in found
    assert "(binding; old: may have been in force on the day of the strike)" in found


def test_a_rule_with_dates_of_its_own_may_ask_for_nothing(root: Path) -> None:
    """Though the policy is named in the case."""
    found = words(root, "show", "named")
    assert "Nobody can tell which of these holds: not required or overdue." in found
    assert "Whether the rule pay was in force on the day of the strike cannot be told." in found
    assert "it may not have been in force then" in words(root, "explain", "named", "pay")
    judged = json.loads(run("show", "named", "--json", root=root).out)["findings"]
    assert {one["id"]: one["in_force"] for one in judged} == {"open": "yes", "pay": "unknown"}
    assert "overdue" not in {one["verdict"] for one in judged}


def test_a_policy_asked_for_was_not_in_force_by_that(root: Path) -> None:
    """Null, neither yes nor no."""
    found = json.loads(run("show", "either", "--policy", "old", "--json", root=root).out)
    assert {one["in_force"] for one in found["findings"]} == {None}


def test_the_page_says_from_when_to_when_a_policy_applies_that_may_have_been_in_force(
    root: Path,
) -> None:
    """So that a reader sees why nobody can tell; of a policy that is certain it says nothing."""
    found = words(root, "show", "either")
    days = "may have been in force on the day of the strike (2022-08-20 to 2022-08-30); it applies"
    assert f"Policy new, new; {days} from 2022-08-25 Policy old, old; {days} until" in found
    assert "it applies" not in words(root, "show", "named")


def differing(root: Path, case: str, policy: str) -> str:
    """The part of a page that compares the policy asked for, on one line."""
    found = words(root, "show", case, "--policy", policy)
    return found.partition("DIFFERENCES ")[2].partition(" EVENTS ")[0]


def test_none_of_several_policies_is_called_the_one_of_the_day(root: Path) -> None:
    """Each may have been; the rows name none of them so."""
    found = differing(root, "either", "old")
    assert "the policy of the day" not in found.replace("may have been the policy of the day", "")
    assert "HYPOTHETICAL, against old itself, which may have been the policy of the day No" in found
    assert "against new, which may have been the policy of the day O hypothetically" in found
    assert "O hypothetically overdue; by it pending" in found


def test_a_policy_that_the_case_names_is_not_called_the_one_of_the_day(root: Path) -> None:
    """Not even where it is the one that is asked for."""
    itself, other = (differing(root, "named", policy) for policy in ("new", "old"))
    assert itself == "HYPOTHETICAL, against new itself, which the case names No verdict differs."
    assert other.startswith("HYPOTHETICAL, against new, which the case names O hypothetically")
    assert "; by it pending" in other


def test_a_policy_that_was_certainly_in_force_is_the_one_of_the_day(root: Path) -> None:
    """As before."""
    case = CASE.format(policy="tags: []").replace("2022-08-20/", "")
    (root / "cases" / "later.yaml").write_text(case)
    found = differing(root, "later", "old")
    assert found.startswith("HYPOTHETICAL, against new, the policy of the day O hypothetically")
    assert "overdue; by the policy of the day pending" in found


def test_without_an_incident_no_policy_can_be_chosen(root: Path) -> None:
    """That is another reason than that none fits, and is told apart."""
    case = CASE.format(policy="tags: []")
    (root / "cases" / "nowhere.yaml").write_text(case.replace("Ruritania", "Ruthenia"))
    fits = "Policy none here fits these forces, this command and that day; nothing is judged"
    assert fits in words(root, "show", "nowhere")
    (root / "cases" / "open.yaml").write_text(case.replace("kind: strike", "kind: denial"))
    none = "to choose one by; nothing is judged"
    assert f"Policy no strike is recorded {none}" in words(root, "show", "open")
    then = words(root, "show", "either", "--known-on", "2022-09-01")
    assert f"Policy no strike was certainly public by then {none}" in then
    kind = "{id: crash, label: C, about: A, noun: crash, done: seen, reference: it, incident: true}"
    (root / "policies" / "kinds.yaml").write_text(f"kinds:\n  - {kind}\n")
    assert f"Policy no strike or crash is recorded {none}" in words(root, "show", "open")


@pytest.mark.parametrize("format_", ["mermaid", "dot", "json", "graphml"])
def test_a_graph_says_under_which_policy_a_step_is_expected(root: Path, format_: str) -> None:
    """At each edge and at each ghost; and says nothing of a policy that is certain."""
    doubtful, certain = (
        run("graph", case, "--format", format_, root=root).out for case in ("either", "named")
    )
    said = {"json": '"if_in_force": "new"', "graphml": ">new<"}.get(format_, "if new was in force")
    assert doubtful.count(said) == 4
    assert said not in certain
    if format_ == "json":
        edges = [one for one in json.loads(doubtful)["edges"] if one["type"] == "expects"]
        assert {one["certain"] for one in edges} == {False}


def test_a_policy_that_is_no_longer_certain_is_a_change(root: Path, tmp_path: Path) -> None:
    """Though no verdict and no number of days is another."""
    before = tmp_path / "before"
    for name in ("cases", "seeds", "policies"):
        (before / name).mkdir(parents=True)
        for file in (root / name).iterdir():
            (before / name / file.name).write_bytes(file.read_bytes())
    (root / "policies" / "new.yaml").unlink()
    (before / "policies" / "new.yaml").unlink()
    (root / "cases" / "named.yaml").unlink()
    (before / "cases" / "named.yaml").unlink()
    old = (root / "policies" / "old.yaml").read_text()
    (before / "policies" / "old.yaml").write_text(old.replace("2022-08-24", "2022-08-30"))
    found = words(root, "diff", str(before))
    assert "either: whether old was in force for open was certain, is now not certain" in found
    added = words(root, "diff", str(before), "--exit-code")
    assert added == found
