"""Routes, spans and locations of values in files."""

from dataclasses import dataclass
from typing import TypeAlias

Route: TypeAlias = tuple[str | int, ...]
"""Keys of mappings and places in lists, from the root to a value."""


def format_route(route: Route) -> str:
    """Format a route as ``events[3].when``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in route]
    return "".join(parts).removeprefix(".")


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text, counted from 1."""

    line: int
    """Line of the first character."""
    column: int
    """Column of the first character, counted in characters."""
    end_line: int
    """Line on which the stretch ends."""
    end_column: int
    """Column just after the last character."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, with its line."""

    path: str
    """Name of the file in messages."""
    span: TextSpan | None
    """Stretch of text; None if the whole file is meant."""
    line_text: str = ""
    """Text of the line on which the span starts, without its end."""

    def __str__(self) -> str:
        """Format as ``path:line:column``, or the path alone."""
        if self.span is None:
            return self.path
        return f"{self.path}:{self.span.line}:{self.span.column}"
