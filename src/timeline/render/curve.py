"""The drawn survival curve: days across, solid as high as is sure, pale as high as may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.render.theme import ASCII, UNICODE

if TYPE_CHECKING:
    from timeline.portfolio.survival import Curve

HEIGHT = 8
"""Rows; an eighth of the cases each."""


@dataclass(frozen=True, slots=True)
class Column:
    """The days that one column stands for, and the share not yet over on all or any of them."""

    first: int
    last: int
    low: float
    high: float


def curve_columns(curve: Curve, width: int) -> list[Column]:
    """The columns of a curve, from its first day, 0 at the latest, to just past its last.

    What is solid in a column holds on its last day, and what is pale on its first, so that no
    column shows a share as certain that is not so on each of its days.

    Args:
        curve: what to draw.
        width: the most columns; fewer where there are fewer days.
    """
    ends = [
        end for step in curve.steps for end in (step.days.min, step.days.max) if end is not None
    ]
    first, last = min([0, *ends]), max([0, *ends])
    days = last - first + 1
    if curve.steps[-1].days.max is None:
        days += max(1, days // 10)  # room to show that it goes on
    count = min(width, days)
    starts = [first + place * days // count for place in range(count + 1)]
    return [
        Column(start, after - 1, curve.share_open(after - 1)[0], curve.share_open(start)[1])
        for start, after in pairwise(starts)
    ]


def draw_curve(curve: Curve, width: int, *, ascii_only: bool) -> list[tuple[str, str]]:
    """Rows of a scale and cells, the highest first, and the axis with its days below them.

    Args:
        curve: what to draw.
        width: columns for the cells.
        ascii_only: draw with ASCII characters.
    """
    marks = ASCII if ascii_only else UNICODE
    columns = curve_columns(curve, width)
    rows = []
    for row in range(HEIGHT, 0, -1):
        level = (row - 0.5) / HEIGHT
        cells = "".join(
            marks.certain if column.low >= level else marks.pale if column.high >= level else " "
            for column in columns
        )
        rows.append((f"{100 * row // HEIGHT} %" if row % 2 == 0 else "", cells.rstrip()))
    rows.append(("0 %", marks.rule * len(columns)))
    rows.append(("", _axis(columns)))
    return rows


def _axis(columns: list[Column]) -> str:
    """Day 0 of the drawing, one in the middle, and its last, each below its column."""
    first, last = f"{columns[0].first} d", f"{columns[-1].last} d"
    room = max(len(columns), len(first) + len(last) + 2)
    line = first + " " * (room - len(first) - len(last)) + last
    place = len(columns) // 2
    middle = f"{columns[place].first} d"
    if len(first) + 1 < place and place + len(middle) + 1 < room - len(last):
        line = line[:place] + middle + line[place + len(middle) :]
    return line
