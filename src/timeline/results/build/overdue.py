"""Undone steps of many cases → four groups: overdue, not checked, coming up, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.portfolio.overdue import can_be_overdue, days_beyond, not_judged
from timeline.results.build.case import case_head_record
from timeline.results.build.dates import count_words, date_brief, date_words, days
from timeline.results.build.deadlines import is_missed
from timeline.results.build.findings import findings_of, summary_record
from timeline.results.build.grounds import if_in_force
from timeline.results.build.names import Names
from timeline.results.build.values import as_range, day_range, problem_records
from timeline.results.overdue import OverdueCaseRecord, OverdueRowRecord
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.results.overdue import OverdueGroup
    from timeline.results.values import Sign

WITHIN_DAYS: Final = 60
"""How far ahead a deadline counts as coming up, unless asked otherwise."""
_DEADLINES: Final = (Tier.ORDER, Tier.LIMIT)
_SET_BY: Final = {"binding": "rule"}
"""What a deadline is said to be set by, where that is not its force."""


def overdue_part(judged: Judged, within_days: int = WITHIN_DAYS) -> OverdueCaseRecord:
    """Undone steps of one case, without their rank among others."""
    return OverdueCaseRecord(
        case=judged.id,
        example=judged.inference.file.case.example,
        is_judged=bool(judged.reports),
        rows=tuple(
            _row(judged, report, finding, group)
            for report, finding in findings_of(judged)
            if (group := _group_of(report, finding, within_days)) is not None
        ),
        not_judged=problem_records(not_judged(judged)),
    )


def _group_of(report: Report, finding: Finding, within_days: int) -> OverdueGroup | None:
    """Say where an undone step belongs; None for one that is done, or not asked for."""
    if can_be_overdue(finding) and finding.tier is not Tier.BENCHMARK:
        words = finding.possible
        is_unchecked = Word.OVERDUE not in words and Word.NOT_CHECKED in words
        return "not checked" if is_unchecked else "overdue"
    if finding.done is Truth.YES:
        return None
    if finding.verdict is Verdict.PENDING and finding.tier in _DEADLINES:
        return "coming up" if _is_near(report, finding, within_days) else None
    return "waiting" if finding.verdict.is_undone else None


def _is_near(report: Report, finding: Finding, within_days: int) -> bool:
    """Return True where the last day on time can fall within so many days."""
    due = None if finding.due is None else finding.due.days
    if due is None:
        return False
    is_past = due.max is not None and due.max < report.as_of
    return not is_past and (due.min is None or due.min <= report.as_of + within_days)


def _row(judged: Judged, report: Report, finding: Finding, group: OverdueGroup) -> OverdueRowRecord:
    selection, recorded = report.selection, judged.inference.file.case.recorded_day
    due = None if finding.due is None or group == "waiting" else finding.due.days
    counted = _days(report, finding, group)
    is_hypothetical = selection.is_hypothetical
    head = case_head_record(
        judged.inference, report.as_of, judged.known_on, hypothetical=is_hypothetical
    )
    return OverdueRowRecord(
        **fields_of(head),
        group=group,
        sign=_sign(finding, report, group),
        step=_step(judged, finding),
        days=as_range(counted),
        days_words=_days_words(counted, group),
        deadline=day_range(due),
        deadline_words="" if due is None else _deadline_words(finding, due),
        record_words=_record_words(judged, finding),
        checked_words=checked_words(recorded),
        condition=if_in_force(selection),
        policy=selection.policy.id,
        certain=selection.is_certain,
        finding=summary_record(finding, report),
        measure=_measure(judged, finding),
        pace=None,
    )


def _measure(judged: Judged, finding: Finding) -> str | None:
    """Find the latency from the trigger of a finding to a step that is not on record."""
    kinds = Names(judged.inference).step_kinds(finding)
    for latency in judged.latencies:
        is_awaited = not latency.is_recorded and latency.measure.end in kinds
        if is_awaited and finding.trigger_event and latency.start == finding.trigger_event:
            return latency.measure.id
    return None


def _sign(finding: Finding, report: Report, group: OverdueGroup) -> Sign:
    if group == "overdue":
        if is_missed(finding, report):
            return "missed"
        return "odd" if finding.verdict is Verdict.OVERDUE else "unknown"
    return "unknown" if group == "not checked" else "open"


def _step(judged: Judged, finding: Finding) -> str:
    """Name the step, with track and round where a case has several."""
    names = Names(judged.inference)
    label = names.awaited_label(finding)
    track = names.shown_track(names.step_kinds(finding)[0], finding.question.track)
    return f"{label}, {track}" if track else label


def _days(report: Report, finding: Finding, group: OverdueGroup) -> Interval | None:
    """Days past the deadline, until it, or of waiting."""
    if group == "waiting":
        return finding.elapsed if finding.elapsed is not None else finding.days
    due = None if finding.due is None else finding.due.days
    beyond = days_beyond(finding)
    if group == "overdue" and beyond is not None:
        return beyond
    until = None if due is None else due.shifted(-report.as_of)
    return until if until is None or group == "coming up" else until.negated()


def _days_words(counted: Interval | None, group: OverdueGroup) -> str:
    """39 days ago, in 12 days, 1,867 days."""
    if counted is None:
        return ""
    if group == "waiting":
        return "" if counted.min is None else days(max(counted.min, 0))
    words = count_words(counted)
    if words.startswith(("not", "uncertain")):
        return words
    return f"in {words}" if group == "coming up" else f"{words} ago"


def _deadline_words(finding: Finding, due: Interval) -> str:
    """Due 22 Oct 2026 (order)."""
    tier = finding.tier.value if finding.tier is Tier.ORDER else finding.question.rule.force
    return f"due {date_brief(due)} ({_SET_BY.get(tier, tier)})"


def _record_words(judged: Judged, finding: Finding) -> str:
    """None on record; none found, searched Nov 2026; none, says Airwars."""
    standing = finding.standing
    if standing is None:
        return "not known"
    if standing.ground == "denied" and standing.source in judged.sources:
        return f"none, says {judged.sources[standing.source].publisher}"
    if standing.ground == "searched":
        return f"none found, searched {standing.day}"
    return "none on record"


def checked_words(day: int | None) -> str:
    """Last day the record was checked: 21 Nov 2026; not said."""
    return "not said" if day is None else date_words(Interval(day, day), short=True)
