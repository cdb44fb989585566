"""Small values → their records: days, numbers, places, problems, statements."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints, overload

from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.interval import Interval
from timeline.chrono.when import Absolute, Between, Distance, Ordering, Unknown
from timeline.errors import draw_caret
from timeline.results.case import PracticeRecord
from timeline.results.record import Record, fields_of
from timeline.results.values import (
    DayRange,
    Place,
    ProblemRecord,
    Range,
    RelatedRecord,
    StatementRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.when import When
    from timeline.errors import Problem
    from timeline.inference.statement import TimeStatement
    from timeline.location import Location
    from timeline.portfolio.practice import PracticeCount


R = TypeVar("R", bound=Record)


def copied(record: type[R], model: object, **more: object) -> R:
    """Make a record from the fields that a model has under the same names.

    A date statement is told as the file words it, a number as a range. Empty text is null where
    the record allows null.

    Args:
        record: the type to make.
        model: what was read.
        **more: fields that the model does not have, or has otherwise.
    """
    nullable = _nullable(record)
    for name in record.__struct_fields__:
        if name not in more:
            value = _plain(getattr(model, name))
            more[name] = None if value == "" and name in nullable else value
    return record(**more)


def _plain(value: object) -> object:
    match value:
        case Absolute() | Distance() | Ordering() | Between() | Unknown():
            return value.text
        case Interval():
            return as_range(value)
        case _:
            return value


@cache
def _nullable(record: type[Record]) -> frozenset[str]:
    hints = get_type_hints(record)
    return frozenset(name for name, hint in hints.items() if type(None) in get_args(hint))


def as_date(day: int | None) -> date | None:
    """A day; None also beyond the years 1 to 9999, which is as good as unbounded."""
    return date.fromordinal(day) if day is not None and FIRST_DAY <= day <= LAST_DAY else None


@overload
def day_range(bound: Interval) -> DayRange: ...
@overload
def day_range(bound: Interval | None) -> DayRange | None: ...
def day_range(bound: Interval | None) -> DayRange | None:
    """The days between which something lies."""
    return None if bound is None else DayRange(min=as_date(bound.min), max=as_date(bound.max))


def as_interval(days: DayRange) -> Interval:
    """Days as ordinals."""
    ends = (None if end is None else end.toordinal() for end in (days.min, days.max))
    return Interval(*ends)


@overload
def as_range(bound: Interval) -> Range: ...
@overload
def as_range(bound: Interval | None) -> Range | None: ...
def as_range(bound: Interval | None) -> Range | None:
    """The numbers between which one lies."""
    return None if bound is None else Range(min=bound.min, max=bound.max)


def when_text(when: When | None) -> str | None:
    """A date statement as the file words it."""
    return None if when is None else when.text


def place_of(location: Location | None) -> Place:
    """File and line; null where something stands in no file."""
    if location is None:
        return Place(file=None, line=None)
    return Place(file=location.path, line=location.span.line if location.span else None)


def problem_record(problem: Problem) -> ProblemRecord:
    """A Problem at its place."""
    return ProblemRecord(
        code=problem.code,
        message=problem.message,
        **_stretch_of(problem.location),
        excerpt="\n".join(draw_caret(problem.location)),
        hint=problem.hint,
        warning=problem.is_warning,
        related=tuple(
            RelatedRecord(message=words, **_stretch_of(place)) for words, place in problem.related
        ),
    )


def _stretch_of(place: Location) -> dict[str, Any]:
    span = place.span
    return {
        "file": place.path,
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
    }


def problem_records(problems: Iterable[Problem]) -> tuple[ProblemRecord, ...]:
    """Problems in the order given."""
    return tuple(problem_record(problem) for problem in problems)


def statement_record(statement: TimeStatement) -> StatementRecord:
    """One thing that the record says of time."""
    place = fields_of(place_of(statement.location))
    return copied(StatementRecord, statement, says=statement.says_by_meaning, **place)


def practice_record(count: PracticeCount) -> PracticeRecord:
    """Count of a practice."""
    return copied(PracticeRecord, count, words=_practice_words(count))


def _practice_words(count: PracticeCount) -> str:
    """Followed in 3 of 10 comparable cases; not on record in 6; 1 cannot be told."""
    if not count.is_telling:
        return ""
    parts = [f"followed in {count.followed} of {count.cases} comparable cases"]
    if count.not_followed:
        parts.append(f"not followed in {count.not_followed}")
    if count.not_on_record:
        parts.append(f"not on record in {count.not_on_record}")
    if count.unknown:
        parts.append(f"{count.unknown} cannot be told")
    return "; ".join(parts)
