"""What each command says of the shipped cases, and how it behaves as a program."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import CASES, ROOT, Ran, copy_cases, environment, read, run, run_apart, run_in
from timeline.cli.completion import COMPLETIONS, complete_case
from timeline.formats import formats_of
from timeline.model.json_schema import FILE_MODELS
from timeline.model.workspace import Workspace
from timeline.view import View

RULE = "investigation-after-strike"

COMMANDS = {
    "list": ["list"],
    "show": ["show", "may3-syria"],
    "explain": ["explain", "may3-syria", RULE],
    "compare": ["compare", "kabul-2021", "may3-syria"],
    "overdue": ["overdue", "--as-of", "2023-05-24"],
    "check": ["check"],
    "graph": ["graph", "may3-syria", "--claims"],
    "graph as dot": ["graph", "may3-syria", "--claims", "--format", "dot"],
    "graph as graphml": ["graph", "may3-syria", "--format", "graphml"],
    "graph as json": ["graph", "may3-syria", "--format", "json"],
    "policy list": ["policy", "list"],
    "policy show": ["policy", "show", "us-chmr-ap-2022"],
    "policy diff": ["policy", "diff", "us-centcom-2014", "us-chmr-ap-2022"],
    "ledger": ["ledger"],
    "tolls": ["tolls"],
    "stats": ["stats"],
}
"""One use of every command that reads."""


@cache
def answer(*command: str) -> Ran:
    """What a command says of the shipped cases, asked once."""
    return run(*command)


every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())

HELPS = [[], ["policy"], *sorted({tuple(words[:1]) for words in COMMANDS.values()} - {("policy",)})]
HELPS += [["policy", "list"], ["policy", "show"], ["query"], ["diff"], ["schema"]]


def latencies(case: str, *words: str) -> dict[str, Any]:
    """The days of each measure of a case."""
    return {one["measure"]: one for one in read("show", case, *words)["latencies"]}


class TestShow:
    """`timeline show`: the facts that the project was started for."""

    def test_the_strike_of_may_2023_as_of_three_weeks_later(self) -> None:
        """12 days to an assessment, 7 or 8 of them with information in hand, 21 without a 15-6."""
        then = ("--as-of", "2023-05-24")
        found = latencies("may3-syria", *then)
        assert found["strike-to-assessment"]["days"] == {"min": 12, "max": 12}
        assert found["information-to-assessment"]["days"] == {"min": 7, "max": 8}
        investigation = found["strike-to-investigation"]
        assert (investigation["days"], investigation["open"]) == ({"min": 21, "max": None}, "yes")
        findings = {one["name"]: one for one in read("show", "may3-syria", *then)["findings"]}
        assert (findings[RULE]["verdict"], findings[RULE]["tier"]) == ("overdue", "benchmark")
        assert findings[RULE]["days_late"] == {"min": 15, "max": 15}
        assert findings[RULE]["breach"] is None

    def test_what_came_later_is_left_out(self) -> None:
        """No event of after the day is on the page."""
        shown = run("show", "may3-syria", "--as-of", "2023-05-24", "--full")
        assert "Finding made known" not in shown.out

    def test_the_strike_of_may_2023(self) -> None:
        """51 days to the investigation, 145 that it took, 169 until its finding was told."""
        found = latencies("may3-syria")
        assert found["strike-to-investigation"]["days"] == {"min": 51, "max": 51}
        assert found["investigation-length"]["days"] == {"min": 145, "max": 145}
        assert found["investigation-to-conclusion"]["days"] == {"min": 169, "max": 169}
        case = read("show", "may3-syria")
        assert (case["as_of"], case["recorded_until"]) == ("2026-11-21", "2024-05-02")

    def test_what_was_known_then(self) -> None:
        """On 20 May the strike was public, and the assessment of 15 May was not."""
        kinds = {
            option: {
                one["kind"]
                for one in read("show", "may3-syria", option, "2023-05-20")["events"]
                if not one["ghost"] and one["happened"] == "yes"
            }
            for option in ("--known-on", "--as-of")
        }
        assert "strike" in kinds["--known-on"]
        assert "assessment_opened" in kinds["--as-of"] - kinds["--known-on"]

    def test_known_on_alone_judges_no_later_than_that_day(self) -> None:
        """Nobody knew on 20 May what would happen after it."""
        assert read("show", "may3-syria", "--known-on", "2023-05-20")["as_of"] == "2023-05-20"

    def test_another_policy_is_hypothetical(self) -> None:
        """The record says that the policy is not the case's own."""
        assert read("show", "may3-syria", "--policy", "us-centcom-2014")["hypothetical"]

    def test_a_case_is_named_by_its_file_as_well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """By a path from where one stands; a file of another workspace is refused."""
        monkeypatch.chdir(ROOT / "cases")
        for path in ("may3-syria.yaml", "../cases/may3-syria.yaml", ROOT / "cases/may3-syria.yaml"):
            assert run("show", str(path)) == answer("show", "may3-syria")
        elsewhere = run("show", "../seeds/cnn-2023-05-24.yaml")
        assert (elsewhere.code, elsewhere.out) == (2, "")
        assert "E411" in elsewhere.err
        assert "timeline check ../seeds/cnn-2023-05-24.yaml" in elsewhere.err

    def test_a_path_leads_to_its_workspace(self, tmp_path: Path) -> None:
        """From any folder; one that is named by itself comes first."""
        copy_cases(tmp_path / "mine", "may3-syria")
        (tmp_path / "other" / "cases").mkdir(parents=True)
        path = "mine/cases/may3-syria.yaml"
        told = run("show", "may3-syria", root=tmp_path / "mine")
        assert run_in(tmp_path, "show", path) == told
        assert run_in(tmp_path / "other", "show", f"../{path}") == told
        below = run_in(tmp_path, "show", "cases/may3-syria.yaml", "--root", "mine")
        assert below == told
        assert run_in(tmp_path, "check", path).out == "1 file, no problems.\n"
        ran = run_in(tmp_path, "show", path, "--root", "other")
        assert (ran.code, ran.out) == (2, "")
        assert "hint: name its workspace: --root mine\n" in ran.err

    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("cases/may3-syri.yaml", "did you mean may3-syria?"),
            ("may3-syria.yml", "did you mean may3-syria?"),
            ("somewhere/may3-syria", "did you mean may3-syria?"),
            ("nothing.yaml", "there is no such file; timeline list names the cases"),
        ],
    )
    def test_a_path_that_is_no_case_says_what_to_type(self, typed: str, hint: str) -> None:
        """The nearest id, or the command that names them all."""
        ran = run("show", typed)
        assert (ran.code, ran.out) == (2, "")
        assert f"hint: {hint}\n" in ran.err


class TestCompare:
    """`timeline compare`: who was slower, and whether that is certain."""

    @pytest.mark.parametrize(
        "cases", [("kabul-2021", "may3-syria"), ("may3-syria", "kabul-2021")], ids=" ".join
    )
    def test_kabul_and_syria(self, cases: tuple[str, str]) -> None:
        """A formal investigation within a week, and after 51 days, whichever is named first."""
        words = ("--measure", "strike-to-investigation")
        (row,) = read("compare", *cases, *words)["measures"]
        assert {cell["case"]: cell["days"] for cell in row["cells"]} == {
            "kabul-2021": {"min": 0, "max": 6},
            "may3-syria": {"min": 51, "max": 51},
        }
        slower = row["slower"]
        assert (slower["case"], slower["certain"]) == ("may3-syria", "yes")
        assert slower["by"] == {"min": 45, "max": 51}

    def test_one_case_is_no_comparison(self) -> None:
        """Nor is one case twice."""
        for words in (["may3-syria"], ["may3-syria", "may3-syria"]):
            compared = run("compare", *words)
            assert (compared.code, compared.out) == (2, "")
            assert "E416" in compared.err

    def test_two_strikes_that_were_acknowledged_and_never_assessed_on_a_known_day(self) -> None:
        """355 and 249 days to the acknowledgement; to the assessment any number up to these."""
        measures = ("strike-to-acknowledgement", "strike-to-assessment")
        words = [word for name in measures for word in ("--measure", name)]
        rows = {
            one["measure"]: one["cells"] for one in read("compare", "--all", *words)["measures"]
        }
        days = {
            name: {cell["case"]: cell["days"] for cell in cells} for name, cells in rows.items()
        }
        for case, count in (("deir-ez-zor-2015", 355), ("mosul-5-mar-2016", 249)):
            assert days[measures[0]][case] == {"min": count, "max": count}
            assert days[measures[1]][case] == {"min": 0, "max": count}

    def test_measures_are_chosen(self) -> None:
        """In the order of the process; of a wrong one the nearest is named."""
        words = ["--measure", "strike-to-investigation", "--measure", "strike-to-assessment"]
        found = read("compare", *CASES[:2], *words)
        assert [one["measure"] for one in found["measures"]] == [words[3], words[1]]
        wrong = run("compare", "--all", "--measure", "strike-to-acknowledgment")
        assert (wrong.code, wrong.out) == (2, "")
        assert "E420" in wrong.err
        assert "did you mean strike-to-acknowledgement" in wrong.err

    def test_the_certain_order(self) -> None:
        """The faster first, and only the pairs from which the others follow."""
        found = read("compare", "--all", "--measure", "strike-to-acknowledgement")
        order = found["measures"][0]["order"]
        assert ["kunduz-msf-2015", "kabul-2021"] in order
        assert ["kunduz-msf-2015", "hawija-2015"] not in order

    def test_a_case_that_cannot_be_read_is_told_after_the_rest(self, tmp_path: Path) -> None:
        """The others are compared, and the command ends with 2; one alone is no comparison."""
        shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
        (tmp_path / "cases").mkdir()
        for name in CASES[:2]:
            shutil.copy(ROOT / "cases" / f"{name}.yaml", tmp_path / "cases")
        (tmp_path / "cases" / "broken.yaml").write_text("title: [\n", encoding="utf-8")
        found = run("compare", "--all", "--json", root=tmp_path)
        assert found.code == 2
        data = json.loads(found.out)
        assert [problem["file"] for problem in data["problems"]] == ["cases/broken.yaml"]
        assert [case["case"] for case in data["cases"]] == list(CASES[:2])
        (tmp_path / "cases" / f"{CASES[0]}.yaml").unlink()
        alone = run("compare", "--all", root=tmp_path)
        assert (alone.code, alone.out) == (2, "")
        assert "E416" in alone.err
        assert "cases/broken.yaml" in alone.err


class TestOverdue:
    """`timeline overdue`: what is overdue anywhere."""

    def test_what_is_within_reach(self) -> None:
        """A deadline comes up within as many days as are asked for."""
        far, near = (
            read("overdue", "may3-syria", "--as-of", "2023-07-01", "--within", days)["coming_up"]
            for days in ("60 days", "3")
        )
        assert {row["case"] for row in far} == {"may3-syria"}
        assert near == []
        wrong = run("overdue", "--within", "a week")
        assert (wrong.code, wrong.out) == (2, "")

    def test_before_the_strike(self) -> None:
        """What has not happened yet cannot be late, nor due."""
        found = read("overdue", "may3-syria", "--as-of", "2021-09-01")
        assert [found[part] for part in ("overdue", "coming_up", "waiting")] == [[], [], []]

    def test_exit_code(self) -> None:
        """1 where anything is overdue and it was asked for, else 0."""
        assert run("overdue", "may3-syria", "--as-of", "2023-08-01", "--exit-code").code == 1
        assert run("overdue", "may3-syria", "--as-of", "2023-05-04", "--exit-code").code == 0

    def test_nothing_is_said_of_what_could_not_be_judged(self) -> None:
        """Where no case that was named could be read it does not say that nothing is overdue."""
        found = run("overdue", "may3-syri")
        assert (found.code, found.out) == (2, "")
        assert "did you mean may3-syria?" in found.err


class TestExplain:
    """`timeline explain`: receipts."""

    def test_every_input_has_its_place(self) -> None:
        """Each claim behind the finding with its line, on which it stands as it says."""
        (told,) = read("explain", "may3-syria", RULE)["receipts"]
        lines = (ROOT / "cases" / "may3-syria.yaml").read_text(encoding="utf-8").splitlines()
        inputs = [
            one for step in told["receipt"] for one in step["inputs"] if "#" in (one["id"] or "")
        ]
        assert len(inputs) >= 3
        for one in inputs:
            assert one["file"] == "cases/may3-syria.yaml"
            assert one["source"] in "".join(lines[one["line"] - 1 : one["line"] + 3])
        assert told["finding"]["judged_by"] == "us-chmr-ap-2022"

    def test_the_days_between_two_events(self) -> None:
        """A pair has a receipt of its own."""
        (told,) = read("explain", "may3-syria", "strike", "investigation_opened")["receipts"]
        assert told["days"] == {"min": 51, "max": 51}

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
        checked = run("check", "--json")
        assert (checked.code, checked.err) == (0, "")
        files = sum(len(list((ROOT / name).glob("*.yaml"))) for name in ("cases", "seeds"))
        found = json.loads(checked.out)
        assert found["files"] >= files + 3
        assert found["problems"] == []

    def test_one_file(self) -> None:
        """Only that one is read."""
        assert read("check", str(ROOT / "cases" / "may3-syria.yaml"))["files"] == 1

    def test_a_file_of_the_same_name_elsewhere(self, tmp_path: Path) -> None:
        """It is the file that was named which is read, not the workspace's own."""
        draft = tmp_path / "may3-syria.yaml"
        draft.write_text("titel: A draft\n", encoding="utf-8")
        checked = run("check", str(draft))
        assert checked.code == 1
        assert "E301" in checked.out


class TestPolicy:
    """`timeline policy`: rules, their clauses and dates in force."""

    def test_list(self) -> None:
        """Every policy of the program with its days."""
        found = {one["id"]: one["applies"] for one in read("policy", "list")["policies"]}
        days = found["us-chmr-ap-2022"]
        assert (days["since"], days["until"]) == ("2022-08-25", "2023-12-20")

    def test_show(self) -> None:
        """What is not stated, and what is no rule, is said to be so."""
        rules = {one["id"]: one for one in read("policy", "show", "us-chmr-ap-2022")["rules"]}
        assert rules[RULE]["limit"]["text"] == "none stated"
        assert rules[RULE]["benchmark"]["within"]["days"] == 6


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
    def test_what_is_no_id_is_refused(self, name: str) -> None:
        """No name leads out of the workspace."""
        for command in ("show", "explain", "graph", "overdue"):
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

    @pytest.mark.parametrize("plain", ["--no-color", "NO_COLOR"])
    def test_no_color(self, plain: str) -> None:
        """Even where colours are forced, no escape is left, be it of bold type."""
        command = COMMANDS["show"]
        word, said = ([plain], "") if plain.startswith("-") else ([], "1")
        ran = run(*command, *word, FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR=said)
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

    @pytest.mark.parametrize("name", ["show", "graph", "policy show"])
    @pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
    def test_narrow_encodings(self, name: str, encoding: str) -> None:
        """A stdout that cannot show every sign gets a spelling, never a crash."""
        command = COMMANDS[name]
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

    @pytest.mark.parametrize("width", ["60", "120"])
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
        assert done.stdout.split() == [
            *["Drone", "strike", "near", "Qorqanya,", "Syria"],
            "may3-syria",
        ]
        assert done.stderr == ""


class TestFormats:
    """`--format` and `--output`, the same at every command."""

    def test_json_has_a_short_form(self) -> None:
        """And only one form can be asked for."""
        short = run("list", "--json")
        assert short == run("list", "--format", "json") == run("list", "-f", "json")
        two = run("list", "--json", "--format", "csv")
        assert (two.code, two.out) == (2, "")
        assert "E432" in two.err

    def test_a_form_that_a_command_has_not_is_named_with_those_that_it_has(self) -> None:
        """The nearest, or all."""
        for words, near in ((["list", "-f", "jsn"], "json"), (["graph", "x", "-f", "txt"], "dot")):
            ran = run(*words)
            assert (ran.code, ran.out) == (2, "")
            assert "E415" in ran.err
            assert near in ran.err

    def test_a_file_is_written_in_the_form_of_its_suffix(self, tmp_path: Path) -> None:
        """What would be printed, byte for byte; and nothing on stdout."""
        for suffix, form in ((".json", "json"), (".csv", "csv"), (".txt", "text")):
            file = tmp_path / f"list{suffix}"
            ran = run("list", "--output", str(file))
            assert (ran.code, ran.out, ran.err) == (0, "", f"written: {file}\n")
            assert file.read_bytes().decode() == run("list", "--format", form).out
        run("list", "-o", str(tmp_path / "list.txt"), "-f", "json", "--force")
        assert json.loads((tmp_path / "list.txt").read_text())

    def test_a_file_that_is_there_is_not_written_over(self, tmp_path: Path) -> None:
        """Unless that is asked for, by name and not by a link's."""
        file = tmp_path / "list.csv"
        file.write_text("mine")
        refused = run("list", "--output", str(file))
        assert (refused.code, file.read_text()) == (2, "mine")
        assert "E701" in refused.err
        assert run("list", "--output", str(file), "--force").code == 0
        assert file.read_text() != "mine"

    def test_a_suffix_that_no_form_has_is_refused(self, tmp_path: Path) -> None:
        """And what is not text needs a file."""
        unknown = run("list", "--output", str(tmp_path / "list.doc"))
        assert (unknown.code, list(tmp_path.iterdir())) == (2, [])
        assert ".csv" in unknown.err
        binary = run("list", "--format", "xlsx")
        assert (binary.code, binary.out) == (2, "")
        assert "E445" in binary.err

    @pytest.mark.parametrize("form", [".xlsx", ".parquet"])
    def test_tables_go_into_files(self, form: str, tmp_path: Path) -> None:
        """Of any command that has rows."""
        file = tmp_path / f"findings{form}"
        assert run("show", "may3-syria", "--output", str(file)).code == 0
        assert file.stat().st_size > 1000

    def test_text_of_a_file_has_no_colour(self, tmp_path: Path) -> None:
        """Whatever the terminal can show."""
        file = tmp_path / "page.txt"
        run("show", "may3-syria", "-o", str(file), FORCE_COLOR="1", TERM="xterm-256color")
        assert file.read_text() == answer("show", "may3-syria").out


class TestHelp:
    """`--help` and the shell's completion."""

    @pytest.mark.parametrize("words", HELPS, ids=lambda words: " ".join(words) or "timeline")
    def test_help_shows_an_example(self, words: list[str]) -> None:
        """Every command has one that can be typed as it stands."""
        told = run(*words, "--help")
        assert (told.code, told.err) == (0, "")
        assert "\x1b" not in told.out
        example = re.search(r"Example: timeline ([^>]+)", told.out)
        assert example
        typed = shlex.split(example[1])
        assert typed[: len(words)] == list(words)
        ran = run(*typed)
        assert (ran.code, ran.err) == (0, "")

    def test_the_first_help_names_every_command_and_cuts_no_line(self) -> None:
        """Twelve by task, the rest on one line, at 80 columns."""
        told = run("--help", COLUMNS="80").out
        assert "..." not in told.partition("Options:")[2]
        assert max(map(len, told.splitlines())) <= 80
        named = set(re.findall(r"[a-z]+", told))
        assert [words[0] for words in HELPS if words and words[0] not in named] == []
        assert sum(line.startswith("  ") for line in told.partition("Look:")[2].splitlines()) == 14

    @pytest.mark.parametrize(
        "words", [words for words in HELPS if words and words != ["policy"]], ids=" ".join
    )
    def test_reading_commands_take_the_same_options(self, words: list[str]) -> None:
        """What one has learnt at one command holds at the others."""
        told = run(*words, "--help").out
        options = ["--output", "--force", "--ascii"]
        if words[0] != "schema":
            options += ["--root", "--json", "--format", "--no-color", "--full"]
        if words[0] not in ("check", "policy", "schema", "ledger", "tolls"):
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
        assert complete_case("") == sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
        assert complete_case("ma") == ["manbij-tokhar-2016", "may3-syria"]
        assert complete_case("x") == []

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
        completes = COMPLETIONS
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
        assert list(FILE_MODELS) == COMPLETIONS["schema"]("")
        assert list(formats_of("GraphRecord")) == ["mermaid", "dot", "graphml", "json"]

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("show may3-syria --policy us-ch", "us-chmr-ap-2022"),
            ("policy show us-ch", "us-chmr-ap-2022"),
            ("policy diff us-centcom-2014 us-ch", "us-chmr-ap-2022"),
            ("new market --policy us-ch", "us-chmr-ap-2022"),
            ("graph may3-syria --format d", "dot"),
            ("check --format g", "github"),
            ("query x --format pa", "parquet"),
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
            "import sys; from timeline.cli.completion import COMPLETIONS; "
            "[complete('') for complete in COMPLETIONS.values()]; "
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
        assert complete_case("") == []

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
