"""Changes → the objects of `timeline diff --json`, and of `add` and `new` with `--json`."""

from __future__ import annotations

from collections import Counter
from shlex import quote
from typing import TYPE_CHECKING, Final

from timeline.results.build.change_words import file_change, sentences
from timeline.results.build.values import (
    as_date,
    as_range,
    copied,
    day_range,
    problem_records,
)
from timeline.results.build.words import capital, counted, listed
from timeline.results.case import FindingStateRecord
from timeline.results.changes import (
    CaseChangeRecord,
    CountSidesRecord,
    DaySidesRecord,
    DiffRecord,
    DraftRecord,
    EventChangeRecord,
    FileChangeRecord,
    FindingChangeRecord,
    FormattingRecord,
    LatencyChangeRecord,
    LatencyStateRecord,
    NameSidesRecord,
    StartRecord,
    StatusWord,
)
from timeline.results.values import DayRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.interval import Interval
    from timeline.conformance.finding import Finding
    from timeline.errors import Problem
    from timeline.inference.latency import Latency
    from timeline.portfolio.changes import CaseChange

NOTHING_CHANGED: Final = "No day, verdict or length changes."
NOT_COMPARED: Final = "Titles, notes, sources and figures are not compared; git diff shows them."


def draft_record(
    shown: str,
    before: str,
    after: str,
    change: CaseChange | None,
    problems: Iterable[Problem],
    *,
    is_written: bool,
) -> DraftRecord:
    """Tell of a file that was written, or would be."""
    changed = None if change is None else change_record(change)
    return DraftRecord(
        answer=tuple(_draft_answer(shown, before, changed, is_written=is_written)),
        file=shown,
        written=is_written,
        new=not before,
        diff=tuple(file_change(shown, before, after)),
        change=changed,
        problems=problem_records(problems),
    )


def start_record(folder: str, written: Iterable[str], case: str) -> StartRecord:
    """Tell of a workspace that was begun, and what to type next."""
    is_here = folder == "."
    place = "here" if is_here else f"in {folder}"
    return StartRecord(
        answer=(f"A workspace with one invented case is {place}.", "Every file explains itself."),
        folder=folder,
        written=tuple(written),
        next=(
            *(() if is_here else (f"cd {quote(folder)}",)),
            f"timeline show {case}",
            "timeline list",
            "timeline overdue",
            "timeline kinds",
            "timeline new --help",
            "timeline check",
        ),
    )


def formatting_record(
    files: int,
    changed: Iterable[tuple[str, str, str]],
    problems: Iterable[Problem],
    *,
    is_written: bool,
) -> FormattingRecord:
    """Files in the canonical layout; of each that changed, its name, text before and after."""
    return FormattingRecord(
        files=files,
        written=is_written,
        changed=tuple(
            FileChangeRecord(file=one[0], diff=tuple(file_change(*one))) for one in changed
        ),
        problems=problem_records(problems),
    )


_NO_CASE: Final = {
    "seeds": "No case that can be read cites this source yet",
    "policies": "No case rests on it yet",
}
"""Reason why a file that is no case changes nothing, by its folder."""


def _draft_answer(
    shown: str, before: str, change: CaseChangeRecord | None, *, is_written: bool
) -> Iterator[str]:
    new = "" if before else ", a new file"
    yield f"{'Written' if is_written else 'Not written, a dry run'}: {shown}{new}."
    if change is None:
        yield f"{_NO_CASE[shown.partition('/')[0]]}, so no verdict changes."
    elif not change.sentences:
        yield NOTHING_CHANGED
    elif change.status == "changed":
        yield f"It changes {listed(_counts([change]))}."


def diff_record(
    first: str, second: str, changes: Iterable[CaseChange], problems: Iterable[Problem]
) -> DiffRecord:
    """Tell what changed between two states of a workspace."""
    found = tuple(change_record(change) for change in changes)
    return DiffRecord(
        answer=tuple(_diff_answer(found)),
        scope=f"From {first} to {second}. {NOT_COMPARED}",
        first=first,
        second=second,
        changes=found,
        problems=problem_records(problems),
    )


def _diff_answer(changes: Sequence[CaseChangeRecord]) -> Iterator[str]:
    if not changes:
        yield f"No case was added or removed. {NOTHING_CHANGED}"
        return
    counts = Counter(change.status for change in changes)
    said = [f"{number} {_STATUS[status]}" for status, number in counts.items() if status in _STATUS]
    number = next(number for status, number in counts.items() if status in _STATUS)
    first = said[0].replace(" ", " case " if number == 1 else " cases ", 1)
    yield f"{', '.join([first, *said[1:]])}."
    told = _counts([change for change in changes if change.status == "changed"])
    if told:
        yield f"{capital(listed(told))} changed."


_STATUS: Final[Mapping[StatusWord, str]] = {
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "unreadable": "cannot be read now",
    "readable": "can be read now",
    "unchanged": "unchanged",
}


def _counts(changes: Sequence[CaseChangeRecord]) -> list[str]:
    """Count verdicts, days of events and lengths that changed: 2 verdicts, the days of 1 event."""
    verdicts = sum(
        one.before is None or one.after is None or one.before.verdict != one.after.verdict
        for change in changes
        for one in change.findings
    )
    events = sum(len(change.events) for change in changes)
    lengths = sum(len(change.latencies) for change in changes)
    found = [counted(verdicts, "verdict")] * bool(verdicts)
    found += [f"the days of {counted(events, 'event')}"] * bool(events)
    found += [counted(lengths, "length")] * bool(lengths)
    return found or ["details of a verdict"] * bool(changes)


def change_record(change: CaseChange) -> CaseChangeRecord:
    """Changes in one case."""
    before, after = change.before, change.after
    return CaseChangeRecord(
        case=change.case,
        status=_status(change),
        as_of=DaySidesRecord(
            before=None if before is None else as_date(before.as_of),
            after=None if after is None else as_date(after.as_of),
        ),
        policies=NameSidesRecord(before=change.policies[0], after=change.policies[1]),
        contradictions=CountSidesRecord(before=change.conflicts[0], after=change.conflicts[1]),
        events=tuple(
            EventChangeRecord(
                id=one.event,
                kind=one.kind,
                before=_stretches_record(one.before),
                after=_stretches_record(one.after),
            )
            for one in change.events
        ),
        findings=tuple(
            FindingChangeRecord(
                id=one.finding,
                policy=one.policy,
                before=_state_record(one.before),
                after=_state_record(one.after),
            )
            for one in change.findings
        ),
        latencies=tuple(
            LatencyChangeRecord(
                measure=after.measure.id, before=_length_record(before), after=_length_record(after)
            )
            for before, after in change.latencies
        ),
        sentences=tuple(sentences(change)),
    )


def _status(change: CaseChange) -> StatusWord:
    if change.is_unreadable:
        return "unreadable"
    if change.after is None:
        return "removed"
    if change.before is None:
        return "readable" if change.was_unreadable else "added"
    return "unchanged" if change.is_empty else "changed"


def _stretches_record(stretches: tuple[Interval, ...] | None) -> tuple[DayRange, ...] | None:
    return None if stretches is None else tuple(day_range(one) for one in stretches)


def _state_record(finding: Finding | None) -> FindingStateRecord | None:
    return None if finding is None else copied(FindingStateRecord, finding)


def _length_record(latency: Latency) -> LatencyStateRecord:
    return LatencyStateRecord(days=as_range(latency.days), open=latency.is_known_open)
