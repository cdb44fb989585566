"""Case: one case judged from one day, as Python sees it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from timeline.conformance.settle import open_questions
from timeline.door.asked import day_asked, unknown
from timeline.door.explained import Explained, explain
from timeline.door.records import (
    Absence,
    Contradiction,
    Event,
    Finding,
    JudgedBy,
    Latency,
    Practice,
    Question,
    Source,
    Toll,
    VerdictChange,
)
from timeline.door.results import INSIDE, Result, Rows
from timeline.door.shaping import all_shaped
from timeline.door.values import Days
from timeline.errors import Problem
from timeline.portfolio.practice import practices_held_against
from timeline.portfolio.tables import build_tables
from timeline.render.json_shapes import ShowJson
from timeline.render.json_show import show_json
from timeline.render.show import CasePage, Extras

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.conformance.settle import OpenQuestion
    from timeline.conformance.trial import Trial
    from timeline.door.asked import Day
    from timeline.graph.networkx_form import Graph
    from timeline.portfolio.practice import PracticeCount
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page

Row = TypeVar("Row")

_NOUNS = {
    "events": "an event of",
    "latencies": "a measure that applies to",
    "findings": "a finding of",
}


@dataclass(frozen=True, eq=False, repr=False)
class Case(Result[ShowJson]):
    """One case, judged at the end of one day: what `timeline show` tells of it."""

    view: View = field(metadata=INSIDE)
    judged: Judged = field(metadata=INSIDE)

    @property
    def id(self) -> str:
        """The id of the case, which is the name of its file."""
        return self.judged.id

    @property
    def title(self) -> str:
        """Its title."""
        return self._shown["title"]

    @property
    def summary(self) -> str:
        """A few sentences; none with `known_on`, as they tell what came later."""
        return self._shown["summary"]

    @property
    def example(self) -> bool:
        """Whether it is an invented case."""
        return self._shown["example"]

    @property
    def place(self) -> str:
        """Where it happened."""
        return self._shown["place"]

    @property
    def time_zone(self) -> str:
        """Whose days its days are."""
        return self._shown["time_zone"]

    @property
    def forces(self) -> str:
        """Whose process is followed."""
        return self._shown["forces"]

    @property
    def command(self) -> str:
        """Which part of these forces."""
        return self._shown["command"]

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags; none with `known_on`, as they tell what came later."""
        return tuple(self._shown["tags"])

    @property
    def as_of(self) -> date:
        """The day at whose end it is judged."""
        return date.fromisoformat(self._shown["as_of"])

    @property
    def known_on(self) -> date | None:
        """Only what was public on that day counts; None where everything does."""
        return _day(self._shown["known_on"])

    @property
    def recorded_until(self) -> date | None:
        """How far the record was followed; None where it does not say."""
        return _day(self._shown["recorded_until"])

    @property
    def hypothetical(self) -> bool:
        """Whether the policy was asked for rather than in force."""
        return self._shown["hypothetical"]

    @property
    def policy(self) -> str | None:
        """The id of the policy it is judged by; None where none fits or it is not certain which."""
        return self._shown["policy"]

    @cached_property
    def policies(self) -> tuple[JudgedBy, ...]:
        """The policies it is judged by: none where none fits, several where it is not certain."""
        return all_shaped(JudgedBy, self._shown["policies"])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of files that the case leans on and that could not be read."""
        return self.judged.problems

    @cached_property
    def events(self) -> Rows[Event]:
        """Every event that counts, in the order of the file; steps not taken are in findings."""
        found = [one for one in self._shown["events"] if not one["ghost"]]
        return self._rows("events", all_shaped(Event, found), [one["id"] for one in found])

    @cached_property
    def latencies(self) -> Rows[Latency]:
        """Every measure that applies, by its id, in the order of the process."""
        found = [one for one in self._shown["latencies"] if one["days"] is not None]
        names = [one["measure"] for one in found]
        return self._rows("latencies", all_shaped(Latency, found), names)

    @cached_property
    def findings(self) -> Rows[Finding]:
        """What holds of every rule, in the order of the policies and their rules."""
        found = self._shown["findings"]
        return self._rows("findings", all_shaped(Finding, found), [one["id"] for one in found])

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """What somebody says, or has looked for, that had not happened."""
        return all_shaped(Absence, self._shown["absences"])

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Accepted claims that cannot all be true."""
        return all_shaped(Contradiction, self._shown["contradictions"])

    @cached_property
    def disputed_matter(self) -> tuple[VerdictChange, ...]:
        """The disputed claims that would change a verdict, and which."""
        return all_shaped(VerdictChange, self._data["disputed_matter"])

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """How often the practices that it went against were followed in the workspace."""
        return all_shaped(Practice, self._data["practices"])

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What would settle the open verdicts, the most first."""
        return all_shaped(Question, self._data["questions"])

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """Who says how many, in the order of the file."""
        return all_shaped(Toll, self._shown["tolls"])

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that it cites and that could be read, by id."""
        return all_shaped(Source, self._shown["sources"])

    def latency(self, first: str, second: str) -> Days:
        """The days from one event to another, by the pair's own bound over all readings.

        It speaks of the two events themselves, also where the second came after the day judged
        from; `latencies` counts what was still open on that day.

        Args:
            first: the id of an event of this case.
            second: the id of another.

        Raises:
            TimelineError: the case has no such event.
        """
        known = self.judged.reckoning.events
        for name in (first, second):
            if name not in known:
                message = f"{name} is not an event of {self.id}"
                raise unknown("E414", message, self.id, name, list(known))
        bound = self.judged.reckoning.between(first, second)
        return Days(bound.min, bound.max)

    def explain(self, what: str | None = None, other: str | None = None) -> Explained:
        """The receipts of a rule, a finding, an event, or the days between two events; else all.

        Raises:
            TimelineError: the case has no such event, and is judged by no such rule.
        """
        return explain(self.view, self.judged, what, other)

    def graph(self) -> Graph:
        """The directed graph, a `networkx.MultiDiGraph`.

        Nodes are events, claims, and steps not taken; edges what was before, dated by, expected.

        docs/python.md lists the attributes of both. Where it is not certain
        which policy was in force, the expectations are those of the first
        that may have been, and say so.
        """
        from timeline.graph.build import build_graph  # noqa: PLC0415 - only for a graph
        from timeline.graph.networkx_form import to_networkx  # noqa: PLC0415 - networkx is slow

        judged = self.judged
        return to_networkx(build_graph(judged.reckoning, judged.report, judged.as_of, judged.kinds))

    def at(
        self,
        *,
        as_of: Day | None = None,
        known_on: Day | None = None,
        policy: str | None = None,
    ) -> Case:
        """The same case judged from another day or by another policy; the rest as it is here.

        Raises:
            TimelineError: no such day or policy.
        """
        now = self.view
        day = day_asked("as_of", as_of, now.today)
        known = day_asked("known_on", known_on, now.today)
        view = replace(
            now,
            as_of=now.as_of if day is None else day,
            known_on=now.known_on if known is None else known,
            policy_id=policy or now.policy_id,
        )
        return Case(view, view.judge(self.id))

    @cached_property
    def _shown(self) -> ShowJson:
        """The object without what takes a trial: what disputed claims would change, questions."""
        return show_json(self.judged, self.judged.kinds)

    @cached_property
    def _data(self) -> ShowJson:
        rest = (self._trials, self._open_questions, self._practices)
        return show_json(self.judged, self.judged.kinds, *rest)

    @cached_property
    def _trials(self) -> Sequence[Trial]:
        return self.view.trials(self.judged)

    @cached_property
    def _practices(self) -> Sequence[PracticeCount]:
        return self.view.practices(practices_held_against(self.judged))

    @cached_property
    def _open_questions(self) -> Sequence[OpenQuestion]:
        return open_questions(self.judged.reckoning, self.judged.reports)

    def _draw(self, page: Page) -> None:
        extras = Extras(
            self.view.differences(self.judged),
            practices=self._practices,
            awaiting=self.view.awaiting_command(self.judged),
        )
        CasePage(page, self.judged, self._trials, self._open_questions, extras).print()

    def _rows(self, name: str, items: tuple[Row, ...], ids: list[str]) -> Rows[Row]:
        what = f"{_NOUNS[name]} {self.id}"
        return Rows(items, tuple(ids), what, lambda: self._tables[name])

    @cached_property
    def _tables(self) -> Mapping[str, PlainTable]:
        return {table.name: table for table in build_tables([self.judged], {}, self.view.as_of)}

    def __repr__(self) -> str:
        """Its id, the day judged from, and how much there is."""
        counts = f"{len(self.events)} events, {len(self.findings)} findings"
        mark = ", hypothetical" if self.hypothetical else ""
        known = f", known on {self.known_on}" if self.known_on else ""
        return f"<Case {self.id} as of {self.as_of}{known}{mark}: {counts}>"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
