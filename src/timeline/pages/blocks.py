"""Blocks: the closed list of things that a page is made of, and formats lay out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from timeline.results.values import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.results.case import FindingSummaryRecord

Tone: TypeAlias = Literal["plain", "strong", "quiet", "missed", "kept", "doubt"]
"""Emphasis of a stretch of text; missed is the only red, kept the only green."""


class Span(msgspec.Struct, frozen=True):
    """Text in one tone, perhaps a link."""

    text: str
    tone: Tone = "plain"
    link: str = ""
    """The address of a source, or an anchor of the page such as `#f-investigate`."""


Words: TypeAlias = str | tuple[str | Span, ...]
"""Plain text, or text with emphasis."""


class Bar(msgspec.Struct, frozen=True):
    """A cell that draws a number between two ends on the scale of its column."""

    low: float
    high: float
    most: float
    """The end of the scale, the same in the whole column."""
    is_pale: bool = False
    """True of a number that is derived, or not certain."""
    is_open: bool = False
    """True where it may be more than `high`."""


Cell: TypeAlias = str | tuple[str | Span, ...] | Bar


class Title(msgspec.Struct, frozen=True, tag=True):
    """Title of a page, its id at the right."""

    text: str
    aside: str = ""
    facts: tuple[str, ...] = ()
    """Short facts on one line below: day, institution, how far the record was checked."""


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """Running text."""

    text: Words
    indent: int = 0
    tone: Tone = "plain"
    is_close: bool = False
    """True of one that follows what is above it without a blank line."""
    most_lines: int = 0
    """Lines in a terminal of 100 columns; 0 for all. Whole sentences are left out behind them."""


class Line(msgspec.Struct, frozen=True, tag=True):
    """A finding in a sentence, with its sign."""

    sign: Sign
    text: Words
    details: tuple[str, ...] = ()
    """Sentences below it."""
    quiet: str = ""
    """Rule and source: on the last line where they fit, else below."""
    is_strong: bool = False
    anchor: str = ""
    short: str = ""
    """The text without its ground, where a format has a place for that; else empty."""
    ground: Words = ""
    """Its footnote: rule, force, clause, source, days checked. A terminal leaves it out."""


class Figure(msgspec.Struct, frozen=True, tag=True):
    """A key figure."""

    value: str
    label: str
    note: str = ""
    sign: Sign = "done"


class Figures(msgspec.Struct, frozen=True, tag=True):
    """Key figures side by side; a terminal leaves them out, since lines say the same."""

    items: tuple[Figure, ...]


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    is_number: bool = False
    """Aligned right."""
    rank: int = 0
    """Columns of the highest rank are dropped first where a terminal is narrow; 0 never."""
    wraps: bool = False
    """True of a column that gives way first."""


class Row(msgspec.Struct, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]
    sign: Sign | None = None
    anchor: str = ""
    """Anchor of this row, without the #."""
    link: str = ""
    """Target of its name: `#f-investigate`, or a page of the site such as `kabul-2021.html`."""
    below: tuple[Words, ...] = ()
    """Lines below it."""
    tone: Tone = "plain"


class Table(msgspec.Struct, frozen=True, tag=True):
    """Rows under column heads."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    """In place of the first column's name: STEPS."""
    note: str = ""


class Meaning(msgspec.Struct, frozen=True):
    """A sign, and what it means."""

    sign: Sign
    text: str


class Key(msgspec.Struct, frozen=True, tag=True):
    """A legend of one line."""

    items: tuple[str, ...]
    signs: tuple[Meaning, ...] = ()
    """Before them."""


class Note(msgspec.Struct, frozen=True, tag=True):
    """A quiet remark."""

    text: Words


class More(msgspec.Struct, frozen=True, tag=True):
    """Counts, and the commands that tell more."""

    counts: tuple[str, ...]
    commands: tuple[str, ...]


class Verbatim(msgspec.Struct, frozen=True, tag=True):
    """Lines that are kept as they are: a file's line with a caret, a unified diff."""

    lines: tuple[Words, ...]


class Section(msgspec.Struct, frozen=True, tag=True):
    """Blocks under a heading."""

    heading: str
    blocks: tuple[Block, ...]
    remark: str = ""
    """Beside the heading, not in capitals."""
    is_folded: bool = False
    """True where a reader unfolds it, if the format can."""


class Chart(msgspec.Struct, frozen=True, tag=True):
    """The drawing of a case: one lane for each step, on a scale of days."""

    lanes: tuple[Lane, ...]
    checked_to: int | None = None
    """The last day, as an ordinal, to which the record was checked."""
    judged_on: int | None = None
    """The day judged, as an ordinal, where something runs to it."""


class Stretch(msgspec.Struct, frozen=True):
    """Something that lasted: each end lies between two days, as ordinals."""

    first: int
    """The earliest day of its start."""
    last_start: int
    first_end: int
    last_end: int
    """The latest day of its end; of one without an end on record the last day checked."""
    is_open: bool = False
    """True where no end is on record."""
    is_opening_implied: bool = False
    is_planned: bool = False
    is_waiting: bool = False
    """True where nothing has begun: a step that is awaited."""


class Point(msgspec.Struct, frozen=True):
    """Something that happened on a day between two, as ordinals."""

    first: int
    last: int
    sort: Literal["event", "incident", "denial", "planned"] = "event"
    is_known: bool = False
    """True of a day that is known, but in another zone, where it lies on two of these."""


class Mark(msgspec.Struct, frozen=True):
    """A deadline, on a day between two, as ordinals."""

    first: int
    last: int
    label: str
    """Words beside its sign: due 23 Jul (30 days)."""
    status: Literal["kept", "missed", "extended", "open", "unknown", "benchmark"]
    """Extended of one that was put off, perhaps in time."""
    is_for_start: bool = False
    """True of a deadline for the start of a stretch, not for its end."""


class Lane(msgspec.Struct, frozen=True):
    """One row of a drawing."""

    label: str
    stretches: tuple[Stretch, ...] = ()
    points: tuple[Point, ...] = ()
    marks: tuple[Mark, ...] = ()
    stopped: tuple[tuple[int, int], ...] = ()
    """Days on which a clock stood still, first and last."""
    value: str = ""
    """Said at the end of the lane on a site: 51 days."""
    anchor: str = ""
    """Where its label leads on a site, without the #."""


Block: TypeAlias = (
    Title | Paragraph | Line | Figures | Table | Chart | Key | Note | More | Verbatim | Section
)


class Page(msgspec.Struct, frozen=True):
    """A page: its name, and its blocks in order; a blank line stands between two of them."""

    name: str
    """For the head of a document: the title of the case, or the command."""
    blocks: tuple[Block, ...]


def plain(words: Words) -> str:
    """Return words without their emphasis."""
    if isinstance(words, str):
        return words
    return "".join(part if isinstance(part, str) else part.text for part in words)


def worded(table: Table) -> list[int]:
    """Return the places of the columns that hold words; the others only draw a number."""
    return [
        place
        for place, column in enumerate(table.columns)
        if column.name
        or not all(isinstance(row.cells[place], Bar) or not row.cells[place] for row in table.rows)
    ]


def ground_words(finding: FindingSummaryRecord) -> Words:
    """Return the ground of a finding, with the address of its rule's text."""
    if not finding.source_url:
        return finding.ground
    return (f"{finding.ground} ", Span(finding.source_url, link=finding.source_url))


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words: a · a and b · a, b and c."""
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end


def answer_words(sentences: Sequence[str]) -> Words:
    """Join the sentences of an answer, the first of them strong."""
    first, *rest = sentences
    return (Span(first, "strong"), *(f" {one}" for one in rest))
