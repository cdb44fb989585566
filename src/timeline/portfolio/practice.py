"""Practice: in how many cases of the workspace it was followed, by their findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from timeline.chrono.truth import Truth
from timeline.conformance.ground import came_after
from timeline.conformance.verdict import Tier, Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged

LEAST_CASES: Final = 5
"""Fewer cases are no practice to speak of."""
MOST_CASES: Final = 200
"""A page on one case looks at no more others than these."""

Answer = Literal["followed", "not followed", "not on record", "unknown"]
Practice = tuple[str, str]
"""A rule of force `practice`: the policy that states it, and its id."""

_WORST_FIRST: Final[tuple[Answer, ...]] = ("not followed", "unknown", "not on record", "followed")
_ASIDE: Final = frozenset({Word.NOT_REQUIRED, Word.NOT_YET_DUE})
_UNDONE: Final = frozenset({Word.MISSING, Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED})
_AGAINST: Final = (Verdict.MISSING, Verdict.OUT_OF_ORDER, Verdict.POSSIBLY_OUT_OF_ORDER)


@dataclass(frozen=True, slots=True)
class PracticeCount:
    """How the cases in which a practice was called for stand against it."""

    policy: str
    """The policy that states the rule."""
    rule: str
    followed: int
    """For certain."""
    not_followed: int
    """For certain: out of order, past its limit, or denied."""
    not_on_record: int
    """The record is silent, which does not say that it was not followed."""
    unknown: int
    """The record leaves open which of these it is, or whether the practice was called for."""

    @property
    def cases(self) -> int:
        """All of them."""
        return self.followed + self.not_followed + self.not_on_record + self.unknown

    @property
    def is_telling(self) -> bool:
        """Whether the cases are enough to speak of."""
        return self.cases >= LEAST_CASES


def practice_answers(judged: Judged) -> list[tuple[str, str, Answer]]:
    """Policy, rule and answer of each practice that a case called for; none of an invented case."""
    found: dict[Practice, list[Answer]] = {}
    for report in () if judged.is_invented else judged.reports:
        owners = _owners(report)
        for finding in report.findings:
            rule = finding.question.rule
            answer = _answer(finding, report) if rule.force == "practice" else None
            if answer is not None and rule.id in owners:
                found.setdefault((owners[rule.id], rule.id), []).append(answer)
    return [
        (*practice, next(one for one in _WORST_FIRST if one in answers))
        for practice, answers in found.items()
    ]


def is_countable(cases: int) -> bool:
    """Return whether a page on one of so many cases counts over all of them."""
    return LEAST_CASES <= cases <= MOST_CASES


def count_practices(
    cases: Iterable[Iterable[Sequence[str]]], asked: Iterable[Practice]
) -> list[PracticeCount]:
    """Count how often practices were followed.

    Args:
        cases: what `practice_answers` gives of each case.
        asked: which practices, in order.
    """
    given: dict[Practice, list[str]] = {practice: [] for practice in asked}
    for answers in cases:
        for policy, rule, answer in answers:
            if (policy, rule) in given:
                given[policy, rule].append(answer)
    return [
        PracticeCount(
            *practice,
            followed=answers.count("followed"),
            not_followed=answers.count("not followed"),
            not_on_record=answers.count("not on record"),
            unknown=answers.count("unknown"),
        )
        for practice, answers in given.items()
    ]


def practices_of(finding: Finding, report: Report) -> list[Practice]:
    """The practices by which a finding holds: of a missing step those that require it."""
    rules = [finding.question.rule]
    if Word.MISSING in finding.possible:
        came = came_after(finding, report.reckoning, report.as_of)
        rules = [requirer.rule for requirer, _ in came]
    owners = _owners(report)
    return [
        (owners[rule.id], rule.id)
        for rule in rules
        if rule.force == "practice" and rule.id in owners
    ]


def is_against_practice(finding: Finding) -> bool:
    """Return whether a finding holds, or may hold, something against a case that is no duty."""
    return finding.verdict in _AGAINST and not finding.is_duty


def practices_held_against(judged: Judged) -> list[Practice]:
    """The practices that a case went against, or may have, each once."""
    held = (
        practice
        for report in judged.reports
        for finding in report.findings
        if is_against_practice(finding)
        for practice in practices_of(finding, report)
    )
    return list(dict.fromkeys(held))


def _owners(report: Report) -> dict[str, str]:
    """The policy that states each rule, by the rule's id."""
    return {rule.id: owner for rule, owner in report.selection.rules}


def _answer(finding: Finding, report: Report) -> Answer | None:
    """How one finding stands against its practice; None where that was not called for."""
    in_force = report.selection.in_force(finding.question.rule.id)
    words = set(finding.possible)
    if in_force is Truth.NO or words <= _ASIDE:
        return None
    if in_force is Truth.UNKNOWN or words & _ASIDE:
        return "unknown"
    is_own_limit = finding.tier not in (Tier.ORDER, Tier.YARDSTICK)
    taken = {Word.MET} if is_own_limit else {Word.MET, Word.MET_LATE}
    if words <= taken:
        return _of_required(finding, report)
    if finding.done is Truth.NO or words <= {Word.OUT_OF_ORDER, Word.MET_LATE} - taken:
        return "not followed"
    return "not on record" if words <= _UNDONE else "unknown"


def _of_required(finding: Finding, report: Report) -> Answer:
    """How a step that was taken stands against what its practice requires before it."""
    own = finding.question
    for other in report.findings:
        asked = other.question
        is_beside = asked.round == own.round and (asked.track == own.track or not asked.track)
        came = came_after(other, report.reckoning, report.as_of) if is_beside else ()
        if any(requirer.rule.id == own.rule.id for requirer, _ in came):
            if set(other.possible) != {Word.MISSING}:
                return "unknown"
            return "not followed" if other.done is Truth.NO else "not on record"
    return "followed"
