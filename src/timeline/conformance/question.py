"""Question: one rule put to one track and round of a case, with the events it asks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.chrono.network import Edge
    from timeline.conformance.deadline import Deadline
    from timeline.conformance.verdict import Tier
    from timeline.location import Location
    from timeline.model.policy import Rule


Way = tuple[tuple[str, str], ...]
"""What the record would have to say of an event: attributes, and the value of each."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that fits a pattern, or may fit it where the record does not say."""

    event: str
    ways: tuple[Way, ...] = ((),)
    """Each way to fit; an empty one where what the record says is enough."""

    @property
    def is_certain(self) -> bool:
        """Whether it fits by what the record says."""
        return () in self.ways


@dataclass(frozen=True, slots=True)
class Measure:
    """What lateness is measured by, in one of the situations that can hold.

    `deadline` is None where nothing sets one; `was_read` is False where nobody could read the
    limit.
    """

    tier: Tier
    deadline: Deadline | None = None
    was_read: bool = True
    triggers: tuple[Candidate, ...] | None = None
    """Where the clock starts, where that is elsewhere than for the question."""
    given_with: tuple[str, ...] = ()
    """Events that brought the orders measured by: it holds where they had happened."""
    not_with: str = ""
    """The event that would bring another order: it holds where that had not happened."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule's condition, with the events that decide it in place of patterns."""

    happened: tuple[Candidate, ...] = ()
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: Condition | None = None


@dataclass(frozen=True, slots=True)
class Requirer:
    """A rule whose own step requires the step asked for."""

    rule: Rule
    steps: tuple[Candidate, ...]
    """The events that fit its own step."""
    may_not_apply: bool = False
    """Whether it may not make the step missing: the rule was perhaps not in force, or the step was
    perhaps taken in another form."""
    may_not_be_in_force: bool = False

    @property
    def is_duty(self) -> bool:
        """Whether it binds."""
        return self.rule.force in ("binding", "order")


@dataclass(frozen=True, slots=True)
class Question:
    """One rule for one track and round."""

    rule: Rule
    track: str
    round: int
    triggers: tuple[Candidate, ...]
    steps: tuple[Candidate, ...]
    requires: tuple[tuple[Candidate, ...], ...]
    dependents: tuple[Candidate, ...]
    """Steps of other rules that require this one."""
    condition: Condition | None
    measures: tuple[Measure, ...]
    """More than one where it is not known which limit applied by the day judged from."""
    limits: tuple[LimitLine, ...] = ()
    order: str = ""
    """The first order that judges, where one does."""
    requirers: tuple[Requirer, ...] = ()
    """The rules whose steps require this one, each with the dependents that are of it."""
    may_not_apply: bool = False
    """Whether the rule may not have been in force on the day of the incident."""
    in_force: tuple[Edge, ...] = ()
    """What the day of the incident must be for it to be asked at all."""
    hangs_on_days: bool = False
    """Whether what is asked depends on what had happened by the day judged from."""
    otherwise: Question | None = None
    """What is asked where the rule was not in force: an order stands without it."""

    @property
    def required_by(self) -> tuple[str, ...]:
        """The ids of the rules whose steps require this one."""
        return tuple(one.rule.id for one in self.requirers)


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
    triggers: tuple[Candidate, ...] | None = None
    """Where its clock starts, where that is elsewhere than for the question."""
    location: Location | None = None
    is_certain: bool = True
    """Whether it applied for certain: an order may not have been given by then."""
