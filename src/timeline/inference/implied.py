"""Implied events: openings, reopenings and closes.

Stages that closed had opened, rounds had been reopened. An implied event has no date of its own;
the orders that tie it to what implies it bound its day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.alike import normalised
from timeline.chrono.when import Unknown
from timeline.inference.record import REOPENED, DatedEvent, Implied
from timeline.model.case import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.kind import Kind


def implied_events(events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]) -> list[Implied]:
    """Return the openings, reopenings and closes implied by recorded events."""
    found = list(_openings(events, kinds))
    known = {**events, **{one.event.id: one.event for one in found}}
    reopenings = list(_reopenings(known, kinds))
    known |= {one.event.id: one.event for one in reopenings}
    return [*found, *reopenings, *_closes(known, kinds)]


def could_be_one(first: DatedEvent, second: DatedEvent) -> bool:
    """Return True if two events can share a stage.

    Whatever their dates: they share round and side, and no track, form or `by` that both give
    differs.
    """
    one, two = first.event, second.event
    return (
        one.round == two.round
        and first.is_outside == second.is_outside
        and all(
            not (mine and other) or normalised(mine) == normalised(other)
            for mine, other in ((one.track, two.track), (one.form, two.form), (one.by, two.by))
        )
    )


def round_orders(
    events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]
) -> Iterator[tuple[DatedEvent, DatedEvent, str]]:
    """Yield two events in the order that the institution's reopenings give them, and why.

    Openings and closes of the rounds before are not after one, events of its own not before it.
    """
    stages = _stage_kinds(kinds)
    for again in events.values():
        if not again.is_reopening:
            continue
        for other in events.values():
            is_same = other.event.kind == REOPENED and other.event.round == again.event.round
            if other.is_outside or is_same or not other.is_on(again.event.track):
                continue
            if other.event.round >= again.event.round:
                says = f"{other.id} is of round {other.event.round}, so not before {again.id}"
                yield again, other, says
            elif other.event.kind in stages:
                says = f"{other.id} is of round {other.event.round}, so not after {again.id}"
                yield other, again, says


def _stage_kinds(kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Map the kinds of stages to their opening kinds."""
    closing = {name: kind.closes for name, kind in kinds.items() if kind.closes}
    return {**closing, **{opening: opening for opening in closing.values()}}


def _openings(events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]) -> Iterator[Implied]:
    """Yield the missing opening of each closed stage."""
    groups: dict[tuple[str, ...], list[DatedEvent]] = {}
    for event in events.values():
        opening = kinds[event.event.kind].closes
        if not opening or opening not in kinds or _has_other(event, opening, events):
            continue
        own = event.event
        said = (normalised(own.form), normalised(own.by))
        key = (own.kind, own.track, str(own.round), str(event.is_outside), *said)
        groups.setdefault(key, []).append(event)
    for closes in groups.values():
        first = min(closes, key=lambda close: close.id)  # whatever stands first in the file
        opening = kinds[first.event.kind].closes
        ids = tuple(one.id for one in closes)
        ordered_by = _order_for(first, events) if opening == "review_opened" else ""
        yield Implied(_made(first, kinds[opening], "opening"), ids, ordered_by=ordered_by)


def _order_for(close: DatedEvent, events: Mapping[str, DatedEvent]) -> str:
    """Return the id of the only order for a review, or ""."""
    found = [
        other.id
        for other in events.values()
        if other.event.kind == "review_ordered" and other.event.round == close.event.round
        if other.event.track in ("", close.event.track)
    ]
    return found[0] if len(found) == 1 else ""


def _has_other(event: DatedEvent, kind: str, events: Mapping[str, DatedEvent]) -> bool:
    return any(other.event.kind == kind and could_be_one(other, event) for other in events.values())


def _reopenings(events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]) -> Iterator[Implied]:
    """Yield the missing reopening of each later round."""
    groups: dict[tuple[str, int], list[DatedEvent]] = {}
    for event in events.values():
        if event.event.round > 1 and event.event.kind != REOPENED and not event.is_outside:
            groups.setdefault((event.event.track, event.event.round), []).append(event)
    for (track, round_), of_round in groups.items():
        is_on_record = any(
            other.is_reopening and other.event.round == round_ and other.is_on(track)
            for other in events.values()
        )
        if not is_on_record:
            ids = tuple(one.id for one in of_round)
            first = min(of_round, key=lambda event: event.id)
            yield Implied(_made(first, kinds[REOPENED], "reopening", is_alike=False), ids)


def _closes(events: Mapping[str, DatedEvent], kinds: Mapping[str, Kind]) -> Iterator[Implied]:
    """Yield the missing close before a reopening, if one stage was open."""
    closing = {kind.closes: name for name, kind in reversed(list(kinds.items())) if kind.closes}
    for again in events.values():
        if not again.is_reopening:
            continue
        before = [
            other
            for other in events.values()
            if other.event.round == again.event.round - 1
            and not other.is_outside
            and other.is_on(again.event.track)
        ]
        openings = [one for one in before if one.event.kind in closing]
        if len(openings) != 1:
            continue
        (opening,) = openings
        close = closing[opening.event.kind]
        stages = {_stage_kinds(kinds).get(one.event.kind) for one in before} - {None}
        is_over = any(
            one.event.continues == opening.id
            or (one.kind.closes == opening.event.kind and could_be_one(opening, one))
            for one in events.values()
        )
        if len(stages) == 1 and not is_over:
            yield Implied(_made(opening, kinds[close], "close"), (again.id,), opening.id)


def _made(like: DatedEvent, kind: Kind, suffix: str, *, is_alike: bool = True) -> DatedEvent:
    """Build an undated event of another's track and round, if alike of its actor and form."""
    own = like.event
    event = Event.model_construct(
        kind=kind.id,
        by=own.by if is_alike else "",
        form=own.form if is_alike else "",
        side=own.side,
        track=own.track,
        round=own.round,
        zone=own.zone,
        when=Unknown(),
        source="",
    )
    name = f"{like.id}:{suffix}"
    return replace(like, id=name, event=event, kind=kind, claims=(), orders=(), is_implied=True)
