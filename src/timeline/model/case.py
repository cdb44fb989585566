"""Case, and what it is made of: events, claims, orders, absences, tolls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    ValidationInfo,
    model_validator,
)

from timeline.chrono.when import Absolute, Unknown
from timeline.chrono.zones import is_zone, zones_near
from timeline.model.fields import (
    ID_PATTERN,
    CalendarRef,
    CalendarStatement,
    Count,
    DateStatement,
    EventRef,
    Id,
    KindRef,
    OptionalId,
    PolicyRef,
    Record,
    SourceRef,
    absolute_or_none,
    did_you_mean,
    fault,
    known_words,
    nearest,
)
from timeline.model.limit import LimitField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import PydanticCustomError

    from timeline.chrono.when import When
    from timeline.location import Route

Standing = Literal["accepted", "disputed", "rejected"]
Side = Literal["institution", "outside"]
MOST_LABEL_LETTERS = 20
RELEASE = "release"
ReleaseOf = Literal["report", "summary", "findings", "data", "footage", "statement"]
Who = Literal["civilians", "fighters", "soldiers", "everyone", "unknown"]


def _zone(value: str) -> str:
    if not is_zone(value):
        near = zones_near(value)
        hint = did_you_mean(near) if near else "an IANA name, such as Asia/Damascus"
        raise fault("E405", f"{value} is not a time zone", hint)
    return value


Zone = Annotated[str, AfterValidator(_zone)]


# For the JSON Schema: what the validators below ask of several keys together.
_WHY_NOT_ACCEPTED: dict[str, JsonValue] = {
    "if": {
        "properties": {"standing": {"enum": ["disputed", "rejected"]}},
        "required": ["standing"],
    },
    "then": {"required": ["because"]},
}
_DATED_ONE_WAY: dict[str, JsonValue] = {
    "if": {"properties": {"claims": {"minItems": 1}}, "required": ["claims"]},
    "then": {"properties": {"when": {"type": "null"}, "source": {"type": "null"}}},
    "else": {"required": ["when", "source"]},
}


def _unexplained(given: Mapping[str, Any], noun: str) -> Iterator[PydanticCustomError]:
    standing = given.get("standing")
    if standing in ("disputed", "rejected") and not given.get("because"):
        yield fault(
            "E306", f"a {standing} {noun} needs a reason", f"add because: … (why it is {standing})"
        )


class Statement(Record):
    """What claims and absences share: who says it, and how it stands."""

    model_config = ConfigDict(json_schema_extra=_WHY_NOT_ACCEPTED)

    worded: str = ""
    """The few words of the source that date it."""
    standing: Standing = "accepted"
    """Accepted claims are reckoned with, disputed ones stand aside, rejected ones are kept."""
    because: str = ""
    """Why it is not accepted."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """Who does not accept it says why."""
        yield from _unexplained(given, "statement")

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Claim(Statement):
    """One source's statement of when an event happened."""

    when: DateStatement
    """The date as the source words it."""
    source: SourceRef
    """The source that says so: the name of a file in seeds/."""
    public: CalendarStatement | None = None
    """When the claim became public, where that is not the source's own date."""
    planned: bool = False
    """The source speaks of what is still to come: it dates a plan, never an event."""


class Order(Record):
    """A limit set for this case alone."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["within"]}, {"required": ["until"]}]}
    )

    id: Id
    """Unique in the case."""
    kind: KindRef
    """The step that has to be done."""
    within: LimitField | None = None
    """How long, from the event that carries the order or from the end of what it extends."""
    until: CalendarStatement | None = None
    """A date to be done by; `unknown` where it was extended without a new date."""
    from_event: EventRef | None = Field(default=None, alias="from")
    """Where the clock starts, if not at the event that carries the order."""
    extends: str = ""
    """The id of the order that this one extends."""
    made: CalendarStatement | None = None
    """When the order was given, if not with the event that carries it."""
    force: Literal["order", "recommendation"] = "order"
    """`order` if the institution or a court gave it, else `recommendation`."""
    source: SourceRef
    """The source that says that it was given: the name of a file in seeds/."""
    worded: str = ""
    """The few words of the source that set the limit."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """It sets one limit."""
        if (given.get("within") is None) == (given.get("until") is None):
            both = given.get("within") is not None
            hint = "leave one of the two out" if both else "add within: 30 days, or until: DAY"
            yield fault("E306", "an order has either within or until", hint)

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Event(Record):
    """Something that happened, or is said to have happened."""

    model_config = ConfigDict(json_schema_extra={"allOf": [_WHY_NOT_ACCEPTED, _DATED_ONE_WAY]})

    id: Id = ""
    """Optional where the kind stands once: the kind is then the id."""
    kind: KindRef
    """What kind of event: a word of the vocabulary, such as strike or investigation_opened."""
    label: str = ""
    """A short phrase shown instead of the kind's name."""
    by: str = ""
    """Who did it."""
    form: str = ""
    """What it was called: AR 15-6, commander's inquiry."""
    outcome: str = ""
    """How it ended: credible, not_credible, substantiated; of a payment: offered, paid."""
    of: ReleaseOf | None = None
    """Contents of a release: report, summary, findings, data, footage or statement."""
    side: Side | None = None
    """`outside` if the act is not the institution's own; else by its track and its kind."""
    track: OptionalId = ""
    """Which of several parallel inquiries; empty serves every track."""
    round: int = Field(default=1, ge=1, le=99)
    """Which round; the events after a reopening are round 2, and so on."""
    zone: Zone | None = None
    """Whose days its days are; the case's unless given."""
    responds_to: tuple[EventRef, ...] = ()
    """The events that it answers; it is not before them."""
    tells: tuple[EventRef, ...] = ()
    """The events that it made public."""
    continues: EventRef | None = None
    """The opening of an earlier stage that became this one, and ended with it."""
    note: str = ""
    """Anything a reader should know."""
    withdrawn: str = ""
    """Why this event is kept in the file and no longer counted."""
    orders: tuple[Order, ...] = ()
    """Limits set for this case alone."""
    claims: tuple[Claim, ...] = ()
    """What the sources say of its day; or when and source on the event itself."""
    when: DateStatement | None = None
    """With `source`, short for a single claim."""
    source: SourceRef | None = None
    """The source of that claim: the name of a file in seeds/."""
    worded: str = ""
    """The few words of the source that date it."""
    standing: Standing = "accepted"
    """Accepted claims are reckoned with, disputed ones stand aside, rejected ones are kept."""
    because: str = ""
    """Why it is not accepted."""
    public: CalendarStatement | None = None
    """When the claim became public, where that is not the source's own date."""
    planned: bool = False
    """The source speaks of what is still to come: it dates a plan, never an event."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """It is dated in one way; and who does not accept the claim says why."""
        when, source = given.get("when"), given.get("source")
        if given.get("claims"):
            if when is not None or source is not None:
                message = "an event has either when and source, or claims"
                yield fault("E306", message, "move it to claims")
        elif when is None or source is None:
            gone = "when" if when is None else "source"
            hint = "write when: unknown, if no source dates it" if gone == "when" else ""
            yield fault("E302", f"{gone} is missing: an event is dated by a source", hint)
        kind = given.get("kind")
        if given.get("of") is not None and isinstance(kind, str) and kind != RELEASE:
            message = f"of says what a release contained, and this is {kind}"
            hint = f"leave of: out, or write kind: {RELEASE}"
            yield fault("E306", message, hint, key=("of",))
        yield from _unexplained(given, "claim")

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()

    def statements(self) -> tuple[tuple[When, Route], ...]:
        """The date statements of its claims, each with the claim's route below the event."""
        if self.claims:
            return tuple((one.when, ("claims", place)) for place, one in enumerate(self.claims))
        return () if self.when is None else ((self.when, ()),)

    def dated_by(self) -> tuple[tuple[Claim, Route], ...]:
        """Its claims, each with its route below the event."""
        return self._dated_by

    @cached_property
    def _dated_by(self) -> tuple[tuple[Claim, Route], ...]:
        if self.claims:
            return tuple((claim, ("claims", place)) for place, claim in enumerate(self.claims))
        assert self.when is not None  # noqa: S101 - validated above
        assert self.source is not None  # noqa: S101 - validated above
        short = Claim.model_construct(
            when=self.when,
            source=self.source,
            worded=self.worded,
            standing=self.standing,
            because=self.because,
            note="",
            public=self.public,
            planned=self.planned,
        )
        return ((short, ()),)

    @property
    def is_plan(self) -> bool:
        """Whether no claim says that it happened, only that it will."""
        claims = [claim for claim, _ in self.dated_by() if claim.standing != "rejected"]
        return bool(claims) and all(claim.planned for claim in claims)

    @property
    def counts(self) -> bool:
        """Whether somebody who is not rejected says that it happened."""
        said = any(
            claim.standing != "rejected" and not claim.planned for claim, _ in self.dated_by()
        )
        return said and not self.withdrawn


class Track(Record):
    """A parallel inquiry: its name on pages, and whose it is."""

    label: str = ""
    """A name of at most 20 letters."""
    side: Side | None = None
    """`outside` if its acts are not the institution's own."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """Refuse a label that no column holds."""
        label = given.get("label")
        if isinstance(label, str) and len(label) > MOST_LABEL_LETTERS:
            message = f"the label of a track has at most {MOST_LABEL_LETTERS} letters"
            yield fault("E306", message, f"such as {label[:MOST_LABEL_LETTERS].strip()}")

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Pause(Record):
    """A stretch of days that does not count towards a deadline."""

    of: tuple[Id, ...] = Field(min_length=1)
    """Ids of the rules and orders whose clock stands still."""
    from_event: EventRef = Field(alias="from")
    """The event that stops the clock; its own day still counts."""
    until_event: EventRef | None = Field(default=None, alias="until")
    """The event that starts it again; that day does not count. None: no end on record."""
    restarts: bool = False
    """Whether the whole limit runs again from `until`."""
    clause: str = ""
    """The clause that allows it; without one it stops no binding limit."""
    source: SourceRef
    """The source that says so: the name of a file in seeds/."""
    note: str = ""
    """Anything a reader of the receipt should know."""


class Absence(Statement):
    """Somebody says, or somebody looked: it had not happened."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                _WHY_NOT_ACCEPTED,
                {"oneOf": [{"required": [key]} for key in ("until", "before", "searched")]},
                {"anyOf": [{"required": ["searched"]}, {"required": ["source"]}]},
            ]
        }
    )

    kind: KindRef
    """The step that had not happened."""
    id: EventRef | None = None
    """One event, where the kind stands more than once."""
    track: str = ""
    """One of several parallel inquiries."""
    round: int | None = Field(default=None, ge=1, le=99)
    """One round, where the process was reopened."""
    side: Side | None = None
    """`outside` to speak of acts that are not the institution's own."""
    until: CalendarStatement | None = None
    """Not by the end of that day."""
    before: CalendarStatement | None = None
    """Not before that day."""
    searched: CalendarStatement | None = None
    """Looked for on that day and not found; proves nothing, so it bounds nothing."""
    zone: Zone | None = None
    """Whose days its days are; the case's unless given."""
    where: str = ""
    """Where somebody looked."""
    source: SourceRef | None = None
    """Who says so; a search is its own source."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """It speaks of one day, and somebody says so; who does not accept it says why."""
        days = [given.get(key) for key in ("until", "before", "searched")]
        if sum(day is not None for day in days) != 1:
            none = not any(day is not None for day in days)
            add = "add until: DAY (not by its end), before: DAY, or searched: DAY"
            hint = add if none else "write an absence for each of them"
            yield fault("E306", "an absence has one of until, before, searched", hint)
        if given.get("searched") is None and given.get("source") is None:
            hint = "add source: … (a file in seeds/), or write searched: DAY if you looked yourself"
            yield fault("E302", "source is missing: somebody says that it had not happened", hint)
        yield from super().faults(given)


_TOLL = re.compile(rf"(?:{ID_PATTERN}/)?{ID_PATTERN}")


def _part_of(value: str, info: ValidationInfo) -> str:
    """Refuse what names neither a toll of the same file nor one of a source."""
    if value and not _TOLL.fullmatch(value):
        hint = "the id of a toll of this file, or SOURCE/ID"
        raise fault("E307", f"{value} names no toll", hint)
    source, _, _ = value.rpartition("/")
    known = known_words(info, "sources")
    if source and known is not None and source not in known:
        hint = nearest(source, known, what="sources")
        raise fault("E402", f"{source} is not a known source", hint)
    return value


def toll_faults(tolls: Any) -> Iterator[PydanticCustomError]:  # noqa: ANN401 - as read, or as in the file
    """Refuse two tolls of one id, and a part of a toll that is not in the file."""
    rows = [one.__dict__ if isinstance(one, Toll) else one for one in tolls or ()]
    ids: set[str] = set()
    for place, row in enumerate(rows):
        name = row.get("id") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name:
            continue
        if name in ids:
            hint = f"give each an id of its own: id: {name}-2"
            key = ("tolls", place, "id")
            yield fault("E406", f"two tolls answer to {name}", hint, key=key)
        ids.add(name)
    for row in (row for row in rows if isinstance(row, dict)):
        whole = row.get("part_of")
        if isinstance(whole, str) and whole and "/" not in whole and whole not in ids:
            message = f"a toll is part_of: {whole}, and none of this file has that id"
            yield fault("E306", message, f"give the toll that it is part of id: {whole}")


class Toll(Record):
    """Who says how many, when."""

    id: OptionalId = ""
    """Only where another toll names this one as its whole."""
    by: str
    """Who says so."""
    on: CalendarStatement | None = None
    """The day of the statement."""
    scope: str = ""
    """What a figure about a campaign covers."""
    since: CalendarStatement | None = None
    """The first day that the figure covers."""
    until: CalendarStatement | None = None
    """The last day that the figure covers."""
    killed: Count | None = None
    """How many were killed."""
    injured: Count | None = None
    """How many were injured."""
    children: Count | None = None
    """How many of them were children."""
    who: Who | None = None
    """Whom it counts: a series of its own; unless given, by the words of `of`."""
    of: str = ""
    """Who is counted, in words, where that is not plainly civilians."""
    part_of: Annotated[str, AfterValidator(_part_of)] = ""
    """The toll that this figure is part of: its id, or SOURCE/ID for one of another source."""
    official: bool = False
    """Whether the claimant belongs to the institution whose process is followed."""
    source: SourceRef | None = None
    """Where it stands: the name of a file in seeds/."""
    note: str = ""
    """Anything a reader should know."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """No time runs backwards."""
        yield from backwards(given, "since")

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()


class Case(Record):
    """One incident, and what an institution did about it."""

    title: str
    """One line."""
    summary: str = ""
    """A few sentences."""
    names: tuple[str, ...] = ()
    """Other names and spellings."""
    place: str
    """Where it happened."""
    time_zone: Zone
    """IANA; days are calendar days here."""
    forces: str
    """Whose process is followed; with command it chooses the policy."""
    command: str = ""
    """Which part of these forces, such as CENTCOM."""
    calendar: CalendarRef | None = None
    """For claims and orders that count working days."""
    policy: PolicyRef | None = None
    """Else the one in force on the day of the strike."""
    recorded_until: CalendarStatement | None = None
    """How far this record has been followed."""
    tags: tuple[str, ...] = ()
    """Words to find the case by."""
    example: bool = False
    """An invented case: marked on every page, and left out of every statistic."""
    tracks: Mapping[Id, Track] = Field(default_factory=dict)
    """Names of the parallel inquiries, by track."""
    events: tuple[Event, ...] = Field(min_length=1)
    """What happened, and what was done about it."""
    absences: tuple[Absence, ...] = ()
    """What somebody says had not happened, or looked for and did not find."""
    pauses: tuple[Pause, ...] = ()
    """Stretches in which the clock of a deadline stands still."""
    tolls: tuple[Toll, ...] = ()
    """Who says how many, when."""

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:
        """The record ends on some day."""
        until = given.get("recorded_until")
        day = absolute_or_none(until) if isinstance(until, str) else until
        if isinstance(day, Absolute | Unknown) and last_day(day) is None:
            yield fault("E306", "recorded_until needs a last day", "such as 2024-05-02")
        yield from toll_faults(given.get("tolls"))

    @model_validator(mode="after")
    def _together(self) -> Self:
        return self.check_together()

    @property
    def recorded_day(self) -> int | None:
        """The last day that the record speaks of, as an ordinal."""
        return None if self.recorded_until is None else last_day(self.recorded_until)


def event_ids(events: tuple[Event, ...]) -> tuple[str, ...]:
    """The id of every event in order; where none is given the kind is the id."""
    return tuple(event.id or event.kind for event in events)


def backwards(given: Mapping[str, Any], begins: str = "from") -> Iterator[PydanticCustomError]:
    """Refuse a first day that is after the last one, with the line to write.

    Args:
        given: a map of the file, or the attributes of a record.
        begins: the key of the first day; that of the last is `until`.
    """
    start, end = given.get(f"{begins}_day", given.get(begins)), given.get("until")
    start, end = (absolute_or_none(one) if isinstance(one, str) else one for one in (start, end))
    if not (isinstance(start, Absolute) and isinstance(end, Absolute)):
        return
    first, last = first_day(start), last_day(end)
    if first is not None and last is not None and first > last:
        message = f"it ends on {end.text}, before it starts on {start.text}"
        hint = f"write {begins}: {end.text} and until: {start.text}"
        yield fault("E204", message, hint, key=("until",))


def last_day(when: Absolute | Unknown) -> int | None:
    """The latest day that a calendar statement can mean; None where it is open."""
    if isinstance(when, Unknown):
        return None
    ends = [stretch.last for stretch in when.options]
    return None if None in ends else max(end for end in ends if end is not None)


def first_day(when: Absolute | Unknown) -> int | None:
    """The earliest day that a calendar statement can mean; None where it is open."""
    if isinstance(when, Unknown):
        return None
    starts = [stretch.first for stretch in when.options]
    return None if None in starts else min(start for start in starts if start is not None)
