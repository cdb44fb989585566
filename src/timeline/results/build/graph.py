"""The directed graph of a case as a record: what came before what, what was expected, in words.

    before        event → event    certain order, transitively reduced
    responds_to   event → event    the answer → what it answers
    dated_by      event → claim    what a source says of its day
    expects       event → event    trigger → step, as one finding has it

A step that is undone is a ghost: a node in place of an event that did not happen.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from timeline.chrono.days import format_day
from timeline.chrono.interval import ANY
from timeline.chrono.truth import Truth
from timeline.portfolio.order import certain_order, reduced
from timeline.results.build.findings import ghost_id, is_ghost, steps_of, triggers_of
from timeline.results.build.grounds import if_in_force
from timeline.results.build.names import Names
from timeline.results.build.values import (
    as_interval,
    as_range,
    copied,
    day_range,
    problem_records,
)
from timeline.results.build.words import day_words, length_words
from timeline.results.graph import (
    ClaimNodeRecord,
    EdgeRecord,
    EdgeType,
    EventNodeRecord,
    GraphRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.inference.inference import Inference
    from timeline.inference.record import DatedEvent
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
    inference, report, case = judged.inference, judged.report, judged.inference.file.case
    claims, dated_by = _claims(inference) if with_claims else ([], [])
    ghosts, expects = _expectations(report) if report else ([], [])
    events = (_event_node(one, inference, judged.as_of) for one in inference.events.values())
    return GraphRecord(
        case=judged.id,
        title=f"INVENTED: {case.title}" if case.example else case.title,
        as_of=date.fromordinal(judged.as_of),
        nodes=(*events, *ghosts),
        claims=tuple(claims),
        edges=(*_before(inference), *_responds_to(inference), *dated_by, *expects),
        problems=problem_records(judged.problems),
    )


def _event_node(event: DatedEvent, inference: Inference, as_of: int) -> EventNodeRecord:
    own, happened = event.event, inference.happened(event.id, as_of)
    label = Names(inference).event_label(own)
    days = day_range(inference.day_of(event.id))
    # Without ends that no date can name: 10 days after 9999-12-30.
    lines = [label, *_where(own.by, own.form, own.track, own.round), day_words(as_interval(days))]
    if happened in _CUT_WORDS:
        lines.append(f"{_CUT_WORDS[happened]} {format_day(as_of)}")
    return copied(
        EventNodeRecord,
        own,
        id=event.id,
        ghost=False,
        implied=event.is_implied,
        label=label,
        zone=event.zone,
        happened=happened,
        day=days,
        standing=None,
        if_in_force=None,
        lines=tuple(lines),
    )


def _where(by: str, form: str, track: str, round_: int) -> Iterator[str]:
    """Who, and where in the process; nothing where nothing is said."""
    place = [form, track and f"track {track}", f"round {round_}" if round_ > 1 else ""]
    said = ", ".join(part for part in place if part)
    yield from (line for line in (by, said) if line)


def _edge(kind: EdgeType, start: str, end: str, line: str = "") -> EdgeRecord:
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
        lines=(line or kind.replace("_", " "),),
    )


def _before(inference: Inference) -> Iterator[EdgeRecord]:
    for first, after in reduced(certain_order(inference)).items():
        for second in after:
            days = inference.between(first, second)
            edge = _edge("before", first, second, length_words(days))
            yield structs.replace(edge, days=as_range(days))


def _responds_to(inference: Inference) -> Iterator[EdgeRecord]:
    for event in inference.events.values():
        for ref in dict.fromkeys(event.event.responds_to):
            if ref in inference.events:
                yield _edge("responds_to", event.id, ref)


def _claims(inference: Inference) -> tuple[list[ClaimNodeRecord], list[EdgeRecord]]:
    """Claims without those of plans."""
    nodes, edges = [], []
    for event in inference.events.values():
        for placed in event.claims:
            claim, name = placed.claim, f"{event.id}#{placed.number}"
            said = () if claim.standing == "accepted" else (claim.standing,)
            lines = (claim.when.text, claim.source, *said)
            nodes.append(copied(ClaimNodeRecord, claim, id=name, lines=lines))
            edges.append(_edge("dated_by", event.id, name))
    return nodes, edges


def _expectations(report: Report) -> tuple[list[EventNodeRecord], list[EdgeRecord]]:
    """One edge for each finding that has a trigger, and the ghosts that they end at."""
    ghosts: list[EventNodeRecord] = []
    edges = []
    for finding in report.findings:
        triggers, steps = triggers_of(finding, report), steps_of(finding, report)
        if is_ghost(finding, report):
            ghosts.append(_ghost(finding, report))
            steps = [ghost_id(finding)]
        if triggers and steps:
            edges.append(_expects(finding, report, triggers, steps))
    return ghosts, edges


def _expects(
    finding: Finding, report: Report, triggers: Sequence[str], steps: Sequence[str]
) -> EdgeRecord:
    """From the first event that may be the trigger to the first that may be the step."""
    rule, verdict, selection = finding.question.rule.id, finding.verdict.value, report.selection
    is_certain = len(triggers) == len(steps) == 1
    days = "" if finding.days is None else f", {length_words(finding.days)}"
    doubts = ("" if is_certain else "not certain which event", if_in_force(selection))
    return EdgeRecord(
        type="expects",
        start=triggers[0],
        end=steps[0],
        days=as_range(finding.days),
        rule=rule,
        finding=finding.id,
        verdict=verdict,
        certain=is_certain and selection.is_certain,
        if_in_force=None if selection.is_certain else selection.policy.id,
        lines=(rule, f"{verdict}{days}", *(line for line in doubts if line)),
    )


def _ghost(finding: Finding, report: Report) -> EventNodeRecord:
    """The step that is undone, in place of an event."""
    question, selection, inference = finding.question, report.selection, report.inference
    first = question.rule.step.first[0]
    label = Names(inference).finding_label(finding)
    standing = _ground(finding)
    undone = _GHOST_WORDS.get(standing or "", "none recorded by")
    lines = [
        label,
        *_where("", first.form, question.track, question.round),
        f"{undone} {format_day(report.as_of)}",
        if_in_force(selection),
    ]
    return EventNodeRecord(
        id=ghost_id(finding),
        ghost=True,
        implied=False,
        kind=first.event,
        label=label,
        form=first.form,
        track=question.track,
        round=question.round,
        by="",
        zone=inference.file.case.time_zone,
        happened=Truth.NO,
        day=day_range(ANY),
        standing=standing,
        if_in_force=None if selection.is_certain else selection.policy.id,
        lines=tuple(line for line in lines if line),
    )


def _ground(finding: Finding) -> GroundWord | None:
    """What is known of the step's being undone on the day judged from itself."""
    standing = finding.standing
    if standing is None or (standing.ground in ("denied", "searched") and not standing.holds_now):
        return None
    return standing.ground
