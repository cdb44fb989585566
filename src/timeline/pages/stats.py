"""The page of `timeline stats`: how many took each step, how long, who was fastest and slowest."""

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
    from collections.abc import Iterator, Sequence

    from timeline.pages.blocks import Block
    from timeline.results.stats import CurveRecord, StatsMeasureRecord, StatsRecord
    from timeline.results.values import Range

_KEY: Final = Key(
    (
        "Days. None: none on record",
        "median: of all that began the step",
        "too few: under five",
        "named: for certain",
    )
)


def stats_page(record: StatsRecord, *, is_full: bool = False) -> Page:
    """Answer, then a row for each step; with one measure a row for each group and case."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    has_rows = any(group.measures for group in record.groups)
    if has_rows and record.measure is not None:
        blocks += _one_measure(record, is_full=is_full)
    elif has_rows:
        blocks += _every_measure(record, is_full=is_full)
    if has_rows:
        blocks.append(_KEY)
    blocks += [Note(note) for note in record.notes]
    if is_full:
        cautions = dict.fromkeys(one for group in record.groups for one in group.cautions)
        blocks += [Note(caution) for caution in cautions]
        blocks += _curves(record)
    elif has_rows:
        blocks.append(More((), ("timeline stats --full (curves)",)))
    return Page("stats", tuple(blocks))


def _every_measure(record: StatsRecord, *, is_full: bool) -> Iterator[Block]:
    for group in record.groups:
        named = [(one.label, one) for one in group.measures]
        table = _table("Step", named, is_full=is_full)
        if record.by is None:
            yield table
        else:
            yield Section(f"{record.by}: {group.name}", (table,), remark=_count(group.cases))


def _one_measure(record: StatsRecord, *, is_full: bool) -> Iterator[Block]:
    """Tell one measure of each group, then of each case."""
    pairs = [(group, one) for group in record.groups for one in group.measures]
    named = [(group.name or one.label, one) for group, one in pairs]
    yield _table(record.by or "Step", named, is_full=is_full)
    for group, one in pairs:
        table = _cases(one)
        yield Section(group.name, (table,)) if group.name else table


def _table(
    heading: str, named: Sequence[tuple[str, StatsMeasureRecord]], *, is_full: bool
) -> Table:
    """Lay out a row for each measure or group."""
    heads = [("Done", 0), ("None", 0), ("Median", 0)]
    heads += [("of those on record", 2)] * is_full + [("Fastest", 1), ("Slowest", 1)]
    columns = (Column(name, is_number=True, rank=rank) for name, rank in heads)
    rows = []
    for name, one in named:
        cells = [name, f"{one.counts.over} of {one.cases}", str(one.counts.none_recorded)]
        cells += [one.median_words, *[one.median_recorded_words] * is_full]
        cells += [one.fastest.words, one.slowest.words]
        below = (one.counts.rest_words,) if one.counts.rest_words else ()
        rows.append(Row(tuple(cells), below=below))
    return Table((Column("", wraps=True), *columns), tuple(rows), heading=heading)


def _cases(measure: StatsMeasureRecord) -> Table:
    """Lay out a row for each case, the fastest first."""
    most = max((row.days.max or row.days.min or 0 for row in measure.rows if row.days), default=0)
    rows = []
    for row in measure.rows:
        is_drawn = row.state != "none recorded"
        bar = length_bar(row.days, most) if row.days is not None and is_drawn else ""
        rows.append(Row((row.case, row.words, bar), link=f"{row.case}.html"))
    columns = (Column(""), Column("Days", is_number=True), Column("", rank=3))
    note = f"May not apply to {', '.join(measure.may_not_apply)}." if measure.may_not_apply else ""
    return Table(columns, tuple(rows), heading="Case", note=note)


def length_bar(days: Range, most: int) -> Bar:
    """Draw a number of days; an open upper end reaches as far as the lower one."""
    return Bar(max(days.min or 0, 0), max(days.max or days.min or 0, 0), most)


def _curves(record: StatsRecord) -> Iterator[Block]:
    """Give each curve as a table: a row for each fall, with the share that is left after it."""
    drawn, without = [], []
    named = [(group.name, one) for group in record.groups for one in group.measures]
    for name, one in named:
        if one.curve is None:
            without.append(Note(f"{one.label}: {one.remark}"))
            continue
        heading = f"{name}: {one.label}" if name else one.label
        remark = f"{one.curve.cases} of {one.cases} cases"
        drawn.append(Section(heading, (_curve(one.curve), Note(one.remark)), remark=remark))
    if drawn:
        says = (
            "Share of cases not yet done, fitted to their ranges with no shape assumed "
            "(Turnbull 1976); full bars at least, pale ones at most. It assumes that "
            f"{'; that '.join(record.assumptions)}."
        )
        yield Section("Curves", (Note(says), *drawn))
    yield from without


def _curve(curve: CurveRecord) -> Table:
    numbers = (Column(name, is_number=True) for name in ("Day", "Not yet done"))
    columns = (*numbers, Column("", rank=3))
    before, rows = 1.0, []
    for step in curve.steps:
        rows.append(Row((step.days_words, step.left_words, Bar(step.left, before, 1.0))))
        before = step.left
    return Table(columns, tuple(rows))


def _count(cases: Sequence[str]) -> str:
    return "1 case" if len(cases) == 1 else f"{len(cases)} cases"
