"""The docket over time: what was carried, received, completed and left open, and where it fails.

Every figure is a published one, or the difference of published ones and then said to be derived.
"At least" figures are added as they are published.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.bound import Bound
    from timeline.model.source import Caseload, Source

FIGURES = (
    "carried_over", "received", "completed", "credible", "not_credible", "duplicate", "reopened",
    "open", "strikes_total", "killed", "injured", "killed_total", "reports_total",
    "credible_total",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure."""

    value: int
    """The number, or its lower end where the source says "at least"."""
    is_at_least: bool
    source: str


@dataclass(frozen=True, slots=True)
class Month:
    """What sources state of one month of one docket."""

    scope: str
    first: date
    figures: Mapping[str, tuple[Figure, ...]]
    """By name; more than one where sources differ or repeat each other."""
    notes: tuple[tuple[str, str], ...]
    """Source and note."""

    @property
    def name(self) -> str:
        """The month as 2019-04."""
        return f"{self.first:%Y-%m}"

    @property
    def index(self) -> int:
        """Months since year 0, so that neighbours differ by 1."""
        return self.first.year * 12 + self.first.month - 1

    def value(self, figure: str) -> int | None:
        """A figure, where every source that states it says the same."""
        values = {one.value for one in self.figures.get(figure, ())}
        return values.pop() if len(values) == 1 else None

    def sources(self, *figures: str) -> tuple[str, ...]:
        """The sources that state any of these figures."""
        found = [one.source for name in figures for one in self.figures.get(name, ())]
        return tuple(dict.fromkeys(found))

    @property
    def derived_open(self) -> int | None:
        """Carried and received less completed, reopened ones counted inside."""
        parts = [self.value(name) for name in ("carried_over", "received", "completed")]
        if None in parts:
            return None
        carried, received, completed = (part for part in parts if part is not None)
        return carried + received - completed


Test = Literal[
    "disagreement", "balance", "outcomes", "carried", "killed_total", "credible_total", "falls"
]


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that was tried, and how far it is off."""

    test: Test
    month: str
    sum: str
    """The sum as it was tried: 122 + 7 − 18 = 111."""
    off_by: int
    """Published less reckoned; 0 where it adds up."""
    sources: tuple[str, ...]
    remark: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether the sum holds."""
        return self.off_by == 0 and self.test != "disagreement"


@dataclass(frozen=True, slots=True)
class Docket:
    """One docket over time."""

    scope: str
    months: tuple[Month, ...]
    checks: tuple[Check, ...]
    flow: Flow | None = field(default=None)

    @property
    def failures(self) -> tuple[Check, ...]:
        """What does not add up, in the order of time."""
        return tuple(check for check in self.checks if not check.adds_up)

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Months between the first and the last of which nothing is stated, as first and last."""
        found = []
        for before, after in zip(self.months, self.months[1:], strict=False):
            if after.index - before.index > 1:
                found.append((_month_name(before.index + 1), _month_name(after.index - 1)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Flow:
    """How long reports stay in the docket, from its stocks and flows.

    Source: Little 1961, A proof for the queuing formula L = λW, Operations Research 9, p. 383; it
    holds for long-run means of a docket in balance, which is assumed and not known here.
    """

    clearance_month: str
    clearance: float
    """Open reports divided by those completed in the same month: months to clear at that pace."""
    mean_open: float
    mean_completed: float
    """A month, over the months that state both."""
    months: tuple[str, ...]

    @property
    def mean_time(self) -> float:
        """Mean months in the docket by Little's law."""
        return self.mean_open / self.mean_completed


def build_dockets(sources: Mapping[str, Source]) -> list[Docket]:
    """Every docket that the sources state figures of, by scope.

    Args:
        sources: by id.
    """
    stated: dict[tuple[str, date], list[tuple[str, Caseload]]] = {}
    for name, source in sorted(sources.items()):
        for caseload in source.caseload:
            month = _month_of(caseload)
            if month is not None:
                stated.setdefault((caseload.scope, month), []).append((name, caseload))
    scopes = sorted({scope for scope, _ in stated})
    return [_docket(scope, stated) for scope in scopes]


def _month_of(caseload: Caseload) -> date | None:
    """The first day of the month that the figures are of; None for any other stretch."""
    first, last = first_day(caseload.period), last_day(caseload.period)
    if first is None or last is None:
        return None
    start, end = date.fromordinal(first), date.fromordinal(last)
    return start.replace(day=1) if (start.year, start.month) == (end.year, end.month) else None


def _docket(
    scope: str, stated: Mapping[tuple[str, date], Sequence[tuple[str, Caseload]]]
) -> Docket:
    months = tuple(
        _month(scope, first, entries)
        for (owner, first), entries in sorted(stated.items(), key=lambda item: item[0][1])
        if owner == scope
    )
    return Docket(scope, months, tuple(_checks(months)), _flow(months))


def _month(scope: str, first: date, entries: Iterable[tuple[str, Caseload]]) -> Month:
    figures: dict[str, list[Figure]] = {}
    notes = []
    for source, caseload in entries:
        for name in FIGURES:
            bound: Bound | None = getattr(caseload, name)
            if bound is not None and bound.min is not None:
                figures.setdefault(name, []).append(Figure(bound.min, bound.max is None, source))
        if caseload.note:
            notes.append((source, caseload.note))
    return Month(
        scope, first, {name: tuple(found) for name, found in figures.items()}, tuple(notes)
    )


def _checks(months: Sequence[Month]) -> Iterator[Check]:
    for month in months:
        yield from _disagreements(month)
        yield from _balance(month)
        yield from _outcomes(month)
    for before, after in itertools.pairwise(months):
        yield from _carried(before, after)
    for figure, added in (("killed_total", "killed"), ("credible_total", "credible")):
        yield from _totals(months, figure, added)
    yield from _falls(months)


def _disagreements(month: Month) -> Iterator[Check]:
    """Sources that state different figures for one month."""
    for name, figures in month.figures.items():
        values = sorted({one.value for one in figures})
        if len(values) > 1:
            said = " / ".join(f"{one.value} ({one.source})" for one in figures)
            spread = values[-1] - values[0]
            yield Check("disagreement", month.name, f"{name}: {said}", spread, month.sources(name))


def _balance(month: Month) -> Iterator[Check]:
    """Carried + received − completed = open, with the reopened counted inside, and outside."""
    inside, stated = month.derived_open, month.value("open")
    if inside is None or stated is None:
        return
    carried, received = month.value("carried_over"), month.value("received")
    completed, reopened = month.value("completed"), month.value("reopened")
    sources = month.sources("carried_over", "received", "completed", "open")
    words = f"{carried} + {received} − {completed} = {inside}, published {stated} open"
    off = stated - inside
    if reopened is None:
        yield Check("balance", month.name, words, off, sources)
        return
    outside = stated - inside - reopened
    if off == 0:
        remark = f"only when the {reopened} reopened are counted inside" if reopened else ""
    elif outside == 0:
        words = f"{carried} + {received} + {reopened} reopened − {completed} = {stated}"
        off, remark = 0, f"only when the {reopened} reopened are added"
    else:
        remark = f"with the {reopened} reopened added it is off by {outside:+d}"
    yield Check("balance", month.name, words, off, sources, remark)


def _outcomes(month: Month) -> Iterator[Check]:
    """Credible + not credible + duplicates = completed."""
    credible, other = month.value("credible"), month.value("not_credible")
    completed, duplicate = month.value("completed"), month.value("duplicate")
    if credible is None or other is None or completed is None:
        return
    total = credible + other + (duplicate or 0)
    words = f"{credible} credible + {other} not credible"
    words += "" if duplicate is None else f" + {duplicate} duplicate"
    words += f" = {total}, published {completed} completed"
    remark = "" if duplicate is not None or total == completed else "duplicates are not stated"
    sources = month.sources("credible", "not_credible", "duplicate", "completed")
    yield Check("outcomes", month.name, words, completed - total, sources, remark)


def _carried(before: Month, after: Month) -> Iterator[Check]:
    """What one month leaves open, the next carries over."""
    carried = after.value("carried_over")
    if after.index - before.index != 1 or carried is None:
        return
    stated, derived = before.value("open"), before.derived_open
    left = stated if stated is not None else derived
    if left is None:
        return
    how = "open" if stated is not None else "open (derived)"
    words = f"{left} {how} at the end of {before.name}, {carried} carried into {after.name}"
    sources = (*before.sources("open", "carried_over"), *after.sources("carried_over"))
    yield Check("carried", after.name, words, carried - left, tuple(dict.fromkeys(sources)))


def _totals(months: Sequence[Month], figure: str, added: str) -> Iterator[Check]:
    """The last total and what a month adds give the next; across a gap they cannot exceed it."""
    known = [month for month in months if month.value(figure) is not None]
    for before, after in itertools.pairwise(known):
        old, new, more = before.value(figure), after.value(figure), after.value(added)
        if old is None or new is None or more is None:
            continue
        off = new - old - more
        sources = tuple(dict.fromkeys((*before.sources(figure), *after.sources(figure, added))))
        words = f"{old} + {more} = {old + more}, published {new}"
        notes = after.notes if off else ()
        test: Test = "killed_total" if figure == "killed_total" else "credible_total"
        if after.index - before.index == 1:
            yield Check(test, after.name, words, off, sources, notes=notes)
        elif off < 0:
            remark = f"the last total known is of {before.name}: it must have gone down since"
            yield Check(test, after.name, words, off, sources, remark, notes)


def _falls(months: Sequence[Month]) -> Iterator[Check]:
    """Cumulative figures that go down."""
    for figure in ("strikes_total", "killed_total", "reports_total", "credible_total"):
        known = [month for month in months if month.value(figure) is not None]
        for before, after in itertools.pairwise(known):
            old, new = before.value(figure), after.value(figure)
            if old is not None and new is not None and new < old:
                words = f"{figure}: {old} at {before.name}, {new} at {after.name}"
                sources = (*before.sources(figure), *after.sources(figure))
                yield Check("falls", after.name, words, new - old, tuple(dict.fromkeys(sources)))


def _flow(months: Sequence[Month]) -> Flow | None:
    """Clearance at the last month that allows it, and Little's law over all that do."""
    found = []
    for month in months:
        left = month.value("open")
        left = month.derived_open if left is None else left
        completed = month.value("completed")
        if left is not None and completed:
            found.append((month.name, left, completed))
    if not found:
        return None
    name, left, completed = found[-1]
    return Flow(
        name,
        left / completed,
        sum(one[1] for one in found) / len(found),
        sum(one[2] for one in found) / len(found),
        tuple(one[0] for one in found),
    )


def _month_name(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
