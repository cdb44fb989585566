"""Latencies: days between first events of two kinds.

In a case with several rounds, what counts from the incident ends with the first event of its kind
in any round, and so does what runs from one public statement to another. Everything else is
measured in one round, the first that holds its start.

Inquiries on several tracks are kept apart: where it is not certain which of them began first, each
that can have is measured by its own end, and the bounds hold them all.

A measure applies in a world where its start had happened and its end did not come before it. Days
are bounds over these worlds alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.network import ORIGIN, Constraint
from timeline.chrono.truth import Truth, truth_of
from timeline.chrono.when import Unknown
from timeline.inference.horizon import reaches_of
from timeline.inference.record import REOPENED
from timeline.inference.statement import day_nodes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference
    from timeline.model.case import Event
    from timeline.model.measure import NamedLatency


@dataclass(frozen=True, slots=True)
class Latency:
    """One measure of one case, as of a day.

    `days` is None where the measure does not apply: its start is not on record, had not happened,
    or came after its end. While the end had not happened, the latency is censored: `days` is what
    had passed by the as-of day, open above.
    """

    measure: NamedLatency
    start: str
    """Event it starts at; empty if none, or if it is not certain which came first."""
    end: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    """Events that can have been the first of their kind."""
    days: Interval | None
    is_open: Truth
    """Answer if by the record the end was still to come on the as-of day; YES only if the start had
    certainly happened."""
    sure: Interval | None = None
    """Bounds that hold even if the record is incomplete: a step that is only unrecorded may have
    been taken on any day. None if the measure does not apply."""
    is_recorded: bool = True
    """True if an end is on record, on whatever day."""
    is_denied: bool = False
    """True if no end is on record, and somebody denies one to the end of the as-of day."""
    has_begun: Truth = Truth.YES
    """Answer if the start had happened by the as-of day."""
    applies: Truth = Truth.YES
    """UNKNOWN if the start may be still to come or have come after the end, or if nobody states
    whether an event is such an end."""
    start_marks: tuple[str, ...] = ()
    end_marks: tuple[str, ...] = ()
    """Side, contents and outcome of the events that can be first; cases have to share them."""
    notes: tuple[str, ...] = ()
    """Short clauses on events that were left out, or may not count."""

    @property
    def is_known_open(self) -> Truth:
        """Return `is_open`, or UNKNOWN if resting on silence.

        Portfolio statistics read `is_open` and `is_recorded`, and keep the two apart themselves.
        """
        rests_on_silence = not (self.is_recorded or self.is_denied)
        return Truth.UNKNOWN if rests_on_silence else self.is_open

    @property
    def denied(self) -> Interval | None:
        """Return the days for which an end that is not on record is denied."""
        if self.is_recorded or self.sure is None or self.sure.min is None or self.sure.min <= 0:
            return None
        return self.sure

    @property
    def comparable(self) -> Interval | None:
        """Return the days to compare with other cases, if the measure surely applies."""
        return self.sure if self.days is not None and self.applies is Truth.YES else None

    @property
    def is_about_the_file(self) -> bool:
        """Return True if it runs to the first source on file."""
        return self.measure.end is None


_ANY_ROUND = 0
"""No round of a file: absences of one round alone do not speak of it."""

Disclosed = Callable[[str], tuple[Interval | None, Interval | None]]
"""Of an event: the day of its first public claim, and the days until then."""


def latencies_of(
    inference: Inference,
    measures: Iterable[NamedLatency],
    as_of: int,
    disclosed: Disclosed | None = None,
) -> list[Latency]:
    """Measure a case, in the order of measures.

    Args:
        inference: the case.
        measures: what to measure.
        as_of: the day judged from.
        disclosed: for the measures that end with a disclosure; these do not apply without it.
    """
    dated = frozenset(
        one.event
        for one in inference.statements.accepted
        if one.basis == "claim" and not isinstance(one.said, str | Unknown)
    )
    return [_measured(_Asked(inference, one, as_of, dated), disclosed) for one in measures]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One measure of one case, on a day."""

    inference: Inference
    measure: NamedLatency
    as_of: int
    dated: frozenset[str]
    """Events that some claim gives a day of their own."""

    def round(self, name: str) -> int:
        return self.inference.events[name].event.round

    def track(self, name: str) -> str:
        return self.inference.events[name].event.track

    def place(self, name: str) -> tuple[str, int]:
        return self.track(name), self.round(name)

    def by_then(self, name: str) -> Truth:
        """Answer if an event had happened by then."""
        return self.inference.happened(name, self.as_of)

    def had_come(self, branch: Branch, name: str) -> list[Constraint]:
        """Return the edge: an event had happened by then; none if it counts as done."""
        if name in self.inference.done_by(self.as_of):
            return []
        return [Constraint(ORIGIN, branch.case_day(name), self.as_of)]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Possible first events of a kind, in file order."""

    names: tuple[str, ...]
    certain: frozenset[str]
    """Sure to count; the others lack a stated outcome or contents."""
    left_out: tuple[str, ...] = ()
    """Undated ones, dropped beside a dated one that had happened."""

    def where(self, names: Collection[str]) -> _Candidates:
        """Keep the candidates among some names."""
        return _Candidates(
            tuple(name for name in self.names if name in names), self.certain, self.left_out
        )

    @property
    def rivals(self) -> list[str]:
        """List the certain ones, which another must precede to be first."""
        return [name for name in self.names if name in self.certain]


def _candidates(asked: _Asked, kind: str, *, is_end: bool) -> _Candidates:
    """Return the events of a kind that count: acts of others only if the kind is theirs."""
    events, about = asked.inference.events, asked.inference.kinds[kind]
    names, certain = [], set()
    for name in asked.inference.of_kind.get(kind, ()):
        one = events[name]
        if one.is_outside and not (about.outside or about.incident):
            continue
        counts = _counts(one.event, is_end=is_end)
        if counts is not Truth.NO:
            names.append(name)
        if counts is Truth.YES:
            certain.add(name)
    for one in events.values() if is_end and about.closes else ():
        earlier = events.get(one.event.continues or "")
        if earlier is not None and earlier.event.kind == about.closes and not one.is_outside:
            names.append(one.id)  # the stage ended when it went on as another
            certain.add(one.id)
    return _without_undated(asked, names, certain)


FINDINGS = ("report", "summary", "findings")
"""Contents of a release that count as what was found."""
_NOT_PAID = ("offered", "promised", "declined", "denied")


def _counts(event: Event, *, is_end: bool) -> Truth:
    """Answer if an event is what a measure means: findings released, money paid."""
    if event.kind == "release":
        if event.of is None:
            return Truth.UNKNOWN
        return Truth.YES if event.of in FINDINGS else Truth.NO
    if event.kind == "payment" and is_end:
        if event.outcome in _NOT_PAID:
            return Truth.NO
        return Truth.YES if event.outcome == "paid" else Truth.UNKNOWN
    return Truth.YES


def _without_undated(asked: _Asked, names: Sequence[str], certain: set[str]) -> _Candidates:
    """Drop undated events beside dated ones of their track and round.

    The dated one must have happened by the as-of day, or silence would pass for knowledge.
    """
    sure = {
        asked.place(name)
        for name in names
        if name in certain and name in asked.dated and asked.by_then(name) is Truth.YES
    }
    left = tuple(name for name in names if name not in asked.dated and asked.place(name) in sure)
    kept = tuple(name for name in names if name not in left)
    return _Candidates(kept, frozenset(certain), left)


def _measured(asked: _Asked, disclosed: Disclosed | None) -> Latency:
    starts = _candidates(asked, asked.measure.start, is_end=False)
    starts = starts.where(_begun(asked, starts.names))
    end_kind = asked.measure.end
    if end_kind is None:
        return _disclosure(asked, starts, disclosed)
    ends = _candidates(asked, end_kind, is_end=True)
    ends = ends.where(_of_round(asked, ends.names, starts.names))
    if not starts.names:
        return _not_applying(asked, (), _can_be_first(asked.inference, _perhaps_over(asked, ends)))
    courses = _courses(asked, _firsts(asked.inference, starts), ends, end_kind)
    for course in courses:
        _measure(asked, starts, course)
    return _latency_of(asked, starts, ends, courses)


def _disclosure(asked: _Asked, starts: _Candidates, disclosed: Disclosed | None) -> Latency:
    """Measure to the first public claim, if it is certain which event came first."""
    firsts = _can_be_first(asked.inference, starts)
    if not firsts:
        return _not_applying(asked, (), ())
    name, has_begun = _only(firsts), _has_begun(asked, starts)
    day, lag = disclosed(name) if name and disclosed is not None else (None, None)
    is_open = Truth.UNKNOWN
    if day is None or lag is None:
        lag = None
    else:
        # A page is out on the day that it names, as for what was known on a day; only how long
        # that took can be a day more.
        is_open = day.at_most(asked.as_of).negated()
        if is_open is Truth.YES:
            days = (branch.case_day_of(name) for branch in asked.inference.branches)
            lag = hull_of(_until(asked.as_of, day) for day in days)
        is_open = is_open if has_begun is Truth.YES else Truth.UNKNOWN
    return Latency(
        asked.measure, name, "", firsts, (), lag, is_open, lag,
        has_begun=has_begun, applies=has_begun,
    )  # fmt: skip


def _until(day: int, start: Interval) -> Interval:
    return Interval(0 if start.max is None else max(0, day - start.max), None)


def _not_applying(asked: _Asked, starts: tuple[str, ...], ends: tuple[str, ...]) -> Latency:
    return Latency(
        asked.measure, _only(starts), _only(ends), starts, ends, None, Truth.UNKNOWN,
        has_begun=Truth.YES if starts else Truth.NO, applies=Truth.NO,
    )  # fmt: skip


@dataclass(slots=True)
class _Course:
    """Possible first starts on a track, with their ends and the days between."""

    starts: tuple[str, ...]
    ends: _Candidates
    free: int | None
    """First day for which nobody denies the end; None if an end is certainly recorded, or none is
    denied."""
    seen_to: int | None = None
    """Last day on which the record's silence about the end counts."""
    over: list[Interval] = field(default_factory=list)
    going: list[Interval] = field(default_factory=list)
    """Days so far, in worlds where the end is still to come by the record."""
    silent: list[Interval] = field(default_factory=list)
    """Days so far, in worlds where the record knows of no end."""
    denied: list[Interval] = field(default_factory=list)
    """In the same worlds, from the start to the last day denied."""
    measured_ends: dict[str, None] = field(default_factory=dict)
    can_be_reversed: bool = False

    @property
    def is_silent(self) -> bool:
        """Return True if no event is certainly an end."""
        return not self.ends.rivals

    @property
    def is_doubtful(self) -> bool:
        """Return True if only uncertain ends are possible."""
        return self.is_silent and bool(self.ends.names)


def _courses(
    asked: _Asked, firsts: Sequence[str], ends: _Candidates, end_kind: str
) -> list[_Course]:
    """Split the possible first starts by inquiry; mostly there is one."""
    if _answers_in_public(asked):
        return [_course(asked, firsts, ends, end_kind, "")]
    return [
        _course(
            asked,
            [name for name in firsts if asked.track(name) == track],
            ends.where(_of_track(asked, ends.names, track)),
            end_kind,
            track,
        )
        for track in dict.fromkeys(asked.track(name) for name in firsts)
    ]


def _course(
    asked: _Asked, starts: Sequence[str], ends: _Candidates, end_kind: str, track: str
) -> _Course:
    free = None if ends.rivals else _first_free_day(asked.inference, end_kind, track)
    rounds = [asked.round(name) for name in starts]
    reaches = reaches_of(
        asked.inference.record,
        asked.inference.file.case.time_zone,
        end_kind,
        track,
        min(rounds, default=1),
    )
    ends_of_sight = [asked.inference.horizon, *(one.day for one in reaches)]
    known = [day for day in ends_of_sight if day is not None]
    caps = [asked.as_of] if asked.inference.seen_to is None else [
        asked.as_of, asked.inference.seen_to
    ]  # fmt: skip
    return _Course(tuple(starts), ends, free, min(*caps, max(known)) if known else None)


def _measure(asked: _Asked, starts: _Candidates, course: _Course) -> None:
    """Measure a course in every branch, where one of its starts is the first."""
    begins = _can_be_first(asked.inference, starts.where(course.starts))
    over = _can_be_first(asked.inference, _perhaps_over(asked, course.ends))
    is_over = any(asked.by_then(name) is Truth.YES for name in course.ends.rivals)
    for branch in asked.inference.branches:
        for start in begins:
            if start in branch.absent:
                continue
            first = _is_first(branch, start, starts.rivals)
            for end in over:
                if end not in branch.absent:
                    ended = _is_first(branch, end, course.ends.rivals)
                    edges = [*ended, *asked.had_come(branch, end), *first]
                    _add_end(course, branch, start, end, edges)
            if not is_over:
                edges = [*first, *asked.had_come(branch, start)]
                _add_going(asked, branch, course, start, edges)


def _add_end(
    course: _Course, branch: Branch, start: str, end: str, edges: list[Constraint]
) -> None:
    """Add the days from a start to an end, or note that it can have come before."""
    one, two = day_nodes(branch.events[start], branch.events[end])
    if branch.is_strictly_before(end, start):
        course.can_be_reversed = course.can_be_reversed or branch.days.allows(edges)
        return
    least = branch.days.days_between(one, two).min
    follows = least is not None and least >= 0  # mostly
    days = branch.days.days_given(edges if follows else [*edges, Constraint(two, one, 0)], one, two)
    if days is not None:
        course.over.append(days)
        course.measured_ends[end] = None
    if not (follows or course.can_be_reversed):
        course.can_be_reversed = branch.days.allows([*edges, Constraint(one, two, -1)])


def _add_going(
    asked: _Asked, branch: Branch, course: _Course, start: str, edges: list[Constraint]
) -> None:
    """Add the days so far, if still open."""
    node = branch.case_day(start)

    def started(ends: Iterable[str]) -> Interval | None:
        """Return the start's days with these ends to come."""
        later = [Constraint(branch.case_day(end), ORIGIN, -(asked.as_of + 1)) for end in ends]
        return branch.days.days_given([*edges, *later], ORIGIN, node)

    for end in course.ends.names if course.is_doubtful else ():
        day = started([end])
        if day is not None:
            course.going.append(_until(asked.as_of, day))
    day = started(course.ends.rivals)
    if day is None:
        return
    if not course.is_silent:
        course.going.append(_until(asked.as_of, day))
        return
    seen_to = course.seen_to
    course.silent.append(Interval(0, None) if seen_to is None else _until(seen_to, day))
    if course.free is None or day.max is None:
        course.denied.append(Interval())
    else:
        course.denied.append(Interval(course.free - day.max, None))


def _latency_of(
    asked: _Asked, starts: _Candidates, all_ends: _Candidates, courses: Sequence[_Course]
) -> Latency:
    """Build the latency from all courses."""
    recorded = any(course.ends.names for course in courses)
    if recorded and len(courses) > 1:
        days, is_open = _of_several(asked, courses)
        sure = days
        ends = tuple(dict.fromkeys(end for course in courses for end in course.measured_ends))
        firsts = tuple(name for name in starts.names if any(name in one.starts for one in courses))
        start = ""
    else:
        days, sure, is_open = _of_one(courses)
        recorded = recorded and any(one.over or one.going or not one.silent for one in courses)
        ends = _can_be_first(asked.inference, _perhaps_over(asked, courses[0].ends))
        firsts = _can_be_first(asked.inference, starts)
        start = _only(firsts)
    if days is None:
        return _not_applying(asked, firsts, ends)
    has_begun = _has_begun(asked, starts)
    is_doubtful = any(course.can_be_reversed or course.is_doubtful for course in courses)
    notes = [*_notes(asked, starts, firsts), *_notes(asked, all_ends, ends)]
    return Latency(
        asked.measure,
        start,
        _only(ends),
        firsts,
        ends,
        days,
        is_open if has_begun is Truth.YES else Truth.UNKNOWN,
        sure,
        is_recorded=recorded,
        is_denied=not recorded and all(_is_denied(asked, course) for course in courses),
        has_begun=has_begun,
        applies=Truth.UNKNOWN if is_doubtful else has_begun,
        start_marks=tuple(dict.fromkeys(_mark(asked, name) for name in firsts)),
        end_marks=tuple(dict.fromkeys(_mark(asked, name) for name in ends)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _is_denied(asked: _Asked, course: _Course) -> bool:
    """Return True if the end is denied to the end of the as-of day."""
    return course.free is not None and course.free > asked.as_of


def _of_one(courses: Sequence[_Course]) -> tuple[Interval | None, Interval | None, Truth]:
    """Return days, sure days and openness of one course.

    Or of several without ends. Where every end may not count, the days are those of the worlds in
    which one does; without it the record is silent.
    """
    over = [days for course in courses for days in course.over]
    going = [days for course in courses for days in course.going]
    if not (over or going):
        going = [days for course in courses for days in course.silent]
    if not (over or going):
        return None, None, Truth.UNKNOWN
    days = hull_of([*over, *going])
    denied = [one for course in courses for one in course.denied]
    is_silent = all(course.is_silent for course in courses)
    sure = hull_of([*over, *denied]) if is_silent else days
    if any(course.is_doubtful for course in courses):
        return days, sure, Truth.UNKNOWN
    return days, sure, truth_of(can_be_true=bool(going), can_be_false=bool(over))


def _of_several(asked: _Asked, courses: Sequence[_Course]) -> tuple[Interval | None, Truth]:
    """Return days and openness over several courses.

    As if each had been the first. A course without a recorded end may have ended on any day that
    nobody denies, so nobody can tell whether the measure is open.
    """
    days, answers = [], set()
    for course in courses:
        days += course.over
        if course.is_silent:
            denied = _is_denied(asked, course) and not course.over
            answers.add(Truth.YES if denied else Truth.UNKNOWN)
            days += [_as_far_as(asked, course, one) for one in course.denied]
        else:
            days += course.going
            if course.over or course.going:
                going, over = bool(course.going), bool(course.over)
                answers.add(truth_of(can_be_true=going, can_be_false=over))
    if not days:
        return None, Truth.UNKNOWN
    return hull_of(days), answers.pop() if len(answers) == 1 else Truth.UNKNOWN


def _as_far_as(asked: _Asked, course: _Course, denied: Interval) -> Interval:
    """Cut a denial at the as-of day; anything is possible if nothing is left."""
    if denied.min is None or course.free is None:
        return Interval()
    least = denied.min - max(0, course.free - asked.as_of)
    return Interval(least, None) if least > 0 else Interval()


def _has_begun(asked: _Asked, starts: _Candidates) -> Truth:
    """Answer if some start had happened, where one may have."""
    sure = starts.rivals
    if any(asked.by_then(name) is Truth.YES for name in sure):
        return Truth.YES
    for branch in asked.inference.branches:
        later = [Constraint(branch.case_day(name), ORIGIN, -(asked.as_of + 1)) for name in sure]
        if branch.days.allows(later):
            return Truth.UNKNOWN
    return Truth.YES


def _mark(asked: _Asked, name: str) -> str:
    one = asked.inference.events[name]
    if one.event.kind == "release":
        return one.event.of or "contents not stated"
    if one.event.kind == "payment":
        return one.event.outcome or "outcome not stated"
    return "outside act" if one.is_outside else "act of the institution"


_NOT_ON_RECORD = {
    "release": "what was released is not on record",
    "payment": "whether the payment was made is not on record",
}


def _notes(asked: _Asked, candidates: _Candidates, firsts: Sequence[str]) -> Iterator[str]:
    """Yield clauses on left-out and uncertain events."""
    events, kinds = asked.inference.events, asked.inference.kinds
    places = {asked.place(name) for name in candidates.names}
    for name in candidates.left_out:
        if asked.place(name) in places:
            yield f"another {kinds[events[name].event.kind].label.lower()}, undated, is left out"
    for name in firsts:
        if name not in candidates.certain:
            yield _NOT_ON_RECORD[events[name].event.kind]


def _perhaps_over(asked: _Asked, ends: _Candidates) -> _Candidates:
    return ends.where([name for name in ends.names if asked.by_then(name) is not Truth.NO])


def _begun(asked: _Asked, names: Sequence[str]) -> list[str]:
    """List the starts that may have happened, if rounds matter of the first round."""
    begun = [name for name in names if asked.by_then(name) is not Truth.NO]
    if not begun or not _stays_in_round(asked):
        return begun
    first = min(asked.round(name) for name in begun)
    return [name for name in begun if asked.round(name) == first]


def _stays_in_round(asked: _Asked) -> bool:
    """Return True if start and end share a round.

    The incident belongs to no round, and what is said in public answers what was said before,
    whatever the round: a first denial, and a first acknowledgement after a reopening.
    """
    if asked.inference.kinds[asked.measure.start].incident:
        return False
    return not _answers_in_public(asked)


def _answers_in_public(asked: _Asked) -> bool:
    """Return True between two public statements: no round or track parts these."""
    kinds, measure = asked.inference.kinds, asked.measure
    return measure.end is not None and kinds[measure.start].public and kinds[measure.end].public


def _of_round(asked: _Asked, ends: Sequence[str], begun: Sequence[str]) -> Sequence[str]:
    """Return the ends in the starts' round; a reopening is sought in later ones."""
    if not begun or not _stays_in_round(asked):
        return ends
    own = asked.round(begun[0])
    if asked.measure.end == REOPENED:
        return [name for name in ends if own == 1 or asked.round(name) > own]
    return [name for name in ends if asked.round(name) == own]


def _first_free_day(inference: Inference, kind: str, track: str) -> int | None:
    """Return the first day nobody denies the step.

    None if nobody denies it at all. A denial on one track binds that track alone, and one of
    outside acts none of the institution's. A denial that a consistent subset gives up may not be
    true.
    """
    is_outside = inference.kinds[kind].outside
    days = [
        reach.day + 1
        for reach in reaches_of(
            inference.record, inference.file.case.time_zone, kind, track, _ANY_ROUND
        )
        if reach.is_denial
        and (reach.absence.side is None or (reach.absence.side == "outside") is is_outside)
        and not reach.absence.id
        and reach.id not in inference.given_up
    ]
    return max(days, default=None)


def _of_track(asked: _Asked, ends: Sequence[str], track: str) -> Sequence[str]:
    """Return the ends on a track and on none; all of them for a start without one."""
    if not track:
        return ends
    return [name for name in ends if asked.track(name) in ("", track)]


def _only(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ""


def _can_be_first(inference: Inference, candidates: _Candidates) -> tuple[str, ...]:
    """Return the possible firsts; of several on one day the first in the file."""
    found = _firsts(inference, candidates)
    if (
        len(found) > 1
        and candidates.certain.issuperset(found)
        and all(inference.between(found[0], other) == Interval(0, 0) for other in found)
    ):
        return tuple(found[:1])
    return tuple(found)


def _firsts(inference: Inference, candidates: _Candidates) -> list[str]:
    """List candidates that no other precedes by a day for certain."""
    if len(candidates.names) <= 1:  # nearly always
        return list(candidates.names)
    return [
        name
        for name in candidates.names
        if any(
            branch.days.allows(_is_first(branch, name, candidates.rivals))
            for branch in inference.branches
        )
    ]


def _is_first(branch: Branch, name: str, rivals: Sequence[str]) -> list[Constraint]:
    edges = []
    for other in rivals:
        if other != name and other not in branch.absent:
            one, two = day_nodes(branch.events[name], branch.events[other])
            edges.append(Constraint(two, one, 0))
    return edges
