"""The story of a case: what a page says of it, ready to be laid out."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from timeline.results.record import Record
from timeline.results.values import DayRange, Range, Sign

MarkStatus: TypeAlias = Literal["kept", "missed", "extended", "open", "unknown", "benchmark"]

PointSort: TypeAlias = Literal["event", "incident", "denial", "planned"]


class KeyFigure(Record, frozen=True, kw_only=True):
    """One number that tells much of the case."""

    value: str
    """In words: 145 days; none."""
    label: str
    note: str
    """The limit, the benchmark, or that the rules set none."""
    sign: Sign
    days: Range | None
    """The value as a number, to be drawn."""
    allowed: int | None
    """How many days the first limit or the benchmark gives; null where it is no number of days."""
    finding: str | None
    """The name of the finding that it is taken from."""


class StoryLine(Record, frozen=True, kw_only=True):
    """One thing to know of the case, in a sentence that can be quoted."""

    sign: Sign
    text: str
    details: tuple[str, ...]
    """Sentences that qualify it."""
    rule: str
    """By which rule or order, and with what force; empty where none judges."""
    source: str
    """Where that rule stands, and when it was last read; empty for an order, whose sources are in
    `rule`."""
    findings: tuple[str, ...]
    """The names of the findings that it tells."""
    is_deadline: bool
    rank: int
    """0 late, overdue or not checked; 1 past an earlier deadline; 2 no rules; 3 other deadlines;
    5 the answer; 6 practice and benchmarks; 7 what is awaited; 8 not required."""


class StepDeadline(Record, frozen=True, kw_only=True):
    """One deadline of a step."""

    day: DayRange | None
    """The last day on time; null where it is not published or not known."""
    words: str
    """For a table: 23 Jul 2023; ?"""
    limit: str
    """How long: 30 days; 3 weeks more."""
    status: MarkStatus


class StepRecord(Record, frozen=True, kw_only=True):
    """One step of the process, taken or awaited."""

    label: str
    track_label: str
    """The inquiry that it belongs to, where the case names several."""
    sign: Sign
    day: DayRange | None
    """When, on the case's calendar; null where none is on record."""
    when: str
    """The same in words: 24 May–28 Jun 2023; none on record."""
    when_brief: str
    """The same for a narrow cell: May–Jun 2023."""
    took: str
    """How long, or how long after what: 51 days after strike; empty where nothing measures it."""
    days: Range | None
    """The same as a number."""
    deadlines: tuple[StepDeadline, ...]
    pace: str
    """Against comparable cases: slower than 9 of 11; empty where too few are on record."""
    events: tuple[str, ...]
    finding: str | None
    """The name of the finding that judges it."""
    is_listed: bool
    """True if a short page shows it."""


class BarRecord(Record, frozen=True, kw_only=True):
    """A stage under way."""

    start: DayRange
    end: DayRange
    """Of a stage without an end on record: the last day checked."""
    is_open: bool
    """Whether no end is on record."""
    is_start_implied: bool
    """Whether no claim tells of its opening: what closed had been opened."""


class PointRecord(Record, frozen=True, kw_only=True):
    """Something that happened, or was planned, on a day."""

    day: DayRange
    sort: PointSort
    is_known: bool
    """True of a day that is known, if perhaps in another zone."""
    label: str


class WaitRecord(Record, frozen=True, kw_only=True):
    """A step that is awaited."""

    start: DayRange
    end: date
    """The last day checked."""
    words: str
    """Such as: not checked since 2 October 2026; empty where the record goes to the day judged."""


class MarkRecord(Record, frozen=True, kw_only=True):
    """A deadline in the drawing."""

    day: DayRange
    label: str
    status: MarkStatus
    is_for_start: bool
    """True of a deadline for the start of a stage, not for its end."""


class ClockStopRecord(Record, frozen=True, kw_only=True):
    """Days on which a deadline's clock stood still."""

    start: DayRange
    end: DayRange
    """Where no end is on record, the last day checked."""
    is_open: bool
    """Whether no end is on record."""


class LaneRecord(Record, frozen=True, kw_only=True):
    """One row of the drawing."""

    label: str
    bars: tuple[BarRecord, ...]
    points: tuple[PointRecord, ...]
    waits: tuple[WaitRecord, ...]
    marks: tuple[MarkRecord, ...]
    stops: tuple[ClockStopRecord, ...]
    value: str
    """What it took, in words."""
    events: tuple[str, ...]
    is_listed: bool
    """True if a short page shows it."""


class CountsRecord(Record, frozen=True, kw_only=True):
    """Counts behind the story."""

    events: int
    sources: int
    tolls: int
    unused_dates: int
    """Claims that are not accepted, plans, and events that do not count."""
    questions: int
    conflicts: int


class StoryRecord(Record, frozen=True, kw_only=True):
    """Story of a case, in the order in which a page tells it."""

    headline: str
    """One sentence: the answer."""
    lead: str
    """The sentence after it; empty where there is no more to say."""
    is_invented: bool
    """Whether the case is an example that somebody made up."""
    incident: DayRange | None
    incident_words: str
    institution: str
    """As a newspaper names it."""
    checked_to: date | None
    """The last day on which the record's silence counts, not after the day judged."""
    facts: tuple[str, ...]
    """Short facts for below the title: the day, the institution, how far the record was checked."""
    summary: str
    figures: tuple[KeyFigure, ...]
    """At most four."""
    lines: tuple[StoryLine, ...]
    """The most telling first; a page shows five."""
    coverage: str
    """What the rules say of the other steps; empty where there are no rules."""
    steps: tuple[StepRecord, ...]
    lanes: tuple[LaneRecord, ...]
    counts: CountsRecord
