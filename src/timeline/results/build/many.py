"""Many cases, problems and policies → the objects of the other commands' `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Verdict
from timeline.portfolio.dominance import dominance_of
from timeline.portfolio.ledger import build_dockets
from timeline.portfolio.tolls import campaign_tolls, judged_tolls
from timeline.results.build.case import (
    case_head_record,
    head_record,
    show_record,
    source_record,
    sources_record,
)
from timeline.results.build.events import event_record
from timeline.results.build.findings import receipt_record, summary_record
from timeline.results.build.ledger import docket_record
from timeline.results.build.state import case_state
from timeline.results.build.tolls import campaign_record, case_tolls_record
from timeline.results.build.values import as_date, as_range, day_range, problem_records
from timeline.results.case import ExplainedRecord, ExplainRecord
from timeline.results.check import CheckRecord, CodeRecord
from timeline.results.many import (
    CaseReportRecord,
    CompareCellRecord,
    CompareMeasureRecord,
    CompareRecord,
    ListRecord,
    ListRowRecord,
    OverdueFindingRecord,
    OverdueRecord,
    OverdueRowRecord,
    SlowerRecord,
    WorkspaceRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.codes import Code
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.inference.latency import Latency
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.portfolio.compare import Comparison
    from timeline.results.build.explain import Explained

CONTRADICTION = "E601"
"""The code of accepted claims that cannot all be true."""

_OVERDUE = (Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE)


def list_record(cases: Iterable[Judged], problems: Iterable[Problem]) -> ListRecord:
    """Every case, in the order given.

    Args:
        cases: those that could be read.
        problems: of every file that could not.
    """
    return ListRecord(
        cases=tuple(list_row_record(case) for case in cases),
        problems=problem_records(problems),
    )


def list_row_record(judged: Judged) -> ListRowRecord:
    """One case of the list."""
    strike = incident_day(judged.inference)
    return ListRowRecord(
        **fields_of(head_record(judged)),
        place=judged.inference.file.case.place,
        strike=None if strike is None else day_range(strike),
        state=case_state(judged.inference, judged.as_of),
        contradictions=len(judged.inference.conflicts),
        reports=tuple(_case_report_record(report) for report in judged.reports),
    )


def _case_report_record(report: Report) -> CaseReportRecord:
    """How one case stands against one policy, in numbers."""
    verdicts = [finding.verdict for finding in report.findings]
    breaches = [finding.breach for finding in report.findings]
    return CaseReportRecord(
        policy=report.selection.policy.id,
        certain=report.selection.is_certain,
        hypothetical=report.selection.is_hypothetical,
        counts={verdict: verdicts.count(verdict) for verdict in Verdict},
        breaches={answer: breaches.count(answer) for answer in Truth},
        overdue=tuple(
            _overdue_finding_record(finding)
            for finding in report.findings
            if finding.verdict in _OVERDUE
        ),
    )


def _overdue_finding_record(finding: Finding) -> OverdueFindingRecord:
    return OverdueFindingRecord(
        id=finding.id,
        verdict=finding.verdict,
        tier=finding.tier,
        days_late=as_range(finding.days_late),
    )


def compare_record(
    cases: Sequence[Judged], comparisons: Iterable[Comparison], problems: Iterable[Problem] = ()
) -> CompareRecord:
    """Latencies side by side.

    Args:
        cases: those compared, in the order of the cells of each comparison.
        comparisons: one for each measure.
        problems: of the cases that could not be read.
    """
    names = [case.id for case in cases]
    return CompareRecord(
        cases=tuple(head_record(case) for case in cases),
        measures=tuple(_comparison_record(comparison, names) for comparison in comparisons),
        problems=problem_records(problems),
    )


def _comparison_record(comparison: Comparison, names: Sequence[str]) -> CompareMeasureRecord:
    slower: SlowerRecord | None = None
    dominance = dominance_of(zip(names, comparison.cells, strict=True))
    if comparison.by is not None:
        slower = SlowerRecord(
            case=comparison.slower or None,
            by=as_range(comparison.by),
            certain=comparison.certain,
        )
    return CompareMeasureRecord(
        measure=comparison.measure.id,
        label=comparison.measure.label,
        cells=tuple(
            _cell_record(name, cell) for name, cell in zip(names, comparison.cells, strict=True)
        ),
        slower=slower,
        order=tuple(pair for pair in dominance.reduced_pairs()),
        cautions=tuple(comparison.cautions),
    )


def _cell_record(case: str, cell: Latency) -> CompareCellRecord:
    return CompareCellRecord(
        case=case,
        days=as_range(cell.days),
        open=cell.is_known_open,
        sure=as_range(cell.sure),
        recorded=cell.is_recorded,
        denied=cell.denied is not None,
        applies=cell.applies,
        start=cell.start or None,
        end=cell.end or None,
    )


def overdue_record(
    rows: Iterable[tuple[Report, Finding]],
    problems: Iterable[Problem],
    kinds: Mapping[str, Kind],
    known_on: int | None = None,
) -> OverdueRecord:
    """What is overdue, in the order given.

    Args:
        rows: findings, each with its report.
        problems: of every file that could not be read.
        kinds: the vocabulary.
        known_on: only what was public by then counted; None for everything.
    """
    return OverdueRecord(
        overdue=tuple(
            overdue_row_record(report, finding, kinds, known_on) for report, finding in rows
        ),
        problems=problem_records(problems),
    )


def overdue_row_record(
    report: Report, finding: Finding, kinds: Mapping[str, Kind], known_on: int | None
) -> OverdueRowRecord:
    """One finding that is overdue, with its case."""
    selection = report.selection
    return OverdueRowRecord(
        **fields_of(
            case_head_record(
                report.inference, report.as_of, known_on, hypothetical=selection.is_hypothetical
            )
        ),
        policy=selection.policy.id,
        certain=selection.is_certain,
        finding=summary_record(finding, report, kinds),
    )


def explain_record(judged: Judged, receipts: Iterable[Explained]) -> ExplainRecord:
    """Receipts of one case, in the order given."""
    return ExplainRecord(
        **fields_of(head_record(judged)),
        problems=problem_records(judged.problems),
        receipts=tuple(_explained_record(judged, receipt) for receipt in receipts),
        sources=sources_record(judged),
    )


def _explained_record(judged: Judged, receipt: Explained) -> ExplainedRecord:
    inference, finding, report = judged.inference, receipt.finding, receipt.report
    summary = None
    if finding is not None and report is not None:
        summary = summary_record(finding, report, judged.kinds)
    pair = receipt.events if len(receipt.events) == 2 else None  # noqa: PLR2004 - a pair
    return ExplainedRecord(
        title=receipt.title,
        finding=summary,
        events=tuple(
            event_record(judged, inference.events[name], judged.kinds) for name in receipt.events
        ),
        days=None if pair is None else as_range(inference.between(*pair)),
        receipt=receipt_record(receipt.steps),
    )


def workspace_record(
    cases: Sequence[Judged],
    sources: Mapping[str, Source],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> WorkspaceRecord:
    """Everything of a workspace, for tables.

    Args:
        cases: those that could be judged.
        sources: those of the workspace that could be read, by id.
        problems: of every file that could not be read.
        as_of: the day asked for; None for that of each record.
        known_on: only what was public by then counted; None for everything.
    """
    campaigns = campaign_tolls(sources, as_of)
    return WorkspaceRecord(
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        cases=tuple(show_record(judged, judged.kinds) for judged in cases),
        sources=tuple(source_record(name, source) for name, source in sorted(sources.items())),
        tolls=(
            *(case_tolls_record(judged_tolls(judged, as_of)) for judged in cases),
            *(campaign_record(tolls) for tolls in campaigns),
        ),
        dockets=tuple(docket_record(one) for one in build_dockets(sources, as_of)),
        problems=problem_records(problems),
    )


def check_record(files: int, problems: Sequence[Problem]) -> CheckRecord:
    """What is wrong with the files.

    Args:
        files: how many were looked at.
        problems: of all of them, contradictions among them.
    """
    contradictions = sum(problem.code == CONTRADICTION for problem in problems)
    return CheckRecord(
        answer=(_checked_words(files, problems, contradictions),),
        files=files,
        contradictions=contradictions,
        problems=problem_records(problems),
    )


def _checked_words(files: int, problems: Sequence[Problem], contradictions: int) -> str:
    """433 files, no problems; 3 files, 2 problems, 1 of them a contradiction, and 1 warning."""
    warnings = sum(problem.is_warning for problem in problems)
    errors = len(problems) - warnings
    said = f"{_counted(files, 'file')}, {_counted(errors, 'problem') if errors else 'no problems'}"
    if contradictions:
        are = "a contradiction" if contradictions == 1 else "contradictions"
        said += f", {contradictions} of them {are}"
    return f"{said} and {_counted(warnings, 'warning')}." if warnings else f"{said}."


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def code_record(code: str, about: Code) -> CodeRecord:
    """What the code of a problem means."""
    return CodeRecord(
        code=code,
        title=about.title,
        explanation=about.explanation,
        wrong=about.wrong,
        right=about.right,
    )
