"""Dockets over time, and sums that do not add up.

A docket is what was carried over, received, completed and left open. Figures are published ones, or
computed from published ones and then called derived. "At least" figures enter sums as lower ends,
and the sum is one too: nothing is said to be off if the bounds allow it to fit. Only of two running
totals that are both "at least" are the printed numbers compared, and that is said; of strikes not
even those, since "more than 28,000" is a rounding. A range, "at most" or "unknown" is shown and
enters no sum.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import Interval
from timeline.chrono.spoken import MONTHS
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.source import Caseload, Source, Test

FIGURES = (
    "carried_over", "received", "completed", "credible", "not_credible", "duplicate", "reopened",
    "open", "strikes_total", "killed", "injured", "killed_total", "reports_total",
    "credible_total", "dismissed",
)  # fmt: skip


ROUNDED = "strikes_total"
"""Figure whose "more than" is a rounding, not the number counted."""


@dataclass(frozen=True, slots=True)
class DocketFigure:
    """One published figure."""

    least: int
    most: int | None
    """Upper end; None if the source says "at least"."""
    source: str
    is_whole: bool = True
    """True if the source was read whole, so that nothing beside the figure was missed."""

    @property
    def is_at_least(self) -> bool:
        """Return True if only a lower end is given."""
        return self.most is None

    @property
    def number(self) -> int | None:
        """Return the number as printed.

        None for a range and for "at most".
        """
        return self.least if self.most is None or self.most == self.least else None


@dataclass(frozen=True, slots=True)
class Month:
    """Figures of one docket in one month."""

    scope: str
    first: date
    figures: Mapping[str, tuple[DocketFigure, ...]]
    """By name; more than one if sources differ or repeat each other."""
    notes: tuple[tuple[str, str], ...]
    """Source and note."""
    explanations: tuple[tuple[str, Test, str], ...] = ()
    """Source, the sum it explains, and its words."""

    @property
    def name(self) -> str:
        """Return the month as 2019-04."""
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        """Return the month as April 2019."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year:04d}"

    @property
    def index(self) -> int:
        """Return months since year 0.

        So neighbours differ by 1.
        """
        return self.first.year * 12 + self.first.month - 1

    @property
    def last(self) -> date:
        """Return its last day."""
        return _following(self.first) - timedelta(days=1)

    def value(self, figure: str) -> int | None:
        """Return a printed figure if its sources agree.

        Sources that state no number do not count.
        """
        numbers = self.numbers(figure)
        return numbers[0] if len(numbers) == 1 else None

    def bound(self, figure: str) -> Interval | None:
        """Return a figure as an interval.

        Open above if no source gives more than "at least"; None if sources differ.
        """
        value = self.value(figure)
        if value is None:
            return None
        stated = [one for one in self.figures[figure] if one.number == value]
        return Interval(value, None if all(one.is_at_least for one in stated) else value)

    def numbers(self, figure: str) -> list[int]:
        """List the different numbers printed.

        An "at least" is left out beside a number that it allows.
        """
        stated = [one for one in self.figures.get(figure, ()) if one.number is not None]
        exact = {one.least for one in stated if not one.is_at_least}
        floors = {one.least for one in stated if one.is_at_least}
        highest = max(floors, default=None)
        if highest is not None and (not exact or highest > min(exact)):
            exact.add(highest)
        return sorted(exact)

    def is_rounded(self, figure: str) -> bool:
        """Return True if only a rounded number is stated."""
        stated = self.figures.get(figure, ())
        return figure == ROUNDED and bool(stated) and all(one.is_at_least for one in stated)

    def read_in_part(self, *figures: str) -> tuple[str, ...]:
        """Return the sources that were not read whole.

        Of those figures alone that no source read whole states.
        """
        found = [
            one.source
            for name in figures
            if not any(one.is_whole for one in self.figures.get(name, ()))
            for one in self.figures.get(name, ())
        ]
        return tuple(dict.fromkeys(found))

    def sources(self, *figures: str) -> tuple[str, ...]:
        """Return the sources of any of these figures."""
        found = [one.source for name in figures for one in self.figures.get(name, ())]
        return tuple(dict.fromkeys(found))

    @property
    def reckoned_open(self) -> Interval | None:
        """Return carried and received less completed.

        Reopened ones are counted inside.
        """
        parts = [self.bound(name) for name in ("carried_over", "received", "completed")]
        carried, received, completed = parts
        if carried is None or received is None or completed is None:
            return None
        return _known(_sum_of([carried, received]).minus(completed))

    @property
    def derived_open(self) -> Interval | None:
        """Return the computed number open, at least 0."""
        found = self.reckoned_open
        if found is None or found.min is not None:
            return found
        return found.meet(Interval(0, None))

    @property
    def left_open(self) -> Interval | None:
        """Return the number open at its end.

        As published, else derived; None if sources differ.
        """
        return self.bound("open") if "open" in self.figures else self.derived_open


def _sum_of(parts: Iterable[Interval]) -> Interval:
    low: int | None = 0
    high: int | None = 0
    for part in parts:
        low = None if low is None or part.min is None else low + part.min
        high = None if high is None or part.max is None else high + part.max
    return Interval(low, high)


def _known(bound: Interval) -> Interval | None:
    """Return the bound; None if both ends are open."""
    return None if bound == Interval() else bound


@dataclass(frozen=True, slots=True)
class Off:
    """Distance between a published number and the computed one.

    Either may be a bound.
    """

    by: int
    """Least that it can be off, with its sign; 0 if the bounds allow it to fit."""
    or_more: bool = False


def _off(published: Interval, reckoned: Interval) -> Off:
    or_more = published.exact is None or reckoned.exact is None
    if published.min is not None and reckoned.max is not None and published.min > reckoned.max:
        return Off(published.min - reckoned.max, or_more)
    if published.max is not None and reckoned.min is not None and published.max < reckoned.min:
        return Off(published.max - reckoned.min, or_more)
    return Off(0)


def stated_words(bound: Interval) -> str:
    """Format a number or its bounds.

    1,302 · at least 102 · at most 102 · 35 to 45.
    """
    if bound.max is None:
        return f"at least {bound.min:,}"
    if bound.min is None or (bound.min == 0 and bound.max):
        return f"at most {bound.max:,}"
    return f"{bound.min:,}" if bound.min == bound.max else f"{bound.min:,} to {bound.max:,}"


Status = Literal["adds up", "off", "explained", "not checked"]
"""Result of a sum; "not checked" if it is off, but some figure was not read whole."""


@dataclass(frozen=True, slots=True)
class Check:
    """One sum tried, and how far it is off."""

    test: Test
    month: str
    words: str
    """The sum: 122 + 7 − 18 = 111, published 111 open."""
    off_by: int
    """Published less computed, 0 if it adds up; of a disagreement highest less lowest."""
    sources: tuple[str, ...]
    remark: str = ""
    is_or_more: bool = False
    """True if it may be off by more, since one of its numbers is only a bound."""
    notes: tuple[tuple[str, str], ...] = ()
    """Source and note beside the figures, for what does not add up."""
    explained_by: tuple[tuple[str, str], ...] = ()
    """Source and its words on the difference."""
    read_in_part: tuple[str, ...] = ()
    """Sources of figures that no source read whole states."""

    @property
    def status(self) -> Status:
        """Return how the sum came out.

        Off only if nothing explains it and all its figures were read whole.
        """
        if not self.off_by:
            return "adds up"
        if self.explained_by:
            return "explained"
        return "not checked" if self.read_in_part else "off"


@dataclass(frozen=True, slots=True)
class OddPeriod:
    """Figures of a period that is not one month.

    They enter no sum.
    """

    period: str
    days: Interval
    source: str
    figures: tuple[tuple[str, DocketFigure], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without figures between the first and last."""

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
    aside: tuple[OddPeriod, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Sources by id."""

    def checks_with(self, status: Status) -> tuple[Check, ...]:
        """Return the sums with this status, by time."""
        return tuple(check for check in self.checks if check.status == status)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return the gaps between the first and last month."""
        found = []
        for before, after in itertools.pairwise(self.months):
            missing = after.index - before.index - 1
            if missing:
                names = _month_name(before.index + 1), _month_name(after.index - 1)
                found.append(Gap(*names, missing))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Time to clear the open reports at one month's pace."""

    month: str
    open: int
    completed: int

    @property
    def in_months(self) -> float:
        """Return open reports per report completed that month."""
        return self.open / self.completed


@dataclass(frozen=True, slots=True)
class Flow:
    """Time in the docket, from stocks and flows.

    Source: Little 1961, A proof for the queuing formula L = λW, Operations Research 9, p. 383; it
    holds for long-run means of a docket in balance, which is assumed and not known here.
    """

    clearances: tuple[Clearance, ...]
    """For each month that completed any and with a known number open."""
    opens: tuple[int, ...]
    """Open reports of each month that also states those completed, by time."""
    completed: tuple[int, ...]
    """Reports completed in the same months."""
    months: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Months in which one of the two is only a bound; they enter nothing here."""

    @property
    def uncleared(self) -> tuple[str, ...]:
        """Return months with open reports and none completed.

        They have no clearance.
        """
        rows = zip(self.months, self.opens, self.completed, strict=True)
        return tuple(name for name, left, done in rows if left and not done)

    @property
    def mean_open(self) -> float | None:
        """Return the mean number open; None without months."""
        return sum(self.opens) / len(self.opens) if self.opens else None

    @property
    def mean_completed(self) -> float | None:
        """Return the mean completed a month; None without months."""
        return sum(self.completed) / len(self.completed) if self.completed else None

    @property
    def mean_time(self) -> float | None:
        """Return mean months in the docket (Little's law).

        None if nothing was completed.
        """
        return sum(self.opens) / sum(self.completed) if sum(self.completed) else None


_Stated = dict[tuple[str, date], list[tuple[str, "Caseload", bool]]]
"""By docket and month: source, figures, and True if that source was read whole."""


def build_dockets(sources: Mapping[str, Source], as_of: int | None = None) -> list[Docket]:
    """Build the dockets that the sources state, by scope.

    Args:
        sources: by id.
        as_of: only months that had ended by that day; None for all.
    """
    stated: _Stated = {}
    aside: dict[str, list[OddPeriod]] = {}
    for name, source in sorted(sources.items()):
        is_whole = source.read == "whole"
        for caseload in source.caseload:
            if not _has_ended(caseload, as_of):
                continue
            month = _month_of(caseload)
            if month is None:
                aside.setdefault(caseload.scope, []).append(_stretch(name, caseload))
            else:
                entries = stated.setdefault((caseload.scope, month), [])
                entries.append((name, caseload, is_whole))
    scopes = sorted({scope for scope, _ in stated} | aside.keys())
    dockets = (_docket(scope, stated, aside.get(scope, ())) for scope in scopes)
    return [replace(docket, sources=sources) for docket in dockets]


def _has_ended(caseload: Caseload, as_of: int | None) -> bool:
    last = last_day(caseload.period)
    return as_of is None or (last is not None and last <= as_of)


def _month_of(caseload: Caseload) -> date | None:
    """Return the first day of the figures' month.

    None unless they are of one whole month.
    """
    first, last = first_day(caseload.period), last_day(caseload.period)
    if first is None or last is None:
        return None
    start = date.fromordinal(first)
    is_whole = start.day == 1 and _following(start).toordinal() - 1 == last
    return start if is_whole else None


def _following(first: date) -> date:
    """Return the first day of the next month."""
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1)


def _stretch(source: str, caseload: Caseload) -> OddPeriod:
    figures = tuple(_figures_of(source, caseload, is_whole=False))
    days = Interval(first_day(caseload.period), last_day(caseload.period))
    return OddPeriod(caseload.period.text, days, source, figures, caseload.note)


def _docket(scope: str, stated: _Stated, aside: Iterable[OddPeriod]) -> Docket:
    months = tuple(
        _month(scope, first, entries)
        for (owner, first), entries in sorted(stated.items(), key=lambda item: item[0][1])
        if owner == scope
    )
    checks = sorted(_checks(months), key=lambda check: check.month)
    return Docket(scope, months, tuple(checks), _flow(months), tuple(aside))


def _month(scope: str, first: date, entries: Iterable[tuple[str, Caseload, bool]]) -> Month:
    figures: dict[str, list[DocketFigure]] = {}
    notes = []
    explanations: list[tuple[str, Test, str]] = []
    for source, caseload, is_whole in entries:
        explanations += [(source, test, words) for test, words in caseload.explains.items()]
        for name, figure in _figures_of(source, caseload, is_whole=is_whole):
            figures.setdefault(name, []).append(figure)
        if caseload.note:
            notes.append((source, caseload.note))
    kept = {name: tuple(figures[name]) for name in FIGURES if name in figures}
    return Month(scope, first, kept, tuple(notes), tuple(explanations))


def _figures_of(
    source: str, caseload: Caseload, *, is_whole: bool
) -> Iterator[tuple[str, DocketFigure]]:
    """Yield the figures stated; `unknown` states none."""
    for name in FIGURES:
        bound: Interval | None = getattr(caseload, name)
        if bound is not None and (bound.min or bound.max is not None):
            yield name, DocketFigure(bound.min or 0, bound.max, source, is_whole)


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
"""Test and monthly addition of each running total."""


def _check(
    test: Test, months: Sequence[Month], words: str, off: Off, figures: Figures, remark: str = ""
) -> Check:
    """Build a check of figures of some months.

    It is filed under the last of them.

    Args:
        test: which sum.
        months: those whose figures were used.
        words: the sum.
        off: published less computed.
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
    explained = tuple(
        (source, said)
        for month in months
        for source, about, said in month.explanations
        if about == test
    )
    read_in_part = tuple(
        dict.fromkeys(
            source
            for month, names in zip(months, figures, strict=True)
            for source in month.read_in_part(*names)
        )
    )
    shown = notes if off.by else ()
    return Check(
        test,
        months[-1].name,
        words,
        off.by,
        sources,
        remark,
        off.or_more,
        shown,
        explained if off.by else (),
        read_in_part,
    )


Figures = tuple[tuple[str, ...], ...]


def _disagreements(month: Month) -> Iterator[Check]:
    """Yield figures of a month that contradict each other."""
    for name, figures in month.figures.items():
        numbers = month.numbers(name)
        if len(numbers) > 1:
            said = " / ".join(
                f"{stated_words(Interval(one.least, one.most))} ({one.source})"
                for one in figures
                if one.number is not None
            )
            highest = [one for one in figures if one.number == numbers[-1]]
            off = Off(numbers[-1] - numbers[0], all(one.is_at_least for one in highest))
            found = _check(
                "disagreement", [month], f"{figure_words(name)}: {said}", off, ((name,),)
            )
            unread = tuple(dict.fromkeys(one.source for one in figures if not one.is_whole))
            yield replace(found, read_in_part=unread)


def _balance(month: Month) -> Iterator[Check]:
    """Check carried + received − completed = open.

    With the reopened counted inside, and outside.
    """
    inside, stated = month.reckoned_open, month.bound("open")
    if inside is None or stated is None:
        return
    carried, received, completed = (
        stated_words(part)
        for name in ("carried_over", "received", "completed")
        if (part := month.bound(name)) is not None
    )
    words = (
        f"{carried} carried over + {received} received − {completed} completed = "
        f"{stated_words(inside)}"
    )
    off, remark = _off(stated, inside), ""
    reopened = month.bound("reopened")
    if reopened is not None and reopened.min:
        again = stated_words(reopened)
        with_them = _sum_of([inside, reopened])
        outside = _off(stated, with_them)
        if off.by and not outside.by:
            sums = f"{carried} + {received} + {again} reopened − {completed}"
            words, off = f"{sums} = {stated_words(with_them)}", outside
            remark = f"only where the {again} reopened are added"
        elif not off.by and outside.by:
            remark = (
                f"the {again} reopened must be counted inside: added on top, it is off by "
                f"{_off_by(outside)}"
            )
        elif off.by:
            remark = f"with the {again} reopened added on top it is off by {_off_by(outside)}"
    words += f", published {stated_words(stated)} open"
    used = ("carried_over", "received", "completed", "reopened", "open")
    yield _check("balance", [month], words, off, (used,), remark)


def _off_by(off: Off) -> str:
    return signed(off.by) + (" or more" if off.or_more else "")


def _balance_from(before: Month, after: Month) -> Iterator[Check]:
    """Check the balance with the month before's open number."""
    # For months that do not state what they carried over.
    if "carried_over" in after.figures:
        return
    left, stated = before.left_open, after.bound("open")
    received, completed = after.bound("received"), after.bound("completed")
    if left is None or stated is None or received is None or completed is None:
        return
    reckoned = _known(_sum_of([left, received]).minus(completed))
    if reckoned is None:
        return
    words = (
        f"{stated_words(left)} open at the end of {before.words} + {stated_words(received)} "
        f"received − {stated_words(completed)} completed = {stated_words(reckoned)}, published "
        f"{stated_words(stated)} open"
    )
    used = (_LEFT, ("received", "completed", "open"))
    yield _check("balance", [before, after], words, _off(stated, reckoned), used)


def _outcomes(month: Month) -> Iterator[Check]:
    """Check credible + not credible + duplicates = completed."""
    credible, other = month.bound("credible"), month.bound("not_credible")
    completed, duplicate = month.bound("completed"), month.bound("duplicate")
    if credible is None or other is None or completed is None:
        return
    total = _sum_of([credible, other, duplicate or Interval(0, 0)])
    words = f"{stated_words(credible)} credible + {stated_words(other)} not credible"
    words += "" if duplicate is None else f" + {stated_words(duplicate)} duplicate"
    words += f" = {stated_words(total)}, published {stated_words(completed)} completed"
    off = _off(completed, total)
    remark = "" if duplicate is not None or not off.by else "duplicates are not stated"
    used = ("credible", "not_credible", "duplicate", "completed")
    yield _check("outcomes", [month], words, off, (used,), remark)


def _received(month: Month) -> Iterator[Check]:
    """Check outcomes + open = received + carried over."""
    # For months that do not state those completed.
    if "completed" in month.figures:
        return
    names = ("credible", "not_credible", "open")
    credible, other, still_open = (month.bound(name) for name in names)
    received, duplicate = month.bound("received"), month.bound("duplicate")
    carried = month.bound("carried_over")
    if credible is None or other is None or still_open is None or received is None:
        return
    if carried is None and "carried_over" in month.figures:  # stated, but sources differ
        return
    total = _sum_of([credible, other, still_open, duplicate or Interval(0, 0)])
    words = (
        f"{stated_words(other)} not credible + {stated_words(credible)} credible + "
        f"{stated_words(still_open)} open"
    )
    words += "" if duplicate is None else f" + {stated_words(duplicate)} duplicate"
    words += f" = {stated_words(total)}, published {stated_words(received)} received"
    words += "" if carried is None else f" + {stated_words(carried)} carried over"
    off = _off(_sum_of([received, carried or Interval(0, 0)]), total)
    lacks = "no figure states how many were carried over"
    remark = lacks if off.by and carried is None else ""
    used = ((*names, "duplicate", "received", "carried_over"),)
    yield _check("received", [month], words, off, used, remark)


_LEFT = ("open", "carried_over", "received", "completed")


def _carried(before: Month, after: Month) -> Iterator[Check]:
    """Check that open reports are carried over."""
    carried, left = after.bound("carried_over"), before.left_open
    if carried is None or left is None:
        return
    is_stated = before.value("open") is not None
    how = "open" if is_stated else "open (derived)"
    words = (
        f"{stated_words(left)} {how} at the end of {before.words}, {stated_words(carried)} carried "
        f"into {after.words}"
    )
    used = (("open",) if is_stated else _LEFT, ("carried_over",))
    yield _check("carried", [before, after], words, _off(carried, left), used)


def _totals(months: Sequence[Month], total: str, test: Test, added: str) -> Iterator[Check]:
    """Check each running total against the months between.

    Where some month since states nothing to add, the total can only be higher.
    """
    known = [place for place, month in enumerate(months) if month.value(total) is not None]
    for start, end in itertools.pairwise(known):
        before, since = months[start], months[start + 1 : end + 1]
        old, new = before.bound(total), since[-1].bound(total)
        adding = [(month, part) for month in since if (part := month.bound(added)) is not None]
        if old is None or new is None or not adding:
            continue
        stating, parts = [month for month, _ in adding], [part for _, part in adding]
        reckoned = _sum_of([old, *parts])
        is_whole = len(stating) == since[-1].index - before.index
        are_printed = _are_floors(old, new) and all(part.exact is not None for part in parts)
        off = _off(new, reckoned)
        if are_printed:  # the printed numbers, one after the other
            off = Off((new.min or 0) - (reckoned.min or 0))
        if not is_whole and off.by >= 0:
            continue
        sums = " + ".join(stated_words(part) for part in (old, *parts))
        words = (
            f"{figure_words(total)}: {sums} = {stated_words(reckoned)}, published "
            f"{stated_words(new)}"
        )
        words += "" if since[-1].index - before.index == 1 else f" (from {before.words})"
        remarks = [_AS_PRINTED] if are_printed and off.by else []
        remarks += [] if is_whole else [_SHORT]
        last = since[-1]
        earlier = [month for month in stating if month is not last]
        ends = (total, added) if last in stating else (total,)
        used = ((total,), *((added,) for _ in earlier), ends)
        yield _check(test, [before, *earlier, last], words, off, used, "; ".join(remarks))


def _are_floors(*bounds: Interval) -> bool:
    return all(bound.max is None for bound in bounds)


_AS_PRINTED = (
    "both totals are “at least”, and could both be true: only the numbers printed do not follow"
)
_SHORT = "not every month between states what it added, and that could only put it further off"


def _falls(months: Sequence[Month]) -> Iterator[Check]:
    """Yield running totals that go down.

    One that "at least" leaves open says nothing.
    """
    for figure in ("strikes_total", "killed_total", "reports_total", "credible_total"):
        before: Month | None = None
        for after in months:
            new = after.bound(figure)
            if new is None:
                continue
            old = None if before is None else before.bound(figure)
            if before is not None and old is not None and (new.min or 0) < (old.min or 0):
                are_printed = _are_floors(old, new)
                if new.max is None and (figure == ROUNDED or not are_printed):
                    continue
                words = (
                    f"{figure_words(figure)}: {stated_words(old)} at {before.words}, "
                    f"{stated_words(new)} at {after.words}"
                )
                off = Off((new.min or 0) - (old.min or 0), old.max is None and not are_printed)
                used, remark = ((figure,), (figure,)), _AS_PRINTED if are_printed else ""
                yield _check("falls", [before, after], words, off, used, remark)
            before = after


def _flow(months: Sequence[Month]) -> Flow | None:
    """Compute clearances and Little's law."""
    found, left_out = [], []
    for month in months:
        left, completed = month.left_open, month.bound("completed")
        if left is None or completed is None:
            continue
        if left.exact is None or completed.exact is None:
            left_out.append(month.name)
        else:
            found.append((month.name, left.exact, completed.exact))
    if not found and not left_out:
        return None
    clearances = tuple(Clearance(*one) for one in found if one[2])
    names = tuple(name for name, _, _ in found)
    opens, done = tuple(left for _, left, _ in found), tuple(done for _, _, done in found)
    return Flow(clearances, opens, done, names, tuple(left_out))


def figure_words(figure: str) -> str:
    """Return a figure's name as words."""
    return _WORDS.get(figure, figure.replace("_", " "))


_WORDS = {
    "killed_total": "killed in all",
    "strikes_total": "strikes in all",
    "reports_total": "reports in all",
    "credible_total": "credible in all",
}


def signed(number: int) -> str:
    """Format a difference with its sign: +5, −2, 0."""
    return f"{number:+d}".replace("-", "−") if number else "0"


def _month_name(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"
