"""Likeness of the events that a measure compares."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.inference.latency import Latency


def are_alike(one: Latency, other: Latency) -> bool:
    """Return True if starts and ends are alike.

    In side, contents and outcome. An end that has not come, or that nobody recorded, is like all
    others.
    """
    pairs = ((one.start_marks, other.start_marks), (one.end_marks, other.end_marks))
    return all(not (a and b) or (len(a) == 1 and a == b) for a, b in pairs)


def unlike_words(cells: Sequence[Latency]) -> str:
    """Name the differences among cells, if any.

    A clause such as unlike: report, summary.
    """
    if all(are_alike(one, other) for one, other in combinations(cells, 2)):
        return ""
    for marks in ([one.start_marks for one in cells], [one.end_marks for one in cells]):
        found = list(dict.fromkeys(mark for part in marks for mark in part))
        if len(found) > 1:
            return f"unlike: {', '.join(found)}"
    return "unlike"
