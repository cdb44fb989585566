"""Days → positions: even between cuts, for text in columns and for SVG in per cent."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.formats.drawing import is_measured, lane_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.pages.blocks import Chart, Lane

MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_MONTH: Final = 365.25 / 12
_YEAR: Final = 365.25
_LEAST_CUT: Final = 45
"""Days that a cut has to leave out at least."""
_LEAST_SEGMENT: Final = 9
"""Letters that a stretch of the axis has room for, so that its month and year are told."""
_LETTERS_A_MONTH: Final = 5
_FEW_DAYS: Final = 14
"""Days whose axis counts days, where no month would be told otherwise."""


class Medium(NamedTuple):
    """Days that a scale is laid out on."""

    width: float
    letter: float
    """Width of a letter of the axis; in text 1."""
    most_cuts: int
    cut_width: Callable[[str, float], float]
    """Width of a cut by its label and by the share of the days that it leaves out."""
    most_a_day: float
    """Width of a day at most, where a cut has made room."""
    is_whole: bool = False
    """True of columns, which are not divided."""


class Segment(NamedTuple):
    """Days in a row that are drawn evenly."""

    first: int
    last: int
    at: float
    width: float
    room: float
    """As much, or more where so few days need less."""

    @property
    def days(self) -> int:
        """Number of days."""
        return self.last - self.first + 1


class Cut(NamedTuple):
    """Silent days left out: first, last, and place."""

    first: int
    last: int
    at: float
    width: float
    label: str


class Tick(NamedTuple):
    """A label of the axis."""

    at: float
    label: str
    is_strong: bool
    """True of a year, and of the month at the start of a segment."""


class Scale(NamedTuple):
    """Position of each day."""

    segments: tuple[Segment, ...]
    cuts: tuple[Cut, ...]
    medium: Medium

    @property
    def first(self) -> int:
        """First day drawn."""
        return self.segments[0].first

    @property
    def last(self) -> int:
        """Last day drawn."""
        return self.segments[-1].last

    def start(self, day: int) -> float:
        """Start of a day."""
        segment = self._segment(day)
        return segment.at + (day - segment.first) * segment.width / segment.days

    def end(self, day: int) -> float:
        """End of a day."""
        segment = self._segment(day)
        return segment.at + (day - segment.first + 1) * segment.width / segment.days

    def columns(self, first: int, last: int) -> range:
        """Columns that hold any of the days; in whole numbers, so that no rounding moves a day."""
        one, other = self._segment(first), self._segment(last)
        start = int(one.at) + (first - one.first) * int(one.width) // one.days
        end = int(other.at) - (-(last - other.first + 1) * int(other.width) // other.days)
        return range(start, end)

    def cuts_between(self, first: int, last: int) -> list[Cut]:
        """Cuts that all days from `first` to `last` run through."""
        return [cut for cut in self.cuts if first <= cut.first and cut.last <= last]

    def _segment(self, day: int) -> Segment:
        return next((one for one in self.segments if day <= one.last), self.segments[-1])


def scale_of(chart: Chart, medium: Medium) -> Scale | None:
    """Lay out the days of a chart; None where nothing is drawn."""
    drawn = _drawn(chart)
    if not drawn.days:
        return None
    gaps = _chosen_gaps(drawn, medium)
    segments = _segments(drawn.days, gaps)
    if not any(_widens(segment, drawn) for segment in segments):
        gaps, segments = [], [(drawn.days[0], drawn.days[-1])]
    span = drawn.days[-1] - drawn.days[0] + 1
    labels = [gap_words(after - before) for before, after in gaps]
    widths = [
        medium.cut_width(label, (after - before) / span)
        for label, (before, after) in zip(labels, gaps, strict=True)
    ]
    rooms = _rooms(segments, drawn, medium.width - sum(widths), medium)
    laid: list[Segment] = []
    cuts: list[Cut] = []
    at = 0.0
    for place, ((first, last), room) in enumerate(zip(segments, rooms, strict=True)):
        width = min(room, medium.most_a_day * (last - first + 1)) if gaps else room
        laid.append(Segment(first, last, at, width, room))
        at += room
        if place < len(gaps):
            before, after = gaps[place]
            cuts.append(Cut(before + 1, after - 1, at, widths[place], labels[place]))
            at += widths[place]
    return Scale(tuple(laid), tuple(cuts), medium)


def gap_words(days: int) -> str:
    """Length of a cut: 48 days, 6 months, 3.9 years."""
    if days < 2 * _MONTH:
        return f"{days} days"
    if days < 21 * _MONTH:
        return f"{round(days / _MONTH)} months"
    return f"{days / _YEAR:.1f} years".replace(".0", "")


class _Drawn(NamedTuple):
    """Days that a scale has to show."""

    days: list[int]
    """Every day on which something drawn begins or ends, in order."""
    sure: frozenset[int]
    """Those on which something is certain."""
    busy: list[tuple[int, int]]
    """Days in a row that no cut may shorten."""


def _drawn(chart: Chart) -> _Drawn:
    days: set[int] = set()
    sure: set[int] = set()
    busy: list[tuple[int, int]] = []
    for lane in chart.lanes:
        for piece in lane_pieces(lane, chart):
            days |= {piece.first, piece.last}
            match piece.kind:
                case "event" | "denial" | "incident":
                    sure |= {piece.first, piece.last}
                case "sure" | "late" | "extended":
                    sure |= {piece.first, piece.last}
                    busy.append((piece.first, piece.last))
                case _:
                    pass
        for mark in lane.marks:
            days |= {mark.first, mark.last}
        if is_measured(lane):  # a cut would make a long wait look short
            busy.append(_measured_days(lane))
    days |= {day for day in (chart.checked_to, chart.judged_on) if day is not None and days}
    return _Drawn(sorted(days), frozenset(sure), busy)


def _measured_days(lane: Lane) -> tuple[int, int]:
    spans = [(one.first, one.last_end) for one in lane.stretches]
    spans += [(one.first, one.last) for one in lane.points]
    spans += [(one.first, one.last) for one in lane.marks]
    return min(first for first, _ in spans), max(last for _, last in spans)


def _chosen_gaps(drawn: _Drawn, medium: Medium) -> list[tuple[int, int]]:
    """Silent stretches that are cut, as the drawn days before and after; the longest first."""
    silent = [
        (before, after)
        for before, after in pairwise(drawn.days)
        if not any(first < after and before < last for first, last in drawn.busy)
    ]
    span = left = drawn.days[-1] - drawn.days[0] + 1
    room, chosen = medium.width, list[tuple[int, int]]()
    for before, after in sorted(silent, key=lambda gap: gap[0] - gap[1]):
        days = after - before
        if len(chosen) == medium.most_cuts or days <= max(_LEAST_CUT, span / 10, left / 5):
            break
        width = medium.cut_width(gap_words(days), days / span)
        kept = room - width - (len(chosen) + 2) * _LEAST_SEGMENT * medium.letter
        if kept < 0 or days / left * room < width + 4 * medium.letter:
            break
        chosen.append((before, after))
        left -= days
        room -= width
    return sorted(chosen)


def _segments(days: Sequence[int], gaps: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [days[0], *(day for gap in gaps for day in gap), days[-1]]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _widens(segment: tuple[int, int], drawn: _Drawn) -> bool:
    """Return True of days of which at least one is certain: only these gain by a cut."""
    first, last = segment
    return first < last and any(first <= day <= last for day in drawn.sure)


def _rooms(
    segments: Sequence[tuple[int, int]], drawn: _Drawn, room: float, medium: Medium
) -> list[float]:
    """Width of each segment, in proportion to its days as far as its bounds allow.

    Days of which none is certain get no more than they would have without cuts: else a few weeks
    of doubt could take more room than years.
    """
    if len(segments) == 1:
        return [room]
    span = drawn.days[-1] - drawn.days[0] + 1
    least = _LEAST_SEGMENT * medium.letter
    days = [last - first + 1 for first, last in segments]
    share = [medium.most_a_day if _widens(one, drawn) else medium.width / span for one in segments]

    def widths(scale: float) -> list[float]:
        return [
            max(least, number * min(scale, most)) for number, most in zip(days, share, strict=True)
        ]

    low, high = 0.0, medium.most_a_day
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths(middle)) <= room else (low, middle)
    return _whole(widths(low), room) if medium.is_whole else widths(low)


def _whole(widths: Sequence[float], room: float) -> list[float]:
    """Whole columns; what rounding leaves over goes to the widest."""
    whole = [float(floor(width + 1e-6)) for width in widths]
    spare = floor(min(sum(widths), room) + 1e-6) - sum(whole)
    whole[whole.index(max(whole))] += spare
    return whole


# the axis


def ticks(scale: Scale, letter: float, *, has_gutter: bool = False) -> list[Tick]:
    """Labels of the axis, none over another: the start of each segment, then years, then months.

    Args:
        scale: what they stand on.
        letter: width of a letter; on a narrow screen fewer labels have room.
        has_gutter: the first year stands before the axis, so the first label is a month.
    """
    placed: list[Tick] = []
    for segment in scale.segments:
        placed.append(_start_tick(segment, has_year=bool(placed) or not has_gutter))
        is_short = len(scale.segments) == 1 and segment.days <= _FEW_DAYS
        found = _day_ticks(segment) if is_short else _inner_ticks(segment, letter)
        inner = sorted(found, key=lambda tick: not tick.is_strong)
        for tick in inner:
            end = tick.at + len(tick.label) * letter
            if end <= segment.at + segment.room and not any(
                tick.at < other.at + (len(other.label) + 1) * letter and other.at < end + letter
                for other in placed
            ):
                placed.append(tick)
    return sorted(placed)


def _start_tick(segment: Segment, *, has_year: bool) -> Tick:
    day = date.fromordinal(segment.first)
    month = MONTHS[day.month - 1]
    return Tick(segment.at, f"{month} {day.year}" if has_year else month, is_strong=True)


def _day_ticks(segment: Segment) -> Iterator[Tick]:
    for day in range(segment.first + 1, segment.last + 1):
        at = segment.at + (day - segment.first) * segment.width / segment.days
        yield Tick(at, str(date.fromordinal(day).day), is_strong=False)


def _inner_ticks(segment: Segment, letter: float) -> Iterator[Tick]:
    """Months if each has five letters' room, else quarters, else years or so many of them."""
    a_day = segment.width / segment.days / letter
    steps = next((step for step in (1, 3) if a_day * step * _MONTH >= _LETTERS_A_MONTH), 0)
    years = next(
        (step for step in (1, 2, 5, 10, 20, 50) if a_day * step * _YEAR > _LETTERS_A_MONTH), 100
    )
    first, last = date.fromordinal(segment.first), date.fromordinal(segment.last)
    for year in range(first.year, last.year + 1):
        for month in range(1, 13, steps or 12):
            day = date(year, month, 1)
            if not first < day <= last or (month == 1 and year % years):
                continue
            at = segment.at + (day.toordinal() - segment.first) * segment.width / segment.days
            yield Tick(at, str(year) if month == 1 else MONTHS[month - 1], month == 1)
