"""Pieces of a drawing: which days of a lane are drawn as what, in text and SVG alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.pages.blocks import Chart, Lane, Mark, Point, Stretch

Kind: TypeAlias = Literal[
    "waiting",  # nothing has begun
    "open",  # no end on record
    "late",  # past a deadline for certain
    "extended",  # past a deadline that was perhaps extended in time
    "sure",  # under way for certain
    "stopped",  # a clock stands still
    "event",  # three sorts of a day that is known
    "denial",
    "incident",
    "unchecked",  # not checked since
    "onward",  # the last day checked, with something still open
    "unknown",  # some time in so long a range that it says nothing
    "pale",  # some time in here
    "implied",  # an opening that only its end implies
    "planned",
]

POINTS: Final[frozenset[Kind]] = frozenset(("event", "denial", "incident", "implied"))
"""Kinds of one day, drawn as one sign however much room the day has; pale where that day lies on
two days of the scale, and these do not share a place."""

WORDS: Final[Mapping[Kind, str]] = {
    "event": "day known",
    "denial": "day known",
    "incident": "day known",
    "sure": "under way",
    "pale": "some time in here",
    "late": "past the deadline",
    "extended": "past a deadline, perhaps extended",
    "stopped": "clock not running",
    "open": "no end on record",
    "waiting": "waiting",
    "onward": "last day checked",
    "unchecked": "not checked since",
    "unknown": "not known when",
    "implied": "opened, day not on record",
    "planned": "planned",
}
"""What a key says of each kind, in its order."""

SHORT_WORDS: Final[Mapping[Kind, str]] = {
    **WORDS,
    "pale": "in here",
    "late": "past due",
    "extended": "perhaps past due",
    "stopped": "clock stopped",
    "open": "no end",
    "onward": "last check",
    "unchecked": "not checked",
    "unknown": "not known",
    "implied": "opened",
}
"""The same where there is little room."""

_LONG: Final = 366
"""Days above which a range is drawn as not known: a long bar would look like a long inquiry."""


class Piece(NamedTuple):
    """Days in a row that are drawn alike, as ordinals."""

    kind: Kind
    first: int
    last: int


def lane_pieces(lane: Lane, chart: Chart) -> list[Piece]:
    """Pieces of a lane, in no order; where they share a cell, doubt has to win."""
    found = [Piece("stopped", first, last) for first, last in lane.stopped]
    for stretch in lane.stretches:
        found += _stretch_pieces(stretch, lane, chart)
    for point in lane.points:
        found.append(_point_piece(point))
    if not lane.stretches:
        found += _wait_for_points(lane)
    return found


def is_measured(lane: Lane) -> bool:
    """Return True of a lane with a deadline, whose length has to be seen."""
    return any(mark.status != "benchmark" for mark in lane.marks)


def _stretch_pieces(stretch: Stretch, lane: Lane, chart: Chart) -> Iterator[Piece]:
    if stretch.is_planned:
        yield Piece("planned", stretch.first, stretch.last_end)
    elif stretch.is_waiting:
        yield from _without_end(stretch.first, "waiting", stretch, lane, chart)
    elif stretch.is_open:
        is_exact = stretch.first == stretch.last_start and not stretch.is_opening_implied
        yield Piece("event" if is_exact else "pale", stretch.first, stretch.last_start)
        yield from _without_end(stretch.last_start + 1, "open", stretch, lane, chart)
    else:
        yield from _with_end(stretch, lane)
    if stretch.is_opening_implied:
        yield Piece("implied", stretch.first, stretch.first)
    if not (stretch.is_planned or stretch.is_waiting) and stretch.first == stretch.last_start:
        yield from _wait(lane, stretch.first)


def _with_end(stretch: Stretch, lane: Lane) -> Iterator[Piece]:
    start, end = stretch.last_start, stretch.first_end
    if start > end:  # it may have begun after the earliest end: no day is certain
        is_long = min(start - stretch.first, stretch.last_end - end) > _LONG
        yield Piece("unknown" if is_long else "pale", stretch.first, stretch.last_end)
        return
    if stretch.first < start:
        yield Piece("pale", stretch.first, start - 1)
    if end < stretch.last_end:
        yield Piece("sure", start, end)
        yield Piece("pale", end + 1, stretch.last_end)
        return
    missed, doubtful = _overstepped(lane, is_for_start=False)
    over = missed if missed is not None else doubtful
    if over is None or over >= end:
        yield Piece("sure", start, end)
        return
    if over >= start:
        yield Piece("sure", start, over)
    yield Piece("extended" if missed is None else "late", max(start, over + 1), end)


def _without_end(
    first: int, kind: Kind, stretch: Stretch, lane: Lane, chart: Chart
) -> Iterator[Piece]:
    """What is open or awaited, to the last day checked, and what has not been checked since."""
    last, checked = stretch.last_end, chart.checked_to
    missed, _ = _overstepped(lane, is_for_start=False)
    if checked is not None and last >= checked:
        yield Piece("onward", checked, checked)
        if chart.judged_on is not None and chart.judged_on > checked:
            yield Piece("unchecked", checked + 1, chart.judged_on)
    late = last + 1 if missed is None else max(first, missed + 1)
    if first < late:
        yield Piece(kind, first, min(late - 1, last))
    if late <= last:
        yield Piece("late", late, last)


def _point_piece(point: Point) -> Piece:
    if point.sort == "planned":
        return Piece("planned", point.first, point.last)
    if point.first == point.last or point.is_known:
        return Piece(point.sort, point.first, point.last)
    is_long = point.last - point.first > _LONG
    return Piece("unknown" if is_long else "pale", point.first, point.last)


def _wait_for_points(lane: Lane) -> Iterator[Piece]:
    """Days from a missed deadline to the act, where its day is known."""
    acts = [point for point in lane.points if point.sort != "planned"]
    if acts and all(point.first == point.last or point.is_known for point in acts):
        missed, _ = _overstepped(lane, is_for_start=False)
        act = min(point.first for point in acts)
        if missed is not None and missed + 1 < act:
            yield Piece("late", missed + 1, act - 1)


def _wait(lane: Lane, start: int) -> Iterator[Piece]:
    """Days from a missed deadline for the start to the start."""
    missed, _ = _overstepped(lane, is_for_start=True)
    if missed is not None and missed + 1 < start:
        yield Piece("late", missed + 1, start - 1)


def _overstepped(lane: Lane, *, is_for_start: bool) -> tuple[int | None, int | None]:
    """Last days of the first deadline missed for certain, and of the last that was perhaps kept.

    The second, because an extension makes an earlier deadline void if it was granted in time.
    """
    marks = [mark for mark in lane.marks if mark.is_for_start == is_for_start]
    missed = [mark.last for mark in marks if mark.status == "missed"]
    doubtful = [mark.last for mark in marks if _is_doubtful(mark)]
    return min(missed, default=None), max(doubtful, default=None)


def _is_doubtful(mark: Mark) -> bool:
    return mark.status in {"extended", "unknown"}
