"""A policy and a reckoned case → the questions to put: each rule for each track and round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from timeline.chrono.truth import Truth, any_of
from timeline.conformance.measure import measures_of, order_chains
from timeline.conformance.question import Candidate, Condition, Question, Requirer, Way
from timeline.model.policy import Choice, Pattern, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.network import Edge
    from timeline.conformance.measure import OrderChain
    from timeline.model import policy as model
    from timeline.reckoning.reckoning import Reckoning
    from timeline.reckoning.record import DatedEvent

_Pattern: TypeAlias = "Pattern | model.Condition"
"""What can ask for a kind of event, narrowed by form, outcome or actor."""


def questions_of(
    rules: Sequence[Rule],
    reckoning: Reckoning,
    as_of: int,
    calendars: Mapping[str, WorkCalendar],
    in_force: Mapping[str, tuple[Edge, ...]] | None = None,
) -> Iterator[Question]:
    """Every question, in the order of the policy; then orders for steps that no rule speaks of.

    Args:
        rules: of the policy.
        reckoning: the case.
        as_of: the day judged from.
        calendars: working days by name.
        in_force: of each rule that may not have been in force while its policy was, by id, what
            the day of the incident must be for it; under an empty id the same for the policy.
    """
    said = {} if in_force is None else in_force
    about = _About(reckoning, as_of, rules, calendars, said)
    chains = order_chains(reckoning, as_of)
    everything = _by_kind(reckoning.events.values())
    pool = cache(partial(_pool, reckoning))
    asked: set[str] = set()
    for rule in rules:
        for track, round_ in _tracks_and_rounds(rule, everything):
            own = [chain for chain in chains if _concerns(chain, rule, track, round_, reckoning)]
            asked.update(chain.id for chain in own)
            measured_by: Sequence[OrderChain | None] = own or [None]
            for chain in measured_by:
                group = _Group(rule, track, round_, pool(track, round_))
                yield _question(group, about, chain)
    for chain in chains:
        if chain.id not in asked:
            carrier = reckoning.events[chain.carrier].event
            place = (carrier.track, carrier.round)
            group = _Group(_rule_of(chain), *place, pool(*place))
            yield _question(group, about, chain)


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
    """Whether a rule asks for what was ordered; one that asks for a certain form of it does not."""
    carrier = reckoning.events[chain.carrier].event
    return (
        any(
            pattern.event == chain.kind and not (pattern.form or pattern.outcome or pattern.by)
            for pattern in rule.step.first
        )
        and carrier.track in ("", track)
        and carrier.round == round_
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """One rule for one track and round."""

    rule: Rule
    track: str
    round: int
    pool: _Pool


@dataclass(frozen=True, slots=True)
class _Pool:
    """The events that count for one track and round."""

    in_round: _ByKind
    so_far: _ByKind
    """These and those of earlier rounds."""


def _pool(reckoning: Reckoning, track: str, round_: int) -> _Pool:
    events = reckoning.events.values()
    here = [event for event in events if not track or event.event.track in ("", track)]
    return _Pool(
        _by_kind(event for event in here if event.event.round == round_),
        _by_kind(event for event in here if event.event.round <= round_),
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What every question of a case and a policy is asked with."""

    reckoning: Reckoning
    as_of: int
    rules: Sequence[Rule]
    calendars: Mapping[str, WorkCalendar]
    in_force: Mapping[str, tuple[Edge, ...]]

    def window(self, rule: str) -> tuple[Edge, ...]:
        """What the day of the incident must be for a rule of the policy to be in force."""
        return (*self.in_force.get("", ()), *self.in_force.get(rule, ()))


def _question(group: _Group, about: _About, chain: OrderChain | None) -> Question:
    rule, in_round, so_far = group.rule, group.pool.in_round, group.pool.so_far
    kinds = {pattern.event for pattern in rule.step.first}
    otherwise = _is_done_otherwise(rule.step, in_round, about)
    requirers = [
        Requirer(
            other,
            _fitting(other.step.first, in_round),
            may_not_apply=other.id in about.in_force or otherwise is Truth.UNKNOWN,
            may_not_be_in_force=other.id in about.in_force,
        )
        for other in about.rules
        if other.id != rule.id and not kinds.isdisjoint(other.requires)
    ]
    if otherwise is Truth.YES:
        requirers = []
    own = triggers = _fitting(rule.after.first, in_round)
    if chain is not None and (chain.counts_from_start or not own):
        triggers = (Candidate(chain.start),)
    measures, limits = measures_of(rule, chain, about.calendars, own)
    return Question(
        rule=rule,
        track=group.track,
        round=group.round,
        triggers=triggers,
        steps=_fitting(rule.step.first, in_round),
        requires=tuple(_required(kind, in_round, so_far) for kind in rule.requires),
        dependents=tuple(candidate for other in requirers for candidate in other.steps),
        condition=None if rule.when is None else _condition(rule.when, in_round, so_far),
        measures=measures,
        limits=limits,
        order="" if chain is None else chain.id,
        requirers=tuple(requirers),
        may_not_apply=rule.id in about.in_force,
        in_force=about.window(rule.id),
        hangs_on_days=otherwise is not None,
        otherwise=_by_order_alone(group, about, chain),
    )


def _by_order_alone(group: _Group, about: _About, chain: OrderChain | None) -> Question | None:
    """What an order asks where the rule that it gives a limit to was not in force."""
    if chain is None or group.rule.id not in about.in_force:
        return None
    others = [rule for rule in about.rules if rule is not group.rule]
    alone = replace(group, rule=_rule_of(chain))
    return _question(alone, replace(about, rules=others), chain)


_ByKind: TypeAlias = "Mapping[str, Sequence[DatedEvent]]"
"""Events by kind, each list in the order of the file."""


def _by_kind(events: Iterable[DatedEvent]) -> _ByKind:
    found: dict[str, list[DatedEvent]] = {}
    for event in events:
        found.setdefault(event.event.kind, []).append(event)
    return found


def _of_kinds(patterns: Sequence[_Pattern], events: _ByKind) -> Sequence[DatedEvent]:
    """The events of the kinds that some patterns name, in the order of the file."""
    if len(patterns) == 1:  # nearly always
        return events.get(patterns[0].event or "", ())
    kinds = {pattern.event or "" for pattern in patterns}
    found = [event for kind in kinds for event in events.get(kind, ())]
    return sorted(found, key=lambda event: event.place)


def _is_done_otherwise(step: Choice, events: _ByKind, about: _About) -> Truth | None:
    """Whether an event of the step's kind had come that is certainly not the one asked for.

    A rule requires a kind: an inquiry of another form is enough for it, and then no step of the
    form asked for is missing because of what followed.

    Returns:
        None where the record has no such event, on whatever day.
    """
    others = [
        about.reckoning.happened(event.id, about.as_of)
        for event in _of_kinds(step.first, events)
        if not _ways_to_fit(step.first, event)
    ]
    return any_of(others) if others else None


def _required(kind: str, in_round: _ByKind, so_far: _ByKind) -> tuple[Candidate, ...]:
    """What must have come before: in this round if it stands there, else in an earlier one."""
    found = in_round.get(kind) or so_far.get(kind, ())
    return tuple(Candidate(event.id) for event in found)


def _tracks_and_rounds(rule: Rule, events: _ByKind) -> list[tuple[str, int]]:
    """Each track and round that holds the rule's trigger or step."""
    patterns = (*rule.after.first, *rule.step.first)
    held = [
        (event.event.track, event.event.round)
        for event in _of_kinds(patterns, events)
        if _ways_to_fit(patterns, event)
    ]
    rounds = sorted({round_ for _, round_ in held}) or [1]
    tracks = list(dict.fromkeys(track for track, _ in held if track)) or [""]
    return [
        (track, round_)
        for round_ in rounds
        for track in tracks
        if any(one in ("", track) and two == round_ for one, two in held) or not held
    ]


def _fitting(patterns: Sequence[_Pattern], events: _ByKind) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(event.id, ways)
        for event in _of_kinds(patterns, events)
        if (ways := _ways_to_fit(patterns, event))
    )


def _ways_to_fit(patterns: Sequence[_Pattern], event: DatedEvent) -> tuple[Way, ...]:
    """Each way in which an event can fit one of some patterns; none where it fits none."""
    kind = event.event.kind
    ways = [_way_to_fit(pattern, event) for pattern in patterns if pattern.event == kind]
    return tuple(way for way in ways if way is not None)


def _way_to_fit(pattern: _Pattern, event: DatedEvent) -> Way | None:
    """What the record would have to say as well for an event to fit; None where it says other.

    The event is of the pattern's kind.
    """
    if not (pattern.form or pattern.outcome or pattern.by):
        return ()
    own = event.event
    asked = (
        ("form", pattern.form, own.form),
        ("outcome", pattern.outcome, own.outcome),
        ("by", pattern.by, own.by),
    )
    if any(wanted and said and wanted.casefold() != said.casefold() for _, wanted, said in asked):
        return None
    return tuple((name, wanted.casefold()) for name, wanted, said in asked if wanted and not said)


def _condition(condition: model.Condition, in_round: _ByKind, so_far: _ByKind) -> Condition:
    if condition.event is not None:
        pool = in_round if condition.event in in_round else so_far
        return Condition(happened=_fitting((condition,), pool))
    if condition.none_of is not None:
        return Condition(none_of=_condition(condition.none_of, in_round, so_far))
    return Condition(
        all_of=tuple(_condition(part, in_round, so_far) for part in condition.all_of),
        any_of=tuple(_condition(part, in_round, so_far) for part in condition.any_of),
    )
