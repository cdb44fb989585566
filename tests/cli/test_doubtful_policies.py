"""A strike that may fall under one policy or another: each page says under which it speaks."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import read, run

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


def test_counts_are_given_for_each_policy(root: Path) -> None:
    """The list never adds up what cannot be true together."""
    (either, named) = sorted(read("list", root=root)["cases"], key=lambda one: one["case"])
    assert [(one["policy"], one["certain"]) for one in either["reports"]] == [
        ("new", False),
        ("old", False),
    ]
    assert [one["counts"]["overdue"] for one in either["reports"]] == [0, 2]
    assert [one["certain"] for one in named["reports"]] == [True]


def test_what_is_overdue_says_under_which_policy(root: Path) -> None:
    """Nothing is overdue for certain that hangs on which policy was in force."""
    found = read("overdue", root=root)
    rows = [row for key in ("overdue", "not_checked") for row in found[key]]
    assert {(row["case"], row["policy"], row["finding"]["verdict"]) for row in rows} >= {
        ("either", "old", "overdue"),
        ("named", "new", "cannot tell"),
    }
    for row in rows:
        assert row["certain"] is (row["case"] == "named")
        assert bool(row["condition"]) is not row["certain"]
        assert row["sign"] != "missed"


def test_a_receipt_says_under_which_policy(root: Path) -> None:
    """In each finding, and in the conditions of the page."""
    receipts = read("explain", "either", "open", root=root)["receipts"]
    assert {(one["finding"]["judged_by"], one["finding"]["in_force"]) for one in receipts} == {
        ("new", "unknown"),
        ("old", "unknown"),
    }


def test_a_rule_with_dates_of_its_own_may_ask_for_nothing(root: Path) -> None:
    """Though the policy is named in the case."""
    judged = {one["name"]: one for one in read("show", "named", root=root)["findings"]}
    assert {name: one["in_force"] for name, one in judged.items()} == {
        "open": "yes",
        "pay": "unknown",
    }
    assert set(judged["pay"]["possible"]) == {"not required", "overdue"}
    assert "overdue" not in {one["verdict"] for one in judged.values()}


def test_a_policy_asked_for_was_not_in_force_by_that(root: Path) -> None:
    """Null, neither yes nor no."""
    found = json.loads(run("show", "either", "--policy", "old", "--json", root=root).out)
    assert {one["in_force"] for one in found["findings"]} == {None}


def differing(root: Path, case: str, policy: str) -> set[tuple[str, bool, str, str]]:
    """Where verdicts by a policy that is asked for differ, by which policy, and how."""
    found = read("show", case, "--policy", policy, root=root)["differences"]
    return {(one["policy"], one["certain"], one["asked"], one["otherwise"]) for one in found}


def test_none_of_several_policies_is_the_one_of_the_day(root: Path) -> None:
    """Each may have been, and the record says so of each difference."""
    assert differing(root, "either", "old") == {
        ("new", False, "overdue", "pending"),
        ("new", False, "overdue", "cannot tell"),
    }


def test_a_policy_that_the_case_names_is_the_one_compared_with(root: Path) -> None:
    """Nothing differs where it is the one that is asked for."""
    assert differing(root, "named", "new") == set()
    assert {(policy, certain) for policy, certain, *_ in differing(root, "named", "old")} == {
        ("new", True)
    }


def test_a_policy_that_was_certainly_in_force_is_the_one_of_the_day(root: Path) -> None:
    """The page tells it from one that may have been."""
    case = CASE.format(policy="tags: []").replace("2022-08-20/", "")
    (root / "cases" / "later.yaml").write_text(case)
    assert ("new", True, "overdue", "pending") in differing(root, "later", "old")
    told = {
        name: "if it was in force" in run("show", name, "--policy", "old", root=root).words
        for name in ("later", "either")
    }
    assert told == {"later": False, "either": True}


def test_without_an_incident_no_policy_can_be_chosen(root: Path) -> None:
    """None is, and nothing is judged."""
    case = CASE.format(policy="tags: []")
    (root / "cases" / "nowhere.yaml").write_text(case.replace("Ruritania", "Ruthenia"))
    (root / "cases" / "open.yaml").write_text(case.replace("kind: strike", "kind: denial"))
    for words in (("nowhere",), ("open",), ("either", "--known-on", "2022-09-01")):
        found = read("show", *words, root=root)
        assert (found["policies"], found["findings"]) == ([], [])


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
    (change,) = read("diff", str(before), root=root)["changes"]
    assert {one["id"] for one in change["findings"]} == {"open", "pay"}
    assert run("diff", str(before), "--exit-code", root=root).code == 1
