"""One question (a rule or an order, on one track and round) in one world: the word and its ground."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tests.oracle.clock import Chain, End, Pause, chain_ends, days_in, pauses_in, run
from tests.oracle.patterns import (
    Hidden,
    Pattern,
    asks_outside,
    condition_patterns,
    fits,
    fits_on_record,
    may_fit,
    patterns_of,
)
from tests.oracle.record import CLOSES, Absence, Data, Event, Record
from tests.oracle.worlds import Within, ranks_of

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
    is_dated_later: bool = False
    """A candidate on record comes after the day judged."""


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

    def denied_to(self, kind: str, outside: bool) -> int | None:  # noqa: FBT001
        """The last day to which a kind is denied."""
        days = [
            one.reach
            for one in self.absences
            if not one.is_search and self._is_about(one, kind, outside)
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


class Judge:
    """One world: days, what is not stated, and when orders were made."""

    def __init__(
        self,
        setting: Setting,
        days: Mapping[int, int],
        within: Within,
        hidden: Hidden,
        made: Sequence[int | None],
    ) -> None:
        self.setting = setting
        self.question = setting.question
        self.events = setting.record.events
        self.days = days
        self.within = within
        self.hidden = hidden
        self.made = made
        self.as_of = setting.as_of
        self.pool = [one for one in setting.pool if one in days]

    # ------------------------------------------------------------------------------------- events

    def happened(self, place: int) -> bool:
        """Whether an event had happened by the day judged."""
        return self.days[place] <= self.as_of or place in self.setting.known_done

    def here(self) -> list[int]:
        """Events of the track and round."""
        return [one for one in self.pool if self.events[one].round == self.question.round]

    def so_far(self, kind: str) -> list[int]:
        """Those of a kind in this round, else in the rounds before it."""
        here = [one for one in self.here() if self.events[one].kind == kind]
        return here or [
            one
            for one in self.pool
            if self.events[one].kind == kind and self.events[one].round < self.question.round
        ]

    def fitting(
        self, pool: Sequence[int], patterns: Sequence[Pattern], *, as_step: bool = False
    ) -> list[int]:
        """The events that fit one of some patterns, happened or not."""
        return [
            one
            for one in pool
            if any(
                fits(one, self.events[one], pattern, self.hidden, as_step=as_step)
                for pattern in patterns
            )
        ]

    def first(self, places: Sequence[int]) -> int | None:
        """The day of the first that had happened."""
        return min((self.days[one] for one in places if self.happened(one)), default=None)

    def candidates(self, *, by_order: bool) -> list[int]:
        """The events that are the step."""
        question = self.question
        found = self.fitting(self.here(), question.steps, as_step=True)
        if by_order and question.chain is not None:
            track = self.order_track
            kind = question.chain.kind
            found += [
                one
                for one in self.here()
                if track
                and self.events[one].track == track
                and self.events[one].outside
                and one not in found
                and fits(
                    one, self.events[one], {"event": kind, "side": "outside"}, self.hidden,
                    as_step=True,
                )  # fmt: skip
            ]
        return found

    @property
    def order_track(self) -> str:
        """The track of the event that carries the order."""
        assert self.question.chain is not None
        return self.events[self.question.chain.links[0][0]].track

    # ---------------------------------------------------------------------------------- deadlines

    def pauses(self, *names: str) -> list[Pause]:
        """Pauses of a limit in this world."""
        ids = {self.events[one].id: one for one in self.days}
        return pauses_in(
            self.setting.record.case,
            names,
            {name: self.days[one] for name, one in ids.items()},
            {name: self.happened(one) for name, one in ids.items()},
        )

    def is_given(self) -> bool:
        """Whether the order had been given by the day judged."""
        chain = self.question.chain
        if chain is None or chain.links[0][0] not in self.days:
            return False
        made = self.made[0]
        if made is not None:
            return made <= self.as_of
        return self.happened(chain.links[0][0])

    def order_start(self) -> tuple[int | None, bool]:
        """Day zero of the order, and whether that event is on record."""
        assert self.question.chain is not None
        place, order = self.question.chain.links[0]
        if "from" in order:
            place = self.setting.record.place.get(order["from"], -1)
        if place not in self.days:
            return None, False
        return (self.days[place] if self.happened(place) else None), True

    def order_ends(self, start: int) -> list[End]:
        """Last days on time of the order."""
        chain = self.question.chain
        assert chain is not None
        return chain_ends(
            chain,
            self.made,
            start,
            self.setting.horizon,
            self.as_of,
            {order["id"]: self.pauses(order["id"]) for _, order in chain.links},
            [
                self.days[place] if place in self.days and self.happened(place) else None
                for place, _ in chain.links
            ],
        )

    def trigger(self, rule: Data) -> tuple[int | None, bool]:
        """Day of the first trigger, and whether one is on record."""
        found = self.fitting(self.here(), patterns_of(rule["after"]))
        return self.first(found), bool(found)

    def rule_ends(self, rule: Data, start: int) -> tuple[str, list[End]]:
        """Tier and last days on time of a rule's own limit or benchmark."""
        limit = rule.get("limit", "none stated")
        number = days_in(limit)
        pauses = self.pauses(rule["id"])
        horizon = self.setting.horizon
        if number is not None:
            return "limit", list(run(start, number, pauses, horizon, self.as_of))
        if "yardstick" in rule:
            number = days_in(rule["yardstick"]["within"]) or 0
            return "benchmark", list(run(start, number, pauses, horizon, self.as_of))
        if limit == "not established":
            last = max(start, self.as_of + 1)
            return "none", [End(day, is_unread=True) for day in range(start, last + 1)]
        return "none", []

    # --------------------------------------------------------------------------------- conditions

    def holds(self, condition: Data, end: int | None, *, negated: bool = False) -> bool:
        """Whether a condition is true; `end` is the last day on time."""
        if "event" in condition:
            pool = self.so_far(condition["event"])
            day = self.first(self.fitting(pool, [dict(condition)]))
            if day is None:
                return False
            return not negated or end is None or day <= end
        if "all" in condition:
            return all(self.holds(part, end, negated=negated) for part in condition["all"])
        if "any" in condition:
            return any(self.holds(part, end, negated=negated) for part in condition["any"])
        return not self.holds(condition["not"], end, negated=not negated)

    def is_recorded(self, condition: Data, truth: bool, end: int | None) -> bool:  # noqa: FBT001
        """Whether recorded facts, and not silence, make a condition true, or false."""
        if "event" in condition:
            return self._event_is_recorded(dict(condition), truth, end)
        if "not" in condition:
            return self.is_recorded(condition["not"], not truth, end)
        parts = condition["all"] if "all" in condition else condition["any"]
        answers = [self.is_recorded(part, truth, end) for part in parts]
        return all(answers) if ("all" in condition) == truth else any(answers)

    def _event_is_recorded(self, pattern: Pattern, truth: bool, end: int | None) -> bool:  # noqa: FBT001
        pool = [
            one
            for one in self.so_far(pattern["event"])
            if self.events[one].outside == asks_outside(pattern)
        ]
        if truth:
            fitting = [one for one in pool if fits_on_record(self.events[one], pattern)]
            day = self.first(fitting)
            return day is not None and (end is None or day <= end)
        denied = self.setting.denied_to(pattern["event"], asks_outside(pattern))
        if denied is not None and denied >= self.as_of:
            return True
        unknown = [
            one
            for one in pool
            if self.happened(one) and may_fit(self.events[one], pattern)
        ]
        return bool(pool) and not unknown

    # -------------------------------------------------------------------------------------- words

    def answers(self) -> Iterator[list[Answer]]:
        """For each order of instants: one answer, or several where nobody knows the limit."""
        question = self.question
        by_order = question.chain is not None and self.is_given()
        tier, ends = ("order", []) if question.rule is None else ("none", [])
        start, on_record = None, False
        if by_order:
            tier = "order"
            start, on_record = self.order_start()
            ends = [] if start is None else self.order_ends(start)
        elif question.rule is not None:
            start, on_record = self.trigger(question.rule)
            # The tier does not hang on whether the clock runs.
            tier, ends = self.rule_ends(question.rule, 0 if start is None else start)
            ends = [] if start is None else ends
        steps = self.candidates(by_order=by_order)
        for before in self.befores(steps):
            found = [
                self.answer(tier, end, start, on_record, steps, before) for end in ends or [None]
            ]
            known = [one for one in found if one.end is None or not one.end.is_unread]
            unread = [one for one in found if one.end is not None and one.end.is_unread]
            yield from ([one] for one in known)
            if unread:
                yield unread

    def befores(self, steps: Sequence[int]) -> set[bool]:
        """Whether the step may have come before something that it requires."""
        rule = self.question.rule
        day = self.first(steps)
        if rule is None or day is None or not rule.get("requires"):
            return {False}
        own = [one for one in steps if self.happened(one) and self.days[one] == day]
        found = {False}
        certain = False
        same: list[list[int]] = []
        for kind in rule["requires"]:
            required = self.fitting(self.so_far(kind), [{"event": kind}])
            first = self.first(required)
            if first is None:
                continue
            if day < first:
                certain = True
            elif day == first:
                same.append(
                    [one for one in required if self.happened(one) and self.days[one] == day]
                )
        if certain:
            return {True}
        if same:
            places = sorted({*own, *(one for part in same for one in part)})
            found = {
                any(
                    min(rank[one] for one in own) < min(rank[one] for one in part)
                    for part in same
                )
                for rank in ranks_of(places, self.within)
            }
        return found

    def answer(
        self,
        tier: str,
        end: End | None,
        start: int | None,
        on_record: bool,  # noqa: FBT001
        steps: Sequence[int],
        before: bool,  # noqa: FBT001
    ) -> Answer:
        """The first word of the table that fits."""
        question, rule = self.question, self.question.rule
        last = None if end is None else end.day
        strong = self._is_strong(tier)
        duty = self._is_duty()
        yes = "yes" if self._is_sourced() else "unknown"
        reach = self.setting.reach
        step = self.first(steps)
        later = [one for one in steps if not self.happened(one)]
        dated = step is None and bool(later)
        horizon = self.as_of if dated else self.setting.horizon
        if step is not None:
            done = "yes"
        else:
            done = "no" if dated or (reach is not None and reach >= self.as_of) else "unknown"

        def say(word: str, breach: str, **more: Any) -> Answer:  # noqa: ANN401
            judged = None if step is not None else horizon
            return Answer(
                word, breach, done, tier, end=end, judged_on=judged, is_dated_later=dated, **more
            )

        condition = None if rule is None else rule.get("when")
        required = condition is None or self.holds(condition, last)
        ordered = question.chain is not None and tier == "order"
        if not required and not ordered:
            assert condition is not None
            recorded = self.is_recorded(condition, False, last)  # noqa: FBT003
            return say("not required", "no" if recorded else "unknown")
        continued = self.continued()
        if step is None and continued is not None:
            if last is None or continued <= last:
                return say("not required", "no", is_waived=True)
            done = "yes"
            return say(
                "met late", yes if strong else "no", late=continued - last, is_waived=True
            )
        if step is not None:
            is_late = last is not None and step > last
            late = step - last if last is not None and is_late else None
            broken = self._breach_of_limit(yes) if strong and is_late else "no"
            if before and required:
                both = broken if broken == "yes" or not duty else self._breach_of_duty()
                return say("out of order", both, late=late)
            return say("met late" if is_late else "met", broken, late=late)
        passed = last is not None and last < self.as_of
        denied = dated or (reach is not None and last is not None and reach >= last)
        after = self.requiring()
        if after is not None:
            reaches = dated or (reach is not None and reach >= after)
            if reaches or (horizon is not None and after <= horizon):
                is_yes = duty and (reaches or (passed and denied))
                breach = self._breach_of_duty() if is_yes else "unknown"
                if strong and passed and denied and breach == "unknown":
                    breach = self._breach_of_limit(yes)
                return say("missing", breach)
        if start is None:
            word, breach = "not yet due", "no" if on_record or self._is_denied_trigger() else "unknown"
        elif last is None:
            word, breach = "pending", "unknown"
        elif not passed:
            word = "pending"
            breach = "unknown" if end is not None and end.is_silent else "no"
            breach = breach if strong else "unknown"
        elif (horizon is not None and last < horizon) or denied:
            broken = self._breach_of_limit(yes) if strong and denied else "unknown"
            seen = self.as_of if horizon is None else horizon
            return say("overdue", broken, late=max(1, seen - last))
        else:
            word, breach = "not checked", "unknown"
        if after is not None and word in ("pending", "not yet due"):
            word, breach = "not checked", "unknown"
        return say(word, breach)

    def _is_strong(self, tier: str) -> bool:
        if tier == "order":
            assert self.question.chain is not None
            return self.question.chain.force in STRONG
        return tier == "limit" and self.question.rule is not None and (
            self.question.rule["force"] in STRONG
        )

    def _is_duty(self) -> bool:
        """Whether the order of steps can be breached."""
        if self.question.rule is not None:
            return self.question.rule["force"] in STRONG
        return self._is_strong("order")

    def _is_sourced(self) -> bool:
        return self.question.rule is None or "source" in self.question.rule

    def _breach_of_limit(self, yes: str) -> str:
        by_order = self.question.chain is not None and self.is_given()
        return "yes" if by_order else yes

    def _breach_of_duty(self) -> str:
        return "yes" if self._is_sourced() else "unknown"

    def _is_denied_trigger(self) -> bool:
        """Whether every trigger is denied to the day judged."""
        rule = self.question.rule
        if rule is None or (self.question.chain is not None and self.is_given()):
            return False
        days = [
            self.setting.denied_to(one["event"], asks_outside(one))
            for one in patterns_of(rule["after"])
        ]
        return all(day is not None and day >= self.as_of for day in days)

    def continued(self) -> int | None:
        """The day by which every stage that the step would close had become another."""
        steps = self.question.steps
        if len(steps) != 1 or steps[0]["event"] not in CLOSES or asks_outside(steps[0]):
            return None
        kind = CLOSES[steps[0]["event"]]
        stages = [
            one
            for one in self.here()
            if self.events[one].kind == kind
            and not self.events[one].outside
            and self.happened(one)
        ]
        days = []
        for stage in stages:
            own = [
                self.days[one]
                for one in self.days
                if self.events[one].continues == self.events[stage].id and self.happened(one)
            ]
            if not own:
                return None
            days.append(min(own))
        return max(days, default=None)

    def requiring(self) -> int | None:
        """The day of the first step that requires this one, where nothing else satisfies it."""
        kinds = {step["event"] for step in self.question.steps}
        days = []
        for rule in self.question.others:
            asked = kinds & set(rule["requires"])
            if not any(
                self.first(self.fitting(self.so_far(kind), [{"event": kind}])) is None
                for kind in asked
            ):
                continue
            if "when" in rule:
                start, _ = self.trigger(rule)
                ends = [] if start is None else self.rule_ends(rule, start)[1]
                known = [end.day for end in ends if not end.is_unread]
                if not self.holds(rule["when"], min(known, default=None)):
                    continue
            day = self.first(self.fitting(self.here(), patterns_of(rule["step"]), as_step=True))
            if day is not None:
                days.append(day)
        return min(days, default=None)

