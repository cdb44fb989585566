"""Stats → the object of `timeline stats --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.stats import StepState
from timeline.results.build.case import head_record
from timeline.results.build.stats_words import ASSUMPTIONS, remark_words
from timeline.results.build.values import problem_records
from timeline.results.stats import (
    CurveRecord,
    CurveStepRecord,
    StatsCountsRecord,
    StatsGroupRecord,
    StatsMeasureRecord,
    StatsRecord,
    StatsRowRecord,
)
from timeline.results.values import Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.interval import Interval
    from timeline.errors import Problem
    from timeline.portfolio.stats import Entry, Group, Spread, Stats
    from timeline.portfolio.survival import Curve

_PLACES = 4
"""Decimals of a share; the fit is not sharper, and the text has to be the same everywhere."""


def stats_record(stats: Stats, problems: Iterable[Problem]) -> StatsRecord:
    """How long many cases took.

    Args:
        stats: the cases, grouped and measured.
        problems: of every file that could not be read.
    """
    asked = stats.asked
    return StatsRecord(
        cases=tuple(head_record(case) for case in stats.cases),
        where=tuple(condition.text for condition in asked.conditions),
        unclear=tuple(stats.unclear),
        invented=tuple(stats.invented),
        by=asked.by,
        min_cases=asked.min_cases,
        groups=tuple(_group_record(group, asked.min_cases) for group in stats.groups),
        assumptions=tuple(ASSUMPTIONS),
        problems=problem_records(problems),
    )


def _group_record(group: Group, min_cases: int) -> StatsGroupRecord:
    return StatsGroupRecord(
        name=group.name,
        cases=tuple(case.id for case in group.cases),
        cautions=tuple(group.cautions),
        measures=tuple(_spread_record(spread, min_cases) for spread in group.spreads),
    )


def _spread_record(spread: Spread, min_cases: int) -> StatsMeasureRecord:
    median, recorded = spread.median, spread.recorded_median
    return StatsMeasureRecord(
        measure=spread.measure.id,
        label=spread.measure.label,
        cases=len(spread.entries),
        counts=StatsCountsRecord(
            over=spread.count(StepState.OVER),
            unclear=spread.count(StepState.UNCLEAR),
            open=spread.count(StepState.OPEN),
            none_recorded=spread.count(StepState.UNRECORDED),
        ),
        may_not_apply=tuple(spread.may_not_apply),
        median=None if median is None else _numbers(median),
        median_recorded=None if recorded is None else _numbers(recorded),
        curve=None if spread.curve is None else _curve_record(spread.curve),
        remark=remark_words(spread, min_cases),
        rows=tuple(_row_record(entry) for entry in spread.entries),
    )


def _curve_record(curve: Curve) -> CurveRecord:
    return CurveRecord(
        cases=curve.cases,
        settled=curve.is_settled,
        half_over=_numbers(curve.half_over()),
        steps=tuple(
            CurveStepRecord(days=_numbers(step.days), share=round(step.share, _PLACES))
            for step in curve.steps
        ),
    )


def _row_record(entry: Entry) -> StatsRowRecord:
    days = entry.latency.days
    return StatsRowRecord(
        case=entry.case,
        state=entry.state.value,
        days=None if days is None else _numbers(days),
        sure=_numbers(entry.bound),
    )


def _numbers(bound: Interval) -> Range:
    return Range(min=bound.min, max=bound.max)
