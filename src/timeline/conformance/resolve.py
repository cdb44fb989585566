"""A policy and a reckoned case → the questions to put: each rule for each track and round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.conformance.measure import measures_of, order_chains
from timeline.conformance.question import Candidate, Condition, Question, Way
from timeline.model.policy import Choice, Pattern, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.conformance.measure import OrderChain
    from timeline.model import policy as model
    from timeline.reckoning.reckoning import Reckoning
    from timeline.reckoning.record import DatedEvent


def questions_of(
    rules: Sequence[Rule],
    reckoning: Reckoning,
    as_of: int,
    calendars: Mapping[str, WorkCalendar],
) -> Iterator[Question]:
    """Every question, in the order of the policy; then orders for steps that no rule speaks of."""
    chains = order_chains(reckoning, as_of)
    asked: set[str] = set()
    for rule in rules:
        for track, round_ in _tracks_and_rounds(rule, reckoning.events.values()):
            own = [chain for chain in chains if _concerns(chain, rule, track, round_, reckoning)]
            asked.update(chain.id for chain in own)
            measured_by: Sequence[OrderChain | None] = own or [None]
            for chain in measured_by:
                yield _question(_Group(rule, track, round_), rules, reckoning, chain, calendars)
    for chain in chains:
        if chain.id not in asked:
            carrier = reckoning.events[chain.carrier].event
            group = _Group(_rule_of(chain), carrier.track, carrier.round)
            yield _question(group, rules, reckoning, chain, calendars)


def _rule_of(chain: OrderChain) -> Rule:
    """An order for a step that the policy has no rule for is a rule for this case alone."""
    return Rule.model_construct(
        id=f"order-{chain.id}",
        step=_one_kind(chain.kind),
        label="",
        after=_one_kind(""),
        force="order",
        source=chain.source,
    )


def _one_kind(kind: str) -> Choice:
    return Choice.model_construct(first=(Pattern.model_construct(event=kind),))


def _concerns(chain: OrderChain, rule: Rule, track: str, round_: int, reckoning: Reckoning) -> bool:
    carrier = reckoning.events[chain.carrier].event
    return (
        any(pattern.event == chain.kind for pattern in rule.step.first)
        and carrier.track in ("", track)
        and carrier.round == round_
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """One rule for one track and round."""

    rule: Rule
    track: str
    round: int


def _question(
    group: _Group,
    rules: Sequence[Rule],
    reckoning: Reckoning,
    chain: OrderChain | None,
    calendars: Mapping[str, WorkCalendar],
) -> Question:
    rule = group.rule
    tracks = ("", group.track)
    events = reckoning.events.values()
    here = [event for event in events if not group.track or event.event.track in tracks]
    in_round = [event for event in here if event.event.round == group.round]
    so_far = [event for event in here if event.event.round <= group.round]
    dependents = [
        other for other in rules if other.id != rule.id and _requires_one_of(other, rule.step)
    ]
    if _is_done_otherwise(rule.step, in_round):
        dependents = []
    own = triggers = _fitting(rule.after, in_round)
    if chain is not None and (chain.counts_from_start or not own):
        triggers = (Candidate(chain.start),)
    measures, limits = measures_of(rule, chain, calendars, own)
    return Question(
        rule=rule,
        track=group.track,
        round=group.round,
        triggers=triggers,
        steps=_fitting(rule.step, in_round),
        requires=tuple(_required(kind, in_round, so_far) for kind in rule.requires),
        dependents=tuple(
            candidate for other in dependents for candidate in _fitting(other.step, in_round)
        ),
        condition=None if rule.when is None else _condition(rule.when, in_round, so_far),
        measures=measures,
        limits=limits,
        order="" if chain is None else chain.id,
        required_by=tuple(other.id for other in dependents),
    )


def _is_done_otherwise(step: Choice, events: Sequence[DatedEvent]) -> bool:
    """Whether an event of the step's kind is recorded that is certainly not the one asked for.

    A rule requires a kind: an inquiry of another form is enough for it, and then no step of the
    form asked for is missing because of what followed.
    """
    kinds = {pattern.event for pattern in step.first}
    return any(event.event.kind in kinds and not _fitting(step, [event]) for event in events)


def _requires_one_of(rule: Rule, step: Choice) -> bool:
    return any(pattern.event in rule.requires for pattern in step.first)


def _required(
    kind: str, in_round: Sequence[DatedEvent], so_far: Sequence[DatedEvent]
) -> tuple[Candidate, ...]:
    """What must have come before: in this round if it stands there, else in an earlier one."""
    found = [event for event in in_round if event.event.kind == kind]
    return tuple(Candidate(event.id) for event in (found or so_far) if event.event.kind == kind)


def _tracks_and_rounds(rule: Rule, events: Iterable[DatedEvent]) -> list[tuple[str, int]]:
    """Each track and round that holds the rule's trigger or step."""
    held = [
        (event.event.track, event.event.round)
        for event in events
        if any(
            _way_to_fit(pattern, event) is not None
            for pattern in (*rule.after.first, *rule.step.first)
        )
    ]
    rounds = sorted({round_ for _, round_ in held}) or [1]
    tracks = list(dict.fromkeys(track for track, _ in held if track)) or [""]
    return [
        (track, round_)
        for round_ in rounds
        for track in tracks
        if any(one in ("", track) and two == round_ for one, two in held) or not held
    ]


def _fitting(choice: Choice, events: Iterable[DatedEvent]) -> tuple[Candidate, ...]:
    found = []
    for event in events:
        ways = [_way_to_fit(pattern, event) for pattern in choice.first]
        possible = tuple(way for way in ways if way is not None)
        if possible:
            found.append(Candidate(event.id, possible))
    return tuple(found)


def _way_to_fit(pattern: Pattern | model.Condition, event: DatedEvent) -> Way | None:
    """What the record would have to say as well for an event to fit; None where it says other."""
    if pattern.event != event.event.kind:
        return None
    own = event.event
    asked = (
        ("form", pattern.form, own.form),
        ("outcome", pattern.outcome, own.outcome),
        ("by", pattern.by, own.by),
    )
    if any(wanted and said and wanted.casefold() != said.casefold() for _, wanted, said in asked):
        return None
    return tuple((name, wanted.casefold()) for name, wanted, said in asked if wanted and not said)


def _condition(
    condition: model.Condition, in_round: Sequence[DatedEvent], so_far: Sequence[DatedEvent]
) -> Condition:
    if condition.event is not None:
        kind = condition.event
        pool = in_round if any(one.event.kind == kind for one in in_round) else so_far
        pattern = Pattern.model_construct(
            event=kind, form=condition.form, outcome=condition.outcome, by=condition.by
        )
        return Condition(happened=_fitting(Choice.model_construct(first=(pattern,)), pool))
    if condition.none_of is not None:
        return Condition(none_of=_condition(condition.none_of, in_round, so_far))
    return Condition(
        all_of=tuple(_condition(part, in_round, so_far) for part in condition.all_of),
        any_of=tuple(_condition(part, in_round, so_far) for part in condition.any_of),
    )
