"""Outcomes: which words can hold in the worlds that one branch leaves.

Every word of the closed list is a conjunction of differences of days and orders of instants. The
branch is asked whether it allows each conjunction; that is exact, and needs no enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.chrono.network import ORIGIN, Edge
from timeline.conformance.verdict import Tier, Word
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.deadline import Deadline, Run
    from timeline.conformance.question import Candidate, Condition, Measure, Question
    from timeline.reckoning.branch import Branch


@dataclass(frozen=True, slots=True)
class Facts:
    """What one kind of world holds to: day edges, and instants in strict order."""

    days: tuple[Edge, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()

    def plus(self, *days: Edge) -> Facts:
        """The same with more day edges."""
        return Facts((*self.days, *days), self.orders)

    def then(self, first: str, second: str) -> Facts:
        """The same with the instant of one event before that of another."""
        return Facts(self.days, (*self.orders, (first, second)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One word that holds in some world, and what such worlds have in common."""

    word: Word
    tier: Tier
    is_breach: bool
    facts: Facts
    trigger: str = ""
    """The first trigger, where one had happened."""
    step: str = ""
    """The first event that took the step, where one had."""
    was_read: bool = True
    """Whether the limit that separates this word from another could be read."""
    deadline: Deadline | None = None
    """What it was measured by; None where nothing sets a limit, or nobody could read it."""


def narrowed(branch: Branch, facts: Facts, *days: Edge) -> Facts | None:
    """Facts with more day edges, those that the branch does not imply; None if they cannot hold.

    Args:
        branch: where to ask.
        facts: what it allows; whoever hands facts on has asked.
        days: edges between day nodes.
    """
    more = branch.days.narrowing(days)
    if not more:
        return facts if more is not None else None
    found = facts.plus(*more)
    alone = len(found.days) == 1 and not found.orders
    return found if alone or branch.allows(found.days, found.orders) else None


class Worlds:
    """One branch, judged at the end of one day, for one question in which nothing is unstated.

    The facts that go from one step to the next are such that some world holds to them.
    """

    def __init__(self, branch: Branch, question: Question, as_of: int) -> None:
        """Keep what is asked.

        Args:
            branch: days and times that can hold together.
            question: the rule and its events.
            as_of: the day judged from, on the case's calendar; everything later is cut.
        """
        self.branch = branch
        self.question = question
        self.as_of = as_of

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome that some world has; the same word may come more than once."""
        for facts, holds in self._condition(self.question.condition, Facts()):
            if not holds:
                yield Outcome(Word.NOT_REQUIRED, Tier.NONE, is_breach=False, facts=facts)
                continue
            for done, step in self._first(self.question.steps, facts):
                if step:
                    yield from self._done(done, step)
                else:
                    yield from self._undone(done)

    def _allows(self, facts: Facts) -> bool:
        return self.branch.allows(facts.days, facts.orders)

    def _by(self, event: str, day: int) -> Edge:
        """The event happened by the end of a day."""
        return Edge(ORIGIN, self.branch.case_day(event), day)

    def _since(self, event: str, day: int) -> Edge:
        """The event happened on a day or later."""
        return Edge(self.branch.case_day(event), ORIGIN, -day)

    def _first(
        self, candidates: tuple[Candidate, ...], facts: Facts
    ) -> Iterator[tuple[Facts, str]]:
        """Which candidate came first by the day judged from; an empty name for none of them."""
        if not candidates:
            yield facts, ""
            return
        sure = [one.event for one in candidates if one.is_certain]
        for name in (one.event for one in candidates):
            others = [self._not_after(name, other) for other in sure if other != name]
            found = narrowed(self.branch, facts, self._by(name, self.as_of), *others)
            if found is not None:
                yield found, name
        none = self._none_of(sure, facts)
        if none is not None:
            yield none, ""

    def _none_of(self, events: Sequence[str], facts: Facts) -> Facts | None:
        """Worlds in which none of some events had happened."""
        later = [self._since(name, self.as_of + 1) for name in events]
        return narrowed(self.branch, facts, *later)

    def _not_after(self, first: str, second: str) -> Edge:
        start, end = day_nodes(self.branch.events[first], self.branch.events[second])
        return Edge(end, start, 0)

    def _condition(self, condition: Condition | None, facts: Facts) -> Iterator[tuple[Facts, bool]]:
        """Worlds in which a condition holds, and worlds in which it does not."""
        if condition is None:
            yield facts, True
        elif condition.none_of is not None:
            for found, holds in self._condition(condition.none_of, facts):
                yield found, not holds
        elif condition.all_of or condition.any_of:
            parts = condition.all_of or condition.any_of
            yield from self._parts(parts, facts, stops_on=not condition.all_of)
        else:
            for found, name in self._first(condition.happened, facts):
                yield found, bool(name)

    def _parts(
        self, parts: tuple[Condition, ...], facts: Facts, *, stops_on: bool
    ) -> Iterator[tuple[Facts, bool]]:
        """`all` stops on the first part that does not hold, `any` on the first that does."""
        if not parts:
            yield facts, not stops_on
            return
        for found, holds in self._condition(parts[0], facts):
            if holds is stops_on:
                yield found, holds
            else:
                yield from self._parts(parts[1:], found, stops_on=stops_on)

    def _done(self, facts: Facts, step: str) -> Iterator[Outcome]:
        """The step was taken: out of order, late, or met."""
        in_order = [facts]
        for required in self.question.requires:
            names = [one.event for one in required]
            still: list[Facts] = []
            for before in in_order:
                for wrong in self._before_all(before, step, names):
                    yield from self._measured(wrong, step, Word.OUT_OF_ORDER)
                still.extend(self._not_before_all(before, step, names))
            in_order = still
        for found in in_order:
            yield from self._measured(found, step)

    def _before_all(self, facts: Facts, step: str, required: Sequence[str]) -> Iterator[Facts]:
        """Worlds in which the step comes before the first event that it requires."""
        if step in required:
            return
        wrong = facts
        for name in required:
            wrong = self._ordered(wrong, step, name)
        for name in required:
            found = wrong.plus(self._by(name, self.as_of))
            if self._allows(found):
                yield found

    def _not_before_all(self, facts: Facts, step: str, required: Sequence[str]) -> Iterator[Facts]:
        """Worlds in which it does not: nothing that it requires happened, or something came first.

        The first step of a day is the first by its instant, so what is required must precede
        every step of that day.
        """
        if step in required:
            yield facts
            return
        steps = {step, *(one.event for one in self.question.steps if one.is_certain)}
        none = self._none_of(required, facts)
        if none is not None:
            yield none
        for name in required:
            right = facts
            for other in steps:
                right = self._ordered(right, name, other)
            if self._allows(right):
                yield right
            elif not any(self._allows(self._ordered(facts, other, name)) for other in steps):
                yield facts  # the record puts both at one instant

    def _ordered(self, facts: Facts, first: str, second: str) -> Facts:
        """Worlds in which the instant of one event comes before that of another."""
        return facts.then(first, second).plus(self._not_after(first, second))

    @property
    def _is_duty(self) -> bool:
        return self.question.rule.force in ("binding", "order")

    def _undone(self, facts: Facts) -> Iterator[Outcome]:
        """The step was not taken: missing, not yet due, overdue or pending."""
        for found, later in self._first(self.question.dependents, facts):
            yield from self._measured(found, "", Word.MISSING if later else None)

    def _measured(self, facts: Facts, step: str, instead: Word | None = None) -> Iterator[Outcome]:
        """By trigger and limit, under every measure that may apply.

        Args:
            facts: what the worlds hold to.
            step: the event that took the step, if any.
            instead: the word that comes before those of the limit in the closed list.
        """
        for measure in self.question.measures:
            applies = [self._by(name, self.as_of) for name in measure.given_with]
            if measure.not_with:
                applies.append(self._since(measure.not_with, self.as_of + 1))
            held = narrowed(self.branch, facts, *applies)
            if held is None:
                continue
            for outcome in self._by_trigger(held, step, measure):
                yield outcome if instead is None else self._named(outcome, instead)

    def _by_trigger(self, facts: Facts, step: str, measure: Measure) -> Iterator[Outcome]:
        """Met or not yet due where the trigger never came, else by the limit."""
        triggers = self.question.triggers if measure.triggers is None else measure.triggers
        word = Word.MET if step else Word.NOT_YET_DUE
        for found, trigger in self._first(triggers, facts):
            situation = Outcome(
                word, Tier.NONE, is_breach=False, facts=found, trigger=trigger, step=step
            )
            if trigger:
                yield from against_limit(self.branch, measure, situation, self.as_of)
            else:
                yield situation

    def _named(self, outcome: Outcome, word: Word) -> Outcome:
        """The same by another word, which is no milder: a limit that has passed stays passed."""
        breach = outcome.is_breach or self._is_duty
        return replace(outcome, word=word, is_breach=breach, was_read=True)


def against_limit(
    branch: Branch, measure: Measure, situation: Outcome, as_of: int
) -> Iterator[Outcome]:
    """The limit: kept or passed, or nobody can read it.

    Args:
        branch: where to ask.
        measure: what to measure by.
        situation: an outcome with a trigger; its step, if any, and the facts it holds to.
        as_of: the day judged from.
    """
    kept, passed = (Word.MET, Word.MET_LATE) if situation.step else (Word.PENDING, Word.OVERDUE)
    breach = measure.tier in (Tier.ORDER, Tier.LIMIT)

    def outcome(word: Word, facts: Facts, *, was_read: bool = True) -> Outcome:
        return replace(
            situation,
            word=word,
            tier=measure.tier,
            is_breach=breach and word is passed,
            facts=facts,
            was_read=was_read,
            deadline=measure.deadline,
        )

    facts = situation.facts
    if not measure.was_read:
        yield outcome(kept, facts, was_read=False)
        yield outcome(passed, facts, was_read=False)
        return
    if measure.deadline is None:
        yield outcome(kept, facts)
        return
    limit = _Limit(*limit_nodes(branch, situation, measure.deadline), as_of)
    starts = branch.days.days_given(facts.days, ORIGIN, limit.start)
    for early, late in measure.deadline.runs(starts) if starts is not None else ():
        run = tuple(limit.in_run(early))
        on_time = narrowed(branch, facts, *run, limit.within(late))
        too_late = narrowed(branch, facts, *run, limit.beyond(early))
        if on_time is not None:
            yield outcome(kept, on_time)
        if too_late is not None:
            open_end = measure.deadline.open_ended
            if open_end:
                yield outcome(kept, too_late, was_read=False)
            yield outcome(passed, too_late, was_read=not open_end)


def limit_nodes(branch: Branch, situation: Outcome, deadline: Deadline) -> tuple[str, str]:
    """The days of trigger and step between which a limit is counted; no second where undone.

    Their own zone's if they share it, else the case's; a fixed day is one of the case's calendar.
    """
    if not situation.step:
        return branch.case_day(situation.trigger), ""
    if deadline.by is not None:
        return branch.case_day(situation.trigger), branch.case_day(situation.step)
    return day_nodes(branch.events[situation.trigger], branch.events[situation.step])


@dataclass(frozen=True, slots=True)
class _Limit:
    """A deadline between two days: from a trigger to a step, or to the day judged from."""

    start: str
    end: str
    """The day of the step; empty where it is undone."""
    as_of: int

    def in_run(self, run: Run) -> Iterator[Edge]:
        if run.last is not None:
            yield Edge(ORIGIN, self.start, run.last)
        if run.first is not None:
            yield Edge(self.start, ORIGIN, -run.first)

    def within(self, run: Run) -> Edge:
        """The step, or else the day judged from, is not beyond the deadline."""
        if run.by is not None:
            return Edge(ORIGIN, self.end, run.by) if self.end else _fact(holds=self.as_of <= run.by)
        after = run.after or 0
        if not self.end:
            return Edge(self.start, ORIGIN, after - self.as_of)
        return Edge(self.start, self.end, after)

    def beyond(self, run: Run) -> Edge:
        """The step, or else the day judged from, is beyond the deadline."""
        if run.by is not None:
            late = -(run.by + 1)
            return Edge(self.end, ORIGIN, late) if self.end else _fact(holds=self.as_of > run.by)
        after = run.after or 0
        if not self.end:
            return Edge(ORIGIN, self.start, self.as_of - after - 1)
        return Edge(self.end, self.start, -(after + 1))


def _fact(*, holds: bool) -> Edge:
    """An edge that always holds, or one that never does."""
    return Edge(ORIGIN, ORIGIN, 0 if holds else -1)
