"""The next best question: which single fact would settle the most verdicts that are open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.chrono.network import Contradiction
from timeline.conformance.deadline import Deadline
from timeline.conformance.facts import Fact, facts_of
from timeline.conformance.judge import words_of
from timeline.conformance.question import Candidate, Condition, Measure, Question
from timeline.conformance.verdict import join
from timeline.model.limit import Length
from timeline.reckoning.statement import on_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.reckoning.branch import Branch
    from timeline.reckoning.reckoning import Reckoning

MOST_DAYS_TRIED = 24
_FOREVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Settled:
    """How far one fact would settle one finding."""

    policy: str
    finding: str
    settling: int
    """Of the answers tried, how many leave one verdict."""
    tried: int
    is_exhaustive: bool
    """Whether every answer that is possible was tried."""

    @property
    def share(self) -> float:
        """The share of the answers tried that settle the finding."""
        return self.settling / self.tried if self.tried else 0.0

    @property
    def always(self) -> bool:
        """Whether the finding is settled whatever the answer is."""
        return self.is_exhaustive and self.settling == self.tried > 0


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A fact that somebody may know, and the findings that it bears on."""

    fact: Fact
    settles: tuple[Settled, ...]

    @property
    def weight(self) -> float:
        """How many findings it settles, counting shares."""
        return sum(one.share for one in self.settles)


def open_questions(reckoning: Reckoning, reports: Sequence[Report]) -> list[OpenQuestion]:
    """Every fact that would settle something, the one that settles the most first."""
    bears_on: dict[Fact, list[Settled]] = {}
    for report in reports:
        for finding in report.findings:
            for fact in facts_of(finding, reckoning):
                settled = _settled(fact, finding, report)
                if settled.settling:
                    bears_on.setdefault(fact, []).append(settled)
    found = [OpenQuestion(fact, tuple(settles)) for fact, settles in bears_on.items()]
    return sorted(found, key=lambda one: (-one.weight, one.fact.kind, one.fact.about))


def _settled(fact: Fact, finding: Finding, report: Report) -> Settled:
    results = list(_answers(fact, finding, report))
    exhaustive = True
    if fact.kind == "day":
        days = _days_left(fact.about, report.reckoning)
        exhaustive = days is not None and len(days) <= MOST_DAYS_TRIED
    return Settled(report.selection.policy.id, finding.id, sum(results), len(results), exhaustive)


def _answers(fact: Fact, finding: Finding, report: Report) -> Iterator[bool]:
    """For each possible answer, whether it leaves one verdict."""
    reckoning, question = report.reckoning, finding.question
    if fact.kind == "day":
        days = _days_left(fact.about, reckoning)
        for day in _spread(days) if days is not None else ():
            branches = _on_day(reckoning, fact.about, day)
            if branches:
                yield _is_settled(branches, question, report.as_of)
        return
    if fact.kind == "outcome":
        variants = [_with_fit(question, fact.about, fits=fits) for fits in (True, False)]
    else:
        variants = [
            replace(question, measures=tuple(_read(one, days) for one in question.measures))
            for days in (0, _FOREVER)
        ]
    for variant in variants:
        yield _is_settled(list(reckoning.judged), variant, report.as_of)


def _days_left(event: str, reckoning: Reckoning) -> range | None:
    """The days of an event, as far as it is bounded on both sides where it is judged."""
    lows = [branch.day_of(event).min for branch in reckoning.judged]
    highs = [branch.day_of(event).max for branch in reckoning.judged]
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
    found = []
    for branch in reckoning.judged:
        if branch.day_of(event).contains(day) and branch.days.allows(edges):
            try:
                found.append(branch.with_days(edges))
            except Contradiction:  # the days allow it and the times do not
                continue
    return found


def _is_settled(branches: Sequence[Branch], question: Question, as_of: int) -> bool:
    words, was_read = words_of(branches, question, as_of)
    return bool(words) and join(words, limit_was_read=was_read).is_certain


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

    def sure(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(one.event) if one.event == event else one
            for one in candidates
            if one.event != event or one.is_certain or fits
        )

    def known(condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        return Condition(
            sure(condition.happened),
            tuple(part for one in condition.all_of if (part := known(one)) is not None),
            tuple(part for one in condition.any_of if (part := known(one)) is not None),
            known(condition.none_of),
        )

    return replace(
        question,
        triggers=sure(question.triggers),
        measures=tuple(
            replace(one, triggers=None if one.triggers is None else sure(one.triggers))
            for one in question.measures
        ),
        steps=sure(question.steps),
        condition=known(question.condition),
    )
