"""How often a practice was followed: counted from the findings, only what is certain."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checking import CASE, policy, rule, write
from tests.cli.runner import TODAY, run
from timeline.model.workspace import Workspace
from timeline.portfolio.practice import PracticeCount, count_practices, practice_answers
from timeline.view import View

HEAD = CASE.replace("forces: US", "forces: Elsewhere")
OPENED = "  - {kind: investigation_opened, when: 2024-03-05, source: paper}\n"
CLOSED = "  - {kind: assessment_closed, when: X, source: paper}\n"
DENIED = "absences:\n  - {kind: announcement, until: 2026-12-01, source: paper}\n"

TOLD = rule("told", limit="30 days").replace("limit: 5 days, ", "").replace("binding", "practice")
ORDER = rule("order", "investigation_opened", "assessment_closed", requires="[assessment_closed]")
FINISH = rule("finish", "assessment_closed", "assessment_opened")
POLICY = policy(
    "p",
    TOLD,
    *(one.replace("limit: 5 days", "limit: none stated") for one in (ORDER, FINISH)),
    applies="{forces: Elsewhere}",
).replace("binding", "practice")


def said(when: str) -> str:
    """A case whose announcement was made then."""
    return f"{HEAD}  - {{kind: announcement, when: {when}, source: paper}}\n"


def answers(root: Path, text: str, rules: str = POLICY) -> dict[str, str]:
    """How one case stands against each practice, by the rule's id."""
    files = {"cases/c.yaml": text, "policies/p.yaml": rules}
    view = View(Workspace(write(root, files)), TODAY.toordinal())
    return {name: answer for _, name, answer in practice_answers(view.judge("c"))}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (said("2024-03-05"), "followed"),
        (said("2024-05-05"), "not followed"),  # beyond the limit of the practice itself
        (said("2024-03-05/2024-05-05"), "unknown"),
        (HEAD, "not on record"),
        (HEAD + DENIED, "not followed"),
        (HEAD + DENIED.replace("until: 2026-12-01", "until: 2024-03-03"), "not on record"),
    ],
)
def test_a_case_follows_a_practice_for_certain_or_not(
    tmp_path: Path, text: str, answer: str
) -> None:
    """Silence is neither; nor is a date that leaves it open."""
    assert answers(tmp_path, text)["told"] == answer


def test_a_practice_that_was_not_called_for_is_not_counted(tmp_path: Path) -> None:
    """Nor one of which nobody can tell that it was."""
    when = "when: {event: denial, outcome: firm}"
    conditional = POLICY.replace("after: strike", f"after: strike, {when}")
    text = said("2024-03-05")
    assert "told" not in answers(tmp_path / "a", text, conditional)
    denial = "  - {kind: denial, outcome: firm, when: 2024-03-02, source: paper}\n"
    assert answers(tmp_path / "b", text + denial, conditional)["told"] == "followed"
    vague = denial.replace("outcome: firm, ", "")
    assert answers(tmp_path / "c", text + vague, conditional)["told"] == "unknown"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (HEAD + CLOSED.replace("X", "2024-03-03") + OPENED, "followed"),
        (HEAD + CLOSED.replace("X", "2024-03-09") + OPENED, "not followed"),
        (HEAD + CLOSED.replace("X", "2024-03"), "not on record"),
        (HEAD + CLOSED.replace("X", "2024-03") + OPENED, "unknown"),
        (HEAD + OPENED, "not on record"),
        (
            HEAD + OPENED + DENIED.replace("announcement", "assessment_closed"),
            "not followed",
        ),
    ],
)
def test_what_a_practice_requires_before_its_step_is_part_of_it(
    tmp_path: Path, text: str, answer: str
) -> None:
    """A step alone is not enough where another comes first."""
    always = POLICY.replace("after: assessment_closed", "after: [assessment_closed, strike]")
    assert answers(tmp_path, text, always)["order"] == answer


def test_one_round_that_went_another_way_decides_for_the_case(tmp_path: Path) -> None:
    """A case is counted once, as followed only where that holds of every round."""
    opened = "  - {kind: assessment_opened, when: 2024-03-02, source: paper}\n"
    first = HEAD + opened + CLOSED.replace("X", "2024-03-03")
    assert answers(tmp_path / "a", first)["finish"] == "followed"
    again = "  - {kind: reopened, round: 2, when: 2024-04-01, source: paper}\n"
    second = "  - {id: b, round: 2, kind: assessment_opened, when: 2024-04-02, source: paper}\n"
    assert answers(tmp_path / "b", first + again + second)["finish"] == "not on record"


def test_only_practices_asked_for_are_counted() -> None:
    """Over the cases that called for them."""
    rows = [
        [("p", "told", one), ("p", "other", "followed")]
        for one in ("followed", "not followed", "unknown", "not on record", "followed")
    ]
    (found,) = count_practices(rows, [("p", "told")])
    assert found == PracticeCount("p", "told", 2, 1, 1, 1)
    assert (found.cases, found.is_telling) == (5, True)
    (fewer,) = count_practices(rows[:4], [("p", "told")])
    assert not fewer.is_telling


def workspace(root: Path, cases: int) -> Path:
    """A workspace of cases that follow, one that does not, and one invented one that does."""
    files = {f"cases/c{n}.yaml": said("2024-03-05") for n in range(cases - 1)}
    files["cases/silent.yaml"] = HEAD + OPENED
    files["cases/tale.yaml"] = said("2024-03-05").replace("title: T", "title: T\nexample: true")
    return write(root, {**files, "policies/p.yaml": POLICY})


def read(root: Path, *words: str) -> Any:  # noqa: ANN401 - JSON
    """What a command gives as JSON."""
    return json.loads(run(*words, "--json", root=root).out)


COUNTED = "followed in 4 of 5 comparable cases; not on record in 1"


def test_every_page_that_shows_the_rule_gives_the_same_count(tmp_path: Path) -> None:
    """The policy, the receipt, and the page of a case that went against it; also as data."""
    root = workspace(tmp_path, 5)
    assert f"F{COUNTED[1:]}" in run("policy", "show", "p", root=root).words
    assert f"“L” was {COUNTED}." in run("explain", "c0", "told", root=root).words
    expected = {
        "policy": "p",
        "rule": "told",
        "cases": 5,
        "followed": 4,
        "not_followed": 0,
        "not_on_record": 1,
        "unknown": 0,
        "words": COUNTED,
    }
    rules = {one["id"]: one["practice"] for one in read(root, "policy", "show", "p")["rules"]}
    assert rules["told"] == expected
    assert read(root, "explain", "c0", "told")["practices"] == [expected]


def test_the_page_of_a_case_counts_what_it_went_against(tmp_path: Path) -> None:
    """A missing step is held against it by the practice that requires it, and by no other."""
    root = workspace(tmp_path, 5)
    words = run("show", "silent", root=root).words
    assert "comparable cases" not in words  # one case called for it: too few to speak of
    (found,) = read(root, "show", "silent")["practices"]
    assert (found["rule"], found["cases"], found["not_on_record"]) == ("order", 1, 1)
    assert read(root, "show", "c0")["practices"] == []


def test_too_few_cases_are_no_practice_to_speak_of(tmp_path: Path) -> None:
    """The policy still has the numbers as data."""
    root = workspace(tmp_path, 3)
    assert "comparable" not in run("policy", "show", "p", root=root).out
    rules = {one["id"]: one["practice"] for one in read(root, "policy", "show", "p")["rules"]}
    assert rules["told"]["cases"] == 3
    assert read(root, "explain", "c0", "told")["practices"] == []


def test_another_policy_asked_for_counts_no_case_otherwise(tmp_path: Path) -> None:
    """Each case is counted by the policies of its own day."""
    root = workspace(tmp_path, 5)
    asked = read(root, "explain", "c0", "told", "--policy", "p")
    assert asked["practices"][0]["followed"] == 4
    other = read(root, "explain", "c0", "--policy", "us-centcom-2014")["practices"]
    assert {one["cases"] for one in other} == {0}
