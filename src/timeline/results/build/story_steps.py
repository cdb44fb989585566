"""The steps of a story: what was done when and how long it took, then what is not on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace as changed

from timeline.chrono.interval import Interval
from timeline.conformance.verdict import Tier, Word
from timeline.results.build.dates import (
    NONE_ON_RECORD,
    NOT_KNOWN,
    cell_words,
    count_words,
    is_vague,
    is_wide,
)
from timeline.results.build.pace import pace_brief
from timeline.results.build.scene import earliest
from timeline.results.build.stages import is_own_stage, length_of, stage_label, stages_of
from timeline.results.build.step_words import (
    deadline_of,
    deadlines_of,
    limits_of,
    silence_words,
    waiting_words,
    when_words,
)
from timeline.results.build.telling import DEADLINES, is_unread
from timeline.results.build.values import as_range, day_range
from timeline.results.build.words import capital
from timeline.results.story import StepRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.results.build.scene import Scene
    from timeline.results.build.stages import Stage
    from timeline.results.build.telling import Told
    from timeline.results.values import Sign

_WITHOUT_ROW: Final = frozenset(
    {
        "announcement", "statement", "information_received", "testimony", "oversight",
        "litigation", "policy_change", "reopened", "review_ordered", "other",
    }
)  # fmt: skip
"""Kinds that tell of a case and are no step of its process."""
_ONCE: Final = frozenset(
    {"external_report", "denial", "acknowledgement", "apology", "accountability"}
)
"""Kinds of which the first counts, on whatever track."""
_TRACKLESS: Final = _ONCE | {"payment", "release"}
_CONTENTS: Final = frozenset({None, "report", "summary", "findings"})
_CALLS: Final = {
    "assessment_opened": ("external_report", "information_received"),
    "review_opened": ("review_ordered",),
}
"""What calls for an inquiry."""
_PAID: Final = (frozenset({"paid", ""}), frozenset({"offered", "promised", "declined", "denied"}))
_ORDER: Final[Sequence[Sign]] = ("missed", "kept", "unknown", "odd", "open", "done", "aside")


@dataclass(frozen=True, slots=True)
class _Row:
    """A step with what it is sorted by."""

    step: StepRecord
    day: Interval
    place: int
    """Of its kind in the order of the process."""
    before: tuple[int, int] | None = None
    """The key of the end of its stage, which it stands before."""

    @property
    def key(self) -> tuple[int, int]:
        """Earliest day; a range over half a year stands where it ends."""
        late, early = self.day.max, self.day.min
        if is_wide(self.day) or early is None:
            early = late
        own = 1 << 40 if early is None else early, self.place
        return own if self.before is None else min(own, (self.before[0], self.place))


def steps_of(scene: Scene) -> tuple[StepRecord, ...]:
    """Steps in order, those awaited last."""
    rows = sorted([*_stage_rows(scene), *_single_rows(scene)], key=lambda row: row.key)
    return (*(row.step for row in rows), *_ghosts(scene))


def _stage_rows(scene: Scene) -> Iterator[_Row]:
    for stage in stages_of(scene):
        judged = [
            told for told in scene.told
            if told.finding.tier in DEADLINES and told.finding.step_event in stage.events
        ]  # fmt: skip
        is_review = stage.opening_kind == "review_opened"
        if not is_own_stage(scene, stage) or (is_review and not judged):
            yield _whole(scene, stage)
        else:
            yield from _both_ends(scene, stage)


def _both_ends(scene: Scene, stage: Stage) -> Iterator[_Row]:
    """A row for the opening on record, and one for the end; of mixed inquiries one for each."""
    if stage.is_mixed:
        for name in stage.events:
            is_end = name in stage.closings
            length = (None, "length not known") if is_end else _opening_length(scene, name)
            yield _row(scene, name, scene.day(name), *length)
        return
    end = _end_row(scene, stage)
    openings = [name for name in stage.openings if not scene.dated(name).is_implied]
    first = earliest(scene, openings)
    if first is not None:
        name, day = first
        row = _row(scene, name, day, *_opening_length(scene, name))
        yield replace(row, before=None if end is None else end.key)
    if end is not None:
        yield end


def _end_row(scene: Scene, stage: Stage) -> _Row | None:
    """The row for the end of a stage; None where none is on record."""
    own_ends = [name for name in stage.closings if scene.event(name).kind == stage.closing_kind]
    last = earliest(scene, own_ends)
    if last is None:
        return None
    name, day = last
    bound = length_of(scene, stage)
    if bound is not None:
        return _row(scene, name, day, bound, _length(bound))
    judged, took = _by_deadline(scene, name)
    return _row(scene, name, day, judged, took or "length not known")


def _length(bound: Interval) -> str:
    """Length of a stage, for a table."""
    return count_words(bound) if bound != Interval(0, 0) else "same day"


def _whole(scene: Scene, stage: Stage) -> _Row:
    """One row for an inquiry of others, or a review without a deadline."""
    named = [name for name in stage.openings if not scene.dated(name).is_implied]
    start = earliest(scene, named)
    end = earliest(scene, stage.closings)
    name, day = start or end or (stage.events[0], Interval())
    bound, took = None, "no end on record"
    finding = earliest(scene, _findings_of(scene, stage))
    if end is not None and scene.is_sure(end[0]):
        bound = length_of(scene, stage)
        took = "length not known" if bound is None else _length(bound)
    if finding is not None and start is not None and (bound is None or is_vague(bound)):
        to_finding = scene.between(start[0], finding[0])
        if not is_vague(to_finding) and to_finding.max is not None:
            bound, took = to_finding, f"finding {count_words(to_finding)} later"
    row = _row(scene, name, day, bound, took)
    prefix = "from " if start is not None else "ended "
    when = row.step.when
    is_dated = day.min is not None and not when.startswith(("by ", "perhaps ", NOT_KNOWN))
    step = changed(
        row.step,
        label=stage_label(scene, stage, with_track=False),
        when=f"{prefix}{when}" if is_dated else when,
        when_brief=f"{prefix}{row.step.when_brief}" if is_dated else row.step.when_brief,
        events=stage.events,
    )
    return replace(row, step=step)


def _findings_of(scene: Scene, stage: Stage) -> list[str]:
    here = stage.track, stage.round
    found = scene.of_kind("conclusion", own=False) if stage.track else []
    return [name for name in found if (scene.event(name).track, scene.event(name).round) == here]


def _single_rows(scene: Scene) -> Iterator[_Row]:
    """Steps that happen on a day: the first of each kind, or of each track."""
    staged = {name for stage in stages_of(scene) for name in stage.events}
    for kind, about in scene.kinds.items():
        if about.incident or kind in _WITHOUT_ROW:
            continue
        names = [name for name in scene.of_kind(kind, own=False) if name not in staged]
        for group in _groups(scene, kind, names):
            found = earliest(scene, group)
            if found is not None:
                bound, took = _day_length(scene, found[0])
                if found[1] != scene.day(found[0]) and bound is not None:
                    bound, took = None, ""  # another may have come first
                yield _row(scene, *found, bound, took)
    if not any(stage.opening_kind == "review_opened" for stage in stages_of(scene)):
        found = earliest(scene, scene.of_kind("review_ordered"))
        if found is not None:
            yield _row(scene, *found, *_day_length(scene, found[0]))


def _groups(scene: Scene, kind: str, names: Sequence[str]) -> Iterator[list[str]]:
    """The events of a kind, split into those of which the first makes a row."""
    if kind == "release":
        names = [name for name in names if scene.event(name).of in _CONTENTS]
    if kind == "payment":
        own = [name for name in names if scene.is_own(name)]
        yield from ([one for one in own if scene.event(one).outcome in words] for words in _PAID)
        return
    by_track: dict[tuple[str, int], list[str]] = {}
    for name in names:
        event, is_own = scene.event(name), scene.is_own(name)
        if not is_own and (kind != "denial" or not event.track):
            continue
        is_one = (kind in _ONCE and is_own) or kind == "release"
        by_track.setdefault(("", 1) if is_one else (event.track, event.round), []).append(name)
    yield from by_track.values()


def _opening_length(scene: Scene, name: str) -> tuple[Interval | None, str]:
    """How long after what called for it an inquiry was opened."""
    event = scene.event(name)
    for start in _CALLS.get(event.kind, ()):
        names = [
            one for one in scene.of_kind(start)
            if start == "external_report" or scene.event(one).track in ("", event.track)
        ]  # fmt: skip
        if found := _length_after(scene, names, name, start):
            return found
    return _day_length(scene, name)


def _length_after(
    scene: Scene, starts: Sequence[str], name: str, kind: str
) -> tuple[Interval, str] | None:
    """How long after the first of several events of a kind, where it came after for certain."""
    found = earliest(scene, starts)
    bound = Interval() if found is None else scene.between(found[0], name)
    if bound.min is None or bound.min < 0 or is_vague(bound):
        return None
    return bound, cell_words(bound, scene.names.brief(kind))


def _day_length(scene: Scene, name: str) -> tuple[Interval | None, str]:
    """How long after the investigation, the trigger of its deadline, or the incident."""
    if not scene.is_sure(name):
        return None, ""
    event = scene.event(name)
    if event.kind in ("conclusion", "release"):
        ends = [
            one for one in scene.of_kind("investigation_closed")
            if scene.event(one).track in ("", event.track) or not event.track
        ]  # fmt: skip
        if found := _length_after(scene, ends, name, "investigation_closed"):
            return found
    judged, took = _by_deadline(scene, name)
    if judged is not None:
        return judged, took
    if len(scene.inference.incidents) != 1:
        return None, ""
    incident = scene.inference.incidents[0]
    since = scene.between(incident, name)
    return since, cell_words(since, scene.names.brief(scene.event(incident).kind))


def _by_deadline(scene: Scene, name: str) -> tuple[Interval | None, str]:
    """How long after the trigger of its deadline a step was taken."""
    for told in scene.told:
        finding = told.finding
        is_deadline = finding.tier in DEADLINES and finding.step_event == name
        if is_deadline and finding.trigger_event and finding.days is not None:
            kind = scene.event(finding.trigger_event).kind
            return finding.days, cell_words(finding.days, scene.names.brief(kind))
    return None, ""


def _row(scene: Scene, name: str, day: Interval, bound: Interval | None, took: str) -> _Row:
    """One step that was taken, or may have been."""
    event = scene.event(name)
    judging = [told for told in scene.told if _is_judged_by(scene, told, name)]
    when, brief = when_words(scene, name, day)
    label = scene.names.step_label(event)
    if event.track and event.kind == "conclusion":  # told by its noun and the inquiry
        label = capital(scene.names.stage(event.kind))
    has_track = event.kind not in _TRACKLESS or not scene.is_own(name)
    step = StepRecord(
        label=f"{label}, round {event.round}" if event.round > 1 else label,
        track_label=scene.names.shown_track(event.kind, event.track) if has_track else "",
        sign=_sign(scene, name, judging),
        day=day_range(day),
        when=when,
        when_brief=brief,
        took=took if scene.is_sure(name) else "",
        days=as_range(bound) if scene.is_sure(name) else None,
        deadlines=tuple(deadlines_of(judging)),
        pace=_pace(scene, name, bound),
        events=(name,),
        finding=_main(judging),
        is_listed=True,
    )
    place = list(scene.kinds).index(event.kind)
    return _Row(step, day, place)


def _is_judged_by(scene: Scene, told: Told, name: str) -> bool:
    """True of a finding about this step, or about one that may have been this."""
    finding = told.finding
    if finding.step_event or scene.is_sure(name):
        return finding.step_event == name
    return any(one.event == name for one in finding.question.steps)


def _sign(scene: Scene, name: str, judging: Iterable[Told]) -> Sign:
    """The sign of the finding that says most; a step that may be still to come is not known."""
    if not scene.is_sure(name):
        return "unknown"
    told = [one.sign for one in judging if _tells(one)]
    return min((*told, "done"), key=_ORDER.index)


def _tells(told: Told) -> bool:
    """True of a finding that says more of a step than that it was taken."""
    finding = told.finding
    if finding.tier in DEADLINES or finding.tier is Tier.BENCHMARK or is_unread(finding):
        return finding.verdict.group != "aside"
    return Word.OUT_OF_ORDER in finding.possible


def _main(judging: Sequence[Told]) -> str | None:
    """The name of the finding that judges a step: by a deadline before all."""
    ordered = sorted(judging, key=lambda one: (not _tells(one), _ORDER.index(one.sign)))
    return ordered[0].finding.id if ordered else None


def _pace(scene: Scene, name: str, bound: Interval | None) -> str:
    """How the step ranks among comparable cases, by the measure that ends with it."""
    if bound is None:
        return ""
    for latency in scene.judged.latencies:
        if latency.end == name and latency.days == bound and latency.measure.id in scene.peers:
            return pace_brief(scene.peers[latency.measure.id])
    return ""


def _ghosts(scene: Scene) -> Iterator[StepRecord]:
    """Expected steps that are not on record, each once; those with a deadline first."""
    told = sorted(scene.awaited(), key=lambda one: not one.limits)
    seen = set()
    for one in told:
        finding, names = one.finding, one.names
        kinds = one.kinds
        question = finding.question
        key = kinds, question.track, question.round
        if key in seen or any(step.event in scene.shown for step in question.steps):
            continue
        seen.add(key)
        yield StepRecord(
            label=names.awaited_label(finding),
            track_label=names.shown_track(kinds[0], question.track),
            sign=one.sign,
            day=None,
            when=silence_words(scene, finding),
            when_brief=NONE_ON_RECORD,
            took=waiting_words(scene, finding),
            days=as_range(finding.days),
            deadlines=tuple(deadline_of(*limit) for limit in limits_of([one])),
            pace="",
            events=(),
            finding=finding.id,
            is_listed=True,
        )
