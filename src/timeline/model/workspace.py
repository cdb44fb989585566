"""Workspace: a folder of cases, seeds and policies.

Readers and builders are imported when called: if the cache answers, no file is built and Pydantic
need not be there. No link leads out of the workspace. What cannot be found, read or built raises a
TimelineError with every Problem.
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
    from timeline.model.measure import NamedLatency
    from timeline.model.policy import Policy, Rule
    from timeline.model.site import SiteFile
    from timeline.model.source import Source
    from timeline.model.withheld import Hidden
    from timeline.read.document import Document, Value

SHIPPED = "shipped:"
"""Before the id of a case that came with the program, where it is compared with others."""
_PACKAGE = Path(package_folder())
_SUFFIX = ".yaml"
KINDS_FILE = "kinds"
_SITE = "site"
_LARGEST_LOGO = 32_768
MEASURES_FILE = "measures"
_FOLDERS = ("cases", "seeds", "policies", "calendars")


def shipped_root() -> Path:
    """Return the folder of the shipped workspace."""
    return Path(shipped_folder())


def find_root(start: Path) -> Path | None:
    """Find the nearest folder upward with `cases/`, if any."""
    found = nearest_root(str(start))
    return None if found is None else Path(found)


@dataclass(frozen=True)
class Workspace:
    """A folder's cases, sources and policies, read on demand."""

    root: Path
    is_shipped: bool = False
    """True of the cases that came with the program."""
    shown_as: str = ""
    """Prefix of file names in messages."""
    inputs: Inputs = field(default_factory=Inputs, compare=False)
    """Log of the files read."""
    is_published: bool = False
    """True if files are read without what is withheld, and without their lines."""
    hidden: Hidden | None = field(default=None, compare=False)
    """Items withheld in a later state; None for none."""
    _sources: dict[str, Source] = field(default_factory=dict, compare=False)
    _policies: dict[str, tuple[Policy, Document]] = field(default_factory=dict, compare=False)
    _folders: dict[str, str] = field(default_factory=dict, compare=False)
    """Real path of each folder."""

    def fresh(self, inputs: Inputs | None = None) -> Workspace:
        """Return the same folder with nothing read yet."""
        return replace(self, inputs=inputs or Inputs(), _sources={}, _policies={}, _folders={})

    def published(self) -> Workspace:
        """Return the same folder without what is withheld in it."""
        return replace(self.fresh(self.inputs), is_published=True)

    def at(self, folder: Path, shown_as: str) -> Workspace:
        """Return another folder, seen in the same way."""
        hidden = self.withheld_items if self.is_published else None
        seen = self.is_published
        return Workspace(folder, shown_as=shown_as, is_published=seen, hidden=hidden)

    def _ids(self, folder: Path) -> list[str]:
        return names_in(str(folder), _SUFFIX)

    @cached_property
    def case_ids(self) -> list[str]:
        """List the ids of the cases, in order."""
        return self._ids(self.root / "cases")

    @cached_property
    def source_ids(self) -> frozenset[str]:
        """Return the ids of the source files."""
        named = frozenset(self._ids(self.root / "seeds"))
        return named - self.withheld_sources if self.is_published else named

    @cached_property
    def withheld_sources(self) -> frozenset[str]:
        """Return the ids of the sources that may not be published.

        One that cannot be read is among them: nobody knows what it says.
        """
        from timeline.model.withheld import is_withheld, may_name

        found = set() if self.hidden is None else set(self.hidden.sources)
        for name in self._ids(self.root / "seeds"):
            try:
                path = self._inside(self._named_path("seeds", name, "source"))
                if may_name(self._bytes(path), ()) and is_withheld(self._whole(path).root):
                    found.add(name)
            except TimelineError:
                found.add(name)
        return frozenset(found)

    def withheld_in(self, case_id: str) -> tuple[Location, ...] | None:
        """Return the places of what is withheld in a case, or rests on what is.

        None if its publication is the whole file; empty if only other items are gone.
        """
        from timeline.model.withheld import may_name, rest_of_case

        path = self._path("cases", case_id, self.case_ids, "case")
        if not may_name(self._bytes(path), self.withheld_sources):
            return None
        document = self._whole(path)
        rest = rest_of_case(document, self.withheld_sources)
        return None if rest.is_whole else tuple(map(document.location, rest.withheld))

    @cached_property
    def withheld_items(self) -> Hidden:
        """Return all that is withheld by a key of its own, here or in a later state."""
        from timeline.model.withheld import Hidden, items_of, may_name

        items = {} if self.hidden is None else dict(self.hidden.items)
        for name in self.case_ids:
            with suppress(TimelineError):  # one that cannot be read is not published
                path = self._inside(self._named_path("cases", name, "case"))
                if may_name(self._bytes(path), ()):
                    known = items.get(name, frozenset())
                    items[name] = known | items_of(self._whole(path))
        return Hidden(self.withheld_sources, items)

    @property
    def withholds_something(self) -> bool:
        """Return True if any of it may not be published."""
        hidden = self.withheld_items
        return bool(hidden.sources) or any(hidden.items.values())

    def may_cite(self, case_id: str, sources: Collection[str]) -> bool:
        """Return False if a case certainly cites none of these sources."""
        from timeline.model.withheld import may_name

        try:
            path = self._inside(self._named_path("cases", case_id, "case"))
            return bool(sources) and may_name(self._bytes(path), sources)
        except TimelineError:
            return False

    def published_tree(self, folder: str, name: str) -> Value:
        """Return what of a file would be published; None for nothing.

        Raises:
            TimelineError: it cannot be read.
        """
        path = self._inside(self.root / folder / f"{name}{_SUFFIX}")
        if (folder == "seeds" and name not in self.source_ids) or not path.is_file():
            return None
        return self._read(path).root

    @property
    def withholds_rules(self) -> bool:
        """Return True if the text of one of its own policies is withheld."""
        from timeline.model.withheld import may_name, rest_of_policy

        return any(
            may_name(self._bytes(path), self.withheld_sources)
            and not rest_of_policy(self._whole(path), self.withheld_sources, ()).is_whole
            for path in self.policy_files.values()
            if not path.is_relative_to(_PACKAGE)
        )

    @cached_property
    def policy_files(self) -> dict[str, Path]:
        """Map policies by id, own over built-in."""
        built_in, own = _PACKAGE / "policies", self.root / "policies"
        found = {name: built_in / f"{name}{_SUFFIX}" for name in self._ids(built_in)}
        return found | {name: own / f"{name}{_SUFFIX}" for name in self.own_policy_ids}

    @cached_property
    def own_policy_ids(self) -> list[str]:
        """List the ids of the policies that lie in the workspace."""
        others = (KINDS_FILE, MEASURES_FILE)
        return [one for one in self._ids(self.root / "policies") if one not in others]

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Map the kinds of event, in process order."""
        from timeline.model.build import build_vocabulary

        if self._own_kinds is None:
            return self.shipped_kinds
        own = build_vocabulary(self._read(self._own_kinds), self.shipped_kinds)
        return self.shipped_kinds | {kind.id: kind for kind in own.kinds}

    @cached_property
    def own_kinds(self) -> frozenset[str]:
        """Return the ids of the kinds that do not come with the program."""
        return frozenset(self.kinds.keys() - self.shipped_kinds.keys())

    @cached_property
    def redefined_kinds(self) -> frozenset[str]:
        """Return the ids of the shipped kinds that the workspace words anew."""
        kinds = self.kinds
        return frozenset(name for name, kind in self.shipped_kinds.items() if kinds[name] != kind)

    @cached_property
    def shipped_kinds(self) -> dict[str, Kind]:
        """Map the kinds that come with the program."""
        from timeline.model.build import build_vocabulary

        document = self._read(_PACKAGE / "vocabulary" / f"{KINDS_FILE}{_SUFFIX}")
        return {kind.id: kind for kind in build_vocabulary(document).kinds}

    @cached_property
    def shipped_measures(self) -> tuple[NamedLatency, ...]:
        """Return the named latencies that come with the program."""
        return self._measures_in(_PACKAGE / "vocabulary" / f"{MEASURES_FILE}{_SUFFIX}")

    @cached_property
    def own_measures(self) -> tuple[NamedLatency, ...]:
        """Return the named latencies of the workspace's own file."""
        path = self._own_file(MEASURES_FILE)
        return () if path is None else self._measures_in(path)

    def _measures_in(self, path: Path) -> tuple[NamedLatency, ...]:
        from timeline.model.build import build_measures

        return build_measures(self._read(path), self.references).measures

    @cached_property
    def _own_kinds(self) -> Path | None:
        """Return the file of the workspace's own kinds, if any."""
        return self._own_file(KINDS_FILE)

    def _own_file(self, name: str) -> Path | None:
        """Return a file of `policies/` that is no policy, if it is there."""
        own = self.root / "policies"
        return own / f"{name}{_SUFFIX}" if name in self._ids(own) else None

    @cached_property
    def shipped(self) -> Workspace:
        """Return the workspace that came with the program."""
        return Workspace(shipped_root(), is_shipped=True, inputs=self.inputs)

    @cached_property
    def calendar_files(self) -> dict[str, Path]:
        """Map calendars by id, own over built-in."""
        built_in = _PACKAGE / "vocabulary" / "calendars"
        own = self.root / "policies" / "calendars"
        return {
            name: folder / f"{name}{_SUFFIX}"
            for folder in (built_in, own)
            for name in self._ids(folder)
        }

    def load_calendar(self, name: str) -> WorkCalendar:
        """Read one calendar."""
        from timeline.model.build import build_calendar

        if name not in self.calendar_files:
            raise self._unknown("calendar", name, self.calendar_files)
        path = self.calendar_files[name]
        return build_calendar(self._read(path), path.stem).as_calendar()

    @cached_property
    def references(self) -> References:
        """Return the words open to this workspace's files."""
        from timeline.model.build import References
        from timeline.model.written import ids_of_kinds

        try:
            kinds: Collection[str] = self.kinds.keys()
            openings = frozenset(kind.closes for kind in self.kinds.values() if kind.closes)
        except TimelineError:  # which is told of that file; the others are looked at all the same
            openings, kinds = frozenset(), set(self.shipped_kinds)
            with suppress(TimelineError):  # no YAML at all
                kinds |= (
                    set() if self._own_kinds is None else ids_of_kinds(self._read(self._own_kinds))
                )
        return References(
            kinds,
            self.source_ids,
            self.policy_files.keys(),
            self.calendar_files.keys(),
            openings,
        )

    @property
    def site_file(self) -> Path:
        """Return the path of the site's settings, existing or not."""
        return self.root / f"{_SITE}{_SUFFIX}"

    def load_site(self) -> SiteFile:
        """Read the settings of the site; defaults if there are none."""
        from timeline.model.build import build_site
        from timeline.model.site import SiteFile

        if not os.path.lexists(self.site_file):
            return SiteFile()
        return build_site(self._read(self.site_file), self.case_ids)

    def read_logo(self, name: str) -> bytes:
        """Read the picture of the site."""
        from timeline.read.source import read_bytes

        path = self._inside(self.root / name)
        data = read_bytes(path, self.shown(path))
        if len(data) > _LARGEST_LOGO:
            message = f"the picture has {len(data):,} bytes; at most {_LARGEST_LOGO:,} are taken"
            hint = "make it smaller: it stands in each page"
            raise ReadError([Problem("E103", message, Location(self.shown(path), None), hint)])
        return data

    def load_case(self, case_id: str) -> CaseFile:
        """Read one case."""
        from timeline.model.build import build_case

        path = self._path("cases", case_id, self.case_ids, "case")
        return build_case(self._read(path), case_id, self.references)

    def load_source(self, source_id: str) -> Source:
        """Read one source, once."""
        from timeline.model.build import build_source

        if source_id not in self._sources:
            path = self._path("seeds", source_id, self.source_ids, "source")
            self._sources[source_id] = build_source(self._read(path))
        return self._sources[source_id]

    def load_policy(self, policy_id: str) -> Policy:
        """Read one policy."""
        if policy_id not in self.policy_files:
            raise self._unknown("policy", policy_id, self.policy_files)
        return self._sound_policy(policy_id)[0]

    def _sound_policy(self, policy_id: str) -> tuple[Policy, Document]:
        """Read a policy and check what it inherits."""
        from timeline.model.inheritance import inheritance_problems
        from timeline.model.problems import in_file_order

        policy, document = self._policy_alone(policy_id)
        problems = list(inheritance_problems(policy, document, self._policy_or_none))
        if problems:
            raise PolicyError(in_file_order(problems))
        return policy, document

    def _policy_alone(self, policy_id: str) -> tuple[Policy, Document]:
        """Read a policy once; leave its parents unchecked."""
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
        """Return a policy's words; a shipped one's sources are shipped."""
        if not policy.is_relative_to(_PACKAGE):
            return self.references
        shipped = self._ids(shipped_root() / "seeds")
        return replace(self.references, sources={*self.source_ids, *shipped})

    def load_cited(self, file: CaseFile) -> tuple[dict[str, Source], list[Problem]]:
        """Read a case's cited sources; collect the Problems."""
        found: dict[str, Source] = {}
        problems: list[Problem] = []
        for source_id in sorted(cited_by(file)):
            try:
                found[source_id] = self.load_source(source_id)
            except TimelineError as error:
                problems.extend(error.problems)
        return found, problems

    def load_rule_sources(self, rules: Iterable[Rule]) -> dict[str, Source]:
        """Read the sources of rules, here or among those shipped."""
        found: dict[str, Source] = {}
        for name in sorted({rule.source for rule in rules if rule.source is not None}):
            for near in (self, self.shipped):
                if name not in found and name in near.source_ids:
                    with suppress(TimelineError):
                        found[name] = near.load_source(name)
        return found

    def load_case_at(self, path: Path) -> CaseFile:
        """Read a case from a path in any folder."""
        from timeline.model.build import build_case

        return build_case(self._read(path), path.stem, self.references)

    def files(self) -> Iterator[tuple[str, str, Path]]:
        """Yield folder, id and path of each file to check.

        The program's own policies and calendars are among them.
        """
        for name in self.case_ids:
            yield "cases", name, self.root / "cases" / f"{name}{_SUFFIX}"
        for name in sorted(self.source_ids):
            yield "seeds", name, self.root / "seeds" / f"{name}{_SUFFIX}"
        for name, path in self.policy_files.items():
            yield "policies", name, path
        for name, path in self.calendar_files.items():
            yield "calendars", name, path
        for name in (KINDS_FILE, MEASURES_FILE):
            own = self._own_file(name)
            if own is not None:
                yield "policies", name, own
        if os.path.lexists(self.site_file):
            yield _SITE, _SITE, self.site_file

    @cached_property
    def unread(self) -> tuple[Problem, ...]:
        """Warn of unread files that look like the workspace's."""
        from timeline.model.unread import unread_files

        return tuple(
            Problem("W604", message, Location(self.shown(self.root / path), None), hint)
            for path, message, hint in unread_files(self.root)
        )

    def warnings_of(self, folder: str, name: str, path: Path, today: int) -> list[Problem]:
        """Check a source, policy, calendar or vocabulary."""
        from timeline.model import build
        from timeline.model.inheritance import inheritance_problems
        from timeline.model.problems import in_file_order
        from timeline.model.soundness import policy_warnings, vocabulary_warnings

        if folder == _SITE:
            logo = self.load_site().logo
            if logo:
                self.read_logo(logo)
            return []
        if self.policy_files.get(name) == path:
            policy, document = self._sound_policy(name)
            return list(in_file_order(policy_warnings(policy, document, today)))
        document = self._read(path)
        if folder == "seeds":
            build.build_source(document)
        elif folder == "calendars":
            build.build_calendar(document, path.stem)
        elif name == KINDS_FILE:
            own = build.build_vocabulary(document, self.shipped_kinds)
            return list(in_file_order(vocabulary_warnings(own, document, self.shipped_kinds)))
        elif name == MEASURES_FILE:
            build.build_measures(document, self.references)
        else:
            policy = build.build_policy(document, self._references_of(path), path.stem)
            found = inheritance_problems(policy, document, self._policy_or_none)
            return list(in_file_order([*found, *policy_warnings(policy, document, today)]))
        return []

    def path_of(self, folder: str, name: str, noun: str) -> Path:
        """Return the path of a file, existing or not."""
        return self._inside(self._named_path(folder, name, noun))

    def _path(self, folder: str, name: str, known: Iterable[str], noun: str) -> Path:
        path = self._named_path(folder, name, noun)
        if name not in known:
            raise self._unknown(noun, name, known)
        return self._inside(path)

    def _named_path(self, folder: str, name: str, noun: str) -> Path:
        if not re.fullmatch(ID_PATTERN, name):
            message = f"{name} is not an id of a {noun}"
            hint = "an id is made of small letters, digits, - and _"
            raise ReadError([Problem("E409", message, Location(folder, None), hint)])
        return self.root / folder / f"{name}{_SUFFIX}"

    def _inside(self, path: Path) -> Path:
        """Refuse a link that leads out of the workspace."""
        if not _is_below(self._led_to(path), self._led_to_root):
            message = f"{path.stem} leads out of the workspace"
            hint = "put the file itself here, not a link"
            raise ReadError([Problem("E411", message, Location(self.shown(path), None), hint)])
        return path

    @cached_property
    def _led_to_root(self) -> str:
        return os.path.realpath(self.root)

    @cached_property
    def _named_root(self) -> str:
        return os.path.abspath(self.root)  # links stay

    def _led_to(self, path: Path) -> str:
        """Resolve the links of a path."""
        # The links above a file are followed once for its folder.
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        there = os.path.join(self._folders[folder], name)  # once for each file
        # pathlib would die on a link that leads to itself
        return os.path.realpath(there) if os.path.islink(there) else there

    def _read(self, path: Path) -> Document:
        """Read a file of workspace or program."""
        document = self._whole(path)
        return self._rest(path, document) if self.is_published else document

    def _rest(self, path: Path, document: Document) -> Document:
        """Take out of one of our files what is withheld."""
        from timeline.model import withheld

        folder = "" if path.is_relative_to(_PACKAGE) else path.parent.name
        if folder == "cases":
            items = {} if self.hidden is None else self.hidden.items
            own = items.get(path.stem, frozenset())
            return withheld.rest_of_case(document, self.withheld_sources, own).document
        if folder == "seeds":
            return withheld.rest_of_source(document, self.withheld_sources).document
        if folder == "policies":
            lost = self._rules_lost_above(document)
            return withheld.rest_of_policy(document, self.withheld_sources, lost).document
        return replace(document, has_lines=False)

    def _rules_lost_above(self, document: Document) -> set[str]:
        """Return the rules that our policies above a policy have lost."""
        from timeline.model.withheld import rest_of_policy, rules_of

        lost: set[str] = set()
        waiting, seen = [document], set[str]()
        while waiting:
            root = waiting.pop().root
            named = root.get("inherits") if isinstance(root, dict) else None
            for name in named if isinstance(named, list) else ():
                path = self.policy_files.get(name) if isinstance(name, str) else None
                if path is None or path.is_relative_to(_PACKAGE) or path.stem in seen:
                    continue
                seen.add(path.stem)
                with suppress(TimelineError):  # its own file tells
                    above = self._whole(path)
                    rest = rest_of_policy(above, self.withheld_sources, ()).document
                    lost |= rules_of(above) - rules_of(rest)
                    waiting.append(above)
        return lost

    def _whole(self, path: Path) -> Document:
        """Read a file with what is withheld in it."""
        from timeline.read.parse import parse_yaml

        data = self._bytes(path)
        return parse_yaml(data, self.shown(path))

    def _bytes(self, path: Path) -> bytes:
        from timeline.read.source import read_file

        shown = self.shown(path)
        if _is_below(os.path.abspath(path), self._named_root):  # links stay
            if not re.fullmatch(ID_PATTERN, path.stem):
                message = "an id is made of small letters, digits, - and _; this name is none"
                hint = f"rename it to {proposed_id(path.stem)}{_SUFFIX}"
                raise ReadError([Problem("E409", message, Location(shown, None), hint)])
            self._inside(path)
        data, status = read_file(path, shown)
        self.inputs.saw_bytes(str(path), data, status)
        return data

    def _unknown(self, noun: str, name: str, known: Iterable[str]) -> ReadError:
        folder = {"case": "cases", "source": "seeds"}.get(noun, "policies")
        message, at = f"there is no {noun} {name}", Location(folder, None)
        return ReadError([Problem("E410", message, at, nearest(name, list(known)))])

    def shown(self, path: Path) -> str:
        """Shorten a path as messages name it."""
        for base, prefix in ((self.root, self.shown_as), (_PACKAGE, "timeline/")):
            if path.is_relative_to(base):
                return prefix + path.relative_to(base).as_posix()
        return path.as_posix()


def _is_below(path: str, folder: str) -> bool:
    """Return True if a folder is or holds a path, both without links."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def folder_of(path: Path) -> str:
    """Name the folder kind of a path; else "cases"."""
    name = path.parent.resolve().name
    return name if name in _FOLDERS else "cases"


def cited_by(file: CaseFile) -> set[str]:
    """Return the ids of the sources a case cites."""
    case = file.case
    cited = {claim.source for event in case.events for claim, _ in event.dated_by()}
    cited |= {order.source for event in case.events for order in event.orders}
    cited |= {absence.source for absence in case.absences if absence.source}
    return cited | {toll.source for toll in case.tolls if toll.source}
