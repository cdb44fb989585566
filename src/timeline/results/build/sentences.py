"""Findings → sentences that can be printed: true in every world, and no surer than that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_when
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute, Unknown
from timeline.conformance.standing import came_after, came_too_soon
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.case import first_day, last_day
from timeline.model.limit import NotEstablished
from timeline.results.build.words import (
    after_words,
    capital,
    day_words,
    days_word,
    length_words,
    listed,
    on_day_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.conformance.facts import Fact
    from timeline.conformance.finding import Finding, LimitResult
    from timeline.conformance.policies import Selection
    from timeline.conformance.question import Requirer
    from timeline.inference.inference import Inference
    from timeline.model.kind import Kind
    from timeline.model.policy import Pattern


_PERIOD = re.compile(r"\d{4}(-\d{2})?")
_UNREAD = "Whether a rule sets a limit could not be read, so lateness by a rule cannot be told"
_UNMEASURED = ("aside", "astray")


@dataclass(frozen=True)
class Phrases:
    """The nouns and verbs that one case's sentences are made of."""

    inference: Inference
    kinds: Mapping[str, Kind]
    as_of: int

    @property
    def _checked_to(self) -> int:
        """The last day whose silence says anything."""
        horizon = self.inference.horizon
        return self.as_of if horizon is None else min(self.as_of, horizon)

    def because(self, finding: Finding, *, silent_on_none: bool = False) -> str:
        """What holds, why, and by whose measure.

        Args:
            finding: what to word.
            silent_on_none: leave out that no text read sets a limit, where the page says so once.
        """
        parts = [self._main(finding)]
        if finding.days is not None and finding.verdict.group not in _UNMEASURED:
            limits = [
                self._limit_if(finding, result)
                for result in finding.limits
                if not (silent_on_none and result.line.text == "none stated")
            ]
            parts += limits
        parts.append(self._ground(finding))
        parts.append(self._in_force(finding))
        return " ".join(part for part in parts if part)

    def _in_force(self, finding: Finding) -> str:
        """Which of the rules that decide may not have been in force; empty where it is certain."""
        if finding.verdict.is_certain:
            return ""
        question = finding.question
        doubtful = [question.rule.id] if question.may_not_apply else []
        if Word.MISSING in finding.possible:
            doubtful += [one.rule.id for one in question.requirers if one.may_not_apply]
        if not doubtful:
            return ""
        day = on_the_day_of(self.inference)
        rules = f"the rule {listed(doubtful, 'or')}"
        return f"Whether {rules} was in force {day} cannot be told."

    def _main(self, finding: Finding) -> str:
        match finding.verdict:
            case Verdict.NOT_REQUIRED:
                return self._not_required(finding)
            case Verdict.NOT_YET_DUE:
                day = format_day(self._checked_to)
                return f"Not yet due: {self.reference(finding)} is not recorded by {day}."
            case Verdict.MISSING:
                return self._missing(finding)
            case Verdict.OUT_OF_ORDER | Verdict.POSSIBLY_OUT_OF_ORDER:
                return self._out_of_order(finding)
            case Verdict.CANNOT_TELL:
                return self._unclear(finding)
            case (
                Verdict.MET
                | Verdict.MET_LATE
                | Verdict.MET_POSSIBLY_LATE
                | Verdict.LATE
                | Verdict.OVERDUE
                | Verdict.POSSIBLY_OVERDUE
                | Verdict.NOT_CHECKED
                | Verdict.PENDING
            ):
                return self._undone(finding) if finding.is_open else self._done(finding)
            case _:
                assert_never(finding.verdict)

    def _not_required(self, finding: Finding) -> str:
        if finding.question.continued:
            opening, following = finding.question.continued[0]
            names = self.event_phrase(opening), self.event_phrase(following[0])
            return f"Not required: {names[0]} led into {names[1]}, which took its place."
        day = format_day(self._checked_to)
        return f"Not required: by {day} the record does not meet the rule's condition."

    def _unclear(self, finding: Finding) -> str:
        if finding.is_open and not self._waits(finding):
            return f"{self._undone(finding)} {self._unknown(finding)}"
        if finding.is_open:
            return self._undone(finding)
        return self._done(finding) if _is_done(finding) else self._unknown(finding)

    def _waits(self, finding: Finding) -> bool:
        """Whether what cannot be told is the limit alone; the trigger has come for certain."""
        return set(finding.possible) <= {Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED}

    def _done(self, finding: Finding) -> str:
        subject = self.subject(finding)
        if finding.days is None:
            start = f"{self.reference(finding)}{self._where(finding)}"
            day = format_day(self._checked_to)
            return (
                f"{capital(subject)}; nothing is recorded by {day} from which its days would count "
                f"({start})."
            )
        words = f"{capital(subject)} {after_words(finding.days, self.reference(finding))}"
        if finding.has_started is not Truth.YES:
            words += f" if that had come by {format_day(self.as_of)}"
        step = finding.step_event
        outcome = self.inference.events[step].event.outcome if step else ""
        return f"{words}; recorded as {outcome.replace('_', ' ')}." if outcome else f"{words}."

    def _undone(self, finding: Finding) -> str:
        """No … had been opened 21 days after the strike."""
        noun, done = self._noun_here(finding), self._verb(finding)
        if finding.judged_on is None:
            return f"No {noun} is recorded as {done}; the record does not say how far it goes."
        day = format_day(finding.judged_on)
        said = "had been" if _is_denied(finding) else "is recorded as"
        passed = self._elapsed(finding)
        return f"No {noun} {said} {done} by {day}{passed}."

    def _elapsed(self, finding: Finding) -> str:
        """How long the clock had run: 21 days after the strike; the day of the strike."""
        elapsed = finding.elapsed
        if elapsed is None:
            return ""
        if elapsed == Interval(0, 0):
            return f", the day of {self.reference(finding)}"
        shown = Interval(max(0, elapsed.min or 0), elapsed.max)
        if finding.has_started is not Truth.YES:
            return f", {length_words(shown)} after {self.reference(finding)} if that had come"
        return f", {length_words(shown)} after {self.reference(finding)}"

    def _unknown(self, finding: Finding) -> str:
        words = listed([word.value for word in finding.possible], "or")
        doubts = [
            self.event_phrase(one.event)
            for one in (*finding.question.steps, *finding.question.triggers)
            if self.inference.happened(one.event, self.as_of) is Truth.UNKNOWN
        ]
        open_to = f"Nobody can tell which of these holds: {words}."
        if not doubts:
            return open_to
        day = format_day(self.as_of)
        return f"{open_to} It is not known whether {listed(doubts, 'or')} had come by {day}."

    def _missing(self, finding: Finding) -> str:
        came = came_after(finding, self.inference, self.as_of)
        later = dict.fromkeys(name for _, names in came for name in names)
        names = listed([self.event_phrase(name) for name in later], "or")
        said = "was" if _is_denied(finding) else "is recorded as"
        return (
            f"No {self._noun_here(finding)} {said} {self._verb(finding)}, although {names} "
            f"is recorded, {self._before_which(finding, [one for one, _ in came])}."
        )

    def _before_which(self, finding: Finding, requirers: Sequence[Requirer]) -> str:
        """By what rules a step comes before another; it has to where such a rule is a duty."""
        rules = listed(
            [
                one.rule.id if one.is_duty else f"{one.rule.id} ({one.rule.force}, no duty)"
                for one in requirers
            ],
            "or",
        )
        if not any(one.is_duty for one in requirers):
            return f"and by the rule {rules} this step comes first"
        own = finding.question.rule
        itself = "" if finding.is_duty else f"; {own.id} itself is {own.force}, no duty"
        return f"before which it has to come by the rule {rules}{itself}"

    def _no_duty(self, finding: Finding) -> str:
        return "" if finding.is_duty else f" ({finding.question.rule.force}, no duty)"

    def _out_of_order(self, finding: Finding) -> str:
        names = came_too_soon(finding, self.inference)
        others = listed([self.event_phrase(name) for name in names], "or")
        perhaps = "may have come" if finding.verdict is Verdict.POSSIBLY_OUT_OF_ORDER else "came"
        return (
            f"{capital(self.subject(finding))}; that {perhaps} before {others}, "
            f"which {'has to come' if finding.is_duty else 'comes'} first by the rule"
            f"{self._no_duty(finding)}."
        )

    def _limit_if(self, finding: Finding, result: LimitResult) -> str:
        """One limit, and under what it counts where that is not certain."""
        said = self._limit(finding, result)
        if not said or result.line.deadline is None:
            return said
        if result.given is not Truth.YES:
            given = f"If that order had been given by {format_day(self.as_of)}"
            if result.line.extends:
                given = "If that extension was made in time"
        elif finding.has_started is Truth.UNKNOWN:
            given = "If so"
        elif Word.NOT_REQUIRED in finding.possible:
            given = "If it was required"
        else:
            return said
        return f"{given}, {said[:1].lower()}{said[1:]}"

    def _limit(self, finding: Finding, result: LimitResult) -> str:
        """One limit: kept, passed by so much, or unknown."""
        line = result.line
        if line.deadline is None:
            beside = line.tier is Tier.BENCHMARK and finding.tier in (Tier.ORDER, Tier.LIMIT)
            return "" if beside else self._no_limit(finding, result)
        name = self._limit_name(result)
        if line.deadline.open_ended:
            return f"{capital(name)} has no published end, so nobody can tell whether it was kept."
        if result.passed is Truth.YES and result.days_late is not None:
            return f"That is {length_words(result.days_late)} beyond {name}{self._reason(result)}."
        if result.verdict is Verdict.NOT_CHECKED:
            day = day_words(result.last_day) if result.last_day else "an unknown day"
            return f"{capital(name)} ended on {day}; we have not checked since."
        if result.passed is Truth.NO:
            lower = self._past_lower(finding, result)
            return f"That is within {name}{lower}{self._reason(result)}."
        if result.verdict is not None and result.verdict.group == "possibly late":
            late = (
                "" if result.days_late is None else f", by {length_words(result.days_late)} if so"
            )
            return f"It may be beyond {name}{late}{self._reason(result)}."
        return f"Nobody can tell whether {name} was kept{self._reason(result)}."

    def _past_lower(self, finding: Finding, result: LimitResult) -> str:
        """Whether the lower end of a range is behind for certain, where its upper end is not."""
        deadline, start = result.line.deadline, result.start
        low = None if deadline is None else deadline.lower
        reached = finding.elapsed if finding.is_open else finding.days
        if low is None or result.line.segments or start is None or start.exact is None:
            return ""
        if reached is None or reached.min is None:
            return ""
        last = low.last_day(start.exact, "late")
        return ", past its lower end" if start.exact + reached.min > last else ""

    def _no_limit(self, finding: Finding, result: LimitResult) -> str:
        if result.line.tier is Tier.ORDER:
            return f"When {self._limit_name(result)} ends could not be read."
        if any(other.line.tier is Tier.ORDER for other in finding.limits):
            return ""
        if isinstance(finding.question.rule.limit, NotEstablished):
            words = _UNREAD
            if finding.tier is Tier.BENCHMARK:
                return f"{words}; what follows is a benchmark, which is no rule."
            return f"{words}."
        return "No rule read here sets a limit."

    def _limit_name(self, result: LimitResult) -> str:
        line = result.line
        if line.tier is Tier.BENCHMARK:
            return f"the benchmark{_of(line.text)}"
        if line.tier is Tier.LIMIT:
            return f"the limit{_of(line.text)}"
        if line.extends:
            made = f" made {_on_days(line.made)}" if line.made else ""
            if line.deadline and line.deadline.open_ended:
                return f"the extension{made}"
            if line.text.startswith("until "):
                return f"the extension to {line.text.removeprefix('until ')}{made}"
            return f"the extension by {line.text}{made}"
        if line.text == "until unknown":
            return "the deadline set in this case"
        if line.text.startswith("until "):
            return f"the deadline of {line.text.removeprefix('until ')} set in this case"
        return f"the {line.text} ordered in this case"

    def _reason(self, result: LimitResult) -> str:
        if result.line.tier is not Tier.BENCHMARK:
            return ""
        return f", a measure of this project's own and no rule ({result.line.because.rstrip('.')})"

    def _ground(self, finding: Finding) -> str:
        """On what ground the step counts as undone."""
        ground = finding.standing
        if ground is None or finding.verdict.group == "aside":
            return ""
        if ground.later:
            later = self.inference.case_day_of(ground.later)
            return f"It was {self._verb(finding)} {on_day_words(later)}."
        if ground.ground == "denied":
            until = ground.day if ground.day.startswith("before") else f"as of {ground.day}"
            known = "That is known" if _is_denied(finding) else "That it had not been is known only"
            return f"{known} {until} (source: {ground.source})."
        if ground.ground == "searched":
            where = ground.where or "places not named"
            found = f"Looked for on {ground.day} in {where}, and not found"
            if not ground.age_days:
                return f"{found}."
            stale = ", which this rule calls stale" if ground.is_stale else ""
            return f"{found}; that search was {days_word(ground.age_days)} old by then{stale}."
        if ground.ground == "waiting":
            return f"Planned or promised for {ground.day}, so {ground.source}."
        if ground.covers == "some":
            return "Only some of the ways to take this step are denied or were looked for."
        if ground.covers == "all":
            return "Some ways to take this step are denied, others were looked for and not found."
        return "Nobody is recorded as having looked for one."

    def noun(self, finding: Finding) -> str:
        """As "AR 15-6 investigation", "credibility assessment"; each that can be meant."""
        names = [finding.step_event] if finding.step_event else _steps(finding)
        events = [self.inference.events[name].event for name in names]
        nouns = []
        for pattern in self._asked(finding):
            forms = {event.form for event in events if event.kind == pattern.event}
            form = pattern.form or (forms.pop() if len(forms) == 1 else "")
            nouns.append(self._formed(form, self.kinds[pattern.event]))
        return listed(list(dict.fromkeys(nouns)), "or")

    def _asked(self, finding: Finding) -> Sequence[Pattern]:
        """What is asked for; of several kinds the one by which the step was taken, if known."""
        patterns = finding.question.rule.step.first
        if finding.step_event:
            kind = self.inference.events[finding.step_event].event.kind
            return [one for one in patterns if one.event == kind] or patterns
        return patterns

    def _noun_here(self, finding: Finding) -> str:
        """The same, with round and track where the case has several."""
        return f"{self.noun(finding)}{self._where(finding)}"

    def _where(self, finding: Finding) -> str:
        """In which round and on which track, where the case has several."""
        events = [one.event for one in self.inference.events.values()]
        has_rounds = any(event.round > 1 for event in events)
        words = f" in round {finding.question.round}" if has_rounds else ""
        return words + (f" on the track {finding.question.track}" if finding.question.track else "")

    def _formed(self, form: str, kind: Kind) -> str:
        """A form with its noun, where the form alone is a number of a regulation."""
        if not form:
            return kind.noun
        return f"{form} {kind.noun.removeprefix('formal ')}" if form.startswith("AR") else form

    def _verb(self, finding: Finding) -> str:
        verbs = dict.fromkeys(self.kinds[pattern.event].done for pattern in self._asked(finding))
        alone = [verb for verb in verbs if not any(f" {verb}" in other for other in verbs)]
        return listed(alone, "or")

    def subject(self, finding: Finding) -> str:
        """Such as "the AR 15-6 investigation was opened"."""
        return f"{_article(self.noun(finding))} was {self._verb(finding)}"

    def reference(self, finding: Finding) -> str:
        """What the clock starts at: the strike; the opening of the investigation."""
        question = finding.question
        if question.order and finding.trigger_event:
            return self.kinds[self.inference.events[finding.trigger_event].event.kind].reference
        if finding.trigger_event:
            return self.kinds[self.inference.events[finding.trigger_event].event.kind].reference
        kinds = [one.event for one in question.rule.after.first if one.event]
        kinds = kinds or [self.inference.events[one.event].event.kind for one in question.triggers]
        words = [self.kinds[kind].reference for kind in kinds]
        return listed(list(dict.fromkeys(words)), "or") or "its trigger"

    def event_phrase(self, name: str) -> str:
        """The opening of the investigation (2023-06-23)."""
        kind = self.kinds[self.inference.events[name].event.kind]
        return f"{kind.reference} ({day_words(self.inference.day_of(name))})"

    def question(self, fact: Fact) -> str:
        """A fact that is not known, as something one can ask for."""
        if fact.kind == "extension":
            return f"Until what date runs the limit set in this case (order {fact.about})?"
        if fact.kind == "limit":
            return f"What time limit does the text behind the rule {fact.about} set?"
        event = self.inference.events[fact.about].event
        kind = self.kinds[event.kind]
        if fact.kind == "outcome":
            return f"What was the outcome, or the form, of the {kind.noun} ({fact.about})?"
        known = day_words(self.inference.day_of(fact.about))
        noun = self._formed(event.form, kind)
        return f"On what day was the {noun} {kind.done} ({fact.about}; now {known})?"


def on_the_day_of(inference: Inference) -> str:
    """On the day of the strike, or of whatever this vocabulary calls what a case is about."""
    incidents = [inference.events[name].event.kind for name in inference.incidents]
    words = inference.kinds[incidents[0]].reference if incidents else "an incident that is not here"
    return f"on the day of {words}"


def if_in_force(selection: Selection) -> str:
    """What a finding holds under, as the end of a sentence: "if a was in force"; or nothing."""
    return "" if selection.is_certain else f"if {selection.policy.id} was in force"


def _on_days(text: str) -> str:
    """A calendar statement as part of a sentence: "in 2023-07", "between 2023-06-23 and …"."""
    if _PERIOD.fullmatch(text):
        return f"in {text}"
    when = parse_when(text)
    assert isinstance(when, Absolute | Unknown)  # noqa: S101 - as the model took it
    return on_day_words(Interval(first_day(when), last_day(when)))


def _of(text: str) -> str:
    """A limit behind its name: " of 30 days", " (by 05-01 next year)"."""
    return f" of {text}" if text[:1].isdigit() else f" ({text})"


def _article(noun: str) -> str:
    return f"the {noun}"


def _steps(finding: Finding) -> list[str]:
    later = [finding.standing.later] if finding.standing and finding.standing.later else []
    return later or [candidate.event for candidate in finding.question.steps]


def _is_denied(finding: Finding) -> bool:
    """Whether a source says so up to the day to which it is judged, not only to an earlier one."""
    ground = finding.standing
    if ground is None or ground.ground != "denied":
        return False
    if finding.judged_on is None or ground.reaches is None:
        return ground.holds_now
    return ground.reaches >= finding.judged_on


def _is_done(finding: Finding) -> bool:
    return set(finding.possible) <= {Word.MET, Word.MET_LATE}


def limit_days(bound: Interval | None) -> str:
    """The last day on time, in words."""
    return "" if bound is None else day_words(bound)
