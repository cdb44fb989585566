"""Two states of a workspace, compared case by case."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from timeline.edit.revision import take_out
from timeline.errors import TimelineError
from timeline.model.workspace import Workspace
from timeline.portfolio.changes import CaseChange, compare_judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.view import View


@dataclass(frozen=True, slots=True)
class Compared:
    """Differences of two states, and files unreadable in either."""

    changes: tuple[CaseChange, ...]
    """Changed cases, in order."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """One state of a workspace, ready to be judged."""

    view: View
    problems: tuple[Problem, ...] = ()
    """Problems of files that could not be taken over."""


@contextmanager
def state_of(view: View, word: str | None) -> Iterator[WorkspaceState]:
    """Open a state of the workspace while needed.

    The word is a folder that holds `cases/` or a revision; None means the workspace as it stands.

    Raises:
        ReadError: it is neither.
    """
    if word is None:
        yield WorkspaceState(replace(view, workspace=view.workspace))
    elif word and os.path.isdir(Path(word) / "cases"):  # noqa: PTH112 - for a word of any length
        shown = Path(word).as_posix().rstrip("/")
        yield WorkspaceState(replace(view, workspace=Workspace(Path(word), shown_as=f"{shown}/")))
    else:
        with TemporaryDirectory(prefix="timeline-") as folder:
            left_out = take_out(view.workspace.root, word, Path(folder))
            taken = Workspace(Path(folder), shown_as=f"{word}:")
            yield WorkspaceState(replace(view, workspace=taken), tuple(left_out))


def compare_states(first: WorkspaceState, second: WorkspaceState) -> Compared:
    """Judge all cases of two states, and compare them."""
    changes: list[CaseChange] = []
    problems = [*first.problems, *second.problems]
    was, is_now = first.view.workspace.case_ids, second.view.workspace.case_ids
    for name in sorted({*was, *is_now}):
        old, new = _judged(first.view, name, problems), _judged(second.view, name, problems)
        change = CaseChange(name, None, None, (), (), ())
        if old is not None or new is not None:
            change = compare_judged(old, new)
        was_unreadable, is_unreadable = old is None and name in was, new is None and name in is_now
        change = replace(change, was_unreadable=was_unreadable, is_unreadable=is_unreadable)
        if not change.is_empty:
            changes.append(change)
    return Compared(tuple(changes), tuple(dict.fromkeys(problems)))


def _judged(view: View, name: str, problems: list[Problem]) -> Judged | None:
    """Judge one case; None if missing or unreadable."""
    if name not in view.workspace.case_ids:
        return None
    try:
        judged = view.judge(name)
    except TimelineError as error:
        problems.extend(error.problems)
        return None
    problems.extend(judged.problems)
    return judged
