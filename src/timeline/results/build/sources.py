"""Sources of a case → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.grounds import publishers
from timeline.results.build.values import copied
from timeline.results.case import SourceRecord

if TYPE_CHECKING:
    from timeline.conformance.judged import Judged
    from timeline.inference.record import Evidence
    from timeline.model.source import Source


def sources_record(judged: Judged) -> tuple[SourceRecord, ...]:
    """Build the readable sources that a case cites, by id."""
    cited = _cited(judged.inference.record)
    return tuple(
        source_record(name, source)
        for name, source in sorted(judged.sources.items())
        if judged.known_on is None or name in cited
    )


def _cited(record: Evidence) -> set[str]:
    """The id of every source that a record cites."""
    found = {one.claim.source for event in record.events.values() for one in event.claims}
    found |= {order.source for event in record.events.values() for _, order in event.orders}
    found |= {plan.placed.claim.source for plan in record.plans}
    found |= {pause.source for _, pause in record.pauses}
    found |= {absence.source for _, absence in record.absences if absence.source}
    return found | {toll.source for _, toll in record.tolls if toll.source}


def source_record(source_id: str, source: Source) -> SourceRecord:
    """One source."""
    cited = publishers([source_id], {source_id: source}, dated="day")
    return copied(SourceRecord, source, id=source_id, cited_words=cited)
