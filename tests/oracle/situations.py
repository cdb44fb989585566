"""Small random cases by number, as plain data: `situation(seed)`.

One hidden truth satisfies every claim, so that no two claims contradict; an absence may contradict
what is implied, and then there are two versions.
"""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tests.oracle.events import CLOSES, FREE, OPENS, OUTSIDE, event_of, iso
from tests.oracle.record import Record
from tests.oracle.worlds import is_consistent

Situation = dict[str, Any]
STEPS = (
    "assessment_opened", "investigation_opened", "investigation_opened", "assessment_closed",
    "investigation_closed", "review_opened", "review_closed", "release", "payment",
    "acknowledgement",
)  # fmt: skip
TRIGGERS = (
    "strike", "external_report", "external_report", "information_received", "assessment_opened",
    "assessment_closed", "investigation_opened", "investigation_closed", "reopened",
    "review_opened",
)  # fmt: skip
FORMS, ACTORS = ("AR 15-6", "short"), ("CENTCOM", "Army")
OUTCOMES = {
    "assessment_closed": ("credible", "not_credible"),
    "investigation_closed": ("credible", "not_credible"),
    "payment": ("offered", "promised", "paid", "declined", "denied"),
}
CONTENTS = ("report", "summary", "findings", "data", "statement")
FORCES = ("binding",) * 5 + ("order", "order", "guidance", "practice", "recommendation")
UNDATED = "undated"


def situation(seed: int) -> Situation:
    """A small case with its policy, sources and days."""
    random = Random(seed)
    while (made := Maker(random).situation()) is None:
        pass
    return made


def features_of(made: Situation) -> list[str]:
    """Words for what a situation holds, for the tally."""
    case, rules = made["case"], (made["policy"] or {"rules": []})["rules"]
    record = Record(case, made["sources"])
    absences = case.get("absences", [])
    orders = [order for event in case["events"] for order in event.get("orders", ())]
    claims = [claim for event in case["events"] for claim in event["claims"]]
    held = {
        "tracks": any("track" in event for event in case["events"]),
        "rounds": any("round" in event for event in case["events"]),
        "reopened": any(event["kind"] == "reopened" for event in case["events"]),
        "outside": '"side"' in json.dumps(made),
        "continues": any("continues" in event for event in case["events"]),
        "implied": any(event.is_implied for event in record.events),
        "denial": any("searched" not in one for one in absences),
        "search": any("searched" in one for one in absences),
        "disputed absence": any("standing" in one for one in absences),
        "no recorded_until": "recorded_until" not in case,
        "published": any(made["sources"].values()),
        "plans": bool(record.plans),
        "relative": any(" " in claim["when"] for claim in claims),
        "unknown": any(claim["when"] == "unknown" for claim in claims),
        "orders": bool(orders),
        "extensions": any("extends" in one for one in orders),
        "made": any("made" in one for one in orders),
        "end unknown": any(one.get("until") == "unknown" for one in orders),
        "pauses": "pauses" in case,
        "restarts": any("restarts" in one for one in case.get("pauses", ())),
        "no policy": made["policy"] is None,
        "requires": any("requires" in rule for rule in rules),
        "when": any("when" in rule for rule in rules),
        "limit": any(rule["limit"][0].isdigit() for rule in rules),
        "not established": any(rule["limit"] == "not established" for rule in rules),
        "range limit": any(" to " in rule["limit"] for rule in rules),
        "benchmark": any("benchmark" in rule for rule in rules),
        "unsourced": any("source" not in rule for rule in rules),
        "payment": any(event["kind"] == "payment" for event in case["events"]),
        "release": any(event["kind"] == "release" for event in case["events"]),
        "today": "today" in made,
    }
    return [name for name, is_held in held.items() if is_held] or ["plain"]


class Maker:
    """One attempt at a situation."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.days = random.randint(4, 10)
        self.sources: dict[str, str | None] = {UNDATED: None}
        self.truth: dict[str, tuple[int, int]] = {}
        self.is_sharp = self.chance(0.4)
        self.has_tracks = self.chance(0.25)
        self.has_rounds = self.chance(0.2)
        self.has_published = self.chance(0.35)

    def chance(self, share: float) -> bool:
        """True so often."""
        return self.random.random() < share

    def one(self, values: Sequence[Any]) -> Any:  # noqa: ANN401 - JSON
        """One of some values."""
        return self.random.choice(values)

    def situation(self) -> Situation | None:
        """A situation; None where the attempt contradicts itself."""
        rules = self.rules()
        events = self.events(rules)
        if not self.set_truth(events):
            return None
        for event in events:
            event["claims"] = self.claims(event, events)
        case: Situation = {"events": events}
        if self.chance(0.12):
            events.append(self.plan(rules))
        if self.chance(0.3):
            self.add_orders(events, rules)
        if self.chance(0.25):
            case["pauses"] = self.pauses(events, rules)
        absences = [self.absence(events, rules) for _ in range(self.one((0, 0, 0, 1, 1, 2)))]
        if absences:
            case["absences"] = absences
        as_of = self.random.randint(self.one((1, self.days // 2, self.days - 1)), self.days + 4)
        if self.chance(0.75):
            near = self.chance(0.4)
            until = as_of if near else self.random.randint(0, self.days + 4)
            case["recorded_until"] = iso(until)
        made: Situation = {
            "case": case,
            "policy": {"rules": rules} if rules else None,
            "sources": self.sources,
            "as_of": iso(as_of),
        }
        if self.chance(0.1):
            made["today"] = iso(max(as_of + self.random.randint(-2, 4), 0))
        record = Record(case, self.sources)
        every = frozenset(range(len(record.events)))
        return made if is_consistent(record.network(every, ()), sorted(every)) else None

    # --------------------------------------------------------------------------------------- rules

    def rules(self) -> list[Situation]:
        """One to three rules, or none."""
        if self.chance(0.04):
            return []
        rules = [self.rule("r1")]
        if self.chance(0.35):
            second = self.rule("r2")
            required = self.first_kind(rules[0]["step"])
            if self.first_kind(second["step"]) != required:
                second["requires"] = [required]
            rules.append(second)
        if self.chance(0.15):
            rules.append(self.rule("r3"))
        return rules

    def rule(self, name: str) -> Situation:
        """One rule."""
        step = self.pattern(self.one(STEPS), is_step=True)
        kind = self.first_kind(step)
        if self.chance(0.12):
            step = {"first": [step, self.one([one for one in STEPS if one != kind])]}
        starts = [one for one in TRIGGERS if one != kind]
        natural = CLOSES.get(kind)
        after = natural if natural and self.chance(0.5) else self.pattern(self.one(starts))
        if self.chance(0.15):
            after = {"first": [after, self.one([one for one in starts if one != after])]}
        rule: Situation = {
            "id": name, "label": name, "step": step, "after": after, "force": self.one(FORCES),
            "limit": self.one(
                [f"{self.random.randint(0, self.one((2, 5)))} days"] * 6 + ["none stated"] * 3
                + ["not established", "1 to 3 days", "2 to 4 days"]
            ),
            "clause": "s. 1", "reviewed_on": "2021-01-01",
        }  # fmt: skip
        if self.chance(0.9):
            rule["source"] = "text"
            self.sources["text"] = None
        if self.chance(0.2):
            within = f"{self.random.randint(0, 4)} days"
            rule["benchmark"] = {"within": within, "because": "mine"}
        if self.chance(0.25):
            rule["when"] = self.condition(2)
        if self.chance(0.2):
            others = [one for one in STEPS if one != kind]
            rule["requires"] = sorted({self.one(others) for _ in range(self.one((1, 1, 2)))})
        return rule

    @staticmethod
    def first_kind(step: Any) -> str:  # noqa: ANN401 - JSON
        """The kind of the first pattern of a step."""
        while isinstance(step, dict):
            step = step["first"][0] if "first" in step else step["event"]
        return str(step)

    def pattern(self, kind: str, *, is_step: bool = False) -> Any:  # noqa: ANN401 - JSON
        """A kind, sometimes narrowed."""
        found: Situation = {"event": kind}
        if kind in OUTCOMES and self.chance(0.3):
            found["outcome"] = self.one(OUTCOMES[kind])
        if kind == "release" and self.chance(0.3):
            found["of"] = self.one(CONTENTS)
        if kind in OPENS and self.chance(0.15):
            found["form"] = self.one(FORMS)
        if kind in (*OPENS, *CLOSES) and self.chance(0.1):
            found["by"] = self.one(ACTORS)
        if kind not in OUTSIDE and self.chance(0.05 if is_step else 0.08) and kind != "strike":
            found["side"] = "outside"
        return found if len(found) > 1 else kind

    def condition(self, depth: int) -> Situation:
        """A condition, at most one `not` deep."""
        word = self.one(["event", "event", "not", "all", "any"] if depth else ["event"])
        if word == "event":
            kind = self.one(("assessment_closed", "assessment_closed", *STEPS, "external_report"))
            pattern = self.pattern(kind)
            return {"event": pattern} if isinstance(pattern, str) else dict(pattern)
        if word == "not":
            return {"not": self.condition(0)}
        return {word: [self.condition(depth - 1) for _ in range(2)]}

    # -------------------------------------------------------------------------------------- events

    def events(self, rules: Sequence[Situation]) -> list[Situation]:
        """A strike and what followed, without days."""
        wanted = [kind for rule in rules for kind in _kinds(rule)] or list(STEPS)
        count = self.one((1, 2, 2, 3, 3, 3, 4))
        kinds = [self.one(wanted) if self.chance(0.85) else self.one(STEPS) for _ in range(count)]
        if rules and self.chance(0.7):
            kinds[0] = self.first_kind(rules[0]["after"])
            if count > 1 and self.chance(0.4):
                kinds[1] = self.first_kind(rules[0]["step"])
        events: list[Situation] = [{"id": "strike", "kind": "strike"}]
        for number, kind in enumerate(one for one in kinds if one != "strike"):
            events.append(self.event(f"e{number}", kind))
        if self.chance(0.12):
            self.add_continuation(events)
        for event in events[1:]:
            others = [one["id"] for one in events if one is not event]
            if self.chance(0.06) and "continues" not in event:
                other = self.one(others)
                told = next(one for one in events if one["id"] == other)
                if not told.get("tells") and not told.get("responds_to"):
                    event[self.one(("tells", "responds_to"))] = [other]
        return events

    def event(self, name: str, kind: str) -> Situation:
        """One event without a day."""
        event: Situation = {"id": name, "kind": kind}
        if kind in OUTCOMES and self.chance(0.7):
            event["outcome"] = self.one(OUTCOMES[kind])
        if kind == "release" and self.chance(0.6):
            event["of"] = self.one(CONTENTS)
        if kind in (*OPENS, *CLOSES) and self.chance(0.35):
            event["form"] = self.one(FORMS)
        if kind in (*OPENS, *CLOSES) and self.chance(0.25):
            event["by"] = self.one(ACTORS)
        if kind not in OUTSIDE and self.chance(0.1):
            event["side"] = "outside"
        if self.has_tracks and self.chance(0.6):
            event["track"] = self.one(("us", "us", "nato"))
        is_outside = kind in OUTSIDE or "side" in event
        if kind == "reopened" or (self.has_rounds and not is_outside and self.chance(0.4)):
            event["round"] = 2
        return event

    def add_continuation(self, events: list[Situation]) -> None:
        """An assessment became an investigation."""
        stage, later = self.one(
            (
                ("assessment_opened", "investigation_opened"),
                ("investigation_opened", "review_opened"),
            )
        )
        kept = [one for one in events if one["kind"] not in (stage, OPENS[stage], later)]
        events[:] = kept[:3]
        number = len(events)
        events.append({"id": f"c{number}", "kind": stage})
        events.append({"id": f"c{number + 1}", "kind": later, "continues": f"c{number}"})

    def set_truth(self, events: Sequence[Situation]) -> bool:
        """Put events on days that the words about them allow."""
        said = [{**one, "claims": [{"when": "unknown", "source": UNDATED}]} for one in events]
        record = Record({"events": said}, {})
        net = record.network(frozenset(range(record.on_record)), ())
        for _ in range(25):
            strike = self.random.randint(0, 2)
            days = [
                strike if one["kind"] == "strike"
                else self.random.randint(0 if one["kind"] in FREE else strike, self.days - 1)
                for one in events
            ]  # fmt: skip
            ranks = self.random.sample(range(len(events)), len(events))
            order = [(day, rank) for day, rank in zip(days, ranks, strict=True)]
            if all(order[one] <= order[two] for one, two in net.weak if max(one, two) < len(order)):
                self.truth = {one["id"]: own for one, own in zip(events, order, strict=True)}
                return True
        return False

    # -------------------------------------------------------------------------------------- claims

    def claims(self, event: Situation, events: Sequence[Situation]) -> list[Situation]:
        """One or two claims that are true."""
        day = self.truth[event["id"]][0]
        must_begin = event["kind"] in ("strike", *FREE)
        low, high = max(0, day - self.one((0, 1, 2))), day + self.one((0, 1, 1, 2, 3))
        forms: list[tuple[int, Callable[[], str | None]]] = [
            (200 if self.is_sharp else 35, lambda: iso(day)),
            (30, lambda: f"{iso(low)}/{iso(high)}" if low < high else iso(day)),
        ]
        if not must_begin:
            forms += [
                (7, lambda: f"../{iso(high)}"),
                (6, lambda: f"{iso(low)}/.."),
                (8, lambda: "unknown"),
                (14, lambda: self.relative(event, events)),
            ]
        texts = [self.text(forms)]
        if not must_begin and self.chance(0.2):
            texts.append(self.relative(event, events) or f"../{iso(high)}")
        claims = [{"when": text, "source": self.source(day)} for text in texts]
        if self.chance(0.04):
            claims.append(
                {"when": iso(day + self.one((-1, 1, 2))), "source": UNDATED,
                 "standing": self.one(("disputed", "rejected")), "because": "others differ"}
            )  # fmt: skip
        return claims

    def text(self, forms: Sequence[tuple[int, Callable[[], str | None]]]) -> str:
        """One way to say a day."""
        while True:
            (chosen,) = self.random.choices(forms, [weight for weight, _ in forms])
            if (text := chosen[1]()) is not None:
                return text

    def relative(self, event: Situation, events: Sequence[Situation]) -> str | None:
        """A true claim about another event; None where none was found."""
        other = self.one([one for one in events if one is not event])["id"]
        own, its = self.truth[event["id"]], self.truth[other]
        gap = own[0] - its[0]
        if own < its:
            return f"before {other}" if self.chance(0.3) else None
        found = [f"on or after {other}", f"after {other}"]
        if 1 <= gap <= 3:
            found += [f"{gap} days after {other}" if gap > 1 else f"1 day after {other}"] * 2
        if gap == 0:
            found.append(f"same day as {other}")
        if gap <= 3:
            found += [f"within {max(gap, self.one((1, 2, 3)))} days after {other}"] * 2
        return str(self.one(found))

    def source(self, day: int) -> str:
        """A source that could report an event of a day."""
        if not self.has_published or self.chance(0.5):
            return UNDATED
        published = iso(max(0, day + self.one((-1, 0, 0, 1, 2, 4))))
        name = f"paper-{published}"
        self.sources[name] = published
        return name

    def plan(self, rules: Sequence[Situation]) -> Situation:
        """Something announced and not yet done."""
        kind = self.first_kind(rules[0]["step"]) if rules else "release"
        when = iso(self.random.randint(0, self.days + 3))
        claim = {"when": when, "source": UNDATED, "planned": True}
        return {"id": "plan", "kind": kind, "claims": [claim]}

    # ---------------------------------------------------------------- orders, pauses and absences

    def add_orders(self, events: Sequence[Situation], rules: Sequence[Situation]) -> None:
        """A limit for this case alone, and perhaps more time."""
        kinds = [self.first_kind(rule["step"]) for rule in rules if "step" in rule] or STEPS
        carriers = [one for one in events if one["id"] != "plan"]
        carrier = self.one(carriers)
        force = self.one(("order", "order", "recommendation"))
        order: Situation = {
            "id": "o1", "kind": self.one(kinds), "source": UNDATED, "force": force,
        }  # fmt: skip
        if self.chance(0.75):
            order["within"] = f"{self.random.randint(0, 4)} days"
        else:
            order["until"] = iso(self.random.randint(0, self.days))
        if self.chance(0.2):
            order["from"] = self.one(carriers)["id"]
        if self.chance(0.3):
            order["made"] = self.made()
        carrier["orders"] = [order]
        for number in range(2, 2 + self.one((0, 0, 1, 1, 2))):
            longer: Situation = {
                "id": f"o{number}", "kind": order["kind"], "source": UNDATED, "force": force,
                "extends": f"o{number - 1}",
            }  # fmt: skip
            self.set_end(longer)
            if self.chance(0.8):
                longer["made"] = self.made()
                carrier["orders"].append(longer)
            else:
                self.one(carriers).setdefault("orders", []).append(longer)
            if longer.get("until") == "unknown":
                break

    def set_end(self, order: Situation) -> None:
        """How long an extension gives."""
        if self.chance(0.6):
            order["within"] = f"{self.random.randint(1, 3)} days"
        elif self.chance(0.5):
            order["until"] = "unknown"
        else:
            order["until"] = iso(self.random.randint(0, self.days + 3))

    def made(self) -> str:
        """When an order was given."""
        day = self.random.randint(0, self.days)
        if self.chance(0.15):
            return "unknown"
        return f"{iso(day)}/{iso(day + self.one((1, 2, 3)))}" if self.chance(0.35) else iso(day)

    def pauses(self, events: Sequence[Situation], rules: Sequence[Situation]) -> list[Situation]:
        """One or two pauses of a rule or an order."""
        ids = [rule["id"] for rule in rules]
        ids += [order["id"] for event in events for order in event.get("orders", ())]
        names = [one["id"] for one in events if one["id"] != "plan"]
        found = []
        for _ in range(self.one((1, 1, 2))):
            pause: Situation = {
                "of": sorted({self.one(ids or ["r1"]) for _ in range(self.one((1, 1, 2)))}),
                "from": self.one(names), "clause": "s. 2", "source": UNDATED,
            }  # fmt: skip
            later = [one for one in names if self.truth[one] > self.truth[pause["from"]]]
            if later and self.chance(0.75):
                pause["until"] = self.one(later)
                if self.chance(0.25):
                    pause["restarts"] = True
            found.append(pause)
        return found if ids else []

    def absence(self, events: Sequence[Situation], rules: Sequence[Situation]) -> Situation:
        """A denial that is true of what is on record, or a search."""
        kinds = [self.first_kind(rule["step"]) for rule in rules] or list(STEPS)
        if self.chance(0.35):
            kinds = [kind for rule in rules for kind in _kinds(rule)] or kinds
        if self.chance(0.3):
            kinds = [CLOSES[one["kind"]] for one in events if one["kind"] in CLOSES] or kinds
        found: Situation = {"kind": self.one([kind for kind in kinds if kind != "strike"] or STEPS)}
        tracks = [one["track"] for one in events if one.get("track")]
        if tracks and self.chance(0.3):
            found["track"] = self.one(tracks)
        if self.has_rounds and self.chance(0.3):
            found["round"] = self.one((1, 2))
        own = [one for one in events if one["kind"] == found["kind"] and one["id"] != "plan"]
        if own and self.chance(0.15):
            found["id"] = self.one(own)["id"]
        if self.chance(0.1):
            found["side"] = "outside"
        if self.chance(0.3):
            searched = iso(self.random.randint(0, self.days + 3))
            return {**found, "searched": searched, "where": "press releases of the command"}
        bound = [
            self.truth[one["id"]][0]
            for one in own
            if found.get("track", one.get("track", "")) == one.get("track", "")
            and found.get("round", one.get("round", 1)) == one.get("round", 1)
            and found.get("id", one["id"]) == one["id"]
            and event_of(one).outside == ("side" in found or one["kind"] in OUTSIDE)
        ]
        reach = self.random.randint(0, self.days + self.one((2, 2, 6)))
        reach = min([reach, *(day - 1 for day in bound)])
        found |= {"before": iso(reach + 1)} if self.chance(0.2) else {"until": iso(reach)}
        found["source"] = self.source(max(0, reach))
        if self.chance(0.1):
            found |= {"standing": "disputed", "because": "others differ"}
        return found


def _kinds(rule: Situation) -> list[str]:
    """Every kind that a rule speaks of."""
    found: list[str] = []

    def look(data: Any) -> None:  # noqa: ANN401 - JSON
        if isinstance(data, str):
            found.append(data)
        elif isinstance(data, list):
            for part in data:
                look(part)
        elif "event" in data:
            found.append(data["event"])
        else:
            for part in data.values():
                look(part)

    for key in ("step", "step", "after", "when", "requires"):
        if key in rule:
            look(rule[key])
    return found
