"""Workspace: the folder of cases, seeds and policies, and safe ways into it.

What reads and builds files is imported by whoever asks for one: where all that was asked for is in
the cache, no file is built, and Pydantic need not be there.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cache.contents import names_in
from timeline.cache.inputs import Inputs
from timeline.errors import PolicyError, Problem, ReadError, TimelineError
from timeline.location import Location
from timeline.model.names import ID_PATTERN, nearest, proposed_id
from timeline.read.root import nearest_root, package_folder, shipped_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from timeline.chrono.calendar import WorkCalendar
    from timeline.model.build import CaseFile, References
    from timeline.model.kind import Kind
    from timeline.model.policy import Policy, Rule
    from timeline.model.source import Source
    from timeline.read.document import Document

_PACKAGE = Path(package_folder())
_SUFFIX = ".yaml"
_KINDS = "kinds"
_FOLDERS = ("cases", "seeds", "policies", "calendars")


def shipped_root() -> Path:
    """The cases and seeds that came with the program: in the package, or in its checkout."""
    return Path(shipped_folder())


def find_root(start: Path) -> Path | None:
    """The nearest folder upward that holds `cases/`; None where there is none."""
    found = nearest_root(str(start))
    return None if found is None else Path(found)


@dataclass(frozen=True)
class Workspace:
    """Cases, sources and policies of one folder, each read when asked for."""

    root: Path
    is_shipped: bool = False
    """Whether these are the cases that came with the program."""
    shown_as: str = ""
    """Put before the names of files in messages."""
    inputs: Inputs = field(default_factory=Inputs, compare=False)
    """Where it is noted what was read."""
    _sources: dict[str, Source] = field(default_factory=dict, compare=False)
    _policies: dict[str, tuple[Policy, Document]] = field(default_factory=dict, compare=False)
    _folders: dict[str, str] = field(default_factory=dict, compare=False)
    """Where folders lead, by name."""

    def fresh(self, inputs: Inputs | None = None) -> Workspace:
        """Return the same folder with nothing read yet."""
        return Workspace(self.root, self.is_shipped, self.shown_as, inputs or Inputs())

    def _ids(self, folder: Path) -> list[str]:
        return names_in(str(folder), _SUFFIX)

    @cached_property
    def case_ids(self) -> list[str]:
        """The id of every case file, in order."""
        return self._ids(self.root / "cases")

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """The id of every source file."""
        return frozenset(self._ids(self.root / "seeds"))

    @cached_property
    def policy_files(self) -> dict[str, Path]:
        """Every policy by id; the workspace's own come before those of the same id built in."""
        built_in, own = _PACKAGE / "policies", self.root / "policies"
        found = {name: built_in / f"{name}{_SUFFIX}" for name in self._ids(built_in)}
        found |= {name: own / f"{name}{_SUFFIX}" for name in self._ids(own) if name != _KINDS}
        return found

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Every kind of event by id, in the order of the process.

        Raises:
            TimelineError: the workspace's own kinds cannot be read.
        """
        from timeline.model.build import build_vocabulary

        found = self.shipped_kinds
        for path in self._own_kinds():
            vocabulary = build_vocabulary(self._read(path), self.shipped_kinds)
            found = found | {kind.id: kind for kind in vocabulary.kinds}
        return found

    @cached_property
    def shipped_kinds(self) -> dict[str, Kind]:
        """The kinds that come with the program, by id."""
        from timeline.model.build import build_vocabulary

        document = self._read(_PACKAGE / "vocabulary" / f"{_KINDS}{_SUFFIX}")
        return {kind.id: kind for kind in build_vocabulary(document).kinds}

    def _own_kinds(self) -> list[Path]:
        """The workspace's own vocabulary, where it has one."""
        own = self.root / "policies"
        return [own / f"{_KINDS}{_SUFFIX}"] if _KINDS in self._ids(own) else []

    @cached_property
    def _shipped(self) -> Workspace:
        return Workspace(shipped_root(), is_shipped=True, inputs=self.inputs)

    @cached_property
    def calendar_files(self) -> dict[str, Path]:
        """Every calendar of working days by id; the workspace's own before those built in."""
        built_in = _PACKAGE / "vocabulary" / "calendars"
        own = self.root / "policies" / "calendars"
        return {
            name: folder / f"{name}{_SUFFIX}"
            for folder in (built_in, own)
            for name in self._ids(folder)
        }

    def load_calendar(self, name: str) -> WorkCalendar:
        """Read one calendar.

        Raises:
            TimelineError: no such calendar, or one that cannot be read.
        """
        from timeline.model.build import build_calendar

        if name not in self.calendar_files:
            raise self._unknown("calendar", name, self.calendar_files)
        path = self.calendar_files[name]
        return build_calendar(self._read(path), path.stem).as_calendar()

    @cached_property
    def references(self) -> References:
        """What the files of this workspace may refer to."""
        from timeline.model.build import References

        try:
            kinds: Collection[str] = self.kinds.keys()
            openings = frozenset(kind.closes for kind in self.kinds.values() if kind.closes)
        except TimelineError:  # which is told of that file; the others are looked at all the same
            kinds, openings = self._words_for_kinds(), frozenset()
        return References(
            kinds,
            self.source_ids,
            self.policy_files.keys(),
            self.calendar_files.keys(),
            openings,
        )

    def _words_for_kinds(self) -> frozenset[str]:
        """Every id that a vocabulary gives to a kind, whatever else is wrong with it."""
        from timeline.model.build import ids_of_kinds

        found = set(self.shipped_kinds)
        for path in self._own_kinds():
            try:
                found |= ids_of_kinds(self._read(path))
            except TimelineError:
                continue
        return frozenset(found)

    def load_case(self, case_id: str) -> CaseFile:
        """Read one case.

        Raises:
            TimelineError: no such case, or one that cannot be read; with every Problem.
        """
        from timeline.model.build import build_case

        path = self._path("cases", case_id, self.case_ids, "case")
        return build_case(self._read(path), case_id, self.references)

    def load_source(self, source_id: str) -> Source:
        """Read one source, once.

        Raises:
            TimelineError: no such source, or one that cannot be read.
        """
        from timeline.model.build import build_source

        if source_id not in self._sources:
            path = self._path("seeds", source_id, self.source_ids, "source")
            self._sources[source_id] = build_source(self._read(path))
        return self._sources[source_id]

    def load_policy(self, policy_id: str) -> Policy:
        """Read one policy.

        Raises:
            TimelineError: no such policy, or one that cannot be read.
        """
        if policy_id not in self.policy_files:
            raise self._unknown("policy", policy_id, self.policy_files)
        return self._sound_policy(policy_id)[0]

    def _sound_policy(self, policy_id: str) -> tuple[Policy, Document]:
        """A policy that fits those that it inherits, and its file.

        Raises:
            TimelineError: it cannot be read, or does not fit.
        """
        from timeline.model.inheritance import inheritance_problems
        from timeline.model.problems import in_file_order

        policy, document = self._policy_alone(policy_id)
        problems = list(inheritance_problems(policy, document, self._policy_or_none))
        if problems:
            raise PolicyError(in_file_order(problems))
        return policy, document

    def _policy_alone(self, policy_id: str) -> tuple[Policy, Document]:
        """A policy and its file, read once, whatever it inherits.

        Raises:
            TimelineError: it cannot be read.
        """
        from timeline.model.build import build_policy

        if policy_id not in self._policies:
            path = self.policy_files[policy_id]
            document = self._read(path)
            policy = build_policy(document, self._references_of(path), path.stem)
            self._policies[policy_id] = policy, document
        return self._policies[policy_id]

    def _policy_or_none(self, policy_id: str) -> Policy | None:
        try:
            return self._policy_alone(policy_id)[0]
        except TimelineError:
            return None

    def _references_of(self, policy: Path) -> References:
        """What a policy may refer to; one that came with the program has sources that did too."""
        if not policy.is_relative_to(_PACKAGE):
            return self.references
        shipped = self._ids(shipped_root() / "seeds")
        return replace(self.references, sources={*self.source_ids, *shipped})

    def load_cited(self, file: CaseFile) -> tuple[dict[str, Source], list[Problem]]:
        """The sources that a case cites, and the Problems of those that cannot be read."""
        found: dict[str, Source] = {}
        problems: list[Problem] = []
        for source_id in sorted(cited_by(file)):
            try:
                found[source_id] = self.load_source(source_id)
            except TimelineError as error:
                problems.extend(error.problems)
        return found, problems

    def load_rule_sources(self, rules: Iterable[Rule]) -> dict[str, Source]:
        """The texts of rules, by id; a shipped rule's text may lie among the shipped sources."""
        found: dict[str, Source] = {}
        for name in sorted({rule.source for rule in rules if rule.source is not None}):
            for near in (self, self._shipped):
                if name not in found and name in near.source_ids:
                    with suppress(TimelineError):
                        found[name] = near.load_source(name)
        return found

    def load_case_at(self, path: Path) -> CaseFile:
        """Read a case from a path, whatever folder it lies in.

        Raises:
            TimelineError: with every Problem.
        """
        from timeline.model.build import build_case

        return build_case(self._read(path), path.stem, self.references)

    def files(self) -> Iterator[tuple[str, str, Path]]:
        """Every file of the workspace and of the program to check: folder, id and path."""
        for name in self.case_ids:
            yield "cases", name, self.root / "cases" / f"{name}{_SUFFIX}"
        for name in sorted(self.source_ids):
            yield "seeds", name, self.root / "seeds" / f"{name}{_SUFFIX}"
        for name, path in self.policy_files.items():
            yield "policies", name, path
        for name, path in self.calendar_files.items():
            yield "calendars", name, path
        for path in self._own_kinds():
            yield "policies", _KINDS, path

    @cached_property
    def unread(self) -> tuple[Problem, ...]:
        """A warning for each file that looks like one of the workspace and is not read."""
        from timeline.model.unread import unread_files

        return tuple(
            Problem("W604", message, Location(self._shown(self.root / path), None), hint)
            for path, message, hint in unread_files(self.root)
        )

    def warnings_of(self, folder: str, name: str, path: Path, today: int) -> list[Problem]:
        """Read a source or a policy only to see whether it can be read.

        Raises:
            TimelineError: with every Problem.
        """
        from timeline.model.build import (
            build_calendar,
            build_policy,
            build_source,
            build_vocabulary,
        )
        from timeline.model.inheritance import inheritance_problems
        from timeline.model.problems import in_file_order
        from timeline.model.soundness import policy_warnings, vocabulary_warnings

        if self.policy_files.get(name) == path:
            policy, document = self._sound_policy(name)
            return list(in_file_order(policy_warnings(policy, document, today)))
        document = self._read(path)
        if folder == "seeds":
            build_source(document)
        elif folder == "calendars":
            build_calendar(document, path.stem)
        elif name == _KINDS:
            own = build_vocabulary(document, self.shipped_kinds)
            return list(in_file_order(vocabulary_warnings(own, document, self.shipped_kinds)))
        else:
            policy = build_policy(document, self._references_of(path), path.stem)
            found = inheritance_problems(policy, document, self._policy_or_none)
            return list(in_file_order([*found, *policy_warnings(policy, document, today)]))
        return []

    def path_of(self, folder: str, name: str, noun: str) -> Path:
        """Where a file of that id stands or would stand.

        Raises:
            ReadError: that is no id, or the place lies outside the workspace.
        """
        path = self._named_path(folder, name, noun)
        return self._inside(path, name)

    def _path(self, folder: str, name: str, known: Iterable[str], noun: str) -> Path:
        path = self._named_path(folder, name, noun)
        if name not in known:
            raise self._unknown(noun, name, known)
        return self._inside(path, name)

    def _named_path(self, folder: str, name: str, noun: str) -> Path:
        if not re.fullmatch(ID_PATTERN, name):
            message = f"{name} is not an id of a {noun}"
            hint = "an id is made of small letters, digits, - and _"
            raise ReadError([Problem("E409", message, Location(folder, None), hint)])
        return self.root / folder / f"{name}{_SUFFIX}"

    def _inside(self, path: Path, name: str) -> Path:
        if not _is_below(self._led_to(path), self._led_to_root):
            message = f"{name} leads out of the workspace"
            hint = "put the file itself here, not a link"
            raise ReadError([Problem("E411", message, Location(self._shown(path), None), hint)])
        return path

    @cached_property
    def _led_to_root(self) -> str:
        return os.path.realpath(self.root)

    @cached_property
    def _named_root(self) -> str:
        return os.path.abspath(self.root)  # noqa: PTH100 - links stay

    def _led_to(self, path: Path) -> str:
        """Where a path leads; the links above a file are followed once for its folder."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        there = os.path.join(self._folders[folder], name)  # noqa: PTH118 - once for each file
        # pathlib would die on a link that leads to itself
        return os.path.realpath(there) if os.path.islink(there) else there  # noqa: PTH114

    def _read(self, path: Path) -> Document:
        """Read a file; a link in the workspace may lead to another file of it, never elsewhere."""
        from timeline.read.parse import parse_yaml
        from timeline.read.source import read_file

        if _is_below(os.path.abspath(path), self._named_root):  # noqa: PTH100 - links stay
            if not re.fullmatch(ID_PATTERN, path.stem):
                message = "an id is made of small letters, digits, - and _; this name is none"
                hint = f"rename it to {proposed_id(path.stem)}{_SUFFIX}"
                raise ReadError([Problem("E409", message, Location(self._shown(path), None), hint)])
            self._inside(path, path.stem)
        data, status = read_file(path, self._shown(path))
        self.inputs.saw_bytes(str(path), data, status)
        return parse_yaml(data, self._shown(path))

    def _unknown(self, noun: str, name: str, known: Iterable[str]) -> ReadError:
        folder = {"case": "cases", "source": "seeds"}.get(noun, "policies")
        hint = nearest(name, list(known))
        return ReadError(
            [Problem("E410", f"there is no {noun} {name}", Location(folder, None), hint)]
        )

    def shown(self, path: Path) -> str:
        """A path as messages name it."""
        return self._shown(path)

    def _shown(self, path: Path) -> str:
        """A path as messages name it: below the workspace, or below the package."""
        for base, prefix in ((self.root, self.shown_as), (_PACKAGE, "timeline/")):
            if path.is_relative_to(base):
                return prefix + path.relative_to(base).as_posix()
        return path.as_posix()


def _is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it; both without links or dots."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def folder_of(path: Path) -> str:
    """Which kind of file a path holds, by the folder that it lies in; else a case."""
    name = path.parent.resolve().name
    return name if name in _FOLDERS else "cases"


def cited_by(file: CaseFile) -> set[str]:
    """The id of every source that a case cites."""
    case = file.case
    cited = {claim.source for event in case.events for claim, _ in event.dated_by()}
    cited |= {order.source for event in case.events for order in event.orders}
    cited |= {absence.source for absence in case.absences if absence.source}
    return cited | {toll.source for toll in case.tolls if toll.source}
