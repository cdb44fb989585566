"""Nothing is lost and nothing is guessed: each flaw is named, and the good files still work."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.runner import ROOT, Ran, copy_cases, run
from timeline.codes import CODES

GOOD = (ROOT / "cases" / "may3-syria.yaml").read_text(encoding="utf-8")
GOODS = ("kabul-2021", "may3-syria")
BROKEN = "cases/broken.yaml"

PLACE = re.compile(
    r"^(?P<file>[\w./-]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[EW]\d{3}) \S", re.MULTILINE
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of a few shipped cases, with the sources that they cite, that a test may spoil."""
    copy_cases(tmp_path, *GOODS)
    return tmp_path


def replaced(old: str, new: str) -> str:
    """The good case with one thing changed, where it stands first."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def cut(before: str) -> str:
    """The good case up to some words, as a copy that broke off leaves it."""
    return GOOD[: GOOD.index(before)]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A file with one flaw, and what has to be said of it."""

    text: str
    code: str
    marked: str
    """The characters above the carets; empty where the file has none."""
    hint: str
    """Words that the hint has to hold."""
    after: str = ""
    """Words of the file after which the marked ones stand; empty where these stand first."""

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of the marked characters, counted from 1."""
        start = self.text.index(self.marked, self.text.index(self.after) + len(self.after))
        before = self.text[:start]
        return before.count("\n") + 1, start - before.rfind("\n")


FLAWS = {
    "misspelt key": Flaw(
        replaced("recorded_until: 2024", "recorded_untill: 2024"),
        "E301", "recorded_untill", "recorded_until",
    ),
    "misspelt key of an event": Flaw(
        replaced("    label: Strike announced", "    lable: Strike announced"),
        "E301", "lable", "label",
    ),
    "doubled key": Flaw(
        replaced("command: CENTCOM\n", "command: CENTCOM\ncommand: CJTF-OIR\n"),
        "E130", "command", "one of the two", after="command: CENTCOM",
    ),
    "no such day": Flaw(
        replaced("when: 2023-05-09", "when: 2023-02-30"),
        "E203", "2023-02-30", "2023-02 if only the month",
    ),
    "unknown kind": Flaw(
        replaced("kind: assessment_opened", "kind: assessment_open"),
        "E401", "assessment_open", "assessment_opened",
    ),
    "unknown source": Flaw(
        replaced("source: firstpost-2023-05-24", "source: firstpost-2023-05-42"),
        "E402", "firstpost-2023-05-42", "firstpost-2023-05-24",
    ),
    "relative date to an unknown event": Flaw(
        replaced("when: 12 days after strike,", "when: 12 days after strik,"),
        "E403", "12 days after strik", "strike",
    ),
    "relative date to a step that is not there": Flaw(
        replaced("when: 12 days after strike,", "when: 12 days after reopened,"),
        "E403", "12 days after reopened", "add reopened to the case first",
    ),
    "days in place of events": Flaw(
        replaced("when: 12 days after strike,", "when: between 2023-05-03 and 2023-05-09,"),
        "E403", "between 2023-05-03 and 2023-05-09", "for days write 2023-05-03/2023-05-09",
    ),
    "tab": Flaw(
        replaced("    label: Strike announced", "\tlabel: Strike announced"),
        "E121", "\t", "spaces",
    ),
    "cut in a quoted text": Flaw(
        cut(" a.m. local time on May 3"), "E122", '"At 11:42', "close the quote",
    ),
    "cut in a flow mapping": Flaw(
        cut(", source: firstpost"), "E122", "{when: 2023-05-03T11:42", "}",
        after="source: cnn-2023-05-24",
    ),
    "cut in the middle of an event": Flaw(
        cut("    responds_to: [strike]"), "E302", "id: white-helmets", "when",
    ),
    "empty": Flaw("", "E104", "", "title"),
    "only comments": Flaw("# to be written\n\n", "E104", "#", "title"),
    "a list for the file": Flaw("- title: A strike\n", "E137", "- title: A strike", "title"),
    "a list for an event": Flaw(
        replaced("  - id: tweet\n", "  - [tweet, announcement]\n  - id: tweet\n"),
        "E303", "[tweet, announcement]", "",
    ),
    "a list for a claim": Flaw(
        replaced(
            "- {when: 2023-05-03, source: examiner-2023-05}", "- [2023-05-03, examiner-2023-05]"
        ),
        "E303", "[2023-05-03, examiner-2023-05]", "",
    ),
    "a map for the events": Flaw(
        cut("events:") + "events: {kind: strike}\n", "E303", "{kind: strike}", "",
    ),
}  # fmt: skip


def write_broken(workspace: Path, text: str) -> None:
    """Put the flawed file beside the good ones."""
    (workspace / BROKEN).write_text(text, encoding="utf-8")


def places(text: str) -> list[tuple[str, int, int, str]]:
    """The file, line, column and code of every Problem that was drawn."""
    return [
        (found["file"], int(found["line"]), int(found["column"]), found["code"])
        for found in PLACE.finditer(text)
    ]


def hints(text: str) -> Iterator[str]:
    """Every hint that was drawn."""
    return (line.partition("hint: ")[2] for line in text.splitlines() if "  hint: " in line)


@pytest.fixture(scope="module")
def flawed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every flaw, each alone in a copy of a case, beside good ones."""
    root = tmp_path_factory.mktemp("flawed")
    copy_cases(root, *GOODS)
    for name, flaw in FLAWS.items():
        (root / "cases" / f"{slug(name)}.yaml").write_text(flaw.text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def checked(flawed: Path) -> Ran:
    """What a check says of all of them."""
    return run("check", root=flawed)


def slug(name: str) -> str:
    """The id of the case with a flaw."""
    return name.replace(" ", "-")


def told_of(text: str, name: str) -> str:
    """The drawing of the Problem of one flaw."""
    parts = re.split(r"^(?=cases/)", text, flags=re.MULTILINE)
    own = (part for part in parts if part.startswith(f"cases/{slug(name)}.yaml:"))
    return "".join(own).partition("\n\nmore:")[0]


def carets(text: str) -> str:
    """The characters above the carets of the first Problem that was drawn; a tab as one."""
    lines = text.splitlines()
    drawn = next((place for place, line in enumerate(lines) if set(line.strip()) == {"^"}), None)
    if drawn is None:
        return ""
    first = lines[drawn].index("^")
    return lines[drawn - 1][first : len(lines[drawn])].replace(r"\t", "\t")


@pytest.mark.parametrize("name", FLAWS)
def test_check_says_what_is_wrong_where_and_what_to_do(name: str, checked: Ran) -> None:
    """Name file, line, column, a stable code and a hint, draw carets, and end with 1."""
    flaw, told = FLAWS[name], told_of(checked.out, name)
    line, column = flaw.place if flaw.marked else (1, 1)
    assert places(told) == [(f"cases/{slug(name)}.yaml", line, column, flaw.code)]
    assert flaw.code in CODES
    assert flaw.marked.startswith(carets(told)) if flaw.marked else not carets(told)
    (hint,) = hints(told)
    assert hint
    assert flaw.hint in hint


def test_check_tells_every_flaw_in_one_run(checked: Ran) -> None:
    """None is lost behind another; the good cases have none."""
    assert (checked.code, checked.err) == (1, "")
    assert len(places(checked.out)) == len(FLAWS)


@pytest.mark.parametrize("name", FLAWS)
def test_show_of_the_case_says_the_same_on_stderr(name: str, flawed: Path, checked: Ran) -> None:
    """Nothing is shown of a case that cannot be read; its problem is, and the end is 2."""
    shown = run("show", slug(name), root=flawed)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.strip() == told_of(checked.out, name).strip()


def test_list_shows_the_others(flawed: Path) -> None:
    """Every good case is listed, then the problems are told, and the end is 2."""
    listed = run("list", "--json", root=flawed)
    assert listed.code == 2
    assert listed_in(listed) == set(GOODS)
    assert sorted(place[3] for place in places(listed.err)) == sorted(
        flaw.code for flaw in FLAWS.values()
    )


def listed_in(ran: Ran) -> set[str]:
    """The ids of the cases of a list."""
    return {one["case"] for one in json.loads(ran.out)["cases"]}


@pytest.mark.parametrize(
    "command",
    [
        ["show", "may3-syria", "--no-peers"],
        ["compare", "kabul-2021", "may3-syria", "--no-peers"],
    ],
)
def test_the_good_cases_work_as_before(command: list[str], flawed: Path) -> None:
    """A command that does not need the flawed files does not speak of them."""
    ran = run(*command, root=flawed)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == run(*command).out


def test_a_rank_beside_flawed_cases_says_nothing_of_them(flawed: Path) -> None:
    """`show` reads the others for the rank; what is wrong with them is told elsewhere."""
    ran = run("show", "may3-syria", root=flawed)
    assert (ran.code, ran.err) == (0, "")


class TestSeveralFlaws:
    """All of them in one run, none lost."""

    def test_in_one_file(self, workspace: Path) -> None:
        """Every fault of a file is reported, in the order of the file."""
        faults = {
            "recorded_until: 2024": "recorded_untill: 2024",
            "time_zone: Asia/Damascus": "time_zone: Damascus",
            "source: firstpost-2023-05-24": "source: firstpost-2023-05-42",
            "when: 2023-05-09": "when: 2023-02-30",
            "kind: assessment_opened": "kind: assessment_open",
            "when: 12 days after strike,": "when: 12 days after strik,",
            "standing: disputed": "standing: doubtful",
            "within: 30 days": "within: soon",
            "killed: 1,": "killed: dozens,",
        }
        text = GOOD
        for old, new in faults.items():
            assert old in text
            text = text.replace(old, new, 1)
        write_broken(workspace, text)
        checked = run("check", root=workspace)
        found = places(checked.out)
        codes = ["E405", "E301", "E402", "E305", "E203", "E401", "E403", "E501", "E304"]
        assert [place[3] for place in found] == codes
        assert found == sorted(found, key=lambda place: place[1:3])
        assert checked.code == 1
        assert places(run("show", "broken", root=workspace).err) == found

    def test_syntax_in_one_file(self, workspace: Path) -> None:
        """A file that is no YAML says every fault that the reader can see."""
        text = replaced("command: CENTCOM\n", "command: CENTCOM\ncommand: CJTF-OIR\n")
        text = text.replace("title: Drone", "title: &first Drone", 1)
        write_broken(workspace, text)
        found = places(run("check", root=workspace).out)
        assert [place[3] for place in found] == ["E131", "E130"]

    def test_in_several_files(self, workspace: Path) -> None:
        """Cases, sources and policies are all read, whatever is wrong with the others."""
        write_broken(workspace, FLAWS["no such day"].text)
        (workspace / "cases" / "another.yaml").write_text("", encoding="utf-8")
        spoil(workspace / "seeds" / "cnn-2023-05-24.yaml", "kind: press", "kind: newspaper")
        spoil(workspace / "seeds" / "upi-2024-05-02.yaml", "title:", "titel:")
        own = workspace / "policies"
        own.mkdir()
        (own / "mine.yaml").write_text("id: mine\ntitle: Mine\nrules: none\n", encoding="utf-8")
        checked = run("check", root=workspace)
        assert checked.code == 1
        assert {(place[0], place[3]) for place in places(checked.out)} == {
            ("cases/another.yaml", "E104"),
            (BROKEN, "E203"),
            ("seeds/cnn-2023-05-24.yaml", "E305"),
            ("seeds/upi-2024-05-02.yaml", "E301"),
            ("policies/mine.yaml", "E303"),
        }

    def test_list_with_several_broken_cases(self, workspace: Path) -> None:
        """The others are listed, and each broken one is told of."""
        write_broken(workspace, FLAWS["unknown kind"].text)
        (workspace / "cases" / "another.yaml").write_text("- a\n", encoding="utf-8")
        listed = run("list", "--json", root=workspace)
        assert listed.code == 2
        assert listed_in(listed) == set(GOODS)
        assert [place[3] for place in places(listed.err)] == ["E137", "E401"]


def spoil(path: Path, old: str, new: str) -> None:
    """Change one thing in a file, where it stands first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class TestBrokenSource:
    """A source that a case cites, and that cannot be read."""

    @pytest.fixture(autouse=True)
    def _spoil(self, workspace: Path) -> None:
        spoil(workspace / "seeds" / "upi-2024-05-02.yaml", "publisher:", "published_by:")

    def test_show_prints_the_case_all_the_same(self, workspace: Path) -> None:
        """All is shown that can be, the problem is told on stderr, and the end is 2."""
        shown = run("show", "may3-syria", "--json", root=workspace)
        assert shown.code == 2
        assert "51 days after the strike" in shown.out
        assert {place[0] for place in places(shown.err)} == {"seeds/upi-2024-05-02.yaml"}

    def test_a_case_that_does_not_cite_it(self, workspace: Path) -> None:
        """It is shown without a word of it."""
        shown = run("show", "kabul-2021", root=workspace)
        assert (shown.code, shown.err) == (0, "")

    def test_list_prints_every_case(self, workspace: Path) -> None:
        """None is left out, for none is broken itself; the end is 2."""
        listed = run("list", "--json", root=workspace)
        assert listed.code == 2
        assert listed_in(listed) == set(GOODS)
        assert "upi-2024-05-02.yaml" in listed.err

    @pytest.mark.parametrize("command", ["list", "overdue"])
    def test_two_cases_that_cite_it(self, command: str, workspace: Path) -> None:
        """The problem is told once, however many cases it concerns."""
        spoil(
            workspace / "cases" / "kabul-2021.yaml",
            "tolls:",
            "tolls:\n  - {by: UPI, killed: 1, source: upi-2024-05-02}",
        )
        found = places(run(command, root=workspace).err)
        assert [place[3] for place in found] == ["E302", "E301"]

    def test_check(self, workspace: Path) -> None:
        """The source is named at its own place: what it lacks, and the key that no source has."""
        checked = run("check", root=workspace)
        assert checked.code == 1
        assert [(place[0], place[3]) for place in places(checked.out)] == [
            ("seeds/upi-2024-05-02.yaml", "E302"),
            ("seeds/upi-2024-05-02.yaml", "E301"),
        ]


class TestBrokenPolicy:
    """A policy of the user's own, beside those of the program."""

    @pytest.fixture(autouse=True)
    def _write(self, workspace: Path) -> None:
        (workspace / "policies").mkdir()
        (workspace / "policies" / "mine.yaml").write_text(
            "id: mine\ntitle: My own\nrules:\n  - {id: one, step: conclusion}\n", encoding="utf-8"
        )

    def test_check(self, workspace: Path) -> None:
        """It is named with its place, and everything that it lacks."""
        checked = run("check", root=workspace)
        assert checked.code == 1
        found = places(checked.out)
        assert {(place[0], place[1], place[3]) for place in found} == {
            ("policies/mine.yaml", 4, "E302")
        }
        assert len(found) == 3
        for key in ("label", "after", "force"):
            assert f"lacks {key}" in checked.out

    def test_policy_list(self, workspace: Path) -> None:
        """The others are listed, then the problem is told, and the end is 2."""
        listed = run("policy", "list", "--json", root=workspace)
        assert listed.code == 2
        ids = {one["id"] for one in json.loads(listed.out)["policies"]}
        assert ids >= {"us-centcom-2014", "us-chmr-ap-2022"}
        assert "policies/mine.yaml:4:" in listed.err

    def test_policy_show(self, workspace: Path) -> None:
        """Asked for by name it cannot be shown."""
        shown = run("policy", "show", "mine", root=workspace)
        assert (shown.code, shown.out) == (2, "")
        assert "policies/mine.yaml:4:" in shown.err

    @pytest.mark.parametrize("command", [["show", "may3-syria"], ["list"], ["overdue"]])
    def test_a_case_that_it_might_be_for(self, command: list[str], workspace: Path) -> None:
        """Its dates in force are not known, so no case is judged as if it were not there."""
        ran = run(*command, root=workspace)
        assert ran.code == 2
        assert [(place[0], place[1]) for place in places(ran.err)] == [
            ("policies/mine.yaml", 4)
        ] * 3

    @pytest.mark.parametrize("command", [["show", "may3-syria"], ["list"]])
    def test_what_it_has_no_part_in_is_printed(self, command: list[str], workspace: Path) -> None:
        """The dates and sources of a case rest on no policy, so they are shown all the same."""
        ran = run(*command, "--json", root=workspace)
        assert "may3-syria" in ran.out
        assert "2023-05-03" in ran.out

    def test_judging_by_another(self, workspace: Path) -> None:
        """With --policy it is not needed."""
        words = ["show", "may3-syria", "--policy", "us-chmr-ap-2022"]
        shown = run(*words, root=workspace)
        assert (shown.code, shown.err) == (0, "")


class TestContradiction:
    """Accepted claims that cannot all be true: a fault of the record, and no reason to stop."""

    @pytest.fixture(autouse=True)
    def _spoil(self, workspace: Path) -> None:
        spoil(
            workspace / "cases" / "may3-syria.yaml",
            "- {when: 2023-05-15, source: cnn-2023-05-24,",
            "- {when: 2023-05-18, source: cnn-2023-05-24,",
        )

    def test_check(self, workspace: Path) -> None:
        """Each claim of a smallest set is named with its place; the end is 1."""
        checked = run("check", root=workspace)
        assert checked.code == 1
        found = places(checked.out)
        assert {place[3] for place in found} == {"E601"}
        assert {place[0] for place in found} == {"cases/may3-syria.yaml"}
        also = re.findall(r"also: cases/may3-syria\.yaml:\d+:\d+: ", checked.out)
        assert len(also) >= len(found)
        assert "standing: disputed" in checked.out

    def test_show(self, workspace: Path) -> None:
        """The case is shown under all readings, the contradiction among the rest; the end is 0."""
        shown = run("show", "may3-syria", "--json", root=workspace)
        assert (shown.code, shown.err) == (0, "")
        found = json.loads(shown.out)
        assert any("2023-05-18" in str(one["claims"]) for one in found["contradictions"])
        assert "51 days after the strike" in shown.out

    def test_list(self, workspace: Path) -> None:
        """The case is listed with the others."""
        listed = run("list", "--json", root=workspace)
        assert (listed.code, listed.err) == (0, "")
        assert listed_in(listed) == set(GOODS)
