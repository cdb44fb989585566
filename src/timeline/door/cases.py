"""Every case of a workspace: in order, and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.case import Case
from timeline.door.frames import Table
from timeline.door.results import INSIDE, Result, Rows
from timeline.errors import Problem
from timeline.model.fields import nearest
from timeline.portfolio.tables import build_tables
from timeline.render.json_parts import problems_json
from timeline.render.json_shapes import ListJson
from timeline.render.rows import ListRow, list_row
from timeline.render.tables import print_list

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page


@dataclass(frozen=True, eq=False, repr=False)
class Cases(Result[ListJson], Rows[Case]):
    """Every case that can be read, found by its id: what `timeline list` tells."""

    problems: tuple[Problem, ...] = ()
    """Of every file that could not be read."""

    @cached_property
    def _lines(self) -> list[ListRow]:
        return [list_row(case.judged) for case in self.items]

    @cached_property
    def _data(self) -> ListJson:
        rows = [line["json"] for line in self._lines]
        return {"cases": rows, "problems": problems_json(self.problems)}

    def _draw(self, page: Page) -> None:
        print_list(page, self._lines, len(self.problems))

    def __repr__(self) -> str:
        """How many there are."""
        return f"<Cases: {len(self)}, and {len(self.problems)} problems>"


@dataclass(frozen=True, eq=False, repr=False)
class Tables(Mapping[str, Table]):
    """The tables of `timeline query` by name; docs/query.md says what each column means."""

    by_name: Mapping[str, Table] = field(metadata=INSIDE)
    problems: tuple[Problem, ...]
    """Of every file that could not be read, and so has no rows."""

    def __getitem__(self, name: str) -> Table:
        """The table of that name.

        Raises:
            KeyError: there is none.
        """
        if name not in self.by_name:
            raise KeyError(f"{name} is not a table: {nearest(name, list(self.by_name))}")
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        """Their names, in the order of the documentation."""
        return iter(self.by_name)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.by_name)

    def __repr__(self) -> str:
        """Their names and sizes."""
        sizes = ", ".join(f"{name} {len(table)}" for name, table in self.items())
        return f"<Tables: {sizes}; {len(self.problems)} problems>"


def cases_of(view: View) -> Cases:
    """Every case that can be read."""
    found, problems = view.judge_all(view.workspace.case_ids)
    cases = tuple(Case(view, judged) for judged in found)

    def table() -> PlainTable:
        return build_tables(found, {}, view.as_of)[0]

    ids = tuple(case.id for case in cases)
    return Cases(cases, ids, "a case here that can be read", table, tuple(problems))


def tables_of(view: View) -> Tables:
    """Every table over every case that can be read."""
    found, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    plain = build_tables(found, sources, view.as_of)
    problems = list(dict.fromkeys([*problems, *unreadable]))
    return Tables({one.name: Table(one) for one in plain}, tuple(problems))
