"""Policy: a dated list of rules: which step must follow which, and within what limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from timeline.chrono.when import Absolute, Unknown
from timeline.model.case import RELEASE, ReleaseOf, Side, backwards, first_day, last_day
from timeline.model.fields import (
    NAME_SCHEMA,
    TEXT_SCHEMA,
    CalendarRef,
    CalendarStatement,
    Id,
    KindRef,
    PolicyRef,
    Record,
    SourceRef,
    fault,
)
from timeline.model.limit import Length, LimitField, NoneStated, NotEstablished, limit_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import PydanticCustomError

Force = Literal["binding", "order", "guidance", "practice", "recommendation"]


class Pattern(Record):
    """Which events count: a kind, narrowed by form, outcome or actor."""

    event: KindRef
    """The kind of event."""
    form: str = ""
    """Only with this form, such as AR 15-6."""
    outcome: str = ""
    """Only with this outcome, such as credible."""
    by: str = ""
    """Only by this actor."""
    of: ReleaseOf | None = None
    """Only a release of this; plain `release` asks for a report, a summary or findings."""
    side: Side | None = None
    """Whose act: the institution's unless given; anyone's of a kind that is outside by nature."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """Only a release has contents."""
        yield from _contents_of_no_release(given)

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


def _contents_of_no_release(given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
    """Refuse `of` beside any kind but a release."""
    kind = given.get("event")
    if given.get("of") is not None and isinstance(kind, str) and kind != RELEASE:
        message = f"of says what a release contained, and this is {kind}"
        hint = f"leave of: out, or write event: {RELEASE}"
        yield fault("E306", message, hint, key=("of",))


def _with_short_forms(schema: dict[str, Any]) -> None:
    """For the JSON Schema: the ways to write a choice that `_short_forms` takes."""
    long = {key: schema.pop(key) for key in ("type", "properties", "additionalProperties")}
    pattern = long["properties"]["first"]["items"]
    several = {"type": "array", "minItems": 1, "items": {"anyOf": [NAME_SCHEMA, pattern]}}
    short = [NAME_SCHEMA, pattern, several]
    first = long["properties"]["first"] | {"anyOf": short}
    first = {key: value for key, value in first.items() if key in ("anyOf", "description")}
    schema["anyOf"] = [*short, long | {"properties": {"first": first}, "required": ["first"]}]
    del schema["required"]


class Choice(Record):
    """The first event that fits any of the patterns."""

    model_config = ConfigDict(json_schema_extra=_with_short_forms)

    first: tuple[Pattern, ...] = Field(min_length=1)
    """The kinds or patterns, in any order: the first event that happened counts."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:  # noqa: ANN401 - what the file holds
        """A kind, a pattern or a list of them instead of `first: [...]`."""
        is_long = isinstance(value, dict) and "first" in value
        first = value["first"] if is_long else value
        parts = first if isinstance(first, list) else [first]
        long = value if is_long else {}  # with any other key, for it to be refused
        return long | {
            "first": [{"event": part} if isinstance(part, str) else part for part in parts]
        }


class Condition(Record):
    """Exactly one of: an event that happened, `all`, `any`, `not`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [key]} for key in ("event", "all", "any", "not")]}
    )

    event: KindRef | None = None
    """True where an event of this kind happened."""
    form: str = ""
    """Only with this form."""
    outcome: str = ""
    """Only with this outcome."""
    by: str = ""
    """Only by this actor."""
    of: ReleaseOf | None = None
    """Only a release of this; plain `release` asks for a report, a summary or findings."""
    side: Side | None = None
    """Whose act: the institution's unless given; anyone's of a kind that is outside by nature."""
    all_of: tuple[Condition, ...] = Field(default=(), alias="all")
    """True where every one of these is."""
    any_of: tuple[Condition, ...] = Field(default=(), alias="any")
    """True where one of these is."""
    none_of: Condition | None = Field(default=None, alias="not")
    """True where this is not."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """It says one thing; what it is called in the file and here are both looked for."""
        several = [given.get("event")]
        several += [given.get(f"{key}_of") or given.get(key) for key in ("all", "any")]
        negated = given.get("none_of", given.get("not"))
        if sum(map(bool, several)) + (negated is not None) != 1:
            hint = "such as {event: assessment_closed, outcome: credible}"
            yield fault("E306", "a condition has one of event, all, any, not", hint)
        yield from _contents_of_no_release(given)

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Yardstick(Record):
    """The user's own measure; never a breach."""

    within: LimitField
    """How long, by your own measure."""
    because: str
    """Where that measure is taken from."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """It measures."""
        if isinstance(limit_or_none(given.get("within")), NoneStated | NotEstablished):
            yield fault(
                "E306",
                "a yardstick is a measure of your own",
                "write within: 30 days, or another length",
            )

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Rule(Record):
    """One step that is expected, and what the text says of it."""

    id: Id
    """Unique in the policy."""
    step: Choice
    """What is expected: a kind of event, a pattern, or a list of them."""
    label: str
    """A short noun phrase for tables."""
    after: Choice
    """The trigger; the clock starts on the day of the first of them."""
    when: Condition | None = None
    """Under what condition the step is required."""
    requires: tuple[KindRef, ...] = ()
    """What must have come before."""
    limit: LimitField = NoneStated()
    """How long it may take: 30 days, none stated, not established, …."""
    calendar: CalendarRef | None = None
    """The calendar of working days, for limits that count these."""
    force: Force
    """What kind of text it comes from."""
    clause: str = ""
    """Where it stands in the text."""
    source: SourceRef | None = None
    """The text: the name of a file in seeds/."""
    reviewed_on: CalendarStatement | None = None
    """When somebody last held this rule against its text."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    """The first day on which the rule was in force, where it is not the policy's."""
    until: CalendarStatement | None = None
    """The rule's own dates in force, where they are not the policy's."""
    searches_stale_after: LimitField | None = None
    """In days: how old a search may grow before it is called stale."""
    yardstick: Yardstick | None = None
    """A measure of your own, which is no rule; passing it is never a breach."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """A search grows old in days; working days have a calendar; no time runs backwards."""
        yield from backwards(given)
        age = limit_or_none(given.get("searches_stale_after"))
        if age is not None and not (isinstance(age, Length) and age.unit == "days"):
            yield fault(
                "E306", "a search grows old in days", "write searches_stale_after: 365 days"
            )
        yardstick = given.get("yardstick")
        if isinstance(yardstick, Yardstick):
            yardstick = yardstick.__dict__
        measures = [given, yardstick] if isinstance(yardstick, dict) else [given]
        limits = [limit_or_none(one.get(key)) for one in measures for key in ("limit", "within")]
        counted = any(isinstance(one, Length) and one.unit == "working days" for one in limits)
        if counted and given.get("calendar") is None:
            yield fault(
                "E503", "working days are counted by a calendar", "add calendar: us-federal"
            )

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


def _one_or_many(schema: dict[str, Any]) -> None:
    """For the JSON Schema: one word instead of a list of them."""
    for key in ("forces", "command"):
        several = schema["properties"][key]
        words = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": several.pop("items")}]}
        schema["properties"][key] = words | {"description": several["description"]}


class Applies(Record):
    """Which cases a policy is for, by the day of the strike."""

    model_config = ConfigDict(json_schema_extra=_one_or_many)

    forces: tuple[str, ...] = ()
    """Whose cases."""
    command: tuple[str, ...] = ()
    """Only of this part of the forces."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    """The first day in force."""
    until: CalendarStatement | None = None
    """The last day in force."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """No time runs backwards."""
        yield from backwards(given)

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()

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
    """The step that the text speaks of."""
    text: str
    """What it says."""
    source: SourceRef | None = None
    """Where: the name of a file in seeds/."""


class Policy(Record):
    """A dated list of rules."""

    id: Id
    """The same as the name of the file."""
    title: str
    """One line."""
    summary: str = ""
    """A few sentences."""
    applies: Applies | None = None
    """None for a list of rules that other policies inherit."""
    inherits: tuple[PolicyRef, ...] = ()
    """Policies whose rules are taken over."""
    drops: tuple[str, ...] = ()
    """Rules of the inherited policies that are not taken over."""
    rules: tuple[Rule, ...] = ()
    """The steps that are expected."""
    notes: tuple[Remark, ...] = ()
    """What the text says and no rule here judges."""
    source: SourceRef | None = None
    """The text: the name of a file in seeds/."""
