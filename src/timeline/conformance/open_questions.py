"""Value of information: facts that would close most verdicts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.conformance.deadline import Deadline
from timeline.conformance.facts import Fact, facts_of
from timeline.conformance.judge import words_in
from timeline.conformance.question import Candidate, Measure, Question
from timeline.inference.statement import on_days
from timeline.model.limit import Length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.verdict import Word
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference

MOST_DAYS_TRIED = 24
_FOREVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """Effect that one fact would have on one finding."""

    policy: str
    finding: str
    settling: int
    """Answers tried that leave one verdict."""
    tried: int
    is_exhaustive: bool
    """True if every answer that is possible was tried."""

    @property
    def share(self) -> float:
        """Return the share of answers that decide the finding."""
        return self.settling / self.tried if self.tried else 0.0

    @property
    def always(self) -> bool:
        """Return True if any answer decides the finding."""
        return self.is_exhaustive and self.settling == self.tried > 0


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An unknown fact and the findings it bears on."""

    fact: Fact
    settles: tuple[Settled, ...]

    @property
    def weight(self) -> float:
        """Return the findings it decides, counting shares."""
        return sum(one.share for one in self.settles)


def open_questions(inference: Inference, reports: Sequence[Report]) -> list[OpenQuestion]:
    """List the useful facts, the best first.

    Each would decide something; the one that decides the most comes first.
    """
    bears_on: dict[Fact, list[_Waiting]] = {}
    for report in reports:
        for finding in report.findings:
            for fact in facts_of(finding, inference):
                bears_on.setdefault(fact, []).append(_Waiting(report, finding))
    found = []
    for fact, waiting in bears_on.items():
        settles = tuple(one for one in _settled(fact, waiting, inference) if one.settling)
        if settles:
            found.append(OpenQuestion(fact, settles))
    return sorted(found, key=lambda one: (-one.weight, one.fact.kind, one.fact.about))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A finding that waits for a fact."""

    report: Report
    finding: Finding

    def is_settled(self, branches: Sequence[Branch], question: Question | None = None) -> bool:
        """Return True if only one word holds.

        In all worlds of the branches.

        Args:
            branches: at least one.
            question: the finding's own, or a variant of it.
        """
        found: set[Word] = set()
        for word in words_in(
            branches, question or self.finding.question, self.report.inference, self.report.as_of
        ):
            found.add(word)
            if len(found) > 1:
                return False
        return bool(found)

    def settled(self, answers: Sequence[bool], *, is_exhaustive: bool = True) -> Settled:
        """Return the effect of a fact on it.

        By each answer that was tried.
        """
        policy = self.report.selection.policy.id
        return Settled(policy, self.finding.id, sum(answers), len(answers), is_exhaustive)


def _settled(fact: Fact, waiting: Sequence[_Waiting], inference: Inference) -> Iterator[Settled]:
    if fact.kind == "day":
        yield from _settled_by_day(fact.about, waiting, inference)
        return
    for one in waiting:
        variants = _variants(fact, one.finding.question)
        yield one.settled([one.is_settled(inference.branches, variant) for variant in variants])


def _settled_by_day(
    event: str, waiting: Sequence[_Waiting], inference: Inference
) -> Iterator[Settled]:
    """Yield the effects of knowing an event's day."""
    # Day by day, so that each is solved once for all findings and then forgotten.
    days = _days_left(event, inference)
    answers: list[list[bool]] = [[] for _ in waiting]
    for day in () if days is None else _spread(days):
        branches = _on_day(inference, event, day)
        if branches:
            for one, found in zip(waiting, answers, strict=True):
                found.append(one.is_settled(branches))
    is_exhaustive = days is not None and len(days) <= MOST_DAYS_TRIED
    for one, found in zip(waiting, answers, strict=True):
        yield one.settled(found, is_exhaustive=is_exhaustive)


def _variants(fact: Fact, question: Question) -> Iterator[Question]:
    """Yield the question for each possible answer."""
    if fact.kind == "outcome":
        for fits in (True, False):
            yield _with_fit(question, fact.about, fits=fits)
    else:
        for days in (0, _FOREVER):
            yield replace(question, measures=tuple(_read(one, days) for one in question.measures))


def _days_left(event: str, inference: Inference) -> range | None:
    """Return the possible days of an event.

    None unless it is bounded on both sides where it is judged.
    """
    lows = [branch.day_of(event).min for branch in inference.branches]
    highs = [branch.day_of(event).max for branch in inference.branches]
    low = None if None in lows else min(day for day in lows if day is not None)
    high = None if None in highs else max(day for day in highs if day is not None)
    return None if low is None or high is None else range(low, high + 1)


def _spread(days: range) -> list[int]:
    """List all days, or a sample with both ends."""
    if len(days) <= MOST_DAYS_TRIED:
        return list(days)
    last = MOST_DAYS_TRIED - 1
    return [days[place * (len(days) - 1) // last] for place in range(MOST_DAYS_TRIED)]


def _on_day(inference: Inference, event: str, day: int) -> list[Branch]:
    """List the branches with an event on a day.

    Those that allow it, with that day in them.
    """
    node = inference.events[event].own_day
    edges = on_days(node, day, day, -1)
    return [
        branch.with_days(edges)
        for branch in inference.branches
        if branch.day_of(event).contains(day)  # the bounds are the tightest, so each day holds
    ]


def _read(measure: Measure, days: int) -> Measure:
    """Return the measure with a limit of some days.

    As if its limit had been read.
    """
    if measure.was_read and not (measure.deadline and measure.deadline.open_ended):
        return measure
    known = measure.deadline or Deadline(())
    limits = (*known.limits, Length(days, "days", f"{days} days"))
    return replace(measure, deadline=replace(known, limits=limits, open_ended=False))


def _with_fit(question: Question, event: str, *, fits: bool) -> Question:
    """Return the question with an event's fit decided.

    As if the record said so.
    """

    def settle(one: Candidate) -> Candidate | None:
        if one.event != event or one.is_certain:
            return one
        return Candidate(one.event) if fits else None

    return question.settled(settle)
