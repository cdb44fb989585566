"""Stats → their record: how many cases took a step, how long, who was fastest and slowest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.portfolio.peers import is_below, least_of
from timeline.portfolio.stats import MIN_CASES, StepState
from timeline.portfolio.survival import ends_of
from timeline.results.build.case import head_record
from timeline.results.build.dates import NOT_KNOWN, count_words, date_words, number_words
from timeline.results.build.latencies import latency_words
from timeline.results.build.values import as_range, copied, problem_records
from timeline.results.build.words import capital, counted, listed
from timeline.results.stats import (
    CurveRecord,
    CurveStepRecord,
    ExtremeRecord,
    StatsCountsRecord,
    StatsGroupRecord,
    StatsMeasureRecord,
    StatsRecord,
    StatsRowRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.errors import Problem
    from timeline.portfolio.stats import Group, Spread, Stats, StatsEntry
    from timeline.portfolio.survival import Curve

ASSUMPTIONS: Final = (
    "the range of each case holds",
    (
        "how long a case takes has nothing to do with how sharply it is dated, when its record was "
        "last checked, or if an end was recorded at all"
    ),
    "no case depends on another",
)
"""What has to hold for the curves to mean anything."""
TOO_FEW: Final = "too few"
THE_SAME: Final = "the same"
"""Slowest of a single case that is done."""
_FEW: Final = 5
"""Cases under which a median is not told."""
_PLACES: Final = 4
"""Decimals of a share; the fit is not sharper, and the text has to be the same everywhere."""

_ANSWERED: Final = "strike-to-conclusion"
"""The measure that the answer tells unless one was asked for."""
_NOUNS: Final[Mapping[str, str]] = {
    "strike-to-conclusion": "a finding",
    "investigation-length": "the investigation",
    "assessment-length": "the assessment",
    "strike-to-acknowledgement": "an acknowledgement",
    "strike-to-payment": "a payment",
}
"""Measures that have a short name in a sentence."""


def stats_record(stats: Stats, problems: Iterable[Problem]) -> StatsRecord:
    """Say how long many cases took."""
    asked = stats.asked
    groups = tuple(
        StatsGroupRecord(
            name=group.name,
            cases=tuple(case.id for case in group.cases),
            cautions=tuple(_cautions(group, stats)),
            measures=tuple(_spread_record(one, asked.min_cases) for one in group.spreads),
        )
        for group in stats.groups
    )
    found = problem_records(problems)
    return copied(
        StatsRecord,
        stats,
        answer=tuple(_answer(stats, groups, has_problems=bool(found))),
        cases=tuple(head_record(case) for case in stats.cases),
        where=tuple(condition.text for condition in asked.conditions),
        by=asked.by,
        measure=asked.measure or None,
        min_cases=asked.min_cases,
        groups=groups,
        notes=tuple(_notes(stats)),
        assumptions=ASSUMPTIONS,
        problems=found,
    )


def _cautions(group: Group, stats: Stats) -> Iterator[str]:
    for one in group.cautions:
        yield f"{capital(one)}."
    if stats.asked.by == "tag":
        yield "A case with several tags is in several groups."
    begun = sorted({name for spread in group.spreads for name in spread.may_not_apply})
    if begun:
        yield (
            f"Some steps may not have begun, or begun too late, in {listed(begun)}; "
            "these cases are not counted there."
        )


def _notes(stats: Stats) -> Iterator[str]:
    """Say on which day all is judged where one was asked for, and what is left out."""
    asked = sorted({case.as_of for case in stats.cases if not case.is_default_day})
    if asked:
        yield f"Judged on {listed([date_words(Interval(day, day)) for day in asked])}."
    known = sorted({case.known_on for case in stats.cases if case.known_on is not None})
    if known:
        days = listed([date_words(Interval(day, day)) for day in known])
        yield f"Only what was public by {days} counts."
    if stats.unclear:
        where = listed([condition.text for condition in stats.asked.conditions])
        yield f"Left out, for we cannot tell if they have {where}: {listed(stats.unclear)}."
    if stats.invented:
        yield f"Invented, and left out: {listed(stats.invented)}."


def _spread_record(spread: Spread, min_cases: int) -> StatsMeasureRecord:
    median, recorded = spread.median, spread.recorded_median
    known = len(spread.entries) - spread.count(StepState.UNRECORDED)
    return copied(
        StatsMeasureRecord,
        spread,
        measure=spread.measure.id,
        label=spread.measure.label,
        cases=len(spread.entries),
        counts=_counts_record(spread),
        median_words=_median_words(median, len(spread.entries)),
        median_recorded=as_range(recorded),
        median_recorded_words=_median_words(recorded, known),
        fastest=_extreme_record(spread.entries, is_slowest=False),
        slowest=_extreme_record(spread.entries, is_slowest=True),
        curve=None if spread.curve is None else _curve_record(spread.curve),
        remark=" ".join(_remark(spread, min_cases)),
        rows=tuple(
            StatsRowRecord(
                case=entry.case,
                state=entry.state.value,
                days=as_range(entry.latency.days),
                words=latency_words(entry.latency),
                sure=as_range(entry.bound),
            )
            for entry in sorted(spread.entries, key=_soonest)
        ),
    )


def _counts_record(spread: Spread) -> StatsCountsRecord:
    unclear, still_open = spread.count(StepState.UNCLEAR), spread.count(StepState.OPEN)
    rest = [f"{unclear} unclear: perhaps done"] * bool(unclear)
    rest += [f"{still_open} not done: dated later, or denied"] * bool(still_open)
    return StatsCountsRecord(
        over=spread.count(StepState.OVER),
        unclear=unclear,
        open=still_open,
        none_recorded=spread.count(StepState.UNRECORDED),
        rest_words="; ".join(rest),
    )


def _median_words(median: Interval | None, cases: int) -> str:
    """268–355 days; too few; not known."""
    return TOO_FEW if median is None or cases < _FEW else _days_words(median)


def _days_words(bound: Interval) -> str:
    """Days with their unit: 268–355 days, 1 day, at least 21 days, not known."""
    words = number_words(bound)
    if words == NOT_KNOWN:
        return words
    return f"{words} day" if words.rpartition(" ")[2] == "1" else f"{words} days"


def _extreme_record(entries: Sequence[StatsEntry], *, is_slowest: bool) -> ExtremeRecord:
    """Bound the fewest or the most days of the cases that are done, and name the case.

    Named is a case only if no other can share its place, one of which nobody can tell if it is
    done among them.
    """
    rivals = [
        # Negated, the slowest is the one of the least days.
        (entry, days.negated() if is_slowest else days)
        for entry in entries
        if entry.state in (StepState.OVER, StepState.UNCLEAR)
        for days in [entry.latency.days or entry.bound]
    ]
    done = [one for one in rivals if one[0].state is StepState.OVER]
    if not done:
        return ExtremeRecord(days=None, case=None, words="–")
    days = least_of([bound for _, bound in done])
    days = days.negated() if is_slowest else days
    first = [
        entry.case
        for entry, bound in done
        if all(is_below(bound, other) for rival, other in rivals if rival is not entry)
    ]
    case = first[0] if first else None
    words = number_words(days) if len(done) > 1 or not is_slowest else THE_SAME
    if case is not None and words not in (NOT_KNOWN, THE_SAME):
        words = f"{words} {case}"
    return ExtremeRecord(days=as_range(days), case=case, words=words)


def _curve_record(curve: Curve) -> CurveRecord:
    steps, left = [], 1.0
    for days, share in curve.steps:
        left = max(0.0, left - share)
        shown = round(left, _PLACES)
        step = CurveStepRecord(
            days=as_range(days),
            share=round(share, _PLACES),
            left=shown,
            days_words=_step_words(days),
            left_words=NOT_KNOWN if days.max is None else f"{round(100 * shown)} %",
        )
        steps.append(step)
    half = as_range(curve.half_over())
    return CurveRecord(
        cases=curve.cases, settled=curve.is_settled, half_over=half, steps=tuple(steps)
    )


def _step_words(days: Interval) -> str:
    """Days within which the curve falls: 12, 9–12, up to 74, 20 or later."""
    low, high = days.min, days.max
    if high is None:
        return NOT_KNOWN if low is None else f"{low:,} or later"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def _remark(spread: Spread, min_cases: int) -> Iterator[str]:
    """Say what a curve tells, and what it leaves out; or why there is none."""
    telling, others = spread.telling, len(spread.entries) - spread.telling
    if spread.curve is None:
        says = "1 case says" if telling == 1 else f"{telling} cases say"
        yield f"{says} anything of it: too few for a curve, which takes {min_cases}."
        return
    half = spread.curve.half_over()
    when = "on the first day" if half == Interval(0, 0) else f"after {count_words(half)}"
    yield f"Half were done {when}, by the curve, an estimate."
    if others:
        are, them = ("is", "it") if others == 1 else ("are", "them")
        yield f"{counted(others, 'case')} {are} left out: nothing is known of {them}."
    if not spread.curve.is_settled:
        yield "The fit did not settle, so the curve is rough."
    if telling < MIN_CASES:
        yield f"Fewer than {MIN_CASES} cases make a poor curve."


def _soonest(entry: StatsEntry) -> tuple[bool, float, float, str]:
    """Sort by the least days, then by the most; those of which nothing is known come last."""
    days = entry.latency.days if entry.state is not StepState.UNRECORDED else None
    if days is None or days.min is None:
        return True, 0, 0, entry.case
    return False, *ends_of(days), entry.case


def _answer(
    stats: Stats, groups: Sequence[StatsGroupRecord], *, has_problems: bool
) -> Iterator[str]:
    if not stats.cases:
        yield _no_cases(stats, has_problems=has_problems)
        return
    measures = [one for group in groups for one in group.measures]
    if not measures:
        yield "None of these cases has begun such a step."
        return
    told = stats.asked.measure or _ANSWERED
    known = (one.label for one in measures if one.measure == told)
    label = next(known, None) or _furthest(stats) or measures[0].label
    if stats.asked.by:
        yield f"{label}, the median by {stats.asked.by}. {_by_group(groups, label)}."
    else:
        yield from _answer_of_all(measures, label, is_one=bool(stats.asked.measure))
    count = len(stats.cases)
    where = listed([condition.text for condition in stats.asked.conditions])
    those, others = ("this case", "other") if count == 1 else (f"these {count} cases", "others")
    yield f"The figures describe {those}{f' with {where},' if where else ''} and no {others}."


def _furthest(stats: Stats) -> str:
    """Name of the last latency of a process of its own that half of the cases have an end of."""
    spreads = [one for group in stats.groups for one in group.spreads]
    start = spreads[0].measure.start
    far = [
        one.measure.label
        for one in spreads
        if one.measure.start == start and 2 * one.count(StepState.OVER) >= len(one.entries)
    ]
    return far[-1] if far else ""


def _no_cases(stats: Stats, *, has_problems: bool) -> str:
    where = listed([condition.text for condition in stats.asked.conditions])
    if has_problems:
        return "No case here could be judged."
    if where:
        return f"No case has {where} for certain."
    return "There are only invented cases." if stats.invented else "There are no cases."


def _by_group(groups: Sequence[StatsGroupRecord], label: str) -> str:
    told = []
    for group in groups:
        medians = [one.median_words for one in group.measures if one.label == label] or ["none"]
        told.append(f"{group.name}: {medians[0]}")
    return "; ".join(told)


def _answer_of_all(
    measures: Sequence[StatsMeasureRecord], label: str, *, is_one: bool
) -> Iterator[str]:
    told = next(one for one in measures if one.label == label)
    if told.median_words == TOO_FEW:
        yield _few_sentence(told)
    else:
        yield _median_sentence(told)
        yield _done_sentence(told)
    if is_one:
        return
    by_name = {one.measure: one for one in measures}
    investigation, payment = by_name.get("investigation-length"), by_name.get("strike-to-payment")
    if investigation is not None and _is_told(investigation) and investigation is not told:
        yield f"The median investigation took {investigation.median_words}."
    if payment is not None and payment is not told and payment.counts.none_recorded:
        yield _unpaid_sentence(payment.counts.none_recorded, payment.cases)


def _unpaid_sentence(none: int, cases: int) -> str:
    if cases == 1:
        return "It has no payment on record."
    if none == cases:
        return f"None of {cases} cases has a payment on record."
    return f"{none} of {cases} cases {'has' if none == 1 else 'have'} no payment on record."


def _few_sentence(measure: StatsMeasureRecord) -> str:
    """2 of 3 cases have a finding, after 69–365 days; too few for a median."""
    noun = _noun(measure).removeprefix("the ")
    done, cases = measure.counts.over, measure.cases
    fewest, most = measure.fastest.days, measure.slowest.days
    after = ""
    if fewest is not None and most is not None:
        words = _days_words(Interval(fewest.min, most.max))
        after = "" if words == NOT_KNOWN else f", after {words}"
    if cases == 1 and not done:
        return f"One case, and no {noun.removeprefix('a ').removeprefix('an ')} on record."
    if cases == 1:
        return f"One case, {noun}{after}."
    have = "has" if done == 1 else "have"
    return f"{done} of {cases} cases {have} {noun}{after}; too few for a median."


def _noun(measure: StatsMeasureRecord) -> str:
    return _NOUNS.get(measure.measure, f"“{measure.label}”")


def _is_told(measure: StatsMeasureRecord) -> bool:
    return measure.median_words not in (TOO_FEW, NOT_KNOWN)


def _median_sentence(measure: StatsMeasureRecord) -> str:
    noun = _noun(measure)
    if _is_told(measure):
        return f"In the median case {noun} took {measure.median_words}."
    return f"We cannot say how long {noun} took in the median case."


def _done_sentence(measure: StatsMeasureRecord) -> str:
    done, cases = measure.counts.over, measure.cases
    if done == cases:
        return f"All {cases} cases have one." if cases > 1 else "The one case has one."
    return f"{done} of {cases} cases {'has' if done == 1 else 'have'} one."
