"""Files as text that YAML allows."""

import os
import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from timeline.errors import Problem, ReadError
from timeline.location import Location, TextSpan

LARGEST_FILE: Final = 16 * 1024 * 1024
"""Most bytes of a file."""

MOST_PROBLEMS: Final = 100
"""Most problems to look for in one file."""

_SAFE_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer must not make us wait
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

_BAD_CHARACTER: Final = (
    "\r(?!\n)|[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)

_LINE_ENDS: Final = "\r\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class FileText:
    """Text of a file, ready to parse, and its lines."""

    path: str
    """Name of the file in messages."""
    text: str
    """Text without a byte order mark; lines end with LF or CR LF."""
    lines: tuple[str, ...]
    """The same text, line by line, without line ends; there is always one."""

    def location(self, line: int, column: int, end: tuple[int, int] | None = None) -> Location:
        """Return the location of a stretch; see `span`."""
        span = self.span(line, column, end)
        return Location(self.path, span, self.lines[span.line - 1])

    def span(self, line: int, column: int, end: tuple[int, int] | None = None) -> TextSpan:
        """Return a stretch inside the text.

        Lines and columns are given from 0; past the last line means the end of the text. Without
        an end, which is excluded, the stretch is one character.
        """
        line, column = self._inside(line, column)
        end_line, end_column = self._inside(*(end or (line, column + 1)))
        return TextSpan(line + 1, column + 1, end_line + 1, end_column + 1)

    def is_end(self, line: int, column: int) -> bool:
        """Return True if the mark ends the text."""
        return self._inside(line, column) == (len(self.lines) - 1, len(self.lines[-1]))

    def _inside(self, line: int, column: int) -> tuple[int, int]:
        """Bring a mark into the text."""
        # libyaml counts a last line that is not there.
        last = len(self.lines) - 1
        if line > last:
            return last, len(self.lines[last])
        return line, min(column, len(self.lines[line]))


def read_bytes(path: Path, shown_as: str) -> bytes:
    """Read the bytes of an ordinary file, as `read_file`."""
    return read_file(path, shown_as)[0]


def read_file(path: Path, shown_as: str) -> tuple[bytes, os.stat_result]:
    """Read an ordinary file and its status.

    Links are followed, and nothing is waited for. Problems name the file as `shown_as`.

    Raises:
        ReadError: it is missing, unreadable, larger than `LARGEST_FILE`, or no ordinary file.
    """
    handle = -1
    try:
        handle = os.open(path, _SAFE_OPEN)
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            message = "this is a folder, a pipe or a device, not an ordinary file"
            raise _whole_file("E102", message, shown_as, "name a text file")
        if status.st_size > LARGEST_FILE:
            raise _too_large(status.st_size, shown_as)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST_FILE + 1)  # it may have grown since
    except (OSError, ValueError) as error:
        raise _not_opened(error, shown_as) from error
    finally:
        if handle >= 0:
            os.close(handle)
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data), shown_as)
    return data, status


def _not_opened(error: OSError | ValueError, shown_as: str) -> ReadError:
    """Put a system error into words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _whole_file("E100", "there is no such file", shown_as, "check how it is spelled")
    if isinstance(error, PermissionError):
        reason, hint = "you may not read it", "check the permissions of the file and its folder"
    else:
        reason, hint = str(getattr(error, "strerror", None) or error).lower(), ""
    return _whole_file("E101", f"the file cannot be read: {reason}", shown_as, hint)


def _too_large(size: int, shown_as: str) -> ReadError:
    message = f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are read"
    return _whole_file("E103", message, shown_as, "give each case and each source its own file")


def _whole_file(code: str, message: str, shown_as: str, hint: str) -> ReadError:
    """Build the error for a flaw without a line."""
    return ReadError([Problem(code, message, Location(shown_as, None), hint)])


def decode_source(text: str | bytes, path: str) -> FileText:
    """Decode the text and check its characters.

    A byte order mark at its start is dropped.

    Raises:
        ReadError: too large, not UTF-8, or with characters that YAML does not allow.
    """
    if len(text) > LARGEST_FILE:
        raise _too_large(len(text), path)
    decoded = (_decode(text, path) if isinstance(text, bytes) else text).removeprefix("\ufeff")
    lines = (decoded.replace("\r\n", "\n") if "\r" in decoded else decoded).split("\n")
    source = FileText(path, decoded, tuple(lines))
    if decoded.replace("\n", "").isprintable():  # what YAML refuses is not; the rest is looked at
        return source
    found = list(islice(re.finditer(_BAD_CHARACTER, decoded), MOST_PROBLEMS + 1))
    if found:
        problems = [_bad_character(each, source) for each in found]
        raise ReadError(cut_problems(problems))
    return source


def cut_problems(problems: list[Problem]) -> list[Problem]:
    """Keep at most `MOST_PROBLEMS`; report the cut."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    message = f"more than {MOST_PROBLEMS} problems; the rest are not shown"
    rest = problems[MOST_PROBLEMS].location
    return [*problems[:MOST_PROBLEMS], Problem("E143", message, rest, "correct the first ones")]


def _decode(data: bytes, path: str) -> str:
    """Decode UTF-8; name the first bad byte."""
    start = data[:64]
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    if start.startswith(_WIDE_MARKS) or zeros * 4 > len(start):
        message = "the file is UTF-16 or UTF-32 text, not UTF-8"
        first = Location(path, TextSpan(1, 1, 1, 1))
        raise ReadError([Problem("E111", message, first, "save it as UTF-8")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError([_bad_byte(data, error.start, path)]) from error


def _bad_byte(data: bytes, start: int, path: str) -> Problem:
    """Describe the first byte that is not UTF-8."""
    line_start = data.rfind(b"\n", 0, start) + 1
    line_end = data.find(b"\n", start)
    before = data[line_start:start].decode("utf-8")
    rest = data[start : None if line_end < 0 else line_end].decode("utf-8", errors="replace")
    if line_start == 0:
        before = before.removeprefix("\ufeff")
    line, column = data.count(b"\n", 0, start) + 1, len(before) + 1
    span = TextSpan(line, column, line, column + 1)
    message = f"the byte {data[start]:02X} is not UTF-8 here"
    location = Location(path, span, (before + rest).removesuffix("\r"))
    return Problem("E110", message, location, "save the file as UTF-8")


def _bad_character(found: re.Match[str], source: FileText) -> Problem:
    """Describe a character that YAML does not allow."""
    start, character = found.start(), found.group()
    line_start = source.text.rfind("\n", 0, start) + 1
    location = source.location(source.text.count("\n", 0, start), start - line_start)
    name = f"U+{ord(character):04X}"
    if character in _LINE_ENDS:
        message = f"the character {name} ends a line here, and editors do not show it"
        return Problem("E113", message, location, "end the line with a line feed")
    message = f"the character {name} cannot stand in a YAML file"
    return Problem("E112", message, location, "remove it")
