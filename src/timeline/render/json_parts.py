"""Small values → their JSON: days, numbers, places, problems, statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import FIRST_DAY, LAST_DAY, format_day
from timeline.chrono.truth import Truth
from timeline.model.limit import Length, parse_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.chrono.bound import Bound
    from timeline.chrono.when import When
    from timeline.errors import Problem
    from timeline.location import Location
    from timeline.portfolio.practice import PracticeCount
    from timeline.reckoning.statement import Statement
    from timeline.render.json_shapes import (
        DayRangeJson,
        DaysJson,
        NumbersJson,
        PlaceJson,
        PracticeJson,
        ProblemJson,
        RelatedJson,
        RuleLimitJson,
        StatementJson,
        TruthWord,
    )
    from timeline.render.receipt import Input


def day_json(day: int | None) -> str | None:
    """A day as ISO text; null also beyond the years 0001 to 9999, which is as good as unbounded."""
    return format_day(day) if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def days_json(bound: Bound) -> DaysJson:
    """The days on which something can have happened."""
    return {"earliest": day_json(bound.min), "latest": day_json(bound.max)}


def day_range_json(bound: Bound | None) -> DayRangeJson | None:
    """The days between which one lies."""
    return None if bound is None else {"min": day_json(bound.min), "max": day_json(bound.max)}


def numbers_json(bound: Bound | None) -> NumbersJson | None:
    """The numbers between which one lies."""
    return None if bound is None else {"min": bound.min, "max": bound.max}


def practice_json(count: PracticeCount) -> PracticeJson:
    """How often a practice was followed."""
    return {
        "policy": count.policy,
        "rule": count.rule,
        "cases": count.cases,
        "followed": count.followed,
        "not_followed": count.not_followed,
        "not_on_record": count.not_on_record,
        "unknown": count.unknown,
    }


def truth_word(answer: Truth) -> TruthWord:
    """Yes, no or unknown."""
    if answer is Truth.YES:
        return "yes"
    return "no" if answer is Truth.NO else "unknown"


def breach_word(answer: Truth | None) -> TruthWord | None:
    """Yes, no or unknown; null where nothing can be breached."""
    return None if answer is None else truth_word(answer)


def truth_flag(answer: Truth) -> bool | None:
    """True, false, or null for unknown."""
    return None if answer is Truth.UNKNOWN else answer is Truth.YES


def when_json(when: When | None) -> str | None:
    """A date statement as the file words it."""
    return None if when is None else when.text


def place_json(location: Location | None) -> PlaceJson:
    """File and line; null where something stands in no file."""
    if location is None:
        return {"file": None, "line": None}
    return {"file": location.path, "line": location.span.line if location.span else None}


def problem_json(problem: Problem) -> ProblemJson:
    """A Problem at its place."""
    span = problem.location.span
    return {
        "code": problem.code,
        "message": problem.message,
        "file": problem.location.path,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "hint": problem.hint,
        "warning": problem.is_warning,
        "related": [_related_json(words, place) for words, place in problem.related],
    }


def _related_json(words: str, place: Location) -> RelatedJson:
    return {"message": words, **place_json(place)}


def problems_json(problems: Iterable[Problem]) -> list[ProblemJson]:
    """Problems in the order given."""
    return [problem_json(problem) for problem in problems]


def statement_json(statement: Statement | Input) -> StatementJson:
    """One thing that the record says of time."""
    return {
        "id": statement.id,
        "says": statement.says,
        "source": statement.source or None,
        **place_json(statement.location),
    }


def limit_length_json(text: str) -> RuleLimitJson:
    """The length that the text of a limit names; only days have a fixed number of days."""
    limit = parse_limit(text)
    if not isinstance(limit, Length):
        return {"text": text, "number": None, "unit": None, "days": None}
    days = limit.number if limit.unit == "days" else None
    return {"text": text, "number": limit.number, "unit": limit.unit, "days": days}
