"""Statements: what the record says of time, as edges.

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

from timeline.chrono.network import ORIGIN, Constraint
from timeline.chrono.when import Absolute, Between, Distance, Ordering

if TYPE_CHECKING:
    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.when import When
    from timeline.inference.record import DatedEvent, Evidence
    from timeline.location import Location, Route
    from timeline.model.build import CaseFile

MINUTE = 4096
"""Parts of a minute: strict order takes one part, so as many events fit into one minute."""
DAY = 1440 * MINUTE

Basis = Literal["claim", "absence", "published", "by meaning", "record", "zone"]


@dataclass(frozen=True, slots=True)
class Option:
    """One alternative of a statement; its edges hold together.

    `days` join day nodes in days, `times` join events in parts of a minute of the case's clock,
    `lengths` are distances in months or working days, whose days depend on where they start.
    """

    days: tuple[Constraint, ...] = ()
    times: tuple[Constraint, ...] = ()
    lengths: tuple[StatedLength, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedLength:
    """A distance from `start` to `end` whose days depend on its start."""

    start: str
    end: str
    distance: Distance
    reasons: tuple[int, ...]
    calendar: WorkCalendar | None = None
    """Calendar by which working days are counted."""


@dataclass(frozen=True, slots=True)
class TimeStatement:
    """One statement of the record about time."""

    # Its place and group are worked out when asked for: most cases are consistent, and then nobody
    # asks.

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
    """Implied event that it ties to others, if any."""

    @property
    def says_by_meaning(self) -> str:
        """Return its words, marked if no source says it."""
        return f"by meaning: {self.says}" if self.basis == "by meaning" else self.says

    @property
    def location(self) -> Location:
        """Return its place."""
        return self.file.location(self.route)

    @property
    def group(self) -> str:
        """Return the group with which it is given up; empty if it cannot be."""
        if isinstance(self.said, str):
            return self.said
        return f"{self.event}: {_meaning(self.said)}"


@lru_cache(maxsize=4096)
def _meaning(when: When) -> str:
    """Return one key for claims of the same meaning, however worded or printed."""
    match when:
        case Absolute(options=options):
            return repr(sorted(set(map(repr, options))))
        case Ordering(ref=ref, relation=relation):
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
    """Return the nodes in which two events are compared: their own zone's if shared."""
    if first.zone == second.zone:
        return first.own_day, second.own_day
    return first.case_day, second.case_day


def between_days(
    start: str, end: str, least: int | None, most: int | None, *reasons: int
) -> tuple[Constraint, ...]:
    """Build edges for `least <= day(end) - day(start) <= most`."""
    edges = []
    if most is not None:
        edges.append(Constraint(start, end, most, reasons))
    if least is not None:
        edges.append(Constraint(end, start, -least, reasons))
    return tuple(edges)


def on_days(node: str, first: int | None, last: int | None, reason: int) -> tuple[Constraint, ...]:
    """Build edges for a node between two calendar days."""
    return between_days(ORIGIN, node, first, last, reason)


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements of a record about time."""

    record: Evidence
    accepted: tuple[TimeStatement, ...]
    disputed: tuple[TimeStatement, ...]
    """Claims and absences that are set aside."""
    tentative: tuple[TimeStatement, ...] = ()
    """Orders of implied events that hold unless they narrow what implies them."""
