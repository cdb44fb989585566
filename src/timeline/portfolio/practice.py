"""Practice: in how many cases it was followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from timeline.chrono.truth import Truth
from timeline.conformance.standing import came_after
from timeline.conformance.verdict import Tier, Word
from timeline.portfolio.peers import LEAST_CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged

Answer = Literal["followed", "not followed", "not on record", "unknown"]
Practice = tuple[str, str]
"""A rule of force `practice`: the policy that states it, and its id."""

_WORST_FIRST: Final[tuple[Answer, ...]] = ("not followed", "unknown", "not on record", "followed")
_ASIDE: Final = frozenset({Word.NOT_REQUIRED, Word.NOT_YET_DUE})
_UNDONE: Final = frozenset({Word.MISSING, Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED})


class PracticeCount(NamedTuple):
    """Numbers of cases that followed a practice or not, where it was called for."""

    policy: str
    """Policy that states the rule."""
    rule: str
    followed: int
    """Certainly followed."""
    not_followed: int
    """Certainly not: out of order, past its limit, or denied."""
    not_on_record: int
    """The record is silent, which does not say that it was not followed."""
    unknown: int
    """The record leaves open which of these it is, or if the practice was called for."""

    @property
    def cases(self) -> int:
        """Return the number of all cases counted."""
        return self.followed + self.not_followed + self.not_on_record + self.unknown

    @property
    def is_telling(self) -> bool:
        """Return True if there are enough cases."""
        return self.cases >= LEAST_CASES


def practice_answers(judged: Judged) -> list[tuple[str, str, Answer]]:
    """Return policy, rule and answer for each practice called for; an invented case has none."""
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


def count_practices(
    cases: Iterable[Iterable[Sequence[str]]], asked: Iterable[Practice]
) -> list[PracticeCount]:
    """Count the cases that followed each practice, by their `practice_answers`."""
    given: dict[Practice, list[str]] = {practice: [] for practice in asked}
    for answers in cases:
        for policy, rule, answer in answers:
            if (policy, rule) in given:
                given[policy, rule].append(answer)
    order = ("followed", "not followed", "not on record", "unknown")
    return [
        PracticeCount(*practice, *(answers.count(one) for one in order))
        for practice, answers in given.items()
    ]


def practices_of(finding: Finding, report: Report) -> list[Practice]:
    """List the practices behind a finding; of a missing step those that require it."""
    rules = [finding.question.rule]
    if Word.MISSING in finding.possible:
        came = came_after(finding, report.inference, report.as_of)
        rules = [requirer.rule for requirer, _ in came]
    owners = _owners(report)
    return [
        (owners[rule.id], rule.id)
        for rule in rules
        if rule.force == "practice" and rule.id in owners
    ]


def _owners(report: Report) -> dict[str, str]:
    """Map each rule to the policy stating it."""
    return {rule.id: owner for rule, owner in report.selection.rules}


def _answer(finding: Finding, report: Report) -> Answer | None:
    """Answer if one finding follows its practice; None if that was not called for."""
    in_force = report.selection.in_force(finding.question.rule.id)
    words = set(finding.possible)
    if in_force is Truth.NO or words <= _ASIDE:
        return None
    if in_force is Truth.UNKNOWN or words & _ASIDE:
        return "unknown"
    is_own_limit = finding.tier not in (Tier.ORDER, Tier.BENCHMARK)
    taken = {Word.MET} if is_own_limit else {Word.MET, Word.MET_LATE}
    if words <= taken:
        return _of_required(finding, report)
    if finding.done is Truth.NO or words <= {Word.OUT_OF_ORDER, Word.MET_LATE} - taken:
        return "not followed"
    return "not on record" if words <= _UNDONE else "unknown"


def _of_required(finding: Finding, report: Report) -> Answer:
    """Answer by the steps that a practice requires before; its own step was taken."""
    own = finding.question
    for other in report.findings:
        asked = other.question
        is_beside = asked.round == own.round and (asked.track == own.track or not asked.track)
        came = came_after(other, report.inference, report.as_of) if is_beside else ()
        if any(requirer.rule.id == own.rule.id for requirer, _ in came):
            if set(other.possible) != {Word.MISSING}:
                return "unknown"
            return "not followed" if other.done is Truth.NO else "not on record"
    return "followed"
