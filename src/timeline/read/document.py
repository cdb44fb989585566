"""Document: a tree of text with positions."""

from dataclasses import dataclass
from typing import TypeAlias

from timeline.location import Location, Route, Span

Value: TypeAlias = str | list["Value"] | dict[str, "Value"] | None
"""Values of YAML here. A scalar is text; an empty one, ``~`` and ``null`` are None."""

Place: TypeAlias = tuple[int, int, int, int, "Places"]
"""Line, column, end line, end column, all from 0 and the end excluded; then what is inside. A tuple
and not a record, because one is made for each key and value of a file."""

Places: TypeAlias = list[Place] | dict[str, tuple[Place, Place]] | None
"""Places of a list's items, or of each key and its value, in the shape of the tree."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read: tree and positions."""

    path: str
    """Name of the file in messages."""
    lines: tuple[str, ...]
    """Text, line by line, without line ends."""
    root: Value
    """The tree."""
    place: Place
    """Place of the root, and through it of all."""

    def span_of(self, route: Route) -> Span:
        """Return the span of the value at the route.

        Or of its nearest ancestor that exists.
        """
        _, place, _ = self._follow(route)
        return self._span(place)

    def key_span_of(self, route: Route) -> Span:
        """Return the span of the value's key.

        An item of a list has no key, and neither has the root: then the span is the value's own, as
        it is the ancestor's if the route does not exist.
        """
        key, place, steps = self._follow(route)
        return self._span(key if key is not None and steps == len(route) else place)

    def location(self, route: Route, *, key: bool = False) -> Location:
        """Return the location of a value or its key."""
        return self._located(self.key_span_of(route) if key else self.span_of(route))

    def missing_location(self, route: Route) -> Location:
        """Return the location for a missing key.

        The first line of the mapping at the route.
        """
        span = self.span_of(route)
        if span.end_line > span.line:
            end = max(len(self.lines[span.line - 1]) + 1, span.column)
            span = Span(span.line, span.column, span.line, end)
        return self._located(span)

    def _follow(self, route: Route) -> tuple[Place | None, Place, int]:
        """Follow the route as far as it exists.

        Returns the last key, the last value and the number of steps taken.
        """
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

    def _span(self, place: Place) -> Span:
        """Return the span of a place, within the text."""
        # libyaml may put its ends on a line after the last.
        line, column, end_line, end_column, _ = place
        last = len(self.lines) - 1
        end = (last, len(self.lines[last]))
        line, column = min((line, column), end)
        end_line, end_column = min((end_line, end_column), end)
        return Span(line + 1, column + 1, end_line + 1, end_column + 1)

    def _located(self, span: Span) -> Location:
        return Location(self.path, span, self.lines[span.line - 1])
