"""The page of `timeline list`: how many deadlines were set and kept, then one line a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import Column, Key, More, Page, Paragraph, Row, Table, answer_words

if TYPE_CHECKING:
    from timeline.results.listing import ListRecord, ListRowRecord


_FROM_REPORT: Final = "from report"
_RANKS: Final = {"Assessed": 3, "Investigated": 3, "Finding": 0}
"""Columns that give way sooner than others, or never."""


def list_page(record: ListRecord, *, is_full: bool = False) -> Page:
    """One line a case, the newest first."""
    answer, noun = answer_words(record.answer), record.incident_noun
    labels = [delay.label for delay in record.cases[0].delays] if record.cases else []
    has_pace = any(row.pace for row in record.cases)
    columns = (
        Column(""),
        Column(noun),
        *(Column(label, is_number=True, rank=_RANKS.get(label, 2)) for label in labels),
        *([Column("Pace", rank=4)] if has_pace else []),
        Column("Deadline", rank=1),
    )
    table = Table(
        columns, tuple(_row(row, has_pace=has_pace) for row in record.cases), heading="Case"
    )
    from_report = "; “from report”: from the first outside report" * (_FROM_REPORT in labels)
    key = (
        f"Days from the {noun.lower()}{from_report}",
        "none: none on record",
        "–: not required",
        "?: not known",
    )
    return Page("list", (Paragraph(answer), table, Key(key), More((), ("timeline show CASE",))))


def _row(row: ListRowRecord, *, has_pace: bool) -> Row:
    name = f"{row.case}{' (INVENTED)' * row.example}"
    delays = (delay.words for delay in row.delays)
    pace = [row.pace.brief if row.pace else ""] if has_pace else []
    cells = (name, row.incident_words, *delays, *pace, row.deadline_words)
    return Row(cells, sign=row.sign, link=f"{row.case}.html")
