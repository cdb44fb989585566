"""Appending to a list of a file by position, keeping all other bytes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from timeline.edit.blocks import Style, format_flow, format_item
from timeline.errors import Problem, ReadError
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.edit.blocks import Words
    from timeline.read.document import Document, Place, Value

_MARK: Final = "\ufeff"
"""Byte order mark, which some editors put first."""


def with_entry(data: bytes, document: Document, entry: Mapping[str, Words], key: str) -> bytes:
    """Append an entry to a list of the file and change no other byte.

    The first way of putting it there is taken after which the strict reader reads the old tree with
    the new entry behind it, and nothing else. The list has at least one entry.

    Raises:
        ReadError: there is no such way, or the entry's text cannot stand in a file.
    """
    root: Any = document.root
    wanted = {**root, key: [*root[key], as_tree(entry)]}
    decoded = data.decode("utf-8")
    text = decoded.removeprefix(_MARK)
    mark = decoded[: len(decoded) - len(text)]
    failure: ReadError | None = None
    for edited in _ways(text, document, entry, key):
        new = (mark + edited).encode("utf-8", errors="surrogatepass")
        try:
            found = parse_yaml(edited, document.path)
        except ReadError as error:
            failure = failure or error
        else:
            if found.root == wanted:
                return new
    if failure is not None:
        raise failure
    place = document.location((key,), key=True)
    message = "it cannot be put behind the others without changing what they say"
    raise ReadError([Problem("E705", message, place, "put it in by hand, and run timeline check")])


def as_tree(value: Words) -> Value:
    """Convert a value to the strict reader's types."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: as_tree(value[key]) for key in value}
    return [as_tree(entry) for entry in value]


def _ways(text: str, document: Document, entry: Mapping[str, Words], key: str) -> Iterator[str]:
    """Yield texts with the entry, the most pleasing first."""
    inside: Any = document.place[4]
    entries: Place = inside[key][1]
    line_end = "\r\n" if "\r\n" in text else "\n"
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    if document.lines[entries[0]][entries[1]] == "[":
        for style in (Style.BARE, Style.QUOTED):
            flow = format_flow(entry, style)
            yield from _in_brackets(text, document, entries, starts, flow, line_end)
        return
    for style in Style:
        block = format_item(entry, entries[1], style).replace("\n", line_end)
        yield from _behind(text, document, entries, starts, block, line_end)


def _behind(
    text: str, document: Document, events: Place, starts: list[int], block: str, line_end: str
) -> Iterator[str]:
    """Yield texts with a block below the last event."""
    items: Any = events[4]
    last: Place = items[-1]
    lines = document.lines
    end = last[2] if last[3] == 0 else last[2] + 1  # a folded text ends where the next line starts
    trimmed = end
    while not lines[trimmed - 1].strip():
        trimmed -= 1
    below = _past_comments(lines, trimmed, events[1])
    gaps = (line_end, "") if _is_roomy(items, lines) else ("", line_end)
    for place in dict.fromkeys((below, trimmed, end)):
        at = starts[place] if place < len(lines) else len(text)
        before = "" if not at or text[at - 1] == "\n" else line_end
        for gap in gaps:
            yield text[:at] + before + gap + block + text[at:]


def _past_comments(lines: tuple[str, ...], line: int, column: int) -> int:
    """Return the line after comments at the list's depth."""
    at = line
    while column and at < len(lines):
        words = lines[at].strip()
        if words.startswith("#") and len(lines[at]) - len(lines[at].lstrip()) >= column:
            line = at + 1
        elif words:
            break
        at += 1
    return line


def _is_roomy(items: list[Place], lines: tuple[str, ...]) -> bool:
    """Return True if empty lines separate the events."""
    # By the last two, else by the room that the only one takes.
    last = items[-1]
    if len(items) == 1:
        return last[2] > last[0]
    above = last[0] - 1
    while above and lines[above].lstrip().startswith("#"):
        above -= 1
    return not lines[above].strip()


def _in_brackets(
    text: str, document: Document, events: Place, starts: list[int], flow: str, line_end: str
) -> Iterator[str]:
    """Yield texts with an event in a bracketed list."""
    items: Any = events[4]
    last: Place = items[-1]
    at = starts[last[2]] + last[3]
    if events[2] > last[2]:  # the bracket closes on a later line: a remark may stand between
        line = document.lines[last[2]]
        comma = "" if line[last[3] :].lstrip().startswith(",") else ","
        below = starts[last[2] + 1]
        pad = " " * (last[1] if last[0] > events[0] or last[1] > events[1] else events[1] + 1)
        yield f"{text[:at]}{comma}{text[at:below]}{pad}{flow}{line_end}{text[below:]}"
    yield f"{text[:at]}, {flow}{text[at:]}"
