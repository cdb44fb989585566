"""Judgement: from questions to findings.

The words of all worlds are joined, with the numbers that belong to them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth, truth_of
from timeline.conformance.against import Against, Outcome, Silence, Situation
from timeline.conformance.clock import Seen, Segments, clocks_of
from timeline.conformance.finding import Due, Finding, LimitResult, Report
from timeline.conformance.held import Facts
from timeline.conformance.outcomes import KnownOutcomes, Worlds
from timeline.conformance.question import Measure
from timeline.conformance.resolve import questions_of
from timeline.conformance.standing import standing_of
from timeline.conformance.unstated import settled
from timeline.conformance.verdict import Tier, Verdict, Word, join
from timeline.inference.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.network import Constraint
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
    """Judge a case by a policy on a day.

    Args:
        inference: the case; it has at least one reading.
        selection: the policy.
        as_of: an ordinal day on the case's calendar.
        calendars: working days by name.
    """
    questions = _questions(inference, selection, as_of, calendars)
    findings = tuple(judge(question, inference, as_of) for question in questions)
    return Report(inference, selection, as_of, findings)


def _questions(
    inference: Inference,
    selection: Selection,
    as_of: int,
    calendars: Mapping[str, WorkCalendar] | None,
) -> Iterator[Question]:
    rules = [rule for rule, _ in selection.rules]
    return questions_of(rules, inference, as_of, calendars or {}, selection.windows)


def judge(question: Question, inference: Inference, as_of: int) -> Finding:
    """Answer one question over all branches.

    Of every consistent subset.
    """
    by_subset = []
    everything: list[tuple[Branch, Outcome]] = []
    for reading in inference.readings:
        found = _outcomes(reading.branches, question, inference, as_of)
        by_subset.append(_joined(found))
        everything.extend(found)
    words = {outcome.word for _, outcome in everything} or {Word.NOT_REQUIRED}
    asked = [outcome for _, outcome in everything if outcome.word is not Word.NOT_REQUIRED]
    undone = [outcome for outcome in asked if outcome.word in _UNDONE]
    return Finding(
        id=_id(question),
        question=question,
        verdict=_joined(everything),
        possible=tuple(sorted(words, key=_ORDER.__getitem__)),
        breach=_breach(question, [outcome for _, outcome in everything]),
        tier=question.measures[-1].tier,
        trigger_event=_only({outcome.trigger for outcome in asked}),
        step_event=_only({outcome.step for outcome in asked}),
        days=_days(everything),
        is_open=words <= _UNDONE,
        days_late=_days_late(everything),
        limits=tuple(
            replace(
                _against(
                    line,
                    _measured_from(line, question, everything, inference, as_of),
                    inference,
                    as_of,
                ),
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
        judged_on=_judged_on(undone),
        due=_due(question, everything),
        done=_done(question, words, inference, as_of),
        is_implied_alone=_is_implied(inference, {outcome.step for outcome in asked} - {""}),
    )


def _is_implied(inference: Inference, steps: set[str]) -> bool:
    return bool(steps) and all(inference.events[name].is_implied for name in steps)


def _breach(question: Question, found: Sequence[Outcome]) -> Truth | None:
    """Answer if the rule was broken in all worlds.

    Yes in all, no in none. None where nothing can be broken: no limit that binds, and no order of
    steps.
    """
    by_limit = any(
        measure.is_duty and measure.tier in (Tier.ORDER, Tier.LIMIT)
        for measure in question.measures
    )
    by_order = question.is_duty and (
        question.rule.requires or any(one.is_duty for one in question.requirers)
    )
    if not by_limit and not by_order:
        return None
    answers = {outcome.breach for outcome in found} or {Truth.NO}
    return answers.pop() if len(answers) == 1 else Truth.UNKNOWN


def _judged_on(undone: Sequence[Outcome]) -> int | None:
    """Return the first last-checked day of an undone step.

    None if some world has none.
    """
    days = [outcome.judged_on for outcome in undone]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def _due(question: Question, found: Sequence[tuple[Branch, Outcome]]) -> Due | None:
    """Return the last day on time.

    Over the worlds in which the step is required; None without any.
    """
    asked = [pair for pair in found if pair[1].word is not Word.NOT_REQUIRED]
    if not asked:
        return None
    if all(outcome.measure.tier is Tier.NONE for _, outcome in asked):
        if question.is_order_alone:
            return Due(None, "not running")  # the order had not been given
        was_read = all(outcome.measure.was_read for _, outcome in asked)
        return Due(None, "none in the rules read" if was_read else "not established")
    clocks = [(branch, outcome.facts, outcome.clock) for branch, outcome in asked]
    days, status = [], "known"
    for branch, facts, clock in clocks:
        if clock is None or clock.is_stopped or not clock.has_end:
            return Due(None, "not running")
        if not clock.was_read:
            status = "not established"
        elif clock.is_open_ended and status == "known":
            status = "end not published"
        last = clock.last_day(branch, facts)
        days.extend([last] if last is not None else [])
    hull = hull_of(days)
    match status:
        case "not established":
            return Due(None, status)
        case "end not published":
            return Due(Interval(hull.min, None), status)
        case _:
            return Due(hull, "known")


def _done(question: Question, words: AbstractSet[Word], inference: Inference, as_of: int) -> Truth:
    """Answer if the step was taken.

    No only if it is denied that far or dated later.
    """
    can_be = not words.isdisjoint(_DONE)  # a stage that went on too late counts as closed
    can_not_be = False
    is_ruled_out = True
    for one in settled(question):
        for branch in inference.branches:
            worlds = _worlds(branch, one, inference, as_of)
            for facts, steps in worlds.by_what_counts():
                names = [step.event for step in steps if step.event not in branch.absent]
                if any(worlds.can_have_happened(name, facts) for name in names):
                    can_be = True
                if worlds.can_be_undone([step for step in steps if step.is_certain], facts):
                    can_not_be = True
                    is_denied = worlds.denied_to is not None and worlds.denied_to >= as_of
                    is_ruled_out = is_ruled_out and (is_denied or worlds.is_dated(steps))
    if words <= _DONE:
        return Truth.YES
    if can_be:
        return Truth.UNKNOWN if can_not_be else Truth.YES
    return Truth.NO if is_ruled_out else Truth.UNKNOWN


def _any_or_all(answers: Sequence[bool]) -> Truth:
    """Answer for all worlds together.

    Unknown unless the answer is the same in all of them, or there is none.
    """
    return truth_of(can_be_true=any(answers) or not answers, can_be_false=not all(answers))


def _worlds(branch: Branch, question: Question, inference: Inference, as_of: int) -> Worlds:
    record = KnownOutcomes(
        inference.horizon,
        inference.seen_to,
        inference.done_by(as_of),
        inference.recorded_until,
    )
    return Worlds(branch, question, as_of, record)


def _outcomes(
    branches: Iterable[Branch], question: Question, inference: Inference, as_of: int
) -> list[tuple[Branch, Outcome]]:
    return list(_each_outcome(branches, question, inference, as_of))


def _each_outcome(
    branches: Iterable[Branch], question: Question, inference: Inference, as_of: int
) -> Iterator[tuple[Branch, Outcome]]:
    """Yield each outcome in some world of a branch.

    Whatever is not stated.
    """
    ways = [way for variant in _by_rules_in_force(question) for way in settled(variant)]
    for branch in branches:
        for one in ways:
            held = _with(branch, one.in_force)
            if held is not None:
                for outcome in _worlds(held, one, inference, as_of).outcomes():
                    yield held, outcome
        if question.may_not_apply and question.otherwise is None:
            outcome = Outcome(Word.NOT_REQUIRED, Truth.NO, Facts(), question.measures[-1])
            yield branch, outcome


def _with(branch: Branch, edges: tuple[Constraint, ...]) -> Branch | None:
    """Restrict a branch to worlds with some days.

    None if there are none.
    """
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


def words_in(
    branches: Iterable[Branch], question: Question, inference: Inference, as_of: int
) -> Iterator[Word]:
    """Yield the word of each outcome in some world.

    One after the other.
    """
    return (one.word for _, one in _each_outcome(branches, question, inference, as_of))


def _joined(found: Sequence[tuple[Branch, Outcome]]) -> Verdict:
    """Join outcomes into a verdict.

    Where nothing is asked in any world, none of them requires it.
    """
    if not found:
        return Verdict.NOT_REQUIRED
    words = {outcome.word for _, outcome in found}
    return join(words, limit_was_read=all(outcome.was_read for _, outcome in found))


def _id(question: Question) -> str:
    """Return a stable id of the finding.

    Told apart by track, round and order.
    """
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


def _days(found: Sequence[tuple[Branch, Outcome]]) -> Interval | None:
    """Return the days from trigger to step.

    Or to the last day checked and open above.
    """
    bounds = [
        bound
        for branch, outcome in found
        if outcome.trigger and (bound := _passed(branch, outcome)) is not None
    ]
    return hull_of(bounds) if bounds else None


def _elapsed(found: Sequence[tuple[Branch, Outcome]]) -> Interval | None:
    """Return the days from trigger to last check.

    In the worlds where the step is undone.
    """
    bounds = []
    for branch, outcome in found:
        if outcome.trigger and not outcome.step and outcome.judged_on is not None:
            start = branch.case_day(outcome.trigger)
            day = branch.days.days_given(outcome.facts.days, ORIGIN, start)
            if day is not None:
                passed = Interval(outcome.judged_on, outcome.judged_on).minus(day)
                bounds.append(passed.meet(Interval(0, None)) or Interval(0, 0))
    return hull_of(bounds) if bounds else None


def _passed(branch: Branch, outcome: Outcome) -> Interval | None:
    if not outcome.step:
        start = branch.case_day(outcome.trigger)
        day = branch.days.days_given(outcome.facts.days, ORIGIN, start)
        if day is None or day.max is None or outcome.judged_on is None:
            return Interval(None if day is None or day.max is None else 0, None)
        return Interval(max(0, outcome.judged_on - day.max), None)
    one, two = day_nodes(branch.events[outcome.trigger], branch.events[outcome.step])
    return branch.days.days_given(outcome.facts.days, one, two)


def _days_late(found: Sequence[tuple[Branch, Outcome]]) -> Interval | None:
    """Return the days late, in the late worlds.

    None if some have no such day.
    """
    late = []
    for branch, outcome in found:
        if outcome.word in _PASSED:
            clock = outcome.clock
            if clock is None or not clock.has_end or clock.is_open_ended or not clock.was_read:
                return None
            bound = _beyond(branch, outcome)
            late.append(
                Interval(1, None) if bound is None else bound.meet(Interval(1, None)) or bound
            )
    return hull_of(late) if late else None


def _beyond(branch: Branch, outcome: Outcome) -> Interval | None:
    """Return the days beyond the last day on time.

    To the step, or to the last day checked.
    """
    clock = outcome.clock
    if clock is None:
        return None
    own = clock.own if outcome.step and clock.is_in_own_days(branch, outcome.step) else None
    after, by = (clock.after, clock.by) if own is None else (own.after, own.by)
    if outcome.step and after is not None:
        passed = _passed(branch, outcome)
        return None if passed is None else passed.shifted(-after)
    last = clock.last_day(branch, outcome.facts)
    if last is None:
        return None
    if outcome.step:
        node = branch.case_day(outcome.step)
        if own is not None:
            node, last = branch.events[outcome.step].own_day, Interval(by, by)
        end = branch.days.days_given(outcome.facts.days, ORIGIN, node)
    elif outcome.judged_on is None:
        return None
    else:
        end = Interval(outcome.judged_on, outcome.judged_on)
    found = None if end is None else end.minus(last)
    # Denied to the very end of the limit: a day over, the day after.
    is_ended = found is not None and found.max is not None and found.max < 1
    if is_ended and not outcome.step:
        return Interval(1, 1)
    if found is None or found.min is None:
        return found
    if clock.is_silent:  # the pause may have lasted to any later day
        return Interval(min(1, found.min), found.max)
    return Interval(max(1, found.min - clock.slack), found.max) if clock.slack else found


def _measured_from(
    line: LimitLine,
    question: Question,
    found: Sequence[tuple[Branch, Outcome]],
    inference: Inference,
    as_of: int,
) -> Sequence[tuple[Branch, Outcome]]:
    """Return the outcomes to compare with a limit.

    Those measured from where its clock starts.
    """
    if line.tier is Tier.ORDER:
        return [(branch, outcome) for branch, outcome in found if outcome.tier is Tier.ORDER]
    if question.order and line.deadline is not None:
        measure = Measure(line.tier, line.deadline, segments=line.segments)
        alone = replace(question, measures=(measure,))
        return _outcomes(inference.branches, alone, inference, as_of)
    return found


def _against(
    line: LimitLine, found: Sequence[tuple[Branch, Outcome]], inference: Inference, as_of: int
) -> LimitResult:
    """Compare the step with one limit alone.

    In the worlds where a limit counts at all.
    """
    if line.deadline is None:
        return LimitResult(line, None, None, None)
    measure = Measure(line.tier, line.deadline, segments=line.segments)
    outcomes: list[tuple[Branch, Outcome]] = []
    starts: list[Interval] = []
    days: list[Interval] = []
    done = inference.done_by(as_of)
    for branch, outcome in found:
        if not outcome.trigger:
            continue
        against = Against(branch, as_of)
        clocks = clocks_of(
            branch,
            outcome.facts,
            outcome.trigger,
            Segments(line.deadline, line.segments),
            Seen(as_of, outcome.judged_on, _compared(branch, outcome, as_of), done),
        )
        for facts, clock in clocks:
            situation = Situation(facts, measure, outcome.trigger, clock)
            if outcome.step:
                held = against.by_step(situation, outcome.step)
            else:
                held = against.by_silence(situation, outcome.silence or Silence(None, None))
            outcomes.extend((branch, one) for one in held)
            start = branch.days.days_given(facts.days, ORIGIN, branch.case_day(outcome.trigger))
            last = None if clock.is_open_ended else clock.last_day(branch, facts)
            starts.extend([start] if start is not None else [])
            days.extend([last] if last is not None else [])
    if not outcomes:
        return LimitResult(line, None, None, None)
    return LimitResult(
        line,
        _joined(outcomes),
        _days_late(outcomes),
        hull_of(days) if days else None,
        hull_of(starts) if starts else None,
        passed=_any_or_all([one.word in _PASSED for _, one in outcomes]),
    )


def _compared(branch: Branch, outcome: Outcome, as_of: int) -> Interval:
    """Return the interval of days compared with the deadline."""
    silence = outcome.silence or Silence(None, None)
    days = [day for day in (as_of, outcome.judged_on, silence.denied) if day is not None]
    first: int | None = min(days)
    if outcome.step:
        step = branch.case_day_of(outcome.step).min
        first = None if step is None else min(step, *days)
    return Interval(None if first is None else first - 2, as_of + 2)


def _counts(line: LimitLine, outcome: Outcome) -> bool:
    """Return True if a limit ran.

    If it is an order's, also if that was given in time.
    """
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
