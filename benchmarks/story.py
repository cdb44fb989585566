"""Made-up incidents: what truly happened and on which days, before anybody tells of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

FIRST_STRIKE = date(2014, 9, 1)
LAST_STRIKE = date(2024, 6, 30)
MEDIAN_EVENTS = 9
SPREAD = 0.5  # of the logarithm of the number of events
FEWEST_EVENTS, MOST_EVENTS = 4, 51  # most: as many as the largest case that is shipped
OPEN_SHARE = 0.2
WASHINGTON = "America/New_York"
CREDIBLE, NOT_CREDIBLE = "credible", "not_credible"

Stage = tuple[str, int, int, float]
"""A kind of event, the fewest and most days after the one before, and how often there is one."""

BEGINNING: tuple[Stage, ...] = (
    ("announcement", 0, 2, 0.45),
    ("external_report", 0, 15, 0.95),
    ("information_received", 0, 20, 0.25),
    ("denial", 0, 20, 0.1),
    ("assessment_opened", 1, 60, 0.9),
    ("assessment_closed", 5, 300, 0.85),
)
FOUND_CREDIBLE: tuple[Stage, ...] = (
    ("investigation_opened", 0, 20, 0.5),
    ("investigation_closed", 20, 200, 0.45),
    ("acknowledgement", 0, 60, 0.8),
    ("conclusion", 0, 30, 0.8),
    ("release", 0, 60, 0.35),
    ("payment", 10, 300, 0.15),
    ("apology", 0, 60, 0.1),
)
FOUND_NOT_CREDIBLE: tuple[Stage, ...] = (("conclusion", 0, 120, 0.9),)
SECOND_ROUND: tuple[Stage, ...] = (
    ("reopened", 30, 500, 1.0),
    ("assessment_opened", 0, 30, 0.8),
    ("assessment_closed", 10, 200, 0.8),
    ("acknowledgement", 0, 30, 0.6),
)
SECOND_TRACK: tuple[Stage, ...] = (
    ("investigation_opened", 2, 30, 1.0),
    ("investigation_closed", 10, 150, 0.8),
)
BESIDE = ("external_report",) * 5 + ("announcement",) * 6 + ("other",) * 4 + ("oversight",) + (
    "testimony",
    "litigation",
    "release",
)  # fmt: skip
ANSWERS = {"announcement", "denial", "assessment_opened", "acknowledgement", "oversight", "release"}
TELLING = {"announcement", "acknowledgement", "conclusion", "release"}


@dataclass(frozen=True, slots=True)
class Step:
    """One event and the day on which it truly happened."""

    kind: str
    day: date
    id: str = ""
    """Empty until the kinds of the whole case are known."""
    round: int = 1
    track: str = ""
    outcome: str = ""
    zone: str = ""
    responds_to: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One incident as it was: every step in the order in which it happened."""

    steps: tuple[Step, ...]
    is_open: bool
    recorded_until: date

    @property
    def strike(self) -> Step:
        """The incident itself."""
        return next(step for step in self.steps if step.kind == "strike")


def made_up_story(chance: Random) -> Story:
    """What happened in one incident.

    Args:
        chance: where every choice comes from.
    """
    wanted = round(MEDIAN_EVENTS * math.exp(SPREAD * chance.gauss(0, 1)))
    wanted = min(max(wanted, FEWEST_EVENTS), MOST_EVENTS)
    span = (LAST_STRIKE - FIRST_STRIKE).days
    strike = Step("strike", FIRST_STRIKE + timedelta(days=chance.randrange(span)))
    process = [strike, *_process(chance, strike, is_long=wanted > 14)]
    is_open = chance.random() < OPEN_SHARE
    if is_open:
        process = process[: max(2, chance.randrange(2, len(process) + 1))]
    process = process[:wanted]
    end = process[-1].day + timedelta(days=chance.randrange(20, 300))
    beside = [_beside(chance, strike.day, end) for _ in range(wanted - len(process))]
    steps = sorted([*process, *beside], key=lambda step: step.day)
    steps.remove(strike)
    last = max(step.day for step in (strike, *steps))
    followed = last + timedelta(days=chance.randrange(0, 500 if is_open else 60))
    return Story(_named(chance, [strike, *steps]), is_open, followed)


def _process(chance: Random, strike: Step, *, is_long: bool) -> list[Step]:
    """The stages that the institution went through."""
    outcome = CREDIBLE if chance.random() < (0.8 if is_long else 0.45) else NOT_CREDIBLE
    found = FOUND_CREDIBLE if outcome == CREDIBLE else FOUND_NOT_CREDIBLE
    steps = _stages(chance, strike.day, (*BEGINNING, *found), outcome)
    last = steps[-1].day if steps else strike.day
    if chance.random() < (0.3 if is_long else 0.04):
        again = _stages(chance, last, SECOND_ROUND, CREDIBLE)
        steps += [replace(step, round=2) for step in again]
    if is_long and chance.random() < 0.5:
        other = _stages(chance, strike.day, SECOND_TRACK, "")
        steps += [replace(step, track="host-nation") for step in other]
    return steps


def _stages(chance: Random, start: date, stages: tuple[Stage, ...], outcome: str) -> list[Step]:
    day, steps = start, []
    for kind, fewest, most, how_often in stages:
        if chance.random() < how_often:
            # More often soon than late, as the days between stages are.
            day += timedelta(days=fewest + int((most - fewest) * chance.random() ** 2))
            ends = kind in {"assessment_closed", "conclusion"}
            steps.append(Step(kind, day, outcome=outcome if ends else ""))
    return steps


def _beside(chance: Random, first: date, last: date) -> Step:
    """An event that is no stage of the process."""
    day = first + timedelta(days=int((last - first).days * chance.random() ** 1.5))
    return Step(chance.choice(BESIDE), day)


def _named(chance: Random, steps: list[Step]) -> tuple[Step, ...]:
    """The same steps with ids and zones, and with what each answers and tells."""
    kinds = [step.kind for step in steps]
    named: list[Step] = []
    for place, step in enumerate(steps):
        alone = kinds.count(step.kind) == 1
        number = kinds[: place + 1].count(step.kind)
        answers = step.kind in ANSWERS and chance.random() < 0.7
        told = [one for one in named if one.kind.endswith(("_opened", "_closed"))]
        tells = step.kind in TELLING and bool(told) and chance.random() < 0.5
        named.append(
            replace(
                step,
                id=step.kind if alone else f"{step.kind.replace('_', '-')}-{number}",
                zone=WASHINGTON if place and chance.random() < 0.2 else "",
                responds_to=(_answered(chance, named),) if answers else (),
                tells=(chance.choice(told).id,) if tells else (),
            )
        )
    return tuple(named)


def _answered(chance: Random, before: list[Step]) -> str:
    """An outside report where there is one, else the strike."""
    reports = [step.id for step in before if step.kind == "external_report"]
    return chance.choice(reports) if reports else before[0].id
