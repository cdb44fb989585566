"""The shape of `timeline query --json`; the habits are those of `json_shapes`."""

from __future__ import annotations

from typing_extensions import TypedDict

from timeline.render.json_shapes import ProblemJson

QueryCell = str | int | float | bool | None
"""Days as 2023-05-03; what JSON has no form for, lists and infinite numbers among it, as text."""


class QueryColumnJson(TypedDict):
    """One column of an answer."""

    name: str
    """Each once: a second n is called n_2."""
    type: str
    """As the database names it: VARCHAR, BIGINT, DATE, …."""


class QueryJson(TypedDict):
    """What a query gave."""

    as_of: str | None
    """The day asked for; null where each case is judged from its own."""
    known_on: str | None
    """Only what was public by then counted; null for everything."""
    columns: list[QueryColumnJson]
    rows: list[dict[str, QueryCell]]
    """Each by the names of the columns."""
    problems: list[ProblemJson]
    """Of files that could not be read, and so are not in the tables."""
