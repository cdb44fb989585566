"""Date statements: text → When, with a hint for near misses."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.chrono.absolute import parse_absolute
from timeline.chrono.problem import NotationError
from timeline.chrono.relative import EVENT_ID, parse_relative
from timeline.chrono.when import Absolute, Unknown, When

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_HEDGE = re.compile(r"\b(about|around|nearly|almost|roughly|circa|ca|approximately|some)\b|[~?]")
_SHORT = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[A-Za-z]{3,9})\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})"
)
_PLAIN = re.compile(
    r"[\x00-\x7f±]*"
)  # digits of other scripts are digits for `re`, not for readers
_AFTER = re.compile(r"(?:(?P<words>.*\S) )?(?P<direction>after|before) (?P<event>(?:the )?\S+)")
_VAGUE = re.compile(
    r"(?:just |only |very )?(?:(?:a few|few|several|some|many|a couple of|a number of) )?"
    r"(?:more )?(?P<unit>minute|hour|day|week|month|year)s"
    r"|(?:just |only |very |quite )?(?:shortly|soon|recently|immediately|promptly|long|not long)"
    r"|right|just|some ?time|(?:for )?a (?:short |long |little )?(?:while|time)|moments"
)
"""Words that give no number; docs/dates.md says what to write instead."""
_FORMS_AFTER = (
    "write N days|weeks|months after EVENT, less than a week after EVENT, at least 3 weeks "
    "after EVENT, 10 to 14 days after EVENT, before EVENT or after EVENT"
)
_FORMS = "2023-05-03, 2023-05, mid 2023-05, ../2023-05-18, 12 days after strike, unknown"


_REMEMBERED = 32_768
"""Statements kept, some 15 MB of them: ten thousand cases hold thirty thousand that differ."""


@lru_cache(maxsize=_REMEMBERED)
def parse_when(text: str) -> When:
    """Read one date statement.

    Args:
        text: any form of docs/dates.md; white space around it is ignored.

    Raises:
        NotationError: with a code, a sentence and a hint.
    """
    text = " ".join(text.split())
    if text == "unknown":
        return Unknown()
    when = (parse_absolute(text) or parse_relative(text)) if _PLAIN.fullmatch(text) else None
    if when is None:
        raise _near_miss(text)
    return when


def parse_absolute_when(text: str) -> Absolute | Unknown:
    """Read a date statement that may not lean on an event: a publication, a search, a toll.

    Raises:
        NotationError: not a date, or a relative one.
    """
    hint = "write a date here: 2023-05-03, 2023-05, mid 2023-05, ../2023-05-18"
    try:
        when = parse_when(text)
    except NotationError as error:
        offers_an_event = "EVENT" in error.hint or _FORMS in error.hint or _AFTER.search(text)
        best = hint if offers_an_event else error.hint
        raise NotationError(error.code, str(error), best) from error
    if isinstance(when, Absolute | Unknown):
        return when
    raise NotationError("E210", f"{text} leans on an event", hint)


def _near_miss(text: str) -> NotationError:
    """The most helpful sentence for text that is no date statement."""
    named, short = _NAMED.fullmatch(text), _SHORT.fullmatch(text) if text.isascii() else None
    month = _month_number(named["name"]) if named else None
    if named and month:
        day = named["day"] or named["day2"]
        right = f"{named['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        return _rewritten(f"{text} is not written as a date here", right)
    if short:
        right = "-".join(f"{int(part):02d}" for part in short.groups() if part)
        return _rewritten(f"{text} lacks a zero", right)
    if re.fullmatch(r"\d{5,}-\d\d.*|-\d+-.*", text):
        return NotationError("E205", f"{text} is outside the years 0001 to 9999")
    if re.fullmatch(r"\d{8}", text):
        right = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return _rewritten(f"{text} is a number, not a date", right)
    if re.fullmatch(r"\d{4}-\d\d-\d\d[ t]\d\d:\d\d.*", text):
        right = f"{text[:10]}T{text[11:]}"
        return _rewritten(f"{text} needs a T before the time", right)
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}", text):
        hint = "write year-month-day, such as 2023-05-03"
        return NotationError("E201", f"{text} can be read as two different days", hint)
    if vague := _without_number(text):
        return vague
    if _HEDGE.search(text):
        hint = "state the margin: 2023-05-08 ± 3 days, or 2 weeks ± 4 days after strike"
        return NotationError("E202", f"{text} hedges without saying by how much", hint)
    if leaning := _AFTER.fullmatch(text):
        return _not_understood(text, leaning)
    hint = f"write one of: {_FORMS}"
    return NotationError("E201", f"{text or 'nothing'} is not a date statement", hint)


def _without_number(text: str) -> NotationError | None:
    """For words that give no number, such as "a few days": what they allow, or one's own margin."""
    leaning = _AFTER.fullmatch(text)
    words = text if leaning is None else leaning["words"] or ""
    match = _VAGUE.fullmatch(words.lower())
    if match is None:
        return None
    event = "" if leaning is None else leaning["event"].removeprefix("the ")
    side = f"{leaning['direction'] if leaning else 'after'} {event or 'EVENT'}"
    unit = {None: "day", "minute": "hour"}.get(match["unit"], match["unit"])
    hint = f"write {side}, or a margin of your own such as 1 to 7 {unit}s {side}"
    return NotationError("E201", f'"{words}" gives no number', hint, event=event)


def _not_understood(text: str, leaning: re.Match[str]) -> NotationError:
    """For what leans on an event: which part of it is not understood."""
    words, event = leaning["words"] or "", leaning["event"]
    part = f'"{words}" is not understood'
    if not re.fullmatch(EVENT_ID, event):
        part = f'"{event}" is not the id of an event'
    message = f"{text} is not a date statement: {part}"
    return NotationError("E201", message, _FORMS_AFTER, event=event.removeprefix("the "))


def _rewritten(flaw: str, right: str) -> NotationError:
    """The flaw with how the same is written here, or what would be wrong with that."""
    try:
        is_read = parse_absolute(right) is not None
    except NotationError as error:
        return error
    hint = f"write {right}" if is_read else f"write one of: {_FORMS}, 2023-05-03T11:42"
    return NotationError("E201", flaw, hint)


def _month_number(name: str) -> int | None:
    wanted = name.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(wanted):
            return number
    return None
