"""Finding: one rule in one case, with its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.chrono.interval import Interval
    from timeline.conformance.policies import Selection
    from timeline.conformance.question import LimitLine, Question
    from timeline.conformance.verdict import Verdict
    from timeline.inference.inference import Inference
    from timeline.location import Location
    from timeline.model.source import Source

Ground = Literal["denied", "searched", "not searched", "waiting"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Reason for which a step counts as undone."""

    ground: Ground
    source: str = ""
    day: str = ""
    """As of when: the wording of the absence, search or plan."""
    where: str = ""
    later: str = ""
    """Event that took the step after the as-of day, if the record has one."""
    location: Location | None = None
    holds_now: bool = False
    """True if the reason reaches to the as-of day, and not only to an earlier one."""
    reaches: int | None = None
    """Of a denial: the last day of which it speaks."""
    age_days: int = 0
    """Of a search: its age on the as-of day."""
    is_stale: bool = False
    """True of a search older than the rule lets a search count."""
    covers: Literal["", "some", "all"] = ""
    """Of a step that can be taken in several ways, and is undone for no single reason: if some of
    them, or all, are denied or were looked for."""


@dataclass(frozen=True, slots=True)
class LimitResult:
    """One limit that applied, and its result alone."""

    line: LimitLine
    verdict: Verdict | None
    """None if the line sets no limit."""
    days_late: Interval | None
    """Days beyond it; None if it was kept or nobody can say."""
    last_day: Interval | None
    """Last day on time, on the case's calendar."""
    start: Interval | None = None
    """Days on which its clock can have started, on the case's calendar."""
    passed: Truth = Truth.NO
    """Yes if a step, taken or undone, passed it in all worlds in which it counts."""
    counts: Truth = Truth.YES
    """Yes if its order was given, in time if it extends another, and what its clock starts at had
    come."""
    given: Truth = Truth.YES
    """Yes if its order was given, and in time if it extends another."""
    was_extended: Truth = Truth.NO
    """Yes if an extension given before it ran out put it off."""

    @property
    def is_passed(self) -> bool:
        """Return True if an order's or rule's limit certainly counts and passed."""
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

    days: Interval | None
    """On the case's calendar; if the end is not published, the end before it, open above."""
    status: DueStatus


@dataclass(frozen=True, slots=True)
class Finding:
    """Judgement of one rule for one track and round, true for all possible dates."""

    id: str
    question: Question
    verdict: Verdict
    possible: tuple[Word, ...]
    """Words that hold in some world, in the order of the closed list."""
    breach: Truth | None
    """None if nothing can be breached."""
    trigger_event: str
    """First trigger; empty if none happened, or if it is not certain which was first."""
    step_event: str
    """Event that took the step; empty if none did, or if it is not certain which."""
    days: Interval | None
    """From trigger to step; if undone, from trigger to the last day checked, open above. Over the
    worlds in which the trigger had come."""
    is_open: bool
    """True if the step is certainly undone, so that the days are still counting."""
    days_late: Interval | None
    limits: tuple[LimitResult, ...]
    standing: Standing | None
    """None if the step may have been taken."""
    by_subset: tuple[Verdict, ...]
    """Verdict under each consistent subset alone."""
    elapsed: Interval | None = None
    """Of an undone step: the days from the trigger to the last day checked, both ends."""
    has_started: Truth = Truth.YES
    """Yes if the trigger had come in all worlds in which the rule asks for the step."""
    judged_on: int | None = None
    """Of a step that may be undone: the last day on which its silence counts."""
    due: Due | None = None
    """None if the step is required in no world."""
    done: Truth = Truth.UNKNOWN
    """Yes if the step was taken; no only if the record says so."""

    @property
    def tier(self) -> Tier:
        """Return the tier of what judges."""
        return self.question.measures[-1].tier

    @property
    def has_passed_a_limit(self) -> bool:
        """Return True if some order or limit, perhaps not the last, certainly passed."""
        measured = {Word.MET, Word.MET_LATE, Word.PENDING, Word.OVERDUE}
        return set(self.possible) <= measured and any(one.is_passed for one in self.limits)

    @property
    def is_duty(self) -> bool:
        """Return True if the rule binds, so that breaking it is a breach."""
        return self.question.is_duty

    @property
    def is_sourced(self) -> bool:
        """Return True if what judges names its text."""
        return self.tier is Tier.ORDER or self.question.is_sourced


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one case under one policy."""

    inference: Inference
    selection: Selection
    as_of: int
    findings: tuple[Finding, ...]
    rule_sources: Mapping[str, Source] = field(default_factory=dict)
    """Texts that the rules are taken from, by id; those that could be read."""

    @property
    def case_id(self) -> str:
        """Return the id of the case."""
        return self.inference.file.id


@dataclass(frozen=True, slots=True)
class Difference:
    """A step that two policies judge differently, or one alone asks for."""

    asked: Finding | None
    """By the policy that was asked for; None if it has no such rule."""
    of_the_day: Finding | None
    """By the policy of the day; None if that has no such rule."""


def differences(asked: Report, of_the_day: Report) -> list[Difference]:
    """Compare two reports of one case, rule by rule."""
    before = {finding.id: finding for finding in of_the_day.findings}
    after = {finding.id: finding for finding in asked.findings}
    found = []
    for name, finding in after.items():
        known = before.get(name)
        if known is None or known.verdict is not finding.verdict:
            found.append(Difference(finding, known))
    return found + [Difference(None, one) for name, one in before.items() if name not in after]
