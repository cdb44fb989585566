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
    from timeline.results.stats import (
        CurveRecord,
        StatsMeasureRecord,
        StatsRecord,
    )


_KEY: Final = Key(
    (
        "Days. None: none on record",
        "median: of all that began the step",
        "too few: under five",
        "named: for certain",
    )
)


def stats_page(record: StatsRecord, *, is_full: bool = False) -> Page:
    """Answer, then a row for each step; or with one measure a row for each group and case.

    Args:
        record: the cases, counted.
        is_full: add cautions, the medians of those on record, and curves.
    """
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
    columns = [
        Column("", wraps=True),
        Column("Done", is_number=True),
        Column("None", is_number=True),
    ]
    columns.append(Column("Median", is_number=True))
    columns += [Column("of those on record", is_number=True, rank=2)] * is_full
    columns += [
        Column("Fastest", is_number=True, rank=1),
        Column("Slowest", is_number=True, rank=1),
    ]
    rows = []
    for name, one in named:
        cells = [name, f"{one.counts.over} of {one.cases}", str(one.counts.none_recorded)]
        cells.append(one.median_words)
        cells += [one.median_recorded_words] * is_full
        cells += [one.fastest.words, one.slowest.words]
        below = (one.counts.rest_words,) if one.counts.rest_words else ()
        rows.append(Row(tuple(cells), below=below))
    return Table(tuple(columns), tuple(rows), heading=heading)


def _cases(measure: StatsMeasureRecord) -> Table:
    """Lay out a row for each case, the fastest first."""
    most = max((row.days.max or row.days.min or 0 for row in measure.rows if row.days), default=0)
    rows = tuple(
        Row(
            (
                row.case,
                row.words,
                Bar(max(row.days.min or 0, 0), max(row.days.max or row.days.min or 0, 0), most)
                if row.days and row.state != "none recorded"
                else "",
            ),
            link=f"{row.case}.html",
        )
        for row in measure.rows
    )
    columns = (Column(""), Column("Days", is_number=True), Column("", rank=3))
    note = f"May not apply to {', '.join(measure.may_not_apply)}." if measure.may_not_apply else ""
    return Table(columns, rows, heading="Case", note=note)


def _curves(record: StatsRecord) -> Iterator[Block]:
    """Give each curve as a table: a row for each fall, with the share that is left after it."""
    drawn = [
        Section(
            f"{group.name}: {one.label}" if group.name else one.label,
            (_curve(one.curve), Note(one.remark)),
            remark=f"{one.curve.cases} of {one.cases} cases",
        )
        for group in record.groups
        for one in group.measures
        if one.curve is not None
    ]
    without = [
        Note(f"{one.label}: {one.remark}")
        for group in record.groups
        for one in group.measures
        if one.curve is None
    ]
    if drawn:
        says = (
            "Share of cases not yet done, fitted to their ranges with no shape assumed "
            "(Turnbull 1976); full bars at least, pale ones at most. It assumes that "
            f"{'; that '.join(record.assumptions)}."
        )
        yield Section("Curves", (Note(says), *drawn))
    yield from without


def _curve(curve: CurveRecord) -> Table:
    columns = (
        Column("Day", is_number=True),
        Column("Not yet done", is_number=True),
        Column("", rank=3),
    )
    before, rows = 1.0, []
    for step in curve.steps:
        rows.append(Row((step.days_words, step.left_words, Bar(step.left, before, 1.0))))
        before = step.left
    return Table(columns, tuple(rows))


def _count(cases: Sequence[str]) -> str:
    return "1 case" if len(cases) == 1 else f"{len(cases)} cases"
