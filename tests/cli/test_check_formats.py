"""`timeline check` for other programs, and what it says of a code."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runner import ROOT, run, run_in
from timeline.codes import CODES
from timeline.errors import Problem
from timeline.formats.github import format_github
from timeline.formats.sarif import format_sarif
from timeline.location import Location, TextSpan
from timeline.results.build.sums import check_record
from timeline.results.build.values import problem_records


def github_of(*problems: Problem) -> str:
    """Workflow commands for problems."""
    return format_github(check_record(1, problem_records(problems)))


def sarif_of(*problems: Problem) -> dict[str, Any]:
    """A log of problems."""
    log: dict[str, Any] = json.loads(format_sarif(check_record(1, problem_records(problems))))
    return log


SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"
SOURCE = "title: S\npublisher: P\nkind: press\n"
FILES = {
    "cases/one.yaml": HEAD
    + """recorded_untill: 2024
events:
  - {kind: strike, when: 2024-02-30, source: s}
  - {kind: denial, wen: 2024-03-01, when: 2024-03-01, source: s}
  - {kind: bombing, when: 2024-03-02, source: s}
  - {id: First, kind: release, when: 2024-03-02, source: nobody}
  - {id: late, kind: release, when: 3 days after strik, source: s}
tolls:
  - {by: someone, killed: dozens}
""",
    "cases/two.yaml": HEAD + "events:\n  - {kind: strike, kind: denial, when: 2024, source: s}\n",
    "cases/three.yaml": HEAD
    + """events:
  - kind: strike
    claims:
      - {when: 2024-03-01, source: s}
      - {when: 2024-03-02, source: other}
recorded_until: 2024-12-31
""",
    "seeds/s.yaml": SOURCE,
    "seeds/other.yaml": SOURCE + "published: 3 days after strike\n",
    "policies/own.yaml": """id: own
title: T
rules:
  - {id: a, step: release, after: strike, label: L, force: practice, limit: soon}
""",
}
PLANTED = [
    ("cases/one.yaml", "recorded_untill", "E301"),
    ("cases/one.yaml", "2024-02-30", "E203"),
    ("cases/one.yaml", "wen", "E301"),
    ("cases/one.yaml", "bombing", "E401"),
    ("cases/one.yaml", "First", "E307"),
    ("cases/one.yaml", "nobody", "E402"),
    ("cases/one.yaml", "3 days after strik", "E403"),
    ("cases/one.yaml", "dozens", "E304"),
    ("cases/three.yaml", "2024-03-01", "E601"),
    ("cases/two.yaml", "kind: denial", "E130"),
    ("seeds/other.yaml", "3 days after strike", "E210"),
    ("policies/own.yaml", "soon", "E501"),
]
"""Twelve faults: the file, the words that are wrong, and the code."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the twelve faults, two folders below the place one stands in."""
    root = tmp_path / "case, files" / "50% done"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def expected(prefix: str = "") -> set[tuple[str, int, int, str]]:
    """File, line, column and code of each fault, counted in the text by itself."""
    found = set()
    for name, words, code in PLANTED:
        before = FILES[name][: FILES[name].index(words)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        found.add((prefix + name, line, column, code))
    return found


def test_there_are_twelve_faults() -> None:
    """Each stands at a place of its own."""
    assert len(expected()) == len(PLANTED) == 12


def test_text_names_each_fault(workspace: Path) -> None:
    """The drawing for people names files below the workspace."""
    checked = run("check", "--format", "text", root=workspace)
    assert checked.code == 1
    drawn = re.findall(r"^([\w/.-]+):(\d+):(\d+): ([EW]\d+) ", checked.out, re.MULTILINE)
    found = [(name, int(line), int(column), code) for name, line, column, code in drawn]
    assert (len(found), set(found)) == (12, expected())
    assert checked.out == run("check", root=workspace).out


def test_json_names_each_fault(workspace: Path) -> None:
    """`--json` and `--format json` are the same."""
    checked = run("check", "--format", "json", root=workspace)
    assert checked.code == 1
    found = [
        (one["file"], one["line"], one["column"], one["code"])
        for one in json.loads(checked.out)["problems"]
    ]
    assert (len(found), set(found)) == (12, expected())
    assert checked.out == run("check", "--json", root=workspace).out
    two = run("check", "--json", "--format", "sarif", root=workspace)
    assert (two.code, two.out) == (2, "")
    assert "E432" in two.err


COMMAND = re.compile(
    r"^::(?P<level>error|warning) file=(?P<file>[^:,]+),line=(?P<line>\d+),col=(?P<column>\d+),"
    r"title=(?P<code>[EW]\d{3})::(?P<message>[^\r\n]+)$"
)


def unescaped(text: str) -> str:
    """What GitHub makes of a property."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_names_each_fault_from_where_one_stands(workspace: Path) -> None:
    """One command a line; files are named from the current folder, and escaped."""
    standing = workspace.parent.parent
    checked = run_in(standing, "check", "--format", "github", "--root", str(workspace))
    assert (checked.code, checked.err) == (1, "")
    found = []
    for line in checked.out.splitlines():
        match = COMMAND.match(line)
        assert match, line
        place = unescaped(match["file"]), int(match["line"]), int(match["column"])
        found.append((*place, match["code"]))
    assert (len(found), set(found)) == (12, expected("case, files/50% done/"))
    assert "hint: write 2024-02 if only the month" in unescaped(checked.out)


def test_sarif_names_each_fault_from_where_one_stands(workspace: Path) -> None:
    """The log fits the standard; its results stand at the same places, in quoted addresses."""
    standing = workspace.parent.parent
    checked = run_in(standing, "check", "--format", "sarif", "--root", str(workspace))
    assert (checked.code, checked.err) == (1, "")
    log = json.loads(checked.out)
    Draft202012Validator(SARIF).validate(log)
    places = list(results(log))
    assert (len(places), set(places)) == (12, expected("case%2C%20files/50%25%20done/"))
    (run_log,) = log["runs"]
    assert run_log["columnKind"] == "unicodeCodePoints"
    (contradiction,) = [one for one in run_log["results"] if one["ruleId"] == "E601"]
    (other,) = contradiction["relatedLocations"]
    assert other["physicalLocation"]["region"]["startLine"] == 9


def results(log: dict[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    """File, line, column and code of each result."""
    for result in log["runs"][0]["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        region = place["region"]
        assert (region["endLine"], region["endColumn"]) > (
            region["startLine"],
            region["startColumn"],
        )
        yield (
            place["artifactLocation"]["uri"],
            region["startLine"],
            region["startColumn"],
            result["ruleId"],
        )


def test_sarif_rules_are_the_codes() -> None:
    """Every code is a rule, in one order; a result points at its own."""
    problem = Problem("W601", "old", Location("policies/a.yaml", None))
    log = sarif_of(problem)
    Draft202012Validator(SARIF).validate(log)
    driver = log["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == list(CODES)
    (result,) = log["runs"][0]["results"]
    assert driver["rules"][result["ruleIndex"]]["id"] == "W601"
    assert result["level"] == "warning"
    (place,) = result["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1}  # of a whole file
    assert log["$schema"].endswith("sarif-2.1.0.json")


def test_nothing_wrong_is_an_empty_log_and_no_command() -> None:
    """Good files end with 0 in every format."""
    path = str(ROOT / "cases" / "may3-syria.yaml")
    assert run("check", "--format", "github", path).out == ""
    log = run("check", "--format", "sarif", path)
    assert (log.code, json.loads(log.out)["runs"][0]["results"]) == (0, [])


def a_problem(message: str, path: str = "cases/a.yaml", hint: str = "") -> Problem:
    """A problem on the first line of a file."""
    return Problem("E203", message, Location(path, TextSpan(1, 2, 1, 5)), hint)


@pytest.mark.parametrize(
    "text",
    ["100%\n::error::no", "a\r\n::stop-commands::x", "%0A::add-mask::a", "\x1b[31m", "\u2028::x::"],
)
def test_no_text_can_end_its_github_command(text: str) -> None:
    """Line ends, percent signs and escapes of a message, a hint or a file's name stay text."""
    problem = a_problem(text, f"cases/{text},line=9:.yaml", text)
    lines = github_of(problem, a_problem("x")).splitlines()
    assert len(lines) == 2
    assert lines[1] == "::error file=cases/a.yaml,line=1,col=2,title=E203::x"
    assert lines[0].startswith("::error file=cases/")
    properties, _, message = lines[0].removeprefix("::error ").partition("::")
    assert properties.endswith(",line=1,col=2,title=E203")
    assert properties.count(",") == 3
    assert not re.search(r"%(?!25|0A|0D|3A|2C)", lines[0])
    assert "\x1b" not in lines[0]
    assert message


@pytest.mark.parametrize("text", ["[go](http://x)", r"\[go\](1)", r"\\](1)", "[a][b](c)"])
def test_no_text_becomes_a_link_in_sarif(text: str) -> None:
    """SARIF reads `[words](address)` as a link; what a file holds is never one."""
    result = sarif_of(a_problem(text))["runs"][0]["results"][0]
    said = result["message"]["text"]
    assert re.search(r"(?<!\\)(\\\\)*\]\(", said) is None
    assert said.replace("\\", "") == text.replace("\\", "")


def test_an_unknown_format_is_named() -> None:
    """The nearest one is the hint, and the end is 2."""
    ran = run("check", "--format", "serif")
    assert (ran.code, ran.out) == (2, "")
    assert "E415 serif is not a format of timeline check" in ran.err
    assert "did you mean sarif?" in ran.err


def test_explains_a_code() -> None:
    """Title, explanation and examples, whatever the case of the letter."""
    told = run("check", "--explain", "e203", root=None)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == "E203: No such day"
    assert "wrong  when: 2024-02-30" in told.out
    assert "right  when: 2024-02" in told.out


def test_explains_a_code_as_json() -> None:
    """The same as data."""
    told = json.loads(run("check", "--explain", "E203", "--json").out)
    assert told["title"] == "No such day"
    assert told["wrong"] == "when: 2024-02-30"


def test_an_unknown_code_names_the_nearest() -> None:
    """Nothing is explained, and the end is 2."""
    told = run("check", "--explain", "e2030")
    assert (told.code, told.out) == (2, "")
    assert "E418 e2030 is not a code of a problem" in told.err
    assert "E203" in told.err


@pytest.mark.parametrize("kind", ["case", "source", "policy", "kinds", "calendar"])
def test_prints_the_published_schema(kind: str) -> None:
    """`timeline schema` gives the file in schemas/, byte for byte."""
    published = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert run("schema", kind).out == published


def test_the_schema_of_a_case_is_the_first() -> None:
    """Without a word it is that of a case; an unknown word names the nearest."""
    assert run("schema").out == run("schema", "case").out
    told = run("schema", "cases")
    assert (told.code, told.out) == (2, "")
    assert "did you mean case or measures?" in told.err


def test_a_workspace_elsewhere_is_named_from_here(workspace: Path, tmp_path: Path) -> None:
    """From inside the workspace its files have their plain names."""
    shutil.rmtree(workspace / "policies")
    inside = run_in(workspace, "check", "--format", "github")
    assert "file=cases/two.yaml,line=6," in inside.out
    below = run_in(workspace, "check", "--format", "github", "cases/two.yaml")
    assert "file=cases/two.yaml,line=6," in below.out
    other = tmp_path / "elsewhere"
    other.mkdir()
    beside = run_in(other, "check", "--format", "github", "--root", str(workspace))
    assert "file=../case%2C files/50%25 done/cases/two.yaml,line=6," in beside.out


@pytest.mark.parametrize(
    ("events", "code", "also"),
    [
        (
            (
                "  - {kind: strike, when: 2024-03-01, source: s}\n"
                "  - {kind: strike, when: 2024-03-02, source: s}\n"
            ),
            "E406",
            "also: cases/one.yaml:6:12: the other stands here",
        ),
        (
            (
                "  - kind: strike\n"
                "    claims:\n"
                "      - {when: 2024-03-01, source: s}\n"
                "      - {when: 2024-03-02, source: s}\n"
            ),
            "E601",
            "also: cases/one.yaml:9:16: ",
        ),
    ],
)
def test_github_is_told_the_other_places(events: str, code: str, also: str, tmp_path: Path) -> None:
    """An annotation has one place; the others stand in its words, each on a line of its own."""
    for name, text in {
        "cases/one.yaml": HEAD + f"events:\n{events}recorded_until: 2024-12-31\n",
        "seeds/s.yaml": SOURCE,
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = run_in(tmp_path, "check", "--format", "github", "--root", str(tmp_path)).out
    (line,) = told.splitlines()
    assert f"title={code}::" in line
    words = line.partition(f"title={code}::")[2].split("%0A")
    assert [word for word in words[1:] if word.startswith(also)]
    assert words[-1].startswith(also)


def test_another_place_cannot_end_the_command() -> None:
    """Its words and its name come from files."""
    here = Location("cases/a.yaml", TextSpan(1, 1, 1, 2), "a")
    there = Location("cases/b\n::error::.yaml", TextSpan(2, 1, 2, 2), "b")
    problem = Problem("E406", "m", here, related=(("x\r\n::error::y", there),))
    told = github_of(problem)
    assert told.count("\n") == 1
    assert "%0Aalso: " in told
    assert len(told.splitlines()) == 1


def test_a_claim_after_the_date_of_its_source_is_told_with_that_date(tmp_path: Path) -> None:
    """Every form names the date; what to do is to look it up, and not to dispute."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    head = "title: T\nplace: P\ntime_zone: UTC\nforces: US\nrecorded_until: 2024-08-01\nevents:\n"
    events = "  - {kind: investigation_opened, when: 2024-05-01, source: s}\n"
    (tmp_path / "cases" / "x.yaml").write_text(head + events, encoding="utf-8")
    seed = "title: S\npublisher: P\nkind: press\npublished: 2024-04-02\n"
    (tmp_path / "seeds" / "s.yaml").write_text(seed, encoding="utf-8")
    date = "investigation_opened: reported by s, published 2024-04-02 (here perhaps a day later)"
    for words in (["check"], ["check", "--format", "github"], ["check", "--format", "sarif"]):
        out = run_in(tmp_path, *words, "--root", str(tmp_path)).out
        assert "accepted claim that cannot be true: investigation_opened: 2024-05-01" in out
        assert date in out
        assert "check the date of the source, or of the claim" in out
        assert "disputed" not in out.partition("E601 ")[2] or "sarif" in words
    log = json.loads(out)
    (result,) = log["runs"][0]["results"]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == f"{date} (s)"
    shown = run_in(tmp_path, "show", "x", "--full", "--root", str(tmp_path)).out
    assert date in " ".join(shown.split())
    told = json.loads(run_in(tmp_path, "show", "x", "--json", "--root", str(tmp_path)).out)
    assert [one["says"] for one in told["contradictions"][0]["against"]] == [date]
