"""`timeline.stats`: how long many cases took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from timeline.door.asked import Day, refusal, unknown
from timeline.door.frames import Framed
from timeline.door.many import Ids, ends_of, ids_of, judged_of, table_of
from timeline.door.results import INSIDE, Result, print_left_out
from timeline.door.shapes import STATS
from timeline.door.shaping import all_shaped
from timeline.door.values import Days
from timeline.door.workspace import Workspace, load_workspace, view_of
from timeline.errors import Problem
from timeline.portfolio.selection import KEYS, Condition, Key, words_of, years_of
from timeline.portfolio.stats import MIN_CASES, Asked, stats_of
from timeline.portfolio.stats import Stats as PlainStats
from timeline.render.json_shapes_stats import StatsJson
from timeline.render.json_stats import stats_json
from timeline.render.stats import print_stats

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.portfolio.tables import Cell
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page

Where = Mapping[Key, str | int | Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsCounts:
    """How many cases stand how, on the day that each is judged from."""

    over: int
    unclear: int
    open: int
    none_recorded: int
    """Which does not say that there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsStep:
    """A share of the cases, and the days within which the curve falls by it."""

    days: Days
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsCurve:
    """The share of cases not yet over, fitted to the bounds of each (Turnbull 1976)."""

    cases: int
    settled: bool
    half_over: Days
    steps: tuple[StatsStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsRow:
    """One case that a measure applies to."""

    case: str
    state: str
    """over, unclear, open or none recorded."""
    days: Days | None
    sure: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsMeasure:
    """One measure over the cases of one group."""

    measure: str
    label: str
    cases: int
    counts: StatsCounts
    may_not_apply: tuple[str, ...]
    median: Days | None
    """Half are over after so many days, whatever the unknown dates are; None for no cases."""
    median_recorded: Days | None
    curve: StatsCurve | None
    """None where too few cases say anything."""
    remark: str
    rows: tuple[StatsRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsGroup:
    """Cases that are counted together."""

    name: str
    cases: tuple[str, ...]
    cautions: tuple[str, ...]
    measures: tuple[StatsMeasure, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Stats(Result[StatsJson], Framed):
    """How long many cases took: what `timeline stats` tells; a frame has a row for each measure."""

    found: PlainStats = field(metadata=INSIDE)
    problems: tuple[Problem, ...]
    """Of every file that could not be read."""

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases that certainly meet every condition."""
        return tuple(case.id for case in self.found.cases)

    @property
    def unclear(self) -> tuple[str, ...]:
        """The ids of those of which nobody can tell; they are counted nowhere."""
        return self.found.unclear

    @property
    def invented(self) -> tuple[str, ...]:
        """The ids of those that are examples; they are counted nowhere."""
        return self.found.invented

    @cached_property
    def groups(self) -> tuple[StatsGroup, ...]:
        """The groups in order of their names; one without a name where all are together."""
        return all_shaped(StatsGroup, self._data["groups"])

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What has to hold for the curves to mean anything."""
        return tuple(self._data["assumptions"])

    @cached_property
    def _data(self) -> StatsJson:
        return stats_json(self.found, self.problems)

    def _draw(self, page: Page) -> None:
        if self.found.cases or not self.problems:
            print_stats(page, self.found)
        print_left_out(page, self.problems)

    def _table(self) -> PlainTable:
        return table_of(STATS, self._rows())

    def _rows(self) -> Iterator[dict[str, Cell]]:
        for group in self.groups:
            for one in group.measures:
                yield {
                    "group": group.name,
                    "measure": one.measure,
                    "label": one.label,
                    "cases": one.cases,
                    "over": one.counts.over,
                    "unclear": one.counts.unclear,
                    "open": one.counts.open,
                    "none_recorded": one.counts.none_recorded,
                    "has_median": one.median is not None,
                    **ends_of(one.median, "median"),
                    "has_median_recorded": one.median_recorded is not None,
                    **ends_of(one.median_recorded, "median_recorded"),
                    "remark": one.remark,
                }

    def __repr__(self) -> str:
        """How many there are."""
        return f"<Stats: {len(self.cases)} cases, {len(self.groups)} groups>"


def stats(  # noqa: PLR0913 - each option of the command is one argument
    workspace: Workspace | None = None,
    cases: Ids = (),
    *,
    where: Where | None = None,
    by: Key | None = None,
    measure: str | None = None,
    min_cases: int = MIN_CASES,
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
) -> Stats:
    """Count and bound how long cases took, open and unrecorded ends apart.

    Args:
        workspace: the one that `load_workspace` finds, if none.
        cases: ids of cases; every case if none.
        where: what a case has to be: `{"tag": "drone", "year": "2016..2019"}`; several values of
            one key all have to hold.
        by: what to group by: policy, command, forces, year or tag.
        measure: the id of one measure; every one if none.
        min_cases: how many cases a curve needs.
        as_of: judge at the end of that day; else of the last that each record was followed.
        known_on: count only what was public by the end of that day.
        policy: judge by this policy, and mark the result as hypothetical.

    Raises:
        TimelineError: no such day, policy, measure, group or condition, or a case that was named
            cannot be read.
    """
    place = workspace or load_workspace()
    view = view_of(place, as_of, known_on, policy)
    if by is not None and by not in KEYS:
        raise unknown("E419", f"{by} is nothing to group by", "by", by, list(KEYS))
    if measure is not None and measure not in place.measure_ids:
        message = f"there is no measure {measure}"
        raise unknown("E420", message, "measure", measure, list(place.measure_ids))
    found, problems = judged_of(view, cases)
    conditions = tuple(_conditions(where or {}, found, view))
    asked = Asked(conditions, by, measure or "", min_cases)
    return Stats(stats_of(found, asked), tuple(problems))


def _conditions(where: Where, cases: list[Judged], view: View) -> Iterator[Condition]:
    for key, asked in where.items():
        if key not in get_args(Key):
            raise unknown("E419", f"{key} is nothing to choose by", "where", key, list(KEYS))
        for value in ids_of(str(asked) if isinstance(asked, int) else asked):
            yield _condition(key, value, cases, view)


def _condition(key: Key, value: str, cases: list[Judged], view: View) -> Condition:
    """One condition.

    Raises:
        ReadError: no years, or what no case has.
    """
    if key == "year":
        years = years_of(value)
        if years is None:
            message = f"{value} is neither a year nor years from one to another"
            raise refusal("E419", message, "where", "write 2016, 2016..2019, 2016.. or ..2019")
        return Condition(key, value, years)
    known = sorted({word for case in cases for word in words_of(case, key)})
    if key == "policy":
        known = list(view.workspace.policy_files)
    if value.casefold() not in {word.casefold() for word in known}:
        raise unknown("E419", f"no case has the {key} {value}", "where", value, known)
    return Condition(key, value)
