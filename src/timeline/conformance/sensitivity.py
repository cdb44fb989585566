"""Sensitivity of the findings to each disputed statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from timeline.model.build import CaseFile
from timeline.model.fields import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline.chrono.interval import Interval
    from timeline.chrono.truth import Truth
    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.conformance.verdict import Verdict
    from timeline.inference.inference import Inference
    from timeline.inference.statement import TimeStatement
    from timeline.model.case import Case

_Part = TypeVar("_Part", bound=Model)


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One finding that would change, come or go."""

    policy: str
    finding: str
    before: Verdict | None
    """None if there is no such finding now."""
    after: Verdict | None
    """None if there would be none."""
    breach_before: Truth | None = None
    breach_after: Truth | None = None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One disputed claim or absence, accepted by itself."""

    statement: TimeStatement
    can_be_true: bool
    """False if it contradicts what cannot be given up: the words of the process, or the date on
    which its own source was published."""
    displaced: tuple[TimeStatement, ...]
    """Accepted claims that it conflicts with: some version gives them up that none does now."""
    changes: tuple[VerdictChange, ...]
    squeezed: tuple[tuple[str, Interval, Interval], ...]
    """Events whose days it would narrow or move: before and after."""


def sensitivity_to_disputed(
    judged: Judged, judge: Callable[[CaseFile], Judged]
) -> list[Sensitivity]:
    """Judge the case anew with each disputed statement accepted by itself."""
    file = judged.inference.file
    found = []
    for statement in judged.inference.statements.disputed:
        accepted = CaseFile(file.id, _accepting(file.case, statement), file.document)
        found.append(_sensitivity(statement, judged, judge(accepted)))
    return found


def _accepting(case: Case, statement: TimeStatement) -> Case:
    """Return the case with one disputed statement accepted."""
    match statement.route:
        case ("absences", int(place), *_):
            return _with(case, "absences", place, _accepted(case.absences[place]))
        case ("events", int(place), "claims", int(number), *_):
            event = case.events[place]
            claims = [*event.claims]
            claims[number] = _accepted(claims[number])
            return _with(case, "events", place, _changed(event, claims=tuple(claims)))
        case ("events", int(place), *_):
            return _with(case, "events", place, _accepted(case.events[place]))
        case _:
            message = f"{statement.id} is no claim and no absence of a file"
            raise ValueError(message)


def _with(case: Case, key: str, place: int, part: object) -> Case:
    parts = [*getattr(case, key)]
    parts[place] = part
    return _changed(case, **{key: tuple(parts)})


def _accepted(part: _Part) -> _Part:
    return _changed(part, standing="accepted")


def _changed(part: _Part, **values: object) -> _Part:
    """Return a changed copy, built anew."""
    # A copied record would keep what it has worked out.
    made: Any = type(part).model_construct(**{**dict(part), **values})
    return cast("_Part", made)


def _sensitivity(statement: TimeStatement, before: Judged, after: Judged) -> Sensitivity:
    was, now = before.inference, after.inference
    group = statement.group
    if not now.readings or all(group in reading.dropped for reading in now.readings):
        return Sensitivity(statement, can_be_true=False, displaced=(), changes=(), squeezed=())
    displaced = _given_up(now, any_reading=True) - _given_up(was, any_reading=True)
    displaced |= _given_up(now, any_reading=False) - _given_up(was, any_reading=False)
    return Sensitivity(
        statement,
        can_be_true=True,
        displaced=tuple(part for part in was.statements.accepted if part.group in displaced),
        changes=tuple(_changes(before, after)),
        squeezed=tuple(
            (name, was.day_of(name), now.day_of(name))
            for name in was.events
            if name in now.events and was.day_of(name) != now.day_of(name)
        ),
    )


def _given_up(inference: Inference, *, any_reading: bool) -> frozenset[str]:
    """Return the groups some or all subsets give up."""
    dropped = [reading.dropped for reading in inference.readings]
    if any_reading:
        return frozenset[str]().union(*dropped)
    return dropped[0].intersection(*dropped) if dropped else frozenset()


def _changes(before: Judged, after: Judged) -> Iterator[VerdictChange]:
    here, there = _by_name(before), _by_name(after)
    for policy, name in dict.fromkeys([*here, *there]):
        one, two = here.get((policy, name)), there.get((policy, name))
        old, new = (None if found is None else found.verdict for found in (one, two))
        was, now = (None if found is None else found.breach for found in (one, two))
        if old is not new or was is not now:
            yield VerdictChange(policy, name, old, new, was, now)


def _by_name(judged: Judged) -> dict[tuple[str, str], Finding]:
    return {
        (report.selection.policy.id, finding.id): finding
        for report in judged.reports
        for finding in report.findings
    }
