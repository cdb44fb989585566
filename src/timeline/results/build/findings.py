"""Findings → their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict
from timeline.portfolio.practice import practices_of
from timeline.results.build.dates import count_words, date_words
from timeline.results.build.grounds import source_title
from timeline.results.build.limits import limit_record
from timeline.results.build.names import step_kind
from timeline.results.build.receipts import Receipts
from timeline.results.build.telling import Told
from timeline.results.build.values import as_date, as_range, copied, day_range, place_of, when_text
from timeline.results.case import (
    DueRecord,
    FindingRecord,
    FindingSummaryRecord,
    LimitRecord,
    StandingRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.finding import Due, Finding, LimitResult, Report, Standing
    from timeline.conformance.judged import Judged
    from timeline.conformance.question import Candidate
    from timeline.model.source import Source
    from timeline.results.values import Sign


def summary_record(finding: Finding, report: Report) -> FindingSummaryRecord:
    """Build a finding's record without its receipt."""
    question, standing, rule = finding.question, finding.standing, finding.question.rule
    selection, told = report.selection, Told(report, finding)
    text = report.rule_sources.get(rule.source or "")
    return copied(
        FindingSummaryRecord,
        finding,
        name=finding.id,
        rule=rule.id,
        practices=tuple("/".join(one) for one in practices_of(finding, report)),
        step=step_kind(finding),
        label=told.names.finding_label(finding),
        track=question.track,
        track_label=told.names.track_label(question.track),
        side="outside" if rule.step.first[0].side == "outside" else "institution",
        round=question.round,
        force=rule.force,
        clause=rule.clause,
        source=rule.source or None,
        source_title=source_title(text),
        source_url="" if text is None else text.url,
        reviewed_on=when_text(rule.reviewed_on),
        policy=next((owner for one, owner in selection.rules if one.id == rule.id), None),
        judged_by=selection.policy.id,
        in_force=selection.in_force(rule.id),
        limits=tuple(_limit_record(one, report.inference.sources) for one in finding.limits),
        open=finding.is_open,
        judged_on=as_date(finding.judged_on),
        due=_due_record(finding.due),
        standing=standing.ground if standing else None,
        standing_detail=_standing_record(standing) if standing else None,
        sign=told.sign,
        sentence=told.sentence,
        text=" ".join((told.text, *told.details)),
        ground=told.footnote,
    )


def finding_record(finding: Finding, report: Report) -> FindingRecord:
    """A finding with all that it rests on."""
    return FindingRecord(
        **fields_of(summary_record(finding, report)),
        versions=finding.by_subset,
        receipt=Receipts(report.inference).of_finding(finding, report),
    )


def findings_of(judged: Judged) -> Iterator[tuple[Report, Finding]]:
    """Findings with their reports, policy by policy."""
    return ((report, finding) for report in judged.reports for finding in report.findings)


def ghost_id(finding: Finding) -> str:
    """The id of the step that is undone, in place of an event's."""
    return f"ghost:{finding.id}"


def is_ghost(finding: Finding, report: Report) -> bool:
    """Return True for a step called for and undone."""
    is_called_for = (
        bool(triggers_of(finding, report)) and finding.verdict is not Verdict.NOT_REQUIRED
    )
    return is_called_for and not steps_of(finding, report)


def triggers_of(finding: Finding, report: Report) -> list[str]:
    """Triggers: the certain one, else the possible, else those to come."""
    if finding.trigger_event:
        return [finding.trigger_event]
    triggers = finding.question.triggers
    return _possible(triggers, report) or [candidate.event for candidate in triggers]


def steps_of(finding: Finding, report: Report) -> list[str]:
    """The event that took the step, else those that may have taken it."""
    if finding.is_open or finding.step_event:
        return [finding.step_event] if finding.step_event else []
    return _possible(finding.question.steps, report)


def _possible(candidates: Sequence[Candidate], report: Report) -> list[str]:
    """Candidates that may have happened by the day judged."""
    return [
        candidate.event
        for candidate in candidates
        if report.inference.happened(candidate.event, report.as_of) is not Truth.NO
    ]


def _due_record(due: Due | None) -> DueRecord | None:
    if due is None:
        return None
    days = Interval() if due.days is None else due.days
    return DueRecord(min=as_date(days.min), max=as_date(days.max), status=due.status)


def _limit_record(result: LimitResult, sources: Mapping[str, Source]) -> LimitRecord:
    line = result.line
    return copied(
        LimitRecord,
        line,
        words=_limit_words(result),
        sign=_limit_sign(result),
        **fields_of(limit_record(line.text)),
        source_title=source_title(sources.get(line.source)),
        verdict=result.verdict,
        days_late=as_range(result.days_late),
        last_day=day_range(result.last_day),
        **fields_of(place_of(line.location)),
    )


def _limit_words(result: LimitResult) -> str:
    """Say what was allowed, to which day, and by how much it was passed."""
    words = result.line.text
    if result.last_day is not None and result.last_day != ANY:
        words += f": {date_words(result.last_day)}"
    if result.days_late is not None:
        words += f"; passed by {count_words(result.days_late)}"
    return words


def _limit_sign(result: LimitResult) -> Sign:
    """Sign of one limit; red is left to the finding, which knows whether it binds."""
    if result.line.tier is Tier.BENCHMARK:
        return "odd" if result.days_late is not None else "done"
    if result.verdict is not None and result.verdict.group == "late":
        return "odd"
    return "kept" if result.verdict is Verdict.MET else "unknown"


def _standing_record(standing: Standing) -> StandingRecord:
    place = fields_of(place_of(standing.location))
    return copied(StandingRecord, standing, stale=standing.is_stale, **place)
