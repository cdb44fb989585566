"""Receipts that were asked for: of a finding, an event, or the days between two events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.model.names import nearest
from timeline.portfolio.practice import practices_of
from timeline.results.build.findings import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.portfolio.practice import Practice


@dataclass(frozen=True, slots=True)
class Explained:
    """One receipt: of a finding, an event, or the days between two events."""

    title: str
    finding: Finding | None = None
    report: Report | None = None
    events: tuple[str, ...] = ()


def explained_events(first: str, *others: str) -> Explained:
    """The day of an event, or the days from one to another."""
    title = f"the days from {first} to {others[0]}" if others else f"the day of {first}"
    return Explained(title, events=(first, *others))


def explained_finding(report: Report, finding: Finding) -> Explained:
    """One finding of a report."""
    return Explained(finding.id, finding, report)


def asked_for(judged: Judged, what: str | None, other: str | None) -> list[Explained]:
    """The findings of a rule, one finding, an event with its findings, or a pair; else all.

    Raises:
        ReadError: no such rule or event.
    """
    findings, events = list(findings_of(judged)), judged.inference.events
    named = [row for row in findings if what in (row[1].id, row[1].question.rule.id)]
    if what in events and other in events:
        return [explained_events(str(what), str(other))]
    if what in events and other is None:
        about = [row for row in findings if what in (row[1].trigger_event, row[1].step_event)]
        return [explained_events(str(what)), *(explained_finding(*row) for row in about)]
    if what is None or (named and other is None):
        return [explained_finding(*row) for row in (findings if what is None else named)]
    word = str(other if what in events or named else what)
    message = f"{word} is neither an event of {judged.id} nor a rule that it is judged by"
    of_kind = [event.id for event in events.values() if event.event.kind == word]
    known = [*events, *(finding.id for _, finding in findings)]
    hint = f"events of that kind: {', '.join(of_kind)}" if of_kind else nearest(word, known)
    raise ReadError([Problem("E414", message, Location(judged.id, None), hint)])


def practices_in(receipts: Iterable[Explained]) -> list[Practice]:
    """List the practices by which the findings of receipts hold, each once."""
    found = (
        practice
        for one in receipts
        if one.finding is not None and one.report is not None
        for practice in practices_of(one.finding, one.report)
    )
    return list(dict.fromkeys(found))
