"""The pages of `timeline diff`, and of what writes a file: what changed, in sentences."""

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
    Verbatim,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.pages.blocks import Block, Words
    from timeline.results.changes import (
        CaseChangeRecord,
        DiffRecord,
        DraftRecord,
        FormattingRecord,
        StartRecord,
    )


def diff_page(record: DiffRecord, *, is_full: bool = False) -> Page:
    """Count what changed, then each case with its changes."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    blocks += [_case(change) for change in record.changes]
    blocks.append(Note(record.scope))
    return Page("diff", tuple(blocks))


def draft_page(record: DraftRecord, *, is_full: bool = False) -> Page:
    """Say what was written and what changes by it, then show the lines."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if record.change is not None and record.change.sentences:
        blocks.append(_case(record.change))
    blocks.append(Verbatim(tuple(_diff_lines(record.diff))))
    return Page(record.file, tuple(blocks))


def _case(change: CaseChangeRecord) -> Table:
    row = Row(
        ((Span(change.case, "strong"),),),
        below=tuple(sentence.text for sentence in change.sentences),
        link=f"{change.case}.html",
    )
    return Table((Column("", wraps=True),), (row,))


def _diff_lines(lines: Iterable[str]) -> Iterable[Words]:
    """Make lines that are added strong, and what stands around them quiet."""
    for line in lines:
        is_added = line.startswith("+") and not line.startswith("+++")
        is_removed = line.startswith("-") and not line.startswith("---")
        yield (Span(line, "strong" if is_added else "plain" if is_removed else "quiet"),)


def start_page(record: StartRecord, *, is_full: bool = False) -> Page:
    """Say what was written, then what to type next."""
    lists = (("Written", record.written), ("Type next", record.next))
    sections = tuple(
        Section(heading, tuple(Paragraph(one, indent=2, is_close=True) for one in lines))
        for heading, lines in lists
    )
    return Page("init", (Paragraph(answer_words(record.answer)), *sections))


def formatting_page(record: FormattingRecord, *, is_full: bool = False) -> Page:
    """Name the files that were written, or show the lines that would change."""
    blocks: list[Block] = [
        Note(f"written: {one.file}") if record.written else Verbatim(tuple(_diff_lines(one.diff)))
        for one in record.changed
    ]
    return Page("fmt", tuple(blocks))
