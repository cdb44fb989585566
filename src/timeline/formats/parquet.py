"""Answer of a query → Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.query.answer import Answer
from timeline.query.database import parquet_of

if TYPE_CHECKING:
    from timeline.results.query import QueryRecord


def format_parquet(answer: QueryRecord, *, ascii_only: bool = False) -> bytes:  # noqa: ARG001 - data stay
    """Write the answer of a query."""
    names = tuple(column.name for column in answer.columns)
    types = tuple(column.type for column in answer.columns)
    rows = tuple(tuple(row[name] for name in names) for row in answer.rows)
    return parquet_of(Answer(names, types, rows))
