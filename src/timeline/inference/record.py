"""Evidence: the part of a case file that counts.

All of it, or only what was public by some day. Each part keeps its place in the file, so that
receipts can name its line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.when import Absolute, DateRange, Unknown, references_of
from timeline.chrono.zones import minutes_ahead
from timeline.model.case import event_ids, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.location import Route
    from timeline.model.build import CaseFile
    from timeline.model.case import Absence, Claim, Event, Order, Pause, Toll, Track
    from timeline.model.kind import Kind
    from timeline.model.source import Source


_Part = TypeVar("_Part", "Absence", "Order", "Pause", "Toll")

REOPENED = "reopened"
"""Kind of event that begins a later round."""


@dataclass(frozen=True)
class PublicBy:
    """Knowledge certainly public by the end of a day.

    Built on the whole inference: an event that is public by nature was public on its own day,
    whichever later source dates it now. What it told of was then known to have happened, but not
    when: that takes a claim in print.
    """

    day: int
    sources: Mapping[str, Source]
    in_the_open: Mapping[str, Interval]
    """Events public by then by nature, with the days, each in its own zone, on which they can have
    happened by all that is known."""
    told: frozenset[str] = frozenset()
    """Events that these told of, and the incidents that they answered."""
    incidents: frozenset[str] = frozenset()
    """Incidents of the case: whatever was public of it told of these."""

    def claim(self, event: str, claim: Claim) -> bool:
        """Return True if an event's claim was public."""
        return event in self.in_the_open or self.printed(claim)

    def printed(self, claim: Claim) -> bool:
        """Return True if the claim itself could be read."""
        if claim.public is not None:
            return _is_by(claim.public, self.day)
        return self.source(claim.source)

    def may_be_named(self, event: str) -> bool:
        """Return True if public events can count from it."""
        return event in self.in_the_open or event in self.incidents

    def source(self, source: str | None) -> bool:
        """Return True if a source was public; an undated one was not known to be."""
        found = self.sources.get(source or "")
        if found is None or found.published is None:
            return False
        return _is_by(found.published, self.day)


def _is_by(when: Absolute | Unknown, day: int) -> bool:
    last = last_day(when)
    return last is not None and last <= day


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with its number and route."""

    number: int
    """Place among the claims of its event, from 1, as in `strike#1`."""
    claim: Claim
    route: Route


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event said to have happened, and its nodes."""

    id: str
    place: int
    event: Event
    zone: str
    is_elsewhere: bool
    """True if its zone is another than the case's."""
    minutes_of_case: tuple[int, int]
    """Least and most minutes by which the case's clocks are ahead of its own."""
    claims: tuple[PlacedClaim, ...]
    """Claims that say that it happened; none if it is only known to exist."""
    orders: tuple[tuple[int, Order], ...]
    """Each with its place in the event."""
    kind: Kind
    is_outside: bool
    """True if the act is not the institution's own: by its side, its track, or its kind."""
    is_implied: bool = False
    """True if no claim tells of it: others imply it."""

    @property
    def is_reopening(self) -> bool:
        """Return True for the institution's own reopening."""
        return self.event.kind == REOPENED and not self.is_outside

    def is_on(self, track: str) -> bool:
        """Return True if it is on a track or on none; every track if none is named."""
        return not track or self.event.track in ("", track)

    @property
    def own_day(self) -> str:
        """Return the node of its day in its zone."""
        return self.id

    @property
    def case_day(self) -> str:
        """Return its day's node on the case's calendar."""
        return f"{self.id}@case" if self.is_elsewhere else self.id


@dataclass(frozen=True, slots=True)
class Plan:
    """A claim about what was still to come."""

    kind: str
    track: str
    round: int
    placed: PlacedClaim


@dataclass(frozen=True, slots=True)
class Implied:
    """An event that others imply."""

    event: DatedEvent
    implied_by: tuple[str, ...]
    """Ids of the events that imply it; it follows none of them."""
    after: str = ""
    """Event that it does not precede, if any."""
    ordered_by: str = ""
    """Of a review: the order for it, which it follows unless that narrows what implies it."""

    @property
    def orders(self) -> list[tuple[str, str]]:
        """List pairs of events, the second not before the first."""
        before = [(self.event.id, name) for name in self.implied_by]
        return [*before, (self.after, self.event.id)] if self.after else before


@dataclass(frozen=True, slots=True)
class Evidence:
    """The part of a case file that counts."""

    events: dict[str, DatedEvent]
    """In the order of the file."""
    absences: tuple[tuple[int, Absence], ...]
    plans: tuple[Plan, ...]
    tolls: tuple[tuple[int, Toll], ...]
    pauses: tuple[tuple[int, Pause], ...] = ()
    implied: tuple[Implied, ...] = ()
    """Events that no claim tells of, with what implies them."""


def build_record(
    file: CaseFile, kinds: Mapping[str, Kind], public: PublicBy | None = None
) -> Evidence:
    """Collect the evidence that counts; without `public` all does."""
    case = file.case
    ids = event_ids(case.events)
    placed = {
        name: tuple(_known_claims(event, name, place, public))
        for place, (name, event) in enumerate(zip(ids, case.events, strict=True))
        if not event.withdrawn
    }
    leant_on = {
        ref
        for claims in placed.values()
        for one in claims
        if _happened(one.claim)
        for ref in references_of(one.claim.when)
    }
    events = {}
    for place, name in enumerate(ids):
        claims = tuple(one for one in placed.get(name, ()) if not one.claim.planned)
        says_so = any(_happened(one.claim) for one in claims)
        is_named = public is not None and (name in leant_on or name in public.told)
        if says_so or (is_named and case.events[place].counts):
            events[name] = _dated_event(file, kinds, name, place, claims, public)
    return Evidence(
        events,
        _public_parts(case.absences, public),
        tuple(
            Plan(event.kind, event.track, event.round, one)
            for name, event in zip(ids, case.events, strict=True)
            for one in placed.get(name, ())
            if one.claim.planned and one.claim.standing == "accepted"
        ),
        _public_parts(case.tolls, public),
        _public_parts(case.pauses, public),
    )


def _public_parts(parts: Sequence[_Part], public: PublicBy | None) -> tuple[tuple[int, _Part], ...]:
    """Keep parts with a public source, and their places."""
    numbered = enumerate(parts)
    return tuple(one for one in numbered if public is None or public.source(one[1].source))


def _happened(claim: Claim) -> bool:
    """Return True for an unrejected claim of a past event."""
    return claim.standing != "rejected" and not claim.planned


def _known_claims(
    event: Event, name: str, place: int, public: PublicBy | None
) -> Iterator[PlacedClaim]:
    """Yield the claims that count; of a public event those in print, if any are."""
    known = [
        PlacedClaim(number, claim, ("events", place, *below))
        for number, (claim, below) in enumerate(event.dated_by(), start=1)
        if public is None or public.claim(name, claim)
    ]
    if public is None:
        yield from known
        return
    printed = [one for one in known if public.printed(one.claim)]
    in_print = any(_happened(one.claim) and one.claim.standing == "accepted" for one in printed)
    for one in printed if in_print else known:
        if one in printed or not _leans_on_what_was_not_public(one.claim, public):
            yield one
        elif _happened(one.claim):
            yield replace(one, claim=_of_its_own_day(one.claim, public.in_the_open.get(name)))


def _leans_on_what_was_not_public(claim: Claim, public: PublicBy) -> bool:
    """Return True if it counts from an event that was not public in itself, the incident apart.

    Of a public event not yet in print nobody could read what it followed, nor that this had come.
    """
    return not all(public.may_be_named(ref) for ref in references_of(claim.when))


def _of_its_own_day(claim: Claim, day: Interval | None) -> Claim:
    """Replace a relative date by the event's own day; a disputed one by none."""
    when: Absolute | Unknown = Unknown()
    if claim.standing == "accepted" and day is not None and (day.min, day.max) != (None, None):
        ends = [".." if end is None else format_day(end) for end in (day.min, day.max)]
        text = "/".join(dict.fromkeys(ends))
        when = Absolute((DateRange(day.min, day.max),), text)
    return claim.model_copy(update={"when": when})


def _days_named(event: Event) -> tuple[int | None, int | None]:
    """Return the first and last day that claims name, widened by two.

    Open where a claim leaves an end open, or counts from another event: it may stand alone.
    """
    whens = [claim.when for claim, _ in event.dated_by() if claim.standing != "rejected"]
    ranges = [part for when in whens if isinstance(when, Absolute) for part in when.options]
    if not ranges or not all(isinstance(when, Absolute) for when in whens):
        return None, None
    days = hull_of(Interval(part.first, part.last) for part in ranges)
    first = None if days.min is None else days.min - 2
    return first, None if days.max is None else days.max + 2


def is_outside(event: Event, tracks: Mapping[str, Track], kinds: Mapping[str, Kind]) -> bool:
    """Return True if an act is not the institution's, by its side, track, then kind."""
    track = tracks.get(event.track)
    side = event.side or (None if track is None else track.side)
    return kinds[event.kind].outside if side is None else side == "outside"


def _dated_event(
    file: CaseFile,
    kinds: Mapping[str, Kind],
    name: str,
    place: int,
    claims: tuple[PlacedClaim, ...],
    public: PublicBy | None,
) -> DatedEvent:
    event = file.case.events[place]
    zone = event.zone or file.case.time_zone
    elsewhere = zone != file.case.time_zone
    orders = _public_parts(event.orders, public)
    if not claims:
        nothing = {"outcome": "", "of": None, "form": "", "label": "", "note": ""}
        event = event.model_copy(update=nothing)
    ahead = (0, 0)
    if elsewhere:
        ahead = minutes_ahead(file.case.time_zone, zone, *_days_named(event))
    outside = is_outside(event, file.case.tracks, kinds)
    kind = kinds[event.kind]
    if event.kind == REOPENED and event.round == 1:  # it has the number of the round it begins
        event = event.model_copy(update={"round": 2})
    return DatedEvent(name, place, event, zone, elsewhere, ahead, claims, orders, kind, outside)
