"""Statements about a day that are true of it, as exact or as vague as sources are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from benchmarks.story import Step

Maker = Callable[[Random, Step, Step], str]
"""A statement about one step, with the help of another."""


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def _between(chance: Random, step: Step, _: Step) -> str:
    first, last = (step.day + _days(way * chance.randrange(1, 9)) for way in (-1, 1))
    return f"{first}/{last}"


def _part_of_month(_chance: Random, step: Step, _: Step) -> str:
    part = ("early", "mid", "late")[min((step.day.day - 1) // 10, 2)]
    return f"{part} {step.day:%Y-%m}"


def _masked(_chance: Random, step: Step, _: Step) -> str:
    return f"{step.day.isoformat()[:-1]}X"


def _margin(chance: Random, step: Step, _: Step) -> str:
    return f"{step.day + _days(chance.randrange(-3, 4))} ± 3 days"


def _one_of(chance: Random, step: Step, _: Step) -> str:
    days = sorted((step.day, step.day + _days(chance.choice((-7, -1, 1, 7)))))
    return f'"[{days[0]}, {days[1]}]"'


ABSOLUTE: tuple[tuple[float, Maker], ...] = (
    (330, lambda _chance, step, _other: step.day.isoformat()),
    (85, lambda chance, step, _other: f"../{step.day + _days(chance.randrange(0, 15))}"),
    (8, lambda chance, step, _other: f"{step.day - _days(chance.randrange(0, 15))}/.."),
    (40, _between),
    (34, lambda _chance, step, _other: f"{step.day:%Y-%m}"),
    (3, lambda _chance, step, _other: f"{step.day:%Y}"),
    (1, lambda _chance, step, _other: f"{step.day:%Y}-XX"),
    (16, _part_of_month),
    (12, _masked),
    (4, _margin),
    (5, _one_of),
    (25, lambda _chance, _step, _other: "unknown"),
)
"""How often each is used, as in the cases that are shipped; vague words a little more often."""


def _after(chance: Random, step: Step, other: Step) -> str:
    """True of a step that comes later than the other, on the same day or on another."""
    gap = (step.day - other.day).days
    ways = [
        f"after {other.id}",
        f"on or after {other.id}",
        f"within {gap + chance.randrange(1, 6)} days after {other.id}",
    ]
    if gap == 0:
        ways.append(f"same day as {other.id}")
    if gap == 1:
        ways.append(f"the day after {other.id}")
    if gap <= 1:
        ways.append(f"within 48 hours of {other.id}")
    if gap < 7:
        ways.append(f"less than a week after {other.id}")
    if gap > 0:
        ways += [
            f"{gap} days after {other.id}",
            f"at least {gap - chance.randrange(0, gap)} days after {other.id}",
            f"{max(0, gap - 4)} to {gap + 3} days after {other.id}",
        ]
    if gap > 10:
        ways.append(f"{(gap + 3) // 7} weeks ± 4 days after {other.id}")
    if gap > 62:
        # No month is longer than 31 days, and none is shorter than 28.
        ways.append(f"at least {gap // 31} months after {other.id}")
        ways.append(f"within {gap // 28 + 1} months after {other.id}")
    return chance.choice(ways)


def _before(chance: Random, step: Step, other: Step) -> str:
    """True of a step that comes earlier than the other."""
    gap = (other.day - step.day).days
    ways = [f"before {other.id}", f"on or before {other.id}", f"on or before {other.id}"]
    if gap == 1:
        ways.append(f"the day before {other.id}")
    if gap > 0:
        ways.append(f"{max(0, gap - 5)} to {gap + 5} days before {other.id}")
    return chance.choice(ways)


RELATIVE_SHARE = 0.17
BETWEEN_SHARE = 0.05  # of the relative ones


def exact(step: Step) -> str:
    """The day itself."""
    return step.day.isoformat()


def true_of(chance: Random, place: int, steps: Sequence[Step]) -> str:
    """A statement that is true of the step at `place`.

    Args:
        chance: where every choice comes from.
        place: which step.
        steps: all of the case, in the order in which they happened.
    """
    step = steps[place]
    if len(steps) > 1 and chance.random() < RELATIVE_SHARE:
        return _relative(chance, place, steps)
    weights = [weight for weight, _ in ABSOLUTE]
    maker = chance.choices([maker for _, maker in ABSOLUTE], weights)[0]
    return maker(chance, step, step)


def _relative(chance: Random, place: int, steps: Sequence[Step]) -> str:
    step = steps[place]
    inside = 0 < place < len(steps) - 1
    if inside and chance.random() < BETWEEN_SHARE:
        return f"between {steps[place - 1].id} and {steps[place + 1].id}"
    is_later = place == len(steps) - 1 or (place > 0 and chance.random() < 0.75)
    if is_later:
        near = chance.randrange(max(0, place - 3), place)
        return _after(chance, step, chance.choice((steps[0], steps[near])))
    return _before(chance, step, steps[chance.randrange(place + 1, min(place + 4, len(steps)))])


def false_day(chance: Random, day: date) -> date:
    """Another day."""
    return day + _days(chance.choice((-9, -2, -1, 1, 2, 3, 7, 30)))
