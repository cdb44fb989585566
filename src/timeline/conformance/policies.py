"""Choice of the policy that judges a case, and its rules after inheritance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from timeline.alike import normalised
from timeline.chrono.bound import Bound
from timeline.chrono.network import ORIGIN, Edge
from timeline.chrono.truth import Truth, all_of
from timeline.errors import PolicyError, Problem
from timeline.location import Location
from timeline.model.case import first_day, last_day
from timeline.model.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline.chrono.when import Absolute, Unknown
    from timeline.model.case import Case
    from timeline.model.policy import Applies, Rule
    from timeline.reckoning.reckoning import Reckoning


ORDERS_ALONE = Policy.model_construct(
    id="orders-of-this-case", title="Orders given in this case", rules=()
)
"""Stands where no policy fits a case in which orders were given: these are judged all the same."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One policy to judge a case by, and why that one."""

    policy: Policy
    rules: tuple[tuple[Rule, str], ...]
    """Each rule with the id of the policy that states it."""
    reason: str
    """in force on the day of the strike · may have been in force … · named in the case · …"""
    is_hypothetical: bool = False
    is_certain: bool = True
    """True if it was in force for certain; otherwise its findings hold if it was."""
    windows: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
    """Days of the incident on which a rule was in force, where that is open by
    dates of its own, by id; under an empty id the same for a policy that is not certain."""
    was_certainly_not: bool = False
    """True if a policy that the case names was not in force on that day."""

    @property
    def perhaps(self) -> frozenset[str]:
        """The rules that may not have been in force while the policy was, by id."""
        return frozenset(self.windows) - {""}

    def in_force(self, rule: str) -> Truth | None:
        """Return whether a rule was in force that day; None where it was asked for."""
        if self.is_hypothetical:
            return None
        if self.was_certainly_not:
            return Truth.NO
        return Truth.YES if self.is_certain and rule not in self.perhaps else Truth.UNKNOWN


def rules_of(policy: Policy, load: Callable[[str], Policy]) -> tuple[tuple[Rule, str], ...]:
    """A policy's rules after those that it inherits; a rule of its own replaces one of that id.

    Raises:
        PolicyError: policies inherit each other in a circle.
    """
    found = _gathered(policy, load, (), {})
    return tuple(found.values())


def _gathered(
    policy: Policy,
    load: Callable[[str], Policy],
    above: tuple[str, ...],
    known: dict[str, dict[str, tuple[Rule, str]]],
) -> dict[str, tuple[Rule, str]]:
    """The rules by id; `known` holds those of policies that were gathered already."""
    if policy.id in above:
        circle = " → ".join((*above, policy.id))
        message = f"policies inherit each other in a circle: {circle}"
        raise PolicyError([Problem("E502", message, Location(f"policies/{policy.id}.yaml", None))])
    if policy.id in known:
        return known[policy.id]
    found: dict[str, tuple[Rule, str]] = {}
    for parent in policy.inherits:
        found |= _gathered(load(parent), load, (*above, policy.id), known)
    for name in policy.drops:
        found.pop(name, None)
    known[policy.id] = found | {rule.id: (rule, policy.id) for rule in policy.rules}
    return known[policy.id]


def choose_policies(
    reckoning: Reckoning, policies: Iterable[Policy], load: Callable[[str], Policy]
) -> list[Selection]:
    """The policies to judge a case by: the one it names, else those in force on the strike's day.

    More than one where the strike may fall under either; none where none fits.
    """
    case = reckoning.file.case
    if case.policy is not None:
        named = load(case.policy)
        rules, windows = _in_force_on(rules_of(named, load), reckoning)
        day = incident_day(reckoning)
        was_not = (
            named.applies is not None
            and day is not None
            and _in_force(named.applies, day) is Truth.NO
        )
        reason = "named in the case"
        return [Selection(named, rules, reason, windows=windows, was_certainly_not=was_not)]
    day = incident_day(reckoning)
    incident = _incident_words(reckoning)
    found = []
    for policy in policies:
        if policy.applies is None or day is None:
            continue
        answer = all_of((_is_for(policy.applies, case), _in_force(policy.applies, day)))
        window = _window(reckoning, policy.applies.from_day, policy.applies.until)
        if answer is not Truth.NO and _can_be(reckoning, window):
            certain = answer is Truth.YES
            reason = (
                f"{'in force' if certain else 'may have been in force'} on the day of {incident}"
            )
            given = () if certain else window
            rules, windows = _in_force_on(rules_of(policy, load), reckoning, given)
            windows |= {} if certain else {"": window}
            found.append(Selection(policy, rules, reason, is_certain=certain, windows=windows))
    if not found and any(event.orders for event in reckoning.events.values()):
        return [Selection(ORDERS_ALONE, (), "no rules on file fit this case")]
    return found


def awaiting_command(reckoning: Reckoning, policies: Iterable[Policy]) -> list[Policy]:
    """The policies that may have judged a case, had it named the command that they are for."""
    case, day = reckoning.file.case, incident_day(reckoning)
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


def _incident_words(reckoning: Reckoning) -> str:
    """The strike, or whatever this vocabulary calls what a case is about."""
    incidents = reckoning.incidents
    return reckoning.kinds[reckoning.events[incidents[0]].event.kind].reference if incidents else ""


def hypothetical(
    policy: Policy, load: Callable[[str], Policy], reckoning: Reckoning | None = None
) -> Selection:
    """A policy that the user asked for, whether or not it was in force.

    Args:
        policy: which one.
        load: for what it inherits.
        reckoning: the case to judge; rules with dates of their own that do not hold its incident
            are left out. None keeps every rule.
    """
    rules = rules_of(policy, load)
    if reckoning is None:
        return Selection(policy, rules, "asked for", is_hypothetical=True)
    rules, windows = _in_force_on(rules, reckoning)
    return Selection(policy, rules, "asked for", is_hypothetical=True, windows=windows)


_Rules: TypeAlias = "tuple[tuple[Rule, str], ...]"
_Windows: TypeAlias = "dict[str, tuple[Edge, ...]]"


def _in_force_on(
    rules: _Rules, reckoning: Reckoning, given: tuple[Edge, ...] = ()
) -> tuple[_Rules, _Windows]:
    """The rules whose own dates in force may hold the day of the incident; when those that may not.

    Without an incident nothing is known of its day.

    Args:
        rules: of the policy.
        reckoning: the case.
        given: what holds of that day where the policy was in force.
    """
    kept, windows = [], {}
    for rule, owner in rules:
        window = _window(reckoning, rule.from_day, rule.until)
        if not _can_be(reckoning, (*given, *window)):
            continue
        kept.append((rule, owner))
        if not _is_within(reckoning, rule, given):
            windows[rule.id] = window
    return tuple(kept), windows


def _is_within(reckoning: Reckoning, rule: Rule, given: tuple[Edge, ...]) -> bool:
    """Return True if a rule's dates certainly hold the day of the incident."""
    nodes = [reckoning.events[name].case_day for name in reckoning.incidents]
    if not nodes:
        return rule.from_day is None and rule.until is None
    before = () if rule.from_day is None else _before(nodes, last_day(rule.from_day))
    after = () if rule.until is None else _after(nodes, first_day(rule.until))
    return not any(_can_be(reckoning, (*given, *edges)) for edges in (*before, *after))


def _before(nodes: Sequence[str], day: int | None) -> tuple[tuple[Edge, ...], ...]:
    """Edges of one of the incidents before a day; none where the day is open."""
    return ((),) if day is None else tuple((Edge(ORIGIN, node, day - 1),) for node in nodes)


def _after(nodes: Sequence[str], day: int | None) -> tuple[tuple[Edge, ...], ...]:
    """Edges of all of the incidents after a day."""
    return ((),) if day is None else (tuple(Edge(node, ORIGIN, -day - 1) for node in nodes),)


def _window(
    reckoning: Reckoning, start: Absolute | Unknown | None, end: Absolute | Unknown | None
) -> tuple[Edge, ...]:
    """Edges that hold where the first of the incidents lies from one date to another.

    Dates as wide as they are written. None of several incidents is before the start; which of
    them is not after the end is not known.
    """
    low = None if start is None else first_day(start)
    high = None if end is None else last_day(end)
    nodes = [reckoning.events[name].case_day for name in reckoning.incidents]
    edges = [] if low is None else [Edge(node, ORIGIN, -low) for node in nodes]
    if high is not None and len(nodes) == 1:
        edges.append(Edge(ORIGIN, nodes[0], high))
    return tuple(edges)


def _can_be(reckoning: Reckoning, window: tuple[Edge, ...]) -> bool:
    """Return True if some world has the incident on such a day."""
    return not window or any(branch.days.allows(window) for branch in reckoning.branches)


def incident_day(reckoning: Reckoning) -> Bound | None:
    """The days on which the first incident can have been; None where none is recorded."""
    days = [reckoning.case_day_of(name) for name in reckoning.incidents]
    if not days:
        return None
    lows = [day.min for day in days]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Bound(low, min((day.max for day in days if day.max is not None), default=None))


def _is_for(applies: Applies, case: Case) -> Truth:
    """Return whether the policy is for these forces and this command."""
    answers = [
        _is_among(case.forces, applies.forces),
        _is_among(case.command, applies.command),
    ]
    return all_of(answers)


def _is_among(value: str, wanted: tuple[str, ...]) -> Truth:
    if not wanted:
        return Truth.YES
    return Truth.YES if normalised(value) in map(normalised, wanted) else Truth.NO


def _in_force(applies: Applies, day: Bound) -> Truth:
    """Return whether the whole bound lies in the dates in force, some of it, or none."""
    return _holds(day, applies.from_day, applies.until)


def _holds(day: Bound, start: Absolute | Unknown | None, end: Absolute | Unknown | None) -> Truth:
    """Return whether a day lies between two dates, both as imprecise as they are written.

    None is open; an unknown end leaves it open whether the day lies before it.
    """
    answers = [Truth.YES]
    if start is not None:
        begins = Bound(first_day(start), last_day(start))
        answers.append(day.minus(begins).at_most(-1).negated())
    if end is not None:
        ends = Bound(first_day(end), last_day(end))
        answers.append(day.minus(ends).at_most(0))
    return all_of(answers)
