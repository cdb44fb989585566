"""Small random cases: what each claim is, as plain values, and the YAML text that says it.

The values are read twice: by `to_yaml` here, whose text goes the whole way through the program, and
by `tests.properties.worlds`, which says what they mean without the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from hypothesis import strategies as st

START = date(2021, 3, 6)
"""Day 0 of every small case."""


@dataclass(frozen=True)
class Days:
    """In one of some stretches of days, each open where an end is None."""

    stretches: tuple[tuple[int | None, int | None], ...]


@dataclass(frozen=True)
class Apart:
    """So many days after (1), before (-1) or on either side (0) of another event."""

    ref: int
    low: int
    high: int | None
    direction: Literal[-1, 0, 1]
    strict: bool = False
    """Whether the words also order the two instants."""


@dataclass(frozen=True)
class Ordered:
    """before, after, on or before, on or after, same day as."""

    ref: int
    relation: str


@dataclass(frozen=True)
class Amid:
    """Between two events."""

    after: int
    before: int


@dataclass(frozen=True)
class Nothing:
    """unknown."""


Meaning = Days | Apart | Ordered | Amid | Nothing


@dataclass(frozen=True)
class Said:
    """A claim: what it means, and one way of wording it."""

    meaning: Meaning
    text: str
    source: str = "undated"
    standing: str = "accepted"


@dataclass(frozen=True)
class Happening:
    """An event."""

    id: str
    kind: str
    claims: tuple[Said, ...]
    responds_to: tuple[int, ...] = ()
    tells: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lack:
    """An absence: the kind, or one event of it, is on no day before `free_from`."""

    kind: str
    event: int | None
    word: Literal["until", "before"]
    free_from: int


@dataclass(frozen=True)
class Small:
    """A case."""

    events: tuple[Happening, ...]
    absences: tuple[Lack, ...] = ()
    published: tuple[tuple[str, int], ...] = ()

    def with_claims(self, event: int, claims: Sequence[Said]) -> "Small":
        """The same case with other claims on one event."""
        events = list(self.events)
        events[event] = replace(events[event], claims=tuple(claims))
        return replace(self, events=tuple(events))


def iso(day: int) -> str:
    """A day of the small calendar as text."""
    return (START + timedelta(days=day)).isoformat()


def number_of(day: int) -> int:
    """A day of the small calendar as the program counts it."""
    return START.toordinal() + day


def to_yaml(case: Small, order: Sequence[int] | None = None) -> str:
    """The text of a case; `order` is the order in which its events stand in the file."""
    lines = ["events:"]
    for place in order or range(len(case.events)):
        event = case.events[place]
        lines += [f"  - id: {event.id}", f"    kind: {event.kind}"]
        if event.responds_to:
            names = ", ".join(case.events[ref].id for ref in event.responds_to)
            lines.append(f"    responds_to: [{names}]")
        if event.tells:
            names = ", ".join(case.events[ref].id for ref in event.tells)
            lines.append(f"    tells: [{names}]")
        lines.append("    claims:")
        for claim in event.claims:
            because = "" if claim.standing == "accepted" else ", because: doubted"
            lines.append(
                f'      - {{when: "{claim.text}", source: {claim.source}, '
                f"standing: {claim.standing}{because}}}"
            )
    if case.absences:
        lines.append("absences:")
    for lack in case.absences:
        day = lack.free_from - (lack.word == "until")
        name = "" if lack.event is None else f", id: {case.events[lack.event].id}"
        lines.append(f"  - {{kind: {lack.kind}{name}, {lack.word}: {iso(day)}, source: undated}}")
    return "\n".join(lines)


_MONTH_START = (date(2021, 3, 1) - START).days
NAMED_STRETCHES = {
    "early 2021-03": (_MONTH_START, _MONTH_START + 9),
    "mid 2021-03": (_MONTH_START + 10, _MONTH_START + 19),
    "2021-03-1X": (_MONTH_START + 9, _MONTH_START + 18),
    "2021-03-0X": (_MONTH_START, _MONTH_START + 8),
    "2021-03": (_MONTH_START, _MONTH_START + 30),
    "2021-03-XX": (_MONTH_START, _MONTH_START + 30),
}
"""What design section 4 says of the words for parts of a month."""


@st.composite
def _calendar(draw: st.DrawFn, most: int, spread: int) -> Said:
    day = st.integers(0, most)
    forms = ["day", "within", "from", "to", "one of", "one of", "margin"]
    form = draw(st.sampled_from([*forms, "named"] if spread > 1 else forms))
    first, last = sorted((draw(day), draw(day)))
    if form == "day":
        return Said(Days(((first, first),)), iso(first))
    if form == "within":
        sign = draw(st.sampled_from(["/", " to "]))
        return Said(Days(((first, last),)), f"{iso(first)}{sign}{iso(last)}")
    if form == "from":
        words = [f"{iso(first)}/..", f"since {iso(first)}"]
        return Said(Days(((first, None),)), draw(st.sampled_from(words)))
    if form == "to":
        words = [f"../{iso(last)}", f"by {iso(last)}", f"before {iso(last + 1)}"]
        return Said(Days(((None, last),)), draw(st.sampled_from(words)))
    if form == "margin":
        size = draw(st.integers(1, spread))
        return Said(Days(((first - size, first + size),)), f"{iso(first)} ± {size} days")
    if form == "named":
        text = draw(st.sampled_from(sorted(NAMED_STRETCHES)))
        return Said(Days((NAMED_STRETCHES[text],)), text)
    some = sorted(draw(st.sets(day, min_size=2, max_size=3)))
    parts = [(one, one) for one in some]
    if draw(st.booleans()) and parts[-1][0] < most:
        parts[-1] = (parts[-1][0], most)
    texts = [iso(low) if low == high else f"{iso(low)}/{iso(high)}" for low, high in parts]
    return Said(Days(tuple(parts)), f"[{', '.join(texts)}]")


@st.composite
def _distance(draw: st.DrawFn, ref: int, name: str, most: int, spread: int) -> Said:
    size = draw(st.integers(1, most))
    side: Literal[-1, 1] = draw(st.sampled_from([1, -1]))
    word = "after" if side == 1 else "before"
    more = draw(st.integers(1, spread))
    units, there = f"{size} days", f"{word} {name}"

    def strictly(low: int, high: int | None) -> Apart:
        return Apart(ref, low, high, side, strict=True)

    forms = [
        (strictly(size, size), f"{units} {there}"),
        (strictly(size, size), f"exactly {units} {there}"),
        (strictly(0, 0), f"0 days {there}"),
        (strictly(1, 1), f"the day {there}"),
        (strictly(0, size - 1), f"less than {units} {there}"),
        (strictly(0, size), f"within {units} {there}"),
        (strictly(0, size), f"at most {units} {there}"),
        (strictly(0, size), f"0 to {units} {there}"),
        (strictly(size, None), f"at least {units} {there}"),
        (strictly(size + 1, None), f"more than {units} {there}"),
        (strictly(size, size + more), f"{size} to {size + more} days {there}"),
        (strictly(max(0, size - more), size + more), f"{units} ± {more} days {there}"),
        (Apart(ref, 0, size, 0), f"within {units} of {name}"),
        (Apart(ref, 0, size - 1, 0), f"less than {units} of {name}"),
    ]
    return Said(*draw(st.sampled_from(forms)))


@st.composite
def claims(
    draw: st.DrawFn, event: int, names: Sequence[str], days: int, *, most: int, spread: int
) -> Said:
    """A claim about an event: on the calendar, or relative to another event."""
    others = [place for place in range(len(names)) if place != event]
    form = draw(st.sampled_from(["calendar", "distance", "order", "between", "distance", "order"]))
    if form == "calendar":
        return draw(_calendar(days - 1, spread))
    ref = draw(st.sampled_from(others))
    if form == "between" and len(others) > 1:
        before = draw(st.sampled_from([other for other in others if other != ref]))
        return Said(Amid(ref, before), f"between {names[ref]} and {names[before]}")
    if form == "distance":
        return draw(_distance(ref, names[ref], most, spread))
    relation = draw(
        st.sampled_from(["before", "after", "on or before", "on or after", "same day as"])
    )
    soon = "soon " if relation == "after" and draw(st.booleans()) else ""
    return Said(Ordered(ref, relation), f"{soon}{relation} {names[ref]}")


KINDS = ("strike", "assessment_opened", "assessment_closed", "other", "other", "policy_change")


@st.composite
def small_cases(
    draw: st.DrawFn,
    *,
    sizes: Sequence[tuple[int, int]],
    most_claims: int,
    most_apart: int = 7,
    walls: bool = True,
    disputes: int = 7,
) -> Small:
    """Cases of a few events.

    Args:
        draw: by Hypothesis.
        sizes: numbers of events, each with how many days the calendar has.
        most_claims: at most so many besides those that say nothing.
        most_apart: the most days of a distance.
        walls: whether two claims keep every event inside the calendar.
        disputes: for one disputed claim there are about so many accepted ones.
    """
    count, days = draw(st.sampled_from(sizes))
    names = [f"e{place}" for place in range(count)]
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=count, max_size=count))
    published = draw(st.none() | st.integers(0, days - 1))
    said: list[list[Said]] = [[Said(Nothing(), "unknown")] for _ in names]
    if walls:
        for own in said:
            own += [
                Said(Days(((0, None),)), f"{iso(0)}/.."),
                Said(Days(((None, days - 1),)), f"../{iso(days - 1)}"),
            ]
    for _ in range(draw(st.integers(most_claims // 2, most_claims))):
        event = draw(st.integers(0, count - 1))
        claim = draw(claims(event, names, days, most=most_apart, spread=2 if walls else 1))
        if published is not None and draw(st.booleans()):
            claim = replace(claim, source="dated")
        if draw(st.integers(0, disputes)) == 0:
            claim = replace(claim, standing="disputed")
        said[event].append(claim)
    events = tuple(
        Happening(name, kind, tuple(own), draw(_others(place, count)), draw(_others(place, count)))
        for place, (name, kind, own) in enumerate(zip(names, kinds, said, strict=True))
    )
    lacks = tuple(draw(st.lists(_lacks(kinds, days), max_size=1)))
    dated = () if published is None else (("dated", published),)
    return Small(_without_circles(events), lacks, dated)


def _without_circles(events: Sequence[Happening]) -> tuple[Happening, ...]:
    """The same events, of which none answers or tells of itself by way of others.

    No file may hold such a circle.
    """
    named: list[set[int]] = [set() for _ in events]

    def leads(start: int, end: int) -> bool:
        return start == end or any(leads(on, end) for on in named[start])

    def kept(place: int, refs: tuple[int, ...]) -> tuple[int, ...]:
        own = tuple(ref for ref in refs if not leads(ref, place))
        named[place].update(own)
        return own

    return tuple(
        replace(event, responds_to=kept(place, event.responds_to), tells=kept(place, event.tells))
        for place, event in enumerate(events)
    )


def _others(place: int, count: int) -> st.SearchStrategy[tuple[int, ...]]:
    others = [other for other in range(count) if other != place]
    return st.sampled_from([(), (), (), (), *((other,) for other in others)])


@st.composite
def _lacks(draw: st.DrawFn, kinds: Sequence[str], days: int) -> Lack:
    event = draw(st.integers(0, len(kinds) - 1))
    one = event if draw(st.booleans()) else None
    word: Literal["until", "before"] = draw(st.sampled_from(["until", "before"]))
    return Lack(kinds[event], one, word, draw(st.integers(0, days - 1)))
