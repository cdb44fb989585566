"""Brute force: every world of a small case, from the meaning of its claims alone.

A world is a day for each event and an order of the instants within each day. No order needs to be
listed: one exists exactly when, among the events of one day, no cycle of "before" and "not before"
holds a strict step.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, pairwise

from hypothesis import strategies as st

from tests.properties.strategies import (
    Amid,
    Apart,
    Days,
    Meaning,
    Nothing,
    Ordered,
    Small,
    small_cases,
)

FREE = {"other", "policy_change", "information_received"}
Pair = tuple[int, int]
Assignment = tuple[int, ...]


@dataclass(frozen=True)
class Demand:
    """What one statement asks of days and instants."""

    inside: tuple[tuple[int, tuple[tuple[int | None, int | None], ...]], ...] = ()
    """Events that have to lie in one of some stretches."""
    apart: tuple[tuple[int, int, int | None, int | None], ...] = ()
    """Two events, and the least and most days from the first to the second."""
    strict: tuple[Pair, ...] = ()
    """The instant of the first before that of the second."""
    weak: tuple[Pair, ...] = ()
    """The instant of the second not before that of the first."""

    def allows_day(self, event: int, day: int) -> bool:
        """Whether an event may lie on a day."""
        return all(
            any(
                (low is None or low <= day) and (high is None or day <= high)
                for low, high in stretches
            )
            for place, stretches in self.inside
            if place == event
        )

    def allows_days(self, first: int, second: int, days: int) -> bool:
        """Whether the second of two events may lie so many days after the first."""
        for one, two, low, high in self.apart:
            if {one, two} == {first, second}:
                gap = days if (one, two) == (first, second) else -days
                if (low is not None and gap < low) or (high is not None and gap > high):
                    return False
        for one, two in (*self.strict, *self.weak):
            if {one, two} == {first, second}:
                gap = days if (one, two) == (first, second) else -days
                if gap < 0:
                    return False
        return True


def demand_of(event: int, meaning: Meaning) -> Demand:
    """What a claim about an event asks."""
    match meaning:
        case Nothing():
            return Demand()
        case Days(stretches):
            return Demand(inside=((event, stretches),))
        case Amid(after, before):
            return Demand(strict=((after, event), (event, before)))
        case Apart(ref, low, high, direction, strict):
            least = -high if direction == 0 and high is not None else low
            pair = (event, ref) if direction < 0 else (ref, event)
            return Demand(apart=((*pair, least, high),), strict=(pair,) * strict)
        case Ordered(ref, relation):
            return _order(event, ref, relation)


def _order(event: int, ref: int, relation: str) -> Demand:
    return {
        "before": Demand(strict=((event, ref),)),
        "after": Demand(strict=((ref, event),)),
        "on or before": Demand(apart=((event, ref, 0, None),)),
        "on or after": Demand(apart=((ref, event, 0, None),)),
        "same day as": Demand(apart=((ref, event, 0, 0),)),
    }[relation]


@dataclass
class Shape:
    """All assignments that satisfy and violate the same statements alike."""

    met: int
    """The soft statements that the days satisfy, as bits."""
    days: list[set[int]]
    gaps: dict[Pair, set[int]]
    same: frozenset[Pair]
    """Pairs of events on one day."""


@dataclass
class Worlds:
    """Every world of a case whose days lie in `calendar`."""

    case: Small
    calendar: range
    extra: tuple[tuple[int, Meaning], ...] = ()
    """Claims that stand aside, held here: event and meaning."""
    kept: int = field(init=False, default=0)
    """The bits of the extra claims."""

    @cached_property
    def groups(self) -> list[tuple[object, Demand]]:
        """Soft statements: what is said, and what it asks."""
        found: dict[object, Demand] = {}
        for place, event in enumerate(self.case.events):
            for claim in event.claims:
                if claim.standing == "accepted":
                    found[place, claim.meaning] = demand_of(place, claim.meaning)
        for place, lack in enumerate(self.case.absences):
            bound = [
                number
                for number, event in enumerate(self.case.events)
                if event.kind == lack.kind and lack.event in (None, number)
            ]
            found["absence", place] = Demand(
                inside=tuple((number, ((lack.free_from, None),)) for number in bound)
            )
        for place, meaning in self.extra:
            found[place, meaning] = demand_of(place, meaning)
        self.kept = sum(1 << list(found).index((place, meaning)) for place, meaning in self.extra)
        return list(found.items())

    @cached_property
    def hard(self) -> Demand:
        """What holds whatever is given up: publication, and the order that words imply."""
        events = self.case.events
        published = dict(self.case.published)
        inside = [
            (place, ((None, published[claim.source] + 1),))
            for place, event in enumerate(events)
            for claim in event.claims
            if claim.source in published and claim.standing == "accepted"
        ]
        weak = [
            (ref, place)
            for place, event in enumerate(events)
            for ref in (*event.responds_to, *event.tells)
        ]
        strikes = [place for place, event in enumerate(events) if event.kind == "strike"]
        if len(strikes) == 1:
            weak += [
                (strikes[0], place)
                for place, event in enumerate(events)
                if place != strikes[0] and event.kind not in FREE
            ]
        opened = [place for place, event in enumerate(events) if event.kind == "assessment_opened"]
        if len(opened) == 1:
            weak += [
                (opened[0], place)
                for place, event in enumerate(events)
                if event.kind == "assessment_closed"
            ]
        return Demand(inside=tuple(inside), weak=tuple(weak))

    @cached_property
    def shapes(self) -> list[Shape]:
        """Every assignment that what is hard allows, those alike put together."""
        count, everything = len(self.case.events), (1 << len(self.groups)) - 1
        demands = [demand for _, demand in self.groups]
        missed_day = [
            [
                _missed([demand.allows_day(event, day) for demand in demands])
                for day in self.calendar
            ]
            for event in range(count)
        ]
        size = len(self.calendar)
        missed_gap = {
            (one, two): {
                gap: _missed([demand.allows_days(one, two, gap) for demand in demands])
                for gap in range(-size, size + 1)
                if self.hard.allows_days(one, two, gap)
            }
            for one, two in combinations(range(count), 2)
        }
        found: dict[tuple[int, frozenset[Pair]], Shape] = {}
        pairs = list(combinations(range(count), 2))
        for chosen, missed in self._assignments(missed_day, missed_gap):
            same = frozenset(pair for pair in pairs if chosen[pair[0]] == chosen[pair[1]])
            shape = found.get((missed, same))
            if shape is None:
                if _has_strict_cycle(same, (), self.hard.weak):
                    continue
                shape = Shape(
                    everything & ~missed, [set() for _ in range(count)], defaultdict(set), same
                )
                found[missed, same] = shape
            for event, day in enumerate(chosen):
                shape.days[event].add(day)
            for one, two in pairs:
                shape.gaps[one, two].add(chosen[two] - chosen[one])
        return list(found.values())

    def _assignments(
        self, missed_day: list[list[int]], missed_gap: dict[Pair, dict[int, int]]
    ) -> Iterator[tuple[Assignment, int]]:
        """Every day for every event, with the soft statements that this violates, as bits."""
        first = self.calendar.start
        domains = [
            [day for day in self.calendar if self.hard.allows_day(event, day)]
            for event in range(len(missed_day))
        ]

        def grow(chosen: Assignment, missed: int) -> Iterator[tuple[Assignment, int]]:
            event = len(chosen)
            if event == len(missed_day):
                yield chosen, missed
                return
            for day in domains[event]:
                lost = missed | missed_day[event][day - first]
                for other, earlier in enumerate(chosen):
                    more = missed_gap[other, event].get(day - earlier)
                    if more is None:
                        break
                    lost |= more
                else:
                    if not self.only_all or not lost:
                        yield from grow((*chosen, day), lost)

        yield from grow((), 0)

    only_all: bool = False
    """Whether worlds that violate any accepted claim are of no interest."""

    def holding(self, held: int) -> list[Shape]:
        """The shapes in which the soft statements of these bits are all true."""
        demands = [demand for bit, (_, demand) in enumerate(self.groups) if held >> bit & 1]
        strict = [pair for demand in demands for pair in demand.strict]
        return [
            shape
            for shape in self.shapes
            if held & ~shape.met == 0 and not _has_strict_cycle(shape.same, strict, self.hard.weak)
        ]

    @property
    def everything(self) -> int:
        """The bits of all soft statements."""
        return (1 << len(self.groups)) - 1

    @cached_property
    def consistent(self) -> set[int]:
        """Every set of soft statements, as bits, that can all be true."""
        return {held for held in range(self.everything + 1) if self.holding(held)}

    @cached_property
    def readings(self) -> set[int]:
        """The sets that can all be true and to which nothing can be added."""
        held = {one for one in self.consistent if one & self.kept == self.kept}
        return {one for one in held if not any(one != more and one & ~more == 0 for more in held)}

    @cached_property
    def conflicts(self) -> set[int]:
        """The smallest sets that cannot all be true."""
        bits = range(len(self.groups))
        return {
            held
            for held in range(self.everything + 1)
            if held not in self.consistent
            and all(held & ~(1 << bit) in self.consistent for bit in bits if held >> bit & 1)
        }

    def keys(self, held: int) -> frozenset[object]:
        """What the statements of these bits say."""
        return frozenset(key for bit, (key, _) in enumerate(self.groups) if held >> bit & 1)


@st.composite
def coherent_cases(
    draw: st.DrawFn,
    *,
    sizes: Sequence[tuple[int, int]],
    most_claims: int,
    most_apart: int = 7,
    walls: bool = True,
) -> Small:
    """Cases all of whose accepted claims are true of one world: no contradiction is among them."""
    case = draw(
        small_cases(sizes=sizes, most_claims=most_claims, most_apart=most_apart, walls=walls)
    )
    count = len(case.events)
    days = next(size for number, size in sizes if number == count)
    truth = [
        (draw(st.integers(0, days - 1)), place) for place in draw(st.permutations(range(count)))
    ]
    events = tuple(
        replace(
            event,
            claims=tuple(
                claim
                for claim in event.claims
                if claim.standing != "accepted" or _holds(demand_of(place, claim.meaning), truth)
            ),
            responds_to=tuple(ref for ref in event.responds_to if truth[ref] < truth[place]),
            tells=tuple(ref for ref in event.tells if truth[ref] < truth[place]),
        )
        for place, event in enumerate(case.events)
    )
    found = replace(case, events=events)
    if not _holds(Worlds(found, range(0)).hard, truth):
        found = replace(
            found, events=tuple(replace(one, kind="other") for one in events), absences=()
        )
    if not _holds(Worlds(found, range(0)).hard, truth):
        found = replace(found, published=())
    worlds = Worlds(found, range(0))
    lacks = tuple(
        lack
        for place, lack in enumerate(found.absences)
        if _holds(dict(worlds.groups)["absence", place], truth)
    )
    return replace(found, absences=lacks)


def _holds(demand: Demand, truth: Sequence[tuple[int, int]]) -> bool:
    """Whether a world of days, and of places within the day, does as a demand asks."""
    places = range(len(truth))
    return (
        all(demand.allows_day(place, truth[place][0]) for place in places)
        and all(
            demand.allows_days(one, two, truth[two][0] - truth[one][0])
            for one, two in combinations(places, 2)
        )
        and all(truth[one] < truth[two] for one, two in (*demand.strict, *demand.weak))
    )


def _missed(allowed: list[bool]) -> int:
    return sum(1 << bit for bit, fine in enumerate(allowed) if not fine)


def _has_strict_cycle(same: frozenset[Pair], strict: Sequence[Pair], weak: Sequence[Pair]) -> bool:
    """Whether instants of one day would have to come before themselves."""
    steps = [
        (one, two) for one, two in (*strict, *weak) if (one, two) in same or (two, one) in same
    ]
    for start, end in strict:
        if (start, end) not in steps:
            continue
        reached, pending = {end}, [end]
        while pending:
            here = pending.pop()
            for one, two in steps:
                if one == here and two not in reached:
                    reached.add(two)
                    pending.append(two)
        if start in reached:
            return True
    return False


def days_left(shapes: list[Shape], event: int) -> set[int]:
    """The days of an event over all worlds of some shapes."""
    return set().union(*(shape.days[event] for shape in shapes))


def gaps_left(shapes: list[Shape], first: int, second: int) -> set[int]:
    """The days from one event to another over all worlds of some shapes."""
    if first > second:
        return {-gap for gap in gaps_left(shapes, second, first)}
    return set().union(*(shape.gaps[first, second] for shape in shapes))


def stretches(days: set[int]) -> list[tuple[int, int]]:
    """Days as stretches without gaps."""
    ordered = sorted(days)
    cuts = [here for here, (one, two) in enumerate(pairwise(ordered), start=1) if two > one + 1]
    return [
        (ordered[start], ordered[end - 1])
        for start, end in pairwise([0, *cuts, len(ordered)])
        if start < end
    ]
