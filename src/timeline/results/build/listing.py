"""Judged cases → the list: one line a case, and how many deadlines were set and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Verdict
from timeline.results.build.case import head_record
from timeline.results.build.dates import date_brief, is_vague
from timeline.results.build.deadlines import worst_deadline
from timeline.results.build.findings import findings_of
from timeline.results.build.state import case_state
from timeline.results.build.values import as_range, day_range
from timeline.results.listing import CaseReportRecord, DelayRecord, ListRowRecord
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.conformance.finding import Report
    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency
    from timeline.results.listing import DeadlineWord, DelayStep
    from timeline.results.values import Sign

_DELAYS: Final[Mapping[DelayStep, tuple[str, str]]] = {
    "report": ("strike-to-external-report", "external_report"),
    "assessment": ("strike-to-assessment", "assessment_opened"),
    "investigation": ("strike-to-investigation", "investigation_opened"),
    "finding": ("strike-to-conclusion", "conclusion"),
    "answer": ("report-to-conclusion", "conclusion"),
}
"""Of each column the measure, and the kind of its end."""
_SIGNS: Final[Mapping[DeadlineWord, Sign | None]] = {
    "missed": "missed",
    "perhaps missed": "unknown",
    "late, no duty": "odd",
    "not checked": "unknown",
    "running": "open",
    "kept": "kept",
    "not found": "unknown",
    "none": None,
}
_WORDS: Final[Mapping[str, str]] = {
    "none": "none in our rules",
    "not found": "not found",
    "not checked": "passed, not checked",
    "no rules": "no rules",
}
_MANY_YEARS: Final = 366
_INCIDENT: Final = "Incident"


def list_row_record(judged: Judged) -> ListRowRecord:
    """One case of the list, without its rank among the others."""
    day = incident_day(judged.inference)
    deadline = worst_deadline(findings_of(judged))
    word = deadline if judged.reports else "no rules"
    return ListRowRecord(
        **fields_of(head_record(judged)),
        place=judged.inference.file.case.place,
        incident=day_range(day),
        incident_noun=_noun(judged),
        incident_words="not on record" if day is None else date_brief(day),
        state=case_state(judged.inference, judged.as_of),
        sign=_SIGNS[deadline] if judged.reports else "aside",
        deadline=word,
        deadline_words=_WORDS.get(word, word),
        delays=tuple(_delays(judged)),
        pace=None,
        contradictions=len(judged.inference.conflicts),
        reports=tuple(_case_report_record(report) for report in judged.reports),
    )


def _delays(judged: Judged) -> Iterable[DelayRecord]:
    by_measure = {one.measure.id: one for one in judged.latencies}
    for step, (measure, kind) in _DELAYS.items():
        latency = by_measure.get(measure)
        words = "none" if latency is None else _delay_words(judged, latency, kind)
        days = None if latency is None or words in ("none", "–") else latency.days
        yield DelayRecord(step=step, days=as_range(days), words=words)


def _delay_words(judged: Judged, latency: Latency, kind: str) -> str:
    """Days for a narrow cell: 51, 0–74, 30+, none, – (not required), ? (not known)."""
    if not latency.is_recorded:
        return "–" if _is_not_required(judged, kind) else "none"
    days = latency.days
    if days is None or latency.is_open is not Truth.NO or is_vague(days):
        return "?"
    if days.min is None or (days.max is not None and days.max - days.min >= _MANY_YEARS):
        return "?"
    if days.max is None:
        return f"{days.min:,}+"
    return f"{days.min:,}" if days.min == days.max else f"{days.min:,}–{days.max:,}"


def _is_not_required(judged: Judged, kind: str) -> bool:
    """Return True where every rule that asks for such a step says that it was not required."""
    verdicts = [
        finding.verdict
        for _, finding in findings_of(judged)
        if any(pattern.event == kind for pattern in finding.question.rule.step.first)
    ]
    return bool(verdicts) and all(one is Verdict.NOT_REQUIRED for one in verdicts)


def _case_report_record(report: Report) -> CaseReportRecord:
    verdicts = [finding.verdict for finding in report.findings]
    breaches = [finding.breach for finding in report.findings]
    return CaseReportRecord(
        policy=report.selection.policy.id,
        certain=report.selection.is_certain,
        hypothetical=report.selection.is_hypothetical,
        counts={verdict: verdicts.count(verdict) for verdict in Verdict},
        breaches={answer: breaches.count(answer) for answer in Truth},
    )


def _noun(judged: Judged) -> str:
    incidents = [judged.inference.events[name].event.kind for name in judged.inference.incidents]
    return judged.kinds[incidents[0]].label if incidents else _INCIDENT
