"""Comparisons → their record: who was slower, and what is not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.model.workspace import SHIPPED
from timeline.portfolio.order import reduced
from timeline.portfolio.peers import peer_case, rank_among, slower_cases
from timeline.results.build.case import head_record
from timeline.results.build.dates import count_words, date_words
from timeline.results.build.latencies import latency_words
from timeline.results.build.overdue import checked_words
from timeline.results.build.pace import pace_record
from timeline.results.build.values import as_range, problem_records
from timeline.results.build.words import capital
from timeline.results.compare import (
    CompareCaseRecord,
    CompareCellRecord,
    CompareMeasureRecord,
    CompareRecord,
    SlowerRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.interval import Interval
    from timeline.conformance.judged import Judged
    from timeline.errors import Problem
    from timeline.inference.latency import Latency
    from timeline.portfolio.compare import Comparison
    from timeline.portfolio.peers import PeerCase, PeerRank

_ANSWERED = "strike-to-conclusion"
"""The measure that the second sentence tells."""
_NAMED = 3
"""Cases of which a note names each."""
_PAIR = 2
"""Two cases: the sentences say who, not how many."""


def compare_record(
    cases: Sequence[Judged],
    comparisons: Iterable[Comparison],
    peers: Sequence[PeerCase] = (),
    problems: Iterable[Problem] = (),
    redefined: Sequence[str] = (),
) -> CompareRecord:
    """Latencies of cases side by side.

    Args:
        cases: in the order of the cells of each comparison.
        comparisons: by one measure each.
        peers: the cases that each is ranked among; none leaves that out.
        problems: of every file that cannot be read.
        redefined: kinds that mean something else in shipped cases, so that they are left out.
    """
    names = [case.id for case in cases]
    ranks = [  # a shipped case is no peer of those here
        rank_among(peer_case(case), peers) if peers and not case.id.startswith(SHIPPED) else {}
        for case in cases
    ]
    measures = tuple(_measure(comparison, names, ranks) for comparison in comparisons)
    return CompareRecord(
        answer=tuple(_answer(measures, names)),
        cases=tuple(_case(case) for case in cases),
        measures=measures,
        notes=(*_notes(measures, cases), *_left_out(redefined)),
        problems=problem_records(problems),
    )


def _case(judged: Judged) -> CompareCaseRecord:
    day = incident_day(judged.inference)
    return CompareCaseRecord(
        **fields_of(head_record(judged)),
        incident_words="day not on record" if day is None else date_words(day, short=True),
        checked_words=checked_words(judged.inference.file.case.recorded_day),
    )


def _measure(
    comparison: Comparison, names: Sequence[str], ranks: Sequence[Mapping[str, PeerRank]]
) -> CompareMeasureRecord:
    order = reduced(slower_cases(zip(names, comparison.cells, strict=True)))
    # An end is on record or denied, so that silence is not compared.
    ended = [one for one in comparison.cells if one.is_recorded or one.denied is not None]
    slower = None
    if comparison.by is not None and sum(one.days is not None for one in ended) > 1:
        slower = SlowerRecord(
            case=comparison.slower or None,
            by=as_range(comparison.by),
            certain=comparison.certain,
            words=_slower_words(comparison, comparison.by, names),
        )
    return CompareMeasureRecord(
        measure=comparison.measure.id,
        label=comparison.measure.label,
        group="unlike" if comparison.unlike else "compared" if slower else "one alone",
        cells=tuple(
            _cell(name, cell, ranked.get(comparison.measure.id))
            for name, cell, ranked in zip(names, comparison.cells, ranks, strict=True)
        ),
        slower=slower,
        order=tuple((faster, one) for faster, slower in order.items() for one in slower),
        cautions=comparison.cautions,
    )


def _slower_words(comparison: Comparison, by: Interval, names: Sequence[str]) -> str:
    if comparison.certain is Truth.NO:
        return "equal" if len(names) == _PAIR else "the longest is shared"
    if not comparison.slower:
        return "cannot be told"
    if len(names) > _PAIR:
        return f"{comparison.slower}, by {count_words(by)}"
    way = "slower" if comparison.slower == names[-1] else "faster"
    return f"{count_words(by)} {way}"


def _cell(case: str, cell: Latency, rank: PeerRank | None) -> CompareCellRecord:
    return CompareCellRecord(
        case=case,
        days=as_range(cell.days),
        words=latency_words(cell),
        open=cell.is_known_open,
        sure=as_range(cell.sure),
        recorded=cell.is_recorded,
        denied=cell.denied is not None,
        applies=cell.applies,
        start=cell.start or None,
        end=cell.end or None,
        pace=pace_record(rank),
    )


def _answer(measures: Sequence[CompareMeasureRecord], names: Sequence[str]) -> Iterator[str]:
    compared = [one for one in measures if one.slower is not None]
    if not compared:
        yield "These cases cannot be compared: no step is on record in more than one of them."
        return
    if len(names) == _PAIR:
        yield _pair_answer(compared, *names)
    else:
        certain = sum(one.slower is not None and one.slower.case is not None for one in compared)
        yield (
            f"{len(names)} cases. Which was slowest is certain in {certain} of "
            f"{len(compared)} steps that can be compared."
        )
    told = next((one for one in compared if one.measure == _ANSWERED), None)
    if told is not None:
        yield _finding_answer(told)


def _pair_answer(compared: Sequence[CompareMeasureRecord], first: str, second: str) -> str:
    ways = [one.slower for one in compared if one.slower is not None]
    slower = sum(way.case == second for way in ways)
    faster = sum(way.case == first for way in ways)
    equal = sum(way.certain is Truth.NO for way in ways)
    counts = {f"slower than {first}": slower, f"faster than {first}": faster}
    lead = max(counts, key=lambda way: counts[way])
    other, number = next((way, number) for way, number in counts.items() if way != lead)
    parts = [f"{other.partition(' ')[0]} in {number}"] * bool(number)
    parts += [f"equal in {equal}"] * bool(equal)
    unclear = len(ways) - slower - faster - equal
    parts += [f"unclear in {unclear}"] * bool(unclear)
    rest = "".join(f", {part}" for part in parts)
    return f"{second} was {lead} in {counts[lead]} of {len(ways)} steps{rest}."


def _finding_answer(measure: CompareMeasureRecord) -> str:
    cells = [cell for cell in measure.cells if cell.recorded and cell.days is not None]
    cells.sort(key=lambda cell: -(cell.days.min or 0) if cell.days else 0)
    longest, shortest = cells[0], cells[-1]
    return (
        f"A finding took {longest.words} in {longest.case} and {shortest.words} in {shortest.case}."
    )


def _left_out(redefined: Sequence[str]) -> Iterator[str]:
    if redefined:
        kinds = ", ".join(redefined)
        yield f"Not compared, as policies/kinds.yaml words them anew: {kinds}."


def _notes(measures: Sequence[CompareMeasureRecord], cases: Sequence[Judged]) -> Iterator[str]:
    for one in measures:
        if one.group == "unlike":
            what = next((text for text in one.cautions if text.startswith("unlike")), "unlike")
            yield f"{one.label} is not compared: {what}."
    policies: dict[str, list[str]] = {}
    for case in cases:
        for report in case.reports:
            policies.setdefault(report.selection.policy.title, []).append(case.id)
    unjudged = [case.id for case in cases if not case.reports]
    if len(policies) > 1:
        few = len(cases) <= _NAMED
        by = [
            f"{title} ({', '.join(ids)})" if few else title
            for title, ids in sorted(policies.items())
        ]
        yield f"They were judged by different rules: {'; '.join(by)}."
    if unjudged:
        yield f"No rules are on file for {', '.join(unjudged)}."
    said = dict.fromkeys(text for one in measures for text in one.cautions)
    for text in said:
        if not text.startswith(("unlike", "none recorded", "judged under")):
            yield f"{capital(text)}."
