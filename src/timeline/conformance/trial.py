"""Trials: what would change if a disputed claim were admitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.conformance.judge import answers_to, verdicts_of
from timeline.conformance.measure import order_chains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.chrono.bound import Bound
    from timeline.chrono.calendar import WorkCalendar
    from timeline.conformance.finding import Report
    from timeline.conformance.verdict import Verdict
    from timeline.reckoning.reckoning import Reckoning
    from timeline.reckoning.statement import Statement


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict that would change."""

    policy: str
    finding: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """One disputed claim or absence, admitted by itself."""

    statement: Statement
    can_be_true: bool
    """False where it contradicts what cannot be given up: the words of the process, or the date
    on which its own source was published."""
    displaced: tuple[Statement, ...]
    """Accepted claims that it conflicts with, and that it would stand in place of."""
    changes: tuple[Change, ...]
    squeezed: tuple[tuple[str, Bound, Bound], ...]
    """Events whose days it would narrow or move: before and after."""


def try_disputed(
    reckoning: Reckoning,
    reports: Sequence[Report],
    admit: Callable[[int], Reckoning],
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> list[Trial]:
    """Admit each disputed statement by itself.

    Args:
        reckoning: the case as it stands.
        reports: its findings.
        admit: reckons the case again with one disputed statement held true.
        calendars: working days by name.
    """
    return [
        _trial(statement, reckoning, admit(statement.index), reports, calendars or {})
        for statement in reckoning.statements.disputed
    ]


def _trial(
    statement: Statement,
    before: Reckoning,
    after: Reckoning,
    reports: Sequence[Report],
    calendars: Mapping[str, WorkCalendar],
) -> Trial:
    if not after.readings:
        return Trial(statement, can_be_true=False, displaced=(), changes=(), squeezed=())
    displaced = _given_up(after, any_reading=True) - _given_up(before, any_reading=True)
    displaced |= _given_up(after, any_reading=False) - _given_up(before, any_reading=False)
    return Trial(
        statement,
        can_be_true=True,
        displaced=tuple(part for part in before.statements.accepted if part.group in displaced),
        changes=tuple(_changes(reports, after, calendars)),
        squeezed=tuple(
            (name, before.day_of(name), after.day_of(name))
            for name in before.events
            if before.day_of(name) != after.day_of(name)
        ),
    )


def _given_up(reckoning: Reckoning, *, any_reading: bool) -> frozenset[str]:
    """The groups of claims that some reading gives up, or that each does."""
    dropped = [reading.dropped for reading in reckoning.readings]
    if any_reading:
        return frozenset[str]().union(*dropped)
    return dropped[0].intersection(*dropped) if dropped else frozenset()


def _changes(
    reports: Sequence[Report], after: Reckoning, calendars: Mapping[str, WorkCalendar]
) -> Iterator[Change]:
    for report in reports:
        verdicts = _verdicts(report, after, calendars)
        for finding in report.findings:
            now = verdicts.get(finding.id)
            if now is not None and now is not finding.verdict:
                yield Change(report.selection.policy.id, finding.id, finding.verdict, now)


def _verdicts(
    report: Report, after: Reckoning, calendars: Mapping[str, WorkCalendar]
) -> dict[str, Verdict]:
    """The questions hang on the record, which is the same, and on what had happened by then."""
    as_of = report.as_of
    hangs = any(finding.question.hangs_on_days for finding in report.findings)
    if hangs or order_chains(after, as_of) != order_chains(report.reckoning, as_of):
        return verdicts_of(after, report.selection, as_of, calendars)
    return answers_to([finding.question for finding in report.findings], after, as_of)
