"""History of a workspace: each commit judged beside the state before it.

Both states are judged at the end of the day of the commit, so that what is told of a commit stays
the same on every later day. From newest to oldest, in one folder in which only the files are
changed that a commit has changed. A published workspace is compared as it would be published:
what is withheld now was withheld then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from timeline.edit.revision import Revision, blobs_of, parent_of, revisions, write_blobs
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from timeline.conformance.judged import Judged
    from timeline.model.workspace import Workspace
    from timeline.view import View


@dataclass(frozen=True, slots=True)
class RevisedCase:
    """A case before and after a commit."""

    revision: Revision
    day: int
    """Day at whose end both are judged, as an ordinal."""
    case: str
    before: Judged | None
    """None if it could not be judged."""
    after: Judged | None
    is_removed: bool = False


@dataclass(slots=True)
class History:
    """Changes of cases, newest first, and what was not looked at."""

    cases: list[RevisedCase]
    is_shallow: bool = False
    """True if the history was cut off when it was cloned."""
    first: Revision | None = None
    """Oldest commit that was judged, if older ones were not."""


def history(view: View, since: str | None, most: int) -> History:
    """Judge the cases that commits have changed, before and after.

    Raises:
        ReadError: this is no repository, or git knows no such revision.
    """
    root = view.workspace.root
    listed, is_shallow = revisions(root, since)
    found = History([], is_shallow)
    if not listed:
        return found
    with TemporaryDirectory(prefix="timeline-") as folder:
        walk = _Walk(view, Path(folder), blobs_of(root, listed[0].id))
        judged, last = 0, None
        for revision in listed:
            parent = parent_of(root, revision.id)
            if parent is None:  # the first state corrects nothing
                break
            if judged == most:
                found.first = last
                break
            cases = walk.step_back(revision, blobs_of(root, parent))
            if cases is not None:
                judged, last = judged + 1, revision
            found.cases += cases or []
    return found


class _Walk:
    """A folder that is taken back from commit to commit."""

    def __init__(self, view: View, folder: Path, blobs: Mapping[str, str]) -> None:
        self.view, self.folder, self.blobs = view, folder, blobs
        self.last = view.workspace
        """State last looked at: what it withholds is withheld in all that are older."""
        (folder / "cases").mkdir()
        write_blobs(view.workspace.root, blobs, folder)

    def _state(self) -> Workspace:
        self.last = self.last.at(self.folder, "")
        return self.last

    def step_back(self, revision: Revision, before: Mapping[str, str]) -> list[RevisedCase] | None:
        """Take the folder to the state before a commit; give the cases that it changed.

        None if nothing that would be published has changed.
        """
        names = self.blobs.keys() | before.keys()
        changed = sorted(one for one in names if self.blobs.get(one) != before.get(one))
        new = self._state()
        trees = {path: _tree(new, path) for path in changed}
        affected = _affected(new, changed)
        day = min(revision.day.toordinal(), self.view.judged_day)
        after = self._judged(new, affected, day)
        self._take_back(changed, before)
        old = self._state()
        if all(_tree(old, path) == tree for path, tree in trees.items()):
            return None
        was = self._judged(old, affected, day)
        return [
            RevisedCase(revision, day, name, was.get(name), after.get(name), name not in after)
            for name in sorted(was)
        ]

    def _take_back(self, changed: Collection[str], before: Mapping[str, str]) -> None:
        for path in changed:
            (self.folder / path).unlink(missing_ok=True)
        blobs = {path: before[path] for path in changed if path in before}
        write_blobs(self.view.workspace.root, blobs, self.folder)
        self.blobs = before

    def _judged(
        self, workspace: Workspace, cases: Collection[str], day: int
    ) -> dict[str, Judged | None]:
        """Map the cases that there are to how they were judged on a day."""
        seen = replace(self.view, workspace=workspace, today=day, as_of=day)
        found: dict[str, Judged | None] = {}
        for name in sorted(set(cases) & set(workspace.case_ids)):
            try:
                found[name] = seen.judge(name)
            except TimelineError:
                found[name] = None
        return found


def _tree(workspace: Workspace, path: str) -> object:
    """Return what of a file would be published; a word if it cannot be read."""
    folder, _, name = path.removesuffix(".yaml").rpartition("/")
    try:
        return workspace.published_tree(folder, name)
    except TimelineError:
        return "unreadable"


def _affected(workspace: Workspace, changed: Collection[str]) -> set[str]:
    """Return the cases that a change of files may change."""
    names = {path: Path(path).stem for path in changed}
    cases = {name for path, name in names.items() if path.startswith("cases/")}
    if any(path.startswith("policies/") for path in changed):
        return cases | set(workspace.case_ids)
    sources = [name for path, name in names.items() if path.startswith("seeds/")]
    return cases | {name for name in workspace.case_ids if workspace.may_cite(name, sources)}
