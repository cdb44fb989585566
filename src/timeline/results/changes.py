"""Changes between two states of a workspace, and files written."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.chrono.truth import Truth
from timeline.results.case import FindingStateRecord
from timeline.results.record import Record
from timeline.results.values import DayRange, ProblemRecord, Range

StatusWord = Literal["added", "removed", "changed", "unchanged", "unreadable", "readable"]


class DaySidesRecord(Record, frozen=True, kw_only=True):
    """A day before and after."""

    before: date | None
    after: date | None


class NameSidesRecord(Record, frozen=True, kw_only=True):
    """Names before and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class CountSidesRecord(Record, frozen=True, kw_only=True):
    """A number before and after."""

    before: int
    after: int


class EventChangeRecord(Record, frozen=True, kw_only=True):
    """An event moved, added or removed."""

    id: str
    kind: str
    before: tuple[DayRange, ...] | None
    """The separate stretches of days that were left to it; null where it was not there."""
    after: tuple[DayRange, ...] | None


class FindingChangeRecord(Record, frozen=True, kw_only=True):
    """A rule of which something else holds now."""

    id: str
    policy: str
    before: FindingStateRecord | None
    """Null where the rule was not asked."""
    after: FindingStateRecord | None


class LatencyStateRecord(Record, frozen=True, kw_only=True):
    """A named latency in one state."""

    days: Range | None
    open: Truth
    """Whether the end was still to come; unknown where only the silence of the record says so."""


class LatencyChangeRecord(Record, frozen=True, kw_only=True):
    """A named latency that changed."""

    measure: str
    before: LatencyStateRecord
    after: LatencyStateRecord


class SentenceRecord(Record, frozen=True, kw_only=True):
    """One change in words."""

    about: Literal["case", "bounds", "verdict", "days"]
    text: str


class CaseChangeRecord(Record, frozen=True, kw_only=True):
    """Changes in one case."""

    case: str
    status: StatusWord
    """readable: it could not be judged before, and can be now."""
    as_of: DaySidesRecord
    """The days judged from; null where there is no such state."""
    policies: NameSidesRecord
    contradictions: CountSidesRecord
    """How many smallest sets of accepted claims cannot all be true."""
    events: tuple[EventChangeRecord, ...]
    findings: tuple[FindingChangeRecord, ...]
    latencies: tuple[LatencyChangeRecord, ...]
    sentences: tuple[SentenceRecord, ...]


class DraftRecord(Record, frozen=True, kw_only=True):
    """A file written, or with --dry-run to be written."""

    answer: tuple[str, ...]
    """Sentences that say what was written, and if anything changes by it."""
    file: str
    """Below the workspace."""
    written: bool
    new: bool
    """Whether there was no such file before."""
    diff: tuple[str, ...]
    """A unified diff, line by line."""
    change: CaseChangeRecord | None
    """Null for what is no case."""
    problems: tuple[ProblemRecord, ...]
    """Warnings, and what was wrong around the case before."""


class StartRecord(Record, frozen=True, kw_only=True):
    """A workspace that was begun."""

    answer: tuple[str, ...]
    """Sentences that say what was written where."""
    folder: str
    written: tuple[str, ...]
    """Files below the folder."""
    next: tuple[str, ...]
    """Commands to type next."""


class FileChangeRecord(Record, frozen=True, kw_only=True):
    """A file that is not in the canonical layout, or was not before."""

    file: str
    """Below the workspace."""
    diff: tuple[str, ...]
    """A unified diff, line by line."""


class FormattingRecord(Record, frozen=True, kw_only=True):
    """Files brought into the canonical layout, or held against it."""

    files: int
    """How many could be read."""
    written: bool
    changed: tuple[FileChangeRecord, ...]
    problems: tuple[ProblemRecord, ...]


class DiffRecord(Record, frozen=True, kw_only=True):
    """Changes between two states of a workspace."""

    answer: tuple[str, ...]
    """Sentences that count what changed."""
    scope: str
    """What was compared, and what was not."""
    first: str
    """The revision or folder, as it was named."""
    second: str
    changes: tuple[CaseChangeRecord, ...]
    """Only cases of which something changed."""
    problems: tuple[ProblemRecord, ...]
    """Of files that cannot be read, in either state."""
