"""The page of corrections: how to send one, what changed, what was replied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import (
    Column,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.pages.blocks import Block
    from timeline.results.corrections import (
        CorrectedStateRecord,
        CorrectionRecord,
        CorrectionsRecord,
        ReplyRecord,
    )


def corrections_page(record: CorrectionsRecord, *, is_full: bool = False) -> Page:
    """Count the corrections, say how to send one, then tell each."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if record.how:
        blocks.append(Section("How to send a correction", (Paragraph(record.how),)))
    if record.corrections:
        rows = tuple(map(_correction, record.corrections))
        blocks.append(Section("Corrections", (Table((Column("", wraps=True),), rows),)))
    if record.replies:
        rows = tuple(map(_reply, record.replies))
        blocks.append(Section("Replies", (Table((Column("", wraps=True),), rows),)))
    blocks += [Note(text) for text in record.left_out]
    return Page("corrections", tuple(blocks))


def _correction(one: CorrectionRecord) -> Row:
    head = (Span(f"{one.when}: {one.title}", "strong"),)
    return Row((head,), below=tuple(_below(one)), link=f"{one.case}.html")


def _below(one: CorrectionRecord) -> Iterator[str]:
    yield f"Reason: {one.reason}"
    if one.is_removed:
        yield "The case was taken away."
    for finding in one.findings:
        yield f"Was: {_sentence(finding.before)}"
        yield f"Is now: {_sentence(finding.after)}"


def _sentence(state: CorrectedStateRecord | None) -> str:
    return "not judged." if state is None else state.sentence


def _reply(one: ReplyRecord) -> Row:
    head = (Span(f"{one.by or 'Reply'}, {one.when}", "strong"),)
    below = [f"{one.text}{f': “{one.worded}”' if one.worded else ''}"]
    if one.findings:
        below.append(f"Answers: {', '.join(one.findings)}")
    return Row((head,), below=tuple(below), link=f"{one.case}.html")
