"""One case: events, findings, receipts, versions of events, questions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.results.record import Record
from timeline.results.tolls import TollRecord
from timeline.results.values import (
    DayRange,
    ForceWord,
    GroundWord,
    Place,
    ProblemRecord,
    Range,
    SourceKindWord,
    StandingWord,
    StatementRecord,
    UnitWord,
)


class EventDaysRecord(DayRange, frozen=True, kw_only=True):
    """One event's days."""

    id: str


class ClaimRecord(Place, frozen=True, kw_only=True):
    """One source's statement of when an event happened."""

    id: str
    """The id of the event, # and the place of the claim from 1: `strike#1`."""
    when: str
    """The date as the file words it."""
    source: str
    standing: StandingWord
    worded: str
    """The few words of the source that date it."""
    because: str
    """Why it is not accepted."""
    planned: bool
    """Whether it speaks of what was still to come, and so dates a plan."""
    public: str | None
    """When the claim became public, where the file says so."""
    note: str


class OrderRecord(Record, frozen=True, kw_only=True):
    """A limit set for this case alone."""

    id: str
    kind: str
    """The kind of the step that has to be done."""
    text: str
    """`30 days`, or `until 2023-08-01`."""
    starts_at: str | None
    """Where the clock starts, if not at the event that carries it."""
    extends: str | None
    """The order that this one extends."""
    made: str | None
    """When it was given, if not with the event that carries it."""
    source: str
    worded: str
    note: str
    file: str | None
    line: int | None


class EventRecord(Place, frozen=True, kw_only=True):
    """Something that happened, or a step that was not taken (a ghost)."""

    id: str
    """As in the file; `ghost:` and the id of the finding for a step that was not taken."""
    kind: str
    label: str
    form: str
    outcome: str
    track: str
    round: int
    by: str
    zone: str
    """Whose days its days are."""
    ghost: bool
    """Whether it stands for a step that was not taken, and of which the record has no event."""
    implied: bool
    """Whether no claim tells of it: what is on record implies it."""
    happened: Truth
    """Whether it had happened by the end of `as_of`."""
    day: DayRange
    """When it can have happened, in its own zone, over all versions of events."""
    stretches: tuple[DayRange, ...]
    """The same without the gaps that one-of claims and readings leave."""
    time: str | None
    """The time of day where it is known, in the case's zone: `11:42`."""
    first_public: DayRange | None
    """The days on which its first claim can have become public; null where nothing dates that."""
    responds_to: tuple[str, ...]
    tells: tuple[str, ...]
    """The events that it made public."""
    note: str
    orders: tuple[OrderRecord, ...]
    claims: tuple[ClaimRecord, ...]


class NotCountedRecord(Place, frozen=True, kw_only=True):
    """An event of the file that is not reckoned with."""

    id: str
    kind: str
    label: str
    reason: Literal["withdrawn", "planned", "rejected"]
    """Withdrawn by the author, only planned, or told by rejected claims alone."""
    because: str
    """Why it was withdrawn."""
    claims: tuple[ClaimRecord, ...]


class AbsenceRecord(Place, frozen=True, kw_only=True):
    """Somebody says, or somebody looked: it had not happened."""

    id: str
    """`absences#1`"""
    kind: str
    event: str | None
    """The one event that is meant, where the kind stands more than once."""
    track: str
    round: int | None
    until: str | None
    """Not by the end of that day; of this and the next two, exactly one is given."""
    before: str | None
    """Not before that day."""
    searched: str | None
    """Looked for on that day and not found."""
    where: str
    source: str | None
    standing: StandingWord
    worded: str
    because: str
    note: str


class LatencyRecord(Record, frozen=True, kw_only=True):
    """One named stretch between two kinds of events."""

    measure: str
    label: str
    start: str | None
    """The event it starts at; null where none, or not certain which."""
    end: str | None
    """The event it ends at; null where none, not certain which, or a disclosure."""
    days: Range | None
    """May be negative; null where the measure does not apply. While open, what has passed."""
    open: Truth
    """True of an end still to come on `as_of`; unknown where only silence says so."""
    sure: Range | None
    """What holds even if a step that is not recorded was taken after all."""
    recorded: bool
    """Whether the record knows of the end at all, on whatever day."""
    denied: bool
    """Whether somebody denies an end that is not on record."""
    applies: Truth
    """`unknown` where the start may be still to come, or after the end."""
    notes: tuple[str, ...]
    """What was left out, or may not count, in short clauses."""


class LimitRecord(Place, frozen=True, kw_only=True):
    """One limit that applied, and how the step stands against it alone."""

    text: str
    """As the rule or the order words it."""
    number: int | None
    """How many of `unit`; null for a date, a quarter, or no limit."""
    unit: UnitWord | None
    days: int | None
    """The same in days; null for other units, whose days depend on the start."""
    tier: Tier
    order: str | None
    """The order that sets it; null for the rule's own limit and for a benchmark."""
    made: str | None
    """When the order was given."""
    extends: str | None
    """The order that it extends."""
    source: str | None
    because: str
    """Why a benchmark was chosen."""
    verdict: Verdict | None
    """Null where the line sets no limit, or where it does not judge."""
    days_late: Range | None
    last_day: DayRange | None
    """The last day on time, on the case's calendar."""


class StandingRecord(Place, frozen=True, kw_only=True):
    """On what ground a step counts as undone."""

    ground: GroundWord
    source: str | None
    day: str
    """As of when: the wording of the absence, the search or the plan."""
    where: str
    """Where somebody looked."""
    later: str | None
    """The event that took the step after `as_of`."""
    holds_now: bool
    """Whether the ground reaches to `as_of`, and not only to an earlier day."""
    age_days: int
    """Of a search: how long before the day judged from it was made."""
    stale: bool
    """Of a search: whether that is longer than the rule lets a search count."""


class DueRecord(Record, frozen=True, kw_only=True):
    """The last day on time."""

    min: date | None
    max: date | None
    status: Literal[
        "known", "none in the rules read", "not established", "not running", "end not published"
    ]


class FindingSummaryRecord(Record, frozen=True, kw_only=True):
    """What holds of one rule for one track and round, whatever the unknown dates are."""

    id: str
    """Unique under one policy: the rule, and the track, round and order where they matter."""
    rule: str
    step: str
    """The kind of the step that the rule asks for, the first where it names several."""
    label: str
    trigger_event: str | None
    """Null where none happened, or where it is not certain which came first."""
    step_event: str | None
    """Null where none took the step, or where it is not certain which."""
    track: str
    round: int
    verdict: Verdict
    possible: tuple[Word, ...]
    """Every word that holds in some world."""
    breach: Truth | None
    """Null where nothing can be breached: no limit that binds, no order of steps."""
    tier: Tier
    """What judged: an order before a limit, a limit before a benchmark."""
    force: ForceWord
    clause: str
    source: str | None
    policy: str | None
    """The policy that states the rule; null for an order that no rule speaks of."""
    judged_by: str
    """The policy that the case was judged by, which may have inherited the rule."""
    in_force: Truth | None
    """Whether policy and rule were in force on the day of the incident; unknown: all of this holds
    if they were. Null for a policy that was asked for."""
    limits: tuple[LimitRecord, ...]
    days: Range | None
    """From trigger to step; where undone, from trigger to `judged_on`, open above."""
    judged_on: date | None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: DueRecord | None
    """Null where the step is required in no world."""
    done: Truth
    """Whether the step was taken; no only where the record says so."""
    open: bool
    """Whether the step is certainly undone, so that the days are still counting."""
    days_late: Range | None
    standing: GroundWord | None
    """Null where the step may have been taken."""
    standing_detail: StandingRecord | None
    because: str
    """One or more sentences that can be printed."""


class ReceiptStepRecord(Record, frozen=True, kw_only=True):
    """One step of the inference."""

    step: str
    """Which sort of step: trigger, later, least, most, rule, requires, limit, verdict, …"""
    text: str
    inputs: tuple[StatementRecord, ...]


class FindingRecord(FindingSummaryRecord, frozen=True, kw_only=True):
    """A finding with all that it rests on."""

    versions: tuple[Verdict, ...]
    """The verdict under each reading alone, in the order of `readings.list`."""
    receipt: tuple[ReceiptStepRecord, ...]


class ContradictionRecord(Record, frozen=True, kw_only=True):
    """A smallest set of claims that cannot all be true."""

    claims: tuple[StatementRecord, ...]
    groups: tuple[tuple[str, ...], ...]
    """The same by id; claims of one group say the same and are given up together."""
    against: tuple[StatementRecord, ...]
    """What cannot be given up, and the claims go against: the date on which a source was
    published, the words of the process, the days of two zones. Empty where there is none."""
    without: dict[str, dict[str, DayRange]]
    """The days of each event concerned when a group is given up, by the group's first claim."""


class ReadingFindingRecord(Record, frozen=True, kw_only=True):
    """One verdict under one reading."""

    id: str
    judged_by: str
    verdict: Verdict


class ReadingRecord(Record, frozen=True, kw_only=True):
    """Claims that can all be true, to which no further accepted one can be added."""

    dropped: tuple[str, ...]
    """The claims given up."""
    events: tuple[EventDaysRecord, ...]
    findings: tuple[ReadingFindingRecord, ...]


class ReadingsRecord(Record, frozen=True, kw_only=True):
    """Every way to believe the accepted claims."""

    count: int
    capped: bool
    """Whether there are, or may be, more than were looked at."""
    list: tuple[ReadingRecord, ...]


class DisputedMatterRecord(Record, frozen=True, kw_only=True):
    """A disputed claim that would change a verdict."""

    claim: str
    finding: str
    judged_by: str
    before: Verdict | None
    """The verdict now; null where there is no finding."""
    after: Verdict | None
    """The verdict if it is accepted; null for none."""


class MovedEventRecord(Record, frozen=True, kw_only=True):
    """An event whose days a disputed claim would narrow or move."""

    id: str
    before: DayRange
    after: DayRange


class TrialRecord(Record, frozen=True, kw_only=True):
    """One disputed claim or absence, held true by itself."""

    claim: StatementRecord
    can_be_true: bool
    """False where it contradicts what cannot be given up."""
    displaced: tuple[str, ...]
    """The accepted claims that it would stand in place of."""
    events: tuple[MovedEventRecord, ...]


class SettledRecord(Record, frozen=True, kw_only=True):
    """How far one fact would settle one finding."""

    finding: str
    judged_by: str
    settling: int
    """Of the answers tried, how many leave one verdict."""
    tried: int
    exhaustive: bool
    """Whether every answer that is possible was tried."""


class QuestionRecord(Record, frozen=True, kw_only=True):
    """A fact that the record does not give, and that would settle a verdict."""

    text: str
    kind: Literal["day", "outcome", "limit", "extension"]
    about: str
    """The id of the event, of the order, or of the rule that it is a fact about."""
    settles: tuple[SettledRecord, ...]


class SourceRecord(Record, frozen=True, kw_only=True):
    """One document, page or statement that claims rest on."""

    id: str
    title: str
    publisher: str
    published: str | None
    """The day on which the text cited could be read, as the file words it."""
    kind: SourceKindWord
    url: str
    archived: str
    sha256: str
    reliability: str
    note: str


class SelectionRecord(Record, frozen=True, kw_only=True):
    """One policy that a case is judged by, and why that one."""

    id: str
    title: str
    reason: str
    certain: bool
    """False where it may not have been in force on the day of the strike."""


class CaseHeadRecord(Record, frozen=True, kw_only=True):
    """Which case, judged from which day."""

    case: str
    title: str
    as_of: date
    """Judged at the end of this day, in the case's zone."""
    known_on: date | None
    """Only what was public on this day counts; null where everything does."""
    recorded_until: date | None
    """How far the record has been followed."""
    hypothetical: bool
    """Whether the policy was asked for rather than in force."""


class HeadRecord(CaseHeadRecord, frozen=True, kw_only=True):
    """Which case, judged from which day, by which policies."""

    default_day: bool
    """Whether `as_of` is the day that the record itself ends with."""
    policy: str | None
    """Null where no policy fits, or where it is not certain which: see `policies`."""
    policies: tuple[SelectionRecord, ...]


class ShowRecord(HeadRecord, frozen=True, kw_only=True):
    """One case: what is known of its dates, and how it stands against a policy."""

    place: str
    summary: str
    """Empty with `known_on`, as names, tags and notes are, and before the end of the record."""
    names: tuple[str, ...]
    forces: str
    command: str
    time_zone: str
    tags: tuple[str, ...]
    problems: tuple[ProblemRecord, ...]
    """Of files that the case leans on and that could not be read."""
    events: tuple[EventRecord, ...]
    """In the order of the file, then ghosts."""
    not_counted: tuple[NotCountedRecord, ...]
    absences: tuple[AbsenceRecord, ...]
    latencies: tuple[LatencyRecord, ...]
    findings: tuple[FindingRecord, ...]
    contradictions: tuple[ContradictionRecord, ...]
    versions: ReadingsRecord
    disputed_matter: tuple[DisputedMatterRecord, ...]
    trials: tuple[TrialRecord, ...]
    questions: tuple[QuestionRecord, ...]
    """What would settle the most first."""
    tolls: tuple[TollRecord, ...]
    """In the order of their days, as far as these tell it."""
    sources: tuple[SourceRecord, ...]


class ExplainedRecord(Record, frozen=True, kw_only=True):
    """One receipt: of a finding, of an event, or of the days between two events."""

    title: str
    finding: FindingSummaryRecord | None
    events: tuple[EventRecord, ...]
    """The event, or the two events; empty for a finding."""
    days: Range | None
    """From the first of two events to the second, by the pair's own bound."""
    receipt: tuple[ReceiptStepRecord, ...]


class ExplainRecord(HeadRecord, frozen=True, kw_only=True):
    """Receipts of one case, in the order in which they were asked for."""

    problems: tuple[ProblemRecord, ...]
    receipts: tuple[ExplainedRecord, ...]
    sources: tuple[SourceRecord, ...]
