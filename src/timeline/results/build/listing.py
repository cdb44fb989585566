"""Judged cases → the list: one line a case, and how many deadlines were set and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

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
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from timeline.conformance.finding import Report
    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency
    from timeline.model.kind import Kind
    from timeline.model.measure import NamedLatency
    from timeline.model.policy import Policy
    from timeline.results.listing import DeadlineWord
    from timeline.results.values import Sign


class DelayColumn(NamedTuple):
    """A column of days in the list."""

    measure: str
    label: str
    kind: str
    """Kind of its end."""


STRIKE_COLUMNS: Final = (
    DelayColumn("strike-to-external-report", "Report", "external_report"),
    DelayColumn("strike-to-assessment", "Assessed", "assessment_opened"),
    DelayColumn("strike-to-investigation", "Investigated", "investigation_opened"),
    DelayColumn("strike-to-conclusion", "Finding", "conclusion"),
    DelayColumn("report-to-conclusion", "from report", "conclusion"),
)
_MOST_COLUMNS: Final = 5
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


def delay_columns(
    kinds: Mapping[str, Kind],
    own: Collection[str],
    policies: Iterable[Policy],
    measures: Iterable[NamedLatency],
) -> tuple[DelayColumn, ...]:
    """Choose the columns of days: in a process of its own, the steps that its rules ask for.

    Args:
        kinds: every kind, in process order.
        own: ids of the kinds that the workspace adds.
        policies: those of the workspace.
        measures: named latencies.
    """
    incidents = {kind for kind in own if kinds[kind].incident}
    if not incidents:
        return STRIKE_COLUMNS
    rules = [rule for policy in policies for rule in policy.rules]
    asked = {pattern.event for rule in rules for pattern in rule.step.first}
    found = [
        DelayColumn(one.id, kinds[one.end].label, one.end)
        for one in measures
        if one.start in incidents
        and one.end is not None
        and one.end in own
        and (not asked or one.end in asked)
    ]
    found.sort(key=lambda one: list(kinds).index(one.kind))
    last = found[_MOST_COLUMNS - 1 :][-1:]
    return (*found[: _MOST_COLUMNS - 1], *last)


def list_row_record(
    judged: Judged, columns: Sequence[DelayColumn] = STRIKE_COLUMNS
) -> ListRowRecord:
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
        delays=tuple(_delays(judged, columns)),
        pace=None,
        contradictions=len(judged.inference.conflicts),
        reports=tuple(_case_report_record(report) for report in judged.reports),
    )


def _delays(judged: Judged, columns: Iterable[DelayColumn]) -> Iterable[DelayRecord]:
    by_measure = {one.measure.id: one for one in judged.latencies}
    for measure, label, kind in columns:
        latency = by_measure.get(measure)
        words = "none" if latency is None else _delay_words(judged, latency, kind)
        days = None if latency is None or words in ("none", "–") else latency.days
        yield DelayRecord(measure=measure, label=label, days=as_range(days), words=words)


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
