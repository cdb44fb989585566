"""Findings → sentences that can be quoted: what happened, how long it took, what was allowed."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, assert_never

from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_when
from timeline.chrono.truth import Truth
from timeline.chrono.when import Absolute
from timeline.conformance.standing import came_after, came_too_soon
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.case import last_day
from timeline.results.build.dates import (
    about_years,
    after_words,
    count_words,
    date_words,
    is_vague,
    is_wide,
    on_words,
)
from timeline.results.build.deadlines import in_force, is_missed
from timeline.results.build.grounds import Grounds
from timeline.results.build.names import Names, sentence_of
from timeline.results.build.words import any_of, capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding, LimitResult
    from timeline.conformance.verdict import Undone
    from timeline.model.policy import Condition
    from timeline.results.values import Sign

DEADLINES: Final = (Tier.ORDER, Tier.LIMIT)
_DAYS: Final = re.compile(r"(\d+) days")
_UNREAD: Final = "the rule's time limit was not found"
_MOST_LETTERS: Final = 30
"""Of a reason that can stand in brackets."""
_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Told(Grounds):
    """One finding of a report in words, no sharper than it is in every world."""

    @cached_property
    def names(self) -> Names:
        """Names of things."""
        return Names(self.report.inference)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds by which the step is taken, or the one by which it was."""
        return self.names.step_kinds(self.finding)

    @property
    def noun(self) -> str:
        """Name of the step: investigation, end of the review."""
        return self.names.step_noun(self.finding)

    @property
    def clause(self) -> str:
        """The step as taken: the review was finished."""
        return self.names.step_clause(self.finding)

    @property
    def trigger(self) -> str:
        """Start of its clock: the strike."""
        return self.names.trigger(self.finding)

    @property
    def text(self) -> str:
        """The sentence, marked where the policy was only asked for."""
        text = self._said[0]
        if self.report.selection.is_hypothetical and self.finding.tier is not Tier.ORDER:
            return f"Hypothetical: {text[:1].lower()}{text[1:]}"
        return text

    @property
    def details(self) -> tuple[str, ...]:
        """Sentences that qualify it."""
        beside = (*self._paused(), self._perhaps_given(), *self._said[1], self.doubts)
        return tuple(one for one in beside if one)

    @cached_property
    def sentence(self) -> str:
        """All of it in a row, and to which day the record was checked."""
        parts = (self.text, *self.details, self.rule, self.source, self.checked)
        return " ".join(part for part in parts if part)

    @cached_property
    def sign(self) -> Sign:
        """Its standing, in one sign."""
        if is_missed(self.finding, self.report):
            return "missed"
        verdict = self.finding.verdict
        is_sure = in_force(self.finding, self.report) is not Truth.UNKNOWN
        match verdict:
            case Verdict.NOT_REQUIRED | Verdict.NOT_YET_DUE:
                return "aside"
            case Verdict.PENDING:
                return "open"
            case Verdict.MET:
                return self._met_sign()
            case Verdict.MET_LATE | Verdict.LATE | Verdict.OVERDUE | Verdict.OUT_OF_ORDER:
                return "odd" if is_sure else "unknown"
            case Verdict.MISSING:
                return "odd" if is_sure and self.finding.breach is None else "unknown"
            case (
                Verdict.NOT_CHECKED
                | Verdict.MET_POSSIBLY_LATE
                | Verdict.POSSIBLY_OVERDUE
                | Verdict.POSSIBLY_OUT_OF_ORDER
                | Verdict.CANNOT_TELL
            ):
                return "unknown"
            case _:
                assert_never(verdict)

    def _met_sign(self) -> Sign:
        if is_unread(self.finding):
            return "unknown"
        if self.finding.tier not in DEADLINES or not self.limits:
            return "done"
        if any(one.is_passed for one in self.limits):
            return "odd"
        is_kept = any(one.passed is Truth.NO and one.counts is Truth.YES for one in self.limits)
        return "kept" if is_kept and in_force(self.finding, self.report) is Truth.YES else "done"

    @cached_property
    def limits(self) -> tuple[LimitResult, ...]:
        """The limits that judge, in their order; of orders those that had been given."""
        return tuple(
            one
            for one in self.finding.limits
            if one.line.tier is self.finding.tier
            and one.line.deadline is not None
            and one.given is not Truth.NO
        )

    def _took(self) -> str:
        """The step as taken, and how long that took."""
        bound, ending, limits = self.finding.days, self.names.ending(self.finding), self.limits
        clause, trigger = self.clause, self.trigger
        if bound is None:
            return clause
        dated = self._dated(clause)
        if dated and limits and not _is_length(limits[0].line.text):
            return dated
        is_started = self.finding.has_started is Truth.YES
        condition = "" if is_started else f", if {trigger} had come by then"
        if ending:
            if bound == Interval(0, 0):
                return f"{ending} ended on the day that it began{condition}"
            if is_vague(bound):
                return dated or f"how long {ending} took is {count_words(bound)}"
            return f"{ending} took {count_words(bound)}{about_years(bound)}{condition}"
        after = after_words(bound, trigger)
        if not after:
            return dated or f"how long after {trigger} {clause} is {count_words(bound)}"
        return f"{clause} {after}{about_years(bound)}{condition}"

    def _dated(self, clause: str) -> str:
        """The step with its day, where that is known within half a year."""
        if not self.finding.step_event:
            return ""
        day = self.report.inference.case_day_of(self.finding.step_event)
        return "" if is_wide(day) else f"{clause} {on_words(day)}"

    @cached_property
    def _said(self) -> tuple[str, tuple[str, ...]]:
        """The sentence, and those that qualify it."""
        verdict = self.finding.verdict
        match verdict:
            case Verdict.NOT_REQUIRED:
                return self._not_required(), ()
            case Verdict.NOT_YET_DUE:
                text = f"no {self.noun} is due yet: {self.trigger} is not on record"
                return sentence_of(text), ()
            case Verdict.MISSING:
                return self._missing(), (self.comes_first, self.silence)
            case Verdict.OUT_OF_ORDER | Verdict.POSSIBLY_OUT_OF_ORDER:
                return self._out_of_order(), ()
            case Verdict.MET | Verdict.MET_LATE | Verdict.MET_POSSIBLY_LATE:
                return self._done()
            case Verdict.LATE:
                days = f"{self._late} " if self._late else ""
                text = f"the {self.noun} is {days}late, done or not"
                return sentence_of(text, self.allowed(whole=True)), self._extended()
            case Verdict.OVERDUE | Verdict.POSSIBLY_OVERDUE | Verdict.NOT_CHECKED | Verdict.PENDING:
                return self._undone(verdict)
            case Verdict.CANNOT_TELL:
                return self._unclear()
            case _:
                assert_never(verdict)

    @property
    def _late(self) -> str:
        """By how much the limit was passed; empty where nobody can say."""
        late = self.finding.days_late
        return "" if late is None else count_words(late)

    def _done(self) -> tuple[str, tuple[str, ...]]:
        took, verdict = self._took(), self.finding.verdict
        is_benchmark = self.finding.tier is Tier.BENCHMARK
        if is_unread(self.finding):
            return sentence_of(took, _UNREAD), ()
        if not self.limits:
            set_none = self.finding.tier is Tier.NONE and verdict is Verdict.MET
            return sentence_of(took), ("The rules we hold set no deadline for this.",) * set_none
        if self.finding.days is None:
            return sentence_of(took), ("Nothing on record from which its days would count.",)
        allowed = self.allowed(whole=not took.endswith("days"))
        late, extended = self._late, self._extended()
        if verdict is Verdict.MET_LATE and not is_benchmark and late:
            if extended:
                return f"{sentence_of(took)[:-1]}: {late} late.", (sentence_of(allowed), *extended)
            return f"{sentence_of(took, allowed)[:-1]}: {late} late.", ()
        if verdict is not Verdict.MET_POSSIBLY_LATE:
            return sentence_of(took, allowed), extended
        if is_benchmark:
            return sentence_of(took, allowed), ("We cannot tell whether that was passed.",)
        if_so = f"If it was, then by {late}." if late else ""
        if extended:
            return sentence_of(took, allowed), (*extended, if_so)
        return f"We cannot tell whether the deadline was missed: {took}; {allowed}.", (if_so,)

    def allowed(self, *, whole: bool) -> str:
        """What the first limit that judges allows: 30 were allowed; it was due by 3 May 2023.

        Args:
            whole: name the unit, though days were spoken of before.
        """
        first = self.limits[0]
        line, last, deadline = first.line, first.last_day, first.line.deadline
        if self.finding.tier is Tier.BENCHMARK:
            return f"our benchmark is {line.text}{_short_reason(line.because)}"
        if deadline is not None and deadline.open_ended:
            return "the deadline has no published end"
        if deadline is not None and (deadline.by is not None or not _is_length(line.text)):
            by = by_words(last) if last else ""
            return f"it was due {by}" if by else "the day that it was due is not known"
        match = _DAYS.fullmatch(line.text)
        number = line.text if whole or match is None else match[1]
        if len(self.limits) > 1:
            return f"the first order allowed {number}"
        if line.text.startswith(("a ", "one ", "1 ")):
            return f"{line.text} was allowed"
        return f"{number} were allowed"

    def _extended(self) -> tuple[str, ...]:
        """By what the first limit was extended, and whether in time."""
        first, *more = self.limits or (None,)
        if first is None or not more or self.finding.tier is not Tier.ORDER:
            return ()
        how = ", then ".join(_extension(one, self.report.as_of) for one in more)
        if not self.finding.verdict.is_certain:
            return (f"We cannot tell whether a deadline was missed: it was extended {how}.",)
        if self.finding.verdict is Verdict.MET:
            is_passed = any(one.is_passed for one in (first, *more))
            return (f"It was extended {how}, and was in time by that.",) if is_passed else ()
        return (f"It was extended {how}.",)

    def _perhaps_given(self) -> str:
        """That the first order that judges may not have been given by the day judged."""
        is_order = self.limits and self.finding.tier is Tier.ORDER
        if not is_order or self.limits[0].given is Truth.YES:
            return ""
        return f"The order may not have been given by {date_words(self.report.as_of)}."

    def _paused(self) -> Iterator[str]:
        """When the clock of the limits that judge stood still, or started again."""
        parts = self.limits[-1].line.parts if self.limits else ()
        if parts and not _is_length(self.limits[-1].line.text):
            parts = parts[-1:]  # a fixed day is moved by its own pauses alone
        inference, as_of = self.report.inference, self.report.as_of
        for stop in dict.fromkeys(stop for part in parts for stop in part.stops):
            if inference.happened(stop.start, as_of) is Truth.NO:
                continue
            start = date_words(inference.case_day_of(stop.start))
            if not stop.end or inference.happened(stop.end, as_of) is Truth.NO:
                yield f"The clock has stood still since {start}."
                continue
            end = date_words(inference.case_day_of(stop.end))
            if stop.restarts:
                yield f"The clock started again on {end}."
            else:
                yield f"The clock stood still from {start} to {end}."

    def _undone(self, verdict: Undone) -> tuple[str, tuple[str, ...]]:
        """A step that is not on record: overdue, perhaps so, not checked, or awaited."""
        noun, silence, finding = self.noun, self.silence, self.finding
        if not self.limits:
            return self._awaited(), (silence,)
        allowed = self.allowed(whole=True)
        if finding.tier is Tier.BENCHMARK:
            return sentence_of(f"no {noun} on record{self._elapsed()}", allowed), (silence,)
        due = finding.due.days if finding.due is not None else None
        checked = "" if finding.judged_on is None else date_words(finding.judged_on)
        by = by_words(due) if due else ""
        match verdict:
            case Verdict.OVERDUE:
                said = f"none is on record{f' {self._late} later' if self._late else ''}"
                text = f"the {noun} was due {by}" if by else f"the {noun} is overdue"
                return sentence_of(text, said), (*self._limit_detail(), silence)
            case Verdict.POSSIBLY_OVERDUE:
                first = self.limits[0].last_day
                was = "was first due" if len(self.limits) > 1 else "was due"
                due_by = f"it {was} {by_words(first)}" if first else allowed
                text = f"the {noun} may be overdue: {due_by}"
                details = (*self._extended(), silence)
                return sentence_of(text, f"none is on record to {checked}"), details
            case Verdict.NOT_CHECKED:
                is_past = due is not None and due.max is not None and due.max < self.report.as_of
                was = "was due" if is_past else "may have been due"
                text = f"the {noun} {was} {by}" if by else f"the deadline of the {noun} may be past"
                since = f"we have not checked since {checked}" if checked else "we have not checked"
                return sentence_of(text, since), self._limit_detail()
            case Verdict.PENDING:
                text = f"the {noun} is due {by}" if by else f"no {noun} on record; {allowed}"
                if finding.due is not None and finding.due.status == "not running":
                    text = f"the clock for the {noun} is not running"
                until = f"none is on record to {checked}" if checked else ""
                return sentence_of(text, until), (silence,)
            case _:
                assert_never(verdict)

    def _limit_detail(self) -> tuple[str, ...]:
        """Time allowed, where the sentence gives the day alone."""
        line = self.limits[0].line
        if line.deadline is None or line.deadline.by is not None or not _is_length(line.text):
            return self._extended()
        restarts = any(stop.restarts for part in line.parts for stop in part.stops)
        start = "" if restarts else f" from {self.trigger}"
        return (f"{capital(line.text)}{start} were allowed.", *self._extended())

    def _awaited(self) -> str:
        if is_unread(self.finding):
            return sentence_of(f"no {self.noun} on record", _UNREAD)
        day = self.finding.judged_on
        checked = "" if day is None else f" (checked to {date_words(day)})"
        return f"No {self.noun} on record{self._elapsed()}{checked}."

    def _elapsed(self) -> str:
        """How long the clock had run: 21 days after the strike; empty for no day, or unknown."""
        elapsed = self.finding.elapsed
        if elapsed is None or self.finding.has_started is not Truth.YES or not elapsed.min:
            return ""
        opening = self.report.inference.events.get(self.finding.trigger_event)
        closes = self.names.kinds[self.kinds[0]].closes
        is_own = opening is not None and closes == opening.event.kind
        if is_own and not is_vague(elapsed):
            return f" {count_words(elapsed)} after it opened"
        words = after_words(elapsed, self.trigger)
        return f" {words}" if words else ""

    def _unclear(self) -> tuple[str, tuple[str, ...]]:
        """Doubt, and the fact that it turns on."""
        possible, judged = set(self.finding.possible), self.limits
        is_done = possible <= {Word.MET, Word.MET_LATE}
        if is_done and is_unread(self.finding):
            return sentence_of(self._took(), _UNREAD), ()
        if is_done and judged:
            took = self._took()
            allowed = self.allowed(whole=not took.endswith("days"))
            return sentence_of(took, allowed), self._extended()
        silence = ""
        if self.finding.done is Truth.YES:
            text = sentence_of(self._took() if judged else self.clause)
        else:
            unread = _UNREAD if is_unread(self.finding) else ""
            allowed = self.allowed(whole=True) if judged else unread
            text = sentence_of(self._perhaps(), allowed)
            silence = self.silence
        broken = "Either way the rule was broken." if self.finding.breach is Truth.YES else ""
        return text, (self._turns_on(), broken, *self._extended(), silence)

    def _perhaps(self) -> str:
        """A step that may have been taken by the day judged; else that none is on record."""
        inference, as_of = self.report.inference, self.report.as_of
        steps = [one.event for one in self.finding.question.steps]
        if any(inference.happened(name, as_of) is Truth.UNKNOWN for name in steps):
            clause = self.clause.replace(" was ", " may have been ")
            return f"{clause} by {date_words(as_of)}"
        return f"no {self.noun} on record"

    def _turns_on(self) -> str:
        """Why it is unclear: the assessment may not have ended, so this may not be due yet."""
        reasons = {
            Word.NOT_YET_DUE: f"{self.trigger} may not have come yet",
            Word.NOT_REQUIRED: "it may not be required",
            Word.OUT_OF_ORDER: "it may have come before a step that comes first",
            Word.MISSING: "it may have been passed over",
            Word.MET_LATE: "it may have been late",
            Word.OVERDUE: "it may be overdue",
            Word.NOT_CHECKED: "its deadline may have passed since we last checked",
        }
        found = [words for word, words in reasons.items() if word in self.finding.possible]
        return f"Unclear: {', or '.join(found)}." if found else ""

    def _missing(self) -> str:
        """The investigation was opened with no finished assessment on record."""
        inference, question = self.report.inference, self.finding.question
        came = came_after(self.finding, inference, self.report.as_of)
        kinds = [inference.events[name].event.kind for _, names in came for name in names]
        later = any_of(self.names.clause(kind, question.track, question.round) for kind in kinds)
        return sentence_of(f"{later} with no {self._done_noun()} on record")

    def _done_noun(self) -> str:
        """A stage that ends, as ended: finished assessment."""
        first, *others = self.kinds
        if self.names.kinds[first].closes and not others:
            return f"{self.names.kinds[first].done} {self.names.stage(first)}"
        return self.noun

    def _out_of_order(self) -> str:
        inference = self.report.inference
        events = [inference.events[name] for name in came_too_soon(self.finding, inference)]
        others = any_of(self.names.reference(one.event.kind) for one in events)
        clause = self.clause
        if self.finding.verdict is Verdict.POSSIBLY_OUT_OF_ORDER:
            clause = clause.replace(" was ", " may have been ")
        return sentence_of(f"{clause} before {others or 'a step that comes first'}")

    def _not_required(self) -> str:
        question = self.finding.question
        if question.continued:
            opening, following = question.continued[0]
            events = [self.report.inference.events[one].event for one in (opening, following[0])]
            first, second = (self.names.stage_on(one.kind, one.track) for one in events)
            return sentence_of(f"{first} became {second}, and has no end of its own")
        if self.finding.done is Truth.YES:
            return sentence_of(self.clause, "no rule we hold asked for it")
        reason = "its condition is not met on record"
        if question.rule.when is not None and _asks_for_credible(question.rule.when):
            reason = "no credible finding on record"
        return sentence_of(f"no {self.noun} is required so far: {reason}")


def is_unread(finding: Finding) -> bool:
    """True where a limit exists or may, and nobody could read how long it is."""
    is_bare = finding.tier is Tier.NONE
    return is_bare and finding.due is not None and finding.due.status == "not established"


def by_words(bound: Interval) -> str:
    """By when: by 22 October 2026; by 5–6 November 2021."""
    words = date_words(bound)
    if words.startswith("by "):
        return words
    return f"by {words}" if words[0].isdigit() and " " in words else f"by a day in {words}"


def _short_reason(because: str) -> str:
    """The start of a benchmark's reason: (Kabul, 2021); empty where there is none."""
    head, colon, _ = because.partition(": ")
    return f" ({head})" if colon and len(head) <= _MOST_LETTERS else ""


def _is_length(text: str) -> bool:
    return not text.startswith(("by ", "until ", "each "))


def _extension(result: LimitResult, as_of: int) -> str:
    """By three weeks · to 3 August 2023 · perhaps without a published end."""
    made = parse_when(result.line.made) if result.line.made else None
    last = last_day(made) if isinstance(made, Absolute) else as_of
    perhaps = "perhaps " if last is None or last > as_of else ""
    if result.line.deadline is not None and result.line.deadline.open_ended:
        return f"{perhaps}without a published end"
    if _is_length(result.line.text):
        number, _, unit = result.line.text.partition(" ")
        if number.isdigit() and int(number) < len(_SMALL):
            number = _SMALL[int(number)]
        return f"{perhaps}by {number} {unit}"
    day = "another day" if result.last_day is None else date_words(result.last_day)
    return f"{perhaps}to {day}"


def _asks_for_credible(condition: Condition) -> bool:
    """True where a condition turns on a credible finding."""
    return condition.outcome in ("credible", "substantiated") or any(
        _asks_for_credible(part) for part in (*condition.all_of, *condition.any_of)
    )
