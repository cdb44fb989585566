"""The page of `timeline list`: how many deadlines were set and kept, then one line a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import Column, Key, More, Page, Paragraph, Row, Span, Table

if TYPE_CHECKING:
    from timeline.results.listing import ListRecord, ListRowRecord


def list_page(record: ListRecord, *, is_full: bool = False) -> Page:  # noqa: ARG001 - it is whole
    """One line a case, the newest first."""
    first, *rest = record.answer
    answer: tuple[str | Span, ...] = (Span(first, "strong"), *(f" {one}" for one in rest))
    noun = record.incident_noun
    columns = (
        Column(""),
        Column(noun),
        Column("Report", is_number=True, rank=2),
        Column("Assessed", is_number=True, rank=3),
        Column("Investigated", is_number=True, rank=3),
        Column("Finding", is_number=True),
        Column("from report", is_number=True, rank=2),
        Column("Deadline", rank=1),
    )
    table = Table(columns, tuple(_row(row) for row in record.cases), heading="Case")
    key = (
        f"Days from the {noun.lower()}; “from report”: from the first outside report",
        "none: none on record",
        "–: not required",
        "?: not known",
    )
    return Page("list", (Paragraph(answer), table, Key(key), More((), ("timeline show CASE",))))


def _row(row: ListRowRecord) -> Row:
    mark = " (INVENTED)" if row.example else ""
    return Row(
        (
            f"{row.case}{mark}",
            row.incident_words,
            *(delay.words for delay in row.delays),
            row.deadline_words,
        ),
        sign=row.sign,
        link=f"{row.case}.html",
    )
