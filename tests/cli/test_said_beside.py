"""What stands beside a finding or a receipt so that it is not misread."""

from pathlib import Path

import pytest

from tests.checking import CASE as PLAIN
from tests.checking import policy, rule, write
from tests.cli.runner import run

FILES = {
    "seeds/s": "title: S\npublisher: P\nkind: press\n",
    "policies/p": """\
id: p
title: P
applies: {forces: X}
rules:
  - id: open
    label: Opened
    step: investigation_opened
    after: strike
    limit: 6 to 9 months
    force: binding
  - id: answer
    label: Answer
    step: release
    after: information_received
    limit: 20 days
    force: binding
    source: s
    clause: c
""",
    "cases/one": """\
title: T
place: P
time_zone: UTC
forces: X
recorded_until: 2023-09-01
events:
  - {kind: strike, when: 2023-01-10, source: s}
  - {id: asked, kind: information_received, when: 2023-05-01, source: s}
  - {id: stop, kind: other, when: 2023-05-11, source: s}
  - {id: go, kind: other, when: 2023-05-19, source: s}
  - {kind: release, of: findings, when: 2023-06-22, source: s}
  - {kind: review_closed, when: 2023-06-23, source: s}
pauses:
  - {of: [answer], from: stop, until: go, clause: s. 1(3), source: s}
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a paused limit, a range, and a review that only ended on record."""
    for name, text in FILES.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def edit(root: Path, old: str, new: str, name: str = "cases/one") -> None:
    """Change one thing in a file."""
    path = root / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_rule_without_a_source_is_called_unsourced(root: Path) -> None:
    """And one with a source is not."""
    shown = run("show", "one", "--as-of", "2023-09-01", root=root).out
    assert "pending  Opened (unsourced)\n" in shown
    assert "met late  Answer\n" in shown


@pytest.mark.parametrize(
    ("day", "past"), [("2023-07-10", False), ("2023-07-11", True), ("2023-09-01", True)]
)
def test_past_the_lower_end_of_a_range(root: Path, day: str, *, past: bool) -> None:
    """Six months end on 10 July; until nine have passed the limit is kept."""
    words = run("show", "one", "--as-of", day, root=root).words
    assert "That is within the limit of 6 to 9 months" in words
    assert ("6 to 9 months, past its lower end." in words) == past


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("go,", "go,", "not counted: 2023-05-12 to 2023-05-19 (stop … go);"),
        ("when: 2023-05-19", "when: 2023-05-11", "not counted: no day (stop … go);"),
        (
            "when: 2023-05-19",
            "when: 2023-05-18/2023-05-19",
            "not counted: the days after 2023-05-11 through 2023-05-18 to 2023-05-19 (stop … go);",
        ),
        (", until: go", "", "not counted: from 2023-05-12 on (stop, no end on record);"),
        (
            "until: go,",
            "until: go, restarts: true,",
            "not counted: 2023-05-12 to 2023-05-19 (stop … go), and the whole limit runs again;",
        ),
    ],
    ids=["known", "none", "open", "no end", "restarts"],
)
def test_a_receipt_names_the_days_that_a_pause_takes_out(
    root: Path, old: str, new: str, said: str
) -> None:
    """With the events that begin and end it."""
    edit(root, old, new)
    assert said in run("explain", "one", "answer", root=root).words


def test_the_day_of_an_implied_event(root: Path) -> None:
    """It is not on record, and its range is what the record leaves."""
    told = run("explain", "one", "review_closed:opening", root=root)
    assert told.code == 0
    assert "begun, date not on record (2023-01-10 to 2023-06-23)" in told.words


def test_an_implied_review_is_not_before_its_order(root: Path) -> None:
    """A receipt can name that order, though nobody claims it."""
    edit(root, "events:\n", "events:\n  - {kind: review_ordered, when: 2023-06-20, source: s}\n")
    told = run("explain", "one", "review_closed:opening", root=root)
    assert told.code == 0
    assert "review_closed:opening is not before review_ordered, which ordered it" in told.words


@pytest.mark.parametrize("words", [("compare", "--all"), ("ledger",), ("tolls",)])
def test_files_that_are_not_read_are_named(root: Path, words: tuple[str, ...]) -> None:
    """On stderr, as `list` does."""
    edit(root, "title: T", "title: U")
    case = (root / "cases" / "one.yaml").read_text(encoding="utf-8")
    (root / "cases" / "two.yaml").write_text(case, encoding="utf-8")
    (root / "cases" / "Three Four.txt").write_text(case, encoding="utf-8")
    (root / "cases" / "three.yml").write_text(case, encoding="utf-8")
    said = run(*words, root=root).err
    assert "not read: " in said
    assert said == run("list", root=root).err


def test_a_case_that_only_lacks_its_command_says_which_policy_would_fit(tmp_path: Path) -> None:
    """A policy of one command judges no case without one; where another judges nothing is said."""
    bound = "{forces: US, command: [CENTCOM, AFRICOM]}"
    text = PLAIN.replace("2024-03-01", "2010-03-01")  # before the policies of the program
    files = {"cases/c.yaml": text, "policies/p.yaml": policy("p", rule(), applies=bound)}
    told = "the case names no command; with command: CENTCOM or AFRICOM it would be p"
    assert told in run("show", "c", root=write(tmp_path, files)).words
    for key, old, new in (
        ("cases/c.yaml", "forces: US", "forces: US\ncommand: CENTCOM"),
        ("cases/c.yaml", "forces: US", "forces: US\npolicy: p"),
        ("policies/p.yaml", "forces: US, command: [CENTCOM, AFRICOM]", "forces: US"),
        ("policies/p.yaml", "forces: US", "forces: NL"),
    ):
        changed = files | {key: files[key].replace(old, new)}
        assert "names no command" not in run("show", "c", root=write(tmp_path, changed)).words
