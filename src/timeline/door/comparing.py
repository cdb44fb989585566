"""`timeline.compare`: who was slower, by how much, and whether that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.door.asked import Day, refusal, unknown
from timeline.door.case import Case
from timeline.door.frames import Framed
from timeline.door.many import Ids, ends_of, ids_of, table_of
from timeline.door.records import FROM, TO
from timeline.door.results import INSIDE, Result, Rows
from timeline.door.shapes import CELLS, MEASURES
from timeline.door.shaping import all_shaped
from timeline.door.values import Days
from timeline.door.workspace import Workspace, load_workspace
from timeline.errors import Problem
from timeline.portfolio.compare import Comparison as PlainComparison
from timeline.portfolio.compare import compare_cases, measured_of
from timeline.render.json_shapes import CompareJson
from timeline.render.json_tables import compare_json
from timeline.render.strips import print_strips
from timeline.render.tables import print_comparison

if TYPE_CHECKING:
    from timeline.portfolio.tables import Cell as PlainCell
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page

_WIDEST_TABLE = 3
"""Cases that fit side by side; more are drawn below each other, as by the command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One measure of one case."""

    case: str
    start: str | None = field(metadata=FROM)
    end: str | None = field(metadata=TO)
    days: Days | None
    """None where the measure does not apply."""
    open: Truth
    """Whether the end was still to come; unknown where only the silence of the record says so."""
    sure: Days | None
    """What holds even if a step that is not recorded was taken after all."""
    recorded: bool
    denied: bool
    """True if no end is on record and somebody denies it."""
    applies: Truth
    """Unknown where the start may be still to come, or after the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slower:
    """Who was slower, and whether that is certain."""

    case: str | None
    """None where nobody can tell which, and where the longest is shared."""
    by: Days
    """By at least and at most so many days, whatever the unknown dates are; 0 where the longest is
    shared, even if others took less."""
    certain: Truth
    """YES: slower whatever the unknown dates are. NO: the longest is shared. Else unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure over the cases."""

    measure: str
    label: str
    cells: tuple[Cell, ...]
    """In the order of the cases."""
    slower: Slower | None
    """None where fewer than two cases can be compared by this measure."""
    order: tuple[tuple[str, ...], ...]
    """Pairs of cases, the faster first, that are certain; the others follow from these."""
    cautions: tuple[str, ...]
    """Why the comparison could mislead."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result[CompareJson], Framed):
    """Latencies side by side: what `timeline compare` tells; a frame has a row for each cell."""

    compared: tuple[Case, ...] = field(metadata=INSIDE)
    found: tuple[PlainComparison, ...] = field(metadata=INSIDE)

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases, in the order of the cells."""
        return tuple(case.id for case in self.compared)

    @cached_property
    def measures(self) -> Rows[Compared]:
        """Each measure that a case has, found by its id."""
        items = all_shaped(Compared, self._data["measures"])
        ids = tuple(one.measure for one in items)
        what = "a measure that applies to any of these cases"
        return Rows(items, ids, what, lambda: table_of(MEASURES, map(_measure_row, items)))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of files that the cases lean on and that could not be read."""
        found = (problem for case in self.compared for problem in case.problems)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _data(self) -> CompareJson:
        return compare_json([case.judged for case in self.compared], self.found, self.problems)

    def _draw(self, page: Page) -> None:
        if not self.found:
            page.line("No measure that was asked for applies to any of these cases.")
        elif len(self.compared) > _WIDEST_TABLE:
            print_strips(page, [case.judged.name for case in self.compared], self.found)
        else:
            print_comparison(page, [case.judged for case in self.compared], self.found)

    def _table(self) -> PlainTable:
        return table_of(CELLS, self._cell_rows())

    def _cell_rows(self) -> Iterator[dict[str, PlainCell]]:
        for one in self.measures:
            for cell in one.cells:
                yield {
                    "measure": one.measure,
                    "label": one.label,
                    "case_id": cell.case,
                    "start_event": cell.start,
                    "end_event": cell.end,
                    "applies": cell.applies.value,
                    **ends_of(cell.days, "days"),
                    "is_open": cell.open.value,
                    "is_recorded": cell.recorded,
                    "is_denied": cell.denied,
                    **ends_of(cell.sure, "days", "sure_"),
                }

    def __repr__(self) -> str:
        """Of which cases."""
        return f"<Comparison of {', '.join(self.cases)}: {len(self.found)} measures>"


def _measure_row(one: Compared) -> dict[str, PlainCell]:
    slower = one.slower
    return {
        "measure": one.measure,
        "label": one.label,
        "compared": slower is not None,
        "slower": slower.case if slower else None,
        **ends_of(slower.by if slower else None, "by"),
        "certain": slower.certain.value if slower else None,
        "cautions": "; ".join(one.cautions),
    }


def compare(
    *cases: Case | str,
    workspace: Workspace | None = None,
    measures: Ids = (),
    as_of: Day | None = None,
    known_on: Day | None = None,
    policy: str | None = None,
) -> Comparison:
    """Compare the latencies of two cases or more.

    Args:
        *cases: cases, or the ids of cases of the workspace.
        workspace: where ids are looked for; else the one that `load_workspace` finds.
        measures: the ids of measures; if none, all but those about the file itself.
        as_of: judge each case at the end of that day; else as it was judged, or by its record.
        known_on: count only what was public by the end of that day.
        policy: judge by this policy, and mark the result as hypothetical.

    Raises:
        TimelineError: fewer than two cases, one twice, no such measure, or a case that cannot be
            read.
        ValueError: some cases were judged by what was known on one day, others on another.
    """
    asked = {"as_of": as_of, "known_on": known_on, "policy": policy}
    given = {key: one for key, one in asked.items() if one is not None}
    place = workspace
    found: list[Case] = []
    for case in cases:
        if isinstance(case, Case):
            found.append(case.at(as_of=as_of, known_on=known_on, policy=policy) if given else case)
        else:
            place = place or load_workspace()
            found.append(place.case(case, as_of=as_of, known_on=known_on, policy=policy))
    _refuse(found)
    wanted = _measures(found[0], ids_of(measures))
    comparisons = compare_cases([measured_of(case.judged) for case in found], wanted)
    return Comparison(tuple(found), tuple(comparisons))


def _refuse(cases: list[Case]) -> None:
    names = [case.id for case in cases]
    if len(names) < 2 or len(set(names)) < len(names):  # noqa: PLR2004 - a comparison
        message = "a comparison needs two different cases"
        raise refusal("E416", message, "compare", 'compare("kabul-2021", "may3-syria")')
    if len({case.known_on for case in cases}) > 1:
        message = "cases that are compared have to be judged by what was known on the same day"
        raise ValueError(message)


def _measures(case: Case, asked: list[str]) -> list[str]:
    known = [measure.id for measure in case.view.measures]
    for name in asked:
        if name not in known:
            raise unknown("E420", f"no measure {name}", "measures", name, known)
    return asked
