"""Date statements, with hints for near misses."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.chrono.absolute import parse_absolute, without_hedge
from timeline.chrono.days import FIRST_DAY, LAST_DAY, format_day
from timeline.chrono.relative import EVENT_ID, NUMBER_WORDS, parse_relative
from timeline.chrono.spoken import parse_spoken
from timeline.chrono.when import (
    Absolute,
    DateRange,
    Distance,
    NotationError,
    Ordering,
    Unknown,
    When,
)

_HEDGE = re.compile(r"\b(about|around|nearly|almost|roughly|circa|ca|approximately|some)\b|[~?]")
_SHORT = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_PLAIN = re.compile(
    r"[\x00-\x7f±]*"
)  # digits of other scripts are digits for `re`, not for readers
_AFTER = re.compile(r"(?:(?P<words>.*\S) )?(?P<direction>after|before) (?P<event>(?:the )?\S+)")
_VAGUE = re.compile(
    r"(?:just |only |very )?(?:(?:a few|few|several|some|many|a couple of|a number of) )?"
    r"(?:more )?(?P<unit>minute|hour|day|week|month|year)s(?: later)?"
    r"|(?:just |only |very |quite )?(?:shortly|soon|recently|immediately|promptly|long|not long)"
    r"(?: thereafter| afterwards?)?"
    r"|right|just|some ?time|(?:for )?a (?:short |long |little )?(?:while|time)|moments(?: later)?"
)
"""Words without a number; docs/dates.md says what to write instead."""
_SOON = re.compile(
    r".*\b(?:minutes|hours|shortly|soon|immediately|promptly|right|just|moments)\b.*"
)
"""Vague words that can mean the same day."""
_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_SIDE_OF_EVENT = re.compile(rf"(?P<word>by|since) (?:the )?(?P<event>{EVENT_ID})")
_PART_OF_YEAR = re.compile(r"(?P<part>early|mid|late)[ -](?P<year>\d{4})")
_MONTHS_OF = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}
_TEENS = (
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE = {
    **{word: number for number, word in enumerate(_TEENS, start=13)},
    **{word: number * 10 for number, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}{sign}{digit}": tens * 10 + ones
        for tens, ten in enumerate(_TENS, start=2)
        for ones, digit in enumerate(NUMBER_WORDS[1:10], start=1)
        for sign in "- "
    },
}
"""Number words that are written in digits here."""
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_LARGE, key=len, reverse=True))})\b")
_FORMS_AFTER = (
    "write N days|weeks|months after EVENT, less than a week after EVENT, at least 3 weeks "
    "after EVENT, 10 to 14 days after EVENT, before EVENT, after EVENT or soon after EVENT"
)
_FORMS = "2023-05-03, 2023-05, mid 2023-05, ../2023-05-18, 12 days after strike, unknown"


_REMEMBERED = 32_768
"""Statements kept, some 15 MB: ten thousand cases hold thirty thousand different ones."""


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
    when = when or parse_spoken(text)
    if when is None:
        raise _near_miss(text)
    if isinstance(when, Ordering | Distance) and _DATED.fullmatch(when.ref):
        raise _leans_on_a_date(when)
    return when


def parse_absolute_when(text: str) -> Absolute | Unknown:
    """Read a date that may not refer to events.

    For a publication, a search or a toll.

    Raises:
        NotationError: not a date, or a relative one.
    """
    hint = "write a date here: 2023-05-03, 2023-05, mid 2023-05, ../2023-05-18"
    try:
        when = parse_when(text)
    except NotationError as error:
        leans = error.event or (_AFTER.search(text) and not _leans_on_day(text))
        offers_an_event = "EVENT" in error.hint or _FORMS in error.hint or leans
        best = hint if offers_an_event else error.hint
        raise NotationError(error.code, str(error), best) from error
    if isinstance(when, Absolute | Unknown):
        return when
    raise NotationError("E210", f"{text} counts from an event", hint)


def _leans_on_day(text: str) -> bool:
    match = _AFTER.fullmatch(text)
    return match is not None and _DATED.match(match["event"]) is not None


def _leans_on_a_date(when: Ordering | Distance) -> NotationError:
    """Say what to write for "3 days after 2023-05-08" and the like."""
    date = parse_absolute(when.ref)
    hint = "write the days that can be meant, such as 2023-05-08/2023-05-12"
    match when, date and date.options[0]:
        case Distance(unit="days"), DateRange(first=int(first), last=int(last)):
            most = LAST_DAY if when.high is None else when.high
            after, before = (first + when.low, last + most), (first - most, last - when.low)
            ends = {1: after, -1: before, 0: (first - most, last + most)}[when.direction]
            hint = f"write {_days_written(*ends)}"
        case Ordering(relation="after"), DateRange(last=int(last)):
            hint = f"write {_days_written(last + 1, LAST_DAY)}"
        case Ordering(relation=relation), _:
            word = {"on or after": "since ", "on or before": "by "}.get(relation, "")
            hint = f"write {word}{when.ref}"
    return NotationError("E201", f"{when.text} counts from a date, not from an event", hint)


def _days_written(first: int, last: int) -> str:
    """Write a range of days, open beyond the calendar."""
    low = ".." if first < FIRST_DAY else format_day(first)
    high = ".." if last >= LAST_DAY else format_day(last)
    if low == high == ".." or last < FIRST_DAY or first > LAST_DAY:
        return "a day from 0001-01-01 to 9999-12-31"
    return low if first == last else f"{low}/{high}"


def _near_miss(text: str) -> NotationError:
    """Choose the most helpful error for bad text."""
    for known in (_misprinted, _without_number, _in_other_words):
        if error := known(text):
            return error
    if _HEDGE.search(text):
        return NotationError("E202", f"{text} hedges without saying by how much", _margin_of(text))
    if leaning := _AFTER.fullmatch(text):
        return _not_understood(text, leaning)
    hint = f"write one of: {_FORMS}"
    return NotationError("E201", f"{text or 'nothing'} is not a date statement", hint)


def _misprinted(text: str) -> NotationError | None:
    """Explain a date in another order or with other signs."""
    short = _SHORT.fullmatch(text) if text.isascii() else None
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
    return None


def _in_other_words(text: str) -> NotationError | None:
    """Explain parts of years, "by" events and number words."""
    if match := _PART_OF_YEAR.fullmatch(text):
        year, (first, last) = match["year"], _MONTHS_OF[match["part"]]
        hint = f"write {year}, or the months that you mean, such as {year}-{first}/{year}-{last}"
        return NotationError("E201", f"{text} does not say which months", hint)
    if match := _SIDE_OF_EVENT.fullmatch(text):
        side = {"by": "on or before", "since": "on or after"}[match["word"]]
        hint, flaw = f"write {side} {match['event']}", f'"{match["word"]}" goes with a date'
        return NotationError("E201", flaw, hint, event=match["event"])
    if _NUMBER_WORD.search(text):
        right = _NUMBER_WORD.sub(lambda match: str(_LARGE[match[0]]), text)
        right = re.sub(r" the (?=\S+$)", " ", right)
        if _is_read(right):
            return NotationError("E201", f"{text} has a number in words", f"write {right}")
    return None


def _is_read(text: str) -> bool:
    try:
        return (parse_absolute(text) or parse_relative(text)) is not None
    except NotationError:
        return False


def _margin_of(text: str) -> str:
    """Suggest margins for a hedged date, or examples if it cannot be read."""
    date = without_hedge(text)
    if re.fullmatch(r"\d{4}", date) and "0001" < date < "9999" and date.isascii():
        return f"write the years that can be meant, such as {int(date) - 1:04d}/{int(date) + 1:04d}"
    for margin in ("15 minutes", "3 days"):
        if _is_read(f"{date} ± {margin}"):
            return f"state the margin: {date} ± {margin}"
    return "state the margin: 2023-05-08 ± 3 days, or 2 weeks ± 4 days after strike"


def _without_number(text: str) -> NotationError | None:
    """Explain words such as "a few days", and what they allow."""
    leaning = _AFTER.fullmatch(text)
    words = text if leaning is None else leaning["words"] or ""
    match = _VAGUE.fullmatch(words.lower())
    if match is None:
        return None
    event = "" if leaning is None else leaning["event"].removeprefix("the ")
    side = f"{leaning['direction'] if leaning else 'after'} {event or 'EVENT'}"
    unit = match["unit"] or "day"
    hint = f"write {side}, or a margin of your own such as 1 to 7 {unit}s {side}"
    if _SOON.fullmatch(words.lower()):
        order = side if side.startswith("before") else f"soon {side}"
        hint = f"write {order}, or a margin of your own such as within 2 days {side}"
    return NotationError("E201", f'"{words}" gives no number', hint, event=event)


def _not_understood(text: str, leaning: re.Match[str]) -> NotationError:
    """Name the part of a relative date not understood."""
    words, event = leaning["words"] or "", leaning["event"]
    part = f'"{words}" is not understood'
    if not re.fullmatch(EVENT_ID, event):
        part = f'"{event}" is not the id of an event'
    message = f"{text} is not a date statement: {part}"
    return NotationError("E201", message, _FORMS_AFTER, event=event.removeprefix("the "))


def _rewritten(flaw: str, right: str) -> NotationError:
    """State a flaw and the right form, or what would be wrong with that."""
    try:
        is_read = parse_absolute(right) is not None
    except NotationError as error:
        return error
    hint = f"write {right}" if is_read else f"write one of: {_FORMS}, 2023-05-03T11:42"
    return NotationError("E201", flaw, hint)
