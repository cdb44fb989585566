"""Latencies against brute force over every world of small random cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import inferred, ordinal
from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth, truth_of
from timeline.inference.latency import Latency, latencies_of
from timeline.model.measure import NamedLatency

START, END = "assessment_opened", "release"
"""Kinds of which none orders the other by meaning: every day of one goes with every day of all."""
DAY = ordinal("2020-01-01")
MEASURE = NamedLatency.model_validate({"id": "m", "label": "m", "from": START, "to": END})
LONG_AGO = -30
"""Stands for any day before all the others, for an event that nothing bounds from below."""


@dataclass(frozen=True)
class Dated:
    """One event."""

    is_end: bool
    track: str
    first: int | None
    """None for no day of its own: by `last`."""
    last: int
    of: str
    """Contents of a release; empty where not stated."""
    side: str

    def line(self, place: int) -> str:
        """As the file has it."""
        begin = ".." if self.first is None else format_day(DAY + self.first)
        keys = {
            "id": f"e{place}",
            "kind": END if self.is_end else START,
            "when": f"'{begin}/{format_day(DAY + self.last)}'",
            "side": self.side,
            "source": "press",
            "track": self.track,
            "of": self.of if self.is_end else "",
        }
        return "  - {" + ", ".join(f"{key}: {one}" for key, one in keys.items() if one) + "}\n"

    @property
    def days(self) -> list[int]:
        """Its possible days."""
        return list(range(LONG_AGO if self.first is None else self.first, self.last + 1))

    @property
    def counts(self) -> set[bool]:
        """Ways in which it can count for the measure."""
        if self.side == "outside":
            return {False}
        if not self.is_end or self.of == "report":
            return {True}
        return {True, False} if not self.of else {False}


@dataclass(frozen=True)
class World:
    """The measure in one world, for one of its first starts."""

    start: int
    end: int | None
    """None where the record knows of no end."""
    is_doubtful: bool
    """True if its inquiry has possible ends and no certain one."""


@dataclass(frozen=True)
class Small:
    """A case of a few events, and the day judged from."""

    events: tuple[Dated, ...]
    as_of: int

    def measured(self) -> Latency:
        """The latency that the program gives."""
        text = "".join(one.line(place) for place, one in enumerate(self.events))
        (found,) = latencies_of(inferred("events:\n" + text), [MEASURE], DAY + self.as_of)
        return found

    def worlds(self) -> Iterator[World]:
        """Each day of each event, each way in which the unstated can be, each first start."""
        choices = [
            [(day, counts) for day in one.days for counts in one.counts] for one in self.events
        ]
        for chosen in product(*choices):
            there = [
                (one, day) for one, (day, counts) in zip(self.events, chosen, strict=True) if counts
            ]
            begun = [
                (day, one.track)
                for one, day in there
                if not one.is_end and (one.first is None or one.first <= self.as_of)
            ]
            for start, track in {one for one in begun if one[0] == min(begun)[0]}:
                ends = [
                    day
                    for one, day in there
                    if one.is_end and (not track or one.track in ("", track))
                ]
                yield World(start, min(ends, default=None), self.is_doubtful(track))

    def is_doubtful(self, track: str) -> bool:
        """Return True if an inquiry has possible ends and no certain one."""
        ends = [
            one.counts
            for one in self.events
            if one.is_end and (not track or one.track in ("", track))
        ]
        return {True, False} in ends and {True} not in ends


EVENTS = st.builds(
    lambda is_end, track, span, undated, of, side: Dated(
        is_end, track, None if undated == 0 else span[0], sum(span), of, side
    ),
    st.booleans(),
    st.sampled_from(["us", "nato", "", "", ""]),
    st.tuples(st.integers(0, 6), st.integers(0, 2)),
    st.integers(0, 5),
    st.sampled_from(["report", "report", "data", ""]),
    st.sampled_from(["", "", "", "", "outside"]),
)
SMALLS = st.builds(Small, st.lists(EVENTS, min_size=2, max_size=3).map(tuple), st.integers(0, 9))


@settings(max_examples=150)
@given(SMALLS)
def test_against_every_world(small: Small) -> None:
    """Days over the worlds in which it applies; whether it applies, had begun, is open."""
    found, worlds, as_of = small.measured(), list(small.worlds()), small.as_of
    begun = [one for one in worlds if one.start <= as_of]
    over = [one for one in begun if one.end is not None and one.start <= one.end <= as_of]
    going = [one for one in begun if one.end is not None and one.end > as_of]
    silent = [one for one in begun if one.end is None]
    if not (over or going or silent):
        assert (found.days, found.sure, found.comparable) == (None, None, None)
        assert found.applies is Truth.NO
        return
    assert found.days is not None
    assert found.sure is not None
    applies = len(over) + len(going) + len(silent) == len(worlds)
    applies = applies and not any(one.is_doubtful for one in worlds)
    assert found.applies is (Truth.YES if applies else Truth.UNKNOWN)
    assert found.has_begun is (Truth.YES if len(begun) == len(worlds) else Truth.UNKNOWN)
    for one in (*over, *going):
        assert one.end is not None
        assert found.sure.contains(one.end - one.start)
    if silent:
        assert found.sure == Interval()
        assert found.is_known_open is Truth.UNKNOWN
    if found.is_known_open is Truth.YES:
        assert len(going) == len(worlds)
    if found.is_open is Truth.NO:
        assert not going
        assert not silent
    if silent or found.has_begun is not Truth.YES:
        return
    assert found.is_open is truth_of(can_be_true=bool(going), can_be_false=bool(over))


@settings(max_examples=150)
@given(SMALLS)
def test_the_hull_is_no_wider_than_the_worlds(small: Small) -> None:
    """Both ends of the days are reached, where every event has days of its own."""
    found = small.measured()
    worlds = [one for one in small.worlds() if one.start <= small.as_of]
    if found.days is None or any(one.first is None for one in small.events):
        return
    is_lone = len({one.track for one in small.events if not one.is_end}) == 1
    if not is_lone and any(one.end is None for one in worlds):
        return
    spans = [
        Interval(small.as_of - one.start, None)
        if one.end > small.as_of
        else Interval(one.end - one.start, one.end - one.start)
        for one in worlds
        if one.end is not None and one.end >= one.start
    ]
    so_far = [Interval(small.as_of - one.start, None) for one in worlds]
    assert found.days == hull_of(spans or so_far)
