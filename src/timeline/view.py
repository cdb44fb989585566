"""View: a workspace on a day; infers and judges.

Inference and judging are imported when called: if the cache answers, neither they nor Pydantic need
be there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from timeline.chrono.days import LAST_DAY
from timeline.errors import CaseError, Problem, TimelineError, failure_problem
from timeline.model.workspace import SHIPPED, Workspace, find_root, shipped_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from timeline.cache.inputs import Inputs
    from timeline.cache.memory import Memory
    from timeline.chrono.calendar import WorkCalendar
    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Difference
    from timeline.conformance.judged import Judged
    from timeline.conformance.policies import Selection
    from timeline.conformance.sensitivity import Sensitivity
    from timeline.inference.inference import Inference
    from timeline.model.build import CaseFile
    from timeline.model.measure import NamedLatency
    from timeline.model.policy import Policy
    from timeline.model.source import Source

    Calendars = Mapping[str, WorkCalendar]

Item = TypeVar("Item")


def _unwatched(items: Iterator[Item], _total: int, _words: str) -> Iterator[Item]:
    return items


class Resources(NamedTuple):
    """Cache, processors and progress of one run."""

    memory: Memory | None = None
    """Cache of earlier runs; None if nothing is to be believed or kept."""
    processors: int = 1
    """Number of processes that may share the work."""
    watched: Callable[[Iterator[Any], int, str], Iterator[Any]] = _unwatched
    """Passes items on and shows progress; takes the items, their number, and what is done."""


@dataclass(frozen=True)
class View:
    """A workspace, seen from a day and by a policy."""

    workspace: Workspace
    today: int
    """Day on which the program runs, as an ordinal."""
    as_of: int | None = None
    policy_id: str = ""
    known_on: int | None = None
    """Only what was public by the end of that day counts; None for all."""
    run: Resources = field(default=Resources(), compare=False)
    _judged: dict[str, Judged] = field(init=False, default_factory=dict, compare=False)
    _policies: dict[str, Policy] = field(init=False, default_factory=dict, compare=False)
    _calendars: dict[str, WorkCalendar] = field(init=False, default_factory=dict, compare=False)

    @property
    def judged_day(self) -> int:
        """Return the as-of day.

        The one asked for, else that of the knowledge asked for, else today.
        """
        if self.as_of is not None:
            return self.as_of
        return self.today if self.known_on is None else min(self.known_on, LAST_DAY)

    @cached_property
    def readable_policies(self) -> tuple[tuple[Policy, ...], tuple[Problem, ...]]:
        """Return the readable policies; collect the Problems.

        Of the workspace and of the program.
        """
        found = [
            self.attempt(self.load_policy, "policies", name) for name in self.workspace.policy_files
        ]
        problems = [problem for _, failed in found for problem in failed]
        return tuple(policy for policy, _ in found if policy is not None), tuple(problems)

    def attempt(
        self, make: Callable[[str], Item], folder: str, name: str
    ) -> tuple[Item | None, Sequence[Problem]]:
        """Make something of one file, or give its Problems.

        A fault of the program is one too, so that it hides no other file.
        """
        try:
            return make(name), ()
        except TimelineError as error:
            return None, error.problems
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            return None, (self.failure(error, folder, name),)

    @cached_property
    def rule_sources(self) -> frozenset[str]:
        """Return the sources that its policies name.

        Sources of the workspace, named by its own policies or those built in.
        """
        named = {rule.source for policy in self.policies for rule in policy.rules}
        named |= {policy.source for policy in self.policies}
        return self.workspace.source_ids & named

    @property
    def policies(self) -> tuple[Policy, ...]:
        """Return the policies that can be read."""
        return self.readable_policies[0]

    def load_policy(self, policy_id: str) -> Policy:
        """Return a policy, read once.

        Raises:
            TimelineError: there is no such policy, or it cannot be read.
        """
        if policy_id not in self._policies:
            self._policies[policy_id] = self.workspace.load_policy(policy_id)
        return self._policies[policy_id]

    @cached_property
    def own_policies(self) -> tuple[Policy, ...]:
        """Return the readable policies that lie in the workspace."""
        names = self.workspace.own_policy_ids
        found = (self.attempt(self.load_policy, "policies", name) for name in names)
        return tuple(policy for policy, _ in found if policy is not None)

    @cached_property
    def measures(self) -> tuple[NamedLatency, ...]:
        """Return the named latencies, in process order.

        Those that come with the program, then those of the workspace, which stand in place of one
        with the same id; then those implied, as far as none is between the same kinds.
        """
        workspace = self.workspace
        named = {one.id: one for one in (*workspace.shipped_measures, *workspace.own_measures)}
        if workspace.own_policy_ids or workspace.own_kinds:
            from timeline.model.measure import implied_measures

            told = {(one.start, one.end) for one in named.values()}
            for one in implied_measures(workspace.kinds, workspace.own_kinds, self.own_policies):
                if (one.start, one.end) not in told:
                    named.setdefault(one.id, one)
        return tuple(named.values())

    def judge(self, case_id: str) -> Judged:
        """Read, infer, measure and judge a case, once.

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

    @cached_property
    def shipped(self) -> View:
        """Return the view of the shipped cases, with their own kinds and policies."""
        return View(self.workspace.shipped, self.today, self.as_of, "", self.known_on, self.run)

    def judge_shipped(self, name: str) -> Judged:
        """Judge a shipped case, named shipped:ID, by what came with the program.

        Raises:
            TimelineError: there is no such case, or it cannot be judged.
        """
        file = self.shipped.workspace.load_case(name.removeprefix(SHIPPED))
        return self.shipped.judge_file(replace(file, id=name))

    def failure(self, error: Exception, folder: str, name: str) -> Problem:
        """Build the Problem of a file we failed on."""
        path = self.workspace.shown(self.workspace.root / folder / f"{name}.yaml")
        doing = "judge this case" if folder == "cases" else "read this file"
        return failure_problem(error, path, doing)

    def judge_file(self, file: CaseFile) -> Judged:
        """Infer, measure and judge a built case.

        Its text need not be on disk.

        Raises:
            TimelineError: a policy cannot be read.
        """
        from timeline.conformance.judge import check
        from timeline.conformance.judged import Judged
        from timeline.inference.knowledge import disclosure_lag, first_public
        from timeline.inference.latency import latencies_of

        sources, problems = self.workspace.load_cited(file)
        inference = self.infer(file, sources)
        as_of = self.judged_day
        selections = self._select(inference)
        if not self.policy_id and file.case.policy is None:
            problems = [*problems, *self.readable_policies[1]]
        calendars = self._calendars_of(selections, file)
        reports = tuple(
            replace(
                check(inference, one, as_of, calendars),
                rule_sources=self.workspace.load_rule_sources(rule for rule, _ in one.rules),
            )
            for one in selections
        )

        def disclosed(event: str) -> tuple[Interval | None, Interval | None]:
            asked = (event, inference, sources)
            return first_public(*asked), disclosure_lag(*asked)

        latencies = tuple(latencies_of(inference, self.measures, as_of, disclosed))
        return Judged(
            inference,
            self.workspace.kinds,
            sources,
            as_of,
            self.as_of is None,
            self.known_on,
            reports,
            latencies,
            tuple(problems),
        )

    def infer(self, file: CaseFile, sources: Mapping[str, Source]) -> Inference:
        """Infer a case, or what was known of it.

        Args:
            file: the case.
            sources: those that it cites.

        Raises:
            TimelineError: the calendar that it names cannot be read.
        """
        from timeline.inference.inference import infer
        from timeline.inference.knowledge import public_by

        kinds = self.workspace.kinds
        public = None
        if self.known_on is not None:
            whole = infer(file, sources, kinds, today=self.today)
            public = public_by(self.known_on, whole, sources)
        named = file.case.calendar
        calendar = None if named is None else self.load_calendar(named)
        return infer(file, sources, kinds, today=self.today, public=public, calendar=calendar)

    def load_calendar(self, name: str) -> WorkCalendar:
        """Return a calendar of working days, read once.

        Raises:
            TimelineError: there is no such calendar, or it cannot be read.
        """
        if name not in self._calendars:
            self._calendars[name] = self.workspace.load_calendar(name)
        return self._calendars[name]

    def _calendars_of(self, selections: Iterable[Selection], file: CaseFile) -> Calendars:
        """Map the calendars that the rules count by.

        The empty name stands for the case's own.
        """
        names = {rule.calendar for selection in selections for rule, _ in selection.rules}
        found = {name: self.load_calendar(name) for name in names if name is not None}
        if file.case.calendar is not None:
            found[""] = self.load_calendar(file.case.calendar)
        return found

    def trials(self, judged: Judged) -> list[Sensitivity]:
        """Try each disputed claim as if it were accepted."""
        from timeline.conformance.sensitivity import sensitivity_to_disputed

        return sensitivity_to_disputed(judged, self.judge_file)

    def selections(self, inference: Inference) -> Sequence[Selection]:
        """Return the judging policies with their rules.

        None where they cannot be read.
        """
        try:
            return self._select(inference)
        except TimelineError:
            return ()

    def _select(self, inference: Inference) -> Sequence[Selection]:
        from timeline.conformance.policies import choose_policies, hypothetical

        if self.policy_id:
            policy = self.load_policy(self.policy_id)
            return [hypothetical(policy, self.load_policy, inference)]
        return choose_policies(inference, self.policies, self.load_policy)

    def differences(self, judged: Judged) -> list[tuple[Selection, list[Difference]]]:
        """Compare verdicts with those of the day's policies.

        Only if another policy was asked for.
        """
        from timeline.conformance.finding import differences
        from timeline.conformance.judge import check
        from timeline.conformance.policies import choose_policies

        if not judged.is_hypothetical or judged.report is None:
            return []
        found = []
        for selection in choose_policies(judged.inference, self.policies, self.load_policy):
            calendars = self._calendars_of([selection], judged.inference.file)
            report = check(judged.inference, selection, judged.as_of, calendars)
            found.append((selection, differences(judged.report, report)))
        return found

    def awaiting_command(self, judged: Judged) -> list[Policy]:
        """List policies that lack only the case's command.

        None if a policy judges the case.
        """
        from timeline.conformance.policies import awaiting_command

        is_judged = any(report.selection.rules for report in judged.reports)
        return [] if is_judged else awaiting_command(judged.inference, self.policies)

    @cached_property
    def published(self) -> View:
        """Return the view of what may be published.

        Whatever is made from it is made without withheld items and what refers to them.
        """
        return replace(self, workspace=self.workspace.published())

    @cached_property
    def by_own_policy(self) -> View:
        """Return the view without a policy of its own.

        Each case is then judged by the policies of its own day.
        """
        return replace(self, policy_id="") if self.policy_id else self

    def read_sources(self) -> tuple[dict[str, Source], list[Problem]]:
        """Map the workspace's sources; collect the Problems.

        The Problems are of those that cannot be read here. With `known_on`, a source that is not
        dated, or perhaps later, is left out.
        """
        found: dict[str, Source] = {}
        problems: list[Problem] = []
        for source_id in sorted(self.workspace.source_ids):
            source, failed = self.attempt(self.workspace.load_source, "seeds", source_id)
            problems.extend(failed)
            if source is not None and self._counts(source):
                found[source_id] = source
        return found, problems

    def _counts(self, source: Source) -> bool:
        """Return True unless it was perhaps not yet public."""
        from timeline.model.case import last_day

        if self.known_on is None:
            return True
        last = None if source.published is None else last_day(source.published)
        return last is not None and last <= self.known_on

    def judge_all(self, case_ids: Iterable[str]) -> tuple[list[Judged], list[Problem]]:
        """Judge many cases; collect the Problems."""
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


def find_workspace(root: Path | None, start: Path, inputs: Inputs | None = None) -> Workspace:
    """Return the workspace to work in.

    Args:
        root: the folder that the user named; None to look upward from `start`.
        start: where to look from.
        inputs: where it is to be noted what is read.

    Returns:
        The shipped cases where no folder upward holds `cases/`.
    """
    found = root or find_root(start)
    workspace = Workspace(shipped_root(), is_shipped=True) if found is None else Workspace(found)
    return workspace.fresh(inputs)
