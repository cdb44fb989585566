"""The lines of a story: what a reader came for, ranked."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.policies import ORDERS_ALONE
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.dates import (
    about_years,
    after_words,
    count_words,
    date_words,
    is_wide,
    on_words,
)
from timeline.results.build.names import sentence_of
from timeline.results.build.pace import pace_words, spread_words
from timeline.results.build.telling import DEADLINES, is_unread
from timeline.results.build.words import capital, listed
from timeline.results.story import StoryLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.conformance.finding import Finding
    from timeline.inference.latency import Latency
    from timeline.results.build.scene import Scene
    from timeline.results.build.telling import Told
    from timeline.results.values import Sign

MISSED, EXTENDED, NO_RULES, DEADLINE = 0, 1, 2, 3
ANSWER, PRACTICE, AWAITED, NOT_REQUIRED = 5, 6, 7, 8
_OWN_LINES = frozenset({"payment", "acknowledgement", "conclusion"})
"""Steps of which other lines tell."""
_SAID = {
    "credible": "said {after} that the report was credible",
    "not_credible": "said {after} that the report was not credible",
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A line with what it is sorted by."""

    key: tuple[int, int, int]
    """Its rank, its place there, and how long it took, below zero: the lower come first."""
    line: StoryLine
    about: str = ""
    """The step that is awaited: two rules may await one."""


def lines_of(scene: Scene) -> tuple[StoryLine, ...]:
    """Lines, the most telling first; those that say the same are one."""
    if not scene.shown:
        return ()
    drafts = [
        *(draft for told in scene.told if (draft := _of_finding(scene, told)) is not None),
        *_not_required(scene),
        *_no_rules(scene),
        *_answers(scene),
        *_not_dated(scene),
        *_payments(scene),
    ]
    merged: dict[tuple[str, bool], StoryLine] = {}
    for draft in sorted(drafts, key=lambda one: one.key):
        # A red line speaks for no finding that is not missed for certain.
        key = (draft.about or draft.line.text, draft.line.sign == "missed")
        same = merged.setdefault(key, draft.line)
        both = dict.fromkeys((*same.findings, *draft.line.findings))
        merged[key] = replace(same, findings=tuple(both))
    return tuple(merged.values())


def _of_finding(scene: Scene, told: Told) -> _Draft | None:
    """The line of one finding; None for what the table of steps says as well."""
    found, finding = _rank(scene, told), told.finding
    if found is None:
        return None
    (rank, place), details = found, told.details
    if finding.tier is Tier.BENCHMARK:
        details = (*details, spread_words(scene.peers.get(_measure_of(scene, told))))
    late = finding.days_late if finding.days_late is not None else finding.days
    key = rank, place, -_least(late)
    draft = _draft(key, told.sign, told.text, details, [finding.id], told)
    about = told.noun if rank == AWAITED else ""
    line = replace(draft.line, is_deadline=finding.tier in DEADLINES)
    return dataclasses.replace(draft, line=line, about=about)


def _least(bound: Interval | None) -> int:
    return bound.min if bound is not None and bound.min is not None else 0


def _rank(scene: Scene, told: Told) -> tuple[int, int] | None:
    """Where the line of a finding stands, and its place there."""
    finding, sign, verdict = told.finding, told.sign, told.finding.verdict
    if sign == "missed":
        return MISSED, 0
    if finding.tier in DEADLINES and told.limits:
        return _deadline_rank(finding, sign)
    if is_unread(finding) and verdict is not Verdict.NOT_YET_DUE:
        return DEADLINE, 2
    if finding.tier is Tier.BENCHMARK:
        return None if verdict.group in ("aside", "awaited", "done") else (PRACTICE, 0)
    if verdict.group == "astray":
        return (PRACTICE, 1) if finding.breach is None or sign == "odd" else (DEADLINE, 0)
    if set(told.kinds) & _OWN_LINES or verdict is Verdict.CANNOT_TELL:
        return None
    return (AWAITED, 1) if any(one is told for one in scene.awaited()) else None


def _deadline_rank(finding: Finding, sign: Sign) -> tuple[int, int] | None:
    """The same of a finding by a deadline that is not missed for certain."""
    verdict = finding.verdict
    match verdict:
        case Verdict.MET_LATE | Verdict.LATE | Verdict.OVERDUE:
            return MISSED, 1
        case Verdict.NOT_CHECKED:
            return MISSED, 2
        case Verdict.NOT_REQUIRED | Verdict.NOT_YET_DUE:
            return NOT_REQUIRED, 0
        case Verdict.MET:
            if sign == "odd":
                return EXTENDED, 1
            return (DEADLINE, 4) if sign == "kept" else None
        case Verdict.PENDING:
            return DEADLINE, 3
        case (
            Verdict.MET_POSSIBLY_LATE
            | Verdict.POSSIBLY_OVERDUE
            | Verdict.MISSING
            | Verdict.OUT_OF_ORDER
            | Verdict.POSSIBLY_OUT_OF_ORDER
            | Verdict.CANNOT_TELL
        ):
            return (EXTENDED, 0) if finding.has_passed_a_limit else (DEADLINE, 1)
        case _:
            assert_never(verdict)


def _measure_of(scene: Scene, told: Told) -> str:
    """The measure from the trigger of a finding to its step; empty where there is none."""
    ends = told.finding.trigger_event, told.finding.step_event
    for latency in scene.judged.latencies:
        if all(ends) and (latency.start, latency.end) == ends:
            return latency.measure.id
    return ""


def _draft(
    key: tuple[int, int, int],
    sign: Sign,
    text: str,
    details: Sequence[str] = (),
    findings: Sequence[str] = (),
    by: Told | None = None,
) -> _Draft:
    """A line that is no deadline; `by` is whose rule and source it names."""
    line = StoryLine(
        sign=sign,
        text=text,
        details=tuple(one for one in details if one),
        rule="" if by is None else by.rule,
        source="" if by is None else by.source,
        findings=tuple(findings),
        is_deadline=False,
        rank=key[0],
    )
    return _Draft(key, line)


def _not_required(scene: Scene) -> Iterator[_Draft]:
    """What is not required so far: one line, of a stage that would be opened."""
    openings = {about.closes for about in scene.kinds.values() if about.closes}
    last_round = max(scene.dated(name).event.round for name in scene.inference.events)
    found = [
        told
        for told in scene.told
        if told.finding.verdict is Verdict.NOT_REQUIRED
        and told.finding.tier not in DEADLINES
        and told.finding.done is not Truth.YES
        and told.finding.question.round == last_round
        and openings.intersection(told.kinds)
    ]
    for first in found[:1]:
        same = [one.finding.id for one in found if one.text == first.text]
        yield _draft((NOT_REQUIRED, 1, 0), "aside", first.text, first.details, same, first)


def _no_rules(scene: Scene) -> Iterator[_Draft]:
    """That no rules are on file for the institution."""
    reports = scene.judged.reports
    judged = "so nothing is judged"
    if any(report.selection.policy is ORDERS_ALONE for report in reports):
        judged = "so only the orders in this case are judged"
    elif reports:
        return
    if scene.incident is not None:
        text = f"No rules on file for {scene.names.actor}, {judged}."
        yield _draft((NO_RULES, 0, 0), "aside", text)


def _answers(scene: Scene) -> Iterator[_Draft]:
    """What the institution said in the end: that it did harm, what it found; or nothing yet."""
    kinds = {scene.event(name).kind for name in scene.inference.incidents}
    if kinds != {"strike"} or scene.incident is None:
        yield from _furthest(scene)
        return  # what follows are the steps of inquiries into a strike
    harm = scene.ended("strike-to-acknowledgement")
    found = scene.ended("strike-to-conclusion")
    if harm is None and found is None:
        yield from _no_answer(scene)
        return
    is_one = (
        harm is not None
        and found is not None
        and (harm.days, harm.is_open) == (found.days, found.is_open)
    )
    said = "published its finding {after}"
    event = scene.event(found.end) if found is not None and found.end else None
    is_on_track = event is not None and bool(scene.names.track_label(event.track))
    if event is not None and event.outcome in _SAID and not is_on_track and not is_one:
        said = _SAID[event.outcome]
    elif harm is not None and found is not None and (is_one or _share_a_line(scene, harm, found)):
        first = "" if is_one else f" {count_words(harm.days or Interval())}"
        said = f"acknowledged harm{first} and {said}"
        yield _answer(scene, [harm, found], 0, said, _denied(scene))
        return
    if harm is not None:
        yield _answer(scene, [harm], 0, "acknowledged harm {after}", _denied(scene))
    if found is not None:
        yield _answer(scene, [found], 1, said, ())


def _furthest(scene: Scene) -> Iterator[_Draft]:
    """Tell the days from the incident to the last step that a rule asks for."""
    if len(scene.inference.incidents) != 1 or scene.incident is None:
        return
    incident = scene.inference.incidents[0]
    asked = {kind for told in scene.told for kind in told.kinds}
    due = {kind for told in scene.awaited() if told.limits for kind in told.kinds}
    for kind in reversed(list(scene.kinds)):
        if kind in due:
            return  # of which a finding tells; what came before it is no answer
        for name in scene.of_kind(kind)[:1] if kind in asked else ():
            reference = scene.names.reference(scene.event(incident).kind)
            after = after_words(scene.between(incident, name), reference)
            if scene.is_sure(name) and after:
                clause = capital(scene.names.clause(kind, scene.event(name).track))
                yield _draft((ANSWER, 0, 0), "done", f"{clause} {after}.")
                return


def _share_a_line(scene: Scene, harm: Latency, found: Latency) -> bool:
    """True of two answers of like words and rank: 2 days and .. 53 days after the strike."""
    both = harm, found
    end = f" after {scene.names.reference('strike')}"
    return len({pace_words(scene.peers.get(one.measure.id)) for one in both}) == 1 and all(
        one.is_open is not Truth.UNKNOWN
        and after_words(one.days or Interval(), scene.names.reference("strike")).endswith(end)
        and count_words(one.days or Interval())[0].isdigit()
        for one in both
    )


def _answer(
    scene: Scene, latencies: Sequence[Latency], place: int, said: str, details: Sequence[str]
) -> _Draft:
    """One answer, or two; how long the last took, and how both rank."""
    latency = latencies[-1]
    bound = latency.days or Interval()
    reference = scene.names.reference("strike")
    if latency.is_open is Truth.UNKNOWN:
        day = on_words(Interval(None, scene.as_of))
        text = f"{capital(scene.names.actor)} may have {said.format(after=day)}."
        return _draft((ANSWER, place, 0), "unknown", text)
    after = after_words(bound, reference)
    if not after:
        how_long = f"; how long after {reference} is {count_words(bound)}"
        said = f"{said.replace(' {after}', '')}{how_long}"
    paces = [pace_words(scene.peers.get(one.measure.id)) for one in latencies] if after else [""]
    pace = paces[0]
    if len(set(paces)) > 1:  # one of an acknowledgement and a finding
        named = zip(("the acknowledgement", "the finding"), paces, strict=True)
        pace = ", ".join(f"{what} {one}" for what, one in named if one)
    end = f"{'; ' if ' that ' in said else ': '}{pace}" if pace else ""
    years = {about_years(one.days or Interval()) for one in latencies}
    words = said.format(after=f"{after}{years.pop() if len(years) == 1 else ''}")
    text = f"{capital(scene.names.actor)} {words}{end}."
    ends = {one.end for one in latencies if one.end}
    judging = [one.finding.id for one in scene.told if one.finding.step_event in ends]
    return _draft((ANSWER, place, -_least(bound)), "done", text, details, judging)


def _denied(scene: Scene) -> Sequence[str]:
    """That harm was denied first, and how long before."""
    latency = scene.ended("denial-to-acknowledgement")
    if latency is None or not latency.start or latency.applies is not Truth.YES:
        return ()
    bound = latency.days
    if bound is None or _least(bound) < 1 or bound.max is None:
        return ()
    day = on_words(scene.day(latency.start))
    label = scene.event(latency.start).label  # how far it went: "none known so far" is not "none"
    said = f"It had denied harm {day}, {count_words(bound)} before."
    return (f"{said} {label}." if label else said,)


def _no_answer(scene: Scene) -> Iterator[_Draft]:
    horizon, day = scene.horizon, scene.incident
    if horizon is None or day is None or len(scene.inference.incidents) != 1:
        return
    passed = Interval(horizon, horizon).minus(day)
    after = after_words(passed, scene.names.reference("strike")) if _least(passed) > 0 else ""
    text = f"No finding and no acknowledgement on record{f' {after}' if after else ''}"
    text = f"{text} (checked to {date_words(horizon)})."
    yield _draft((ANSWER, 0, -_least(passed)), "open", text)


def _not_dated(scene: Scene) -> Iterator[_Draft]:
    """Stages of which it is known only that they came."""
    nouns: dict[tuple[str, ...], list[str]] = {}
    for noun in ("assessment", "investigation"):
        vague = []
        for kind, word in ((f"{noun}_opened", "began"), (f"{noun}_closed", "ended")):
            for name in scene.of_kind(kind)[:1]:
                day = scene.day(name)
                if scene.is_sure(name) and is_wide(day) and day.max is not None:
                    vague.append(word)
        if vague:
            nouns.setdefault(tuple(vague), []).append(f"the {noun}")
    for words, which in nouns.items():
        text = f"When {listed(which)} {listed(words)} is not known."
        yield _draft((ANSWER, 2, 0), "unknown", text)


def _payments(scene: Scene) -> Iterator[_Draft]:
    """What was paid or offered; or that nothing is on record, where a rule speaks of it."""
    told = [one for one in scene.told if "payment" in one.kinds]
    findings = [one.finding.id for one in told]
    paid, offered = _of_outcome(scene, "paid"), _of_outcome(scene, "offered", "promised")
    rule = told[0] if told else None
    latency = scene.ended("strike-to-payment")
    if paid and latency is not None and scene.is_sure(paid[0]):
        after = after_words(latency.days or Interval(), scene.names.reference("strike"))
        text = sentence_of(f"a payment was made {after or on_words(scene.day(paid[0]))}")
        label = scene.event(paid[0]).label  # to whom: a payment to a town is none to a family
        said = [f"{label}."] if label else []
        yield _draft((AWAITED, 0, 0), "done", text, said, findings, rule)
        return
    waiting = [one for one in scene.awaited() if one in told]
    if offered and scene.is_sure(offered[0]):
        day = on_words(scene.day(offered[0]))
        word = scene.event(offered[0]).outcome
        text = f"Payment was {word} {day}; none is on record as made."
        details = [one.silence for one in waiting[:1]]
        yield _draft((AWAITED, 0, 0), "open", text, details, findings, rule)
        return
    for one in waiting:
        key = AWAITED, 0, -_least(one.finding.days)
        yield _draft(key, one.sign, one.text, one.details, [one.finding.id], one)


def _of_outcome(scene: Scene, *outcomes: str) -> list[str]:
    return [name for name in scene.of_kind("payment") if scene.event(name).outcome in outcomes]


def coverage(scene: Scene) -> str:
    """What the rules say of the steps without a deadline; empty where there are no rules."""
    if not scene.judged.reports or scene.incident is None:
        return ""
    findings = [told.finding for told in scene.told]
    has_some = any(one.tier in DEADLINES or is_unread(one) for one in findings)
    which = "the other steps" if has_some else "any step"
    return f"The rules we hold set no deadline for {which}."
