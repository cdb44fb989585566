"""One judged case → the object of `show --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.bound import hull_of
from timeline.chrono.days import format_day
from timeline.render.json_events import absence_json, events_json, not_counted_json
from timeline.render.json_findings import finding_json, findings_of
from timeline.render.json_parts import (
    day_json,
    days_json,
    numbers_json,
    place_json,
    practice_json,
    problems_json,
    statement_json,
    truth_flag,
    truth_word,
    when_json,
)
from timeline.render.receipt import input_of
from timeline.render.sentences import Phrases
from timeline.render.states import shown_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.conformance.finding import Report
    from timeline.conformance.judged import Judged
    from timeline.conformance.settle import OpenQuestion, Settled
    from timeline.conformance.trial import Trial
    from timeline.model.build import CaseFile
    from timeline.model.case import Toll
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.portfolio.practice import PracticeCount
    from timeline.reckoning.latency import Latency
    from timeline.reckoning.reading import Reading
    from timeline.reckoning.reckoning import Conflict, Reckoning
    from timeline.reckoning.record import Record
    from timeline.render.json_shapes import (
        CaseHeadJson,
        ContradictionJson,
        DisputedMatterJson,
        HeadJson,
        LatencyJson,
        QuestionJson,
        ReadingJson,
        ReadingsJson,
        SelectionJson,
        SettledJson,
        ShowJson,
        SourceJson,
        TollJson,
        TrialJson,
    )


def show_json(
    judged: Judged,
    kinds: Mapping[str, Kind],
    trials: Sequence[Trial] = (),
    questions: Sequence[OpenQuestion] = (),
    practices: Iterable[PracticeCount] = (),
) -> ShowJson:
    """Everything about one case.

    Args:
        judged: the case.
        kinds: the vocabulary.
        trials: what its disputed claims would change.
        questions: what would settle its open verdicts, best first.
        practices: how often the practices that it went against were followed.
    """
    reckoning = judged.reckoning
    file, case = reckoning.file, reckoning.file.case
    tells_all = judged.known_on is None
    return {
        **head_json(judged),
        "place": case.place,
        "summary": shown_summary(judged),
        "names": list(case.names) if tells_all else [],
        "forces": case.forces,
        "command": case.command,
        "time_zone": case.time_zone,
        "tags": list(case.tags) if tells_all else [],
        "problems": problems_json(judged.problems),
        "events": events_json(judged, kinds),
        "not_counted": list(not_counted_json(judged, kinds)),
        "absences": [absence_json(one, place, file) for place, one in reckoning.record.absences],
        "latencies": [_latency_json(one) for one in judged.latencies if not one.is_about_the_file],
        "findings": [
            finding_json(finding, report, kinds) for report, finding in findings_of(judged)
        ],
        "practices": [practice_json(count) for count in practices],
        "contradictions": [_contradiction_json(conflict) for conflict in reckoning.conflicts],
        "readings": _readings_json(judged),
        "disputed_matter": [part for trial in trials for part in _disputed_matter_json(trial)],
        "trials": [_trial_json(trial) for trial in trials],
        "questions": _questions_json(judged, kinds, questions),
        "tolls": [_toll_json(toll, place, file) for place, toll in reckoning.record.tolls],
        "sources": sources_json(judged),
    }


def case_head_json(
    reckoning: Reckoning, as_of: int, known_on: int | None, *, hypothetical: bool
) -> CaseHeadJson:
    """Which case, judged from which day, by what was known on which."""
    return {
        "case": reckoning.file.id,
        "title": reckoning.file.case.title,
        "example": reckoning.file.case.example,
        "as_of": format_day(as_of),
        "known_on": day_json(known_on),
        "recorded_until": day_json(reckoning.file.case.recorded_day),
        "hypothetical": hypothetical,
    }


def head_json(judged: Judged) -> HeadJson:
    """Which case, judged from which day, by which policies."""
    policies = [_selection_json(report) for report in judged.reports]
    return {
        **case_head_json(
            judged.reckoning,
            judged.as_of,
            judged.known_on,
            hypothetical=judged.is_hypothetical,
        ),
        "default_day": judged.is_default_day,
        "policy": policies[0]["id"] if len(policies) == 1 else None,
        "policies": policies,
    }


def _selection_json(report: Report) -> SelectionJson:
    selection = report.selection
    return {
        "id": selection.policy.id,
        "title": selection.policy.title,
        "reason": selection.reason,
        "certain": selection.is_certain,
    }


def _latency_json(latency: Latency) -> LatencyJson:
    return {
        "measure": latency.measure.id,
        "label": latency.measure.label,
        "from": latency.start or None,
        "to": latency.end or None,
        "days": numbers_json(latency.days),
        "open": truth_flag(latency.is_known_open),
        "sure": numbers_json(latency.sure),
        "recorded": latency.is_recorded,
        "denied": latency.denied is not None,
        "applies": truth_word(latency.applies),
        "notes": list(latency.notes),
    }


def _contradiction_json(conflict: Conflict) -> ContradictionJson:
    """Claims that cannot all be true, and what giving up each would leave."""
    return {
        "claims": [statement_json(claim) for claim in conflict.claims],
        "groups": [[claim.id for claim in group] for group in conflict.groups],
        "against": [statement_json(input_of(one)) for one in conflict.against],
        "without": {
            claim: {event: days_json(bound) for event, bound in bounds.items()}
            for claim, bounds in conflict.without.items()
        },
    }


def _readings_json(judged: Judged) -> ReadingsJson:
    readings = judged.reckoning.readings
    return {
        "count": len(readings),
        "capped": judged.reckoning.is_capped,
        "list": [_reading_json(judged, place, reading) for place, reading in enumerate(readings)],
    }


def _reading_json(judged: Judged, place: int, reading: Reading) -> ReadingJson:
    """What one reading gives up, and what follows from the rest."""
    reckoning = judged.reckoning
    return {
        "dropped": [
            claim.id for claim in reckoning.statements.accepted if claim.group in reading.dropped
        ],
        "events": [
            {"id": event, **days_json(hull_of([one.day_of(event) for one in reading.branches]))}
            for event in reckoning.events
        ],
        "findings": [
            {
                "id": finding.id,
                "judged_by": report.selection.policy.id,
                "verdict": finding.by_reading[place],
            }
            for report, finding in findings_of(judged)
        ],
    }


def _disputed_matter_json(trial: Trial) -> Iterator[DisputedMatterJson]:
    """Every verdict that a disputed claim would change."""
    for change in trial.changes:
        yield {
            "claim": trial.statement.id,
            "finding": change.finding,
            "judged_by": change.policy,
            "from": change.before,
            "to": change.after,
        }


def _trial_json(trial: Trial) -> TrialJson:
    return {
        "claim": statement_json(trial.statement),
        "can_be_true": trial.can_be_true,
        "displaced": [claim.id for claim in trial.displaced],
        "events": [
            {"id": name, "before": days_json(before), "after": days_json(after)}
            for name, before, after in trial.squeezed
        ],
    }


def _questions_json(
    judged: Judged, kinds: Mapping[str, Kind], questions: Sequence[OpenQuestion]
) -> list[QuestionJson]:
    phrases = Phrases(judged.reckoning, kinds, judged.as_of)
    return [
        {
            "text": phrases.question(question.fact),
            "kind": question.fact.kind,
            "about": question.fact.about,
            "settles": [_settled_json(settled) for settled in question.settles],
        }
        for question in questions
    ]


def _settled_json(settled: Settled) -> SettledJson:
    return {
        "finding": settled.finding,
        "judged_by": settled.policy,
        "settling": settled.settling,
        "tried": settled.tried,
        "exhaustive": settled.is_exhaustive,
    }


def _toll_json(toll: Toll, place: int, file: CaseFile) -> TollJson:
    return {
        "by": toll.by,
        "on": when_json(toll.on),
        "scope": toll.scope,
        "since": when_json(toll.since),
        "until": when_json(toll.until),
        "killed": numbers_json(toll.killed),
        "injured": numbers_json(toll.injured),
        "children": numbers_json(toll.children),
        "who": toll.who,
        "of": toll.of,
        "id": toll.id or None,
        "part_of": toll.part_of or None,
        "official": toll.official,
        "source": toll.source,
        "note": toll.note,
        **place_json(file.location(("tolls", place))),
    }


def sources_json(judged: Judged) -> list[SourceJson]:
    """Every source that what counts of a case cites, and that could be read, by id."""
    cited = _cited(judged.reckoning.record)
    return [
        _source_json(name, source)
        for name, source in sorted(judged.sources.items())
        if judged.known_on is None or name in cited
    ]


def _cited(record: Record) -> set[str]:
    """The id of every source that a record cites."""
    found = {one.claim.source for event in record.events.values() for one in event.claims}
    found |= {order.source for event in record.events.values() for _, order in event.orders}
    found |= {plan.placed.claim.source for plan in record.plans}
    found |= {absence.source for _, absence in record.absences if absence.source}
    return found | {toll.source for _, toll in record.tolls if toll.source}


def _source_json(source_id: str, source: Source) -> SourceJson:
    return {
        "id": source_id,
        "title": source.title,
        "publisher": source.publisher,
        "published": when_json(source.published),
        "kind": source.kind,
        "url": source.url,
        "archived": source.archived,
        "sha256": source.sha256,
        "reliability": source.reliability,
        "note": source.note,
    }
