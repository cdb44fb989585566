"""The page of `timeline ledger`: open reports month by month, and what does not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import (
    Bar,
    Column,
    Key,
    More,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.pages.blocks import Block, Cell
    from timeline.results.ledger import (
        DocketRecord,
        LedgerMonthRecord,
        LedgerRecord,
        StatedRecord,
        SumRecord,
    )

_STOCKS: Final[Mapping[str, str]] = {"received": "Received", "completed": "Closed", "open": "Open"}
_CARRIED: Final[Mapping[str, str]] = {"carried_over": "Carried over", **_STOCKS}
_OUTCOMES: Final[Mapping[str, str]] = {
    "credible": "Credible",
    "not_credible": "Not credible",
    "duplicate": "Duplicate",
    "reopened": "Reopened",
    "killed": "Killed",
    "injured": "Injured",
}
_TOTALS: Final[Mapping[str, str]] = {
    "killed_total": "Killed",
    "strikes_total": "Strikes",
    "reports_total": "Reports",
    "credible_total": "Credible",
}
_WIDEST: Final = 4
"""Sums that do not add up, unless every one is asked for."""
_KEY: Final = Key(
    ("–: not stated", "(…), pale: our sum of carried over + received − closed", "+: or more")
)
_SUMS_KEY: Final = Key(
    ("! off", "● explained by a source", "? cannot be checked: a source was read in part")
)


def ledger_page(record: LedgerRecord, *, is_full: bool = False) -> Page:
    """Answer, then each docket; in full every figure and every sum, with sources."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    for docket in record.dockets:
        found = tuple(_docket(docket, is_full=is_full))
        answer = Paragraph(answer_words(docket.answer))
        one = Section(docket.scope, (answer, *found))
        blocks += found if len(record.dockets) == 1 else [one]
    blocks += [Note(note) for note in record.notes]
    if record.dockets and not is_full:
        blocks.append(More((), ("timeline ledger --full (every figure, all sums, sources)",)))
    return Page("ledger", tuple(blocks))


def _docket(docket: DocketRecord, *, is_full: bool) -> Iterator[Block]:
    stocks = _CARRIED if is_full else _STOCKS
    months = [month for month in docket.months if _STOCKS.keys() & _told(month).keys()]
    if months:
        yield _table(months, stocks, "Month end", is_drawn=True)
        yield _KEY
    if is_full:
        for figures, heading in (
            (_OUTCOMES, "How reports ended, and deaths conceded"),
            (_TOTALS, "Totals since the start"),
        ):
            stated = {figure for month in docket.months for figure in _told(month)}
            names = {figure: name for figure, name in figures.items() if figure in stated}
            months = [month for month in docket.months if names.keys() & _told(month).keys()]
            if months:
                yield Section(heading, (_table(months, names, "Month"),))
        yield from _dismissed(docket)
    yield from _sums(docket, is_full=is_full)
    if is_full:
        yield from _rest(docket)


def _told(month: LedgerMonthRecord) -> dict[str, StatedRecord]:
    return {one.figure: one for one in month.stated}


def _table(
    months: Sequence[LedgerMonthRecord],
    figures: Mapping[str, str],
    heading: str,
    *,
    is_drawn: bool = False,
) -> Table:
    """Lay out a row for each month; drawn with a bar for the reports left open."""
    columns = [Column(""), *(Column(name, is_number=True) for name in figures.values())]
    columns += [Column("", rank=3)] * is_drawn
    most = max((_end(_told(month).get("open")) for month in months), default=0)
    rows = []
    for month in months:
        told = _told(month)
        cells = [told[figure].words if figure in told else "–" for figure in figures]
        bars = [_bar(told.get("open"), most)] * is_drawn
        below = (month.gap_words,) if is_drawn and month.gap_words else ()
        rows.append(Row((month.words, *cells, *bars), below=below))
    return Table(tuple(columns), tuple(rows), heading=heading)


def _end(stated: StatedRecord | None) -> int:
    numbers = None if stated is None else stated.numbers
    return 0 if numbers is None else numbers.max or numbers.min or 0


def _bar(stated: StatedRecord | None, most: int) -> Cell:
    if stated is None or stated.numbers is None:
        return ""
    low, is_open = stated.numbers.min or 0, stated.numbers.max is None
    return Bar(low, _end(stated), most, is_pale=stated.derived, is_open=is_open)


def _dismissed(docket: DocketRecord) -> Iterator[Block]:
    rows = tuple(
        Row(
            (month.words, figure.words, figure.source),
            below=tuple(note.note for note in month.notes if note.source == figure.source),
        )
        for month in docket.months
        for figure in month.figures.get("dismissed", ())
    )
    if rows:
        columns = (Column(""), Column("Reports", is_number=True), Column("Source"))
        yield Section("Reports of others, dismissed", (Table(columns, rows, heading="Month"),))


def _sums(docket: DocketRecord, *, is_full: bool) -> Iterator[Block]:
    off = [one for one in docket.sums if one.status != "adds up"]
    if not off:
        return
    widest = sorted(off, key=lambda one: (-abs(one.off_by), one.month))
    shown = off if is_full else widest[:_WIDEST]
    remark = f"the {len(shown)} widest of {len(off)}" if len(shown) < len(off) else ""
    columns = (Column(""), Column("Off by", is_number=True), Column("Sum", wraps=True))
    rows = tuple(_sum(one, is_full=is_full) for one in shown)
    table = Table(columns, rows, heading="Month")
    yield Section("Does not add up", (table, _SUMS_KEY), remark=remark)


def _sum(one: SumRecord, *, is_full: bool) -> Row:
    below = [f"Explained by {note.by}: {note.note}." for note in one.explained_by]
    if is_full:
        below += [one.remark] * bool(one.remark)
        part = one.read_in_part
        are_all = part == one.sources
        below.append(f"Sources{', not read whole' * are_all}: {', '.join(one.sources)}")
        below += [f"Not read whole: {', '.join(part)}"] * (bool(part) and not are_all)
        below += [f"{note.by}: {note.note}" for note in one.notes]
    return Row((one.month_words, one.off_words, one.words), sign=one.sign, below=tuple(below))


def _rest(docket: DocketRecord) -> Iterator[Block]:
    """Give what adds up one way only, how long reports stay, and figures of other stretches."""
    one_way = [one for one in docket.sums if one.status == "adds up" and one.remark]
    if one_way:
        columns = (Column(""), Column("Sum", wraps=True))
        rows = tuple(Row((one.month_words, one.words), below=(one.remark,)) for one in one_way)
        yield Section("Adds up one way only", (Table(columns, rows, heading="Month"),))
    if docket.flow is not None and docket.flow.sentences:
        sentences = tuple(Paragraph(one) for one in docket.flow.sentences)
        yield Section("How long", sentences, remark="our estimate, not published")
    if docket.aside:
        notes = tuple(
            Paragraph(f"{one.words} ({one.source}). {one.note}".strip()) for one in docket.aside
        )
        yield Section("Not of one whole month", notes, remark="in no sum")
