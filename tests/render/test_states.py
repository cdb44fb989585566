"""Under what a finding is counted, and in what words."""

from dataclasses import replace

import pytest

from tests.results.test_case import judged
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding, Report
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.case import Toll
from timeline.portfolio.tolls import Course, case_tolls
from timeline.render.states import group_of, late_words
from timeline.render.tolls import course_words


def a_report() -> Report:
    """The report of a case that is open under one policy."""
    return judged().reports[0]


def a_finding(verdict: Verdict, breach: Truth, *words: Word, tier: Tier = Tier.NONE) -> Finding:
    """A finding with another verdict, and no limit that was passed."""
    finding = a_report().findings[0]
    return replace(finding, verdict=verdict, breach=breach, possible=words, tier=tier, limits=())


def in_practice(finding: Finding) -> Finding:
    """The same by a rule that says only what is usually done."""
    rule = finding.question.rule.model_copy(update={"force": "practice"})
    return replace(finding, question=replace(finding.question, rule=rule))


def counted(*findings: Finding) -> str:
    """What `list` says of a case with these findings."""
    return late_words([replace(a_report(), findings=findings)])


@pytest.mark.parametrize(
    ("finding", "group", "words"),
    [
        (
            a_finding(Verdict.CANNOT_TELL, Truth.YES, Word.MET_LATE, Word.OVERDUE),
            "bad",
            "1 over a limit or order",
        ),
        (
            a_finding(Verdict.CANNOT_TELL, Truth.YES, Word.MISSING, Word.OVERDUE),
            "bad",
            "1 missing or over against a limit or duty",
        ),
        (
            a_finding(Verdict.MISSING, Truth.YES, Word.MISSING, tier=Tier.BENCHMARK),
            "bad",
            "1 missing against a limit or duty",
        ),
        (a_finding(Verdict.MISSING, Truth.UNKNOWN, Word.MISSING), "doubt", "1 cannot be told"),
        (
            in_practice(a_finding(Verdict.OUT_OF_ORDER, Truth.NO, Word.OUT_OF_ORDER)),
            "practice",
            "1 out of order against practice",
        ),
        (
            a_finding(Verdict.OVERDUE, Truth.NO, Word.OVERDUE, tier=Tier.BENCHMARK),
            "benchmark",
            "1 over a benchmark",
        ),
        (
            a_finding(Verdict.CANNOT_TELL, Truth.NO, Word.MET, Word.PENDING),
            "doubt",
            "none",
        ),
        (
            a_finding(Verdict.POSSIBLY_OUT_OF_ORDER, Truth.NO, Word.MET, Word.OUT_OF_ORDER),
            "doubt",
            "1 possibly out of order",
        ),
        (
            a_finding(Verdict.POSSIBLY_OVERDUE, Truth.UNKNOWN, Word.PENDING, Word.OVERDUE),
            "doubt",
            "1 possibly late",
        ),
    ],
)
def test_only_what_is_certain_is_counted_as_over(finding: Finding, group: str, words: str) -> None:
    """A breach in every world is one; what some worlds hold is said to be open."""
    assert group_of(finding) == group
    assert counted(finding) == words


@pytest.mark.parametrize(
    ("verdict", "breach", "group", "words"),
    [
        (Verdict.PENDING, Truth.NO, "extended", "1 past an earlier limit, not the last"),
        (
            Verdict.CANNOT_TELL,
            Truth.UNKNOWN,
            "past",
            "1 past an earlier limit, perhaps not the last",
        ),
        (Verdict.OVERDUE, Truth.YES, "bad", "1 over a limit or order"),
    ],
)
def test_an_earlier_limit_is_not_the_last(
    verdict: Verdict, breach: Truth, group: str, words: str
) -> None:
    """A limit that was passed and extended is told apart from the one that judges."""
    passed = next(one for one in a_report().findings if one.has_passed_a_limit)
    word = Word.OVERDUE if verdict is Verdict.OVERDUE else Word.PENDING
    finding = replace(passed, verdict=verdict, breach=breach, possible=(word,))
    assert group_of(finding) == group
    assert counted(finding) == words


def test_nothing_is_judged() -> None:
    """Without a policy it says so, and contradictions still count."""
    assert late_words([]) == "not judged"
    assert late_words([], "1 contradiction of claims") == "not judged; 1 contradiction of claims"


def a_course(*tolls: str) -> Course:
    """One claimant's figures, each a day, or nothing, and a number."""
    found = []
    for text in tolls:
        day, _, number = text.rpartition(" ")
        data = {"by": "X", "source": "s", "killed": number} | ({"on": day} if day else {})
        found.append(Toll.model_validate(data))
    return case_tolls("c", found, {}).courses[0]


def test_an_undated_figure_stands_apart() -> None:
    """It is not put last, where it would look like the latest."""
    words = course_words(a_course("2023-05-03 1", "5", "2023-05-09 2"))
    assert words == (
        "1 (2023-05-03) → 2 (2023-05-09); undated: 5; their days do not tell the whole order."
    )
    assert course_words(a_course("5", "7")) == (
        "undated: 5 and 7; their days do not tell the whole order."
    )
