"""Checks of files, and of cases for conflicting claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.conformance.policies import incident_day
from timeline.errors import Problem
from timeline.model.problems import in_file_order
from timeline.model.soundness import Surroundings, case_warnings
from timeline.model.workspace import Workspace, find_root, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline.inference.inference import Inference, MinimalConflict
    from timeline.inference.statement import TimeStatement
    from timeline.location import Location
    from timeline.model.build import CaseFile
    from timeline.model.source import Source
    from timeline.view import View


@dataclass(frozen=True, slots=True)
class Checked:
    """Results of checking files."""

    files: int
    problems: tuple[Problem, ...]


def check_files(view: View, paths: Sequence[Path] = ()) -> Checked:
    """Check files, and each case for conflicts.

    Args:
        view: the workspace.
        paths: the files to check; every file of the workspace if none.
    """
    problems: list[Problem] = [] if paths else list(view.workspace.unread)
    files = 0
    for near, folder, name, path in _to_check(view, paths):
        files += 1
        problems.extend(check_file(near, folder, name, path))
    return Checked(files, tuple(dict.fromkeys(problems)))  # one bad kinds.yaml fails many files


def check_file(view: View, folder: str, name: str, path: Path) -> Sequence[Problem]:
    """Check one file, and a case for conflicts.

    Args:
        view: the workspace that it belongs to.
        folder: what kind of file it is: `cases`, `seeds`, `policies` or `calendars`.
        name: its id.
        path: where it is.
    """

    def problems(name: str) -> Sequence[Problem]:
        if folder == "cases":
            return case_problems(view, view.workspace.load_case_at(path))
        return view.workspace.warnings_of(folder, name, path, view.today)

    found, failed = view.attempt(problems, folder, name)
    return failed if found is None else found


def _to_check(view: View, paths: Sequence[Path]) -> Iterator[tuple[View, str, str, Path]]:
    """Yield the files to check, each with its workspace.

    That is the nearest above the file.
    """
    if not paths:
        for folder, name, path in view.workspace.files():
            yield view, folder, name, path
    for path in paths:
        root = find_root(path.parent.resolve())
        same = root is None or root.resolve() == view.workspace.root.resolve()
        near = view if same or root is None else replace(view, workspace=Workspace(root))
        yield near, folder_of(path), path.stem, path


def case_problems(
    view: View, file: CaseFile, sources: Mapping[str, Source] | None = None
) -> list[Problem]:
    """List conflicts and warnings of a built case.

    Args:
        view: the workspace.
        file: the case.
        sources: those that it cites, where they were read already.
    """
    if sources is None:
        sources, _ = view.workspace.load_cited(file)
    inference = view.infer(file, sources)
    found = [*_contradictions(inference), *_predates(view, inference)]
    around = Surroundings(
        view.workspace.kinds,
        sources,
        view.policies,
        [rule for one in view.selections(inference) for rule, _ in one.rules],
        frozenset(event.id for event in inference.events.values() if event.is_outside),
        inference,
    )
    return list(in_file_order([*found, *case_warnings(file, around)]))


def _predates(view: View, inference: Inference) -> list[Problem]:
    """Warn of a policy not yet in force.

    If that is certain.
    """
    file = inference.file
    if file.case.policy is None:
        return []
    named = [policy for policy in view.policies if policy.id == file.case.policy]
    applies = named[0].applies if named else None  # one that cannot be read is told of its file
    day = incident_day(inference)
    if applies is None or applies.first_day is None or day is None or day.max is None:
        return []
    if day.max >= applies.first_day:
        return []
    message = f"the case predates {file.case.policy}, in force from {format_day(applies.first_day)}"
    hint = "leave policy: out, and the one in force on that day is chosen"
    return [Problem("W602", message, file.location(("policy",)), hint)]


def _contradictions(inference: Inference) -> list[Problem]:
    """Report each minimal conflict of accepted claims."""
    found = []
    for conflict in inference.conflicts:
        first, *others = conflict.claims
        says = " · ".join(claim.says for claim in conflict.claims)
        which = "claims that cannot all be true" if others else "claim that cannot be true"
        message = f"accepted {which}: {says}"
        if conflict.against:
            message += f"; against: {' · '.join(one.says_by_meaning for one in conflict.against)}"
        related = tuple(map(_related, [*others, *conflict.against]))
        hint = _contradiction_hint(conflict)
        found.append(Problem("E601", message, first.location, hint, related))
    return found


def _related(statement: TimeStatement) -> tuple[str, Location]:
    source = f" ({statement.source})" if statement.source else ""
    return f"{statement.says_by_meaning}{source}", statement.location


def _contradiction_hint(conflict: MinimalConflict) -> str:
    """Suggest a way out of a conflict.

    A date of a source is looked up; what claims say of one another has to be judged.
    """
    dispute = "standing: disputed, and say because: of what"
    if any(one.basis == "published" for one in conflict.against):
        claims = "claim" if len(conflict.claims) == 1 else "claims"
        return f"check the date of the source, or of the {claims}"
    if len(conflict.claims) == 1:
        return f"check the claim; or keep it, give it {dispute}"
    return f"keep all of them; give one of them {dispute}"
