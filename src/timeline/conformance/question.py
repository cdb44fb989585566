"""Question: one rule for one track and round, with the events it asks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from timeline.chrono.network import Constraint
    from timeline.conformance.deadline import Deadline
    from timeline.conformance.verdict import Tier
    from timeline.inference.horizon import Reach
    from timeline.location import Location
    from timeline.model.policy import Rule


Way = tuple[tuple[str, str], ...]
"""Attributes that the record would have to give of an event, and the value of each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that fits a pattern, or may fit if the record does not say."""

    event: str
    ways: tuple[Way, ...] = ((),)
    """Each way to fit; an empty one if what the record says is enough."""
    is_stated: bool = True
    """True if the record says that it fits; False if some world is held to it."""

    @property
    def is_certain(self) -> bool:
        """Return True if the record says that it fits."""
        return () in self.ways


Decide: TypeAlias = "Callable[[Candidate], Candidate | None]"
"""Returns a candidate as it fits in some world; None if it does not fit."""


def _decided(candidates: tuple[Candidate, ...], decide: Decide) -> tuple[Candidate, ...]:
    found = (decide(one) for one in candidates)
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class Given:
    """Time of an order: days or an event."""

    order: str = ""
    """Id of the order."""
    place: int = 0
    """Number of orders before it in its chain."""
    is_in_time: bool = True
    """True if it was given by the as-of day, and before the end that it extends."""
    event: str = ""
    """Event that brought it; empty if it has a day of its own."""
    first: int | None = None
    """First day on which it can have been given; None if open."""
    last: int | None = None
    end: Deadline | None = None
    """Of an extension: the end that it extends. Given later, it moves nothing."""
    parts: tuple[PausableLimit, ...] = ()
    """Limits that make up that end, if pauses stop any of them."""


@dataclass(frozen=True, slots=True)
class ClockStop:
    """A pause: between two events days do not count."""

    start: str
    end: str
    """Empty if no end is on record."""
    restarts: bool = False
    """True if the whole limit runs again from its end."""


@dataclass(frozen=True, slots=True)
class PausableLimit:
    """One limit of several, with its own pauses."""

    deadline: Deadline
    stops: tuple[ClockStop, ...] = ()
    given: Given | None = None
    """When its order was given; None for a rule's own limit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A limit that can apply, with the orders that must have been given for it."""

    tier: Tier
    deadline: Deadline | None = None
    was_read: bool = True
    is_duty: bool = False
    """True if going past the limit is a breach: it binds, or was ordered."""
    is_sourced: bool = True
    """True if its text is named; else no breach of it is certain."""
    triggers: tuple[Candidate, ...] | None = None
    """Events that start the clock, if others than for the question."""
    steps: tuple[Candidate, ...] | None = None
    """Events that count as the step, if others than for the question."""
    given: tuple[Given, ...] = ()
    """The order, and each extension, in time or too late to move anything."""
    parts: tuple[PausableLimit, ...] = ()
    """Limits that make up the deadline, if pauses stop any of them."""
    is_fixed: bool = False
    """True if its end is a day of the calendar, so that it runs whatever has happened."""

    def decided(self, decide: Decide) -> Measure:
        """Return the measure with each doubtful candidate decided."""
        if self.triggers is None or self.steps is None:
            return self
        triggers, steps = _decided(self.triggers, decide), _decided(self.steps, decide)
        return replace(self, triggers=triggers, steps=steps)


@dataclass(frozen=True, slots=True)
class CaseCondition:
    """A rule's condition, or what it requires, with events in place of patterns."""

    happened: tuple[Candidate, ...] = ()
    all_of: tuple[CaseCondition, ...] = ()
    any_of: tuple[CaseCondition, ...] = ()
    none_of: CaseCondition | None = None
    on_record: frozenset[str] = frozenset()
    """Events of the kind, fitting or not."""
    otherwise: CaseCondition | None = None
    """Condition in place of it if none of these is kept, as all of them are implied."""
    doubtful: tuple[str, ...] = ()
    """Events that are taken not to fit, though the record does not say so."""
    denials: tuple[Reach, ...] = ()
    """Absences of the kind."""

    def where_absent(self, given_up: AbstractSet[str]) -> CaseCondition:
        """Return the condition without some implied events."""
        if self.otherwise is not None and self.on_record <= given_up:
            return self.otherwise
        return self

    def decided(self, decide: Decide) -> CaseCondition:
        """Return the condition with each doubtful candidate decided."""
        kept = _decided(self.happened, decide)
        return replace(
            self,
            happened=kept,
            all_of=tuple(part.decided(decide) for part in self.all_of),
            any_of=tuple(part.decided(decide) for part in self.any_of),
            none_of=None if self.none_of is None else self.none_of.decided(decide),
            otherwise=None if self.otherwise is None else self.otherwise.decided(decide),
            doubtful=tuple({one.event for one in self.happened} - {one.event for one in kept}),
        )

    @property
    def candidates(self) -> Iterator[Candidate]:
        """Yield the events that decide it."""
        yield from self.happened
        for part in (*self.all_of, *self.any_of):
            yield from part.candidates
        for one in (self.none_of, self.otherwise):
            if one is not None:
                yield from one.candidates

    @property
    def can_excuse_late(self) -> bool:
        """Return True if a recorded event is negated: the last day on time counts."""
        parts = (*self.all_of, *self.any_of)
        if self.none_of is not None:
            return next(self.none_of.candidates, None) is not None
        return any(part.can_excuse_late for part in parts)


@dataclass(frozen=True, slots=True)
class Requirer:
    """A rule whose step requires the step asked for."""

    rule: Rule
    steps: tuple[Candidate, ...]
    """Events that fit its own step."""
    triggers: tuple[Candidate, ...] = ()
    measure: Measure | None = None
    """By its own limit; None if its condition does not depend on one."""
    condition: CaseCondition | None = None
    may_not_apply: bool = False
    """True if the rule may not have been in force."""

    @property
    def is_duty(self) -> bool:
        """Return True if it binds."""
        return self.rule.force in ("binding", "order")

    @property
    def can_be_broken(self) -> bool:
        """Return True if it binds and names its text."""
        return self.is_duty and self.rule.source is not None

    def decided(self, decide: Decide) -> Requirer:
        """Return the rule with each doubtful candidate decided."""
        return replace(
            self,
            steps=_decided(self.steps, decide),
            triggers=_decided(self.triggers, decide),
            condition=None if self.condition is None else self.condition.decided(decide),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One rule for one track and round."""

    rule: Rule
    track: str
    round: int
    triggers: tuple[Candidate, ...]
    steps: tuple[Candidate, ...]
    requires: tuple[CaseCondition, ...]
    """Each kind that must have come before."""
    condition: CaseCondition | None
    measures: tuple[Measure, ...]
    """More than one if it is not known which limit applied by the as-of day."""
    reaches: tuple[tuple[Reach, ...], ...] = ()
    """Absences of each kind that the step can be taken by."""
    trigger_denials: tuple[tuple[Reach, ...], ...] = ()
    """Absences of each kind that can start the clock."""
    satisfied_by: tuple[CaseCondition, ...] = ()
    """For each kind of the step, the events in whatever form that satisfy a rule requiring it."""
    continued: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Openings of the stage that the step would close, each with what continues it."""
    limits: tuple[LimitLine, ...] = ()
    order: str = ""
    """First order that judges, if one does."""
    requirers: tuple[Requirer, ...] = ()
    """Rules whose steps require this one."""
    may_not_apply: bool = False
    """True if the rule may not have been in force on the day of the incident."""
    in_force: tuple[Constraint, ...] = ()
    """Days of the incident on which it is asked at all."""
    otherwise: Question | None = None
    """Question if the rule was not in force: an order stands without it."""

    @property
    def is_duty(self) -> bool:
        """Return True if the rule binds."""
        return self.rule.force in ("binding", "order")

    @property
    def is_order_alone(self) -> bool:
        """Return True if made up for an order that no rule speaks of."""
        return not self.rule.label

    @property
    def is_sourced(self) -> bool:
        """Return True if the rule names its text."""
        return self.rule.source is not None

    @property
    def candidates(self) -> Iterator[Candidate]:
        """Yield the events whose fit decides something."""
        yield from self.steps
        yield from self.triggers
        for kind in (*self.requires, *self.satisfied_by):
            yield from kind.candidates
        for measure in self.measures:
            yield from measure.triggers or ()
            yield from measure.steps or ()
        for requirer in self.requirers:
            yield from requirer.steps
            yield from requirer.triggers
            if requirer.condition is not None:
                yield from requirer.condition.candidates
        if self.condition is not None:
            yield from self.condition.candidates

    def decided(self, decide: Decide) -> Question:
        """Return the question with each doubtful candidate decided."""
        return replace(
            self,
            triggers=_decided(self.triggers, decide),
            steps=_decided(self.steps, decide),
            requires=tuple(kind.decided(decide) for kind in self.requires),
            satisfied_by=tuple(kind.decided(decide) for kind in self.satisfied_by),
            condition=None if self.condition is None else self.condition.decided(decide),
            measures=tuple(one.decided(decide) for one in self.measures),
            requirers=tuple(one.decided(decide) for one in self.requirers),
        )


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit: a rule's, an order's or an extension's."""

    text: str
    tier: Tier
    order: str = ""
    """Id of the order; empty for the rule's own limit and for a benchmark."""
    deadline: Deadline | None = None
    because: str = ""
    """Reason for a benchmark."""
    source: str = ""
    made: str = ""
    extends: str = ""
    force: str = ""
    """Of an order: order or recommendation."""
    triggers: tuple[Candidate, ...] | None = None
    """Events that start its clock, if others than for the question."""
    location: Location | None = None
    place: int = 0
    """Of an order: how many stand before it in its chain."""
    parts: tuple[PausableLimit, ...] = ()


_MOST_SAID = 64


def by_open_values(question: Question) -> Iterator[Question]:
    """Yield the question for each choice of the forms, outcomes and actors left open.

    Each has one value in a world. Where they are too many, the question as it is: an event may then
    fit one pattern and not another of the same words, which makes no verdict more certain.
    """
    asked: dict[tuple[str, str], dict[str, None]] = {}
    for candidate in question.candidates:
        for way in () if candidate.is_certain else candidate.ways:
            for name, value in way:
                asked.setdefault((candidate.event, name), {})[value] = None
    values = [(*wanted, "") for wanted in asked.values()]
    if not asked or prod(len(one) for one in values) > _MOST_SAID:
        yield question
        return
    for chosen in product(*values):
        yield question.decided(_as_said(dict(zip(asked, chosen, strict=True))))


def _as_said(said: Mapping[tuple[str, str], str]) -> Decide:
    """Decide each candidate by the values chosen: sure to fit, or left out."""

    def decide(one: Candidate) -> Candidate | None:
        if one.is_certain:
            return Candidate(one.event)
        fits = any(all(said[one.event, name] == value for name, value in way) for way in one.ways)
        return Candidate(one.event, is_stated=False) if fits else None

    return decide
