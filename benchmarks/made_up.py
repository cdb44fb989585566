"""Made-up cases: imprecise, relative and sometimes contradictory, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

START = date(2020, 1, 1)


def made_up_case(events: int, claims: int, seed: int = 0) -> str:
    """A case as YAML text.

    Args:
        events: how many, 2 or more.
        claims: how many in all, as many as events or more.
        seed: for chance that can be repeated.
    """
    chance = Random(seed)
    lines = [
        "title: A made-up case",
        "place: Nowhere",
        "time_zone: UTC",
        "forces: US",
        "command: CENTCOM",
        "recorded_until: 2023-12-31",
        "events:",
        "  - {id: e0, kind: strike, when: 2020-01-01, source: press}",
    ]
    share = max(1, claims // events)
    for number in range(1, events):
        lines += [f"  - id: e{number}", f"    kind: {_kind(number)}", "    claims:"]
        day = START + timedelta(days=number * 3)
        lines += [
            f"      - {{when: {_when(chance, number, day)}, source: {chance.choice(SOURCES)}}}"
            for _ in range(share)
        ]
    return "\n".join(lines) + "\n"


SOURCES = ("press", "agency", "monitor")


def _kind(number: int) -> str:
    return ("external_report", "announcement", "release", "other", "oversight")[number % 5]


def _when(chance: Random, number: int, day: date) -> str:
    """A statement that is true of the day, as vague as sources are."""
    before = chance.randrange(number)
    days = (day - START).days - before * 3
    width = chance.randrange(1, 9)
    return chance.choice(
        (
            day.isoformat(),
            f"{day - timedelta(days=width)}/{day + timedelta(days=width)}",
            f"{day:%Y-%m}",
            f"{days} days after e{before}",
            f"{max(0, days - width)} to {days + width} days after e{before}",
            f"at least {max(0, days - width)} days after e{before}",
            f"within {days + width} days after e{before}",
            f"after e{before}",
        )
    )
