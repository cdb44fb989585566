"""Inquiries of a case: what opened and ended them, on each track and in each round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.results.build.scene import earliest
from timeline.results.build.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.chrono.interval import Interval
    from timeline.results.build.scene import Scene


@dataclass(frozen=True, slots=True)
class Stage:
    """An inquiry from its opening to its end, on one track, in one round, of one side."""

    opening_kind: str
    closing_kind: str
    track: str
    round: int
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    """What ended it; of a stage that went on as another, the opening of that."""
    is_mixed: bool = False
    """True of several inquiries, if it cannot be known which end is whose."""

    @property
    def events(self) -> tuple[str, ...]:
        """All that belong to it."""
        return (*self.openings, *self.closings)

    @property
    def lane(self) -> tuple[str, str, int]:
        """Key that inquiries in turn share."""
        return self.opening_kind, self.track, self.round


def stages_of(scene: Scene) -> list[Stage]:
    """Inquiries on record, in the order of the process, then of their days."""
    found: dict[tuple[str, str, int, bool], tuple[list[str], list[str]]] = {}
    closes = {about.closes: kind for kind, about in scene.kinds.items() if about.closes}
    for name in scene.shown:
        event = scene.event(name)
        opening = scene.kinds[event.kind].closes or event.kind
        if opening not in closes or scene.kinds[opening].incident:
            continue
        both = found.setdefault((opening, event.track, event.round, scene.is_own(name)), ([], []))
        both[event.kind != opening].append(name)
        if event.continues in scene.shown:
            earlier = scene.event(event.continues)
            key = earlier.kind, earlier.track, earlier.round, scene.is_own(event.continues)
            if earlier.kind in closes:
                found.setdefault(key, ([], []))[1].append(name)
    stages = [
        part
        for (kind, track, number, _), (openings, closings) in found.items()
        for part in _in_turn(
            scene,
            Stage(kind, closes[kind], track, number, tuple(openings), _ends(scene, kind, closings)),
        )
    ]
    order = list(scene.kinds)
    return sorted(stages, key=lambda one: (order.index(one.opening_kind), one.track, one.round))


def _ends(scene: Scene, opening: str, closings: Sequence[str]) -> tuple[str, ...]:
    """The events that end a stage: its own close, else what it went on as."""
    own = [name for name in closings if scene.kinds[scene.event(name).kind].closes == opening]
    return tuple(own or closings)


def _in_turn(scene: Scene, whole: Stage) -> Iterator[Stage]:
    """Split several inquiries of one track where each certainly ended before the next began."""
    if len(whole.openings) <= 1:
        yield whole
        return
    opened = set(whole.openings)
    ordered = sorted(
        whole.events, key=lambda name: (*reversed(scene.order(scene.day(name))), name not in opened)
    )
    is_ordered = all((scene.between(one, two).min or -1) > 0 for one, two in pairwise(ordered))
    takes_turns = all((name in opened) == (place % 2 == 0) for place, name in enumerate(ordered))
    if not (is_ordered and takes_turns):
        yield replace(whole, is_mixed=True)
        return
    for place in range(0, len(ordered), 2):
        pair = ordered[place : place + 2]
        yield replace(whole, openings=tuple(pair[:1]), closings=tuple(pair[1:]))


def length_of(scene: Scene, stage: Stage) -> Interval | None:
    """Days that an inquiry took; None where it has no end, or its opening is not on record."""
    start, end = earliest(scene, stage.openings), earliest(scene, stage.closings)
    if start is None or end is None or stage.is_mixed or scene.dated(start[0]).is_implied:
        return None
    return scene.between(start[0], end[0]) if scene.is_sure(end[0]) else None


def stage_label(scene: Scene, stage: Stage, *, with_track: bool = True) -> str:
    """Investigation; Said review; Assessment, US command."""
    kind, track = stage.opening_kind, scene.names.shown_track(stage.opening_kind, stage.track)
    label = scene.names.stage_on(kind, stage.track).removeprefix("the ")
    if track:
        label = f"{scene.names.stage(kind)}{f', {track}' if with_track else ''}"
    return capital(f"{label}, round {stage.round}" if stage.round > 1 else label)


def is_own_stage(scene: Scene, stage: Stage) -> bool:
    """True of an inquiry of the institution."""
    return all(scene.is_own(name) for name in stage.events)
