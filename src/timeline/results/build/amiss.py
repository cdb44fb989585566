"""How much of a case is late, missing or out of order, in a few words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.portfolio.overdue import is_certainly_over
from timeline.results.build.sentences import if_in_force
from timeline.results.build.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.inference.inference import Inference


class Urgency(IntEnum):
    """Where the eye should land first."""

    BAD = 0
    DOUBT = 1
    OPEN = 2
    DONE = 3
    ASIDE = 4


URGENCY: Mapping[Verdict, Urgency] = {
    Verdict.OVERDUE: Urgency.BAD,
    Verdict.LATE: Urgency.BAD,
    Verdict.MET_LATE: Urgency.BAD,
    Verdict.MISSING: Urgency.BAD,
    Verdict.OUT_OF_ORDER: Urgency.BAD,
    Verdict.POSSIBLY_OVERDUE: Urgency.DOUBT,
    Verdict.MET_POSSIBLY_LATE: Urgency.DOUBT,
    Verdict.POSSIBLY_OUT_OF_ORDER: Urgency.DOUBT,
    Verdict.NOT_CHECKED: Urgency.DOUBT,
    Verdict.CANNOT_TELL: Urgency.DOUBT,
    Verdict.PENDING: Urgency.OPEN,
    Verdict.NOT_YET_DUE: Urgency.ASIDE,
    Verdict.NOT_REQUIRED: Urgency.ASIDE,
    Verdict.MET: Urgency.DONE,
}


def group_of(finding: Finding) -> str:
    """What a page shows a finding under: over is only what is over in every world."""
    urgency = URGENCY[finding.verdict]
    is_late = finding.verdict is Verdict.MET_LATE and finding.tier in (Tier.ORDER, Tier.LIMIT)
    if is_certainly_over(finding) or is_late:
        return "bad"
    if finding.has_passed_a_limit:
        return "extended" if finding.breach is Truth.NO else "past"
    if finding.verdict in (Verdict.MISSING, Verdict.OUT_OF_ORDER):
        return "doubt" if finding.is_duty else "practice"
    if urgency is Urgency.BAD:
        return "benchmark"
    return {
        Urgency.DOUBT: "doubt",
        Urgency.OPEN: "open",
        Urgency.DONE: "done",
        Urgency.ASIDE: "aside",
    }[urgency]


_FAULTS = {
    Word.MET_LATE: "over",
    Word.OVERDUE: "over",
    Word.MISSING: "missing",
    Word.OUT_OF_ORDER: "out of order",
}


def fault_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings are over, missing or out of order; "over or missing" where that is open."""
    faults = [
        listed(list(dict.fromkeys(_FAULTS[word] for word in one.possible if word in _FAULTS)), "or")
        for one in findings
    ]
    return {fault: faults.count(fault) for fault in dict.fromkeys(faults)}


def contradictions_words(inference: Inference) -> str:
    """1 contradiction of claims; empty where there is none."""
    count = len(inference.conflicts)
    return f"{count} contradiction{'s' if count > 1 else ''} of claims" if count else ""


def late_words(reports: Sequence[Report], contradictions: str = "") -> str:
    """Counts by tier; what is certain and what is possible apart, and contradictions of claims.

    Where it is not certain which policy was in force, each has counts of its own.
    """
    words = ["not judged"] if not reports else []
    for report in reports:
        under = if_in_force(report.selection)
        counts = list(_late_counts(report.findings))
        words += [f"{', '.join(counts)} {under}"] if under and counts else counts
    return "; ".join([*words, *([contradictions] if contradictions else [])]) or "none"


def _late_counts(findings: Sequence[Finding]) -> Iterator[str]:
    groups = [group_of(finding) for finding in findings]
    by_group = {
        name: [one for one, group in zip(findings, groups, strict=True) if group == name]
        for name in ("bad", "practice", "doubt")
    }
    for fault, count in fault_counts(by_group["bad"]).items():
        yield f"{count} {fault} {'' if fault == 'over' else 'against '}a limit or {_duty(fault)}"
    for name, words in _PLAIN_COUNTS.items():
        if name in groups:
            yield f"{groups.count(name)} {words}"
    for fault, count in fault_counts(by_group["practice"]).items():
        yield f"{count} {fault} against practice"
    doubts = [_doubt(finding) for finding in by_group["doubt"]]
    for doubt in dict.fromkeys(doubts):
        if doubt:
            yield f"{doubts.count(doubt)} {doubt}"


_PLAIN_COUNTS = {
    "past": "past an earlier limit, perhaps not the last",
    "extended": "past an earlier limit, not the last",
    "benchmark": "over a benchmark",
}


def _duty(fault: str) -> str:
    return "order" if fault == "over" else "duty"


def _doubt(finding: Finding) -> str:
    """What a finding may be; empty where nothing that it can be is late, missing or astray."""
    if finding.verdict in (Verdict.POSSIBLY_OVERDUE, Verdict.MET_POSSIBLY_LATE):
        return "possibly late"
    if finding.verdict is Verdict.POSSIBLY_OUT_OF_ORDER:
        return "possibly out of order"
    return "cannot be told" if any(word in _FAULTS for word in finding.possible) else ""
