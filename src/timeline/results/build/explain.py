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
    from collections.abc import Iterable, Sequence

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


def asked_for(
    judged: Judged, what: str | None, other: str | None
) -> list[tuple[Report, Finding] | tuple[str, ...]]:
    """The findings of a rule, one finding, an event with its findings, or a pair; else all.

    Raises:
        ReadError: no such rule or event.
    """
    findings = list(findings_of(judged))
    events = judged.inference.events
    if what is None:
        return list(findings)
    if what in events and other is None:
        about = [row for row in findings if what in (row[1].trigger_event, row[1].step_event)]
        return [(what,), *about]
    if what in events and other in events:
        return [(what, str(other))]
    named = [row for row in findings if what in (row[1].id, row[1].question.rule.id)]
    if named and other is None:
        return list(named)
    word = str(other if what in events or named else what)
    message = f"{word} is neither an event of {judged.id} nor a rule that it is judged by"
    of_kind = [event.id for event in events.values() if event.event.kind == word]
    known = [*events, *(finding.id for _, finding in findings)]
    hint = f"events of that kind: {', '.join(of_kind)}" if of_kind else nearest(word, known)
    raise ReadError([Problem("E414", message, Location(judged.id, None), hint)])


def explained(
    asked: Sequence[tuple[Report, Finding] | tuple[str, ...]],
) -> list[Explained]:
    """Receipts asked for, each with its title.

    Args:
        asked: findings with their reports, single events, or pairs of events.
    """
    found = []
    for row in asked:
        if len(row) == 2 and not isinstance(row[0], str):  # noqa: PLR2004 - a pair
            report, finding = row
            found.append(Explained(finding.id, finding, report))
        else:
            names = tuple(str(name) for name in row)
            title = f"the day of {names[0]}"
            if len(names) == 2:  # noqa: PLR2004 - a pair
                title = f"the days from {names[0]} to {names[1]}"
            found.append(Explained(title, events=names))
    return found


def practices_in(receipts: Iterable[Explained]) -> list[Practice]:
    """List the practices by which the findings of receipts hold, each once."""
    found = (
        practice
        for one in receipts
        if one.finding is not None and one.report is not None
        for practice in practices_of(one.finding, one.report)
    )
    return list(dict.fromkeys(found))
