"""`timeline ledger` and `timeline tolls`, as from a shell."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.cli.runner import ROOT, read, run

COMMANDS = [("ledger",), ("tolls",), ("tolls", "kabul-2021"), ("tolls", "manbij-tokhar-2016")]
HOSTILE = """\
title: T
publisher: P
kind: press
published: 2018-03-01
caseload:
  - {scope: "=cmd()", period: 2018-01, open: 3, note: "[red]bold[/] \\e[31m"}
tolls:
  - {by: "@SUM(A1)", scope: "[b]S", killed: 3, note: "+1"}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one hostile source and no case."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "s.yaml").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("more", [(), ("--ascii",)])
def test_no_line_is_wider_than_the_page(
    command: tuple[str, ...], width: int, more: tuple[str, ...]
) -> None:
    """Bars and tables included."""
    ran = run(*command, *more, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if cell_len(line) > width] == []
    assert not more or ran.out.isascii()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_json_fits_its_schema(command: tuple[str, ...]) -> None:
    """The published one."""
    ran = run(*command, "--json")
    schema = json.loads((ROOT / "schemas" / f"{command[0]}.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(ran.out))
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_csv_has_rows_of_one_length(command: tuple[str, ...]) -> None:
    """A spreadsheet reads it."""
    rows = list(csv.reader(io.StringIO(run(*command, "--format", "csv").out)))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_the_ledger_says_what_does_not_add_up() -> None:
    """By how much, and whether every figure was read whole."""
    (docket,) = read("ledger", "--scope", "CJTF-OIR")["dockets"]
    off = {(one["month"], one["off_by"]) for one in docket["sums"] if one["off_by"]}
    assert off >= {("2018-05", 5), ("2019-04", 6)}
    assert {gap["first"] for gap in docket["gaps"]} >= {"2017-05"}


def test_an_unknown_docket_names_the_nearest() -> None:
    """And nothing is printed."""
    ran = run("ledger", "--scope", "CJTFOIR")
    assert (ran.code, ran.out) == (2, "")
    assert "E431" in ran.err
    assert "did you mean CJTF-OIR?" in ran.err


@pytest.mark.parametrize("command", ["ledger", "tolls"])
def test_one_format_at_a_time(command: str) -> None:
    """Not CSV and JSON."""
    ran = run(command, "--format", "csv", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "E432" in ran.err


def test_the_ledger_then() -> None:
    """Only months that had ended, only sources that were public."""
    ran = run("ledger", "--as-of", "2018-06-30", "--known-on", "2018-06-18", "--json")
    (docket,) = json.loads(ran.out)["dockets"]
    assert docket["months"][-1]["month"] == "2018-04"
    assert ran.err == (
        "only months that had ended by 2018-06-30 and sources that were public by 2018-06-18\n"
    )


def test_nothing_stated_is_said(tmp_path: Path) -> None:
    """No source, no docket, no toll."""
    (tmp_path / "cases").mkdir()
    assert "No source here states figures" in run("ledger", root=tmp_path).out
    assert run("tolls", root=tmp_path).code == 0


def test_a_source_that_cannot_be_read_is_told_and_the_rest_printed(workspace: Path) -> None:
    """The command could not judge all of it."""
    (workspace / "seeds" / "bad.yaml").write_text("title: [", encoding="utf-8")
    for command in ("ledger", "tolls"):
        ran = run(command, root=workspace)
        assert ran.code == 2
        assert "seeds/bad.yaml" in ran.err
        assert ran.out


def test_text_of_files_does_not_act(workspace: Path) -> None:
    """Neither on a terminal, nor as markup, nor as a formula."""
    page = run("ledger", root=workspace, FORCE_COLOR="1", TERM="xterm-256color").out
    assert "=cmd()" in page
    assert "\x1b[31m" not in page
    assert "[b]S" in run("tolls", root=workspace).out
    for command in ("ledger", "tolls"):
        rows = list(csv.reader(io.StringIO(run(command, "--format", "csv", root=workspace).out)))
        assert [cell for row in rows for cell in row if cell[:1] in {*"=+-@"}] == []


def test_figures_that_differ_ranges_and_other_stretches_are_told(workspace: Path) -> None:
    """And what is not of one month stands aside."""
    rows = (
        "{scope: E, period: 2018-01, received: 2..5, open: 4, killed: ..9}",
        "{scope: E, period: 2018-01, open: 7}",
        "{scope: E, period: 2017, received: ..40, completed: 30.., open: 2, note: The year.}",
        "{scope: F, period: 2017, open: 3}",
    )
    text = HOSTILE.split("caseload:", maxsplit=1)[0] + "caseload:\n"
    text += "".join(f"  - {row}\n" for row in rows)
    (workspace / "seeds" / "t.yaml").write_text(text, encoding="utf-8")
    (docket,) = read("ledger", "--scope", "E", root=workspace)["dockets"]
    (month,) = docket["months"]
    assert "'min': 4, 'max': 4" in str(month)
    assert "'min': 7, 'max': 7" in str(month)
    assert "The year." in str(docket["aside"])
    (other,) = read("ledger", "--scope", "F", root=workspace)["dockets"]
    assert other["months"] == []


def test_a_case_without_tolls_has_none(workspace: Path) -> None:
    """None recorded is not none, and both pages work."""
    case = (
        "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"
        "events:\n  - {kind: strike, when: 2018-01-01, source: s}\n"
    )
    (workspace / "cases" / "c.yaml").write_text(case, encoding="utf-8")
    (found,) = read("tolls", "c", root=workspace)["cases"]
    assert (found["figures"], found["official"]) == ([], None)
    assert run("tolls", "c", root=workspace).code == 0


def test_a_case_tells_when_a_death_was_conceded() -> None:
    """From the first figure of others to the first official one; an upper end concedes none."""
    (syria,) = read("tolls", "may3-syria")["cases"]
    assert syria["concession"]["conceded"] == {"min": "2024-05-02", "max": "2024-05-02"}
    assert syria["concession"]["days"] == {"min": 365, "max": 365}
    (kabul,) = read("tolls", "kabul-2021")["cases"]
    assert kabul["concession"]["conceded"] is None
    assert kabul["acknowledged"]["min"] == "2021-09-17"


CONCEDED = """\
title: T
place: P
time_zone: UTC
forces: X
recorded_until: 2024-06-01
events:
  - {kind: strike, when: 2024-04-30, source: s}
"""
SURE = "  - {id: sure, kind: acknowledgement, when: 2024-05-20, source: s}\n"
PERHAPS = "  - {id: perhaps, kind: acknowledgement, when: 2024-05-01/2024-06-10, source: s}\n"
LATER = "  - {id: later, kind: acknowledgement, when: 2024-06-02, source: s}\n"
TOLLS = "tolls:\n  - {by: A, on: 2024-04-30, killed: 3, of: civilians, source: s}\n"


UNDATED = "title: T\npublisher: P\nkind: press\n"
MAY = ("--as-of", "2024-05-31")


@pytest.mark.parametrize(
    ("events", "days"),
    [
        (SURE, ("2024-05-20", "2024-05-20")),
        (SURE + PERHAPS, ("2024-05-01", "2024-05-20")),
        (PERHAPS + LATER, ("2024-05-01", "2024-06-10")),
    ],
    ids=["certain", "the first of both", "perhaps none yet"],
)
def test_an_acknowledgement_that_perhaps_came_is_in_the_range(
    workspace: Path, events: str, days: tuple[str, str]
) -> None:
    """As of 31 May: the first of those that may have come by then."""
    (workspace / "seeds" / "s.yaml").write_text(UNDATED, encoding="utf-8")
    (workspace / "cases" / "c.yaml").write_text(CONCEDED + events + TOLLS, encoding="utf-8")
    found = read("tolls", "c", *MAY, root=workspace)["cases"][0]["acknowledged"]
    assert (found["min"], found["max"]) == days


def test_an_acknowledgement_that_is_still_to_come_is_none_yet(workspace: Path) -> None:
    """As of 31 May nothing of the day after is said."""
    (workspace / "seeds" / "s.yaml").write_text(UNDATED, encoding="utf-8")
    (workspace / "cases" / "c.yaml").write_text(CONCEDED + LATER + TOLLS, encoding="utf-8")
    found = read("tolls", "c", *MAY, root=workspace)["cases"][0]
    assert found["acknowledged"] is None
    assert "2 June" not in run("tolls", "c", *MAY, root=workspace).words
