"""`timeline new`, `timeline add` and `timeline fmt`, as from a shell."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.runner import ROOT, Ran, environment, run
from tests.edit.builders import CASE, a_workspace, files_below
from timeline.edit.drafts import SCHEMA_LINE
from timeline.model.workspace import Workspace
from tools.make_docs import schema_of

DENIAL = ["add", "market", "denial", "--when", "the day after strike", "--source", "daily"]
NEW_CASE = [
    "new", "bridge", "--title", "Strike: on a bridge", "--place", "Exampleville",
    "--time-zone", "Europe/Vienna", "--forces", "Exampleland", "--when", "2024-03-11",
    "--source", "daily",
]  # fmt: skip
NEW_SOURCE = ["new", "source", "fresh", "--title", "T", "--publisher", "P", "--kind", "press"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with the case `market`."""
    a_workspace(tmp_path / "ws")
    return tmp_path / "ws"


def refused(root: Path, *words: str) -> Ran:
    """Run a command that is refused, and make sure that it changed no file."""
    before = files_below(root.parent)
    ran = run(*words, root=root)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert files_below(root.parent) == before
    return ran


class TestAdd:
    """`timeline add CASE KIND`."""

    def test_the_event_is_written_and_the_change_is_shown(self, root: Path) -> None:
        """The lines that were added, the days that follow, and what it did to verdicts."""
        words = ["add", "market", "investigation_opened", "--when", "mid 2024-03"]
        ran = run(*words, "--source", "daily", "--by", "A board", root=root)
        assert ran.code == 0
        assert ran.err == "written: cases/market.yaml\n"
        assert "+    when: mid 2024-03\n" in ran.out
        assert "  investigation_opened is new: 11–20 March 2024\n" in ran.out
        assert "was overdue by 107 days, is now met possibly late, by 1–5 days if so" in ran.words
        text = (root / "cases" / "market.yaml").read_text()
        assert text.startswith(CASE)
        assert run("check", root=root).code == 0

    def test_bounds_of_other_events_are_told(self, root: Path) -> None:
        """A claim about one event can narrow another."""
        vague = CASE.replace("when: 2024-03-10", "when: 2024-03")
        (root / "cases" / "market.yaml").write_text(vague)
        words = ["add", "market", "denial", "--when", "2024-03-09", "--source", "daily"]
        ran = run(*words, "--responds-to", "strike", root=root)
        expected = "strike was March 2024, is now 1–9 March 2024"
        assert expected in ran.words

    def test_a_dry_run_writes_nothing(self, root: Path) -> None:
        """The same page, and the files as they were."""
        before = files_below(root)
        ran = run(*DENIAL, "--dry-run", root=root)
        assert (ran.code, files_below(root)) == (0, before)
        assert "denial is new: 11 March 2024" in ran.out
        assert "not written (dry run)" in ran.err

    def test_every_word_has_its_key(self, root: Path) -> None:
        """What was said on the command line stands in the file, several claims as a list."""
        more = [
            "--id", "no", "--label", "A denial", "--by", "B", "--form", "F", "--outcome", "o",
            "--track", "us", "--round", "2", "--zone", "UTC", "--responds-to", "strike",
            "--tells", "strike", "--note", "N: o", "--source", "weekly",
            "--worded", "next day", "--worded", "on the 11th, it said",
        ]  # fmt: skip
        assert run(*DENIAL, *more, root=root).code == 0
        text = (root / "cases" / "market.yaml").read_text().removeprefix(CASE)
        assert (
            text
            == """
  - id: no
    kind: denial
    label: A denial
    form: F
    by: B
    zone: UTC
    track: us
    round: '2'
    outcome: o
    responds_to: [strike]
    tells: [strike]
    note: 'N: o'
    claims:
      - {when: the day after strike, source: daily, worded: next day}
      - {when: the day after strike, source: weekly, worded: 'on the 11th, it said'}
"""
        )

    def test_a_contradiction_is_refused_and_can_stand_aside(self, root: Path) -> None:
        """What `check` would refuse is refused; as a disputed claim with a reason it may stand."""
        assert run(*DENIAL, root=root).code == 0
        words = ["add", "market", "apology", "--when", "2024-03-09", "--source", "daily"]
        words += ["--responds-to", "denial"]
        assert "E601" in refused(root, *words).err
        assert "E306" in refused(root, *words, "--standing", "disputed").err
        ran = run(*words, "--standing", "disputed", "--because", "The others say so.", root=root)
        assert ran.code == 0
        assert run("check", root=root).code == 0

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["add", "markt", "denial", "--when", "2024", "--source", "daily"], "E410"),
            (["add", "../x", "denial", "--when", "2024", "--source", "daily"], "E409"),
            (["add", "market", "denail", "--when", "2024", "--source", "daily"], "E401"),
            (["add", "market", "denial", "--when", "2024", "--source", "dayly"], "E402"),
            (["add", "market", "denial", "--when", "2024-02-30", "--source", "daily"], "E203"),
            (["add", "market", "denial", "--when", "about May", "--source", "daily"], "E202"),
            (["add", "market", "denial", "--when", "after x", "--source", "daily"], "E403"),
            (["add", "market", "strike", "--when", "2024", "--source", "daily"], "E406"),
            ([*DENIAL, "--id", "No Id"], "E307"),
            ([*DENIAL, "--round", "two"], "E304"),
            ([*DENIAL, "--zone", "Vienna"], "E405"),
            ([*DENIAL, "--standing", "doubtful"], "E305"),
            (["add", "market", "denial", "--when", "2024"], "E302"),
            (["add", "market", "denial", "--source", "daily"], "E302"),
            (["add", "market", "denial", "--when", "", "--source", "daily"], "E302"),
            ([*DENIAL, "--when", "2024", "--when", "2025", "--source", "weekly"], "E306"),
            ([*DENIAL, "--worded", "a", "--worded", "b"], "E306"),
        ],
    )
    def test_what_check_would_refuse_is_refused(
        self, root: Path, words: list[str], code: str
    ) -> None:
        """With the same problem, and nothing written."""
        assert f" {code} " in refused(root, *words).err

    def test_an_unknown_kind_says_where_kinds_come_from(self, root: Path) -> None:
        """With the nearest, if there is one."""
        about = "timeline kinds lists them; timeline new kind adds your own to policies/kinds.yaml"
        words = ["--when", "2024", "--source", "daily"]
        assert f"hint: {about}\n" in refused(root, "add", "market", "hearing_xyz", *words).err
        near = refused(root, "add", "market", "denail", *words).err
        assert f"hint: did you mean denial? {about}\n" in near

    def test_a_case_that_cannot_be_read_is_left_alone(self, root: Path) -> None:
        """Its problems are told; nothing is put behind what is not understood."""
        (root / "cases" / "market.yaml").write_text(CASE + "when: ]\n")
        assert "E120" in refused(root, *DENIAL).err

    def test_text_that_acts_on_a_terminal_is_written_as_an_escape(self, root: Path) -> None:
        """Neither the file nor the page holds a raw control character."""
        ran = run(*DENIAL, "--note", "\x1b[31mred\u202e", root=root)
        assert ran.code == 0
        assert not {"\x1b", "\u202e"} & set(ran.out)
        case = Workspace(root).load_case("market").case
        assert case.events[-1].note == "\x1b[31mred\u202e"

    def test_an_unreadable_source_is_a_refusal(self, root: Path) -> None:
        """The event would rest on nothing."""
        (root / "seeds" / "odd.yaml").write_text("title: T\n")
        words = ["add", "market", "denial", "--when", "2024", "--source", "odd"]
        assert "seeds/odd.yaml:1:1: E302" in refused(root, *words).err

    def test_an_older_contradiction_is_no_hindrance(self, root: Path) -> None:
        """Only what the new event adds is refused; what was wrong before is told again."""
        torn = CASE + "  - {kind: denial, when: 2024-01-01, source: daily}\n"
        (root / "cases" / "market.yaml").write_text(torn)
        assert "E601" in run("check", root=root).out
        ran = run(
            "add", "market", "apology", "--when", "2024-04-01", "--source", "daily", root=root
        )
        assert (ran.code, "E601" in ran.err) == (0, True)

    def test_a_link_that_leads_out_is_refused(self, root: Path) -> None:
        """And the file elsewhere is not touched."""
        outside = root.parent / "outside.yaml"
        outside.write_text(CASE)
        (root / "cases" / "market.yaml").unlink()
        (root / "cases" / "market.yaml").symlink_to(outside)
        assert "E411" in refused(root, *DENIAL).err

    def test_a_link_in_a_circle_is_refused(self, root: Path) -> None:
        """Without a traceback."""
        (root / "cases" / "loop.yaml").symlink_to("loop.yaml")
        assert "E101" in refused(root, "add", "loop", *DENIAL[2:]).err
        assert "E701" in refused(root, "new", "loop", *NEW_CASE[2:]).err
        assert "E101" in refused(root, "fmt", "--check").err

    def test_a_folder_that_leads_out_is_refused(self, root: Path) -> None:
        """As for a file."""
        (root / "cases").rename(root.parent / "cases")
        (root / "cases").symlink_to(root.parent / "cases")
        assert "E411" in refused(root, *DENIAL).err

    def test_a_link_within_the_workspace_stays_a_link(self, root: Path) -> None:
        """The file that it leads to is written."""
        (root / "cases" / "alias.yaml").symlink_to("market.yaml")
        ran = run("add", "alias", *DENIAL[2:], root=root)
        assert ran.code == 0
        assert (root / "cases" / "alias.yaml").is_symlink()
        assert "denial" in (root / "cases" / "market.yaml").read_text()

    def test_the_shipped_cases_are_not_written(self, tmp_path: Path) -> None:
        """Where no workspace is found, nothing is written into the program's own files."""
        before = (ROOT / "cases" / "may3-syria.yaml").read_bytes()
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "timeline",
                "add",
                "may3-syria",
                *DENIAL[2:-1],
                "upi-2024-05-02",
            ],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "E702" in done.stderr
        assert (ROOT / "cases" / "may3-syria.yaml").read_bytes() == before
        assert list(tmp_path.iterdir()) == []

    def test_json(self, root: Path) -> None:
        """The same result as data, in its published shape."""
        found = json.loads(run(*DENIAL, "--json", root=root).out)
        Draft202012Validator(schema_of("draft")).validate(found)
        assert (found["file"], found["written"], found["new"]) == ("cases/market.yaml", True, False)
        (event,) = found["change"]["events"]
        assert event == {
            "id": "denial",
            "kind": "denial",
            "before": None,
            "after": [{"min": "2024-03-11", "max": "2024-03-11"}],
        }

    def test_adds_at_one_time_lose_nothing(self, root: Path) -> None:
        """Eight processes write into one file; every event is there."""
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "timeline", *DENIAL, "--id", f"d{number}"],
                env=environment(TIMELINE_ROOT=str(root)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for number in range(8)
        ]
        assert [one.communicate()[1] for one in running] == [b"written: cases/market.yaml\n"] * 8
        case = Workspace(root).load_case("market").case
        assert sorted(event.id for event in case.events[1:]) == [f"d{n}" for n in range(8)]
        assert [path.name for path in (root / "cases").iterdir()] == ["market.yaml"]


class TestNew:
    """`timeline new CASE` and `timeline new source SOURCE`."""

    def test_a_case_begins_with_its_first_event(self, root: Path) -> None:
        """A whole file, with a line for editors, that `check` has nothing against."""
        ran = run(*NEW_CASE, "--recorded-until", "2024-06-30", root=root)
        assert ran.code == 0
        assert (
            (root / "cases" / "bridge.yaml").read_text()
            == """\
# yaml-language-server: $schema=../schemas/case.schema.json
title: 'Strike: on a bridge'
place: Exampleville
time_zone: Europe/Vienna
forces: Exampleland
recorded_until: 2024-06-30

events:
  - kind: strike
    when: 2024-03-11
    source: daily
"""
        )
        assert "is new: 1 event; judged on 21 November 2026: 1 overdue" in ran.out
        assert "+++ b/cases/bridge.yaml" in ran.out
        assert run("check", root=root).code == 0
        assert run("fmt", "--check", root=root).code == 0

    def test_a_source(self, root: Path) -> None:
        """A whole file, that claims can rest on from then on."""
        ran = run(*NEW_SOURCE, "--published", "2024-04", "--url", "example", root=root)
        assert ran.code == 0
        assert (
            (root / "seeds" / "fresh.yaml").read_text()
            == """\
# yaml-language-server: $schema=../schemas/source.schema.json
title: T
publisher: P
published: 2024-04
kind: press
url: example
"""
        )
        assert run(*DENIAL[:-1], "fresh", root=root).code == 0

    @pytest.mark.parametrize(
        "words",
        ["a: b # c", "- x", "'", '"', "null", "~", "[", "%a", "@a", "12", "x\ty", "\x85", "é" * 90,
         "w " * 90 + "w", "  two  spaces " * 9, "line\nline", ": " * 50],
    )  # fmt: skip
    def test_any_words_come_back(self, root: Path, words: str) -> None:
        """What is read is what was said, without the spaces around it."""
        assert run(*NEW_SOURCE, "--note", words, "--reliability", words, root=root).code == 0
        source = Workspace(root).load_source("fresh")
        assert (source.note, source.reliability) == (words.strip(), words.strip())

    def test_half_a_character_is_refused(self, root: Path) -> None:
        """As a shell gives a byte that is not UTF-8."""
        refused(root, *NEW_SOURCE, "--note", "\udcff")
        refused(root, *DENIAL, "--note", "\udcff")

    def test_the_folder_of_sources_is_made(self, tmp_path: Path) -> None:
        """The first source of a workspace needs no other step."""
        (tmp_path / "cases").mkdir()
        assert run(*NEW_SOURCE, root=tmp_path).code == 0
        assert sorted(files_below(tmp_path)) == ["seeds/fresh.yaml"]

    @pytest.mark.parametrize("words", [NEW_CASE, NEW_SOURCE])
    def test_a_dry_run_writes_nothing(self, root: Path, words: list[str]) -> None:
        """The file is shown, and not there."""
        before = files_below(root)
        ran = run(*words, "--dry-run", root=root)
        assert (ran.code, files_below(root)) == (0, before)
        assert "+title: " in ran.out

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["new", "market", *NEW_CASE[2:]], "E701"),
            (["new", "source", "daily", *NEW_SOURCE[3:]], "E701"),
            (["new", "../x", *NEW_CASE[2:]], "E409"),
            (["new", "x" * 101, *NEW_CASE[2:]], "E409"),
            (["new", "source", "/etc/x", *NEW_SOURCE[3:]], "E409"),
            (["new", "source"], "E707"),
            (["new", "a", "b"], "E707"),
            (["new", "bridge"], "E302"),
            (NEW_CASE[:-2], "E302"),
            ([*NEW_CASE[:-1], "nobody"], "E402"),
            ([*NEW_CASE, "--kind", "bombing"], "E401"),
            ([*NEW_CASE, "--policy", "none"], "E404"),
            ([*NEW_CASE, "--recorded-until", "2024-02-30"], "E203"),
            (NEW_SOURCE[:-2], "E302"),
            ([*NEW_SOURCE[:-1], "newspaper"], "E305"),
            ([*NEW_SOURCE, "--published", "after strike"], "E210"),
        ],
    )
    def test_what_check_would_refuse_is_refused(
        self, root: Path, words: list[str], code: str
    ) -> None:
        """With the same problem, and nothing written."""
        assert f" {code} " in refused(root, *words).err

    def test_everything_that_is_missing_is_named_at_once(self, root: Path) -> None:
        """One run, one list."""
        err = refused(root, "new", "bridge").err
        assert [option for option in ("--title", "--place", "--time-zone", "--forces") if
                f"{option} is missing" not in err] == []  # fmt: skip

    def test_a_link_to_nowhere_is_not_written_through(self, root: Path) -> None:
        """Neither out of the workspace nor within it."""
        (root / "seeds" / "fresh.yaml").symlink_to(root.parent / "elsewhere.yaml")
        assert "E411" in refused(root, *NEW_SOURCE).err
        (root / "seeds" / "fresh.yaml").unlink()
        (root / "seeds" / "fresh.yaml").symlink_to("nowhere.yaml")
        assert "E701" in refused(root, *NEW_SOURCE).err

    def test_a_case_named_like_a_noun(self, root: Path) -> None:
        """`new case source` makes the case `source`."""
        assert run("new", "case", "source", *NEW_CASE[2:], root=root).code == 0
        assert (root / "cases" / "source.yaml").exists()

    def test_json(self, root: Path) -> None:
        """A source changes no case."""
        found = json.loads(run(*NEW_SOURCE, "--json", root=root).out)
        Draft202012Validator(schema_of("draft")).validate(found)
        assert (found["new"], found["change"]) == (True, None)
        found = json.loads(run(*NEW_CASE, "--json", root=root).out)
        Draft202012Validator(schema_of("draft")).validate(found)
        assert found["change"]["status"] == "added"


NEW_KIND = [
    "new", "kind", "hearing", "--label", "Hearing", "--about", "A judge listens.",
    "--noun", "hearing", "--done", "held", "--reference", "the hearing",
]  # fmt: skip
NEW_POLICY = [
    "new", "policy", "terms", "--title", "T: x", "--forces", "Elsewhere", "--source", "daily",
]  # fmt: skip


class TestNewRules:
    """`timeline new policy POLICY` and `timeline new kind KIND`."""

    def test_a_policy_begins_with_a_rule_to_fill_in(self, root: Path) -> None:
        """It checks clean as it is, and with the marks of the comment taken off."""
        assert run(*NEW_POLICY, root=root).code == 0
        path = root / "policies" / "terms.yaml"
        text = path.read_text()
        head = "id: terms\ntitle: 'T: x'\nsource: daily\napplies:\n  forces: Elsewhere\n"
        assert text.startswith(SCHEMA_LINE.format("policy") + head)
        unchanged = run("check", root=root)
        assert (unchanged.code, "terms" in unchanged.out) == (0, False)
        assert run("fmt", "--check", root=root).code == 0
        comment = "# Take"
        rule = re.sub("^# ", "", text[text.index("# rules:") :], flags=re.MULTILINE)
        rule = rule.replace("rules-text", "daily")
        rule = rule.replace("step: answer", "step: denial").replace("request ", "strike ")
        rule = rule.replace("2024-06-30", "2026-11-01")
        path.write_text(text[: text.index(comment)] + rule)
        assert run("policy", "show", "terms", root=root).out.startswith("1 rule: 1 sets a deadline")
        assert "terms" not in run("check", root=root).out

    def test_the_first_kind_makes_the_file_and_another_stands_behind_it(self, root: Path) -> None:
        """What stands there stays; both are kinds from then on."""
        assert run(*NEW_KIND, "--mark", "public", root=root).code == 0
        path = root / "policies" / "kinds.yaml"
        first = path.read_text()
        assert first.endswith("    reference: the hearing\n    public: true\n")
        path.write_text(f"{first}  # A remark below the last.\n")
        assert (
            run(*NEW_KIND[:2], "heard", *NEW_KIND[3:], "--closes", "hearing", root=root).code == 0
        )
        assert path.read_text().startswith(f"{first}  # A remark below the last.\n")
        kinds = Workspace(root).kinds
        assert list(kinds)[-2:] == ["hearing", "heard"]
        assert kinds["hearing"].public
        assert kinds["heard"].closes == "hearing"
        checked = run("check", root=root)
        assert (checked.code, "kinds.yaml" in checked.out) == (0, False)
        assert run("fmt", "--check", root=root).code == 0

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (["new", "policy", "rules", *NEW_POLICY[3:]], "E701"),
            (["new", "policy", "us-chmr-ap-2022", *NEW_POLICY[3:]], "E701"),
            (["new", "policy", "kinds", *NEW_POLICY[3:]], "E409"),
            (["new", "policy", "No", *NEW_POLICY[3:]], "E409"),
            (NEW_POLICY[:-2], "E302"),
            ([*NEW_POLICY[:-1], "nobody"], "E402"),
            (["new", "kind", "strike", *NEW_KIND[3:]], "E406"),
            (["new", "kind", "No Id", *NEW_KIND[3:]], "E307"),
            (NEW_KIND[:-2], "E302"),
            ([*NEW_KIND, "--closes", "nothing"], "E401"),
            ([*NEW_KIND, "--mark", "private"], "E419"),
        ],
    )
    def test_what_check_would_refuse_is_refused(
        self, root: Path, words: list[str], code: str
    ) -> None:
        """With the same problem, and nothing written."""
        assert f" {code} " in refused(root, *words).err

    @pytest.mark.parametrize("words", [NEW_KIND, NEW_POLICY])
    def test_a_dry_run_writes_nothing(self, root: Path, words: list[str]) -> None:
        """The file is shown, and not there."""
        before = files_below(root)
        ran = run(*words, "--dry-run", root=root)
        assert (ran.code, files_below(root)) == (0, before)
        assert "No case rests on it yet" in ran.words


class TestFmt:
    """`timeline fmt`."""

    MESSY = "title:   T\npublisher: P   \nkind: press"
    NEAT = "title: T\npublisher: P\nkind: press\n"

    def test_check_shows_and_changes_nothing(self, root: Path) -> None:
        """Ends with 1 where a file would change, with 0 where none would."""
        (root / "seeds" / "odd.yaml").write_text(self.MESSY)
        before = files_below(root)
        ran = run("fmt", "--check", root=root)
        assert (ran.code, files_below(root)) == (1, before)
        assert "+title: T\n" in ran.out
        assert ran.err == "1 of 5 files would change\n"

    def test_write(self, root: Path) -> None:
        """The files are written, and a second run has nothing to do."""
        (root / "seeds" / "odd.yaml").write_text(self.MESSY)
        ran = run("fmt", "--write", root=root)
        assert (ran.code, ran.out) == (0, "written: seeds/odd.yaml\n")
        assert (root / "seeds" / "odd.yaml").read_text() == self.NEAT
        assert run("fmt", "--check", root=root).code == 0

    def test_single_files(self, root: Path) -> None:
        """Only those that were named."""
        for name in ("odd", "even"):
            (root / "seeds" / f"{name}.yaml").write_text(self.MESSY)
        ran = run("fmt", "--write", str(root / "seeds" / "odd.yaml"), root=root)
        assert ran.code == 0
        assert (root / "seeds" / "odd.yaml").read_text() == self.NEAT
        assert (root / "seeds" / "even.yaml").read_text() == self.MESSY

    def test_files_outside_are_refused(self, root: Path) -> None:
        """By name, and through a link."""
        outside = root.parent / "outside.yaml"
        outside.write_text(self.MESSY)
        assert "E411" in refused(root, "fmt", "--write", str(outside)).err
        (root / "seeds" / "odd.yaml").symlink_to(outside)
        assert "E411" in refused(root, "fmt", "--write").err
        assert "E100" in refused(root, "fmt", "--write", str(root / "no" / "x.yaml")).err

    def test_an_unreadable_file_is_named_and_the_others_are_written(self, root: Path) -> None:
        """Ends with 2, after the rest."""
        (root / "seeds" / "bad.yaml").write_text("a: [\n")
        (root / "seeds" / "odd.yaml").write_text(self.MESSY)
        ran = run("fmt", "--write", root=root)
        assert (ran.code, "E122" in ran.err) == (2, True)
        assert (root / "seeds" / "odd.yaml").read_text() == self.NEAT

    @pytest.mark.parametrize("flags", [[], ["--check", "--write"]])
    def test_one_of_two_is_said(self, root: Path, flags: list[str]) -> None:
        """Nothing is written because somebody forgot a word."""
        assert "E707" in refused(root, "fmt", *flags).err

    def test_the_program_s_own_files_are_not_written(self, tmp_path: Path) -> None:
        """Where no workspace is found."""
        done = subprocess.run(
            [sys.executable, "-m", "timeline", "fmt", "--write"],
            cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, "E702" in done.stderr) == (2, True)
