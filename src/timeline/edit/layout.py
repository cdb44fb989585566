"""Canonical layout: spaces and empty lines only.

No word, order or comment changes. Each step looks at the file as the strict reader placed it, and
is taken only if the reader then reads the same tree; a text in lines of its own moves as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from timeline.errors import ReadError
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from timeline.read.document import Document, Place

INDENT: Final = 2
"""Columns of each level; the dashes of a list stand one level below its key."""

_Edit: TypeAlias = tuple[int, int, int, str]
"""Line, first column, column after the last, new text."""

_PARTED: Final = frozenset({"events", "rules"})
"""Lists with empty lines between their entries."""

_COLON: Final = re.compile(r" *: +")
_COMMA: Final = re.compile(r" *, *")
_CLOSE: Final = re.compile(r" *,? *")
_BLOCK: Final = re.compile(r"[|>]([-+0-9]*)")


def canonical(data: bytes, path: str) -> bytes:
    """Lay a file out in the canonical layout.

    Raises:
        ReadError: it is not the YAML that is accepted here.
    """
    document = parse_yaml(data, path)
    for step in (_trimmed, _spaced, _indented, _parted, _ended):
        # A step that would change the content is not taken.
        with suppress(ReadError, _UnusualError):
            new = parse_yaml("\n".join(step(document)), path)
            if new.root == document.root and _remarks(new) == _remarks(document):
                document = new
    return "\n".join(document.lines).encode("utf-8")


def _ended(document: Document) -> list[str]:
    """End with exactly one line feed."""
    return [*"\n".join(document.lines).rstrip("\n").split("\n"), ""]


class _UnusualError(Exception):
    """Unusual YAML, whose indentation is left alone."""


@dataclass
class _Leaf:
    """One scalar, and its lines."""

    place: Place
    header: str
    """Text behind | or >; empty for any other scalar."""
    is_block: bool

    def lines(self, document: Document) -> range:
        """Return the lines behind its first."""
        # Empty lines that end a block text are part of it if kept.
        first, end = self.place[0], self.place[2] + (1 if self.place[3] else 0)
        while "+" not in self.header and end > first + 1 and not document.lines[end - 1].strip():
            end -= 1
        return range(first + 1, max(end, first + 1))


def _leaves(document: Document) -> list[_Leaf]:
    """List all scalars."""
    return [_leaf(document, place) for place in _scalars(document.place)]


def _leaf(document: Document, place: Place) -> _Leaf:
    found = (
        _BLOCK.match(document.lines[place[0]], place[1]) if place[0] < len(document.lines) else None
    )
    return _Leaf(place, found[1] if found else "", is_block=found is not None)


def _scalars(place: Place) -> Iterator[Place]:
    inside: Any = place[4]
    if isinstance(inside, dict):
        for key, value in inside.values():
            yield key
            yield from _scalars(value)
    elif isinstance(inside, list):
        for item in inside:
            yield from _scalars(item)
    else:
        yield place


def _remarks(document: Document) -> list[str]:
    """List the comments in order, stripped."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for leaf in _leaves(document):
        line, column, end_line, end_column, _ = leaf.place
        if leaf.is_block:  # a remark may stand behind its sign
            taken.setdefault(line, []).append((column, column + 1 + len(leaf.header)))
            for inner in leaf.lines(document):
                taken.setdefault(inner, []).append((0, len(document.lines[inner]) + 1))
            continue
        for inner in range(line, min(end_line, len(document.lines) - 1) + 1):
            start = column if inner == line else 0
            end = end_column if inner == end_line else len(document.lines[inner]) + 1
            taken.setdefault(inner, []).append((start, end))
    found = []
    for number, text in enumerate(document.lines):
        for match in re.finditer(r"(?:^|(?<=[ \t]))#", text):
            if not any(start <= match.start() < end for start, end in taken.get(number, ())):
                found.append(text[match.start() :].rstrip())
                break
    return found


def _trimmed(document: Document) -> list[str]:
    """Strip line ends, and leading and doubled empty lines."""
    kept = {line for leaf in _leaves(document) if leaf.is_block for line in leaf.lines(document)}
    inside = {line for leaf in _leaves(document) for line in leaf.lines(document)}
    lines: list[str] = []
    for number, text in enumerate(document.lines):
        line = text if number in kept else text.rstrip(" \t")
        if line or number in inside or (lines and lines[-1]):
            lines.append(line)
    return lines


def _spaced(document: Document) -> list[str]:
    """Space colons and commas; leave none inside brackets."""
    lines = list(document.lines)
    for line, start, end, words in sorted(_spacing(document, document.place), reverse=True):
        lines[line] = lines[line][:start] + words + lines[line][end:]
    return lines


def _spacing(document: Document, place: Place) -> Iterator[_Edit]:
    inside: Any = place[4]
    if not inside:
        return
    if isinstance(inside, dict):
        parts = [(key[:2], value[2:4]) for key, value in inside.values()]
        for key, value in inside.values():
            yield from _between(document, key[2:4], value[:2], _COLON, ": ")
            yield from _spacing(document, value)
    else:
        parts = [(item[:2], item[2:4]) for item in inside]
        for item in inside:
            yield from _spacing(document, item)
    if document.lines[place[0]][place[1] : place[1] + 1] in ("[", "{"):
        yield from _between(document, (place[0], place[1] + 1), parts[0][0], _CLOSE, "")
        yield from _between(document, parts[-1][1], (place[2], place[3] - 1), _CLOSE, "")
        for (_, end), (start, _) in pairwise(parts):
            yield from _between(document, end, start, _COMMA, ", ")


def _between(
    document: Document,
    end: tuple[int, int],
    start: tuple[int, int],
    form: re.Pattern[str],
    new: str,
) -> Iterator[_Edit]:
    """Yield an edit between places of a line, if the form is there."""
    if end[0] != start[0] or end[0] >= len(document.lines):
        return
    old = document.lines[end[0]][end[1] : start[1]]
    if old != new and form.fullmatch(old):
        yield end[0], end[1], start[1], new


@dataclass
class _Columns:
    """New starting columns of lines."""

    document: Document
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)
    """For each line the number of its first columns replaced, and by what."""
    texts: dict[int, int] = field(default_factory=dict)
    """For each line inside a value the columns by which it moves."""

    def walk(self, place: Place, column: int) -> None:
        """Place a block's entries in a column."""
        inside: Any = place[4]
        if isinstance(inside, dict):
            for key, value in inside.values():
                if not self._before(key).strip():
                    self.heads[key[0]] = key[1], " " * column
                self._value(value, key[0], column)
        else:
            for item in inside:
                self._item(item, column)

    def _item(self, item: Place, column: int) -> None:
        if self._before(item).strip() != "-":
            raise _UnusualError
        self.heads[item[0]] = item[1], " " * column + "- "
        self._value(item, item[0], column)

    def _value(self, value: Place, line: int, column: int) -> None:
        if self._is_block(value):
            self.walk(value, column + INDENT)
        else:
            self._inside(value, line, column)

    def _inside(self, value: Place, line: int, column: int) -> None:
        """Move a value's inner lines with its first."""
        leaf = _leaf(self.document, value)
        lines = leaf.lines(self.document)
        old, new = self.heads.get(line, (0, ""))
        shift = len(new) - old
        if value[4] is None and leaf.is_block and not any(sign.isdigit() for sign in leaf.header):
            texts = [self.document.lines[number] for number in lines]
            depths = [_depth(text) for text in texts if text.strip()]
            shift = column + INDENT - min(depths, default=column + INDENT)
        if value[4] is not None:
            lines = range(value[0] + 1, value[2] + 1)
        for number in ([value[0]] if value[0] > line else []) + list(lines):
            self.texts[number] = shift

    def _is_block(self, place: Place) -> bool:
        if not place[4]:  # nothing at all may stand below the last line
            return False
        return _sign(self.document, place) not in ("[", "{")

    def _before(self, place: Place) -> str:
        return self.document.lines[place[0]][: place[1]]


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(document: Document) -> list[str]:
    """Indent levels by two columns, comments with their lines."""
    columns = _Columns(document)
    columns.walk(document.place, 0)
    lines = list(document.lines)
    for number, line in enumerate(document.lines):
        if number in columns.heads:
            old, new = columns.heads[number]
            lines[number] = (new + line[old:].lstrip(" ")).rstrip(" ")  # an entry may be nothing
        elif number in columns.texts and line.strip(" "):
            lines[number] = " " * max(0, _depth(line) + columns.texts[number]) + line.lstrip(" ")
        elif line.lstrip(" ").startswith("#"):
            lines[number] = " " * _of_remark(columns, number) + line.lstrip(" ")
    return lines


def _of_remark(columns: _Columns, number: int) -> int:
    """Return the column for a comment on its own line."""
    depth = _depth(columns.document.lines[number])
    after = [line for line in columns.heads if line > number]
    before = [line for line in columns.heads if line < number]
    for line in [*sorted(after)[:1], *sorted(before, reverse=True)]:
        new = columns.heads[line][1]
        if _depth(columns.document.lines[line]) == depth:
            return _depth(new) if new.strip() else len(new)
    return depth


def _parted(document: Document) -> list[str]:
    """Set empty lines above events and between entries."""
    wanted: set[int] = set()
    inside: Any = document.place[4]
    for name in _PARTED & inside.keys():
        key, value = inside[name]
        if not isinstance(value[4], list) or _sign(document, value) == "[":
            continue
        items = value[4]
        if any(isinstance(item[4], dict) and _sign(document, item) != "{" for item in items):
            wanted.update(_line_of_dash(document, item) for item in items[1:])
            wanted.update({key[0]} if name == "events" else ())
    lines: list[str] = []
    above = {_top_of_remarks(document, line) for line in wanted}
    for number, line in enumerate(document.lines):
        if number in above and lines and lines[-1]:
            lines.append("")
        lines.append(line)
    return lines


def _sign(document: Document, place: Place) -> str:
    return document.lines[place[0]][place[1] : place[1] + 1]


def _line_of_dash(document: Document, item: Place) -> int:
    """Return the line of a list entry's dash."""
    line, column = item[0], item[1]
    if document.lines[line][:column].strip():
        return line
    while line and not document.lines[line].lstrip(" ").startswith("-"):
        line -= 1
    return line


def _top_of_remarks(document: Document, line: int) -> int:
    """Return the first of the comments directly above, as deep as the line."""
    start = " " * _depth(document.lines[line]) + "#"
    while line and document.lines[line - 1].startswith(start):
        line -= 1
    return line
