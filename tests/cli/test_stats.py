"""`timeline stats`, as from a shell."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.checking import CASE as PLAIN
from tests.checking import write
from tests.cli.runner import CASES, ROOT, Ran, read, run
from timeline.portfolio import survival

ACKNOWLEDGED = ("--measure", "strike-to-acknowledgement")
COMMANDS = [
    (),
    (*CASES, "--by", "tag"),
    ("--by", "year", *ACKNOWLEDGED),
    (*CASES, *ACKNOWLEDGED, "--min-cases", "2"),
]
CASE = """\
title: "[red]A strike[/]"
place: Somewhere
time_zone: UTC
forces: X
recorded_until: 2024-06-30
tags: ["[bold]loud \\e[31m"]
events:
  - {{kind: strike, when: 2024-03-10, source: paper}}
  - {{kind: acknowledgement, when: {when}, source: paper}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of nine cases that were acknowledged after 1 to 9 days."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    for day in range(1, 10):
        text = CASE.format(when=f"2024-03-{10 + day}")
        (tmp_path / "cases" / f"case-{day}.yaml").write_text(text, encoding="utf-8")
    source = "title: T\npublisher: P\nkind: press\n"
    (tmp_path / "seeds" / "paper.yaml").write_text(source, encoding="utf-8")
    return tmp_path


def stats(*words: str, root: Path = ROOT, **around: str) -> Ran:
    """Run the command where nothing is expected to go wrong."""
    ran = run("stats", *words, root=root, **around)
    assert (ran.code, ran.err) == (0, "")
    return ran


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("more", [(), ("--ascii",)])
def test_no_line_is_wider_than_the_page(
    words: tuple[str, ...], width: int, more: tuple[str, ...]
) -> None:
    """Curves and tables included."""
    ran = stats(*words, *more, COLUMNS=str(width))
    assert [line for line in ran.out.splitlines() if cell_len(line) > width] == []
    assert not more or ran.out.isascii()


@pytest.mark.parametrize("words", [*COMMANDS, ("--where", "year=1999")], ids=" ".join)
def test_json_fits_its_schema(words: tuple[str, ...]) -> None:
    """The published one."""
    schema = json.loads((ROOT / "schemas" / "stats.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(stats(*words, "--json").out))


def measured(*words: str, root: Path = ROOT) -> dict[str, Any]:
    """The one measure of the one group that was asked for."""
    (group,) = read("stats", *words, root=root)["groups"]
    (found,) = group["measures"]
    assert isinstance(found, dict)
    return found


def test_four_cases_have_a_median_and_no_curve() -> None:
    """19 or 20 days, 69, 135 and 365: half were over after 69; four are too few."""
    found = measured(*CASES, *ACKNOWLEDGED)
    assert (found["cases"], found["median"]) == (4, {"min": 69, "max": 69})
    assert found["curve"] is None
    assert "too few for a curve" in found["remark"]


def test_a_lower_minimum_draws_a_curve_and_says_that_it_is_low() -> None:
    """Whoever asks for it gets it, with a warning, and with what the curve assumes."""
    found = measured(*CASES, *ACKNOWLEDGED, "--min-cases", "4")
    assert found["curve"]["cases"] == 4
    assert "Fewer than 8 cases make a poor curve" in found["remark"]
    assert read("stats", *CASES, *ACKNOWLEDGED)["assumptions"]


def test_cases_of_which_nothing_is_known_are_counted_apart() -> None:
    """They widen the median of all, and no curve is drawn of them."""
    found = measured("kabul-2021", "may3-syria", "--measure", "strike-to-payment")
    assert (found["cases"], found["counts"]["none_recorded"]) == (2, 2)
    assert found["median"] == {"min": None, "max": None} or found["median"]["max"] is None
    assert found["median_recorded"] is None


def test_a_curve_tells_what_it_leaves_out(workspace: Path) -> None:
    """Beside its estimate stands what is certain for all."""
    silent = (workspace / "cases" / "case-1.yaml").read_text("utf-8")
    silent = "\n".join(line for line in silent.splitlines() if "acknowledgement" not in line)
    (workspace / "cases" / "case-1.yaml").write_text(silent + "\n", encoding="utf-8")
    found = measured(*ACKNOWLEDGED, root=workspace)
    assert (found["cases"], found["curve"]["cases"]) == (9, 8)
    assert found["curve"]["half_over"] == {"min": 5, "max": 5}
    assert found["median"] == {"min": 5, "max": 6}


def test_as_of_counts_open_cases_as_open(workspace: Path) -> None:
    """On the fifth day four cases are still open, and the record dates their ends later."""
    found = measured(*ACKNOWLEDGED, "--as-of", "2024-03-15", root=workspace)
    assert (found["counts"]["over"], found["counts"]["open"]) == (5, 4)
    assert found["median"] == {"min": 5, "max": 5}
    early = measured(*ACKNOWLEDGED, "--as-of", "2024-03-11", root=workspace)
    assert (early["counts"]["over"], early["counts"]["open"]) == (1, 8)
    assert early["median"] == {"min": 1, "max": None}
    assert early["curve"]["half_over"] == {"min": 2, "max": None}


def test_a_rough_curve_is_said_to_be_rough(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the fit was stopped before it settled."""
    monkeypatch.setattr(survival, "MOST_ROUNDS", 1)
    text = CASE.format(when="2024-03-11/2024-03-14")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    text = CASE.format(when="2024-03-13/2024-03-18")
    (workspace / "cases" / "case-2.yaml").write_text(text, encoding="utf-8")
    assert measured(*ACKNOWLEDGED, root=workspace)["curve"]["settled"] is False


def test_conditions_choose_cases() -> None:
    """All have to hold."""
    found = read("stats", "--where", "tag=drone", "--where", "year=2021..2023")
    assert [case["case"] for case in found["cases"]] == ["kabul-2021", "may3-syria"]
    assert found["where"] == ["tag=drone", "year=2021..2023"]


def test_a_case_that_may_be_meant_is_named(workspace: Path) -> None:
    """Its strike was in one year or the other."""
    text = CASE.format(when="2024-03-20").replace("2024-03-10", "2023-12/2024-01")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    found = read("stats", "--where", "year=2024", root=workspace)
    assert (len(found["cases"]), found["unclear"]) == (8, ["case-1"])
    assert read("stats", "case-1", "--where", "year=2024", root=workspace)["cases"] == []


def test_a_start_that_may_not_have_happened_is_named(workspace: Path) -> None:
    """Such a case is counted nowhere else."""
    text = CASE.format(when="2024-03-20").replace("2024-03-10", "2024-03-10/2024-03-19")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    found = measured(*ACKNOWLEDGED, "--as-of", "2024-03-15", root=workspace)
    assert (found["cases"], found["may_not_apply"]) == (8, ["case-1"])


def test_groups_have_measures_of_their_own() -> None:
    """A case with several tags is in several groups."""
    groups = read("stats", "--by", "command", *CASES)["groups"]
    assert {one["name"]: len(one["cases"]) for one in groups} == {"CENTCOM": 2, "CJTF-OIR": 2}
    tags = read("stats", "--by", "tag", *CASES)["groups"]
    assert sum(len(one["cases"]) for one in tags) > len(CASES)


def test_a_measure_that_applies_to_none_has_no_row() -> None:
    """And the page works."""
    words = ("kabul-2021", "--measure", "denial-to-acknowledgement")
    assert [one["measures"] for one in read("stats", *words)["groups"]] == [[]]
    assert stats(*words).out


def test_text_from_files_does_not_act(workspace: Path) -> None:
    """No colour, no markup."""
    ran = stats("--by", "tag", root=workspace)
    assert "\x1b" not in ran.out
    assert "[bold]loud" in ran.out.lower()


def test_no_cases(tmp_path: Path) -> None:
    """An empty workspace is no mistake."""
    (tmp_path / "cases").mkdir()
    assert read("stats", root=tmp_path)["cases"] == []
    assert stats(root=tmp_path).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--where", "tag=dron"), "E419 no case has the tag dron\n  hint: did you mean drone"),
        (("--where", "year=2016-2019"), "hint: write 2016, 2016..2019, 2016.. or ..2019"),
        (("--where", "colour=red"), "hint: known: command, forces, policy, tag, year"),
        (("--where", "tags=drone"), "hint: did you mean tag?"),
        (("--where", "drone"), "E419 drone is not a condition"),
        (("--where", "tag="), "E419 tag= is not a condition"),
        (("--where", "policy=us"), "E419 no case has the policy us"),
        (("--by", "month"), "E419 month is nothing to group by"),
        (("--measure", "acknowledgement"), "did you mean strike-to-acknowledgement"),
        (("kabul",), "E410 there is no case kabul"),
        (("--min-cases", "0"), "--min-cases"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], says: str) -> None:
    """With the nearest thing that can be."""
    ran = run("stats", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_broken_file_does_not_hide_the_others(workspace: Path) -> None:
    """The rest is counted, the fault is told, and the code says that not all could be."""
    (workspace / "cases" / "case-1.yaml").write_text("title: [", encoding="utf-8")
    ran = run("stats", *ACKNOWLEDGED, "--json", root=workspace)
    assert ran.code == 2
    assert json.loads(ran.out)["groups"][0]["measures"][0]["cases"] == 8
    assert "case-1.yaml" in ran.err


def test_cases_that_no_measure_speaks_of_have_none(tmp_path: Path) -> None:
    """And the page works."""
    kind = "{id: crash, label: C, about: A, noun: crash, done: seen, reference: it, incident: true}"
    text = PLAIN.replace("kind: strike", "kind: crash")
    write(tmp_path, {"policies/kinds.yaml": f"kinds:\n  - {kind}\n", "cases/c.yaml": text})
    assert [one["measures"] for one in read("stats", root=tmp_path)["groups"]] in ([[]], [])
    assert stats(root=tmp_path).out
