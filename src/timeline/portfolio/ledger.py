"""Dockets over time, and sums that fail.

A docket is what was carried over, received, completed and left open. Figures are published ones, or
computed from published ones and then called derived. "At least" figures enter sums as lower ends,
and the sum is one too: nothing is said to be off if the bounds allow it to fit. Only of two running
totals that are both "at least" are the printed numbers compared, and that is said; of strikes not
even those, since "more than 28,000" is a rounding. A range, "at most" or "unknown" is shown and
enters no sum.
"""

from __future__ import annotations

import itertools
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.chrono.interval import ANY, Interval
from timeline.chrono.spoken import MONTHS
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.model.source import Caseload, Source, Test

    Used = Sequence[tuple["Month", Sequence[str]]]
    """Months, each with the names of its figures that a sum uses."""

FIGURES = (
    "carried_over", "received", "completed", "credible", "not_credible", "duplicate", "reopened",
    "open", "strikes_total", "killed", "injured", "killed_total", "reports_total",
    "credible_total", "dismissed",
)  # fmt: skip

ROUNDED = "strikes_total"
"""Figure whose "more than" is a rounding, not the number counted."""
_NONE = Interval(0, 0)


@dataclass(frozen=True, slots=True)
class DocketFigure:
    """One published figure."""

    bound: Interval
    """No upper end if the source says "at least"; the lower end is always given."""
    source: str
    is_whole: bool
    """True if the source was read whole, so that nothing beside the figure was missed."""

    @property
    def number(self) -> int | None:
        """Return the number as printed; None for a range and for "at most"."""
        return self.bound.min if self.bound.max in (None, self.bound.min) else None


@dataclass(frozen=True, slots=True)
class Month:
    """Figures of one docket in one month."""

    index: int
    """Months since year 0, so that neighbours differ by 1."""
    figures: Mapping[str, tuple[DocketFigure, ...]]
    """By name; more than one if sources differ or repeat each other."""
    stated: Sequence[tuple[str, Caseload]]
    """Source and what it states."""

    @property
    def name(self) -> str:
        """Return the month as 2019-04."""
        return month_name(self.index)

    @property
    def words(self) -> str:
        """Return the month as April 2019."""
        return month_words(self.name)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """Return source and note."""
        return tuple((source, told.note) for source, told in self.stated if told.note)

    def bound(self, figure: str) -> Interval | None:
        """Return a printed figure if its sources agree.

        Open above if no source gives more than "at least". Sources that state no number do not
        count.
        """
        numbers = self.numbers(figure)
        if len(numbers) != 1:
            return None
        stated = [one.bound for one in self.figures[figure] if one.number == numbers[0]]
        return Interval(numbers[0], None if all(one.max is None for one in stated) else numbers[0])

    def numbers(self, figure: str) -> list[int]:
        """List the different numbers printed.

        An "at least" is left out beside a number that it allows.
        """
        bounds = [one.bound for one in self.figures.get(figure, ())]
        numbers = {one.exact for one in bounds if one.exact is not None}
        floors = [one.min for one in bounds if one.max is None and one.min is not None]
        if floors and (not numbers or max(floors) > min(numbers)):
            numbers.add(max(floors))
        return sorted(numbers)

    def said(self, figure: str) -> str:
        """Return a printed figure in words; empty without one."""
        bound = self.bound(figure)
        return "" if bound is None else stated_words(bound)

    def terms(self, *figures: str) -> str:
        """Add up in words: 3 credible + 12 not credible; without what is not stated."""
        told = [(self.said(figure), figure_words(figure)) for figure in figures]
        return " + ".join(f"{number} {noun}" for number, noun in told if number)

    @property
    def computed_open(self) -> Interval | None:
        """Return carried and received less completed; the reopened are counted inside."""
        return _left_of(self.bound("carried_over"), self)

    @property
    def derived_open(self) -> Interval | None:
        """Return the computed number open, at least 0."""
        found = self.computed_open
        return found if found is None or found.min is not None else found.meet(Interval(0, None))

    @property
    def left_open(self) -> Interval | None:
        """Return the number open at its end: as published, else derived."""
        return self.bound("open") if "open" in self.figures else self.derived_open


def month_name(index: int) -> str:
    """Format months since year 0 as 2019-04."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_words(name: str, letters: int | None = None) -> str:
    """Format 2019-04 as April 2019, or with fewer letters as Apr 2019."""
    year, _, month = name.partition("-")
    return f"{MONTHS[int(month) - 1][:letters]} {year}"


def _left_of(start: Interval | None, month: Month) -> Interval | None:
    """Return what is open at first and received less completed; None if nothing bounds it."""
    received, completed = month.bound("received"), month.bound("completed")
    if start is None or received is None or completed is None:
        return None
    left = _sum_of(start, received).minus(completed)
    return None if left == ANY else left


def _sum_of(*parts: Interval) -> Interval:
    return reduce(lambda total, part: total.minus(part.negated()), parts)


class Off(NamedTuple):
    """Distance between a published number and the computed one, of which either may be a bound."""

    by: int
    """Least that it can be off, with its sign; 0 if the bounds allow it to fit."""
    or_more: bool = False

    @property
    def words(self) -> str:
        """Return the distance as +6 or more."""
        return signed(self.by) + (" or more" if self.or_more else "")


def _off(published: Interval, computed: Interval) -> Off:
    apart = published.minus(computed)
    or_more = published.exact is None or computed.exact is None
    if apart.min is not None and apart.min > 0:
        return Off(apart.min, or_more)
    return Off(apart.max, or_more) if apart.max is not None and apart.max < 0 else Off(0)


def stated_words(bound: Interval) -> str:
    """Format a number or its bounds: 1,302 · at least 102 · at most 102 · 35 to 45."""
    if bound.max is None:
        return f"at least {bound.min:,}"
    if bound.min is None or (bound.min == 0 and bound.max):
        return f"at most {bound.max:,}"
    return f"{bound.min:,}" if bound.min == bound.max else f"{bound.min:,} to {bound.max:,}"


def figure_words(figure: str) -> str:
    """Return a figure's name as words."""
    return figure.replace("_total", " in all").replace("_", " ")


def signed(number: int) -> str:
    """Format a difference with its sign: +5, −2, 0."""
    return f"{number:+d}".replace("-", "−") if number else "0"


Status = Literal["adds up", "off", "explained", "not checked"]
"""Result of a sum; "not checked" if it is off, but some figure was not read whole."""


@dataclass(frozen=True, slots=True)
class Check:
    """One sum tried, and how far it is off."""

    test: Test
    month: str
    words: str
    """The sum: 122 + 7 − 18 = 111, published 111 open."""
    off: Off
    """Published less computed, 0 if it adds up; of a disagreement highest less lowest."""
    sources: tuple[str, ...]
    remark: str
    notes: tuple[tuple[str, str], ...]
    """Source and note beside the figures, for what does not add up."""
    explained_by: tuple[tuple[str, str], ...]
    """Source and its words on the difference."""
    read_in_part: tuple[str, ...]
    """Sources of figures that no source read whole states."""

    @property
    def status(self) -> Status:
        """Return off only if nothing explains it and all its figures were read whole."""
        if not self.off.by:
            return "adds up"
        if self.explained_by:
            return "explained"
        return "not checked" if self.read_in_part else "off"


class Pace(NamedTuple):
    """Reports of one month: still open at its end, and completed in it."""

    month: str
    open: int
    completed: int


@dataclass(frozen=True, slots=True)
class Docket:
    """One docket over time."""

    scope: str
    months: Sequence[Month]
    checks: Sequence[Check]
    """By month."""
    paces: Sequence[Pace]
    """Of each month with a known number open and completed."""
    left_out: Sequence[str]
    """Months in which one of the two is only a bound."""
    aside: Sequence[tuple[str, Caseload]]
    """Source and figures of what is not one whole month; they enter no sum."""
    sources: Mapping[str, Source]
    """Sources by id."""


def build_dockets(sources: Mapping[str, Source], as_of: int | None = None) -> list[Docket]:
    """Build the dockets that the sources state, by scope; of months that had ended by a day."""
    stated: dict[str, list[tuple[str, Caseload]]] = {}
    for name, source in sorted(sources.items()):
        for caseload in source.caseload:
            last = last_day(caseload.period)
            if as_of is None or (last is not None and last <= as_of):
                stated.setdefault(caseload.scope, []).append((name, caseload))
    return [_docket(scope, stated[scope], sources) for scope in sorted(stated)]


def _docket(
    scope: str, stated: Iterable[tuple[str, Caseload]], sources: Mapping[str, Source]
) -> Docket:
    by_month: dict[int | None, list[tuple[str, Caseload]]] = {}
    for name, caseload in stated:
        by_month.setdefault(_month_of(caseload), []).append((name, caseload))
    aside = by_month.pop(None, [])
    months = [
        _month(index, told, sources)
        for index, told in sorted(by_month.items(), key=lambda item: item[0] or 0)
        if index is not None
    ]
    checks = sorted(_checks(months), key=lambda check: check.month)
    paces, left_out = [], []
    for month in months:
        left, completed = month.left_open, month.bound("completed")
        if left is None or completed is None:
            continue
        if left.exact is None or completed.exact is None:
            left_out.append(month.name)
        else:
            paces.append(Pace(month.name, left.exact, completed.exact))
    return Docket(scope, months, checks, paces, left_out, aside, sources)


def _month_of(caseload: Caseload) -> int | None:
    """Count months since year 0; None unless the figures are of one whole month."""
    first, last = first_day(caseload.period), last_day(caseload.period)
    if first is None or last is None:
        return None
    start = date.fromordinal(first)
    is_whole = start.day == 1 and last - first + 1 == monthrange(start.year, start.month)[1]
    return start.year * 12 + start.month - 1 if is_whole else None


def _month(
    index: int, stated: Sequence[tuple[str, Caseload]], sources: Mapping[str, Source]
) -> Month:
    found = {
        name: tuple(
            DocketFigure(bound, source, sources[source].read == "whole")
            for source, caseload in stated
            if (bound := stated_bound(caseload, name)) is not None
        )
        for name in FIGURES
    }
    return Month(index, {name: figures for name, figures in found.items() if figures}, stated)


def stated_bound(caseload: Caseload, figure: str) -> Interval | None:
    """Return one figure; `unknown` states none."""
    bound: Interval | None = getattr(caseload, figure)
    if bound is None or not (bound.min or bound.max is not None):
        return None
    return Interval(bound.min or 0, bound.max)


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
    for total, added in _ADDED.items():
        yield from _totals(months, total, added)
    yield from _falls(months)


_ADDED: dict[Test, str] = {
    "killed_total": "killed",
    "credible_total": "credible",
    "reports_total": "received",
}
"""Monthly addition of each running total."""


def _check(test: Test, words: str, off: Off, used: Used, remark: str = "") -> Check:
    """Build a check, filed under the last of its months."""
    found = [(month, month.figures.get(name, ())) for month, names in used for name in names]
    sources = [(one.source, month) for month, stated in found for one in stated]
    notes = [note for source, month in sources for note in month.notes if note[0] == source]
    explained = tuple(
        (source, told.explains[test])
        for month, _ in used
        for source, told in month.stated
        if test in told.explains
    )
    in_part = [
        one.source
        for _, stated in found
        if not any(one.is_whole for one in stated)
        for one in stated
    ]
    return Check(
        test,
        used[-1][0].name,
        words,
        off,
        tuple(dict.fromkeys(source for source, _ in sources)),
        remark,
        tuple(dict.fromkeys(notes)) if off.by else (),
        explained if off.by else (),
        tuple(dict.fromkeys(in_part)),
    )


def _disagreements(month: Month) -> Iterator[Check]:
    """Yield figures of a month that contradict each other."""
    for name, figures in month.figures.items():
        numbers = month.numbers(name)
        if len(numbers) > 1:
            said = " / ".join(
                f"{stated_words(one.bound)} ({one.source})"
                for one in figures
                if one.number is not None
            )
            highest = [one.bound for one in figures if one.number == numbers[-1]]
            off = Off(numbers[-1] - numbers[0], all(one.max is None for one in highest))
            words = f"{figure_words(name)}: {said}"
            found = _check("disagreement", words, off, [(month, (name,))])
            unread = tuple(dict.fromkeys(one.source for one in figures if not one.is_whole))
            yield replace(found, read_in_part=unread)


def _balance(month: Month) -> Iterator[Check]:
    """Check carried + received − completed = open, the reopened inside and outside."""
    inside, stated = month.computed_open, month.bound("open")
    if inside is None or stated is None:
        return
    sums = f"{month.terms('carried_over', 'received')} − {month.terms('completed')}"
    off, total, remark = _off(stated, inside), inside, ""
    reopened = month.bound("reopened")
    if reopened is not None and reopened.min:
        again = month.terms("reopened")
        with_them = _sum_of(inside, reopened)
        outside = _off(stated, with_them)
        if off.by and not outside.by:
            carried, received, completed = map(month.said, _BALANCED)
            sums = f"{carried} + {received} + {again} − {completed}"
            off, total, remark = outside, with_them, f"only where the {again} are added"
        elif not off.by and outside.by:
            added = "must be counted inside: added on top, it is off by"
            remark = f"the {again} {added} {outside.words}"
        elif off.by:
            remark = f"with the {again} added on top it is off by {outside.words}"
    words = f"{sums} = {stated_words(total)}, published {month.terms('open')}"
    yield _check("balance", words, off, [(month, (*_BALANCED, "reopened", "open"))], remark)


def _balance_from(before: Month, after: Month) -> Iterator[Check]:
    """Check the balance with the month before's open number, where none was carried over."""
    start, stated = before.left_open, after.bound("open")
    left = None if "carried_over" in after.figures else _left_of(start, after)
    if start is None or left is None or stated is None:
        return
    words = (
        f"{stated_words(start)} open at the end of {before.words} + {after.terms('received')} − "
        f"{after.terms('completed')} = {stated_words(left)}, published {after.terms('open')}"
    )
    used = [(before, _LEFT), (after, ("received", "completed", "open"))]
    yield _check("balance", words, _off(stated, left), used)


def _outcomes(month: Month) -> Iterator[Check]:
    """Check credible + not credible + duplicates = completed."""
    credible, other = month.bound("credible"), month.bound("not_credible")
    completed, duplicate = month.bound("completed"), month.bound("duplicate")
    if credible is None or other is None or completed is None:
        return
    total = _sum_of(credible, other, duplicate or _NONE)
    added = ("credible", "not_credible", "duplicate")
    words = f"{month.terms(*added)} = {stated_words(total)}, published {month.terms('completed')}"
    off = _off(completed, total)
    remark = "" if duplicate is not None or not off.by else "duplicates are not stated"
    yield _check("outcomes", words, off, [(month, (*added, "completed"))], remark)


def _received(month: Month) -> Iterator[Check]:
    """Check outcomes + open = received + carried over, where no number completed is stated."""
    names = ("credible", "not_credible", "open")
    credible, other, still_open = (month.bound(name) for name in names)
    received, duplicate = month.bound("received"), month.bound("duplicate")
    carried = month.bound("carried_over")
    do_differ = carried is None and "carried_over" in month.figures
    if "completed" in month.figures or do_differ:
        return
    if credible is None or other is None or still_open is None or received is None:
        return
    total = _sum_of(credible, other, still_open, duplicate or _NONE)
    sums = month.terms("not_credible", "credible", "open", "duplicate")
    published = month.terms("received", "carried_over")
    words = f"{sums} = {stated_words(total)}, published {published}"
    off = _off(_sum_of(received, carried or _NONE), total)
    lacks = "no figure states how many were carried over"
    remark = lacks if off.by and carried is None else ""
    used = (*names, "duplicate", "received", "carried_over")
    yield _check("received", words, off, [(month, used)], remark)


_BALANCED = ("carried_over", "received", "completed")
_LEFT = ("open", *_BALANCED)


def _carried(before: Month, after: Month) -> Iterator[Check]:
    """Check that open reports are carried over."""
    carried, left = after.bound("carried_over"), before.left_open
    if carried is None or left is None:
        return
    is_stated = before.bound("open") is not None
    how = "open" if is_stated else "open (derived)"
    words = (
        f"{stated_words(left)} {how} at the end of {before.words}, {stated_words(carried)} carried "
        f"into {after.words}"
    )
    used = [(before, ("open",) if is_stated else _LEFT), (after, ("carried_over",))]
    yield _check("carried", words, _off(carried, left), used)


def _totals(months: Sequence[Month], total: Test, added: str) -> Iterator[Check]:
    """Check each running total against the months between.

    Where some month since states nothing to add, the total can only be higher.
    """
    for (start, old), (end, new) in itertools.pairwise(_stating(months, total)):
        before, last = months[start], months[end]
        adding = dict(_stating(months[start + 1 : end + 1], added))
        if not adding:
            continue
        computed = _sum_of(old, *adding.values())
        is_whole = len(adding) == last.index - before.index
        are_floors = old.max is None and new.max is None
        are_printed = are_floors and all(part.exact is not None for part in adding.values())
        off = _off(new, computed)
        if are_printed:  # the printed numbers, one after the other
            off = Off((new.min or 0) - (computed.min or 0))
        if not is_whole and off.by >= 0:
            continue
        sums = " + ".join(stated_words(part) for part in (old, *adding.values()))
        words = f"{figure_words(total)}: {sums} = {stated_words(computed)}, published "
        words += stated_words(new)
        words += "" if last.index - before.index == 1 else f" (from {before.words})"
        remarks = [_AS_PRINTED] * (are_printed and bool(off.by)) + [_SHORT] * (not is_whole)
        stating = [months[start + 1 + place] for place in adding]
        earlier = [(month, (added,)) for month in stating if month is not last]
        ends = (total, added) if last in stating else (total,)
        used: Used = [(before, (total,)), *earlier, (last, ends)]
        yield _check(total, words, off, used, "; ".join(remarks))


def _stating(months: Iterable[Month], figure: str) -> list[tuple[int, Interval]]:
    """List the places of the months that state a figure, with its bound."""
    bounds = enumerate(month.bound(figure) for month in months)
    return [(place, bound) for place, bound in bounds if bound is not None]


_AS_PRINTED = (
    "both totals are “at least”, and could both be true: only the numbers printed do not follow"
)
_SHORT = "not every month between states what it added, and that could only put it further off"


def _falls(months: Sequence[Month]) -> Iterator[Check]:
    """Yield running totals that go down; one that "at least" leaves open says nothing."""
    for figure in (ROUNDED, "killed_total", "reports_total", "credible_total"):
        before: Month | None = None
        for after in months:
            old, new = None if before is None else before.bound(figure), after.bound(figure)
            if new is None:
                continue
            fall = 0 if old is None else (new.min or 0) - (old.min or 0)
            if before is not None and old is not None and fall < 0:
                if new.max is None and (figure == ROUNDED or old.max is not None):
                    continue
                words = (
                    f"{figure_words(figure)}: {stated_words(old)} at {before.words}, "
                    f"{stated_words(new)} at {after.words}"
                )
                off = Off(fall, or_more=old.max is None and new.max is not None)
                used = [(before, (figure,)), (after, (figure,))]
                yield _check("falls", words, off, used, "" if new.max is not None else _AS_PRINTED)
            before = after
