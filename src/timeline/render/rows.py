"""One case → its row in a table of many, as plain data: what is kept of it until all are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from timeline.chrono.days import format_day
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.portfolio.overdue import (
    badness,
    days_beyond,
    is_certainly_over,
    not_judged,
    overdue_findings,
)
from timeline.render.json_parts import problems_json
from timeline.render.json_tables import list_row_json, overdue_row_json
from timeline.render.sentences import Phrases, if_in_force
from timeline.render.states import (
    case_state,
    contradictions_words,
    followed_words,
    late_words,
    verdict_words,
)
from timeline.render.words import day_words, length_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.render.json_shapes import ListRowJson, OverdueRowJson, ProblemJson


class ListRow(TypedDict):
    """One case in the list of cases."""

    cells: list[str]
    """Case, incident, state, what is late or missing or contradictory, as of, title."""
    followed: str
    """What the record cannot tell of the day judged from, by a mark behind that day."""
    incidents: list[str]
    """What the vocabulary calls what the case is about."""
    json: ListRowJson


def list_row(judged: Judged) -> ListRow:
    """One case: dates, state, what is late, missing, out of order or contradictory."""
    strike = incident_day(judged.reckoning)
    reckoning = judged.reckoning
    recorded = reckoning.file.case.recorded_day
    is_followed = not followed_words(judged.as_of, recorded)
    followed = "" if is_followed else "**" if recorded is None else "*"
    cells = [
        judged.name,
        day_words(strike) if strike else "none recorded",
        case_state(reckoning, judged.as_of),
        late_words(judged.reports, contradictions_words(reckoning)),
        f"{format_day(judged.as_of)}{followed}",
        reckoning.file.case.title,
    ]
    incidents = [
        judged.kinds[reckoning.events[name].event.kind].label for name in reckoning.incidents
    ]
    return {
        "cells": cells,
        "followed": followed,
        "incidents": incidents,
        "json": list_row_json(judged),
    }


class OverdueRow(TypedDict):
    """One finding that is overdue for certain or possibly."""

    badness: list[int | str]
    """To be sorted by, worst first."""
    case: str
    verdict: Verdict
    is_yardstick: bool
    is_over: bool
    """Whether a limit or an order is certainly passed, and not only an earlier one."""
    is_unchecked: bool
    """Whether the limit passed after the record was last checked, in every world that is over."""
    is_conditional: bool
    """Whether that holds only if the policy was in force, which is not certain."""
    words: str
    """overdue, 15 d over"""
    label: str
    as_of: str
    """The day judged from, and what the record cannot tell of it."""
    because: str
    json: OverdueRowJson


class OverduePart(TypedDict):
    """What one case gives to the list of what is overdue."""

    is_judged: bool
    """Whether any policy judges it."""
    rows: list[OverdueRow]
    not_judged: list[ProblemJson]
    """Inquiries that no rule judges."""


def overdue_part(judged: Judged) -> OverduePart:
    """Return what is overdue in one case, worst first, and what of it could not be at all."""
    return {
        "is_judged": bool(judged.reports),
        "rows": overdue_rows(judged),
        "not_judged": problems_json(not_judged(judged)),
    }


def worst_first(parts: Iterable[OverduePart]) -> list[OverdueRow]:
    """Return what is overdue in some cases, worst first."""
    return sorted((row for part in parts for row in part["rows"]), key=lambda row: row["badness"])


def not_judged_in(parts: Iterable[OverduePart]) -> list[ProblemJson]:
    """Return the inquiries of some cases that no rule judges."""
    return [problem for part in parts for problem in part["not_judged"]]


def overdue_rows(judged: Judged) -> list[OverdueRow]:
    """What is overdue in one case, worst first."""
    return [
        _overdue_row(report, finding, judged)
        for report, finding in overdue_findings(judged.reports)
    ]


def _overdue_row(report: Report, finding: Finding, judged: Judged) -> OverdueRow:
    phrases = Phrases(report.reckoning, judged.kinds, report.as_of)
    followed = followed_words(report.as_of, report.reckoning.file.case.recorded_day)
    return {
        "badness": list(badness((report, finding))),
        "case": judged.name,
        "verdict": finding.verdict,
        "is_yardstick": finding.tier is Tier.YARDSTICK,
        "is_over": is_certainly_over(finding),
        "is_unchecked": Word.OVERDUE not in finding.possible
        and Word.NOT_CHECKED in finding.possible,
        "is_conditional": not report.selection.is_certain,
        "words": _overdue_words(report, finding),
        "label": f"{finding.question.rule.label or finding.id}{_told_apart(finding)}",
        "as_of": "; ".join(part for part in (format_day(report.as_of), followed) if part),
        "because": phrases.because(finding, silent_on_none=True),
        "json": overdue_row_json(report, finding, judged.kinds, judged.known_on),
    }


def _told_apart(finding: Finding) -> str:
    """Track and round, where a case has several."""
    question = finding.question
    where = [question.track] if question.track else []
    where += [f"round {question.round}"] if question.round > 1 else []
    return f" [{', '.join(where)}]" if where else ""


def _overdue_words(report: Report, finding: Finding) -> str:
    beyond = days_beyond(finding)
    late = "" if beyond is None else f", {length_words(beyond)} over"
    if not late and finding.has_passed_a_limit:
        late = ", but past an earlier limit"
    verdict = verdict_words(finding)
    if finding.verdict is Verdict.CANNOT_TELL and finding.days_late is not None:
        verdict = listed([word.value for word in finding.possible], "or")
    mark = "hypothetically " if report.selection.is_hypothetical else ""
    under = if_in_force(report.selection)
    return f"{mark}{verdict}{f' {under}' if under else ''}{late}"
