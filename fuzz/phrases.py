"""Date statements made by chance, each with what it means, inferred here without the program."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_NUMBERS = ("a", "one", "two", "three", "ten", "twelve")
_UNITS = ("hour", "day", "week", "month", "year", "working day", "business day")
_BOUNDS = ("less than", "more than", "at least", "at most", "within", "exactly")
_RELATIONS = ("before", "after", "on or before", "on or after", "same day as")
_WRONG = (
    "soon",
    "about 2 weeks after strike",
    "May 3, 2023",
    "31 Feb 2023",
    "2023-5-3",
    "20231340",
    "2023-02-30",
    "2023-05-03 11:42",
    "3/5/2023",
    "-0044-03-15",
    "2023-05-03?",
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A statement, and the days that it allows, as `datetime` ordinals; None where open."""

    text: str
    first: int | None
    last: int | None


def any_phrase(chance: Random, names: Sequence[str]) -> str:
    """A date statement of any form; now and then one that must be refused.

    Args:
        chance: where it comes from.
        names: the events that it may lean on, one or more.
    """
    form = chance.randrange(12)
    if form < 5:
        return calendar_phrase(chance).text
    if form == 5:
        return "unknown"
    if form == 6:
        return chance.choice(_WRONG)
    return _relative(chance, names)


def calendar_phrase(chance: Random) -> Meant:
    """A statement about the calendar that must be read, with its days."""
    form = chance.randrange(10)
    if form == 0:
        return _one_of(chance)
    if form == 1:
        return _margin(chance)
    if form == 2:
        return _interval(chance)
    if form == 3:
        return _timed(chance)
    return _plain(chance)


def _a_day(chance: Random) -> date:
    if chance.random() < 0.1:
        return chance.choice((date.min, date.max, date(2024, 2, 29), date(1999, 12, 31)))
    return date(2021, 1, 1) + timedelta(days=chance.randrange(1600))


def _plain(chance: Random) -> Meant:
    day = _a_day(chance)
    year, month = f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}"
    end = day.replace(day=monthrange(day.year, day.month)[1]).toordinal()
    start = end - monthrange(day.year, day.month)[1] + 1
    own = day.toordinal()
    tens = (day.day // 10) * 10
    decade = day.year // 10 * 10
    forms = (
        Meant(day.isoformat(), own, own),
        Meant(month, start, end),
        Meant(f"{month}-XX", start, end),
        Meant(year, date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()),
        Meant(f"{year}-XX", date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()),
        Meant(f"early {month}", start, start + 9),
        Meant(f"mid-{month}", start + 10, start + 19),
        Meant(f"late {month}", start + 20, end),
        Meant(
            f"{month}-{tens // 10}X",
            start + max(tens, 1) - 1,
            min(end, start + tens + 8),
        ),
        Meant(
            f"{year[:3]}X",
            date(max(decade, 1), 1, 1).toordinal(),
            date(decade + 9, 12, 31).toordinal(),
        ),
        Meant(f"../{day.isoformat()}", None, own),
        Meant(f"{month}/..", start, None),
    )
    return chance.choice(forms)


def _closed(chance: Random) -> tuple[str, int, int]:
    while True:
        found = _plain(chance)
        if found.first is not None and found.last is not None:
            return found.text, found.first, found.last


def _one_of(chance: Random) -> Meant:
    parts = [_closed(chance) for _ in range(chance.randint(1, 4))]
    text = f"[{', '.join(text for text, _, _ in parts)}]"
    return Meant(text, min(first for _, first, _ in parts), max(last for _, _, last in parts))


def _margin(chance: Random) -> Meant:
    text, first, last = _closed(chance)
    size = chance.choice((0, 1, 3, 40, 99999))
    is_weeks = chance.random() < 0.3
    hedge = chance.choice(("", "about ", "~", "nearly ", "circa "))
    sign = chance.choice(("±", "+/-", "+-"))
    days = size * (7 if is_weeks else 1)
    text = f"{hedge}{text} {sign} {size} {'weeks' if is_weeks else 'days'}"
    low, high = date.min.toordinal(), date.max.toordinal()
    return Meant(text, max(low, first - days), min(high, last + days))


def _interval(chance: Random) -> Meant:
    parts = sorted((_closed(chance), _closed(chance)), key=lambda part: (part[1], part[2]))
    (one, first, _), (two, _, last) = parts
    return Meant(f"{one}/{two}", first, last)


def _timed(chance: Random) -> Meant:
    day = _a_day(chance)
    hour, minute = chance.randrange(24), chance.randrange(60)
    start = f"{day.isoformat()}T{hour:02d}:{minute:02d}"
    text = chance.choice((start, f"{start}:30", f"{start}/T23:59"))
    return Meant(text, day.toordinal(), day.toordinal())


def _relative(chance: Random, names: Sequence[str]) -> str:
    name, other = chance.choice(names), chance.choice(names)
    form = chance.randrange(8)
    if form == 0:
        return f"between {name} and {other}"
    if form <= 2:
        return f"{chance.choice(_RELATIONS)} {name}"
    if form == 3:
        return f"the day {chance.choice(('after', 'before'))} {name}"
    unit = chance.choice(_UNITS)
    number = chance.choice((*_NUMBERS, "0", "1", "12", "48", "365", "99999"))
    words = f"{number} {unit}s"
    if form == 4:
        words = f"{chance.randrange(20)} to {chance.randrange(10, 40)} {unit}s"
    elif form == 5:
        margin = "hours" if unit == "hour" else "days"
        words = f"{chance.choice(('', 'about '))}{words} ± {chance.randrange(9)} {margin}"
    else:
        words = f"{chance.choice(('', *_BOUNDS))} {words}".strip()
    return f"{words} {chance.choice(('after', 'before', 'after', 'of'))} {name}"
