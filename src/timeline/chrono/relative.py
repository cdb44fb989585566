"""Relative date statements: "12 days after strike", "between ccar and release"."""

from __future__ import annotations

import re
from typing import Literal, cast

from timeline.chrono.when import Between, Distance, NotationError, Ordering, Relation, Unit, When

NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS)} | {"a": 1, "an": 1}
_NUMBER = rf"\d{{1,5}}|{'|'.join([*NUMBER_WORDS, 'an', 'a'])}"
_UNIT = r"hour|day|week|month|year|(?:working|business) day"
EVENT_ID = r"[a-z0-9][a-z0-9_-]*"
_DISTANCE = re.compile(
    rf"(?:(?P<hedge>about|around|nearly|almost|roughly|~)\s*)?"
    rf"(?:(?P<bound>less than|more than|at least|at most|within|exactly)\s+)?"
    rf"(?P<low>{_NUMBER})(?:\s+to\s+(?P<high>{_NUMBER}))?\s+(?P<unit>{_UNIT})s?"
    rf"(?:\s*(?:±|\+/?-)\s*(?P<margin>{_NUMBER})\s+(?P<margin_unit>hour|day|week)s?)?"
    rf"\s+(?P<direction>after|before|of)\s+(?P<ref>{EVENT_ID})"
)
_ORDER = re.compile(
    rf"(?P<relation>on or before|on or after|before|after|same day as)\s+(?P<ref>{EVENT_ID})"
)
_SOON = re.compile(rf"soon after\s+(?P<ref>{EVENT_ID})")
_NEXT_DAY = re.compile(rf"the day (?P<direction>after|before)\s+(?P<ref>{EVENT_ID})")
_BETWEEN = re.compile(rf"between\s+(?P<after>{EVENT_ID})\s+and\s+(?P<before>{EVENT_ID})")
_DIRECTIONS: dict[str, Literal[-1, 0, 1]] = {"after": 1, "before": -1, "of": 0}
_SIZE = {"hour": 60, "day": 1, "week": 7, "month": 1, "year": 12}


def parse_relative(text: str) -> When | None:
    """Read a relative statement; None if it is none.

    Raises:
        NotationError: the form is right and what it says is not.
    """
    if match := _BETWEEN.fullmatch(text):
        return Between(match["after"], match["before"], text)
    if match := _SOON.fullmatch(text):
        return Ordering(match["ref"], "after", text)
    if match := _ORDER.fullmatch(text):
        return Ordering(match["ref"], cast("Relation", match["relation"]), text)
    if match := _NEXT_DAY.fullmatch(text):
        direction: Literal[-1, 1] = 1 if match["direction"] == "after" else -1
        return Distance(match["ref"], 1, 1, "days", direction, text)
    if match := _DISTANCE.fullmatch(text):
        return _distance(match, text)
    return None


def _number(text: str) -> int:
    return _NUMBERS[text] if text in _NUMBERS else int(text)


def _unit(word: str) -> Unit:
    if word.endswith(" day"):
        return "working days"
    return cast("Unit", {"hour": "minutes", "month": "months", "year": "months"}.get(word, "days"))


def _distance(match: re.Match[str], text: str) -> Distance:
    unit, size = _unit(match["unit"]), _SIZE.get(match["unit"], 1)
    low = _number(match["low"]) * size
    high = low if match["high"] is None else _number(match["high"]) * size
    _check_words(match, text, reversed_range=high < low)
    bound = match["bound"]
    low_days, high_days = 0, 0
    ends: tuple[int, int | None] = (low, high)
    # Less than N months or working days is a calendar day less, as less than N days is.
    if bound in ("within", "at most"):
        ends = (0, low)
    elif bound == "less than":
        ends, high_days = (0, low), -1
    elif bound == "at least":
        ends = (low, None)
    elif bound == "more than":
        ends, low_days = (low, None), 1
    if ends[1] is not None and ends[1] + high_days < 0:
        raise NotationError("E207", f"{text} leaves no day at all")
    margin = _margin(match, unit)
    if unit not in ("minutes", "days") and ends == (0, 0):
        unit = "days"  # none of them lasts no time
    if unit in ("minutes", "days"):
        high_end = None if ends[1] is None else ends[1] + high_days + margin
        ends = (max(0, ends[0] + low_days - margin), high_end)  # a margin turns no after to before
        low_days = high_days = margin = 0
    low_days -= margin
    if ends[0] == 0:
        low_days = max(0, low_days)
    direction = _DIRECTIONS[match["direction"]]
    return Distance(match["ref"], *ends, unit, direction, text, low_days, high_days + margin)


def _margin(match: re.Match[str], unit: Unit) -> int:
    """Return the stated margin, in minutes for hours, else in days."""
    if match["margin"] is None:
        return 0
    word = match["margin_unit"]
    if (word == "hour") != (unit == "minutes"):
        message = f"a margin in {word}s does not fit a distance in {match['unit']}s"
        raise NotationError("E207", message, "give hours a margin in hours, all else one in days")
    return _number(match["margin"]) * _SIZE[word]


def _check_words(match: re.Match[str], text: str, *, reversed_range: bool) -> None:
    if match["hedge"] and match["margin"] is None:
        rest = text[len(match["hedge"]) :].strip()
        quantity, _, tail = rest.partition(f" {match['direction']} ")
        margin_unit = "hours" if match["unit"] == "hour" else "days"
        hint = f"state the margin: {quantity} ± N {margin_unit} {match['direction']} {tail}"
        raise NotationError("E202", f'"{match["hedge"]}" needs a margin that you state', hint)
    if reversed_range:
        raise NotationError("E204", f"{text} counts down", "write the smaller number first")
    if match["bound"] and match["high"]:
        raise NotationError("E207", f'"{match["bound"]}" and a range do not go together')
    if match["direction"] == "of" and match["bound"] not in ("within", "less than", "at most"):
        hint = f"write within {match['low']} {match['unit']}s of {match['ref']}"
        raise NotationError("E207", '"of" goes with within or less than', hint)
