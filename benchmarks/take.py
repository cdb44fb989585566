"""Measuring a command: whole processes, in alternation with an empty one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.processes import EMPTY, Ran, run

ROOT = Path(__file__).resolve().parent.parent


class FailedRunError(Exception):
    """A command did not do what it is measured for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to measure."""

    pairs: int = 9
    """The most pairs of an empty process and a command."""
    seconds: float = 30.0
    """Fewer pairs where they would take longer than this together, but never less than one."""

    def pairs_for(self, seconds: float) -> int:
        """An odd number of pairs, for a command that takes so long."""
        number = max(1, min(self.pairs, int(self.seconds / max(seconds, 0.001))))
        return number - 1 + number % 2


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and what its run has to show for it to count."""

    arguments: Sequence[str]
    """After the name of the interpreter."""
    folder: Path
    """Where it is run."""
    cache: Path
    """The folder of its cache."""
    code: int = 0
    """How it ends."""
    prints: str = ""
    """Text that stands in its output."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Of the environment."""
    before: Callable[[], None] | None = None
    """Done before each run, outside the time."""

    def run(self, *, watch: bool = False) -> Ran:
        """Run it once.

        Raises:
            FailedRunError: it ended by another code, or its output lacks what was asked for.
        """
        if self.before is not None:
            self.before()
        around = {**environment(self.cache), **self.more}
        ran = run(self.arguments, self.folder, around, watch=watch)
        if ran.code != self.code:
            said = (ran.talk.strip() or "nothing on stderr").splitlines()[-1]
            message = f"ended with {ran.code}, not {self.code}: {said}"
            raise FailedRunError(message)
        if self.prints not in ran.output:
            message = f"did not print {self.prints}"
            raise FailedRunError(message)
        return ran


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took."""

    ratio: float
    """As a multiple of an empty process, the median."""
    seconds: float
    """The median."""
    largest: int
    """Bytes: the most that one process held."""
    together: int
    """Bytes: the most that all processes held at once."""
    output: str
    """What the last run printed."""


def environment(cache: Path) -> dict[str, str]:
    """One without the user's settings, in which the checkout's own code runs."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(cache.parent),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "PYTHONPATH": str(ROOT / "src"),
        "TIMELINE_CACHE": str(cache),
    }


def take(command: Command, patience: Patience) -> Taken:
    """Measure a command against an empty process, in alternation.

    The first run is for byte code and for the system's own caches. It counts only where the
    command is so slow that all patience is gone with it.

    Raises:
        FailedRunError: as Command.run does.
    """
    first = command.run(watch=True)
    pairs = patience.pairs_for(first.seconds)
    counted: list[Ran] = []
    ratios: list[float] = []
    while len(counted) < pairs:
        # Beside a command that is run but rarely, more empty ones make up for it.
        empty = median(_empty(command) for _ in range(max(1, 9 // pairs)))
        counted.append(first if first.seconds > patience.seconds else command.run())
        ratios.append(counted[-1].seconds / empty)
    return Taken(
        median(ratios),
        median(ran.seconds for ran in counted),
        max(ran.largest for ran in (first, *counted)),
        max(ran.together for ran in (first, *counted)),
        counted[-1].output,
    )


def _empty(command: Command) -> float:
    return run(EMPTY, command.folder, environment(command.cache)).seconds
