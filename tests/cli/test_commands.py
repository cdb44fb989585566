"""What each command says of the shipped cases, and how it behaves as a program."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.cli.runner import CASES, ROOT, Ran, environment, run, run_apart
from timeline.cli.app import _case_ids
from timeline.cli.completion import completions
from timeline.model.json_schema import FILE_MODELS
from timeline.model.workspace import Workspace
from timeline.view import View

RULE = "investigation-after-strike"

COMMANDS = {
    "list": ["list"],
    "show": ["show", "may3-syria"],
    "show of then": ["show", "may3-syria", "--as-of", "2023-05-24"],
    "explain a rule": ["explain", "may3-syria", RULE],
    "explain an event": ["explain", "may3-syria", "ccar"],
    "explain a pair": ["explain", "may3-syria", "strike", "ccar"],
    "explain all": ["explain", "kabul-2021"],
    "compare": ["compare", "kabul-2021", "may3-syria"],
    "overdue": ["overdue", "--as-of", "2023-05-24"],
    "check": ["check"],
    "graph": ["graph", "may3-syria", "--claims"],
    "graph as dot": ["graph", "may3-syria", "--claims", "--format", "dot"],
    "graph as graphml": ["graph", "may3-syria", "--format", "graphml"],
    "graph as json": ["graph", "may3-syria", "--format", "json"],
    "policy list": ["policy", "list"],
    "policy show": ["policy", "show", "us-chmr-ap-2022"],
}
"""One use of every command."""


@cache
def answer(*command: str) -> Ran:
    """What a command says of the shipped cases, asked once."""
    return run(*command)


every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())

HELPS = [[], ["policy"], *sorted({tuple(words[:1]) for words in COMMANDS.values()} - {("policy",)})]
HELPS += [["policy", "list"], ["policy", "show"]]


class TestShow:
    """`timeline show`: the facts that the project was started for."""

    def test_the_strike_of_may_2023_as_of_three_weeks_later(self) -> None:
        """12 days to an assessment, 7 or 8 of them with information in hand, 21 without a 15-6."""
        shown = run("show", "may3-syria", "--as-of", "2023-05-24")
        assert (shown.code, shown.err) == (0, "")
        assert "2023-05-03 11:42 Strike" in shown.words
        assert row(shown.out, "strike → assessment opened") == "12 d"
        assert row(shown.out, "information received → assessment opened") == "7–8 d"
        assert row(shown.out, "strike → investigation opened") == "≥ 21 d, open"
        assert (
            "No AR 15-6 investigation had been opened by 2023-05-24, 21 days after the strike"
            in shown.words
        )
        assert "15 days beyond the benchmark of 6 days" in shown.words
        assert "overdue (benchmark, no rule)" in shown.words
        assert "the Kabul case of 2021" in shown.words

    def test_what_came_later_is_left_out_and_said_to_be(self) -> None:
        """No event of after the day is shown, and their number is told."""
        shown = run("show", "may3-syria", "--as-of", "2023-05-24")
        assert not re.search(r"^2024", section(shown.out, "EVENTS"), re.MULTILINE)
        assert re.search(r"\d+ later events are left out", shown.words)

    def test_the_strike_of_may_2023(self) -> None:
        """51 days to the investigation, 145 that it took, 169 until its finding was told."""
        shown = run("show", "may3-syria")
        assert (shown.code, shown.err) == (0, "")
        assert row(shown.out, "strike → investigation opened") == "51 d"
        assert row(shown.out, "investigation opened → closed") == "145 d"
        assert row(shown.out, "investigation closed → conclusion made known") == "169 d"
        assert "145 days after the opening of the investigation" in shown.words
        assert "115 days beyond the 30 days ordered in this case" in shown.words
        assert "the end of 2026-11-21; record checked to 2024-05-02" in shown.words

    def test_what_was_known_then(self) -> None:
        """On 20 May the strike was public, and the assessment of 15 May was not."""
        days = ["--known-on", "2023-05-20", "--as-of", "2023-05-20"]
        shown = run("show", "may3-syria", *days)
        assert (shown.code, shown.err) == (0, "")
        assert "Strike" in section(shown.out, "EVENTS")
        assert "2023-05-03" in section(shown.out, "EVENTS")
        assert "Assessment opened" not in section(shown.out, "EVENTS")
        assert "2023-05-15" not in shown.out
        assert "No credibility assessment is recorded as opened by 2023-05-20" in shown.words
        later = run("show", "may3-syria", "--as-of", "2023-05-20")
        assert "2023-05-15 Assessment opened" in later.words

    def test_known_on_alone_judges_no_later_than_that_day(self) -> None:
        """Nobody knew on 20 May what would happen after it."""
        shown = run("show", "may3-syria", "--known-on", "2023-05-20")
        assert "the end of 2023-05-20" in shown.words

    def test_another_policy_is_hypothetical(self) -> None:
        """The page says that the policy is not the case's own."""
        shown = run("show", "may3-syria", "--policy", "us-centcom-2014")
        assert shown.code == 0
        assert "HYPOTHETICAL" in shown.out


def section(text: str, heading: str) -> str:
    """The part of a page below a heading, up to the next one."""
    found = re.search(rf"^{heading}\b.*?(?=^[A-Z]{{4}}|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found
    return found.group()


def row(text: str, label: str) -> str:
    """What stands beside a label, after two spaces or more."""
    found = re.search(rf"^ *{re.escape(label)}  +(.*)$", text, re.MULTILINE)
    assert found, label
    return found[1].strip()


class TestCompare:
    """`timeline compare`: who was slower, and whether that is certain."""

    def test_kabul_and_syria(self) -> None:
        """A formal investigation within a week, and after 51 days."""
        compared = run("compare", "kabul-2021", "may3-syria", COLUMNS="140")
        assert (compared.code, compared.err) == (0, "")
        cells = re.split(r"  +", row(compared.out, "strike → investigation opened"))
        assert cells == ["0–6 d", "51 d", "may3-syria, by 45 to 51 days, certain"]

    def test_the_other_way_round(self) -> None:
        """The answer does not hang on the order in which one asks."""
        compared = run("compare", "may3-syria", "kabul-2021", COLUMNS="140")
        cells = re.split(r"  +", row(compared.out, "strike → investigation opened"))
        assert cells == ["51 d", "0–6 d", "may3-syria, by 45 to 51 days, certain"]

    def test_one_case_is_no_comparison(self) -> None:
        """Nor is one case twice."""
        for words in (["may3-syria"], ["may3-syria", "may3-syria"]):
            compared = run("compare", *words)
            assert (compared.code, compared.out) == (2, "")
            assert "E416" in compared.err


class TestCompareMany:
    """`timeline compare` for any number of cases."""

    def test_two_strikes_that_were_acknowledged_and_never_assessed_on_a_known_day(self) -> None:
        """355 and 249 days to the acknowledgement; to the assessment any number up to these."""
        found = run("compare", "--all", "--measure", "strike-to-acknowledgement")
        assert (found.code, found.err) == (0, "")
        assert row(found.out, "deir-ez-zor-2015").startswith("355 d ")
        assert row(found.out, "mosul-5-mar-2016").startswith("249 d ")
        found = run("compare", "--all", "--measure", "strike-to-assessment")
        assert row(found.out, "deir-ez-zor-2015").startswith("0–355 d ")
        assert row(found.out, "mosul-5-mar-2016").startswith("0–249 d ")
        assert not re.search("missing|overdue", found.out)

    def test_more_than_three_are_drawn_and_three_are_not(self) -> None:
        """Side by side as long as they fit, unless strips are asked for."""
        assert "Faster" in run("compare", *CASES).out
        assert "Faster" not in run("compare", *CASES[:3]).out
        assert "Faster" in run("compare", *CASES[:2], "--strips").out

    def test_measures_are_chosen(self) -> None:
        """As many as are named, in the order of the process, in the table too."""
        words = ["--measure", "strike-to-investigation", "--measure", "strike-to-assessment"]
        found = json.loads(run("compare", *CASES[:2], *words, "--json").out)
        assert [one["measure"] for one in found["measures"]] == [words[3], words[1]]
        table = run("compare", *CASES[:2], *words).out
        assert "strike → investigation opened" in table
        assert "payment" not in table

    def test_an_unknown_measure(self) -> None:
        """The nearest known ones are named."""
        found = run("compare", "--all", "--measure", "strike-to-acknowledgment")
        assert (found.code, found.out) == (2, "")
        assert "E420" in found.err
        assert "did you mean strike-to-acknowledgement" in found.err

    def test_a_measure_that_applies_to_none(self) -> None:
        """Nothing is drawn, and that is said."""
        words = ["--measure", "review-length", "--as-of", "1990-01-01"]
        found = run("compare", *CASES[:2], *words)
        assert (found.code, found.out.count("\n")) == (0, 1)
        assert "No measure that was asked for applies" in found.out

    def test_the_certain_order_as_json(self) -> None:
        """The faster first, and only the pairs from which the others follow."""
        words = ["--measure", "strike-to-acknowledgement", "--json"]
        found = json.loads(run("compare", "--all", *words).out)
        order = found["measures"][0]["order"]
        assert ["kunduz-msf-2015", "kabul-2021"] in order
        assert ["kunduz-msf-2015", "hawija-2015"] not in order
        assert found["problems"] == []

    def test_a_case_that_cannot_be_read_is_told_after_the_rest(self, tmp_path: Path) -> None:
        """The others are compared, and the command ends with 2."""
        for folder in ("cases", "seeds"):
            shutil.copytree(ROOT / folder, tmp_path / folder)
        (tmp_path / "cases" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
        words = ["--measure", "strike-to-acknowledgement"]
        found = run("compare", "--all", *words, root=tmp_path)
        assert found.code == 2
        assert row(found.out, "deir-ez-zor-2015").startswith("355 d ")
        assert "cases/broken.yaml" in found.err
        as_json = json.loads(run("compare", "--all", *words, "--json", root=tmp_path).out)
        assert [problem["file"] for problem in as_json["problems"]] == ["cases/broken.yaml"]

    def test_all_of_one_case_is_no_comparison(self, tmp_path: Path) -> None:
        """A workspace needs two cases that can be read."""
        shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
        (tmp_path / "cases").mkdir()
        shutil.copy(ROOT / "cases" / "kabul-2021.yaml", tmp_path / "cases")
        found = run("compare", "--all", root=tmp_path)
        assert (found.code, found.out) == (2, "")
        assert "E416" in found.err


class TestOverdue:
    """`timeline overdue`: what is overdue anywhere."""

    def test_three_weeks_after_the_strike(self) -> None:
        """It names the case, the step and by how much."""
        found = run("overdue", "--as-of", "2023-05-24")
        assert (found.code, found.err) == (0, "")
        assert "may3-syria" in found.out
        assert "Formal investigation opened after the strike" in found.words
        assert "overdue, 15 days over" in found.words

    def test_before_the_strike(self) -> None:
        """What has not happened yet cannot be late."""
        found = run("overdue", "--as-of", "2021-09-01")
        assert found.code == 0
        assert "may3-syria" not in found.out

    def test_exit_code(self) -> None:
        """1 where anything is overdue and it was asked for, else 0."""
        assert run("overdue", "--as-of", "2023-05-24", "--exit-code").code == 1
        assert run("overdue", "may3-syria", "--as-of", "2023-05-04", "--exit-code").code == 0
        assert run("overdue", "--as-of", "2010-01-01", "--exit-code").code == 0

    def test_of_one_case(self) -> None:
        """Only the cases that were named are judged."""
        found = run("overdue", "mosul-jadida-2017", "--as-of", "2023-05-24")
        assert "may3-syria" not in found.out

    def test_nothing_is_said_of_what_could_not_be_judged(self) -> None:
        """Where no case could be read it does not say that nothing is overdue."""
        found = run("overdue", "may3-syri")
        assert (found.code, found.out) == (2, "")
        assert "did you mean may3-syria?" in found.err


class TestExplain:
    """`timeline explain`: receipts."""

    def test_every_input_has_its_place(self) -> None:
        """Each claim behind the finding with file, line and column, and the clause of the rule."""
        told = run("explain", "may3-syria", RULE, COLUMNS="200")
        assert (told.code, told.err) == (0, "")
        lines = (ROOT / "cases" / "may3-syria.yaml").read_text(encoding="utf-8").splitlines()
        found = re.findall(
            r"(\S+)#\d+: (?:\S+: )?(.+?) \[.*\]\s+cases/may3-syria\.yaml:(\d+):(\d+)", told.out
        )
        assert len(found) >= 10
        for _, says, line, column in found:
            assert lines[int(line) - 1][int(column) - 1 :].startswith(says.partition(" (")[0])
        assert "us-chmr-ap-2022" in told.out
        assert "benchmark 6 days" in told.words

    def test_the_days_between_two_events(self) -> None:
        """A pair has a receipt of its own."""
        told = run("explain", "may3-syria", "strike", "investigation_opened")
        assert told.code == 0
        assert "51 days" in told.out.splitlines()[0]

    def test_neither_event_nor_rule(self) -> None:
        """The nearest names are offered."""
        told = run("explain", "may3-syria", "strik")
        assert (told.code, told.out) == (2, "")
        assert "E414" in told.err
        assert "did you mean strike?" in told.err


class TestCheck:
    """`timeline check`: every file."""

    def test_the_shipped_files(self) -> None:
        """They have no problems, and all were read."""
        checked = run("check")
        assert (checked.code, checked.err) == (0, "")
        files = sum(len(list((ROOT / name).glob("*.yaml"))) for name in ("cases", "seeds"))
        count = int(checked.out.split()[0])
        assert count >= files + 3
        assert "no problems" in checked.out

    def test_one_file(self) -> None:
        """Only that one is read."""
        checked = run("check", str(ROOT / "cases" / "may3-syria.yaml"))
        assert checked.code == 0
        assert re.match("1 file, no problems", checked.out)

    def test_a_file_of_the_same_name_elsewhere(self, tmp_path: Path) -> None:
        """It is the file that was named which is read, not the workspace's own."""
        draft = tmp_path / "may3-syria.yaml"
        draft.write_text("titel: A draft\n", encoding="utf-8")
        checked = run("check", str(draft))
        assert checked.code == 1
        assert "E301" in checked.out


class TestGraph:
    """`timeline graph`: the directed graph in other formats."""

    @pytest.mark.parametrize(
        ("format_", "start"),
        [("mermaid", "---\ntitle:"), ("dot", "digraph"), ("graphml", "<"), ("json", "{")],
    )
    def test_formats(self, format_: str, start: str) -> None:
        """Each on stdout, ended by one line feed."""
        drawn = run("graph", "may3-syria", "--format", format_)
        assert (drawn.code, drawn.err) == (0, "")
        assert drawn.out.startswith(start)
        assert drawn.out.endswith("\n")
        assert not drawn.out.endswith("\n\n")

    def test_no_such_format(self) -> None:
        """The formats that there are are named."""
        drawn = run("graph", "may3-syria", "--format", "svg")
        assert (drawn.code, drawn.out) == (2, "")
        assert "E415" in drawn.err
        assert "mermaid" in drawn.err


class TestPolicy:
    """`timeline policy`: rules, their clauses and dates in force."""

    def test_list(self) -> None:
        """Every policy of the program with its days."""
        listed = run("policy", "list", COLUMNS="200")
        assert listed.code == 0
        assert "us-chmr-ap-2022" in listed.out
        assert "2022-08-25 to 2023-12-20" in listed.words

    def test_show(self) -> None:
        """What is not stated, and what is no rule, is said to be so."""
        shown = run("policy", "show", "us-chmr-ap-2022")
        assert shown.code == 0
        assert RULE in shown.out
        assert "none stated" in shown.words
        assert "benchmark (no rule)" in shown.words


class TestWrongWords:
    """What was asked for and is not there: exit code 2, nothing on stdout, a hint on stderr."""

    @pytest.mark.parametrize(
        "words",
        [
            ["show", "may3-syri"],
            ["explain", "may3-syri"],
            ["graph", "may3-syri"],
            ["overdue", "may3-syri"],
            ["compare", "may3-syri", "kabul-2021"],
        ],
    )
    def test_an_unknown_case_names_the_nearest(self, words: list[str]) -> None:
        """A slip of the finger costs one look."""
        ran = run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "E410" in ran.err
        assert "did you mean may3-syria?" in ran.err

    @pytest.mark.parametrize(
        "words", [["policy", "show", "us-chmr"], ["list", "--policy", "us-chmr"]]
    )
    def test_an_unknown_policy_names_the_nearest(self, words: list[str]) -> None:
        """Policies have names too."""
        ran = run(*words)
        assert ran.code == 2
        assert ran.err.count("E410") == 1
        assert "did you mean us-chmr-ap-2022?" in ran.err

    @pytest.mark.parametrize(
        "name", ["../../etc/passwd", "/etc/passwd", "a/b", ".", "..", "", "A B"]
    )
    @pytest.mark.parametrize("command", ["show", "explain", "graph", "overdue"])
    def test_what_is_no_id_is_refused(self, command: str, name: str) -> None:
        """No name leads out of the workspace."""
        ran = run(command, name)
        assert (ran.code, ran.out) == (2, "")
        assert "E409" in ran.err
        assert "root:" not in ran.err

    def test_nothing_in_a_name_acts_on_the_terminal(self) -> None:
        """It is shown with its escapes written out."""
        ran = run("show", "a\x1b[31mb\u202ec")
        assert ran.code == 2
        assert r"a\x1b[31mb\u202ec" in ran.err
        assert "\x1b" not in ran.err

    @pytest.mark.parametrize("day", ["May", "2023-13-01", "2023-02-30", "2023-5-3", "10000-01-01"])
    @pytest.mark.parametrize("option", ["--as-of", "--known-on"])
    def test_what_is_no_day(self, option: str, day: str) -> None:
        """The option and the right way to write it are named."""
        ran = run("list", option, day)
        assert (ran.code, ran.out) == (2, "")
        assert f"{option}: E413" in ran.err
        assert "2023-05-24" in ran.err

    @pytest.mark.parametrize("day", ["today", "2023-05-24", "0001-01-01", "9999-12-31"])
    def test_days(self, day: str) -> None:
        """Any day of the calendar can be judged from."""
        ran = run("list", "--as-of", day)
        assert (ran.code, ran.err) == (0, "")

    @pytest.mark.parametrize("words", [["nosuch"], ["show"], ["list", "--nosuch"]])
    def test_usage(self, words: list[str]) -> None:
        """A command that is none ends with 2 and says so on stderr."""
        ran = run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "Error" in ran.err


class TestWorkspace:
    """Where the cases are looked for."""

    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        """A workspace with one case under a name of its own."""
        (tmp_path / "cases").mkdir()
        shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
        shutil.copy(ROOT / "cases" / "may3-syria.yaml", tmp_path / "cases" / "mine.yaml")
        return tmp_path

    def test_root(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """--root comes before everything else."""
        monkeypatch.chdir(ROOT)
        listed = run("list", "--root", str(own))
        assert (listed.code, listed.err) == (0, "")
        assert "mine" in listed.out
        assert "kabul-2021" not in listed.out

    def test_environment(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """TIMELINE_ROOT comes before the folder that one stands in."""
        monkeypatch.chdir(ROOT)
        listed = run("list", root=own)
        assert "mine" in listed.out
        assert "kabul-2021" not in listed.out
        assert not listed.err

    def test_nearest_folder_upward(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """From anywhere below, as with git."""
        deep = own / "notes" / "deep"
        deep.mkdir(parents=True)
        monkeypatch.chdir(deep)
        listed = run("list", root=None)
        assert "mine" in listed.out
        assert not listed.err

    def test_the_shipped_ones(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where there is none, the shipped cases are shown, and one line says so on stderr."""
        monkeypatch.chdir(tmp_path)
        shown = run("show", "may3-syria", root=None)
        assert shown.code == 0
        assert len(shown.err.splitlines()) == 1
        assert "cases that came with timeline" in shown.err
        assert shown.out == run("show", "may3-syria").out

    @pytest.mark.parametrize("command", [["list"], ["overdue"], ["check"], ["show", "may3-syria"]])
    def test_a_folder_that_is_no_workspace(self, command: list[str], tmp_path: Path) -> None:
        """Named, it is refused: to find no problems in no files would mislead."""
        for folder in (tmp_path, tmp_path / "nosuch"):
            by_option = run(*command, "--root", str(folder))
            by_environment = run(*command, root=folder)
            for ran in (by_option, by_environment):
                assert (ran.code, ran.out) == (2, "")
                assert "E412" in ran.err
            assert by_option.err.startswith("--root: ")
            assert by_environment.err.startswith("TIMELINE_ROOT: ")


class TestOutput:
    """Results on stdout and talk on stderr, readable on any terminal and in any pipe."""

    @every_command
    def test_results_on_stdout_and_no_talk(self, command: list[str]) -> None:
        """A command that succeeds leaves stderr empty, and its last line is ended."""
        ran = answer(*command)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("\n")
        assert ran.out.strip()

    @every_command
    def test_a_pipe_gets_no_escapes(self, command: list[str]) -> None:
        """Nor does any line end in spaces."""
        ran = answer(*command)
        assert "\x1b" not in ran.out
        assert "\r" not in ran.out
        assert [line for line in ran.out.splitlines() if line != line.rstrip()] == []

    @every_command
    @pytest.mark.parametrize("plain", ["--no-color", "NO_COLOR"])
    def test_no_color(self, command: list[str], plain: str) -> None:
        """Even where colours are forced, no escape is left, be it of bold type."""
        if plain == "--no-color":
            ran = run(*command, plain, FORCE_COLOR="1", TERM="xterm-256color")
        else:
            ran = run(*command, NO_COLOR="1", FORCE_COLOR="1", TERM="xterm-256color")
        assert "\x1b" not in ran.out + ran.err
        assert ran.out == answer(*command).out

    def test_colour(self) -> None:
        """A terminal gets colours, and the same words."""
        shown = run("show", "may3-syria", FORCE_COLOR="1", TERM="xterm-256color")
        assert "\x1b[" in shown.out
        plain = re.sub(r"\x1b\[[\d;]*m", "", shown.out)
        assert plain == run("show", "may3-syria").out

    @every_command
    def test_ascii(self, command: list[str]) -> None:
        """Every sign has a spelling in ASCII, and none is lost as an escape."""
        ran = answer(*command, "--ascii")
        assert ran.code == 0
        assert ran.out.isascii()
        if command[0] != "graph":
            assert r"\u" not in ran.out
            assert r"\x" not in ran.out

    def test_ascii_says_the_same(self) -> None:
        """The signs of the verdicts and of the drawing stay apart without colour."""
        shown = run("show", "may3-syria", "--ascii")
        assert "! met late (benchmark, no rule)" in shown.out
        assert "+ met" in shown.out
        assert "strike -> investigation opened" in shown.out
        assert re.search(r"^Strike +\*", shown.out, re.MULTILINE)

    @every_command
    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
    def test_narrow_encodings(self, command: list[str], encoding: str) -> None:
        """A stdout that cannot show every sign gets a spelling, never a crash."""
        ran = run(*command, encoding=encoding)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == answer(*command, "--ascii").out

    def test_narrow_encodings_for_real(self) -> None:
        """The same in a process of its own."""
        shown = run_apart("show", "may3-syria", PYTHONIOENCODING="ascii")
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.isascii()

    def test_problems_in_narrow_encodings(self) -> None:
        """A message too is spelt out."""
        shown = run("show", "müll", encoding="ascii")
        assert shown.code == 2
        assert r"m\xfcll" in shown.err

    @pytest.mark.parametrize("width", ["60", "80", "120"])
    def test_columns_are_respected(self, width: str) -> None:
        """The page is as wide as the terminal says, and folded, not cut."""
        shown = run("show", "may3-syria", COLUMNS=width)
        longest = max(len(line) for line in shown.out.splitlines())
        assert int(width) - 15 < longest <= int(width)

    def test_a_pipe_without_columns(self) -> None:
        """It is 100 wide."""
        around = environment()
        del around["COLUMNS"]
        done = subprocess.run(
            [sys.executable, "-m", "timeline", "show", "may3-syria"],
            cwd=ROOT, env=around, capture_output=True, text=True, check=True, encoding="utf-8",
        )  # fmt: skip
        assert 85 < max(len(line) for line in done.stdout.splitlines()) <= 100

    @pytest.mark.parametrize("command", ["show", "check", "graph", "json"])
    def test_a_reader_that_has_gone(self, command: str) -> None:
        """A closed pipe ends the program without a word, and not as if there were problems."""
        words = {
            "show": COMMANDS["show"],
            "check": COMMANDS["check"],
            "graph": COMMANDS["graph"],
            "json": ["show", "may3-syria", "--json"],
        }[command]
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = subprocess.run(
            [sys.executable, "-m", "timeline", *words],
            cwd=ROOT, env=environment(), stdout=write_end, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        os.close(write_end)
        assert done.stderr == b""
        assert done.returncode not in (0, 1, 2)

    def test_piping_to_head(self) -> None:
        """The first line comes through and nothing else is said."""
        line = f"'{sys.executable}' -m timeline show may3-syria | head -n 1"
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout == "may3-syria  Drone strike near Qorqanya, Syria\n"
        assert done.stderr == ""

    @every_command
    def test_the_same_twice(self, command: list[str]) -> None:
        """The same question has the same answer, byte for byte."""
        assert run(*command) == answer(*command)


class TestHelp:
    """`--help` and the shell's completion."""

    @pytest.mark.parametrize("words", HELPS, ids=lambda words: " ".join(words) or "timeline")
    def test_help_shows_an_example(self, words: list[str]) -> None:
        """Every command has one that can be typed as it stands."""
        told = run(*words, "--help")
        assert (told.code, told.err) == (0, "")
        assert "\x1b" not in told.out
        example = re.search(r"Example: timeline (.+)", told.out)
        assert example
        assert example[1].split()[: len(words)] == list(words)
        ran = run(*example[1].split())
        assert (ran.code, ran.err) == (0, "")

    @pytest.mark.parametrize(
        "words", [words for words in HELPS if words and words != ["policy"]], ids=" ".join
    )
    def test_reading_commands_take_the_same_options(self, words: list[str]) -> None:
        """What one has learnt at one command holds at the others."""
        told = run(*words, "--help").out
        options = ["--root", "--json", "--no-color", "--ascii"]
        if words[0] not in ("check", "policy"):
            options += ["--as-of", "--known-on", "--policy"]
        assert [option for option in options if option not in told] == []

    def test_version(self) -> None:
        """The program says which it is; not installed, it still does not crash."""
        told = run("--version")
        assert told.code == 0
        assert re.match(r"timeline,? \S+", told.out)

    def test_completion(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The shell is offered the ids of the cases that begin so."""
        monkeypatch.setenv("TIMELINE_ROOT", str(ROOT))
        assert _case_ids("") == sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
        assert _case_ids("ma") == ["manbij-tokhar-2016", "may3-syria"]
        assert _case_ids("x") == []

    def test_completion_of_policies_kinds_and_measures(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The same ids as the program reads from these files, those of the workspace among them."""
        own = tmp_path / "policies"
        own.mkdir()
        rest = "label: L, about: A, noun: n, done: held, reference: the n"
        kinds = f"  - {{id: inquest, {rest}}}\n  - id: hearing\n    " + rest.replace(", ", "\n    ")
        (own / "kinds.yaml").write_text(f"kinds:\n{kinds}\n", encoding="utf-8")
        (own / "mine.yaml").write_text("id: mine\ntitle: T\n", encoding="utf-8")
        monkeypatch.setenv("TIMELINE_ROOT", str(tmp_path))
        workspace = Workspace(tmp_path)
        completes = completions()
        assert completes["policy"]("") == sorted(workspace.policy_files)
        assert completes["policy"]("mi") == ["mine"]
        assert completes["kind"]("") == list(workspace.kinds)
        assert completes["kind"]("inq") == ["inquest"]
        measures = [one.id for one in View(workspace, 1).measures]
        assert completes["measure"]("") == measures
        assert len(measures) > 10
        monkeypatch.setenv("TIMELINE_ROOT", str(tmp_path / "nosuch"))
        assert "inquest" not in completes["kind"]("")
        assert "mine" not in completes["policy"]("")

    def test_completion_of_fixed_words(self) -> None:
        """They are those that the commands take."""
        assert list(FILE_MODELS) == completions()["schema"]("")
        assert completions()["graph format"]("") == ["mermaid", "dot", "graphml", "json"]
        assert completions()["check format"]("s") == ["sarif"]
        assert completions()["query format"]("p") == ["parquet"]

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("show may3-syria --policy us-ch", "us-chmr-ap-2022"),
            ("policy show us-ch", "us-chmr-ap-2022"),
            ("policy diff us-centcom-2014 us-ch", "us-chmr-ap-2022"),
            ("new market --policy us-ch", "us-chmr-ap-2022"),
            ("graph may3-syria --format d", "dot"),
            ("check --format g", "github"),
            ("query x --format p", "parquet"),
            ("compare --measure strike-to-ass", "strike-to-assessment"),
            ("stats --measure strike-to-ass", "strike-to-assessment"),
            ("schema k", "kinds"),
            ("add may3-syria den", "denial"),
        ],
    )
    def test_a_shell_is_offered_words_of_options_and_arguments(
        self, typed: str, offered: str
    ) -> None:
        """Each where it is asked for."""
        words = f"timeline {typed}"
        count = str(len(words.split()) - 1)
        asked = run(_TIMELINE_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
        assert asked.out.split() == [offered]

    def test_completion_reads_no_yaml(self) -> None:
        """Nor does it load what judges: it has to be instant."""
        asked = (
            "import sys; from timeline.cli.completion import completions; "
            "[complete('') for complete in completions().values()]; "
            "print([name for name in ('pydantic', 'yaml', 'networkx') if name in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout == "[]\n"

    def test_completion_in_a_folder_that_is_not_there(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Nothing is offered, and nothing is said."""
        monkeypatch.setenv("TIMELINE_ROOT", str(tmp_path / "nosuch"))
        assert _case_ids("") == []

    def test_completion_in_a_shell(self) -> None:
        """As bash asks for it."""
        asked = "import sys; sys.argv = ['timeline']; from timeline.cli.start import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            env=environment(
                _TIMELINE_COMPLETE="complete_bash", COMP_WORDS="timeline show ma", COMP_CWORD="2"
            ),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == ["manbij-tokhar-2016", "may3-syria"]
        assert done.stderr == ""
