"""Small random cases for the laws of judging: a file and a policy as data, and the true days.

Each claim is true of one hidden world, so that few cases contradict themselves.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from tests.conformance.builders import judged
from tests.properties.strategies import iso
from timeline.conformance.finding import Finding, Report

Data = dict[str, Any]

OPENINGS = {
    "assessment_closed": "assessment_opened",
    "investigation_closed": "investigation_opened",
}
KINDS = (
    "information_received", "external_report",
    "assessment_opened", "assessment_closed",
    "investigation_opened", "investigation_closed",
    "acknowledgement", "release", "payment",
)  # fmt: skip
STEPS = KINDS[2:]
OUTCOMES = {
    "assessment_closed": ("", "credible", "not_credible"),
    "payment": ("", "paid", "offered"),
}
ROUND_TWO, LAST = 9, 16
"""First day on which anything of round 2 happens, and the last true day."""


@dataclass(frozen=True)
class LawCase:
    """A case, its policy, and how they are looked at."""

    events: tuple[Data, ...]
    truth: Mapping[str, int]
    """The true day of each event, by id."""
    rules: tuple[Data, ...]
    as_of: int
    recorded_until: int
    absences: tuple[Data, ...] = ()
    pauses: tuple[Data, ...] = ()
    published: Mapping[str, int | None] = field(default_factory=dict)

    def with_event(self, place: int, **more: Any) -> "LawCase":  # noqa: ANN401 - file data
        """The same with keys of one event changed."""
        events = [*self.events]
        events[place] = events[place] | more
        return replace(self, events=tuple(events))

    def with_rule(self, place: int, **more: Any) -> "LawCase":  # noqa: ANN401 - file data
        """The same with keys of one rule changed."""
        rules = [*self.rules]
        rules[place] = rules[place] | more
        return replace(self, rules=tuple(rules))

    @property
    def case_text(self) -> str:
        """The case as a file."""
        parts = {"events": self.events, "absences": self.absences, "pauses": self.pauses}
        lines = [f"{key}: {json.dumps(part)}" for key, part in parts.items() if part]
        return "\n".join([*lines, f"recorded_until: {iso(self.recorded_until)}"])

    @property
    def policy_text(self) -> str:
        """The policy as a file."""
        return f"rules: {json.dumps(self.rules)}"

    def report(self) -> Report:
        """What the program finds."""
        sources = {name: None if day is None else iso(day) for name, day in self.published.items()}
        return judged(self.case_text, self.policy_text, iso(self.as_of), sources=sources)


def findings_of(case: LawCase) -> dict[str, Finding]:
    """Findings by name."""
    return {finding.id: finding for finding in case.report().findings}


def said_of(findings: Mapping[str, Finding]) -> dict[str, tuple[object, ...]]:
    """What each finding says, without the events that it says it of."""
    return {
        name: (
            one.verdict, one.possible, one.breach, one.tier,
            one.days, one.days_late, one.due, one.done, one.judged_on,
        )
        for name, one in findings.items()
    }  # fmt: skip


# ---------------------------------------------------------------------------------- strategies


@st.composite
def _whens(draw: st.DrawFn, day: int) -> str:
    """Words that are true of a day."""
    form = draw(st.sampled_from(["day"] * 6 + ["range", "range", "by", "since", "unknown"]))
    first, last = day - draw(st.integers(0, 3)), day + draw(st.integers(0, 3))
    return {
        "day": iso(day),
        "range": f"{iso(max(first, 0))}/{iso(last)}",
        "by": f"../{iso(last)}",
        "since": f"{iso(max(first, 0))}/..",
        "unknown": "unknown",
    }[form]


@st.composite
def _events(
    draw: st.DrawFn, kinds: Sequence[str], *, tracks: bool
) -> tuple[list[Data], dict[str, int]]:
    strike_day = draw(st.integers(0, 2))
    events: list[Data] = [
        {"id": "strike", "kind": "strike", "when": iso(strike_day), "source": "daily"}
    ]
    truth = {"strike": strike_day}
    names = ["us", "nato"] if tracks else [""]
    for place in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(kinds))
        event: Data = {"id": f"e{place}", "kind": kind}
        event["track"] = draw(st.sampled_from(["", *names])) if tracks else ""
        event["round"] = 2 if draw(st.integers(0, 7)) == 7 else 1
        low, high = (ROUND_TWO, LAST) if event["round"] == 2 else (strike_day, ROUND_TWO - 1)
        truth[event["id"]] = draw(st.integers(low, high))
        if kind in OUTCOMES:
            event["outcome"] = draw(st.sampled_from(OUTCOMES[kind]))
        if draw(st.integers(0, 5)) == 5:
            event["side"] = "outside"
        events.append(event)
    _set_right(events, truth)
    for event in events[1:]:
        event["when"] = draw(_whens(truth[event["id"]]))
        event["source"] = draw(st.sampled_from(["daily", "later"]))
        if draw(st.integers(0, 4)) == 4:
            ref = draw(st.sampled_from([one["id"] for one in events if one is not event]))
            apart = truth[event["id"]] - truth[ref]
            if apart >= 0:
                event["when"] = f"{apart} to {apart + draw(st.integers(0, 2))} days after {ref}"
    return events, truth


def _set_right(events: Sequence[Data], truth: dict[str, int]) -> None:
    """No stage closes before it opens."""
    for close in events:
        for opening in events:
            is_stage = OPENINGS.get(close["kind"]) == opening["kind"]
            if is_stage and close["round"] == opening["round"]:
                one, two = opening["id"], close["id"]
                truth[two] = max(truth[one], truth[two])


@st.composite
def _conditions(draw: st.DrawFn, kinds: Sequence[str]) -> Data:
    kind = draw(st.sampled_from(kinds))
    part: Data = {"event": kind}
    if kind == "assessment_closed" and draw(st.booleans()):
        part["outcome"] = "credible"
    return {"not": part} if draw(st.integers(0, 2)) == 2 else part


LIMITS = (
    *(f"{days} days" for days in (0, 1, 2, 3, 5)),
    "1 to 4 days",
    "none stated",
    "not established",
)


@st.composite
def _rules(draw: st.DrawFn, kinds: Sequence[str]) -> list[Data]:
    rules: list[Data] = []
    steps = [kind for kind in kinds if kind in STEPS] or ["investigation_opened"]
    for place in range(draw(st.integers(2, 3))):
        rule: Data = {
            "id": f"r{place}",
            "step": draw(st.sampled_from(steps)),
            "after": draw(st.sampled_from(["strike", "strike", "strike", *kinds])),
            "limit": draw(st.sampled_from(LIMITS)),
            "force": draw(st.sampled_from(["binding", "binding", "binding", "order", "practice"])),
        }
        if draw(st.booleans()):
            rule["requires"] = [draw(st.sampled_from(kinds))]
        if draw(st.integers(0, 3)) == 3:
            rule["when"] = draw(_conditions(kinds))
        rules.append(rule)
    return rules


@st.composite
def _orders(draw: st.DrawFn, kinds: Sequence[str]) -> list[Data]:
    first: Data = {
        "id": "first", "kind": draw(st.sampled_from(kinds)),
        "within": f"{draw(st.integers(1, 6))} days", "source": "daily",
        "force": draw(st.sampled_from(["order", "order", "recommendation"])),
    }  # fmt: skip
    if draw(st.booleans()):
        return [first]
    made = iso(draw(st.integers(0, LAST)))
    days = draw(st.integers(1, 6))
    second = first | {"id": "second", "extends": "first", "made": made, "within": f"{days} days"}
    return [first, second]


@st.composite
def absences(draw: st.DrawFn, kinds: Sequence[str], *, searches: bool = True) -> Data:
    """A denial or, now and then, a search."""
    made: Data = {"kind": draw(st.sampled_from(kinds))}
    day = iso(draw(st.integers(1, LAST + 6)))
    if searches and draw(st.integers(0, 3)) == 3:
        return made | {"searched": day, "where": "the archive of the command"}
    return made | {"until": day, "source": "daily"}


@st.composite
def _lacks(
    draw: st.DrawFn, events: Sequence[Data], truth: Mapping[str, int], steps: Sequence[str]
) -> list[Data]:
    """Denials of steps that are true, and now and then another absence."""
    found: list[Data] = []
    for kind in dict.fromkeys(steps):
        days = [truth[event["id"]] for event in events if event["kind"] == kind]
        reach = min(days, default=LAST + 7) - 1
        if reach > 0 and draw(st.booleans()):
            found.append({"kind": kind, "until": iso(reach), "source": "daily"})
    return [*found, draw(absences(steps))] if draw(st.integers(0, 4)) == 4 else found


@st.composite
def law_cases(draw: st.DrawFn, *, orders: bool = True, lacks: bool = True) -> LawCase:
    """A case of two to five events and a policy of two or three rules.

    Args:
        draw: by Hypothesis.
        orders: whether some event may carry an order.
        lacks: whether there may be an absence.
    """
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=3, unique=True))
    events, truth = draw(_events(kinds, tracks=draw(st.integers(0, 3)) == 3))
    if orders and draw(st.integers(0, 3)) == 3:
        carrier = draw(st.sampled_from(events))
        carrier["orders"] = draw(_orders([kind for kind in kinds if kind in STEPS] or ["payment"]))
    rules = draw(_rules(kinds))
    found = draw(_lacks(events, truth, [rule["step"] for rule in rules])) if lacks else []
    recorded = (
        draw(st.integers(LAST, LAST + 8)) if draw(st.booleans()) else draw(st.integers(2, LAST))
    )
    return LawCase(
        tuple(events),
        truth,
        tuple(rules),
        draw(st.integers(1, LAST + 10)),
        recorded,
        tuple(found),
        (),
        {"daily": None, "later": draw(st.none() | st.integers(LAST, LAST + 4))},
    )
