"""Cells of a table of steps: when one was taken, how long it is awaited, its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.dates import (
    NONE_ON_RECORD,
    NOT_KNOWN,
    date_brief,
    date_words,
    days,
    is_wide,
)
from timeline.results.build.grounds import publishers, said_text
from timeline.results.build.values import day_range
from timeline.results.story import StepDeadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.conformance.finding import Finding, LimitResult
    from timeline.results.build.scene import Scene
    from timeline.results.build.telling import Told
    from timeline.results.story import MarkStatus


def when_words(scene: Scene, name: str, day: Interval) -> tuple[str, str]:
    """When, for a table, and for a narrow cell."""
    if _is_whole_record(scene, day):
        return NOT_KNOWN, NOT_KNOWN
    if is_wide(day) and day.max is not None and _is_bounded_above_alone(scene, name):
        words = date_words(Interval(None, day.max), short=True)
        return words, words
    words, brief = date_words(day, short=True), date_brief(day)
    if not scene.is_sure(name):
        return f"perhaps {words}", f"perhaps {brief}"
    return words, brief


def _is_whole_record(scene: Scene, day: Interval) -> bool:
    """True of a range that is nearly as long as the record."""
    incident, horizon = scene.incident, scene.horizon
    if day.min is None or day.max is None:
        return day.min is None and day.max is None
    if incident is None or incident.min is None or horizon is None or not is_wide(day):
        return False
    return 10 * (day.max - day.min) >= 9 * (horizon - incident.min)


def _is_bounded_above_alone(scene: Scene, name: str) -> bool:
    """True where every accepted claim says "by" some day."""
    said = [
        one.said
        for one in scene.inference.statements.accepted
        if one.event == name and one.basis == "claim"
    ]
    return bool(said) and all(
        isinstance(one, Absolute) and all(option.first is None for option in one.options)
        for one in said
    )


def silence_words(scene: Scene, finding: Finding) -> str:
    """None on record; none found (searched DAY); none by DAY, says PUBLISHER."""
    standing = finding.standing
    if standing is None or standing.later:
        return NONE_ON_RECORD
    if standing.ground == "denied" and standing.reaches is not None:
        day = date_words(min(standing.reaches, scene.as_of), short=True)
        who = publishers([standing.source], scene.inference.sources, dated="")
        return f"none by {day}, says {who}"
    if standing.ground == "searched":
        return f"none found (searched {said_text(standing.day)})"
    return NONE_ON_RECORD


def waiting_words(scene: Scene, finding: Finding) -> str:
    """How long a step is awaited: at least 1,504 days; at least 21 days and counting."""
    elapsed = finding.elapsed
    if elapsed is None or finding.has_started is not Truth.YES or not elapsed.min:
        return ""
    counting = finding.judged_on is not None and finding.judged_on >= scene.as_of
    return f"at least {days(elapsed.min)}{' and counting' if counting else ''}"


def deadlines_of(judging: Iterable[Told]) -> Iterator[StepDeadline]:
    """A step's deadlines, each once, without benchmarks."""
    bound = (told for told in judging if told.finding.tier is not Tier.BENCHMARK)
    yield from dict.fromkeys(deadline_of(*limit) for limit in limits_of(bound))


def limits_of(judging: Iterable[Told]) -> Iterator[tuple[Told, LimitResult]]:
    """Limits that judge, each with its finding."""
    return ((told, result) for told in judging for result in told.limits)


def deadline_of(told: Told, result: LimitResult) -> StepDeadline:
    """One limit as a deadline: its day, its length, and how it stands."""
    text, last = result.line.text, result.last_day
    words = "?" if last is None else date_words(last, short=True)
    status = _status(told, result)
    limit = "" if text.startswith(("until ", "by ", "each ")) else text
    if result.line.extends and limit:
        limit = f"{limit} more"
    if status == "benchmark":
        limit = limit and f"benchmark {limit}"
    return StepDeadline(day=day_range(last), words=words, limit=limit, status=status)


def _status(told: Told, result: LimitResult) -> MarkStatus:
    """How one limit stands: no deadline that may have been extended in time is missed."""
    if result.line.tier is Tier.BENCHMARK:
        return "benchmark"
    if result.was_extended is not Truth.NO:
        return "extended"
    if result.given is not Truth.YES or result.counts is not Truth.YES:
        return "unknown"
    if told.sign == "missed" and result.passed is Truth.YES:
        return "missed"
    if told.sign == "kept" and result.passed is Truth.NO:
        return "kept"
    return "open" if told.finding.verdict is Verdict.PENDING else "unknown"
