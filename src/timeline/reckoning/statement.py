"""Statement: one thing that the record says of time, as edges of a network, and where it stands.

    claim        a source dates an event                      soft: can be given up
    absence      a source says that it had not happened yet   soft
    published    a source cannot report what is still to come hard
    by meaning   the words of the process order two events    hard

Days are counted on the calendar of the event's own zone; a second node, with the case's calendar,
joins those events whose zone is another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from timeline.chrono.network import ORIGIN, Edge
from timeline.chrono.when import Absolute, Between, Distance, Order

if TYPE_CHECKING:
    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.when import When
    from timeline.location import Location, Route
    from timeline.model.build import CaseFile
    from timeline.reckoning.record import DatedEvent, Record

MINUTE = 4096
"""Parts of a minute: strict order takes one part, so as many events fit into one minute."""
DAY = 1440 * MINUTE

Basis = Literal["claim", "absence", "published", "by meaning", "record", "zone"]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the alternatives that a statement leaves; all its edges hold together.

    `days` join day nodes in days, `times` join events in parts of a minute of the case's clock,
    `lengths` are distances in months or working days, whose days depend on where they start.
    """

    days: tuple[Edge, ...] = ()
    times: tuple[Edge, ...] = ()
    lengths: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """A distance whose days depend on its start: `end` lies `distance` from `start`."""

    start: str
    end: str
    distance: Distance
    reasons: tuple[int, ...]
    calendar: WorkCalendar | None = None
    """By which working days are counted."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the record says of time.

    Where it stands and what group it is of is worked out when asked for: most cases are
    consistent, and then nobody asks.
    """

    index: int
    id: str
    """`strike#1` for a claim, `absences#2`, else the id of the event that it binds."""
    basis: Basis
    event: str
    says: str
    """In words that stand by themselves: strike 2023-05-03."""
    file: CaseFile
    route: Route
    """Its place in the file."""
    source: str = ""
    said: When | str = ""
    """Words of a claim or of an absence; empty for what cannot be given up."""
    options: tuple[Option, ...] = (Option(),)
    implied: str = ""
    """The implied event that it ties to others, if any."""

    @property
    def says_by_meaning(self) -> str:
        """Its words, marked as following by meaning where no source says it."""
        return f"by meaning: {self.says}" if self.basis == "by meaning" else self.says

    @property
    def location(self) -> Location:
        """Its place."""
        return self.file.location(self.route)

    @property
    def group(self) -> str:
        """Statements of one group are given up together; empty for what cannot be given up."""
        if isinstance(self.said, str):
            return self.said
        return f"{self.event}: {_meaning(self.said)}"


@lru_cache(maxsize=4096)
def _meaning(when: When) -> str:
    """The same for claims that say the same, however they are worded or printed."""
    match when:
        case Absolute(options=options):
            return repr(sorted(set(map(repr, options))))
        case Order(ref=ref, relation=relation):
            return repr((relation, ref))
        case Between(after=after, before=before):
            return repr(("between", after, before))
        case Distance(low=0, high=None, low_days=0, unit=unit) as one if unit != "minutes":
            side = {1: "after", -1: "before"}.get(one.direction, "")
            return repr((side, one.ref))  # at least 0 days after orders the instants alone
        case Distance() as distance:
            return repr((
                distance.ref, distance.low, distance.high, distance.unit, distance.direction,
                distance.low_days, distance.high_days, distance.strict,
            ))  # fmt: skip
        case other:
            return other.text


def day_nodes(first: DatedEvent, second: DatedEvent) -> tuple[str, str]:
    """The nodes in which two events are compared: their own zone's days if they share it."""
    if first.zone == second.zone:
        return first.own_day, second.own_day
    return first.case_day, second.case_day


def between_days(
    start: str, end: str, least: int | None, most: int | None, reason: int
) -> tuple[Edge, ...]:
    """Edges for `least <= day(end) - day(start) <= most`."""
    edges = []
    if most is not None:
        edges.append(Edge(start, end, most, (reason,)))
    if least is not None:
        edges.append(Edge(end, start, -least, (reason,)))
    return tuple(edges)


def on_days(node: str, first: int | None, last: int | None, reason: int) -> tuple[Edge, ...]:
    """Edges for a node between two calendar days."""
    return between_days(ORIGIN, node, first, last, reason)


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything that a record says of time."""

    record: Record
    accepted: tuple[Statement, ...]
    disputed: tuple[Statement, ...]
    """Claims and absences that are set aside."""
    tentative: tuple[Statement, ...] = ()
    """Orders of implied events that hold unless they narrow what implies them."""
