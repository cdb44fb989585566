"""Receipt: the inference behind a finding, an event or a pair, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth
from timeline.conformance.standing import came_after, came_too_soon
from timeline.conformance.verdict import Tier
from timeline.inference.statement import day_nodes
from timeline.results.build.words import day_words, days_word, length_words, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.chrono.network import Constraint
    from timeline.conformance.finding import Finding, LimitResult, Report
    from timeline.conformance.question import Requirer
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference
    from timeline.inference.statement import Statement
    from timeline.location import Location
    from timeline.model.policy import Rule


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a step: a claim, an absence, a rule of meaning."""

    id: str
    says: str
    source: str
    location: Location | None


@dataclass(frozen=True, slots=True)
class ReceiptStep:
    """One step of a inference."""

    step: str
    """trigger · step · later · required · event · least · most · in force · rule · requires ·
    limit · verdict"""
    text: str
    inputs: tuple[Input, ...] = ()


def receipt_of(finding: Finding, report: Report) -> list[ReceiptStep]:
    """The receipt of a finding: from the claims of its dates to its verdict."""
    inference = report.inference
    steps = list(_dates(finding, inference))
    requirers = came_after(finding, inference, report.as_of)
    for event in dict.fromkeys(name for _, names in requirers for name in names):
        steps.append(event_step("later", event, inference))
        steps.extend(event_chains(event, inference))
    for event in _required(finding, inference):
        steps.append(event_step("required", event, inference))
        steps.extend(event_chains(event, inference))
    steps.extend(_in_force_steps(finding, report))
    steps.append(_rule_step(finding, report))
    steps.extend(_requirer_step(one, finding, report) for one, _ in requirers)
    steps.extend(_limit_step(result, report) for result in finding.limits)
    steps.append(_verdict_step(finding, report))
    return steps


def _dates(finding: Finding, inference: Inference) -> Iterator[ReceiptStep]:
    trigger, step = finding.trigger_event, finding.step_event
    if trigger:
        yield event_step("trigger", trigger, inference)
        yield from event_chains(trigger, inference)
    if step:
        yield event_step("step", step, inference)
        yield from event_chains(step, inference)
    if trigger and step and trigger != step:
        yield from pair_chains(trigger, step, inference)


def _in_force_steps(finding: Finding, report: Report) -> Iterator[ReceiptStep]:
    """Which days of the incident count, where others would fall under another rule."""
    bounds = [
        Interval(-edge.days, None) if edge.end == ORIGIN else Interval(None, edge.days)
        for edge in finding.question.in_force
    ]
    days: Interval | None = Interval()
    for bound in bounds:
        days = None if days is None else days.meet(bound)
    if bounds and days is not None:
        what = report.selection.policy.id
        if finding.question.may_not_apply:
            what = f"{finding.question.rule.id} of {what}"
        words = f"counted are the days of the incident on which {what} was in force"
        yield ReceiptStep("in force", f"{words}: {day_words(days)}")


def _required(finding: Finding, inference: Inference) -> list[str]:
    """What the step may have come before though it has to follow it; none of it shown already."""
    shown = (finding.trigger_event, finding.step_event)
    return [name for name in came_too_soon(finding, inference) if name not in shown]


def event_step(name: str, event: str, inference: Inference) -> ReceiptStep:
    """An event with all its claims, those that stand aside as well."""
    dated = inference.events[event]
    inputs = []
    for placed in dated.claims:
        claim = placed.claim
        aside = "" if claim.standing == "accepted" else f" ({claim.standing}: {claim.because})"
        says = f"{claim.when.text}{aside}"
        at = inference.file.location((*placed.route, "when"))
        inputs.append(Input(f"{event}#{placed.number}", says, claim.source, at))
    zone = f" ({dated.zone})" if dated.is_elsewhere else ""
    return ReceiptStep(name, f"{event}: {day_words(inference.day_of(event))}{zone}", tuple(inputs))


def event_chains(event: str, inference: Inference) -> Iterator[ReceiptStep]:
    """Why an event's days are what they are: the chain to each end."""
    node = inference.events[event].own_day

    def of(branch: Branch) -> Iterator[ReceiptStep]:
        bound = branch.day_of(event)
        if bound.min is not None:
            chain = branch.days.chain(node, ORIGIN)
            text = f"{event} is not before {format_day(bound.min)}"
            yield ReceiptStep("least", text, tuple(chain_inputs(chain, inference)))
        if bound.max is not None:
            chain = branch.days.chain(ORIGIN, node)
            text = f"{event} is not after {format_day(bound.max)}"
            yield ReceiptStep("most", text, tuple(chain_inputs(chain, inference)))

    yield from _each_once(of, inference, event)


def pair_chains(first: str, second: str, inference: Inference) -> Iterator[ReceiptStep]:
    """Why the days between two events are what they are."""
    start, end = day_nodes(inference.events[first], inference.events[second])

    def of(branch: Branch) -> Iterator[ReceiptStep]:
        bound = branch.days.days_between(start, end)
        if bound.min is not None:
            chain = branch.days.chain(end, start)
            text = f"at least {days_word(bound.min)} from {first} to {second}"
            yield ReceiptStep("least", text, tuple(chain_inputs(chain, inference)))
        if bound.max is not None:
            chain = branch.days.chain(start, end)
            text = f"at most {days_word(bound.max)} from {first} to {second}"
            yield ReceiptStep("most", text, tuple(chain_inputs(chain, inference)))

    yield from _each_once(of, inference, first, second)


def _each_once(
    of: Callable[[Branch], Iterator[ReceiptStep]], inference: Inference, *events: str
) -> Iterator[ReceiptStep]:
    """Yield the steps of each possibility, numbered; those that do not differ once."""
    branches = [one for one in inference.branches if one.absent.isdisjoint(events)]
    ways = list(dict.fromkeys(tuple(of(branch)) for branch in branches))
    for number, steps in enumerate(ways, start=1):
        label = f" (possibility {number})" if len(ways) > 1 else ""
        for step in steps:
            yield replace(step, text=f"{step.text}{label}")


def chain_inputs(chain: Sequence[Constraint], inference: Inference) -> Iterator[Input]:
    """The statements that a chain of constraints rests on, each once."""
    seen = set()
    tentative = {one.index: one for one in inference.statements.tentative}
    numbered = {**tentative, **inference.by_number}
    for edge in chain:
        for number in edge.reasons:
            if number not in seen:
                seen.add(number)
                yield input_of(numbered[number])


def input_of(statement: Statement) -> Input:
    """A statement as an input of a receipt."""
    says = statement.says_by_meaning
    return Input(statement.id, says, statement.source, statement.location)


def _rule_step(finding: Finding, report: Report) -> ReceiptStep:
    before = "".join(
        f"; {'has to come' if one.is_duty else 'comes'} before the step of {one.rule.id}"
        for one in finding.question.requirers
    )
    return _rule_as_step("rule", finding.question.rule, before, report)


def _requirer_step(requirer: Requirer, finding: Finding, report: Report) -> ReceiptStep:
    """Another rule, by whose `requires` the step asked for comes before a later one."""
    kinds = {pattern.event for pattern in finding.question.rule.step.first}
    required = [kind for kind in requirer.rule.requires if kind in kinds]
    return _rule_as_step("requires", requirer.rule, f"; requires {listed(required)}", report)


def _rule_as_step(step: str, rule: Rule, more: str, report: Report) -> ReceiptStep:
    """A rule with its policy, force, clause and source."""
    owner = next((name for one, name in report.selection.rules if one.id == rule.id), "this case")
    selection = report.selection
    where = f"{rule.id} of {owner}"
    if owner not in (selection.policy.id, "this case"):
        where += f", taken over by {selection.policy.id}"
    reviewed = (
        f"; last held against its text on {rule.reviewed_on.text}" if rule.reviewed_on else ""
    )
    clause = f": {rule.clause}" if rule.clause else ""
    chosen = f"{rule.force}; {selection.policy.id}: {selection.reason}"
    doubt = "; it may not have been in force then" if rule.id in selection.perhaps else ""
    text = f"{where} ({chosen}{doubt}){clause}{more}{reviewed}"
    return ReceiptStep(step, text, (Input(rule.id, rule.label, rule.source or "", None),))


def _limit_step(result: LimitResult, report: Report) -> ReceiptStep:
    line = result.line
    if line.deadline is None and line.tier is not Tier.ORDER:
        kind = "benchmark, no rule, not held against" if line.tier is Tier.BENCHMARK else "limit"
        return ReceiptStep("limit", f"{kind}: {line.text}")
    kind = {Tier.ORDER: "order", Tier.LIMIT: "limit", Tier.BENCHMARK: "benchmark"}.get(
        line.tier, ""
    )
    text = f"{kind} {line.order + ': ' if line.order else ''}{line.text}"
    if line.extends:
        text += f", from the end of {line.extends}"
    if result.last_day is not None:
        text += f"; last day on time {day_words(result.last_day)}"
        text += f"; {_counted(result)}"
    text += _not_counted(result, report)
    if result.given is not Truth.YES:
        text += "; it may not have been given by then"
    if result.verdict is not None:
        text += f"; against it alone: {result.verdict.value}"
    if result.days_late is not None:
        text += f", beyond it by {length_words(result.days_late)}"
    source = Input(line.order or "limit", line.text, line.source, line.location)
    return ReceiptStep("limit", text, (source,) if line.source else ())


def _counted(result: LimitResult) -> str:
    """How the days were counted, and each day that a calendar of working days skips."""
    deadline = result.line.deadline
    start, last = result.start, result.last_day
    if deadline is None or deadline.by is not None:
        return "a fixed day"
    if deadline.calendar is None or not deadline.counts_working_days:
        return f"{deadline.convention}; the day of the trigger is day 0"
    text = f"working days by the calendar {deadline.calendar.name}; the day of the trigger is day 0"
    if start is None or last is None or start.exact is None or last.exact is None:
        return text
    skipped = [
        f"{format_day(day)} {reason}"
        for day, reason in deadline.calendar.skipped(start.exact, last.exact)
    ]
    return f"{text}; skipped: {', '.join(skipped)}" if skipped else text


def _not_counted(result: LimitResult, report: Report) -> str:
    """Each pause of a limit with its days, of which the first still counts."""
    inference = report.inference
    stops = dict.fromkeys(stop for segment in result.line.segments for stop in segment.stops)
    found = []
    for stop in stops:
        start = inference.case_day_of(stop.start)
        if not stop.end:
            first = day_words(start.shifted(1))
            words = f"from {first} on ({stop.start}, no end on record)"
        else:
            end = inference.case_day_of(stop.end)
            words = _pause_days(start, end, f"{stop.start} … {stop.end}")
        found.append(words + (", and the whole limit runs again" if stop.restarts else ""))
    return f"; not counted: {', '.join(found)}" if found else ""


def _pause_days(start: Interval, end: Interval, names: str) -> str:
    """The days not counted between the events of a pause; where open, both ends in words."""
    if start.exact is None or end.exact is None:
        return f"the days after {day_words(start)} through {day_words(end)} ({names})"
    if end.exact <= start.exact:
        return f"no day ({names})"
    return f"{day_words(Interval(start.exact + 1, end.exact))} ({names})"


def _verdict_step(finding: Finding, report: Report) -> ReceiptStep:
    words = listed([word.value for word in finding.possible])
    day = format_day(report.as_of)
    held = f"in every world {words}" if len(finding.possible) == 1 else f"possible are {words}"
    text = f"{finding.verdict.value}: as of the end of {day}, {held}"
    if len(finding.by_subset) > 1:
        text += f"; by reading: {', '.join(verdict.value for verdict in finding.by_subset)}"
    inputs: tuple[Input, ...] = ()
    ground = finding.standing
    if ground is not None:
        text += f"; undone on the ground: {ground.ground}"
        if ground.source:
            day = ground.day or ground.later
            inputs = (Input("standing", day, ground.source, ground.location),)
    return ReceiptStep("verdict", text, inputs)
