"""Every verdict, and the numbers with it, against all worlds of small cases."""

from hypothesis import given

from tests.conformance.builders import judged
from tests.properties.strategies import iso
from tests.properties.verdict_worlds import (
    Result,
    Situation,
    hull,
    joined,
    judged_pairs,
    lateness,
    results_of,
    situations,
    worlds_of,
)
from timeline.chrono.bound import Bound
from timeline.conformance.finding import Finding


def findings_of(situation: Situation) -> dict[tuple[str, int], Finding]:
    """What the program finds, by track and round."""
    report = judged(situation.case_yaml(), situation.rule.as_yaml(), iso(situation.as_of))
    assert not report.reckoning.conflicts
    return {
        (finding.question.track, finding.question.round): finding
        for finding in report.findings
        if finding.question.rule.id == "rule"
    }


def ends(bound: Bound | None) -> tuple[int | None, int | None] | None:
    """Both ends of a bound."""
    return None if bound is None else (bound.min, bound.max)


def breach_words(results: set[Result]) -> str:
    """yes, no or unknown, over all worlds."""
    answers = {result.breach for result in results}
    return "unknown" if len(answers) > 1 else "yes" if answers == {True} else "no"


@given(situations())
def test_a_verdict_is_what_all_worlds_say(situation: Situation) -> None:
    """Words, verdict, breach and numbers are those of brute force, for each track and round."""
    found = findings_of(situation)
    worlds = list(worlds_of(situation))
    assert sorted(found) == judged_pairs(situation)
    for (track, round_), finding in found.items():
        results = results_of(situation, track, round_, worlds)
        assert {word.value for word in finding.possible} == {one.word for one in results}
        assert finding.verdict.value == joined(results)
        assert finding.breach.value == breach_words(results)
        assert ends(finding.days) == hull([one.days for one in results])
        assert ends(finding.days_late) == lateness(results)
        tiers = {one.tier for one in results}
        assert len(tiers) > 1 or finding.tier.value in tiers
