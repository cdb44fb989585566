"""Problems, their drawing and the exceptions that carry them.

What is wrong with a file is a Problem; what is wrong with conduct is a finding, and no exception.
"""

import traceback
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from timeline.location import Location
from timeline.visible import visible

WIDEST_LINE: Final = 100
"""Most columns of a file's line; longer ones are cut around the caret."""

_OWN: Final = "/timeline/"
"""Part of the path of the program's modules."""

_LONGEST_WORDS: Final = 200
"""Most characters of an exception's words."""

_COLUMNS_BEFORE_CARET: Final = 40
"""Columns kept before the caret of a cut line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One flaw of a file, in words for its author."""

    code: str
    """A key of `timeline.codes.CODES`; stable between versions."""
    message: str
    """One sentence on the flaw."""
    location: Location
    """Place of the flaw."""
    hint: str = ""
    """Line to write instead; empty if plain."""
    related: tuple[tuple[str, Location], ...] = ()
    """Other places that matter, each with a few words on why."""

    @property
    def is_warning(self) -> bool:
        """Return True if the file can be used anyway."""
        return self.code.startswith("W")

    @property
    def file(self) -> str:
        """Return the file, or the argument that named it."""
        return self.location.path

    @property
    def line(self) -> int | None:
        """Return the line, from 1; None for the whole file."""
        return None if self.location.span is None else self.location.span.line

    @property
    def column(self) -> int | None:
        """Return the column, from 1; None for the whole file."""
        return None if self.location.span is None else self.location.span.column


class TimelineError(Exception):
    """Base error: one or more Problems in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        if not problems:
            raise ValueError("an error without a problem")
        super().__init__(problems)
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        """Draw the problems, one below the other."""
        return "\n".join(format_problem(problem) for problem in self.problems)


class ReadError(TimelineError):
    """The text is not YAML as accepted here."""


class CaseError(TimelineError):
    """The file is readable, and cannot be a case."""


class PolicyError(TimelineError):
    """The file cannot be applied as a policy."""


def refusal(code: str, message: str, where: str, hint: str) -> ReadError:
    """Return the refusal of what was typed; `where` names the option."""
    return ReadError([Problem(code, message, Location(where, None), hint)])


def missing_extra(what: str, extra: str) -> ReadError:
    """Return the refusal of what needs an extra that is not installed."""
    message = f"{what} needs the extra {extra}, which is not installed"
    hint = f"in the checkout: .venv/bin/python -m pip install -c constraints.txt '.[{extra}]'"
    return refusal("E449", message, what.removeprefix("timeline ").partition(" ")[0], hint)


def failure_problem(error: Exception, path: str, doing: str) -> Problem:
    """Turn a fault of the program into a Problem.

    So the other files are still done. `doing` is what it failed in: judge this case.
    """
    frames = traceback.extract_tb(error.__traceback__)
    here = next((one for one in reversed(frames) if _OWN in one.filename), None)
    where = f" in {here.filename.rpartition(_OWN)[2]}, line {here.lineno}" if here else ""
    said = " ".join(str(error).split())[:_LONGEST_WORDS]
    message = f"timeline could not {doing}: {type(error).__name__}{where}{': ' * bool(said)}{said}"
    hint = "this is a fault of the program; please report it, with the file"
    return Problem("E602", message, Location(path, None), hint)


def format_problem(problem: Problem) -> str:
    """Draw a problem: place, sentence, line, caret, hint.

    cases/example.yaml:4:9: E203 2024-02-30 is not a day: February 2024 has 29
          at: 2024-02-30
              ^^^^^^^^^^
      hint: write 2024-02 if only the month is known

    Nothing of the file's text can act on a terminal, and no line of the drawing is much wider
    than `WIDEST_LINE` unless a sentence is.
    """
    excerpt = draw_caret(problem.location)
    said = f"{problem.code} {problem.message}"
    related = [(str(place), words) for words, place in problem.related]
    return draw_problem(str(problem.location), said, excerpt, problem.hint, related)


def draw_problem(
    place: str, said: str, excerpt: Sequence[str], hint: str, related: Iterable[tuple[str, str]]
) -> str:
    """Draw a problem from its parts; see `format_problem`."""
    drawn = [f"{visible(place)}: {visible(said)}", *(f"  {line}" for line in excerpt)]
    if hint:
        drawn.append(f"  hint: {visible(hint)}")
    drawn += [f"  also: {visible(other)}: {visible(words)}" for other, words in related]
    return "\n".join(drawn)


def draw_caret(location: Location) -> list[str]:
    """Draw a line of the file with its carets."""
    span, line = location.span, location.line_text
    if span is None or not line.strip(" "):
        return []
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start + 1), max(len(line), start + 1))
    first, last = _window(line, start)
    before = ("…" if first else "") + visible(line[first:start])
    marked = visible(line[start : min(end, last)])
    after = visible(line[min(end, last) : last]) + ("…" if last < len(line) else "")
    carets = "^" * max(columns(marked), 1)
    return [before + marked + after, " " * columns(before) + carets]


def _window(line: str, start: int) -> tuple[int, int]:
    """Choose the characters to show around `start`."""
    if len(line) <= WIDEST_LINE and columns(visible(line)) <= WIDEST_LINE:
        return 0, len(line)
    first = _reach(line, start, -1, 2 * _COLUMNS_BEFORE_CARET)
    if first:
        first = _reach(line, start, -1, _COLUMNS_BEFORE_CARET)
    return first, _reach(line, first, 1, WIDEST_LINE - 2)


def _reach(line: str, start: int, step: int, room: int) -> int:
    """Return the place `room` columns away; `step` is 1 or -1."""
    place = start
    while 0 <= (index := place if step > 0 else place - 1) < len(line):
        room -= max(columns(visible(line[index])), 1)
        if room < 0:
            break
        place += step
    return place


_JOINERS: Final = "\u200c\u200d"


def columns(text: str) -> int:
    """Count a text's columns on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    """Count a character's columns; 0 if drawn over the last."""
    if unicodedata.category(character) in {"Mn", "Me"} or character in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
