"""`timeline.overdue`: what is overdue anywhere, worst first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.asked import Day
from timeline.door.many import Ids, ends_of, judged_of, table_of
from timeline.door.records import Finding
from timeline.door.results import INSIDE, Result, Rows, print_left_out
from timeline.door.shapes import OVERDUE
from timeline.door.shaping import shaped
from timeline.door.workspace import Workspace, load_workspace, view_of
from timeline.errors import Problem
from timeline.portfolio.overdue import not_judged, overdue_findings
from timeline.render.json_findings import finding_json
from timeline.render.json_shapes import OverdueJson
from timeline.render.json_tables import overdue_json, overdue_row_json
from timeline.render.rows import OverduePart, not_judged_in, overdue_part, worst_first
from timeline.render.tables import print_overdue

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.portfolio.tables import Cell
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueStep:
    """A finding that is overdue, or may be, and its case."""

    case: str
    title: str
    example: bool
    """An invented case."""
    as_of: date
    policy: str
    certain: bool
    """False where the policy may not have been in force on the day of the strike."""
    hypothetical: bool
    finding: Finding


@dataclass(frozen=True, eq=False, repr=False)
class Overdue(Result[OverdueJson], Rows[OverdueStep]):
    """What is overdue, worst first, limits before yardsticks: what `timeline overdue` tells.

    A step is found by its place, or by its case where this has only one.
    """

    view: View = field(metadata=INSIDE)
    judged: tuple[Judged, ...] = field(metadata=INSIDE)
    not_judged: tuple[Problem, ...]
    """Inquiries opened again without a round of their own, which no rule judges."""
    problems: tuple[Problem, ...]
    """Of every file that could not be read."""

    @cached_property
    def _parts(self) -> list[OverduePart]:
        return [overdue_part(judged) for judged in self.judged]

    @cached_property
    def _data(self) -> OverdueJson:
        rows = (line["json"] for line in worst_first(self._parts))
        return overdue_json(rows, not_judged_in(self._parts), self.problems)

    def _draw(self, page: Page) -> None:
        if worst_first(self._parts) or not self.problems:
            print_overdue(page, self._parts, self.view.as_of)
        print_left_out(page, self.problems)

    def __repr__(self) -> str:
        """How many there are."""
        return f"<Overdue: {len(self)} steps, {len(self.problems)} problems>"


def overdue(
    workspace: Workspace | None = None,
    cases: Ids = (),
    *,
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
) -> Overdue:
    """What is overdue, for certain or possibly.

    Args:
        workspace: the one that `load_workspace` finds, if none.
        cases: ids of cases; every case if none.
        as_of: judge at the end of that day; else of the last that each record was followed.
        known_on: count only what was public by the end of that day.
        policy: judge by this policy, and mark the result as hypothetical.

    Raises:
        TimelineError: no such day or policy, or a case that was named cannot be read.
    """
    place = workspace or load_workspace()
    view = view_of(place, as_of, known_on, policy)
    judged, problems = judged_of(view, cases)
    steps = tuple(_steps(judged))
    ids = tuple(step.case for step in steps)
    what = "a case in which anything is overdue"

    def table() -> PlainTable:
        return table_of(OVERDUE, map(_row, steps))

    alone = tuple(problem for one in judged for problem in not_judged(one))
    return Overdue(steps, ids, what, table, view, tuple(judged), alone, tuple(problems))


def _steps(cases: list[Judged]) -> Iterator[OverdueStep]:
    """The findings with their receipts, which the object of `--json` leaves out."""
    of_case = {judged.id: judged for judged in cases}
    for report, finding in overdue_findings(report for one in cases for report in one.reports):
        judged = of_case[report.case_id]
        row = overdue_row_json(report, finding, judged.kinds, judged.known_on)
        whole = finding_json(finding, report, judged.kinds)
        yield shaped(OverdueStep, {**row, "finding": whole})


def _row(step: OverdueStep) -> dict[str, Cell]:
    finding = step.finding
    return {
        "case_id": step.case,
        "as_of": step.as_of,
        "policy": step.policy,
        "certain": step.certain,
        "hypothetical": step.hypothetical,
        "id": finding.id,
        "rule": finding.rule,
        "label": finding.label,
        "verdict": str(finding.verdict),
        "breach": None if finding.breach is None else finding.breach.value,
        "tier": str(finding.tier),
        "has_days": finding.days is not None,
        **ends_of(finding.days, "days"),
        "has_days_late": finding.days_late is not None,
        **ends_of(finding.days_late, "days_late"),
        "standing": finding.standing,
        "because": finding.because,
    }
