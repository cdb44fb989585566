"""One judged case → the object of `show --json`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.interval import hull_of
from timeline.portfolio.tolls import judged_tolls
from timeline.results.build.events import absence_record, events_record, not_counted_record
from timeline.results.build.findings import finding_record, findings_of
from timeline.results.build.inputs import input_of
from timeline.results.build.latencies import latency_record
from timeline.results.build.names import Names
from timeline.results.build.questions import question_words
from timeline.results.build.state import shown_summary
from timeline.results.build.story import story_record
from timeline.results.build.tolls import killed_words, toll_records
from timeline.results.build.values import (
    as_date,
    copied,
    day_range,
    problem_records,
    statement_record,
)
from timeline.results.case import (
    AwaitingRecord,
    CaseHeadRecord,
    CaseRecord,
    ContradictionRecord,
    DifferenceRecord,
    DisputedMatterRecord,
    EventDaysRecord,
    HeadRecord,
    MovedEventRecord,
    QuestionRecord,
    SelectionRecord,
    SettledRecord,
    ShowRecord,
    SourceRecord,
    TrialRecord,
    VersionFindingRecord,
    VersionRecord,
    VersionsRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.finding import Difference, Report
    from timeline.conformance.judged import Judged
    from timeline.conformance.open_questions import OpenQuestion, Settled
    from timeline.conformance.policies import Selection
    from timeline.conformance.sensitivity import Sensitivity
    from timeline.inference.inference import Inference, MinimalConflict
    from timeline.inference.record import Evidence
    from timeline.inference.subsets import ConsistentSubset
    from timeline.model.kind import Kind
    from timeline.model.policy import Policy
    from timeline.model.source import Source
    from timeline.portfolio.peers import PeerRank


def show_record(
    judged: Judged,
    kinds: Mapping[str, Kind],
    trials: Sequence[Sensitivity] = (),
    questions: Sequence[OpenQuestion] = (),
    peers: Mapping[str, PeerRank] | None = None,
    beside: Beside | None = None,
) -> ShowRecord:
    """Everything about one case, and what a page says of it.

    Args:
        judged: the case.
        kinds: the vocabulary.
        trials: what its disputed claims would change.
        questions: what would settle its open verdicts, best first.
        peers: how it ranks among comparable cases; None leaves that out.
        beside: what other policies would make of it.
    """
    beside = beside or Beside()
    return ShowRecord(
        **fields_of(case_record(judged, kinds, trials, questions)),
        story=story_record(judged, kinds, peers, questions=len(questions)),
        differences=tuple(_differences(beside.differences)),
        awaiting=tuple(
            AwaitingRecord(policy=one.id, command=one.applies.command if one.applies else ())
            for one in beside.awaiting
        ),
    )


class Beside(NamedTuple):
    """Judgement by other policies."""

    differences: Sequence[tuple[Selection, Sequence[Difference]]] = ()
    """From each policy that was in force, or may have been."""
    awaiting: Sequence[Policy] = ()
    """Those that would judge the case, if it named its command."""


def _differences(
    found: Sequence[tuple[Selection, Sequence[Difference]]],
) -> Iterator[DifferenceRecord]:
    for selection, differences in found:
        for one in differences:
            yield DifferenceRecord(
                policy=selection.policy.id,
                certain=selection.is_certain,
                finding=one.finding,
                label=one.label,
                asked=one.asked,
                otherwise=one.of_the_day,
            )


def case_record(
    judged: Judged,
    kinds: Mapping[str, Kind],
    trials: Sequence[Sensitivity] = (),
    questions: Sequence[OpenQuestion] = (),
) -> CaseRecord:
    """Everything about one case.

    Args:
        judged: the case.
        kinds: the vocabulary.
        trials: what its disputed claims would change.
        questions: what would settle its open verdicts, best first.
    """
    inference = judged.inference
    file, case = inference.file, inference.file.case
    tells_all = judged.known_on is None
    tolls = judged_tolls(judged, None if judged.is_default_day else judged.as_of)
    return CaseRecord(
        **fields_of(head_record(judged)),
        place=case.place,
        summary=shown_summary(judged),
        names=tuple(case.names) if tells_all else (),
        forces=case.forces,
        command=case.command,
        time_zone=case.time_zone,
        tags=tuple(case.tags) if tells_all else (),
        problems=problem_records(judged.problems),
        practices=(),
        events=events_record(judged, kinds),
        not_counted=tuple(not_counted_record(judged, kinds)),
        absences=tuple(
            absence_record(one, place, file) for place, one in inference.record.absences
        ),
        latencies=tuple(
            latency_record(one) for one in judged.latencies if not one.is_about_the_file
        ),
        findings=tuple(
            finding_record(finding, report, kinds) for report, finding in findings_of(judged)
        ),
        contradictions=tuple(_contradiction_record(conflict) for conflict in inference.conflicts),
        versions=_readings_record(judged),
        disputed_matter=tuple(part for trial in trials for part in _disputed_matter_record(trial)),
        trials=tuple(_trial_record(trial) for trial in trials),
        questions=_questions_record(judged, kinds, questions),
        killed_words=killed_words(tolls),
        tolls=toll_records(tolls),
        sources=sources_record(judged),
    )


def case_head_record(
    inference: Inference, as_of: int, known_on: int | None, *, hypothetical: bool
) -> CaseHeadRecord:
    """Head of a case: id, day judged, day known."""
    return CaseHeadRecord(
        case=inference.file.id,
        title=inference.file.case.title,
        as_of=date.fromordinal(as_of),
        known_on=as_date(known_on),
        recorded_until=as_date(inference.file.case.recorded_day),
        hypothetical=hypothetical,
        example=inference.file.case.example,
    )


def head_record(judged: Judged) -> HeadRecord:
    """Head of a case, with its policies."""
    policies = tuple(_selection_record(report) for report in judged.reports)
    return HeadRecord(
        **fields_of(
            case_head_record(
                judged.inference,
                judged.as_of,
                judged.known_on,
                hypothetical=judged.is_hypothetical,
            )
        ),
        default_day=judged.is_default_day,
        policy=policies[0].id if len(policies) == 1 else None,
        policies=policies,
    )


def _selection_record(report: Report) -> SelectionRecord:
    selection = report.selection
    return SelectionRecord(
        id=selection.policy.id,
        title=selection.policy.title,
        reason=selection.reason,
        certain=selection.is_certain,
    )


def _contradiction_record(conflict: MinimalConflict) -> ContradictionRecord:
    """Claims that cannot all be true, and what giving up each would leave."""
    return ContradictionRecord(
        claims=tuple(statement_record(claim) for claim in conflict.claims),
        groups=tuple(tuple(claim.id for claim in group) for group in conflict.groups),
        against=tuple(statement_record(input_of(one)) for one in conflict.against),
        without={
            claim: {event: day_range(bound) for event, bound in bounds.items()}
            for claim, bounds in conflict.without.items()
        },
    )


def _readings_record(judged: Judged) -> VersionsRecord:
    readings = judged.inference.readings
    return VersionsRecord(
        count=len(readings),
        capped=judged.inference.is_capped,
        list=tuple(
            _reading_record(judged, place, reading) for place, reading in enumerate(readings)
        ),
    )


def _reading_record(judged: Judged, place: int, reading: ConsistentSubset) -> VersionRecord:
    """What one reading gives up, and what follows from the rest."""
    inference = judged.inference
    return VersionRecord(
        dropped=tuple(
            claim.id for claim in inference.statements.accepted if claim.group in reading.dropped
        ),
        events=tuple(
            EventDaysRecord(
                id=event,
                **fields_of(day_range(hull_of([one.day_of(event) for one in reading.branches]))),
            )
            for event in inference.events
        ),
        findings=tuple(
            VersionFindingRecord(
                name=finding.id,
                judged_by=report.selection.policy.id,
                verdict=finding.by_subset[place],
            )
            for report, finding in findings_of(judged)
        ),
    )


def _disputed_matter_record(trial: Sensitivity) -> Iterator[DisputedMatterRecord]:
    """Verdicts that a disputed claim would change."""
    for change in trial.changes:
        yield DisputedMatterRecord(
            claim=trial.statement.id,
            finding=change.finding,
            judged_by=change.policy,
            before=change.before,
            after=change.after,
        )


def _trial_record(trial: Sensitivity) -> TrialRecord:
    return TrialRecord(
        claim=statement_record(trial.statement),
        can_be_true=trial.can_be_true,
        displaced=tuple(claim.id for claim in trial.displaced),
        events=tuple(
            MovedEventRecord(id=name, before=day_range(before), after=day_range(after))
            for name, before, after in trial.squeezed
        ),
    )


def _questions_record(
    judged: Judged, kinds: Mapping[str, Kind], questions: Sequence[OpenQuestion]
) -> tuple[QuestionRecord, ...]:
    names = Names(judged.inference, kinds)
    return tuple(
        QuestionRecord(
            text=question_words(question.fact, names),
            kind=question.fact.kind,
            about=question.fact.about,
            settles=tuple(_settled_record(settled) for settled in question.settles),
        )
        for question in questions
    )


def _settled_record(settled: Settled) -> SettledRecord:
    return SettledRecord(
        finding=settled.finding,
        judged_by=settled.policy,
        settling=settled.settling,
        tried=settled.tried,
        exhaustive=settled.is_exhaustive,
    )


def sources_record(judged: Judged) -> tuple[SourceRecord, ...]:
    """Every source that what counts of a case cites, and that could be read, by id."""
    cited = _cited(judged.inference.record)
    return tuple(
        source_record(name, source)
        for name, source in sorted(judged.sources.items())
        if judged.known_on is None or name in cited
    )


def _cited(record: Evidence) -> set[str]:
    """The id of every source that a record cites."""
    found = {one.claim.source for event in record.events.values() for one in event.claims}
    found |= {order.source for event in record.events.values() for _, order in event.orders}
    found |= {plan.placed.claim.source for plan in record.plans}
    found |= {absence.source for _, absence in record.absences if absence.source}
    return found | {toll.source for _, toll in record.tolls if toll.source}


def source_record(source_id: str, source: Source) -> SourceRecord:
    """One source."""
    return copied(SourceRecord, source, id=source_id)
