"""The pages of `timeline check`: what is wrong, at its place; and what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import (
    Column,
    More,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Verbatim,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.pages.blocks import Block, Words
    from timeline.results.check import CheckRecord, CodeRecord
    from timeline.results.values import ProblemRecord, RelatedRecord


def check_page(record: CheckRecord, *, is_full: bool = False) -> Page:
    """Count, then each problem.

    Lines stay whole, so that an editor finds `file:line:column` in them.
    """
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    blocks += [Verbatim(tuple(_lines(problem))) for problem in record.problems]
    if record.problems:
        blocks.append(More((), (f"timeline check --explain {record.problems[0].code}",)))
    return Page("check", tuple(blocks))


def _lines(problem: ProblemRecord) -> Iterator[Words]:
    """Give place and sentence, the line of the file with its carets, hint and other places."""
    yield (Span(f"{_place(problem)}: {problem.code} {problem.message}", "strong"),)
    for line in problem.excerpt.split("\n") if problem.excerpt else ():
        yield f"  {line}"
    if problem.hint:
        yield f"  hint: {problem.hint}"
    for related in problem.related:
        yield f"  also: {_place(related)}: {related.message}"


def _place(where: ProblemRecord | RelatedRecord) -> str:
    if where.line is None:
        return where.file or ""
    return f"{where.file}:{where.line}:{where.column}"


def code_page(record: CodeRecord, *, is_full: bool = False) -> Page:
    """Explain a code, with an example of the flaw and of the same without it."""
    return Page(
        record.code,
        (
            Paragraph(answer_words((f"{record.code}: {record.title}",))),
            Paragraph(record.explanation),
            Table(
                (Column(""), Column("", wraps=True)),
                (Row(("wrong", record.wrong)), Row(("right", record.right))),
            ),
        ),
    )
