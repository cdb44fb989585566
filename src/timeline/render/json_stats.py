"""Stats → the object of `timeline stats --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.stats import State
from timeline.render.json_parts import problems_json
from timeline.render.json_show import head_json
from timeline.render.stats_words import ASSUMPTIONS, remark_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.bound import Bound
    from timeline.errors import Problem
    from timeline.portfolio.stats import Entry, Group, Spread, Stats
    from timeline.portfolio.survival import Curve
    from timeline.render.json_shapes import NumbersJson
    from timeline.render.json_shapes_stats import (
        CurveJson,
        StatsGroupJson,
        StatsJson,
        StatsMeasureJson,
        StatsRowJson,
    )

_PLACES = 4
"""Decimals of a share; the fit is not sharper, and the text has to be the same everywhere."""


def stats_json(stats: Stats, problems: Iterable[Problem]) -> StatsJson:
    """How long many cases took.

    Args:
        stats: the cases, grouped and measured.
        problems: of every file that could not be read.
    """
    asked = stats.asked
    return {
        "cases": [head_json(case) for case in stats.cases],
        "where": [condition.text for condition in asked.conditions],
        "unclear": list(stats.unclear),
        "invented": list(stats.invented),
        "by": asked.by,
        "min_cases": asked.min_cases,
        "groups": [_group_json(group, asked.min_cases) for group in stats.groups],
        "assumptions": list(ASSUMPTIONS),
        "problems": problems_json(problems),
    }


def _group_json(group: Group, min_cases: int) -> StatsGroupJson:
    return {
        "name": group.name,
        "cases": [case.id for case in group.cases],
        "cautions": list(group.cautions),
        "measures": [_spread_json(spread, min_cases) for spread in group.spreads],
    }


def _spread_json(spread: Spread, min_cases: int) -> StatsMeasureJson:
    median, recorded = spread.median, spread.recorded_median
    return {
        "measure": spread.measure.id,
        "label": spread.measure.label,
        "cases": len(spread.entries),
        "counts": {
            "over": spread.count(State.OVER),
            "unclear": spread.count(State.UNCLEAR),
            "open": spread.count(State.OPEN),
            "none_recorded": spread.count(State.UNRECORDED),
        },
        "may_not_apply": list(spread.may_not_apply),
        "median": None if median is None else _numbers(median),
        "median_recorded": None if recorded is None else _numbers(recorded),
        "curve": None if spread.curve is None else _curve_json(spread.curve),
        "remark": remark_words(spread, min_cases),
        "rows": [_row_json(entry) for entry in spread.entries],
    }


def _curve_json(curve: Curve) -> CurveJson:
    return {
        "cases": curve.cases,
        "settled": curve.is_settled,
        "half_over": _numbers(curve.half_over()),
        "steps": [
            {"days": _numbers(step.days), "share": round(step.share, _PLACES)}
            for step in curve.steps
        ],
    }


def _row_json(entry: Entry) -> StatsRowJson:
    days = entry.latency.days
    return {
        "case": entry.case,
        "state": entry.state.value,
        "days": None if days is None else _numbers(days),
        "sure": _numbers(entry.bound),
    }


def _numbers(bound: Bound) -> NumbersJson:
    return {"min": bound.min, "max": bound.max}
