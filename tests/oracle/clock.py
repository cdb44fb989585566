"""Deadlines in one world: limits, chains of orders, pauses and restarts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from tests.oracle.events import Data, span_of
from tests.oracle.record import Record

NEVER = 10**5
"""The end of a clock that stands still."""


@dataclass(frozen=True)
class End:
    """A last day on time, and how well it is known."""

    day: int
    is_silent: bool = False
    """A pause lasts of which no end is on record."""
    is_open: bool = False
    """A pause lasts on the day judged."""
    is_unread: bool = False
    """Nobody here knows the limit: one of the days that it could give."""
    previous: int | None = None
    """Of an end not published: the end before it."""


@dataclass(frozen=True)
class Pause:
    """A pause in one world."""

    first: int
    """The day of `from`; the clock stands still from the next."""
    last: int | None
    """The day of `until`; None where no end is on record, NEVER where it is yet to come."""
    restarts: bool


@dataclass(frozen=True)
class Chain:
    """An order and what extends it, with the event that carries each."""

    links: tuple[tuple[int, Data], ...]

    @property
    def id(self) -> str:
        """The id of the first."""
        return str(self.links[0][1]["id"])

    @property
    def kind(self) -> str:
        """The step that is ordered."""
        return str(self.links[0][1]["kind"])

    @property
    def force(self) -> str:
        """`order` or `recommendation`."""
        return str(self.links[0][1].get("force", "order"))


UNREAD = 8
"""So many days behind the day judged an end that nobody can read is tried."""


def chains_of(record: Record) -> list[Chain]:
    """Every order that extends none, with its extensions."""
    every = [(place, order) for place, event in enumerate(record.events) for order in event.orders]
    found = []
    for place, order in every:
        if order.get("extends"):
            continue
        links = [(place, order)]
        while more := [
            (own, one) for own, one in every if one.get("extends") == links[-1][1]["id"]
        ]:
            links.append(more[0])
        found.append(Chain(tuple(links)))
    return found


def days_in(limit: str) -> int | None:
    """The upper end of a limit in days; None where it has no number."""
    numbers = re.findall(r"\d+", limit)
    return int(numbers[-1]) if numbers else None


def made_options(
    chain: Chain, last: int, known_to: int | None = None
) -> list[tuple[int | None, ...]]:
    """Every way in which the days on which orders were made can fall; None: with the event.

    Args:
        chain: the orders.
        last: days beyond are not told apart.
        known_to: the day by which an order of unknown day had been made; None where it may not.
    """
    options: list[list[int | None]] = []
    for _, order in chain.links:
        if "made" not in order:
            options.append([None])
            continue
        low, high = span_of(order["made"])
        if high is None and order["made"] == "unknown" and known_to is not None:
            high = known_to
        low = -2 if low is None else low
        high = last if high is None else max(low, min(high, last))
        options.append(list(range(low, high + 1)))
    return list(product(*options))


def pauses_in(
    case: Data, names: Sequence[str], days: Mapping[str, int | None], happened: Mapping[str, bool]
) -> list[Pause]:
    """The pauses that name one of some limits and have begun."""
    found = []
    for pause in case.get("pauses", ()):
        if not set(pause["of"]) & set(names) or not happened.get(pause["from"]):
            continue
        first = days[pause["from"]]
        assert first is not None
        until = pause.get("until")
        if until is None or days.get(until) is None:
            last = None
        else:
            last = days[until] if happened[until] else NEVER
        found.append(Pause(first, last, pause.get("restarts") in (True, "true")))
    return found


def run(
    start: int, number: int, pauses: Sequence[Pause], horizon: int | None, as_of: int
) -> Iterator[End]:
    """The last day on time, `number` days after `start`, once for each way open pauses may end."""
    if not pauses:
        yield End(start + number)
        return
    ends = []
    for pause in pauses:
        if pause.last is None:
            from_day = max(pause.first, pause.first if horizon is None else horizon)
            ends.append(list(range(from_day, max(from_day, as_of) + 1)))
        else:
            ends.append([pause.last])
    for chosen in product(*ends):
        closed = [replace(one, last=last) for one, last in zip(pauses, chosen, strict=True)]
        day = _walk(start, number, closed)
        begin = start
        for pause in sorted(closed, key=lambda one: one.first):
            assert pause.last is not None
            if pause.restarts and pause.first <= day and pause.last >= pause.first:
                begin = max(begin, pause.last)
                day = NEVER if begin >= NEVER else _walk(begin, number, closed)
        silent = day < NEVER and any(
            one.last is None and _matters(start, number, pauses, one) for one in pauses
        )
        yield End(day, is_silent=silent, is_open=silent or day >= NEVER)


def _matters(start: int, number: int, pauses: Sequence[Pause], pause: Pause) -> bool:
    """Whether a pause had begun while the limit ran."""
    known = [one for one in pauses if one.last is not None]
    ends = list(run(start, number, known, None, 0))
    day = ends[0].day
    return pause.first <= day if pause.restarts else pause.first < day and number > 0


def _walk(start: int, number: int, pauses: Sequence[Pause]) -> int:
    day, counted = start, 0
    paused = [(one.first, one.last) for one in pauses if one.last is not None]
    while counted < number:
        day += 1
        if any(first < day <= last for first, last in paused):
            if any(last >= NEVER for first, last in paused if first < day <= last):
                return NEVER
            continue
        counted += 1
    return day


def chain_ends(
    chain: Chain,
    made: Sequence[int | None],
    start: int,
    *,
    horizon: int | None,
    as_of: int,
    pauses: Mapping[str, Sequence[Pause]],
    carried: Sequence[int | None],
) -> list[End]:
    """The last days on time of an order that was given, with its extensions.

    Args:
        chain: the order.
        made: the day on which each was made; None: with the event that carries it.
        start: day zero.
        horizon: how far silence counts.
        as_of: the day judged.
        pauses: those of each order.
        carried: the day of the event that carries each; None where it has not happened.
    """
    first = chain.links[0][1]
    plain = _plain_end(first, start)
    ends = [(end, plain) for end in _link_ends(first, (End(start), start), horizon, as_of, pauses)]
    for number, (_, order) in enumerate(chain.links[1:], start=1):
        own = made[number]
        day = carried[number] if own is None else own  # what counts as done has been made
        if day is None or (own is not None and own > as_of):
            continue
        longer = []
        for end, plain in ends:
            if day > end.day:
                longer.append((end, plain))
            else:
                more = _link_ends(order, (end, plain), horizon, as_of, pauses)
                longer += [(one, _plain_end(order, plain)) for one in more]
        ends = longer
    return [end for end, _ in ends]


def _plain_end(order: Data, before: int) -> int:
    """The last day on time if nothing paused it or what it extends."""
    until: Any = order.get("until")
    if until == "unknown":
        return before
    if until is None:
        return before + (days_in(order["within"]) or 0)
    day = span_of(until)[1]
    assert day is not None
    return day


def _link_ends(
    order: Data,
    extends: tuple[End, int],
    horizon: int | None,
    as_of: int,
    pauses: Mapping[str, Sequence[Pause]],
) -> list[End]:
    """The last days on time of one order, after the end before it and that end without pauses."""
    before, plain = extends
    own = pauses[order["id"]]
    until: Any = order.get("until")
    if until == "unknown":
        last = max(before.day, as_of + UNREAD)
        return [
            replace(before, day=day, is_unread=True, previous=before.day)
            for day in range(before.day, last + 1)
        ]
    if until is not None:
        day = span_of(until)[1]
        assert day is not None
        # Nothing but its own pauses moves a fixed day, not even by what it extends.
        return list(run(plain, day - plain, own, horizon, as_of)) if day > plain else [End(day)]
    if before.day >= NEVER:
        return [before]
    return [
        replace(
            end, is_silent=end.is_silent or before.is_silent, is_open=end.is_open or before.is_open
        )
        for end in run(before.day, days_in(order["within"]) or 0, own, horizon, as_of)
    ]
