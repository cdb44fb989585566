"""A case as plain data → events, constraints and the versions that can all be true."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from tests.oracle.events import (
    CLOSES,
    FREE,
    INCIDENT,
    OPENS,
    Absence,
    Data,
    Event,
    absence_of,
    event_of,
    may_be_one,
    span_of,
)

Pair = tuple[int, int]


@dataclass
class Version:
    """A consistent subset: the events that stand, and the absences that do."""

    events: frozenset[int]
    absences: tuple[Absence, ...]


@dataclass
class SimpleTemporalNetwork:
    """Bounds between days, and the order of instants."""

    size: int
    apart: list[tuple[int, int, int]] = field(default_factory=list)
    """(first, second, most): the second is at most so many days after the first; -1 is day 0."""
    strict: list[Pair] = field(default_factory=list)
    weak: list[Pair] = field(default_factory=list)

    def between(self, first: int, second: int, low: int | None, high: int | None) -> None:
        """Interval the days from the first to the second."""
        if high is not None:
            self.apart.append((first, second, high))
        if low is not None:
            self.apart.append((second, first, -low))

    def not_before(self, first: int, second: int, *, strictly: bool = False) -> None:
        """Put the instant of the second not before that of the first."""
        self.between(first, second, 0, None)
        (self.strict if strictly else self.weak).append((first, second))


class Record:
    """What a case says, before anything is judged."""

    def __init__(self, case: Data, sources: Mapping[str, str | None]) -> None:
        self.case = case
        self.sources = sources
        self.plans: list[Event] = []
        self.events: list[Event] = []
        for data in case["events"]:
            event = event_of(data)
            said = [one for one in event.claims if one.get("standing") != "rejected"]
            if data.get("withdrawn") or not said:
                continue
            is_plan = all(one.get("planned") for one in said)
            (self.plans if is_plan else self.events).append(event)
        self.on_record = len(self.events)
        self.place = {event.id: number for number, event in enumerate(self.events)}
        self.absences = tuple(
            absence_of(data)
            for data in case.get("absences", ())
            if data.get("standing", "accepted") == "accepted"
        )
        self.imply_openings()
        self.imply_reopenings()
        self.imply_closes()
        until = case.get("recorded_until")
        self.recorded_until = None if until is None else span_of(until)[1]

    # ------------------------------------------------------------------------------ implied events

    def imply_openings(self) -> None:
        """A stage that closed had opened."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for place, event in enumerate(self.events[: self.on_record]):
            if event.kind in CLOSES and not self.openings_of(event):
                key = (
                    event.kind,
                    event.track,
                    event.round,
                    event.outside,
                    event.value("form"),
                    event.value("by"),
                )
                groups.setdefault(key, []).append(place)
        for number, closes in enumerate(groups.values()):
            first = self.events[closes[0]]
            kept = tuple(pair for pair in first.stated if pair[0] in ("by", "form"))
            self.events.append(
                Event(
                    f"implied-opening-{number}",
                    CLOSES[first.kind],
                    first.track,
                    first.round,
                    first.outside,
                    kept,
                    no_later_than=tuple(closes),
                )
            )

    def openings_of(self, close: Event) -> list[int]:
        """The openings that could be the one that closed; dates never decide it."""
        return [
            place
            for place, event in enumerate(self.events)
            if event.kind == CLOSES[close.kind]
            and (event.round, event.outside) == (close.round, close.outside)
            and may_be_one(event.track, close.track)
            and all(may_be_one(event.value(key), close.value(key)) for key in ("form", "by"))
        ]

    def imply_reopenings(self) -> None:
        """An event of a later round implies that the case had been reopened."""
        later: dict[tuple[str, int], list[int]] = {}
        for place, event in enumerate(self.events):
            if event.round > 1 and event.kind != "reopened" and not event.outside:
                later.setdefault((event.track, event.round), []).append(place)
        for (track, round_), places in later.items():
            known = any(
                event.kind == "reopened"
                and event.round == round_
                and not event.outside
                and (not track or event.track in ("", track))
                for event in self.events[: self.on_record]
            )
            if not known:
                name = f"implied-reopening-{track}-{round_}"
                self.events.append(
                    Event(name, "reopened", track, round_, no_later_than=tuple(places))
                )

    def imply_closes(self) -> None:
        """A reopening implies a close where one stage alone is on record in the round before."""
        for place, reopening in list(enumerate(self.events)):
            if reopening.kind != "reopened" or reopening.round == 1 or reopening.outside:
                continue
            stages = [
                number
                for number, event in enumerate(self.events)
                if event.kind in OPENS
                and event.round == reopening.round - 1
                and not event.outside
                and (not reopening.track or event.track in ("", reopening.track))
            ]
            if len(stages) != 1:
                continue
            stage = self.events[stages[0]]
            close = OPENS[stage.kind]
            if any(
                event.kind == close and stages[0] in self.openings_of(event)
                for event in self.events
            ):
                continue
            kept = tuple(pair for pair in stage.stated if pair[0] in ("by", "form"))
            self.events.append(
                Event(
                    f"implied-close-{place}",
                    close,
                    stage.track,
                    stage.round,
                    stage.outside,
                    kept,
                    no_later_than=(place,),
                    no_earlier_than=(stages[0],),
                )
            )

    # -------------------------------------------------------------------------------- constraints

    def network(
        self, standing: frozenset[int], absences: Sequence[Absence]
    ) -> SimpleTemporalNetwork:
        """Everything that bounds the days of the events that stand."""
        net = SimpleTemporalNetwork(len(self.events))
        for place in sorted(standing):
            event = self.events[place]
            for claim in event.claims:
                if claim.get("standing", "accepted") == "accepted" and not claim.get("planned"):
                    self._claim(net, place, claim)
            for absence in absences:
                if not absence.is_search and absence.binds(event):
                    net.between(-1, place, absence.reach + 1, None)
            for earlier, later in self._orders_of(place):
                if earlier in standing and later in standing:
                    net.not_before(earlier, later)
        self._by_meaning(net, standing)
        return net

    def _orders_of(self, place: int) -> Iterator[Pair]:
        """Pairs of which the second is not before the first, by what an event says of others."""
        event = self.events[place]
        for name in (*event.responds_to, *event.tells, event.continues):
            if name in self.place:
                yield self.place[name], place
        yield from ((place, other) for other in event.no_later_than)
        yield from ((other, place) for other in event.no_earlier_than)

    def _claim(self, net: SimpleTemporalNetwork, place: int, claim: Data) -> None:
        published = self.sources.get(claim["source"])
        if published is not None:
            last = span_of(published)[1]
            assert last is not None
            net.between(-1, place, None, last + 1)
        words = claim["when"].split(" after ")
        if claim["when"].startswith("on or after "):
            net.between(self._named(claim["when"]), place, 0, None)
        elif claim["when"].startswith("same day as "):
            net.between(self._named(claim["when"]), place, 0, 0)
        elif claim["when"].startswith("after "):
            net.not_before(self._named(claim["when"]), place, strictly=True)
        elif claim["when"].startswith("before "):
            net.not_before(place, self._named(claim["when"]), strictly=True)
        elif len(words) > 1:
            number = int(words[0].removeprefix("within ").split()[0])
            low = 0 if words[0].startswith("within ") else number
            net.between(self.place[words[1]], place, low, number)
            if low < number:
                net.not_before(self.place[words[1]], place, strictly=True)
        else:
            net.between(-1, place, *span_of(claim["when"]))

    def _named(self, text: str) -> int:
        return self.place[text.rsplit(maxsplit=1)[-1]]

    def _by_meaning(self, net: SimpleTemporalNetwork, standing: frozenset[int]) -> None:
        incidents = [place for place in standing if self.events[place].kind == INCIDENT]
        for place in sorted(standing):
            event = self.events[place]
            if len(incidents) == 1 and event.kind not in FREE and place != incidents[0]:
                net.not_before(incidents[0], place)
            if event.kind in CLOSES:
                could_be = [
                    one
                    for one in self.openings_of(event)
                    if one in standing and one < self.on_record
                ]
                if len(could_be) == 1:
                    net.not_before(could_be[0], place)
            if event.kind == "reopened" and event.round > 1 and not event.outside:
                self._around(net, place, standing)

    def _around(self, net: SimpleTemporalNetwork, place: int, standing: frozenset[int]) -> None:
        """Rounds are in order."""
        reopening = self.events[place]
        for other in sorted(standing - {place}):
            event = self.events[other]
            if event.outside or not may_be_one(event.track, reopening.track):
                continue
            if event.round >= reopening.round and event.kind != "reopened":
                net.not_before(place, other)
            is_stage = event.kind in OPENS or event.kind in CLOSES
            if event.round < reopening.round and is_stage:
                net.not_before(other, place)

    # ----------------------------------------------------------------------------------- versions

    def _implied_by(self, event: Event) -> Iterator[int]:
        """The events on record that imply one, through others that are implied."""
        for other in event.no_later_than:
            if other < self.on_record:
                yield other
            else:
                yield from self._implied_by(self.events[other])

    def versions(self, earliest: Mapping[int, int | None]) -> Iterator[Version]:
        """Every maximal set of absences and implied events that can all stand.

        Args:
            earliest: the first day of each event on record.
        """
        against = [
            (place, number)
            for place, event in enumerate(self.events)
            if event.is_implied
            for number, absence in enumerate(self.absences)
            if not absence.is_search
            and absence.binds(event)
            and any(
                (first := earliest[other]) is None or absence.reach >= first
                for other in self._implied_by(event)
            )
        ]
        implied = sorted({place for place, _ in against})
        denied = sorted({number for _, number in against})
        kept = []
        for bits in product((True, False), repeat=len(implied) + len(denied)):
            stands = dict(zip([*implied, *(-1 - one for one in denied)], bits, strict=True))
            if all(not (stands[place] and stands[-1 - number]) for place, number in against):
                kept.append({key for key, value in stands.items() if value})
        for chosen in kept:
            if any(chosen < other for other in kept):
                continue
            events = {
                place
                for place in range(len(self.events))
                if place not in implied or place in chosen
            }
            yield Version(
                frozenset(
                    place
                    for place in events
                    if not self.events[place].is_implied
                    or any(other in events for other in self.events[place].no_later_than)
                ),
                tuple(
                    one
                    for number, one in enumerate(self.absences)
                    if number not in denied or -1 - number in chosen
                ),
            )

    # ------------------------------------------------------------------------------------ horizon

    def newest_source(self) -> int | None:
        """First possible day of publication of the newest source that counts."""
        names = {
            claim["source"]
            for event in self.events
            if not event.outside
            for claim in event.claims
            if claim.get("standing", "accepted") == "accepted"
        }
        names |= {one.source for one in self.absences if one.source and not one.outside}
        days = [span_of(day)[0] for name in names if (day := self.sources.get(name)) is not None]
        return max((day for day in days if day is not None), default=None)

    def has_unbounded(self, places: frozenset[int]) -> bool:
        """Whether nothing bounds one of some events from above."""
        net = self.network(frozenset(range(len(self.events))), ())
        highs = {-1}
        for _ in range(len(self.events) + 1):
            highs |= {second for first, second, _ in net.apart if first in highs}
        return any(place not in highs for place in places)

    def _undated(self, until: int) -> set[int]:
        """Events that an undated source reports as done, and that can have come by a day."""
        net = self.network(frozenset(range(len(self.events))), ())
        for place, event in enumerate(self.events[: self.on_record]):
            for absence in self.absences:
                if not absence.is_search and absence.binds(event):
                    net.between(-1, place, absence.reach + 1, None)
        lows = {-1: 0}
        for _ in range(len(self.events) + 1):
            for first, second, most in net.apart:
                if second in lows:
                    lows[first] = max(lows.get(first, -(10**6)), lows[second] - most)
        return {
            place
            for place, event in enumerate(self.events)
            if lows.get(place, 0) <= until
            for claim in event.claims
            if claim.get("standing") != "rejected"
            and not claim.get("planned")
            and self.sources.get(claim["source"]) is None
        }

    def known_done(self, as_of: int) -> frozenset[int]:
        """Events that a source published by `recorded_until` reports as done.

        Of undated sources those that can have come by then.
        """
        until = self.recorded_until
        if until is None or until > as_of:
            return frozenset()
        known = {
            place
            for place, event in enumerate(self.events)
            for claim in event.claims
            if claim.get("standing") != "rejected" and not claim.get("planned")
            if (day := self.sources.get(claim["source"])) is not None
            if (last := span_of(day)[1]) is not None and last <= until
        }
        known |= self._undated(until)
        before = self._orders()
        return frozenset(
            place
            for place in range(len(self.events))
            if place in known or any((place, other) in before for other in known)
        )

    def _orders(self) -> set[Pair]:
        """Pairs of which the first is certainly not after the second."""
        size = len(self.events) + 1
        net = self.network(frozenset(range(len(self.events))), ())
        most = {(one, one): 0 for one in range(-1, size - 1)}
        for first, second, days in net.apart:
            most[first, second] = min(days, most.get((first, second), days))
        for middle, one, two in product(range(-1, size - 1), repeat=3):
            if (one, middle) in most and (middle, two) in most:
                days = most[one, middle] + most[middle, two]
                most[one, two] = min(days, most.get((one, two), days))
        return {
            (two, one)
            for (one, two), days in most.items()
            if days <= 0 and one != two and -1 not in (one, two)
        }
