"""Where a run begins: with what was said before, where the same would be said again."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_CACHE = "--no-cache"

_READING = frozenset(
    {"list", "show", "explain", "compare", "overdue", "check", "graph", "ledger", "tolls", "stats"}
    | {"policy"}
)
"""Commands that only read the workspace and print."""

_YOUNG = 200_000
"""New objects after which the collector looks for what leads to itself: little does here, and it
would look some hundred times while the libraries are imported."""


def main() -> None:
    """Be the program, in a process of its own."""
    gc.set_threshold(_YOUNG)
    try:
        code = run_line()
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:  # no room on the disk, or the folder one stands in is gone
        code = _cannot(error)
    if "duckdb" not in sys.modules:  # which counts what is left, and complains of it
        gc.freeze()  # what is left goes with the process, and need not be looked through
    sys.exit(code)


def _cannot(error: OSError) -> int:
    """Say in a line what the system refused, and have nothing more written."""
    if sys.stderr is not None:
        sys.stderr.write(f"timeline: {error.strerror or error}\n")
    if sys.stdout is not None:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - until the process ends
    return 2


def run_line() -> int:
    """Run the command line; wrong input never shows a traceback.

    Returns:
        With what code to end.
    """
    if hasattr(signal, "SIGPIPE"):  # end without a word where the reader, such as head, has gone
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    arguments = sys.argv[1:]
    try:
        return _run_or_recall(arguments) if _may_be_known(arguments) else _run()
    except KeyboardInterrupt:
        return 130


def _may_be_known(arguments: Sequence[str]) -> bool:
    """Whether it was perhaps said before, to a person or to a shell that completes a word."""
    if os.environ.get("TIMELINE_CACHE") == "" or "PYTHONTZPATH" in os.environ:
        return False  # time zones of one's own are noted nowhere
    if sys.stdout is None or sys.stderr is None:
        return False
    by_shell = os.environ.get("_TIMELINE_COMPLETE")
    if by_shell is not None:
        return by_shell.startswith("complete_")
    return bool(arguments) and arguments[0] in _READING and NO_CACHE not in arguments


def _run_or_recall(arguments: Sequence[str]) -> int:
    from timeline.cli.tape import give, start, stop  # noqa: PLC0415 - not for --help

    try:
        tape = start(arguments)
    except FileNotFoundError:  # the folder that one stands in is gone
        tape = None
    if tape is None:
        return _run()
    try:
        answer = tape.answer()
        return tape.take_down(_run) if answer is None else give(answer)
    finally:
        stop()


def _run() -> int:
    from timeline.cli.app import run  # noqa: PLC0415 - not needed for what was said before

    return run()
