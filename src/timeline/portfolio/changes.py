"""Changes between two states of one case.

In the days of events, the verdicts and the numbers of days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.chrono.interval import Interval
    from timeline.chrono.truth import Truth
    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.conformance.policies import Selection
    from timeline.inference.latency import Latency

    Stretches = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event moved, added or removed."""

    event: str
    kind: str
    before: Stretches | None
    """None if it was not there, or did not count."""
    after: Stretches | None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A rule with a changed, new or lost finding."""

    policy: str
    finding: str
    before: Finding | None
    after: Finding | None
    was_in_force: Truth | None = None
    """Answer for policy and rule in the state before; None if it has no such rule, or the policy
    was asked for."""
    is_in_force: Truth | None = None

    @property
    def is_of_verdict(self) -> bool:
        """Return True if the verdict itself changed."""
        both = self.before, self.after
        return None in both or len({one.verdict for one in both if one is not None}) > 1


@dataclass(frozen=True, slots=True)
class LatencyChange:
    """A changed named latency."""

    measure: str
    label: str
    before: Latency
    after: Latency


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One case in two states, or one of them."""

    case: str
    before: Judged | None
    """None if there was no such case, or it could not be read."""
    after: Judged | None
    events: tuple[EventChange, ...]
    findings: tuple[FindingChange, ...]
    latencies: tuple[LatencyChange, ...]
    was_unreadable: bool = False
    is_unreadable: bool = False

    @property
    def conflicts(self) -> tuple[int, int]:
        """Return the numbers of conflicts before and after."""
        both = [0 if one is None else len(one.inference.conflicts) for one in self._both]
        return both[0], both[1]

    @property
    def policies(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the judging policies before and after."""
        both = [() if one is None else _policies(one) for one in self._both]
        return both[0], both[1]

    @property
    def _both(self) -> tuple[Judged | None, Judged | None]:
        return self.before, self.after

    @property
    def is_moved(self) -> bool:
        """Return True if the as-of days differ.

        Both states have to be there.
        """
        both = self.before, self.after
        return len({one.as_of for one in both if one is not None}) > 1

    @property
    def is_empty(self) -> bool:
        """Return True if nothing compared changed."""
        if self.was_unreadable or self.is_unreadable:
            return False
        if self.before is None or self.after is None or self.is_moved:
            return False
        same = self.conflicts[0] == self.conflicts[1] and self.policies[0] == self.policies[1]
        return same and not (self.events or self.findings or self.latencies)


def compare_judged(before: Judged | None, after: Judged | None) -> CaseChange:
    """Compare two states of one case.

    Events are matched by id, findings by policy and id (by id alone if each state has one policy),
    latencies by name.

    Args:
        before: the case as it was; None where it was not there.
        after: the case as it is; None where it is not there.

    Raises:
        ValueError: both are None.
    """
    one = after or before
    if one is None:
        message = "there is no case to compare"
        raise ValueError(message)
    if before is None or after is None:
        return CaseChange(one.id, before, after, (), (), ())
    return CaseChange(
        one.id,
        before,
        after,
        tuple(_events(before, after)),
        tuple(_findings(before, after)),
        tuple(_latencies(before, after)),
    )


def _policies(judged: Judged) -> tuple[str, ...]:
    return tuple(report.selection.policy.id for report in judged.reports)


def _events(before: Judged, after: Judged) -> Iterator[EventChange]:
    old, new = _days(before), _days(after)
    for name in _in_order(old, new):
        if old.get(name) != new.get(name):
            known = (after if name in new else before).inference.events[name]
            yield EventChange(name, known.event.kind, old.get(name), new.get(name))


def _days(judged: Judged) -> dict[str, Stretches]:
    inference = judged.inference
    return {name: inference.days_of(name) for name in inference.events}


def _in_order(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """List the new names, then the lost ones."""
    return [*new, *(name for name in old if name not in new)]


def _findings(before: Judged, after: Judged) -> Iterator[FindingChange]:
    by_id = len(before.reports) == len(after.reports) == 1
    old, new = (_by_key(one, by_id=by_id) for one in (before, after))
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        if was is None or now is None or _compared(*was) != _compared(*now):
            policy = next(one[0].policy.id for one in (now, was) if one is not None)
            yield FindingChange(
                policy,
                key[1],
                None if was is None else was[1],
                None if now is None else now[1],
                None if was is None else was[0].in_force(was[1].question.rule.id),
                None if now is None else now[0].in_force(now[1].question.rule.id),
            )


def _by_key(judged: Judged, *, by_id: bool) -> dict[tuple[str, str], tuple[Selection, Finding]]:
    found = {}
    for report in judged.reports:
        policy = report.selection.policy.id
        for finding in report.findings:
            found["" if by_id else policy, finding.id] = report.selection, finding
    return found


def _compared(selection: Selection, finding: Finding) -> tuple[object, ...]:
    """Return the compared parts of a finding.

    Its words, its rule in force, and the numbers behind it.
    """
    limits = [(one.line.tier, one.line.text, one.verdict, one.days_late) for one in finding.limits]
    return (
        selection.in_force(finding.question.rule.id),
        finding.verdict,
        finding.possible,
        finding.breach,
        finding.tier,
        finding.days,
        finding.elapsed,
        finding.days_late,
        tuple(limits),
    )


def _latencies(before: Judged, after: Judged) -> Iterator[LatencyChange]:
    old = {one.measure.id: one for one in before.latencies}
    for now in after.latencies:
        was = old.get(now.measure.id)
        if was is not None and not now.is_about_the_file and _shown(was) != _shown(now):
            yield LatencyChange(now.measure.id, now.measure.label, was, now)


def _shown(latency: Latency) -> tuple[object, ...]:
    """Return the compared parts of a latency.

    Of an end that none records, only that none does.
    """
    # The days until then grow with the as-of day, which is reported by itself.
    if latency.days is None:
        return ()
    if not latency.is_recorded:
        return (False, latency.denied is None)
    return latency.days, latency.is_open, latency.applies
