"""Events, their claims and their absence → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline.chrono.days import format_minute
from timeline.chrono.truth import Truth
from timeline.inference.knowledge import first_public
from timeline.inference.record import PlacedClaim
from timeline.model.case import event_ids
from timeline.results.build.dates import date_words
from timeline.results.build.findings import findings_of, step_kind
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
    from collections.abc import Iterator, Mapping

    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.inference.record import DatedEvent, Evidence
    from timeline.location import Route
    from timeline.model.build import CaseFile
    from timeline.model.case import Absence, Event, Order
    from timeline.model.kind import Kind


def events_record(judged: Judged, kinds: Mapping[str, Kind]) -> tuple[EventRecord, ...]:
    """Every event that counts, in the order of the file; then a ghost for each step not taken."""
    events = [event_record(judged, event, kinds) for event in judged.inference.events.values()]
    ghosts: dict[str, EventRecord] = {}
    for _, finding in findings_of(judged):
        if finding.is_open and not finding.question.steps:
            ghost = _ghost_record(finding, judged.inference.file.case.time_zone, kinds)
            ghosts.setdefault(ghost.id, ghost)  # two policies may expect the same step
    return (*events, *ghosts.values())


def event_record(judged: Judged, event: DatedEvent, kinds: Mapping[str, Kind]) -> EventRecord:
    """One event with what is known of its days."""
    inference, own = judged.inference, event.event
    bound, minute = inference.day_of(event.id), inference.minute_of(event.id)
    public = first_public(event.id, inference, judged.sources)
    return EventRecord(
        id=event.id,
        kind=own.kind,
        label=own.label or kinds[own.kind].label,
        form=own.form,
        outcome=own.outcome,
        track=own.track,
        round=own.round,
        by=own.by,
        zone=event.zone,
        ghost=False,
        implied=event.is_implied,
        happened=inference.happened(event.id, judged.as_of),
        when=date_words(bound),
        day=day_range(bound),
        stretches=tuple(day_range(stretch) for stretch in inference.days_of(event.id)),
        time=None if minute is None else format_minute(minute),
        first_public=None if public is None else day_range(public),
        responds_to=tuple(name for name in own.responds_to if _is_known(name, judged)),
        tells=tuple(name for name in own.tells if _is_known(name, judged)),
        note=own.note if judged.known_on is None else "",
        orders=tuple(
            _order_record(inference.file, event.place, place, order)
            for place, order in event.orders
        ),
        claims=_claims_record(judged, event.id, event.place),
        **fields_of(place_of(inference.file.location(("events", event.place)))),
    )


def _ghost_record(finding: Finding, zone: str, kinds: Mapping[str, Kind]) -> EventRecord:
    """A step that was not taken, in place of an event."""
    kind = step_kind(finding)
    return EventRecord(
        id=f"ghost:{finding.id}",
        kind=kind,
        label=finding.question.rule.label or kinds[kind].label,
        form=finding.question.rule.step.first[0].form,
        outcome="",
        track=finding.question.track,
        round=finding.question.round,
        by="",
        zone=zone,
        ghost=True,
        implied=False,
        happened=Truth.NO,
        when="none on record",
        day=DayRange(min=None, max=None),
        stretches=(),
        time=None,
        first_public=None,
        responds_to=(),
        tells=(),
        note="",
        orders=(),
        claims=(),
        **fields_of(place_of(None)),
    )


def _is_known(event: str, judged: Judged) -> bool:
    return judged.known_on is None or event in judged.inference.events


def not_counted_record(judged: Judged, kinds: Mapping[str, Kind]) -> Iterator[NotCountedRecord]:
    """Events of the file that are not reckoned with, in the order of the file.

    With `known_on` only those of which something was public.
    """
    file = judged.inference.file
    for place, (name, event) in enumerate(
        zip(event_ids(file.case.events), file.case.events, strict=True)
    ):
        claims = _claims_record(judged, name, place)
        if claims and not event.counts:
            yield NotCountedRecord(
                id=name,
                kind=event.kind,
                label=event.label or kinds[event.kind].label,
                reason=_why_not_counted(event),
                because=event.withdrawn,
                claims=claims,
                **fields_of(place_of(file.location(("events", place)))),
            )


def _why_not_counted(event: Event) -> Literal["withdrawn", "planned", "rejected"]:
    if event.withdrawn:
        return "withdrawn"
    return "planned" if event.is_plan else "rejected"


def _claims_record(judged: Judged, event_id: str, place: int) -> tuple[ClaimRecord, ...]:
    """Every claim of one event that was known, those that stand aside and plans among them."""
    file, known = judged.inference.file, _known_routes(judged.inference.record)
    return tuple(
        _claim_record(one, event_id, file)
        for one in _placed_claims(file.case.events[place], place)
        if judged.known_on is None or one.route in known
    )


def _placed_claims(event: Event, place: int) -> tuple[PlacedClaim, ...]:
    return tuple(
        PlacedClaim(number, claim, ("events", place, *below))
        for number, (claim, below) in enumerate(event.dated_by(), start=1)
    )


def _known_routes(record: Evidence) -> set[Route]:
    """Where each claim stands that counts in a record."""
    claims = {one.route for event in record.events.values() for one in event.claims}
    return claims | {plan.placed.route for plan in record.plans}


def _claim_record(placed: PlacedClaim, event_id: str, file: CaseFile) -> ClaimRecord:
    return copied(
        ClaimRecord,
        placed.claim,
        id=f"{event_id}#{placed.number}",
        **fields_of(place_of(file.location((*placed.route, "when")))),
    )


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
