"""Reckoning: the days of a case, over every reading and every choice that its claims leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.network import ORIGIN as CALENDAR
from timeline.chrono.network import Contradiction, Edge
from timeline.reckoning.claims import Around
from timeline.reckoning.reading import Reading, find_readings
from timeline.reckoning.record import build_record
from timeline.reckoning.solve import rests_on
from timeline.reckoning.statement import Statement, day_nodes
from timeline.reckoning.statements import build_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.truth import Truth
    from timeline.model.build import CaseFile
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.reckoning.branch import Branch
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
    held: tuple[Statement, ...]
    """What was held true as far as it can be: what is accepted, and what is admitted beside it."""
    is_capped: bool
    record_day: int | None
    """The last day that the record speaks of; what it says happened had happened by then."""

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Each contradiction, with what giving up one of its claims would leave."""
        return tuple(_conflict(groups, self.held, self) for groups in self.contradicting)

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
    def judged(self) -> tuple[Branch, ...]:
        """The branches as they are judged: see `closed_record`."""
        return tuple(self.closed_record(branch) for branch in self.branches)

    def judged_reading(self, reading: Reading) -> tuple[Branch, ...]:
        """The branches of one reading as they are judged."""
        place = self.readings.index(reading)
        start = sum(len(other.branches) for other in self.readings[:place])
        return self.judged[start : start + len(reading.branches)]

    def closed_record(self, branch: Branch) -> Branch:
        """The branch with what the record itself says: it tells of no day after its last.

        Only events that nothing else bounds from above are bounded so. "Closed, day unknown" had
        been closed when the record was made; it is not closed some day in the future.
        """
        day = self.record_day
        if day is None:
            return branch
        edges = []
        for event in self.events.values():
            bound = branch.case_day_of(event.id)
            if bound.max is None and (bound.min is None or bound.min <= day):
                edges.append(Edge(CALENDAR, event.case_day, day))
        if not edges:
            return branch
        try:
            return branch.with_days(edges)
        except Contradiction:  # pragma: no cover - the earliest days are a solution
            return branch

    def day_of(self, event: str) -> Bound:
        """The days on which an event can have happened, in its own zone, over all readings."""
        return self._hull(self.events[event].own_day, self.branches, self._days)

    def days_of(self, event: str) -> tuple[Bound, ...]:
        """The separate stretches left to an event where one-of claims or readings leave gaps."""
        return _joined(branch.day_of(event) for branch in self.branches)

    def case_day_of(self, event: str) -> Bound:
        """The days of an event on the case's calendar, over all readings."""
        return self._hull(self.events[event].case_day, self.branches, self._days)

    @cached_property
    def _days(self) -> dict[str, Bound]:
        """By node, what was asked for before: the same days are asked for again and again."""
        return {}

    @cached_property
    def _judged_days(self) -> dict[str, Bound]:
        """The same of the branches as they are judged."""
        return {}

    @staticmethod
    def _hull(node: str, branches: Iterable[Branch], known: dict[str, Bound]) -> Bound:
        if node not in known:
            known[node] = hull_of([branch.days.day_of(node) for branch in branches])
        return known[node]

    def between(self, first: str, second: str) -> Bound:
        """Days from one event to another: the pair's own bound, over all readings."""
        start, end = day_nodes(self.events[first], self.events[second])
        return hull_of([branch.days.days_between(start, end) for branch in self.branches])

    def minute_of(self, event: str) -> int | None:
        """The minute of the day, in the case's zone, where all branches know one and the same."""
        if self.events[event].is_elsewhere:
            return None
        minutes = {branch.minute_of(event) for branch in self.branches}
        return minutes.pop() if len(minutes) == 1 else None

    def happened(self, event: str, as_of: int) -> Truth:
        """Whether an event had happened by the end of a day of the case's calendar."""
        node = self.events[event].case_day
        return self._hull(node, self.judged, self._judged_days).at_most(as_of)

    @cached_property
    def of_kind(self) -> Mapping[str, Sequence[str]]:
        """The ids of the events of each kind, in the order of the file."""
        found: dict[str, list[str]] = {}
        for event in self.events.values():
            found.setdefault(event.event.kind, []).append(event.id)
        return found

    def admitting(self, number: int) -> Reckoning:
        """The case with one disputed statement held true, in place of what it conflicts with."""
        return _solved(self, next(one for one in self.statements.disputed if one.index == number))

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
    admit: int | None = None,
    known: Known = _EVERYTHING,
) -> Reckoning:
    """Reckon a case.

    Args:
        file: the case.
        sources: the sources that it cites; their dates bound what they report.
        kinds: the vocabulary.
        today: the day the record is read, for one that does not say how far it was followed.
        admit: the number of a disputed statement to hold true with the accepted ones; every
            reading then holds it, in place of what it conflicts with.
        known: what was public, and the calendar of the case.
    """
    record = build_record(file, kinds, known.public)
    around = Around(file, record.events, known.calendar)
    recorded = file.case.recorded_day
    nothing = Reckoning(
        file,
        kinds,
        build_statements(around, record, sources, kinds),
        (),
        (),
        (),
        is_capped=False,
        record_day=today if recorded is None else recorded,
    )
    return _solved(nothing) if admit is None else nothing.admitting(admit)


def _solved(reckoning: Reckoning, admitted: Statement | None = None) -> Reckoning:
    """With its readings and conflicts, by what is accepted and what is held true beside it."""
    held, kept = reckoning.statements.accepted, ""
    if admitted is not None:
        held, kept = (*held, admitted), admitted.group
    found = find_readings(reckoning.events, held, kept)
    return replace(
        reckoning,
        readings=found.readings,
        contradicting=found.conflicts,
        held=held,
        is_capped=found.is_capped,
    )


def _conflict(
    names: frozenset[str], accepted: Sequence[Statement], reckoning: Reckoning
) -> Conflict:
    groups = tuple(
        tuple(part for part in accepted if part.group == name)
        for name in sorted(names, key=lambda name: _first_index(name, accepted))
    )
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
    hard = [part for part in accepted if not part.group]
    return Conflict(claims, groups, without, rests_on(reckoning.events, claims, hard))


def _first_index(group: str, accepted: Sequence[Statement]) -> int:
    return next(part.index for part in accepted if part.group == group)
