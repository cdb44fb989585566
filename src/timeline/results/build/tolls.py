"""Tolls as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.values import (
    as_date,
    as_range,
    day_range,
    problem_records,
    when_text,
)
from timeline.results.tolls import (
    ConcessionRecord,
    CourseRecord,
    LeftOutRecord,
    TollFigureRecord,
    TollsOfRecord,
    TollsRecord,
)
from timeline.results.values import DayRange, Quotient, Range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.portfolio.tolls import Beside, Concession, Course, Ratio, TollFigure, Tolls


def tolls_record(
    cases: Iterable[Tolls],
    campaign: Iterable[Tolls],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> TollsRecord:
    """The tolls of cases and of campaigns, in the order given.

    Args:
        cases: each by its id.
        campaign: each by its scope.
        problems: of every file that could not be read.
        as_of: only what can have been stated by then counts; None for all.
        known_on: only what was public by then counts; None for all.
    """
    return TollsRecord(
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        cases=tuple(_tolls_record(tolls) for tolls in cases),
        campaign=tuple(_tolls_record(tolls) for tolls in campaign),
        problems=problem_records(problems),
    )


def _tolls_record(tolls: Tolls) -> TollsOfRecord:
    beside = {one.figure.place: one for one in tolls.beside}
    return TollsOfRecord(
        name=tolls.name,
        official=as_range(tolls.official),
        group=tolls.group,
        figures=tuple(_figure_record(one, beside.get(one.place)) for one in tolls.figures),
        elsewhere=tuple(_figure_record(one, None) for one in tolls.elsewhere),
        over_time=tuple(_course_record(course) for course in tolls.courses),
        concession=_concession_record(tolls.concession),
        acknowledged=day_range(tolls.acknowledged),
    )


def _figure_record(figure: TollFigure, beside: Beside | None) -> TollFigureRecord:
    toll = figure.toll
    return TollFigureRecord(
        by=toll.by,
        official=toll.official,
        on=when_text(toll.on),
        stated=DayRange(min=as_date(figure.said.min), max=as_date(figure.said.max)),
        dated_by_source=figure.is_by_source,
        perhaps_later=figure.perhaps_later,
        scope=toll.scope,
        since=when_text(toll.since),
        until=when_text(toll.until),
        killed=as_range(toll.killed),
        injured=as_range(toll.injured),
        children=as_range(toll.children),
        of=toll.of,
        counted=figure.counted,
        part_of=toll.part_of or None,
        held_against=None if beside is None else as_range(beside.official),
        ratio=None if beside is None else _ratio_record(beside.ratio),
        ratio_unsure=beside is not None and beside.is_unsure,
        source=figure.source or None,
        note=toll.note,
    )


def _ratio_record(ratio: Ratio | None) -> Quotient | None:
    if ratio is None:
        return None
    least, most = ratio.min, ratio.max
    return Quotient(
        min=None if least is None else float(least),
        max=None if most is None else float(most),
    )


def _course_record(course: Course) -> CourseRecord:
    return CourseRecord(
        by=course.by,
        official=course.is_official,
        counted=course.counted,
        killed=tuple(as_range(figure.toll.killed) for figure in course.figures),
        in_order=course.is_in_order,
        same_words=course.same_words,
        changes=tuple(Range(min=change.least, max=change.most) for change in course.changes),
        parts=tuple(as_range(figure.toll.killed) for figure in course.parts),
    )


def _concession_record(concession: Concession) -> ConcessionRecord:
    return ConcessionRecord(
        conceded=day_range(concession.conceded),
        claimed=day_range(concession.claimed),
        days=as_range(concession.days),
        counted=len(concession.counted),
        claims=len(concession.claims),
        left_out=tuple(
            LeftOutRecord(
                by=left.figure.toll.by,
                on=when_text(left.figure.toll.on),
                of=left.figure.toll.of,
                why=left.why,
            )
            for left in concession.left_out
        ),
    )
