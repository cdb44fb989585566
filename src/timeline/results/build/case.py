"""One judged case → the object of `show --json`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from timeline.chrono.interval import hull_of
from timeline.portfolio.tolls import judged_tolls
from timeline.results.build.dates import NOT_KNOWN, date_words
from timeline.results.build.events import absence_record, events_record, not_counted_record
from timeline.results.build.findings import finding_record, findings_of
from timeline.results.build.latencies import latency_record
from timeline.results.build.names import Names
from timeline.results.build.pace import pace_record
from timeline.results.build.sources import sources_record
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
    TrialRecord,
    VersionFindingRecord,
    VersionRecord,
    VersionsRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.conformance.finding import Difference
    from timeline.conformance.judged import Judged
    from timeline.conformance.open_questions import Fact, OpenQuestion
    from timeline.conformance.policies import Selection
    from timeline.conformance.sensitivity import Sensitivity
    from timeline.inference.inference import Inference, MinimalConflict
    from timeline.inference.subsets import ConsistentSubset
    from timeline.model.policy import Policy
    from timeline.portfolio.peers import PeerRank


def show_record(
    judged: Judged,
    trials: Sequence[Sensitivity] = (),
    questions: Sequence[OpenQuestion] = (),
    peers: Mapping[str, PeerRank] | None = None,
    others: OtherPolicies | None = None,
) -> ShowRecord:
    """One case, and its page's words.

    Args:
        judged: the case.
        trials: what its disputed claims would change.
        questions: what would settle its open verdicts, best first.
        peers: how it ranks among comparable cases; None leaves that out.
        others: what other policies would make of it.
    """
    others = others or OtherPolicies()
    return ShowRecord(
        **fields_of(case_record(judged, trials, questions)),
        story=story_record(judged, peers, questions=len(questions)),
        paces={
            measure: pace
            for measure, rank in (peers or {}).items()
            if (pace := pace_record(rank)) is not None
        },
        differences=tuple(
            _difference_record(selection, one, Names(judged.inference))
            for selection, differences in others.differences
            for one in differences
        ),
        awaiting=tuple(
            AwaitingRecord(policy=one.id, command=one.applies.command if one.applies else ())
            for one in others.awaiting
        ),
    )


def _difference_record(
    selection: Selection, difference: Difference, names: Names
) -> DifferenceRecord:
    asked, of_the_day = difference.asked, difference.of_the_day
    (finding, *_) = (one for one in (asked, of_the_day) if one is not None)
    return DifferenceRecord(
        policy=selection.policy.id,
        certain=selection.is_certain,
        finding=finding.id,
        label=names.finding_label(finding),
        asked=None if asked is None else asked.verdict,
        otherwise=None if of_the_day is None else of_the_day.verdict,
    )


class OtherPolicies(NamedTuple):
    """Judgement by policies that a case is not judged by."""

    differences: Sequence[tuple[Selection, Sequence[Difference]]] = ()
    """From each policy that was in force, or may have been."""
    awaiting: Sequence[Policy] = ()
    """Those that would judge the case, if it named its command."""


def case_record(
    judged: Judged, trials: Sequence[Sensitivity] = (), questions: Sequence[OpenQuestion] = ()
) -> CaseRecord:
    """Everything about one case, with its trials and questions as for `show_record`."""
    inference = judged.inference
    file, case = inference.file, inference.file.case
    tells_all = judged.known_on is None
    tolls = judged_tolls(judged)
    return copied(
        CaseRecord,
        case,
        **fields_of(head_record(judged)),
        summary=shown_summary(judged),
        names=case.names if tells_all else (),
        tags=case.tags if tells_all else (),
        problems=problem_records(judged.problems),
        practices=(),
        events=events_record(judged),
        not_counted=tuple(not_counted_record(judged)),
        absences=tuple(
            absence_record(one, place, file) for place, one in inference.record.absences
        ),
        latencies=tuple(
            latency_record(one) for one in judged.latencies if not one.is_about_the_file
        ),
        findings=tuple(finding_record(finding, report) for report, finding in findings_of(judged)),
        contradictions=tuple(_contradiction_record(conflict) for conflict in inference.conflicts),
        versions=_readings_record(judged),
        disputed_matter=tuple(
            DisputedMatterRecord(
                claim=trial.statement.id,
                finding=change.finding,
                judged_by=change.policy,
                before=change.before,
                after=change.after,
            )
            for trial in trials
            for change in trial.changes
        ),
        trials=tuple(_trial_record(trial) for trial in trials),
        questions=tuple(_question_record(one, inference) for one in questions),
        killed_words=killed_words(tolls),
        tolls=toll_records(tolls),
        sources=sources_record(judged),
    )


def case_head_record(
    inference: Inference, as_of: int, known_on: int | None, *, hypothetical: bool
) -> CaseHeadRecord:
    """Head of a case: id, day judged, day known."""
    case = inference.file.case
    return CaseHeadRecord(
        case=inference.file.id,
        title=case.title,
        as_of=date.fromordinal(as_of),
        known_on=as_date(known_on),
        recorded_until=as_date(case.recorded_day),
        hypothetical=hypothetical,
        example=case.example,
    )


def head_record(judged: Judged) -> HeadRecord:
    """Head of a case, with its policies."""
    head = case_head_record(
        judged.inference, judged.as_of, judged.known_on, hypothetical=judged.is_hypothetical
    )
    policies = tuple(
        SelectionRecord(
            id=one.policy.id, title=one.policy.title, reason=one.reason, certain=one.is_certain
        )
        for one in (report.selection for report in judged.reports)
    )
    return HeadRecord(
        **fields_of(head),
        default_day=judged.is_default_day,
        policy=policies[0].id if len(policies) == 1 else None,
        policies=policies,
    )


def _contradiction_record(conflict: MinimalConflict) -> ContradictionRecord:
    """Claims that cannot all be true, and what giving up each would leave."""
    return ContradictionRecord(
        claims=tuple(statement_record(claim) for claim in conflict.claims),
        groups=tuple(tuple(claim.id for claim in group) for group in conflict.groups),
        against=tuple(statement_record(one) for one in conflict.against),
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


def _question_record(question: OpenQuestion, inference: Inference) -> QuestionRecord:
    return QuestionRecord(
        text=_question_words(question.fact, Names(inference)),
        kind=question.fact.kind,
        about=question.fact.about,
        settles=tuple(
            copied(SettledRecord, one, judged_by=one.policy, exhaustive=one.is_exhaustive)
            for one in question.settles
        ),
    )


def _question_words(fact: Fact, names: Names) -> str:
    """A fact that is not known, as something one can ask for."""
    match fact.kind:
        case "extension":
            return f"Until what day does the deadline set in this case run (order {fact.about})?"
        case "limit":
            return f"What time limit does the text behind the rule {fact.about} set?"
        case "outcome":
            event = names.inference.events[fact.about].event
            what = names.stage_on(event.kind, event.track)
            return f"What was the outcome, or the form, of {what} ({fact.about})?"
        case "day":
            event = names.inference.events[fact.about].event
            clause = names.clause(event.kind, event.track, event.round)
            subject, _, done = clause.partition(" was ")
            known = date_words(names.inference.day_of(fact.about))
            now = "now not known" if known == NOT_KNOWN else f"now {known}"
            return f"On what day was {subject} {done} ({fact.about}; {now})?"
