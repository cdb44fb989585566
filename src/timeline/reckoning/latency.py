"""Latency: the days from a case's first event of one kind to its first of another.

Where a case has several rounds, what counts from the incident ends with the first event of its kind
in any round, and so does what runs from one public statement to another. Everything else is
measured in one round, the first that holds its start.

Inquiries on several tracks are kept apart: where it is not certain which of them began first, each
that can have is measured by its own end, and the bounds hold them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.network import ORIGIN, Edge
from timeline.chrono.truth import Truth, truth_of
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
    if not begun:
        first_ends = _can_be_first(reckoning, _perhaps_over(reckoning, ends, as_of))
        return Latency(measure, "", _only(first_ends), (), first_ends, None, Truth.UNKNOWN)
    courses = _courses(reckoning, measure, begun, ends, end_kind)
    if len(courses) > 1 and any(course.ends for course in courses):
        return _of_several(reckoning, measure, courses, begun, as_of)
    return _of_one(reckoning, measure, courses, begun, as_of)


@dataclass(frozen=True, slots=True)
class _Course:
    """What can be the first start on a track, and what ends that: one course that it can take."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    free: int | None
    """The first day for which nobody denies the end; None where an end is recorded, or none is
    denied."""


def _courses(
    reckoning: Reckoning,
    measure: NamedLatency,
    begun: Sequence[str],
    ends: Sequence[str],
    end_kind: str,
) -> list[_Course]:
    """What can be the first start, by the inquiry that it belongs to; mostly there is but one."""
    firsts = _firsts(reckoning, begun)
    if _answers_in_public(reckoning, measure):
        return [_course(reckoning, firsts, ends, end_kind, "")]
    tracks = dict.fromkeys(reckoning.events[name].event.track for name in firsts)
    return [
        _course(
            reckoning,
            [name for name in firsts if reckoning.events[name].event.track == track],
            _of_track(reckoning, ends, track),
            end_kind,
            track,
        )
        for track in tracks
    ]


def _course(
    reckoning: Reckoning, starts: Sequence[str], ends: Sequence[str], end_kind: str, track: str
) -> _Course:
    free = None if ends else _first_free_day(reckoning, end_kind, track)
    return _Course(tuple(starts), tuple(ends), free)


def _of_one(
    reckoning: Reckoning,
    measure: NamedLatency,
    courses: Sequence[_Course],
    begun: Sequence[str],
    as_of: int,
) -> Latency:
    """Where one track is meant, whatever came first; or where no track has an end."""
    ends = courses[0].ends
    over = _perhaps_over(reckoning, ends, as_of)
    first_starts, first_ends = _can_be_first(reckoning, begun), _can_be_first(reckoning, over)
    is_open = _is_open(reckoning, over, as_of)
    found = []
    if is_open is not Truth.NO:
        found += list(_so_far(reckoning, begun, as_of))
    if is_open is not Truth.YES:
        found += list(_between(reckoning, first_starts, first_starts, first_ends, as_of))
    days = hull_of(found) if found else None
    silent = [_until_free(reckoning, course.free, begun) for course in courses]
    return Latency(
        measure,
        _only(first_starts),
        _only(first_ends),
        first_starts,
        first_ends,
        days,
        is_open,
        sure=days if ends else hull_of(silent),
        is_recorded=bool(ends),
        is_denied=all(course.free is not None and course.free > as_of for course in courses),
    )


def _of_several(
    reckoning: Reckoning,
    measure: NamedLatency,
    courses: Sequence[_Course],
    begun: Sequence[str],
    as_of: int,
) -> Latency:
    """Where it is not certain on which track it began: every course, had it been the first.

    A course without a recorded end may have ended on any day, unless somebody denies that; the
    bounds hold that as well, and whether it is open is then not known.
    """
    firsts = tuple(name for course in courses for name in course.starts)
    found, answers = [], set()
    first_ends: dict[str, None] = {}
    for course in courses:
        answer = _is_course_open(reckoning, course, firsts, as_of)
        answers.add(answer)
        if not course.ends:
            found.append(_at_least_denied(reckoning, course.free, begun, as_of))
            continue
        over = _perhaps_over(reckoning, course.ends, as_of)
        if answer is not Truth.NO:
            found += list(_so_far(reckoning, begun, as_of))
        if answer is not Truth.YES:
            found += list(_between(reckoning, course.starts, firsts, over, as_of))
            first_ends |= dict.fromkeys(_first_ends(reckoning, course, firsts, over))
    in_order = tuple(name for name in begun if name in firsts)
    is_open = answers.pop() if len(answers) == 1 else Truth.UNKNOWN
    days = hull_of(found)
    names = tuple(first_ends)
    return Latency(measure, "", _only(names), in_order, names, days, is_open, days)


def _is_course_open(
    reckoning: Reckoning, course: _Course, firsts: Sequence[str], as_of: int
) -> Truth:
    """Whether its end was still to come, had one of its starts been the first.

    Where the record knows of no end, only who denies it of the whole day says so.
    """
    if not course.ends:
        is_denied = course.free is not None and course.free > as_of
        return Truth.YES if is_denied else Truth.UNKNOWN
    can_be_open = can_be_over = False
    for branch, edges in _with_first(reckoning, course.starts, firsts):
        nodes = [branch.case_day(end) for end in course.ends]
        later = [Edge(node, ORIGIN, -(as_of + 1)) for node in nodes]
        can_be_open = can_be_open or branch.days.allows([*edges, *later])
        can_be_over = can_be_over or any(
            branch.days.allows([*edges, Edge(ORIGIN, node, as_of)]) for node in nodes
        )
    return truth_of(can_be_true=can_be_open, can_be_false=can_be_over)


def _first_ends(
    reckoning: Reckoning, course: _Course, firsts: Sequence[str], over: Sequence[str]
) -> list[str]:
    """The ends that can be the first of a course, had one of its starts been the first."""
    return [
        end
        for end in over
        if any(
            branch.days.allows([*edges, *_is_first(branch, end, over)])
            for branch, edges in _with_first(reckoning, course.starts, firsts)
        )
    ]


def _perhaps_over(reckoning: Reckoning, ends: Sequence[str], as_of: int) -> list[str]:
    return [name for name in ends if reckoning.happened(name, as_of) is not Truth.NO]


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
    if reckoning.kinds[measure.start].incident:
        return False
    return not _answers_in_public(reckoning, measure)


def _answers_in_public(reckoning: Reckoning, measure: NamedLatency) -> bool:
    """Whether it runs from one public statement to another, which neither round nor track parts."""
    if measure.end is None:
        return False
    return reckoning.kinds[measure.start].public and reckoning.kinds[measure.end].public


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


def _first_free_day(reckoning: Reckoning, kind: str, track: str) -> int | None:
    """The first day for which nobody denies the step; None where nobody denies it at all.

    What is denied of one track binds that track alone. A denial that a reading gives up may not be
    true.
    """
    days = [
        first_free_day(absence)
        for place, absence in reckoning.record.absences
        if absence.kind == kind
        and absence.standing == "accepted"
        and absence.track in ("", track)
        and not (absence.id or absence.round)
        and f"absences#{place + 1}" not in reckoning.given_up
    ]
    return max((day for day in days if day is not None), default=None)


def _until_free(reckoning: Reckoning, free: int | None, begun: Sequence[str]) -> Bound:
    """From the first start to the last day for which somebody denies the step; else anything."""
    if free is None:
        return Bound()
    latest = [reckoning.case_day_of(name).max for name in begun]
    known = [day for day in latest if day is not None]
    return Bound(free - min(known), None) if known else Bound()


def _at_least_denied(
    reckoning: Reckoning, free: int | None, begun: Sequence[str], as_of: int
) -> Bound:
    """The same as far as the day judged from; anything where it says less than nothing."""
    until = _until_free(reckoning, None if free is None else min(free, as_of), begun)
    return until if until.min is not None and until.min > 0 else Bound()


def _of_track(reckoning: Reckoning, ends: Sequence[str], track: str) -> list[str]:
    """The ends of an inquiry: those on its track and on none.

    A start without a track, such as a strike, is followed by events of every track.
    """
    if not track:
        return list(ends)
    return [name for name in ends if reckoning.events[name].event.track in ("", track)]


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
        if any(branch.days.allows(_is_first(branch, name, names)) for branch in reckoning.branches)
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
    for branch in reckoning.branches:
        latest = [branch.case_day_of(name).max for name in begun]
        known = [day for day in latest if day is not None]
        yield Bound(max(0, as_of - min(known)) if known else 0, None)


def _between(
    reckoning: Reckoning,
    starts: Sequence[str],
    firsts: Sequence[str],
    ends: Sequence[str],
    as_of: int,
) -> Iterator[Bound]:
    """From each start, where no other that can be the first precedes it, to what can end it first.

    Args:
        reckoning: the case.
        starts: of one inquiry.
        firsts: every event that can be the first start, those among them.
        ends: of the same inquiry.
        as_of: the day judged from.
    """
    for branch in reckoning.branches:
        for start in starts:
            for end in ends:
                edges = _is_first(branch, start, firsts) + _is_first(branch, end, ends)
                by_then = Edge(ORIGIN, branch.case_day(end), as_of)
                one, two = day_nodes(branch.events[start], branch.events[end])
                days = branch.days.days_given([*edges, by_then], one, two)
                if days is not None:
                    yield days


def _with_first(
    reckoning: Reckoning, starts: Sequence[str], firsts: Sequence[str]
) -> Iterator[tuple[Branch, list[Edge]]]:
    """Each branch with what makes one of the starts the first of all, where that can be."""
    for branch in reckoning.branches:
        for start in starts:
            edges = _is_first(branch, start, firsts)
            if branch.days.allows(edges):
                yield branch, edges
