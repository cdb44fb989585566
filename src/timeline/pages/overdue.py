"""The page of `timeline overdue`: the answer, then four groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import Column, Line, Note, Page, Paragraph, Row, Section, Span, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.pages.blocks import Block
    from timeline.results.overdue import OverdueRecord, OverdueRowRecord

_MOST: Final = 12
"""Rows of the last group, unless every one is asked for."""


def overdue_page(record: OverdueRecord, *, is_full: bool = False) -> Page:
    """Undone steps in four groups; the last, without deadlines, is cut unless `is_full`."""
    answer = " ".join(record.answer)
    blocks: list[Block] = [
        Paragraph(((Span(answer, "strong")),)),
        Paragraph(record.scope, tone="quiet"),
        _group("Overdue", "past", record.overdue),
        _group("Deadline passed, not checked since", "passed", record.not_checked),
        _group(f"Coming up in {record.within_days} days", "due", record.coming_up),
    ]
    shown = record.waiting if is_full else record.waiting[:_MOST]
    heading = "None on record, and no deadline in the rules we hold"
    count = f"{len(record.waiting)}, longest first" if record.waiting else ""
    blocks.append(_group(heading, "waited", shown, remark=count))
    if record.waiting:
        says = "Days run from the step that called for this one to “Checked to”."
        if any(map(_others_took, shown)):
            says += " Others: comparable cases with the step on record, how many in brackets."
        blocks.append(Note(says))
    more = len(record.waiting) - len(shown)
    if more > 0:
        blocks.append(Note(f"{more} more: timeline overdue --full"))
    if record.not_judged:
        lines = tuple(
            Line("unknown", f"{one.file}:{one.line}  {one.message}", (one.hint,))
            for one in record.not_judged
        )
        blocks.append(Section("Judged by no rule", lines))
    if record.unjudged:
        blocks.append(Note(f"No rules are on file for {', '.join(record.unjudged)}."))
    return Page("overdue", tuple(blocks))


def _group(heading: str, days: str, rows: Sequence[OverdueRowRecord], remark: str = "") -> Section:
    if not rows:
        return Section(heading, (), remark="none")
    is_waiting = days == "waited"
    has_pace = is_waiting and any(map(_others_took, rows))
    columns = (
        Column("at least" if is_waiting else days, is_number=True),
        Column("Case"),
        Column("Step", wraps=True),
        Column("On record" if is_waiting else "Deadline", wraps=True),
        *([Column("Others took", rank=2)] if has_pace else []),
        Column("Checked to", rank=1),
    )
    return Section(
        heading,
        (
            Table(
                columns, tuple(_row(row, is_waiting=is_waiting, has_pace=has_pace) for row in rows)
            ),
        ),
        remark=remark,
    )


def _row(row: OverdueRowRecord, *, is_waiting: bool, has_pace: bool) -> Row:
    name = f"{row.case}{' (INVENTED)' * row.example}"
    told = row.record_words if is_waiting else row.deadline_words
    pace = [_others_took(row)] if has_pace else []
    return Row(
        (row.days_words, name, row.step, told, *pace, row.checked_words),
        sign=row.sign,
        below=(row.condition,) if row.condition else (),
        link=f"{row.case}.html#f-{row.finding.name}",
    )


def _others_took(row: OverdueRowRecord) -> str:
    return row.pace.days_words if row.pace else ""
