"""`timeline ledger` and `timeline tolls`, as from a shell."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from tests.cli.runner import ROOT, run

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
    """With the amount, the sum, what explains it, and in full what a source says beside it."""
    words = run("ledger", "--scope", "CJTF-OIR", "--full").words
    total = "killed in all: 1,291 + 5 = 1,296, published at least 1,302"
    assert f"● Apr 2019 +6 or more {total} Explained by Fort Russ, 31 May 2019: three" in words
    assert "✗" not in words
    assert "? May 2018 +5" in words
    assert "Sources, not read whole: civic-2018-07-10" in words
    assert "says nothing of any one report." in words


def test_an_unknown_docket_names_the_nearest() -> None:
    """And nothing is printed."""
    ran = run("ledger", "--scope", "CJTFOIR")
    assert (ran.code, ran.out) == (2, "")
    assert "E431" in ran.err
    assert "did you mean CJTF-OIR?" in ran.err


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


def test_figures_that_differ_ranges_and_other_stretches_are_shown(workspace: Path) -> None:
    """In the table by a word, below it in full; and what is not of one month stands aside."""
    rows = (
        "{scope: E, period: 2018-01, received: 2..5, open: 4, killed: ..9}",
        "{scope: E, period: 2018-01, open: 7}",
        "{scope: E, period: 2017, received: ..40, completed: 30.., open: 2, note: The year.}",
        "{scope: F, period: 2017, open: 3}",
    )
    text = HOSTILE.split("caseload:", maxsplit=1)[0] + "caseload:\n"
    text += "".join(f"  - {row}\n" for row in rows)
    (workspace / "seeds" / "t.yaml").write_text(text, encoding="utf-8")
    words = run("ledger", "--scope", "E", "--full", root=workspace).words
    assert "Jan 2018 – 2–5 – differ" in words
    assert "? Jan 2018 3 apart open: 4 (t) / 7 (t)" in words
    assert "Jan 2018 up to 9" in words
    assert "2017: received up to 40, completed 30+ and open 2 (t). The year." in words
    none = run("ledger", "--scope", "F", root=workspace).words
    assert "No figures of a whole month are on file for F." in none


def test_a_case_without_tolls_says_so(workspace: Path) -> None:
    """None recorded is not none."""
    case = (
        "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"
        "events:\n  - {kind: strike, when: 2018-01-01, source: s}\n"
    )
    (workspace / "cases" / "c.yaml").write_text(case, encoding="utf-8")
    none = "No casualty count is on record. That does not mean that nobody was killed."
    assert none in run("tolls", "c", root=workspace).words
    assert "None on record: c." in run("tolls", root=workspace).words


def test_a_case_tells_official_beside_others() -> None:
    """With the quotient as a range, and what was conceded when."""
    words = run("tolls", "may3-syria", "--full").words
    first = "First official number of civilian dead: 2 May 2024, 365 days after that."
    assert f"First outside figure: 3 May 2023. {first}" in words
    assert "it counts fighters or soldiers, or everyone together" in words


def test_an_upper_end_alone_is_not_said_to_concede() -> None:
    """At most ten does not exclude none; the acknowledgement stands beside it."""
    words = run("tolls", "kabul-2021", "--full").words
    assert "No official figure says for certain that a civilian was killed." in words
    assert "up to 10 (civilians): it may mean none." in words
    assert "First acknowledgement of harm: 17–18 September 2021" in words


def test_a_campaign_quotient_is_a_range() -> None:
    """8,106 to 12,980 beside 1,321 is 6.1 to 9.9; at least beside at least cannot be told."""
    figures = json.loads(run("tolls", "--json").out)["campaign"]
    told = {one["killed_words"]: one["ratio_words"] for part in figures for one in part["figures"]}
    assert told["8,106–12,980"] == "6.1–9.9"
    assert told["7,900 or more"] == "not known"


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
ACKNOWLEDGED = "First acknowledgement of harm: "


@pytest.mark.parametrize(
    ("events", "cell", "sentence", "days"),
    [
        (SURE, "20 days later", "20 May 2024, 20 days after that.", "2024-05-20 2024-05-20"),
        (
            SURE + PERHAPS,
            "1–20 days later",
            "1–20 May 2024, 1–20 days after that.",
            "2024-05-01 2024-05-20",
        ),
        (
            PERHAPS + LATER,
            "perhaps 1–41 days later",
            "1 May–10 June 2024, perhaps after the day judged, 1–41 days after that.",
            "2024-05-01 2024-06-10",
        ),
    ],
    ids=["certain", "the first of both", "perhaps none yet"],
)
def test_an_acknowledgement_that_perhaps_came_is_in_the_range(
    workspace: Path, events: str, cell: str, sentence: str, days: str
) -> None:
    """As of 31 May: the first of those that may have come by then, and no word that none did."""
    (workspace / "seeds" / "s.yaml").write_text(UNDATED, encoding="utf-8")
    (workspace / "cases" / "c.yaml").write_text(CONCEDED + events + TOLLS, encoding="utf-8")
    assert f"{ACKNOWLEDGED}{sentence}" in run("tolls", "c", *MAY, root=workspace).words
    (found,) = json.loads(run("tolls", "c", *MAY, "--json", root=workspace).out)["cases"]
    assert found["acknowledged_words"] == cell
    assert " ".join(found["acknowledged"][end] for end in ("min", "max")) == days


def test_an_acknowledgement_that_is_still_to_come_is_none_yet(workspace: Path) -> None:
    """As of 31 May nothing of the day after is said."""
    (workspace / "seeds" / "s.yaml").write_text(UNDATED, encoding="utf-8")
    (workspace / "cases" / "c.yaml").write_text(CONCEDED + LATER + TOLLS, encoding="utf-8")
    assert "acknowledgement of harm" not in run("tolls", "c", *MAY, root=workspace).words
    found = json.loads(run("tolls", "c", *MAY, "--json", root=workspace).out)["cases"][0]
    assert (found["acknowledged"], found["acknowledged_words"]) == (None, "none")
