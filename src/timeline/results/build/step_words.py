"""When a step was taken and how long it is awaited, as the cells of a table say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute
from timeline.results.build.dates import (
    NONE_ON_RECORD,
    NOT_KNOWN,
    date_brief,
    date_words,
    days,
    is_wide,
)
from timeline.results.build.grounds import publishers, said_text

if TYPE_CHECKING:
    from timeline.conformance.finding import Finding
    from timeline.results.build.scene import Scene


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
        reaches = min(standing.reaches, scene.as_of)
        day = date_words(Interval(reaches, reaches), short=True)
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
