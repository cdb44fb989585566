"""Whole processes: how long one takes, and the most memory that it and its children hold."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

LOOK_EVERY = 0.1
"""Seconds between two looks at the memory: often enough for a plateau, and hardly felt."""
KIB = 1024
EMPTY = ("-c", "pass")


@dataclass(frozen=True, slots=True)
class Ran:
    """One process that has ended."""

    seconds: float
    """Of processor time, its own and that of every process below it."""
    code: int
    output: str
    talk: str
    """What it wrote on stderr."""
    largest: int
    """Bytes: the most that the largest process of the tree held at any time, by the kernel."""
    together: int
    """Bytes: the most that all processes of the tree held at a look, pages that several share
    counted once; never less than `largest`."""


def run(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    watch: bool = False,
) -> Ran:
    """Run Python with these arguments to its end.

    Args:
        arguments: after the name of the interpreter.
        folder: where to stand.
        environment: all of it.
        watch: also look at the memory of all processes together while it runs.
    """
    with TemporaryFile() as output, TemporaryFile() as talk:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=talk,
        )
        looking = _Looking(process.pid) if watch else None
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        together = looking.end() if looking else 0
        # Linux counts in KiB, macOS in bytes.
        largest = used.ru_maxrss * (1 if sys.platform == "darwin" else KIB)
        texts = []
        for file in (output, talk):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    code = process.returncode
    return Ran(
        used.ru_utime + used.ru_stime, code, texts[0], texts[1], largest, max(largest, together)
    )


class _Looking:
    """Looks at the memory of a process and of all below it, until told to end."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            self._most = max(self._most, sum(_held(pid) for pid in _tree(self._pid)))

    def end(self) -> int:
        """The most that was seen, in bytes; 0 where the system does not tell."""
        self._over.set()
        self._thread.join()
        return self._most


def _tree(pid: int) -> Iterator[int]:
    """The process and all below it, as Linux tells; none of those that have ended."""
    yield pid
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        below = [word for thread in threads for word in (thread / "children").read_text().split()]
    except OSError:
        return
    for word in below:
        yield from _tree(int(word))


def _held(pid: int) -> int:
    """Bytes that a process holds; a page that several share is divided among them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return proportional_set(text)


def proportional_set(rollup: str) -> int:
    """Bytes by the line `Pss:` of a file smaps_rollup; 0 where there is none."""
    for line in rollup.splitlines():
        name, _, rest = line.partition(":")
        if name == "Pss":
            return int(rest.split()[0]) * KIB
    return 0
