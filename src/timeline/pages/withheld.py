"""The page of what withholding changes, for the author alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import Column, Note, Page, Paragraph, Row, Span, Table, answer_words

if TYPE_CHECKING:
    from timeline.pages.blocks import Block
    from timeline.results.withheld import WithheldFindingRecord, WithheldRecord


def withheld_page(record: WithheldRecord, *, is_full: bool = False) -> Page:
    """Count what is withheld, then each finding with both of its sentences."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if record.findings:
        blocks.append(Table((Column("", wraps=True),), tuple(map(_row, record.findings))))
        blocks.append(Note("For you alone: no published page says what is withheld."))
    return Page("withheld", tuple(blocks))


def _row(one: WithheldFindingRecord) -> Row:
    below = [
        f"with everything: {one.sentence_before or 'not judged'}",
        f"as published: {one.sentence_after or 'not judged'}",
    ]
    if one.more_adverse:
        below.append(f"more adverse: {one.more_adverse}")
    return Row(((Span(f"{one.case}, {one.name}", "strong"),),), below=tuple(below))
