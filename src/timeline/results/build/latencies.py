"""Latencies → their records, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.results.build.dates import count_words, is_vague
from timeline.results.build.values import copied
from timeline.results.case import LatencyRecord

if TYPE_CHECKING:
    from timeline.inference.latency import Latency


def latency_record(latency: Latency) -> LatencyRecord:
    """One latency of one case."""
    return copied(
        LatencyRecord,
        latency,
        measure=latency.measure.id,
        label=latency.measure.label,
        words=latency_words(latency),
        open=latency.is_known_open,
        recorded=latency.is_recorded,
        denied=latency.denied is not None,
    )


def latency_words(cell: Latency) -> str:
    """A latency for a table: 51 days, same day, at least 21 days and counting, none, –."""
    if cell.days is None:
        return "–"
    if not cell.is_recorded:
        denied = cell.denied
        if denied is None or denied.min is None:
            return "none"
        return f"denied to day {denied.min:,}"
    if cell.days == Interval(0, 0):
        return "same day"
    words = count_words(cell.days)
    if cell.applies is Truth.UNKNOWN or cell.has_begun is Truth.UNKNOWN:
        return f"{words}, if at all"
    if cell.is_open is Truth.YES:
        return f"{words} and counting"
    return words if cell.is_open is Truth.NO or is_vague(cell.days) else f"{words}, perhaps more"
