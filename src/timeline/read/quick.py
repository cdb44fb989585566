"""Fast path for files without any flaw.

Most files are right. They are read here, in half the time, in one loop that knows no Problem; at
the first odd thing it gives up, and `read.parse` reads the text again and says what. Nothing is
accepted here that is refused there: tests/read/test_quick.py compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from timeline.read.document import Place, Value

DEEPEST: Final = 24
"""Most mappings and lists inside each other."""

LONGEST: Final = 100_000
"""Most characters of a text read here; too few for a scalar or a count beyond its bound."""

NULLS: Final = frozenset({"", "~", "null"})
"""Words for nothing, if not quoted."""

_BLOCKS: Final = frozenset({"|", ">"})
_NO_KEYS: Final = NULLS | {"<<"}
_WANTED: Final = object()


def grow_plain(  # noqa: C901, PLR0912, PLR0915 - a call for each event would cost as much again
    next_event: Callable[[], Any], events: ModuleType, text: str, lines: Sequence[str]
) -> tuple[Value, Place] | None:
    """Build the tree of a plain text.

    Args:
        next_event: gives the events of libyaml, one by one; what it raises is not caught. The
            parser in pure Python takes what libyaml and `read.parse` refuse.
        events: their classes.
        text: what the parser reads, without tabs and of at most `LONGEST` characters.
        lines: the same, line by line.

    Returns:
        The root, a mapping, and its place; None where anything is odd.
    """
    scalar, stream_end = events.ScalarEvent, events.StreamEndEvent
    mapping, mapping_end = events.MappingStartEvent, events.MappingEndEvent
    list_, list_end = events.SequenceStartEvent, events.SequenceEndEvent
    may_have_properties = "&" in text or "!" in text
    values: Any = []  # of the node that is open: a list, or a mapping
    places: Any = []
    key: Any = None  # of the coming value; None in a list, and _WANTED where a key is to come
    key_place: Any = None
    has_bracket = False
    start: tuple[int, int] = (0, 0)
    outer: list[Any] = []
    line = column = 0  # where the last scalar or bracket ended
    while True:
        event = next_event()
        kind = type(event)
        if kind is scalar:
            value, style, first, end = event.value, event.style, event.start_mark, event.end_mark
            line, column = end.line, end.column
            place = (first.line, first.column, line, column, None)
            if may_have_properties and (event.anchor or event.tag):
                return None
            if style in _BLOCKS and "#" in lines[first.line][first.column :]:
                return None  # there may be a remark where none may be
            if key is _WANTED:
                if value in values or value in _NO_KEYS:
                    return None
                key, key_place = value, place
                continue
            if value in NULLS and not style:
                if has_bracket and not value:
                    return None  # libyaml does not say where this nothing stands
                value = None
        elif kind is mapping or kind is list_:
            if key is _WANTED or len(outer) == DEEPEST:
                return None
            if may_have_properties and (event.anchor or event.tag):
                return None
            outer.append((values, places, key, key_place, has_bracket, start))
            first = event.start_mark
            start, has_bracket = (first.line, first.column), event.flow_style
            values, places, key = ({}, {}, _WANTED) if kind is mapping else ([], [], None)
            continue
        elif kind is mapping_end or kind is list_end:
            if has_bracket:
                end = event.end_mark
                line, column = end.line, end.column
            value, place = values, (*start, line, column, places)
            values, places, key, key_place, has_bracket, start = outer.pop()
        elif kind is events.AliasEvent:
            return None
        elif kind is stream_end:
            break
        else:
            continue
        if key is None:
            values.append(value)
            places.append(place)
        else:
            values[key] = value
            places[key] = (key_place, place)
            key = _WANTED
    is_one = len(values) == 1 and isinstance(values[0], dict)
    return (values[0], places[0]) if is_one else None
