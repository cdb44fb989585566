"""Inference: days of a case over all consistent subsets.

And over all choices that one-of claims leave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth
from timeline.inference.claims import Around
from timeline.inference.horizon import record_horizon
from timeline.inference.implied import implied_events
from timeline.inference.record import build_record
from timeline.inference.solve import rests_on
from timeline.inference.statement import TimeStatement, day_nodes
from timeline.inference.statements import build_statements
from timeline.inference.versions import find_versions
from timeline.model.case import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.inference.branch import Branch
    from timeline.inference.record import DatedEvent, Evidence, PublicBy
    from timeline.inference.statement import Statements
    from timeline.inference.subsets import ConsistentSubset
    from timeline.model.build import CaseFile
    from timeline.model.kind import Kind
    from timeline.model.source import Source


@dataclass(frozen=True, slots=True)
class MinimalConflict:
    """A minimal set of claims that cannot all be true."""

    claims: tuple[TimeStatement, ...]
    """One entry for each printing; those of one group say the same."""
    groups: tuple[tuple[TimeStatement, ...], ...]
    """Claims group by group: giving up one group resolves this conflict."""
    without: dict[str, dict[str, Interval]]
    """Days left to the events concerned if a group is given up, by its first claim."""
    against: tuple[TimeStatement, ...] = ()
    """Minimal set of hard statements that the claims contradict: the date of a source, the words of
    the process, the days of two zones. Empty if they contradict one another."""


@dataclass(frozen=True)
class Inference:
    """Consequences of the claims of one case."""

    file: CaseFile
    kinds: Mapping[str, Kind]
    statements: Statements
    readings: tuple[ConsistentSubset, ...]
    contradicting: tuple[frozenset[str], ...]
    """Groups of each minimal conflict."""
    is_capped: bool
    horizon: int | None
    """Last day on which silence counts: how far somebody checked, never later than today or the day
    whose knowledge counts."""
    seen_to: int | None
    """Earlier of today and the day whose knowledge counts; no horizon is later."""
    recorded_until: int | None
    """As the file says, no later than the day whose knowledge counts; None if it is silent."""
    sources: Mapping[str, Source]

    @cached_property
    def conflicts(self) -> tuple[MinimalConflict, ...]:
        """Return the minimal conflicts, each with what giving up a claim leaves."""
        by_group: dict[str, list[TimeStatement]] = {}
        for one in self.statements.accepted:
            by_group.setdefault(one.group, []).append(one)
        return tuple(_conflict(names, by_group, self) for names in self.contradicting)

    @cached_property
    def given_up(self) -> frozenset[str]:
        """Return statements that some consistent subset gives up."""
        dropped = frozenset[str]().union(*(reading.dropped for reading in self.readings))
        if not dropped:
            return frozenset()
        return frozenset(one.id for one in self.statements.accepted if one.group in dropped)

    @property
    def events(self) -> Mapping[str, DatedEvent]:
        """Map the events that count, in file order."""
        return self.statements.record.events

    @property
    def incidents(self) -> tuple[str, ...]:
        """Return the case's incidents, nearly always one."""
        return tuple(
            event.id for event in self.events.values() if self.kinds[event.event.kind].incident
        )

    @property
    def record(self) -> Evidence:
        """Return the part of the file that counts."""
        return self.statements.record

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Return the branches of all consistent subsets."""
        return tuple(branch for reading in self.readings for branch in reading.branches)

    @cached_property
    def done_by_horizon(self) -> frozenset[str]:
        """Return the events done by `recorded_until`.

        Though their days may reach beyond it: those that a source published by then reports as
        done, or an undated one does and they can have come by then; and whatever is not after any
        of them.
        """
        day = self.recorded_until
        if day is None:
            return frozenset()
        found = {name for name, event in self.events.items() if self._is_reported(event, day)}
        for name in self.events:
            if name not in found and any(
                self._is_before(name, other) for other in tuple(found) if other != name
            ):
                found.add(name)
        return frozenset(found)

    def _is_reported(self, event: DatedEvent, day: int) -> bool:
        """Return True if the checked record reports an event."""
        for placed in event.claims:
            source = self.sources.get(placed.claim.source)
            if placed.claim.standing == "rejected" or placed.claim.planned or source is None:
                continue
            if source.published is None:
                if self._can_have_come(event, day):
                    return True
                continue
            last = last_day(source.published)
            if last is not None and last <= day:
                return True
        return False

    def _can_have_come(self, event: DatedEvent, day: int) -> bool:
        """Return True if an event can have come by a day in each subset."""
        return all(
            any(
                branch.case_day_of(event.id).at_most(day) is not Truth.NO for branch in one.branches
            )
            for one in self.readings
        )

    def _is_before(self, first: str, second: str) -> bool:
        """Return True if one event is certainly not after another."""
        one, two = day_nodes(self.events[first], self.events[second])
        spans = [
            branch.days.days_between(one, two)
            for branch in self.branches
            if first not in branch.absent
        ]
        return bool(spans) and all(span.min is not None and span.min >= 0 for span in spans)

    def done_by(self, as_of: int) -> frozenset[str]:
        """Return the events that count as done by a day, whatever their days."""
        is_past = self.recorded_until is not None and self.recorded_until <= as_of
        return self.done_by_horizon if is_past else frozenset()

    def day_of(self, event: str) -> Interval:
        """Return the day interval of an event in its own zone, over all subsets."""
        return self._hull(event, self.events[event].own_day)

    def days_of(self, event: str) -> tuple[Interval, ...]:
        """Return the day intervals that one-of claims or subsets keep apart."""
        return _joined(branch.day_of(event) for branch in self._with(event))

    def _with(self, *events: str) -> list[Branch]:
        """List the branches that keep some events."""
        return [branch for branch in self.branches if branch.absent.isdisjoint(events)]

    def case_day_of(self, event: str) -> Interval:
        """Return an event's day interval on the case's calendar, over all subsets."""
        return self._hull(event, self.events[event].case_day)

    @cached_property
    def _days(self) -> dict[str, Interval]:
        """Return the memo of days by node, asked for again and again."""
        return {}

    def _hull(self, event: str, node: str) -> Interval:
        if node not in self._days:
            found = [branch.days.day_of(node) for branch in self._with(event)]
            self._days[node] = hull_of(found) if found else Interval()
        return self._days[node]

    def between(self, first: str, second: str) -> Interval:
        """Return the days between two events, the pair's own bound over all subsets."""
        start, end = day_nodes(self.events[first], self.events[second])
        found = [branch.days.days_between(start, end) for branch in self._with(first, second)]
        return hull_of(found) if found else Interval()

    def minute_of(self, event: str) -> int | None:
        """Return the minute of the case's day, if all branches agree."""
        if self.events[event].is_elsewhere:
            return None
        minutes = {branch.minute_of(event) for branch in self.branches}
        return minutes.pop() if len(minutes) == 1 else None

    def happened(self, event: str, as_of: int) -> Truth:
        """Answer if an event had happened by the end of a day of the case's calendar."""
        present = self._with(event)
        if event in self.done_by(as_of) and present:
            return Truth.YES if len(present) == len(self.branches) else Truth.UNKNOWN
        answer = self.case_day_of(event).at_most(as_of)
        is_sure = len(present) == len(self.branches) or answer is Truth.NO
        return answer if is_sure else Truth.UNKNOWN

    @cached_property
    def of_kind(self) -> Mapping[str, Sequence[str]]:
        """Map each kind to its events' ids, in the order of the file."""
        found: dict[str, list[str]] = {}
        for event in self.events.values():
            found.setdefault(event.event.kind, []).append(event.id)
        return found

    @cached_property
    def by_number(self) -> dict[int, TimeStatement]:
        """Map the statements by number, as edges name them."""
        both = (*self.statements.accepted, *self.statements.disputed)
        return {statement.index: statement for statement in both}


def _joined(bounds: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sort intervals and join touching ones."""
    low, high = float("-inf"), float("inf")
    whole: list[Interval] = []
    for bound in sorted(
        set(bounds), key=lambda part: (low if part.min is None else part.min, part.max or high)
    ):
        if whole and _touch(whole[-1], bound):
            whole[-1] = whole[-1].hull(bound)
        else:
            whole.append(bound)
    return tuple(whole)


def _touch(first: Interval, second: Interval) -> bool:
    return first.max is None or second.min is None or second.min <= first.max + 1


def infer(
    file: CaseFile,
    sources: Mapping[str, Source],
    kinds: Mapping[str, Kind],
    *,
    today: int | None = None,
    public: PublicBy | None = None,
    calendar: WorkCalendar | None = None,
) -> Inference:
    """Infer the days of a case.

    Args:
        file: the case.
        sources: the sources that it cites; their dates bound what they report.
        kinds: the vocabulary.
        today: the day on which the record is read; silence counts no further.
        public: the part of the record that counts; None for all of it.
        calendar: by which claims count working days; None if the case names none.
    """
    record = build_record(file, kinds, public)
    implied = tuple(implied_events(record.events, kinds))
    events = {**record.events, **{one.event.id: one.event for one in implied}}
    record = replace(record, events=events, implied=implied)
    statements = build_statements(Around(file, events, calendar), record, sources, kinds)
    found = find_versions(statements)
    known_on = [] if public is None else [public.day]
    most = known_on if today is None else [today, *known_on]
    recorded, horizon = file.case.recorded_day, record_horizon(file, record, sources, kinds)
    return Inference(
        file,
        kinds,
        statements,
        readings=tuple(_marked(one, statements.accepted) for one in found.readings),
        contradicting=found.conflicts,
        is_capped=found.is_capped,
        horizon=None if horizon is None else min([horizon, *most]),
        seen_to=min(most, default=None),
        recorded_until=None if recorded is None else min([recorded, *known_on]),
        sources=sources,
    )


def _marked(reading: ConsistentSubset, accepted: Sequence[TimeStatement]) -> ConsistentSubset:
    """Tell each branch what its subset gives up."""
    given_up = frozenset(one.id for one in accepted if one.group in reading.dropped)
    for branch in reading.branches:
        branch.given_up = given_up
    return reading


def _conflict(
    names: frozenset[str], by_group: Mapping[str, Sequence[TimeStatement]], inference: Inference
) -> MinimalConflict:
    ordered = sorted(names, key=lambda name: by_group[name][0].index)
    groups = tuple(tuple(by_group[name]) for name in ordered)
    concerned = tuple(dict.fromkeys(part.event for group in groups for part in group))
    without = {}
    for group in groups:
        branches = [
            branch
            for reading in inference.readings
            if group[0].group in reading.dropped
            for branch in reading.branches
        ]
        if branches:
            without[group[0].id] = {
                event: hull_of([branch.day_of(event) for branch in branches]) for event in concerned
            }
    claims = tuple(part for group in groups for part in group)
    hard = by_group.get("", ())
    return MinimalConflict(claims, groups, without, rests_on(inference.events, claims, hard))
