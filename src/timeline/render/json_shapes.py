"""The shapes of every JSON output: the source of the published schemas in `schemas/`.

The same habits hold everywhere: days are ISO text and numbers of days whole numbers, null where an
end is unbounded; ids and references are null where there is none, free text is then empty; nothing
is left out. Later versions may add keys, never take one away.
"""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict  # typing's own cannot be turned into a schema on 3.11

from timeline.conformance.verdict import Tier, Verdict, Word

TruthWord = Literal["yes", "no", "unknown"]
StandingWord = Literal["accepted", "disputed", "rejected"]
GroundWord = Literal["denied", "searched", "not searched", "waiting"]
ForceWord = Literal["binding", "order", "guidance", "practice", "recommendation"]
UnitWord = Literal["days", "working days", "months", "years"]
SourceKindWord = Literal["press", "official", "ngo", "court", "parliament", "academic", "data"]

StartEvent = Annotated[str | None, "The event it starts at; null where none, or not certain which."]
EndEvent = Annotated[
    str | None, "The event it ends at; null where none, not certain which, or a disclosure."
]


class PlaceJson(TypedDict):
    """Where something stands in the files."""

    file: str | None
    """Below the workspace; null where it stands in no file."""
    line: int | None
    """The first line is 1; null where the whole file is meant."""


class NumbersJson(TypedDict):
    """A whole number, days or people, known to lie between two ends, both included."""

    min: int | None
    max: int | None


class DayRangeJson(TypedDict):
    """A day known to lie between two days, both included."""

    min: str | None
    max: str | None


class DaysJson(TypedDict):
    """The days on which something can have happened, both ends included."""

    earliest: str | None
    latest: str | None


class EventDaysJson(DaysJson):
    """One event's days."""

    id: str


class RelatedJson(PlaceJson):
    """Another place that matters."""

    message: str


class ProblemJson(TypedDict):
    """One thing that is wrong with a file."""

    code: str
    """Stable between versions: E203."""
    message: str
    file: str
    line: int | None
    """All four are null where the whole file is meant; the first line and column are 1."""
    column: int | None
    end_line: int | None
    end_column: int | None
    """The column just after the last character."""
    hint: str
    warning: bool
    """Whether the file can be used all the same."""
    related: list[RelatedJson]


class StatementJson(PlaceJson):
    """One thing that the record says of time."""

    id: str
    """`strike#1` for a claim, `absences#2`, else the id of the event that it binds."""
    says: str
    source: str | None


class ClaimJson(PlaceJson):
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


OrderJson = TypedDict(
    "OrderJson",
    {
        "id": str,
        "kind": Annotated[str, "The kind of the step that has to be done."],
        "text": Annotated[str, "`30 days`, or `until 2023-08-01`."],
        "from": Annotated[
            str | None, "Where the clock starts, if not at the event that carries it."
        ],
        "extends": Annotated[str | None, "The order that this one extends."],
        "made": Annotated[str | None, "When it was given, if not with the event that carries it."],
        "source": str,
        "worded": str,
        "note": str,
        "file": str | None,
        "line": int | None,
    },
)
OrderJson.__doc__ = "A limit set for this case alone."


class EventJson(PlaceJson):
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
    happened: TruthWord
    """Whether it had happened by the end of `as_of`."""
    earliest: str | None
    """The first day on which it can have happened, in its own zone, over all readings."""
    latest: str | None
    stretches: list[DaysJson]
    """The same without the gaps that one-of claims and readings leave."""
    time: str | None
    """The time of day where it is known, in the case's zone: `11:42`."""
    first_public: DaysJson | None
    """The days on which its first claim can have become public; null where nothing dates that."""
    responds_to: list[str]
    tells: list[str]
    """The events that it made public."""
    note: str
    orders: list[OrderJson]
    claims: list[ClaimJson]


class NotCountedJson(PlaceJson):
    """An event of the file that is not reckoned with."""

    id: str
    kind: str
    label: str
    reason: Literal["withdrawn", "planned", "rejected"]
    """Withdrawn by the author, only planned, or told by rejected claims alone."""
    because: str
    """Why it was withdrawn."""
    claims: list[ClaimJson]


class AbsenceJson(PlaceJson):
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


LatencyJson = TypedDict(
    "LatencyJson",
    {
        "measure": str,
        "label": str,
        "from": Annotated[
            str | None, "The event it starts at; null where none, or not certain which."
        ],
        "to": EndEvent,
        "days": Annotated[
            NumbersJson | None,
            "May be negative; null where the measure does not apply. While open, what has passed.",
        ],
        "open": Annotated[
            bool | None,
            "Whether the end was still to come on `as_of`; null where nobody can tell, so wherever "
            "the record knows of no end and nobody denies it up to that day.",
        ],
        "sure": Annotated[
            NumbersJson | None,
            "What holds even if a step that is not recorded was taken after all.",
        ],
        "recorded": Annotated[bool, "Whether the record knows of the end at all, on whatever day."],
        "denied": Annotated[bool, "Whether somebody denies an end that is not on record."],
        "applies": Annotated[
            TruthWord, "`unknown` where the start may be still to come, or after the end."
        ],
        "notes": Annotated[list[str], "What was left out, or may not count, in short clauses."],
    },
)
LatencyJson.__doc__ = "One named stretch between two kinds of events."


class LimitJson(PlaceJson):
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
    """The order that sets it; null for the rule's own limit and for a yardstick."""
    made: str | None
    """When the order was given."""
    extends: str | None
    """The order that it extends."""
    source: str | None
    because: str
    """Why a yardstick was chosen."""
    verdict: Verdict | None
    """Null where the line sets no limit, or where it does not judge."""
    days_late: NumbersJson | None
    last_day: DayRangeJson | None
    """The last day on time, on the case's calendar."""


class StandingJson(PlaceJson):
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


class DueJson(TypedDict):
    """The last day on time."""

    min: str | None
    max: str | None
    status: Literal[
        "known", "none in the rules read", "not established", "not running", "end not published"
    ]


class FindingSummaryJson(TypedDict):
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
    possible: list[Word]
    """Every word that holds in some world."""
    breach: TruthWord | None
    """Null where nothing can be breached: no limit that binds, no order of steps."""
    tier: Tier
    """What judged: an order before a limit, a limit before a yardstick."""
    force: ForceWord
    clause: str
    source: str | None
    policy: str | None
    """The policy that states the rule; null for an order that no rule speaks of."""
    judged_by: str
    """The policy that the case was judged by, which may have inherited the rule."""
    in_force: TruthWord | None
    """Whether policy and rule were in force on the day of the incident; unknown: all of this holds
    if they were. Null for a policy that was asked for."""
    limits: list[LimitJson]
    days: NumbersJson | None
    """From trigger to step; where undone, from trigger to `judged_on`, open above."""
    judged_on: str | None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: DueJson | None
    """Null where the step is required in no world."""
    done: TruthWord
    """Whether the step was taken; no only where the record says so."""
    open: bool
    """Whether the step is certainly undone, so that the days are still counting."""
    days_late: NumbersJson | None
    standing: GroundWord | None
    """Null where the step may have been taken."""
    standing_detail: StandingJson | None
    because: str
    """One or more sentences that can be printed."""


class ReceiptStepJson(TypedDict):
    """One step of the reckoning."""

    step: str
    """Which sort of step: trigger, later, least, most, rule, requires, limit, verdict, …"""
    text: str
    inputs: list[StatementJson]


class FindingJson(FindingSummaryJson):
    """A finding with all that it rests on."""

    readings: list[Verdict]
    """The verdict under each reading alone, in the order of `readings.list`."""
    receipt: list[ReceiptStepJson]


class ContradictionJson(TypedDict):
    """A smallest set of claims that cannot all be true."""

    claims: list[StatementJson]
    groups: list[list[str]]
    """The same by id; claims of one group say the same and are given up together."""
    against: list[StatementJson]
    """What cannot be given up, and the claims go against: the date on which a source was
    published, the words of the process, the days of two zones. Empty where there is none."""
    without: dict[str, dict[str, DaysJson]]
    """The days of each event concerned when a group is given up, by the group's first claim."""


class ReadingFindingJson(TypedDict):
    """One verdict under one reading."""

    id: str
    judged_by: str
    verdict: Verdict


class ReadingJson(TypedDict):
    """Claims that can all be true, to which no further accepted one can be added."""

    dropped: list[str]
    """The claims given up."""
    events: list[EventDaysJson]
    findings: list[ReadingFindingJson]


class ReadingsJson(TypedDict):
    """Every way to believe the accepted claims."""

    count: int
    capped: bool
    """Whether there are, or may be, more than were looked at."""
    list: list[ReadingJson]


DisputedMatterJson = TypedDict(
    "DisputedMatterJson",
    {
        "claim": str,
        "finding": str,
        "judged_by": str,
        "from": Annotated[Verdict | None, "The verdict now; null where there is no finding."],
        "to": Annotated[Verdict | None, "The verdict if it is accepted; null for none."],
    },
)
DisputedMatterJson.__doc__ = "A disputed claim that would change a verdict."


class MovedEventJson(TypedDict):
    """An event whose days a disputed claim would narrow or move."""

    id: str
    before: DaysJson
    after: DaysJson


class TrialJson(TypedDict):
    """One disputed claim or absence, held true by itself."""

    claim: StatementJson
    can_be_true: bool
    """False where it contradicts what cannot be given up."""
    displaced: list[str]
    """The accepted claims that it would stand in place of."""
    events: list[MovedEventJson]


class SettledJson(TypedDict):
    """How far one fact would settle one finding."""

    finding: str
    judged_by: str
    settling: int
    """Of the answers tried, how many leave one verdict."""
    tried: int
    exhaustive: bool
    """Whether every answer that is possible was tried."""


class QuestionJson(TypedDict):
    """A fact that the record does not give, and that would settle a verdict."""

    text: str
    kind: Literal["day", "outcome", "limit", "extension"]
    about: str
    """The id of the event, of the order, or of the rule that it is a fact about."""
    settles: list[SettledJson]


class TollJson(PlaceJson):
    """Who says how many, when."""

    by: str
    on: str | None
    """When it was said, as the file words it."""
    scope: str
    since: str | None
    until: str | None
    killed: NumbersJson | None
    injured: NumbersJson | None
    children: NumbersJson | None
    who: Literal["civilians", "fighters", "soldiers", "everyone", "unknown"] | None
    """Whom it counts, where the file says so in one word."""
    of: str
    """Who is counted, in words, where that is not plainly civilians."""
    id: str | None
    part_of: str | None
    """The figure of which this one is a part: an id, or SOURCE/ID."""
    official: bool
    """Whether the claimant belongs to the institution whose process is followed."""
    source: str | None
    note: str


class SourceJson(TypedDict):
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


class SelectionJson(TypedDict):
    """One policy that a case is judged by, and why that one."""

    id: str
    title: str
    reason: str
    certain: bool
    """False where it may not have been in force on the day of the strike."""


class CaseHeadJson(TypedDict):
    """Which case, judged from which day."""

    case: str
    title: str
    example: bool
    """An invented case; it counts in no figure over several cases."""
    as_of: str
    """Judged at the end of this day, in the case's zone."""
    known_on: str | None
    """Only what was public on this day counts; null where everything does."""
    recorded_until: str | None
    """How far the record has been followed."""
    hypothetical: bool
    """Whether the policy was asked for rather than in force."""


class HeadJson(CaseHeadJson):
    """Which case, judged from which day, by which policies."""

    default_day: bool
    """Whether `as_of` is the day that the record itself ends with."""
    policy: str | None
    """Null where no policy fits, or where it is not certain which: see `policies`."""
    policies: list[SelectionJson]


class PracticeJson(TypedDict):
    """In how many cases of the workspace a practice was followed, none of them invented."""

    policy: str
    """The policy that states the rule."""
    rule: str
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


class ShowJson(HeadJson):
    """One case: what is known of its dates, and how it stands against a policy."""

    place: str
    summary: str
    """Empty with `known_on`, as names, tags and notes are, and before the end of the record."""
    names: list[str]
    forces: str
    command: str
    time_zone: str
    tags: list[str]
    problems: list[ProblemJson]
    """Of files that the case leans on and that could not be read."""
    events: list[EventJson]
    """In the order of the file, then ghosts."""
    not_counted: list[NotCountedJson]
    absences: list[AbsenceJson]
    latencies: list[LatencyJson]
    findings: list[FindingJson]
    practices: list[PracticeJson]
    """Those that the case went against, or may have; empty with fewer than 5 cases or more than
    200."""
    contradictions: list[ContradictionJson]
    readings: ReadingsJson
    disputed_matter: list[DisputedMatterJson]
    trials: list[TrialJson]
    questions: list[QuestionJson]
    """What would settle the most first."""
    tolls: list[TollJson]
    sources: list[SourceJson]


class ExplainedJson(TypedDict):
    """One receipt: of a finding, of an event, or of the days between two events."""

    title: str
    finding: FindingSummaryJson | None
    events: list[EventJson]
    """The event, or the two events; empty for a finding."""
    days: NumbersJson | None
    """From the first of two events to the second, by the pair's own bound."""
    receipt: list[ReceiptStepJson]


class ExplainJson(HeadJson):
    """Receipts of one case, in the order in which they were asked for."""

    problems: list[ProblemJson]
    receipts: list[ExplainedJson]
    practices: list[PracticeJson]
    """Those behind the findings; empty with fewer than 5 cases or more than 200."""
    sources: list[SourceJson]


class OverdueFindingJson(TypedDict):
    """A finding that is overdue, or may be."""

    id: str
    verdict: Verdict
    tier: Tier
    """Over a yardstick is no breach."""
    days_late: NumbersJson | None


class CaseReportJson(TypedDict):
    """How one case stands against one policy."""

    policy: str
    certain: bool
    hypothetical: bool
    counts: dict[Verdict, int]
    """How many findings have each verdict; every verdict is there."""
    breaches: dict[TruthWord, int]
    """How many findings are a breach, are none, or nobody can tell."""
    overdue: list[OverdueFindingJson]


class ListRowJson(HeadJson):
    """One case of the list."""

    place: str
    strike: DaysJson | None
    """On the case's calendar; null where the record has no strike."""
    state: str
    """The stage furthest on that has certainly been reached, in words."""
    contradictions: int
    reports: list[CaseReportJson]
    """One for each policy in `policies`."""


class ListJson(TypedDict):
    """Every case of the workspace, and the problems of those that cannot be read."""

    cases: list[ListRowJson]
    problems: list[ProblemJson]


CompareCellJson = TypedDict(
    "CompareCellJson",
    {
        "case": str,
        "days": Annotated[NumbersJson | None, "Null where the measure does not apply."],
        "open": Annotated[bool | None, "Null where nobody can tell, as for `show`."],
        "from": Annotated[
            str | None, "The event it starts at; null where none, or not certain which."
        ],
        "to": EndEvent,
        "sure": Annotated[
            NumbersJson | None,
            "What holds even if a step that is not recorded was taken after all.",
        ],
        "recorded": Annotated[bool, "Whether the record knows of the end at all, on whatever day."],
        "denied": Annotated[bool, "Whether somebody denies an end that is not on record."],
        "applies": Annotated[
            TruthWord, "`unknown` where the start may be still to come, or after the end."
        ],
    },
)
CompareCellJson.__doc__ = "One measure of one case."


class SlowerJson(TypedDict):
    """Who is slower, and whether that is certain."""

    case: str | None
    """Null where nobody can tell which, and where several share the longest."""
    by: NumbersJson | None
    """By at least and at most so many days, whatever the unknown dates are."""
    certain: TruthWord


class CompareMeasureJson(TypedDict):
    """One measure over the cases."""

    measure: str
    label: str
    cells: list[CompareCellJson]
    """In the order of `cases`."""
    slower: SlowerJson | None
    """Null where the cases cannot be compared by this measure."""
    order: list[list[str]]
    """Pairs of cases, the faster first, that are certain whatever the unknown dates are; only the
    fewest from which the others follow."""
    cautions: list[str]
    """Why the comparison could mislead."""


class CompareJson(TypedDict):
    """Latencies side by side."""

    cases: list[HeadJson]
    measures: list[CompareMeasureJson]
    problems: list[ProblemJson]
    """With `--all`, of the cases that could not be read, and of what the others lean on."""


class OverdueRowJson(CaseHeadJson):
    """A finding that is overdue, or may be, and its case."""

    policy: str
    certain: bool
    """False where the policy may not have been in force on the day of the strike."""
    finding: FindingSummaryJson


class OverdueJson(TypedDict):
    """What is overdue in any case, worst first; limits before yardsticks."""

    overdue: list[OverdueRowJson]
    not_judged: list[ProblemJson]
    """Inquiries opened again without a round of their own, which no rule judges."""
    problems: list[ProblemJson]


class CheckJson(TypedDict):
    """What is wrong with the files, contradictions among it."""

    files: int
    """How many files were looked at."""
    contradictions: int
    """How many of the problems are accepted claims that cannot all be true."""
    problems: list[ProblemJson]


class CodeJson(TypedDict):
    """What the code of a problem means."""

    code: str
    title: str
    explanation: str
    wrong: str
    """An example of the flaw."""
    right: str
    """The same without it."""


AppliesJson = TypedDict(
    "AppliesJson",
    {
        "forces": list[str],
        "command": list[str],
        "from": Annotated[str | None, "From when, as it is worded; null where open."],
        "until": Annotated[str | None, "Until when, as it is worded; null where open."],
    },
)
AppliesJson.__doc__ = (
    "Which cases a policy is for, by the day of the strike; an empty list is for all."
)


class PatternJson(TypedDict):
    """Which events count: a kind, narrowed by form, outcome or actor."""

    event: str
    form: str
    outcome: str
    by: str


ConditionJson = TypedDict(
    "ConditionJson",
    {
        "event": Annotated[PatternJson | None, "It holds once such an event happened."],
        "all": "list[ConditionJson]",
        "any": "list[ConditionJson]",
        "not": "ConditionJson | None",
    },
)
ConditionJson.__doc__ = "Exactly one of: an event that happened, all, any, not."


class RuleLimitJson(TypedDict):
    """How long a step may take."""

    text: str
    """`30 days`; `none stated` (read, and it sets none); `not established` (nobody read it)."""
    number: int | None
    unit: UnitWord | None
    days: int | None
    """The length in days; null for other units."""


class YardstickJson(TypedDict):
    """The user's own measure; never a breach."""

    within: RuleLimitJson
    because: str


RuleJson = TypedDict(
    "RuleJson",
    {
        "id": str,
        "policy": Annotated[str, "The policy that states it."],
        "label": str,
        "step": Annotated[list[PatternJson], "The first event that fits any of them."],
        "after": Annotated[list[PatternJson], "The clock starts with the first that fits."],
        "when": Annotated[ConditionJson | None, "Null where the step is always required."],
        "requires": Annotated[list[str], "Kinds of events that must have come before."],
        "limit": RuleLimitJson,
        "calendar": Annotated[str | None, "The calendar of working days."],
        "force": ForceWord,
        "clause": str,
        "source": str | None,
        "reviewed_on": Annotated[str | None, "When somebody last held it against its text."],
        "from": Annotated[str | None, "The rule's own dates in force, as worded."],
        "until": str | None,
        "yardstick": YardstickJson | None,
        "practice": Annotated[PracticeJson | None, "Null where the rule has another force."],
        "note": str,
    },
)
RuleJson.__doc__ = "One step that is expected, and what the text says of it."


class RemarkJson(TypedDict):
    """A step of the text that has no rule here."""

    step: str
    text: str
    source: str | None


class PolicyHeadJson(TypedDict):
    """A policy without its rules."""

    id: str
    title: str
    summary: str
    applies: AppliesJson | None
    """Null for a list of rules that other policies inherit."""
    inherits: list[str]
    drops: list[str]
    """Rules of the inherited policies that are not taken over."""
    source: str | None


class PolicyListJson(TypedDict):
    """Every policy of the workspace and of the program."""

    policies: list[PolicyHeadJson]


class PolicyShowJson(PolicyHeadJson):
    """One policy with its rules, the inherited ones among them."""

    rules: list[RuleJson]
    notes: list[RemarkJson]


class FieldChangeJson(TypedDict):
    """One part of a rule that differs."""

    name: str
    before: str | None
    """Null where only the second policy has the rule."""
    after: str | None
    """Null where only the first policy has the rule."""


class RuleChangeJson(TypedDict):
    """One rule that differs."""

    rule: str
    label: str
    kind: Literal["added", "removed", "changed"]
    fields: list[FieldChangeJson]


class PolicyDiffJson(TypedDict):
    """What changed from one policy to another, in what a case is judged by."""

    first: PolicyHeadJson
    second: PolicyHeadJson
    changes: list[RuleChangeJson]
