"""Naming a value in a file, and finding it."""

from dataclasses import dataclass
from typing import TypeAlias

Route: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: keys of mappings and places in lists."""


def format_route(route: Route) -> str:
    """Give the route as one writes it: ``events[3].when``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in route]
    return "".join(parts).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text, from its first character to just before its end."""

    line: int
    """The line of the first character; the first line is 1."""
    column: int
    """The column of the first character, counted in characters; the first is 1."""
    end_line: int
    """The line on which the stretch ends."""
    end_column: int
    """The column just after the last character."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file, with the line that is shown to the reader."""

    path: str
    """The file, as it is to be named to the reader."""
    span: Span | None
    """The stretch that is meant; None where the whole file is."""
    line_text: str = ""
    """The text of the line on which the span starts, without its end."""

    def __str__(self) -> str:
        """Give ``path:line:column``, or the path alone where no stretch is meant."""
        if self.span is None:
            return self.path
        return f"{self.path}:{self.span.line}:{self.span.column}"
