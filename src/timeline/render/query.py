"""The answer of a query → a table, CSV, JSON."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from timeline.render.csv_text import format_csv
from timeline.render.json_parts import day_json, problems_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.errors import Problem
    from timeline.query.answer import Answer
    from timeline.render.json_shapes_query import QueryCell, QueryJson
    from timeline.render.page import Page


def print_answer(page: Page, answer: Answer) -> None:
    """The answer as a table, with how many rows it has."""
    page.table(answer.names, [[_shown(cell) for cell in row] for row in answer.rows])
    count = len(answer.rows)
    page.blank()
    page.line((f"{count} row{'' if count == 1 else 's'}", "dim"))


def answer_csv(answer: Answer) -> str:
    """The answer as CSV; no cell of it acts in a spreadsheet."""
    rows = ([_plain(cell) for cell in row] for row in answer.rows)
    return format_csv(answer.names, rows)


def answer_json(
    answer: Answer, problems: Iterable[Problem], as_of: int | None, known_on: int | None
) -> QueryJson:
    """The answer with its columns."""
    return {
        "as_of": day_json(as_of),
        "known_on": day_json(known_on),
        "columns": [
            {"name": name, "type": kind}
            for name, kind in zip(answer.names, answer.types, strict=True)
        ],
        "rows": [
            {name: _plain(cell) for name, cell in zip(answer.names, row, strict=True)}
            for row in answer.rows
        ],
        "problems": problems_json(problems),
    }


def _shown(cell: object) -> str:
    """NULL is written out, so that it is not taken for empty text."""
    plain = _plain(cell)
    if plain is None:
        return "NULL"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return str(plain)


def _plain(cell: object) -> QueryCell:
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
