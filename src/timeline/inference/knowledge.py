"""Days on which claims and events became public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.when import Unknown
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.chrono.when import Absolute
    from timeline.inference.inference import Inference
    from timeline.model.case import Claim
    from timeline.model.source import Source


@dataclass(frozen=True)
class PublicBy:
    """Knowledge certainly public by the end of a day.

    Built on the whole inference: an event that is public by nature was public on its own day,
    whichever later source dates it now. What it told of was then known to have happened, but not
    when: that takes a claim in print.
    """

    day: int
    sources: Mapping[str, Source]
    in_the_open: Mapping[str, Interval]
    """Events public by then by nature, with the days, each in its own zone, on which they can have
    happened by all that is known."""
    told: frozenset[str] = frozenset()
    """Events that these told of, and the incidents that they answered."""
    incidents: frozenset[str] = frozenset()
    """Incidents of the case: whatever was public of it told of these."""

    def claim(self, event: str, claim: Claim) -> bool:
        """Return True if a claim about an event was public."""
        return event in self.in_the_open or self.printed(claim)

    def printed(self, claim: Claim) -> bool:
        """Return True if the claim itself could be read."""
        if claim.public is not None:
            return _is_by(claim.public, self.day)
        return self.source(claim.source)

    def day_in_the_open(self, event: str) -> Interval | None:
        """Return the days of an event that was public in itself, else None."""
        return self.in_the_open.get(event)

    def exists(self, event: str) -> bool:
        """Return True if an event was known to exist, if not when it happened."""
        return event in self.told

    def may_be_named(self, event: str) -> bool:
        """Return True if public events can count from it."""
        return event in self.in_the_open or event in self.incidents

    def source(self, source: str | None) -> bool:
        """Return True if a source was public; an undated one was not known to be."""
        found = self.sources.get(source or "")
        if found is None or found.published is None:
            return False
        return _is_by(found.published, self.day)


def _is_by(when: Absolute | Unknown, day: int) -> bool:
    last = last_day(when)
    return last is not None and last <= day


def public_by(day: int, inference: Inference, sources: Mapping[str, Source]) -> PublicBy:
    """Return what was public by the end of a day of the case's calendar."""
    open_events = {
        name: inference.day_of(name)
        for name, event in inference.events.items()
        if event.kind.public and _is_past(inference.case_day_of(name), day)
    }
    told = frozenset(
        name
        for name in inference.events
        if any(_tells(inference, one, name) for one in open_events)
    )
    return PublicBy(day, sources, open_events, told, frozenset(inference.incidents))


def _is_past(bound: Interval, day: int) -> bool:
    return bound.max is not None and bound.max <= day


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
    return _minimum([*days, *_printed(event, inference, sources)])


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
    printed = [_a_day_more(when).minus(day) for when in _printed(event, inference, sources)]
    lag = _minimum([*told, *printed])
    if lag is None:
        return None
    most = None if lag.max is None else max(0, lag.max)
    return Interval(max(0, lag.min or 0), most)


def _a_day_more(when: Interval) -> Interval:
    return Interval(when.min, None if when.max is None else when.max + 1)


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


def _minimum(bounds: list[Interval]) -> Interval | None:
    """Return the interval of the smallest number; None for none."""
    if not bounds:
        return None
    lows = [bound.min for bound in bounds]
    highs = [bound.max for bound in bounds if bound.max is not None]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Interval(low, min(highs, default=None))
