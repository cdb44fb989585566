"""Reckoning: the days of a case, over every reading and every choice that its claims leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.truth import Truth
from timeline.model.case import last_day
from timeline.reckoning.claims import Around
from timeline.reckoning.horizon import record_horizon
from timeline.reckoning.implied import implied_events
from timeline.reckoning.record import build_record
from timeline.reckoning.solve import rests_on
from timeline.reckoning.statement import Statement, day_nodes
from timeline.reckoning.statements import build_statements
from timeline.reckoning.versions import find_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.model.build import CaseFile
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.reckoning.branch import Branch
    from timeline.reckoning.reading import Reading
    from timeline.reckoning.record import DatedEvent, Knowledge, Record
    from timeline.reckoning.statement import Statements


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of claims that cannot all be true."""

    claims: tuple[Statement, ...]
    """One entry for each printing; those of one group say the same."""
    groups: tuple[tuple[Statement, ...], ...]
    """The same, group by group: giving up one group resolves this conflict."""
    without: dict[str, dict[str, Bound]]
    """What the days of the events concerned become when a group is given up, by its first claim."""
    against: tuple[Statement, ...] = ()
    """A smallest set of what cannot be given up that the claims go against: the date of a source,
    the words of the process, the days of two zones. Empty where they contradict one another."""


@dataclass(frozen=True)
class Reckoning:
    """What follows from the claims of one case."""

    file: CaseFile
    kinds: Mapping[str, Kind]
    statements: Statements
    readings: tuple[Reading, ...]
    contradicting: tuple[frozenset[str], ...]
    """The groups of each smallest set of claims that cannot all be true."""
    is_capped: bool
    horizon: int | None
    """The last day on which silence counts: how far somebody checked, never later than today or
    the day whose knowledge counts."""
    seen_to: int | None
    """The earlier of today and the day whose knowledge counts; no horizon is later."""
    recorded_until: int | None
    """As the file says, no later than the day whose knowledge counts; None where it is silent."""
    sources: Mapping[str, Source]

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Each contradiction, with what giving up one of its claims would leave."""
        by_group: dict[str, list[Statement]] = {}
        for one in self.statements.accepted:
            by_group.setdefault(one.group, []).append(one)
        return tuple(_conflict(names, by_group, self) for names in self.contradicting)

    @cached_property
    def given_up(self) -> frozenset[str]:
        """The claims and absences that some reading gives up, by id."""
        dropped = frozenset[str]().union(*(reading.dropped for reading in self.readings))
        if not dropped:
            return frozenset()
        return frozenset(one.id for one in self.statements.accepted if one.group in dropped)

    @property
    def events(self) -> Mapping[str, DatedEvent]:
        """Every event that counts, by id, in the order of the file."""
        return self.statements.record.events

    @property
    def incidents(self) -> tuple[str, ...]:
        """The events that the case is about; nearly always one."""
        return tuple(
            event.id for event in self.events.values() if self.kinds[event.event.kind].incident
        )

    @property
    def record(self) -> Record:
        """What of the file counts."""
        return self.statements.record

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every branch of every reading."""
        return tuple(branch for reading in self.readings for branch in reading.branches)

    @cached_property
    def done_by_horizon(self) -> frozenset[str]:
        """Events that count as done by `recorded_until`, though their days may reach beyond.

        Those that a source published by then reports as done, or an undated one does and they
        can have come by then; and whatever is not after any of them.
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
        """Return whether the record, as far as it was checked, reports an event as done."""
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
        """Return whether an event can have happened by a day in every reading."""
        firsts = [
            [branch.case_day_of(event.id).min for branch in reading.branches]
            for reading in self.readings
        ]
        return all(any(first is None or first <= day for first in of_one) for of_one in firsts)

    def _is_before(self, first: str, second: str) -> bool:
        """Return whether one event is certainly not after another."""
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

    def day_of(self, event: str) -> Bound:
        """The days on which an event can have happened, in its own zone, over all readings."""
        return self._hull(event, self.events[event].own_day)

    def days_of(self, event: str) -> tuple[Bound, ...]:
        """The separate stretches left to an event where one-of claims or readings leave gaps."""
        return _joined(branch.day_of(event) for branch in self._with(event))

    def _with(self, *events: str) -> list[Branch]:
        """Return the branches in which events were not given up."""
        return [branch for branch in self.branches if branch.absent.isdisjoint(events)]

    def case_day_of(self, event: str) -> Bound:
        """The days of an event on the case's calendar, over all readings."""
        return self._hull(event, self.events[event].case_day)

    @cached_property
    def _days(self) -> dict[str, Bound]:
        """By node, what was asked for before: the same days are asked for again and again."""
        return {}

    def _hull(self, event: str, node: str) -> Bound:
        if node not in self._days:
            found = [branch.days.day_of(node) for branch in self._with(event)]
            self._days[node] = hull_of(found) if found else Bound()
        return self._days[node]

    def between(self, first: str, second: str) -> Bound:
        """Days from one event to another: the pair's own bound, over all readings."""
        start, end = day_nodes(self.events[first], self.events[second])
        found = [branch.days.days_between(start, end) for branch in self._with(first, second)]
        return hull_of(found) if found else Bound()

    def minute_of(self, event: str) -> int | None:
        """The minute of the day, in the case's zone, where all branches know one and the same."""
        if self.events[event].is_elsewhere:
            return None
        minutes = {branch.minute_of(event) for branch in self.branches}
        return minutes.pop() if len(minutes) == 1 else None

    def happened(self, event: str, as_of: int) -> Truth:
        """Whether an event had happened by the end of a day of the case's calendar."""
        present = self._with(event)
        if event in self.done_by(as_of) and present:
            return Truth.YES if len(present) == len(self.branches) else Truth.UNKNOWN
        answer = self.case_day_of(event).at_most(as_of)
        is_sure = len(present) == len(self.branches) or answer is Truth.NO
        return answer if is_sure else Truth.UNKNOWN

    @cached_property
    def of_kind(self) -> Mapping[str, Sequence[str]]:
        """The ids of the events of each kind, in the order of the file."""
        found: dict[str, list[str]] = {}
        for event in self.events.values():
            found.setdefault(event.event.kind, []).append(event.id)
        return found

    @cached_property
    def by_number(self) -> dict[int, Statement]:
        """Every statement by its number, as edges name them."""
        both = (*self.statements.accepted, *self.statements.disputed)
        return {statement.index: statement for statement in both}


def _joined(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    """Bounds in order, touching ones made one."""
    low, high = float("-inf"), float("inf")
    ordered = sorted(
        set(bounds), key=lambda part: (low if part.min is None else part.min, part.max or high)
    )
    whole: list[Bound] = []
    for bound in ordered:
        last = whole[-1] if whole else None
        if last is not None and _touch(last, bound):
            whole[-1] = last.hull(bound)
        else:
            whole.append(bound)
    return tuple(whole)


def _touch(first: Bound, second: Bound) -> bool:
    return first.max is None or second.min is None or second.min <= first.max + 1


@dataclass(frozen=True, slots=True)
class Known:
    """What a case is reckoned with besides its own file and sources."""

    public: Knowledge | None = None
    """What was public; None counts everything."""
    calendar: WorkCalendar | None = None
    """For claims that count working days; None where the case names none."""


_EVERYTHING = Known()


def reckon(
    file: CaseFile,
    sources: Mapping[str, Source],
    kinds: Mapping[str, Kind],
    *,
    today: int | None = None,
    known: Known = _EVERYTHING,
) -> Reckoning:
    """Reckon a case.

    Args:
        file: the case.
        sources: the sources that it cites; their dates bound what they report.
        kinds: the vocabulary.
        today: the day on which the record is read; silence counts no further.
        known: what was public, and the calendar of the case.
    """
    record = build_record(file, kinds, known.public)
    implied = tuple(implied_events(record.events, kinds))
    events = {**record.events, **{one.event.id: one.event for one in implied}}
    record = replace(record, events=events, implied=implied)
    around = Around(file, events, known.calendar)
    statements = build_statements(around, record, sources, kinds)
    found = find_versions(statements)
    most = [day for day in (today, None if known.public is None else known.public.day) if day]
    recorded, horizon = file.case.recorded_day, record_horizon(file, record, sources, kinds)
    return Reckoning(
        file,
        kinds,
        statements,
        readings=tuple(_marked(one, statements.accepted) for one in found.readings),
        contradicting=found.conflicts,
        is_capped=found.is_capped,
        horizon=None if horizon is None else min(horizon, *most, horizon),
        seen_to=min(most, default=None),
        recorded_until=_earliest(recorded, None if known.public is None else known.public.day),
        sources=sources,
    )


def _earliest(first: int | None, second: int | None) -> int | None:
    """Return the earlier of two days; None where the first is open."""
    return first if first is None or second is None else min(first, second)


def _marked(reading: Reading, accepted: Sequence[Statement]) -> Reading:
    """Return the reading with each of its branches told what it gives up."""
    given_up = frozenset(one.id for one in accepted if one.group in reading.dropped)
    for branch in reading.branches:
        branch.given_up = given_up
    return reading


def _conflict(
    names: frozenset[str], by_group: Mapping[str, Sequence[Statement]], reckoning: Reckoning
) -> Conflict:
    ordered = sorted(names, key=lambda name: by_group[name][0].index)
    groups = tuple(tuple(by_group[name]) for name in ordered)
    concerned = tuple(dict.fromkeys(part.event for group in groups for part in group))
    without = {}
    for group in groups:
        branches = [
            branch
            for reading in reckoning.readings
            if group[0].group in reading.dropped
            for branch in reading.branches
        ]
        if branches:
            without[group[0].id] = {
                event: hull_of([branch.day_of(event) for branch in branches]) for event in concerned
            }
    claims = tuple(part for group in groups for part in group)
    hard = by_group.get("", ())
    return Conflict(claims, groups, without, rests_on(reckoning.events, claims, hard))
