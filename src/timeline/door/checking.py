"""`timeline.check`: every problem of every file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.api import check_files
from timeline.door.frames import Framed
from timeline.door.many import table_of
from timeline.door.results import Result
from timeline.door.shapes import PROBLEMS
from timeline.door.workspace import Workspace, load_workspace
from timeline.errors import Problem, format_problem
from timeline.render.json_shapes import CheckJson, ProblemJson
from timeline.render.json_tables import CONTRADICTION, check_json
from timeline.render.tables import print_problems

if TYPE_CHECKING:
    from timeline.portfolio.tables import Cell
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, repr=False)
class Checked(Result[CheckJson], Framed):
    """What is wrong with files: what `timeline check` tells; a frame has a row for each problem."""

    files: int
    """How many files were looked at."""
    problems: tuple[Problem, ...]
    """Warnings and contradictions among them."""

    @property
    def contradictions(self) -> int:
        """How many of the problems are accepted claims that cannot all be true."""
        return sum(problem.code == CONTRADICTION for problem in self.problems)

    @property
    def is_fine(self) -> bool:
        """Whether there is no problem but warnings, so that the command would end with 0."""
        return all(problem.is_warning for problem in self.problems)

    @cached_property
    def _data(self) -> CheckJson:
        return check_json(self.files, self.problems)

    def _draw(self, page: Page) -> None:
        texts = [format_problem(problem) for problem in self.problems]
        print_problems(page, texts, self.files, self.contradictions)

    def _table(self) -> PlainTable:
        return table_of(PROBLEMS, map(_row, self._data["problems"]))

    def __repr__(self) -> str:
        """How many there are."""
        return f"<Checked: {self.files} files, {len(self.problems)} problems>"


def check(workspace: Workspace | None = None, paths: PathLike | Iterable[PathLike] = ()) -> Checked:
    """Check files: each by itself, then each case for contradictions.

    Files are read anew, however long ago the workspace was loaded.

    Args:
        workspace: the one that `load_workspace` finds, if none.
        paths: files; every file of the workspace if none.
    """
    place = (workspace or load_workspace()).reloaded()
    asked = [paths] if isinstance(paths, str | os.PathLike) else paths
    checked = check_files(place.start, [Path(path).absolute() for path in asked])
    return Checked(checked.files, checked.problems)


def _row(problem: ProblemJson) -> dict[str, Cell]:
    return {
        "code": problem["code"],
        "message": problem["message"],
        "file": problem["file"],
        "line": problem["line"],
        "column": problem["column"],
        "end_line": problem["end_line"],
        "end_column": problem["end_column"],
        "hint": problem["hint"],
        "warning": problem["warning"],
    }
