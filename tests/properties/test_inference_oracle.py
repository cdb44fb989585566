"""The inference against brute force: see `tests.properties.worlds`."""

from dataclasses import dataclass
from itertools import permutations

from hypothesis import event, given

from tests.builders import case_file, shipped_kinds, span
from tests.properties.strategies import START, Small, iso, number_of, small_cases, to_yaml
from tests.properties.worlds import Worlds, coherent_cases, days_left, gaps_left, stretches
from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import truth_of
from timeline.inference.branch import Branch
from timeline.inference.inference import Inference, infer
from timeline.inference.statement import TimeStatement

SIZES = [(2, 12), (3, 10), (4, 7), (5, 5)]
FEW = [(2, 4), (3, 3)]
ORIGIN_DAY = START.toordinal()


def inference_of(case: Small) -> Inference:
    """Infer a small case from its text."""
    published = {name: iso(day) for name, day in case.published}
    file, sources = case_file(to_yaml(case), published)
    return infer(file, sources, shipped_kinds())


def relative(bound: Interval) -> tuple[int | None, int | None]:
    """A bound of calendar days, counted from day 0 of the small calendar."""
    low, high = span(bound)
    return (None if low is None else low - ORIGIN_DAY, None if high is None else high - ORIGIN_DAY)


@dataclass(frozen=True)
class Reach:
    """How far the days of a small case without walls can matter."""

    calendar: range
    """Days enough that an event lies beyond `low` or `high` only where nothing bounds it."""
    low: int
    high: int
    path: int
    """The most that the distances of a path add up to."""


def reach_of(case: Small) -> Reach:
    """A bound is a shortest path, so it lies no further out than a path is long.

    Twice that leaves room for the other events beside one that is beyond.
    """
    path = (len(case.events) - 1) * 3
    low, high = -1 - path, 4 + path
    return Reach(range(low - path - 1, high + path + 2), low, high, path)


def key_of(case: Small, statement: TimeStatement) -> object:
    """What a statement of the program says, as `Worlds` names it."""
    name, _, number = statement.id.partition("#")
    if name == "absences":
        return ("absence", int(number) - 1)
    place = next(place for place, event in enumerate(case.events) if event.id == name)
    return (place, case.events[place].claims[int(number) - 1].meaning)


def keys_of(case: Small, inference: Inference, groups: frozenset[str]) -> frozenset[object]:
    """What the statements of some groups say."""
    every = (*inference.statements.accepted, *inference.statements.disputed)
    return frozenset(key_of(case, part) for part in every if part.group in groups)


@given(small_cases(sizes=SIZES, most_claims=5) | coherent_cases(sizes=SIZES, most_claims=14))
def test_bounds_are_those_of_every_world(case: Small) -> None:
    """While nothing contradicts, days, stretches and pairs are exactly those that remain."""
    days = dict(SIZES)[len(case.events)]
    worlds = Worlds(case, range(days), only_all=True)
    left = worlds.holding(worlds.everything)
    inference = inference_of(case)
    event(f"consistent: {bool(left)}")
    assert bool(left) == (not inference.conflicts)
    if not left:
        return
    assert [reading.dropped for reading in inference.readings] == [frozenset()]
    assert not inference.is_capped
    for place, own in enumerate(case.events):
        expected = days_left(left, place)
        assert relative(inference.day_of(own.id)) == (min(expected), max(expected))
        found = [relative(part) for part in inference.days_of(own.id)]
        assert found == stretches(expected)
        for as_of in range(-1, days + 1):
            answers = {day <= as_of for day in expected}
            truth = truth_of(can_be_true=True in answers, can_be_false=False in answers)
            assert inference.happened(own.id, number_of(as_of)) is truth
    for first, second in permutations(range(len(case.events)), 2):
        gaps = gaps_left(left, first, second)
        bound = inference.between(case.events[first].id, case.events[second].id)
        assert span(bound) == (min(gaps), max(gaps))


@given(small_cases(sizes=FEW, most_claims=8, most_apart=2, walls=False))
def test_readings_and_conflicts_are_those_of_every_subset(case: Small) -> None:
    """Conflicts are smallest inconsistent sets of groups, subsets largest consistent ones."""
    reach = reach_of(case)
    worlds = Worlds(case, reach.calendar)
    inference = inference_of(case)
    event(f"readings: {len(worlds.readings)}, groups: {len(worlds.groups)}")
    assert not inference.is_capped
    everything = worlds.keys(worlds.everything)
    kept = {everything - keys_of(case, inference, one.dropped) for one in inference.readings}
    assert kept == {worlds.keys(held) for held in worlds.readings}
    assert len(kept) == len(inference.readings)
    smallest = {worlds.keys(held) for held in worlds.conflicts}
    named = set()
    for conflict in inference.conflicts:
        groups = [frozenset(key_of(case, part) for part in group) for group in conflict.groups]
        assert all(len(group) == 1 for group in groups)
        named.add(frozenset().union(*groups))
    assert named <= smallest
    assert len(named) == len(inference.conflicts)
    assert all(any(one & other for other in named) for one in smallest)
    for reading in inference.readings:
        held = everything - keys_of(case, inference, reading.dropped)
        bits = next(bits for bits in worlds.readings if worlds.keys(bits) == held)
        _assert_bounds(case, worlds, bits, list(reading.branches), reach)


def _assert_bounds(
    case: Small, worlds: Worlds, held: int, branches: list[Branch], reach: Reach
) -> None:
    """The bounds of a reading are those of its worlds."""
    left = worlds.holding(held)
    known = []
    for place, own in enumerate(case.events):
        found = days_left(left, place)
        least, most = min(found), max(found)
        known.append((
            None if least < reach.low else least,
            None if most > reach.high else most,
        ))  # fmt: skip
        assert relative(hull_of([branch.day_of(own.id) for branch in branches])) == known[-1]
    for first, second in permutations(range(len(case.events)), 2):
        names = case.events[first].id, case.events[second].id
        longest = hull_of([branch.days.days_between(*names) for branch in branches]).max
        gap = max(gaps_left(left, first, second))
        if longest is not None:
            assert longest == gap
        else:  # neither a path between the two bounds it, nor one over the calendar
            assert gap > reach.path
            assert None in (known[first][0], known[second][1])
