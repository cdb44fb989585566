"""The lanes of a drawing: a bar for each stage, points for the rest, deadlines below them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute
from timeline.conformance.verdict import Verdict
from timeline.model.case import first_day, last_day
from timeline.results.build.dates import count_words, date_words, is_vague, is_wide
from timeline.results.build.scene import earliest
from timeline.results.build.stages import is_own_stage, length_of, stage_label, stages_of
from timeline.results.build.step_words import deadline_of, limits_of
from timeline.results.build.values import as_interval, day_range
from timeline.results.build.words import capital
from timeline.results.story import (
    BarRecord,
    ClockStopRecord,
    LaneRecord,
    MarkRecord,
    PointRecord,
    WaitRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.conformance.finding import Finding
    from timeline.results.build.scene import Scene
    from timeline.results.build.stages import Stage
    from timeline.results.build.telling import Told
    from timeline.results.story import PointSort, StepRecord

_EMPTY: Final = LaneRecord(
    label="", bars=(), points=(), waits=(), marks=(), stops=(), value="", events=(), is_listed=True
)
_NOUNS: Final = {
    "external_report": "outside report",
    "accountability": "accountability decision",
    "acknowledgement": "acknowledgement",
}


def lanes_of(scene: Scene, steps: Sequence[StepRecord]) -> tuple[LaneRecord, ...]:
    """Lanes, in the order in which they begin.

    Args:
        scene: the case.
        steps: its steps, of which those on a single day become points.
    """
    told = {name for stage in stages_of(scene) for name in stage.events}
    in_turn: dict[object, list[Stage]] = {}
    for stage in stages_of(scene):
        in_turn.setdefault((stage.lane, is_own_stage(scene, stage)), []).append(stage)
    lanes = [*_incidents(scene)]
    ended = _findings_of_inquiries(scene, steps)
    for stages in in_turn.values():
        points = ended.pop((stages[-1].track, stages[-1].round), [])
        lane = _stage_lane(scene, stages)
        more = tuple(_step_point(scene, step, step.events[0]) for step in points)
        events = (*lane.events, *(name for step in points for name in step.events))
        lanes.append(replace(lane, points=(*lane.points, *more), events=events))
        told.update(events)
    lanes += _point_lanes(scene, [step for step in steps if not told & set(step.events)])
    lanes.sort(key=_begins)
    return (*lanes, *_waiting_lanes(scene))


def _findings_of_inquiries(
    scene: Scene, steps: Sequence[StepRecord]
) -> dict[tuple[str, int], list[StepRecord]]:
    """Findings by the inquiry that they end, its track and round: they share its lane."""
    found: dict[tuple[str, int], list[StepRecord]] = {}
    for step in steps:
        event = scene.event(step.events[0]) if step.events and step.day is not None else None
        if event is not None and event.track and event.kind == "conclusion":
            found.setdefault((event.track, event.round), []).append(step)
    return found


def _begins(lane: LaneRecord) -> tuple[date, bool]:
    """Return the first day; of an act known within half a year at best, the last."""
    days = [point.day for point in lane.points if point.sort != "planned"]
    starts = [one.start.min for one in lane.bars]
    starts += [day.max if is_wide(as_interval(day)) else day.min for day in days]
    return min((day for day in starts if day is not None), default=date.max), bool(lane.bars)


def _incidents(scene: Scene) -> Iterator[LaneRecord]:
    for name in scene.inference.incidents:
        if name in scene.shown:
            event = scene.event(name)
            label = scene.names.step_label(event)
            point = _point(scene, name, scene.day(name), "incident", event.label or label)
            yield replace(_EMPTY, label=label, points=(point,), events=(name,))


def _point(scene: Scene, name: str, day: Interval, sort: PointSort, label: str) -> PointRecord:
    """An event as a point, whose day is known if it is so in the event's own zone."""
    is_known = scene.inference.day_of(name).exact is not None
    return PointRecord(day=day_range(day), sort=sort, is_known=is_known, label=label)


def _stage_lane(scene: Scene, stages: Sequence[Stage]) -> LaneRecord:
    """Inquiries in turn: their bars, deadlines, and the days on which a clock stood still."""
    events = {name for stage in stages for name in stage.events}
    judging = [
        told
        for told in scene.told
        if told.finding.step_event in events or _awaits_end(told, stages[0])
    ]
    bars = (_bar(scene, stage) for stage in stages)
    return replace(
        _EMPTY,
        label=stage_label(scene, stages[0]),
        events=tuple(name for stage in stages for name in stage.events),
        bars=tuple(bar for bar in bars if bar is not None),
        points=tuple(_planned(scene, stages[0])),
        marks=tuple(_marks(judging, [name for stage in stages for name in stage.openings])),
        stops=tuple(_stops(scene, judging)),
        value=", ".join(words for stage in stages if (words := _took(scene, stage))),
    )


def _took(scene: Scene, stage: Stage) -> str:
    """Length of a stage, in words; empty where that is not known."""
    if not stage.closings:
        return "no end on record"
    bound = length_of(scene, stage)
    return "" if bound is None or is_vague(bound) else f"took {count_words(bound)}"


def _planned(scene: Scene, stage: Stage) -> Iterator[PointRecord]:
    """Days for which the stage was planned, as far as that was public by the day judged."""
    kinds = (stage.opening_kind, stage.closing_kind)
    for plan in scene.inference.record.plans:
        here = (plan.kind in kinds, plan.track, plan.round) == (True, stage.track, stage.round)
        when, source = plan.placed.claim.when, plan.placed.claim.source
        if not here or not isinstance(when, Absolute) or not _is_public(scene, source):
            continue
        day = Interval(first_day(when), last_day(when))
        if day.min is not None:
            label = f"{scene.names.label(plan.kind, plan.track)}, planned"
            yield PointRecord(
                day=day_range(day), sort="planned", is_known=day.exact is not None, label=label
            )


def _is_public(scene: Scene, source: str) -> bool:
    """True of a source that was certainly out by the day judged."""
    found = scene.inference.sources.get(source)
    last = None if found is None or found.published is None else last_day(found.published)
    return last is not None and last <= scene.as_of


def _awaits_end(told: Told, stage: Stage) -> bool:
    """True of a finding about the end of a stage that is not on record."""
    finding = told.finding
    is_here = (finding.question.track, finding.question.round) == (stage.track, stage.round)
    kinds = told.kinds
    return not finding.step_event and is_here and kinds == (stage.closing_kind,)


def _bar(scene: Scene, stage: Stage) -> BarRecord | None:
    start, end = earliest(scene, stage.openings), earliest(scene, stage.closings)
    if start is None:
        return None
    first, is_implied = start[1], scene.dated(start[0]).is_implied
    horizon = first.max if scene.horizon is None else scene.horizon
    if end is None:
        last = Interval(horizon, horizon)
    elif stage.is_mixed:
        both = (stage.openings, stage.closings)
        first, last = (hull_of([scene.day(name) for name in names]) for names in both)
        is_implied = False
    elif scene.is_sure(end[0]):
        last = end[1]
    else:
        last = Interval(end[1].min, horizon if end[1].max is None else end[1].max)
    return BarRecord(
        start=day_range(first),
        end=day_range(last),
        is_open=end is None,
        is_start_implied=is_implied,
    )


def _marks(judging: Iterable[Told], openings: Sequence[str] = ()) -> Iterator[MarkRecord]:
    """Each deadline that has a day, once; of a stage, those for its openings are told apart."""
    seen = set()
    for told, result in limits_of(judging):
        deadline = deadline_of(told, result)
        if deadline.day is None or deadline in seen:
            continue
        seen.add(deadline)
        day = deadline.words.rpartition(" ")[0] or deadline.words
        length = f" ({deadline.limit})" if deadline.limit else ""
        due = "" if deadline.status == "benchmark" or result.line.extends else "due "
        yield MarkRecord(
            day=deadline.day,
            label=f"{due}{day}{length}",
            status=deadline.status,
            is_for_start=told.finding.step_event in openings,
        )


def _stops(scene: Scene, judging: Iterable[Told]) -> Iterator[ClockStopRecord]:
    """The pauses of the deadlines that judge."""
    parts = (part for _, result in limits_of(judging) for part in result.line.parts)
    horizon = scene.as_of if scene.horizon is None else scene.horizon
    for stop in dict.fromkeys(stop for part in parts for stop in part.stops):
        if stop.start in scene.shown:
            is_open = stop.end not in scene.shown
            end = Interval(horizon, horizon) if is_open else scene.day(stop.end)
            start = day_range(scene.day(stop.start))
            yield ClockStopRecord(start=start, end=day_range(end), is_open=is_open)


def _point_lanes(scene: Scene, steps: Sequence[StepRecord]) -> Iterator[LaneRecord]:
    """Steps on a single day; acts of the institution on one exact day share a lane."""
    shared: dict[object, list[StepRecord]] = {}
    for step in steps:
        if not step.events or step.day is None:
            continue
        name = step.events[0]
        day, dated = scene.inference.day_of(name).exact, scene.dated(name)
        is_act = not dated.is_outside and not step.track_label and scene.is_sure(name)
        key: object = (day, dated.zone) if day is not None and is_act else name
        shared.setdefault(key, []).append(step)
    for group in shared.values():
        names = [step.events[0] for step in group]
        judging = [told for told in scene.told if told.finding.step_event in names]
        yield replace(
            _EMPTY,
            label=_shared_label(scene, group),
            events=tuple(name for step in group for name in step.events),
            points=tuple(_step_point(scene, step, step.events[0]) for step in group),
            marks=tuple(_marks(judging)),
            stops=tuple(_stops(scene, judging)),
            value=group[0].took,
        )


def _step_point(scene: Scene, step: StepRecord, name: str) -> PointRecord:
    day = Interval() if step.day is None else as_interval(step.day)
    is_denial = scene.event(name).kind == "denial"
    return _point(scene, name, day, "denial" if is_denial else "event", step.label)


def _shared_label(scene: Scene, group: Sequence[StepRecord]) -> str:
    """Finding, acknowledgement, summary; or the label of the only one."""
    if len(group) == 1:
        step = group[0]
        return f"{step.label}, {step.track_label}" if step.track_label else step.label
    nouns = []
    for step in group:
        event = scene.event(step.events[0])
        noun = event.of if event.of is not None else scene.names.stage(event.kind)
        nouns.append(_NOUNS.get(event.kind, noun))
    return capital(", ".join(dict.fromkeys(nouns)))


def _waiting_lanes(scene: Scene) -> Iterator[LaneRecord]:
    """Steps with a deadline or a benchmark that are not on record, to the last day checked."""
    stages = stages_of(scene)
    seen = set()
    for told in scene.awaited():
        finding, kinds = told.finding, told.kinds
        key = kinds, finding.question.track, finding.question.round
        in_stage = any(_awaits_end(told, stage) and _bar(scene, stage) for stage in stages)
        may_be_done = any(one.event in scene.shown for one in finding.question.steps)
        wait = _wait(scene, finding) if told.limits else None
        if key in seen or in_stage or may_be_done or wait is None:
            continue
        seen.add(key)
        yield replace(
            _EMPTY,
            label=capital(told.noun),
            waits=(wait,),
            marks=tuple(_marks([told])),
            stops=tuple(_stops(scene, [told])),
        )


def _wait(scene: Scene, finding: Finding) -> WaitRecord | None:
    """From the trigger to the last day checked; None where it is not certain that it came."""
    if finding.has_started is not Truth.YES or not finding.trigger_event:
        return None
    end = finding.judged_on if finding.judged_on is not None else scene.horizon
    if end is None or finding.trigger_event not in scene.shown:
        return None
    if finding.verdict is Verdict.MISSING:  # a later stage took its place
        starts = [
            scene.day(one.event).min
            for requirer in finding.question.requirers
            for one in requirer.steps
            if one.event in scene.shown
        ]
        end = min([end, *(day for day in starts if day is not None)])
    is_unchecked = finding.verdict is Verdict.NOT_CHECKED
    words = f"not checked since {date_words(end)}" if is_unchecked else ""
    start = scene.day(finding.trigger_event)
    if start.max is None or start.max >= end:
        return None
    return WaitRecord(start=day_range(start), end=date.fromordinal(end), words=words)
