"""The record's horizon: how far somebody checked, and what absences say up to which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.zones import minutes_ahead
from timeline.model.case import first_day
from timeline.reckoning.claims import first_free_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.build import CaseFile
    from timeline.model.case import Absence
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.reckoning.record import Record


@dataclass(frozen=True, slots=True)
class Reach:
    """The last day for which an accepted absence speaks of a step."""

    place: int
    """Its place among the absences of the file."""
    absence: Absence
    day: int
    """It had not happened, or was not found, by the end of that day."""
    is_denial: bool
    """True if somebody says so; else somebody searched."""

    @property
    def id(self) -> str:
        """The id that statements use."""
        return f"absences#{self.place + 1}"


def record_horizon(
    file: CaseFile, record: Record, sources: Mapping[str, Source], kinds: Mapping[str, Kind]
) -> int | None:
    """Return the last day on which silence counts, apart from absences of single steps.

    `recorded_until`; without it, the first day on which the newest source of an accepted claim or
    absence can have been published. Sources of outside acts alone do not move it. None where
    nothing says.
    """
    recorded = file.case.recorded_day
    if recorded is not None:
        return recorded
    cited = {
        placed.claim.source
        for event in record.events.values()
        if not event.is_outside
        for placed in event.claims
        if placed.claim.standing == "accepted"
    }
    cited |= {
        absence.source
        for _, absence in record.absences
        if absence.standing == "accepted"
        and absence.source is not None
        and not speaks_of_outside(absence, kinds)
    }
    days = [
        first_day(source.published)
        for name in cited
        if (source := sources.get(name)) is not None and source.published is not None
    ]
    return max((day for day in days if day is not None), default=None)


def speaks_of_outside(absence: Absence, kinds: Mapping[str, Kind]) -> bool:
    """Return whether an absence is about acts of others."""
    if absence.side is None:
        return kinds[absence.kind].outside
    return absence.side == "outside"


def reaches_of(record: Record, zone: str, kind: str, track: str, round_: int) -> Iterator[Reach]:
    """Yield what accepted absences say of one kind of step, on one track and in one round.

    A search counts where it says where somebody looked.

    Args:
        record: what of a case counts.
        zone: of the case, in whose days the answers are; a day of another zone can end sooner.
        kind: of the step.
        track: of the step.
        round_: of the step.
    """
    for place, absence in record.absences:
        fits = (
            absence.kind == kind
            and absence.standing == "accepted"
            and absence.track in ("", track)
            and absence.round in (None, round_)
        )
        if not fits:
            continue
        own = absence.zone or zone
        is_denial = absence.searched is None
        day = first_day(absence.searched) if absence.searched else first_free_day(absence, own)
        if day is None or (not is_denial and not absence.where):
            continue
        if own != zone:
            day += minutes_ahead(zone, own, day, day)[0] // 1440
        yield Reach(place, absence, day - is_denial, is_denial)
