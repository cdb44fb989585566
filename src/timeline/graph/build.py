"""A reckoned case, and what a policy found in it → its graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.bound import Bound
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict
from timeline.graph.case_graph import CaseGraph, ClaimNode, Edge, EventNode
from timeline.graph.order import certain_order, reduced
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.finding import Finding, Ground, Report
    from timeline.conformance.question import Candidate
    from timeline.model.kind import Kind
    from timeline.reckoning.reckoning import Reckoning
    from timeline.reckoning.record import DatedEvent

_NO_KINDS: Mapping[str, Kind] = {}


def build_graph(
    reckoning: Reckoning,
    report: Report | None,
    as_of: int,
    kinds: Mapping[str, Kind] = _NO_KINDS,
) -> CaseGraph:
    """Build the graph of one case.

    Args:
        reckoning: the case; it has at least one reading.
        report: the findings under one policy; None leaves `expects` and the ghosts out. Where it
            is not certain that this policy was in force, each of these says so.
        as_of: the day judged from. Events after it are still nodes, which had not happened.
        kinds: the vocabulary, for the labels of kinds; a kind that it lacks is shown by its id.

    Raises:
        ValueError: the report was made as of another day.
    """
    if report is not None and report.as_of != as_of:
        message = f"a report as of day {report.as_of} does not fit a graph as of day {as_of}"
        raise ValueError(message)
    events = [_event_node(event, reckoning, as_of, kinds) for event in reckoning.events.values()]
    claims, dated_by = _claims(reckoning)
    ghosts, expects = _expectations(report, kinds) if report else ([], [])
    case = reckoning.file.case
    return CaseGraph(
        reckoning.file.id,
        f"INVENTED: {case.title}" if case.example else case.title,
        as_of,
        (*events, *ghosts),
        tuple(claims),
        (*_before(reckoning), *_responds_to(reckoning), *dated_by, *expects),
    )


def _event_node(
    event: DatedEvent, reckoning: Reckoning, as_of: int, kinds: Mapping[str, Kind]
) -> EventNode:
    own = event.event
    return EventNode(
        event.id,
        own.kind,
        own.label or _kind_label(own.kind, kinds),
        event.zone,
        own.track,
        own.round,
        own.by,
        own.form,
        _within_calendar(reckoning.day_of(event.id)),
        reckoning.happened(event.id, as_of),
        is_implied=event.is_implied,
    )


def _kind_label(kind: str, kinds: Mapping[str, Kind]) -> str:
    """Investigation opened, for investigation_opened."""
    words = kind.replace("_", " ")
    return kinds[kind].label if kind in kinds else words[:1].upper() + words[1:]


def _within_calendar(bound: Bound) -> Bound:
    """The bound without ends that no date can name: 10 days after 9999-12-30."""
    return Bound(*(
        end if end is not None and FIRST_DAY <= end <= LAST_DAY else None
        for end in (bound.min, bound.max)
    ))  # fmt: skip


def _before(reckoning: Reckoning) -> Iterator[Edge]:
    for first, after in reduced(certain_order(reckoning)).items():
        for second in after:
            yield Edge("before", first, second, reckoning.between(first, second))


def _responds_to(reckoning: Reckoning) -> Iterator[Edge]:
    for event in reckoning.events.values():
        for ref in dict.fromkeys(event.event.responds_to):
            if ref in reckoning.events:
                yield Edge("responds_to", event.id, ref)


def _claims(reckoning: Reckoning) -> tuple[list[ClaimNode], list[Edge]]:
    """Every claim but those of plans: a plan dates no event."""
    nodes, edges = [], []
    for event in reckoning.events.values():
        for placed in event.claims:
            claim = placed.claim
            name = f"{event.id}#{placed.number}"
            nodes.append(ClaimNode(name, claim.when.text, claim.source, claim.standing))
            edges.append(Edge("dated_by", event.id, name))
    return nodes, edges


class _End(NamedTuple):
    """One end of an expectation; the name is empty where no event can be it."""

    name: str
    is_certain: bool = True


def _expectations(report: Report, kinds: Mapping[str, Kind]) -> tuple[list[EventNode], list[Edge]]:
    """One edge for each finding that has a trigger, and the ghosts that they end at."""
    ghosts: dict[str, EventNode] = {}
    edges = []
    policy = "" if report.selection.is_certain else report.selection.policy.id
    for finding in report.findings:
        trigger, step = _trigger(finding, report), _step(finding, report)
        if not trigger.name or (not step.name and finding.verdict is Verdict.NOT_REQUIRED):
            continue
        if not step.name:
            name = f"ghost:{visible(finding.id)}"
            ghost = replace(_ghost(finding, report, kinds, name, ghosts), if_in_force=policy)
            step = _End(ghost.id)
            ghosts[ghost.id] = ghost
        edges.append(
            Edge(
                "expects",
                trigger.name,
                step.name,
                finding.days,
                finding.id,
                finding.question.rule.id,
                finding.verdict.value,
                has_certain_ends=trigger.is_certain and step.is_certain,
                if_in_force=policy,
            )
        )
    return list(ghosts.values()), edges


def _trigger(finding: Finding, report: Report) -> _End:
    """The trigger that the finding names, else the first that may be it, else one to come."""
    if finding.trigger_event:
        return _End(finding.trigger_event)
    triggers = finding.question.triggers
    return _first(_possible(triggers, report) or [candidate.event for candidate in triggers])


def _step(finding: Finding, report: Report) -> _End:
    """The event that took the step, else the first that may have taken it."""
    if finding.is_open or finding.step_event:
        return _End(finding.step_event)
    return _first(_possible(finding.question.steps, report))


def _possible(candidates: Sequence[Candidate], report: Report) -> list[str]:
    """The candidates that may have happened by the day judged from."""
    return [
        candidate.event
        for candidate in candidates
        if report.reckoning.happened(candidate.event, report.as_of) is not Truth.NO
    ]


def _first(names: Sequence[str]) -> _End:
    return _End(names[0] if names else "", is_certain=len(names) < 2)  # noqa: PLR2004 - one


def _ghost(
    finding: Finding,
    report: Report,
    kinds: Mapping[str, Kind],
    name: str,
    taken: Mapping[str, EventNode],
) -> EventNode:
    """The step that is undone, in place of an event; a name that is taken gets a number."""
    question = finding.question
    kind = question.rule.step.first[0].event
    return EventNode(
        name if name not in taken else f"{name}#{len(taken)}",
        kind,
        question.rule.label or _kind_label(kind, kinds),
        report.reckoning.file.case.time_zone,
        question.track,
        question.round,
        form=question.rule.step.first[0].form,
        is_ghost=True,
        standing=_ground(finding),
    )


def _ground(finding: Finding) -> Ground | None:
    """What is known of the step's being undone on the day judged from itself."""
    standing = finding.standing
    if standing is None or (standing.ground in ("denied", "searched") and not standing.holds_now):
        return None
    return standing.ground
