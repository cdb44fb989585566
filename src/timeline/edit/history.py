"""History of a workspace: each commit judged beside the state before it.

Both states are judged at the end of the day of the commit, so that what is told of a commit stays
the same on every later day. From newest to oldest, in one folder in which only the files are
changed that a commit has changed. A published workspace is compared as it would be published:
what is withheld now was withheld then.

A commit that touches very many cases, such as a change of a rule, costs as much as the rest of the
history together; it is left out, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from timeline.edit.revision import Revision, blobs_of, parent_of, write_blobs
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from timeline.conformance.judged import Judged
    from timeline.model.workspace import Workspace
    from timeline.view import View


MOST_CASES = 50
"""Cases of one commit that are judged; one that changes more is left out."""
MOST_IN_ALL = 100
"""Cases after which no older commit is looked at."""


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
    first: Revision | None = None
    """Oldest commit that was judged, if older ones were not."""
    too_large: list[Revision] = field(default_factory=list)
    """Commits that change too many cases."""


def history(view: View, listed: Sequence[Revision], most: int) -> History:
    """Judge the cases that commits have changed, before and after.

    Args:
        view: what is published.
        listed: the commits, newest first.
        most: how many commits that changed something are judged.

    Raises:
        ReadError: git cannot tell what a commit holds.
    """
    root = view.workspace.root
    found = History([])
    if not listed:
        return found
    with TemporaryDirectory(prefix="timeline-") as folder:
        walk = _Walk(view, Path(folder), blobs_of(root, listed[0].id))
        judged, last = 0, None
        for revision in listed:
            parent = parent_of(root, revision.id)
            if parent is None:  # the first state corrects nothing
                break
            if judged == most or len(found.cases) >= MOST_IN_ALL:
                found.first = last
                break
            cases = walk.step_back(revision, blobs_of(root, parent))
            if cases is None:
                continue
            judged, last = judged + 1, revision
            found.cases += cases
            found.too_large += [revision] * walk.was_too_large
    return found


class _Walk:
    """A folder that is taken back from commit to commit."""

    def __init__(self, view: View, folder: Path, blobs: Mapping[str, str]) -> None:
        self.view, self.folder, self.blobs = view, folder, blobs
        self.last = view.workspace
        """State last looked at: what it withholds is withheld in all that are older."""
        self.was_too_large = False
        """True of the last step, if it changes too many cases to be judged."""
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
        after = self.blobs
        self._take(changed, before)
        old = self._state()
        seen = [path for path, tree in trees.items() if _tree(old, path) != tree]
        if not seen:
            return None
        affected = _affected(old, seen)
        self.was_too_large = len(affected) > MOST_CASES
        if self.was_too_large:
            return []
        day = min(revision.day.toordinal(), self.view.judged_day)
        was = self._judged(old, affected, day)
        # Only now is it known that the new state is worth judging.
        self._take(changed, after)
        new_again = self._judged(new.fresh(), affected, day)
        self._take(changed, before)
        return [
            RevisedCase(revision, day, name, one, new_again.get(name), name not in new_again)
            for name, one in sorted(was.items())
        ]

    def _take(self, changed: Collection[str], blobs: Mapping[str, str]) -> None:
        """Take the folder to another state, in which these files differ."""
        for path in changed:
            (self.folder / path).unlink(missing_ok=True)
        there = {path: blobs[path] for path in changed if path in blobs}
        write_blobs(self.view.workspace.root, there, self.folder)
        self.blobs = blobs

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
