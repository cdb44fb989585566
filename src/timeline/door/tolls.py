"""`timeline.tolls`: who says how many, when; official beside independent."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.asked import Day
from timeline.door.frames import Framed
from timeline.door.results import INSIDE, Result, print_left_out
from timeline.door.shaping import all_shaped
from timeline.door.values import Count, Dates, Days, Quotient
from timeline.door.workspace import Workspace, load_workspace, view_of
from timeline.errors import Problem
from timeline.portfolio.table_shapes import TOLLS
from timeline.portfolio.tables import build_tables
from timeline.portfolio.tolls import Tolls as PlainTolls
from timeline.portfolio.tolls import campaign_tolls, judged_tolls
from timeline.render.json_shapes_tolls import TollsJson
from timeline.render.json_tolls import tolls_json
from timeline.render.tolls import print_all_tolls, print_case_tolls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.model.source import Source
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class TollFigure:
    """One claimant's figure."""

    by: str
    official: bool
    on: str | None
    stated: Dates
    """The days on which it can have been stated."""
    dated_by_source: bool
    perhaps_later: bool
    """Whether it may have been stated only after the day judged from."""
    scope: str
    since: str | None
    until: str | None
    killed: Count | None
    injured: Count | None
    children: Count | None
    of: str
    counted: str
    """civilians, fighters, soldiers, others or not said."""
    part_of: str | None
    """The figure of which this one is a part: an id, or SOURCE/ID."""
    held_against: Count | None
    """The official figure that it is divided by."""
    ratio: Quotient | None
    ratio_unsure: bool
    source: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TollMove:
    """By how much the ends of a range moved; None where an end is open."""

    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TollCourse:
    """One claimant's figures of the killed over time, of the same people."""

    by: str
    official: bool
    counted: str
    killed: tuple[Count | None, ...]
    certainly_in_order: bool = field(metadata={"key": "in_order"})
    same_words: bool
    changes: tuple[TollMove, ...]
    parts: tuple[Count | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLeftOut:
    """An official figure that was not counted as conceding a death."""

    by: str
    on: str | None
    of: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TollConcession:
    """When a civilian death was first conceded by a figure, and when others first stated one."""

    conceded: Dates | None
    """Of the first official figure counted; None where none was."""
    claimed: Dates | None
    days: Days | None
    counted: int
    claims: int
    left_out: tuple[TollLeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollsOf:
    """The figures of one case, or of one scope of a campaign."""

    name: str
    """The id of the case, or the scope."""
    example: bool
    """An invented case."""
    official: Count | None
    """The last official figure of the killed."""
    group: str
    """Whom that counts: soldiers or fighters only where nobody counts civilians."""
    figures: tuple[TollFigure, ...]
    elsewhere: tuple[TollFigure, ...]
    """Of a scope without any official figure: official ones of other scopes in the same sources."""
    over_time: tuple[TollCourse, ...]
    concession: TollConcession
    acknowledged: Dates | None


@dataclass(frozen=True, eq=False, repr=False)
class Tolls(Result[TollsJson], Framed):
    """Who says how many: what `timeline tolls` tells; a frame has a row for each figure."""

    view: View = field(metadata=INSIDE)
    judged: tuple[Judged, ...] = field(metadata=INSIDE)
    sources: Mapping[str, Source] = field(metadata=INSIDE)
    is_of_one_case: bool = field(metadata=INSIDE)
    problems: tuple[Problem, ...]
    """Of every file that could not be read."""

    @cached_property
    def cases(self) -> tuple[TollsOf, ...]:
        """The figures of each case."""
        return all_shaped(TollsOf, self._data["cases"])

    @cached_property
    def campaign(self) -> tuple[TollsOf, ...]:
        """The figures about whole campaigns, by their scope."""
        return all_shaped(TollsOf, self._data["campaign"])

    @cached_property
    def _plain(self) -> tuple[list[PlainTolls], list[PlainTolls]]:
        cases = [judged_tolls(judged, self.view.as_of) for judged in self.judged]
        if self.is_of_one_case:
            return cases, []
        return cases, list(campaign_tolls(self.sources, self.view.as_of))

    @cached_property
    def _data(self) -> TollsJson:
        cases, campaign = self._plain
        return tolls_json(cases, campaign, self.problems, self.view.as_of, self.view.known_on)

    def _draw(self, page: Page) -> None:
        cases, campaign = self._plain
        if self.is_of_one_case:
            print_case_tolls(page, cases[0], self.judged[0].reckoning.file.case.title)
        else:
            print_all_tolls(page, cases, campaign)
        print_left_out(page, self.problems)

    def _table(self) -> PlainTable:
        tables = build_tables(self.judged, self.sources, self.view.as_of)
        return next(table for table in tables if table.shape is TOLLS)

    def __repr__(self) -> str:
        """Of how many cases."""
        figures = sum(len(one.figures) for one in (*self.cases, *self.campaign))
        return f"<Tolls: {len(self.cases)} cases, {figures} figures>"


def tolls(
    workspace: Workspace | None = None,
    case: str | None = None,
    *,
    as_of: Day | None = None,
    known_on: Day | None = None,
) -> Tolls:
    """Who says how many and when: official beside independent.

    Args:
        workspace: the one that `load_workspace` finds, if none.
        case: the id of one case; every case and campaign if none.
        as_of: only what can have been stated by that day.
        known_on: only what was public by that day.

    Raises:
        TimelineError: no such day, or a case that was named cannot be read.
    """
    view = view_of(workspace or load_workspace(), as_of, known_on)
    if case is not None:
        judged = view.judge(case)
        return Tolls(view, (judged,), {}, is_of_one_case=True, problems=judged.problems)
    found, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    every = tuple(dict.fromkeys([*problems, *unreadable]))
    return Tolls(view, tuple(found), sources, is_of_one_case=False, problems=every)
