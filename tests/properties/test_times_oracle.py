"""Times of day, hours and days together, against brute force over days.

For every assignment of days it is asked by hand whether instants can fill them: a system of
differences among instants, each inside its day, solved by Floyd and Warshall.
"""

from dataclasses import dataclass
from itertools import permutations, product

from hypothesis import event, given
from hypothesis import strategies as st

from tests.builders import inferred, span
from tests.properties.strategies import iso, number_of
from timeline.chrono.interval import Interval

MINUTE = 16
"""Parts of a minute: more than there are events to put in a strict order."""
DAY = 1440 * MINUTE
FAR = 10**9
DAYS = range(4)
CLOCK = (0, 360, 720, 721, 1080, 1439)

Step = tuple[int, int, int]
"""From, to, and the most that the second can be later; event -1 is the start of day 0."""


@dataclass(frozen=True)
class Timed:
    """A claim about an event: its text, and what it asks of instants and of days."""

    event: int
    text: str
    instants: tuple[Step, ...] = ()
    days: tuple[Step, ...] = ()


def clock(minute: int) -> str:
    """A minute of a day as text."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@st.composite
def timed(draw: st.DrawFn, count: int) -> Timed:
    """A claim about one of some events, e0, e1 and so on."""
    own, ref = draw(st.sampled_from(list(permutations(range(count), 2))))
    name, form = f"e{ref}", draw(st.integers(0, 9))
    day, minute = draw(st.sampled_from(DAYS)), draw(st.sampled_from(CLOCK))
    at = day * DAY + minute * MINUTE
    if form == 0:
        return Timed(own, iso(day), days=((-1, own, day), (own, -1, -day)))
    if form == 1:
        box = ((-1, own, at + MINUTE - 1), (own, -1, -at))
        return Timed(own, f"{iso(day)}T{clock(minute)}", box)
    if form == 2:
        later = draw(st.sampled_from([one for one in CLOCK if one >= minute]))
        box = ((-1, own, day * DAY + (later + 1) * MINUTE - 1), (own, -1, -at))
        return Timed(own, f"{iso(day)}T{clock(minute)}/T{clock(later)}", box)
    if form == 3:
        before = draw(st.booleans())
        text = f"../{iso(day)}T{clock(minute)}" if before else f"{iso(day)}T{clock(minute)}/.."
        return Timed(own, text, ((-1, own, at + MINUTE - 1) if before else (own, -1, -at),))
    after = draw(st.booleans())
    first, then, word = (ref, own, "after") if after else (own, ref, "before")
    if form in (4, 5):
        return Timed(own, f"{word} {name}", ((then, first, -1),))
    if form == 6:
        size = draw(st.integers(1, 2))
        text = f"less than {size} days {word} {name}"
        return Timed(own, text, ((then, first, -1),), ((first, then, size - 1),))
    hours = draw(st.sampled_from([1, 6, 12, 24, 30]))
    length = hours * 60 * MINUTE
    if form == 7:
        text = f"within {hours} hours of {name}"
        return Timed(own, text, ((first, then, length), (then, first, length)))
    if form == 8:
        text = f"at least {hours} hours {word} {name}"
        return Timed(own, text, ((then, first, -length),))
    text = f"{hours} hours {word} {name}"
    return Timed(own, text, ((first, then, length), (then, first, -length)))


def fills(days: tuple[int, ...], claims: list[Timed]) -> bool:
    """Whether instants on these days can do as all claims ask."""
    count = len(days)
    for step in (step for claim in claims for step in claim.days):
        start, end = (0 if place < 0 else days[place] for place in step[:2])
        if end - start > step[2]:
            return False
    most = [[0 if one == two else FAR for two in range(count + 1)] for one in range(count + 1)]
    for place, day in enumerate(days):
        most[count][place], most[place][count] = (day + 1) * DAY - 1, -day * DAY
    for start, end, length in (step for claim in claims for step in claim.instants):
        most[start][end] = min(most[start][end], length)
    for via in range(count + 1):
        for row in most:
            for end in range(count + 1):
                row[end] = min(row[end], row[via] + most[via][end])
    return all(most[place][place] >= 0 for place in range(count + 1))


@given(st.integers(2, 4).flatmap(lambda count: st.tuples(
    st.just(count), st.lists(timed(count), min_size=count, max_size=3 * count)
)))  # fmt: skip
def test_bounds_are_those_of_every_filling(drawn: tuple[int, list[Timed]]) -> None:
    """Days and pairs are exactly those for which instants can be found."""
    count, claims = drawn
    lines = ["events:"]
    for place in range(count):
        lines += [f"  - id: e{place}", "    kind: other", "    claims:"]
        texts = [f"{iso(DAYS[0])}/{iso(DAYS[-1])}"]
        texts += [claim.text for claim in claims if claim.event == place]
        lines += [f'      - {{when: "{text}", source: s}}' for text in texts]
    inference = inferred("\n".join(lines))
    left = [days for days in product(DAYS, repeat=count) if fills(days, claims)]
    event(f"consistent: {bool(left)}")
    assert bool(left) == (not inference.conflicts)
    if not left:
        return
    for place in range(count):
        own = {number_of(days[place]) for days in left}
        assert inference.day_of(f"e{place}") == Interval(min(own), max(own))
    for one, two in permutations(range(count), 2):
        gaps = {days[two] - days[one] for days in left}
        assert span(inference.between(f"e{one}", f"e{two}")) == (min(gaps), max(gaps))
