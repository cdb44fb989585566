"""Tolls as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.values import (
    as_date,
    as_range,
    copied,
    day_range,
    place_of,
    problem_records,
    when_text,
)
from timeline.results.record import fields_of
from timeline.results.tolls import (
    ConcessionRecord,
    CourseRecord,
    LeftOutRecord,
    TollRecord,
    TollsOfRecord,
    TollsRecord,
)
from timeline.results.values import Quotient, Range

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
        cases=tuple(case_tolls_record(tolls) for tolls in cases),
        campaign=tuple(campaign_record(tolls) for tolls in campaign),
        problems=problem_records(problems),
    )


def case_tolls_record(tolls: Tolls) -> TollsOfRecord:
    """The figures of one case."""
    return _tolls_record(tolls, case=tolls.name, scope="")


def campaign_record(tolls: Tolls) -> TollsOfRecord:
    """The figures of one scope of a campaign."""
    return _tolls_record(tolls, case=None, scope=tolls.name)


def _tolls_record(tolls: Tolls, *, case: str | None, scope: str) -> TollsOfRecord:
    return TollsOfRecord(
        case=case,
        scope=scope,
        example=tolls.is_invented,
        official=as_range(tolls.official),
        group=tolls.group,
        figures=toll_records(tolls),
        elsewhere=tuple(_toll_record(one, None) for one in tolls.elsewhere),
        over_time=tuple(_course_record(course) for course in tolls.courses),
        concession=_concession_record(tolls.concession),
        acknowledged=day_range(tolls.acknowledged),
    )


def toll_records(tolls: Tolls) -> tuple[TollRecord, ...]:
    """Every figure, in the order of their days, as far as these tell it."""
    beside = {one.figure.place: one for one in tolls.beside}
    return tuple(_toll_record(one, beside.get(one.place)) for one in tolls.figures)


def _toll_record(figure: TollFigure, beside: Beside | None) -> TollRecord:
    return copied(
        TollRecord,
        figure.toll,
        stated=day_range(figure.said),
        dated_by_source=figure.is_by_source,
        perhaps_later=figure.perhaps_later,
        counted=figure.counted,
        held_against=None if beside is None else as_range(beside.official),
        ratio=None if beside is None else _ratio_record(beside.ratio),
        ratio_unsure=beside is not None and beside.is_unsure,
        source=figure.source or None,
        **fields_of(place_of(figure.location)),
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
