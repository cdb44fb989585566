"""The page of `timeline show`: what is known of one case, the answer first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.truth import Truth
from timeline.pages.blocks import (
    Chart,
    Column,
    Figure,
    Figures,
    Key,
    Lane,
    Line,
    Mark,
    Meaning,
    More,
    Page,
    Paragraph,
    Point,
    Row,
    Section,
    Span,
    Stretch,
    Table,
    Title,
    ground_words,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from timeline.pages.blocks import Block
    from timeline.results.case import ClaimRecord, EventRecord, FindingRecord, ShowRecord
    from timeline.results.story import LaneRecord, StepRecord, StoryLine, StoryRecord
    from timeline.results.tolls import TollRecord
    from timeline.results.values import DayRange, Sign

_MOST_LINES: Final = 5
"""Findings on the short page."""
_SIGNS: Final[Mapping[Sign, str]] = {
    "missed": "deadline missed",
    "kept": "kept",
    "done": "done",
    "odd": "odd, no certain breach",
    "open": "none on record",
    "unknown": "not known, not checked",
    "aside": "not required, no rules",
}
_RANGES: Final = 40
"""Letters of a list of ids before it is counted instead."""


def show_page(record: ShowRecord, *, is_full: bool = False) -> Page:
    """Lay out one case: its findings, its drawing, its steps; with `is_full` all of the record."""
    story = record.story
    mark = "INVENTED EXAMPLE  " if story.is_invented else ""
    blocks: list[Block] = [Title(f"{mark}{record.title}", record.case, story.facts)]
    if story.summary:
        blocks.append(Paragraph(story.summary, indent=2, most_lines=0 if is_full else 2))
    blocks += _findings(record, is_full=is_full)
    blocks.append(
        Figures(tuple(_figure(one.value, one.label, one.note, one.sign) for one in story.figures))
    )
    blocks.append(_chart(record, is_full=is_full))
    blocks += _steps(story, is_full=is_full)
    blocks += _differences(record)
    if is_full:
        blocks += _everything(record)
    blocks.append(_more(record, is_full=is_full))
    return Page(record.title, tuple(blocks))


def _figure(value: str, label: str, note: str, sign: Sign) -> Figure:
    return Figure(value, label, note, sign)


def _findings(record: ShowRecord, *, is_full: bool) -> Iterator[Block]:
    story = record.story
    lines = story.lines if is_full else story.lines[:_MOST_LINES]
    for place, line in enumerate(lines):
        yield _line(record, line, is_first=place == 0, is_full=is_full)
    more = len(story.lines) - len(lines)
    if more:
        yield Paragraph(f"{more} more: timeline show {record.case} --full", indent=2, tone="quiet")
    if not record.policies:  # else a finding says who denies it
        for latency in record.latencies:
            if latency.denied:
                yield Line("open", f"{latency.label}: {latency.words}.")
    if story.coverage:
        yield Paragraph(story.coverage, indent=2, tone="quiet", is_close=True)
    for one in record.awaiting:
        commands = listed(one.command, "or")
        words = f"The case names no command; with command: {commands} it would be {one.policy}."
        yield Paragraph(words, indent=2, tone="quiet", is_close=True)


def _line(record: ShowRecord, line: StoryLine, *, is_first: bool, is_full: bool) -> Line:
    told = [one for one in record.findings if one.name in line.findings]
    source = line.source if is_full or line.is_deadline else ""
    rule = " ".join(part for part in (_rule(record, line, told), source) if part)
    return Line(
        line.sign,
        line.text,
        line.details,
        rule,
        is_strong=is_first or line.is_deadline,
        anchor=f"f-{line.findings[0]}" if line.findings else "",
        ground=ground_words(told[0]) if told else "",
    )


def _rule(record: ShowRecord, line: StoryLine, told: Sequence[FindingRecord]) -> str:
    """Rule and force; of a practice, how often it was followed."""
    for practice in record.practices:
        for one in told:
            if practice.words and practice.rule == one.rule:
                rule = line.rule.removesuffix(".") or "Practice"
                return f"{rule}: {practice.words}."
    return line.rule


def _differences(record: ShowRecord) -> Iterator[Block]:
    """Say where the policy that was asked for judges otherwise than one of the day."""
    if not record.differences:
        return
    columns = (Column("", wraps=True), Column("by the policy asked for"), Column("by"), Column(""))
    rows = tuple(
        Row(
            (
                one.label,
                "no such rule" if one.asked is None else one.asked.value,
                one.policy if one.certain else f"{one.policy}, if it was in force",
                "no such rule" if one.otherwise is None else one.otherwise.value,
            )
        )
        for one in record.differences
    )
    yield Section("Hypothetical: what differs", (Table(columns, rows),))


def _steps(story: StoryRecord, *, is_full: bool) -> Iterator[Block]:
    steps = story.steps if is_full else [step for step in story.steps if step.is_listed]
    if not steps:
        return
    has_deadlines = any(step.deadlines for step in steps)
    has_pace = any(step.pace for step in steps) and not has_deadlines
    columns = [Column(""), Column("When"), Column("Took", wraps=True)]
    if has_deadlines:
        columns.append(Column("Deadline", rank=1))
    if has_pace:
        columns.append(Column("Pace", rank=2))
    rows = []
    for step in steps:
        label = f"{step.label}, {step.track_label}" if step.track_label else step.label
        cells = [label, step.when, step.took]
        cells += [_deadline_words(step)] if has_deadlines else []
        cells += [step.pace] if has_pace else []
        rows.append(
            Row(tuple(cells), sign=step.sign, link=f"#f-{step.finding}" if step.finding else "")
        )
    left = len(story.steps) - len(steps)
    parts = [f"{left} more step{'s' * (left > 1)}"] if left else []
    hidden = 0 if is_full else sum(not lane.is_listed for lane in story.lanes)
    parts += [f"{hidden} more in the drawing"] if hidden else []
    note = f"{' and '.join(parts)}: --full" if parts else ""
    yield Table(tuple(columns), tuple(rows), heading="Steps", note=note)
    signs = {line.sign for line in story.lines} | {step.sign for step in steps}
    yield Key((), tuple(Meaning(sign, words) for sign, words in _SIGNS.items() if sign in signs))


def _deadline_words(step: StepRecord) -> str:
    return ", ".join(one.words for one in step.deadlines)


# The drawing.


def _chart(record: ShowRecord, *, is_full: bool) -> Chart:
    checked = record.story.checked_to
    is_unchecked = any(finding.verdict == "not checked" for finding in record.findings)
    return Chart(
        tuple(_lane(lane) for lane in record.story.lanes if is_full or lane.is_listed),
        checked_to=None if checked is None else checked.toordinal(),
        judged_on=record.as_of.toordinal() if is_unchecked else None,
    )


def _lane(lane: LaneRecord) -> Lane:
    stretches = []
    for bar in lane.bars:
        start, end = _ends(bar.start), _ends(bar.end)
        if start is not None and end is not None:
            stretches.append(
                Stretch(*start, *end, is_open=bar.is_open, is_opening_implied=bar.is_start_implied)
            )
    for wait in lane.waits:
        start = _ends(wait.start)
        if start is not None:
            last = wait.end.toordinal()
            stretches.append(Stretch(*start, last, last, is_open=True, is_waiting=True))
    points = []
    for point in lane.points:
        days = _ends(point.day)
        if days is not None:
            points.append(Point(*days, sort=point.sort, is_known=point.is_known))
    marks = []
    for mark in lane.marks:
        days = _ends(mark.day)
        if days is not None:
            marks.append(Mark(*days, mark.label, mark.status, is_for_start=mark.is_for_start))
    stopped = [(_day(stop.start.min), _day(stop.end.max)) for stop in lane.stops]
    return Lane(
        lane.label,
        tuple(stretches),
        tuple(points),
        tuple(marks),
        tuple((first, last) for first, last in stopped if first is not None and last is not None),
        lane.value,
    )


def _ends(days: DayRange) -> tuple[int, int] | None:
    first, last = _day(days.min), _day(days.max)
    return None if first is None or last is None else (first, last)


def _day(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


# With --full.


def _everything(record: ShowRecord) -> Iterator[Block]:
    if record.policies:
        rows = tuple(Row((one.id, one.title, one.reason)) for one in record.policies)
        columns = (Column(""), Column("", wraps=True), Column("", wraps=True, rank=1))
        yield Section("Judged by", (Table(columns, rows),))
    yield Section("Findings", tuple(_finding(one) for one in record.findings))
    events = [event for event in record.events if event.happened is not Truth.NO or event.ghost]
    yield Section("Events", (_events(events),))
    unused = [
        (event.label, claim)
        for event in events
        for claim in event.claims
        if claim.standing != "accepted" or claim.planned
    ]
    if unused or record.not_counted:
        yield Section("Dates not used, and why", tuple(_unused(record, unused)))
    if record.contradictions:
        yield Section("Conflicts", tuple(_conflicts(record)))
    if record.questions:
        yield Section("Open questions", tuple(_questions(record)))
    if record.paces:
        yield Section("Comparable cases", tuple(_paces(record)))
    if record.tolls:
        yield Section("Casualty counts", (_tolls(record.tolls),))
    if record.sources:
        yield Section("Sources", (_sources(record),))


def _finding(finding: FindingRecord) -> Line:
    return Line(
        finding.sign,
        finding.sentence,
        quiet=finding.name,
        anchor=f"f-{finding.name}",
        short=finding.text,
        ground=ground_words(finding),
    )


def _events(events: Sequence[EventRecord]) -> Table:
    columns = (Column("When"), Column("", wraps=True), Column("Said by", wraps=True, rank=1))
    rows = []
    for event in events:
        said = list(dict.fromkeys(claim.source for claim in event.claims))
        about = [event.form, f"by {event.by}" if event.by else "", event.outcome]
        told = "; ".join(part for part in about if part)
        below = tuple(part for part in (told, event.note) if part)
        when = f"{event.when}, {event.time}" if event.time else event.when
        rows.append(Row((when, event.label, _few(said)), below=below, anchor=f"e-{event.id}"))
    return Table(columns, tuple(rows))


def _few(names: Sequence[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= _RANGES else f"{names[0]} and {len(names) - 1} more"


def _unused(record: ShowRecord, unused: Sequence[tuple[str, ClaimRecord]]) -> Iterator[Block]:
    for label, claim in unused:
        why = claim.because or ("a plan" if claim.planned else claim.standing)
        said = f" “{claim.worded}”" if claim.worded else ""
        yield Line("aside", f"{label}: {claim.when}{said} ({claim.source})", (f"{_capital(why)}.",))
    for event in record.not_counted:
        yield Line(
            "aside", f"{event.label}: {event.reason}", (event.because,) if event.because else ()
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def _conflicts(record: ShowRecord) -> Iterator[Block]:
    for conflict in record.contradictions:
        says = [claim.says for claim in conflict.claims]
        against = [one.says for one in conflict.against]
        yield Line("unknown", f"These cannot all be true: {listed([*says, *against])}.")


def _questions(record: ShowRecord) -> Iterator[Block]:
    for question in record.questions:
        names = [one.finding for one in question.settles]
        yield Line(
            "unknown", question.text, (f"Would settle {listed(list(dict.fromkeys(names)))}.",)
        )


def _paces(record: ShowRecord) -> Iterator[Block]:
    """Each rank with the cases behind it."""
    for latency in record.latencies:
        pace = record.paces.get(latency.measure)
        if pace is None:
            continue
        groups = {
            "faster": pace.faster,
            "as long": pace.same,
            "slower": pace.slower,
            "unclear": pace.unclear,
            "none on record": pace.unended,
        }
        details = tuple(f"{way}: {', '.join(cases)}" for way, cases in groups.items() if cases)
        yield Line("done", f"{latency.label}: {latency.words}", details)


def _tolls(tolls: Sequence[TollRecord]) -> Table:
    columns = (
        Column("Said by", wraps=True),
        Column("Killed", is_number=True),
        Column("On", rank=1),
    )
    rows = []
    for toll in tolls:
        killed = "–" if toll.killed is None else _count(toll.killed.min, toll.killed.max)
        mark = " (official)" if toll.official else ""
        below = (toll.of,) if toll.of else ()
        rows.append(Row((f"{toll.by}{mark}", killed, toll.on or "undated"), below=below))
    return Table(columns, tuple(rows))


def _count(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "not known"
    if low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,} or more"
    return f"up to {high:,}" if not low else f"{low:,}–{high:,}"


def _sources(record: ShowRecord) -> Table:
    columns = (Column(""), Column("", wraps=True), Column("", rank=1))
    rows = tuple(
        Row(
            (
                one.id,
                (f"{one.publisher}: ", Span(one.title, link=one.url)),
                one.published or "undated",
            ),
            anchor=f"s-{one.id}",
        )
        for one in record.sources
    )
    return Table(columns, rows)


def _more(record: ShowRecord, *, is_full: bool) -> More:
    counts = record.story.counts
    named = (
        (counts.unused_dates, "date not used", "dates not used"),
        (counts.questions, "open question", "open questions"),
        (counts.conflicts, "conflict", "conflicts"),
        (counts.events, "event", "events"),
        (counts.sources, "source", "sources"),
        (counts.tolls, "casualty count", "casualty counts"),
    )
    said = tuple(f"{count} {one if count == 1 else many}" for count, one, many in named if count)
    command = f"explain {record.case}" if is_full else f"show {record.case} --full"
    return More(said, (command,))
