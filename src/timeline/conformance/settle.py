"""The next best question: which single fact would settle the most verdicts that are open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.conformance.deadline import Deadline
from timeline.conformance.facts import Fact, facts_of
from timeline.conformance.judge import words_in
from timeline.conformance.question import Candidate, Measure, Question
from timeline.model.limit import Length
from timeline.reckoning.statement import on_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.verdict import Word
    from timeline.reckoning.branch import Branch
    from timeline.reckoning.reckoning import Reckoning

MOST_DAYS_TRIED = 24
_FOREVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """Effect that one fact would have on one finding."""

    policy: str
    finding: str
    settling: int
    """Of the answers tried, how many leave one verdict."""
    tried: int
    is_exhaustive: bool
    """True if every answer that is possible was tried."""

    @property
    def share(self) -> float:
        """The share of the answers tried that settle the finding."""
        return self.settling / self.tried if self.tried else 0.0

    @property
    def always(self) -> bool:
        """Return True if the finding is settled whatever the answer is."""
        return self.is_exhaustive and self.settling == self.tried > 0


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A fact that somebody may know, and the findings that it bears on."""

    fact: Fact
    settles: tuple[Settled, ...]

    @property
    def weight(self) -> float:
        """The number of findings that it settles, counting shares."""
        return sum(one.share for one in self.settles)


def open_questions(reckoning: Reckoning, reports: Sequence[Report]) -> list[OpenQuestion]:
    """Return every fact that would settle something, the one that settles the most first."""
    bears_on: dict[Fact, list[_Waiting]] = {}
    for report in reports:
        for finding in report.findings:
            for fact in facts_of(finding, reckoning):
                bears_on.setdefault(fact, []).append(_Waiting(report, finding))
    found = []
    for fact, waiting in bears_on.items():
        settles = tuple(one for one in _settled(fact, waiting, reckoning) if one.settling)
        if settles:
            found.append(OpenQuestion(fact, settles))
    return sorted(found, key=lambda one: (-one.weight, one.fact.kind, one.fact.about))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A finding that waits for a fact."""

    report: Report
    finding: Finding

    def is_settled(self, branches: Sequence[Branch], question: Question | None = None) -> bool:
        """Return True if one word alone holds in all worlds of the branches.

        Args:
            branches: at least one.
            question: the finding's own, or a variant of it.
        """
        found: set[Word] = set()
        for word in words_in(
            branches, question or self.finding.question, self.report.reckoning, self.report.as_of
        ):
            found.add(word)
            if len(found) > 1:
                return False
        return bool(found)

    def settled(self, answers: Sequence[bool], *, is_exhaustive: bool = True) -> Settled:
        """Return the effect of a fact on it, by each answer that was tried."""
        policy = self.report.selection.policy.id
        return Settled(policy, self.finding.id, sum(answers), len(answers), is_exhaustive)


def _settled(fact: Fact, waiting: Sequence[_Waiting], reckoning: Reckoning) -> Iterator[Settled]:
    if fact.kind == "day":
        yield from _settled_by_day(fact.about, waiting, reckoning)
        return
    for one in waiting:
        variants = _variants(fact, one.finding.question)
        yield one.settled([one.is_settled(reckoning.branches, variant) for variant in variants])


def _settled_by_day(
    event: str, waiting: Sequence[_Waiting], reckoning: Reckoning
) -> Iterator[Settled]:
    """Day by day, so that each is solved once for all findings and then forgotten."""
    days = _days_left(event, reckoning)
    answers: list[list[bool]] = [[] for _ in waiting]
    for day in () if days is None else _spread(days):
        branches = _on_day(reckoning, event, day)
        if branches:
            for one, found in zip(waiting, answers, strict=True):
                found.append(one.is_settled(branches))
    is_exhaustive = days is not None and len(days) <= MOST_DAYS_TRIED
    for one, found in zip(waiting, answers, strict=True):
        yield one.settled(found, is_exhaustive=is_exhaustive)


def _variants(fact: Fact, question: Question) -> Iterator[Question]:
    """The question as if the fact were known, once for each possible answer."""
    if fact.kind == "outcome":
        for fits in (True, False):
            yield _with_fit(question, fact.about, fits=fits)
    else:
        for days in (0, _FOREVER):
            yield replace(question, measures=tuple(_read(one, days) for one in question.measures))


def _days_left(event: str, reckoning: Reckoning) -> range | None:
    """The days of an event, as far as it is bounded on both sides where it is judged."""
    lows = [branch.day_of(event).min for branch in reckoning.branches]
    highs = [branch.day_of(event).max for branch in reckoning.branches]
    low = None if None in lows else min(day for day in lows if day is not None)
    high = None if None in highs else max(day for day in highs if day is not None)
    return None if low is None or high is None else range(low, high + 1)


def _spread(days: range) -> list[int]:
    """All days, or so many that both ends are among them."""
    if len(days) <= MOST_DAYS_TRIED:
        return list(days)
    last = MOST_DAYS_TRIED - 1
    return [days[place * (len(days) - 1) // last] for place in range(MOST_DAYS_TRIED)]


def _on_day(reckoning: Reckoning, event: str, day: int) -> list[Branch]:
    """The branches that allow an event on a day, with that day in them."""
    node = reckoning.events[event].own_day
    edges = on_days(node, day, day, -1)
    return [
        branch.with_days(edges)
        for branch in reckoning.branches
        if branch.day_of(event).contains(day)  # the bounds are the tightest, so each day holds
    ]


def _read(measure: Measure, days: int) -> Measure:
    """The measure as if its limit had been read, and were so many days."""
    if measure.was_read and not (measure.deadline and measure.deadline.open_ended):
        return measure
    known = measure.deadline or Deadline(())
    limits = (*known.limits, Length(days, "days", f"{days} days"))
    read = replace(known, limits=limits, open_ended=False)
    return replace(measure, deadline=read, was_read=True)


def _with_fit(question: Question, event: str, *, fits: bool) -> Question:
    """The question as if the record said whether an event fits what is asked of it."""

    def settle(one: Candidate) -> Candidate | None:
        if one.event != event or one.is_certain:
            return one
        return Candidate(one.event) if fits else None

    return question.settled(settle)
