"""Days for each event, and the orders within a day: every world that a version allows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from tests.oracle.record import Record, SimpleTemporalNetwork, Version

FAR = 10**6
Days = tuple[int | None, ...]
Within = tuple[tuple[int, int, bool], ...]
"""Pairs of one day: the first is not after the second, and whether it is strictly before."""


class TooLargeError(Exception):
    """A case with more worlds than brute force likes."""


@dataclass(frozen=True)
class World:
    """A day for each event that stands; None for one given up."""

    days: Days
    within: Within


def shortest(net: SimpleTemporalNetwork, standing: Sequence[int]) -> list[list[int]]:
    """All-pairs most days apart (Floyd–Warshall); the last index is day 0."""
    size = net.size + 1
    most = [[0 if one == two else FAR for two in range(size)] for one in range(size)]
    for first, second, days in net.apart:
        most[first][second] = min(most[first][second], days)
    nodes = [*standing, size - 1]
    for middle in nodes:
        for one in nodes:
            through = most[one][middle]
            if through < FAR:
                row, own = most[middle], most[one]
                for two in nodes:
                    if row[two] < FAR and through + row[two] < own[two]:
                        own[two] = through + row[two]
    return most


def is_consistent(net: SimpleTemporalNetwork, standing: Sequence[int]) -> bool:
    """Whether some assignment of days exists."""
    most = shortest(net, standing)
    return all(most[one][one] >= 0 for one in (*standing, -1))


def earliest_days(record: Record) -> dict[int, int | None]:
    """The first day of each event on record, while no absence binds what is implied."""
    everything = frozenset(range(len(record.events)))
    net = record.network(everything, ())
    for place, event in enumerate(record.events[: record.on_record]):
        for absence in record.absences:
            if not absence.is_search and absence.binds(event):
                net.between(-1, place, absence.reach + 1, None)
    most = shortest(net, sorted(everything))
    return {
        place: None if most[place][-1] >= FAR else -most[place][-1]
        for place in range(record.on_record)
    }


def latest_of(record: Record, places: frozenset[int]) -> int | None:
    """The last day that claims alone leave to any of some events; None where they leave none."""
    everything = frozenset(range(len(record.events)))
    most = shortest(record.network(everything, ()), sorted(everything))
    return max((most[-1][place] for place in places if most[-1][place] < FAR), default=None)


def worlds_of(record: Record, version: Version, last: int, most_worlds: int) -> Iterator[World]:
    """Every world of a version; days beyond `last` are not told apart."""
    standing = sorted(version.events)
    net = record.network(version.events, version.absences)
    most = shortest(net, standing)
    if any(most[one][one] < 0 for one in (*standing, -1)):
        return
    offsets = sum(max(0, -days) for first, second, days in net.apart if -1 not in (first, second))
    lows = [-most[one][-1] for one in standing if most[one][-1] < FAR]
    window = max([last, *lows]) + 1 + offsets
    days: list[int | None] = [None] * net.size
    count = 0

    def grow(depth: int) -> Iterator[World]:
        nonlocal count
        if depth == len(standing):
            count += 1
            if count > most_worlds:
                raise TooLargeError
            whole = tuple(days)
            within = same_day(net, whole, standing)
            if within is not None:
                yield World(whole, within)
            return
        place = standing[depth]
        low, high = -most[place][-1], most[-1][place]
        for other in standing[:depth]:
            own = days[other]
            assert own is not None
            low = max(low, own - most[place][other])
            high = min(high, own + most[other][place])
        for day in range(max(low, -FAR // 2), min(high, window) + 1):
            days[place] = day
            yield from grow(depth + 1)
        days[place] = None

    if any(most[place][-1] >= FAR for place in standing):
        raise TooLargeError  # no first day: endlessly many worlds
    yield from grow(0)


def same_day(net: SimpleTemporalNetwork, days: Days, standing: Sequence[int]) -> Within | None:
    """The order known within each day; None where it is a circle."""
    order: dict[tuple[int, int], bool] = {}
    for pairs, strictly in ((net.weak, False), (net.strict, True)):
        for one, two in pairs:
            if days[one] == days[two]:
                order[one, two] = order.get((one, two), False) or strictly
    if not order:
        return ()
    _close(order)
    if any(order.get((one, one)) for one in standing):
        return None
    return tuple(sorted((*pair, strictly) for pair, strictly in order.items() if len({*pair}) > 1))


def _close(order: dict[tuple[int, int], bool]) -> None:
    """Add what follows from two steps of an order."""
    changed = True
    while changed:
        changed = False
        for ((one, middle), first), ((start, two), second) in product(
            list(order.items()), repeat=2
        ):
            strictly = first or second
            if start == middle and order.get((one, two)) not in (True, strictly):
                order[one, two] = strictly
                changed = True


@cache
def weak_orders(size: int) -> tuple[tuple[int, ...], ...]:
    """Every way to put so many things in order, ties allowed."""
    return tuple(
        ranks
        for ranks in product(range(size), repeat=size)
        if set(ranks) == set(range(max(ranks, default=-1) + 1))
    )


def ranks_of(places: Sequence[int], within: Within) -> Iterator[dict[int, int]]:
    """Every order of events of one day that the claims allow."""
    held = [one for one in within if one[0] in places and one[1] in places]
    for ranks in weak_orders(len(places)):
        rank = dict(zip(places, ranks, strict=True))
        if all(
            rank[one] < rank[two] if strictly else rank[one] <= rank[two]
            for one, two, strictly in held
        ):
            yield rank
