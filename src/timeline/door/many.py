"""What the questions about many cases share: which workspace, which cases, what is a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from timeline.errors import Problem, TimelineError
from timeline.portfolio.tables import Table as PlainTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.door.values import Days
    from timeline.portfolio.table_shapes import Shape
    from timeline.portfolio.tables import Cell

Ids: TypeAlias = "str | Iterable[str]"


def ids_of(asked: Ids) -> list[str]:
    """The ids asked for, each once; a single one may be given by itself."""
    return [asked] if isinstance(asked, str) else list(dict.fromkeys(asked))


def judged_of(view: View, case_ids: Ids) -> tuple[list[Judged], list[Problem]]:
    """The cases asked for; every case that can be read, with the problems of the others, if none.

    Raises:
        TimelineError: a case that was named cannot be read.
    """
    names = ids_of(case_ids)
    if not names:
        return view.judge_all(view.workspace.case_ids)
    found: list[Judged] = []
    problems: list[Problem] = []
    for name in names:
        try:
            found.append(view.judge(name))
        except TimelineError as error:
            problems.extend(error.problems)
    if problems:
        raise TimelineError(list(dict.fromkeys(problems)))
    leant_on = (problem for judged in found for problem in judged.problems)
    return found, list(dict.fromkeys(leant_on))


def table_of(shape: Shape, rows: Iterable[Mapping[str, Cell]]) -> PlainTable:
    """A table whose rows name their cells by column."""
    names = [column.name for column in shape.columns]
    return PlainTable(shape, tuple(tuple(row[name] for name in names) for row in rows))


def ends_of(days: Days | None, name: str, prefix: str = "") -> dict[str, Cell]:
    """Both ends of a range as two cells."""
    low, high = (None, None) if days is None else (days.min, days.max)
    return {f"{prefix}min_{name}": low, f"{prefix}max_{name}": high}
