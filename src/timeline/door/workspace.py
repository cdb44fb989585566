"""Workspace: where one starts from Python."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from timeline.api import View, open_workspace
from timeline.door.asked import Day, day_asked, refusal
from timeline.door.case import Case
from timeline.door.cases import Cases, Tables, cases_of, tables_of
from timeline.door.results import INSIDE
from timeline.model.workspace import Workspace as PlainWorkspace
from timeline.visible import visible


@dataclass(frozen=True, eq=False, repr=False)
class Workspace:
    """A folder of cases, sources and policies; each file is read once, when it is needed.

    `reloaded` sees what changed on disk since.
    """

    start: View = field(metadata=INSIDE)
    views: dict[tuple[int | None, int | None, str], View] = field(
        default_factory=dict, metadata=INSIDE
    )

    @property
    def root(self) -> Path:
        """The folder that holds cases/."""
        return self.start.workspace.root

    @property
    def is_shipped(self) -> bool:
        """Whether these are the cases that came with timeline, as no folder here holds cases/."""
        return self.start.workspace.is_shipped

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The id of every case file, in order."""
        return tuple(self.start.workspace.case_ids)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The id of every source file, in order."""
        return tuple(sorted(self.start.workspace.source_ids))

    @property
    def policy_ids(self) -> tuple[str, ...]:
        """The id of every policy, those that came with timeline among them."""
        return tuple(self.start.workspace.policy_files)

    @property
    def measure_ids(self) -> tuple[str, ...]:
        """The id of every measure, in the order of the process."""
        return tuple(measure.id for measure in self.start.measures)

    def case(
        self,
        case_id: str,
        *,
        as_of: Day | None = None,
        known_on: Day | None = None,
        policy: str | None = None,
    ) -> Case:
        """Read and judge one case.

        Args:
            case_id: its id.
            as_of: judge at the end of that day; else of the last that its record was followed.
            known_on: count only what was public by the end of that day.
            policy: judge by this policy, and mark the result as hypothetical.

        Raises:
            TimelineError: no such case, day or policy, or one that cannot be read.
        """
        view = view_of(self, as_of, known_on, policy)
        return Case(view, view.judge(case_id))

    def cases(
        self,
        *,
        as_of: Day | None = None,
        known_on: Day | None = None,
        policy: str | None = None,
    ) -> Cases:
        """Every case that can be read, and the problems of those that cannot.

        Raises:
            TimelineError: no such day or policy.
        """
        return cases_of(view_of(self, as_of, known_on, policy))

    def tables(
        self,
        *,
        as_of: Day | None = None,
        known_on: Day | None = None,
        policy: str | None = None,
    ) -> Tables:
        """Every case as tables for data frames: the tables of `timeline query`, by name.

        Raises:
            TimelineError: no such day or policy.
        """
        return tables_of(view_of(self, as_of, known_on, policy))

    def reloaded(self) -> Workspace:
        """The same folder, with every file read anew."""
        plain = self.start.workspace
        return Workspace(View(PlainWorkspace(plain.root, plain.is_shipped), _today()))

    def __repr__(self) -> str:
        """Where it is, and how much there is."""
        shipped = ", shipped with timeline" if self.is_shipped else ""
        counts = f"{len(self.case_ids)} cases, {len(self.source_ids)} sources"
        return f"<Workspace {self.root}: {counts}{shipped}>"

    def _repr_html_(self) -> str:
        words = escape(visible(repr(self)))
        return f"<p>{words}</p><p>{escape(visible(', '.join(self.case_ids)))}</p>"


def view_of(
    workspace: Workspace,
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
) -> View:
    """A workspace as it is looked at; what is judged under one view is judged once.

    Raises:
        TimelineError: no such day or policy.
    """
    start = workspace.start
    day = day_asked("as_of", as_of, start.today)
    known = day_asked("known_on", known_on, start.today)
    key = (day, known, policy or "")
    if key not in workspace.views:
        view = replace(start, as_of=day, known_on=known, policy_id=policy or "")
        if policy:
            view.load_policy(policy)
        workspace.views[key] = view
    return workspace.views[key]


def load_workspace(root: str | os.PathLike[str] | None = None) -> Workspace:
    """The workspace to work in, found as the command line finds it.

    Args:
        root: the folder that holds cases/; else $TIMELINE_ROOT, else the nearest folder upward
            that holds cases/, else the cases that came with timeline.

    Raises:
        TimelineError: the folder that was named does not hold cases/.
    """
    named, said_by = root, "root"
    if named is None:
        named, said_by = os.environ.get("TIMELINE_ROOT") or None, "TIMELINE_ROOT"
    folder = None if named is None else Path(named).absolute()
    if folder is not None and not (folder / "cases").is_dir():
        message = f"{folder} is not a folder that holds cases/"
        raise refusal("E412", message, said_by, "name the folder above cases/")
    return Workspace(View(open_workspace(folder, Path.cwd()), _today()))


def _today() -> int:
    """The day on which the program runs, where it runs."""
    return datetime.now(UTC).astimezone().date().toordinal()


def load_case(
    case_id: str,
    *,
    root: str | os.PathLike[str] | None = None,
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
) -> Case:
    """Read and judge one case of the workspace that `load_workspace` finds.

    Args:
        case_id: its id.
        root: as for `load_workspace`.
        as_of: judge at the end of that day; else of the last that its record was followed.
        known_on: count only what was public by the end of that day.
        policy: judge by this policy, and mark the result as hypothetical.

    Raises:
        TimelineError: no such workspace, case, day or policy, or one that cannot be read.
    """
    workspace = load_workspace(root)
    return workspace.case(case_id, as_of=as_of, known_on=known_on, policy=policy)
