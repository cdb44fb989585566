"""`timeline stats`, as from a shell."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.checking import CASE as PLAIN
from tests.checking import write
from tests.cli.runner import CASES, ROOT, Ran, run
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


def test_four_cases_have_no_median_and_no_curve() -> None:
    """19 or 20 days, 69, 135 and 365: four are too few for either."""
    ran = stats(*CASES, *ACKNOWLEDGED)
    said = "4 of 4 cases have an acknowledgement, after 19–365 days; too few for a median."
    assert said in ran.words
    assert "The figures describe these 4 cases and no others." in ran.words
    full = stats(*CASES, *ACKNOWLEDGED, "--full")
    assert "4 cases say anything of it: too few for a curve, which takes 8." in full.words
    assert "CURVES" not in full.out


def test_a_lower_minimum_draws_a_curve_and_says_that_it_is_low() -> None:
    """Whoever asks for it gets it, with a warning."""
    ran = stats(*CASES, *ACKNOWLEDGED, "--min-cases", "4", "--full")
    assert "CURVES" in ran.out
    assert "Fewer than 8 cases make a poor curve." in ran.words
    assert "It assumes that the range of each case holds" in ran.words
    assert "Turnbull 1976" in ran.words


def test_cases_of_which_nothing_is_known_are_counted_apart() -> None:
    """They are told as none on record, and have no days."""
    ran = stats("kabul-2021", "may3-syria", "--measure", "strike-to-payment")
    assert "0 of 2 cases have a payment; too few for a median." in ran.words
    assert "may3-syria none" in ran.words
    assert "None: none on record" in ran.words


def test_a_curve_tells_what_it_leaves_out(workspace: Path) -> None:
    """Beside its estimate stands what is certain for all."""
    silent = (workspace / "cases" / "case-1.yaml").read_text("utf-8")
    silent = "\n".join(line for line in silent.splitlines() if "acknowledgement" not in line)
    (workspace / "cases" / "case-1.yaml").write_text(silent + "\n", encoding="utf-8")
    ran = stats(*ACKNOWLEDGED, "--full", root=workspace)
    assert "STRIKE TO ACKNOWLEDGEMENT 8 of 9 cases" in ran.words
    assert "Half were done after 5 days, by the curve, an estimate." in ran.words
    assert "1 case is left out: nothing is known of it." in ran.words
    assert "In the median case an acknowledgement took 5–6 days." in ran.words


def test_as_of_counts_open_cases_as_open(workspace: Path) -> None:
    """On the fifth day four cases are still open, and the record dates their ends later."""
    ran = stats(*ACKNOWLEDGED, "--as-of", "2024-03-15", root=workspace)
    assert "In the median case an acknowledgement took 5 days. 5 of 9 cases have one." in ran.words
    assert "4 not done: dated later, or denied" in ran.words
    assert "Judged on 15 March 2024." in ran.words
    early = stats(*ACKNOWLEDGED, "--as-of", "2024-03-11", "--full", root=workspace)
    assert "In the median case an acknowledgement took at least 1 day." in early.words
    assert "Half were done after at least 2 days, by the curve, an estimate." in early.words


def test_a_rough_curve_is_said_to_be_rough(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the fit was stopped before it settled."""
    monkeypatch.setattr(survival, "MOST_ROUNDS", 1)
    text = CASE.format(when="2024-03-11/2024-03-14")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    text = CASE.format(when="2024-03-13/2024-03-18")
    (workspace / "cases" / "case-2.yaml").write_text(text, encoding="utf-8")
    ran = stats(*ACKNOWLEDGED, "--full", root=workspace)
    assert "The fit did not settle, so the curve is rough." in ran.words


def test_known_on_counts_what_was_public(workspace: Path) -> None:
    """And the page says so."""
    ran = stats("--known-on", "2024-03-15", root=workspace)
    assert "Only what was public by 15 March 2024 counts." in ran.words


def test_conditions_choose_cases() -> None:
    """All have to hold."""
    ran = stats("--where", "tag=drone", "--where", "year=2021..2023", "--json")
    found = json.loads(ran.out)
    assert [case["case"] for case in found["cases"]] == ["kabul-2021", "may3-syria"]
    assert found["where"] == ["tag=drone", "year=2021..2023"]
    assert (
        "these 2 cases with tag=drone and year=2021..2023, and no others"
        in stats("--where", "tag=drone", "--where", "year=2021..2023").words
    )


def test_a_case_that_may_be_meant_is_named(workspace: Path) -> None:
    """Its strike was in one year or the other."""
    text = CASE.format(when="2024-03-20").replace("2024-03-10", "2023-12/2024-01")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    ran = stats("--where", "year=2024", root=workspace)
    assert "these 8 cases with year=2024, and no others" in ran.words
    assert "Left out, for we cannot tell if they have year=2024: case-1." in ran.words
    none = stats("case-1", "--where", "year=2024", root=workspace)
    assert "No case has year=2024 for certain." in none.words


def test_a_start_that_may_not_have_happened_is_named(workspace: Path) -> None:
    """Such a case is counted nowhere else."""
    text = CASE.format(when="2024-03-20").replace("2024-03-10", "2024-03-10/2024-03-19")
    (workspace / "cases" / "case-1.yaml").write_text(text, encoding="utf-8")
    ran = stats(*ACKNOWLEDGED, "--as-of", "2024-03-15", "--full", root=workspace)
    assert "4 of 8 cases have one." in ran.words
    assert "May not apply to case-1." in ran.words
    assert "in case-1; these cases are not counted there" in ran.words


def test_groups_have_rows_of_their_own() -> None:
    """One table where one measure is asked for, else one for each group."""
    one = stats("--by", "command", *ACKNOWLEDGED)
    assert one.out.count("  Fastest") == 1
    every = stats("--by", "command", *CASES)
    assert "COMMAND: CENTCOM 2 cases" in every.words
    assert "COMMAND: CJTF-OIR 2 cases" in every.words
    tags = stats("--by", "tag", *CASES, "--full")
    assert "A case with several tags is in several groups." in tags.words


def test_a_measure_that_applies_to_none_says_so() -> None:
    """Rather than an empty table."""
    ran = stats("kabul-2021", "--measure", "denial-to-acknowledgement")
    assert "None of these cases has begun such a step." in ran.words


def test_text_from_files_does_not_act(workspace: Path) -> None:
    """No colour, no markup."""
    ran = stats("--by", "tag", root=workspace)
    assert "\x1b" not in ran.out
    assert "[bold]loud" in ran.out.lower()


def test_no_cases(tmp_path: Path) -> None:
    """An empty workspace is no mistake."""
    (tmp_path / "cases").mkdir()
    assert stats(root=tmp_path).out == "There are no cases.\n"


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
    ran = run("stats", *ACKNOWLEDGED, root=workspace)
    assert ran.code == 2
    assert "All 8 cases have one." in ran.words
    assert "case-1.yaml" in ran.err
    (workspace / "seeds" / "paper.yaml").unlink()
    alone = run("stats", "case-1", root=workspace)
    assert (alone.code, alone.out) == (2, "")


def test_cases_that_no_measure_speaks_of_are_told_so(tmp_path: Path) -> None:
    """In a sentence, and without the heading of a table that has no rows."""
    kind = "{id: crash, label: C, about: A, noun: crash, done: seen, reference: it, incident: true}"
    text = PLAIN.replace("kind: strike", "kind: crash")
    write(tmp_path, {"policies/kinds.yaml": f"kinds:\n  - {kind}\n", "cases/c.yaml": text})
    ran = run("stats", root=tmp_path)
    assert ran.code == 0
    assert ran.words == "None of these cases has begun such a step."
