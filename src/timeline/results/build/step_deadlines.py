"""Deadlines of steps: their days, their lengths, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.dates import date_words
from timeline.results.build.values import day_range
from timeline.results.story import StepDeadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.conformance.finding import LimitResult
    from timeline.results.build.scene import Told
    from timeline.results.story import MarkStatus


def deadlines_of(judging: Iterable[Told]) -> Iterator[StepDeadline]:
    """Each deadline of a step once; a benchmark is none."""
    seen = set()
    for told in judging:
        if told.finding.tier is Tier.BENCHMARK:
            continue
        for result in told.teller.limits(told.finding):
            deadline = deadline_of(told, result)
            if deadline not in seen:
                seen.add(deadline)
                yield deadline


def deadline_of(told: Told, result: LimitResult) -> StepDeadline:
    """One limit as a deadline: its day, its length, and how it stands."""
    text, last = result.line.text, result.last_day
    words = "?" if last is None else date_words(last, short=True)
    status = status_of(told, result)
    limit = "" if text.startswith(("until ", "by ", "each ")) else text
    if result.line.extends and limit:
        limit = f"{limit} more"
    if status == "benchmark":
        limit = limit and f"benchmark {limit}"
    return StepDeadline(
        day=None if last is None else day_range(last), words=words, limit=limit, status=status
    )


def status_of(told: Told, result: LimitResult) -> MarkStatus:
    """How one limit stands: no deadline that may have been extended in time is missed."""
    finding = told.finding
    if result.line.tier is Tier.BENCHMARK:
        return "benchmark"
    if result.was_extended is not Truth.NO:
        return "extended"
    if result.given is not Truth.YES or result.counts is not Truth.YES:
        return "unknown"
    if told.telling.sign == "missed" and result.passed is Truth.YES:
        return "missed"
    if told.telling.sign == "kept" and result.passed is Truth.NO:
        return "kept"
    return "open" if finding.verdict is Verdict.PENDING else "unknown"
