"""The drawing of a case as text: a row for each lane, on one scale of days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace
from rich.cells import cell_len
from rich.text import Text

from timeline.formats.drawing import POINTS, SHORT_WORDS, WORDS, lane_pieces
from timeline.formats.printable import joined_to_fit, printable, wrapped
from timeline.formats.scale import Medium, scale_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.formats.drawing import Kind, Piece
    from timeline.formats.scale import Scale
    from timeline.pages.blocks import Chart, Lane, Mark

_WIDE: Final = 100
_MEDIUM: Final = 90
_INDENT: Final = 2
_GAP: Final = 2


class _Sign(NamedTuple):
    unicode: str
    ascii: str
    style: str = ""


_SIGNS: Final[Mapping[Kind, _Sign]] = {
    "event": _Sign("◆", "*"),
    "denial": _Sign("◆", "*"),
    "incident": _Sign("◆", "*"),
    "sure": _Sign("█", "="),
    "pale": _Sign("░", "."),
    "late": _Sign("▓", "x", "red"),  # nothing else is
    "extended": _Sign("▒", "~", "yellow"),
    "stopped": _Sign("┆", ":", "cyan"),
    "open": _Sign("╌", "-", "cyan"),
    "waiting": _Sign("╌", "-", "cyan"),
    "onward": _Sign("▶", ">", "cyan"),
    "unchecked": _Sign("?", "?", "yellow"),
    "unknown": _Sign("?", "?", "dim"),
    "implied": _Sign("○", "o"),
    "planned": _Sign("◇", "+"),
}

_WEIGHT: Final[tuple[Kind, ...]] = (
    "late", "extended", "waiting", "open", "sure", "stopped", "event", "denial", "incident",
    "unchecked", "pale", "unknown", "implied", "planned", "onward",
)  # fmt: skip
"""Which of two kinds is drawn in a cell that holds days of both: doubt wins."""

_CUT: Final = ("╱", "/")
_MARK: Final = ("▲", "^")


def draw_chart(chart: Chart, width: int, *, ascii_only: bool) -> list[Text]:
    """Lines of a drawing: axis, lanes, key; none where there is nothing to draw.

    Args:
        chart: the lanes.
        width: columns; at least 60.
        ascii_only: draw the same in ASCII.
    """
    chart = _without_benchmarks(chart)
    left = 29 if width >= _WIDE else 26
    medium = Medium(
        width - left,
        1,
        2 if width >= _MEDIUM else 1,
        lambda label, _: len(label) + 7,
        2,
        is_whole=True,
    )
    scale = scale_of(chart, medium)
    if scale is None:
        return []
    pen = _Pen(scale, left, width, ascii_only=ascii_only)
    lines = [pen.axis()]
    for lane in chart.lanes:
        lines += pen.lane(lane, chart)
    return [*lines, *pen.key()]


def _without_benchmarks(chart: Chart) -> Chart:
    """Leave out benchmarks: in text one sign stands for a deadline, and they are none."""
    lanes = (
        replace(lane, marks=tuple(mark for mark in lane.marks if mark.status != "benchmark"))
        for lane in chart.lanes
    )
    return replace(chart, lanes=tuple(lanes))


class _Canvas:
    """Rows of cells, each a character and its style; a wide character empties the next cell."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.rows: list[list[tuple[str, str]]] = []

    def row(self, number: int) -> list[tuple[str, str]]:
        """Row of a number, added when needed."""
        while len(self.rows) <= number:
            self.rows.append([(" ", "")] * self.width)
        return self.rows[number]

    def write(self, number: int, at: int, text: str, style: str = "") -> None:
        """Put text into cells."""
        row = self.row(number)
        for character in text:
            wide = cell_len(character)
            if wide == 0:  # it belongs to the letter before it
                if at:
                    row[at - 1] = (row[at - 1][0] + character, row[at - 1][1])
                continue
            row[at] = (character, style)
            for extra in range(1, wide):
                row[at + extra] = ("", style)
            at += wide

    def is_free(self, number: int, first: int, last: int) -> bool:
        """Return True if the cells, and one at each side, lie in the row and are blank."""
        if first < _INDENT or last >= self.width:
            return False
        return all(cell[0] == " " for cell in self.row(number)[max(first - 1, 0) : last + 2])

    def lines(self) -> Iterator[Text]:
        """Rows as text."""
        for row in self.rows:
            line = Text()
            for character, style in row:
                line.append(character, style or None)
            line.rstrip()
            yield line


class _Pen:
    """Draws on one scale, and remembers its signs."""

    def __init__(self, scale: Scale, left: int, width: int, *, ascii_only: bool) -> None:
        self.scale = scale
        self.left = left
        """Columns left of the drawing."""
        self.width = width
        self.ascii_only = ascii_only
        self.drawn: set[Kind] = set()

    def axis(self) -> Text:
        """First year, months, quarters or years, and the length of each cut."""
        canvas = _Canvas(self.width)
        labels = ticks(self.scale, 1, has_gutter=True)
        for tick in labels:
            canvas.write(0, self.left + int(tick.at), tick.label, "dim")
        bar = _CUT[self.ascii_only] * 2
        for cut in self.scale.cuts:
            canvas.write(0, self.left + int(cut.at), f"{bar} {cut.label} {bar}", "dim")
        year = str(date.fromordinal(self.scale.first).year)
        canvas.write(0, self.left - 1 - len(year), year, "dim")
        return next(canvas.lines())

    def lane(self, lane: Lane, chart: Chart) -> Iterator[Text]:
        """One row, and what does not fit into it below."""
        canvas = _Canvas(self.width)
        first = self._cells(canvas, lane, chart)
        label = printable(lane.label, ascii_only=self.ascii_only)
        room = self.left - _INDENT - 1
        if cell_len(label) <= max(room, first - _INDENT - _GAP):
            canvas.write(0, _INDENT, label)
        else:
            for number, part in enumerate(wrapped(label, room, hang=2)):
                canvas.write(number, _INDENT, part)
        marks = sorted(lane.marks, key=lambda mark: mark.last)
        for mark in marks:
            sides = ("right", "left") if mark is marks[-1] else ("left", "right")
            self._mark(canvas, mark, sides)
        return canvas.lines()

    def _cells(self, canvas: _Canvas, lane: Lane, chart: Chart) -> int:
        """Draw the pieces of a lane; return the first column drawn."""
        kinds: dict[int, Kind] = {}
        slashes: set[int] = set()
        deadlines = {mark.last for mark in lane.marks}
        pieces = map(self._on_columns, lane_pieces(lane, chart))
        for kind, first, last in sorted(pieces, key=lambda piece: _WEIGHT.index(piece.kind)):
            columns = self.scale.columns(first, last)
            if kind in POINTS:
                columns = columns[:1]
            elif kind == "onward":
                columns = columns[-1:]
            elif kind in {"late", "extended"} and first - 1 in deadlines:
                # a cell that holds the last day in time is not past it
                after = self.scale.columns(first - 1, first - 1).stop
                columns = range(after, columns.stop) or columns
            kinds |= dict.fromkeys(columns, kind)
            for cut in self.scale.cuts_between(first, last):
                start, end = int(cut.at), int(cut.at + cut.width)
                slashes |= {start, start + 1, end - 3, end - 2}
        self.drawn |= set(kinds.values())
        for column, kind in kinds.items():
            sign = _SIGNS[kind]
            canvas.write(0, self.left + column, sign[self.ascii_only], sign.style)
        for column in slashes:
            canvas.write(0, self.left + column, _CUT[self.ascii_only], "dim")
        return self.left + min(kinds, default=self.width - self.left)

    def _on_columns(self, piece: Piece) -> Piece:
        """Make a known day of another zone pale, unless both its days here share a column."""
        is_range = piece.kind in POINTS and piece.first < piece.last
        if is_range and len(self.scale.columns(piece.first, piece.last)) > 1:
            return piece._replace(kind="pale")
        return piece

    def _mark(self, canvas: _Canvas, mark: Mark, sides: Sequence[str]) -> None:
        """Draw a deadline below its bar, on the first line with room for its words."""
        last = self.left + self.scale.columns(mark.last, mark.last).start
        first = self.left + self.scale.columns(mark.first, mark.first).start
        sign = _SIGNS["pale"][self.ascii_only] * (last - first) + _MARK[self.ascii_only]
        if first < last:
            self.drawn.add("pale")
        words = printable(mark.label, ascii_only=self.ascii_only)
        long = cell_len(words) + 1
        number = 1
        while True:
            canvas.row(number)
            is_empty = canvas.is_free(number, _INDENT, self.width - 1)
            for side in sides:
                if side == "right" and canvas.is_free(number, first, last + long):
                    canvas.write(number, first, f"{sign} {words}")
                    return
                if side == "left" and canvas.is_free(number, first - long, last):
                    canvas.write(number, first - long, f"{words} {sign}")
                    return
            if is_empty:
                self._mark_in_lines(canvas, number, (first, last), sign, words)
                return
            number += 1

    def _mark_in_lines(
        self, canvas: _Canvas, number: int, columns: tuple[int, int], sign: str, words: str
    ) -> None:
        """Draw a deadline whose words are too long for one line."""
        first, last = columns
        canvas.write(number, first, sign)
        right, left = self.width - last - 2, first - 1 - _INDENT
        for extra, part in enumerate(wrapped(words, max(right, left))):
            at = last + 2 if right >= left else first - 1 - cell_len(part)
            canvas.write(number + extra, at, part)

    def key(self) -> Iterator[Text]:
        """Signs that were drawn, on one line; words are shortened, the longest first, to fit."""
        kinds = [kind for kind in WORDS if kind in self.drawn]
        by_gain = sorted(kinds, key=lambda kind: len(SHORT_WORDS[kind]) - len(WORDS[kind]))
        for number in range(len(kinds) + 1):
            parts = self._parts(kinds, by_gain[:number])
            line = "   ".join(parts)
            for at in (self.left, _INDENT):
                if at + len(line) <= self.width:
                    yield Text(" " * at + line, "dim")
                    return
        for line in joined_to_fit(parts, "   ", self.width - _INDENT):
            yield Text(" " * _INDENT + line, "dim")

    def _parts(self, kinds: Iterable[Kind], shortened: Sequence[Kind]) -> list[str]:
        """Each sign with its words; a sign of two kinds with those of both."""
        found: dict[str, dict[str, None]] = {}
        for kind in kinds:
            words = SHORT_WORDS[kind] if kind in shortened else WORDS[kind]
            found.setdefault(_SIGNS[kind][self.ascii_only], {})[words] = None
        return [f"{sign} {', or '.join(words)}" for sign, words in found.items()]
