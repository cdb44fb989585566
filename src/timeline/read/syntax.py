"""Parser complaints as Problems in plain words.

libyaml and the parser in pure Python word the same complaint differently; both are known here.
"""

import re
from dataclasses import dataclass
from typing import Final

from timeline.errors import Problem
from timeline.location import Location
from timeline.read.source import FileText

Mark = tuple[int, int]
"""Line and column, both from 0."""

_DOCUMENT_LINE: Final = "a line of --- or ... stands inside quoted text"
_QUOTE: Final = 'put the text in quotes: "…"'
_NO_FIT: Final = "this does not fit what stands before it"
_BLOCK_SIGNS: Final = "only +, - and one digit may stand behind the sign of a text in lines"
_NEXT_LINE: Final = "begin the text on the next line, and put a space before a remark"
_ALIGN: Final = "begin it in the same column as its neighbours"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's message and its place."""

    problem: str
    """Its words."""
    mark: Mark
    """Place where it stopped."""
    context: str = ""
    """Words for what it was reading."""
    context_mark: Mark | None = None
    """Start of what it was reading."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The innermost list or mapping still open."""

    word: str
    """Either list or mapping."""
    mark: Mark
    """Place where it was opened."""
    has_bracket: bool
    """True if a bracket or brace opened it, and must close it."""


_SENTENCES: Final[tuple[tuple[str, str, str], ...]] = (
    ("mapping values are not allowed", "a colon cannot make a key here", _QUOTE),
    (
        "sequence entries are not allowed",
        "a list entry cannot begin here",
        "begin the entry on a line of its own, or put the text in quotes",
    ),
    ("mapping keys are not allowed", "a key cannot begin here", _QUOTE),
    ("found unexpected ':'", "a space is missing behind this colon", "write key: value"),
    ("document indicator", _DOCUMENT_LINE, "close the quote before it"),
    ("document separator", _DOCUMENT_LINE, "close the quote before it"),
    ("chomping or indentation indicators", _BLOCK_SIGNS, _NEXT_LINE),
    ("expected comment or line break", _BLOCK_SIGNS, _NEXT_LINE),
    ("expected ',' or ']'", "the list needs a comma or ] here", "close it, or quote its text"),
    ("expected ',' or '}'", "the mapping needs a comma or } here", "close it, or quote its text"),
    ("node content", "a value is missing here", ""),
    ("expected key", _NO_FIT, _ALIGN),
    ("expected '-' indicator", _NO_FIT, _ALIGN),
    ("expected <block end>", _NO_FIT, _ALIGN),
    ("<document start>", _NO_FIT, _ALIGN),
)


def describe(complaint: Complaint, opened: Opened, source: FileText) -> Problem:
    """Return the Problem for a complaint."""
    said, location = complaint.problem, source.location(*complaint.mark)
    unfinished = _unfinished(complaint, opened, source)
    if unfinished is not None:
        return unfinished
    if "could not find expected ':'" in said:
        return _no_colon(complaint, source)
    if "escape" in said or "hexadecimal" in said or "hexdecimal" in said:  # libyaml's spelling
        return bad_escape(source, complaint.mark)
    if "directive" in complaint.context:
        return Problem("E123", "a YAML directive", location, "leave the line out")
    if "cannot start any token" in said:
        character = source.lines[complaint.mark[0]][complaint.mark[1]]
        return Problem("E120", f"a value cannot begin with {character}", location, _QUOTE)
    for words, sentence, hint in _SENTENCES:
        if words in said:
            return Problem("E120", sentence, location, hint, _opened_here(opened, source, words))
    return Problem("E120", "this is not well-formed YAML", location, _QUOTE)


def _unfinished(complaint: Complaint, opened: Opened, source: FileText) -> Problem | None:
    """Describe a quote or bracket never closed."""
    if not source.is_end(*complaint.mark):
        return None
    if "quoted" in complaint.context and complaint.context_mark:
        start = source.location(*complaint.context_mark)
        return _ends_inside("a quoted text", start, "close the quote")
    if opened.has_bracket:
        closing = "]" if opened.word == "list" else "}"
        start = source.location(*opened.mark)
        return _ends_inside(f"a {opened.word}", start, f"close it with {closing}")
    return None


def _ends_inside(thing: str, start: Location, hint: str) -> Problem:
    message = f"the file ends in the middle of {thing} that is opened here"
    return Problem("E122", message, start, hint)


_NEVER_KEYS: Final = ("[", "{", "!", "&", "*")
"""After one of these libyaml misses a colon; the pure parser says that the sign does not fit."""


def _no_colon(complaint: Complaint, source: FileText) -> Problem:
    """Describe text where a key was expected."""
    line, column = complaint.context_mark or complaint.mark
    if source.lines[min(line, len(source.lines) - 1)][column:].startswith(_NEVER_KEYS):
        return Problem("E120", _NO_FIT, source.location(line, column), _ALIGN)
    end = (line, len(source.lines[line].rstrip())) if line < len(source.lines) else None
    message = "a key and its colon are expected here"
    return Problem("E120", message, source.location(line, column, end), "write key: value")


def bad_escape(source: FileText, mark: Mark) -> Problem:
    r"""Describe a backslash at or before the mark."""
    # The two parsers mark ``\q`` differently; the backslash is what both have in common.
    line = min(mark[0], len(source.lines) - 1)
    start = max(source.lines[line].rfind("\\", 0, mark[1] + 1), 0)
    message = "this backslash does not begin an escape that YAML knows"
    hint = r"write \\ for a backslash, or use single quotes"
    return Problem("E120", message, source.location(line, start, (line, start + 2)), hint)


_HALF: Final = re.compile(r"\\(?:(u[dD][89a-fA-F]|U0000[dD][89a-fA-F])|.)")


def find_half_character(source: FileText, start: Mark) -> Mark:
    """Find a quoted text's first escape for half a character."""
    line, column = start
    return next(
        (number, found.start())
        for number in range(line, len(source.lines))
        for found in _HALF.finditer(source.lines[number], column if number == line else 0)
        if found.group(1)
    )


def _opened_here(opened: Opened, source: FileText, words: str) -> tuple[tuple[str, Location], ...]:
    """Point at the bracket still to be closed."""
    if not opened.has_bracket or not words.startswith("expected ',"):
        return ()
    return ((f"the {opened.word} is opened here", source.location(*opened.mark)),)


def find_tab(source: FileText, quoted: list[tuple[Mark, Mark]], until: Mark) -> Mark | None:
    """Find the first tab outside texts and comments.

    The texts, quoted or in blocks, are given in order; tabs after `until` were not judged.
    """
    spans = iter(quoted)
    span = next(spans, None)
    for number, line in enumerate(source.lines[: until[0] + 1]):
        for found in _TAB_OR_COMMENT.finditer(line):
            mark = (number, found.start())
            while span is not None and span[1] <= mark:
                span = next(spans, None)
            if mark > until:
                return None
            if span is not None and span[0] <= mark:
                continue
            if line[found.start()] == "\t":
                return mark
            break  # a comment: the rest of the line is free
    return None


_TAB_OR_COMMENT: Final = re.compile(r"\t|(?:^|(?<=[ \t]))#")


def tab_problem(source: FileText, mark: Mark) -> Problem:
    """Describe a tab and the tabs right after it."""
    line, column = mark
    text = source.lines[line]
    end = len(text) - len(text[column:].lstrip("\t"))
    message = "a tab stands where only spaces may stand"
    return Problem("E121", message, source.location(line, column, (line, end)), "use spaces")
