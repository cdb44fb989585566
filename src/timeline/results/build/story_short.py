"""The short page of a case: the steps and lanes that fit a screen beside its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.results.build.scene import Scene
    from timeline.results.story import LaneRecord, StepRecord, StoryLine

    Row = TypeVar("Row", StepRecord, LaneRecord)

MOST_LINES: Final = 5
"""Findings on the short page."""
_SCREEN: Final = 45
"""Lines of a terminal of 100 columns."""
_FIXED: Final = 15
"""Title, facts, coverage, axis, key, heads, counts, and the blank lines between them."""
_WIDTH: Final = 96
_MOST_STEPS: Final = 14
_FEWEST: Final = 7
"""Steps and lanes that a short page shows in any case."""
_WEIGHTS: Final[Mapping[str, int]] = {
    "assessment_opened": 2,
    "assessment_closed": 2,
    "release": 2,
    "payment": 2,
    "denial": 3,
    "apology": 3,
    "accountability": 3,
}
"""Kinds that give way sooner than the others."""
_OUTSIDE: Final = 2
_INQUIRY: Final = 2
_AWAITED: Final = 4


def shortened(
    scene: Scene,
    lines: Sequence[StoryLine],
    steps: Sequence[StepRecord],
    lanes: Sequence[LaneRecord],
) -> tuple[tuple[StepRecord, ...], tuple[LaneRecord, ...]]:
    """Mark the steps and lanes that a short page shows.

    Those with a deadline come first, then the main steps of the institution, then others.
    """
    shown = lines[:MOST_LINES]
    left = 2 * (len(lines) > len(shown))
    room = _SCREEN - _FIXED - _summary_height(scene) - sum(map(_height, shown)) - left
    rows, drawn = min(len(steps), _MOST_STEPS), len(lanes)
    marked = sum(bool(lane.marks) for lane in lanes)  # each takes a line of its own
    while rows + drawn + marked > room and max(rows, drawn) > _FEWEST:
        if drawn >= rows:
            drawn -= 1
        else:
            rows -= 1
    return (
        _kept(steps, rows, lambda step: _step_weight(scene, step)),
        _kept(lanes, drawn, lambda lane: _lane_weight(scene, lane)),
    )


def _summary_height(scene: Scene) -> int:
    summary = scene.inference.file.case.summary
    return 1 + min(2, _rows(summary)) if summary else 0


def _rows(text: str) -> int:
    return -(-len(text) // _WIDTH)


def _height(line: StoryLine) -> int:
    """Lines of a finding: its sentence, its details, and its rule where that does not fit."""
    quiet = f"{line.rule} {line.source}".strip() if line.is_deadline else line.rule
    *details, last = [line.text, *line.details]
    joined = f"{last} {quiet}"
    tail = _rows(joined) if len(joined) <= _WIDTH else _rows(last) + _rows(quiet)
    return sum(map(_rows, details)) + tail


def _kept(rows: Sequence[Row], most: int, weight: Callable[[Row], int]) -> tuple[Row, ...]:
    places = sorted(range(len(rows)), key=lambda place: weight(rows[place]))[:most]
    return tuple(replace(row, is_listed=place in places) for place, row in enumerate(rows))


def _step_weight(scene: Scene, step: StepRecord) -> int:
    if step.deadlines or step.sign == "missed":
        return 0
    return _weight(scene, step.events)


def _lane_weight(scene: Scene, lane: LaneRecord) -> int:
    is_incident = any(point.sort == "incident" for point in lane.points)
    if is_incident or lane.marks:
        return 0
    weight = _weight(scene, lane.events)
    return min(weight, _INQUIRY) if lane.bars else weight  # nobody's inquiry is hidden by an act


def _weight(scene: Scene, events: Sequence[str]) -> int:
    """Rank of the weightiest of some events; steps awaited, which findings tell, come last."""
    return min((_event_weight(scene, name) for name in events), default=_AWAITED)


def _event_weight(scene: Scene, name: str) -> int:
    event = scene.event(name)
    weight = _WEIGHTS.get(event.kind, 1)
    is_own = scene.is_own(name) or event.kind == "external_report"
    return weight if is_own else weight + _OUTSIDE
