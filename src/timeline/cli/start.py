"""Entry point of the program's process."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Be the program, in a process of its own."""
    try:
        code = run_line()
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:  # no room on the disk, or the folder one stands in is gone
        code = _cannot(error)
    sys.exit(code)


def _cannot(error: OSError) -> int:
    """Say in a line what the system refused, and have nothing more written."""
    if sys.stderr is not None:
        sys.stderr.write(f"timeline: {error.strerror or error}\n")
    if sys.stdout is not None:
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - until the process ends
    return 2


def run_line() -> int:
    """Run the command line, without tracebacks for wrong input.

    Returns:
        With what code to end.
    """
    # Cycles are rare here, and looking for them took a fifth of the time of a site.
    gc.set_threshold(100_000)
    if hasattr(signal, "SIGPIPE"):  # end without a word where the reader, such as head, has gone
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from timeline.cli.app import run

        return run()
    except KeyboardInterrupt:
        return 130
