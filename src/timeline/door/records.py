"""What the result of one case is made of; fields have the names of the keys of `--json`.

`start`, `end`, `before` and `after` stand for the keys `from` and `to`, which Python keeps for
itself; `certainly_…` for a flag that is false where nobody can tell. What is None is null there: an
open end, or nothing to refer to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.door.values import Count, Dates, Days

FROM = {"key": "from"}
TO = {"key": "to"}
"""Metadata of fields that are filled by a key of another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that the record says of time, and where."""

    id: str
    """`strike#1` for a claim, `absences#2`, else the id of the event that it binds."""
    says: str
    source: str | None
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptStep:
    """One step of a reckoning, and what it took in."""

    step: str
    text: str
    inputs: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The reckoning of a finding, of an event, or of the days between two events."""

    title: str
    days: Days | None
    """From the first of two events to the second; None where it is not about two."""
    steps: tuple[ReceiptStep, ...] = field(metadata={"key": "receipt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source's statement of when an event happened."""

    id: str
    when: str
    """The date as the file words it."""
    source: str
    standing: str
    """accepted, disputed or rejected."""
    worded: str
    because: str
    planned: bool
    public: str | None
    note: str
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A limit set for one case alone."""

    id: str
    kind: str
    text: str
    start: str | None = field(metadata=FROM)
    extends: str | None
    made: str | None
    source: str
    worded: str
    note: str
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, with what is known of its days."""

    id: str
    kind: str
    label: str
    form: str
    outcome: str
    track: str
    round: int
    by: str
    zone: str
    """Whose days its days are."""
    implied: bool
    """Whether no claim tells of it: what is on record implies it."""
    happened: Truth
    """Whether it had happened by the end of the day judged from."""
    earliest: date | None
    """The first day on which it can have happened, over all readings; None where open."""
    latest: date | None
    stretches: tuple[Dates, ...]
    """The same without the gaps that one-of claims and readings leave."""
    time: str | None
    first_public: Dates | None
    responds_to: tuple[str, ...]
    tells: tuple[str, ...]
    note: str
    orders: tuple[Order, ...] = field(repr=False)
    claims: tuple[Claim, ...] = field(repr=False)
    file: str | None
    line: int | None

    @property
    def dates(self) -> Dates:
        """Both ends of its days."""
        return Dates(self.earliest, self.latest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody says, or somebody looked: it had not happened."""

    id: str
    kind: str
    event: str | None
    track: str
    round: int | None
    until: str | None
    before: str | None
    searched: str | None
    where: str
    source: str | None
    standing: str
    worded: str
    because: str
    note: str
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """One measure of one case, which applies to it."""

    measure: str
    label: str
    start: str | None = field(metadata=FROM)
    end: str | None = field(metadata=TO)
    days: Days
    """May be negative. While open, what has passed, with no upper end."""
    open: Truth
    """Whether the end was still to come on the day judged from; unknown where only the silence of
    the record says so."""
    sure: Days | None
    """What holds even if a step that is not recorded was taken after all."""
    recorded: bool
    """Whether the record knows of the end at all, on whatever day."""
    denied: bool
    """True if no end is on record and somebody denies it."""
    applies: Truth
    """Unknown where the start may be still to come, or after the end."""
    notes: tuple[str, ...]
    """Clauses on events left out, or that may not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit that applied, and how the step stands against it alone."""

    text: str
    number: int | None
    unit: str | None
    days: int | None
    tier: Tier
    order: str | None
    made: str | None
    extends: str | None
    source: str | None
    because: str
    verdict: Verdict | None
    """None where the line sets no limit, or where it does not judge."""
    days_late: Days | None
    last_day: Dates | None
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """On what ground a step counts as undone."""

    ground: str
    """denied, searched, not searched or waiting."""
    source: str | None
    day: str
    where: str
    later: str | None
    holds_now: bool
    age_days: int
    stale: bool
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The last day on time; both ends None where it is not known."""

    min: date | None
    max: date | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What holds of one rule for one track and round, whatever the unknown dates are."""

    id: str
    rule: str
    step: str
    label: str
    trigger_event: str | None
    step_event: str | None
    track: str
    round: int
    verdict: Verdict
    possible: tuple[Word, ...]
    """Every word that holds in some world."""
    breach: Truth | None
    """None where nothing can be breached."""
    tier: Tier
    """What judged; over a yardstick is no breach."""
    force: str
    clause: str
    source: str | None
    policy: str | None
    judged_by: str
    in_force: Truth | None
    """Whether policy and rule were in force; None for a policy that was asked for."""
    limits: tuple[Limit, ...] = field(repr=False)
    days: Days | None
    """From trigger to step; where undone, to the day judged from, with no upper end."""
    certainly_open: bool = field(metadata={"key": "open"})
    """Whether the step is certainly undone by the record; false is not "done"."""
    days_late: Days | None
    judged_on: date | None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: Due | None
    """None where the step is required in no world."""
    done: Truth
    """Whether the step was taken; no only where the record says so."""
    standing: str | None
    standing_detail: Ground | None = field(repr=False)
    because: str
    """One or more sentences that can be printed."""
    readings: tuple[Verdict, ...] = field(repr=False)
    receipt: tuple[ReceiptStep, ...] = field(repr=False)

    def __str__(self) -> str:
        """The verdict, and why."""
        return f"{self.verdict}: {self.because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A smallest set of accepted claims that cannot all be true."""

    claims: tuple[Statement, ...]
    groups: tuple[tuple[str, ...], ...]
    """The same by id; claims of one group say the same and are given up together."""
    against: tuple[Statement, ...]
    """What cannot be given up, and the claims go against, such as the date of a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChange:
    """A disputed claim that would change a verdict if it were held true."""

    claim: str
    finding: str
    judged_by: str
    before: Verdict | None = field(metadata=FROM)
    after: Verdict | None = field(metadata=TO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settles:
    """How far one fact would settle one finding."""

    finding: str
    judged_by: str
    settling: int
    tried: int
    exhaustive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact that the record does not give, and that would settle a verdict."""

    text: str
    kind: str
    about: str
    settles: tuple[Settles, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Who says how many, when."""

    by: str
    on: str | None
    scope: str
    since: str | None
    until: str | None
    killed: Count | None
    injured: Count | None
    children: Count | None
    who: str | None
    of: str
    id: str | None
    part_of: str | None
    """The figure of which this one is a part: an id, or SOURCE/ID."""
    official: bool
    source: str | None
    note: str
    file: str | None
    line: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document, page or statement that claims rest on."""

    id: str
    title: str
    publisher: str
    published: str | None
    kind: str
    url: str
    archived: str
    sha256: str
    reliability: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBy:
    """One policy that a case is judged by, and why that one."""

    id: str
    title: str
    reason: str
    certain: bool
    """False where it may not have been in force on the day of the strike."""
