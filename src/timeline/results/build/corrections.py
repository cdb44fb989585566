"""Revised cases and replies → the record of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.results.build.dates import date_words
from timeline.results.build.paired import paired_findings
from timeline.results.build.words import counted
from timeline.results.corrections import (
    CorrectedFindingRecord,
    CorrectedStateRecord,
    CorrectionRecord,
    CorrectionsRecord,
    ReplyRecord,
)
from timeline.results.values import DayRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.conformance.judged import Judged
    from timeline.edit.history import History, RevisedCase
    from timeline.edit.revision import Revision
    from timeline.results.case import FindingSummaryRecord

REPLY: Final = "statement"
"""Kind of the events by which an institution answers."""
_PROGRAM: Final = "Changes of the program, and of the rules that come with it, are not compared."
_NO_HISTORY: Final = "There is no git history to compare with."


def corrections_record(
    found: History | None, replies: Iterable[ReplyRecord], how: str, since: str | None
) -> CorrectionsRecord:
    """Tell what commits changed; None where there is no history."""
    revised = [] if found is None else [one for one in found.cases if not _is_invented(one)]
    corrections = tuple(one for case in revised for one in _corrections(case))
    return CorrectionsRecord(
        answer=tuple(_answer(corrections)),
        how=how,
        corrections=corrections,
        replies=tuple(replies),
        left_out=tuple(_left_out(found, revised, since)),
    )


def _is_invented(one: RevisedCase) -> bool:
    return any(
        judged is not None and judged.inference.file.case.example
        for judged in (one.before, one.after)
    )


def _corrections(one: RevisedCase) -> Iterator[CorrectionRecord]:
    state = one.after or one.before
    if state is None or one.before is None or (one.after is None and not one.is_removed):
        return
    findings: tuple[CorrectedFindingRecord, ...] = ()
    if not one.is_removed:
        findings = tuple(_findings(one.before, one.after))
    if findings or one.is_removed:
        yield CorrectionRecord(
            case=one.case,
            title=state.inference.file.case.title,
            day=one.revision.day,
            when=_day_words(one.revision),
            revision=one.revision.id,
            reason=one.revision.subject,
            is_removed=one.is_removed,
            findings=findings,
        )


def _findings(before: Judged, after: Judged | None) -> Iterator[CorrectedFindingRecord]:
    for pair in paired_findings(before, after):
        if pair.is_changed:
            yield CorrectedFindingRecord(
                name=pair.name,
                judged_by=pair.policy,
                before=_state(pair.record_before),
                after=_state(pair.record_after),
            )


def _state(one: FindingSummaryRecord | None) -> CorrectedStateRecord | None:
    if one is None:
        return None
    last = None if one.due is None else DayRange(min=one.due.min, max=one.due.max)
    return CorrectedStateRecord(
        verdict=one.verdict, days=one.days, deadline=last, sentence=one.sentence
    )


def _answer(corrections: Sequence[CorrectionRecord]) -> Iterator[str]:
    findings = sum(len(one.findings) for one in corrections)
    removed = sum(one.is_removed for one in corrections)
    if not corrections:
        yield "No published finding has changed."
        return
    cases = len({one.case for one in corrections})
    if findings:
        yield f"Corrected: {counted(findings, 'finding')} in {counted(cases, 'case')}."
    if removed:
        yield f"Taken away: {counted(removed, 'case')}."


def _day_words(revision: Revision) -> str:
    ordinal = revision.day.toordinal()
    return date_words(Interval(ordinal, ordinal))


def _left_out(
    found: History | None, revised: Sequence[RevisedCase], since: str | None
) -> Iterator[str]:
    if found is None:
        yield _NO_HISTORY
        return
    if since:
        yield f"Commits up to {since} are not compared."
    if found.first is not None:
        yield f"Commits before {_day_words(found.first)} are not compared."
    if found.is_shallow:
        yield "The history was cut off when it was cloned; older corrections are not known here."
    unread = {
        one.case
        for one in revised
        if one.before is None or (one.after is None and not one.is_removed)
    }
    if unread:
        yield f"Changes of {counted(len(unread), 'case')} from or to files that cannot be read now."
    yield _PROGRAM


def replies_of(judged: Judged) -> Iterator[ReplyRecord]:
    """Statements of the institution that answer events, with the findings that rest on these."""
    inference = judged.inference
    findings = [one for report in judged.reports for one in report.findings]
    for event in inference.events.values():
        own = event.event
        answered = [name for name in own.responds_to if name in inference.events]
        if own.kind != REPLY or event.is_outside or event.is_implied or not answered:
            continue
        claims = [placed.claim for placed in event.claims]
        names = [
            one.id for one in findings if {one.trigger_event, one.step_event} & set(answered) - {""}
        ]
        yield ReplyRecord(
            case=judged.id,
            event=event.id,
            when=date_words(inference.day_of(event.id)),
            by=own.by,
            text=own.label or event.kind.label,
            worded=next((one.worded for one in claims if one.worded), ""),
            note=own.note if judged.known_on is None else "",
            sources=tuple(dict.fromkeys(one.source for one in claims)),
            responds_to=tuple(answered),
            findings=tuple(dict.fromkeys(names)),
        )
