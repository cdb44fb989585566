"""A workspace → a site in a folder: what is made of each case, and what is made of all.

Each case is judged once, in one of several processes. What the pages about all of them need of it
is kept in the cache. Its own files are made anew only if the folder's manifest names another key:
what its page says, the frame around it, its last commit, the program.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from timeline.cache.digest import digest_of
from timeline.edit.revision import LastCommit, last_commits
from timeline.edit.site_folder import SiteFolder
from timeline.pool import Made, Task, make_records
from timeline.portfolio.peers import PeerCase, PeerRank, is_countable, rank_among
from timeline.portfolio.practice import count_practices
from timeline.results.build.publish import (
    EVERY_DAY,
    CasePart,
    case_part,
    practices_asked,
    sources_cited,
    without_files,
)
from timeline.results.build.sums import list_record, overdue_record
from timeline.results.build.values import as_date, practice_record, problem_records
from timeline.results.case import PracticeRecord
from timeline.results.publish import CommitRecord, PublishRecord, SiteRecord
from timeline.site import build, comparisons, index, leaves
from timeline.site.frame import FEED, TITLE, Leaf
from timeline.site.naming import CaseName

if TYPE_CHECKING:
    from timeline.conformance.judged import Judged
    from timeline.conformance.sensitivity import Sensitivity
    from timeline.results.case import ShowRecord
    from timeline.results.ledger import LedgerRecord
    from timeline.results.listing import ListRowRecord
    from timeline.results.overdue import OverdueRecord
    from timeline.results.policies import PolicyListRecord, PolicyShowRecord
    from timeline.results.tolls import TollsRecord
    from timeline.site.build import FileToMake
    from timeline.view import View

WITHIN_DAYS: Final = 60
"""Days ahead in which a deadline counts as coming up."""
_PICTURES: Final = {
    "svg": "svg+xml", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp",
}  # fmt: skip


def publish_site(view: View, folder: Path, title: str) -> PublishRecord:
    """Write a site into a folder.

    Raises:
        TimelineError: the folder holds other files or cannot be written into, or `site.yaml`
            cannot be read.
    """
    target = SiteFolder(folder)
    made = _Publication(view, title)
    return made.written_to(target)


class _CaseFiles(msgspec.Struct, frozen=True):
    """Page and downloads of one case, by suffix."""

    files: dict[str, bytes]


class _Publication:
    """One run: the settings, the parts of the cases, and the pages made of them."""

    def __init__(self, view: View, title: str) -> None:
        self.view = view
        self.names = view.workspace.case_ids
        # The id of a commit confirms a guess at all that it holds, and so at what is withheld.
        hides = view.workspace.withholds_something
        self.commits = {} if hides else last_commits(view.workspace.root)
        self.sources, self.problems = view.read_sources()
        self.dockets = self._ledger()
        self.site = self._settings(title)
        self.frame = build.frame_key(self.site)
        self.program = view.run.memory.program.hex() if view.run.memory else ""
        self.has_calendars = find_spec("icalendar") is not None
        self.is_ranked = is_countable(len(self.names))
        self.parts: list[CasePart] = []
        self.ranks: dict[str, str] = {}
        """Of each case among the others, as JSON."""

    def _settings(self, title: str) -> SiteRecord:
        from timeline.version import installed_version

        workspace = self.view.workspace
        given = workspace.load_site()
        newest = min(self.commits.values(), default=None)
        return SiteRecord(
            title=title or given.title,
            tagline=given.tagline,
            logo=_picture(given.logo, workspace.read_logo(given.logo)) if given.logo else "",
            footer=given.footer,
            corrections=given.corrections,
            url=given.url,
            pairs=tuple((first, second) for first, second in given.compare),
            has_docket=bool(self.dockets.dockets),
            version=installed_version(),
            commit=_commit_record(newest, is_changed=_any_changed(self.commits.values())),
            as_of=date.fromordinal(self.view.judged_day),
            known_on=as_date(self.view.known_on),
        )

    def _ledger(self) -> LedgerRecord:
        from timeline.portfolio.ledger import build_dockets
        from timeline.results.build.ledger import ledger_record

        view = self.view
        found = build_dockets(self.sources, view.as_of)
        return ledger_record(found, (), view.as_of, view.known_on)

    def written_to(self, target: SiteFolder) -> PublishRecord:
        """Write what changed, remove what is no more, and say so."""
        target.begin(self._planned())
        self._write_cases(target)
        for file in self._others():
            if not target.holds(file.path, file.key):
                target.put(file.path, file.make(), file.key)
        removed = target.finish()
        return self._record(target, removed)

    def _planned(self) -> Iterator[str]:
        """Yield each path that may be written, some of which will not."""
        for name in self.names:
            yield from (f"cases/{name}.{suffix}" for suffix in _SUFFIXES)
        yield from (comparisons.pair_path(*pair) for pair in self.site.pairs)
        yield from (f"policies/{name}.html" for name in self.view.workspace.policy_files)
        yield from _FIXED

    # the cases

    def _write_cases(self, target: SiteFolder) -> None:
        """Judge each case; write its files at once, or when its rank among the others is known."""
        view, names = self.view, self.names
        task = _PARTS._replace(asked=(int(not self.is_ranked),))
        waiting = []
        made_of_each = make_records(view, "cases", names, task)
        for made in view.run.watched(made_of_each, len(names), "judging cases"):
            self.problems.extend(made.problems)
            if isinstance(made.record, CasePart):
                part = without_files(made.record)
                self.parts.append(part)
                if made.record.files:
                    self._put_case(target, part, made.record.files)
                else:
                    waiting.append(part)
        if self.is_ranked:
            peers = self.peers
            self.ranks = {one.case: _json(rank_among(one, peers)) for one in peers}
        self._make_files(target, [part for part in waiting if not self._is_there(target, part)])
        self.problems = list(dict.fromkeys(self.problems))

    def _make_files(self, target: SiteFolder, parts: Sequence[CasePart]) -> None:
        """Judge cases once more for their pages; one that fails has no place in the others."""
        asked = {part.row.case: self.ranks.get(part.row.case, "{}") for part in parts}
        task = _FILES._replace(asked=(json.dumps(asked), _json(self.practices)))
        made_of_each = make_records(self.view, "cases", list(asked), task)
        watched = self.view.run.watched(made_of_each, len(asked), "writing cases")
        for part, made in zip(parts, watched, strict=True):
            self.problems.extend(made.problems)
            if isinstance(made.record, _CaseFiles):
                self._put_case(target, part, made.record.files)
            else:
                self.parts.remove(part)

    def _keys(self, part: CasePart) -> dict[str, str]:
        """Return of each file of a case the key of what it is made of; empty if not known."""
        suffixes = ["html", "json", "xlsx"]
        if self.has_calendars and _has_calendar(part):
            suffixes.append("ics")
        if not self.program:
            return dict.fromkeys(suffixes, "")
        told = [self.program, part.digest, self.ranks.get(part.row.case, "")]
        told += [one.words for one in self.practices if _name_of(one) in part.asked]
        commit = self._commit_of(part)
        framed = [*told, self.frame, "" if commit is None else commit.to_json()]
        return {suffix: _key(framed if suffix == "html" else told) for suffix in suffixes}

    def _is_there(self, target: SiteFolder, part: CasePart) -> bool:
        """Return True if every file of a case is there as it would be written."""
        keys = self._keys(part)
        return all(target.holds(f"cases/{part.row.case}.{one}", key) for one, key in keys.items())

    def _put_case(self, target: SiteFolder, part: CasePart, files: Mapping[str, bytes]) -> None:
        name, keys = part.row.case, self._keys(part)
        for suffix, data in files.items():
            whole = data
            if suffix == "html":
                whole = build.case_file(name, data, self.site, self._commit_of(part))
            target.put(f"cases/{name}.{suffix}", whole, keys[suffix])

    def _commit_of(self, part: CasePart) -> CommitRecord | None:
        """Return the last commit of a case and of the sources that it cites."""
        paths = [f"cases/{part.row.case}.yaml", *(f"seeds/{name}.yaml" for name in part.sources)]
        found = [self.commits[path] for path in paths if path in self.commits]
        return _commit_record(min(found, default=None), is_changed=_any_changed(found))

    @property
    def peers(self) -> list[PeerCase]:
        """Return the cases that each is ranked among; none where they are too few or too many."""
        return [part.peers for part in self.parts] if self.is_ranked else []

    @cached_property
    def practices(self) -> tuple[PracticeRecord, ...]:
        """Count how often each practice was followed that a case went against.

        None where cases are too few or too many to be compared.
        """
        if not self.is_ranked:
            return ()
        asked = dict.fromkeys(name for part in self.parts for name in part.asked)
        return self._counted(asked)

    def _counted(self, names: Iterable[str]) -> tuple[PracticeRecord, ...]:
        pairs = [(policy, rule) for policy, _, rule in (name.partition("/") for name in names)]
        counts = count_practices((part.answers for part in self.parts), pairs) if pairs else ()
        return tuple(practice_record(count) for count in counts)

    # the pages about all of them

    def _others(self) -> Iterator[FileToMake]:
        site = self.site
        # No problem is published: it quotes files, and what is wrong may be what is withheld.
        listed = list_record([part.row for part in self.parts], self.peers, ())
        institutions = {part.row.case: part.institution for part in self.parts}
        downloads = build.LIST_DOWNLOADS
        yield build.page_file(index.index_page(listed, institutions, downloads), site)
        yield from build.list_files(listed, site)
        yield from self._pairs()
        yield build.page_file(comparisons.compare_page(self._measured(), self._pair_titles()), site)
        yield from self._calendar()
        if site.has_docket:
            yield build.page_file(leaves.docket_leaf(self.dockets), site)
        yield build.page_file(leaves.tolls_leaf(self._tolls(), self.names_of), site)
        policies = self._policies()
        for one in policies[1]:
            yield build.page_file(leaves.policy_leaf(one), site)
        yield build.page_file(leaves.about_leaf(site, policies[0], downloads), site)
        yield build.page_file(self._sources(), site)
        yield build.page_file(leaves.missing_leaf(site), site)
        yield from self._corrections()

    def _corrections(self) -> Iterator[FileToMake]:
        """Make the page of what changed in findings, and the feed of it."""
        from timeline.formats.atom import format_atom
        from timeline.results.build.corrections import corrected, corrections_record

        site = self.site
        replies = [reply for part in self.parts for reply in part.replies]
        told = corrections_record(corrected(self.view), replies, site.corrections)
        yield build.page_file(leaves.corrections_leaf(told, self.names_of), site)
        url = f"{site.url.rstrip('/')}/" if site.url else ""
        title = f"{site.title or TITLE}: corrections"
        yield build.FileToMake(FEED, lambda: format_atom(told, title=title, url=url))

    def _pairs(self) -> Iterator[FileToMake]:
        from timeline.portfolio.compare import compare_cases, measured_of
        from timeline.results.build.compare import compare_record

        known = {part.row.case: part for part in self.parts}

        def made(first: str, second: str) -> bytes:
            found, _ = self.view.judge_all((first, second))
            compared = compare_cases([measured_of(one) for one in found], ())
            leaf = comparisons.pair_page(
                compare_record(found, compared, self.peers, ()), self.names_of
            )
            return build.page_file(leaf, self.site).make()

        for first, second in self.site.pairs:
            if first in known and second in known:
                told = [self.program, self.frame, known[first].digest, known[second].digest]
                told += [self.ranks.get(one, "") for one in (first, second)]
                key = _key(told) if self.program else ""
                path = comparisons.pair_path(first, second)
                yield build.FileToMake(path, partial(made, first, second), key)

    @cached_property
    def names_of(self) -> dict[str, CaseName]:
        """Name each case: Kabul 2021; by its whole title where two would be named alike."""
        short = {part.row.case: _short_name(part.row) for part in self.parts}
        counts = Counter(short.values())
        return {
            part.row.case: CaseName(
                name if name and counts[name] == 1 else part.row.title, part.row.title
            )
            for part in self.parts
            for name in (short[part.row.case],)
        }

    def _pair_titles(self) -> list[tuple[str, str, str]]:
        names = self.names_of
        return [
            (first, second, f"{names[first].short} and {names[second].short}")
            for first, second in self.site.pairs
            if first in names and second in names
        ]

    def _measured(self) -> list[comparisons.CaseLength]:
        return [
            comparisons.CaseLength(part.row.case, part.row.title, one.measure, one.label, one.days,
                                 one.words)
            for part in self.parts
            if not part.row.example
            for one in part.measures
        ]  # fmt: skip

    def _calendar(self) -> Iterator[FileToMake]:
        """Make the page of what is overdue, and a calendar of every deadline to come."""
        day = self.view.judged_day
        shown = overdue_record(
            [part.overdue for part in self.parts], self.peers, (), day, WITHIN_DAYS
        )
        to_come = overdue_record([part.to_come for part in self.parts], (), (), day, EVERY_DAY)
        if self.has_calendars:
            from timeline.formats.ics import format_ics

            yield build.FileToMake("overdue.ics", lambda: format_ics(to_come).encode())
        leaf = leaves.overdue_leaf(shown, self.names_of, has_calendar=self.has_calendars)
        yield build.page_file(leaf, self.site)

    def _tolls(self) -> TollsRecord:
        from timeline.portfolio.tolls import campaign_tolls
        from timeline.results.build.tolls import tolls_side_by_side

        view = self.view
        campaign = campaign_tolls(self.sources, view.as_of)
        own = [part.tolls for part in self.parts]
        return tolls_side_by_side(own, campaign, (), view.as_of, view.known_on)

    def _policies(self) -> tuple[PolicyListRecord, list[PolicyShowRecord]]:
        from timeline.conformance.policies import hypothetical
        from timeline.results.build.policies import policy_list_record, policy_show_record

        view = self.view
        shown = []
        for policy in view.policies:
            selection = hypothetical(policy, view.load_policy)
            rules = [(rule, owner) for rule, owner in selection.rules if rule.force == "practice"]
            counted = self._counted(f"{owner}/{rule.id}" for rule, owner in rules)
            shown.append(policy_show_record(policy, selection, counted))
        return policy_list_record(*view.readable_policies), shown

    def _sources(self) -> Leaf:
        from timeline.results.build.sources import source_record

        cited = sources_cited(self.parts)
        titles = {part.row.case: part.row.title for part in self.parts}
        records = [source_record(name, one) for name, one in sorted(self.sources.items())]
        return leaves.sources_leaf(records, cited, titles)

    def _record(self, target: SiteFolder, removed: Iterable[str]) -> PublishRecord:
        have = {part.row.case for part in self.parts}
        left_out = [f"{name}: cannot be read" for name in self.names if name not in have]
        if not self.has_calendars:
            left_out.append("calendars: the extra calendar is not installed")
        count, new = len(have), len(target.written)
        cases = "1 case" if count == 1 else f"{count:,} cases"
        answer = f"Published {cases}: {new:,} files written, {target.unchanged:,} as they were."
        return PublishRecord(
            answer=(answer,),
            folder=target.shown,
            written=tuple(target.written),
            unchanged=target.unchanged,
            removed=tuple(removed),
            left_out=tuple(left_out),
            bytes=target.bytes,
            problems=problem_records(self.problems),
        )


_SUFFIXES: Final = ("html", "json", "xlsx", "ics")
_FIXED: Final = (
    "index.html", "compare.html", "overdue.html", "overdue.ics", "docket.html", "tolls.html",
    "sources.html", "about.html", "corrections.html", FEED, "404.html", "cases.csv", "cases.json",
    "cases.xlsx", "datapackage.json",
)  # fmt: skip


def _short_name(row: ListRowRecord) -> str:
    """Name a case by its place and year; empty where one is not known."""
    day = None if row.incident is None else row.incident.min
    place = row.place.partition(",")[0].strip()
    return f"{place} {day.year}" if place and day is not None else ""


def _picture(name: str, data: bytes) -> str:
    kind = _PICTURES[name.rpartition(".")[2]]
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _key(parts: Sequence[str]) -> str:
    return digest_of(*(part.encode("utf-8", "surrogatepass") for part in parts)).hex()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _name_of(practice: PracticeRecord) -> str:
    return f"{practice.policy}/{practice.rule}"


def _any_changed(commits: Iterable[LastCommit]) -> bool:
    return any(one.is_changed for one in commits)


def _commit_record(commit: LastCommit | None, *, is_changed: bool) -> CommitRecord | None:
    if commit is None:
        return None
    return CommitRecord(id=commit.id, day=date.fromisoformat(commit.day), is_changed=is_changed)


# What is made of one case, in this process or in another.


def _part(view: View, name: str, has_files: int) -> Made:
    from timeline.model.workspace import cited_by

    judged, tried = _tried(view, name)
    show = _show(view, judged, tried, {})
    part = case_part(judged, show, WITHIN_DAYS)
    if has_files:
        part = msgspec.structs.replace(part, files=_files(show, part))
    cited = cited_by(judged.inference.file) | view.rule_sources
    return Made(part, judged.problems, cited, may_be_kept=True)


def _case_files(view: View, name: str, ranks: str, practices: str) -> Made:
    judged, tried = _tried(view, name)
    own = msgspec.json.decode(json.loads(ranks)[name], type=dict[str, PeerRank])
    show = _show(view, judged, tried, own)
    part = case_part(judged, show, WITHIN_DAYS)
    counted = msgspec.json.decode(practices, type=tuple[PracticeRecord, ...])
    asked = practices_asked(show)
    told = tuple(one for one in counted if _name_of(one) in asked)
    return Made(_CaseFiles(_files(msgspec.structs.replace(show, practices=told), part)))


def _tried(view: View, name: str) -> _Tried:
    """Judge a case, and try its disputed claims.

    A case is asked for again once its rank is known. After one edit that is at once: judging it
    twice would be half of what a writer waits for.
    """
    kept = _LAST.pop(name, None)
    if kept is not None and kept[0] is view:
        return kept[1]
    judged = view.judge_file(view.workspace.load_case(name))
    _LAST.clear()
    _LAST[name] = view, (judged, view.trials(judged))
    return _LAST[name][1]


def _show(
    view: View, judged: Judged, tried: Sequence[Sensitivity], ranks: Mapping[str, PeerRank]
) -> ShowRecord:
    from timeline.conformance.open_questions import open_questions
    from timeline.results.build.case import OtherPolicies, show_record

    asked = open_questions(judged.inference, judged.reports)
    others = OtherPolicies(view.differences(judged), view.awaiting_command(judged))
    return show_record(judged, tried, asked, ranks, others)


def _files(show: ShowRecord, part: CasePart) -> dict[str, bytes]:
    calendar = ""
    if find_spec("icalendar") is not None and _has_calendar(part):
        from timeline.formats.ics import format_ics

        calendar = format_ics(_to_come(part))
    return build.case_files(show, part.replies, calendar)


def _has_calendar(part: CasePart) -> bool:
    from timeline.formats.ics import has_entries

    return bool(part.to_come.rows) and has_entries(_to_come(part))


def _to_come(part: CasePart) -> OverdueRecord:
    day = part.row.as_of.toordinal()
    return overdue_record([part.to_come], (), (), day, EVERY_DAY)


_Tried: TypeAlias = "tuple[Judged, Sequence[Sensitivity]]"
_LAST: Final[dict[str, tuple[View, _Tried]]] = {}
"""The case that was judged last, of the view that it was judged in."""
_PARTS = Task(CasePart, _part, trim=without_files)
_FILES = Task(_CaseFiles, _case_files)
