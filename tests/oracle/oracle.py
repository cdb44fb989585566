"""Every finding of a small case by brute force over its worlds."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from tests.oracle.clock import Chain, chains_of, made_options
from tests.oracle.events import CLOSES, INCIDENT, Data, day_of, iso
from tests.oracle.judge import Judge
from tests.oracle.patterns import fillings, may_fit, patterns_of
from tests.oracle.question import STRONG, Answer, Question, Setting
from tests.oracle.record import Record, Version
from tests.oracle.worlds import (
    FAR,
    TooLargeError,
    Within,
    World,
    earliest_days,
    latest_of,
    worlds_of,
)

Finding = dict[str, Any]
MOST_WORLDS = 3000
MOST_DAYS = 14
"""More days than limits, extensions and pauses of a case add up to."""
MOST_FILLINGS, MOST_JUDGED = 64, 2500
UNDONE = ("missing", "not yet due", "not checked", "overdue", "pending")
MIXTURES = {
    frozenset({"met", "met late"}): "met possibly late",
    frozenset({"met", "out of order"}): "possibly out of order",
    frozenset({"met late", "overdue"}): "late",
}


def judge(situation: Data) -> list[Finding]:
    """The findings of a case, sorted by name.

    Args:
        situation: case, policy (or None), sources, as_of and perhaps today.

    Raises:
        TooLargeError: it has more worlds than brute force likes.
    """
    return Oracle(situation).findings()


class Oracle:
    """A case, a policy and the day judged."""

    def __init__(self, situation: Data) -> None:
        self.record = Record(situation["case"], situation["sources"])
        policy = situation.get("policy")
        self.rules: list[Data] = [] if policy is None else policy["rules"]
        self.as_of = day_of(situation["as_of"])
        today = situation.get("today")
        self.today = None if today is None else day_of(today)
        self.known_done = self.record.known_done(self.as_of)
        until = self.record.recorded_until
        self.known_to = self.as_of if until is not None and until <= self.as_of else None
        self.versions = list(self.record.versions(earliest_days(self.record)))
        # What counts as done and nothing bounds may lie behind every limit.
        last = self.as_of + (MOST_DAYS if self.record.has_unbounded(self.known_done) else 1)
        last = max(last, latest_of(self.record, self.known_done) or last)
        self.worlds = [
            list(worlds_of(self.record, version, last, MOST_WORLDS)) for version in self.versions
        ]
        if not all(self.worlds):
            raise TooLargeError  # a conflict among claims is no concern of this oracle

    def last_bounded(self) -> int | None:
        """The last day up to which the days of events are told apart; None where all are."""
        return self.as_of + 1 if self.record.has_unbounded(self.known_done) else None

    # -------------------------------------------------------------------------------- which one

    def findings(self) -> list[Finding]:
        """Every finding, sorted by name."""
        return sorted(
            (self.finding(question) for question in self.questions()),
            key=lambda finding: str(finding["name"]),
        )

    def questions(self) -> Iterator[Question]:
        """Each rule and each order, for every track and round that it is judged for."""
        chains = [chain for chain in chains_of(self.record) if self.may_be_given(chain)]
        concerned: set[str] = set()
        for rule in self.rules:
            for track, round_ in self.tracks_and_rounds(rule):
                if round_ > 1 and not self.may_have_begun(track, round_):
                    continue
                judging = [chain for chain in chains if self._judges(chain, rule, track, round_)]
                concerned |= {chain.id for chain in judging}
                yield from (self._question(track, round_, rule, one) for one in judging)
                if not judging:
                    yield self._question(track, round_, rule, None)
        for chain in chains:
            if chain.id not in concerned:
                carrier = self.record.events[chain.links[0][0]]
                yield self._question(carrier.track, carrier.round, None, chain)

    def _question(
        self, track: str, round_: int, rule: Data | None, chain: Chain | None
    ) -> Question:
        if rule is None:
            assert chain is not None
            kinds = {chain.kind}
            name = f"order-{chain.id}"
        else:
            kinds = {step["event"] for step in patterns_of(rule["step"])}
            name = rule["id"]
        name += f":{track}" if track else ""
        name += f":round-{round_}" if round_ > 1 else ""
        name += f":{chain.id}" if rule is not None and chain is not None else ""
        others = tuple(
            one for one in self.rules if one is not rule and kinds <= set(one.get("requires", ()))
        )
        return Question(name, track, round_, rule, chain, others)

    def _judges(self, chain: Chain, rule: Data, track: str, round_: int) -> bool:
        carrier = self.record.events[chain.links[0][0]]
        return (
            rule.get("limit", "none stated") in ("none stated", "not established")
            and patterns_of(rule["step"]) == [{"event": chain.kind}]
            and carrier.track in ("", track)
            and carrier.round == round_
        )

    def may_be_given(self, chain: Chain) -> bool:
        """Whether an order had been given by the day judged in some world."""
        place, order = chain.links[0]
        if "made" in order:
            low = made_options(chain, self.as_of + 1, self.known_to)[0][0]
            return low is not None and low <= self.as_of
        return any(self._happened(world, place) for _, world in self._each())

    def tracks_and_rounds(self, rule: Data) -> list[tuple[str, int]]:
        """Each track and round in which the institution acts on a rule; round 1 always."""
        triggers, steps = patterns_of(rule["after"]), patterns_of(rule["step"])
        own = [one for one in self.record.events if not one.outside and one.kind != INCIDENT]
        started = [one for one in own if any(may_fit(one, pattern) for pattern in triggers)]
        acts = [
            one
            for one in own
            if one in started or any(may_fit(one, pattern, as_step=True) for pattern in steps)
        ]
        has_tracks = any(one.track for one in started)
        tracks = {one.track for one in acts if one.track} if has_tracks else {""}
        return sorted(
            {
                (track, round_)
                for track in tracks
                for round_ in {
                    1, *(one.round for one in acts if not track or one.track in ("", track))
                }
            }
        )  # fmt: skip

    def may_have_begun(self, track: str, round_: int) -> bool:
        """Whether some event of a round had happened in some world."""
        places = [
            place
            for place, one in enumerate(self.record.events)
            if one.round == round_ and not one.outside and (not track or one.track in ("", track))
        ]
        return any(self._happened(world, place) for _, world in self._each() for place in places)

    def _each(self) -> Iterator[tuple[Version, World]]:
        for version, worlds in zip(self.versions, self.worlds, strict=True):
            yield from ((version, world) for world in worlds)

    def _happened(self, world: World, place: int) -> bool:
        day = world.days[place]
        return day is not None and (day <= self.as_of or place in self.known_done)

    # ------------------------------------------------------------------------------ over all worlds

    def finding(self, question: Question) -> Finding:
        """What holds of one question."""
        groups: set[tuple[Answer, ...]] = set()
        settings = []
        is_denied = True
        for version, worlds in zip(self.versions, self.worlds, strict=True):
            setting = Setting(
                self.record, question, version.events, version.absences,
                self.as_of, self.today, self.known_done,
            )  # fmt: skip
            settings.append(setting)
            found = set(self._answers(question, setting, worlds))
            is_dated = all(one.is_dated_later for group in found for one in group)
            is_denied = is_denied and (is_dated or setting.reach is not None)
            groups |= found
        answers = {answer for group in groups for answer in group}
        words = sorted({answer.word for answer in answers})
        is_unread = any(len({answer.word for answer in group}) > 1 for group in groups)
        return {
            "name": question.name,
            "words": words,
            "verdict": verdict_of(words, is_unread=is_unread),
            "breach": self._breach(question, answers),
            "done": one_truth([answer.done for answer in answers]),
            "due": due_of(question, answers, self.last_bounded()),
            "judged_on": judged_on(answers),
            "days_late": days_late(answers),
            "standing": self._standing(question, settings, answers, is_denied=is_denied),
        }

    def _answers(
        self, question: Question, setting: Setting, worlds: Sequence[World]
    ) -> Iterator[tuple[Answer, ...]]:
        record = self.record
        filled = fillings(
            [
                event if place in setting.standing else _GONE
                for place, event in enumerate(record.events)
            ],
            question.needed(),
        )
        if len(filled) > MOST_FILLINGS:
            raise TooLargeError
        relevant = self._relevant(question, setting)
        has_order_of_steps = question.rule is not None and bool(question.rule.get("requires"))
        seen: set[tuple[tuple[tuple[int, int], ...], Within]] = set()
        for world in worlds:
            on = [(place, day) for place in relevant if (day := world.days[place]) is not None]
            # What counts as done by a later day may not be the first: then all days count.
            is_cut = all(day <= self.as_of for place, day in on if place in self.known_done)
            last = self.as_of + 1 if is_cut else FAR
            days = tuple((place, min(day, last)) for place, day in on)
            within = world.within if has_order_of_steps else ()
            seen.add((days, within))
        made: list[tuple[int | None, ...]] = (
            [()]
            if question.chain is None
            else made_options(question.chain, self.as_of + 1, self.known_to)
        )
        if len(seen) * len(filled) * len(made) > MOST_JUDGED:
            raise TooLargeError
        for (days, within), hidden, chosen in product(seen, filled, made):
            judged = Judge(setting, dict(days), within, hidden, chosen)
            for group in judged.answers():
                yield tuple(group)

    def _relevant(self, question: Question, setting: Setting) -> list[int]:
        """The events that the answer can hang on."""
        kinds = {pattern["event"] for pattern, _ in question.needed()}
        ids = {
            pause[key]
            for pause in self.record.case.get("pauses", ())
            for key in ("from", "until")
            if key in pause
        }
        chain = question.chain
        places: set[int] = set()
        if chain is not None:
            places = {place for place, _ in chain.links}
            ids |= {order["from"] for _, order in chain.links if "from" in order}
            kinds.add(chain.kind)
        kinds |= {CLOSES[kind] for kind in kinds if kind in CLOSES}
        pool = set(setting.pool)
        return [
            place
            for place in sorted(setting.standing)
            if (place in pool and self.record.events[place].kind in kinds)
            or self.record.events[place].id in ids
            or place in places
            or self.record.events[place].continues
        ]

    def _breach(self, question: Question, answers: set[Answer]) -> str | None:
        rule, chain = question.rule, question.chain
        limits = {answer.tier for answer in answers}
        can_pass = ("order" in limits and chain is not None and chain.force in STRONG) or (
            "limit" in limits and rule is not None and rule["force"] in STRONG
        )
        strong = rule["force"] in STRONG if rule is not None else can_pass
        has_duty = strong and (
            any(one["force"] in STRONG for one in question.others)
            or (rule is not None and bool(rule.get("requires")))
        )
        if not can_pass and not has_duty:
            return None
        return one_truth([answer.breach or "unknown" for answer in answers])

    def _standing(
        self,
        question: Question,
        settings: Sequence[Setting],
        answers: set[Answer],
        *,
        is_denied: bool,
    ) -> str | None:
        if any(answer.word not in UNDONE for answer in answers):
            return None
        if is_denied:
            return "denied"
        if all(
            all(
                any(one.kind == step["event"] and one.is_search and one.where
                    for one in setting.about)
                for step in question.steps
            )
            for setting in settings
        ):  # fmt: skip
            return "searched"
        kinds = {step["event"] for step in question.steps}
        planned = any(
            plan.kind in kinds
            and plan.round == question.round
            and (not question.track or plan.track in ("", question.track))
            for plan in self.record.plans
        )
        return "waiting" if planned else "not searched"


ANY = "*"
"""Stands for what brute force over so many days cannot tell."""

_GONE = Record({"events": [{"kind": "other", "when": "unknown", "source": ""}]}, {}).events[0]


def verdict_of(words: Sequence[str], *, is_unread: bool) -> str:
    """The verdict over all worlds."""
    if len(words) == 1:
        return words[0]
    if is_unread:
        return "cannot tell"
    if set(words) <= {"pending", "overdue", "not checked"}:
        return "possibly overdue" if "overdue" in words else "not checked"
    return MIXTURES.get(frozenset(words), "cannot tell")


def one_truth(answers: Sequence[str]) -> str:
    """Yes or no where every world says so."""
    return answers[0] if len(set(answers)) == 1 else "unknown"


def due_of(question: Question, answers: set[Answer], last: int | None) -> Finding | None:
    """The last day on time over the worlds that require the step.

    Args:
        question: what was asked.
        answers: of all worlds.
        last: the day behind which brute force cannot tell the last; None where it can.
    """
    asked = [one for one in answers if one.word != "not required"]
    if not asked:
        return None
    if all(answer.tier == "none" for answer in asked):
        limit = "none stated" if question.rule is None else question.rule.get("limit")
        is_read = limit != "not established"
        return _due("none in the rules read" if is_read else "not established")
    if any(answer.end is None or answer.end.is_open for answer in asked):
        return _due("not running")
    ends = [answer.end for answer in asked if answer.end is not None]
    if any(end.is_unread for end in ends):
        days = [end.day if end.previous is None else end.previous for end in ends]
        if any(end.previous is None and end.is_unread for end in ends):
            return _due("not established")
        return _due("end not published", min(days))
    days = [end.day for end in ends]
    is_open = any(one.starts_far for one in asked) or (last is not None and max(days) > last)
    return {**_due("known", min(days), max(days)), **({"max": ANY} if is_open else {})}


def _due(status: str, first: int | None = None, last: int | None = None) -> Finding:
    return {
        "min": None if first is None else iso(first),
        "max": None if last is None else iso(last),
        "status": status,
    }


def judged_on(answers: set[Answer]) -> str | None:
    """The day to which an undone step is judged, the first where worlds differ."""
    days = [
        one.judged_on
        for one in answers
        if one.done != "yes" and not one.is_waived and one.word != "not required"
    ]
    known = [day for day in days if day is not None]
    return iso(min(known)) if known and len(known) == len(days) else None


def days_late(answers: set[Answer]) -> Finding | None:
    """Days beyond the limit over the worlds that are late; None where nobody can say."""
    late = [one for one in answers if one.word in ("met late", "overdue")]
    if not late or any(one.end is not None and one.end.is_unread for one in late):
        return None
    days = [one.late for one in late if one.late is not None]
    is_open = any(one.is_far for one in late)
    return {"min": min(days), "max": ANY if is_open else max(days)}
