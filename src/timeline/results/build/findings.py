"""Findings → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.receipt import receipt_of
from timeline.results.build.sentences import Phrases
from timeline.results.build.values import (
    as_date,
    as_range,
    day_range,
    limit_record,
    place_of,
    statement_record,
)
from timeline.results.build.words import capital
from timeline.results.case import (
    DueRecord,
    FindingRecord,
    FindingSummaryRecord,
    LimitRecord,
    ReceiptStepRecord,
    StandingRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.conformance.finding import Due, Finding, LimitResult, Report, Standing
    from timeline.conformance.judged import Judged
    from timeline.model.kind import Kind
    from timeline.results.build.receipt import ReceiptStep


def step_kind(finding: Finding) -> str:
    """The kind of the step that a rule asks for, the first where it names several."""
    return finding.question.rule.step.first[0].event


def summary_record(
    finding: Finding, report: Report, kinds: Mapping[str, Kind]
) -> FindingSummaryRecord:
    """A finding without the inference behind it."""
    question, standing = finding.question, finding.standing
    phrases = Phrases(report.inference, kinds, report.as_of)
    in_force = report.selection.in_force(question.rule.id)
    stated_by = {rule.id: policy for rule, policy in report.selection.rules}
    return FindingSummaryRecord(
        name=finding.id,
        rule=question.rule.id,
        step=step_kind(finding),
        label=question.rule.label or f"{capital(phrases.noun(finding))} by its order",
        trigger_event=finding.trigger_event or None,
        step_event=finding.step_event or None,
        track=question.track,
        round=question.round,
        verdict=finding.verdict,
        possible=tuple(finding.possible),
        breach=finding.breach,
        tier=finding.tier,
        force=question.rule.force,
        clause=question.rule.clause,
        source=question.rule.source or None,
        policy=stated_by.get(question.rule.id),
        judged_by=report.selection.policy.id,
        in_force=None if in_force is None else in_force,
        limits=tuple(_limit_record(result) for result in finding.limits),
        days=as_range(finding.days),
        open=finding.is_open,
        days_late=as_range(finding.days_late),
        judged_on=as_date(finding.judged_on),
        due=None if finding.due is None else _due_record(finding.due),
        done=finding.done,
        standing=standing.ground if standing else None,
        standing_detail=_standing_record(standing) if standing else None,
        because=phrases.because(finding),
    )


def finding_record(finding: Finding, report: Report, kinds: Mapping[str, Kind]) -> FindingRecord:
    """A finding with all that it rests on."""
    return FindingRecord(
        **fields_of(summary_record(finding, report, kinds)),
        versions=tuple(finding.by_subset),
        receipt=receipt_record(receipt_of(finding, report)),
    )


def findings_of(judged: Judged) -> Iterator[tuple[Report, Finding]]:
    """Every finding with its report, in the order of the policies."""
    for report in judged.reports:
        for finding in report.findings:
            yield report, finding


def receipt_record(steps: Iterable[ReceiptStep]) -> tuple[ReceiptStepRecord, ...]:
    """A inference step by step, each with what it took in."""
    return tuple(
        ReceiptStepRecord(
            step=step.step,
            text=step.text,
            inputs=tuple(statement_record(statement) for statement in step.inputs),
        )
        for step in steps
    )


def _due_record(due: Due) -> DueRecord:
    ends = (None, None) if due.days is None else (due.days.min, due.days.max)
    first, last = (as_date(end) if end is not None else None for end in ends)
    return DueRecord(min=first, max=last, status=due.status)


def _limit_record(result: LimitResult) -> LimitRecord:
    line = result.line
    return LimitRecord(
        **fields_of(limit_record(line.text)),
        tier=line.tier,
        order=line.order or None,
        made=line.made or None,
        extends=line.extends or None,
        source=line.source or None,
        because=line.because,
        verdict=result.verdict,
        days_late=as_range(result.days_late),
        last_day=day_range(result.last_day),
        **fields_of(place_of(line.location)),
    )


def _standing_record(standing: Standing) -> StandingRecord:
    return StandingRecord(
        ground=standing.ground,
        source=standing.source or None,
        day=standing.day,
        where=standing.where,
        later=standing.later or None,
        holds_now=standing.holds_now,
        age_days=standing.age_days,
        stale=standing.is_stale,
        **fields_of(place_of(standing.location)),
    )
