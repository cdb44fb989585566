"""The page of `timeline list`: how many deadlines were set and kept, then one line a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import Column, Key, More, Page, Paragraph, Row, Table, answer_words

if TYPE_CHECKING:
    from timeline.results.listing import ListRecord, ListRowRecord


def list_page(record: ListRecord, *, is_full: bool = False) -> Page:
    """One line a case, the newest first."""
    answer, noun = answer_words(record.answer), record.incident_noun
    columns = (
        Column(""),
        Column(noun),
        Column("Report", is_number=True, rank=2),
        Column("Assessed", is_number=True, rank=3),
        Column("Investigated", is_number=True, rank=3),
        Column("Finding", is_number=True),
        Column("from report", is_number=True, rank=2),
        Column("Pace", rank=4),
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
    name = f"{row.case}{' (INVENTED)' * row.example}"
    delays = (delay.words for delay in row.delays)
    pace = row.pace.brief if row.pace else ""
    cells = (name, row.incident_words, *delays, pace, row.deadline_words)
    return Row(cells, sign=row.sign, link=f"{row.case}.html")
