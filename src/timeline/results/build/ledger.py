"""The docket over time → its record: figures, open reports, sums, how long reports stay."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from timeline.chrono.interval import Interval
from timeline.model.case import first_day, last_day
from timeline.portfolio.ledger import (
    FIGURES,
    figure_words,
    month_name,
    month_words,
    signed,
    stated_bound,
)
from timeline.results.build.dates import date_words
from timeline.results.build.values import as_date, as_range, copied, day_range, problem_records
from timeline.results.build.words import amount_words, capital, counted, listed
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.errors import Problem
    from timeline.model.source import Caseload, Source
    from timeline.portfolio.ledger import Check, Docket, Month, Pace, Status
    from timeline.results.values import Sign

STOCKS: Final = ("received", "completed", "open")
"""Figures of the docket itself; a month with none of them has no row of it."""
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
    """Put dockets side by side, in the order given."""
    found = tuple(docket_record(docket) for docket in dockets)
    notes = (("months that had ended", as_of), ("sources that were public", known_on))
    return LedgerRecord(
        answer=_answer_of_all(found),
        notes=tuple(
            f"Only {what} by {date_words(Interval(day, day))}."
            for what, day in notes
            if day is not None
        ),
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


def docket_record(docket: Docket) -> DocketRecord:
    """Put one docket into a record."""
    told = [month for month in docket.months if any(_stated(month, name) for name in STOCKS)]
    silent = {one.name: after.index - one.index - 1 for one, after in itertools.pairwise(told)}
    return DocketRecord(
        scope=docket.scope,
        answer=tuple(_answer(docket)),
        months=tuple(
            _month_record(month, silent.get(month.name, 0), docket.sources)
            for month in docket.months
        ),
        gaps=tuple(
            GapRecord(
                first=month_name(before.index + 1), last=month_name(after.index - 1), months=missing
            )
            for before, after in itertools.pairwise(docket.months)
            if (missing := after.index - before.index - 1)
        ),
        sums=tuple(_sum_record(check, docket.sources) for check in docket.checks),
        flow=_flow_record(docket) if docket.paces or docket.left_out else None,
        aside=tuple(_stretch_record(*stretch) for stretch in docket.aside),
    )


def _answer(docket: Docket) -> Iterator[str]:
    """Say how many reports are open, how much of the time is told, and what does not add up."""
    opens = [
        (left.min, month, left)
        for month in docket.months
        if (left := month.left_open) is not None and left.min is not None
    ]
    if opens:
        highest, last = max(opens, key=lambda one: one[0]), opens[-1]
        at_last = "" if highest is last else "at the last count"
        parts = [] if highest is last else [_open_words(*highest[1:], "at the highest")]
        yield f"Open reports: {', '.join([*parts, _open_words(*last[1:], at_last)])}."
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
    yield from _sums_answer(docket.checks)


def _open_words(month: Month, left: Interval, when: str) -> str:
    """695 at the highest (October 2017); 519 by our sum (September 2017)."""
    number = f"{left.min:,}" if left.max == left.min else f"at least {left.min:,}"
    how = "" if month.bound("open") is not None else "by our sum"
    return " ".join(part for part in (number, how, when, f"({month.words})") if part)


def _sums_answer(checks: Sequence[Check]) -> Iterator[str]:
    """Say how many sums do not add up, and why that is."""
    counts = Counter(check.status for check in checks)
    off, explained, unchecked = counts["off"], counts["explained"], counts["not checked"]
    yield _off_words(len(checks), off + explained + unchecked)
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


def _month_record(month: Month, silent: int, sources: Mapping[str, Source]) -> LedgerMonthRecord:
    names = dict.fromkeys((*month.figures, "open"))
    return LedgerMonthRecord(
        month=month.name,
        words=month_words(month.name, 3),
        figures={
            name: tuple(_figure_record(one.bound, one.source) for one in figures)
            for name, figures in month.figures.items()
        },
        stated=tuple(found for name in names if (found := _stated(month, name)) is not None),
        gap_words=f"{counted(silent, 'month')} without these figures" if silent else "",
        open_derived=as_range(month.derived_open),
        notes=_notes_record(month.notes, sources),
    )


def _stated(month: Month, name: str) -> StatedRecord | None:
    """Give one figure by all sources together; None where none states it and none is derived."""
    stated = month.figures.get(name, ())
    bound = month.bound(name) if stated else month.derived_open if name == "open" else None
    if bound is None and not stated:
        return None
    if bound is None and len(month.numbers(name)) > 1:
        return StatedRecord(figure=name, numbers=None, derived=False, words="differ")
    bound = bound or stated[0].bound
    words = _number(bound) if stated else f"({_number(bound)})"
    return StatedRecord(figure=name, numbers=as_range(bound), derived=not stated, words=words)


def _number(bound: Interval) -> str:
    """A number for a cell: 735, 735+, up to 9, 35–45."""
    return amount_words(bound, "{}+", "0+")


def _figure_record(bound: Interval, source: str) -> FigureRecord:
    return FigureRecord(min=bound.min, max=bound.max, source=source, words=_number(bound))


def _notes_record(
    notes: Iterable[tuple[str, str]], sources: Mapping[str, Source]
) -> tuple[SourceNoteRecord, ...]:
    return tuple(
        SourceNoteRecord(source=name, note=note, by=_by_words(sources[name]))
        for name, note in notes
    )


def _by_words(source: Source) -> str:
    """Publisher and day of a source: Airwars, 2 January 2017."""
    if source.published is None:
        return source.publisher
    day = Interval(first_day(source.published), last_day(source.published))
    return f"{source.publisher}, {date_words(day)}"


def _sum_record(check: Check, sources: Mapping[str, Source]) -> SumRecord:
    by, or_more = check.off
    distance = f"{by:,}" if check.test == "disagreement" else signed(by)
    apart = " apart" if check.test == "disagreement" else ""
    return copied(
        SumRecord,
        check,
        month_words=month_words(check.month, 3),
        sign=_SIGNS[check.status],
        off_by=by,
        or_more=or_more,
        off_words=f"{distance}{' or more' if or_more else ''}{apart}" if by else "",
        remark=f"{capital(check.remark)}." if check.remark else "",
        notes=_notes_record(check.notes, sources),
        explained_by=_notes_record(check.explained_by, sources),
    )


def _flow_record(docket: Docket) -> FlowRecord:
    """Compute clearances, and the time that reports stay by Little's law.

    Source: Little 1961, A proof for the queuing formula L = λW, Operations Research 9, p. 383; it
    holds for long-run means of a docket in balance, which is assumed and not known here.
    """
    paces = docket.paces
    opens, completed = sum(one.open for one in paces), sum(one.completed for one in paces)
    clearances = tuple(
        copied(ClearanceRecord, one, months=one.open / one.completed)
        for one in paces
        if one.completed
    )
    found = FlowRecord(
        clearances=clearances,
        months=tuple(one.month for one in paces),
        left_out=tuple(docket.left_out),
        uncleared=tuple(one.month for one in paces if one.open and not one.completed),
        mean_open=opens / len(paces) if paces else None,
        mean_completed=completed / len(paces) if paces else None,
        mean_time_months=opens / completed if completed else None,
        sentences=(),
    )
    return replace(found, sentences=tuple(_flow_sentences(found, paces)))


def _flow_sentences(flow: FlowRecord, paces: Sequence[Pace]) -> Iterator[str]:
    """Tell clearance and Little's law, each with what it rests on."""
    if flow.clearances:
        last = flow.clearances[-1]
        yield (
            f"At the pace of {month_words(last.month)} the open reports would take "
            f"{_clearance_words(last)}, with nothing new received."
        )
        if len(flow.clearances) > 1:
            slowest = max(flow.clearances, key=lambda one: one.months)
            yield (
                f"The slowest of {len(flow.clearances)} months was {month_words(slowest.month)}: "
                f"{_clearance_words(slowest)}."
            )
    if flow.uncleared:
        yield f"None was closed in {listed([month_words(one) for one in flow.uncleared])}."
    if flow.mean_time_months is not None:
        opens = [one.open for one in paces]
        yield (
            f"A report stayed about {flow.mean_time_months:.1f} months on average: "
            f"{flow.mean_open:.1f} open, {flow.mean_completed:.1f} closed a month (Little's law, "
            f"{counted(len(paces), 'month')}, {month_words(paces[0].month)}–"
            f"{month_words(paces[-1].month)})."
        )
        yield (
            "That takes these months as typical, and as many reports to leave as arrive. The open "
            f"ones went from {opens[0]:,} to {opens[-1]:,}, between {min(opens):,} "
            f"and {max(opens):,}: it is a rough size, and says nothing of any one report."
        )
    if flow.left_out:
        months = listed([month_words(one) for one in flow.left_out])
        yield f"Left out, for a figure is only a bound: {months}."


def _clearance_words(one: ClearanceRecord) -> str:
    return f"about {one.months:.1f} months ({one.open:,} open, {one.completed:,} closed)"


def _stretch_record(source: str, caseload: Caseload) -> StretchRecord:
    days = Interval(first_day(caseload.period), last_day(caseload.period))
    bounds = {
        name: bound for name in FIGURES if (bound := stated_bound(caseload, name)) is not None
    }
    parts = [f"{figure_words(name)} {_number(bound)}" for name, bound in bounds.items()]
    return StretchRecord(
        period=caseload.period.text,
        days=day_range(days),
        words=f"{capital(date_words(days))}: {listed(parts) or 'no number'}",
        source=source,
        figures={name: _figure_record(bound, source) for name, bound in bounds.items()},
        note=caseload.note,
    )
