"""What every result can do: plain data, JSON, text, HTML; and rows that are found by their id."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar, overload

from timeline.door.frames import Framed, rows_html
from timeline.errors import Problem
from timeline.model.fields import nearest
from timeline.render.html import page_html, page_text
from timeline.render.json_text import format_json

if TYPE_CHECKING:
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page

Data = TypeVar("Data")
One_co = TypeVar("One_co", covariant=True)


INSIDE: Final = {"inside": True}
"""Metadata of fields that hold what is inside the program, and may change with any version."""


class Result(ABC, Generic[Data]):
    """A result that is also data and a page."""

    @property
    @abstractmethod
    def _data(self) -> Data:
        """The object of `--json`, made once."""

    @abstractmethod
    def _draw(self, page: Page) -> None:
        """Print what the command prints."""

    def to_dict(self) -> Data:
        """The same result as plain data: the object that the command gives with `--json`."""
        return deepcopy(self._data)

    def to_json(self) -> str:
        """The same as text, byte for byte what the command prints with `--json`."""
        return format_json(self._data)

    def __str__(self) -> str:
        """The page that the command prints, without colours."""
        return page_text(self._draw)

    def _repr_html_(self) -> str:
        return page_html(self._draw)


def print_left_out(page: Page, problems: Sequence[Problem]) -> None:
    """Say below a page that files were left out, so that nobody takes it for the whole."""
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        page.line((f"{count} kept files out: see problems of this result", "yellow"))


@dataclass(frozen=True)
class Rows(Framed, Generic[One_co]):
    """Values in order, found by their place or their id, and the rows of a data frame."""

    # No Sequence: type checkers would then refuse to look for an id with `in`.

    items: tuple[One_co, ...]
    ids: tuple[str, ...] = field(repr=False, metadata=INSIDE)
    """One for each value; an id may stand twice where two policies judge."""
    what: str = field(repr=False, metadata=INSIDE)
    """What one of them is: an event of may3-syria."""
    make_table: Callable[[], PlainTable] = field(repr=False, compare=False, metadata=INSIDE)

    def _table(self) -> PlainTable:
        return self.make_table()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[One_co]:
        """The values in order."""
        return iter(self.items)

    def __reversed__(self) -> Iterator[One_co]:
        """The values from the last to the first."""
        return reversed(self.items)

    @overload
    def __getitem__(self, index: int | str) -> One_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[One_co, ...]: ...
    def __getitem__(self, index: int | str | slice) -> One_co | tuple[One_co, ...]:
        """The value at a place or with an id, or several values.

        Raises:
            KeyError: no value has the id, or more than one.
            IndexError: there is no such place.
        """
        return self._named(index) if isinstance(index, str) else self.items[index]

    def _named(self, name: str) -> One_co:
        places = [place for place, one in enumerate(self.ids) if one == name]
        if len(places) == 1:
            return self.items[places[0]]
        if places:
            raise KeyError(f"{len(places)} have the id {name}: choose one by its place")
        raise KeyError(f"{name} is not {self.what}: {nearest(name, self.ids)}".removesuffix(": "))

    def __contains__(self, value: object) -> bool:
        """Whether a value, or one with that id, is there."""
        return value in (self.ids if isinstance(value, str) else self.items)

    def __str__(self) -> str:
        """One value a line."""
        return "\n".join(map(str, self.items))

    def _repr_html_(self) -> str:
        return rows_html(self._table())
