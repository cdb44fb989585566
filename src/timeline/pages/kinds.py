"""The page of `timeline kinds`: what an event can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.pages.blocks import (
    Column,
    Key,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.results.kinds import KindRecord, KindsRecord


def kinds_page(record: KindsRecord, *, is_full: bool = False) -> Page:
    """Word, label, stage and marks of each kind, and what it is."""
    columns = (Column(""), Column("Label"), Column("Ends", rank=1), Column("Marks", wraps=True))
    rows = tuple(
        Row(
            (one.id, one.label, one.closes or "", ", ".join(_marks(one))),
            below=((Span(one.about, "quiet"),),),
        )
        for one in record.kinds
    )
    key = Key(("public: known on its own day", "outside: by nature an act of others"))
    answer = Paragraph(answer_words(record.answer))
    return Page("kinds", (answer, Table(columns, rows, heading="Kind"), key))


def _marks(kind: KindRecord) -> Iterator[str]:
    if kind.own:
        yield "your own"
    if kind.incident:
        yield "incident"
    if kind.outside:
        yield "outside"
    if kind.public:
        yield "public"
