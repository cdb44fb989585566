"""Questions of a policy for an inferred case.

Each rule for each track and round. Only the institution's own acts open a track or a round; acts of
others serve every track.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from timeline.alike import normalised
from timeline.conformance.measure import Counting, has_limit, measures_of, order_chains, own_measure
from timeline.conformance.question import Candidate, CaseCondition, Question, Requirer, Way
from timeline.inference.horizon import reaches_of
from timeline.inference.latency import FINDINGS
from timeline.model.policy import Choice, Pattern, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.network import Constraint
    from timeline.conformance.measure import OrderChain
    from timeline.inference.horizon import Reach
    from timeline.inference.inference import Inference
    from timeline.inference.record import DatedEvent
    from timeline.model import policy as model

_Pattern: TypeAlias = "Pattern | model.Condition"
"""Description of an event by kind, narrowed by form, outcome, actor, side or contents."""


def questions_of(
    rules: Sequence[Rule],
    inference: Inference,
    as_of: int,
    calendars: Mapping[str, WorkCalendar],
    in_force: Mapping[str, tuple[Constraint, ...]] | None = None,
) -> Iterator[Question]:
    """Yield the questions in policy order, then orders that no rule speaks of.

    `in_force` holds, by id, the days of the incident for each rule that may not have been in force
    while its policy was; under an empty id the same for the policy.
    """
    said = {} if in_force is None else in_force
    chains = order_chains(inference, as_of)
    about = _About(inference, as_of, rules, Counting(calendars, inference, as_of), said)
    everything = _by_kind(inference.events.values())
    pools = cache(partial(_pools, inference))
    asked: set[str] = set()
    for rule in rules:
        for track, round_ in _tracks_and_rounds(rule, everything):
            if not _can_have_begun(round_, track, about):
                continue
            own = [chain for chain in chains if _concerns(chain, rule, track, round_, inference)]
            asked.update(chain.id for chain in own)
            measured_by: Sequence[OrderChain | None] = own or [None]
            group = _Group(rule, track, round_, *pools(track, round_))
            for chain in measured_by:
                yield _question(group, about, chain)
    for chain in chains:
        if chain.id not in asked:
            carrier = inference.events[chain.carrier].event
            place = (carrier.track, carrier.round)
            yield _question(_Group(_rule_of(chain), *place, *pools(*place)), about, chain)


def _rule_of(chain: OrderChain) -> Rule:
    """Make a rule of an order for a step that the policy has no rule for."""
    return Rule.model_construct(
        id=f"order-{chain.id}",
        step=_one_kind(chain.kind),
        label="",
        after=_one_kind(""),
        force=chain.orders[0].order.force,
        source=chain.source,
    )


def _one_kind(kind: str) -> Choice:
    return Choice.model_construct(first=(Pattern.model_construct(event=kind),))


def _concerns(chain: OrderChain, rule: Rule, track: str, round_: int, inference: Inference) -> bool:
    """Return True if an order judges the step of a rule without a limit.

    It never replaces a limit, and gives none to a rule that asks for one form of the step.
    """
    carrier = inference.events[chain.carrier].event
    return (
        not has_limit(rule)
        and len(rule.step.first) == 1
        and rule.step.first[0].event == chain.kind
        and not _is_narrowed(rule.step.first[0])
        and carrier.track in ("", track)
        and carrier.round == round_
    )


def _is_narrowed(pattern: Pattern) -> bool:
    return bool(pattern.form or pattern.outcome or pattern.by or pattern.of or pattern.side)


def _can_have_begun(round_: int, track: str, about: _About) -> bool:
    """Return True if a round can have begun by the as-of day."""
    if round_ == 1:
        return True
    begun = [
        event.id
        for event in about.inference.events.values()
        if event.is_reopening and event.event.round == round_ and event.is_on(track)
    ]
    if not begun or not about.inference.done_by(about.as_of).isdisjoint(begun):
        return True
    days = [about.inference.case_day_of(name).min for name in begun]
    return any(day is None or day <= about.as_of for day in days)


@dataclass(frozen=True, slots=True)
class _Group:
    """One rule for one track and round, with the events that count for these."""

    rule: Rule
    track: str
    round: int
    in_round: _ByKind
    so_far: _ByKind
    """These and those of earlier rounds."""


def _pools(inference: Inference, track: str, round_: int) -> tuple[_ByKind, _ByKind]:
    """Return the events on a track in a round, and in the rounds up to it."""
    here = [event for event in inference.events.values() if event.is_outside or event.is_on(track)]
    return (
        _by_kind(event for event in here if event.event.round == round_),
        _by_kind(event for event in here if event.event.round <= round_),
    )


@dataclass(frozen=True, slots=True)
class _About:
    """Context shared by one report's questions."""

    inference: Inference
    as_of: int
    rules: Sequence[Rule]
    counting: Counting
    in_force: Mapping[str, tuple[Constraint, ...]]

    def window(self, rule: str) -> tuple[Constraint, ...]:
        """Return the edges that put a rule in force on the incident's day."""
        return (*self.in_force.get("", ()), *self.in_force.get(rule, ()))


def _question(group: _Group, about: _About, chain: OrderChain | None) -> Question:
    rule, in_round = group.rule, group.in_round
    ordered = () if chain is None else _ordered(chain, in_round, about)
    measures, limits = measures_of(rule, chain, about.counting, ordered=ordered)
    kinds = {pattern.event for pattern in rule.step.first}
    return Question(
        rule=rule,
        track=group.track,
        round=group.round,
        triggers=_fitting(rule.after.first, in_round),
        steps=_fitting(rule.step.first, in_round, is_step=True),
        requires=tuple(_required(kind, group, about) for kind in rule.requires),
        condition=_condition_of(rule, group, about),
        measures=measures,
        reaches=tuple(_reaches(kind, group, about, rule.step.first) for kind in sorted(kinds)),
        trigger_denials=tuple(
            _reaches(kind, group, about, rule.after.first)
            for kind in sorted({pattern.event for pattern in rule.after.first} - {""})
        ),
        satisfied_by=tuple(_required(kind, group, about) for kind in sorted(kinds)),
        continued=_continued(rule.step, group, about),
        limits=limits,
        order="" if chain is None else chain.id,
        requirers=_requirers(group, about),
        may_not_apply=rule.id in about.in_force,
        in_force=about.window(rule.id),
        otherwise=_by_order_alone(group, about, chain),
    )


def _ordered(chain: OrderChain, in_round: _ByKind, about: _About) -> tuple[Candidate, ...]:
    """Return the events that count as ordered, on a named track also those of others."""
    step = Pattern.model_construct(event=chain.kind)
    track = about.inference.events[chain.carrier].event.track
    own = _fitting((step,), in_round, is_step=True)
    if not track:
        return own
    outside = Pattern.model_construct(event=chain.kind, side="outside")
    of_others = [
        one
        for one in _fitting((outside,), in_round, is_step=True)
        if about.inference.events[one.event].event.track == track
    ]
    return tuple(dict.fromkeys((*own, *of_others)))


def _requirers(group: _Group, about: _About) -> tuple[Requirer, ...]:
    """Return the rules whose steps require this one any way it is taken, duties first."""
    kinds = {pattern.event for pattern in group.rule.step.first}
    found = []
    for other in about.rules:
        if other.id == group.rule.id or not kinds <= set(other.requires):
            continue
        same_place = replace(group, rule=other)
        condition = _condition_of(other, same_place, about)
        needs_clock = condition is not None and condition.can_excuse_late
        measure = own_measure(other, about.counting)[0] if needs_clock else None
        found.append(
            Requirer(
                other,
                _fitting(other.step.first, group.in_round, is_step=True),
                triggers=_fitting(other.after.first, group.in_round),
                measure=measure,
                condition=condition,
                may_not_apply=other.id in about.in_force,
            )
        )
    return tuple(sorted(found, key=lambda one: not one.can_be_broken))


def _continued(
    step: Choice, group: _Group, about: _About
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the openings a step would close with what continues them, if anything does."""
    if len(step.first) != 1 or step.first[0].side == "outside":
        return ()
    opening = about.inference.kinds[step.first[0].event].closes if step.first[0].event else ""
    stages = [one for one in group.in_round.get(opening, ()) if not one.is_outside]
    found = tuple(
        (
            stage.id,
            tuple(
                event.id
                for event in about.inference.events.values()
                if event.event.continues == stage.id
            ),
        )
        for stage in stages
    )
    return found if any(following for _, following in found) else ()


def _reaches(
    kind: str, group: _Group, about: _About, patterns: Sequence[_Pattern] = ()
) -> tuple[Reach, ...]:
    """Return the absences of a kind of step, by acts of the side asked for."""
    record, vocabulary = about.inference.record, about.inference.kinds
    zone = about.inference.file.case.time_zone
    sides = {pattern.side for pattern in patterns if pattern.event == kind} or {None}
    return tuple(
        reach
        for reach in reaches_of(record, zone, kind, group.track, group.round)
        if (vocabulary[kind].outside or (reach.absence.side or "institution") in
            {side or "institution" for side in sides})
        and reach.absence.id is None
    )  # fmt: skip


def _by_order_alone(group: _Group, about: _About, chain: OrderChain | None) -> Question | None:
    """Return an order's question for where the rule it serves was not in force."""
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
    """Return the events of the patterns' kinds, in the order of the file."""
    if len(patterns) == 1:  # nearly always
        return events.get(patterns[0].event or "", ())
    kinds = {pattern.event or "" for pattern in patterns}
    found = [event for kind in kinds for event in events.get(kind, ())]
    return sorted(found, key=lambda event: event.place)


def _required(kind: str, group: _Group, about: _About) -> CaseCondition:
    """Return what must have come before."""
    pattern = (Pattern.model_construct(event=kind),)
    here, so_far = _fitting(pattern, group.in_round), _fitting(pattern, group.so_far)
    in_round = CaseCondition(here, on_record=frozenset(one.event for one in here))
    return _else_before(in_round, CaseCondition(so_far), about)


def _else_before(in_round: CaseCondition, so_far: CaseCondition, about: _About) -> CaseCondition:
    """Fall back on earlier rounds in worlds where this one holds nothing."""
    if any(not about.inference.events[name].is_implied for name in in_round.on_record):
        return in_round
    return replace(in_round, otherwise=so_far) if in_round.on_record else so_far


def _tracks_and_rounds(rule: Rule, events: _ByKind) -> list[tuple[str, int]]:
    """List the tracks and rounds of a rule.

    Those in which the institution acts on it. A rule whose triggers have no track is judged once
    for each round, by the first step on any track; and the first round always, for an institution
    that did nothing.
    """
    triggers = _own_acts(rule.after.first, events, is_step=False)
    steps = _own_acts(rule.step.first, events, is_step=True)
    acts = [*triggers, *steps]
    has_tracks = any(event.event.track for event in triggers)
    tracks = dict.fromkeys(event.event.track for event in acts if event.event.track)
    found = [
        (track, round_)
        for track in (tracks if has_tracks else [""])
        for round_ in {
            1,
            *(event.event.round for event in acts if event.is_on(track)),
        }
    ]
    return sorted(found, key=lambda place: place[1])


def _own_acts(patterns: Sequence[_Pattern], events: _ByKind, *, is_step: bool) -> list[DatedEvent]:
    return [
        event
        for event in _of_kinds(patterns, events)
        if not event.is_outside
        and not event.kind.incident
        and _ways_to_fit(patterns, event, is_step=is_step)
    ]


def _fitting(
    patterns: Sequence[_Pattern], events: _ByKind, *, is_step: bool = False
) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(event.id, ways)
        for event in _of_kinds(patterns, events)
        if (ways := _ways_to_fit(patterns, event, is_step=is_step))
    )


def _ways_to_fit(
    patterns: Sequence[_Pattern], event: DatedEvent, *, is_step: bool
) -> tuple[Way, ...]:
    """Return each way an event can fit some patterns."""
    kind = event.event.kind
    return tuple(
        dict.fromkeys(
            way
            for pattern in patterns
            if pattern.event == kind
            for way in _ways(pattern, event, is_step=is_step)
        )
    )


def _ways(pattern: _Pattern, event: DatedEvent, *, is_step: bool) -> Iterator[Way]:
    """Yield what the record would have to say as well for an event of its kind to fit.

    As a step plain `payment` asks for what was paid, and everywhere plain `release` for a report,
    a summary or findings.
    """
    own = event.event
    if not _is_of_side(pattern, event):
        return
    outcome = pattern.outcome or ("paid" if is_step and own.kind == "payment" else "")
    asked = (
        ("form", pattern.form, own.form),
        ("outcome", outcome, own.outcome),
        ("by", pattern.by, own.by),
    )
    missing = []
    for name, wanted, said in asked:
        if wanted and said and normalised(wanted) != normalised(said):
            return
        if wanted and not said:
            missing.append((name, normalised(wanted)))
    wanted_of = (pattern.of,) if pattern.of else FINDINGS if own.kind == "release" else ()
    if not wanted_of or own.of in wanted_of:
        yield tuple(missing)
    elif own.of is None:
        yield from ((*missing, ("of", contents)) for contents in wanted_of)


def _is_of_side(pattern: _Pattern, event: DatedEvent) -> bool:
    """Return True if an act is of the pattern's side, by default the institution's."""
    if pattern.side is not None:
        return event.is_outside == (pattern.side == "outside")
    return not event.is_outside or event.kind.outside or event.kind.incident


def _condition_of(rule: Rule, group: _Group, about: _About) -> CaseCondition | None:
    return None if rule.when is None else _condition(rule.when, group, about)


def _condition(condition: model.Condition, group: _Group, about: _About) -> CaseCondition:
    if condition.event is not None:
        in_round = _leaf(condition, group.in_round, group, about)
        return _else_before(in_round, _leaf(condition, group.so_far, group, about), about)
    if condition.none_of is not None:
        return CaseCondition(none_of=_condition(condition.none_of, group, about))
    return CaseCondition(
        all_of=tuple(_condition(part, group, about) for part in condition.all_of),
        any_of=tuple(_condition(part, group, about) for part in condition.any_of),
    )


def _leaf(condition: model.Condition, pool: _ByKind, group: _Group, about: _About) -> CaseCondition:
    """Return a pool's events of a condition's one kind."""
    return CaseCondition(
        happened=_fitting((condition,), pool),
        on_record=frozenset(
            event.id
            for event in pool.get(condition.event or "", ())
            if _is_of_side(condition, event)
        ),
        denials=tuple(
            reach
            for reach in _reaches(condition.event or "", group, about, (condition,))
            if group.round == 1 or reach.absence.round is None  # earlier rounds count too
        ),
    )
