"""The directed graph of a case as a record: what came before what, what was expected, in words.

    before        event → event    certain order, transitively reduced
    responds_to   event → event    the answer → what it answers
    dated_by      event → claim    what a source says of its day
    expects       event → event    trigger → step, as one finding has it

A step that is undone is a ghost: a node in place of an event that did not happen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from timeline.chrono.days import FIRST_DAY, LAST_DAY, format_day
from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict
from timeline.portfolio.order import certain_order, reduced
from timeline.results.build.values import as_range, day_range, problem_records
from timeline.results.build.words import day_words, length_words
from timeline.results.graph import (
    ClaimNodeRecord,
    EdgeRecord,
    EdgeType,
    EventNodeRecord,
    GraphRecord,
)
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.conformance.question import Candidate
    from timeline.inference.inference import Inference
    from timeline.inference.record import DatedEvent
    from timeline.model.kind import Kind
    from timeline.results.values import GroundWord

_GHOST_WORDS = {
    "denied": "not done by",
    "searched": "looked for, not found, by",
    "waiting": "planned, none recorded by",
}
_CUT_WORDS = {Truth.NO: "not yet by", Truth.UNKNOWN: "perhaps not yet by"}


def graph_record(judged: Judged, *, with_claims: bool = False) -> GraphRecord:
    """Build the graph of one case.

    Events after the day judged are still nodes, which had not happened. Expectations and ghosts are
    those of the one policy that judges the case, or may; each says so where that is not certain.

    Args:
        judged: the case.
        with_claims: with the claims behind each date.
    """
    inference, as_of, kinds = judged.inference, judged.as_of, judged.kinds
    events = [_event_node(one, inference, as_of, kinds) for one in inference.events.values()]
    claims, dated_by = _claims(inference) if with_claims else ([], [])
    report = judged.report
    ghosts, expects = _expectations(report, kinds) if report else ([], [])
    case = inference.file.case
    return GraphRecord(
        case=judged.id,
        title=f"INVENTED: {case.title}" if case.example else case.title,
        as_of=date.fromordinal(as_of),
        nodes=(*events, *ghosts),
        claims=tuple(claims),
        edges=(*_before(inference), *_responds_to(inference), *dated_by, *expects),
        problems=problem_records(judged.problems),
    )


def _event_node(
    event: DatedEvent, inference: Inference, as_of: int, kinds: Mapping[str, Kind]
) -> EventNodeRecord:
    own = event.event
    label = own.label or _kind_label(own.kind, kinds)
    bounds = _within_calendar(inference.day_of(event.id))
    happened = inference.happened(event.id, as_of)
    lines = [label, *_where(own.by, own.form, own.track, own.round), day_words(bounds)]
    if happened in _CUT_WORDS:
        lines.append(f"{_CUT_WORDS[happened]} {format_day(as_of)}")
    return EventNodeRecord(
        id=event.id,
        ghost=False,
        implied=event.is_implied,
        kind=own.kind,
        label=label,
        form=own.form,
        track=own.track,
        round=own.round,
        by=own.by,
        zone=event.zone,
        happened=happened,
        day=day_range(bounds),
        standing=None,
        if_in_force=None,
        lines=tuple(lines),
    )


def _where(by: str, form: str, track: str, round_: int) -> Iterator[str]:
    """Who, and where in the process; nothing where nothing is said."""
    place = [form, track and f"track {track}", f"round {round_}" if round_ > 1 else ""]
    said = ", ".join(part for part in place if part)
    yield from (line for line in (by, said) if line)


def _kind_label(kind: str, kinds: Mapping[str, Kind]) -> str:
    """Investigation opened, for investigation_opened."""
    words = kind.replace("_", " ")
    return kinds[kind].label if kind in kinds else words[:1].upper() + words[1:]


def _within_calendar(bound: Interval) -> Interval:
    """The bound without ends that no date can name: 10 days after 9999-12-30."""
    return Interval(*(
        end if end is not None and FIRST_DAY <= end <= LAST_DAY else None
        for end in (bound.min, bound.max)
    ))  # fmt: skip


def _edge(kind: EdgeType, start: str, end: str, lines: Sequence[str] = ()) -> EdgeRecord:
    """An edge that is no finding's."""
    return EdgeRecord(
        type=kind,
        start=start,
        end=end,
        days=None,
        rule=None,
        finding=None,
        verdict=None,
        certain=True,
        if_in_force=None,
        lines=tuple(lines) or (kind.replace("_", " "),),
    )


def _before(inference: Inference) -> Iterator[EdgeRecord]:
    for first, after in reduced(certain_order(inference)).items():
        for second in after:
            days = inference.between(first, second)
            edge = _edge("before", first, second, [length_words(days)])
            yield structs.replace(edge, days=as_range(days))


def _responds_to(inference: Inference) -> Iterator[EdgeRecord]:
    for event in inference.events.values():
        for ref in dict.fromkeys(event.event.responds_to):
            if ref in inference.events:
                yield _edge("responds_to", event.id, ref)


def _claims(inference: Inference) -> tuple[list[ClaimNodeRecord], list[EdgeRecord]]:
    """Claims, without those of plans: a plan dates no event."""
    nodes, edges = [], []
    for event in inference.events.values():
        for placed in event.claims:
            claim = placed.claim
            said = () if claim.standing == "accepted" else (claim.standing,)
            node = ClaimNodeRecord(
                id=f"{event.id}#{placed.number}",
                when=claim.when.text,
                source=claim.source,
                standing=claim.standing,
                lines=(claim.when.text, claim.source, *said),
            )
            nodes.append(node)
            edges.append(_edge("dated_by", event.id, node.id))
    return nodes, edges


class _End(NamedTuple):
    """One end of an expectation; the name is empty where no event can be it."""

    name: str
    is_certain: bool = True


def _expectations(
    report: Report, kinds: Mapping[str, Kind]
) -> tuple[list[EventNodeRecord], list[EdgeRecord]]:
    """One edge for each finding that has a trigger, and the ghosts that they end at."""
    ghosts: dict[str, EventNodeRecord] = {}
    edges = []
    policy = "" if report.selection.is_certain else report.selection.policy.id
    for finding in report.findings:
        trigger, step = _trigger(finding, report), _step(finding, report)
        if not trigger.name or (not step.name and finding.verdict is Verdict.NOT_REQUIRED):
            continue
        if not step.name:
            name = f"ghost:{visible(finding.id)}"
            name = name if name not in ghosts else f"{name}#{len(ghosts)}"
            ghosts[name] = _ghost(finding, report, kinds, name, policy)
            step = _End(name)
        edges.append(_expects(finding, trigger, step, policy))
    return list(ghosts.values()), edges


def _expects(finding: Finding, trigger: _End, step: _End, policy: str) -> EdgeRecord:
    rule, verdict = finding.question.rule.id, finding.verdict.value
    has_certain_ends = trigger.is_certain and step.is_certain
    days = "" if finding.days is None else f", {length_words(finding.days)}"
    lines = [rule, f"{verdict}{days}"]
    lines += [] if has_certain_ends else ["not certain which event"]
    lines += _if_in_force(policy)
    return EdgeRecord(
        type="expects",
        start=trigger.name,
        end=step.name,
        days=as_range(finding.days),
        rule=rule,
        finding=finding.id,
        verdict=verdict,
        certain=has_certain_ends and not policy,
        if_in_force=policy or None,
        lines=tuple(lines),
    )


def _if_in_force(policy: str) -> list[str]:
    """Under which policy a step is expected, where it may not have been in force."""
    return [f"if {policy} was in force"] if policy else []


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
        if report.inference.happened(candidate.event, report.as_of) is not Truth.NO
    ]


def _first(names: Sequence[str]) -> _End:
    return _End(names[0] if names else "", is_certain=len(names) < 2)  # noqa: PLR2004 - one


def _ghost(
    finding: Finding, report: Report, kinds: Mapping[str, Kind], name: str, policy: str
) -> EventNodeRecord:
    """The step that is undone, in place of an event."""
    question = finding.question
    first = question.rule.step.first[0]
    label = question.rule.label or _kind_label(first.event, kinds)
    standing = _ground(finding)
    undone = _GHOST_WORDS.get(standing or "", "none recorded by")
    lines = [
        label,
        *_where("", first.form, question.track, question.round),
        f"{undone} {format_day(report.as_of)}",
        *_if_in_force(policy),
    ]
    return EventNodeRecord(
        id=name,
        ghost=True,
        implied=False,
        kind=first.event,
        label=label,
        form=first.form,
        track=question.track,
        round=question.round,
        by="",
        zone=report.inference.file.case.time_zone,
        happened=Truth.NO,
        day=day_range(ANY),
        standing=standing,
        if_in_force=policy or None,
        lines=tuple(lines),
    )


def _ground(finding: Finding) -> GroundWord | None:
    """What is known of the step's being undone on the day judged from itself."""
    standing = finding.standing
    if standing is None or (standing.ground in ("denied", "searched") and not standing.holds_now):
        return None
    return standing.ground
