"""The answer of a query as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.render.page import Page
    from timeline.results.query import QueryCell, QueryRecord


def print_answer(page: Page, answer: QueryRecord) -> None:
    """The answer as a table, with how many rows it has."""
    names = [column.name for column in answer.columns]
    page.table(names, [[_shown(row[name]) for name in names] for row in answer.rows])
    count = len(answer.rows)
    page.blank()
    page.line((f"{count} row{'' if count == 1 else 's'}", "dim"))


def _shown(cell: QueryCell) -> str:
    """NULL is written out, so that it is not taken for empty text."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)
