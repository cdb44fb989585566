"""Tellable part of a case as of its day: events and findings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.findings import findings_of
from timeline.results.build.names import Names
from timeline.results.build.telling import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.conformance.judged import Judged
    from timeline.inference.inference import Inference
    from timeline.inference.latency import Latency
    from timeline.inference.record import DatedEvent
    from timeline.model.case import Event
    from timeline.model.kind import Kind
    from timeline.portfolio.peers import PeerRank


@dataclass(frozen=True)
class Scene:
    """One judged case as of its day."""

    judged: Judged
    peers: Mapping[str, PeerRank] = field(default_factory=dict)
    """How it ranks among comparable cases, by measure; empty where nobody asked."""

    @property
    def inference(self) -> Inference:
        """Inference from its claims."""
        return self.judged.inference

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The vocabulary, in the order of the process."""
        return self.inference.kinds

    @cached_property
    def names(self) -> Names:
        """Names of things."""
        return Names(self.inference)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Findings in words; one that two policies share, once."""
        found: dict[tuple[str, str], Told] = {}
        for report, finding in findings_of(self.judged):
            told = Told(report, finding)
            found.setdefault((finding.id, told.sentence), told)
        return tuple(found.values())

    @property
    def as_of(self) -> int:
        """The day judged."""
        return self.judged.as_of

    @property
    def horizon(self) -> int | None:
        """The last day on which silence counts, never after the day judged."""
        horizon = self.inference.horizon
        return None if horizon is None else min(horizon, self.as_of)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The events that had come by the day judged, or may have, in the order of the file."""
        happened = self.inference.happened
        return tuple(
            name for name in self.inference.events if happened(name, self.as_of) is not Truth.NO
        )

    def dated(self, name: str) -> DatedEvent:
        """One event of the record."""
        return self.inference.events[name]

    def event(self, name: str) -> Event:
        """The same as the file has it."""
        return self.dated(name).event

    def is_sure(self, name: str) -> bool:
        """True of an event that had come by the day judged, for certain."""
        return self.inference.happened(name, self.as_of) is Truth.YES

    def is_own(self, name: str) -> bool:
        """True of an act of the institution, or of a kind that is outside by nature."""
        dated = self.dated(name)
        return not dated.is_outside or dated.kind.outside

    def day(self, name: str) -> Interval:
        """When, on the case's calendar; of an event that may be still to come, up to that day."""
        bound = self.inference.case_day_of(name)
        if self.is_sure(name):
            return bound
        return bound.meet(Interval(None, self.as_of)) or bound

    @cached_property
    def incident(self) -> Interval | None:
        """The days of the incident; None where none is on record by then."""
        is_shown = any(name in self.shown for name in self.inference.incidents)
        return incident_day(self.inference) if is_shown else None

    def between(self, start: str, end: str) -> Interval:
        """Days from one event to another, by the pair's own bound."""
        return self.inference.between(start, end)

    def of_kind(self, kind: str, *, own: bool = True) -> list[str]:
        """The shown events of a kind, the earliest first; with `own`, only those that `is_own`."""
        found = (name for name in self.shown if self.event(name).kind == kind)
        return self.in_order(name for name in found if not own or self.is_own(name))

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Events sorted by their days: those that were over first come first."""
        return sorted(names, key=lambda name: self.order(self.day(name)))

    @staticmethod
    def order(bound: Interval) -> tuple[float, float]:
        """Key by which days are sorted: by their end, then their start."""
        return (
            math.inf if bound.max is None else bound.max,
            -math.inf if bound.min is None else bound.min,
        )

    def ended(self, measure: str) -> Latency | None:
        """One measure whose end is on record, and had come or may have by the day judged."""
        for one in self.judged.latencies:
            is_ended = one.is_recorded and one.is_open is not Truth.YES
            if one.measure.id == measure and one.days is not None and is_ended:
                return one
        return None

    def awaited(self) -> Iterator[Told]:
        """Findings of steps that are not on record, and still count as awaited."""
        for told in self.told:
            finding = told.finding
            is_settled = finding.step_event or finding.done is Truth.YES
            if not is_settled and finding.verdict.group != "aside" and not self._is_overtaken(told):
                yield told

    def _is_overtaken(self, told: Told) -> bool:
        """True of a stage not opened, where its end is missed instead or a later stage began."""
        finding, kinds = told.finding, self.kinds
        if finding.verdict is not Verdict.PENDING or finding.tier is not Tier.NONE:
            return False
        closers = {kind for kind, about in kinds.items() if about.closes in told.kinds}
        if not closers:
            return False
        missing = [one for one in self.told if one.finding.verdict is Verdict.MISSING]
        here = [one for one in missing if one.finding.question.round == finding.question.round]
        if any(closers & set(one.kinds) for one in here):
            return True
        order, openings = list(kinds), {about.closes for about in kinds.values()}
        later = openings.intersection(order[max(map(order.index, closers)) + 1 :])
        return any(self.event(name).kind in later and self.is_own(name) for name in self.shown)


def earliest(scene: Scene, names: Iterable[str]) -> tuple[str, Interval] | None:
    """The event that counts as the first of several, and the days on which the first can have been.

    The one that was over first; an earlier start of another widens its days.
    """
    ordered = scene.in_order(names)
    if not ordered:
        return None
    days = [scene.day(name) for name in ordered]
    return ordered[0], Interval(hull_of(days).min, days[0].max)
