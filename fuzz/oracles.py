"""What holds of every output: problems with a place, text that cannot act, JSON that fits."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from jsonschema import Draft202012Validator

from fuzz.harness import ROOT
from timeline.codes import CODES
from timeline.errors import format_problem
from timeline.formats import formats_of, write
from timeline.formats.text import format_text
from timeline.pages import page_of
from timeline.results.build.sums import check_record
from timeline.results.build.values import problem_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.errors import Problem
    from timeline.location import Location
    from timeline.results.record import Record

_ACTING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad") | {
    chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x2070))
}
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def assert_inert(text: str) -> None:
    """Nothing in printed text moves a cursor, reverses a line, or cannot be seen."""
    for character in set(text) - {"\n"}:
        acts = unicodedata.category(character) in _ACTING or character in _TURNING
        assert not acts, f"U+{ord(character):04X} is printed"


def assert_coloured_alike(plain: str, coloured: str) -> None:
    """Colours are the only difference, and the only escapes."""
    assert _COLOUR.sub("", coloured) == plain, "colour changes the text"


def assert_problems(problems: Sequence[Problem], path: str, text: str) -> None:
    """Every problem has a known code, a place inside the file, and can be shown in each format."""
    assert problems
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert problem.code in CODES, f"no such code: {problem.code}"
        assert problem.message.strip(), "a problem without a sentence"
        is_wide = problem.code == "E111"  # its lines cannot be shown
        _assert_place(problem.location, path, lines, is_wide=is_wide)
        for words, place in problem.related:
            assert words.strip()
            _assert_place(place, path, lines)
        assert_inert(format_problem(problem))
    record = check_record(1, problem_records(problems))
    fits("check", record)
    written = assert_written(record)
    assert len(written["github"].splitlines()) == len(problems)
    json.loads(written["sarif"])


def _assert_place(
    place: Location, path: str, lines: Sequence[str], *, is_wide: bool = False
) -> None:
    assert place.path == path, f"{place} is in another file"
    span = place.span
    assert span is not None, "a problem without a line"
    assert 1 <= span.line <= span.end_line <= len(lines), f"{span} lies outside the file"
    assert (span.line, span.column) <= (span.end_line, span.end_column), f"{span} ends early"
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, f"{span} lies outside its line"
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2, f"{span} ends outside"
    line = lines[span.line - 1]
    shown = (line, line.removesuffix("\r"), *([""] if is_wide else []))
    assert place.line_text in shown, f"{span} shows another line"


def assert_written(record: Record) -> dict[str, str]:
    """Write a record in every format that is text; none of it acts, and ASCII is kept to."""
    written = {}
    for name, form in formats_of(type(record).__name__).items():
        if name == "text" or form.is_binary:
            continue
        for ascii_only in (True, False):
            text = str(write(record, form, ascii_only=ascii_only))
            assert_inert(text.replace("\r\n", "\n"))
            assert text.isascii() or not ascii_only or name == "csv", f"--ascii {name} has more"
        written[name] = text
    return written


def assert_printed(record: Record, width: int, *, is_full: bool, ascii_only: bool) -> str:
    """Print the page of a record: nothing in it acts, and colour changes no word."""
    page = page_of(record, is_full=is_full)
    text = format_text(page, width, ascii_only=ascii_only)
    coloured = format_text(page, width, ascii_only=ascii_only, color=True)
    assert_inert(text)
    assert_coloured_alike(text, coloured)
    assert text.isascii() or not ascii_only, "--ascii prints more"
    return text


def fits(name: str, record: Record) -> Any:  # noqa: ANN401 - JSON
    """Return a record as any parser reads it; it fits its schema, and nothing of it is lost."""
    text = record.to_json()
    assert_inert(text)
    found = json.loads(text)
    assert msgspec.convert(found, type(record)) == record, "not the record that was written"
    for error in _validator(name).iter_errors(found):
        where = ".".join(str(step) for step in error.absolute_path)
        message = f"{name} --json: {where}: {error.message[:200]}"
        raise AssertionError(message)
    return found


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(_strict(schema))


def _strict(schema: Any) -> Any:  # noqa: ANN401 - a tree
    """The same schema, with keys forbidden that it does not name."""
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: _strict(value) for key, value in schema.items()}
    return inside | ({"additionalProperties": False} if "properties" in schema else {})
