"""The drawn timeline: one row for each stage or kind; solid where certain, pale where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from math import inf
from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY
from timeline.chrono.truth import Truth
from timeline.render.theme import ASCII, UNICODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Finding, Standing
    from timeline.inference.inference import Inference
    from timeline.model.kind import Kind
    from timeline.render.theme import Marks

    Put = Callable[[int, int, str, str], None]

_SKIPPED = {"other", "policy_change"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row before it is drawn: what lies where, in days of the case's calendar."""

    label: str
    points: tuple[Interval, ...] = ()
    """When each event of the row was."""
    known: tuple[Interval, ...] = ()
    """Those of them that are known to the day in a zone of their own, and lie on two days here."""
    stages: tuple[tuple[Interval, Interval | None], ...] = ()
    """Stages from their opening to their closing; None while open."""
    waits_from: int | None = None
    """An undone step: counted from that day on."""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawn row: its label, its cells, and what each cell means."""

    label: str
    cells: str
    kinds: str
    """For each cell: `x` exact, `c` certain, `p` pale, `w` waiting, a space for nothing."""
    remark: str


def chart_bars(
    inference: Inference, findings: Sequence[Finding], kinds: Mapping[str, Kind], as_of: int
) -> list[Bar]:
    """The rows of a case, in the order in which each begins."""
    rows = [*_stage_bars(inference, kinds, as_of), *_point_bars(inference, kinds, as_of)]
    rows.sort(key=_beginning)
    return rows + list(_ghost_bars(inference, findings, kinds))


def _beginning(bar: Bar) -> tuple[int, int]:
    bounds = [*bar.points, *(start for start, _ in bar.stages)]
    earliest = [bound.min for bound in bounds if bound.min is not None]
    latest = [bound.max for bound in bounds if bound.max is not None]
    return min(earliest, default=0), min(latest, default=0)


def _stage_bars(inference: Inference, kinds: Mapping[str, Kind], as_of: int) -> Iterator[Bar]:
    for kind in kinds.values():
        if not kind.closes:
            continue
        opening = kinds[kind.closes]
        for track, round_ in _tracks(inference, (kind.closes, kind.id)):
            starts = _bounds(inference, kind.closes, track, round_, as_of)
            ends = _bounds(inference, kind.id, track, round_, as_of)
            if starts or ends:
                label = _tracked(opening.label.removesuffix(" opened"), track, round_)
                stages = stages_of(starts, ends)
                yield Bar(label, stages=stages) if stages else Bar(label, points=(*starts, *ends))


def stages_of(
    starts: Sequence[Interval], ends: Sequence[Interval]
) -> tuple[tuple[Interval, Interval | None], ...]:
    """Each opening with its closing, by their days; none where it is open which closes which.

    Args:
        starts: when each stage of one track and round was opened, in any order.
        ends: when each of them was closed; the last may still be open.
    """
    openings, closings = sorted(starts, key=_by_day), sorted(ends, key=_by_day)
    if not closings:
        return tuple((start, None) for start in openings)
    if not 0 <= len(openings) - len(closings) <= 1:
        return ()
    if len(openings) == 1:
        is_turned_round = closings[0].less_than(openings[0]) is Truth.YES
        return () if is_turned_round else ((openings[0], closings[0]),)
    each = zip(openings, closings, strict=False)
    then = zip(closings, openings[1:], strict=False)
    if any(end.less_than(start) is not Truth.NO for start, end in each):
        return ()
    if any(end.less_than(start) is not Truth.YES for end, start in then):
        return ()
    return tuple(zip_longest(openings, closings))


def _by_day(bound: Interval) -> tuple[float, float]:
    low, high = bound.min, bound.max
    return -inf if low is None else low, inf if high is None else high


def _point_bars(inference: Inference, kinds: Mapping[str, Kind], as_of: int) -> Iterator[Bar]:
    staged = {kind.id for kind in kinds.values() if kind.closes}
    staged |= {kind.closes for kind in kinds.values() if kind.closes}
    for kind in kinds.values():
        if kind.id in staged or kind.id in _SKIPPED:
            continue
        for track, round_ in _tracks(inference, (kind.id,)):
            events = _events(inference, kind.id, track, round_, as_of)
            points = tuple(inference.case_day_of(name) for name in events)
            known = tuple(
                point
                for name, point in zip(events, points, strict=True)
                if inference.day_of(name).exact is not None
            )
            if points:
                yield Bar(_tracked(kind.label, track, round_), points=points, known=known)


def _tracked(label: str, track: str, round_: int) -> str:
    label = f"{label} [{track}]" if track else label
    return f"{label} ({round_})" if round_ > 1 else label


def _tracks(inference: Inference, kinds: tuple[str, ...]) -> list[tuple[str, int]]:
    found = [
        (event.event.track, event.event.round)
        for event in inference.events.values()
        if event.event.kind in kinds
    ]
    return list(dict.fromkeys(found))


def _bounds(inference: Inference, kind: str, track: str, round_: int, as_of: int) -> list[Interval]:
    """The days of the events of one kind that may have happened by then."""
    events = _events(inference, kind, track, round_, as_of)
    return [inference.case_day_of(name) for name in events]


def _events(inference: Inference, kind: str, track: str, round_: int, as_of: int) -> list[str]:
    """The events of one kind that may have happened by then."""
    return [
        event.id
        for event in inference.events.values()
        if (event.event.kind, event.event.track, event.event.round) == (kind, track, round_)
        and inference.happened(event.id, as_of) is not Truth.NO
    ]


def _ghost_bars(
    inference: Inference, findings: Sequence[Finding], kinds: Mapping[str, Kind]
) -> Iterator[Bar]:
    """Steps that are undone and whose clock runs."""
    seen = set()
    for finding in findings:
        if not finding.is_open or not finding.trigger_event:
            continue
        kind = finding.question.rule.step.first[0].event
        track = finding.question.track
        label = _tracked(kinds[kind].label, track, finding.question.round)
        start = inference.case_day_of(finding.trigger_event).min
        if label not in seen and start is not None:
            seen.add(label)
            yield Bar(label, waits_from=start, remark=_undone_words(finding.standing))


def _undone_words(standing: Standing | None) -> str:
    """What is known of a step that is undone, in two words."""
    if standing is None or not standing.holds_now:
        return "none recorded"
    return "none found" if standing.ground == "searched" else "not done"


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to cells."""

    first: int
    last: int
    width: int

    def cell(self, day: int) -> int:
        """The cell of a day, within the drawing."""
        span = max(1, self.last - self.first)
        return min(self.width - 1, max(0, (day - self.first) * (self.width - 1) // span))


def draw(bars: Sequence[Bar], width: int, as_of: int, *, ascii_only: bool = False) -> list[Drawn]:
    """Draw the rows.

    Args:
        bars: at least one.
        width: cells for the drawing itself, 10 or more.
        as_of: the right end.
        ascii_only: use no other characters.
    """
    scale = scale_of(bars, width, as_of)
    marks = ASCII if ascii_only else UNICODE
    return [_draw(bar, scale, marks) for bar in bars]


def scale_of(bars: Sequence[Bar], width: int, as_of: int) -> Scale:
    """From the first day that any row knows, but of the calendar, to the day judged from."""
    days = [
        bound.max if bound.min is None else bound.min
        for bar in bars
        for bound in (*bar.points, *(one for stage in bar.stages for one in stage))
        if bound is not None
    ]
    first = max(FIRST_DAY, min((day for day in days if day is not None), default=as_of))
    return Scale(min(first, as_of), max(first, as_of), width)


def axis(scale: Scale) -> tuple[str, str]:
    """The first day, and under it the marks of years or months, as many as there is room for."""
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(
        (one for one in _STEPS if months // one * _TICK <= scale.width), (months // 12 or 1) * 12
    )
    cells = [" "] * scale.width
    for day, text in _ticks(first, last, step):
        place = scale.cell(day.toordinal())
        if place + len(text) <= scale.width and not "".join(cells[max(0, place - 1) :]).strip():
            cells[place : place + len(text)] = text
    return first.isoformat(), "".join(cells).rstrip()


_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_TICK = 9
"""Cells that the widest mark takes, with a space."""


def _ticks(first: date, last: date, step: int) -> Iterator[tuple[date, str]]:
    """The first of every so many months, the year wherever it changes."""
    start = first.year * 12 + first.month
    year = 0
    for index in range(-(-start // step) * step, last.year * 12 + last.month, step):
        day = date(index // 12, index % 12 + 1, 1)
        if step >= 12:  # noqa: PLR2004 - whole years
            yield day, str(day.year)
        else:
            yield day, f"{day:%b %Y}" if day.year != year else f"{day:%b}"
        year = day.year


def _draw(bar: Bar, scale: Scale, marks: Marks) -> Drawn:
    cells, kinds = [" "] * scale.width, [" "] * scale.width

    def put(first: int, last: int, mark: str, kind: str) -> None:
        for place in range(scale.cell(first), scale.cell(last) + 1):
            cells[place], kinds[place] = mark, kind

    for start, end in bar.stages:
        _put_possible(start, end, scale, marks, put)
    for start, end in bar.stages:
        _put_certain(start, end, scale, marks, put)
    if bar.waits_from is not None:
        put(bar.waits_from, scale.last, marks.absent, "w")
        cells[-1] = marks.onward

    def is_exact(point: Interval) -> bool:
        """Whether it is known to the day, and that day is drawn in one cell."""
        if point.min is None or point.max is None:
            return False
        is_known = point.exact is not None or point in bar.known
        return is_known and scale.cell(point.min) == scale.cell(point.max)

    for point in sorted(bar.points, key=is_exact):
        if is_exact(point):
            put(point.min or 0, point.min or 0, marks.exact, "x")
        else:
            _put_possible(point, point, scale, marks, put)
    return Drawn(bar.label, "".join(cells), "".join(kinds), bar.remark)


def _put_possible(
    start: Interval, end: Interval | None, scale: Scale, marks: Marks, put: Put
) -> None:
    """Pale from the earliest opening to the latest closing, with an arrow where that is open."""
    low = scale.first if start.min is None else start.min
    high = scale.last if end is None or end.max is None else min(end.max, scale.last)
    put(low, high, marks.pale, "p")
    if start.min is None:
        put(low, low, marks.backward, "p")
    if end is None or end.max is None:
        put(scale.last, scale.last, marks.onward, "p")


def _put_certain(
    start: Interval, end: Interval | None, scale: Scale, marks: Marks, put: Put
) -> None:
    """Solid from the latest opening to the earliest closing."""
    sure_from = start.max
    sure_to = scale.last if end is None else end.min
    if sure_from is None or sure_to is None or sure_from > min(sure_to, scale.last):
        return
    put(sure_from, min(sure_to, scale.last), marks.certain, "c")
    if end is None or end.max is None:
        put(scale.last, scale.last, marks.onward, "c" if end is None else "p")
