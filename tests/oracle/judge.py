"""One question (a rule or an order on a track and round) in one world: word and ground."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tests.oracle.clock import UNREAD, End, Pause, chain_ends, days_in, pauses_in, run
from tests.oracle.events import CLOSES, Data
from tests.oracle.patterns import (
    Hidden,
    Pattern,
    asks_outside,
    fits,
    fits_on_record,
    is_right_side,
    may_fit,
    patterns_of,
)
from tests.oracle.question import STRONG, Answer, Facts, Setting
from tests.oracle.worlds import Within, ranks_of


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
        self.here = [one for one in self.pool if self.events[one].round == self.question.round]

    # ------------------------------------------------------------------------------------- events

    def happened(self, place: int) -> bool:
        """Whether an event had happened by the day judged."""
        return self.days[place] <= self.as_of or place in self.setting.known_done

    def so_far(self, pattern: Pattern) -> list[int]:
        """Those of a kind and side in this round, else in the rounds before it."""
        every = [one for one in self.pool if is_right_side(self.events[one], pattern)]
        here = [one for one in every if self.events[one].round == self.question.round]
        return here or [one for one in every if self.events[one].round < self.question.round]

    def required(self, kind: str) -> list[int]:
        """Those of a kind in this round, else in the rounds before it; of releases the findings."""
        plain = {"event": kind}
        every = [one for one in self.pool if may_fit(self.events[one], plain)]
        here = [one for one in every if self.events[one].round == self.question.round]
        so_far = [one for one in every if self.events[one].round <= self.question.round]
        return self.fitting(here or so_far, [plain])

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

    def first_by_days(self, places: Sequence[int]) -> int | None:
        """The same, but where one counts as done whatever its day, of all by their days."""
        day = self.first(places)
        if day is None or day <= self.as_of:
            return day
        return min(self.days[one] for one in places)

    def is_far(self, day: int) -> bool:
        """Whether a day may stand for all that follow, because nothing bounds it."""
        known = self.setting.known_done
        return day > self.as_of + 1 and self.setting.record.has_unbounded(known)

    def seen_day(self, place: int) -> int:
        """The day of an event, and no later than that by which it counts as done."""
        until = self.setting.record.recorded_until
        is_known = place in self.setting.known_done and until is not None
        return min(self.days[place], until) if is_known and until is not None else self.days[place]

    def candidates(self, *, by_order: bool) -> list[int]:
        """The events that are the step."""
        question = self.question
        found = self.fitting(self.here, question.steps, as_step=True)
        if by_order and question.chain is not None:
            track = self.order_track
            kind = question.chain.kind
            found += [
                one
                for one in self.here
                if track
                and self.events[one].track == track
                and self.events[one].outside
                and one not in found
                and fits(
                    one,
                    self.events[one],
                    {"event": kind, "side": "outside"},
                    self.hidden,
                    as_step=True,
                )
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
        if "pauses" not in self.setting.record.case:
            return []
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

    def is_carried(self) -> bool:
        """Whether the event that carries the order of unknown day is on record."""
        chain = self.question.chain
        return chain is not None and self.made[0] is None and chain.links[0][0] in self.days

    def order_start(self) -> tuple[int | None, bool]:
        """Day zero of the order, and whether that event is on record."""
        assert self.question.chain is not None
        carrier, order = self.question.chain.links[0]
        place = self.setting.record.place.get(order["from"], -1) if "from" in order else carrier
        if place in self.days and self.happened(place):
            return self.days[place], True
        if "until" in order:  # a fixed date waits for nothing
            return (self.days[carrier] if self.made[0] is None else self.made[0]), True
        return None, place in self.days

    def order_ends(self, start: int) -> list[End]:
        """Last days on time of the order."""
        chain = self.question.chain
        assert chain is not None
        return chain_ends(
            chain,
            self.made,
            start,
            horizon=self.setting.horizon,
            as_of=self.as_of,
            pauses={order["id"]: self.pauses(order["id"]) for _, order in chain.links},
            carried=[
                self.days[place] if place in self.days and self.happened(place) else None
                for place, _ in chain.links
            ],
        )

    def trigger(self, rule: Data) -> tuple[int | None, bool]:
        """Day of the first trigger, and whether one is on record."""
        found = self.fitting(self.here, patterns_of(rule["after"]))
        return self.first_by_days(found), bool(found)

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
            last = max(start, self.as_of + UNREAD)
            return "none", [End(day, is_unread=True) for day in range(start, last + 1)]
        return "none", []

    # --------------------------------------------------------------------------------- conditions

    def holds(self, condition: Data, end: int | None, *, negated: bool = False) -> bool:
        """Whether a condition is true; `end` is the last day on time."""
        if "event" in condition:
            pool = self.so_far(dict(condition))
            day = self.first(self.fitting(pool, [dict(condition)]))
            if day is None:
                return False
            return not negated or end is None or day <= end or end >= self.as_of
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
        pool = self.so_far(pattern)
        if truth:
            fitting = [one for one in pool if fits_on_record(self.events[one], pattern)]
            day = self.first(fitting)
            return day is not None and (end is None or day <= end or end >= self.as_of)
        every = self.question.round > 1  # the rounds before count too
        denied = self.setting.denied_to(pattern["event"], asks_outside(pattern), every=every)
        if denied is not None and denied >= self.as_of:
            return True
        unknown = [one for one in pool if self.happened(one) and may_fit(self.events[one], pattern)]
        return bool(pool) and not unknown

    # -------------------------------------------------------------------------------------- words

    def answers(self) -> Iterator[list[Answer]]:
        """For each order of instants: one answer, or several where nobody knows the limit."""
        question = self.question
        by_order = question.chain is not None and self.is_given()
        tier, ends = ("order", []) if question.rule is None else ("none", [])
        start: int | None = None
        on_record = question.rule is None and self.is_carried()
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
            several: Sequence[End | None] = ends or [None]
            found = [
                self.answer(self.facts(tier, end, (start, on_record), steps, before=before))
                for end in several
            ]
            known = [one for one in found if one.end is None or not one.end.is_unread]
            unread = [one for one in found if one.end is not None and one.end.is_unread]
            yield from ([one] for one in known)
            if unread:
                yield unread

    def befores(self, steps: Sequence[int]) -> set[bool]:
        """Whether the step may have come before something that it requires."""
        rule = self.question.rule
        day = self.first_by_days(steps)
        if rule is None or day is None or not rule.get("requires"):
            return {False}
        own = [one for one in steps if self.days[one] == day]
        found = {False}
        certain = False
        same: list[list[int]] = []
        for kind in rule["requires"]:
            required = self.required(kind)
            first = self.first_by_days(required)
            if first is None:
                continue
            if day < first:
                certain = True
            elif day == first:
                same.append([one for one in required if self.days[one] == day])
        if certain:
            return {True}
        if same:
            places = sorted({*own, *(one for part in same for one in part)})
            found = {
                any(min(rank[one] for one in own) < min(rank[one] for one in part) for part in same)
                for rank in ranks_of(places, self.within)
            }
        return found

    def answer(self, facts: Facts) -> Answer:
        """The first word of the table that fits."""
        rule = self.question.rule
        condition = None if rule is None else rule.get("when")
        required = condition is None or self.holds(condition, facts.last)
        if not required and facts.tier != "order":
            assert condition is not None
            recorded = self.is_recorded(condition, False, facts.last)  # noqa: FBT003
            return facts.say("not required", "no" if recorded else "unknown")
        continued = self.continued()
        if facts.step is None and continued is not None:
            if facts.last is None or continued <= facts.last:
                return facts.say("not required", "no", is_waived=True)
            late = facts.say(
                "met late", facts.yes if facts.is_strong else "no", late=continued - facts.last
            )
            is_far = self.is_far(continued)
            return replace(late, is_waived=True, done="yes", is_far=is_far)
        if facts.step is not None:
            return self._done(facts, facts.step, is_out_of_order=facts.before and required)
        return self._missing(facts) or self._undone(facts)

    def _done(self, facts: Facts, step: int, *, is_out_of_order: bool) -> Answer:
        late = step - facts.last if facts.last is not None and step > facts.last else None
        broken = facts.yes if facts.is_strong and late is not None else "no"
        is_far = self.is_far(step)
        if not is_out_of_order:
            word = "met" if late is None else "met late"
            return replace(facts.say(word, broken, late=late), is_far=is_far)
        if self._is_duty() and broken != "yes":
            broken = self._yes(by_order=False)
        return facts.say("out of order", broken, late=late)

    def _missing(self, facts: Facts) -> Answer | None:
        after = self.requiring()
        if after is None:
            return None
        reach = self.setting.reach
        reaches = facts.is_dated or (reach is not None and reach >= after)
        if not reaches and (facts.horizon is None or after > facts.horizon):
            answer = self._undone(facts)
            if answer.word not in ("pending", "not yet due"):
                return answer
            return replace(answer, word="not checked", breach="unknown")
        passed = facts.is_passed and facts.is_denied
        breach = "unknown"
        strong = self.requiring(for_breach=True)
        is_certain = strong is not None and (
            passed or facts.is_dated or (reach is not None and reach >= strong)
        )
        if self._is_duty() and is_certain:
            breach = self._yes(by_order=False)
        if facts.is_strong and passed and breach == "unknown":
            breach = facts.yes
        return facts.say("missing", breach)

    def _undone(self, facts: Facts) -> Answer:
        if facts.start is None:
            is_known = facts.on_record or self._is_denied_trigger()
            return facts.say("not yet due", "no" if is_known else "unknown")
        if facts.last is None or facts.end is None:
            return facts.say("pending", "unknown")
        if not facts.is_passed:
            runs = facts.is_strong and not facts.end.is_silent
            return facts.say("pending", "no" if runs else "unknown")
        horizon = facts.horizon
        if facts.is_denied or (horizon is not None and facts.last < horizon):
            seen = self.as_of if horizon is None else horizon
            broken = facts.yes if facts.is_strong and facts.is_denied else "unknown"
            return facts.say("overdue", broken, late=max(1, seen - facts.last))
        return facts.say("not checked", "unknown")

    def facts(
        self, tier: str, end: End | None, day_zero: tuple[int | None, bool], steps: Sequence[int],
        *, before: bool,
    ) -> Facts:  # fmt: skip
        """What the words rest on."""
        start, on_record = day_zero
        last = None if end is None else end.day
        step = self.first_by_days(steps)
        ways = {self.events[one].kind for one in steps}
        is_dated = (
            step is None and bool(steps) and {one["event"] for one in self.question.steps} <= ways
        )
        reach = self.setting.reach
        done = "yes" if step is not None else "unknown"
        if step is None and (is_dated or (reach is not None and reach >= self.as_of)):
            done = "no"
        return Facts(
            tier=tier,
            end=end,
            last=last,
            start=start,
            on_record=on_record,
            step=step,
            before=before,
            is_dated=is_dated,
            horizon=self.as_of if is_dated else self.setting.horizon,
            done=done,
            far_from=self.as_of + 1,
            is_strong=self._is_strong(tier),
            yes=self._yes(by_order=tier == "order"),
            is_passed=last is not None and last < self.as_of,
            is_denied=is_dated or (reach is not None and last is not None and reach >= last),
        )

    def _is_strong(self, tier: str) -> bool:
        if tier == "order":
            assert self.question.chain is not None
            return self.question.chain.force in STRONG
        return (
            tier == "limit"
            and self.question.rule is not None
            and (self.question.rule["force"] in STRONG)
        )

    def _is_duty(self) -> bool:
        """Whether the order of steps can be breached."""
        if self.question.rule is not None:
            return self.question.rule["force"] in STRONG
        return self._is_strong("order")

    def _yes(self, *, by_order: bool) -> str:
        """A certain breach, as far as the rule has a source; an order always has one."""
        rule = self.question.rule
        return "yes" if by_order or rule is None or "source" in rule else "unknown"

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
            for one in self.here
            if self.events[one].kind == kind and not self.events[one].outside and self.happened(one)
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

    def requiring(self, *, for_breach: bool = False) -> int | None:
        """The day of the first step that requires this one, where nothing else satisfies it.

        Args:
            for_breach: ask only rules whose `out of order` could be a breach.
        """
        kinds = {step["event"] for step in self.question.steps}
        if any(self.first(self.required(kind)) is not None for kind in kinds):
            return None
        days = []
        for rule in self.question.others:
            if for_breach and (rule["force"] not in STRONG or "source" not in rule):
                continue
            if "when" in rule:
                start, _ = self.trigger(rule)
                ends = [] if start is None else self.rule_ends(rule, start)[1]
                known = [end.day for end in ends if not end.is_unread]
                if not self.holds(rule["when"], min(known, default=None)):
                    continue
            done = self.fitting(self.here, patterns_of(rule["step"]), as_step=True)
            days += [self.seen_day(one) for one in done if self.happened(one)]
        return min(days, default=None)
