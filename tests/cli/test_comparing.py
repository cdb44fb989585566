"""`timeline compare` where it could mislead: rounds, policies in doubt, a shared longest."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import read, run

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


def compared(root: Path, *words: str) -> dict[str, Any]:
    """The measures of a comparison, by their ids."""
    return {one["measure"]: one for one in read("compare", *words, root=root)["measures"]}


def cautions(root: Path, *words: str) -> set[str]:
    """What is said of any measure, but that nothing is recorded."""
    rows = compared(root, *words).values()
    said = {text for row in rows for text in row["cautions"]}
    return {text for text in said if not text.startswith("none recorded")}


def test_no_round_is_measured_to_the_end_of_another(root: Path) -> None:
    """The first had ended by the reopening at the latest; how rounds are counted is said once."""
    row = compared(root, "again", "once")["investigation-length"]
    days = [cell["days"] for cell in row["cells"]]
    assert days == [{"min": 0, "max": 117}, {"min": 15, "max": 15}]
    assert (row["slower"]["case"], row["slower"]["certain"]) == (None, "unknown")
    (said,) = cautions(root, "again", "once")
    assert said.startswith("more than one round in again: days from the incident run to the first")
    page = " ".join(run("compare", "again", "once", root=root).out.split())
    assert page.count(said[1:]) == 1


def test_before_it_was_reopened_there_is_nothing_to_say_of_rounds(root: Path) -> None:
    """As of March it had one."""
    said = cautions(root, "again", "once", "--as-of", "2024-03-01")
    assert said == {"it may not apply to again"}


def test_policies_in_doubt_are_said_though_the_first_of_each_is_the_same(root: Path) -> None:
    """Two strikes that may both fall under either policy."""
    unsure = "judged under different policies, or it is not certain by which"
    assert cautions(root, "either", "or") == {f"{unsure}: either, or"}
    assert cautions(root, "either", "once") == {f"{unsure}: either"}
    assert cautions(root, "once", "either") == {f"{unsure}: either"}
    assert cautions(root, "once", "long") == set()


def test_the_longest_can_be_shared(root: Path) -> None:
    """Two took ten days, the third four; equal is only what all are."""
    asked = ("--measure", "strike-to-announcement")
    row = compared(root, "long", "longer", "short", *asked)["strike-to-announcement"]
    equal = {"case": None, "by": {"min": 0, "max": 0}, "certain": "no"}
    assert row["slower"] == {**equal, "words": "the longest is shared"}
    assert row["order"] == [["short", "long"], ["short", "longer"]]
    row = compared(root, "long", "longer", *asked)["strike-to-announcement"]
    assert row["slower"] == {**equal, "words": "equal"}
