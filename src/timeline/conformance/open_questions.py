"""Value of information: facts that would close most verdicts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import hull_of
from timeline.conformance.deadline import Deadline
from timeline.conformance.judge import outcomes_in
from timeline.conformance.question import Candidate, Measure, Question
from timeline.conformance.verdict import Tier
from timeline.inference.statement import on_days
from timeline.model.limit import Length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.verdict import Word
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference

FactKind = Literal["day", "outcome", "limit", "extension"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that is not known."""

    kind: FactKind
    about: str
    """Event, order, or rule that it is a fact about."""


def facts_of(finding: Finding, inference: Inference) -> tuple[Fact, ...]:
    """Return the facts that an uncertain finding waits for."""
    if finding.verdict.is_certain:
        return ()
    return tuple(dict.fromkeys(_facts(finding, inference)))


def _facts(finding: Finding, inference: Inference) -> Iterator[Fact]:
    question = finding.question
    unread = [measure for measure in question.measures if not measure.was_read]
    if unread:
        kind: FactKind = "extension" if unread[-1].tier is Tier.ORDER else "limit"
        yield Fact(kind, question.order or question.rule.id)
    for result in finding.limits:
        if result.line.deadline is not None and result.line.deadline.open_ended:
            yield Fact("extension", result.line.order)
    for candidate in dict.fromkeys(question.candidates):
        if inference.day_of(candidate.event).exact is None:
            yield Fact("day", candidate.event)
        if not candidate.is_certain:
            yield Fact("outcome", candidate.event)


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
    """List facts that would decide something, most useful first."""
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
        """Return True if one word holds in all worlds of at least one branch."""
        found: set[Word] = set()
        question = question or self.finding.question
        for one in outcomes_in(branches, question, self.report.inference, self.report.as_of):
            found.add(one.word)
            if len(found) > 1:
                return False
        return bool(found)

    def settled(self, answers: Sequence[bool], *, is_exhaustive: bool = True) -> Settled:
        """Return the effect of a fact on it, by each answer tried."""
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
    bound = hull_of(branch.day_of(event) for branch in inference.branches)
    days = None if bound.min is None or bound.max is None else range(bound.min, bound.max + 1)
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


def _spread(days: range) -> list[int]:
    """List all days, or a sample with both ends."""
    if len(days) <= MOST_DAYS_TRIED:
        return list(days)
    last = MOST_DAYS_TRIED - 1
    return [days[place * (len(days) - 1) // last] for place in range(MOST_DAYS_TRIED)]


def _on_day(inference: Inference, event: str, day: int) -> list[Branch]:
    """List the branches that allow an event on a day, with that day in them."""
    node = inference.events[event].own_day
    edges = on_days(node, day, day, -1)
    return [
        branch.with_days(edges)
        for branch in inference.branches
        if branch.day_of(event).contains(day)  # the bounds are the tightest, so each day holds
    ]


def _read(measure: Measure, days: int) -> Measure:
    """Return the measure as if its limit had been read as some days."""
    if measure.was_read and not (measure.deadline and measure.deadline.open_ended):
        return measure
    known = measure.deadline or Deadline(())
    limits = (*known.limits, Length(days, "days", f"{days} days"))
    return replace(measure, deadline=replace(known, limits=limits, open_ended=False))


def _with_fit(question: Question, event: str, *, fits: bool) -> Question:
    """Return the question with an event's fit stated."""

    def decide(one: Candidate) -> Candidate | None:
        if one.event != event or one.is_certain:
            return one
        return Candidate(one.event) if fits else None

    return question.decided(decide)
