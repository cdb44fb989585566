"""Tape: what a run was asked and what it said, so that the next one need not find it out again.

Imports little: where an answer is kept, nothing else of the program is needed.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from timeline.cache.answers import Answer, find_answer, keep_answer, program_digest, question_of
from timeline.cache.contents import Contents
from timeline.cache.inputs import Inputs
from timeline.cache.store import Store, cache_folder
from timeline.cli.running import RUNNING, Running, today
from timeline.read.root import nearest_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


_SHOWN_BY = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"),
    *("COLUMNS", "LINES", "JUPYTER_COLUMNS", "JUPYTER_LINES", "TIMELINE_ROOT", "UNICODE_VERSION"),
)
"""Settings that change what is printed."""

_SHELLS_ASK = (
    *("_TIMELINE_COMPLETE", "COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"),
    *("_TYPER_COMPLETE_FISH_ACTION", "_TYPER_COMPLETE_WORD_TO_COMPLETE"),
)
"""In which shells say what word they want to have completed."""


class Tape:
    """One run of a command that only reads."""

    def __init__(self, store: Store, arguments: Sequence[str], day: int) -> None:
        """Open what is kept.

        Args:
            store: what earlier runs kept.
            arguments: of the command line.
            day: today, as an ordinal.
        """
        self.store = store
        self.contents = Contents(store)
        self.program = program_digest(self.contents)
        self.inputs = Inputs(self.contents)
        """What was asked for."""
        self._question = question_of(self.program, [list(arguments), *_surroundings()])
        self._day = day
        self._said: list[tuple[int, str]] = []

    def answer(self) -> Answer | None:
        """What the same run said before, if it would say the same."""
        return find_answer(self.store, self.contents, self._question, self._day)

    def take_down(self, run: Callable[[], int]) -> int:
        """Run a command, and keep what it says if it is known what that was made of.

        Args:
            run: gives the code to end with; an error from it is not kept.
        """
        out, err = sys.stdout, sys.stderr
        sys.stdout = cast("TextIO", _Heard(out, 1, self._said))
        sys.stderr = cast("TextIO", _Heard(err, 2, self._said))
        try:
            code = run()
        finally:
            sys.stdout, sys.stderr = out, err
        out.flush()
        if self.inputs.is_whole:
            answer = Answer(self._said, code)
            keep_answer(self.store, self._question, self.inputs.as_json(), answer)
        self.contents.save()
        return code


class _Heard:
    """A stream that takes down what is written to it."""

    def __init__(self, stream: Any, number: int, said: list[tuple[int, str]]) -> None:  # noqa: ANN401
        self.unheard, self._number, self._said = stream, number, said

    def write(self, text: str) -> int:
        """Write, and take down."""
        written = int(self.unheard.write(text))  # first: whether bytes can be written is tried
        self._said.append((self._number, text))
        return written

    def writelines(self, lines: Iterable[str]) -> None:
        """Write, and take down."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        if name in ("buffer", "detach"):  # what goes there would not be heard
            raise AttributeError(name)
        return getattr(self.unheard, name)


def start(arguments: Sequence[str]) -> Tape | None:
    """The tape of this run; None where nothing is to be kept."""
    folder = cache_folder()
    tape = None if folder is None else Tape(Store(folder), arguments, today())
    if tape is not None:
        RUNNING.set(Running(tape.store, tape.contents, tape.program, tape.inputs))
    return tape


def stop() -> None:
    """Keep nothing from here on."""
    RUNNING.set(None)


def give(answer: Answer) -> int:
    """Write an answer again; with what code to end."""
    streams = {1: sys.stdout, 2: sys.stderr}
    for stream in streams.values():
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    for number, text in answer.said:
        streams[number].write(text)
    return answer.exit_code


def _surroundings() -> list[object]:
    """What else changes what is said: where one stands, and what one looks at it with."""
    here = os.getcwd()  # noqa: PTH109 - before pathlib
    streams = [
        (_is_terminal(stream), getattr(stream, "encoding", None))
        for stream in (sys.stdout, sys.stderr)
    ]
    sizes = [_size(number) for number in range(3)]
    return [here, nearest_root(here), streams, sizes, _settings()]


def _settings() -> list[str | None]:
    return [os.environ.get(name) for name in (*_SHOWN_BY, *_SHELLS_ASK)]


def _is_terminal(stream: Any) -> bool:  # noqa: ANN401 - any stream
    try:
        return bool(stream.isatty())
    except ValueError:
        return False


def _size(number: int) -> list[int] | None:
    try:
        return list(os.get_terminal_size(number))
    except (OSError, ValueError):
        return None
