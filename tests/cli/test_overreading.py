"""Lines that could be read as more than they say against an institution."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.runner import ROOT, run

STRIKE = "{kind: strike, when: 2024-03-10, source: s}"
INVESTIGATION = "{kind: investigation_opened, when: 2024-03-30, source: s}"
HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: X\nsummary: What became known later.\n"
RULES = {
    "limit": "{limit: 5 days, force: binding}",
    "benchmark": "{limit: none stated, force: practice, benchmark: {within: 6 days, because: so}}",
    "unread": "{limit: not established, force: practice, benchmark: {within: 6 days, because: so}}",
}
"""A rule of each tier for the opening of an investigation."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one source, and no case and no policy yet."""
    for folder in ("cases", "seeds", "policies"):
        (tmp_path / folder).mkdir()
    source = "title: S\npublisher: P\nkind: press\npublished: 2024-06-01\n"
    (tmp_path / "seeds" / "s.yaml").write_text(source, encoding="utf-8")
    return tmp_path


def put_rule(root: Path, rule: str, requires: str = "") -> None:
    """Write the policy `p` for forces X: an investigation after the strike, by a rule above."""
    lines = [
        "id: p",
        "title: P",
        "applies: {forces: X}",
        "rules:",
        "  - {id: open, label: Opened, step: investigation_opened, after: strike, " + rule[1:],
    ]
    if requires:
        lines.append(
            "  - {id: end, label: Ended, step: conclusion, after: strike, limit: none stated, "
            f"force: {requires}, source: s, requires: [investigation_opened]}}"
        )
    (root / "policies" / "p.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def put_case(root: Path, *events: str, more: str = "", name: str = "one") -> None:
    """Write a case with these events."""
    text = HEAD + more + "events:\n" + "".join(f"  - {event}\n" for event in (STRIKE, *events))
    (root / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")


UNSAID = "the record does not say how far it was followed"


class TestHowFarTheRecordWasFollowed:
    """Judged from a day to which nobody may have looked, each place says so."""

    def test_a_record_that_does_not_say(self, root: Path) -> None:
        """In every entry of `overdue`, and below the table of `list`."""
        put_rule(root, RULES["limit"])
        put_case(root)
        found = run("overdue", "--as-of", "2024-05-01", root=root)
        assert f"as of 2024-05-01; {UNSAID}" in found.words
        listed = run("list", "--as-of", "2024-05-01", root=root)
        assert "2024-05-01**" in listed.out
        assert f"** {UNSAID}." in listed.words

    def test_a_day_after_the_end_of_the_record(self, root: Path) -> None:
        """Nobody has looked since."""
        put_rule(root, RULES["limit"])
        put_case(root, more="recorded_until: 2024-04-01\n")
        found = run("overdue", "--as-of", "2024-05-01", root=root)
        assert "as of 2024-05-01; record checked to 2024-04-01" in found.words
        listed = run("list", "--as-of", "2024-05-01", root=root)
        assert "2024-05-01* " in listed.out
        assert "* later than the record's last day; nobody has looked since." in listed.words

    def test_a_day_of_the_record(self, root: Path) -> None:
        """Nothing of it where the record goes as far."""
        put_rule(root, RULES["limit"])
        put_case(root, more="recorded_until: 2024-04-01\n")
        for command in ("overdue", "list"):
            found = run(command, "--as-of", "2024-04-01", root=root)
            assert "2024-04-01" in found.out
            assert not re.search(r"2024-04-01[;*]|checked to|looked since|how far", found.words)


class TestLimitsThatNobodyRead:
    """A benchmark beside a limit that could not be read."""

    def test_lateness_is_by_a_benchmark_alone(self, root: Path) -> None:
        """That a rule was broken cannot be told; what follows is no rule."""
        put_rule(root, RULES["unread"])
        put_case(root, more="recorded_until: 2024-04-01\n")
        words = run("overdue", root=root).words
        assert "lateness by a rule cannot be told; what follows is a benchmark" in words
        assert "so lateness cannot be told" not in words

    def test_without_a_benchmark_nothing_follows(self, root: Path) -> None:
        """No benchmark is announced where there is none."""
        put_rule(root, "{limit: not established, force: practice}")
        put_case(root, INVESTIGATION, more="recorded_until: 2024-04-01\n")
        words = run("show", "one", root=root).words
        assert "lateness by a rule cannot be told." in words
        assert "what follows" not in words


TORN = (
    "{kind: investigation_opened, claims: [{when: 2024-03-12, source: s}, "
    "{when: 2024-03-13, source: s}]}"
)
CONCLUDED = "{kind: conclusion, when: 2024-04-02, source: s}"
END = "recorded_until: 2024-06-01\n"
DENIED = "absences:\n  - {kind: investigation_opened, until: 2024-04-02, source: s}\n"


class TestCounts:
    """What `list` and the result of `show` count."""

    @pytest.mark.parametrize(
        ("force", "in_list", "in_show"),
        [
            (
                "practice",
                "1 missing against practice",
                (
                    "limits, orders and binding steps: none certainly over, missing or out of "
                    "order · practice, which is no duty: 1 missing"
                ),
            ),
            (
                "binding",
                "1 missing against a limit or duty",
                "limits, orders and binding steps: 1 missing",
            ),
        ],
    )
    def test_a_missing_step(self, root: Path, force: str, in_list: str, in_show: str) -> None:
        """It is called missing, and duty and practice are two statements."""
        put_rule(root, f"{{limit: none stated, force: {force}, source: s}}", requires=force)
        put_case(root, CONCLUDED, more=END + DENIED)
        listed = run("list", root=root, COLUMNS="240")
        assert in_list in listed.words
        assert "over" not in listed.words.replace("out of order", "")
        assert "Late, missing, out of order; contradictions" in listed.words
        shown = run("show", "one", root=root).words
        assert in_show in shown
        assert not re.search(r"none [^·]*over · [^·]*: none", shown)

    def test_contradictions_of_claims(self, root: Path) -> None:
        """They are counted in the list and in the result, where there are any."""
        put_case(root, TORN, more=END, name="torn")
        put_case(root, INVESTIGATION, more=END, name="whole")
        listed = run("list", root=root, COLUMNS="240").out
        assert re.search(r"^torn .*not judged; 1 contradiction of claims  ", listed, re.MULTILINE)
        assert not re.search(r"^whole .*contradiction", listed, re.MULTILINE)
        result = re.search(r"^Result +(.*)$", run("show", "torn", root=root).out, re.MULTILINE)
        assert result
        assert result[1] == "nothing is judged · 1 contradiction of claims"

    def test_a_first_limit_that_was_extended(self) -> None:
        """Whether the last was passed nobody can tell: it is not counted as over, nor in red."""
        shown = run("show", "may3-syria", FORCE_COLOR="1", TERM="xterm-256color")
        words = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", shown.out).split())
        assert "none certainly over, missing or out of order · 1 past an earlier limit" in words
        assert "whether past a later one, if it holds, cannot be told ·" in words
        assert "\x1b[1;31m" not in shown.out.split("TIMELINE")[0]
        listed = run("list", COLUMNS="240").words
        assert "1 past an earlier limit, perhaps not the last; 1 over a benchmark" in listed
        assert "over a limit" not in listed

    def test_an_extension_that_runs(self) -> None:
        """In `overdue` it does not stand under what is over."""
        found = run("overdue", "may3-syria", "--as-of", "2023-08-01").out
        assert found.startswith("Not certainly over: ")
        assert "Over a limit or an order" not in found

    def test_a_limit_that_was_passed(self, root: Path) -> None:
        """What is over for certain is counted as over."""
        put_rule(root, RULES["limit"])
        put_case(root, INVESTIGATION, more=END)
        assert "1 over a limit or order" in run("list", root=root, COLUMNS="240").words
        assert "binding steps: 1 over" in run("show", "one", root=root).words
        early = run("overdue", "--as-of", "2024-03-29", root=root).out
        assert early.startswith("Over a limit or an order\n")


class TestLegends:
    """What a heading promises is no more than what is drawn below it."""

    def test_an_arrow(self) -> None:
        """It means that no end is recorded, not that anything goes on."""
        shown = run("show", "may3-syria").words
        assert "arrow: no end recorded" in shown
        assert "arrow: goes on" not in shown
        readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
        assert "An arrow at the end means only that no end is recorded" in readme

    def test_a_gap_of_the_ledger(self) -> None:
        """What does not add up need not be wrong."""
        words = run("ledger").words
        assert "A gap can be a late addition, another way of counting or a misprint" in words

    def test_figures_over_time(self) -> None:
        """One claimant's figures may count other things, and undated ones are not the latest."""
        words = run("tolls").words
        assert "need not cover the same time, place or people" in words
        assert "undated: 55;" in words
        assert "(undated)" not in words
        assert "The two figures may count other people, days or places." in words

    def test_nothing_overdue(self, root: Path) -> None:
        """It says what cannot be overdue, and how many cases no policy judges."""
        put_rule(root, RULES["benchmark"])
        put_case(root, more="recorded_until: 2024-03-12\n")
        words = run("overdue", "--as-of", "2024-03-12", root=root).words
        assert words.endswith("and what is missing, are in timeline list.")
        assert "A step without a limit, an order or a benchmark cannot be overdue." in words
        (root / "policies" / "p.yaml").unlink()
        words = run("overdue", "--as-of", "2024-03-12", root=root).words
        assert words.endswith("1 of 1 case is judged by no policy.")
        (root / "cases" / "broken.yaml").write_text("title: [", encoding="utf-8")
        words = run("overdue", "--as-of", "2024-03-12", root=root).words
        assert words.startswith("1 case was left out, because files cannot be read.")
        assert "Nothing is overdue in the rest as of 2024-03-12, by any limit" in words

    def test_a_rule_of_a_policy_that_may_have_been_in_force(self) -> None:
        """The receipt names the policy, and then how it was chosen."""
        words = run("explain", "may3-syria").words
        assert "us-chmr-ap-2022: in force on the day of the strike" in words
        assert "is may have been" not in words

    def test_the_words_that_readme_quotes(self) -> None:
        """They are those that `show` prints."""
        quoted = "no text read here states a limit unless one is named"
        assert quoted in (ROOT / "README.md").read_text(encoding="utf-8")
        assert quoted in run("show", "kabul-2021").words


LATER = "{kind: conclusion, when: 2024-05-02, source: s}"


class TestWhatCameLater:
    """The summary is written with the whole record in view."""

    @pytest.mark.parametrize("more", [END, ""], ids=["to a day", "no day"])
    @pytest.mark.parametrize(
        "days", [("--as-of", "2024-04-01"), ("--known-on", "2024-04-01")], ids=lambda days: days[0]
    )
    def test_it_is_left_out(self, root: Path, more: str, days: tuple[str, str]) -> None:
        """On the page and in the data, and the page says so."""
        put_case(root, LATER, more=more)
        shown = run("show", "one", *days, root=root)
        assert "What became known later" not in shown.out
        assert "The title was written with the whole record in view; the summary" in shown.words
        assert json.loads(run("show", "one", *days, "--json", root=root).out)["summary"] == ""

    @pytest.mark.parametrize("more", [END, ""], ids=["to a day", "no day"])
    def test_it_is_shown_with_the_whole_record(self, root: Path, more: str) -> None:
        """Where nothing of the record comes later."""
        put_case(root, LATER, more=more)
        days = ("--as-of", "2024-06-01")
        shown = run("show", "one", *days, root=root)
        assert "What became known later." in shown.out
        assert "whole record in view" not in shown.words
        assert json.loads(run("show", "one", *days, "--json", root=root).out)["summary"]
