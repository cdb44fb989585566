"""Branch: one choice of options, as two networks.

Days are whole numbers; order within a day is a matter of instants. The network of times holds what
is known of instants (times of day, "before", hours). What it says of days is added to the network
of days, after which every assignment of days that the second allows can be filled with instants
that the first allows: given the days, the times form a system of boxes and differences, and such a
system has a solution exactly when no path contradicts two boxes. The paths that can are those
through a time of day (rows to and from the calendar), single steps, and paths with hours in them
(all pairs).
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN, Constraint, NegativeCycleError, SimpleTemporalNetwork
from timeline.inference.instants import instants_of, is_order
from timeline.inference.lengths import edges_from, length_edges
from timeline.inference.statement import DAY, MINUTE, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.inference.instants import KnownInstants
    from timeline.inference.record import DatedEvent
    from timeline.inference.statement import StatedLength

_ROUNDS_OF_LENGTHS = 3


class Branch:
    """Days and times that can all hold together; NegativeCycleError if they cannot."""

    def __init__(
        self,
        events: Mapping[str, DatedEvent],
        options: Iterable[Option],
        known: KnownInstants | None = None,
    ) -> None:
        """Solve both networks.

        Args:
            events: every event that counts, by id.
            options: one option of each statement that is held true.
            known: instants that were solved for other branches of these events.
        """
        self.events = events
        self.absent: frozenset[str] = frozenset()
        """Implied events given up here: they never happened."""
        self.given_up: frozenset[str] = frozenset()
        """Ids of the claims and absences given up here."""
        chosen = list(options)
        times = [edge for option in chosen for edge in option.times]
        self._instants = instants_of(events, times, {} if known is None else known)
        self.day_edges = [edge for option in chosen for edge in option.days]
        self.day_edges += self._instants.days
        self.days = self._with_lengths([one for option in chosen for one in option.lengths])

    @property
    def times(self) -> SimpleTemporalNetwork:
        """Return the network of times."""
        return self._instants.network

    def _with_lengths(self, lengths: Sequence[StatedLength]) -> SimpleTemporalNetwork:
        """Solve months and working days in rounds, as knowing more narrows them."""
        fixed, events = self.day_edges, self.events.values()
        nodes = [*self.events, *(event.case_day for event in events if event.is_elsewhere)]
        added = [edge for length in lengths for edge in length_edges(length, None)]
        known = SimpleTemporalNetwork(nodes, [*fixed, *added])
        for _ in range(1, _ROUNDS_OF_LENGTHS if lengths else 1):
            edges = [edge for length in lengths for edge in length_edges(length, known)]
            if edges == added:
                break
            added = edges
            known = SimpleTemporalNetwork(nodes, [*fixed, *added])
        self.day_edges = [*fixed, *added]
        return known

    def case_day(self, event: str) -> str:
        """Return an event's day node on the case's calendar."""
        return self._instants.case_days[event]

    def allows(
        self, days: Sequence[Constraint], first_then: Sequence[tuple[str, str]] = ()
    ) -> bool:
        """Return True if days and strict orders can hold.

        Args:
            days: edges between day nodes.
            first_then: pairs of event ids, the instant of the first before that of the second.
        """
        if not first_then:
            return self.days.allows(days)
        orders = [(self.case_day(one), self.case_day(two)) for one, two in first_then]
        weak = [Constraint(two, one, 0) for one, two in orders]
        if not self.days.allows([*days, *weak]):
            return False
        if self.days.allows([*days, *(Constraint(two, one, -1) for one, two in orders)]):
            return True
        times = [Constraint(two, one, -1) for one, two in first_then]
        if self._instants.has_orders_alone:  # times and days only meet in the days of the orders
            return self._instants.allows(times)
        everything = Option((*self.day_edges, *days, *weak), (*self._instants.edges, *times))
        try:
            Branch(self.events, [everything])
        except NegativeCycleError:
            return False
        return True

    def allows_as_well(self, options: Sequence[Option]) -> bool | None:
        """Return True if further options can hold.

        Sooner than by a Branch with them in it. None where only such a Branch can say: instants
        meet days in more than single steps. This branch is to have no lengths in it, because
        knowing more could narrow them.
        """
        times = [edge for option in options for edge in option.times]
        if times and not (self._instants.has_orders_alone and all(map(is_order, times))):
            return None
        days = [edge for option in options for edge in option.days]
        days += [self._instants.day_edge(edge.start, edge.end, edge.days, ()) for edge in times]
        lengths = [length for option in options for length in option.lengths]
        return self._instants.allows(times) and self._days_allow(days, lengths)

    def _days_allow(self, days: Sequence[Constraint], lengths: Sequence[StatedLength]) -> bool:
        """Return True if more days and lengths can hold, by the same rounds."""
        added = [edge for length in lengths for edge in edges_from(length, Interval())]
        for _ in range(1, _ROUNDS_OF_LENGTHS if lengths else 1):
            starts = [
                self.days.days_given([*days, *added], ORIGIN, length.start) for length in lengths
            ]
            edges = [
                edge
                for length, start in zip(lengths, starts, strict=True)
                if start is not None
                for edge in edges_from(length, start)
            ]
            if None in starts or edges == added:
                break
            added = edges
        return self.days.allows([*days, *added])

    def with_days(self, days: Sequence[Constraint]) -> Branch:
        """Return the branch with more day edges; NegativeCycleError if they cannot hold."""
        narrower = copy(self)
        narrower.day_edges = [*self.day_edges, *days]
        narrower.days = self.days.with_edges(days)
        return narrower

    def day_of(self, event: str) -> Interval:
        """Return the day interval of an event in its own zone, as ordinals."""
        return self.days.day_of(event)

    def minute_of(self, event: str) -> int | None:
        """Return the minute of the case's day, if known to the minute."""
        if event not in self._instants.timed:
            return None
        bound = self.times.day_of(event)
        if bound.min is None or bound.max is None or bound.max // MINUTE != bound.min // MINUTE:
            return None
        return bound.min % DAY // MINUTE

    def is_strictly_before(self, first: str, second: str) -> bool:
        """Return True if times of day or words surely order two instants."""
        if not {first, second} <= self._instants.timed:
            return False
        most = self.times.most(second, first)
        return most is not None and most < 0

    def is_not_after(self, first: str, second: str) -> bool:
        """Return True if an instant is known not to follow another, or to precede it."""
        return {first, second} <= self._instants.timed and self.times.most(second, first) == 0

    def case_day_of(self, event: str) -> Interval:
        """Return an event's day interval on the case's calendar, as ordinals."""
        return self.days.day_of(self.case_day(event))
