"""The page of `timeline tolls`: casualty counts, official beside others, on one scale."""

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
    Span,
    Table,
    Title,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.pages.blocks import Block, Cell
    from timeline.results.tolls import TollRecord, TollsOfRecord, TollsRecord

_INVENTED: Final = " (INVENTED)"
_DAYS: Final = (
    "Days are those that the sources give, each in its own zone. Where they give none, a figure "
    "had been stated by the day on which its source was published."
)
_RATIO: Final = (
    "Times official: divided by the last official figure, of a campaign by the one in the same "
    "source or the last by then; rounded outward. With ?, the two may not count the same people."
)
_COUNTED: Final = (
    "Counted as official: figures of at least one dead civilian. Counted as outside: figures of at "
    "least one killed that do not count fighters or soldiers. Earlier ones may not be on file."
)


def tolls_page(record: TollsRecord, *, is_full: bool = False) -> Page:
    """Answer, then the counts of one case on a scale, or a line for each case and campaign."""
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if len(record.cases) == 1 and not record.campaign:
        blocks += _one_case(record.cases[0], is_full=is_full)
        command = f"timeline tolls {record.cases[0].case} --full (words, sources)"
    else:
        blocks += _cases(record.cases)
        blocks += _campaigns(record.campaign, is_full=is_full)
        command = "timeline tolls CASE · timeline tolls --full (campaigns)"
    blocks += [Note(note) for note in record.notes]
    if not is_full:
        blocks.append(More((), (command,)))
    return Page("tolls", tuple(blocks))


def _one_case(tolls: TollsOfRecord, *, is_full: bool) -> Iterator[Block]:
    yield Title(f"{tolls.title}{_INVENTED * tolls.example}", aside=tolls.case or "")
    yield from _counts(tolls, is_full=is_full)
    if is_full:
        yield from _courses(tolls)
        yield from _firsts(tolls)


def _counts(tolls: TollsOfRecord, *, is_full: bool) -> Iterator[Block]:
    """Draw every figure on one scale, the official ones first."""
    if not tolls.figures:
        return
    columns = [Column(""), Column("", rank=3), Column("Who says so", wraps=True), Column("When")]
    has_ratio = is_full and any(one.ratio_words for one in tolls.figures)
    columns += [Column("Times official", is_number=True, rank=1)] * has_ratio
    rows: list[Row] = []
    empty: list[Cell] = [""] * (len(columns) - 1)
    for heading, is_official in (("Official", True), ("Others", False)):
        found = [one for one in tolls.figures if one.official is is_official]
        rows.append(Row(((Span(heading, "strong"),), *empty)))
        rows += [Row(("none", *empty), tone="quiet")] * (not found)
        rows += [_figure(one, tolls.scale, has_ratio=has_ratio, is_full=is_full) for one in found]
    yield Table(tuple(columns), tuple(rows), heading="Killed")
    if tolls.scale:
        yield Key(("█ at least", "░ up to", "▶ or more"))
    if tolls.caution:
        yield Note(tolls.caution)
    for one in tolls.elsewhere:
        of = ", ".join(part for part in (one.scope, one.period_words) if part)
        yield Note(
            f"Beside it in {one.source}, of another scope: {one.by} (official), "
            f"{one.killed_words}{f' ({of})' if of else ''}."
        )
    if has_ratio:
        yield Note(_RATIO)
    if is_full:
        yield Note(_DAYS)


def _figure(one: TollRecord, scale: int, *, has_ratio: bool, is_full: bool) -> Row:
    killed = one.killed
    cells: list[Cell] = [one.killed_words, "", _who(one), one.stated_words]
    if killed is not None and (killed.max is not None or killed.min):
        high = scale if killed.max is None else killed.max
        cells[1] = Bar(killed.min or 0, high, scale, is_open=killed.max is None)
    unsure = "?" if one.ratio_unsure and one.ratio_words else ""
    cells += [f"{one.ratio_words}{unsure}"] * has_ratio
    said = ". ".join(part for part in (one.more_words, one.of, one.period_words, one.note) if part)
    parts = (said, f"({one.source})" if one.source else "")
    below = " ".join(part for part in parts if part)
    return Row(tuple(cells), below=(below,) if is_full and below else ())


def _who(one: TollRecord) -> str:
    """Name the claimant, and whom the figure counts where that is not civilians."""
    match one.counted:
        case "civilians" | "not said":
            return one.by
        case "others":
            return f"{one.by} (not civilians alone)"
        case _:
            return f"{one.by} ({one.counted})"


def _firsts(tolls: TollsOfRecord) -> Iterator[Block]:
    """Say on which figures rests who was first."""
    concession = tolls.concession
    notes = list(concession.sentences) if tolls.case is None else []
    if concession.counted_words:
        notes.append(f"Official numbers: {concession.counted_words}.")
    notes += [f"Not counted: {left.words}" for left in concession.left_out]
    if notes:
        lines = (*(Note((Span(note),)) for note in notes), Note(_COUNTED))
        yield Section("Who was first", lines)


def _courses(tolls: TollsOfRecord) -> Iterator[Block]:
    """Tell how the figures of each claimant changed."""
    several = [one for one in tolls.over_time if len(one.killed) > 1 or (one.killed and one.parts)]
    if several:
        lines = tuple(Note((Span(f"{one.words}."),)) for one in several)
        says = Note("A difference need not be a correction: time, place or people may differ.")
        yield Section("Over time", (*lines, says))


def _cases(cases: Sequence[TollsOfRecord]) -> Iterator[Block]:
    """Lay out a line for each case with figures."""
    shown = [one for one in cases if one.figures or one.concession.left_out]
    if shown:
        columns = (
            Column(""),
            Column("Official", is_number=True),
            Column("Others", is_number=True),
            Column("First outside figure", is_number=True, rank=2),
            Column("Number conceded", is_number=True, rank=1),
            Column("Harm acknowledged", is_number=True, rank=1),
        )
        yield Table(columns, tuple(_case(one) for one in shown), heading="Case")
        yield Key(
            ("Killed. Later: than the first outside figure", "not certain: the number may be none")
        )
    silent = [one.case or "" for one in cases if one not in shown]
    if silent:
        yield Note(f"None on record: {', '.join(silent)}.")


def _case(one: TollsOfRecord) -> Row:
    name = f"{one.case}{_INVENTED * one.example}"
    days = (one.claimed_words, one.conceded_words, one.acknowledged_words)
    below = () if one.group == "civilians" else (f"counted are {one.group}",)
    cells = (name, one.official_words, one.others_words, *days)
    return Row(cells, below=below, link=f"{one.case}.html")


def _campaigns(campaigns: Sequence[TollsOfRecord], *, is_full: bool) -> Iterator[Block]:
    """Lay out a line for each campaign; in full every figure of each."""
    if not campaigns:
        return
    names = ("Official", "Others", "Figures")
    columns = (Column(""), *(Column(name, is_number=True) for name in names))
    rows = tuple(
        Row((_scope(one), one.official_words, one.others_words, str(len(one.figures))))
        for one in campaigns
    )
    yield Section("Whole campaigns", (Table(columns, rows, heading="Scope"),))
    if is_full:
        for one in campaigns:
            blocks = [*_counts(one, is_full=True), *_courses(one)]
            if any(figure.official for figure in one.figures) or one.concession.left_out:
                blocks += _firsts(one)
            yield Section(_scope(one), tuple(blocks))


def _scope(tolls: TollsOfRecord) -> str:
    return tolls.scope or "scope not stated"
