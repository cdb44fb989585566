"""The docket over time as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.render.json_parts import day_json, problems_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.portfolio.ledger import Check, Docket, Figure, Flow, Month, Stretch
    from timeline.render.json_shapes_ledger import (
        DocketJson,
        FigureJson,
        FlowJson,
        LedgerJson,
        LedgerMonthJson,
        SourceNoteJson,
        StretchJson,
        SumJson,
    )


def ledger_json(
    dockets: Iterable[Docket],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> LedgerJson:
    """Every docket, in the order given.

    Args:
        dockets: those asked for.
        problems: of every source that could not be read.
        as_of: only months that had ended by then count; None for all.
        known_on: only what was public by then counts; None for all.
    """
    return {
        "as_of": day_json(as_of),
        "known_on": day_json(known_on),
        "dockets": [_docket_json(docket) for docket in dockets],
        "problems": problems_json(problems),
    }


def _docket_json(docket: Docket) -> DocketJson:
    return {
        "scope": docket.scope,
        "months": [_month_json(month) for month in docket.months],
        "gaps": [
            {"first": gap.first, "last": gap.last, "months": gap.months} for gap in docket.gaps
        ],
        "sums": [_sum_json(check) for check in docket.checks],
        "flow": None if docket.flow is None else _flow_json(docket.flow),
        "aside": [_stretch_json(stretch) for stretch in docket.aside],
    }


def _month_json(month: Month) -> LedgerMonthJson:
    derived = month.derived_open
    return {
        "month": month.name,
        "figures": {
            name: [_figure_json(one) for one in figures] for name, figures in month.figures.items()
        },
        "open_derived": None if derived is None else derived.min,
        "open_derived_most": None if derived is None else derived.max,
        "notes": _notes_json(month.notes),
    }


def _figure_json(figure: Figure) -> FigureJson:
    return {"least": figure.least, "most": figure.most, "source": figure.source}


def _notes_json(notes: Iterable[tuple[str, str]]) -> list[SourceNoteJson]:
    return [{"source": source, "note": note} for source, note in notes]


def _sum_json(check: Check) -> SumJson:
    return {
        "test": check.test,
        "month": check.month,
        "words": check.words,
        "status": check.status,
        "off_by": check.off_by,
        "or_more": check.is_or_more,
        "remark": check.remark,
        "sources": list(check.sources),
        "notes": _notes_json(check.notes),
        "explained_by": _notes_json(check.explained_by),
        "read_in_part": list(check.read_in_part),
    }


def _flow_json(flow: Flow) -> FlowJson:
    return {
        "clearances": [
            {
                "month": one.month,
                "open": one.open,
                "completed": one.completed,
                "months": one.in_months,
            }
            for one in flow.clearances
        ],
        "months": list(flow.months),
        "left_out": list(flow.left_out),
        "uncleared": list(flow.uncleared),
        "mean_open": flow.mean_open,
        "mean_completed": flow.mean_completed,
        "mean_time_months": flow.mean_time,
    }


def _stretch_json(stretch: Stretch) -> StretchJson:
    return {
        "period": stretch.period,
        "source": stretch.source,
        "figures": {name: _figure_json(one) for name, one in stretch.figures},
        "note": stretch.note,
    }
