"""Latency: the days from a case's first event of one kind to its first of another.

Where a case has several rounds, what counts from the incident ends with the first event of its kind
in any round, and so does what runs from one public statement to another. Everything else is
measured in one round, the first that holds its start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.network import ORIGIN, Edge
from timeline.chrono.truth import Truth
from timeline.reckoning.claims import first_free_day
from timeline.reckoning.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.model.measure import NamedLatency
    from timeline.reckoning.branch import Branch
    from timeline.reckoning.reckoning import Reckoning


@dataclass(frozen=True, slots=True)
class Latency:
    """One measure of one case, as of a day.

    `days` is None where the measure does not apply: its start is not in the record, or had not
    happened. While the end had not happened, `days` is what had passed by the day judged from,
    open above.
    """

    measure: NamedLatency
    start: str
    """The event it starts at; empty where none, or where it is not certain which came first."""
    end: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    """Every event that can have been the first of its kind."""
    days: Bound | None
    is_open: Truth
    """Whether the end was still to come on the day judged from, by the record."""
    sure: Bound | None = None
    """What holds whether or not the record is complete: a step that is only unrecorded may have
    been taken on any day. None where the measure does not apply."""
    is_recorded: bool = True
    """Whether the record knows of the end at all, on whatever day."""
    is_denied: bool = False
    """Whether somebody denies, of the whole day judged from, that the end had come; said only where
    the record knows of no end."""

    @property
    def is_known_open(self) -> Truth:
        """Whether the end was still to come, where more than the silence of the record says so.

        What counts many cases takes `is_open` and `is_recorded`, and keeps the two apart by itself.
        """
        rests_on_silence = not (self.is_recorded or self.is_denied)
        return Truth.UNKNOWN if rests_on_silence else self.is_open


_REOPENED = "reopened"
"""The kind of event that leads from one round to the next, to which it belongs."""

Disclosed = Callable[[str], tuple[Bound | None, Bound | None]]
"""Of an event: the day of its first public claim, and the days until then."""


def latencies_of(
    reckoning: Reckoning,
    measures: Iterable[NamedLatency],
    as_of: int,
    disclosed: Disclosed | None = None,
) -> list[Latency]:
    """Every measure of a case, in the order given.

    Args:
        reckoning: the case.
        measures: what to measure.
        as_of: the day judged from.
        disclosed: for the measures that end with a disclosure; these do not apply without it.
    """
    return [
        _disclosure(reckoning, measure, as_of, disclosed)
        if measure.end is None
        else _latency(reckoning, measure, measure.end, as_of)
        for measure in measures
    ]


def _disclosure(
    reckoning: Reckoning, measure: NamedLatency, as_of: int, disclosed: Disclosed | None
) -> Latency:
    """From an event to its first public claim, where it is certain which event came first."""
    starts = _can_be_first(reckoning, _begun(reckoning, measure, as_of))
    if len(starts) != 1:
        return Latency(measure, "", "", starts, (), None, Truth.UNKNOWN)
    day, lag = disclosed(starts[0]) if disclosed is not None else (None, None)
    if day is None or lag is None:
        return Latency(measure, starts[0], "", starts, (), None, Truth.UNKNOWN)
    # A page is out on the day that it names, as for what was known on a day; only how long that
    # took can be a day more.
    is_open = day.at_most(as_of).negated()
    if is_open is Truth.YES:
        lag = hull_of(list(_so_far(reckoning, starts, as_of)))
    return Latency(measure, starts[0], "", starts, (), lag, is_open, lag)


def _latency(reckoning: Reckoning, measure: NamedLatency, end_kind: str, as_of: int) -> Latency:
    begun = _begun(reckoning, measure, as_of)
    ends = _of_round(reckoning, measure, reckoning.of_kind.get(end_kind, ()), begun)
    ends = _of_track(reckoning, ends, _firsts(reckoning, begun))
    over = [name for name in ends if reckoning.happened(name, as_of) is not Truth.NO]
    first_starts, first_ends = _can_be_first(reckoning, begun), _can_be_first(reckoning, over)
    start, end = _only(first_starts), _only(first_ends)
    if not begun:
        return Latency(measure, "", end, (), first_ends, None, Truth.UNKNOWN)
    is_open = _is_open(reckoning, over, as_of)
    found = []
    if is_open is not Truth.NO:
        found += list(_so_far(reckoning, begun, as_of))
    if is_open is not Truth.YES:
        found += list(_between(reckoning, first_starts, first_ends, as_of))
    days = hull_of(found) if found else None
    free = None if ends else _first_free_day(reckoning, end_kind)
    return Latency(
        measure,
        start,
        end,
        first_starts,
        first_ends,
        days,
        is_open,
        sure=days if ends else _until_free(reckoning, free, begun),
        is_recorded=bool(ends),
        is_denied=free is not None and free > as_of,
    )


def _begun(reckoning: Reckoning, measure: NamedLatency, as_of: int) -> list[str]:
    """The starts that may have happened, where it stays in a round those of the first with any."""
    begun = [
        name
        for name in reckoning.of_kind.get(measure.start, ())
        if reckoning.happened(name, as_of) is not Truth.NO
    ]
    if not begun or not _stays_in_round(reckoning, measure):
        return begun
    first = min(_round(reckoning, name) for name in begun)
    return [name for name in begun if _round(reckoning, name) == first]


def _stays_in_round(reckoning: Reckoning, measure: NamedLatency) -> bool:
    """Whether start and end are of one round.

    The incident belongs to no round, and what is said in public answers what was said before,
    whatever the round: a first denial, and a first acknowledgement after a reopening.
    """
    start = reckoning.kinds[measure.start]
    if start.incident:
        return False
    return measure.end is None or not (start.public and reckoning.kinds[measure.end].public)


def _of_round(
    reckoning: Reckoning, measure: NamedLatency, ends: Sequence[str], begun: Sequence[str]
) -> list[str]:
    """The ends in the round of the starts; a reopening is sought in the rounds after it."""
    if not begun or not _stays_in_round(reckoning, measure):
        return list(ends)
    own = _round(reckoning, begun[0])
    if measure.end == _REOPENED:
        return [name for name in ends if own == 1 or _round(reckoning, name) > own]
    return [name for name in ends if _round(reckoning, name) == own]


def _round(reckoning: Reckoning, name: str) -> int:
    return reckoning.events[name].event.round


def _first_free_day(reckoning: Reckoning, kind: str) -> int | None:
    """The first day for which nobody denies the step; None where nobody denies it at all."""
    days = [
        first_free_day(absence)
        for _, absence in reckoning.record.absences
        if absence.kind == kind
        and absence.standing == "accepted"
        and not (absence.track or absence.id or absence.round)
    ]
    return max((day for day in days if day is not None), default=None)


def _until_free(reckoning: Reckoning, free: int | None, begun: Sequence[str]) -> Bound:
    """From the first start to the last day for which somebody denies the step; else anything."""
    if free is None:
        return Bound()
    latest = [reckoning.case_day_of(name).max for name in begun]
    known = [day for day in latest if day is not None]
    return Bound(free - min(known), None) if known else Bound()


def _of_track(reckoning: Reckoning, ends: Sequence[str], starts: Sequence[str]) -> list[str]:
    """The ends of the same inquiry: those on the track of what can be the first start.

    A start without a track, such as a strike, is followed by events of every track.
    """
    tracks = {reckoning.events[name].event.track for name in starts}
    if not starts or "" in tracks:
        return list(ends)
    return [name for name in ends if reckoning.events[name].event.track in {"", *tracks}]


def _only(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ""


def _can_be_first(reckoning: Reckoning, names: Sequence[str]) -> tuple[str, ...]:
    """Those that no other certainly precedes by a day; of equal days the first in the file."""
    found = _firsts(reckoning, names)
    if len(found) > 1 and all(reckoning.between(found[0], other) == Bound(0, 0) for other in found):
        return tuple(found[:1])
    return tuple(found)


def _firsts(reckoning: Reckoning, names: Sequence[str]) -> list[str]:
    """Those that no other certainly precedes by a day."""
    if len(names) <= 1:  # nearly always
        return list(names)
    return [
        name
        for name in names
        if any(branch.days.allows(_is_first(branch, name, names)) for branch in reckoning.judged)
    ]


def _is_first(branch: Branch, name: str, names: Sequence[str]) -> list[Edge]:
    edges = []
    for other in names:
        if other != name:
            one, two = day_nodes(branch.events[name], branch.events[other])
            edges.append(Edge(two, one, 0))
    return edges


def _is_open(reckoning: Reckoning, over: Sequence[str], as_of: int) -> Truth:
    answers = {reckoning.happened(name, as_of) for name in over}
    if Truth.YES in answers:
        return Truth.NO
    return Truth.UNKNOWN if answers else Truth.YES


def _so_far(reckoning: Reckoning, begun: Sequence[str], as_of: int) -> Iterator[Bound]:
    """From the first start to the day judged from; what is still to come is more."""
    for branch in reckoning.judged:
        latest = [branch.case_day_of(name).max for name in begun]
        known = [day for day in latest if day is not None]
        yield Bound(max(0, as_of - min(known)) if known else 0, None)


def _between(
    reckoning: Reckoning, starts: Sequence[str], ends: Sequence[str], as_of: int
) -> Iterator[Bound]:
    """From each event that can be the first start to each that can be the first end."""
    for branch in reckoning.judged:
        for start in starts:
            for end in ends:
                edges = _is_first(branch, start, starts) + _is_first(branch, end, ends)
                by_then = Edge(ORIGIN, branch.case_day(end), as_of)
                one, two = day_nodes(branch.events[start], branch.events[end])
                days = branch.days.days_given([*edges, by_then], one, two)
                if days is not None:
                    yield days
