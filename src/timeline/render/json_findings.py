"""Findings → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.render.json_parts import (
    breach_word,
    day_range_json,
    limit_length_json,
    numbers_json,
    place_json,
    statement_json,
    truth_word,
)
from timeline.render.receipt import receipt_of
from timeline.render.sentences import Phrases
from timeline.render.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.conformance.finding import Due, Finding, LimitResult, Report, Standing
    from timeline.conformance.judged import Judged
    from timeline.model.kind import Kind
    from timeline.render.json_shapes import (
        DueJson,
        FindingJson,
        FindingSummaryJson,
        LimitJson,
        ReceiptStepJson,
        StandingJson,
    )
    from timeline.render.receipt import ReceiptStep


def step_kind(finding: Finding) -> str:
    """The kind of the step that a rule asks for, the first where it names several."""
    return finding.question.rule.step.first[0].event


def summary_json(finding: Finding, report: Report, kinds: Mapping[str, Kind]) -> FindingSummaryJson:
    """A finding without the reckoning behind it."""
    question, standing = finding.question, finding.standing
    phrases = Phrases(report.reckoning, kinds, report.as_of)
    in_force = report.selection.in_force(question.rule.id)
    stated_by = {rule.id: policy for rule, policy in report.selection.rules}
    return {
        "id": finding.id,
        "rule": question.rule.id,
        "step": step_kind(finding),
        "label": question.rule.label or f"{capital(phrases.noun(finding))} by its order",
        "trigger_event": finding.trigger_event or None,
        "step_event": finding.step_event or None,
        "track": question.track,
        "round": question.round,
        "verdict": finding.verdict,
        "possible": list(finding.possible),
        "breach": breach_word(finding.breach),
        "tier": finding.tier,
        "force": question.rule.force,
        "clause": question.rule.clause,
        "source": question.rule.source or None,
        "policy": stated_by.get(question.rule.id),
        "judged_by": report.selection.policy.id,
        "in_force": None if in_force is None else truth_word(in_force),
        "limits": [_limit_json(result) for result in finding.limits],
        "days": numbers_json(finding.days),
        "open": finding.is_open,
        "days_late": numbers_json(finding.days_late),
        "judged_on": None if finding.judged_on is None else format_day(finding.judged_on),
        "due": None if finding.due is None else _due_json(finding.due),
        "done": truth_word(finding.done),
        "standing": standing.ground if standing else None,
        "standing_detail": _standing_json(standing) if standing else None,
        "because": phrases.because(finding),
    }


def finding_json(finding: Finding, report: Report, kinds: Mapping[str, Kind]) -> FindingJson:
    """A finding with all that it rests on."""
    return {
        **summary_json(finding, report, kinds),
        "readings": list(finding.by_reading),
        "receipt": receipt_json(receipt_of(finding, report)),
    }


def findings_of(judged: Judged) -> Iterator[tuple[Report, Finding]]:
    """Every finding with its report, in the order of the policies."""
    for report in judged.reports:
        for finding in report.findings:
            yield report, finding


def receipt_json(steps: Iterable[ReceiptStep]) -> list[ReceiptStepJson]:
    """A reckoning step by step, each with what it took in."""
    return [
        {
            "step": step.step,
            "text": step.text,
            "inputs": [statement_json(statement) for statement in step.inputs],
        }
        for step in steps
    ]


def _due_json(due: Due) -> DueJson:
    ends = (None, None) if due.days is None else (due.days.min, due.days.max)
    first, last = (None if end is None else format_day(end) for end in ends)
    return {"min": first, "max": last, "status": due.status}


def _limit_json(result: LimitResult) -> LimitJson:
    line = result.line
    return {
        **limit_length_json(line.text),
        "tier": line.tier,
        "order": line.order or None,
        "made": line.made or None,
        "extends": line.extends or None,
        "source": line.source or None,
        "because": line.because,
        "verdict": result.verdict,
        "days_late": numbers_json(result.days_late),
        "last_day": day_range_json(result.last_day),
        **place_json(line.location),
    }


def _standing_json(standing: Standing) -> StandingJson:
    return {
        "ground": standing.ground,
        "source": standing.source or None,
        "day": standing.day,
        "where": standing.where,
        "later": standing.later or None,
        "holds_now": standing.holds_now,
        "age_days": standing.age_days,
        "stale": standing.is_stale,
        **place_json(standing.location),
    }
