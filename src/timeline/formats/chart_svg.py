"""The drawing of a case as SVG, alone: for reports and the site.

Everything stands in per cent of the width and nothing has a viewBox, so text keeps its size however
wide the drawing is. The style is the same for every drawing: a site can allow it by its hash.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from string import Template
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from timeline.formats.drawing import WORDS, lane_pieces
from timeline.formats.printable import in_markup, printable, wrapped
from timeline.formats.scale import MONTHS, Medium, Scale, Segment, scale_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.formats.drawing import Kind, Piece
    from timeline.formats.scale import Cut
    from timeline.pages.blocks import Chart, Lane, Mark, Stretch

_WIDTH: Final = 880
"""Pixels, where nothing around it makes it narrower."""
_NARROW: Final = 320
"""Pixels for which labels are laid out; wider drawings have room to spare."""
_WIDE: Final = 640
"""Pixels from which the axis has more labels."""
_WIDTHS: Final = (("wide", _WIDE), ("narrow", _NARROW))
_LETTER: Final = 7.2
"""Pixels of a letter, with room to spare for wide fonts."""
_LIGHT_LETTER: Final = 6.5
"""The same of letters that are not bold."""
_EDGE: Final = 1.5
"""Per cent at each side, into which signs at the ends reach."""

_AXIS: Final = 24
_LINE: Final = 16
_KEY: Final = 6.0
"""Pixels left of the key."""
_BAR: Final = 12
_PAD: Final = 7
_MOST_TRIED: Final = 6
"""Deadlines in a lane of which every arrangement is tried."""
_LEAST_BAR: Final = 0.4
_LEAST_PALE: Final = 1.4
"""Per cent of the width: a narrower range is drawn as a pale dot."""

_WEIGHT: Final[tuple[Kind, ...]] = (
    "waiting", "open", "sure", "late", "extended", "stopped", "unknown", "pale", "unchecked",
    "implied", "event", "denial", "incident", "planned", "onward",
)  # fmt: skip
"""Order of painting, the last on top."""

_COLOURS: Final = Template(
    ".chart .ground,.chart .cut{fill:$ground}.chart text{fill:$ink}"
    ".chart .halo{stroke:$ground}"
    ".chart .rule,.chart .grid{stroke:$grid}.chart .quiet{fill:$muted}"
    ".chart .edge,.chart .join{stroke:$muted}"
    ".chart .sure,.chart .event,.chart .onward{fill:$bar}"
    ".chart .open{stroke:$bar}.chart .waiting{stroke:$muted}"
    ".chart .pale{fill:$pale;stroke:$bar}.chart .unknown{stroke:$muted}"
    ".chart .late{stroke:$late}.chart .late-ground{fill:$soft}.chart .late-line{stroke:$late}"
    ".chart .extended{stroke:$doubt}.chart .extended-ground{fill:$ground}"
    ".chart .extended-line{stroke:$doubt}"
    ".chart .stopped-ground{fill:$ground}.chart .stopped-line{stroke:$ink}"
    ".chart .incident{fill:$ink}.chart .denial{stroke:$ink}"
    ".chart .implied{fill:$ground;stroke:$bar}.chart .planned{fill:$ground;stroke:$ink}"
    ".chart .mark{stroke:$ink}.chart .mark.missed{stroke:$late}.chart text.missed{fill:$late}"
    ".chart .mark.kept{stroke:$ok}.chart text.kept{fill:$ok}"
    ".chart .mark.doubt{stroke:$doubt}.chart text.doubt{fill:$doubt}"
    ".chart .mark.benchmark{stroke:$muted}.chart text.benchmark{fill:$muted}"
)
LIGHT: Final = {
    "ground": "#fff",
    "ink": "#17191c",
    "muted": "#565d66",
    "grid": "#e0e3e6",
    "bar": "#2f6796",
    "pale": "#cfdfed",
    "late": "#b3261e",
    "soft": "#f7d9d5",
    "ok": "#00695c",
    "doubt": "#5b3a8c",
    "link": "#1c5a8c",
    "tint": "#f5f6f7",
}
DARK: Final = {
    "ground": "#14171a",
    "ink": "#eceef0",
    "muted": "#a9b1ba",
    "grid": "#2f363c",
    "bar": "#6fa9da",
    "pale": "#2b4a64",
    "late": "#ff8f80",
    "soft": "#4a201c",
    "ok": "#63d2bd",
    "doubt": "#c9a6ec",
    "link": "#8cc0ea",
    "tint": "#1d2125",
}
_MEDIUM: Final = Medium(
    100 - 2 * _EDGE,
    100 * _LETTER / _NARROW,
    2,
    lambda _, share: min(34, max(7, 36 * share)),
    1,
)
_SHAPES: Final = (
    ".chart{max-width:100%;font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,"
    "sans-serif;font-variant-numeric:tabular-nums lining-nums}"
    ".chart .strong{font-weight:600}.chart .axis{font-size:12px}.chart .gap{font-style:italic}"
    ".chart .halo{stroke-width:4px;stroke-linejoin:round}"
    ".chart .rule,.chart .grid{stroke-width:1}"
    ".chart .edge,.chart .join{stroke-dasharray:1 3;stroke-width:1.5}"
    ".chart .open{stroke-width:4;stroke-dasharray:7 4}"
    ".chart .waiting{stroke-width:2;stroke-dasharray:2 4}"
    ".chart .pale,.chart .unknown{stroke-dasharray:3 2}"
    ".chart .unknown{fill:none}.chart .late-line,.chart .extended-line{stroke-width:2.5}"
    ".chart .late{fill:url(#chart-late)}.chart .extended{fill:url(#chart-extended);"
    "stroke-dasharray:3 2}.chart .stopped{fill:url(#chart-stopped)}"
    ".chart .denial{fill:none;stroke-width:2.6}.chart .planned,.chart .implied{stroke-width:1.6}"
    ".chart .mark{stroke-width:2}.chart .mark.benchmark,.chart .mark.range{stroke-dasharray:3 2}"
    ".chart .narrow{display:none}"
    f"@media (max-width:{_WIDE - 1}px){{"
    ".chart .narrow{display:inline}.chart .wide{display:none}}"
)
STYLE: Final = (
    f"{_SHAPES}{_COLOURS.substitute(LIGHT)}"
    f"@media screen and (prefers-color-scheme:dark){{{_COLOURS.substitute(DARK)}}}"
)
"""Style of every drawing."""
STYLE_IN_PAGE: Final = f"{_SHAPES}{_COLOURS.substitute({name: f'var(--{name})' for name in LIGHT})}"
"""The same for a page that has the colours as custom properties."""

_DEFINED: Final = (
    '<pattern id="chart-late" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="late-ground" width="6" height="6"/>'
    '<path class="late-line" d="M0 0V6"/></pattern>'
    '<pattern id="chart-extended" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><rect class="extended-ground" width="6" height="6"/>'
    '<path class="extended-line" d="M0 0V6"/></pattern>'
    '<pattern id="chart-stopped" width="6" height="12" patternUnits="userSpaceOnUse">'
    '<rect class="stopped-ground" width="6" height="12"/>'
    '<path class="stopped-line" d="M3 0V5M3 8V13"/></pattern>'
    '<circle id="chart-event" r="4.5"/><circle id="chart-pale" r="4.5"/>'
    '<circle id="chart-implied" r="4.5"/><circle id="chart-planned" r="4.5"/>'
    '<path id="chart-incident" d="M0-6.5L6.5 0L0 6.5L-6.5 0Z"/>'
    '<path id="chart-denial" d="M-4.5-4.5L4.5 4.5M-4.5 4.5L4.5-4.5"/>'
    '<path id="chart-onward" d="M-2-6L7 0L-2 6Z"/>'
)


def chart_svg(chart: Chart, *, is_alone: bool = True) -> str:
    """Return the SVG of a drawing; empty where there is nothing to draw.

    Args:
        chart: the lanes.
        is_alone: with its style in it, for a file; a page has `STYLE` in its head.
    """
    scale = scale_of(chart, _MEDIUM)
    return "" if scale is None else _Drawing(chart, scale).svg(is_alone=is_alone)


class Strips(NamedTuple):
    """Parts of a drawing, for a page that sets its words beside them."""

    axis: str
    """Words at the top, and lines as high as all of it."""
    lanes: tuple[str, ...]
    key: tuple[tuple[str, str], ...]
    """A sample of each kind that is drawn, and its words."""


def chart_strips(chart: Chart, days: tuple[int, int] | None = None) -> Strips | None:
    """Draw the lanes of a chart one by one, as wide as there is room.

    Args:
        chart: the lanes.
        days: the first and the last day to draw; all of them, with cuts, unless given.

    Returns:
        None where there is nothing to draw.
    """
    if days is None:
        scale = scale_of(chart, _MEDIUM)
    else:
        only = Segment(*days, 0, _MEDIUM.width, _MEDIUM.width)
        scale = Scale((only,), (), _MEDIUM)
    return None if scale is None else _Drawing(chart, scale).strips()


def chart_definitions() -> str:
    """Return what strips refer to, to stand once in their page."""
    return (
        f'<svg class="chart" width="0" height="0" aria-hidden="true"><defs>{_DEFINED}</defs></svg>'
    )


class _Placed(NamedTuple):
    """Place the words of a deadline, in per cent."""

    mark: Mark
    at: float
    low: float
    high: float
    lines: list[str]
    anchor: str


class _Drawing:
    """Draws on one scale, from above to below."""

    def __init__(self, chart: Chart, scale: Scale) -> None:
        self.chart = chart
        self.scale = scale
        self.drawn: set[Kind] = set()
        self.parts: list[str] = []

    def svg(self, *, is_alone: bool) -> str:
        """Put everything together, once the height is known."""
        bottom = float(_AXIS)
        for lane in self.chart.lanes:
            bottom = self._lane(lane, bottom)
        height = self._key(bottom)
        first, last = _day(self.scale.first), _day(self.scale.last)
        said = " ".join(_said(lane) for lane in self.chart.lanes)
        style = f"<style>{STYLE}</style>" if is_alone else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{_WIDTH}" '
            f'height="{height:g}" role="graphics-document">'
            f"<title>Timeline, {first} to {last}</title><desc>{in_markup(said)}</desc>"
            f"{style}<defs>{_DEFINED}</defs>"
            f'<rect class="ground" width="100%" height="100%"/>'
            f"{''.join(self._axis(bottom))}{''.join(self.parts)}</svg>\n"
        )

    # the axis

    def _axis(self, bottom: float) -> Iterator[str]:
        yield from self._labels("4", f"{bottom:g}")
        yield from self._edges(f"{bottom:g}", f"{bottom - _AXIS:g}")
        yield _rule(bottom)

    def _labels(self, top: str, bottom: str) -> Iterator[str]:
        """Draw words and lines of the axis: more of them where a screen is wide."""
        for name, pixels in _WIDTHS:
            letter = 100 * _LETTER / pixels
            yield f'<g class="{name}">'
            for tick in ticks(self.scale, letter):
                x, strong = _x(tick.at), " strong" if tick.is_strong else " quiet"
                yield f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'
                yield _text(tick.label, x, 13, f"axis halo{strong}", dx=3)
            for cut in self.scale.cuts:
                if len(cut.label) * letter <= cut.width:
                    x = _x(cut.at + cut.width / 2)
                    yield _text(cut.label, x, 13, "axis quiet gap", anchor="middle")
            yield "</g>"

    def _edges(self, bottom: str, height: str = "100%") -> Iterator[str]:
        """Draw the sides of each cut, and nothing between them."""
        for start, end in map(self._gap, self.scale.cuts):
            yield (
                f'<rect class="cut" x="{_x(start)}" width="{end - start:.2f}%" y="{_AXIS}" '
                f'height="{height}"/>'
            )
            for x in (_x(start), _x(end)):
                yield f'<line class="edge" x1="{x}" x2="{x}" y1="{_AXIS}" y2="{bottom}"/>'

    def _gap(self, cut: Cut) -> tuple[float, float]:
        """Where nothing is drawn: a cut, and what the few days before it did not need."""
        return self.scale.end(cut.first - 1), cut.at + cut.width

    # strips, for a page that sets the words itself

    def strips(self) -> Strips:
        """Draw each lane alone, and an axis to stand behind all of them."""
        lanes = tuple(map(self._alone, self.chart.lanes))
        axis = f"{''.join(self._labels('17', '100%'))}{''.join(self._edges('100%'))}"
        named = {WORDS[kind]: kind for kind in WORDS if kind in self.drawn}
        key = [(_sample_alone(kind), words) for words, kind in named.items()]
        key += [
            (_sample_alone(None), f"left out: {cut.label}, none of these steps")
            for cut in self.scale.cuts
        ]
        return Strips(
            f'<svg class="chart axis-of" aria-hidden="true" height="100%">{axis}</svg>',
            lanes,
            tuple(key),
        )

    def _alone(self, lane: Lane) -> str:
        self.parts = []
        bottom = self._bar(lane, _PAD + 2) + _PAD
        inside = "".join(self.parts)
        return (
            f'<svg class="chart" aria-hidden="true" width="100%" height="{bottom:g}">{inside}</svg>'
        )

    # a lane

    def _lane(self, lane: Lane, y: float) -> float:
        """Draw a lane below `y`; return where it ends."""
        values = wrapped(printable(lane.value, ascii_only=False), 22)
        taken = max(map(cell_len, values), default=0) * _LIGHT_LETTER
        room = int((_NARROW - taken) / _LETTER) - 1
        labels = wrapped(printable(lane.label, ascii_only=False), room)
        self.parts.append(_rule(y))
        link = f'<a href="#{in_markup(lane.anchor)}">' if lane.anchor else ""
        self.parts.append(link)
        for number, words in enumerate(labels):
            at = y + _PAD + 10 + number * _LINE
            self.parts.append(_text(words, f"{_EDGE:g}%", at, "strong halo"))
        self.parts.append("</a>" if link else "")
        for number, words in enumerate(values):
            at = y + _PAD + 10 + number * _LINE
            self.parts.append(_text(words, f"{100 - _EDGE:g}%", at, "halo", anchor="end"))
        top = y + _PAD + 2 + max(len(labels), len(values), 1) * _LINE
        return self._bar(lane, top) + _PAD

    def _bar(self, lane: Lane, top: float) -> float:
        """Draw what a lane holds, without its words; return where it ends."""
        first, last = self.scale.first, self.scale.last
        pieces = [
            one for one in lane_pieces(lane, self.chart) if one.first <= last and first <= one.last
        ]
        for piece in sorted(pieces, key=lambda one: _WEIGHT.index(one.kind)):
            self.parts += self._piece(piece, top, is_alone=len(pieces) == 1)
        return self._marks([one for one in lane.marks if first <= one.last <= last], top)

    def _piece(self, piece: Piece, top: float, *, is_alone: bool) -> Iterator[str]:
        kind, middle = piece.kind, top + _BAR / 2
        for cut in self.scale.cuts_between(piece.first, piece.last):
            yield _line("join", *self._gap(cut), middle)
        if kind in {"event", "denial", "incident"}:
            start, end = self.scale.start(piece.first), self.scale.end(piece.last)
            if piece.first == piece.last or end - start < _LEAST_PALE:
                self.drawn.add(kind)
                yield _sign(kind, (start + end) / 2, middle)
                return
            kind = "pale"  # known in another zone, where it lies on two of these days
        self.drawn.add(kind)
        if kind == "implied":
            yield _sign(kind, self.scale.start(piece.first), middle)
            return
        if kind == "onward":
            yield _sign(kind, self.scale.end(piece.first), middle)
            return
        for start, end in self._runs(piece):
            if end - start < _LEAST_PALE and (kind == "planned" or (kind == "pale" and is_alone)):
                yield _sign(kind, (start + end) / 2, middle)
            else:
                yield from _run(kind, start, end, top)

    def _runs(self, piece: Piece) -> Iterator[tuple[float, float]]:
        """Place a piece between the cuts."""
        for segment in self.scale.segments:
            first, last = max(piece.first, segment.first), min(piece.last, segment.last)
            if first <= last:
                yield self.scale.start(first), self.scale.end(last)

    # deadlines

    def _marks(self, marks: Sequence[Mark], top: float) -> float:
        """Draw deadlines through a bar, their words on lines of their own below it."""
        below = deepest = top + _BAR
        for placed, level in self._levels(marks):
            words = _status(placed.mark)
            x, y = _x(placed.at), below + 14 + 15 * level
            end = y if placed.anchor != "middle" else y - 11
            self.parts.append(
                f'<line class="mark {words}" x1="{x}" x2="{x}" y1="{top - 3:g}" y2="{end:g}"/>'
            )
            if placed.mark.first < placed.mark.last:
                start = self.scale.start(placed.mark.first)
                self.parts.append(_line(f"mark range {words}", start, placed.at, below + 2))
            text_x = _x((placed.low + placed.high) / 2) if placed.anchor == "middle" else x
            dx = {"start": 4, "end": -4}.get(placed.anchor, 0)
            for number, line in enumerate(placed.lines):
                self.parts.append(
                    _text(line, text_x, y + 15 * number, f"strong halo {words}", placed.anchor, dx)
                )
            deepest = max(deepest, y + 15 * (len(placed.lines) - 1) + 4)
        return deepest

    def _levels(self, marks: Sequence[Mark]) -> list[tuple[_Placed, int]]:
        """Choose a side and a level for the words of each deadline: none is crossed by a line."""
        choices = [list(self._placings(mark)) for mark in marks]
        if len(marks) > _MOST_TRIED:
            choices = [choice[:1] for choice in choices]
        best = min((_stacked(choice) for choice in product(*choices)), key=lambda one: one[0])
        return best[1]

    def _placings(self, mark: Mark) -> Iterator[_Placed]:
        at = self.scale.end(mark.last)
        lines = wrapped(printable(mark.label, ascii_only=False), 40)
        wide = (max(map(cell_len, lines), default=0) * _LETTER + 6) * 100 / _NARROW
        fits = False
        if at + wide <= self.scale.medium.width + _EDGE:
            fits = True
            yield _Placed(mark, at, at, at + wide, lines, "start")
        if at - wide >= -_EDGE:
            fits = True
            yield _Placed(mark, at, at - wide, at, lines, "end")
        if not fits:
            middle = min(max(at, wide / 2 - _EDGE), self.scale.medium.width + _EDGE - wide / 2)
            yield _Placed(mark, at, middle - wide / 2, middle + wide / 2, lines, "middle")

    # the key

    def _key(self, y: float) -> float:
        """Draw the key below `y`; return the height of the whole drawing."""
        named = {WORDS[kind]: kind for kind in WORDS if kind in self.drawn}
        items: list[tuple[Kind | None, str]] = [(kind, words) for words, kind in named.items()]
        cuts = [cut.label for cut in self.scale.cuts]
        if cuts:
            items.append((None, f"left out: {' and '.join(cuts)}"))
        height = y
        for name, pixels in _WIDTHS:
            self.parts.append(f'<g class="{name}">')
            x, line = _KEY, 0
            for kind, words in items:
                wide = 30 + len(words) * _LETTER
                if x > _KEY and x + wide > pixels:
                    x, line = _KEY, line + 1
                self.parts += _key_item(kind, words, x, y + 12 + 18 * line)
                x += wide + 14
            self.parts.append("</g>")
            height = max(height, y + 26 + 18 * line)
        return height


def _stacked(choice: Sequence[_Placed]) -> tuple[tuple[int, int, int], list[tuple[_Placed, int]]]:
    """Stack words of deadlines; what is bad about it comes first, for comparison."""
    ends = sorted((one for one in choice if one.anchor == "end"), key=lambda one: one.at)
    others = sorted((one for one in choice if one.anchor != "end"), key=lambda one: -one.at)
    done: list[tuple[_Placed, int]] = []
    for one in (*ends, *others):
        level = 0
        while any(_clash(one, level, *other) for other in done):
            level += 1
        done.append((one, level))
    crossed = sum(
        other.low < one.at < other.high and level > other_level
        for one, level in done
        for other, other_level in done
        if one is not other
    )
    deepest = max((level + len(one.lines) for one, level in done), default=0)
    return (crossed, deepest, len(ends)), done


def _clash(one: _Placed, level: int, other: _Placed, other_level: int) -> bool:
    """Return True if words share a line and a place, or a line would go through these words."""
    overlaps = one.low < other.high and other.low < one.high
    shares_lines = level < other_level + len(other.lines) and other_level < level + len(one.lines)
    return (overlaps and shares_lines) or (one.low < other.at < one.high and level <= other_level)


def _run(kind: Kind, start: float, end: float, top: float) -> Iterator[str]:
    middle, wide = top + _BAR / 2, end - start
    match kind:
        case "open" | "waiting":
            yield _line(kind, start, end, middle)
        case "unchecked":
            yield _line("waiting", start, end, middle)
            yield _text("?", _x((start + end) / 2), middle + 5, "strong halo", anchor="middle")
        case _:
            x, wide = _x(start), max(wide, _LEAST_BAR)
            yield (
                f'<rect class="{kind}" x="{x}" width="{wide:.2f}%" y="{top:g}" height="{_BAR}"/>'
            )
            if kind == "unknown":
                at = _x((start + end) / 2)
                yield _text("?", at, middle + 5, "strong halo", anchor="middle")


def _key_item(kind: Kind | None, words: str, x: float, y: float) -> Iterator[str]:
    """A sample and its words, in pixels."""
    yield from _sample(kind, x, y)
    yield f'<text class="quiet" x="{x + 28:g}" y="{y + 4:g}">{in_markup(words)}</text>'


def _sample_alone(kind: Kind | None) -> str:
    inside = "".join(_sample(kind, 0.5, 7))
    return f'<svg class="chart" aria-hidden="true" width="23" height="14">{inside}</svg>'


def _sample(kind: Kind | None, x: float, y: float) -> Iterator[str]:
    match kind:
        case None:
            for at in (x + 6, x + 16):
                yield f'<line class="edge" x1="{at:g}" x2="{at:g}" y1="{y - 6:g}" y2="{y + 6:g}"/>'
        case "event" | "denial" | "incident" | "implied" | "onward" | "planned":
            sign = "event" if kind in {"denial", "incident"} else kind
            yield f'<use class="{sign}" href="#chart-{sign}" x="{x + 11:g}" y="{y:g}"/>'
        case "open" | "waiting":
            yield f'<line class="{kind}" x1="{x:g}" x2="{x + 22:g}" y1="{y:g}" y2="{y:g}"/>'
        case "unchecked":
            yield f'<text class="strong" x="{x + 11:g}" y="{y + 5:g}" text-anchor="middle">?</text>'
        case _:
            yield (f'<rect class="{kind}" x="{x:g}" y="{y - 5:g}" width="22" height="10"/>')
            if kind == "unknown":
                yield (
                    f'<text class="strong" x="{x + 11:g}" y="{y + 5:g}" '
                    'text-anchor="middle">?</text>'
                )


def _rule(y: float) -> str:
    return f'<line class="rule" x1="0" x2="100%" y1="{y:g}" y2="{y:g}"/>'


def _status(mark: Mark) -> str:
    return "doubt" if mark.status in {"extended", "unknown"} else mark.status


def _line(name: str, start: float, end: float, y: float) -> str:
    return f'<line class="{name}" x1="{_x(start)}" x2="{_x(end)}" y1="{y:g}" y2="{y:g}"/>'


def _sign(kind: Kind, at: float, y: float) -> str:
    return f'<use class="{kind}" href="#chart-{kind}" x="{_x(at)}" y="{y:g}"/>'


def _text(words: str, x: str, y: float, names: str, anchor: str = "start", dx: float = 0) -> str:
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    shift = f' dx="{dx:g}"' if dx else ""
    order = ' paint-order="stroke"' if "halo" in names else ""
    return f'<text class="{names}" x="{x}" y="{y:g}"{side}{shift}{order}>{in_markup(words)}</text>'


def _x(at: float) -> str:
    return f"{at + _EDGE:.2f}%"


# for those who do not see it


def _said(lane: Lane) -> str:
    said = [_stretch_said(stretch) for stretch in lane.stretches]
    said += [
        ("planned for " if one.sort == "planned" else "") + _range_said(one.first, one.last)
        for one in lane.points
    ]
    said += [mark.label for mark in lane.marks]
    if lane.value:
        said.append(lane.value)
    return f"{lane.label}: {'; '.join(said)}."


def _stretch_said(stretch: Stretch) -> str:
    start = _range_said(stretch.first, stretch.last_start)
    if stretch.is_planned:
        return f"planned from {_day(stretch.first)} to {_day(stretch.last_end)}"
    if stretch.is_waiting:
        return f"waiting from {start}, none on record by {_day(stretch.last_end)}"
    if stretch.is_open:
        return f"from {start}, no end on record by {_day(stretch.last_end)}"
    return f"from {start} to {_range_said(stretch.first_end, stretch.last_end)}"


def _range_said(first: int, last: int) -> str:
    if first == last:
        return _day(first)
    return f"some time between {_day(first)} and {_day(last)}"


def _day(ordinal: int) -> str:
    day = date.fromordinal(ordinal)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
