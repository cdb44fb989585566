"""Corrections: what commits changed in published findings, told the same on every later day."""

import os
import re
from pathlib import Path

import pytest

import timeline
from tests.cli.test_diff import git
from tests.edit.builders import CASE, SOURCE, a_workspace, view_of
from timeline.errors import ReadError
from timeline.formats.md import format_page
from timeline.pages import page_of

OPENED = "  - {kind: investigation_opened, when: 2024-03-20, source: daily}\n"
EARLY = OPENED.replace("2024-03-20", "2024-03-14")
PROGRAM = "Changes of the program, and of the rules that come with it, are not compared."
DENIAL = "  - {kind: denial, when: 2024-03-11, source: weekly}\n"


def save(root: Path, subject: str, day: str, **files: str) -> str:
    """Write files and commit them on a day."""
    for name, text in files.items():
        folder = "seeds" if name in ("daily", "weekly") else "cases"
        (root / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    os.environ["GIT_COMMITTER_DATE"] = f"{day}T12:00:00Z"
    try:
        git(root, "commit", "--quiet", "--allow-empty", "--message", subject)
    finally:
        del os.environ["GIT_COMMITTER_DATE"]
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in a folder of a repository: a late opening, which was early after all."""
    root = tmp_path / "repo" / "ws"
    a_workspace(root, CASE + OPENED)
    git(root.parent, "init", "--quiet")
    save(root, "first", "2024-07-01")
    save(root, "a remark alone", "2024-07-02", market=f"{CASE}{OPENED}# A remark.\n")
    save(root, "the order is of 14 March", "2024-07-03", market=CASE + EARLY)
    return root


def test_a_correction_has_both_sentences_the_day_and_the_reason(root: Path) -> None:
    """A commit that changes no finding is no correction, nor is the first."""
    record = timeline.corrections(view_of(root), how="Write to us.")
    (one,) = record.corrections
    assert (one.case, str(one.day), one.reason) == (
        "market", "2024-07-03", "the order is of 14 March",
    )  # fmt: skip
    (finding,) = one.findings
    assert finding.before is not None
    assert finding.after is not None
    assert (finding.before.verdict, finding.after.verdict) == ("met late", "met")
    assert record.left_out == (PROGRAM,)
    page = format_page(page_of(record))
    for text in ("Write to us.", finding.before.sentence, finding.after.sentence, one.reason):
        assert text in page


def test_what_was_told_stays(root: Path) -> None:
    """Neither a later day nor a later commit changes what is told of an earlier one."""
    told = timeline.corrections(view_of(root)).corrections
    save(root, "late again", "2024-07-04", market=CASE + OPENED)
    later = timeline.corrections(view_of(root)).corrections
    assert later[1:] == told
    assert timeline.corrections(view_of(root), most=1).corrections == later[:1]
    assert timeline.corrections(view_of(root), since="HEAD~1").corrections == later[:1]
    assert timeline.corrections(view_of(root), most=1).left_out == (
        "Commits before 4 July 2024 are not compared.",
        PROGRAM,
    )
    assert timeline.corrections(view_of(root), since="HEAD~1").left_out == (
        "Commits up to HEAD~1 are not compared.",
        PROGRAM,
    )


def test_a_source_and_a_rule_correct_the_cases_that_rest_on_them(root: Path) -> None:
    """A case that is taken away is told as well."""
    late = CASE + "  - {kind: investigation_opened, when: unknown, source: weekly}\n"
    save(root, "undated", "2024-07-05", market=late)
    save(root, "source redated", "2024-07-06", weekly=SOURCE.replace("2024-04-02", "2024-03-13"))
    policy = root / "policies" / "rules.yaml"
    policy.write_text(policy.read_text().replace("5 days", "1 days"))
    save(root, "the rule says one day", "2024-07-07")
    (root / "cases" / "market.yaml").unlink()
    save(root, "taken away", "2024-07-08")
    found = timeline.corrections(view_of(root)).corrections
    assert [one.reason for one in found][:3] == [
        "taken away", "the rule says one day", "source redated",
    ]  # fmt: skip
    assert found[0].is_removed
    assert found[0].findings == ()


def test_without_git_nothing_is_told_and_it_is_said(tmp_path: Path) -> None:
    """A revision that was asked for has to be there."""
    a_workspace(tmp_path / "ws")
    view = view_of(tmp_path / "ws")
    assert "no git history" in timeline.corrections(view).left_out[0]
    with pytest.raises(ReadError):
        timeline.corrections(view, since="HEAD~1")


def test_what_is_withheld_now_was_withheld_then(root: Path) -> None:
    """Commits that touch it alone are told of nowhere; others without it."""
    claims = "{when: 2024-03-13, source: weekly}, {when: 2024-03-20, source: daily}"
    both = f"  - {{kind: investigation_opened, claims: [{claims}]}}\n"
    told = timeline.corrections(view_of(root).published, most=2).to_json()
    for number, more in enumerate([DENIAL, "", DENIAL.replace("11", "12"), DENIAL]):
        save(root, "secret", f"2024-07-1{number}", market=CASE + EARLY + more)
    save(root, "secret", "2024-07-20", weekly=f"{SOURCE}withheld: true\n")
    without = timeline.corrections(view_of(root).published, most=2).to_json()
    # The name of a commit depends on all of its text, withheld or not.
    assert without == re.sub(r'"revision": "\w+"', '"revision": ""', told)
    save(root, "both", "2024-07-21", market=CASE + both + DENIAL)
    (newest, *_) = timeline.corrections(view_of(root).published).corrections
    (finding,) = newest.findings
    assert finding.after is not None
    assert finding.after.verdict == "met late"  # by the claim that may be shown alone
    own_key = CASE + both.replace("source: weekly", "source: weekly, withheld: true")
    save(root, "now by its own key", "2024-07-22", market=own_key, weekly=SOURCE)
    assert timeline.corrections(view_of(root).published).corrections[0] == newest


def test_a_reply_stands_with_the_findings_that_it_answers(root: Path) -> None:
    """A statement of the institution that answers an event; not one of somebody else."""
    said = "kind: statement, when: 2024-04-01, source: daily, responds_to: [investigation_opened]"
    own = f"  - {{id: own, by: Ministry, worded: in time, {said}}}\n"
    other = f"  - {{id: other, by: Paper, side: outside, {said}}}\n"
    save(root, "replies", "2024-07-09", market=CASE + EARLY + own + other)
    record = timeline.corrections(view_of(root))
    (reply,) = record.replies
    assert (reply.event, reply.by, reply.findings) == ("own", "Ministry", ("open-investigation",))
    assert "in time" in format_page(page_of(record))
