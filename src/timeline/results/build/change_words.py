"""Changes of a case, a sentence each; and the change of a file, line by line."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.dates import date_words, stretches_words
from timeline.results.build.grounds import if_in_force
from timeline.results.build.limits import limit_words
from timeline.results.build.words import counted, listed
from timeline.results.changes import SentenceRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding
    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency
    from timeline.portfolio.changes import CaseChange, EventChange, FindingChange

    _About = Literal["verdict", "days"]

_LATE = ("late", "possibly late")


def sentences(change: CaseChange) -> Iterator[SentenceRecord]:
    """Give every change of a case: of the case itself, its days, its verdicts, its numbers."""
    for text in _of_case(change):
        yield SentenceRecord(about="case", text=text)
    for event in change.events:
        yield SentenceRecord(about="bounds", text=_of_event(event))
    for finding in change.findings:
        for about, text in _of_finding(finding, _under(finding, change)):
            yield SentenceRecord(about=about, text=text)
    for before, after in change.latencies:
        text = f"{after.measure.label} was {_latency(before)}, is now {_latency(after)}"
        yield SentenceRecord(about="days", text=text)


def _of_case(change: CaseChange) -> Iterator[str]:
    before, after = change.before, change.after
    if change.is_unreadable and change.was_unreadable:
        yield "could be judged neither before nor now, because files cannot be read"
        return
    if change.is_unreadable:
        yield "cannot be judged now, because a file cannot be read"
        return
    if after is None:
        yield "is no longer there"
        return
    if before is None:
        was = "could not be judged before" if change.was_unreadable else "is new"
        yield f"{was}: {_size(after)}"
        return
    if change.is_moved:
        days = [_day(one.as_of) for one in (before, after)]
        yield f"was judged on {days[0]}, is now judged on {days[1]}"
    policies = [listed(names) or "no rules" for names in change.policies]
    if policies[0] != policies[1]:
        yield f"was judged by {policies[0]}, is now judged by {policies[1]}"
    had, has = change.conflicts
    if had != has:
        yield f"had {had or 'no'} conflict{'s' * (had != 1)} of claims, has {has or 'none'} now"


def _size(judged: Judged) -> str:
    """Count events and verdicts."""
    events = len(judged.inference.events)
    order = list(Verdict)
    findings = sorted(judged.findings, key=lambda finding: order.index(finding.verdict))
    counts = Counter(f"{one.verdict.value}{_measure(one)}" for one in findings)
    verdicts = [f"{number} {words}" for words, number in counts.items()]
    found = listed(verdicts) or "no rule judges it"
    if len(judged.reports) > 1:
        found = f"{found}, over {len(judged.reports)} policies that may apply"
    elif judged.report is not None and not judged.report.selection.is_certain:
        found = f"{found}, {if_in_force(judged.report.selection)}"
    return f"{counted(events, 'event')}; judged on {_day(judged.as_of)}: {found}"


def _day(day: int) -> str:
    return date_words(Interval(day, day))


def _of_event(change: EventChange) -> str:
    if change.before is None:
        return f"{change.event} is new: {stretches_words(change.after or ())}"
    was = stretches_words(change.before)
    if change.after is None:
        return f"{change.event} was {was}; it is gone, or no longer counts"
    return f"{change.event} was {was}, is now {stretches_words(change.after)}"


def _under(one: FindingChange, change: CaseChange) -> str:
    """Name the policy of a finding, where there are several or it is not certain."""
    reports = [
        report for judged in (change.after, change.before) if judged for report in judged.reports
    ]
    selections = [report.selection for report in reports]
    own = [each for each in selections if each.policy.id == one.policy]
    if own and not own[0].is_certain:
        return f", {if_in_force(own[0])},"
    several = max((len(names) for names in change.policies), default=0) > 1
    return f" by {one.policy}" if several else ""


def _of_finding(change: FindingChange, under: str) -> Iterator[tuple[_About, str]]:
    name, was, now = f"{change.finding}{under}", change.before, change.after
    if was is None or now is None:
        is_new = f"{name} is new: {_state(now)}"
        yield "verdict", is_new if now else f"{name} was {_state(was)}, is gone"
        return
    if change.was_in_force is not change.is_in_force:
        both = [_IN_FORCE[one] for one in (change.was_in_force, change.is_in_force)]
        rule = f"{change.policy} in force for {change.finding}"
        yield "verdict", f"{rule}: was {both[0]}, is now {both[1]}"
        if _said(was) == _said(now):
            return
    told = list(_of_both(name, was, now))
    yield from told or [("verdict", f"{name}: what is possible changed, or its deadline")]


_IN_FORCE = {
    Truth.YES: "certain",
    Truth.NO: "not so",
    Truth.UNKNOWN: "not certain",
    None: "asked for as if it was",
}


def _said(finding: Finding) -> tuple[object, ...]:
    return (finding.verdict, finding.possible, finding.breach, _limits(finding), _days(finding))


def _of_both(name: str, was: Finding, now: Finding) -> Iterator[tuple[_About, str]]:
    if _state(was) != _state(now):
        yield "verdict", f"{name} was {_state(was)}, is now {_state(now)}"
    elif was.possible != now.possible:
        both = [listed([word.value for word in one.possible], "or") for one in (was, now)]
        yield "verdict", f"{name} could be {both[0]}, can now be {both[1]}"
    if was.breach is not now.breach:
        both = ["not applicable" if one.breach is None else one.breach.value for one in (was, now)]
        yield "verdict", f"breach of {name} was {both[0]}, is now {both[1]}"
    if _limits(was) != _limits(now):
        yield "verdict", f"deadline of {name} was {_limits(was)}, is now {_limits(now)}"
    old, new = _days(was), _days(now)
    if old != new:
        yield "days", f"{name} was {old}, is now {new}"


def _state(finding: Finding | None) -> str:
    """The verdict, by how much, and a benchmark if that is what judged."""
    if finding is None:
        return "none"
    verdict = finding.verdict.value
    if finding.verdict.group not in _LATE:
        return verdict
    late = "" if finding.days_late is None else f" by {_length(finding.days_late)}"
    if finding.verdict.group == "possibly late" and late:
        late = f",{late} if so"
    return f"{verdict}{late}{_measure(finding)}"


def _measure(finding: Finding) -> str:
    """Name a benchmark, where that judged and no rule."""
    is_own = finding.verdict.group in _LATE and finding.tier is Tier.BENCHMARK
    return " (benchmark, no rule)" if is_own else ""


def _limits(finding: Finding) -> str:
    found = [
        f"{one.line.text} ({one.line.order or one.line.tier.value})"
        if one.line.tier is not Tier.NONE
        else limit_words(one.line.text)
        for one in finding.limits
    ]
    return listed(found) or "none set"


def _days(finding: Finding) -> str:
    if finding.days is None:
        return "without a number of days"
    if finding.is_open:
        return f"open after {_length(finding.elapsed or finding.days)}"
    return f"{_length(finding.days)} from trigger to step"


def _length(bound: Interval) -> str:
    """A number of days with every end that is known, since a change can be in either."""
    low, high = bound.min, bound.max
    if low is None:
        return "an unknown number of days" if high is None else f"at most {_number(high)}"
    if high is None:
        return f"at least {_number(low)}"
    if low == high:
        return _number(low)
    return f"{low:,} to {_number(high)}" if low < 0 else f"{low:,}–{_number(high)}"


def _number(days: int) -> str:
    return "1 day" if abs(days) == 1 else f"{days:,} days"


def _latency(latency: Latency) -> str:
    """Length of a step: 12 days; none on record; denied for at least 21 days."""
    if latency.days is None:
        return "not measured"
    words = _length(latency.days)
    if not latency.is_recorded:
        denied = latency.denied
        words = "none on record" if denied is None else f"denied for {_length(denied)}"
    if latency.has_begun is Truth.UNKNOWN:
        return f"{words}, perhaps not begun"
    if latency.applies is Truth.UNKNOWN:
        return f"{words}, if at all"
    if not latency.is_recorded or latency.is_open is Truth.NO:
        return words
    return f"{words}, {'still open' if latency.is_open is Truth.YES else 'perhaps still open'}"


def file_change(shown: str, before: str, after: str) -> list[str]:
    """A unified diff, line by line, without line ends."""
    names = ("/dev/null" if not before else f"a/{shown}", f"b/{shown}")
    lines = unified_diff(_lines(before), _lines(after), *names, lineterm="")
    return [line.removesuffix("\n") for line in lines]


def _lines(text: str) -> Sequence[str]:
    r"""Lines as files have them: only \n ends one."""
    parts = text.split("\n")
    ends = [f"{line}\n" for line in parts[:-1]]
    return [*ends, parts[-1]] if parts[-1] else ends
