"""Outcomes: words that hold in worlds of a branch.

Every word of the closed list is a conjunction of differences of days and orders of instants. The
branch is asked whether it allows each conjunction; that is exact, and needs no enumeration.

The order of the questions is: which orders were given, what came first of the triggers, which limit
then runs, whether the rule asks for the step, whether it was taken, and how that stands against the
limit. The limit comes before the condition, because what stands under `not` excuses a step only if
it happened by the last day on time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, least_of
from timeline.chrono.network import ORIGIN, Constraint
from timeline.chrono.truth import Truth
from timeline.conformance.against import Against, Outcome, Silence, Situation
from timeline.conformance.clock import Clock, Seen, clocks_of, unread_clock
from timeline.conformance.held import Facts, bounds_in, narrowed
from timeline.conformance.question import Candidate
from timeline.conformance.verdict import Tier, Word
from timeline.inference.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from timeline.conformance.question import CaseCondition, Given, Measure, Question, Requirer
    from timeline.inference.branch import Branch
    from timeline.inference.horizon import Reach
    from timeline.inference.inference import Inference


_MOST_LENGTHS = 60
"""Most lengths of an unread limit that are tried one by one."""
_MOST_ENDS = 2000
"""Most days on which a pause without an end may let a limit end, tried one by one."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Answer to a condition, and if it is recorded."""

    facts: Facts
    holds: bool
    is_recorded: bool


class Worlds:
    """One branch on one day, for one question in which everything is stated.

    The facts that go from one step to the next are such that some world holds to them.
    """

    def __init__(
        self, branch: Branch, question: Question, inference: Inference, as_of: int
    ) -> None:
        """Keep the question, and the reach of silence.

        Args:
            branch: days and times that can hold together, of the inference or narrower.
            question: the rule and its events.
            inference: says how far silence counts, and what counts as done.
            as_of: the day judged from, on the case's calendar; everything later is cut.
        """
        self.branch = branch
        self.question = question
        self.as_of = as_of
        self.done = inference.done_by(as_of) - branch.absent
        """Events that count as done by the as-of day, whatever their days."""
        self.done_to = inference.recorded_until
        """Day by which these count as done."""
        self.against = Against(branch, as_of)
        reaches = [
            [one for one in of_kind if one.id not in branch.given_up]
            for of_kind in question.reaches
        ]
        denied = [max((r.day for r in one if r.is_denial), default=None) for one in reaches]
        seen = [max((r.day for r in one), default=None) for one in reaches]
        self.denied_to = least_of(denied)
        """Last day to which the step is denied; None if nobody denies it."""
        days = [day for day in (inference.horizon, least_of(seen)) if day is not None]
        ends = [as_of] if inference.seen_to is None else [as_of, inference.seen_to]
        self.horizon = min(max(days), *ends) if days else None
        """Last day on which its silence counts."""

    def taken(self) -> Iterator[Truth]:
        """Answer if the step was taken in some worlds, where an order had been given and where not.

        No only if it is denied to the as-of day or dated later.
        """
        first, *others = self.question.measures
        for measure in (first, *others[-1:]):
            facts = self._first_order(measure)
            if facts is None:
                continue
            steps = self._present(self._steps_of(measure))
            came = (narrowed(self.branch, facts, *self._by(one.event)) for one in steps)
            if any(held is not None for held in came):
                yield Truth.YES
            if self._none_of([one.event for one in steps if one.is_certain], facts) is not None:
                is_denied = self.denied_to is not None and self.denied_to >= self.as_of
                yield Truth.NO if is_denied or self.is_dated(steps) else Truth.UNKNOWN

    def is_dated(self, steps: Sequence[Candidate]) -> bool:
        """Return True if the record dates each way to take the step, be it later."""
        kinds = {self.branch.events[one.event].event.kind for one in self._present(steps)}
        return {pattern.event for pattern in self.question.rule.step.first} <= kinds

    def outcomes(self) -> Iterator[Outcome]:
        """Yield each outcome that some world has, perhaps a word twice."""
        for measure in self.question.measures:
            for situation in self._situations(measure):
                yield from self._judged(situation)

    def _situations(self, measure: Measure) -> Iterator[Situation]:
        """Yield worlds by limit, trigger and condition."""
        first = self._first_order(measure)
        if first is None:
            return
        triggers = self.question.triggers if measure.triggers is None else measure.triggers
        begun = self._first(triggers, first)
        if measure.is_fixed:  # it waits for nothing
            begun = iter([(first, triggers[0].event)])
        for found, trigger in begun:
            for facts, clock in self._clocks(found, trigger, measure):
                has_trigger = bool(self._present(triggers)) or self._is_denied_trigger(measure)
                # An order that was given later is on record with the event that carries it.
                is_carried = self.question.is_order_alone and any(
                    one.event for one in measure.given
                )
                yield Situation(facts, measure, trigger, clock, has_trigger or is_carried)

    def _clocks(
        self, facts: Facts, trigger: str, measure: Measure
    ) -> Iterator[tuple[Facts, Clock | None]]:
        """Yield worlds by the limit that runs, with the extensions made in time."""
        if not trigger:
            yield facts, None
            return
        for held in self._extended(facts, trigger, measure):
            if measure.deadline is None and measure.was_read:
                yield held, Clock(trigger)
            elif measure.deadline is None:
                yield from ((held, clock) for clock in self._unread(held, trigger))
            else:
                found = clocks_of(
                    self.branch, held, trigger, measure.deadline, measure.parts, self._seen
                )
                yield from self._each_end(list(found)) if self._can_excuse_late else found

    def _each_end(self, found: Sequence[tuple[Facts, Clock]]) -> Iterator[tuple[Facts, Clock]]:
        """Yield the clocks, one for each end that a pause of which none is on record leaves open.

        Each end excuses by what had happened until then, and judges the step by the same day.
        """
        ends = [
            range(clock.by, self.as_of + 1) if clock.is_silent and clock.by is not None else ()
            for _, clock in found
        ]
        is_tried = sum(map(len, ends)) <= _MOST_ENDS
        for (facts, clock), days in zip(found, ends, strict=True):
            if days and is_tried:
                tried = (replace(clock, by=day, is_silent=day == self.as_of) for day in days)
                yield from ((facts, one) for one in tried)
            else:
                yield facts, clock

    @property
    def _can_excuse_late(self) -> bool:
        """Return True if the condition may be asked on the last day on time."""
        condition = self.question.condition
        return condition is not None and condition.can_excuse_late

    def _unread(self, facts: Facts, trigger: str) -> Iterator[Clock]:
        """Yield the clocks of an unreadable limit, one by one where length matters."""
        start = bounds_in(self.branch, facts, ORIGIN, self.branch.case_day(trigger))
        longest = None if start.min is None else self.as_of - start.min
        if not self._can_excuse_late or longest is None or longest > _MOST_LENGTHS:
            yield unread_clock(trigger)
        else:
            lengths = range(longest + 1)
            yield from (Clock(trigger, after=length, was_read=False) for length in lengths)

    @cached_property
    def _seen(self) -> Seen:
        """Return the days that limits are compared with."""
        question = self.question
        names = {one.event for one in question.candidates} - {
            one.event for one in question.triggers
        }
        names |= {given.event for one in question.measures for given in one.given if given.event}
        names |= {name for _, following in question.continued for name in following}
        firsts = [self.branch.case_day_of(name).min for name in names]
        firsts += [given.first for one in question.measures for given in one.given[1:]]
        others = [self.as_of, self.horizon, self.denied_to]
        days = [day for day in (*firsts, *others) if day is not None]
        first = None if None in firsts else min(days) - 2
        return Seen(self.as_of, self.horizon, Interval(first, self.as_of + 2), self.done)

    def _is_denied_trigger(self, measure: Measure) -> bool:
        """Return True if all that starts the rule's clock is denied."""
        denials = self.question.trigger_denials
        return measure.triggers is None and bool(denials) and all(map(self._is_denied, denials))

    def _is_denied(self, reaches: Iterable[Reach]) -> bool:
        """Return True if an absence that is kept denies it to the as-of day."""
        return any(
            one.is_denial and one.day >= self.as_of and one.id not in self.branch.given_up
            for one in reaches
        )

    # ------------------------------------------------------------------------- orders

    def _first_order(self, measure: Measure) -> Facts | None:
        """Return the worlds in which the first order was given, or was not."""
        if not measure.given or not measure.given[0].event:
            return Facts()
        given = measure.given[0]
        if given.is_in_time:
            return narrowed(self.branch, Facts(), *self._by(given.event))
        if given.event in self.done:
            return None
        return narrowed(self.branch, Facts(), self._since(given.event, self.as_of + 1))

    def _extended(self, facts: Facts, trigger: str, measure: Measure) -> Iterator[Facts]:
        """Yield worlds in which each extension was made in time or too late."""
        found = [facts]
        for given in measure.given[1:]:
            ask = self._in_time if given.is_in_time else self._too_late
            found = [more for one in found for more in ask(one, trigger, given)]
        yield from found

    def _in_time(self, facts: Facts, trigger: str, given: Given) -> Iterator[Facts]:
        if not given.event:
            if given.first is not None and given.first > self.as_of:
                return
            if given.first is None:
                yield facts
                return
        for found, clock in self._ends(facts, trigger, given):
            if not clock.has_end or clock.is_silent:
                edges = list(self._by(given.event)) if given.event else []
            elif given.event:
                edges = [*self._by(given.event), clock.kept_by(self.branch, given.event)]
            else:
                edges = [clock.at_least(self.branch, given.first or 0)]
            held = narrowed(self.branch, found, *edges)
            if held is not None:
                yield held

    def _too_late(self, facts: Facts, trigger: str, given: Given) -> Iterator[Facts]:
        """Yield worlds with an extension after the as-of day or the end it extends."""
        if given.event:
            if given.event not in self.done:
                held = narrowed(self.branch, facts, self._since(given.event, self.as_of + 1))
                if held is not None:
                    yield held
        elif given.last is None or given.last > self.as_of:
            yield facts
            return
        for found, clock in self._ends(facts, trigger, given):
            if not clock.has_end:
                continue
            if given.event:
                edges = [clock.passed_by(self.branch, given.event), *self._by(given.event)]
            else:
                edges = [clock.at_most(self.branch, (given.last or 0) - 1)]
            held = narrowed(self.branch, found, *edges)
            if held is not None:
                yield held

    def _ends(self, facts: Facts, trigger: str, given: Given) -> Iterator[tuple[Facts, Clock]]:
        """Yield worlds by the end an extension extends; an unknown one bounds nothing."""
        if given.end is None or given.end.open_ended:
            yield facts, Clock(trigger)
            return
        yield from clocks_of(self.branch, facts, trigger, given.end, given.parts, self._seen)

    # --------------------------------------------------------------------- edges, firsts

    def _by(self, event: str) -> tuple[Constraint, ...]:
        """Return edges: the event happened by then; none if it counts as done."""
        if event in self.done:
            return ()
        return (Constraint(ORIGIN, self.branch.case_day(event), self.as_of),)

    def _since(self, event: str, day: int) -> Constraint:
        """Return the edge: the event is no earlier."""
        return Constraint(self.branch.case_day(event), ORIGIN, -day)

    def _present(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        return [one for one in candidates if one.event not in self.branch.absent]

    def _first(self, candidates: Sequence[Candidate], facts: Facts) -> Iterator[tuple[Facts, str]]:
        """Yield worlds by the first candidate by the as-of day; "" for none of them.

        Where one counts as done whatever its day, the first of all is the first by their days.
        """
        present = self._present(candidates)
        if not present:
            yield facts, ""
            return
        sure = [one.event for one in present if one.is_certain]
        is_done = not self.done.isdisjoint(one.event for one in present)
        for name in (one.event for one in present):
            if any(self.branch.is_strictly_before(other, name) for other in sure):
                continue  # wherever both are of the first day, the other stands for it
            others = [self._not_after(name, other) for other in sure if other != name]
            by = () if is_done else self._by(name)
            found = narrowed(self.branch, facts, *by, *others)
            if found is not None:
                yield found, name
        none = self._none_of(sure, facts)
        if none is not None:
            yield none, ""

    def _none_of(self, events: Sequence[str], facts: Facts) -> Facts | None:
        """Return worlds in which no event had happened."""
        if not self.done.isdisjoint(events):
            return None
        later = [self._since(name, self.as_of + 1) for name in events]
        return narrowed(self.branch, facts, *later)

    def _not_after(self, first: str, second: str) -> Constraint:
        start, end = day_nodes(self.branch.events[first], self.branch.events[second])
        return Constraint(end, start, 0)

    # ------------------------------------------------------------------------- conditions

    def _condition(
        self, condition: CaseCondition | None, facts: Facts, clock: Clock | None
    ) -> Iterator[_Answer]:
        """Yield worlds where a condition holds or not, by the as-of day.

        What stands under `not` is asked up to the last day on time.
        """
        if condition is None:
            yield _Answer(facts, holds=True, is_recorded=True)
        elif clock is None or not clock.has_end or not condition.can_excuse_late:
            yield from self._asked(condition, facts, None)
        else:
            running = narrowed(self.branch, facts, clock.at_least(self.branch, self.as_of))
            if running is not None:
                yield from self._asked(condition, running, None)
            over = narrowed(self.branch, facts, clock.at_most(self.branch, self.as_of - 1))
            if over is not None:
                yield from self._asked(condition, over, clock)
                if clock.is_open_ended or clock.is_silent:  # it may end later as well
                    yield from self._asked(condition, over, None)

    def _asked(
        self, condition: CaseCondition, facts: Facts, cut: Clock | None, *, is_negated: bool = False
    ) -> Iterator[_Answer]:
        """Answer a condition, what is negated up to the end of a limit run out."""
        if condition.none_of is not None:
            for one in self._asked(condition.none_of, facts, cut, is_negated=not is_negated):
                yield replace(one, holds=not one.holds)
        elif condition.all_of or condition.any_of:

            def ask(part: CaseCondition, found: Facts) -> Iterator[_Answer]:
                return self._asked(part, found, cut, is_negated=is_negated)

            parts = condition.all_of or condition.any_of
            stops_on = not condition.all_of
            start = _Answer(facts, holds=not stops_on, is_recorded=True)
            yield from _together(parts, start, ask, stops_on=stops_on)
        else:
            yield from self._leaf(condition, facts, cut if is_negated else None)

    def _leaf(self, condition: CaseCondition, facts: Facts, cut: Clock | None) -> Iterator[_Answer]:
        """Answer if an event had happened by the end of a limit or the as-of day."""
        condition = condition.where_absent(self.branch.absent)
        present = self._present(condition.happened)
        stated = [one for one in present if one.is_stated]
        for found, name in self._came(stated, facts, cut):
            if name:
                yield _Answer(found, holds=True, is_recorded=True)
                continue
            for more, other in self._came(present, found, cut):
                if other:
                    yield _Answer(more, holds=True, is_recorded=False)
                else:
                    yield from self._absent(condition, more)

    def _came(
        self, candidates: Sequence[Candidate], facts: Facts, cut: Clock | None
    ) -> Iterator[tuple[Facts, str]]:
        """Yield worlds by an event that had come by a limit's end or the as-of day."""
        if cut is None or not candidates:
            yield from self._first(candidates, facts)
            return
        for one in candidates:
            edges = (*self._by(one.event), cut.kept_by(self.branch, one.event))
            held = narrowed(self.branch, facts, *edges)
            if held is not None:
                yield held, one.event
        late = [cut.passed_by(self.branch, one.event) for one in candidates if one.is_certain]
        none = narrowed(self.branch, facts, *late)
        if none is not None:
            yield none, ""

    def _absent(self, condition: CaseCondition, facts: Facts) -> Iterator[_Answer]:
        """Answer that no such event had happened, by record or silence."""
        is_denied = self._is_denied(condition.denials)
        if is_denied or condition.on_record <= self.branch.absent:
            yield _Answer(facts, holds=False, is_recorded=is_denied)
            return
        doubtful = [Candidate(name) for name in condition.doubtful]
        for found, name in self._first(doubtful, facts):
            yield _Answer(found, holds=False, is_recorded=not name)

    # ------------------------------------------------------------------------------ words

    def _judged(self, situation: Situation) -> Iterator[Outcome]:
        """Yield not required, or what was done."""
        condition = self.question.condition
        for answer in self._condition(condition, situation.facts, situation.clock):
            found = replace(situation, facts=answer.facts, is_asked=answer.holds)
            if answer.holds or situation.measure.tier is Tier.ORDER:
                yield from self._taken(found)
            else:
                breach = Truth.NO if answer.is_recorded else Truth.UNKNOWN
                measure = situation.measure
                yield Outcome(Word.NOT_REQUIRED, breach, self.branch, answer.facts, measure)

    def _taken(self, situation: Situation) -> Iterator[Outcome]:
        """Yield outcomes by the step, or a continued stage."""
        for facts, step in self._first(self._steps_of(situation.measure), situation.facts):
            found = replace(situation, facts=facts)
            if step:
                yield from self._done(found, step)
            else:
                yield from self._not_taken(found)

    def _steps_of(self, measure: Measure) -> Sequence[Candidate]:
        return self.question.steps if measure.steps is None else measure.steps

    def _not_taken(self, situation: Situation) -> Iterator[Outcome]:
        """Yield undone, unless each stage the step would close went on."""
        for facts, went_on in self._continued(situation.facts, self.question.continued, ()):
            found = replace(situation, facts=facts)
            if not went_on:
                yield from self._undone(found)
                continue
            for last in went_on:
                edges = [self._not_after(other, last) for other in went_on if other != last]
                held = narrowed(self.branch, facts, *edges)
                if held is not None:
                    yield from self._went_on(replace(found, facts=held), last)

    def _continued(
        self, facts: Facts, stages: Sequence[tuple[str, Sequence[str]]], went_on: tuple[str, ...]
    ) -> Iterator[tuple[Facts, tuple[str, ...]]]:
        """Yield worlds by what continues each opened stage; () if one was not."""
        if not stages:
            yield facts, went_on
            return
        (opening, following), *rest = stages
        for found, begun in self._first([Candidate(opening)], facts):
            if not begun:
                yield from self._continued(found, rest, went_on)
                continue
            for held, name in self._first([Candidate(one) for one in following], found):
                if name:
                    yield from self._continued(held, rest, (*went_on, name))
                else:
                    yield held, ()

    def _went_on(self, situation: Situation, event: str) -> Iterator[Outcome]:
        """Yield outcomes of a stage continued: in time no close is asked, else it is one."""
        for outcome in self.against.by_step(situation, event):
            if outcome.word is Word.MET:
                yield replace(outcome, word=Word.NOT_REQUIRED, step="")
            else:
                yield outcome

    def _done(self, situation: Situation, step: str) -> Iterator[Outcome]:
        """Yield out of order, late, or met."""
        in_order = [situation.facts]
        for required in self.question.requires if situation.is_asked else ():
            decided = required.where_absent(self.branch.absent).happened
            names = [one.event for one in self._present(decided)]
            still: list[Facts] = []
            for before in in_order:
                for wrong in self._before_all(before, step, names):
                    for one in self.against.by_step(replace(situation, facts=wrong), step):
                        yield self._out_of_order(one)
                still.extend(self._not_before_all(before, step, names))
            in_order = still
        for found in in_order:
            yield from self.against.by_step(replace(situation, facts=found), step)

    def _out_of_order(self, outcome: Outcome) -> Outcome:
        """Mark an outcome as out of order; a limit that passed stays passed."""
        breach = outcome.broken
        if self.question.is_duty and breach is not Truth.YES:
            breach = Truth.YES if self.question.is_sourced else Truth.UNKNOWN
        return replace(outcome, word=Word.OUT_OF_ORDER, broken=breach, was_read=True)

    def _before_all(self, facts: Facts, step: str, required: Sequence[str]) -> Iterator[Facts]:
        """Yield worlds where the step comes before the first event it requires."""
        if step in required:
            return
        wrong = facts
        for name in required:
            wrong = self._ordered(wrong, step, name)
        for name in required:
            found = wrong.plus(*self._by(name))
            if self._allows(found):
                yield found

    def _not_before_all(self, facts: Facts, step: str, required: Sequence[str]) -> Iterator[Facts]:
        """Yield worlds where something required came first, or nothing happened.

        The first step of a day is the first by its instant, so what is required must precede every
        step of that day.
        """
        if step in required:
            yield facts
            return
        steps = {step, *(one.event for one in self.question.steps if one.is_certain)}
        steps -= self.branch.absent
        none = self._none_of(required, facts)
        if none is not None:
            yield none
        for name in required:
            right = facts
            for other in steps - {name}:
                right = self._ordered(right, name, other)
            if self._allows(right):
                yield right
            tied = self._tied(facts, step, name, steps)
            if tied is not None:
                yield tied

    def _tied(self, facts: Facts, step: str, name: str, steps: set[str]) -> Facts | None:
        """Return worlds with both at one instant, if words alone order them.

        None if another step of that day came before.
        """
        is_before = self.branch.is_strictly_before
        if not self.branch.is_not_after(step, name):
            return None
        if any(is_before(other, one) for other in steps for one in (step, name)):
            return None
        same_day = (self._not_after(step, name), self._not_after(name, step))
        return narrowed(self.branch, facts, *same_day)

    def _ordered(self, facts: Facts, first: str, second: str) -> Facts:
        """Return worlds with two instants in strict order."""
        return facts.then(first, second).plus(self._not_after(first, second))

    def _allows(self, facts: Facts) -> bool:
        return self.branch.allows(facts.days, facts.orders)

    # ----------------------------------------------------------------------- undone steps

    def _undone(self, situation: Situation) -> Iterator[Outcome]:
        """Yield missing, or what the limit says of an undone step.

        A rule requires a kind: an event of it in whatever form is enough, and then nothing is
        missing because of what followed.
        """
        is_known = self.is_dated(self._steps_of(situation.measure))  # it is dated later
        silence = Silence(
            self.as_of if is_known else self.horizon, self.as_of if is_known else self.denied_to
        )
        requirers = self.question.requirers
        if not requirers:
            yield from self._required(situation, (), silence)
            return
        kinds = [one.where_absent(self.branch.absent) for one in self.question.satisfied_by]
        others = [one for kind in kinds for one in kind.happened]
        for facts, name in self._first(others, situation.facts):
            found = replace(situation, facts=facts)
            yield from self._required(found, () if name else requirers, silence)

    def _required(
        self,
        situation: Situation,
        requirers: Sequence[Requirer],
        silence: Silence,
        *,
        was_unseen: bool = False,
    ) -> Iterator[Outcome]:
        """Yield missing if a requiring step was taken.

        Within the horizon; else by the limit.

        Args:
            situation: worlds in which the step was not taken.
            requirers: the rules that were not asked yet.
            silence: how far silence counts, and how far the step is denied.
            was_unseen: True if such a step was taken, behind the horizon.
        """
        if not requirers:
            for outcome in self.against.by_silence(situation, silence):
                is_early = outcome.word in (Word.PENDING, Word.NOT_YET_DUE)
                if was_unseen and is_early:
                    yield replace(outcome, word=Word.NOT_CHECKED, broken=Truth.UNKNOWN)
                else:
                    yield outcome
            return
        first, *rest = requirers
        for facts, later in self._requiring(first, situation.facts, silence.reaches):
            found = replace(situation, facts=facts)
            if not later:
                yield from self._required(found, rest, silence, was_unseen=was_unseen)
                continue
            seen, unseen = self._split(facts, later, silence.reaches)
            if seen is not None:
                more = replace(found, facts=seen)
                yield from self._missing(more, later, silence, is_duty=first.can_be_broken)
            if unseen is not None:
                more = replace(found, facts=unseen)
                yield from self._required(more, rest, silence, was_unseen=True)

    def _requiring(
        self, requirer: Requirer, facts: Facts, seen_to: int | None
    ) -> Iterator[tuple[Facts, str]]:
        """Yield worlds by a requiring rule and the event that took its step.

        Where one counts as done by the day up to which silence counts, it is that one.
        """
        situations: Iterable[tuple[Facts, Clock | None]] = [(facts, None)]
        if requirer.measure is not None:
            situations = [
                (held, clock)
                for found, trigger in self._first(requirer.triggers, facts)
                for held, clock in self._clocks(found, trigger, requirer.measure)
            ]
        for found, clock in situations:
            for answer in self._condition(requirer.condition, found, clock):
                if not answer.holds:
                    yield answer.facts, ""
                elif counted := self._counted(requirer.steps, seen_to):
                    yield answer.facts, counted
                else:
                    yield from self._first(requirer.steps, answer.facts)

    def _counted(self, steps: Sequence[Candidate], day: int | None) -> str:
        """Return a step that counts as done by a day, whatever its own."""
        if day is None or self.done_to is None or self.done_to > day:
            return ""
        certain = (one.event for one in self._present(steps) if one.is_certain)
        return next((name for name in certain if name in self.done), "")

    def _split(
        self, facts: Facts, event: str, day: int | None
    ) -> tuple[Facts | None, Facts | None]:
        """Split worlds into those with an event by a day, and those with it later."""
        if day is None:
            return None, facts
        is_counted = event in self.done and self.done_to is not None and self.done_to <= day
        if day >= self.as_of or is_counted:
            return facts, None
        by_then = Constraint(ORIGIN, self.branch.case_day(event), day)
        early = narrowed(self.branch, facts, by_then)
        return early, narrowed(self.branch, facts, self._since(event, day + 1))

    def _missing(
        self, situation: Situation, later: str, silence: Silence, *, is_duty: bool
    ) -> Iterator[Outcome]:
        """Yield missing, broken if denied up to what requires it, or beyond its limit.

        The former only where that rule binds too: it is its order that is broken.
        """
        denied, undenied = self._split(situation.facts, later, silence.denied)
        for facts, is_denied in ((denied, True), (undenied, False)):
            if facts is None:
                continue
            for outcome in self.against.by_silence(replace(situation, facts=facts), silence):
                breach = Truth.YES if outcome.broken is Truth.YES else Truth.UNKNOWN
                if is_denied and is_duty and self.question.is_duty and breach is not Truth.YES:
                    breach = Truth.YES if self.question.is_sourced else Truth.UNKNOWN
                yield replace(outcome, word=Word.MISSING, broken=breach)


def _together(
    parts: Sequence[CaseCondition],
    start: _Answer,
    ask: Callable[[CaseCondition, Facts], Iterator[_Answer]],
    *,
    stops_on: bool,
) -> Iterator[_Answer]:
    """Answer `all`, which stops on False, or `any`, which stops on True."""
    # Once decided by silence, the parts that follow are still asked whether the record decides it.
    pending = [start]
    for part in parts:
        found: list[_Answer] = []
        for before in pending:
            if before.holds is stops_on and before.is_recorded:
                found.append(before)
                continue
            for answer in ask(part, before.facts):
                if answer.holds is stops_on:
                    found.append(answer)
                elif before.holds is stops_on:
                    found.append(replace(before, facts=answer.facts))
                else:
                    recorded = before.is_recorded and answer.is_recorded
                    found.append(replace(answer, is_recorded=recorded))
        pending = list(dict.fromkeys(found))
    yield from pending
