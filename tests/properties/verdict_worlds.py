"""Small random cases with a policy, and brute force over their worlds: the table of verdicts.

A world here is a day for each event, an order of the instants within each day, and a value for
each form and outcome that the case does not state. In each the words of the closed list are tried
in order, from the design alone.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product
from typing import Any

from hypothesis import strategies as st

from tests.properties.strategies import Days, Said, claims, iso
from tests.properties.worlds import Demand, demand_of

SIZES = ((2, 10), (3, 8), (3, 6), (4, 5), (4, 4), (5, 4))
"""Numbers of events, each with how many days the calendar has."""
TRIGGERS = ("external_report", "information_received", "assessment_closed")
STEP, REQUIRED, LATER, CLOSING = (
    "investigation_opened", "assessment_opened", "release", "assessment_closed",
)  # fmt: skip
FORMS, OUTCOMES = ("formal", "short"), ("credible", "not_credible")
BREACHING = ("order", "limit")


@dataclass(frozen=True)
class Pattern:
    """Which events count."""

    kind: str
    form: str = ""
    outcome: str = ""

    def as_data(self) -> Any:  # noqa: ANN401 - JSON
        """As a policy writes it."""
        asked = {"form": self.form, "outcome": self.outcome}
        narrowed = {key: value for key, value in asked.items() if value}
        return {"event": self.kind, **narrowed} if narrowed else self.kind


@dataclass(frozen=True)
class Condition:
    """happened, all, any or not."""

    word: str
    pattern: Pattern | None = None
    parts: tuple["Condition", ...] = ()

    def as_data(self) -> Any:  # noqa: ANN401 - JSON
        """As a policy writes it."""
        if self.pattern is not None:
            data = self.pattern.as_data()
            return {"event": data} if isinstance(data, str) else data
        inside = [part.as_data() for part in self.parts]
        return {self.word: inside[0] if self.word == "not" else inside}

    @cached_property
    def has_not(self) -> bool:
        """Whether what happens later can make it false."""
        return self.word == "not" or any(part.has_not for part in self.parts)


@dataclass(frozen=True)
class Order:
    """30 days from the event that carries it, and perhaps more."""

    carrier: int
    within: int
    made: int | None = None
    """None where it was given with the event that carries it."""
    more: int | None = None
    """The days of an extension; below nothing: until unknown."""
    more_made: int = 0

    def as_data(self) -> list[dict[str, Any]]:
        """As a case writes it."""
        first: dict[str, Any] = {
            "id": "first", "kind": STEP, "within": f"{self.within} days", "source": "undated"
        }  # fmt: skip
        if self.made is not None:
            first["made"] = iso(self.made)
        if self.more is None:
            return [first]
        length = {"until": "unknown"} if self.more < 0 else {"within": f"{self.more} days"}
        made = iso(self.more_made)
        second = {"id": "second", "kind": STEP, "extends": "first", "made": made} | length
        return [first, {**second, "source": "undated"}]


@dataclass(frozen=True)
class Rule:
    """The rule that is judged."""

    after: tuple[Pattern, ...]
    step: Pattern
    requires: tuple[str, ...] = ()
    when: Condition | None = None
    limit: int | str = "none stated"
    yardstick: int | None = None
    force: str = "binding"
    later: bool = False
    """Whether another rule's step requires this one's."""

    def as_yaml(self) -> str:
        """The policy that holds it."""
        rule: dict[str, Any] = {
            "id": "rule",
            "after": {"first": [pattern.as_data() for pattern in self.after]},
            "step": self.step.as_data(),
            "requires": list(self.requires),
            "limit": f"{self.limit} days" if isinstance(self.limit, int) else self.limit,
            "force": self.force,
        }
        if self.when is not None:
            rule["when"] = self.when.as_data()
        if self.yardstick is not None:
            rule["yardstick"] = {"within": f"{self.yardstick} days", "because": "mine"}
        rules = [rule]
        if self.later:
            rules.append(
                {"id": "later", "after": TRIGGERS[0], "step": LATER, "requires": [STEP],
                 "limit": "none stated", "force": "practice"}
            )  # fmt: skip
        return f"rules: {json.dumps(rules)}"


@dataclass(frozen=True)
class Event:
    """One event of a small case."""

    kind: str
    claims: tuple[Said, ...]
    at: tuple[int, int] | None = None
    """A day and the minute of it, where a claim gives both."""
    form: str = ""
    outcome: str = ""
    track: str = ""
    round: int = 1


@dataclass(frozen=True)
class Situation:
    """A case, a rule, and the day to judge from."""

    events: tuple[Event, ...]
    rule: Rule
    as_of: int
    days: int
    order: Order | None = None

    def case_yaml(self) -> str:
        """The case as text."""
        events = []
        for place, event in enumerate(self.events):
            data: dict[str, Any] = {"id": f"e{place}", "kind": event.kind}
            stated = {"form": event.form, "outcome": event.outcome, "track": event.track}
            data |= {key: value for key, value in stated.items() if value}
            data["round"] = event.round
            data["claims"] = [
                {"when": claim.text, "source": claim.source} for claim in event.claims
            ]
            if self.order is not None and self.order.carrier == place:
                data["orders"] = self.order.as_data()
            events.append(data)
        return f"events: {json.dumps(events)}"


# ---------------------------------------------------------------------------------------- worlds


@dataclass(frozen=True)
class World:
    """Days, places within the day, and what is not stated."""

    days: tuple[int, ...]
    ranks: tuple[int, ...]
    hidden: tuple[tuple[tuple[int, str], str], ...]

    def instant(self, event: int) -> tuple[int, int]:
        """When: comparable with that of another event."""
        return self.days[event], self.ranks[event]


@cache
def weak_orders(size: int) -> tuple[tuple[int, ...], ...]:
    """Every way to put so many things in order, ties allowed."""
    return tuple(
        ranks
        for ranks in product(range(size), repeat=size)
        if set(ranks) == set(range(max(ranks) + 1))
    )


def worlds_of(situation: Situation) -> Iterator[World]:
    """Every world that the claims allow."""
    demands = [
        demand_of(place, claim.meaning)
        for place, event in enumerate(situation.events)
        for claim in event.claims
    ]
    strict = [pair for demand in demands for pair in demand.strict]
    weak = list(_closings(situation.events))
    hidden = list(_hidden(situation))
    for days in _assignments(situation, demands, [*strict, *weak]):
        for ranks in _ranks(situation, days, strict, weak):
            for values in hidden:
                yield World(days, ranks, values)


def _assignments(
    situation: Situation, demands: Sequence[Demand], ordered: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, ...]]:
    count = len(situation.events)
    domains = [
        [
            day
            for day in range(situation.days)
            if all(demand.allows_day(event, day) for demand in demands)
        ]
        for event in range(count)
    ]

    def grow(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        event = len(chosen)
        if event == count:
            yield chosen
            return
        for day in domains[event]:
            if all(
                demand.allows_days(other, event, day - earlier)
                for other, earlier in enumerate(chosen)
                for demand in demands
            ):
                longer = (*chosen, day)
                if all(
                    longer[one] <= longer[two] for one, two in ordered if max(one, two) == event
                ):
                    yield from grow(longer)

    return grow(())


def _ranks(
    situation: Situation,
    days: tuple[int, ...],
    strict: Sequence[tuple[int, int]],
    weak: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, ...]]:
    """Every order within the days that claims and times of day allow."""
    groups = [[event for event, own in enumerate(days) if own == day] for day in sorted(set(days))]
    clocks = [None if event.at is None else event.at[1] for event in situation.events]
    options = []
    for group in groups:
        held = []
        for order in weak_orders(len(group)):
            rank = dict(zip(group, order, strict=True))
            timed = sorted((clocks[event] or 0, rank[event]) for event in group if clocks[event])
            if (
                all(rank[one] < rank[two] for one, two in strict if one in rank and two in rank)
                and all(rank[one] <= rank[two] for one, two in weak if one in rank and two in rank)
                and all(one[1] < two[1] for one in timed for two in timed if one[0] < two[0])
            ):
                held.append(rank)
        options.append(held)
    for chosen in product(*options):
        together = {event: rank for part in chosen for event, rank in part.items()}
        yield tuple(together[event] for event in range(len(days)))
        if not situation.rule.requires:
            return


def _closings(events: Sequence[Event]) -> Iterator[tuple[int, int]]:
    """A stage closes no earlier than it opens: same track, else no track; same round."""
    for place, event in enumerate(events):
        if event.kind != CLOSING:
            continue
        for track in (event.track, ""):
            found = [
                other
                for other, opened in enumerate(events)
                if opened.kind == REQUIRED and opened.track == track and opened.round == event.round
            ]
            if found:
                if len(found) == 1:
                    yield found[0], place
                break


def _hidden(situation: Situation) -> Iterator[tuple[tuple[tuple[int, str], str], ...]]:
    """Every value of every form and outcome that is not stated."""
    gaps = [
        (place, name, values)
        for place, event in enumerate(situation.events)
        for name, values in (("form", FORMS), ("outcome", OUTCOMES))
        if not getattr(event, name)
        and any(
            pattern.kind == event.kind and getattr(pattern, name)
            for pattern in patterns_of(situation.rule)
        )
    ]
    for chosen in product(*((*values, "another") for _, _, values in gaps)):
        yield tuple(
            ((place, name), value) for (place, name, _), value in zip(gaps, chosen, strict=True)
        )


def patterns_of(rule: Rule) -> list[Pattern]:
    """Every pattern that a rule asks by."""
    found = [*rule.after, rule.step]
    pending = [] if rule.when is None else [rule.when]
    while pending:
        part = pending.pop()
        pending.extend(part.parts)
        if part.pattern is not None:
            found.append(part.pattern)
    return found


# --------------------------------------------------------------------------------------- verdicts


@dataclass(frozen=True)
class Result:
    """What holds in one world."""

    word: str
    breach: bool
    days: tuple[int, int | None] | None
    late: int | None
    """How far beyond the limit, or below nothing how far within; None where nobody can say."""
    was_read: bool
    tier: str

    @property
    def is_late(self) -> bool:
        """Whether the limit passed, as the word says."""
        return self.word in ("met late", "overdue")


def results_of(
    situation: Situation, track: str, round_: int, worlds: Sequence[World]
) -> set[Result]:
    """What holds in some world."""
    return {
        result for world in worlds for result in _Judge(situation, track, round_, world).results()
    }


@dataclass(frozen=True)
class _Judge:
    """One world, held against the rule."""

    situation: Situation
    track: str
    round: int
    world: World

    def pool(self) -> list[int]:
        """The events of the track, and of none; every event where the rule has no tracks."""
        events = self.situation.events
        return [
            place
            for place, event in enumerate(events)
            if not self.track or event.track in ("", self.track)
        ]

    def in_round(self) -> list[int]:
        return [one for one in self.pool() if self.situation.events[one].round == self.round]

    def so_far(self, kind: str) -> list[int]:
        """Those of a kind in this round, else in the rounds before it."""
        events = self.situation.events
        here = [one for one in self.in_round() if events[one].kind == kind]
        return here or [
            one
            for one in self.pool()
            if events[one].kind == kind and events[one].round < self.round
        ]

    def fits(self, event: int, pattern: Pattern) -> bool:
        own, hidden = self.situation.events[event], dict(self.world.hidden)
        return own.kind == pattern.kind and all(
            (getattr(own, name) or hidden[event, name]) == getattr(pattern, name)
            for name in ("form", "outcome")
            if getattr(pattern, name)
        )

    def first(self, events: Sequence[int], *patterns: Pattern) -> int | None:
        """The first that fits and had happened."""
        found = [
            event
            for event in events
            if self.world.days[event] <= self.situation.as_of
            and (not patterns or any(self.fits(event, pattern) for pattern in patterns))
        ]
        return min(found, key=self.world.instant, default=None)

    def holds(self, condition: Condition) -> bool:
        if condition.pattern is not None:
            pool = self.so_far(condition.pattern.kind)
            return self.first(pool, condition.pattern) is not None
        answers = [self.holds(part) for part in condition.parts]
        match condition.word:
            case "all":
                return all(answers)
            case "any":
                return any(answers)
            case _:
                return not answers[0]

    def measure(self) -> tuple[str, int | None, bool, bool]:
        """The tier, the days, whether it was read, and whether its end is open."""
        rule, order = self.situation.rule, self.situation.order
        is_what_was_ordered = not (rule.step.form or rule.step.outcome)
        if order is not None and is_what_was_ordered and self.order_was_given():
            days, as_of = order.within, self.situation.as_of
            if order.more is None or order.more_made > as_of:
                return "order", days, True, False
            if order.more < 0:
                return "order", days, True, True
            return "order", days + order.more, True, False
        if isinstance(rule.limit, int):
            return "limit", rule.limit, True, False
        if rule.yardstick is not None:
            return "yardstick", rule.yardstick, True, False
        return "none", None, rule.limit == "none stated", False

    def order_was_given(self) -> bool:
        order = self.situation.order
        if order is None:
            return False
        carrier = self.situation.events[order.carrier]
        if carrier.track not in ("", self.track) or carrier.round != self.round:
            return False
        made = self.world.days[order.carrier] if order.made is None else order.made
        return made <= self.situation.as_of

    def results(self) -> Iterator[Result]:
        rule, world, as_of = self.situation.rule, self.world, self.situation.as_of
        tier, limit, was_read, is_open = self.measure()
        if rule.when is not None and not self.holds(rule.when):
            yield Result("not required", False, None, None, True, tier)  # noqa: FBT003
            return
        if tier == "order":
            assert self.situation.order is not None
            trigger = self.first([self.situation.order.carrier])
        else:
            trigger = self.first(self.in_round(), *rule.after)
        step = self.first(self.in_round(), rule.step)
        later = self.first(self.in_round(), Pattern(LATER)) if rule.later else None
        passed, span = {False}, None
        if trigger is not None:
            end = as_of if step is None else world.days[step]
            span = end - world.days[trigger]
            if not was_read:
                passed = {False, True}
            elif limit is not None and span > limit:
                passed = {False, True} if is_open else {True}
        days = None if span is None else (span, None if step is None else span)
        for late in passed:
            word = self.word(trigger, step, later, late=late)
            duty = word in ("out of order", "missing") and rule.force in ("binding", "order")
            by_limit = word in ("met", "met late", "pending", "overdue")
            yield Result(
                word,
                breach=duty or (late and tier in BREACHING),
                days=days,
                late=None if is_open or span is None or limit is None else span - limit,
                was_read=len(passed) == 1 or not by_limit,
                tier=tier,
            )

    def word(self, trigger: int | None, step: int | None, later: int | None, *, late: bool) -> str:
        """The table, in order, from `out of order` on."""
        if step is not None:
            for kind in self.situation.rule.requires:
                required = self.first(self.so_far(kind))
                if required is not None and self.world.instant(step) < self.world.instant(required):
                    return "out of order"
            return "met late" if late else "met"
        if later is not None:
            return "missing"
        if trigger is None:
            return "not yet due"
        return "overdue" if late else "pending"


TABLE = (
    "not required", "out of order", "met late", "met",
    "missing", "not yet due", "overdue", "pending",
)  # fmt: skip
JOINED: dict[tuple[str, ...], str] = {
    ("met late", "met"): "met possibly late",
    ("overdue", "pending"): "possibly overdue",
    ("out of order", "met"): "possibly out of order",
}


def joined(results: set[Result]) -> str:
    """The verdict over all worlds."""
    words = tuple(word for word in TABLE if any(one.word == word for one in results))
    if len(words) == 1:
        return words[0]
    if not all(one.was_read for one in results):
        return "cannot tell"
    return JOINED.get(words, "cannot tell")


def lateness(results: set[Result]) -> tuple[int, int | None] | None:
    """The least and the most days beyond the limit, where all worlds that are beyond it say."""
    late = [one.late for one in results if one.is_late]
    known = [(days, days) for days in late if days is not None]
    return hull(known) if len(known) == len(late) else None


def hull(spans: Sequence[tuple[int, int | None] | None]) -> tuple[int, int | None] | None:
    """The least and the most; None above is open."""
    found = [span for span in spans if span is not None]
    if not found:
        return None
    highs = [high for _, high in found if high is not None]
    return min(low for low, _ in found), max(highs) if len(highs) == len(found) else None


# -------------------------------------------------------------------------------------- strategies


@st.composite
def _patterns(draw: st.DrawFn, kind: str) -> Pattern:
    if kind == STEP:
        return Pattern(kind, form=draw(st.sampled_from(["", "", FORMS[0]])))
    if kind == CLOSING:
        return Pattern(kind, outcome=draw(st.sampled_from(["", *OUTCOMES])))
    return Pattern(kind)


@st.composite
def _conditions(draw: st.DrawFn, depth: int) -> Condition:
    word = draw(st.sampled_from(["event", "event", "all", "any", "not"] if depth else ["event"]))
    if word == "event":
        kind = draw(st.sampled_from([CLOSING, CLOSING, REQUIRED, TRIGGERS[0]]))
        return Condition("event", draw(_patterns(kind)))
    count = 1 if word == "not" else draw(st.integers(1, 2))
    return Condition(word, parts=tuple(draw(_conditions(depth - 1)) for _ in range(count)))


@st.composite
def rules(draw: st.DrawFn, *, measured: Sequence[str] = ("limit", "none", "unread")) -> Rule:
    """Rules of every kind of limit."""
    after = draw(st.lists(st.sampled_from(TRIGGERS), min_size=1, max_size=2, unique=True))
    tier = draw(st.sampled_from(measured))
    limits: dict[str, int | str] = {
        "limit": draw(st.integers(0, 6)),
        "none": "none stated",
        "unread": "not established",
    }
    return Rule(
        after=tuple(draw(_patterns(kind)) for kind in after),
        step=draw(_patterns(STEP)),
        requires=draw(st.sampled_from([(), (REQUIRED,), (REQUIRED, CLOSING)])),
        when=draw(st.none() | _conditions(2)),
        limit=limits[tier],
        yardstick=draw(st.none() | st.integers(0, 6)),
        force=draw(st.sampled_from(["binding", "order", "guidance", "practice"])),
        later=draw(st.booleans()),
    )


@st.composite
def _events(
    draw: st.DrawFn, rule: Rule, count: int, days: int, *, tracks: bool
) -> tuple[Event, ...]:
    """Events whose claims are all true of one world, so that no two contradict."""
    asked = [pattern.kind for pattern in patterns_of(rule)]
    kinds = [*asked, *rule.requires, STEP, *([LATER] if rule.later else ["testimony"])]
    chosen = [
        draw(st.sampled_from([rule.after[0].kind] * 4 + kinds)),
        draw(st.sampled_from([STEP] * 3 + kinds)),
        *(draw(st.sampled_from(kinds)) for _ in range(count - 2)),
    ]
    truth = [(draw(st.integers(0, days - 1)), draw(st.integers(0, 3))) for _ in chosen]
    names = [f"e{place}" for place in range(count)]
    made = []
    for place, kind in enumerate(chosen):
        said = [
            Said(Days(((0, None),)), f"{iso(0)}/.."),
            Said(Days(((None, days - 1),)), f"../{iso(days - 1)}"),
        ]
        low, high = (draw(st.integers(0, days // 2)) for _ in range(2))
        if low + high < days:
            first, last = max(0, truth[place][0] - low), min(days - 1, truth[place][0] + high)
            said.append(Said(Days(((first, last),)), f"{iso(first)}/{iso(last)}"))
        for _ in range(draw(st.integers(0, 2))):
            claim = draw(claims(place, names, days, most=4, spread=2))
            if _is_true(demand_of(place, claim.meaning), truth, place):
                said.append(claim)
        at = None
        if draw(st.integers(0, 4)) == 0:
            day, rank = truth[place]
            at = (day, 60 + rank)
            said.append(Said(Days(((day, day),)), f"{iso(day)}T01:{rank:02d}"))
        made.append(
            Event(
                kind,
                tuple(said),
                at,
                form=draw(st.sampled_from(["", "", *FORMS])) if kind == STEP else "",
                outcome=draw(st.sampled_from(["", "", *OUTCOMES])) if kind == CLOSING else "",
                track=draw(st.sampled_from(["", "us", "nato"])) if tracks else "",
                round=draw(st.sampled_from([1, 1, 1, 2])) if tracks else 1,
            )
        )
    for opened, closed in _closings(made):
        if truth[opened] > truth[closed]:
            made[closed] = replace(made[closed], kind="testimony", outcome="")
    return tuple(made)


def _is_true(demand: Demand, truth: Sequence[tuple[int, int]], event: int) -> bool:
    """Whether a world does as a claim about one event asks."""
    places = range(len(truth))
    return (
        demand.allows_day(event, truth[event][0])
        and all(
            demand.allows_days(event, other, truth[other][0] - truth[event][0])
            for other in places
            if other != event
        )
        and all(truth[one] < truth[two] for one, two in demand.strict)
    )


@st.composite
def situations(
    draw: st.DrawFn,
    *,
    measured: Sequence[str] = ("limit", "none", "unread"),
    orders: bool = True,
) -> Situation:
    """Small cases with a rule and a day to judge from."""
    count, days = draw(st.sampled_from(SIZES))
    rule = draw(rules(measured=measured))
    events = draw(_events(rule, count, days, tracks=draw(st.integers(0, 3)) == 0))
    order = None
    if orders and draw(st.integers(0, 3)) == 0:
        day = st.integers(0, days)
        order = Order(
            carrier=draw(st.integers(0, count - 1)),
            within=draw(st.integers(0, 4)),
            made=draw(st.none() | day),
            more=draw(st.none() | st.integers(-1, 3)),
            more_made=draw(day),
        )
    as_of = draw(st.integers(0, days + 2))
    return Situation(events, rule, as_of, days, order)


def judged_pairs(situation: Situation) -> list[tuple[str, int]]:
    """Each track and round that holds the rule's trigger or step, as far as anybody can say."""
    rule = situation.rule

    def may_fit(event: Event, pattern: Pattern) -> bool:
        return event.kind == pattern.kind and all(
            getattr(event, name) in ("", getattr(pattern, name))
            for name in ("form", "outcome")
            if getattr(pattern, name)
        )

    held = {
        (event.track, event.round)
        for event in situation.events
        if any(may_fit(event, pattern) for pattern in (*rule.after, rule.step))
    }
    tracks = {track for track, _ in held if track} or {""}
    return sorted(
        {(own, round_) for track, round_ in held for own in (tracks if not track else {track})}
    ) or [("", 1)]
