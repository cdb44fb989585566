"""Policy: a dated list of rules: which step must follow which, and within what limit."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from timeline.chrono.when import Absolute, Unknown
from timeline.model.case import first_day, last_day
from timeline.model.fields import (
    CalendarRef,
    CalendarStatement,
    Id,
    KindRef,
    PolicyRef,
    Record,
    SourceRef,
    fault,
)
from timeline.model.limit import Length, LimitField, NoneStated, NotEstablished

Force = Literal["binding", "order", "guidance", "practice", "recommendation"]


class Pattern(Record):
    """Which events count: a kind, narrowed by form, outcome or actor."""

    event: KindRef
    form: str = ""
    outcome: str = ""
    by: str = ""


class Choice(Record):
    """The first event that fits any of the patterns."""

    first: tuple[Pattern, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:  # noqa: ANN401 - what the file holds
        """A kind, a pattern or a list of them instead of `first: [...]`."""
        is_long = isinstance(value, dict) and "first" in value
        first = value["first"] if is_long else value
        parts = first if isinstance(first, list) else [first]
        return {"first": [{"event": part} if isinstance(part, str) else part for part in parts]}


class Condition(Record):
    """Exactly one of: an event that happened, `all`, `any`, `not`."""

    event: KindRef | None = None
    form: str = ""
    outcome: str = ""
    by: str = ""
    all_of: tuple[Condition, ...] = Field(default=(), alias="all")
    any_of: tuple[Condition, ...] = Field(default=(), alias="any")
    none_of: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        given = [bool(self.event), bool(self.all_of), bool(self.any_of), self.none_of is not None]
        if sum(given) != 1:
            raise fault("E306", "a condition has one of event, all, any, not")
        return self


class Yardstick(Record):
    """The user's own measure; never a breach."""

    within: LimitField
    because: str

    @model_validator(mode="after")
    def _measures(self) -> Self:
        if isinstance(self.within, NoneStated | NotEstablished):
            raise fault("E306", "a yardstick is a measure of your own", "such as within: 30 days")
        return self


class Rule(Record):
    """One step that is expected, and what the text says of it."""

    id: Id
    step: Choice
    label: str
    """A short noun phrase for tables."""
    after: Choice
    """The trigger; the clock starts on the day of the first of them."""
    when: Condition | None = None
    """Under what condition the step is required."""
    requires: tuple[KindRef, ...] = ()
    """What must have come before."""
    limit: LimitField = NoneStated()
    calendar: CalendarRef | None = None
    """The calendar of working days, for limits that count these."""
    force: Force
    clause: str = ""
    source: SourceRef | None = None
    reviewed_on: CalendarStatement | None = None
    """When somebody last held this rule against its text."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    until: CalendarStatement | None = None
    """The rule's own dates in force, where they are not the policy's."""
    yardstick: Yardstick | None = None
    note: str = ""

    @model_validator(mode="after")
    def _working_days_have_a_calendar(self) -> Self:
        limits = [self.limit, *([self.yardstick.within] if self.yardstick else [])]
        counted = any(isinstance(one, Length) and one.unit == "working days" for one in limits)
        if counted and self.calendar is None:
            raise fault(
                "E503", "working days are counted by a calendar", "add calendar: us-federal"
            )
        return self


class Applies(Record):
    """Which cases a policy is for, by the day of the strike."""

    forces: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    until: CalendarStatement | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:  # noqa: ANN401 - what the file holds
        if not isinstance(value, dict):
            return value
        return {
            key: [part] if key in ("forces", "command") and isinstance(part, str) else part
            for key, part in value.items()
        }

    @property
    def first_day(self) -> int | None:
        """The first day in force, as an ordinal; None where open."""
        return _end(self.from_day, first_day)

    @property
    def last_day(self) -> int | None:
        """The last day in force, as an ordinal; None where open."""
        return _end(self.until, last_day)


def _end(when: Absolute | Unknown | None, end: Any) -> int | None:  # noqa: ANN401 - a function
    return None if when is None else end(when)


class Remark(Record):
    """A step of the text that has no rule here, kept for the reader."""

    step: str
    text: str
    source: SourceRef | None = None


class Policy(Record):
    """A dated list of rules."""

    id: Id
    title: str
    summary: str = ""
    applies: Applies | None = None
    """None for a list of rules that other policies inherit."""
    inherits: tuple[PolicyRef, ...] = ()
    drops: tuple[str, ...] = ()
    """Rules of the inherited policies that are not taken over."""
    rules: tuple[Rule, ...] = ()
    notes: tuple[Remark, ...] = ()
    source: SourceRef | None = None
