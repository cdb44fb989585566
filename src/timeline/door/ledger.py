"""`timeline.ledger`: the docket over time, and where it does not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.asked import Day, unknown
from timeline.door.frames import Framed
from timeline.door.many import table_of
from timeline.door.results import INSIDE, Result, print_left_out
from timeline.door.shapes import LEDGER
from timeline.door.shaping import all_shaped
from timeline.door.workspace import Workspace, load_workspace, view_of
from timeline.errors import Problem
from timeline.portfolio.ledger import Docket as PlainDocket
from timeline.portfolio.ledger import build_dockets
from timeline.render.json_ledger import ledger_json
from timeline.render.json_shapes_ledger import DocketJson, LedgerJson
from timeline.render.ledger import ledger_scope_words, print_ledger

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.portfolio.tables import Table as PlainTable
    from timeline.render.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketFigure:
    """One figure of one docket: published, or the number open that is derived from others."""

    scope: str
    period: str
    """The month as 2019-04, or a longer stretch as the file words it."""
    figure: str
    least: int
    most: int | None
    """The same number where the source gives one; None where it says "at least"."""
    derived: bool
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a source says beside its figures."""

    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketSum:
    """One sum that was tried."""

    test: str
    month: str
    words: str
    status: str
    """adds up, off, explained or not checked."""
    off_by: int
    """Published less reckoned; of a disagreement highest less lowest."""
    or_more: bool
    """Whether it may be off by more, since one of its numbers is only a bound."""
    remark: str
    sources: tuple[str, ...]
    notes: tuple[SourceNote, ...]
    explained_by: tuple[SourceNote, ...]
    read_in_part: tuple[str, ...]
    """The sources of its figures that no source read whole states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketGap:
    """Months of which nothing is stated, from the first to the last."""

    first: str
    last: str
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """The open reports of a month divided by those completed in it."""

    month: str
    open: int
    completed: int
    months: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketFlow:
    """How long reports stay open by two rough measures; reckoned, not published."""

    clearances: tuple[Clearance, ...]
    months: tuple[str, ...]
    left_out: tuple[str, ...]
    """Months of which a number is only a bound: they enter nothing here."""
    uncleared: tuple[str, ...]
    """Those with open reports of which none was completed."""
    mean_open: float | None
    mean_completed: float | None
    mean_time_months: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """One docket over time."""

    scope: str
    gaps: tuple[DocketGap, ...]
    sums: tuple[DocketSum, ...]
    flow: DocketFlow | None


@dataclass(frozen=True, eq=False, repr=False)
class Ledger(Result[LedgerJson], Framed):
    """Every docket: what `timeline ledger` tells; a frame has a row for each figure."""

    view: View = field(metadata=INSIDE)
    found: tuple[PlainDocket, ...] = field(metadata=INSIDE)
    problems: tuple[Problem, ...]
    """Of every source that could not be read."""

    @cached_property
    def dockets(self) -> tuple[Docket, ...]:
        """Each docket with its sums."""
        return all_shaped(Docket, self._data["dockets"])

    @cached_property
    def figures(self) -> tuple[DocketFigure, ...]:
        """Every figure, by docket and month, then those of longer stretches."""
        return tuple(one for docket in self._data["dockets"] for one in _figures(docket))

    @cached_property
    def _data(self) -> LedgerJson:
        view = self.view
        return ledger_json(list(self.found), list(self.problems), view.as_of, view.known_on)

    def _draw(self, page: Page) -> None:
        print_ledger(page, list(self.found))
        left_out = ledger_scope_words(self.view.as_of, self.view.known_on)
        if left_out:
            page.line((left_out, "dim"))
        print_left_out(page, self.problems)

    def _table(self) -> PlainTable:
        return table_of(LEDGER, map(asdict, self.figures))

    def __repr__(self) -> str:
        """How many there are."""
        return f"<Ledger: {len(self.found)} dockets, {len(self.figures)} figures>"


def ledger(
    workspace: Workspace | None = None,
    *,
    scope: str | None = None,
    as_of: Day | None = None,
    known_on: Day | None = None,
) -> Ledger:
    """The docket over time: received, completed, open; and where it does not add up.

    Args:
        workspace: the one that `load_workspace` finds, if none.
        scope: one docket, by its name; every one if none.
        as_of: only months that had ended by that day.
        known_on: only sources that were public by that day.

    Raises:
        TimelineError: no such day or docket.
    """
    view = view_of(workspace or load_workspace(), as_of, known_on)
    sources, problems = view.read_sources()
    dockets = build_dockets(sources, view.as_of)
    found = [docket for docket in dockets if scope in (None, docket.scope)]
    if scope is not None and not found:
        message = f"no source here states figures of a docket {scope}"
        raise unknown("E431", message, "scope", scope, [docket.scope for docket in dockets])
    return Ledger(view, tuple(found), tuple(problems))


def _figures(docket: DocketJson) -> Iterator[DocketFigure]:
    """The rows of `--csv`, in the same order."""
    scope = docket["scope"]
    for month in docket["months"]:
        for name, stated in month["figures"].items():
            for one in stated:
                yield DocketFigure(
                    scope=scope, period=month["month"], figure=name, derived=False, **one
                )
        derived = month["open_derived"]
        if derived is not None and "open" not in month["figures"]:
            yield DocketFigure(
                scope=scope,
                period=month["month"],
                figure="open",
                least=derived,
                most=month["open_derived_most"],
                derived=True,
                source=None,
            )
    for stretch in docket["aside"]:
        for name, one in stretch["figures"].items():
            yield DocketFigure(
                scope=scope, period=stretch["period"], figure=name, derived=False, **one
            )
