"""The docket over time → its record: figures, open reports, sums, how long reports stay."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.chrono.spoken import MONTHS
from timeline.model.case import first_day, last_day
from timeline.portfolio.ledger import figure_words, signed
from timeline.results.build.dates import date_words
from timeline.results.build.values import as_date, as_range, day_range, problem_records
from timeline.results.build.words import capital, listed
from timeline.results.ledger import (
    ClearanceRecord,
    DocketRecord,
    FigureRecord,
    FlowRecord,
    GapRecord,
    LedgerMonthRecord,
    LedgerRecord,
    SourceNoteRecord,
    StatedRecord,
    StretchRecord,
    SumRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from timeline.errors import Problem
    from timeline.model.source import Source
    from timeline.portfolio.ledger import (
        Check,
        Clearance,
        Docket,
        DocketFigure,
        Flow,
        Month,
        OddPeriod,
        Status,
    )
    from timeline.results.values import Sign

STOCKS: Final = ("received", "completed", "open")
"""Figures of the docket itself; a month with none of them has no row of it."""
_DIFFER: Final = "differ"
_SIGNS: Final[Mapping[Status, Sign]] = {
    "adds up": "done",
    "off": "odd",
    "explained": "done",
    "not checked": "unknown",
}


def ledger_record(
    dockets: Iterable[Docket],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> LedgerRecord:
    """Put dockets side by side, in the order given.

    Args:
        dockets: those asked for.
        problems: of every source that could not be read.
        as_of: only months that had ended by then count; None for all.
        known_on: only what was public by then counts; None for all.
    """
    found = tuple(docket_record(docket) for docket in dockets)
    return LedgerRecord(
        answer=_answer_of_all(found),
        notes=tuple(_notes(as_of, known_on)),
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        dockets=found,
        problems=problem_records(problems),
    )


def _answer_of_all(dockets: tuple[DocketRecord, ...]) -> tuple[str, ...]:
    if not dockets:
        return ("No source here states figures of a docket.",)
    if len(dockets) == 1:
        return dockets[0].answer
    sums = [one for docket in dockets for one in docket.sums]
    off = sum(one.status != "adds up" for one in sums)
    return (f"{len(dockets)} dockets. {_off_words(len(sums), off)}",)


def _notes(as_of: int | None, known_on: int | None) -> Iterator[str]:
    if as_of is not None:
        yield f"Only months that had ended by {date_words(Interval(as_of, as_of))}."
    if known_on is not None:
        yield f"Only sources that were public by {date_words(Interval(known_on, known_on))}."


def docket_record(docket: Docket) -> DocketRecord:
    """Put one docket into a record."""
    gaps = _gaps(docket.months)
    return DocketRecord(
        scope=docket.scope,
        answer=tuple(_answer(docket)),
        months=tuple(
            _month_record(month, gaps.get(month.name, 0), docket) for month in docket.months
        ),
        gaps=tuple(
            GapRecord(first=gap.first, last=gap.last, months=gap.months) for gap in docket.gaps
        ),
        sums=tuple(_sum_record(check, docket.sources) for check in docket.checks),
        flow=None if docket.flow is None else _flow_record(docket.flow),
        aside=tuple(_stretch_record(stretch) for stretch in docket.aside),
    )


def _answer(docket: Docket) -> Iterator[str]:
    """Say how many reports are open, how much of the time is told, and what does not add up."""
    counted = [
        (month, left)
        for month in docket.months
        if (left := month.left_open) is not None and left.min is not None
    ]
    if counted:
        highest = max(counted, key=lambda one: one[1].min or 0)
        last = counted[-1]
        if highest is last:
            yield f"Open reports: {_open_words(*last)}."
        else:
            at_last = f"{_open_words(*last, 'at the last count')}"
            yield f"Open reports: {_open_words(*highest, 'at the highest')}, {at_last}."
    if not docket.months:
        yield f"No figures of a whole month are on file for {docket.scope}."
        return
    first, final = docket.months[0], docket.months[-1]
    span = final.index - first.index + 1
    if span == 1:
        yield f"{docket.scope}, {first.words}: one month."
    else:
        yield (
            f"{docket.scope}, {first.words}–{final.words}: some figure for {len(docket.months)} of "
            f"{span} months."
        )
    yield from _sums_answer(docket)


def _open_words(month: Month, left: Interval, when: str = "") -> str:
    """695 at the highest (October 2017); 519 by our sum (September 2017)."""
    number = f"{left.min:,}" if left.max == left.min else f"at least {left.min:,}"
    how = "" if month.bound("open") is not None else "by our sum"
    return " ".join(part for part in (number, how, when, f"({month.words})") if part)


def _sums_answer(docket: Docket) -> Iterator[str]:
    """Say how many sums do not add up, and why that is."""
    off = len(docket.checks_with("off"))
    explained = len(docket.checks_with("explained"))
    unchecked = len(docket.checks_with("not checked"))
    yield _off_words(len(docket.checks), off + explained + unchecked)
    parts = [f"{off} {'is' if off == 1 else 'are'} unexplained"] * bool(off)
    parts += [f"a source explains {explained}"] * bool(explained)
    parts += [f"{unchecked} cannot be checked, since a source was read in part"] * bool(unchecked)
    if parts:
        yield f"{capital('; '.join(parts))}."


def _off_words(sums: int, off: int) -> str:
    if not sums:
        return "No sum can be tried."
    if not off:
        return "The one sum adds up." if sums == 1 else f"All {sums} sums add up."
    noun, do = "sum" if sums == 1 else "sums", "does" if off == 1 else "do"
    return f"{off} of {sums} {noun} {do} not add up."


def _gaps(months: Iterable[Month]) -> dict[str, int]:
    """Count the months without a figure of the docket that follow each that has one."""
    told = [month for month in months if any(_stated(month, name) for name in STOCKS)]
    return {
        before.name: after.index - before.index - 1 for before, after in itertools.pairwise(told)
    }


def _month_record(month: Month, gap: int, docket: Docket) -> LedgerMonthRecord:
    names = dict.fromkeys((*month.figures, "open"))
    return LedgerMonthRecord(
        month=month.name,
        words=month_words(month.name),
        figures={
            name: tuple(_figure_record(one) for one in figures)
            for name, figures in month.figures.items()
        },
        stated=tuple(found for name in names if (found := _stated(month, name)) is not None),
        gap_words=f"{_months(gap)} without these figures" if gap else "",
        open_derived=as_range(month.derived_open),
        notes=_notes_record(month.notes, docket.sources),
    )


def month_words(name: str) -> str:
    """2019-04 as Apr 2019."""
    year, _, month = name.partition("-")
    return f"{MONTHS[int(month) - 1][:3]} {year}"


def _stated(month: Month, name: str) -> StatedRecord | None:
    """Give one figure by all sources together; None where none states it and none is derived."""
    stated = month.figures.get(name, ())
    if not stated:
        derived = month.derived_open if name == "open" else None
        if derived is None:
            return None
        words = f"({_number(derived)})"
        return StatedRecord(figure=name, numbers=as_range(derived), derived=True, words=words)
    if len(month.numbers(name)) > 1:
        return StatedRecord(figure=name, numbers=None, derived=False, words=_DIFFER)
    bound = month.bound(name) or Interval(stated[0].least, stated[0].most)
    return StatedRecord(figure=name, numbers=as_range(bound), derived=False, words=_number(bound))


def _number(bound: Interval) -> str:
    """A number for a cell: 735, 735+, up to 9, 35–45."""
    low, high = bound.min, bound.max
    if high is None:
        return "?" if low is None else f"{low:,}+"
    if low == high:
        return f"{high:,}"
    return f"{low:,}–{high:,}" if low else f"up to {high:,}"


def _figure_record(figure: DocketFigure) -> FigureRecord:
    words = _number(Interval(figure.least, figure.most))
    return FigureRecord(min=figure.least, max=figure.most, source=figure.source, words=words)


def _notes_record(
    notes: Iterable[tuple[str, str]], sources: Mapping[str, Source]
) -> tuple[SourceNoteRecord, ...]:
    return tuple(
        SourceNoteRecord(source=source, note=note, by=by_words(source, sources))
        for source, note in notes
    )


def by_words(name: str, sources: Mapping[str, Source]) -> str:
    """Who published a source and when: Airwars, 2 January 2017; its id where that is not known."""
    source = sources.get(name)
    if source is None:
        return name
    if source.published is None:
        return source.publisher
    day = Interval(first_day(source.published), last_day(source.published))
    return f"{source.publisher}, {date_words(day)}"


def _sum_record(check: Check, sources: Mapping[str, Source]) -> SumRecord:
    return SumRecord(
        test=check.test,
        month=check.month,
        month_words=month_words(check.month),
        sign=_SIGNS[check.status],
        words=check.words,
        status=check.status,
        off_by=check.off_by,
        or_more=check.is_or_more,
        off_words=_off_by_words(check),
        remark=f"{capital(check.remark)}." if check.remark else "",
        sources=check.sources,
        notes=_notes_record(check.notes, sources),
        explained_by=_notes_record(check.explained_by, sources),
        read_in_part=check.read_in_part,
    )


def _off_by_words(check: Check) -> str:
    if not check.off_by:
        return ""
    more = " or more" if check.is_or_more else ""
    if check.test == "disagreement":
        return f"{check.off_by:,}{more} apart"
    return f"{signed(check.off_by)}{more}"


def _flow_record(flow: Flow) -> FlowRecord:
    return FlowRecord(
        clearances=tuple(
            ClearanceRecord(
                month=one.month,
                open=one.open,
                completed=one.completed,
                months=one.in_months,
            )
            for one in flow.clearances
        ),
        months=flow.months,
        left_out=flow.left_out,
        uncleared=flow.uncleared,
        mean_open=flow.mean_open,
        mean_completed=flow.mean_completed,
        mean_time_months=flow.mean_time,
        sentences=tuple(_flow_sentences(flow)),
    )


def _flow_sentences(flow: Flow) -> Iterator[str]:
    """Tell clearance and Little's law, each with what it rests on."""
    if flow.clearances:
        last = flow.clearances[-1]
        yield (
            f"At the pace of {_long_month(last.month)} the open reports would take "
            f"{_clearance_words(last)}, with nothing new received."
        )
        if len(flow.clearances) > 1:
            slowest = max(flow.clearances, key=lambda one: one.in_months)
            yield (
                f"The slowest of {len(flow.clearances)} months was {_long_month(slowest.month)}: "
                f"{_clearance_words(slowest)}."
            )
    if flow.uncleared:
        yield f"None was closed in {listed([_long_month(one) for one in flow.uncleared])}."
    if flow.mean_time is not None:
        yield (
            f"A report stayed about {flow.mean_time:.1f} months on average: {flow.mean_open:.1f} "
            f"open, {flow.mean_completed:.1f} closed a month (Little's law, "
            f"{_months(len(flow.months))}, {_long_month(flow.months[0])}–"
            f"{_long_month(flow.months[-1])})."
        )
        yield (
            "That takes these months as typical, and as many reports to leave as arrive. The open "
            f"ones went from {flow.opens[0]:,} to {flow.opens[-1]:,}, between {min(flow.opens):,} "
            f"and {max(flow.opens):,}: it is a rough size, and says nothing of any one report."
        )
    if flow.left_out:
        months = listed([_long_month(one) for one in flow.left_out])
        yield f"Left out, for a figure is only a bound: {months}."


def _clearance_words(one: Clearance) -> str:
    return f"about {one.in_months:.1f} months ({one.open:,} open, {one.completed:,} closed)"


def _long_month(name: str) -> str:
    year, _, month = name.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _stretch_record(stretch: OddPeriod) -> StretchRecord:
    parts = [
        f"{figure_words(name)} {_number(Interval(one.least, one.most))}"
        for name, one in stretch.figures
    ]
    return StretchRecord(
        period=stretch.period,
        days=day_range(stretch.days),
        words=f"{capital(date_words(stretch.days))}: {listed(parts) or 'no number'}",
        source=stretch.source,
        figures={name: _figure_record(one) for name, one in stretch.figures},
        note=stretch.note,
    )
