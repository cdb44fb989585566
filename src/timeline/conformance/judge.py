"""Questions → findings: the words of all worlds joined, with the numbers that belong to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth, truth_of
from timeline.conformance.finding import Finding, LimitResult, Report
from timeline.conformance.ground import standing_of
from timeline.conformance.outcomes import Facts, Outcome, Worlds, against_limit, limit_nodes
from timeline.conformance.question import Measure
from timeline.conformance.resolve import questions_of
from timeline.conformance.unstated import settled
from timeline.conformance.verdict import Tier, Verdict, Word, join
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.network import Edge
    from timeline.conformance.deadline import Deadline
    from timeline.conformance.policies import Selection
    from timeline.conformance.question import LimitLine, Question
    from timeline.reckoning.branch import Branch
    from timeline.reckoning.reckoning import Reckoning

_ORDER = {word: place for place, word in enumerate(Word)}
_DONE = frozenset({Word.MET, Word.MET_LATE, Word.OUT_OF_ORDER})
_PASSED = frozenset({Word.MET_LATE, Word.OVERDUE})
_UNDONE = frozenset({Word.MISSING, Word.NOT_YET_DUE, Word.OVERDUE, Word.PENDING})


def check(
    reckoning: Reckoning,
    selection: Selection,
    as_of: int,
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> Report:
    """Judge a case by a policy at the end of a day.

    Args:
        reckoning: the case; it has at least one reading.
        selection: the policy.
        as_of: an ordinal day on the case's calendar.
        calendars: working days by name.
    """
    questions = _questions(reckoning, selection, as_of, calendars)
    findings = tuple(judge(question, reckoning, as_of) for question in questions)
    return Report(reckoning, selection, as_of, findings)


def verdicts_of(
    reckoning: Reckoning,
    selection: Selection,
    as_of: int,
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> dict[str, Verdict]:
    """The verdicts of `check` by the ids of its findings, without what else a finding says."""
    return answers_to(_questions(reckoning, selection, as_of, calendars), reckoning, as_of)


def answers_to(
    questions: Iterable[Question], reckoning: Reckoning, as_of: int
) -> dict[str, Verdict]:
    """The verdict on each question, by the id of its finding."""
    return {
        _id(question): _joined(_outcomes(reckoning.branches, question, as_of))
        for question in questions
    }


def _questions(
    reckoning: Reckoning,
    selection: Selection,
    as_of: int,
    calendars: Mapping[str, WorkCalendar] | None,
) -> Iterator[Question]:
    rules = [rule for rule, _ in selection.rules]
    return questions_of(rules, reckoning, as_of, calendars or {}, selection.windows)


def judge(question: Question, reckoning: Reckoning, as_of: int) -> Finding:
    """Put one question to every branch of every reading."""
    by_reading = []
    everything: list[tuple[Branch, Outcome]] = []
    for reading in reckoning.readings:
        found = _outcomes(reading.branches, question, as_of)
        by_reading.append(_joined(found))
        everything.extend(found)
    words = {outcome.word for _, outcome in everything} or {Word.NOT_REQUIRED}
    asked = [outcome for _, outcome in everything if outcome.word is not Word.NOT_REQUIRED]
    return Finding(
        id=_id(question),
        question=question,
        verdict=_joined(everything),
        possible=tuple(sorted(words, key=_ORDER.__getitem__)),
        breach=_breach(everything),
        tier=question.measures[-1].tier,
        trigger_event=_only({outcome.trigger for outcome in asked}),
        step_event=_only({outcome.step for outcome in asked}),
        days=_days(everything, as_of),
        is_open=words <= _UNDONE,
        days_late=_days_late(everything, as_of),
        limits=tuple(
            _against(line, _measured_from(line, question, everything, reckoning, as_of), as_of)
            for line in question.limits
        ),
        standing=standing_of(question, reckoning, as_of) if words <= _UNDONE else None,
        by_reading=tuple(by_reading),
        elapsed=_elapsed(everything, as_of),
        has_started=_any_or_all([bool(outcome.trigger) for outcome in asked]),
    )


def _any_or_all(answers: Sequence[bool]) -> Truth:
    """Yes or no where the answer is the same in every world, or there is none."""
    return truth_of(can_be_true=any(answers) or not answers, can_be_false=not all(answers))


def _outcomes(
    branches: Iterable[Branch], question: Question, as_of: int
) -> list[tuple[Branch, Outcome]]:
    return list(_each_outcome(branches, question, as_of))


def _each_outcome(
    branches: Iterable[Branch], question: Question, as_of: int
) -> Iterator[tuple[Branch, Outcome]]:
    """Every outcome that some world of a branch has, whatever is not stated."""
    ways = [way for variant in _by_rules_in_force(question) for way in settled(variant)]
    for branch in branches:
        for one in ways:
            held = _with(branch, one.in_force)
            for outcome in () if held is None else Worlds(held, one, as_of).outcomes():
                yield held or branch, outcome
        if question.may_not_apply and question.otherwise is None:
            yield branch, Outcome(Word.NOT_REQUIRED, Tier.NONE, is_breach=False, facts=Facts())


def _with(branch: Branch, edges: tuple[Edge, ...]) -> Branch | None:
    """The worlds of a branch in which some days are as said; None where there are none."""
    if not edges:
        return branch
    return branch.with_days(edges) if branch.days.allows(edges) else None


def _by_rules_in_force(question: Question) -> Iterator[Question]:
    """The question as it is put by the rules that may have been in force.

    Of the rules that require its step, with all and with the certain ones alone. Those between
    give no further word: a step is missing by some of them only where it is by all, and measured
    by its limit only where it is without any of the doubtful ones.
    """
    yield question
    sure = tuple(one for one in question.requirers if not one.may_not_apply)
    if sure != question.requirers:
        yield replace(question, dependents=tuple(step for one in sure for step in one.steps))
    if question.otherwise is not None:
        yield from _by_rules_in_force(question.otherwise)


def words_in(branches: Iterable[Branch], question: Question, as_of: int) -> Iterator[Word]:
    """The word of each outcome that some world of the branches has, one after the other."""
    return (outcome.word for _, outcome in _each_outcome(branches, question, as_of))


def _joined(found: Sequence[tuple[Branch, Outcome]]) -> Verdict:
    """The verdict; where nothing is asked in any world, none of them requires it."""
    if not found:
        return Verdict.NOT_REQUIRED
    words = {outcome.word for _, outcome in found}
    return join(words, limit_was_read=all(outcome.was_read for _, outcome in found))


def _breach(found: Sequence[tuple[Branch, Outcome]]) -> Truth:
    return truth_of(
        can_be_true=any(outcome.is_breach for _, outcome in found),
        can_be_false=any(not outcome.is_breach for _, outcome in found),
    )


def _id(question: Question) -> str:
    """Stable, and told apart by track, round and order."""
    parts = [question.rule.id]
    if question.track:
        parts.append(question.track)
    if question.round > 1:
        parts.append(f"round-{question.round}")
    if question.order and not question.rule.id.endswith(question.order):
        parts.append(question.order)
    return ":".join(parts)


def _only(names: set[str]) -> str:
    """The one name that all worlds have; empty where they differ."""
    return next(iter(names)) if len(names) == 1 else ""


def _days(found: Sequence[tuple[Branch, Outcome]], as_of: int) -> Bound | None:
    """Bounds from trigger to step, or to the day judged from and open above."""
    bounds = [
        bound
        for branch, outcome in found
        if outcome.trigger and (bound := _passed(branch, outcome, as_of)) is not None
    ]
    return hull_of(bounds) if bounds else None


def _elapsed(found: Sequence[tuple[Branch, Outcome]], as_of: int) -> Bound | None:
    """From each trigger to the day judged from, in the worlds where the step is undone."""
    bounds = []
    for branch, outcome in found:
        if outcome.trigger and not outcome.step:
            start = branch.case_day(outcome.trigger)
            day = branch.days.days_given(outcome.facts.days, ORIGIN, start)
            bounds.extend([Bound(as_of, as_of).minus(day)] if day is not None else [])
    return hull_of(bounds) if bounds else None


def _passed(branch: Branch, outcome: Outcome, as_of: int) -> Bound | None:
    if not outcome.step:
        start = branch.case_day(outcome.trigger)
        day = branch.days.days_given(outcome.facts.days, ORIGIN, start)
        least = None if day is None or day.max is None else as_of - day.max
        return Bound(least, None)
    one, two = day_nodes(branch.events[outcome.trigger], branch.events[outcome.step])
    return branch.days.days_given(outcome.facts.days, one, two)


def _days_late(found: Sequence[tuple[Branch, Outcome]], as_of: int) -> Bound | None:
    """How far beyond its deadline, over the worlds that are; None where some have no such day."""
    late = []
    for branch, outcome in found:
        if outcome.word in (Word.MET_LATE, Word.OVERDUE):
            deadline = outcome.deadline
            if deadline is None or deadline.open_ended:
                return None
            bound = _beyond(branch, outcome, deadline, as_of)
            late.append(Bound(1, None) if bound is None else bound.meet(Bound(1, None)) or bound)
    return hull_of(late) if late else None


def _beyond(branch: Branch, outcome: Outcome, deadline: Deadline, as_of: int) -> Bound | None:
    """Days from the deadline to the step, or to the day judged from."""
    days = deadline.plain_days
    if days is not None and outcome.step:
        passed = _passed(branch, outcome, as_of)
        return None if passed is None else passed.shifted(-days)
    first, second = limit_nodes(branch, outcome, deadline)
    start = branch.days.days_given(outcome.facts.days, ORIGIN, first)
    last = None if start is None else last_day_on_time(deadline, start)
    if last is None:
        return None
    if second:
        end = branch.days.days_given(outcome.facts.days, ORIGIN, second)
    else:
        end = Bound(as_of, as_of)
    return None if end is None else end.minus(last)


def last_day_on_time(deadline: Deadline, start: Bound) -> Bound | None:
    """The bounds of the last day on time for a clock that starts in `start`."""
    if deadline.open_ended:
        return None
    if deadline.by is not None:
        return Bound(deadline.last_day(0, "early"), deadline.last_day(0, "late"))
    return Bound(
        None if start.min is None else deadline.last_day(start.min, "early"),
        None if start.max is None else deadline.last_day(start.max, "late"),
    )


def _measured_from(
    line: LimitLine,
    question: Question,
    found: Sequence[tuple[Branch, Outcome]],
    reckoning: Reckoning,
    as_of: int,
) -> Sequence[tuple[Branch, Outcome]]:
    """The outcomes that a limit is held against: those measured from where its clock starts."""
    if line.tier is Tier.ORDER:
        return [(branch, outcome) for branch, outcome in found if outcome.tier is Tier.ORDER]
    if line.triggers is None or line.deadline is None:
        return found
    measure = Measure(line.tier, line.deadline, triggers=line.triggers)
    return _outcomes(reckoning.branches, replace(question, measures=(measure,)), as_of)


def _against(line: LimitLine, found: Sequence[tuple[Branch, Outcome]], as_of: int) -> LimitResult:
    """How the step stands against one limit alone, in the worlds where a limit counts at all."""
    if line.deadline is None:
        return LimitResult(line, None, None, None)
    measure = Measure(line.tier, line.deadline)
    outcomes: list[tuple[Branch, Outcome]] = []
    starts: list[Bound] = []
    days: list[Bound] = []
    started = [
        bool(outcome.trigger) for _, outcome in found if outcome.word is not Word.NOT_REQUIRED
    ]
    for branch, outcome in found:
        if not outcome.trigger:
            continue
        held = against_limit(branch, measure, outcome, as_of)
        outcomes.extend((branch, one) for one in held)
        first, _ = limit_nodes(branch, outcome, line.deadline)
        start = branch.days.days_given(outcome.facts.days, ORIGIN, first)
        last = None if start is None else last_day_on_time(line.deadline, start)
        starts.extend([start] if start is not None else [])
        days.extend([last] if last is not None else [])
    if not outcomes:
        return LimitResult(line, None, None, None)
    return LimitResult(
        line,
        _joined(outcomes),
        _days_late(outcomes, as_of),
        hull_of(days) if days else None,
        hull_of(starts) if starts else None,
        passed=_any_or_all([one.word in _PASSED for _, one in outcomes]),
        counts=_any_or_all(started) if line.is_certain else Truth.UNKNOWN,
    )
