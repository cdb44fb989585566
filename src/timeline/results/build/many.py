"""Many cases, problems and policies → the objects of the other commands' `--json`."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.portfolio.dominance import dominance_of
from timeline.portfolio.overdue import badness, days_beyond, is_certainly_over, overdue_findings
from timeline.results.build.amiss import contradictions_words, late_words
from timeline.results.build.case import case_head_record, head_record, sources_record
from timeline.results.build.events import event_record
from timeline.results.build.findings import receipt_record, summary_record
from timeline.results.build.sentences import if_in_force
from timeline.results.build.state import case_state
from timeline.results.build.values import (
    as_date,
    as_range,
    day_range,
    problem_records,
)
from timeline.results.build.words import length_words, listed
from timeline.results.case import ExplainedRecord, ExplainRecord
from timeline.results.check import CheckRecord, CodeRecord
from timeline.results.many import (
    CaseReportRecord,
    CompareCellRecord,
    CompareMeasureRecord,
    CompareRecord,
    ListRowRecord,
    OverdueCaseRecord,
    OverdueFindingRecord,
    OverdueGroup,
    OverdueRecord,
    OverdueRowRecord,
    RankedOverdueRecord,
    SlowerRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.codes import Code
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.inference.latency import Latency
    from timeline.portfolio.compare import Comparison
    from timeline.results.build.explain import Explained
    from timeline.results.values import ProblemRecord

CONTRADICTION = "E601"
"""The code of accepted claims that cannot all be true."""

_OVERDUE = (Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE)


def list_row_record(judged: Judged) -> ListRowRecord:
    """One case of the list."""
    strike = incident_day(judged.inference)
    return ListRowRecord(
        **fields_of(head_record(judged)),
        place=judged.inference.file.case.place,
        strike=None if strike is None else day_range(strike),
        state=case_state(judged.inference, judged.as_of),
        contradictions=len(judged.inference.conflicts),
        incidents=tuple(
            judged.kinds[judged.inference.events[name].event.kind].label
            for name in judged.inference.incidents
        ),
        amiss=late_words(judged.reports, contradictions_words(judged.inference)),
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


def overdue_case_record(judged: Judged) -> OverdueCaseRecord:
    """What is overdue in one case, and whether anything could be."""
    return OverdueCaseRecord(
        is_judged=bool(judged.reports),
        rows=tuple(
            RankedOverdueRecord(
                badness=badness((report, finding)), row=_overdue_row_record(judged, report, finding)
            )
            for report, finding in overdue_findings(judged.reports)
        ),
    )


def overdue_record(
    cases: Sequence[OverdueCaseRecord],
    problems: Iterable[Problem],
    as_of: int | None,
    *,
    left_out: int = 0,
) -> OverdueRecord:
    """What is overdue in any case, worst first.

    Args:
        cases: what each case gives.
        problems: of every file that could not be read.
        as_of: the day asked for; None where each case is judged from its own.
        left_out: how many cases could not be read.
    """
    ranked = sorted((row for case in cases for row in case.rows), key=attrgetter("badness"))
    return OverdueRecord(
        as_of=as_date(as_of),
        cases=len(cases),
        unjudged=sum(not case.is_judged for case in cases),
        left_out=left_out,
        overdue=tuple(one.row for one in ranked),
        problems=problem_records(problems),
    )


def _overdue_row_record(judged: Judged, report: Report, finding: Finding) -> OverdueRowRecord:
    """One finding that is overdue, with its case."""
    selection = report.selection
    head = case_head_record(
        report.inference, report.as_of, judged.known_on, hypothetical=selection.is_hypothetical
    )
    return OverdueRowRecord(
        **fields_of(head),
        policy=selection.policy.id,
        certain=selection.is_certain,
        group=_overdue_group(report, finding),
        words=_overdue_words(report, finding),
        finding=summary_record(finding, report, judged.kinds),
    )


def _overdue_group(report: Report, finding: Finding) -> OverdueGroup:
    if finding.tier is Tier.BENCHMARK:
        return "benchmark"
    if is_certainly_over(finding):
        return "over" if report.selection.is_certain else "conditional"
    possible = finding.possible
    is_unchecked = Word.OVERDUE not in possible and Word.NOT_CHECKED in possible
    return "unchecked" if is_unchecked else "perhaps"


def _overdue_words(report: Report, finding: Finding) -> str:
    beyond = days_beyond(finding)
    late = "" if beyond is None else f", {length_words(beyond)} over"
    if not late and finding.has_passed_a_limit:
        late = ", but past an earlier limit"
    verdict = finding.verdict.value
    if finding.verdict is Verdict.CANNOT_TELL and finding.days_late is not None:
        verdict = listed([word.value for word in finding.possible], "or")
    mark = "hypothetically " if report.selection.is_hypothetical else ""
    under = if_in_force(report.selection)
    return f"{mark}{verdict}{f' {under}' if under else ''}{late}"


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


def check_record(files: int, problems: Sequence[ProblemRecord]) -> CheckRecord:
    """What is wrong with the files.

    Args:
        files: how many were looked at.
        problems: of all of them, contradictions among them.
    """
    return CheckRecord(
        files=files,
        contradictions=sum(problem.code == CONTRADICTION for problem in problems),
        problems=tuple(problems),
    )


def code_record(code: str, about: Code) -> CodeRecord:
    """What the code of a problem means."""
    return CodeRecord(
        code=code,
        title=about.title,
        explanation=about.paragraph,
        wrong=about.wrong,
        right=about.right,
    )
