"""Changes → the objects of `timeline diff --json`, and of `add` and `new` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.render.changes import file_change, sentences
from timeline.render.json_parts import (
    breach_word,
    day_json,
    days_json,
    numbers_json,
    problems_json,
    truth_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.bound import Bound
    from timeline.conformance.finding import Finding
    from timeline.errors import Problem
    from timeline.portfolio.changes import CaseChange, EventChange, FindingChange, LatencyChange
    from timeline.reckoning.latency import Latency
    from timeline.render.json_shapes import DaysJson
    from timeline.render.json_shapes_author import (
        CaseChangeJson,
        DiffJson,
        DraftJson,
        EventChangeJson,
        FindingChangeJson,
        FindingStateJson,
        LatencyChangeJson,
        LatencyStateJson,
        StatusWord,
    )


def draft_json(
    shown: str, before: str, after: str, change: CaseChange | None, *, is_written: bool
) -> DraftJson:
    """A file that was written, or would be."""
    return {
        "file": shown,
        "written": is_written,
        "new": not before,
        "diff": file_change(shown, before, after),
        "change": None if change is None else change_json(change),
    }


def diff_json(
    first: str, second: str, changes: Iterable[CaseChange], problems: Iterable[Problem]
) -> DiffJson:
    """What changed between two states of a workspace."""
    return {
        "first": first,
        "second": second,
        "changes": [change_json(change) for change in changes],
        "problems": problems_json(problems),
    }


def change_json(change: CaseChange) -> CaseChangeJson:
    """What changed in one case."""
    before, after = change.before, change.after
    return {
        "case": change.case,
        "status": _status(change),
        "as_of": {
            "before": None if before is None else day_json(before.as_of),
            "after": None if after is None else day_json(after.as_of),
        },
        "policies": {"before": list(change.policies[0]), "after": list(change.policies[1])},
        "contradictions": {"before": change.conflicts[0], "after": change.conflicts[1]},
        "events": [_event_json(one) for one in change.events],
        "findings": [_finding_json(one) for one in change.findings],
        "latencies": [_latency_json(one) for one in change.latencies],
        "sentences": [{"about": one.about, "text": one.text} for one in sentences(change)],
    }


def _status(change: CaseChange) -> StatusWord:
    if change.is_unreadable:
        return "unreadable"
    if change.after is None:
        return "removed"
    if change.before is None:
        return "readable" if change.was_unreadable else "added"
    return "unchanged" if change.is_empty else "changed"


def _event_json(change: EventChange) -> EventChangeJson:
    return {
        "id": change.event,
        "kind": change.kind,
        "before": _stretches_json(change.before),
        "after": _stretches_json(change.after),
    }


def _stretches_json(stretches: tuple[Bound, ...] | None) -> list[DaysJson] | None:
    if stretches is None:
        return None
    return [days_json(one) for one in stretches]


def _finding_json(change: FindingChange) -> FindingChangeJson:
    return {
        "id": change.finding,
        "policy": change.policy,
        "before": None if change.before is None else _state_json(change.before),
        "after": None if change.after is None else _state_json(change.after),
    }


def _state_json(finding: Finding) -> FindingStateJson:
    return {
        "verdict": finding.verdict,
        "possible": list(finding.possible),
        "breach": breach_word(finding.breach),
        "tier": finding.tier,
        "days": numbers_json(finding.days),
        "days_late": numbers_json(finding.days_late),
    }


def _latency_json(change: LatencyChange) -> LatencyChangeJson:
    return {
        "measure": change.measure,
        "before": _length_json(change.before),
        "after": _length_json(change.after),
    }


def _length_json(latency: Latency) -> LatencyStateJson:
    return {"days": numbers_json(latency.days), "open": truth_word(latency.is_known_open)}
