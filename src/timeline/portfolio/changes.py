"""Changes between two states of one case: days of events, verdicts, numbers of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.chrono.interval import Interval
    from timeline.chrono.truth import Truth
    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.conformance.policies import Selection
    from timeline.inference.latency import Latency

    Stretches = tuple[Interval, ...]


class EventChange(NamedTuple):
    """An event moved, added or removed."""

    event: str
    kind: str
    before: Stretches | None
    """None if it was not there, or did not count."""
    after: Stretches | None


class FindingChange(NamedTuple):
    """A rule with a changed, new or lost finding."""

    policy: str
    finding: str
    before: Finding | None
    after: Finding | None
    was_in_force: Truth | None
    """Answer for policy and rule in the state before; None if it has no such rule, or the policy
    was asked for."""
    is_in_force: Truth | None


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One case in two states, or one of them."""

    case: str
    before: Judged | None
    """None if there was no such case, or it could not be read."""
    after: Judged | None
    events: tuple[EventChange, ...]
    findings: tuple[FindingChange, ...]
    latencies: tuple[tuple[Latency, Latency], ...]
    was_unreadable: bool = False
    is_unreadable: bool = False

    @property
    def conflicts(self) -> tuple[int, int]:
        """Return the numbers of conflicts before and after."""
        return _conflicts(self.before), _conflicts(self.after)

    @property
    def policies(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the judging policies before and after."""
        return _policies(self.before), _policies(self.after)

    @property
    def is_moved(self) -> bool:
        """Return True if both states are there, and their as-of days differ."""
        days = {one.as_of for one in (self.before, self.after) if one is not None}
        return len(days) > 1

    @property
    def is_empty(self) -> bool:
        """Return True if nothing compared changed."""
        if self.was_unreadable or self.is_unreadable:
            return False
        if self.before is None or self.after is None or self.is_moved:
            return False
        (had, has), (old, new) = self.conflicts, self.policies
        return (had, old) == (has, new) and not (self.events or self.findings or self.latencies)


def compare_judged(before: Judged | None, after: Judged | None) -> CaseChange:
    """Compare two states of one case; None where it was, or is, not there.

    Events are matched by id, findings by policy and id (by id alone if each state has one policy),
    latencies by name.

    Raises:
        ValueError: both are None.
    """
    one = after or before
    if one is None:
        message = "there is no case to compare"
        raise ValueError(message)
    if before is None or after is None:
        return CaseChange(one.id, before, after, (), (), ())
    events, findings = tuple(_events(before, after)), tuple(_findings(before, after))
    return CaseChange(one.id, before, after, events, findings, tuple(_latencies(before, after)))


def _conflicts(judged: Judged | None) -> int:
    return 0 if judged is None else len(judged.inference.conflicts)


def _policies(judged: Judged | None) -> tuple[str, ...]:
    return () if judged is None else tuple(one.selection.policy.id for one in judged.reports)


def _events(before: Judged, after: Judged) -> Iterator[EventChange]:
    old, new = (
        {name: one.inference.days_of(name) for name in one.inference.events}
        for one in (before, after)
    )
    for name in {**new, **old}:
        if old.get(name) != new.get(name):
            known = (after if name in new else before).inference.events[name]
            yield EventChange(name, known.event.kind, old.get(name), new.get(name))


def _findings(before: Judged, after: Judged) -> Iterator[FindingChange]:
    by_id = len(before.reports) == len(after.reports) == 1
    old, new = (_by_key(one, by_id=by_id) for one in (before, after))
    for key in {**new, **old}:
        was, now = old.get(key), new.get(key)
        if was is None or now is None or _compared(*was) != _compared(*now):
            policy = next(one[0].policy.id for one in (now, was) if one is not None)
            found, answers = zip(*(_state(one) for one in (was, now)), strict=True)
            yield FindingChange(policy, key[1], *found, *answers)


def _state(side: tuple[Selection, Finding] | None) -> tuple[Finding | None, Truth | None]:
    """Return the finding, and the answer if its rule was in force."""
    return (None, None) if side is None else (side[1], side[0].in_force(side[1].question.rule.id))


def _by_key(judged: Judged, *, by_id: bool) -> dict[tuple[str, str], tuple[Selection, Finding]]:
    found = {}
    for report in judged.reports:
        policy = report.selection.policy.id
        for finding in report.findings:
            found["" if by_id else policy, finding.id] = report.selection, finding
    return found


def _compared(selection: Selection, finding: Finding) -> tuple[object, ...]:
    """Return its words, its rule in force, and the numbers behind it."""
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


def _latencies(before: Judged, after: Judged) -> Iterator[tuple[Latency, Latency]]:
    old = {one.measure.id: one for one in before.latencies}
    for now in after.latencies:
        was = old.get(now.measure.id)
        if was is not None and not now.is_about_the_file and _shown(was) != _shown(now):
            yield was, now


def _shown(latency: Latency) -> tuple[object, ...]:
    """Return the compared parts; of an end that none records, only that none does."""
    # The days until then grow with the as-of day, which is reported by itself.
    if latency.days is None:
        return ()
    if not latency.is_recorded:
        return (False, latency.denied is None)
    return latency.days, latency.is_open, latency.applies
