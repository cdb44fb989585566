"""Outcomes: which words can hold in the worlds that one branch leaves.

Every word of the closed list is a conjunction of differences of days and orders of instants. The
branch is asked whether it allows each conjunction; that is exact, and needs no enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from timeline.chrono.network import ORIGIN, Edge
from timeline.conformance.verdict import Tier, Word
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.deadline import Run
    from timeline.conformance.question import Candidate, Condition, Measure, Question
    from timeline.reckoning.branch import Branch

_MOST_UNSURE = 6


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


class Worlds:
    """One branch, judged at the end of one day, for one question."""

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
        question = self.question
        for facts, holds in self._condition(question.condition, Facts()):
            if not holds:
                yield Outcome(Word.NOT_REQUIRED, Tier.NONE, is_breach=False, facts=facts)
                continue
            for done, step in self._first(question.steps, facts):
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
        for chosen in _choices(candidates):
            for name in chosen:
                others = [self._not_after(name, other) for other in chosen if other != name]
                found = facts.plus(self._by(name, self.as_of), *others)
                if self._allows(found):
                    yield found, name
            none = facts.plus(*(self._since(name, self.as_of + 1) for name in chosen))
            if self._allows(none):
                yield none, ""

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
            still: list[Facts] = []
            for before in in_order:
                for found, name in self._first(required, before):
                    if not name or name == step:
                        still.append(found)
                        continue
                    wrong = found.then(step, name)
                    if self._allows(wrong):
                        yield self._out_of_order(wrong, step)
                    right = self._right_order(found, name, step)
                    if right is not None:
                        still.append(right)
            in_order = still
        for found in in_order:
            yield from self._in_time(found, step)

    def _right_order(self, facts: Facts, required: str, step: str) -> Facts | None:
        """Worlds in which the step is not before what it requires; None where there are none."""
        strictly = facts.then(required, step)
        return strictly if self._allows(strictly) else None

    def _out_of_order(self, facts: Facts, step: str) -> Outcome:
        return Outcome(
            Word.OUT_OF_ORDER, Tier.NONE, is_breach=self._is_duty, facts=facts, step=step
        )

    @property
    def _is_duty(self) -> bool:
        return self.question.rule.force in ("binding", "order")

    def _in_time(self, facts: Facts, step: str) -> Iterator[Outcome]:
        """In order: met where the trigger never came, else by the limit."""
        for found, trigger in self._first(self.question.triggers, facts):
            if not trigger:
                yield Outcome(Word.MET, Tier.NONE, is_breach=False, facts=found, step=step)
                continue
            yield from self._against(Outcome(
                Word.MET, Tier.NONE, is_breach=False, facts=found, trigger=trigger, step=step
            ))  # fmt: skip

    def _undone(self, facts: Facts) -> Iterator[Outcome]:
        """The step was not taken: missing, not yet due, overdue or pending."""
        for found, later in self._first(self.question.dependents, facts):
            if later:
                yield Outcome(
                    Word.MISSING, Tier.NONE, is_breach=self._is_duty, facts=found, step=""
                )
                continue
            for waiting, trigger in self._first(self.question.triggers, found):
                if not trigger:
                    yield Outcome(Word.NOT_YET_DUE, Tier.NONE, is_breach=False, facts=waiting)
                    continue
                yield from self._against(Outcome(
                    Word.PENDING, Tier.NONE, is_breach=False, facts=waiting, trigger=trigger
                ))  # fmt: skip

    def _against(self, situation: Outcome) -> Iterator[Outcome]:
        """Every measure that may apply."""
        for measure in self.question.measures:
            yield from against_limit(self.branch, measure, situation, self.as_of)


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
        )

    facts = situation.facts
    if not measure.was_read:
        yield outcome(kept, facts, was_read=False)
        yield outcome(passed, facts, was_read=False)
        return
    if measure.deadline is None:
        yield outcome(kept, facts)
        return
    limit = _Limit(branch, situation.trigger, situation.step, as_of)
    for early, late in measure.deadline.runs(branch.case_day_of(situation.trigger)):
        in_run = facts.plus(*limit.in_run(early))
        on_time, too_late = in_run.plus(limit.within(late)), in_run.plus(limit.beyond(early))
        if branch.allows(on_time.days, on_time.orders):
            yield outcome(kept, on_time)
        if branch.allows(too_late.days, too_late.orders):
            open_end = measure.deadline.open_ended
            if open_end:
                yield outcome(kept, too_late, was_read=False)
            yield outcome(passed, too_late, was_read=not open_end)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A deadline in the days of a branch: from a trigger to a step, or to the day judged from."""

    branch: Branch
    trigger: str
    step: str
    as_of: int

    def in_run(self, run: Run) -> Iterator[Edge]:
        node = self.branch.case_day(self.trigger)
        if run.last is not None:
            yield Edge(ORIGIN, node, run.last)
        if run.first is not None:
            yield Edge(node, ORIGIN, -run.first)

    def within(self, run: Run) -> Edge:
        """The step, or else the day judged from, is not beyond the deadline."""
        if run.by is not None:
            if self.step:
                return Edge(ORIGIN, self.branch.case_day(self.step), run.by)
            return _fact(holds=self.as_of <= run.by)
        after = run.after or 0
        if not self.step:
            return Edge(self.branch.case_day(self.trigger), ORIGIN, after - self.as_of)
        one, two = self._nodes()
        return Edge(one, two, after)

    def beyond(self, run: Run) -> Edge:
        """The step, or else the day judged from, is beyond the deadline."""
        if run.by is not None:
            if self.step:
                return Edge(self.branch.case_day(self.step), ORIGIN, -(run.by + 1))
            return _fact(holds=self.as_of > run.by)
        after = run.after or 0
        if not self.step:
            return Edge(ORIGIN, self.branch.case_day(self.trigger), self.as_of - after - 1)
        one, two = self._nodes()
        return Edge(two, one, -(after + 1))

    def _nodes(self) -> tuple[str, str]:
        return day_nodes(self.branch.events[self.trigger], self.branch.events[self.step])


def _fact(*, holds: bool) -> Edge:
    """An edge that always holds, or one that never does."""
    return Edge(ORIGIN, ORIGIN, 0 if holds else -1)


def _choices(candidates: tuple[Candidate, ...]) -> Iterator[tuple[str, ...]]:
    """Every set of events that may fit: the certain ones with any of those that may or may not."""
    certain = tuple(one.event for one in candidates if one.is_certain)
    unsure = tuple(one.event for one in candidates if not one.is_certain)[:_MOST_UNSURE]
    for taken in product((True, False), repeat=len(unsure)):
        yield certain + tuple(name for name, is_in in zip(unsure, taken, strict=True) if is_in)
