"""Cases of like events: their certain order, and the rank of one among its peers."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from timeline.alike import normalised
from timeline.chrono.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency


LEAST_CASES: Final = 5
"""Fewer cases are not compared with one, and make no practice."""
MOST_CASES: Final = 200
"""Most cases that a page on one case looks at."""


def is_countable(cases: int) -> bool:
    """Return True if a page compares so many cases."""
    return LEAST_CASES <= cases <= MOST_CASES


def are_alike(one: Latency | PeerLatency, other: Latency | PeerLatency) -> bool:
    """Return True if starts and ends are alike in side, contents and outcome.

    An end that has not come, or that nobody recorded, is like all others.
    """
    pairs = ((one.start_marks, other.start_marks), (one.end_marks, other.end_marks))
    return all(not (a and b) or (len(a) == 1 and a == b) for a, b in pairs)


def unlike_words(cells: Sequence[Latency]) -> str:
    """Name the differences among cells, if any, as unlike: report, summary."""
    if all(are_alike(one, other) for one, other in combinations(cells, 2)):
        return ""
    for marks in ([one.start_marks for one in cells], [one.end_marks for one in cells]):
        found = list(dict.fromkeys(mark for part in marks for mark in part))
        if len(found) > 1:
            return f"unlike: {', '.join(found)}"
    return "unlike"


def slower_cases(cases: Iterable[tuple[str, Latency]]) -> dict[str, list[str]]:
    """Map each case to those that certainly took longer by one measure.

    Only pairs of like events are compared, and only where the measure certainly applies.

    Each pair is compared by what holds whether or not the record is complete (`Latency.sure`). So
    a step that is not recorded makes no case slower, unless somebody denies it up to some day.

    Args:
        cases: the id and the latency of each, no id twice.

    Source:
        Fishburn 1970, Intransitive indifference with unequal indifference intervals, Journal of
        Mathematical Psychology 7, p. 144: intervals in the order of what certainly lies below what.
    """
    known = [(name, cell, cell.comparable) for name, cell in cases if cell.comparable is not None]
    return {
        name: [
            rival for rival, other, more in known if is_below(days, more) and are_alike(cell, other)
        ]
        for name, cell, days in known
    }


def is_below(one: Interval, other: Interval) -> bool:
    """Return True if one number is certainly below another."""
    return one.max is not None and other.min is not None and one.max < other.min


def least_of(bounds: Sequence[Interval]) -> Interval:
    """Return the interval of the least of some numbers, at least one."""
    lows = [one.min for one in bounds if one.min is not None]
    low = min(lows) if len(lows) == len(bounds) else None
    return Interval(low, min((one.max for one in bounds if one.max is not None), default=None))


class PeerLatency(msgspec.Struct, frozen=True, array_like=True):
    """One latency of a case that can be compared, as far as a rank needs it."""

    measure: str
    days: Interval
    is_recorded: bool
    start_marks: tuple[str, ...]
    end_marks: tuple[str, ...]


class PeerCase(msgspec.Struct, frozen=True):
    """A case among others, as far as ranks need it."""

    case: str
    forces: str
    is_invented: bool
    latencies: tuple[PeerLatency, ...]


class PeerRank(msgspec.Struct, frozen=True):
    """One measure of a case among the comparable cases."""

    measure: str
    faster: tuple[str, ...] = ()
    """Other cases that were certainly faster."""
    slower: tuple[str, ...] = ()
    """Other cases that were certainly slower."""
    same: tuple[str, ...] = ()
    """Other cases that certainly took as long, to the day."""
    unclear: tuple[str, ...] = ()
    """Other cases with an end of which none of these is certain."""
    unended: tuple[str, ...] = ()
    """Further cases to which it certainly applies, without an end on record."""
    ended: tuple[Interval, ...] = ()
    """Days of the other cases with an end, in the order of the cases."""
    forces: str = ""
    """Forces that all of them share, as the case's file has it."""

    @property
    def others(self) -> int:
        """Count other cases with like events and an end on record."""
        return len(self.ended)


def peer_case(judged: Judged) -> PeerCase:
    """Return what ranks need of a judged case."""
    # One to which a measure may not apply is no peer by it.
    return PeerCase(
        judged.id,
        judged.inference.file.case.forces,
        judged.is_invented,
        tuple(
            PeerLatency(one.measure.id, days, one.is_recorded, one.start_marks, one.end_marks)
            for one in judged.latencies
            if (days := one.comparable) is not None
        ),
    )


def rank_among(
    own: PeerCase, others: Iterable[PeerCase], measures: Collection[str] = ()
) -> dict[str, PeerRank]:
    """Rank a case among others of the same forces.

    Invented cases are no peers, nor is the case itself. Ranks stand under the measure's id.

    Args:
        own: the case.
        others: all cases that it could be compared with.
        measures: those asked for, ended or not; by default each that it has an end of.
    """
    by_measure: dict[str, list[tuple[str, PeerLatency]]] = {}
    forces = normalised(own.forces)
    for other in others:
        if normalised(other.forces) == forces and other.case != own.case and not other.is_invented:
            for latency in other.latencies:
                by_measure.setdefault(latency.measure, []).append((other.case, latency))
    return {
        one.measure: _rank(one, by_measure.get(one.measure, []), own.forces)
        for one in own.latencies
        if (one.measure in measures if measures else one.is_recorded)
    }


def _rank(own: PeerLatency, others: Iterable[tuple[str, PeerLatency]], forces: str) -> PeerRank:
    # A record without the end of a measure is counted apart: a step that is only unrecorded may
    # have been taken on any day.
    found: dict[str, list[str]] = {}
    ended = []
    for case, other in others:
        if not other.is_recorded:
            found.setdefault("unended", []).append(case)
        elif are_alike(own, other):
            found.setdefault(_against(own.days, other.days), []).append(case)
            ended.append(other.days)
    named = {way: tuple(cases) for way, cases in found.items()}
    return PeerRank(own.measure, **named, ended=tuple(ended), forces=forces)


def _against(own: Interval, other: Interval) -> Literal["faster", "slower", "same", "unclear"]:
    """Say how another case stands to this one for certain."""
    if is_below(other, own):
        return "faster"
    if is_below(own, other):
        return "slower"
    return "same" if other == own and own.exact is not None else "unclear"
