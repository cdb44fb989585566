"""Lines that could be read as more than they say against an institution."""

from pathlib import Path

import pytest

from tests.cli.runner import read, run

STRIKE = "{kind: strike, when: 2024-03-10, source: s}"
INVESTIGATION = "{kind: investigation_opened, when: 2024-03-30, source: s}"
HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: X\nsummary: What became known later.\n"
RULES = {
    "limit": "{limit: 5 days, force: binding, source: s}",
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


class TestHowFarTheRecordWasFollowed:
    """Judged from a day to which nobody may have looked, each row says so."""

    @pytest.mark.parametrize(
        ("more", "said"), [("", None), ("recorded_until: 2024-04-01\n", "2024-04-01")]
    )
    def test_rows_say_it(self, root: Path, more: str, said: str | None) -> None:
        """In the list and in what is overdue; a deadline that passed later was not checked."""
        put_rule(root, RULES["limit"])
        put_case(root, more=more)
        days = ("--as-of", "2024-05-01")
        (row,) = read("list", *days, root=root)["cases"]
        assert (row["as_of"], row["recorded_until"]) == ("2024-05-01", said)
        found = read("overdue", *days, root=root)
        rows = [one for key in ("overdue", "not_checked") for one in found[key]]
        assert [one["recorded_until"] for one in rows] == [said]


class TestLimitsThatNobodyRead:
    """A benchmark beside a limit that could not be read."""

    def test_lateness_is_by_a_benchmark_alone(self, root: Path) -> None:
        """That a rule was broken cannot be told; what follows is no rule."""
        put_rule(root, RULES["unread"])
        put_case(root, more="recorded_until: 2024-04-01\n")
        (finding,) = read("show", "one", root=root)["findings"]
        assert (finding["tier"], finding["breach"]) == ("benchmark", None)
        assert "benchmark" in finding["sentence"]

    def test_without_a_benchmark_nothing_follows(self, root: Path) -> None:
        """No benchmark is announced where there is none."""
        put_rule(root, "{limit: not established, force: practice}")
        put_case(root, INVESTIGATION, more="recorded_until: 2024-04-01\n")
        (finding,) = read("show", "one", root=root)["findings"]
        assert "benchmark" not in finding["sentence"]


TORN = (
    "{kind: investigation_opened, claims: [{when: 2024-03-12, source: s}, "
    "{when: 2024-03-13, source: s}]}"
)
CONCLUDED = "{kind: conclusion, when: 2024-04-02, source: s}"
END = "recorded_until: 2024-06-01\n"
DENIED = "absences:\n  - {kind: investigation_opened, until: 2024-04-02, source: s}\n"


class TestCounts:
    """What the list counts against an institution."""

    @pytest.mark.parametrize(
        ("force", "breach", "deadline"), [("practice", None, "none"), ("binding", "yes", "missed")]
    )
    def test_a_missing_step(
        self, root: Path, force: str, breach: str | None, deadline: str
    ) -> None:
        """Against a practice it is no breach."""
        put_rule(root, f"{{limit: none stated, force: {force}, source: s}}", requires=force)
        put_case(root, CONCLUDED, more=END + DENIED)
        (row,) = read("list", root=root)["cases"]
        assert row["deadline"] == deadline
        (finding,) = [
            one for one in read("show", "one", root=root)["findings"] if one["name"] == "open"
        ]
        assert (finding["verdict"], finding["breach"]) == ("missing", breach)

    def test_contradictions_of_claims(self, root: Path) -> None:
        """They are counted in the list, where there are any."""
        put_case(root, TORN, more=END, name="torn")
        put_case(root, INVESTIGATION, more=END, name="whole")
        rows = read("list", root=root)["cases"]
        assert {one["case"]: one["contradictions"] for one in rows} == {"torn": 1, "whole": 0}

    def test_a_first_limit_that_was_extended(self) -> None:
        """Whether the last was passed nobody can tell: it is not called missed, nor is it red."""
        shown = run("show", "may3-syria", FORCE_COLOR="1", TERM="xterm-256color")
        assert "\x1b[1;31m" not in shown.out
        (row,) = [one for one in read("list")["cases"] if one["case"] == "may3-syria"]
        assert row["deadline"] == "perhaps missed"

    def test_an_extension_that_runs(self) -> None:
        """In `overdue` it is not called missed."""
        rows = read("overdue", "may3-syria", "--as-of", "2023-08-01")["overdue"]
        assert rows
        assert "missed" not in {row["sign"] for row in rows}

    def test_a_limit_that_was_passed(self, root: Path) -> None:
        """What is over for certain is counted as missed."""
        put_rule(root, RULES["limit"])
        put_case(root, INVESTIGATION, more=END)
        assert [one["deadline"] for one in read("list", root=root)["cases"]] == ["missed"]


class TestAllClear:
    """That nothing is overdue is said of no more than what was judged."""

    def test_nothing_overdue(self, root: Path) -> None:
        """Cases that no policy judges, and files that cannot be read, are told beside it."""
        put_rule(root, RULES["benchmark"])
        put_case(root, more="recorded_until: 2024-03-12\n")
        days = ("--as-of", "2024-03-12")
        assert "no rules on file" not in run("overdue", *days, root=root).words
        (root / "policies" / "p.yaml").unlink()
        assert "For 1 case we have no rules on file" in run("overdue", *days, root=root).words
        (root / "cases" / "broken.yaml").write_text("title: [", encoding="utf-8")
        words = run("overdue", *days, root=root).words
        assert "Files that cannot be read are left out." in words


LATER = "{kind: conclusion, when: 2024-05-02, source: s}"


class TestWhatCameLater:
    """The summary is written with the whole record in view."""

    @pytest.mark.parametrize("more", [END, ""], ids=["to a day", "no day"])
    def test_it_is_left_out(self, root: Path, more: str) -> None:
        """On the page and in the data."""
        put_case(root, LATER, more=more)
        for option in ("--as-of", "--known-on"):
            days = (option, "2024-04-01")
            assert "What became known later" not in run("show", "one", *days, root=root).out
            assert read("show", "one", *days, root=root)["summary"] == ""
        days = ("--as-of", "2024-06-01")
        assert "What became known later." in run("show", "one", *days, root=root).out
        assert read("show", "one", *days, root=root)["summary"]
