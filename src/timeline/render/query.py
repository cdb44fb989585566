"""The answer of a query → a table, CSV, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.formats.csv import format_csv
from timeline.results.build.query import plain_cell

if TYPE_CHECKING:
    from timeline.query.answer import Answer
    from timeline.render.page import Page


def print_answer(page: Page, answer: Answer) -> None:
    """The answer as a table, with how many rows it has."""
    page.table(answer.names, [[_shown(cell) for cell in row] for row in answer.rows])
    count = len(answer.rows)
    page.blank()
    page.line((f"{count} row{'' if count == 1 else 's'}", "dim"))


def answer_csv(answer: Answer) -> str:
    """The answer as CSV; no cell of it acts in a spreadsheet."""
    rows = ([plain_cell(cell) for cell in row] for row in answer.rows)
    return format_csv(answer.names, rows)


def _shown(cell: object) -> str:
    """NULL is written out, so that it is not taken for empty text."""
    plain = plain_cell(cell)
    if plain is None:
        return "NULL"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return str(plain)
