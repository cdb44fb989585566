"""Tolls as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.render.json_parts import (
    day_json,
    day_range_json,
    numbers_json,
    problems_json,
    when_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.portfolio.tolls import Beside, Concession, Course, Figure, Ratio, Tolls
    from timeline.render.json_shapes_tolls import (
        ConcessionJson,
        CourseJson,
        QuotientJson,
        TollFigureJson,
        TollsJson,
        TollsOfJson,
    )


def tolls_json(
    cases: Iterable[Tolls],
    campaign: Iterable[Tolls],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> TollsJson:
    """The tolls of cases and of campaigns, in the order given.

    Args:
        cases: each by its id.
        campaign: each by its scope.
        problems: of every file that could not be read.
        as_of: only what can have been stated by then counts; None for all.
        known_on: only what was public by then counts; None for all.
    """
    return {
        "as_of": day_json(as_of),
        "known_on": day_json(known_on),
        "cases": [_tolls_json(tolls) for tolls in cases],
        "campaign": [_tolls_json(tolls) for tolls in campaign],
        "problems": problems_json(problems),
    }


def _tolls_json(tolls: Tolls) -> TollsOfJson:
    beside = {one.figure.place: one for one in tolls.beside}
    return {
        "name": tolls.name,
        "example": tolls.is_invented,
        "official": numbers_json(tolls.official),
        "group": tolls.group,
        "figures": [_figure_json(one, beside.get(one.place)) for one in tolls.figures],
        "elsewhere": [_figure_json(one, None) for one in tolls.elsewhere],
        "over_time": [_course_json(course) for course in tolls.courses],
        "concession": _concession_json(tolls.concession),
        "acknowledged": day_range_json(tolls.acknowledged),
    }


def _figure_json(figure: Figure, beside: Beside | None) -> TollFigureJson:
    toll = figure.toll
    return {
        "by": toll.by,
        "official": toll.official,
        "on": when_json(toll.on),
        "stated": {"min": day_json(figure.said.min), "max": day_json(figure.said.max)},
        "dated_by_source": figure.is_by_source,
        "perhaps_later": figure.perhaps_later,
        "scope": toll.scope,
        "since": when_json(toll.since),
        "until": when_json(toll.until),
        "killed": numbers_json(toll.killed),
        "injured": numbers_json(toll.injured),
        "children": numbers_json(toll.children),
        "of": toll.of,
        "counted": figure.counted,
        "part_of": toll.part_of or None,
        "held_against": None if beside is None else numbers_json(beside.official),
        "ratio": None if beside is None else _ratio_json(beside.ratio),
        "ratio_unsure": beside is not None and beside.is_unsure,
        "source": figure.source or None,
        "note": toll.note,
    }


def _ratio_json(ratio: Ratio | None) -> QuotientJson | None:
    if ratio is None:
        return None
    least, most = ratio.min, ratio.max
    return {
        "min": None if least is None else float(least),
        "max": None if most is None else float(most),
    }


def _course_json(course: Course) -> CourseJson:
    return {
        "by": course.by,
        "official": course.is_official,
        "counted": course.counted,
        "killed": [numbers_json(figure.toll.killed) for figure in course.figures],
        "in_order": course.is_in_order,
        "same_words": course.same_words,
        "changes": [{"least": change.least, "most": change.most} for change in course.changes],
        "parts": [numbers_json(figure.toll.killed) for figure in course.parts],
    }


def _concession_json(concession: Concession) -> ConcessionJson:
    return {
        "conceded": day_range_json(concession.conceded),
        "claimed": day_range_json(concession.claimed),
        "days": numbers_json(concession.days),
        "counted": len(concession.counted),
        "claims": len(concession.claims),
        "left_out": [
            {
                "by": left.figure.toll.by,
                "on": when_json(left.figure.toll.on),
                "of": left.figure.toll.of,
                "why": left.why,
            }
            for left in concession.left_out
        ],
    }
