"""Days on which claims and events became public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, minimum_of
from timeline.chrono.truth import Truth
from timeline.chrono.when import Unknown
from timeline.inference.record import PublicBy
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.inference.inference import Inference
    from timeline.model.source import Source


def public_by(day: int, inference: Inference, sources: Mapping[str, Source]) -> PublicBy:
    """Return what was public by the end of a day of the case's calendar."""
    open_events = {
        name: inference.day_of(name)
        for name, event in inference.events.items()
        if event.kind.public and inference.case_day_of(name).at_most(day) is Truth.YES
    }
    told = frozenset(
        name
        for name in inference.events
        if any(_tells(inference, one, name) for one in open_events)
    )
    return PublicBy(day, sources, open_events, told, frozenset(inference.incidents))


def _tells(inference: Inference, teller: str, event: str) -> bool:
    """Return True if a public event reveals another."""
    says = inference.events[teller].event
    answers = event in says.responds_to and event in inference.incidents
    return event in says.tells or answers


def first_public(
    event: str, inference: Inference, sources: Mapping[str, Source]
) -> Interval | None:
    """Return the days an event first became public; None if nothing dates that."""
    days = [inference.case_day_of(teller) for teller in _tellers(event, inference)]
    return minimum_of([*days, *_printed(event, inference, sources)])


def disclosure_lag(
    event: str, inference: Inference, sources: Mapping[str, Source]
) -> Interval | None:
    """Return the days from an event to its disclosure.

    To its first public claim, never below 0; None if nothing dates that. To an event that told of
    it the pair's own bound, to a source the difference of both dates. A page's date has no zone, so
    on the calendar of the case it can be a day later.
    """
    told = [inference.between(event, teller) for teller in _tellers(event, inference)]
    day = inference.case_day_of(event)
    printed = [
        Interval(when.min, None if when.max is None else when.max + 1).minus(day)
        for when in _printed(event, inference, sources)
    ]
    lag = minimum_of([*told, *printed])
    if lag is None:
        return None
    most = None if lag.max is None else max(0, lag.max)
    return Interval(max(0, lag.min or 0), most)


def _tellers(event: str, inference: Inference) -> list[str]:
    """List the public events that are an event or told of it."""
    return [
        other.id
        for other in inference.events.values()
        if other.kind.public and (other.id == event or _tells(inference, other.id, event))
    ]


def _printed(event: str, inference: Inference, sources: Mapping[str, Source]) -> Iterator[Interval]:
    """Yield the dated printings of an event's claims."""
    for placed in inference.events[event].claims:
        claim = placed.claim
        source = sources.get(claim.source)
        when = claim.public or (source.published if source is not None else None)
        if claim.standing == "accepted" and when is not None and not isinstance(when, Unknown):
            yield Interval(first_day(when), last_day(when))
