"""Clock: the last day on time in one world.

As a distance from a day or as a day. A deadline whose length depends on where it starts, or that
pauses move, is a fixed day once those days are fixed; so every comparison stays a difference of two
days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.network import ORIGIN, Constraint
from timeline.conformance.deadline import Deadline
from timeline.conformance.held import bounds_in, narrowed
from timeline.inference.statement import day_nodes
from timeline.model.limit import Length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.conformance.deadline import Sense, StartGroup
    from timeline.conformance.held import Facts
    from timeline.conformance.question import ClockStop, Given, PausableLimit
    from timeline.inference.branch import Branch

_READINGS: tuple[Sense, Sense] = ("early", "late")
_MOST_STARTS = 1200
"""Most starts of a clock that are tried one by one."""
_MOST_PAUSED = 4_000
"""Most days of pauses that are tried one by one; with more nobody can say when the limit ends."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit: `after` days behind the day `start`, the day `by`, or without end."""

    start: str
    """Event at which it starts."""
    after: int | None = None
    by: int | None = None
    ends: Interval | None = None
    """Last days on time, if `by` is one of them and all lie on its side of what counts."""
    own: StartGroup | None = None
    """The same in the days of the start's own zone, if these are others."""
    slack: int = 0
    """Days later that it may be meant; another clock stands for the latest."""
    was_read: bool = True
    """True if anybody could read the limit."""
    is_open_ended: bool = False
    """True if a last extension has no published end, so that this is the end before it."""
    is_stopped: bool = False
    """True if a pause that had not ended stopped it before it ran out."""
    is_silent: bool = False
    """True if no end of that pause is on record at all."""
    is_far: bool = False
    """True if the end moves with a day that nothing bounds, behind the as-of day."""

    @property
    def has_end(self) -> bool:
        """Return True if there is a last day on time."""
        return self.after is not None or self.by is not None

    @property
    def is_endless(self) -> bool:
        """Return True if no relevant day can be late."""
        return self.is_far or not self.has_end

    def last_day(self, branch: Branch, facts: Facts) -> Interval | None:
        """Return the interval of the last day on time, on the case's calendar."""
        if self.ends is not None:
            return self.ends
        if self.by is not None:
            return Interval(self.by, None if self.is_far else self.by)
        if self.after is None:
            return None
        return bounds_in(branch, facts, ORIGIN, branch.case_day(self.start)).shifted(self.after)

    def at_most(self, branch: Branch, day: int) -> Constraint:
        """Return the edge: it ends by a day of the case's calendar."""
        if self.by is not None:
            return _fact(holds=self.by <= day)
        return Constraint(ORIGIN, branch.case_day(self.start), day - (self.after or 0))

    def at_least(self, branch: Branch, day: int) -> Constraint:
        """Return the edge: it ends on a day of the case's calendar or later."""
        if self.by is not None:
            return _fact(holds=self.by >= day)
        return Constraint(branch.case_day(self.start), ORIGIN, (self.after or 0) - day)

    def is_in_own_days(self, branch: Branch, event: str) -> bool:
        """Return True if the event's zone is the start's, whose days are known."""
        return self.own is not None and branch.events[event].zone == branch.events[self.start].zone

    def kept_by(self, branch: Branch, event: str) -> Constraint:
        """Return the edge: an event is on time."""
        return Constraint(*self._last_day_from(branch, event))

    def passed_by(self, branch: Branch, event: str) -> Constraint:
        """Return the edge: an event is late."""
        start, end, days = self._last_day_from(branch, event)
        return Constraint(end, start, -(days + 1))

    def _last_day_from(self, branch: Branch, event: str) -> tuple[str, str, int]:
        """Return a node, that of the event, and the most days between if it is on time."""
        is_own = self.is_in_own_days(branch, event)
        after, by = self.ends_for(branch, event)
        if by is not None:
            dated = branch.events[event]
            return ORIGIN, dated.own_day if is_own else dated.case_day, by
        return *day_nodes(branch.events[self.start], branch.events[event]), after or 0

    def ends_for(self, branch: Branch, event: str) -> tuple[int | None, int | None]:
        """Return `after` and `by` in the days in which an event is compared."""
        if self.own is not None and self.is_in_own_days(branch, event):
            return self.own.after, self.own.by
        return self.after, self.by


def _fact(*, holds: bool) -> Constraint:
    """Return an edge that always or never holds."""
    return Constraint(ORIGIN, ORIGIN, 0 if holds else -1)


@dataclass(frozen=True, slots=True)
class Seen:
    """Days from which a limit is looked at."""

    as_of: int
    """Day judged from; later parts of pauses are cut."""
    horizon: int | None = None
    """Last day on which silence about the end of a pause counts."""
    compared: Interval = ANY
    """Bounds of the days compared with the last day on time."""
    done: frozenset[str] = frozenset()
    """Events that count as done by `as_of`, whatever their days."""


def unread_clock(start: str) -> Clock:
    """Return the clock of an unreadable limit: it may end on any day."""
    return Clock(start, after=0, was_read=False, is_open_ended=True)


def clocks_of(
    branch: Branch,
    facts: Facts,
    start: str,
    deadline: Deadline,
    parts: tuple[PausableLimit, ...],
    seen: Seen,
) -> Iterator[tuple[Facts, Clock]]:
    """Yield each kind of world with the clock of a deadline that starts at an event.

    If pauses stop any of its `parts`, these are given too.
    """
    is_untold = False
    if parts:
        paused = _Paused(parts, start, seen, is_open_ended=deadline.open_ended)
        worlds = paused.worlds(branch, facts)
        if worlds is not None:
            yield from worlds
            return
        is_untold = True  # pauses that cannot be tried put the end off, nobody knows how far
    node = branch.case_day(start)
    starts = bounds_in(branch, facts, ORIGIN, node)
    open_ended = deadline.open_ended or is_untold
    # Of too many starts, those whose end lies beyond every day that counts are put together.
    for early, late in deadline.groups(starts, ANY if _can_be_tried(starts) else seen.compared):
        found = narrowed(branch, facts, *_in_group(node, early))
        if found is None:
            continue
        for held, own in _in_own_days(branch, found, start, deadline):
            slack = (late.after or late.by or 0) - (early.after or early.by or 0)
            first = Clock(start, early.after, early.by, early.ends, own=own[0], slack=slack)
            last = Clock(start, late.after, late.by, late.ends, own=own[1])
            for clock in dict.fromkeys((first, last)):
                yield held, replace(clock, is_open_ended=open_ended)


def _in_own_days(
    branch: Branch, facts: Facts, start: str, deadline: Deadline
) -> Iterator[tuple[Facts, tuple[StartGroup | None, StartGroup | None]]]:
    """Yield the deadline in the start's own days, if these are not the case's."""
    # A month from a day there ends on a day there, for whatever happens in the same zone.
    event = branch.events[start]
    is_same = not event.is_elsewhere or deadline.by is not None or deadline.plain_days is not None
    starts = ANY if is_same else bounds_in(branch, facts, ORIGIN, event.own_day)
    if not _can_be_tried(starts):  # then by the days of the case, a day wider
        yield facts, (None, None)
        return
    for early, late in deadline.groups(starts):
        held = narrowed(branch, facts, *_in_group(event.own_day, early))
        if held is not None:
            yield held, (early, late)


def _can_be_tried(starts: Interval) -> bool:
    if starts.min is None or starts.max is None:
        return False
    return starts.max - starts.min <= _MOST_STARTS


def _in_group(node: str, group: StartGroup) -> Iterator[Constraint]:
    if group.last is not None:
        yield Constraint(ORIGIN, node, group.last)
    if group.first is not None:
        yield Constraint(node, ORIGIN, -group.first)


@dataclass(frozen=True, slots=True)
class _Paused:
    """Limits with pauses, by their starts and pauses."""

    parts: tuple[PausableLimit, ...]
    start: str
    seen: Seen
    is_open_ended: bool

    def events(self, branch: Branch) -> list[str]:
        """Return the events whose days decide the end."""
        stops = [stop for part in self.parts for stop in part.stops]
        named = [name for one in stops for name in (one.start, one.end)]
        if self._fixed is not None:
            named.append(self._fixed.event)
        distinct = dict.fromkeys([self.start, *named])
        return [name for name in distinct if name and name not in branch.absent]

    @property
    def _fixed(self) -> Given | None:
        """Return the first order's given day, if its end is fixed."""
        first = self.parts[0]
        return first.given if first.deadline.by is not None else None

    def _days_given(self, on: Mapping[str, int]) -> Iterable[int | None]:
        """Return the days from which a fixed end runs.

        It runs from when it was given if the event that would start it has not come. None alone if
        an event starts it.
        """
        given = self._fixed
        if given is None or given.event or self._had_come(self.start, on):
            return (None,)
        last = self.seen.as_of if given.last is None else min(given.last, self.seen.as_of)
        first = min(on.values()) - 1  # no pause reaches back so far
        if given.first is not None:
            first = max(given.first, first)
        return range(min(first, last), last + 1)

    def _day_zero(self, on: Mapping[str, int]) -> int:
        """Return the day of the event that starts the clock or brought its fixed end."""
        given = self._fixed
        waits = given is not None and given.event and not self._had_come(self.start, on)
        return on[given.event if given is not None and waits else self.start]

    def worlds(self, branch: Branch, facts: Facts) -> Iterator[tuple[Facts, Clock]] | None:
        """Yield the clock for each choice of these days; None if they are too many to try."""
        bounds = {
            name: bounds_in(branch, facts, ORIGIN, branch.case_day(name))
            for name in self.events(branch)
        }
        later = self._later(bounds)
        ranges = {}
        for name, bound in bounds.items():
            if bound.min is None:
                return None
            last = later if bound.max is None else min(bound.max, later)
            ranges[name] = range(min(bound.min, later), last + 1)
        if prod(len(days) for days in ranges.values()) > _MOST_PAUSED:
            return None
        return self._on_each_day(branch, facts, ranges, later)

    def _later(self, bounds: Mapping[str, Interval]) -> int:
        """Return a day that stands for all behind the as-of day and what counts as done."""
        done = [bounds[name] for name in bounds if name in self.seen.done]
        lasts = [bound.max for bound in done if bound.max is not None]
        last = max([self.seen.as_of, *lasts])
        if len(lasts) < len(done):  # nothing bounds one of them: it may lie behind every limit
            last = max(last, bounds[self.start].max or last)
            for part in self.parts:
                last = max(last, part.deadline.last_day(last, "late"))
        return last + 2

    def _on_each_day(
        self, branch: Branch, facts: Facts, ranges: Mapping[str, range], later: int
    ) -> Iterator[tuple[Facts, Clock]]:
        for days in product(*ranges.values()):
            on = dict(zip(ranges, days, strict=True))
            edges = []
            for name, day in on.items():
                node = branch.case_day(name)
                edges.append(Constraint(node, ORIGIN, -day))
                edges += [Constraint(ORIGIN, node, day)] if day < later else []
            held = narrowed(branch, facts, *edges)
            if held is not None:
                before = {name: day - (day >= later) for name, day in on.items()}
                clocks = (
                    self._moving(on, before, zero, one)
                    for zero, one in product(self._days_given(on), _READINGS)
                )
                for clock in dict.fromkeys(clocks):
                    yield held, clock

    def _moving(
        self, on: Mapping[str, int], before: Mapping[str, int], zero: int | None, reading: Sense
    ) -> Clock:
        """Return the clock, far if its end moves with days that nothing bounds."""
        clock = self._clock(on, zero, reading)
        is_far = on != before and clock != self._clock(before, zero, reading)
        return replace(clock, is_far=is_far)

    def _clock(self, on: Mapping[str, int], zero: int | None, reading: Sense) -> Clock:
        """Return the clock on known days; each limit runs from the end of the last."""
        # A fixed day is a day of its own: only its own pauses move it, and they count from where
        # the limit before it would have ended without any. Else a pause of that limit would bring
        # the fixed day nearer, or stop it.
        plain = self._day_zero(on) if zero is None else zero
        day: int | None = plain
        is_silent = False
        for part in self.parts:
            if part.deadline.by is not None:
                day, is_silent = plain, False
            if day is not None:
                day, lasts = self._end(part, day, on, reading)
                is_silent = is_silent or lasts
            plain = part.deadline.last_day(plain, reading)
        if day is None:
            return Clock(self.start, is_stopped=True)
        return Clock(
            self.start,
            by=day,
            is_open_ended=self.is_open_ended,
            is_stopped=is_silent,
            is_silent=is_silent,
        )

    def _end(
        self, part: PausableLimit, start: int, on: Mapping[str, int], reading: Sense
    ) -> tuple[int | None, bool]:
        """Return the last day on time of one limit.

        None while a pause lasts. A pause, or a restart, that begins after the limit ran out moves
        nothing. A pause of which no end is on record may have ended on any day from the horizon on:
        the day returned is then the earliest, and the answer True.
        """
        left = sorted(
            (one for one in part.stops if self._had_come(one.start, on)),
            key=lambda one: on[one.start],
        )
        deadline = part.deadline
        if deadline.by is not None and left and deadline.last_day(start, reading) > start:
            days = deadline.last_day(start, reading) - start
            deadline = Deadline((Length(days, "days", ""),))  # which can move, or start again
        untold: list[tuple[int, int]] = []
        is_silent = False
        while True:
            ended = [one for one in left if self._had_come(one.end, on)]
            plain = [(on[one.start], on[one.end]) for one in ended if not one.restarts]
            end = _moved(deadline, start, [*plain, *untold], reading)
            stopping = [
                one
                for one in left
                if self._stops(one, on, end, start=start, has_ended=one in ended)
            ]
            if not stopping or end < start:
                return end, is_silent
            first = stopping[0]
            left.remove(first)
            if first in ended:
                start = max(start, on[first.end])
            elif first.end in on:
                return None, False
            else:
                is_silent = True
                until = max(on[first.start], self.seen.horizon or 0)
                if first.restarts:
                    start = max(start, until)
                else:
                    untold.append((on[first.start], until))

    def _had_come(self, event: str, on: Mapping[str, int]) -> bool:
        return event in on and (on[event] <= self.seen.as_of or event in self.seen.done)

    def _stops(
        self, stop: ClockStop, on: Mapping[str, int], end: int, *, start: int, has_ended: bool
    ) -> bool:
        """Return True if a pause stops the limit for good or restarts it."""
        begins = on[stop.start]
        if stop.restarts:
            return begins <= end and not (has_ended and on[stop.end] < begins)
        return not has_ended and begins < end and start < end


def _moved(deadline: Deadline, start: int, plain: Sequence[tuple[int, int]], reading: Sense) -> int:
    """Return the last day on time after pauses; a calendar date moves as its days do."""
    end = deadline.last_day(start, reading)
    if not plain or end <= start:
        return end
    if not deadline.counts_working_days:
        deadline = Deadline((Length(end - start, "days", ""),))
    return deadline.last_day(start, reading, plain)
