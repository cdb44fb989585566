"""Document: a tree of text with positions."""

from dataclasses import dataclass
from typing import TypeAlias

from timeline.location import Location, Route, TextSpan
from timeline.read.source import FileText

Value: TypeAlias = str | list["Value"] | dict[str, "Value"] | None
"""Values of YAML here. A scalar is text; an empty one, ``~`` and ``null`` are None."""

Place: TypeAlias = tuple[int, int, int, int, "Places"]
"""Line, column, end line, end column, all from 0 and the end excluded; then what is inside. A tuple
and not a record, because one is made for each key and value of a file."""

Places: TypeAlias = list[Place] | dict[str, tuple[Place, Place]] | None
"""Places of a list's items, or of each key and its value, in the shape of the tree."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read: text, tree and positions."""

    text: FileText
    root: Value
    """The tree."""
    place: Place
    """Place of the root, and through it of all."""
    has_lines: bool = True
    """False if locations name the file alone, because the tree is not all of its text."""

    @property
    def path(self) -> str:
        """Return the name of the file in messages."""
        return self.text.path

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text, line by line, without line ends."""
        return self.text.lines

    def span_of(self, route: Route) -> TextSpan:
        """Return the span of a value, or its nearest ancestor."""
        return self._span(self._follow(route)[1])

    def key_span_of(self, route: Route) -> TextSpan:
        """Return the span of a value's key; without one, its own."""
        key, place, steps = self._follow(route)
        return self._span(key if key is not None and steps == len(route) else place)

    def location(self, route: Route, *, key: bool = False) -> Location:
        """Return the location of a value or its key."""
        if not self.has_lines:
            return Location(self.path, None)
        return self._located(self.key_span_of(route) if key else self.span_of(route))

    def missing_location(self, route: Route) -> Location:
        """Return the first line of a mapping that lacks a key."""
        if not self.has_lines:
            return Location(self.path, None)
        span = self.span_of(route)
        if span.end_line > span.line:
            end = max(len(self.lines[span.line - 1]) + 1, span.column)
            span = TextSpan(span.line, span.column, span.line, end)
        return self._located(span)

    def _follow(self, route: Route) -> tuple[Place | None, Place, int]:
        """Return last key and value on the route, and steps taken."""
        key, place = None, self.place
        for taken, step in enumerate(route):
            inside = place[4]
            if isinstance(inside, dict) and isinstance(step, str) and step in inside:
                key, place = inside[step]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
                key, place = None, inside[step]
            else:
                return key, place, taken
        return key, place, len(route)

    def _span(self, place: Place) -> TextSpan:
        return self.text.span(place[0], place[1], place[2:4])

    def _located(self, span: TextSpan) -> Location:
        return Location(self.path, span, self.lines[span.line - 1])
