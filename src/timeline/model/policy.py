"""Policies: dated rules on steps and their deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from timeline.model.case import (
    ReleaseOf,
    Side,
    backwards,
    contents_of_no_release,
    first_day,
    last_day,
)
from timeline.model.fields import (
    NAME_SCHEMA,
    TEXT_SCHEMA,
    CalendarRef,
    CalendarStatement,
    Id,
    KindRef,
    Model,
    PolicyRef,
    SourceRef,
    fault,
)
from timeline.model.limit import Length, LimitField, NoneStated, NotEstablished, limit_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import PydanticCustomError

Force = Literal["binding", "order", "guidance", "practice", "recommendation"]


class Pattern(Model):
    """Events of one kind, form, outcome or actor."""

    event: KindRef
    """Kind of event."""
    form: str = ""
    """Only with this form, such as AR 15-6."""
    outcome: str = ""
    """Only with this outcome, such as credible."""
    by: str = ""
    """Only by this actor."""
    of: ReleaseOf | None = None
    """Only a release of this; plain `release` asks for a report, a summary or findings."""
    side: Side | None = None
    """Whose act: by default the institution's, or anyone's if the kind is outside by nature."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse contents of anything but a release."""
        yield from contents_of_no_release(given, "event")


def _with_short_forms(schema: dict[str, Any]) -> None:
    """Add a choice's short forms to its JSON Schema."""
    long = {key: schema.pop(key) for key in ("type", "properties", "additionalProperties")}
    pattern = long["properties"]["first"]["items"]
    several = {"type": "array", "minItems": 1, "items": {"anyOf": [NAME_SCHEMA, pattern]}}
    short = [NAME_SCHEMA, pattern, several]
    first = long["properties"]["first"] | {"anyOf": short}
    first = {key: value for key, value in first.items() if key in ("anyOf", "description")}
    schema["anyOf"] = [*short, long | {"properties": {"first": first}, "required": ["first"]}]
    del schema["required"]


class Choice(Model):
    """The first event to fit one of the patterns."""

    model_config = ConfigDict(json_schema_extra=_with_short_forms)

    first: tuple[Pattern, ...] = Field(min_length=1)
    """Kinds or patterns, in any order: the first event that happened counts."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: object) -> dict[str, object]:
        """Accept a kind, pattern or list for `first`."""
        long = value if isinstance(value, dict) and "first" in value else {"first": value}
        first = long["first"]
        parts = first if isinstance(first, list) else [first]
        return long | {  # with any other key, for it to be refused
            "first": [{"event": part} if isinstance(part, str) else part for part in parts]
        }


class Condition(Model):
    """Exactly one of: an event that happened, `all`, `any`, `not`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [key]} for key in ("event", "all", "any", "not")]}
    )

    event: KindRef | None = None
    """True if an event of this kind happened."""
    form: str = ""
    """Only with this form."""
    outcome: str = ""
    """Only with this outcome."""
    by: str = ""
    """Only by this actor."""
    of: ReleaseOf | None = None
    """Only a release of this; plain `release` asks for a report, a summary or findings."""
    side: Side | None = None
    """Whose act: by default the institution's, or anyone's if the kind is outside by nature."""
    all_of: tuple[Condition, ...] = Field(default=(), alias="all")
    """True if all of these are."""
    any_of: tuple[Condition, ...] = Field(default=(), alias="any")
    """True if one of these is."""
    none_of: Condition | None = Field(default=None, alias="not")
    """True if this is not."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for exactly one of event, all, any, not."""
        several = [given.get("event")]
        several += [given.get(f"{key}_of") or given.get(key) for key in ("all", "any")]
        negated = given.get("none_of", given.get("not"))
        if sum(map(bool, several)) + (negated is not None) != 1:
            hint = "such as {event: assessment_closed, outcome: credible}"
            yield fault("E306", "a condition has one of event, all, any, not", hint)
        yield from contents_of_no_release(given, "event")


class Benchmark(Model):
    """The user's own measure; never a breach."""

    within: LimitField
    """Time allowed by your own measure."""
    because: str
    """Reason for that measure."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a benchmark without a length."""
        if isinstance(limit_or_none(given.get("within")), NoneStated | NotEstablished):
            yield fault(
                "E306",
                "a benchmark is a measure of your own",
                "write within: 30 days, or another length",
            )


class Rule(Model):
    """One expected step, and its text."""

    id: Id
    """Unique in the policy."""
    step: Choice
    """Step expected: a kind of event, a pattern, or a list of them."""
    label: str
    """Short noun phrase for tables."""
    after: Choice
    """Trigger; the clock starts on the day of the first of them."""
    when: Condition | None = None
    """Condition under which the step is required."""
    requires: tuple[KindRef, ...] = ()
    """Kinds of events that must have come before."""
    limit: LimitField = NoneStated()
    """Time allowed: 30 days, none stated, not established, …."""
    calendar: CalendarRef | None = None
    """Calendar of working days, for limits that count these."""
    force: Force
    """Kind of text it comes from."""
    clause: str = ""
    """Place in the text."""
    source: SourceRef | None = None
    """Text of the rule: the name of a file in seeds/."""
    reviewed_on: CalendarStatement | None = None
    """When somebody last compared this rule with its text."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    """First day in force, if not the policy's."""
    until: CalendarStatement | None = None
    """Last day in force, if not the policy's."""
    searches_stale_after: LimitField | None = None
    """Age in days from which a search is called stale."""
    benchmark: Benchmark | None = None
    """Your own measure, which is no rule; passing it is never a breach."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Check the unit of stale searches, calendar and dates."""
        yield from backwards(given)
        age = limit_or_none(given.get("searches_stale_after"))
        if age is not None and not (isinstance(age, Length) and age.unit == "days"):
            yield fault(
                "E306", "a search grows old in days", "write searches_stale_after: 365 days"
            )
        benchmark = given.get("benchmark")
        if isinstance(benchmark, Benchmark):
            benchmark = benchmark.__dict__
        measures = [given, benchmark] if isinstance(benchmark, dict) else [given]
        limits = [limit_or_none(one.get(key)) for one in measures for key in ("limit", "within")]
        counted = any(isinstance(one, Length) and one.unit == "working days" for one in limits)
        if counted and given.get("calendar") is None:
            yield fault(
                "E503", "working days are counted by a calendar", "add calendar: us-federal"
            )


def _one_or_many(schema: dict[str, Any]) -> None:
    """Accept one word for a list in schemas."""
    for key in ("forces", "command"):
        several = schema["properties"][key]
        words = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": several.pop("items")}]}
        schema["properties"][key] = words | {"description": several["description"]}


class Applies(Model):
    """Cases of a policy, by the day of the strike."""

    model_config = ConfigDict(json_schema_extra=_one_or_many)

    forces: tuple[str, ...] = ()
    """Forces whose cases are judged."""
    command: tuple[str, ...] = ()
    """Only this part of the forces."""
    from_day: CalendarStatement | None = Field(default=None, alias="from")
    """First day in force."""
    until: CalendarStatement | None = None
    """Last day in force."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a period that runs backwards."""
        yield from backwards(given)

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {
            key: [part] if key in ("forces", "command") and isinstance(part, str) else part
            for key, part in value.items()
        }

    @property
    def first_day(self) -> int | None:
        """Return the first day in force; None if open."""
        return first_day(self.from_day)

    @property
    def last_day(self) -> int | None:
        """Return the last day in force; None if open."""
        return last_day(self.until)


class Remark(Model):
    """A step of the text without a rule here."""

    step: str
    """Step that the text speaks of."""
    text: str
    """Words of the text."""
    source: SourceRef | None = None
    """Name of a file in seeds/."""


class Policy(Model):
    """A dated list of rules."""

    id: Id
    """Same as the name of the file."""
    title: str
    """One line."""
    summary: str = ""
    """A few sentences."""
    applies: Applies | None = None
    """None for a list of rules that other policies inherit."""
    inherits: tuple[PolicyRef, ...] = ()
    """Policies to take rules from."""
    drops: tuple[str, ...] = ()
    """Inherited rules to leave out."""
    rules: tuple[Rule, ...] = ()
    """Steps that are expected."""
    notes: tuple[Remark, ...] = ()
    """Parts of the text that no rule here judges."""
    source: SourceRef | None = None
    """Text of the policy: the name of a file in seeds/."""
