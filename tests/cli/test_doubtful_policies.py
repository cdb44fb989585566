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
    assert {(row["case"], row["policy"], row["certain"]) for row in rows} == {
        ("either", "old", False)
    }
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
