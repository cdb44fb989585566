"""The answer of a query."""

from __future__ import annotations

from datetime import date

from timeline.results.record import Record
from timeline.results.values import ProblemRecord

QueryCell = str | int | float | bool | None


class QueryColumnRecord(Record, frozen=True, kw_only=True):
    """One column of an answer."""

    name: str
    """Each once: a second n is called n_2."""
    type: str
    """As the database names it: VARCHAR, BIGINT, DATE, …."""


class QueryRecord(Record, frozen=True, kw_only=True):
    """Answer of a query."""

    as_of: date | None
    """The day asked for; null where each case is judged from its own."""
    known_on: date | None
    """Only what was public by then counted; null for everything."""
    columns: tuple[QueryColumnRecord, ...]
    rows: tuple[dict[str, QueryCell], ...]
    """Each by the names of the columns."""
    problems: tuple[ProblemRecord, ...]
    """Of files that could not be read, and so are not in the tables."""
