"""Choice of policies, and their rules after inheritance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from timeline.alike import normalised
from timeline.chrono.interval import Interval, minimum_of
from timeline.chrono.network import ORIGIN, Constraint
from timeline.chrono.truth import Truth, all_of
from timeline.errors import PolicyError, Problem
from timeline.location import Location
from timeline.model.case import first_day, last_day
from timeline.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from timeline.chrono.when import Absolute, Unknown
    from timeline.inference.inference import Inference
    from timeline.model.policy import Applies, Rule


ORDERS_ALONE = Policy.model_construct(
    id="orders-of-this-case", title="Orders given in this case", rules=()
)
"""Used if no policy fits a case in which orders were given: these are judged all the same."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One policy to judge by, and why."""

    policy: Policy
    rules: tuple[tuple[Rule, str], ...]
    """Each rule with the id of the policy that states it."""
    reason: str
    """in force on the day of the strike · may have been in force … · named in the case · …"""
    is_hypothetical: bool = False
    is_certain: bool = True
    """True if it was in force for certain; otherwise its findings hold if it was."""
    windows: Mapping[str, tuple[Constraint, ...]] = field(default_factory=dict)
    """Days of the incident on which a rule was in force, if that is open by dates of its own, by
    id; under an empty id the same for a policy that is not certain."""
    was_certainly_not: bool = False
    """True if a policy that the case names was not in force on that day."""

    def in_force(self, rule: str) -> Truth | None:
        """Answer if a rule was in force that day; None if it was asked for."""
        if self.is_hypothetical:
            return None
        if self.was_certainly_not:
            return Truth.NO
        return Truth.YES if self.is_certain and rule not in self.windows else Truth.UNKNOWN


def rules_of(policy: Policy, load: Callable[[str], Policy]) -> tuple[tuple[Rule, str], ...]:
    """Return a policy's rules after inheritance.

    Inherited ones first; a rule of its own replaces one of that id.

    Raises:
        PolicyError: policies inherit each other in a circle.
    """
    found = _collected(policy, load, (), {})
    return tuple(found.values())


def _collected(
    policy: Policy,
    load: Callable[[str], Policy],
    above: tuple[str, ...],
    known: dict[str, dict[str, tuple[Rule, str]]],
) -> dict[str, tuple[Rule, str]]:
    """Collect the rules of a policy by id; `known` holds those of other policies."""
    if policy.id in above:
        circle = " → ".join((*above, policy.id))
        message = f"policies inherit each other in a circle: {circle}"
        raise PolicyError([Problem("E502", message, Location(f"policies/{policy.id}.yaml", None))])
    if policy.id in known:
        return known[policy.id]
    found: dict[str, tuple[Rule, str]] = {}
    for parent in policy.inherits:
        found |= _collected(load(parent), load, (*above, policy.id), known)
    for name in policy.drops:
        found.pop(name, None)
    known[policy.id] = found | {rule.id: (rule, policy.id) for rule in policy.rules}
    return known[policy.id]


def choose_policies(
    inference: Inference, policies: Iterable[Policy], load: Callable[[str], Policy]
) -> list[Selection]:
    """Return the policies to judge a case by: the one it names, else those in force.

    More than one where the strike may fall under either; none where none fits.
    """
    case, day = inference.file.case, incident_day(inference)
    if case.policy is not None:
        named = load(case.policy)
        rules, windows = _in_force_on(rules_of(named, load), inference)
        was_not = (
            named.applies is not None
            and day is not None
            and _in_force(named.applies, day) is Truth.NO
        )
        reason = "named in the case"
        return [Selection(named, rules, reason, windows=windows, was_certainly_not=was_not)]
    incident = _incident_words(inference)
    found = []
    for policy in policies:
        if policy.applies is None or day is None:
            continue
        answer = all_of(
            (
                _is_among(case.forces, policy.applies.forces),
                _is_among(case.command, policy.applies.command),
                _in_force(policy.applies, day),
            )
        )
        window = _window(inference, policy.applies.from_day, policy.applies.until)
        if answer is not Truth.NO and _can_be(inference, window):
            certain = answer is Truth.YES
            reason = (
                f"{'in force' if certain else 'may have been in force'} on the day of {incident}"
            )
            rules, windows = _in_force_on(rules_of(policy, load), inference, window)
            windows |= {} if certain else {"": window}
            found.append(Selection(policy, rules, reason, is_certain=certain, windows=windows))
    if not found and any(event.orders for event in inference.events.values()):
        return [Selection(ORDERS_ALONE, (), "no rules on file fit this case")]
    return found


def awaiting_command(inference: Inference, policies: Iterable[Policy]) -> list[Policy]:
    """List policies that may judge the case once it names their command."""
    case, day = inference.file.case, incident_day(inference)
    if case.command or day is None:
        return []
    return [
        policy
        for policy in policies
        if policy.applies is not None
        and policy.applies.command
        and _is_among(case.forces, policy.applies.forces) is Truth.YES
        and _in_force(policy.applies, day) is not Truth.NO
    ]


def _incident_words(inference: Inference) -> str:
    """Name the incident in the vocabulary's words, such as the strike."""
    incidents = inference.incidents
    return inference.kinds[inference.events[incidents[0]].event.kind].reference if incidents else ""


def hypothetical(
    policy: Policy, load: Callable[[str], Policy], inference: Inference | None = None
) -> Selection:
    """Select a policy that the user asked for, in force or not.

    Rules with dates of their own that do not hold the incident are left out, if the case is given.
    """
    rules = rules_of(policy, load)
    if inference is None:
        return Selection(policy, rules, "asked for", is_hypothetical=True)
    rules, windows = _in_force_on(rules, inference)
    return Selection(policy, rules, "asked for", is_hypothetical=True, windows=windows)


_Rules: TypeAlias = "tuple[tuple[Rule, str], ...]"
_Windows: TypeAlias = "dict[str, tuple[Constraint, ...]]"


def _in_force_on(
    rules: _Rules, inference: Inference, given: tuple[Constraint, ...] = ()
) -> tuple[_Rules, _Windows]:
    """Return rules possibly in force at the incident, with doubtful dates.

    `given` holds of that day where the policy was in force. Without an incident nothing is known.
    """
    kept, windows = [], {}
    for rule, owner in rules:
        window = _window(inference, rule.from_day, rule.until)
        if not _can_be(inference, (*given, *window)):
            continue
        kept.append((rule, owner))
        if not _is_within(inference, rule, given):
            windows[rule.id] = window
    return tuple(kept), windows


def _is_within(inference: Inference, rule: Rule, given: tuple[Constraint, ...]) -> bool:
    """Return True if a rule's dates certainly hold the day of the incident."""
    nodes = [inference.events[name].case_day for name in inference.incidents]
    if not nodes:
        return rule.from_day is None and rule.until is None
    outside: list[list[Constraint]] = []  # any incident before the rule, or all of them after it
    if rule.from_day is not None:
        first = last_day(rule.from_day)
        edges = [] if first is None else [Constraint(ORIGIN, node, first - 1) for node in nodes]
        outside += [[edge] for edge in edges] or [[]]
    if rule.until is not None:
        last = first_day(rule.until)
        outside += [[] if last is None else [Constraint(node, ORIGIN, -last - 1) for node in nodes]]
    return not any(_can_be(inference, (*given, *edges)) for edges in outside)


def _window(
    inference: Inference, start: Absolute | Unknown | None, end: Absolute | Unknown | None
) -> tuple[Constraint, ...]:
    """Return edges for the first incident within dates.

    Dates as wide as they are written. None of several incidents is before the start; which of them
    is not after the end is not known.
    """
    low = None if start is None else first_day(start)
    high = None if end is None else last_day(end)
    nodes = [inference.events[name].case_day for name in inference.incidents]
    edges = [] if low is None else [Constraint(node, ORIGIN, -low) for node in nodes]
    if high is not None and len(nodes) == 1:
        edges.append(Constraint(ORIGIN, nodes[0], high))
    return tuple(edges)


def _can_be(inference: Inference, window: tuple[Constraint, ...]) -> bool:
    """Return True if some world allows the window."""
    return not window or any(branch.days.allows(window) for branch in inference.branches)


def incident_day(inference: Inference) -> Interval | None:
    """Return the days of the first incident; None if none is recorded."""
    return minimum_of([inference.case_day_of(name) for name in inference.incidents])


def _is_among(value: str, wanted: tuple[str, ...]) -> Truth:
    if not wanted:
        return Truth.YES
    return Truth.YES if normalised(value) in map(normalised, wanted) else Truth.NO


def _in_force(applies: Applies, day: Interval) -> Truth:
    """Answer if a day lies in the policy's dates, of which an unknown one leaves it open."""
    answers = [Truth.YES]
    if applies.from_day is not None:
        begins = Interval(first_day(applies.from_day), last_day(applies.from_day))
        answers.append(day.minus(begins).at_most(-1).negated())
    if applies.until is not None:
        ends = Interval(first_day(applies.until), last_day(applies.until))
        answers.append(day.minus(ends).at_most(0))
    return all_of(answers)
