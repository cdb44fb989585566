"""Question: one rule put to one track and round of a case, with the events it asks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from timeline.chrono.network import Edge
    from timeline.conformance.deadline import Deadline
    from timeline.conformance.verdict import Tier
    from timeline.location import Location
    from timeline.model.policy import Rule
    from timeline.reckoning.horizon import Reach


Way = tuple[tuple[str, str], ...]
"""What the record would have to say of an event: attributes, and the value of each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that fits a pattern, or may fit it where the record does not say."""

    event: str
    ways: tuple[Way, ...] = ((),)
    """Each way to fit; an empty one where what the record says is enough."""
    is_stated: bool = True
    """Whether the record says that it fits; False where some world is held to it."""

    @property
    def is_certain(self) -> bool:
        """Whether it fits by what the record says."""
        return () in self.ways


Settle: TypeAlias = "Callable[[Candidate], Candidate | None]"
"""Returns a candidate as it fits in some world; None where it does not fit."""


def _settled(candidates: tuple[Candidate, ...], settle: Settle) -> tuple[Candidate, ...]:
    found = (settle(one) for one in candidates)
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class Given:
    """When an order was given: on a day in a range, or with an event."""

    order: str = ""
    """Its id."""
    place: int = 0
    """How many orders stand before it in its chain."""
    is_in_time: bool = True
    """Whether it was given by the day judged from, and before the end that it extends."""
    event: str = ""
    """The event that brought it; empty where it has a day of its own."""
    first: int | None = None
    """The first day on which it can have been given; None where open."""
    last: int | None = None
    end: Deadline | None = None
    """Of an extension: the end that it extends. Given later, it moves nothing."""
    segments: tuple[Segment, ...] = ()
    """The limits that make up that end, where pauses stop any of them."""


@dataclass(frozen=True, slots=True)
class ClockStop:
    """A pause: from an event until another the days do not count."""

    start: str
    end: str
    """Empty where no end is on record."""
    restarts: bool = False
    """Whether the whole limit runs again from its end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One limit of several in a row, with the pauses that stop it alone."""

    deadline: Deadline
    stops: tuple[ClockStop, ...] = ()
    given: Given | None = None
    """When its order was given; None for a rule's own limit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A limit that can apply, and the orders that must have been given for it.

    `deadline` is None where nothing sets one; `was_read` is False where nobody could read the
    limit.
    """

    tier: Tier
    deadline: Deadline | None = None
    was_read: bool = True
    is_duty: bool = False
    """Whether going past the limit is a breach: it binds, or was ordered."""
    is_sourced: bool = True
    """Whether its text is named; else no breach of it is certain."""
    triggers: tuple[Candidate, ...] | None = None
    """Where the clock starts, if elsewhere than for the question."""
    steps: tuple[Candidate, ...] | None = None
    """What counts as the step, if other than for the question."""
    given: tuple[Given, ...] = ()
    """The order, and each extension, in time or too late to move anything."""
    segments: tuple[Segment, ...] = ()
    """The limits that make up the deadline, where pauses stop any of them."""
    is_fixed: bool = False
    """Whether its end is a day of the calendar, so that it runs whatever has happened."""

    def settled(self, settle: Settle) -> Measure:
        """Return the measure with its candidates as they fit in some world."""
        if self.triggers is None and self.steps is None:
            return self
        return replace(
            self,
            triggers=None if self.triggers is None else _settled(self.triggers, settle),
            steps=None if self.steps is None else _settled(self.steps, settle),
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule's condition, or what it requires: the events that decide it in place of patterns."""

    happened: tuple[Candidate, ...] = ()
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: Condition | None = None
    on_record: frozenset[str] = frozenset()
    """Every event of the kind, whether it fits or not."""
    otherwise: Condition | None = None
    """What is asked where none of these stands, as all of them are implied."""
    doubtful: tuple[str, ...] = ()
    """Events that are taken not to fit, though the record does not say so."""
    denials: tuple[Reach, ...] = ()
    """What is said of the kind's not having happened."""

    def where_absent(self, given_up: AbstractSet[str]) -> Condition:
        """Return what is asked where some implied events are given up."""
        if self.otherwise is not None and self.on_record <= given_up:
            return self.otherwise
        return self

    def settled(self, settle: Settle) -> Condition:
        """Return the condition with its candidates as they fit in some world."""
        kept = _settled(self.happened, settle)
        return replace(
            self,
            happened=kept,
            all_of=tuple(part.settled(settle) for part in self.all_of),
            any_of=tuple(part.settled(settle) for part in self.any_of),
            none_of=None if self.none_of is None else self.none_of.settled(settle),
            otherwise=None if self.otherwise is None else self.otherwise.settled(settle),
            doubtful=tuple({one.event for one in self.happened} - {one.event for one in kept}),
        )

    @property
    def candidates(self) -> Iterator[Candidate]:
        """Every event that decides it."""
        yield from self.happened
        for part in (*self.all_of, *self.any_of):
            yield from part.candidates
        for one in (self.none_of, self.otherwise):
            if one is not None:
                yield from one.candidates

    @property
    def can_excuse_late(self) -> bool:
        """Return True if it holds a `not` of something on record.

        Its answer then depends on the last day on time.
        """
        parts = (*self.all_of, *self.any_of)
        if self.none_of is not None:
            return next(self.none_of.candidates, None) is not None
        return any(part.can_excuse_late for part in parts)


@dataclass(frozen=True, slots=True)
class Requirer:
    """A rule whose own step requires the step asked for."""

    rule: Rule
    steps: tuple[Candidate, ...]
    """The events that fit its own step."""
    triggers: tuple[Candidate, ...] = ()
    measure: Measure | None = None
    """By its own limit; None where its condition does not depend on one."""
    condition: Condition | None = None
    may_not_apply: bool = False
    """Whether the rule may not have been in force."""

    @property
    def is_duty(self) -> bool:
        """Whether it binds."""
        return self.rule.force in ("binding", "order")

    @property
    def can_be_broken(self) -> bool:
        """Whether going past it can be a breach: it binds, and names its text."""
        return self.is_duty and self.rule.source is not None

    def settled(self, settle: Settle) -> Requirer:
        """Return the rule with its candidates as they fit in some world."""
        return replace(
            self,
            steps=_settled(self.steps, settle),
            triggers=_settled(self.triggers, settle),
            condition=None if self.condition is None else self.condition.settled(settle),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One rule for one track and round."""

    rule: Rule
    track: str
    round: int
    triggers: tuple[Candidate, ...]
    steps: tuple[Candidate, ...]
    requires: tuple[Condition, ...]
    """Each kind that must have come before."""
    condition: Condition | None
    measures: tuple[Measure, ...]
    """More than one where it is not known which limit applied by the day judged from."""
    reaches: tuple[tuple[Reach, ...], ...] = ()
    """What absences say of each kind that the step can be taken by."""
    trigger_denials: tuple[tuple[Reach, ...], ...] = ()
    """What is denied of each kind that can start the clock."""
    satisfied_by: tuple[Condition, ...] = ()
    """Of each kind of the step, the events in whatever form that satisfy a rule requiring it."""
    continued: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Openings of the stage that the step would close, each with what continues it."""
    limits: tuple[LimitLine, ...] = ()
    order: str = ""
    """The first order that judges, where one does."""
    requirers: tuple[Requirer, ...] = ()
    """The rules whose steps require this one."""
    may_not_apply: bool = False
    """Whether the rule may not have been in force on the day of the incident."""
    in_force: tuple[Edge, ...] = ()
    """What the day of the incident must be for it to be asked at all."""
    otherwise: Question | None = None
    """What is asked where the rule was not in force: an order stands without it."""

    @property
    def required_by(self) -> tuple[str, ...]:
        """The ids of the rules whose steps require this one."""
        return tuple(one.rule.id for one in self.requirers)

    @property
    def is_duty(self) -> bool:
        """Whether the rule binds."""
        return self.rule.force in ("binding", "order")

    @property
    def is_order_alone(self) -> bool:
        """Whether the rule was made up for an order that no rule of the policy speaks of."""
        return not self.rule.label

    @property
    def is_sourced(self) -> bool:
        """Whether the rule names its text."""
        return self.rule.source is not None

    @property
    def candidates(self) -> Iterator[Candidate]:
        """Every event whose fit decides something."""
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

    def settled(self, settle: Settle) -> Question:
        """Return the question with its candidates as they fit in some world."""
        return replace(
            self,
            triggers=_settled(self.triggers, settle),
            steps=_settled(self.steps, settle),
            requires=tuple(kind.settled(settle) for kind in self.requires),
            satisfied_by=tuple(kind.settled(settle) for kind in self.satisfied_by),
            condition=None if self.condition is None else self.condition.settled(settle),
            measures=tuple(one.settled(settle) for one in self.measures),
            requirers=tuple(one.settled(settle) for one in self.requirers),
        )


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit that applied: the rule's own, an order's, or an extension's."""

    text: str
    tier: Tier
    order: str = ""
    """The id of the order; empty for the rule's own limit and for a yardstick."""
    deadline: Deadline | None = None
    because: str = ""
    """Why a yardstick was chosen."""
    source: str = ""
    made: str = ""
    extends: str = ""
    force: str = ""
    """Of an order: order or recommendation."""
    triggers: tuple[Candidate, ...] | None = None
    """Where its clock starts, where that is elsewhere than for the question."""
    location: Location | None = None
    place: int = 0
    """Of an order: how many stand before it in its chain."""
    segments: tuple[Segment, ...] = ()
