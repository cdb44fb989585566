"""Many cases, problems and policies → the objects of the other commands' `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Verdict
from timeline.portfolio.dominance import dominance_of
from timeline.render.json_events import event_json
from timeline.render.json_findings import receipt_json, summary_json
from timeline.render.json_parts import (
    days_json,
    numbers_json,
    practice_json,
    problems_json,
    truth_flag,
    truth_word,
)
from timeline.render.json_show import case_head_json, head_json, sources_json
from timeline.render.states import case_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.codes import Code
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.model.kind import Kind
    from timeline.portfolio.compare import Comparison
    from timeline.portfolio.practice import PracticeCount
    from timeline.reckoning.latency import Latency
    from timeline.render.explain import Explained
    from timeline.render.json_shapes import (
        CaseReportJson,
        CheckJson,
        CodeJson,
        CompareCellJson,
        CompareJson,
        CompareMeasureJson,
        ExplainedJson,
        ExplainJson,
        ListJson,
        ListRowJson,
        OverdueFindingJson,
        OverdueJson,
        OverdueRowJson,
        ProblemJson,
        SlowerJson,
    )

CONTRADICTION = "E601"
"""The code of accepted claims that cannot all be true."""

_OVERDUE = (Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE)


def list_json(cases: Iterable[Judged], problems: Iterable[Problem]) -> ListJson:
    """Every case, in the order given.

    Args:
        cases: those that could be read.
        problems: of every file that could not.
    """
    return {
        "cases": [list_row_json(case) for case in cases],
        "problems": problems_json(problems),
    }


def list_row_json(judged: Judged) -> ListRowJson:
    """One case of the list."""
    strike = incident_day(judged.reckoning)
    return {
        **head_json(judged),
        "place": judged.reckoning.file.case.place,
        "strike": None if strike is None else days_json(strike),
        "state": case_state(judged.reckoning, judged.as_of),
        "contradictions": len(judged.reckoning.conflicts),
        "reports": [_case_report_json(report) for report in judged.reports],
    }


def _case_report_json(report: Report) -> CaseReportJson:
    """How one case stands against one policy, in numbers."""
    verdicts = [finding.verdict for finding in report.findings]
    breaches = [finding.breach for finding in report.findings]
    return {
        "policy": report.selection.policy.id,
        "certain": report.selection.is_certain,
        "hypothetical": report.selection.is_hypothetical,
        "counts": {verdict: verdicts.count(verdict) for verdict in Verdict},
        "breaches": {truth_word(answer): breaches.count(answer) for answer in Truth},
        "overdue": [
            _overdue_finding_json(finding)
            for finding in report.findings
            if finding.verdict in _OVERDUE
        ],
    }


def _overdue_finding_json(finding: Finding) -> OverdueFindingJson:
    return {
        "id": finding.id,
        "verdict": finding.verdict,
        "tier": finding.tier,
        "days_late": numbers_json(finding.days_late),
    }


def compare_json(
    cases: Sequence[Judged], comparisons: Iterable[Comparison], problems: Iterable[Problem] = ()
) -> CompareJson:
    """Latencies side by side.

    Args:
        cases: those compared, in the order of the cells of each comparison.
        comparisons: one for each measure.
        problems: of the cases that could not be read.
    """
    names = [case.id for case in cases]
    return {
        "cases": [head_json(case) for case in cases],
        "measures": [_comparison_json(comparison, names) for comparison in comparisons],
        "problems": problems_json(problems),
    }


def _comparison_json(comparison: Comparison, names: Sequence[str]) -> CompareMeasureJson:
    slower: SlowerJson | None = None
    dominance = dominance_of(zip(names, comparison.cells, strict=True))
    if comparison.by is not None:
        slower = {
            "case": comparison.slower or None,
            "by": numbers_json(comparison.by),
            "certain": truth_word(comparison.certain),
        }
    return {
        "measure": comparison.measure.id,
        "label": comparison.measure.label,
        "cells": [
            _cell_json(name, cell) for name, cell in zip(names, comparison.cells, strict=True)
        ],
        "slower": slower,
        "order": [list(pair) for pair in dominance.reduced_pairs()],
        "cautions": list(comparison.cautions),
    }


def _cell_json(case: str, cell: Latency) -> CompareCellJson:
    return {
        "case": case,
        "days": numbers_json(cell.days),
        "open": truth_flag(cell.is_known_open),
        "sure": numbers_json(cell.sure),
        "recorded": cell.is_recorded,
        "denied": cell.denied is not None,
        "applies": truth_word(cell.applies),
        "from": cell.start or None,
        "to": cell.end or None,
    }


def overdue_json(
    rows: Iterable[OverdueRowJson],
    not_judged: Iterable[ProblemJson],
    problems: Iterable[Problem],
) -> OverdueJson:
    """Return what is overdue, in the order given.

    Args:
        rows: findings, each with its case.
        not_judged: inquiries that no rule judges.
        problems: of every file that could not be read.
    """
    return {
        "overdue": list(rows),
        "not_judged": list(not_judged),
        "problems": problems_json(problems),
    }


def overdue_row_json(
    report: Report, finding: Finding, kinds: Mapping[str, Kind], known_on: int | None
) -> OverdueRowJson:
    """One finding that is overdue, with its case."""
    selection = report.selection
    return {
        **case_head_json(
            report.reckoning, report.as_of, known_on, hypothetical=selection.is_hypothetical
        ),
        "policy": selection.policy.id,
        "certain": selection.is_certain,
        "finding": summary_json(finding, report, kinds),
    }


def explain_json(
    judged: Judged, receipts: Iterable[Explained], practices: Iterable[PracticeCount] = ()
) -> ExplainJson:
    """Receipts of one case, in the order given.

    Args:
        judged: the case.
        receipts: of it.
        practices: how often the practices behind them were followed.
    """
    return {
        **head_json(judged),
        "problems": problems_json(judged.problems),
        "receipts": [_explained_json(judged, receipt) for receipt in receipts],
        "practices": [practice_json(count) for count in practices],
        "sources": sources_json(judged),
    }


def _explained_json(judged: Judged, receipt: Explained) -> ExplainedJson:
    reckoning, finding, report = judged.reckoning, receipt.finding, receipt.report
    summary = None
    if finding is not None and report is not None:
        summary = summary_json(finding, report, judged.kinds)
    pair = receipt.events if len(receipt.events) == 2 else None  # noqa: PLR2004 - a pair
    return {
        "title": receipt.title,
        "finding": summary,
        "events": [
            event_json(judged, reckoning.events[name], judged.kinds) for name in receipt.events
        ],
        "days": None if pair is None else numbers_json(reckoning.between(*pair)),
        "receipt": receipt_json(receipt.steps),
    }


def check_json(files: int, problems: Sequence[Problem]) -> CheckJson:
    """What is wrong with the files.

    Args:
        files: how many were looked at.
        problems: of all of them, contradictions among them.
    """
    return {
        "files": files,
        "contradictions": sum(problem.code == CONTRADICTION for problem in problems),
        "problems": problems_json(problems),
    }


def code_json(code: str, about: Code) -> CodeJson:
    """What the code of a problem means."""
    return {
        "code": code,
        "title": about.title,
        "explanation": about.paragraph,
        "wrong": about.wrong,
        "right": about.right,
    }
