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

    Args:
        view: the workspace, and how it is judged.
        word: a folder that holds `cases/`, or a revision; None for the workspace as it stands.

    Raises:
        ReadError: neither.
    """
    if word is None:
        yield WorkspaceState(_fresh(view, view.workspace))
    elif word and os.path.isdir(Path(word) / "cases"):  # noqa: PTH112 - any word, no exception
        shown = Path(word).as_posix().rstrip("/")
        yield WorkspaceState(_fresh(view, Workspace(Path(word), shown_as=f"{shown}/")))
    else:
        with TemporaryDirectory(prefix="timeline-") as folder:
            left_out = take_out(view.workspace.root, word, Path(folder))
            taken = Workspace(Path(folder), shown_as=f"{word}:")
            yield WorkspaceState(_fresh(view, taken), tuple(left_out))


def _fresh(view: View, workspace: Workspace) -> View:
    """Return the view with another workspace, nothing judged."""
    return replace(view, workspace=workspace)


def compare_states(first: WorkspaceState, second: WorkspaceState) -> Compared:
    """Judge all cases of two states, and compare them."""
    before, after = first.view, second.view
    names = [*after.workspace.case_ids]
    names += [name for name in before.workspace.case_ids if name not in set(names)]
    changes: list[CaseChange] = []
    problems = [*first.problems, *second.problems]
    for name in sorted(names):
        old, new = _judged(before, name, problems), _judged(after, name, problems)
        change = _change(name, before, after, old, new)
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


def _change(
    name: str, before: View, after: View, old: Judged | None, new: Judged | None
) -> CaseChange:
    was_unreadable = old is None and name in before.workspace.case_ids
    is_unreadable = new is None and name in after.workspace.case_ids
    if old is None and new is None:
        found = CaseChange(name, None, None, (), (), ())
    else:
        found = compare_judged(old, new)
    return replace(found, was_unreadable=was_unreadable, is_unreadable=is_unreadable)
