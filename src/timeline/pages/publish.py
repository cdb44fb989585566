"""The page of `timeline publish`: what was written where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import Note, Page, Paragraph, Section, answer_words

if TYPE_CHECKING:
    from timeline.pages.blocks import Block
    from timeline.results.publish import PublishRecord

_MOST: Final = 12
"""Files of each list that are named, unless every one is asked for."""
_MEGABYTE: Final = 1_000_000


def publish_page(record: PublishRecord, *, is_full: bool = False) -> Page:
    """Say how much was written, and name the files."""
    size = f"{record.bytes / _MEGABYTE:,.1f} MB in {record.folder}"
    blocks: list[Block] = [Paragraph(answer_words(record.answer)), Paragraph(size, tone="quiet")]
    lists = (
        ("Written", record.written),
        ("Removed", record.removed),
        ("Left out", record.left_out),
    )
    for heading, names in lists:
        shown = names if is_full else names[:_MOST]
        lines: list[Block] = [Paragraph(one, indent=2, is_close=True) for one in shown]
        if len(names) > len(shown):
            lines.append(Note(f"{len(names) - len(shown)} more: --full"))
        if lines:
            blocks.append(Section(heading, tuple(lines)))
    return Page("publish", tuple(blocks))
