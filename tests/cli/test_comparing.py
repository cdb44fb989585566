"""`timeline compare` where it could mislead: rounds, policies in doubt, a shared longest."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import run

HEAD = (
    "title: T\nplace: P\ntime_zone: UTC\nforces: Ruritania\nrecorded_until: 2024-12-31\nevents:\n"
)
POLICY = "id: {name}\ntitle: {name}\napplies: {{forces: Ruritania, {dates}}}\nrules: []\n"
AGAIN = """\
  - {id: one, kind: investigation_opened, when: 2024-01-05, source: press}
  - {kind: reopened, round: 2, when: 2024-05-01, source: press}
  - {id: two, kind: investigation_opened, round: 2, when: 2024-05-05, source: press}
  - {kind: investigation_closed, round: 2, when: 2024-05-20, source: press}
"""
ONCE = """\
  - {kind: investigation_opened, when: 2024-01-05, source: press}
  - {kind: investigation_closed, when: 2024-01-20, source: press}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Cases of one force, and a policy that follows another on 25 August 2022."""
    for folder in ("cases", "seeds", "policies"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "press.yaml").write_text("title: T\npublisher: P\nkind: press\n")
    for name, dates in (("old", "until: 2022-08-24"), ("new", "from: 2022-08-25")):
        (tmp_path / "policies" / f"{name}.yaml").write_text(POLICY.format(name=name, dates=dates))
    write(tmp_path, "again", "2024-01-01", AGAIN)
    write(tmp_path, "once", "2024-01-01", ONCE)
    for name in ("either", "or"):
        write(tmp_path, name, "2022-08-20/2022-08-30")
    for name, day in (("short", "05"), ("long", "11"), ("longer", "11")):
        write(tmp_path, name, "2024-01-01", announced(f"2024-01-{day}"))
    return tmp_path


def write(root: Path, name: str, strike: str, events: str = "") -> None:
    """A case with a strike and what came after it."""
    first = f"  - {{kind: strike, when: {strike}, source: press}}\n"
    (root / "cases" / f"{name}.yaml").write_text(HEAD + first + events, encoding="utf-8")


def announced(when: str) -> str:
    """An announcement."""
    return f"  - {{kind: announcement, when: {when}, source: press}}\n"


def words(root: Path, *command: str) -> str:
    """What a command prints, on one line."""
    return " ".join(run("compare", *command, root=root, COLUMNS="200").out.split())


def test_no_round_is_measured_to_the_end_of_another(root: Path) -> None:
    """The first had ended by the reopening at the latest; how rounds are counted is said once."""
    said = words(root, "again", "once")
    assert "investigation opened → closed 0–117 d 15 d cannot tell" in said
    assert "136 d" not in said
    assert said.count("Caution: ") == 1
    assert "Caution: more than one round in again: from the incident to the first end of" in said


def test_before_it_was_reopened_there_is_nothing_to_say_of_rounds(root: Path) -> None:
    """As of March it had one."""
    assert "Caution" not in words(root, "again", "once", "--as-of", "2024-03-01")


def test_policies_in_doubt_are_said_though_the_first_of_each_is_the_same(root: Path) -> None:
    """Two strikes that may both fall under either policy."""
    unsure = "judged under different policies, or it is not certain by which"
    assert f"Caution: {unsure}: either, or." in words(root, "either", "or")
    assert f"Caution: {unsure}: either." in words(root, "either", "once")
    assert f"Caution: {unsure}: either." in words(root, "once", "either")
    assert "Caution" not in words(root, "once", "long")


def test_what_is_said_in_a_cell_is_no_caution_below(root: Path) -> None:
    """None recorded stands in the cell of the case."""
    assert "Caution: none recorded" not in words(root, "again", "once")


def test_the_longest_can_be_shared(root: Path) -> None:
    """Two took ten days, the third four; equal is only what all are."""
    asked = ("--measure", "strike-to-announcement")
    assert "10 d 10 d 4 d long and longer, by 6 days, certain" in words(
        root, "long", "longer", "short", *asked
    )
    assert "10 d 10 d equal, certain" in words(root, "long", "longer", *asked)
    ran = run("compare", "long", "longer", "short", *asked, "--json", root=root)
    assert json.loads(ran.out)["measures"][0]["slower"] == {
        "case": None,
        "by": {"min": 0, "max": 0},
        "certain": "no",
    }
