"""The docket over time: what was carried, received, completed and left open, and where it fails.

Every figure is a published one, or reckoned from published ones and then said to be derived.
"At least" figures are compared as they are printed, but for totals of strikes: there "more than
28,000" is a rounded figure, and says nothing against an exact one above it. A range, "at most" or
"unknown" is shown and enters no sum.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
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


ROUNDED = "strikes_total"
"""The figure of which "more than" is a rounding, not the number counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure."""

    least: int
    most: int | None
    """The same number where the source gives one; None where it says "at least"."""
    source: str

    @property
    def is_at_least(self) -> bool:
        """Whether the source gives only a lower end."""
        return self.most is None

    @property
    def number(self) -> int | None:
        """The number as it is printed; None for a range and for "at most"."""
        return self.least if self.most is None or self.most == self.least else None


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

    @property
    def last(self) -> date:
        """Its last day."""
        return _following(self.first) - timedelta(days=1)

    def value(self, figure: str) -> int | None:
        """A figure as printed, where the sources that state a number say the same."""
        numbers = self.numbers(figure)
        return numbers[0] if len(numbers) == 1 else None

    def numbers(self, figure: str) -> list[int]:
        """The different numbers printed; a rounded one not beside the number that it rounds."""
        stated = [one for one in self.figures.get(figure, ()) if one.number is not None]
        numbers = {one.least for one in stated}
        if figure == ROUNDED:
            exact = {one.least for one in stated if not one.is_at_least}
            floors = numbers - exact
            numbers = exact | {max(floors)} if floors else exact
            if exact and floors and max(floors) <= min(exact):
                numbers = exact
        return sorted(numbers)

    def is_rounded(self, figure: str) -> bool:
        """Whether nothing but a rounded number is stated of it."""
        stated = self.figures.get(figure, ())
        return figure == ROUNDED and bool(stated) and all(one.is_at_least for one in stated)

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

    @property
    def left_open(self) -> int | None:
        """The number open at its end: as published, else derived; None where sources differ."""
        return self.value("open") if "open" in self.figures else self.derived_open


Test = Literal[
    "disagreement",
    "balance",
    "outcomes",
    "received",
    "carried",
    "killed_total",
    "credible_total",
    "reports_total",
    "falls",
]


@dataclass(frozen=True, slots=True)
class Check:
    """One sum that was tried, and how far it is off."""

    test: Test
    month: str
    words: str
    """The sum as it was tried: 122 + 7 − 18 = 111, published 111 open."""
    off_by: int
    """Published less reckoned, 0 where it adds up; of a disagreement highest less lowest."""
    sources: tuple[str, ...]
    remark: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    """What these sources say beside their figures: source and note; for what does not add up."""

    @property
    def adds_up(self) -> bool:
        """Whether the sum holds."""
        return self.off_by == 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Figures of a stretch that is not one whole month; they stand aside."""

    period: str
    source: str
    figures: tuple[tuple[str, Figure], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Months between the first and the last of which nothing is stated."""

    first: str
    last: str
    months: int


@dataclass(frozen=True, slots=True)
class Docket:
    """One docket over time."""

    scope: str
    months: tuple[Month, ...]
    checks: tuple[Check, ...]
    flow: Flow | None = field(default=None)
    aside: tuple[Stretch, ...] = ()

    @property
    def failures(self) -> tuple[Check, ...]:
        """What does not add up, in the order of time."""
        return tuple(check for check in self.checks if not check.adds_up)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The months without figures between the first and the last."""
        found = []
        for before, after in itertools.pairwise(self.months):
            missing = after.index - before.index - 1
            if missing:
                names = _month_name(before.index + 1), _month_name(after.index - 1)
                found.append(Gap(*names, missing))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Clearance:
    """How long the open reports would take at the pace of one month."""

    month: str
    open: int
    completed: int

    @property
    def in_months(self) -> float:
        """Open reports divided by those completed in the same month."""
        return self.open / self.completed


@dataclass(frozen=True, slots=True)
class Flow:
    """How long reports stay in the docket, from its stocks and flows.

    Source: Little 1961, A proof for the queuing formula L = λW, Operations Research 9, p. 383; it
    holds for long-run means of a docket in balance, which is assumed and not known here.
    """

    clearances: tuple[Clearance, ...]
    """For every month that states what it completed, and of which the number open is known."""
    opens: tuple[int, ...]
    """The open reports of every month that also states those completed, in order of time."""
    completed: tuple[int, ...]
    """Those completed in the same months."""
    months: tuple[str, ...]

    @property
    def mean_open(self) -> float:
        """Over these months."""
        return sum(self.opens) / len(self.opens)

    @property
    def mean_completed(self) -> float:
        """A month, over these months."""
        return sum(self.completed) / len(self.completed)

    @property
    def mean_time(self) -> float | None:
        """Mean months in the docket by Little's law; None where nothing was completed."""
        return sum(self.opens) / sum(self.completed) if sum(self.completed) else None


_Stated = dict[tuple[str, date], list[tuple[str, "Caseload"]]]


def build_dockets(sources: Mapping[str, Source], as_of: int | None = None) -> list[Docket]:
    """Every docket that the sources state figures of, by scope.

    Args:
        sources: by id.
        as_of: only months that had ended by that day; None for all.
    """
    stated: _Stated = {}
    aside: dict[str, list[Stretch]] = {}
    for name, source in sorted(sources.items()):
        for caseload in source.caseload:
            if not _has_ended(caseload, as_of):
                continue
            month = _month_of(caseload)
            if month is None:
                aside.setdefault(caseload.scope, []).append(_stretch(name, caseload))
            else:
                stated.setdefault((caseload.scope, month), []).append((name, caseload))
    scopes = sorted({scope for scope, _ in stated} | aside.keys())
    return [_docket(scope, stated, aside.get(scope, ())) for scope in scopes]


def _has_ended(caseload: Caseload, as_of: int | None) -> bool:
    last = last_day(caseload.period)
    return as_of is None or (last is not None and last <= as_of)


def _month_of(caseload: Caseload) -> date | None:
    """The first day of the month that the figures are of; None for any other stretch."""
    first, last = first_day(caseload.period), last_day(caseload.period)
    if first is None or last is None:
        return None
    start = date.fromordinal(first)
    is_whole = start.day == 1 and _following(start).toordinal() - 1 == last
    return start if is_whole else None


def _following(first: date) -> date:
    """The first day of the next month."""
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1)


def _stretch(source: str, caseload: Caseload) -> Stretch:
    figures = tuple(_figures_of(source, caseload))
    return Stretch(caseload.period.text, source, figures, caseload.note)


def _docket(scope: str, stated: _Stated, aside: Iterable[Stretch]) -> Docket:
    months = tuple(
        _month(scope, first, entries)
        for (owner, first), entries in sorted(stated.items(), key=lambda item: item[0][1])
        if owner == scope
    )
    checks = sorted(_checks(months), key=lambda check: check.month)
    return Docket(scope, months, tuple(checks), _flow(months), tuple(aside))


def _month(scope: str, first: date, entries: Iterable[tuple[str, Caseload]]) -> Month:
    figures: dict[str, list[Figure]] = {}
    notes = []
    for source, caseload in entries:
        for name, figure in _figures_of(source, caseload):
            figures.setdefault(name, []).append(figure)
        if caseload.note:
            notes.append((source, caseload.note))
    kept = {name: tuple(figures[name]) for name in FIGURES if name in figures}
    return Month(scope, first, kept, tuple(notes))


def _figures_of(source: str, caseload: Caseload) -> Iterator[tuple[str, Figure]]:
    """Every figure that is stated; `unknown` states none."""
    for name in FIGURES:
        bound: Bound | None = getattr(caseload, name)
        if bound is not None and (bound.min or bound.max is not None):
            yield name, Figure(bound.min or 0, bound.max, source)


def _checks(months: Sequence[Month]) -> Iterator[Check]:
    for month in months:
        yield from _disagreements(month)
        yield from _balance(month)
        yield from _outcomes(month)
        yield from _received(month)
    for before, after in itertools.pairwise(months):
        if after.index - before.index == 1:
            yield from _carried(before, after)
            yield from _balance_from(before, after)
    for total, (test, added) in _TOTALS.items():
        yield from _totals(months, total, test, added)
    yield from _falls(months)


_TOTALS: dict[str, tuple[Test, str]] = {
    "killed_total": ("killed_total", "killed"),
    "credible_total": ("credible_total", "credible"),
    "reports_total": ("reports_total", "received"),
}
"""What each month adds to a running total, and the test of it."""


def _check(
    test: Test, months: Sequence[Month], words: str, off_by: int, figures: Figures, remark: str = ""
) -> Check:
    """A check of figures of some months, the last of which it is filed under.

    Args:
        test: which sum.
        months: those whose figures were used.
        words: the sum.
        off_by: published less reckoned.
        figures: the names of the figures used, for each of the months.
        remark: what else to know.
    """
    found = [
        (name, month)
        for month, names in zip(months, figures, strict=True)
        for name in month.sources(*names)
    ]
    sources = tuple(dict.fromkeys(name for name, _ in found))
    notes = tuple(
        dict.fromkeys(note for name, month in found for note in month.notes if note[0] == name)
    )
    return Check(test, months[-1].name, words, off_by, sources, remark, notes if off_by else ())


Figures = tuple[tuple[str, ...], ...]


def _disagreements(month: Month) -> Iterator[Check]:
    """Sources that state different figures for one month."""
    for name, figures in month.figures.items():
        numbers = month.numbers(name)
        if len(numbers) > 1:
            said = " / ".join(
                f"{one.number} ({one.source})" for one in figures if one.number is not None
            )
            words = f"{figure_words(name)}: {said}"
            yield _check("disagreement", [month], words, numbers[-1] - numbers[0], ((name,),))


def _balance(month: Month) -> Iterator[Check]:
    """Carried + received − completed = open, with the reopened counted inside, and outside."""
    inside, stated = month.derived_open, month.value("open")
    if inside is None or stated is None:
        return
    carried, received = month.value("carried_over"), month.value("received")
    completed, reopened = month.value("completed"), month.value("reopened")
    words = f"{carried} carried over + {received} received − {completed} completed = {inside}"
    off, remark = stated - inside, ""
    if reopened:
        outside = off - reopened
        with_them = f"{carried} + {received} + {reopened} reopened − {completed}"
        if outside == 0:
            words, off = f"{with_them} = {stated}", 0
            remark = f"only where the {reopened} reopened are added"
        elif off == 0:
            remark = (
                f"the {reopened} reopened must be counted inside: added on top, it is off by "
                f"{signed(outside)}"
            )
        else:
            remark = f"with the {reopened} reopened added on top it is off by {signed(outside)}"
    words += f", published {stated} open"
    used = ("carried_over", "received", "completed", "reopened", "open")
    yield _check("balance", [month], words, off, (used,), remark)


def _balance_from(before: Month, after: Month) -> Iterator[Check]:
    """The same where a month does not state what it carried over, from the month before it."""
    if "carried_over" in after.figures:
        return
    left, stated = before.left_open, after.value("open")
    received, completed = after.value("received"), after.value("completed")
    if left is None or stated is None or received is None or completed is None:
        return
    reckoned = left + received - completed
    words = (
        f"{left} open at the end of {before.name} + {received} received − {completed} completed "
        f"= {reckoned}, published {stated} open"
    )
    used = (_LEFT, ("received", "completed", "open"))
    yield _check("balance", [before, after], words, stated - reckoned, used)


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
    used = ("credible", "not_credible", "duplicate", "completed")
    yield _check("outcomes", [month], words, completed - total, (used,), remark)


def _received(month: Month) -> Iterator[Check]:
    """Where nothing is said to be carried over or completed: outcomes and open = received."""
    if "carried_over" in month.figures or "completed" in month.figures:
        return
    names = ("credible", "not_credible", "open")
    parts = [month.value(name) for name in names]
    received, duplicate = month.value("received"), month.value("duplicate")
    if received is None or None in parts:
        return
    credible, other, still_open = (part or 0 for part in parts)
    total = credible + other + still_open + (duplicate or 0)
    words = f"{other} not credible + {credible} credible + {still_open} open"
    words += "" if duplicate is None else f" + {duplicate} duplicate"
    words += f" = {total}, published {received} received"
    remark = "" if total == received else "no figure states how many were carried over"
    used = ((*names, "duplicate", "received"),)
    yield _check("received", [month], words, received - total, used, remark)


_LEFT = ("open", "carried_over", "received", "completed")


def _carried(before: Month, after: Month) -> Iterator[Check]:
    """What one month leaves open, the next carries over."""
    carried, left = after.value("carried_over"), before.left_open
    if carried is None or left is None:
        return
    is_stated = before.value("open") is not None
    how = "open" if is_stated else "open (derived)"
    words = f"{left} {how} at the end of {before.name}, {carried} carried into {after.name}"
    used = (("open",) if is_stated else _LEFT, ("carried_over",))
    yield _check("carried", [before, after], words, carried - left, used)


def _totals(months: Sequence[Month], total: str, test: Test, added: str) -> Iterator[Check]:
    """The last total and what the months since add give the next.

    Where some month since states nothing to add, the total can only be higher.
    """
    known = [place for place, month in enumerate(months) if month.value(total) is not None]
    for start, end in itertools.pairwise(known):
        before, since = months[start], months[start + 1 : end + 1]
        stating = [month for month in since if month.value(added) is not None]
        old, new = before.value(total) or 0, since[-1].value(total) or 0
        parts = [month.value(added) or 0 for month in stating]
        if not parts:
            continue
        reckoned = old + sum(parts)
        is_whole = len(stating) == since[-1].index - before.index
        off = new - reckoned
        if not is_whole and off >= 0:
            continue
        sums = " + ".join(str(part) for part in (old, *parts))
        words = f"{figure_words(total)}: {sums} = {reckoned}, published {new}"
        words += "" if since[-1].index - before.index == 1 else f" (from {before.name})"
        remark = "" if is_whole else _SHORT
        last = since[-1]
        earlier = [month for month in stating if month is not last]
        ends = (total, added) if last in stating else (total,)
        used = ((total,), *((added,) for _ in earlier), ends)
        yield _check(test, [before, *earlier, last], words, off, used, remark)


_SHORT = "not every month between states what it added, and that could only put it further off"


def _falls(months: Sequence[Month]) -> Iterator[Check]:
    """Running totals that go down; a rounded one that is below the last says nothing."""
    for figure in ("strikes_total", "killed_total", "reports_total", "credible_total"):
        before: Month | None = None
        for after in months:
            new = after.value(figure)
            if new is None:
                continue
            old = None if before is None else before.value(figure)
            if before is not None and old is not None and new < old:
                if after.is_rounded(figure):
                    continue
                words = f"{figure_words(figure)}: {old} at {before.name}, {new} at {after.name}"
                used = ((figure,), (figure,))
                yield _check("falls", [before, after], words, new - old, used)
            before = after


def _flow(months: Sequence[Month]) -> Flow | None:
    """Clearance of every month that allows it, and Little's law over all of them."""
    found = []
    for month in months:
        left, completed = month.left_open, month.value("completed")
        if left is not None and completed is not None:
            found.append((month.name, left, completed))
    if not found:
        return None
    clearances = tuple(Clearance(*one) for one in found if one[2])
    names, opens, completions = zip(*found, strict=True)
    return Flow(clearances, opens, completions, names)


def figure_words(figure: str) -> str:
    """The name of a figure as words."""
    return _WORDS.get(figure, figure.replace("_", " "))


_WORDS = {
    "killed_total": "killed in all",
    "strikes_total": "strikes in all",
    "reports_total": "reports in all",
    "credible_total": "credible in all",
}


def signed(number: int) -> str:
    """A difference with its sign: +5, −2, 0."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def _month_name(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
