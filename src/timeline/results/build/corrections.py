"""Revised cases and replies → the record of corrections."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import msgspec

from timeline.cache.digest import digest_of
from timeline.chrono.interval import Interval
from timeline.edit.history import MOST_CASES, History, history
from timeline.edit.revision import revisions
from timeline.errors import ReadError
from timeline.results.build.dates import date_words
from timeline.results.build.paired import paired_findings
from timeline.results.build.words import counted
from timeline.results.corrections import (
    MOST_REVISIONS,
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
    from timeline.edit.history import RevisedCase
    from timeline.edit.revision import Revision
    from timeline.results.case import FindingSummaryRecord
    from timeline.view import View

REPLY: Final = "statement"
"""Kind of the events by which an institution answers."""
_PROGRAM: Final = "Changes of the program, and of the rules that come with it, are not compared."
_NO_HISTORY: Final = "There is no git history to compare with."


class Corrected(msgspec.Struct, frozen=True):
    """Corrections that a history shows, as they are kept for later runs."""

    answer: tuple[str, ...]
    corrections: tuple[CorrectionRecord, ...]
    left_out: tuple[str, ...]


def corrections_record(
    found: Corrected, replies: Iterable[ReplyRecord], how: str
) -> CorrectionsRecord:
    """Tell what commits changed, and what was replied."""
    return CorrectionsRecord(
        answer=found.answer,
        how=how,
        corrections=found.corrections,
        replies=tuple(replies),
        left_out=found.left_out,
    )


def corrected(view: View, since: str | None = None, most: int = MOST_REVISIONS) -> Corrected:
    """Compare the commits of a workspace, or recall what was found of the same ones.

    Args:
        view: what is published.
        since: a revision after which to begin; else the newest commits.
        most: how many commits that changed something are judged.

    Raises:
        ReadError: git knows no such revision.
    """
    try:
        listed, is_shallow = revisions(view.workspace.root, since)
    except ReadError:
        if since is not None:
            raise
        listed, is_shallow = [], False
    if not listed and since is None:
        return Corrected(("No earlier versions of the files are on record.",), (), (_NO_HISTORY,))
    memory = view.run.memory
    if memory is None or not listed:
        return _corrected(view, history(view, listed, most), since, is_shallow=is_shallow)
    # Commits never change, and each is judged on its own day: no later day is part of the key.
    day = min(view.judged_day, listed[0].day.toordinal())
    asked = [listed[0].id, is_shallow, since, most, day, view.known_on, view.policy_id]
    asked += [str(view.workspace.root), *_withheld(view)]
    key = digest_of(b"corrections", memory.program, json.dumps(asked).encode())
    row = memory.store.get(key)
    if row is not None:
        return msgspec.json.decode(row, type=Corrected)
    made = _corrected(view, history(view, listed, most), since, is_shallow=is_shallow)
    memory.store.put([(key, msgspec.json.encode(made))])
    return made


def _withheld(view: View) -> list[object]:
    """Return what is withheld now, and so in the whole history."""
    if not view.workspace.is_published:
        return []
    hidden = view.workspace.withheld_items
    items = [[case, *sorted(map(list, found))] for case, found in sorted(hidden.items.items())]
    return [True, sorted(hidden.sources), items]


def _corrected(view: View, found: History, since: str | None, *, is_shallow: bool) -> Corrected:
    revised = [one for one in found.cases if not _is_invented(one)]
    corrections = tuple(one for case in revised for one in _corrections(case))
    # The id of a commit confirms a guess at all that it holds, and so at what is withheld; and an
    # id of the feed stays the same when something is withheld for the first time.
    if view.workspace.is_published:
        corrections = tuple(msgspec.structs.replace(one, revision="") for one in corrections)
    left_out = _left_out(found, revised, since, is_shallow=is_shallow)
    return Corrected(tuple(_answer(corrections)), corrections, tuple(left_out))


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
        verdict=one.verdict, days=one.days, deadline=last, sentence=one.text
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
    found: History, revised: Sequence[RevisedCase], since: str | None, *, is_shallow: bool
) -> Iterator[str]:
    if since:
        yield f"Commits up to {since} are not compared."
    if found.first is not None:
        yield f"Commits before {_day_words(found.first)} are not compared."
    for one in found.too_large:
        yield f"A commit of {_day_words(one)} is not compared: it changes over {MOST_CASES} cases."
    if is_shallow:
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
