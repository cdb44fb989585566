"""A finding is never made more adverse by leaving something out, as it is published."""

from dataclasses import replace
from pathlib import Path

import pytest

import timeline
from tests.edit.builders import CASE, POLICY, a_workspace, view_of
from timeline.commands import publishable
from timeline.conformance.adversity import why_more_adverse
from timeline.conformance.finding import Finding
from timeline.conformance.verdict import Word
from timeline.errors import TimelineError
from timeline.formats.md import format_page
from timeline.pages import page_of

MILD_TO_BAD = (
    {Word.MET},
    {Word.NOT_REQUIRED},
    {Word.NOT_YET_DUE},
    {Word.PENDING},
    {Word.NOT_CHECKED},
    {Word.MET_LATE, Word.OUT_OF_ORDER},
    {Word.OVERDUE, Word.MISSING},
)
OPENED = "  - {kind: investigation_opened, when: 2024-03-12, source: weekly}\n"
NOT_OPENED = "absences:\n  - {kind: investigation_opened, until: 2024-06-30, source: weekly}\n"


def conflict(own: str, withheld: str) -> str:
    """The opening, dated by two sources."""
    claims = f"[{{when: {own}, source: daily}}, {{when: {withheld}, source: weekly}}]"
    return f"  - {{kind: investigation_opened, claims: {claims}}}\n"


def market(root: Path, more: str, policy: str = POLICY) -> timeline.View:
    """A case whose second source is withheld."""
    a_workspace(root, CASE + more)
    (root / "policies" / "rules.yaml").write_text(policy)
    seed = root / "seeds" / "weekly.yaml"
    seed.write_text(seed.read_text() + "withheld: true\n")
    return view_of(root)


def test_the_order_of_single_words(tmp_path: Path) -> None:
    """From a duty done to one that was missed; other faults of the same weight are new ones."""
    view = market(tmp_path, OPENED)
    (finding,) = (one for report in view.judge("market").reports for one in report.findings)

    def of(*words: Word) -> Finding:
        return replace(finding, possible=words, days_late=None, days=None, breach=None)

    ranks = {word: rank for rank, words in enumerate(MILD_TO_BAD) for word in words}
    for old in Word:
        for new in Word:
            is_other_fault = ranks[old] == ranks[new] >= 5 and old is not new
            worse = ranks[new] > ranks[old] or is_other_fault
            assert bool(why_more_adverse(of(old), of(new))) is worse, (old, new)
        assert bool(why_more_adverse(None, of(old))) is (ranks[old] > 1)
        assert bool(why_more_adverse(of(old), None)) is (old is Word.MET)
    late = of(Word.MET_LATE)
    assert why_more_adverse(of(Word.MET, Word.OVERDUE), late)
    assert why_more_adverse(late, of(Word.MET, Word.OVERDUE))
    assert not why_more_adverse(late, of(Word.MET, Word.MET_LATE))


@pytest.mark.parametrize(
    ("more", "before", "after", "limit"),
    [
        (OPENED, "met", "overdue", "5 days"),
        (OPENED, "met", "pending", "none stated"),
        (conflict("2024-03-20", "2024-03-12"), "met possibly late", "met late", "5 days"),
        (conflict("2024-03-16/2024-03-30", "2024-03-16"), "met late", "met late", "5 days"),
        (conflict("2024-03-12/2024-03-20", "2024-03-12"), "met", "met possibly late", "5 days"),
    ],
)
def test_what_would_accuse_is_refused(
    tmp_path: Path, more: str, before: str, after: str, limit: str
) -> None:
    """The Problem names the file, the line of what is withheld, the finding and the way out."""
    view = market(tmp_path, more, POLICY.replace("5 days", limit))
    record = timeline.withheld(view)
    (finding,) = record.findings
    assert (finding.before, finding.after) == (before, after)
    with pytest.raises(TimelineError) as refused:
        publishable(view)
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.line) == ("E708", "cases/market.yaml", 14)
    assert "open-investigation" in problem.message
    assert "may be shown" in problem.hint
    assert [one.message for one in record.problems] == [problem.message]
    page = format_page(page_of(record))
    assert finding.sentence_before in page
    assert "more adverse" in page


def test_what_spares_is_told_and_not_refused(tmp_path: Path) -> None:
    """Without the denial nobody says that it was not done."""
    view = market(tmp_path, NOT_OPENED)
    record = timeline.withheld(view)
    assert [(one.name, one.more_adverse) for one in record.findings] == [("open-investigation", "")]
    assert record.problems == ()
    assert publishable(view).workspace.is_published


def test_a_case_of_which_nothing_is_left_is_refused(tmp_path: Path) -> None:
    """Its name alone would tell of it."""
    view = market(tmp_path, "")
    path = tmp_path / "cases" / "market.yaml"
    path.write_text(path.read_text().replace("source: daily", "source: weekly"))
    with pytest.raises(TimelineError, match=r"nothing is left of market"):
        publishable(view_of(view.workspace.root))


def test_a_case_that_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    """What is wrong with it may stand in what is withheld."""
    view = market(tmp_path, OPENED.replace("2024-03-12", "2024-13-12"))
    with pytest.raises(TimelineError, match="E203"):
        publishable(view)
