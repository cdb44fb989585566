"""The journey without printing: open a workspace, reckon a case, judge it, compare cases."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cache.inputs import Inputs
from timeline.chrono.days import LAST_DAY, format_day
from timeline.conformance.differ import differences
from timeline.conformance.judge import check
from timeline.conformance.judged import Judged
from timeline.conformance.policies import (
    Selection,
    awaiting_command,
    choose_policies,
    hypothetical,
    incident_day,
)
from timeline.conformance.trial import try_disputed
from timeline.errors import CaseError, Problem, TimelineError, failure_problem
from timeline.model.build import build_measures
from timeline.model.case import last_day
from timeline.model.case_soundness import Surroundings, case_warnings
from timeline.model.problems import in_file_order
from timeline.model.workspace import Workspace, find_root, folder_of, shipped_root
from timeline.portfolio.peers import rank_among
from timeline.portfolio.practice import count_practices, is_countable, practice_answers
from timeline.read.parse import read_document
from timeline.reckoning.knowledge import disclosure_lag, first_public, public_by
from timeline.reckoning.latency import latencies_of
from timeline.reckoning.reckoning import Known, reckon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.bound import Bound
    from timeline.chrono.calendar import WorkCalendar
    from timeline.conformance.differ import Difference
    from timeline.conformance.trial import Trial
    from timeline.location import Location
    from timeline.model.build import CaseFile
    from timeline.model.measure import NamedLatency
    from timeline.model.policy import Policy
    from timeline.model.source import Source
    from timeline.portfolio.peers import PeerRank
    from timeline.portfolio.practice import Practice, PracticeCount
    from timeline.reckoning.reckoning import Conflict, Reckoning
    from timeline.reckoning.statement import Statement

    Calendars = Mapping[str, WorkCalendar]

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class View:
    """How to look at a workspace: from which day, by which policy."""

    workspace: Workspace
    today: int
    """The day on which the program runs, as an ordinal; what hangs on it asks `asked_today`."""
    as_of: int | None = None
    policy_id: str = ""
    known_on: int | None = None
    """Only what was public by the end of that day counts; None for everything."""
    _judged: dict[str, Judged] = field(init=False, default_factory=dict, compare=False)

    def asked_today(self) -> int:
        """Today; it is noted that an answer hangs on it."""
        self.workspace.inputs.asked_day(self.today)
        return self.today

    def _judged_day(self) -> int:
        """The day judged: the one asked for, else that of the knowledge asked for, else today."""
        if self.as_of is not None:
            return self.as_of
        return self.asked_today() if self.known_on is None else min(self.known_on, LAST_DAY)

    @cached_property
    def readable_policies(self) -> tuple[tuple[Policy, ...], tuple[Problem, ...]]:
        """The policies of the workspace and of the program, and the Problems of the others."""
        found: list[Policy] = []
        problems: list[Problem] = []
        for policy_id in self.workspace.policy_files:
            try:
                found.append(self.load_policy(policy_id))
            except TimelineError as error:
                problems.extend(error.problems)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of the program hides no other file
                problems.append(self.failure(error, "policies", policy_id))
        return tuple(found), tuple(problems)

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies that can be read."""
        return self.readable_policies[0]

    @cached_property
    def _policy_cache(self) -> dict[str, Policy]:
        return {}

    def load_policy(self, policy_id: str) -> Policy:
        """One policy, read once.

        Raises:
            TimelineError: there is no such policy, or it cannot be read.
        """
        if policy_id not in self._policy_cache:
            self._policy_cache[policy_id] = self.workspace.load_policy(policy_id)
        return self._policy_cache[policy_id]

    @cached_property
    def measures(self) -> tuple[NamedLatency, ...]:
        """The named latencies, in the order of the process."""
        path = _PACKAGE / "vocabulary" / "measures.yaml"
        document = read_document(path, "timeline/vocabulary/measures.yaml")
        return build_measures(document, self.workspace.references).measures

    def judge(self, case_id: str) -> Judged:
        """Read, reckon, measure and judge one case, once.

        Raises:
            TimelineError: the case, or a policy, cannot be read; or the program failed on it.
        """
        if case_id not in self._judged:
            try:
                self._judged[case_id] = self.judge_file(self.workspace.load_case(case_id))
            except (TimelineError, MemoryError):
                raise
            except Exception as error:
                raise CaseError([self.failure(error, "cases", case_id)]) from error
        return self._judged[case_id]

    def failure(self, error: Exception, folder: str, name: str) -> Problem:
        """The Problem of one file that the program itself failed on."""
        path = self.workspace.shown(self.workspace.root / folder / f"{name}.yaml")
        doing = "judge this case" if folder == "cases" else "read this file"
        return failure_problem(error, path, doing)

    def judge_file(self, file: CaseFile) -> Judged:
        """Reckon, measure and judge a case that is built already, perhaps from text not on disk.

        Raises:
            TimelineError: a policy cannot be read.
        """
        sources, problems = self.workspace.load_cited(file)
        reckoning = self.reckon(file, sources)
        as_of = self._judged_day()
        selections = self._select(reckoning)
        if not self.policy_id and file.case.policy is None:
            problems = [*problems, *self.readable_policies[1]]
        calendars = self._calendars_of(selections, file)
        reports = tuple(check(reckoning, one, as_of, calendars) for one in selections)

        def disclosed(event: str) -> tuple[Bound | None, Bound | None]:
            asked = (event, reckoning, sources)
            return first_public(*asked), disclosure_lag(*asked)

        latencies = tuple(latencies_of(reckoning, self.measures, as_of, disclosed))
        return Judged(
            reckoning,
            self.workspace.kinds,
            sources,
            as_of,
            self.as_of is None,
            self.known_on,
            reports,
            latencies,
            tuple(problems),
        )

    def reckon(self, file: CaseFile, sources: Mapping[str, Source]) -> Reckoning:
        """Reckon a case, or what was known of it.

        Args:
            file: the case.
            sources: those that it cites.

        Raises:
            TimelineError: the calendar that it names cannot be read.
        """
        kinds = self.workspace.kinds
        knowledge = None
        if self.known_on is not None:
            whole = reckon(file, sources, kinds, today=self.asked_today())
            knowledge = public_by(self.known_on, whole, sources)
        named = file.case.calendar
        calendar = None if named is None else self.load_calendar(named)
        known = Known(knowledge, calendar)
        return reckon(file, sources, kinds, today=self.asked_today(), known=known)

    @cached_property
    def _calendar_cache(self) -> dict[str, WorkCalendar]:
        return {}

    def load_calendar(self, name: str) -> WorkCalendar:
        """One calendar of working days, read once.

        Raises:
            TimelineError: there is no such calendar, or it cannot be read.
        """
        if name not in self._calendar_cache:
            self._calendar_cache[name] = self.workspace.load_calendar(name)
        return self._calendar_cache[name]

    def _calendars_of(self, selections: Iterable[Selection], file: CaseFile) -> Calendars:
        """The calendars that the rules count by; the empty name stands for the case's own."""
        names = {rule.calendar for selection in selections for rule, _ in selection.rules}
        found = {name: self.load_calendar(name) for name in names if name is not None}
        if file.case.calendar is not None:
            found[""] = self.load_calendar(file.case.calendar)
        return found

    def trials(self, judged: Judged) -> list[Trial]:
        """Try each disputed claim as if it were accepted."""
        return try_disputed(judged, self.judge_file)

    def selections(self, reckoning: Reckoning) -> Sequence[Selection]:
        """The policies that judge a case, with their rules; none where they cannot be read."""
        try:
            return self._select(reckoning)
        except TimelineError:
            return ()

    def _select(self, reckoning: Reckoning) -> Sequence[Selection]:
        if self.policy_id:
            policy = self.load_policy(self.policy_id)
            return [hypothetical(policy, self.load_policy, reckoning)]
        return choose_policies(reckoning, self.policies, self.load_policy)

    def differences(self, judged: Judged) -> list[tuple[Selection, list[Difference]]]:
        """Where verdicts by the policy asked for differ from those by each policy of the day."""
        if not judged.is_hypothetical or judged.report is None:
            return []
        found = []
        for selection in choose_policies(judged.reckoning, self.policies, self.load_policy):
            calendars = self._calendars_of([selection], judged.reckoning.file)
            report = check(judged.reckoning, selection, judged.as_of, calendars)
            found.append((selection, differences(judged.report, report)))
        return found

    def awaiting_command(self, judged: Judged) -> list[Policy]:
        """The policies that would judge a case that no policy judges, if it named its command."""
        is_judged = any(report.selection.rules for report in judged.reports)
        return [] if is_judged else awaiting_command(judged.reckoning, self.policies)

    def peers(self, judged: Judged) -> dict[str, PeerRank]:
        """How the case ranks among the others of the workspace that can be read; none invented."""
        others, _ = self.judge_all(name for name in self.workspace.case_ids if name != judged.id)
        real = (other.latencies for other in others if not other.is_invented)
        return rank_among(judged.latencies, real)

    def practices(self, asked: Sequence[Practice]) -> list[PracticeCount]:
        """How often practices were followed; none where there are too few cases or too many."""
        names = self.workspace.case_ids
        if not asked or not is_countable(len(names)):
            return []
        own = replace(self, policy_id="") if self.policy_id else self
        found, _ = own.judge_all(names)
        return count_practices(map(practice_answers, found), asked)

    def read_sources(self) -> tuple[dict[str, Source], list[Problem]]:
        """Every source of the workspace that could be read by the day asked for, by id.

        The Problems are of those that cannot be read here. With `known_on`, a source that is not
        dated, or perhaps later, is left out.
        """
        found: dict[str, Source] = {}
        problems: list[Problem] = []
        for source_id in sorted(self.workspace.source_ids):
            try:
                source = self.workspace.load_source(source_id)
            except TimelineError as error:
                problems.extend(error.problems)
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of the program hides no other file
                problems.append(self.failure(error, "seeds", source_id))
            else:
                if self.known_on is None or _was_public(source, self.known_on):
                    found[source_id] = source
        return found, problems

    def judge_all(self, case_ids: Iterable[str]) -> tuple[list[Judged], list[Problem]]:
        """Judge many cases; the Problems of those that cannot be read, and the rest."""
        found: list[Judged] = []
        problems: list[Problem] = []
        for case_id in case_ids:
            try:
                judged = self.judge(case_id)
            except TimelineError as error:
                problems.extend(error.problems)
            else:
                found.append(judged)
                problems.extend(judged.problems)
        return found, list(dict.fromkeys(problems))


def _was_public(source: Source, day: int) -> bool:
    """Whether a source was certainly public by the end of a day."""
    last = None if source.published is None else last_day(source.published)
    return last is not None and last <= day


def open_workspace(root: Path | None, start: Path, inputs: Inputs | None = None) -> Workspace:
    """The workspace to work in.

    Args:
        root: the folder that the user named; None to look upward from `start`.
        start: where to look from.
        inputs: where it is to be noted what is read.

    Returns:
        The shipped cases where no folder upward holds `cases/`.
    """
    inputs = Inputs() if inputs is None else inputs
    if root is not None:
        return Workspace(root, inputs=inputs)
    found = find_root(start)
    if found is not None:
        return Workspace(found, inputs=inputs)
    return Workspace(shipped_root(), is_shipped=True, inputs=inputs)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of files found."""

    files: int
    problems: tuple[Problem, ...]


def check_files(view: View, paths: Sequence[Path] = ()) -> Checked:
    """Check files: each by itself, then each case for contradictions.

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
    """Check one file: by itself, and a case for contradictions.

    Args:
        view: the workspace that it leans on.
        folder: what kind of file it is: `cases`, `seeds`, `policies` or `calendars`.
        name: its id.
        path: where it is.
    """
    try:
        if folder == "cases":
            return case_problems(view, view.workspace.load_case_at(path))
        return view.workspace.warnings_of(folder, name, path, view.asked_today)
    except TimelineError as error:
        return error.problems
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of the program hides no other file
        return [view.failure(error, folder, name)]


def _to_check(view: View, paths: Sequence[Path]) -> Iterator[tuple[View, str, str, Path]]:
    """Every file to check, each with the workspace that it leans on: the nearest above it."""
    if not paths:
        for folder, name, path in view.workspace.files():
            yield view, folder, name, path
    for path in paths:
        root = find_root(path.parent.resolve())
        same = root is None or root.resolve() == view.workspace.root.resolve()
        near = view if same or root is None else replace(view, workspace=Workspace(root))
        view.workspace.inputs.lost()  # which workspace is nearest is not noted
        yield near, folder_of(path), path.stem, path


def case_problems(view: View, file: CaseFile) -> list[Problem]:
    """What a check finds in one case that could be built: contradictions, a later policy."""
    sources, _ = view.workspace.load_cited(file)
    reckoning = view.reckon(file, sources)
    found = [*_contradictions(reckoning), *_predates(view, reckoning)]
    around = Surroundings(
        view.workspace.kinds,
        sources,
        view.policies,
        [rule for one in view.selections(reckoning) for rule, _ in one.rules],
        frozenset(event.id for event in reckoning.events.values() if event.is_outside),
        reckoning,
    )
    return list(in_file_order([*found, *case_warnings(file, around)]))


def _predates(view: View, reckoning: Reckoning) -> list[Problem]:
    """A warning where a case names a policy that was certainly not yet in force."""
    file = reckoning.file
    if file.case.policy is None:
        return []
    named = [policy for policy in view.policies if policy.id == file.case.policy]
    applies = named[0].applies if named else None  # one that cannot be read is told of its file
    day = incident_day(reckoning)
    if applies is None or applies.first_day is None or day is None or day.max is None:
        return []
    if day.max >= applies.first_day:
        return []
    message = f"the case predates {file.case.policy}, in force from {format_day(applies.first_day)}"
    hint = "leave policy: out, and the one in force on that day is chosen"
    return [Problem("W602", message, file.location(("policy",)), hint)]


def _contradictions(reckoning: Reckoning) -> list[Problem]:
    """One Problem for each smallest set of accepted claims that cannot all be true."""
    found = []
    for conflict in reckoning.conflicts:
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


def _related(statement: Statement) -> tuple[str, Location]:
    source = f" ({statement.source})" if statement.source else ""
    return f"{statement.says_by_meaning}{source}", statement.location


def _contradiction_hint(conflict: Conflict) -> str:
    """What to do: a date of a source is looked up, what claims say of one another is judged."""
    dispute = "standing: disputed, and say because: of what"
    if any(one.basis == "published" for one in conflict.against):
        claims = "claim" if len(conflict.claims) == 1 else "claims"
        return f"check the date of the source, or of the {claims}"
    if len(conflict.claims) == 1:
        return f"check the claim; or keep it, give it {dispute}"
    return f"keep all of them; give one of them {dispute}"
