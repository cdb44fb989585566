"""What one finding is about, and what holds for it in every world of a version."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tests.oracle.clock import Chain, End
from tests.oracle.events import Absence, Data
from tests.oracle.patterns import Pattern, asks_outside, condition_patterns, patterns_of
from tests.oracle.record import Record

STRONG = ("binding", "order")


@dataclass(frozen=True)
class Question:
    """What one finding is about."""

    name: str
    track: str
    round: int
    rule: Data | None
    """None for an order that no rule concerns."""
    chain: Chain | None
    others: tuple[Data, ...]
    """Rules that require this step."""

    @cached_property
    def steps(self) -> list[Pattern]:
        """Patterns of the step."""
        if self.rule is not None:
            return patterns_of(self.rule["step"])
        assert self.chain is not None
        return [{"event": self.chain.kind}]

    def needed(self) -> Iterator[tuple[Pattern, bool]]:
        """Every pattern that its answer rests on, and whether it stands as a step."""
        yield from ((pattern, True) for pattern in self.steps)
        if self.chain is not None:
            yield {"event": self.chain.kind, "side": "outside"}, True
        for rule in filter(None, (self.rule, *self.others)):
            yield from ((pattern, False) for pattern in patterns_of(rule["after"]))
            yield from ((pattern, False) for pattern in condition_patterns(rule.get("when")))
            yield from (({"event": kind}, False) for kind in rule.get("requires", ()))
        for rule in self.others:
            yield from ((pattern, True) for pattern in patterns_of(rule["step"]))


@dataclass(frozen=True)
class Answer:
    """What holds in one world."""

    word: str
    breach: str | None
    done: str
    tier: str
    late: int | None = None
    end: End | None = None
    judged_on: int | None = None
    is_waived: bool = False
    starts_far: bool = False
    """The clock starts on a day that nothing bounds."""
    is_far: bool = False
    """The step lies on a day that nothing bounds."""
    is_dated_later: bool = False
    """A candidate on record comes after the day judged."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the words of one world rest on."""

    tier: str
    end: End | None
    last: int | None
    """The last day on time."""
    start: int | None
    """Day zero; None where what starts the clock has not happened."""
    on_record: bool
    """Whether what starts the clock is on record at all."""
    step: int | None
    before: bool
    """Whether the step came before something that it requires."""
    is_dated: bool
    """Whether the record dates every candidate after the day judged."""
    horizon: int | None
    done: str
    far_from: int
    is_strong: bool
    """Whether going past the limit can be a breach."""
    yes: str
    is_passed: bool
    is_denied: bool
    """Whether it is known to have been undone on the last day on time."""

    def say(
        self, word: str, breach: str, *, late: int | None = None, is_waived: bool = False
    ) -> Answer:
        """An answer."""
        return Answer(
            word,
            breach,
            self.done,
            self.tier,
            late=late,
            end=self.end,
            judged_on=None if self.step is not None else self.horizon,
            is_waived=is_waived,
            is_dated_later=self.is_dated,
            starts_far=self.start is not None and self.start > self.far_from,
        )


@dataclass(frozen=True)
class Setting:
    """What holds for a question in every world of a version."""

    record: Record
    question: Question
    standing: frozenset[int]
    absences: tuple[Absence, ...]
    as_of: int
    today: int | None
    known_done: frozenset[int]
    about: list[Absence] = field(init=False)
    reach: int | None = field(init=False)
    horizon: int | None = field(init=False)

    def __post_init__(self) -> None:
        """Find the absences about the step, how far they reach, and its horizon."""
        sides = [(step["event"], asks_outside(step)) for step in self.question.steps]
        per_kind = [
            [one for one in self.absences if self._is_about(one, kind, outside)]
            for kind, outside in sides
        ]
        about = [one for part in per_kind for one in part]
        denials = [[one.reach for one in part if not one.is_search] for part in per_kind]
        reach = min(max(part) for part in denials) if all(denials) else None
        looked = [[one.reach for one in part] for part in per_kind]
        days = [min(max(part) for part in looked)] if all(looked) else []
        until = self.record.recorded_until
        base = self.record.newest_source() if until is None else until
        days += [] if base is None else [base]
        caps = [self.as_of, *([] if self.today is None else [self.today])]
        horizon = min([max(days), *caps]) if days else None
        for name, value in (("about", about), ("reach", reach), ("horizon", horizon)):
            object.__setattr__(self, name, value)

    def _is_about(self, absence: Absence, kind: str, outside: bool) -> bool:  # noqa: FBT001
        question = self.question
        return (
            absence.kind == kind
            and absence.outside == outside
            and not absence.id
            and absence.track in ("", question.track)
            and absence.round in (None, question.round)
        )

    def denied_to(self, kind: str, outside: bool, *, every: bool = False) -> int | None:  # noqa: FBT001
        """The last day to which a kind is denied; `every` takes denials of all rounds alone."""
        days = [
            one.reach
            for one in self.absences
            if not one.is_search and self._is_about(one, kind, outside)
            if not every or one.round is None
        ]
        return max(days, default=None)

    @cached_property
    def pool(self) -> list[int]:
        """The events that serve the track, of every round."""
        track = self.question.track
        return [
            place
            for place in sorted(self.standing)
            if not track
            or self.record.events[place].track in ("", track)
            or self.record.events[place].outside
        ]
