"""One case: events, findings, receipts, versions of events, questions."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.results.record import Record
from timeline.results.story import StoryRecord
from timeline.results.tolls import TollRecord
from timeline.results.values import (
    DayRange,
    ForceWord,
    GroundWord,
    PaceRecord,
    Place,
    ProblemRecord,
    Range,
    Sign,
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
    """Event and place of the claim: `strike#1`."""
    when: str
    """The date as the file words it."""
    source: str
    """Id of its source."""
    standing: StandingWord
    """Accepted, disputed or rejected."""
    worded: str
    """The few words of the source that date it."""
    because: str
    """Why it is not accepted."""
    planned: bool
    """True where it dates a plan."""
    public: str | None
    """When the claim became public, where the file says so."""
    note: str
    """Note in the file."""


class OrderRecord(Record, frozen=True, kw_only=True):
    """A limit set for this case alone."""

    id: str
    """Id by which other orders and findings name it."""
    kind: str
    """The kind of the step that has to be done."""
    text: str
    """`30 days`, or `until 2023-08-01`."""
    starts_at: str | None
    """Where the clock starts, if not at its event."""
    extends: str | None
    """The order that this one extends."""
    made: str | None
    """When it was given, if not with its event."""
    source: str
    """Id of its source."""
    worded: str
    """The few words of the source."""
    note: str
    """Note in the file."""
    file: str | None
    """File in which it stands."""
    line: int | None
    """Line of that file."""


class EventRecord(Place, frozen=True, kw_only=True):
    """An event, or an undone step (a ghost)."""

    id: str
    """As in the file; of a ghost, `ghost:` and the finding's id."""
    kind: str
    """Word of the vocabulary, such as strike."""
    label: str
    """A few words for it."""
    form: str
    """What it was called, such as AR 15-6."""
    outcome: str
    """How it ended, in a word of the vocabulary."""
    track: str
    """Name of one of several parallel inquiries; empty for all."""
    round: int
    """1, and one more after each reopening."""
    by: str
    """Who did it."""
    zone: str
    """Whose days its days are."""
    ghost: bool
    """True of a step not on record."""
    implied: bool
    """True where other events imply it and no claim tells of it."""
    happened: Truth
    """Whether it had happened by the end of `as_of`."""
    when: str
    """Its days in words: 3 May 2023; by 9 June 2023; not known."""
    day: DayRange
    """When it can have happened, in its own zone, over all versions of events."""
    case_day: DayRange
    """The same on the case's calendar."""
    case_when: str
    """That in words."""
    stretches: tuple[DayRange, ...]
    """The days on which it can have happened, without the gaps between them."""
    time: str | None
    """The time of day where it is known, in the case's zone: `11:42`."""
    first_public: DayRange | None
    """When its first claim can have become public; null where nothing dates that."""
    responds_to: tuple[str, ...]
    """The events that it answers."""
    tells: tuple[str, ...]
    """The events that it made public."""
    note: str
    """Note in the file."""
    orders: tuple[OrderRecord, ...]
    claims: tuple[ClaimRecord, ...]


class NotCountedRecord(Place, frozen=True, kw_only=True):
    """An event of the file that does not count."""

    id: str
    """As in the file."""
    kind: str
    """Word of the vocabulary."""
    label: str
    """A few words for it."""
    reason: Literal["withdrawn", "planned", "rejected"]
    """Withdrawn, only planned, or told by rejected claims alone."""
    because: str
    """Why it was withdrawn."""
    claims: tuple[ClaimRecord, ...]


class AbsenceRecord(Place, frozen=True, kw_only=True):
    """Somebody says, or somebody looked: it had not happened."""

    id: str
    """`absences#1`"""
    kind: str
    """The step that had not happened."""
    event: str | None
    """The one event meant, if the kind occurs more than once."""
    track: str
    """Inquiry that is meant; empty for all."""
    round: int | None
    """Round that is meant; null for all."""
    until: str | None
    """Not by the end of that day; of this and the next two, exactly one is given."""
    before: str | None
    """Not before that day."""
    searched: str | None
    """Looked for on that day and not found."""
    where: str
    """Place where somebody looked."""
    source: str | None
    """Id of its source; null for a search of our own."""
    standing: StandingWord
    """Accepted, disputed or rejected."""
    worded: str
    """The few words of the source."""
    because: str
    """Why it is not accepted."""
    note: str
    """Note in the file."""


class LatencyRecord(Record, frozen=True, kw_only=True):
    """One named stretch between two kinds of events."""

    measure: str
    """Id of the measure."""
    label: str
    """Its name."""
    words: str
    """Days in words: 51 days; none; denied to day 2,498."""
    start: str | None
    """The event it starts at; null where none, or not certain which."""
    end: str | None
    """The event it ends at; null where none, not certain which, or a disclosure."""
    days: Range | None
    """May be negative; null where the measure does not apply. While open, what has passed."""
    open: Truth
    """True of an end still to come on `as_of`; unknown where only silence says so."""
    sure: Range | None
    """What holds even if an unrecorded step was taken."""
    recorded: bool
    """Whether the end is on record, on whatever day."""
    denied: bool
    """Whether somebody denies the end."""
    applies: Truth
    """`unknown` where the start may be to come, or after the end."""
    notes: tuple[str, ...]
    """What was left out, or may not count."""


class LimitRecord(Place, frozen=True, kw_only=True):
    """One limit that applied, and how the step stands against it alone."""

    words: str
    """In words: 30 days: 23 July 2023; passed by 115 days."""
    sign: Sign
    """How the step stands against it."""
    text: str
    """As the rule or the order words it."""
    number: int | None
    """How many of `unit`; null for a date, a quarter, or no limit."""
    unit: UnitWord | None
    """Unit of `number`."""
    days: int | None
    """The same in days; null for other units, whose days depend on the start."""
    tier: Tier
    """Order, limit, benchmark or none."""
    order: str | None
    """The order that sets it; null for the rule's own limit and for a benchmark."""
    made: str | None
    """When the order was given."""
    extends: str | None
    """The order that it extends."""
    source: str | None
    """Id of the source that sets it."""
    source_title: str
    """Publisher and title of that source; empty where it could not be read."""
    because: str
    """Why a benchmark was chosen."""
    verdict: Verdict | None
    """Null where the line sets no limit, or where it does not judge."""
    days_late: Range | None
    """Days past it; null where it cannot be late."""
    last_day: DayRange | None
    """The last day on time, on the case's calendar."""


class StandingRecord(Place, frozen=True, kw_only=True):
    """On what ground a step counts as undone."""

    ground: GroundWord
    """Denied, searched, not searched or waiting."""
    source: str | None
    """Id of the source that denies it."""
    day: str
    """As of when, as the file words it."""
    where: str
    """Where somebody looked."""
    later: str | None
    """The event that took the step after `as_of`."""
    holds_now: bool
    """Whether that reaches to `as_of`."""
    age_days: int
    """Of a search: its age on the day judged."""
    stale: bool
    """Of a search: whether the rule calls it stale."""


class DueRecord(Record, frozen=True, kw_only=True):
    """The last day on time."""

    min: date | None
    """First day that can be the last day on time."""
    max: date | None
    """Last day that can be; null where open."""
    status: Literal[
        "known",
        "none in the rules read",
        "not established",
        "not running",
        "end not published",
    ]
    """Known, or why there is no such day."""


class FindingStateRecord(Record, frozen=True, kw_only=True):
    """Judgement of a rule, in one state of a case."""

    verdict: Verdict
    """The verdict; sharp only if every possible date gives it."""
    possible: tuple[Word, ...]
    """Every word that holds in some world."""
    breach: Truth | None
    """Null where nothing can be breached."""
    tier: Tier
    """What judged: order, limit, benchmark or none."""
    days: Range | None
    """From trigger to step; where undone, from trigger to the last day checked, open above."""
    days_late: Range | None
    """Days past the limit that judged; null where it cannot be late."""


class FindingSummaryRecord(FindingStateRecord, frozen=True, kw_only=True):
    """Finding on one rule, track and round, true for every possible date."""

    name: str
    """Rule, and track, round and order where they matter."""
    rule: str
    """Id of the rule."""
    step: str
    """Kind of the step, the first where the rule names several."""
    label: str
    """A noun phrase: the rule's, or the step's."""
    trigger_event: str | None
    """Null where there is none, or not certain which came first."""
    step_event: str | None
    """Null where there is none, or not certain which."""
    track: str
    """Inquiry that was judged; empty for all."""
    track_label: str
    """Its name for people."""
    side: Literal["institution", "outside"]
    """Whose step it is."""
    round: int
    """Round that was judged."""
    practices: tuple[str, ...]
    """Those by which it holds, each as POLICY/RULE; empty where it holds by a duty."""
    force: ForceWord
    """How binding the rule is."""
    clause: str
    """Part of the text that states it."""
    source: str | None
    """Id of the text."""
    source_title: str
    """Publisher and title of the text; empty where it could not be read."""
    source_url: str
    """Where the text was found."""
    reviewed_on: str | None
    """When somebody last read the text."""
    policy: str | None
    """Policy that states the rule; null for an order without a rule."""
    judged_by: str
    """Policy that judged, which may have inherited the rule."""
    in_force: Truth | None
    """Whether policy and rule were in force on the day of the incident; unknown: all of this holds
    if they were. Null for a policy that was asked for."""
    limits: tuple[LimitRecord, ...]
    """Each limit that applied."""
    judged_on: date | None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: DueRecord | None
    """Null where the step is required in no world."""
    done: Truth
    """Whether the step was taken; no only by the record."""
    open: bool
    """Whether the days are still counting for certain."""
    standing: GroundWord | None
    """Null where the step may have been taken."""
    standing_detail: StandingRecord | None
    sign: Sign
    """How it stands, in one sign."""
    sentence: str
    """What happened, how long it took, what was allowed, by which rule, last checked when; it can
    be quoted as it stands."""
    text: str
    """The same without the rule and the day checked, for a text with footnotes."""
    ground: str
    """The footnote: rule and force, clause, source and the day it was read, the day checked."""


ReceiptPart: TypeAlias = Literal[
    "trigger",
    "step",
    "later",
    "required",
    "event",
    "not earlier",
    "not later",
    "at least",
    "at most",
    "count",
    "in force",
    "rule",
    "requires",
    "limit",
    "verdict",
]


class ReceiptInputRecord(StatementRecord, frozen=True, kw_only=True):
    """One statement behind a step of a receipt."""

    said_by: str
    """Who published it, and when: CNN, 28 June 2023; empty for what follows from the words."""
    worded: str
    """The few words of the source."""
    standing: StandingWord | None
    """Null for what is no claim."""
    because: str
    """Why it is not accepted."""


class ReceiptStepRecord(Record, frozen=True, kw_only=True):
    """One step of a receipt.

    Below each event stand two chains, why it is not earlier and why not later; below two events,
    why at least and at most so many days lie between them; then the count.
    """

    step: ReceiptPart
    event: str | None
    """The event that it is about; null for the days between two, for counts and for rules."""
    text: str
    """Sentence."""
    inputs: tuple[ReceiptInputRecord, ...]
    """What it rests on."""


class FindingRecord(FindingSummaryRecord, frozen=True, kw_only=True):
    """A finding with all that it rests on."""

    versions: tuple[Verdict, ...]
    """The verdict under each version of events."""
    receipt: tuple[ReceiptStepRecord, ...]


class ContradictionRecord(Record, frozen=True, kw_only=True):
    """A smallest set of claims that cannot all be true."""

    claims: tuple[StatementRecord, ...]
    """The claims."""
    groups: tuple[tuple[str, ...], ...]
    """The same by id; claims of one group say the same and are given up together."""
    against: tuple[StatementRecord, ...]
    """What cannot be given up and the claims contradict: dates of publication, the words of the
    process, days of two zones. Empty where there is none."""
    without: dict[str, dict[str, DayRange]]
    """The days of each event concerned when a group is given up, by the group's first claim."""


class VersionFindingRecord(Record, frozen=True, kw_only=True):
    """One verdict under one reading."""

    name: str
    """Name of the finding."""
    judged_by: str
    verdict: Verdict


class VersionRecord(Record, frozen=True, kw_only=True):
    """Claims that can all be true, to which no further accepted one can be added."""

    dropped: tuple[str, ...]
    """The claims given up."""
    events: tuple[EventDaysRecord, ...]
    findings: tuple[VersionFindingRecord, ...]


class VersionsRecord(Record, frozen=True, kw_only=True):
    """Versions of events: each way to believe the accepted claims."""

    count: int
    """Number of versions of events."""
    capped: bool
    """Whether there may be more than were looked at."""
    list: tuple[VersionRecord, ...]
    """The versions."""


class DisputedMatterRecord(Record, frozen=True, kw_only=True):
    """A disputed claim that would change a verdict."""

    claim: str
    """Id of the claim."""
    finding: str
    """Id of the finding."""
    judged_by: str
    """Policy that judged it."""
    before: Verdict | None
    """The verdict now; null where there is no finding."""
    after: Verdict | None
    """The verdict if it is accepted; null for none."""


class MovedEventRecord(Record, frozen=True, kw_only=True):
    """An event whose days a disputed claim would move."""

    id: str
    """Id of the event."""
    before: DayRange
    """Its days now."""
    after: DayRange
    """Its days if the claim is accepted."""


class TrialRecord(Record, frozen=True, kw_only=True):
    """One disputed claim or absence, held true by itself."""

    claim: StatementRecord
    """The claim or absence."""
    can_be_true: bool
    """False where it contradicts what cannot be given up."""
    displaced: tuple[str, ...]
    """The accepted claims that it would stand in place of."""
    events: tuple[MovedEventRecord, ...]
    """Events whose days it moves."""


class SettledRecord(Record, frozen=True, kw_only=True):
    """Effect of one fact on one finding."""

    finding: str
    """Id of the finding."""
    judged_by: str
    """Policy that judged it."""
    settling: int
    """Of the answers tried, how many leave one verdict."""
    tried: int
    exhaustive: bool
    """Whether every answer that is possible was tried."""


class QuestionRecord(Record, frozen=True, kw_only=True):
    """A fact that the record does not give, and that would settle a verdict."""

    text: str
    """The question."""
    kind: Literal["day", "outcome", "limit", "extension"]
    """Sort of fact."""
    about: str
    """The id of the event, of the order, or of the rule that it is a fact about."""
    settles: tuple[SettledRecord, ...]
    """Findings that it would settle."""


class SourceRecord(Record, frozen=True, kw_only=True):
    """One document, page or statement that claims rest on."""

    id: str
    """Id: the name of its file."""
    title: str
    """As it was published."""
    publisher: str
    """Who published it."""
    published: str | None
    """The day on which the text cited could be read, as the file words it."""
    cited_words: str
    """Publisher and day for people: CNN, 28 June 2023."""
    kind: SourceKindWord
    """Press, official, ngo, court, parliament, academic or data."""
    language: str
    """Language of the text, as a code such as nl; empty where not on record."""
    url: str
    """Address where it was found."""
    archived: str
    """Place where a copy is kept."""
    sha256: str
    """Hash of that copy."""
    reliability: str
    """Remark on how good this copy or account is."""
    note: str
    """Note in the file."""


class SelectionRecord(Record, frozen=True, kw_only=True):
    """One policy that a case is judged by, and why that one."""

    id: str
    """Id of the policy."""
    title: str
    """Its title."""
    reason: str
    """Why it is the one."""
    certain: bool
    """False where it may not have been in force on the day of the strike."""


class CaseHeadRecord(Record, frozen=True, kw_only=True):
    """Head of a case: id, day judged."""

    case: str
    """Id of the case: the name of its file."""
    title: str
    """Its title."""
    as_of: date
    """Judged at the end of this day, in the case's zone."""
    known_on: date | None
    """Only what was public on this day counts; null where everything does."""
    recorded_until: date | None
    """Day to which the record was checked."""
    hypothetical: bool
    """True where `--policy` named the policy."""
    example: bool
    """An invented case, in no figure over several."""


class HeadRecord(CaseHeadRecord, frozen=True, kw_only=True):
    """Head of a case, with its policies."""

    default_day: bool
    """True where no day was asked for."""
    policy: str | None
    """Null where no policy fits, or where it is not certain which: see `policies`."""
    policies: tuple[SelectionRecord, ...]


class PracticeRecord(Record, frozen=True, kw_only=True):
    """In how many cases of the workspace a practice was followed, none of them invented."""

    policy: str
    """The policy that states the rule."""
    rule: str
    """Its id."""
    cases: int
    """Those in which it was called for, or may have been."""
    followed: int
    """For certain."""
    not_followed: int
    """For certain: out of order, past its limit, or denied."""
    not_on_record: int
    """The record is silent, which does not say that it was not followed."""
    unknown: int
    """The record leaves open which of these it is, or whether the practice was called for."""
    words: str
    """Followed in 3 of 10 comparable cases; empty for under five, too few to speak of."""


class CaseRecord(HeadRecord, frozen=True, kw_only=True):
    """One case: what is known of its dates, and how it stands against a policy."""

    place: str
    """Place of the incident."""
    summary: str
    """A few sentences about it; empty with `known_on`, as names, tags and notes are, and before the
    end of the record."""
    names: tuple[str, ...]
    """Other names and spellings."""
    forces: str
    """Institution whose process is followed."""
    command: str
    """Part of these forces, such as CENTCOM."""
    time_zone: str
    """Zone whose days its days are."""
    tags: tuple[str, ...]
    """Words to find it by."""
    problems: tuple[ProblemRecord, ...]
    """Of files that the case leans on and that could not be read."""
    practices: tuple[PracticeRecord, ...]
    """Those that the case went against, or may have; empty with fewer than 5 cases or more than
    200."""
    events: tuple[EventRecord, ...]
    """In the order of the file, then ghosts."""
    not_counted: tuple[NotCountedRecord, ...]
    absences: tuple[AbsenceRecord, ...]
    latencies: tuple[LatencyRecord, ...]
    findings: tuple[FindingRecord, ...]
    contradictions: tuple[ContradictionRecord, ...]
    versions: VersionsRecord
    disputed_matter: tuple[DisputedMatterRecord, ...]
    trials: tuple[TrialRecord, ...]
    questions: tuple[QuestionRecord, ...]
    """What would settle the most first."""
    killed_words: str
    """The dead in one line: 105 civilians killed, says CJTF-OIR; others say 60 to 520."""
    tolls: tuple[TollRecord, ...]
    """In the order of their days, as far as these tell it."""
    sources: tuple[SourceRecord, ...]


class PracticeAnswersRecord(Record, frozen=True, kw_only=True):
    """One case's answers to the practices it called for."""

    answers: tuple[tuple[str, str, str], ...]
    """Policy, rule, and followed, not followed, not on record or unknown."""


class DifferenceRecord(Record, frozen=True, kw_only=True):
    """A step that the policy asked for judges otherwise than one that may have been in force."""

    policy: str
    """That policy."""
    certain: bool
    """False where it may not have been in force on the day of the incident."""
    finding: str
    label: str
    asked: Verdict | None
    """By the policy asked for; null where it has no such rule."""
    otherwise: Verdict | None
    """By that policy; null where it has no such rule."""


class AwaitingRecord(Record, frozen=True, kw_only=True):
    """A policy that would judge the case, if it named its command."""

    policy: str
    command: tuple[str, ...]
    """The commands that it is for."""


class ShowRecord(CaseRecord, frozen=True, kw_only=True):
    """One case, and what a page says of it."""

    story: StoryRecord
    paces: dict[str, PaceRecord]
    """Rank among comparable cases, by the measure of a latency."""
    differences: tuple[DifferenceRecord, ...]
    """Of a policy that was asked for, from each that was in force, or may have been."""
    awaiting: tuple[AwaitingRecord, ...]
    """Where no policy judges."""


class ExplainedRecord(Record, frozen=True, kw_only=True):
    """One receipt: of a finding, an event, or two events."""

    title: str
    """Name of what is explained."""
    finding: FindingSummaryRecord | None
    """The finding; null for events."""
    events: tuple[EventRecord, ...]
    """The event, or the two events; empty for a finding."""
    days: Range | None
    """From the first of two events to the second, by the pair's own bound."""
    receipt: tuple[ReceiptStepRecord, ...]
    """Sentences in the order to read them."""


class ExplainRecord(HeadRecord, frozen=True, kw_only=True):
    """Receipts of one case, in the order in which they were asked for."""

    problems: tuple[ProblemRecord, ...]
    practices: tuple[PracticeRecord, ...]
    """Those behind the findings; empty with fewer than 5 cases or more than 200."""
    receipts: tuple[ExplainedRecord, ...]
    sources: tuple[SourceRecord, ...]
