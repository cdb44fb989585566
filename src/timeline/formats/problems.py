"""Problems → the drawing that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.errors import draw_problem

if TYPE_CHECKING:
    from timeline.results.values import ProblemRecord, RelatedRecord


def problem_text(problem: ProblemRecord) -> str:
    """Draw one problem: place, sentence, line with carets, hint, other places."""
    return draw_problem(
        place_text(problem),
        f"{problem.code} {problem.message}",
        problem.excerpt.splitlines(),
        problem.hint,
        [(place_text(one), one.message) for one in problem.related],
    )


def place_text(place: ProblemRecord | RelatedRecord) -> str:
    """Write a place as `file:line:column` or `file`."""
    parts = [place.file, place.line, place.column]
    return ":".join(str(part) for part in parts if part is not None)
