"""Branch: one choice among what one-of claims leave, as two networks that fit each other.

Days are whole numbers; order within a day is a matter of instants. The network of times holds
what is known of instants (times of day, "before", hours). What it says of days is added to the
network of days, after which every assignment of days that the second allows can be filled with
instants that the first allows: given the days, the times form a system of boxes and differences,
and such a system has a solution exactly when no path contradicts two boxes. The paths that can
are those through a time of day (rows to and from the calendar), single steps, and paths with
hours in them (all pairs).
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.network import ORIGIN, Contradiction, Edge, Network
from timeline.reckoning.instants import instants_of, is_order
from timeline.reckoning.lengths import edges_from, length_edges
from timeline.reckoning.statement import DAY, MINUTE, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.reckoning.instants import KnownInstants
    from timeline.reckoning.record import DatedEvent
    from timeline.reckoning.statement import Length

_ROUNDS_OF_LENGTHS = 3


class Branch:
    """Days and times that can all hold together.

    Raises:
        Contradiction: they cannot.
    """

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
        """Implied events that are given up here: they never happened."""
        self.given_up: frozenset[str] = frozenset()
        """Claims and absences that are given up here, by id."""
        chosen = list(options)
        times = [edge for option in chosen for edge in option.times]
        self._instants = instants_of(events, times, {} if known is None else known)
        self._days = [edge for option in chosen for edge in option.days]
        self._days += self._instants.days
        self.days = self._with_lengths([one for option in chosen for one in option.lengths])

    @property
    def times(self) -> Network:
        """The network of times."""
        return self._instants.network

    def _with_lengths(self, lengths: Sequence[Length]) -> Network:
        """Months and working days, again and again while knowing more narrows them."""
        fixed, nodes = self._days, self._nodes()
        known: Network | None = None
        added: list[Edge] = []
        for _ in range(_ROUNDS_OF_LENGTHS if lengths else 1):
            edges = [edge for length in lengths for edge in length_edges(length, known)]
            if known is not None and edges == added:
                break
            added = edges
            known = Network(nodes, [*fixed, *added])
        self._days = [*fixed, *added]
        assert known is not None  # noqa: S101 - at least one round is made
        return known

    def _nodes(self) -> list[str]:
        own = list(self.events)
        return own + [event.case_day for event in self.events.values() if event.is_elsewhere]

    def case_day(self, event: str) -> str:
        """The node of an event's day on the case's calendar."""
        return self._instants.case_days[event]

    def allows(self, days: Sequence[Edge], first_then: Sequence[tuple[str, str]] = ()) -> bool:
        """Return True if extra day edges can hold together with a strict order of some instants.

        Args:
            days: edges between day nodes.
            first_then: pairs of event ids, the instant of the first before that of the second.
        """
        if not first_then:
            return self.days.allows(days)
        orders = [(self.case_day(one), self.case_day(two)) for one, two in first_then]
        weak = [Edge(two, one, 0) for one, two in orders]
        if not self.days.allows([*days, *weak]):
            return False
        if self.days.allows([*days, *(Edge(two, one, -1) for one, two in orders)]):
            return True
        return self._holds_with([*days, *weak], [Edge(two, one, -1) for one, two in first_then])

    def _holds_with(self, days: Sequence[Edge], times: Sequence[Edge]) -> bool:
        """Return True if both networks can be solved again with more edges in them.

        Args:
            days: edges that the network of days allows.
            times: strict orders, whose days are among them.
        """
        if (
            self._instants.has_orders_alone
        ):  # then times and days only meet in the days of the orders
            return self._instants.allows(times)
        everything = Option((*self._days, *days), (*self._instants.edges, *times))
        try:
            Branch(self.events, [everything])
        except Contradiction:
            return False
        return True

    def allows_as_well(self, options: Sequence[Option]) -> bool | None:
        """Return True if options can hold as well; sooner than by a Branch with them in it.

        None where only such a Branch can say: instants meet days in more than single steps. This
        branch is to have no lengths in it, because knowing more could narrow them.
        """
        times = [edge for option in options for edge in option.times]
        if times and not (self._instants.has_orders_alone and all(map(is_order, times))):
            return None
        days = [edge for option in options for edge in option.days]
        days += [self._instants.day_edge(edge.start, edge.end, edge.days, ()) for edge in times]
        lengths = [length for option in options for length in option.lengths]
        return self._instants.allows(times) and self._days_allow(days, lengths)

    def _days_allow(self, days: Sequence[Edge], lengths: Sequence[Length]) -> bool:
        """Return True if more day edges and lengths can hold; by the rounds of `_with_lengths`."""
        added = [edge for length in lengths for edge in edges_from(length, Bound())]
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

    def with_days(self, days: Sequence[Edge]) -> Branch:
        """The same branch with more day edges.

        Raises:
            Contradiction: they cannot hold as well.
        """
        narrower = copy(self)
        narrower._days = [*self._days, *days]  # noqa: SLF001 - its own
        narrower.days = self.days.with_edges(days)
        return narrower

    def day_of(self, event: str) -> Bound:
        """The calendar day of an event, in its own zone, as ordinals."""
        return self.days.day_of(event)

    def minute_of(self, event: str) -> int | None:
        """The minute of the day on the case's clock, where it is known to the minute."""
        if event not in self.times.nodes:
            return None
        bound = self.times.day_of(event)
        if bound.min is None or bound.max is None or bound.max // MINUTE != bound.min // MINUTE:
            return None
        return bound.min % DAY // MINUTE

    def case_day_of(self, event: str) -> Bound:
        """The calendar day of an event on the case's calendar, as ordinals."""
        return self.days.day_of(self.case_day(event))
