"""Judgement: from questions to findings.

The words of all worlds are joined, with the numbers that belong to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, hull_of, least_of
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth, truth_of
from timeline.conformance.against import Against, Outcome, Silence, Situation
from timeline.conformance.clock import Seen, clocks_of
from timeline.conformance.finding import Due, Finding, LimitResult, Report
from timeline.conformance.held import Facts, bounds_in
from timeline.conformance.outcomes import Worlds
from timeline.conformance.question import Measure, by_open_values
from timeline.conformance.resolve import questions_of
from timeline.conformance.standing import standing_of
from timeline.conformance.verdict import Tier, Verdict, Word, join
from timeline.inference.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.network import Constraint
    from timeline.conformance.clock import Clock
    from timeline.conformance.policies import Selection
    from timeline.conformance.question import LimitLine, Question
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference

_ORDER = {word: place for place, word in enumerate(Word)}
_DONE = frozenset({Word.MET, Word.MET_LATE, Word.OUT_OF_ORDER})
_PASSED = frozenset({Word.MET_LATE, Word.OVERDUE})
_UNDONE = frozenset({Word.MISSING, Word.NOT_YET_DUE, Word.NOT_CHECKED, Word.OVERDUE, Word.PENDING})


def check(
    inference: Inference,
    selection: Selection,
    as_of: int,
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> Report:
    """Judge a case by a policy as of an ordinal day of the case's calendar."""
    rules = [rule for rule, _ in selection.rules]
    questions = questions_of(rules, inference, as_of, calendars or {}, selection.windows)
    findings = tuple(judge(question, inference, as_of) for question in questions)
    return Report(inference, selection, as_of, findings)


def judge(question: Question, inference: Inference, as_of: int) -> Finding:
    """Answer one question over all consistent subsets."""
    by_subset = []
    everything: list[Outcome] = []
    for reading in inference.readings:
        found = list(outcomes_in(reading.branches, question, inference, as_of))
        by_subset.append(_joined(found))
        everything.extend(found)
    words = {outcome.word for outcome in everything} or {Word.NOT_REQUIRED}
    asked = [outcome for outcome in everything if outcome.word is not Word.NOT_REQUIRED]
    undone = [outcome for outcome in asked if outcome.word in _UNDONE]
    return Finding(
        id=_id(question),
        question=question,
        verdict=_joined(everything),
        possible=tuple(sorted(words, key=_ORDER.__getitem__)),
        breach=_breach(question, everything),
        trigger_event=_only({outcome.trigger for outcome in asked}),
        step_event=_only({outcome.step for outcome in asked}),
        days=_hull([_passed(outcome) for outcome in everything if outcome.trigger]),
        is_open=words <= _UNDONE,
        days_late=_days_late(everything),
        limits=tuple(
            replace(
                _against(line, question, everything, inference, as_of),
                given=_any_or_all([_is_given(line, outcome) for outcome in asked]),
                counts=_any_or_all([_counts(line, outcome) for outcome in asked]),
                was_extended=_any_or_all([_is_extended(line, outcome) for outcome in asked]),
            )
            for line in question.limits
        ),
        standing=standing_of(question, inference, as_of) if words <= _UNDONE else None,
        by_subset=tuple(by_subset),
        elapsed=_elapsed(everything),
        has_started=_any_or_all([bool(outcome.trigger) for outcome in asked]),
        judged_on=least_of(outcome.judged_on for outcome in undone),
        due=_due(question, asked),
        done=_done(question, words, inference, as_of),
    )


def _breach(question: Question, found: Sequence[Outcome]) -> Truth | None:
    """Answer if the rule was broken in all worlds; None if nothing can be broken."""
    by_limit = any(
        measure.is_duty and measure.tier in (Tier.ORDER, Tier.LIMIT)
        for measure in question.measures
    )
    by_order = question.is_duty and (
        question.rule.requires or any(one.is_duty for one in question.requirers)
    )
    if not by_limit and not by_order:
        return None
    answers = {outcome.broken for outcome in found} or {Truth.NO}
    return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


def _due(question: Question, asked: Sequence[Outcome]) -> Due | None:
    """Return the last day on time, over the worlds in which the step is required."""
    if not asked:
        return None
    if all(outcome.measure.tier is Tier.NONE for outcome in asked):
        if question.is_order_alone:
            return Due(None, "not running")  # the order had not been given
        was_read = all(outcome.measure.was_read for outcome in asked)
        return Due(None, "none in the rules read" if was_read else "not established")
    days, status = [], "known"
    for outcome in asked:
        clock = outcome.clock
        last = None if clock is None else clock.last_day(outcome.branch, outcome.facts)
        if clock is None or clock.is_stopped or last is None:
            return Due(None, "not running")
        days.append(last)
        if not clock.was_read:
            status = "not established"
        elif clock.is_open_ended and status == "known":
            status = "end not published"
    hull = hull_of(days)
    match status:
        case "not established":
            return Due(None, status)
        case "end not published":
            return Due(Interval(hull.min, None), status)
        case _:
            return Due(hull, "known")


def _done(question: Question, words: AbstractSet[Word], inference: Inference, as_of: int) -> Truth:
    """Answer if the step was taken; no only if denied that far or dated later."""
    answers = {
        answer
        for one in by_open_values(question)
        for branch in inference.branches
        for answer in Worlds(branch, one, inference, as_of).taken()
    }
    undone = answers - {Truth.YES}
    if words <= _DONE:
        return Truth.YES
    # A stage that went on too late counts as closed.
    if Truth.YES in answers or not words.isdisjoint(_DONE):
        return Truth.UNKNOWN if undone else Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in undone else Truth.NO


def _any_or_all(answers: Sequence[bool]) -> Truth:
    """Answer for all worlds together: unknown unless they agree, yes for none."""
    return truth_of(can_be_true=any(answers) or not answers, can_be_false=not all(answers))


def outcomes_in(
    branches: Iterable[Branch], question: Question, inference: Inference, as_of: int
) -> Iterator[Outcome]:
    """Yield each outcome in some world of a branch, whatever is not stated."""
    ways = [way for variant in _by_rules_in_force(question) for way in by_open_values(variant)]
    for branch in branches:
        for one in ways:
            held = _with(branch, one.in_force)
            if held is not None:
                yield from Worlds(held, one, inference, as_of).outcomes()
        if question.may_not_apply and question.otherwise is None:
            yield Outcome(Word.NOT_REQUIRED, Truth.NO, branch, Facts(), question.measures[-1])


def _with(branch: Branch, edges: tuple[Constraint, ...]) -> Branch | None:
    """Restrict a branch to worlds with some days; None if there are none."""
    if not edges:
        return branch
    return branch.with_days(edges) if branch.days.allows(edges) else None


def _by_rules_in_force(question: Question) -> Iterator[Question]:
    """Yield the question by rules that may be in force.

    Of the rules that require its step, with all and with the certain ones alone. Those between give
    no further word: a step is missing by some of them only where it is by all, and measured by its
    limit only where it is without any of the doubtful ones.
    """
    yield question
    sure = tuple(one for one in question.requirers if not one.may_not_apply)
    if sure != question.requirers:
        yield replace(question, requirers=sure)
    if question.otherwise is not None:
        yield from _by_rules_in_force(question.otherwise)


def _joined(found: Sequence[Outcome]) -> Verdict:
    """Join outcomes into a verdict; without any the step is not required."""
    if not found:
        return Verdict.NOT_REQUIRED
    words = {outcome.word for outcome in found}
    return join(words, limit_was_read=all(outcome.was_read for outcome in found))


def _id(question: Question) -> str:
    """Return a stable id of the finding by rule, track, round and order."""
    parts = [question.rule.id]
    if question.track:
        parts.append(question.track)
    if question.round > 1:
        parts.append(f"round-{question.round}")
    if question.order and not question.rule.id.endswith(question.order):
        parts.append(question.order)
    return ":".join(parts)


def _only(names: set[str]) -> str:
    """Return the only name, or "" if they differ."""
    return next(iter(names)) if len(names) == 1 else ""


def _hull(bounds: Sequence[Interval]) -> Interval | None:
    return hull_of(bounds) if bounds else None


def _elapsed(found: Sequence[Outcome]) -> Interval | None:
    """Return the days from trigger to last check, where the step is undone."""
    undone = [outcome for outcome in found if outcome.trigger and not outcome.step]
    passed = [
        Interval(outcome.judged_on, outcome.judged_on).minus(outcome.start)
        for outcome in undone
        if outcome.judged_on is not None
    ]
    return _hull([days.meet(Interval(0, None)) or Interval(0, 0) for days in passed])


def _passed(outcome: Outcome) -> Interval:
    """Return the days from trigger to step, or to the last day checked and open above."""
    branch = outcome.branch
    if outcome.step:
        nodes = day_nodes(branch.events[outcome.trigger], branch.events[outcome.step])
        return bounds_in(branch, outcome.facts, *nodes)
    last = outcome.start.max
    if last is None or outcome.judged_on is None:
        return Interval(None if last is None else 0, None)
    return Interval(max(0, outcome.judged_on - last), None)


def _days_late(found: Sequence[Outcome]) -> Interval | None:
    """Return the days late in the late worlds; None if some have no such day."""
    late = []
    for outcome in found:
        if outcome.word in _PASSED:
            clock = outcome.clock
            if clock is None or clock.is_open_ended or not clock.was_read:
                return None
            last = clock.last_day(outcome.branch, outcome.facts)
            if last is None:
                return None
            beyond = _beyond(outcome, clock, last).meet(Interval(1, None))
            # Denied to the very end of the limit, it is a day over on the day after.
            late.append(beyond or Interval(1, 1))
    return _hull(late)


def _beyond(outcome: Outcome, clock: Clock, last: Interval) -> Interval:
    """Return the days beyond the last day on time, to the step or the last check."""
    branch = outcome.branch
    if outcome.step:
        after, by = clock.ends_for(branch, outcome.step)
        if after is not None:
            return _passed(outcome).shifted(-after)
        node = branch.case_day(outcome.step)
        if clock.is_in_own_days(branch, outcome.step):
            node, last = branch.events[outcome.step].own_day, Interval(by, by)
        found = bounds_in(branch, outcome.facts, ORIGIN, node).minus(last)
    else:
        found = Interval(outcome.judged_on, outcome.judged_on).minus(last)
    if clock.is_silent or found.min is None:  # the pause may have lasted to any later day
        return Interval(None, found.max)
    return Interval(found.min - clock.slack, found.max)


def _measured_from(
    line: LimitLine, question: Question, found: Sequence[Outcome], inference: Inference, as_of: int
) -> Sequence[Outcome]:
    """Return the outcomes measured from a limit's start."""
    if line.tier is Tier.ORDER:
        return [outcome for outcome in found if outcome.tier is Tier.ORDER]
    if question.order:
        measure = Measure(line.tier, line.deadline, parts=line.parts)
        alone = replace(question, measures=(measure,))
        return list(outcomes_in(inference.branches, alone, inference, as_of))
    return found


def _against(
    line: LimitLine, question: Question, found: Sequence[Outcome], inference: Inference, as_of: int
) -> LimitResult:
    """Compare the step with one limit alone, in the worlds where it counts."""
    if line.deadline is None:
        return LimitResult(line, None, None, None)
    outcomes: list[Outcome] = []
    days: list[Interval] = []
    done = inference.done_by(as_of)
    for outcome in _measured_from(line, question, found, inference, as_of):
        if not outcome.trigger:
            continue
        branch = outcome.branch
        against = Against(branch, as_of)
        seen = Seen(as_of, outcome.judged_on, _compared(outcome, as_of), done)
        for facts, clock in clocks_of(
            branch, outcome.facts, outcome.trigger, line.deadline, line.parts, seen
        ):
            situation = Situation(facts, outcome.measure, outcome.trigger, clock)
            if outcome.step:
                outcomes += against.by_step(situation, outcome.step)
            else:
                silence = outcome.silence or Silence(None, None)
                outcomes += against.by_silence(situation, silence)
            last = None if clock.is_open_ended else clock.last_day(branch, facts)
            days += [] if last is None else [last]
    if not outcomes:
        return LimitResult(line, None, None, None)
    return LimitResult(
        line,
        _joined(outcomes),
        _days_late(outcomes),
        _hull(days),
        hull_of(outcome.start for outcome in outcomes),
        passed=_any_or_all([one.word in _PASSED for one in outcomes]),
    )


def _compared(outcome: Outcome, as_of: int) -> Interval:
    """Return the interval of days compared with the deadline."""
    silence = outcome.silence or Silence(None, None)
    days = [day for day in (as_of, outcome.judged_on, silence.denied) if day is not None]
    first: int | None = min(days)
    if outcome.step:
        step = outcome.branch.case_day_of(outcome.step).min
        first = None if step is None else min(step, *days)
    return Interval(None if first is None else first - 2, as_of + 2)


def _counts(line: LimitLine, outcome: Outcome) -> bool:
    """Return True if a limit ran, and an order's was given in time."""
    return bool(outcome.trigger) and _is_given(line, outcome)


def _is_given(line: LimitLine, outcome: Outcome) -> bool:
    given = outcome.measure.given
    return line.tier is not Tier.ORDER or any(
        one.order == line.order and one.is_in_time for one in given
    )


def _is_extended(line: LimitLine, outcome: Outcome) -> bool:
    given = outcome.measure.given
    return line.tier is Tier.ORDER and any(
        one.place > line.place and one.is_in_time for one in given
    )
