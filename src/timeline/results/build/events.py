"""Events, their claims and their absence → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_minute
from timeline.chrono.truth import Truth
from timeline.inference.knowledge import first_public
from timeline.model.case import event_ids
from timeline.results.build.dates import date_words
from timeline.results.build.findings import findings_of, ghost_id, is_ghost
from timeline.results.build.names import Names, step_kind
from timeline.results.build.values import copied, day_range, place_of, when_text
from timeline.results.case import (
    AbsenceRecord,
    ClaimRecord,
    EventRecord,
    NotCountedRecord,
    OrderRecord,
)
from timeline.results.record import fields_of
from timeline.results.values import DayRange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.inference.inference import Inference
    from timeline.inference.record import DatedEvent
    from timeline.model.build import CaseFile
    from timeline.model.case import Absence, Order


def events_record(judged: Judged) -> tuple[EventRecord, ...]:
    """Build the events that count, then a ghost for each undone step."""
    events = [event_record(judged, event) for event in judged.inference.events.values()]
    ghosts: dict[str, EventRecord] = {}
    for report, finding in findings_of(judged):
        if is_ghost(finding, report):
            ghost = _ghost_record(finding, judged.inference)
            ghosts.setdefault(ghost.id, ghost)  # two policies may expect the same step
    return (*events, *ghosts.values())


def event_record(judged: Judged, event: DatedEvent) -> EventRecord:
    """One event with what is known of its days."""
    inference, own, file = judged.inference, event.event, judged.inference.file
    bound, minute = inference.day_of(event.id), inference.minute_of(event.id)
    return copied(
        EventRecord,
        own,
        id=event.id,
        label=Names(inference).event_label(own),
        zone=event.zone,
        ghost=False,
        implied=event.is_implied,
        happened=inference.happened(event.id, judged.as_of),
        when=date_words(bound),
        day=day_range(bound),
        case_day=day_range(inference.case_day_of(event.id)),
        case_when=date_words(inference.case_day_of(event.id)),
        stretches=tuple(day_range(stretch) for stretch in inference.days_of(event.id)),
        time=None if minute is None else format_minute(minute),
        first_public=day_range(first_public(event.id, inference, judged.sources)),
        responds_to=tuple(name for name in own.responds_to if _is_known(name, judged)),
        tells=tuple(name for name in own.tells if _is_known(name, judged)),
        note=own.note if judged.known_on is None else "",
        orders=tuple(_order_record(file, event.place, *placed) for placed in event.orders),
        claims=claims_of(judged, event),
        **fields_of(place_of(file.location(("events", event.place)))),
    )


def _ghost_record(finding: Finding, inference: Inference) -> EventRecord:
    """A step that was not taken, in place of an event."""
    kind, question = step_kind(finding), finding.question
    return EventRecord(
        id=ghost_id(finding),
        kind=kind,
        label=Names(inference).finding_label(finding),
        form=question.rule.step.first[0].form,
        outcome="",
        track=question.track,
        round=question.round,
        by="",
        zone=inference.file.case.time_zone,
        ghost=True,
        implied=False,
        happened=Truth.NO,
        when="none on record",
        day=DayRange(min=None, max=None),
        case_day=DayRange(min=None, max=None),
        case_when="none on record",
        stretches=(),
        time=None,
        first_public=None,
        responds_to=(),
        tells=(),
        note="",
        orders=(),
        claims=(),
        file=None,
        line=None,
    )


def _is_known(event: str, judged: Judged) -> bool:
    return judged.known_on is None or event in judged.inference.events


def not_counted_record(judged: Judged) -> Iterator[NotCountedRecord]:
    """Events of the file that are not reckoned with, in the order of the file.

    With `known_on` only those of which something was public.
    """
    file = judged.inference.file
    ids = event_ids(file.case.events)
    for place, (name, event) in enumerate(zip(ids, file.case.events, strict=True)):
        claims = _claims_record(judged, name, place)
        if claims and not event.counts:
            rejected = "planned" if event.is_plan else "rejected"
            yield copied(
                NotCountedRecord,
                event,
                id=name,
                label=Names(judged.inference).event_label(event),
                reason="withdrawn" if event.withdrawn else rejected,
                because=event.withdrawn,
                claims=claims,
                **fields_of(place_of(file.location(("events", place)))),
            )


def claims_of(judged: Judged, event: DatedEvent) -> tuple[ClaimRecord, ...]:
    """The known claims of an event; an implied one stands in another's place and has none."""
    return () if event.is_implied else _claims_record(judged, event.id, event.place)


def _claims_record(judged: Judged, event_id: str, place: int) -> tuple[ClaimRecord, ...]:
    """Build an event's known claims, plans and rejected ones too."""
    file, record = judged.inference.file, judged.inference.record
    known = {one.route for event in record.events.values() for one in event.claims}
    known |= {plan.placed.route for plan in record.plans}
    found = []
    for number, (claim, below) in enumerate(file.case.events[place].dated_by(), start=1):
        route = ("events", place, *below)
        if judged.known_on is None or route in known:
            where = fields_of(place_of(file.location((*route, "when"))))
            found.append(copied(ClaimRecord, claim, id=f"{event_id}#{number}", **where))
    return tuple(found)


def _order_record(file: CaseFile, event_place: int, place: int, order: Order) -> OrderRecord:
    return copied(
        OrderRecord,
        order,
        text=order.within.text if order.within else f"until {when_text(order.until)}",
        starts_at=order.from_event,
        **fields_of(place_of(file.location(("events", event_place, "orders", place)))),
    )


def absence_record(absence: Absence, place: int, file: CaseFile) -> AbsenceRecord:
    """Somebody says, or somebody looked: it had not happened."""
    return copied(
        AbsenceRecord,
        absence,
        id=f"absences#{place + 1}",
        event=absence.id,
        **fields_of(place_of(file.location(("absences", place)))),
    )
