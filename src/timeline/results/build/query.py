"""The answer of a query as a record."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from timeline.results.build.values import as_date, problem_records
from timeline.results.query import QueryCell, QueryColumnRecord, QueryRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.query.answer import Answer


def answer_record(
    answer: Answer, problems: Iterable[Problem], as_of: int | None, known_on: int | None
) -> QueryRecord:
    """The answer with its columns."""
    return QueryRecord(
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        columns=tuple(
            QueryColumnRecord(name=name, type=kind)
            for name, kind in zip(answer.names, answer.types, strict=True)
        ),
        rows=tuple(
            {name: plain_cell(cell) for name, cell in zip(answer.names, row, strict=True)}
            for row in answer.rows
        ),
        problems=problem_records(problems),
    )


def plain_cell(cell: object) -> QueryCell:
    """A cell as JSON has it."""
    match cell:
        case None | bool() | int() | str():
            return cell
        case Decimal():
            return float(cell) if cell % 1 else int(cell)
        case float():
            return cell if math.isfinite(cell) else str(cell)
        case datetime() | date():
            return cell.isoformat()
        case bytes():
            return cell.hex()
        case _:
            return str(cell)
