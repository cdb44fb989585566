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
from timeline.portfolio.changes import CaseChange, compare_judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.location import Location
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
        yield WorkspaceState(replace(view, workspace=view.workspace.at(Path(word), f"{shown}/")))
    else:
        with TemporaryDirectory(prefix="timeline-") as folder:
            left_out = take_out(view.workspace.root, word, Path(folder))
            taken = view.workspace.at(Path(folder), f"{word}:")
            yield WorkspaceState(replace(view, workspace=taken), tuple(left_out))


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """A case with everything, and without what is withheld."""

    case: str
    file: str
    before: Judged | None
    """With everything; None if that cannot be judged."""
    after: Judged | None
    """As it would be published; None if nothing is left that can be judged."""
    places: tuple[Location, ...]
    """Places of what is withheld in its file."""
    problems: tuple[Problem, ...]
    """Reasons for which it cannot be judged with everything."""


def compare_published(view: View) -> Iterator[PublishedCase]:
    """Compare each case from which something is withheld with what is left of it."""
    workspace = view.workspace
    all_differ = workspace.withholds_rules
    for name in workspace.case_ids:
        file = workspace.shown(workspace.root / "cases" / f"{name}.yaml")
        problems: list[Problem] = []
        try:
            places = workspace.withheld_in(name)
        except TimelineError:
            continue  # no such file can be judged or published, whatever it withholds
        if places is None and not all_differ:
            continue
        whole, rest = _judged(view, name, problems), _judged(view.published, name, [])
        found = tuple(problems) if whole is None else ()
        yield PublishedCase(name, file, whole, rest, places or (), found)


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
