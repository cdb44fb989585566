"""Policies and their rules."""

from __future__ import annotations

from typing import Literal

from timeline.results.case import PracticeRecord
from timeline.results.record import Record
from timeline.results.values import ForceWord, ProblemRecord, UnitWord


class AppliesRecord(Record, frozen=True, kw_only=True):
    """Cases that a policy is for, by the day of the strike; an empty list is for all."""

    forces: tuple[str, ...]
    command: tuple[str, ...]
    since: str | None
    """From when, as it is worded; null where open."""
    until: str | None
    """Until when, as it is worded; null where open."""


class PatternRecord(Record, frozen=True, kw_only=True):
    """Events that count: a kind, narrowed by form, outcome or actor."""

    event: str
    form: str
    outcome: str
    by: str


class ConditionRecord(Record, frozen=True, kw_only=True):
    """Exactly one of: an event that happened, all, any, not."""

    event: PatternRecord | None
    """It holds once such an event happened."""
    all_of: tuple[ConditionRecord, ...]
    any_of: tuple[ConditionRecord, ...]
    none_of: ConditionRecord | None


class RuleLimitRecord(Record, frozen=True, kw_only=True):
    """Time that a step may take."""

    text: str
    """`30 days`; `none stated` (read, and it sets none); `not established` (nobody read it)."""
    number: int | None
    unit: UnitWord | None
    days: int | None
    """The length in days; null for other units."""


class BenchmarkRecord(Record, frozen=True, kw_only=True):
    """The user's own measure; never a breach."""

    within: RuleLimitRecord
    because: str


class RuleRecord(Record, frozen=True, kw_only=True):
    """One step that is expected, and what the text says of it."""

    id: str
    policy: str
    """The policy that states it."""
    label: str
    step: tuple[PatternRecord, ...]
    """The first event that fits any of them."""
    step_words: str
    """The same in words."""
    after: tuple[PatternRecord, ...]
    """The clock starts with the first that fits."""
    after_words: str
    when: ConditionRecord | None
    """Null where the step is always required."""
    when_words: str
    """The same in words; empty where it is always required."""
    requires: tuple[str, ...]
    """Kinds of events that must have come before."""
    limit: RuleLimitRecord
    limit_words: str
    """The same for people: 30 days; none set; not found, where nobody could read it."""
    calendar: str | None
    """The calendar of working days."""
    force: ForceWord
    clause: str
    source: str | None
    reviewed_on: str | None
    """When somebody last held it against its text."""
    reviewed_words: str
    """The same for people: 24 Oct 2026; not said."""
    since: str | None
    """The rule's own dates in force, as worded."""
    until: str | None
    benchmark: BenchmarkRecord | None
    practice: PracticeRecord | None
    """How often it was followed; null where the rule has another force."""
    note: str


class RemarkRecord(Record, frozen=True, kw_only=True):
    """A step in the text without a rule here."""

    step: str
    text: str
    source: str | None


class PolicyHeadRecord(Record, frozen=True, kw_only=True):
    """A policy without its rules."""

    id: str
    title: str
    summary: str
    applies: AppliesRecord | None
    """Null for a list of rules that other policies inherit."""
    inherits: tuple[str, ...]
    drops: tuple[str, ...]
    """Rules of the inherited policies that are not taken over."""
    source: str | None
    own_rules: int
    """Number of rules that it states itself."""
    forces_words: str
    """Whose cases it is for: US, Coalition (CENTCOM); any forces; no case alone."""
    days_words: str
    """Days of the incidents that it is for: 25 Aug 2022–20 Dec 2023; empty where for no case."""


class PolicyListRecord(Record, frozen=True, kw_only=True):
    """Policies of the workspace and of the program."""

    answer: tuple[str, ...]
    """Sentences that answer which there are."""
    policies: tuple[PolicyHeadRecord, ...]
    problems: tuple[ProblemRecord, ...]
    """Of those that cannot be read."""


class PolicyShowRecord(PolicyHeadRecord, frozen=True, kw_only=True):
    """One policy with its rules, inherited ones too."""

    answer: tuple[str, ...]
    """Sentences that answer how many rules set a deadline, and for whom."""
    rules: tuple[RuleRecord, ...]
    notes: tuple[RemarkRecord, ...]


class FieldChangeRecord(Record, frozen=True, kw_only=True):
    """One part of a rule that differs."""

    name: str
    before: str | None
    """Null where only the second policy has the rule."""
    after: str | None
    """Null where only the first policy has the rule."""
    words: str
    """The change in words: Deadline: was 30 days, is 45 days; empty where it says nothing."""


class RuleChangeRecord(Record, frozen=True, kw_only=True):
    """One rule that differs."""

    rule: str
    label: str
    kind: Literal["added", "removed", "changed"]
    fields: tuple[FieldChangeRecord, ...]


class PolicyDiffRecord(Record, frozen=True, kw_only=True):
    """Changes from one policy to another."""

    answer: tuple[str, ...]
    """Sentences that answer how many rules differ, and for whom each policy is."""
    first: PolicyHeadRecord
    second: PolicyHeadRecord
    changes: tuple[RuleChangeRecord, ...]
