"""The docket over time as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.values import as_date, as_range, problem_records
from timeline.results.ledger import (
    ClearanceRecord,
    DocketRecord,
    FigureRecord,
    FlowRecord,
    GapRecord,
    LedgerMonthRecord,
    LedgerRecord,
    SourceNoteRecord,
    StretchRecord,
    SumRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.portfolio.ledger import Check, Docket, DocketFigure, Flow, Month, OddPeriod


def ledger_record(
    dockets: Iterable[Docket],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> LedgerRecord:
    """Every docket, in the order given.

    Args:
        dockets: those asked for.
        problems: of every source that could not be read.
        as_of: only months that had ended by then count; None for all.
        known_on: only what was public by then counts; None for all.
    """
    return LedgerRecord(
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        dockets=tuple(docket_record(docket) for docket in dockets),
        problems=problem_records(problems),
    )


def docket_record(docket: Docket) -> DocketRecord:
    """One docket over time."""
    return DocketRecord(
        scope=docket.scope,
        months=tuple(_month_record(month) for month in docket.months),
        gaps=tuple(
            GapRecord(first=gap.first, last=gap.last, months=gap.months) for gap in docket.gaps
        ),
        sums=tuple(_sum_record(check) for check in docket.checks),
        flow=None if docket.flow is None else _flow_record(docket.flow),
        aside=tuple(_stretch_record(stretch) for stretch in docket.aside),
    )


def _month_record(month: Month) -> LedgerMonthRecord:
    derived = month.derived_open
    return LedgerMonthRecord(
        month=month.name,
        figures={
            name: tuple(_figure_record(one) for one in figures)
            for name, figures in month.figures.items()
        },
        open_derived=as_range(derived),
        notes=_notes_record(month.notes),
    )


def _figure_record(figure: DocketFigure) -> FigureRecord:
    return FigureRecord(min=figure.least, max=figure.most, source=figure.source)


def _notes_record(notes: Iterable[tuple[str, str]]) -> tuple[SourceNoteRecord, ...]:
    return tuple(SourceNoteRecord(source=source, note=note) for source, note in notes)


def _sum_record(check: Check) -> SumRecord:
    return SumRecord(
        test=check.test,
        month=check.month,
        words=check.words,
        status=check.status,
        off_by=check.off_by,
        or_more=check.is_or_more,
        remark=check.remark,
        sources=tuple(check.sources),
        notes=_notes_record(check.notes),
        explained_by=_notes_record(check.explained_by),
        read_in_part=tuple(check.read_in_part),
    )


def _flow_record(flow: Flow) -> FlowRecord:
    return FlowRecord(
        clearances=tuple(
            ClearanceRecord(
                month=one.month,
                open=one.open,
                completed=one.completed,
                months=one.in_months,
            )
            for one in flow.clearances
        ),
        months=tuple(flow.months),
        left_out=tuple(flow.left_out),
        uncleared=tuple(flow.uncleared),
        mean_open=flow.mean_open,
        mean_completed=flow.mean_completed,
        mean_time_months=flow.mean_time,
    )


def _stretch_record(stretch: OddPeriod) -> StretchRecord:
    return StretchRecord(
        period=stretch.period,
        source=stretch.source,
        figures={name: _figure_record(one) for name, one in stretch.figures},
        note=stretch.note,
    )
