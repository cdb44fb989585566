"""Date statements: text → a statement or a stated problem, and what follows from it."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

from fuzz.corpus import as_text
from fuzz.harness import ROOT, Harness
from fuzz.phrases import any_phrase, calendar_phrase
from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_absolute_when, parse_when
from timeline.chrono.when import (
    Absolute,
    Between,
    Distance,
    NotationError,
    Ordering,
    Unknown,
    references_of,
)
from timeline.codes import CODES
from timeline.inference.inference import Inference, infer
from timeline.model.build import References, build_case
from timeline.model.case import first_day, last_day
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml
from timeline.results.build.dates import stretches_words
from timeline.results.build.words import day_words
from timeline.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.chrono.when import DateRange, When

NAMES = ("strike", "release", "denial")
MINUTES_A_DAY = 1440
_KINDS = Workspace(ROOT).kinds
_REFERENCES = References(_KINDS.keys(), {"s"})
_CASE = """\
title: T
place: P
time_zone: Asia/Damascus
forces: US
events:
  - {{kind: strike, when: 2023-05-03T11:42, source: s}}
  - {{kind: release, when: 2023-06, source: s}}
  - {{kind: denial, when: "[2023-05-04, 2023-07-01]", source: s}}
  - {{id: x, kind: other, when: "{when}", source: s}}
"""
_HINTED = re.compile(r"write ((?:\d{4}|\.\.|early|mid|late|within)\S*(?: .*)?)")


def check(data: bytes) -> None:
    """Hold the notation of dates to its promises.

    - Any text is read, or refused with a code that is known and a sentence; a hint that says what
      to write names what can be read.
    - What is read keeps its ends in order, inside the calendar, and comes back from its own text.
    - A case with it is inferred; an event dated so alone lies where the statement says.
    - Input that begins with NUL is a number from which a phrase is made whose days are known.
    """
    if data[:1] == b"\0":
        _check_made(Random(data))
        return
    text = as_text(data)
    when = _read(text)
    if when is None:
        return
    assert parse_when(when.text) == when, "its own text says something else"
    assert parse_when(f"\t {when.text} \n") == when, "white space matters"
    _assert_in_order(when)
    assert when.text == visible(when.text), "read, and cannot be shown"
    leans = bool(references_of(when))
    try:
        alone = parse_absolute_when(text)
    except NotationError as error:
        assert error.code == "E210", f"read as a date, and refused with {error.code}"
        assert leans
    else:
        assert alone == when
        assert not leans
    if set(references_of(when)) <= {*NAMES}:
        _check_inferred(when)


def _read(text: str) -> When | None:
    try:
        return parse_when(text)
    except NotationError as error:
        assert error.code in CODES, f"no such code: {error.code}"
        assert str(error).strip(), "refused without a sentence"
        hinted = _HINTED.fullmatch(error.hint)
        if hinted:
            _assert_readable(hinted[1], text)
        return None


def _assert_readable(hinted: str, text: str) -> None:
    advice = hinted.split(" if ", maxsplit=1)[0].partition(",")[0]
    try:
        parse_when(advice)
    except NotationError as error:
        message = f"for {text!r} the hint is to write {advice!r}, which is refused: {error}"
        raise AssertionError(message) from error


def _assert_in_order(when: When) -> None:
    match when:
        case Absolute(options=options):
            assert options
            for span in options:
                _assert_range(span)
            first, last = first_day(when), last_day(when)
            assert first is None or last is None or first <= last
        case Distance(low=low, high=high, unit=unit):
            if unit in ("minutes", "days"):
                assert (when.low_days, when.high_days) == (0, 0)
            assert high is None or low <= high, "a distance whose ends are turned round"
        case Ordering() | Between() | Unknown():
            pass


def _assert_range(span: DateRange) -> None:
    first, last = span.first, span.last
    assert first is not None or last is not None, "a range open at both ends"
    for day in (first, last):
        assert day is None or FIRST_DAY <= day <= LAST_DAY
    for minute in (span.from_minute, span.to_minute):
        assert minute is None or 0 <= minute < MINUTES_A_DAY
    if first is not None and last is not None:
        start = (first, span.from_minute or 0)
        minute = span.to_minute
        end = (last, MINUTES_A_DAY if minute is None else minute)
        assert start <= end, "a range ends before it starts"


def _inferred(text: str) -> Inference:
    assert '"' not in text
    document = parse_yaml(_CASE.format(when=text.replace("\\", "\\\\")), "x.yaml")
    return infer(build_case(document, "x", _REFERENCES), {}, _KINDS)


def _check_inferred(when: When) -> None:
    inference = _inferred(when.text)
    day = inference.day_of("x")
    for span in (day, *inference.days_of("x")):
        assert day.hull(span) == day
    assert day_words(day)
    assert stretches_words(inference.days_of("x"))
    for name in NAMES:
        between, back = inference.between(name, "x"), inference.between("x", name)
        assert between.negated() == back, "there and back differ"
        own = day.minus(inference.day_of(name))
        assert own.hull(between) == own, "the pair is known less well than its ends"
    if inference.conflicts:
        assert inference.readings
        return
    if isinstance(when, Absolute) and all(one.offset is None for one in when.options):
        said = Interval(first_day(when), last_day(when))
        assert day == said, f"dated {said} alone, and inferred as {day}"


def _check_made(chance: Random) -> None:
    """A phrase made here means what was meant."""
    meant = calendar_phrase(chance)
    when = parse_when(meant.text)
    assert isinstance(when, Absolute)
    assert (first_day(when), last_day(when)) == (meant.first, meant.last), meant.text
    _check_inferred(when)


def seeds() -> Iterator[bytes]:
    """Every form and near miss of docs/dates.md, and a number of phrases made by chance."""
    page = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
    for cell in dict.fromkeys(re.findall(r"(?m)^\| `([^`]+)`", page)):
        yield cell.encode()
    for number in range(20):
        yield b"\0" + bytes([number])


WORDS = (
    *("2023-05-03", "2023-05", "2023", "T11:42", "Z", "-04:00", "+0430", "../", "/..", "XX", "1X"),
    *("early ", "mid ", "late ", "[", ", ", "]", " ± 3 days", " +/- 1 week", "about ", "~", "?"),
    *("less than ", "more than ", "at least ", "at most ", "within ", "exactly ", "the day "),
    *(" hours", " days", " weeks", " months", " years", " working days", " after ", " before "),
    *(" of ", "strike", "release", "between ", " and ", "on or after ", "same day as ", "unknown"),
    *("twelve", "99999", "0", " to ", "May ", "3, ", "9999-12-31", "0001-01-01", "T23:59/T"),
)


def mutate(data: bytes, chance: Random) -> bytes:
    """Another phrase, or words of the grammar put in and taken out."""
    if chance.random() < 0.3:
        if chance.random() < 0.3:
            return b"\0" + chance.randbytes(6)
        return any_phrase(chance, NAMES).encode()
    text = as_text(data.removeprefix(b"\0"))
    for _ in range(chance.randint(1, 4)):
        parts = re.split(r"(\W+)", text)
        at = chance.randrange(len(parts))
        match chance.randrange(4):
            case 0:
                parts[at] = ""
            case 1:
                parts[at] = chance.choice(WORDS)
            case 2:
                parts[at] += chance.choice(WORDS)
            case _:
                parts[at] += chance.choice(parts)
        text = "".join(parts)
    return text.encode("utf-8", errors="replace")


HARNESS = Harness("dates", check, mutate, seeds, longest=160, seconds=20, words=WORDS)
