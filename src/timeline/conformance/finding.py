"""Finding: what holds of one rule in one case, and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Word

if TYPE_CHECKING:
    from timeline.chrono.bound import Bound
    from timeline.conformance.policies import Selection
    from timeline.conformance.question import LimitLine, Question
    from timeline.conformance.verdict import Verdict
    from timeline.location import Location
    from timeline.reckoning.reckoning import Reckoning

Ground = Literal["denied", "searched", "not searched", "waiting"]


@dataclass(frozen=True, slots=True)
class Standing:
    """On what ground a step counts as undone."""

    ground: Ground
    source: str = ""
    day: str = ""
    """As of when: the wording of the absence, search or plan."""
    where: str = ""
    later: str = ""
    """The event that took the step after the day judged from, where the record has one."""
    location: Location | None = None
    holds_now: bool = False
    """True if the ground reaches to the day judged from, and not only to an earlier one."""
    reaches: int | None = None
    """Of a denial: the last day of which it speaks."""
    age_days: int = 0
    """Of a search: how long before the day judged from it was made."""
    is_stale: bool = False
    """Of a search: whether that is longer than the rule lets a search count."""
    covers: Literal["", "some", "all"] = ""
    """Of a step that can be taken in several ways, and is not on one ground: whether some of them,
    or all, are denied or were looked for."""


@dataclass(frozen=True, slots=True)
class LimitResult:
    """One limit that applied, and how the step stands against it alone."""

    line: LimitLine
    verdict: Verdict | None
    """None where the line sets no limit."""
    days_late: Bound | None
    """Days beyond it; None where it was kept or nobody can say."""
    last_day: Bound | None
    """The last day on time, on the case's calendar."""
    start: Bound | None = None
    """The days on which its clock can have started, on the case's calendar."""
    passed: Truth = Truth.NO
    """Yes where a step, taken or undone, passed it in all worlds in which it counts."""
    counts: Truth = Truth.YES
    """Yes where its order was given, in time if it extends another, and what its clock
    starts at had come."""
    given: Truth = Truth.YES
    """Yes where its order was given, and in time if it extends another."""
    was_extended: Truth = Truth.NO
    """Yes where an extension given before it ran out put it off."""

    @property
    def is_passed(self) -> bool:
        """Return True if an order or a limit counts and was passed, both for certain."""
        return (
            self.line.tier in (Tier.ORDER, Tier.LIMIT)
            and self.passed is Truth.YES
            and self.counts is Truth.YES
        )


DueStatus = Literal[
    "known", "none in the rules read", "not established", "not running", "end not published"
]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day on time."""

    days: Bound | None
    """On the case's calendar; where the end is not published the end before it, open above."""
    status: DueStatus


@dataclass(frozen=True, slots=True)
class Finding:
    """Judgement of one rule for one track and round, whatever the unknown dates are."""

    id: str
    question: Question
    verdict: Verdict
    possible: tuple[Word, ...]
    """The words that hold in some world, in the order of the closed list."""
    breach: Truth | None
    """None where nothing can be breached."""
    tier: Tier
    trigger_event: str
    """The first trigger; empty where none happened, or where it is not certain which was first."""
    step_event: str
    """The event that took the step; empty where none did, or where it is not certain which."""
    days: Bound | None
    """From trigger to step; where undone, from trigger to the last day checked, open above. Over
    the worlds in which the trigger had come."""
    is_open: bool
    """True if the step is certainly undone, so that the days are still counting."""
    days_late: Bound | None
    limits: tuple[LimitResult, ...]
    standing: Standing | None
    """None where the step may have been taken."""
    by_reading: tuple[Verdict, ...]
    """The verdict under each reading alone."""
    elapsed: Bound | None = None
    """Of an undone step: the days from the trigger to the last day checked, both ends."""
    has_started: Truth = Truth.YES
    """Yes where the trigger had come in all worlds in which the rule asks for the step."""
    judged_on: int | None = None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: Due | None = None
    """None where the step is required in no world."""
    done: Truth = Truth.UNKNOWN
    """Yes where the step was taken; no only where the record says so."""
    is_implied_alone: bool = False
    """True if the step, if it was taken, was by an event that is only implied."""

    @property
    def has_passed_a_limit(self) -> bool:
        """Return True if some order or limit was certainly passed, if perhaps not the last one."""
        measured = {Word.MET, Word.MET_LATE, Word.PENDING, Word.OVERDUE}
        return set(self.possible) <= measured and any(one.is_passed for one in self.limits)

    @property
    def is_duty(self) -> bool:
        """Return True if the rule binds, so that going past it or out of its order is a breach."""
        return self.question.is_duty

    @property
    def is_sourced(self) -> bool:
        """Return True if what judges names its text."""
        return self.tier is Tier.ORDER or self.question.is_sourced


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one case under one policy."""

    reckoning: Reckoning
    selection: Selection
    as_of: int
    findings: tuple[Finding, ...]

    @property
    def case_id(self) -> str:
        """The id of the case."""
        return self.reckoning.file.id
