"""Judged cases and sources → plain rows, as `table_shapes` documents them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute, Unknown
from timeline.conformance.policies import incident_day
from timeline.model.case import event_ids, first_day, last_day
from timeline.portfolio import table_shapes
from timeline.portfolio.ledger import FIGURES
from timeline.portfolio.tolls import campaign_tolls, case_tolls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.when import When
    from timeline.conformance.judged import Judged
    from timeline.location import Location
    from timeline.model.source import Source
    from timeline.portfolio.table_shapes import Shape
    from timeline.portfolio.tolls import Figure

Cell = str | int | bool | date | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its rows."""

    shape: Shape
    rows: tuple[tuple[Cell, ...], ...]
    """Cells in the order of the columns."""

    @property
    def name(self) -> str:
        """As queries name it."""
        return self.shape.name


def build_tables(
    cases: Sequence[Judged], sources: Mapping[str, Source], as_of: int | None = None
) -> list[Table]:
    """Every table.

    Args:
        cases: those that could be judged.
        sources: those of the workspace that could be read, by id.
        as_of: for figures and tolls, only what had ended, or can have been stated, by then.
    """
    rows: dict[Shape, Iterable[Row]] = {
        table_shapes.CASES: map(_case, cases),
        table_shapes.EVENTS: (row for judged in cases for row in _events(judged)),
        table_shapes.CLAIMS: (row for judged in cases for row in _claims(judged)),
        table_shapes.LATENCIES: (row for judged in cases for row in _latencies(judged)),
        table_shapes.FINDINGS: (row for judged in cases for row in _findings(judged)),
        table_shapes.SOURCES: (_source(name, sources[name]) for name in sorted(sources)),
        table_shapes.CASELOAD: _caseload(sources, as_of),
        table_shapes.TOLLS: _tolls(cases, sources, as_of),
    }
    return [
        Table(shape, tuple(_in_columns(row, shape) for row in rows[shape]))
        for shape in table_shapes.SHAPES
    ]


def _in_columns(row: Row, shape: Shape) -> tuple[Cell, ...]:
    return tuple(row[column.name] for column in shape.columns)


def _day(day: int | None) -> date | None:
    """None also beyond the calendar, which is as good as unbounded."""
    return date.fromordinal(day) if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def _days(bound: Bound) -> Row:
    return {"earliest": _day(bound.min), "latest": _day(bound.max)}


def _range(bound: Bound | None, name: str, prefix: str = "") -> Row:
    ends = bound or Bound()
    return {f"{prefix}min_{name}": ends.min, f"{prefix}max_{name}": ends.max}


def _place(location: Location) -> Row:
    return {"file": location.path, "line": location.span.line if location.span else None}


_ANSWERS = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


def _case(judged: Judged) -> Row:
    case = judged.reckoning.file.case
    return {
        "id": judged.id,
        "title": case.title,
        "example": case.example,
        "place": case.place,
        "time_zone": case.time_zone,
        "forces": case.forces,
        "command": case.command,
        "as_of": _day(judged.as_of),
        "recorded_until": _day(case.recorded_day),
        "contradictions": len(judged.reckoning.conflicts),
    }


def _events(judged: Judged) -> Iterator[Row]:
    reckoning = judged.reckoning
    for event in reckoning.events.values():
        own = event.event
        yield {
            "case_id": judged.id,
            "id": event.id,
            "kind": own.kind,
            "label": own.label or judged.kinds[own.kind].label,
            "by_whom": own.by,
            "form": own.form,
            "outcome": own.outcome,
            "track": own.track,
            "round": own.round,
            "zone": event.zone,
            "happened": _ANSWERS[reckoning.happened(event.id, judged.as_of)],
            **_days(reckoning.day_of(event.id)),
            **_place(reckoning.file.location(("events", event.place))),
        }


def _claims(judged: Judged) -> Iterator[Row]:
    reckoning = judged.reckoning
    file, record = reckoning.file, reckoning.record
    known = {placed.route for event in record.events.values() for placed in event.claims}
    known |= {plan.placed.route for plan in record.plans}
    names = event_ids(file.case.events)
    for place, (name, event) in enumerate(zip(names, file.case.events, strict=True)):
        for number, (claim, below) in enumerate(event.dated_by(), start=1):
            route = ("events", place, *below)
            if judged.known_on is not None and route not in known:
                continue
            yield {
                "case_id": judged.id,
                "event_id": name,
                "id": f"{name}#{number}",
                "said": claim.when.text,
                "form": _form(claim.when),
                **_days(_stretch(claim.when)),
                "source": claim.source,
                "standing": claim.standing,
                "because": claim.because,
                "planned": claim.planned,
                "event_counts": name in record.events,
                "worded": claim.worded,
                **_place(file.location((*route, "when"))),
            }


def _form(when: When) -> str:
    if isinstance(when, Unknown):
        return "unknown"
    return "absolute" if isinstance(when, Absolute) else "relative"


def _stretch(when: When | None) -> Bound:
    """The days that a statement names by its words alone."""
    return Bound(first_day(when), last_day(when)) if isinstance(when, Absolute) else Bound()


def _latencies(judged: Judged) -> Iterator[Row]:
    for latency in judged.latencies:
        if latency.days is None or latency.is_about_the_file:
            continue
        yield {
            "case_id": judged.id,
            "measure": latency.measure.id,
            "label": latency.measure.label,
            "start_event": latency.start or None,
            "end_event": latency.end or None,
            **_range(latency.days, "days"),
            "is_open": _ANSWERS[latency.is_known_open],
            "is_recorded": latency.is_recorded,
            "is_denied": latency.denied is not None,
            "applies": _ANSWERS[latency.applies],
            **_range(latency.sure, "days", "sure_"),
        }


def _findings(judged: Judged) -> Iterator[Row]:
    for report in judged.reports:
        for finding in report.findings:
            question, rule = finding.question, finding.question.rule
            in_force = report.selection.in_force(rule.id)
            yield {
                "case_id": judged.id,
                "policy": report.selection.policy.id,
                "hypothetical": report.selection.is_hypothetical,
                "in_force": None if in_force is None else _ANSWERS[in_force],
                "id": finding.id,
                "rule": rule.id,
                "label": rule.label,
                "step": rule.step.first[0].event,
                "trigger_event": finding.trigger_event or None,
                "step_event": finding.step_event or None,
                "track": question.track,
                "round": question.round,
                "verdict": str(finding.verdict),
                "possible": "; ".join(finding.possible),
                "breach": None if finding.breach is None else _ANSWERS[finding.breach],
                "tier": str(finding.tier),
                "force": rule.force,
                "clause": rule.clause,
                "source": rule.source or None,
                "is_open": finding.is_open,
                "standing": finding.standing.ground if finding.standing else None,
                "has_days": finding.days is not None,
                **_range(finding.days, "days"),
                "has_days_late": finding.days_late is not None,
                **_range(finding.days_late, "days_late"),
            }


def _source(name: str, source: Source) -> Row:
    return {
        "id": name,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "published": source.published.text if source.published else None,
        **_days(_stretch(source.published)),
        "url": source.url,
        "archived": source.archived,
        "sha256": source.sha256,
        "reliability": source.reliability,
        "note": source.note,
    }


def _caseload(sources: Mapping[str, Source], as_of: int | None) -> Iterator[Row]:
    for name in sorted(sources):
        for stated in sources[name].caseload:
            period = _stretch(stated.period)
            if as_of is not None and (period.max is None or period.max > as_of):
                continue
            for figure in FIGURES:
                count = getattr(stated, figure)
                if count is not None:
                    yield {
                        "source": name,
                        "scope": stated.scope,
                        "period": stated.period.text,
                        **_days(period),
                        "figure": figure,
                        **_range(count, "count"),
                        "note": stated.note,
                    }


def _tolls(
    cases: Iterable[Judged], sources: Mapping[str, Source], as_of: int | None
) -> Iterator[Row]:
    for judged in cases:
        stated = [toll for _, toll in judged.reckoning.record.tolls]
        strike = incident_day(judged.reckoning)
        for figure in case_tolls(judged.id, stated, judged.sources, strike, as_of).figures:
            yield {"case_id": judged.id, **_toll(figure)}
    for tolls in campaign_tolls(sources, as_of):
        for figure in tolls.figures:
            yield {"case_id": None, **_toll(figure)}


def _toll(figure: Figure) -> Row:
    toll = figure.toll
    return {
        "scope": toll.scope,
        "claimant": toll.by,
        "official": toll.official,
        "source": figure.source or None,
        **_days(figure.said),
        "counted": figure.counted,
        "of_whom": toll.of,
        "part_of": toll.part_of or None,
        "says_killed": toll.killed is not None,
        **_range(toll.killed, "killed"),
        "says_injured": toll.injured is not None,
        **_range(toll.injured, "injured"),
        "says_children": toll.children is not None,
        **_range(toll.children, "children"),
        "note": toll.note,
    }
