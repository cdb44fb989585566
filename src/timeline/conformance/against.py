"""Limits against steps taken, or against silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth
from timeline.conformance.held import bounds_in, narrowed
from timeline.conformance.verdict import Tier, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.chrono.interval import Interval
    from timeline.conformance.clock import Clock
    from timeline.conformance.held import Facts
    from timeline.conformance.question import Measure
    from timeline.inference.branch import Branch


@dataclass(frozen=True, slots=True)
class Outcome:
    """One word that holds in some worlds, and what these have in common."""

    word: Word
    broken: Truth
    """Breach of the rule; unknown if only silence says so."""
    branch: Branch
    facts: Facts
    measure: Measure
    clock: Clock | None = None
    """None if the trigger had not happened, or nothing is asked."""
    trigger: str = ""
    """First trigger, if one had happened."""
    step: str = ""
    """First event that took the step, if one had."""
    silence: Silence | None = None
    """Of an undone step: how far its silence counts."""
    was_read: bool = True
    """True if the limit that separates this word from another could be read."""

    @property
    def start(self) -> Interval:
        """Return the trigger's days on the case's calendar."""
        return bounds_in(self.branch, self.facts, ORIGIN, self.branch.case_day(self.trigger))

    @property
    def judged_on(self) -> int | None:
        """Return the last day on which silence about an undone step counts."""
        return None if self.silence is None else self.silence.day

    @property
    def tier(self) -> Tier:
        """Return the kind of limit that judged."""
        return Tier.NONE if self.word is Word.NOT_REQUIRED else self.measure.tier


@dataclass(frozen=True, slots=True)
class Situation:
    """Worlds with a known clock and question."""

    facts: Facts
    measure: Measure
    trigger: str
    clock: Clock | None
    has_trigger: bool = True
    """True if a trigger is on record, on whatever day."""
    is_asked: bool = True
    """True if the rule asks for the step; an order asks for it even if the rule does not."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Reach of the silence and denials of a step."""

    day: int | None
    denied: int | None

    @property
    def reaches(self) -> int | None:
        """Return the last day the step is known undone, by silence or denial."""
        days = [day for day in (self.day, self.denied) if day is not None]
        return max(days, default=None)

    def is_denied(self, day: int) -> bool:
        """Return True if the step is denied through `day`."""
        return self.denied is not None and self.denied >= day

    def word_at(self, last_day: int) -> tuple[Word, bool]:
        """Return the word once a deadline is past, and True if denied up to it."""
        if self.is_denied(last_day):
            return Word.OVERDUE, True
        is_seen = self.day is not None and last_day < self.day
        return (Word.OVERDUE if is_seen else Word.NOT_CHECKED), False


@dataclass(frozen=True, slots=True)
class Against:
    """Limits against steps, in one branch on one day."""

    branch: Branch
    as_of: int

    def by_step(self, situation: Situation, step: str) -> Iterator[Outcome]:
        """Yield met, or met late."""
        clock, measure, facts = situation.clock, situation.measure, situation.facts
        was_read = clock is None or clock.was_read
        base = Outcome(
            Word.MET,
            Truth.NO,
            self.branch,
            facts,
            measure,
            clock,
            situation.trigger,
            step,
            was_read=was_read,
        )
        late = replace(base, word=Word.MET_LATE, broken=_broken(measure))
        if clock is None or clock.is_endless:
            yield base
        else:
            kept = narrowed(self.branch, facts, clock.kept_by(self.branch, step))
            if kept is not None:
                # Met before the first day on which an unread limit can end.
                yield replace(base, facts=kept, was_read=base.was_read or clock.is_open_ended)
            passed = narrowed(self.branch, facts, clock.passed_by(self.branch, step))
            if passed is not None:
                was_read = base.was_read and not clock.is_open_ended
                if clock.is_open_ended or clock.is_silent:
                    yield replace(base, facts=passed, was_read=was_read)
                yield replace(late, facts=passed, was_read=was_read)

    def by_silence(self, situation: Situation, silence: Silence) -> Iterator[Outcome]:
        """Yield not yet due, pending, overdue, or not checked."""
        clock, measure = situation.clock, situation.measure
        base = Outcome(
            Word.PENDING,
            Truth.NO if measure.is_duty else Truth.UNKNOWN,
            self.branch,
            situation.facts,
            measure,
            clock,
            trigger=situation.trigger,
            silence=silence,
            was_read=clock is None or clock.was_read,
        )
        if clock is None:
            breach = Truth.NO if situation.has_trigger else Truth.UNKNOWN
            yield replace(base, word=Word.NOT_YET_DUE, broken=breach)
        elif clock.is_endless:
            breach = base.broken if clock.is_stopped or clock.is_far else Truth.UNKNOWN
            yield replace(base, broken=breach)
        else:
            yield from self._against(base, clock, silence)

    def _against(self, base: Outcome, clock: Clock, silence: Silence) -> Iterator[Outcome]:
        """Yield the words by the place of the deadline.

        Against the horizon, a denial and the as-of day. An end that is not published, or that a
        pause may still put off, may be any day from the one known.
        """
        ends = {self.as_of - 1}
        if silence.day is not None:
            ends.add(silence.day - 1)
        if silence.denied is not None:
            ends.add(min(silence.denied, self.as_of - 1))
        steps = [None, *sorted(ends), None]
        for low, high in pairwise(steps):
            edges = [] if low is None else [clock.at_least(self.branch, low + 1)]
            edges += [] if high is None else [clock.at_most(self.branch, high)]
            facts = narrowed(self.branch, base.facts, *edges)
            if facts is None:
                continue
            if high is None:
                breach = Truth.UNKNOWN if clock.is_silent else base.broken
                was_read = base.was_read or clock.is_open_ended  # it cannot have ended yet
                yield replace(base, facts=facts, broken=breach, was_read=was_read)
                continue
            word, is_denied = silence.word_at(high)
            is_broken = is_denied and _broken(base.measure) is Truth.YES
            broken = Truth.YES if is_broken else Truth.UNKNOWN
            found = replace(base, facts=facts, word=word, broken=broken)
            if clock.is_open_ended or clock.is_silent:
                was_read = base.was_read and not clock.is_open_ended
                unknown = replace(base, facts=facts, was_read=was_read, broken=Truth.UNKNOWN)
                yield replace(unknown, word=word)
                yield unknown if clock.is_silent else replace(unknown, broken=base.broken)
                last, _ = silence.word_at(self.as_of - 1)
                if last is not word:
                    yield replace(unknown, word=last)
            else:
                yield found


def _broken(measure: Measure) -> Truth:
    if not measure.is_duty:
        return Truth.NO
    return Truth.YES if measure.is_sourced else Truth.UNKNOWN
