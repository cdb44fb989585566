"""Judged cases → what the pages about all of them need of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from timeline.cache.digest import digest_of
from timeline.portfolio.peers import PeerCase, peer_case
from timeline.portfolio.practice import practice_answers
from timeline.portfolio.tolls import judged_tolls
from timeline.results.build.corrections import replies_of
from timeline.results.build.listing import list_row_record
from timeline.results.build.overdue import overdue_part
from timeline.results.build.tolls import case_tolls_record
from timeline.results.corrections import ReplyRecord
from timeline.results.listing import ListRowRecord
from timeline.results.overdue import OverdueCaseRecord
from timeline.results.tolls import TollsOfRecord
from timeline.results.values import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.conformance.judged import Judged
    from timeline.results.case import ShowRecord

EVERY_DAY = 999_999
"""Days that a calendar looks ahead."""


class MeasuredPart(msgspec.Struct, frozen=True):
    """One measure of one case."""

    measure: str
    label: str
    days: Range
    words: str


class CasePart(msgspec.Struct, frozen=True):
    """Parts of the site that one case gives."""

    digest: str
    """Of all that is told of it on its own page."""
    institution: str
    row: ListRowRecord
    overdue: OverdueCaseRecord
    to_come: OverdueCaseRecord
    """The same with every deadline to come, for a calendar."""
    tolls: TollsOfRecord
    peers: PeerCase
    answers: tuple[tuple[str, str, str], ...]
    """Of the practices that it called for."""
    asked: tuple[str, ...]
    """Practices that its page speaks of."""
    measures: tuple[MeasuredPart, ...]
    sources: tuple[str, ...]
    replies: tuple[ReplyRecord, ...]
    """Of its institution; none of an invented case."""
    files: dict[str, bytes] = {}
    """Its page, without the frame, and its downloads by suffix, where they were asked for."""


def case_part(judged: Judged, show: ShowRecord, within_days: int) -> CasePart:
    """Sum up one case for the pages about all of them."""
    replies = () if judged.inference.file.case.example else tuple(replies_of(judged))
    return CasePart(
        digest=digest_of(msgspec.json.encode([show, replies])).hex(),
        institution=show.story.institution,
        row=list_row_record(judged),
        overdue=overdue_part(judged, within_days),
        to_come=overdue_part(judged, EVERY_DAY),
        tolls=case_tolls_record(judged_tolls(judged)),
        peers=peer_case(judged),
        answers=tuple(practice_answers(judged)),
        asked=practices_asked(show),
        measures=tuple(
            MeasuredPart(one.measure, one.label, one.days, one.words)
            for one in show.latencies
            if one.days is not None and (one.recorded or one.denied)
        ),
        sources=tuple(one.id for one in show.sources),
        replies=replies,
    )


def practices_asked(show: ShowRecord) -> tuple[str, ...]:
    """Return the practices that a case went against, or may have."""
    astray = [one for one in show.findings if one.verdict.group == "astray"]
    return tuple(dict.fromkeys(practice for one in astray for practice in one.practices))


def without_files(part: CasePart) -> CasePart:
    """Return the part as it is kept: files are in their folder."""
    return msgspec.structs.replace(part, files={})


def sources_cited(parts: Sequence[CasePart]) -> dict[str, list[str]]:
    """Map each source to the cases that cite it."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for source in part.sources:
            found.setdefault(source, []).append(part.row.case)
    return found
