"""Screens of figures, and laws of the words in their records."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.cli.runner import CASES, ROOT
from tests.pages.screens import drawn, kept
from tests.pages.workspace import MARKET, a_workspace, view_of
from timeline import commands
from timeline.chrono.interval import Interval
from timeline.formats.text import format_text
from timeline.model.workspace import Workspace
from timeline.pages import page_of
from timeline.pages.blocks import Page
from timeline.results.build.dates import NOT_KNOWN, number_words
from timeline.results.build.kinds import kinds_record
from timeline.results.build.policies import policy_list_record
from timeline.results.build.stats import TOO_FEW
from timeline.results.build.tolls import people_words, span_words
from timeline.results.changes import DiffRecord
from timeline.results.check import CheckRecord
from timeline.results.record import Record
from timeline.results.values import Range
from timeline.view import View


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The small workspace, judged on one day."""
    return view_of(a_workspace(tmp_path_factory.mktemp("figures")))


@cache
def shipped() -> View:
    """The cases that ship, on the same day."""
    return view_of(ROOT)


def checked_in(root: Path) -> CheckRecord:
    """Check the small workspace with mistakes in a case."""
    file = a_workspace(root) / "cases" / "market.yaml"
    text = MARKET.replace("investigation_opened", "investigation_opend")
    text = text.replace("2024-01-11,", "2024-02-30,").replace("source: weekly", "source: w")
    file.write_text(text)
    return commands.check(view_of(root))


@pytest.fixture
def compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DiffRecord:
    """Compare the small workspace with one in which a day moved, a case came and one went."""
    root = tmp_path
    monkeypatch.chdir(root)
    before, after = a_workspace(root / "before"), a_workspace(root / "after")
    market = after / "cases" / "market.yaml"
    market.write_text(MARKET.replace("when: 2024-01-20", "when: 2024-01-20/2024-01-30"))
    (after / "cases" / "jetty.yaml").write_text(MARKET.split("tolls:", maxsplit=1)[0])
    (after / "cases" / "inn.yaml").unlink()
    return commands.diff(view_of(after), before.name)


def shown(record: Record, *, is_full: bool = False) -> str:
    """Draw the page of a record at every width."""
    return drawn(page_of(record, is_full=is_full))


class TestScreens:
    """Each screen as it was kept, 100, 80 and 40 columns wide."""

    def test_stats(self, view: View) -> None:
        """Counts, median, fastest and slowest of each step."""
        screen = shown(commands.stats(view))
        assert screen == kept("stats", screen)

    def test_stats_of_one_step(self, view: View) -> None:
        """A row for each case, and its curve."""
        found = commands.stats(view, measure="strike-to-conclusion", min_cases=5)
        screen = shown(found, is_full=True)
        assert screen == kept("stats-finding-full", screen)

    def test_ledger(self, view: View) -> None:
        """Open reports month by month."""
        screen = shown(commands.ledger(view))
        assert screen == kept("ledger", screen)

    def test_ledger_in_full(self, view: View) -> None:
        """All figures and sums, with sources."""
        screen = shown(commands.ledger(view), is_full=True)
        assert screen == kept("ledger-full", screen)

    def test_tolls_of_a_case(self, view: View) -> None:
        """Official beside others, on one scale."""
        screen = shown(commands.tolls(view, "market"))
        assert screen == kept("tolls-market", screen)

    def test_tolls_in_full(self, view: View) -> None:
        """Each figure with its words and source."""
        screen = shown(commands.tolls(view, "market"), is_full=True)
        assert screen == kept("tolls-market-full", screen)

    def test_tolls_of_all(self, view: View) -> None:
        """A line for each case."""
        screen = shown(commands.tolls(view))
        assert screen == kept("tolls", screen)

    def test_policy_list(self, view: View) -> None:
        """A line for each policy."""
        own = [view.load_policy(name) for name in ("new-rules", "old-rules")]
        screen = shown(policy_list_record(own))  # those that ship are other people's to change
        assert screen == kept("policy-list", screen)

    def test_kinds(self) -> None:
        """Word, label and marks of each kind, and below it what it is."""
        space = Workspace(ROOT / "docs" / "examples" / "police-complaints")
        some = ("strike", "external_report", "investigation_closed", "incident", "appeal_decided")
        kinds = {name: space.kinds[name] for name in some}
        screen = shown(kinds_record(kinds, space.shipped_kinds))
        assert screen == kept("kinds", screen)

    def test_policy(self, view: View) -> None:
        """A row for each rule."""
        screen = shown(commands.policy_show(view, "old-rules"))
        assert screen == kept("policy", screen)

    def test_policy_in_full(self, view: View) -> None:
        """With what starts each clock, conditions, benchmarks and notes."""
        screen = shown(commands.policy_show(view, "new-rules"), is_full=True)
        assert screen == kept("policy-full", screen)

    def test_policy_diff(self, view: View) -> None:
        """Rules that differ, in words."""
        screen = shown(commands.policy_diff(view, "old-rules", "new-rules"))
        assert screen == kept("policy-diff", screen)

    def test_check(self, tmp_path: Path) -> None:
        """Each problem at its place, with carets and a hint."""
        screen = shown(checked_in(tmp_path))
        assert screen == kept("check", screen)

    def test_code(self) -> None:
        """The meaning of a code, and an example."""
        screen = shown(commands.explain_code("E203"))
        assert screen == kept("check-explain", screen)

    def test_diff(self, compared: DiffRecord) -> None:
        """Changes of each case, in sentences."""
        screen = shown(compared)
        assert screen == kept("diff", screen)

    def test_draft(self, tmp_path: Path) -> None:
        """Changes by an added event, and its lines."""
        view = view_of(a_workspace(tmp_path))
        kind, when = "investigation_closed", "mid March 2024"
        found = commands.add(view, "market", kind, dry_run=True, when=when, source="daily")
        screen = shown(found)
        assert screen == kept("draft", screen)


def every_page() -> Iterator[Page]:
    """Give every screen of figures of the cases that ship, short and in full."""
    view = shipped()
    policies = list(view.workspace.policy_files)
    records = [
        commands.stats(view),
        commands.stats(view, by="year"),
        commands.stats(view, measure="strike-to-payment", by="tag"),
        commands.ledger(view),
        commands.tolls(view),
        *(commands.tolls(view, case) for case in CASES),
        commands.policy_list(view),
        commands.kinds(view),
        *(commands.policy_show(view, name) for name in policies),
        commands.policy_diff(view, "us-centcom-2014", "us-dodi-3000-17-2023"),
    ]
    for record in records:
        for is_full in (False, True):
            yield page_of(record, is_full=is_full)


def test_no_line_is_wider_than_the_terminal() -> None:
    """Also where signs are spelt out, and on a narrow one."""
    for page in every_page():
        for width in (100, 60, 40):
            text = format_text(page, width)
            assert [line for line in text.splitlines() if cell_len(line) > width] == []
            text = format_text(page, width, ascii_only=True)
            assert text.isascii()
            assert [line for line in text.splitlines() if len(line) > width] == []


def read_back(words: str) -> Interval:
    """Read a number as a screen prints it."""
    words = words.replace(",", "").removesuffix(" days").removesuffix(" day").strip("()")
    if words in ("none", NOT_KNOWN, TOO_FEW, "the same", "–", "differ"):
        return Interval()
    if found := re.fullmatch(r"(-?\d+)(?:–| to )(-?\d+)", words):
        return Interval(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"at least (-?\d+)|(\d+)\+|(\d+) or more", words):
        return Interval(int(found[1] or found[2] or found[3]), None)
    if found := re.fullmatch(r"up to (\d+)", words):
        return Interval(None, int(found[1]))
    return Interval(int(words), int(words))


def holds(words: str, numbers: Range | Interval | None) -> bool:
    """Return True unless words are sharper than the numbers that they are of."""
    if numbers is None:
        return read_back(words) == Interval()
    said = read_back(words)
    low = said.min is None or (numbers.min is not None and said.min <= numbers.min)
    return low and (said.max is None or (numbers.max is not None and numbers.max <= said.max))


ENDS = st.none() | st.integers(0, 3000)
BOUNDS = st.tuples(ENDS, st.none() | st.integers(0, 900)).map(
    lambda pair: Interval(pair[0], None if pair[1] is None else (pair[0] or 0) + pair[1])
)


@given(BOUNDS)
def test_no_number_is_sharper_in_words(bound: Interval) -> None:
    """Of days and of people; what is exact stays so."""
    assert holds(number_words(bound), bound)
    people = Interval(bound.min or 0, bound.max)
    assert holds(people_words(people), people)
    if bound.exact is not None:
        assert read_back(number_words(bound)) == bound
        assert read_back(people_words(bound)) == bound


@given(st.lists(BOUNDS.map(lambda one: Interval(one.min or 0, one.max)), min_size=1, max_size=5))
def test_a_span_names_no_end_that_nobody_named(bounds: list[Interval]) -> None:
    """An end that is only an "up to" or an "at least" stays one."""
    words = span_words(bounds)
    if not words or ("up to" in words and "at least" in words):
        return
    said = read_back(words)
    named = {end for bound in bounds for end in (bound.min, bound.max) if end is not None}
    assert {said.min, said.max} - {None} <= named
    if said.min is not None and said.min > 0:
        assert said.min in {bound.min for bound in bounds}
    if said.max is not None:
        assert said.max in {bound.max for bound in bounds}


RECORDS = pytest.mark.parametrize("which", ["small", "shipped"])


@pytest.fixture
def asked(which: str, view: View) -> View:
    """The workspace that is asked for by name."""
    return view if which == "small" else shipped()


@RECORDS
class TestAnswers:
    """A sentence that answers agrees with the rows below it."""

    def test_stats(self, asked: View) -> None:
        """Counts add up, words are no sharper, and who is named is alone."""
        record = commands.stats(asked)
        (group,) = record.groups
        assert group.cases == tuple(case.case for case in record.cases)
        assert not {case.case for case in record.cases} & set(record.invented)
        for one in group.measures:
            counts = one.counts
            assert (
                sum((counts.over, counts.unclear, counts.open, counts.none_recorded)) == one.cases
            )
            assert one.cases == len(one.rows)
            assert holds(one.median_words, one.median)
            for extreme in (one.fastest, one.slowest):
                assert holds(extreme.words.removesuffix(f" {extreme.case}"), extreme.days)
                rows = [row for row in one.rows if row.state == "over" and row.days is not None]
                named = [row for row in rows if row.case == extreme.case]
                assert len(named) == (extreme.case is not None)
            for row in one.rows if one.fastest.case else ():
                if row.case != one.fastest.case and row.state == "over" and row.days is not None:
                    assert one.fastest.days is not None
                    assert (one.fastest.days.max or 0) < (row.days.min or 0)
        told = next(one for one in group.measures if one.measure == "strike-to-conclusion")
        assert record.answer[0] == f"In the median case a finding took {told.median_words}."
        done = told.counts.over
        have = f"All {done}" if done == told.cases else f"{done} of {told.cases}"
        assert record.answer[1] == f"{have} cases have one."

    def test_ledger(self, asked: View) -> None:
        """The highest and the last open number, the months, and the sums that do not add up."""
        record = commands.ledger(asked)
        (docket,) = record.dockets
        opens = [
            (month.month, one)
            for month in docket.months
            for one in month.stated
            if one.figure == "open" and one.numbers is not None and one.numbers.min is not None
        ]
        for month in docket.months:
            assert all(one.numbers is None or holds(one.words, one.numbers) for one in month.stated)
        highest = max(opens, key=lambda one: one[1].numbers.min or 0)[1]  # type: ignore[union-attr]
        numbers = re.findall(r"(\d[\d,]*) (?:by our sum )?at the", record.answer[0])
        assert [int(one.replace(",", "")) for one in numbers] == [
            highest.numbers and highest.numbers.min,
            opens[-1][1].numbers and opens[-1][1].numbers.min,
        ]
        assert f"some figure for {len(docket.months)} of " in record.answer[1]
        off = [one for one in docket.sums if one.status != "adds up"]
        assert record.answer[2].startswith(f"{len(off)} of {len(docket.sums)} sums do not add up")
        assert all(bool(one.off_words) == bool(one.off_by) for one in docket.sums)

    def test_tolls(self, asked: View) -> None:
        """Cases with an official number, and with others."""
        record = commands.tolls(asked)
        real = [one for one in record.cases if not one.example]
        official = sum(one.official is not None for one in real)
        others = sum(one.claimants > 0 for one in real)
        assert record.answer[0].startswith(f"{official} of {len(real)} cases ha")
        assert f"official number of the dead, {others} ha" in record.answer[0]
        for one in (*record.cases, *record.campaign):
            if one.official is not None:
                assert holds(
                    one.official_words, Range(min=one.official.min or 0, max=one.official.max)
                )
            for figure in one.figures:
                if figure.killed is not None:
                    people = Range(min=figure.killed.min or 0, max=figure.killed.max)
                    assert holds(figure.killed_words, people)
                    assert (figure.killed.max or 0) <= one.scale

    def test_policies(self, asked: View) -> None:
        """Rules, and those that set a deadline."""
        for name in asked.workspace.policy_files:
            record = commands.policy_show(asked, name)
            limits = [rule.limit.text for rule in record.rules]
            number = re.match(r"\d+", record.answer[0])
            assert (int(number[0]) if number else 1) == len(record.rules)
            assert ("a deadline," in record.answer[0]) == (
                0
                < len(limits) - limits.count("none stated") - limits.count("not established")
                < len(limits)
            )


def test_a_check_counts_what_it_shows(tmp_path: Path) -> None:
    """Files, problems and warnings."""
    record = checked_in(tmp_path)
    warnings = sum(problem.warning for problem in record.problems)
    problems = len(record.problems) - warnings
    (answer,) = record.answer
    numbers = [int(number) for number in re.findall(r"\d+", answer)]
    assert numbers == [record.files, problems, warnings]
    text = format_text(page_of(record), 100)
    for problem in record.problems:
        assert f"{problem.file}:{problem.line}:{problem.column}: {problem.code}" in text


def test_a_diff_counts_what_it_shows(compared: DiffRecord) -> None:
    """Cases that came, went and changed; and verdicts, days and lengths of the last."""
    record = compared
    statuses = [change.status for change in record.changes]
    for status in ("added", "removed", "changed"):
        assert f"{statuses.count(status)} " in record.answer[0]
        assert status in record.answer[0]
    (changed,) = [change for change in record.changes if change.status == "changed"]
    assert f"the days of {len(changed.events)} event" in record.answer[1]
    assert f"{len(changed.latencies)} length" in record.answer[1]


def test_a_policy_diff_counts_what_it_shows(view: View) -> None:
    """And sees that another release is asked for, which has the same kind."""
    record = commands.policy_diff(view, "old-rules", "new-rules")
    kinds = [change.kind for change in record.changes]
    numbers = [kinds.count(kind) for kind in ("changed", "added", "removed")]
    said = [
        0 if one.lower() == "none" else int(one)
        for one in re.findall(
            r"(\d+|[Nn]one) (?:rules? )?(?:changed|added|removed)", record.answer[0]
        )
    ]
    assert said == numbers
    assert any("release (report)" in field.words for one in record.changes for field in one.fields)
