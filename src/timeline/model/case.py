"""Cases: events, claims, orders, absences and tolls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    JsonValue,
    ValidationInfo,
)

from timeline.chrono.when import Absolute, Unknown
from timeline.chrono.zones import is_zone, zones_near
from timeline.model.fields import (
    CalendarRef,
    CalendarStatement,
    Count,
    DateStatement,
    EventRef,
    Id,
    KindRef,
    Model,
    OptionalId,
    PolicyRef,
    SourceRef,
    absolute_or_none,
    fault,
    known_words,
)
from timeline.model.limit import LimitField
from timeline.model.names import ID_PATTERN, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import PydanticCustomError

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


def _unexplained(given: Mapping[str, object], noun: str) -> Iterator[PydanticCustomError]:
    standing = given.get("standing")
    if standing in ("disputed", "rejected") and not given.get("because"):
        yield fault(
            "E306", f"a {standing} {noun} needs a reason", f"add because: … (why it is {standing})"
        )


def contents_of_no_release(given: Mapping[str, object], key: str) -> Iterator[PydanticCustomError]:
    """Refuse `of` beside any kind but a release."""
    kind = given.get(key)
    if given.get("of") is not None and isinstance(kind, str) and kind != RELEASE:
        message = f"of says what a release contained, and this is {kind}"
        hint = f"leave of: out, or write {key}: {RELEASE}"
        yield fault("E306", message, hint, key=("of",))


class Statement(Model):
    """Author and standing of claims and absences."""

    model_config = ConfigDict(json_schema_extra=_WHY_NOT_ACCEPTED)

    worded: str = ""
    """Words of the source that date it."""
    standing: Standing = "accepted"
    """Accepted claims count, disputed ones are set aside, rejected ones only kept."""
    because: str = ""
    """Why it is not accepted."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for a reason unless it is accepted."""
        yield from _unexplained(given, "statement")


class Claim(Statement):
    """One source's statement of when an event happened."""

    when: DateStatement
    """Date as the source words it."""
    source: SourceRef
    """Source that says so: the name of a file in seeds/."""
    public: CalendarStatement | None = None
    """When the claim became public, if not on the source's own date."""
    planned: bool = False
    """True if the source speaks of the future: it dates a plan, never an event."""
    withheld: bool = False
    """True if the claim, and what refers to it, may not be published."""


class Order(Model):
    """A deadline set for this case alone."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["within"]}, {"required": ["until"]}]}
    )

    id: Id
    """Unique in the case."""
    kind: KindRef
    """Step that has to be done."""
    within: LimitField | None = None
    """Time allowed, from the event that carries the order or the end of what it extends."""
    until: CalendarStatement | None = None
    """Date to be done by; `unknown` if extended without a new date."""
    from_event: EventRef | None = Field(default=None, alias="from")
    """Start of the clock, if not the event that carries the order."""
    extends: str = ""
    """Id of the order that this one extends."""
    made: CalendarStatement | None = None
    """Day the order was given, if not with the event that carries it."""
    force: Literal["order", "recommendation"] = "order"
    """`order` if the institution or a court gave it, else `recommendation`."""
    source: SourceRef
    """Source that reports the order: the name of a file in seeds/."""
    worded: str = ""
    """Words of the source that set the limit."""
    note: str = ""
    """Anything a reader of the receipt should know."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for exactly one limit."""
        if (given.get("within") is None) == (given.get("until") is None):
            both = given.get("within") is not None
            hint = "leave one of the two out" if both else "add within: 30 days, or until: DAY"
            yield fault("E306", "an order has either within or until", hint)


class Event(Model):
    """Something that happened, or is said to have happened."""

    model_config = ConfigDict(json_schema_extra={"allOf": [_WHY_NOT_ACCEPTED, _DATED_ONE_WAY]})

    id: Id = ""
    """Optional if the kind occurs once: the kind is then the id."""
    kind: KindRef
    """A word of the vocabulary, such as strike or investigation_opened."""
    label: str = ""
    """Short phrase shown instead of the kind's name."""
    by: str = ""
    """Person or body who did it."""
    form: str = ""
    """Its name, such as AR 15-6 or commander's inquiry."""
    outcome: str = ""
    """Its end: credible, not_credible, substantiated; of a payment: offered, paid."""
    of: ReleaseOf | None = None
    """Contents of a release: report, summary, findings, data, footage or statement."""
    side: Side | None = None
    """`outside` if the act is not the institution's own; by default from its track and kind."""
    track: OptionalId = ""
    """One of several parallel inquiries; empty serves every track."""
    round: int = Field(default=1, ge=1, le=99)
    """Number of the round; the events after a reopening are round 2, and so on."""
    zone: Zone | None = None
    """Time zone of its days, if not the case's."""
    responds_to: tuple[EventRef, ...] = ()
    """Events that it answers; it is not before them."""
    tells: tuple[EventRef, ...] = ()
    """Events that it made public."""
    continues: EventRef | None = None
    """Opening of an earlier stage that became this one, and ended with it."""
    note: str = ""
    """Anything a reader should know."""
    withdrawn: str = ""
    """Why this event is kept in the file and no longer counted."""
    orders: tuple[Order, ...] = ()
    """Deadlines set for this case alone."""
    claims: tuple[Claim, ...] = ()
    """Dates given by the sources; or write when and source on the event itself."""
    when: DateStatement | None = None
    """With `source`, short for a single claim."""
    source: SourceRef | None = None
    """Source of that claim: the name of a file in seeds/."""
    worded: str = ""
    """Words of the source that date it."""
    standing: Standing = "accepted"
    """Accepted claims count, disputed ones are set aside, rejected ones only kept."""
    because: str = ""
    """Why it is not accepted."""
    public: CalendarStatement | None = None
    """When the claim became public, if not on the source's own date."""
    planned: bool = False
    """True if the source speaks of the future: it dates a plan, never an event."""
    withheld: bool = False
    """True if the event, and what refers to it, may not be published."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for one way of dating, and reasons for doubt."""
        when, source = given.get("when"), given.get("source")
        if given.get("claims"):
            if when is not None or source is not None:
                message = "an event has either when and source, or claims"
                yield fault("E306", message, "move it to claims")
        elif when is None or source is None:
            gone = "when" if when is None else "source"
            hint = "write when: unknown, if no source dates it" if gone == "when" else ""
            yield fault("E302", f"{gone} is missing: an event is dated by a source", hint)
        yield from contents_of_no_release(given, "kind")
        yield from _unexplained(given, "claim")

    def dated_by(self) -> tuple[tuple[Claim, Route], ...]:
        """Return its claims with their routes below the event."""
        return self._dated_by

    @cached_property
    def _dated_by(self) -> tuple[tuple[Claim, Route], ...]:
        if self.claims:
            return tuple((claim, ("claims", place)) for place, claim in enumerate(self.claims))
        said = {key: getattr(self, key) for key in Claim.model_fields}
        return ((Claim.model_construct(**{**said, "note": ""}), ()),)

    @property
    def is_plan(self) -> bool:
        """Return True if its claims only announce it."""
        claims = [claim for claim, _ in self.dated_by() if claim.standing != "rejected"]
        return bool(claims) and all(claim.planned for claim in claims)

    @property
    def counts(self) -> bool:
        """Return True if an unrejected claim reports it, and plans do not."""
        claims = [claim for claim, _ in self.dated_by() if claim.standing != "rejected"]
        return not self.withdrawn and not all(claim.planned for claim in claims)


class Track(Model):
    """A parallel inquiry: its name and side."""

    label: str = ""
    """Name of at most 20 letters."""
    side: Side | None = None
    """`outside` if its acts are not the institution's own."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a label too long for a column."""
        label = given.get("label")
        if isinstance(label, str) and len(label) > MOST_LABEL_LETTERS:
            message = f"the label of a track has at most {MOST_LABEL_LETTERS} letters"
            yield fault("E306", message, f"such as {label[:MOST_LABEL_LETTERS].strip()}")


class Pause(Model):
    """Days that do not count towards a deadline."""

    of: tuple[Id, ...] = Field(min_length=1)
    """Ids of the rules and orders whose clock stands still."""
    from_event: EventRef = Field(alias="from")
    """Event that stops the clock; its own day still counts."""
    until_event: EventRef | None = Field(default=None, alias="until")
    """Event that starts it again; that day does not count. None: no end on record."""
    restarts: bool = False
    """True if the whole limit runs again from `until`."""
    clause: str = ""
    """Clause that allows it; without one it stops no binding limit."""
    source: SourceRef
    """Source that says so: the name of a file in seeds/."""
    note: str = ""
    """Anything a reader of the receipt should know."""


class Absence(Statement):
    """Statement or search: a step had not happened."""

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
    """Step that had not happened."""
    id: EventRef | None = None
    """One event, if the kind occurs more than once."""
    track: str = ""
    """One of several parallel inquiries."""
    round: int | None = Field(default=None, ge=1, le=99)
    """One round, if the process was reopened."""
    side: Side | None = None
    """`outside` to speak of acts that are not the institution's own."""
    until: CalendarStatement | None = None
    """Not by the end of that day."""
    before: CalendarStatement | None = None
    """Not before that day."""
    searched: CalendarStatement | None = None
    """Searched on that day and not found; this proves nothing, so it sets no bound."""
    zone: Zone | None = None
    """Time zone of its days, if not the case's."""
    where: str = ""
    """Place searched."""
    source: SourceRef | None = None
    """Source of the statement; a search is its own source."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for one day, its source, reasons for doubt."""
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
    """Refuse a `part_of` that names no toll of file or source."""
    if value and not _TOLL.fullmatch(value):
        hint = "the id of a toll of this file, or SOURCE/ID"
        raise fault("E307", f"{value} names no toll", hint)
    source, _, _ = value.rpartition("/")
    known = known_words(info, "sources")
    if source and known is not None and source not in known:
        hint = nearest(source, known, what="sources")
        raise fault("E402", f"{source} is not a known source", hint)
    return value


def toll_faults(tolls: object) -> Iterator[PydanticCustomError]:
    """Refuse tolls with one id, and parts of unknown tolls."""
    listed = tolls if isinstance(tolls, list | tuple) else ()
    rows = [one.__dict__ if isinstance(one, Toll) else one for one in listed]
    maps = [(place, row) for place, row in enumerate(rows) if isinstance(row, dict)]
    ids: set[str] = set()
    for place, row in maps:
        name = row.get("id")
        if not isinstance(name, str) or not name:
            continue
        if name in ids:
            hint = f"give each an id of its own: id: {name}-2"
            key = ("tolls", place, "id")
            yield fault("E406", f"two tolls answer to {name}", hint, key=key)
        ids.add(name)
    for _, row in maps:
        whole = row.get("part_of")
        if isinstance(whole, str) and whole and "/" not in whole and whole not in ids:
            message = f"a toll is part_of: {whole}, and none of this file has that id"
            yield fault("E306", message, f"give the toll that it is part of id: {whole}")


class Toll(Model):
    """Somebody's count of the killed or injured."""

    id: OptionalId = ""
    """Only if another toll names this one as its whole."""
    by: str
    """Person or body who gives the figure."""
    on: CalendarStatement | None = None
    """Day of the statement."""
    scope: str = ""
    """Coverage of a figure about a campaign."""
    since: CalendarStatement | None = None
    """First day that the figure covers."""
    until: CalendarStatement | None = None
    """Last day that the figure covers."""
    killed: Count | None = None
    """Number killed."""
    injured: Count | None = None
    """Number injured."""
    children: Count | None = None
    """Number of children among them."""
    who: Who | None = None
    """Group counted: a series of its own; by default from the words of `of`."""
    of: str = ""
    """People counted, in words, if not plainly civilians."""
    part_of: Annotated[str, AfterValidator(_part_of)] = ""
    """Toll that this figure is part of: its id, or SOURCE/ID for one of another source."""
    official: bool = False
    """True if the claimant belongs to the institution whose process is followed."""
    source: SourceRef | None = None
    """Name of a file in seeds/."""
    note: str = ""
    """Anything a reader should know."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a period that runs backwards."""
        yield from backwards(given, "since")


class Case(Model):
    """One incident, and what an institution did about it."""

    title: str
    """One line."""
    summary: str = ""
    """A few sentences."""
    names: tuple[str, ...] = ()
    """Other names and spellings."""
    place: str
    """Place of the incident."""
    time_zone: Zone
    """IANA name; days are calendar days here."""
    forces: str
    """Whose process is followed; with command it chooses the policy."""
    command: str = ""
    """Part of these forces, such as CENTCOM."""
    calendar: CalendarRef | None = None
    """Calendar for claims and orders that count working days."""
    policy: PolicyRef | None = None
    """Policy to judge by; by default the one in force on the day of the strike."""
    recorded_until: CalendarStatement | None = None
    """Day up to which this record has been followed."""
    tags: tuple[str, ...] = ()
    """Words to find the case by."""
    example: bool = False
    """True if invented: marked on every page, and left out of every statistic."""
    tracks: Mapping[Id, Track] = Field(default_factory=dict)
    """Names of the parallel inquiries, by track."""
    events: tuple[Event, ...] = Field(min_length=1)
    """The incident and the steps taken about it."""
    absences: tuple[Absence, ...] = ()
    """Steps that had not happened, as somebody says or searched."""
    pauses: tuple[Pause, ...] = ()
    """Periods in which the clock of a deadline stands still."""
    tolls: tuple[Toll, ...] = ()
    """Counts of the killed and injured, by whom and when."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Ask for a last recorded day; check tolls."""
        until = given.get("recorded_until")
        day = absolute_or_none(until) if isinstance(until, str) else until
        if isinstance(day, Absolute | Unknown) and last_day(day) is None:
            yield fault("E306", "recorded_until needs a last day", "such as 2024-05-02")
        yield from toll_faults(given.get("tolls"))

    @property
    def recorded_day(self) -> int | None:
        """Return the record's last day as an ordinal."""
        return last_day(self.recorded_until)


def event_ids(events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return the events' ids, or their kinds."""
    return tuple(event.id or event.kind for event in events)


def backwards(given: Mapping[str, object], begins: str = "from") -> Iterator[PydanticCustomError]:
    """Refuse a first day, below the key `begins`, after `until`."""
    start, end = given.get(f"{begins}_day", given.get(begins)), given.get("until")
    start, end = (absolute_or_none(one) if isinstance(one, str) else one for one in (start, end))
    if not (isinstance(start, Absolute) and isinstance(end, Absolute)):
        return
    first, last = first_day(start), last_day(end)
    if first is not None and last is not None and first > last:
        message = f"it ends on {end.text}, before it starts on {start.text}"
        hint = f"write {begins}: {end.text} and until: {start.text}"
        yield fault("E204", message, hint, key=("until",))


def last_day(when: Absolute | Unknown | None) -> int | None:
    """Return the latest possible day; None if open."""
    if when is None or isinstance(when, Unknown):
        return None
    ends = [stretch.last for stretch in when.options]
    return None if None in ends else max(end for end in ends if end is not None)


def first_day(when: Absolute | Unknown | None) -> int | None:
    """Return the earliest possible day; None if open."""
    if when is None or isinstance(when, Unknown):
        return None
    starts = [stretch.first for stretch in when.options]
    return None if None in starts else min(start for start in starts if start is not None)
