"""Hints: the line to write instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    from timeline.location import Route

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        (
            *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen", "twenty"),
        )
    )
} | {"no": 0, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
RENAMED: Final = {"yardstick": "benchmark"}
"""Keys of older files, and their names today."""
_MEANT: Final = {
    "actor": ("by",),
    "comment": ("note",),
    "condition": ("when",),
    "date": ("when", "on", "published"),
    "day": ("when", "on"),
    "deadline": ("limit", "within", "until"),
    "description": ("summary", "note", "about"),
    "link": ("url",),
    "location": ("place", "where"),
    "name": ("title", "label"),
    "quote": ("worded",),
    "start": ("from",),
    "end": ("until",),
    "sources": ("source",),
    "timezone": ("time_zone",),
    "trigger": ("after",),
    "type": ("kind",),
    "tz": ("time_zone", "zone"),
    "what": ("kind",),
    "who": ("by",),
    **{old: (new,) for old, new in RENAMED.items()},
}
"""Other words that people use for a key."""
_MEANT_WORDS: Final = {
    "law": "binding",
    "media": "press",
    "news": "press",
    "newspaper": "press",
    "government": "official",
    "regulation": "binding",
    "statute": "binding",
}
"""Other words that people use for a value."""
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec"

LIMITS: Final = (
    "write 30 days, 10 working days, 1 month (rounding: up), by 05-01 next year, each quarter, "
    "none stated, or not established"
)
COUNTS: Final = "write 10, 78..203, 100.. (at least), ..24 (at most) or unknown"


def meant_key(key: str, known: Collection[str]) -> str:
    """Return the known key meant by a synonym, or ""."""
    return next((one for one in _MEANT.get(key.lower(), ()) if one in known), "")


def meant_word(word: str, known: Collection[str]) -> str:
    """Return the known word meant by a synonym, or ""."""
    meant = _MEANT_WORDS.get(word.lower(), "")
    return meant if meant in known else ""


def number_in(text: str) -> int | None:
    """Return the number of figures or a word, or None."""
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.strip().lower())
    if re.fullmatch(r"\d{1,9}", plain):
        return int(plain)
    return _NUMBERS.get(plain)


_ABOUT: Final = r"(?:about|around|some|~|c\.|ca\.|approximately|nearly) ?(\w+)"
_BOUNDS: Final = (
    (r"(?:at least|no fewer than|≥|>=) ?(\w+)|(\w+) ?\+|(\w+) or more", 0, "{}.."),
    (r"(?:at most|up to|no more than|≤|<=) ?(\w+)", 0, "..{}"),
    (r"(?:more than|over|>) ?(\w+)", 1, "{}.."),
    (r"(?:fewer than|less than|under|<) ?(\w+)", -1, "..{}"),
    (r"(\w+)", 0, "{}"),
)
"""Words around a number, what to add to it, and how a file says so."""


def count_hint(text: str) -> str:
    """Return the line for a number of people."""
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", " ".join(text.lower().split()))
    between = re.fullmatch(r"(?:between )?(\w+) ?(?:-|–|\.{2,3}|to|and|or) ?(\w+)", plain)
    if between:
        ends = [number for one in between.groups() if (number := number_in(one)) is not None]
        if len(ends) == len(between.groups()):
            return f"write {min(ends)}..{max(ends)}"
    about = re.fullmatch(_ABOUT, plain)
    if about and number_in(about[1]) is not None:
        return "write the least and the most that are meant, such as 8..12"
    if plain in ("?", "not known", "unclear", "n/a", "several", "many", "some"):
        return "write unknown"
    if plain == "dozens":
        return "write 24.. (at least two dozen)"
    for words, more, form in _BOUNDS:
        found = re.fullmatch(words, plain)
        number = None if found is None else number_in(next(filter(None, found.groups())))
        if number is not None:
            return f"write {form.format(max(number + more, 0))}"
    return COUNTS


_UNITS: Final = {
    "working days": ("working", "business", "bussiness", "buisness", "weekday", "bank", "office"),
    "days": ("day", "d"),
    "weeks": ("week", "wk", "w"),
    "months": ("month", "mo"),
    "years": ("year", "yr", "y"),
}


def limit_hint(value: object) -> str:
    """Return the line to write for a limit."""
    plain = " ".join(value.lower().split()) if isinstance(value, str) else ""
    if plain in ("none", "no", "no limit", "not stated", "unstated", "-"):
        return "write none stated, if the text sets none; not established, if you could not read it"
    if plain in ("unknown", "?", "unclear", "not known"):
        return "write not established"
    if re.search(r"\b(immediate|prompt|soon|without (undue )?delay|reasonable|timely)", plain):
        return "write none stated, and these words in clause:"
    if plain in ("quarterly", "every quarter", "once a quarter"):
        return "write each quarter"
    yearly = _yearly_hint(plain)
    if yearly:
        return yearly
    found = re.match(r"(?:within |in |up to |at most )?(\d+|[a-z]+)[ -]*([a-z].*)?", plain)
    number = None if found is None else number_in(found.group(1))
    if found is None or number is None:
        return LIMITS
    unit = (found.group(2) or "days").removeprefix("calendar ").strip()
    if unit.startswith(("hour", "h", "minute", "min")):
        days = max(1, -(-number // 24)) if unit.startswith("h") else 1
        return f"no limit counts hours; write {days} day{'s' * (days != 1)}, and the hours in note:"
    if unit.startswith("fortnight"):
        return f"write {number * 14} days"
    named = next((name for name, starts in _UNITS.items() if unit.startswith(starts)), "")
    if not named:
        return LIMITS
    rounding = re.search(r"\b(up|down)\b", unit)
    suffix = f" (rounding: {rounding.group(1)})" if rounding else ""
    return f"write {number} {named.rstrip('s') if number == 1 else named}{suffix}"


def _yearly_hint(plain: str) -> str:
    """Return the line for a yearly date, or ""."""
    found = re.fullmatch(r"by (?:(\d{1,2}) ([a-z]+)|([a-z]+) (\d{1,2}))( next year)?", plain)
    if found is None:
        return ""
    day, month = found.group(1) or found.group(4), found.group(2) or found.group(3)
    if month[:3] not in _MONTHS.split():
        return ""
    return f"write by {_MONTHS.split().index(month[:3]) + 1:02}-{int(day):02}{found.group(5) or ''}"


def list_hint(key: str, value: object) -> str:
    """Return the line to write for a list."""
    if isinstance(value, str) and re.fullmatch(r"[\w .:/-]+", value):
        return f"write {key}: [{value}]" if key else f"write [{value}]"
    if isinstance(value, dict):
        return f"put - before the first key below {key}:" if key else "put - before the first key"
    return f"write {key}: [one, two], or leave {key}: out" if key else "write [one, two]"


_MAPS: Final = {
    "absences": "{kind: payment, until: 2023-05-23, source: cnn-2023-05-24}",
    "after": "{event: investigation_opened, form: AR 15-6}",
    "applies": "{forces: US}",
    "caseload": "{scope: CJTF-OIR, period: 2017-03, received: 10}",
    "claims": "{when: 2023-05-03, source: cnn-2023-05-24}",
    "holidays": "{on: 2024-12-25, name: Christmas Day}",
    "kinds": "{id: visit, label: Visit, about: …, noun: visit, done: made, reference: the visit}",
    "orders": "{id: first, kind: release, within: 30 days, source: cnn-2023-05-24}",
    "pauses": "{of: [first], from: asked, until: given, source: letter-3}",
    "rules": "{id: told, step: release, label: Told, after: strike, force: binding}",
    "step": "{event: investigation_opened, form: AR 15-6}",
    "tolls": "{by: residents, killed: 3, source: cnn-2023-05-24}",
    "when": "{event: assessment_closed, outcome: credible}",
    "benchmark": "{within: 30 days, because: …}",
}
"""Example map for each key that holds a map or a list of maps."""


def map_hint(route: Route) -> str:
    """Return the line to write for a map."""
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    example = _MAPS.get(key, "{kind: strike, when: 2023-05-03, source: cnn-2023-05-24}")
    return f"write {key}: {example}" if route and route[-1] == key else f"write - {example}"


def text_hint(key: str, value: object) -> str:
    """Return the line to write for text."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f"write {key}: {value[0]}"
    if value is None:
        return f"write {key}: and its words, or leave the line out"
    return f"write {key}: and its words on one line, in quotes where they hold : or #"
