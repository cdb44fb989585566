"""Inquiries of a case: what opened and ended them, on each track and in each round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.results.build.scene import Scene


@dataclass(frozen=True, slots=True)
class Stage:
    """An inquiry from its opening to its end, on one track, in one round."""

    opening_kind: str
    closing_kind: str
    track: str
    round: int
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    """What ended it; of a stage that went on as another, the opening of that."""

    @property
    def events(self) -> tuple[str, ...]:
        """All that belong to it."""
        return (*self.openings, *self.closings)


def stages_of(scene: Scene) -> list[Stage]:
    """Every inquiry that is on record, in the order of the process."""
    found: dict[tuple[str, str, int], tuple[list[str], list[str]]] = {}
    closes = {about.closes: kind for kind, about in scene.kinds.items() if about.closes}
    for name in scene.shown:
        event = scene.event(name)
        opening = scene.kinds[event.kind].closes or event.kind
        if opening not in closes or scene.kinds[opening].incident:
            continue
        both = found.setdefault((opening, event.track, event.round), ([], []))
        both[event.kind != opening].append(name)
        if event.continues in scene.shown:
            earlier = scene.event(event.continues)
            key = earlier.kind, earlier.track, earlier.round
            if key in found or earlier.kind in closes:
                found.setdefault(key, ([], []))[1].append(name)
    stages = [
        Stage(kind, closes[kind], track, number, tuple(openings), _ends(scene, kind, closings))
        for (kind, track, number), (openings, closings) in found.items()
    ]
    order = list(scene.kinds)
    return sorted(stages, key=lambda one: (order.index(one.opening_kind), one.track, one.round))


def _ends(scene: Scene, opening: str, closings: Sequence[str]) -> tuple[str, ...]:
    """The events that end a stage: its own close, else what it went on as."""
    own = [name for name in closings if scene.kinds[scene.event(name).kind].closes == opening]
    return tuple(own or closings)


def is_own_stage(scene: Scene, stage: Stage) -> bool:
    """True of an inquiry of the institution."""
    return all(scene.is_own(name) for name in stage.events)
