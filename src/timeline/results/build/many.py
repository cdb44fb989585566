"""Receipts, problems and whole workspaces → their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.ledger import build_dockets
from timeline.portfolio.tolls import campaign_tolls, judged_tolls
from timeline.results.build.case import case_record, head_record
from timeline.results.build.events import event_record
from timeline.results.build.findings import summary_record
from timeline.results.build.ledger import docket_record
from timeline.results.build.receipts import Receipts
from timeline.results.build.sources import source_record, sources_record
from timeline.results.build.tolls import campaign_record, case_tolls_record
from timeline.results.build.values import as_date, as_range, copied, problem_records
from timeline.results.case import ExplainedRecord, ExplainRecord
from timeline.results.check import CodeRecord
from timeline.results.many import WorkspaceRecord
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.codes import Code
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.model.source import Source
    from timeline.results.build.explain import Explained
    from timeline.results.case import PracticeRecord

_PAIR = 2


def explain_record(
    judged: Judged, receipts: Iterable[Explained], practices: tuple[PracticeRecord, ...] = ()
) -> ExplainRecord:
    """Receipts of one case, in the order given."""
    return ExplainRecord(
        **fields_of(head_record(judged)),
        problems=problem_records(judged.problems),
        practices=practices,
        receipts=tuple(_explained_record(judged, receipt) for receipt in receipts),
        sources=sources_record(judged),
    )


def _explained_record(judged: Judged, receipt: Explained) -> ExplainedRecord:
    inference, finding, report = judged.inference, receipt.finding, receipt.report
    pair = receipt.events if len(receipt.events) == _PAIR else None
    receipts = Receipts(inference)
    summary, steps = None, receipts.of_events(*receipt.events)
    if finding is not None and report is not None:
        summary = summary_record(finding, report)
        steps = receipts.of_finding(finding, report)
    return ExplainedRecord(
        title=receipt.title,
        finding=summary,
        events=tuple(event_record(judged, inference.events[name]) for name in receipt.events),
        days=None if pair is None else as_range(inference.between(*pair)),
        receipt=steps,
    )


def workspace_record(
    cases: Sequence[Judged],
    sources: Mapping[str, Source],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> WorkspaceRecord:
    """Everything of a workspace, for tables."""
    shown = tuple(case_record(judged) for judged in cases)
    # A claim can have been public on a day of its own, before its source is dated: it is cited.
    known = {one.id: one for case in shown for one in case.sources}
    known |= {name: source_record(name, source) for name, source in sources.items()}
    campaigns = campaign_tolls(sources, as_of)
    return WorkspaceRecord(
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        cases=shown,
        sources=tuple(known[name] for name in sorted(known)),
        tolls=(
            *(case_tolls_record(judged_tolls(judged)) for judged in cases),
            *(campaign_record(tolls) for tolls in campaigns),
        ),
        dockets=tuple(docket_record(one) for one in build_dockets(sources, as_of)),
        problems=problem_records(problems),
    )


def code_record(code: str, about: Code) -> CodeRecord:
    """Meaning of a problem's code."""
    return copied(CodeRecord, about, code=code)
