"""What stands beside a finding or a receipt so that it is not misread."""

from pathlib import Path

import pytest

from tests.checking import CASE as PLAIN
from tests.checking import policy, rule, write
from tests.cli.runner import read, run

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
    found = {one["name"]: one for one in read("show", "one", root=root)["findings"]}
    assert {name: one["source"] for name, one in found.items()} == {"open": None, "answer": "s"}
    said = {name: "No source on file" in one["sentence"] for name, one in found.items()}
    assert said == {"open": True, "answer": False}


@pytest.mark.parametrize(
    ("old", "new", "late"),
    [
        ("go,", "go,", {"min": 24, "max": 24}),
        ("when: 2023-05-19", "when: 2023-05-11", {"min": 32, "max": 32}),
        ("when: 2023-05-19", "when: 2023-05-18/2023-05-19", {"min": 24, "max": 25}),
        (", until: go", "", None),
        ("until: go,", "until: go, restarts: true,", {"min": 14, "max": 14}),
    ],
    ids=["known", "none", "open", "no end", "restarts"],
)
def test_the_days_of_a_pause_are_not_counted(
    root: Path, old: str, new: str, late: dict[str, int] | None
) -> None:
    """Whatever is known of its end."""
    edit(root, old, new)
    (receipt,) = read("explain", "one", "answer", root=root)["receipts"]
    assert receipt["finding"]["days_late"] == late


def test_an_implied_event_is_not_on_record(root: Path) -> None:
    """Its range is what the record leaves, and a receipt names the order before it."""
    edit(root, "events:\n", "events:\n  - {kind: review_ordered, when: 2023-06-20, source: s}\n")
    (told,) = read("explain", "one", "review_closed:opening", root=root)["receipts"]
    (event,) = told["events"]
    assert event["implied"]
    assert event["day"] == {"min": "2023-06-20", "max": "2023-06-23"}
    assert "review_ordered" in str(told["receipt"])


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
    text = PLAIN.replace("2024-03-01", "2005-03-01")  # before the policies of the program
    files = {"cases/c.yaml": text, "policies/p.yaml": policy("p", rule(), applies=bound)}
    root = write(tmp_path, files)
    told = "The case names no command; with command: CENTCOM or AFRICOM it would be p."
    assert told in run("show", "c", root=root).words
    would = [{"policy": "p", "command": ["CENTCOM", "AFRICOM"]}]
    assert read("show", "c", root=root)["awaiting"] == would
    for key, old, new in (
        ("cases/c.yaml", "forces: US", "forces: US\ncommand: CENTCOM"),
        ("cases/c.yaml", "forces: US", "forces: US\npolicy: p"),
        ("policies/p.yaml", "forces: US, command: [CENTCOM, AFRICOM]", "forces: US"),
        ("policies/p.yaml", "forces: US", "forces: NL"),
    ):
        changed = files | {key: files[key].replace(old, new)}
        assert read("show", "c", root=write(tmp_path, changed))["awaiting"] == []
