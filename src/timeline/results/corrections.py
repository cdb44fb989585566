"""Corrections of published findings, and replies of institutions."""

from __future__ import annotations

from datetime import date
from typing import Final

from timeline.conformance.verdict import Verdict
from timeline.results.record import Record
from timeline.results.values import DayRange, Range

MOST_REVISIONS: Final = 50
"""Commits that corrections look at, unless told otherwise."""


class CorrectedStateRecord(Record, frozen=True, kw_only=True):
    """A finding before or after a correction."""

    verdict: Verdict
    days: Range | None
    """From trigger to step; of an undone step, as far as the record was checked."""
    deadline: DayRange | None
    """The last day on time."""
    sentence: str
    """The finding without its rule and source."""


class CorrectedFindingRecord(Record, frozen=True, kw_only=True):
    """A finding of which something else holds since a correction."""

    name: str
    """Name of the finding."""
    judged_by: str
    """Policy that judges it."""
    before: CorrectedStateRecord | None
    """Null where nothing was judged."""
    after: CorrectedStateRecord | None
    """Null where nothing is judged any more."""


class CorrectionRecord(Record, frozen=True, kw_only=True):
    """One case, corrected on one day."""

    case: str
    title: str
    day: date
    """Day of the correction; both states are judged at its end."""
    when: str
    """The same in words."""
    revision: str
    """Commit that made it; empty in what is published, as it may hold what is withheld."""
    reason: str
    """The first line of what was said of the commit."""
    is_removed: bool
    """True if the case was taken away."""
    findings: tuple[CorrectedFindingRecord, ...]


class ReplyRecord(Record, frozen=True, kw_only=True):
    """A statement by which an institution answered."""

    case: str
    event: str
    """Id of the statement."""
    when: str
    """Its day in words."""
    by: str
    """Who answered."""
    text: str
    """The answer, in a few words."""
    worded: str
    """The few words of the first source."""
    note: str
    sources: tuple[str, ...]
    """Ids of the sources that report it."""
    responds_to: tuple[str, ...]
    """Events that it answers."""
    findings: tuple[str, ...]
    """Names of the findings that rest on these events."""


class CorrectionsRecord(Record, frozen=True, kw_only=True):
    """Corrections of published findings, newest first, and replies to them."""

    answer: tuple[str, ...]
    """Sentences that count what changed."""
    how: str
    """Where to send a correction, in the words of the publisher."""
    corrections: tuple[CorrectionRecord, ...]
    replies: tuple[ReplyRecord, ...]
    left_out: tuple[str, ...]
    """Commits that were not looked at, and the reason."""
