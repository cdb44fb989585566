"""Names of cases for readers, in place of the ids that a terminal shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec.structs import replace

from timeline.pages.blocks import Paragraph, Row, Section, Span, Table

if TYPE_CHECKING:
    from timeline.pages.blocks import Block, Cell


class CaseName(NamedTuple):
    """Names of one case."""

    short: str
    """In a sentence: Kabul 2021."""
    title: str


Names: TypeAlias = Mapping[str, CaseName]
"""By id."""

_ID = re.compile(r"(?<![\w./-])[a-z0-9][\w-]*(?![\w/-]|\.\w)")


def in_words(text: str, names: Names) -> str:
    """Return a sentence with names in place of ids."""
    return _ID.sub(lambda found: names[found[0]].short if found[0] in names else found[0], text)


def renamed(block: Block, names: Names) -> Block:
    """Return a block that names cases: by title in its tables, in short in its sentences."""
    match block:
        case Section():
            return replace(block, blocks=tuple(renamed(one, names) for one in block.blocks))
        case Table():
            return replace(block, rows=tuple(_row(row, names) for row in block.rows))
        case Paragraph(text=str(text)):
            return replace(block, text=in_words(text, names))
        case Paragraph(text=tuple(parts)):
            return replace(
                block,
                text=tuple(
                    replace(one, text=in_words(one.text, names))
                    if isinstance(one, Span)
                    else in_words(one, names)
                    for one in parts
                ),
            )
        case _:
            return block


def _row(row: Row, names: Names) -> Row:
    case = row.link.partition(".html")[0]
    if case not in names:
        return row
    return replace(row, cells=tuple(_cell(one, case, names[case].title) for one in row.cells))


def _cell(cell: Cell, case: str, title: str) -> Cell:
    if isinstance(cell, str) and cell.split(" ")[0] == case:
        return f"{title}{cell.removeprefix(case)}"
    return cell
