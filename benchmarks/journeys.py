"""What a reader waits for: each command as a whole process, and its target."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.table import Row, growth_power
from benchmarks.take import ROOT, Command, FailedRunError, Patience, Taken, take
from benchmarks.workspace import write_workspace

SIZES = (15, 1_000, 10_000)
TARGET_SIZE = 10_000
"""The number of cases for which the targets of many cases hold."""
MOST_MEGABYTES = 250.0
MOST_POWER = 1.1
HELP, COMPLETION, SEEN, UNSEEN = 8.0, 8.0, 12.0, 22.0
OF_MANY = {"check cold": 1_600.0, "check warm": 60.0, "overdue warm": 60.0}
"""Multiples of the processor time of an empty process, as those above."""

SHOW = ("-m", "timeline", "show", "may3-syria")
SHELL = {
    "_TIMELINE_COMPLETE": "complete_bash",
    "COMP_WORDS": "timeline show ",
    "COMP_CWORD": "2",
}


@dataclass
class Journeys:
    """Measures one command after the other, and gathers the rows."""

    scratch: Path
    """A folder for workspaces and caches."""
    patience: Patience
    tell: Callable[[str], None]
    """Says what is measured now."""
    rows: list[Row] = field(default_factory=list)

    def measure(self, sizes: Sequence[int]) -> list[Row]:
        """Every row.

        Args:
            sizes: numbers of cases, each at least 1.
        """
        self._one_case()
        by_size = {size: self._many_cases(size) for size in sorted(set(sizes))}
        if by_size:
            largest = max(by_size)
            self._memory(largest, by_size[largest])
        self._growth(by_size)
        return self.rows

    def _one_case(self) -> None:
        cache = self._new_cache("one")
        helped = Command(("-m", "timeline", "--help"), ROOT, cache, prints="overdue")
        completed = Command(as_installed(), ROOT, cache, prints="may3-syria", more=SHELL)
        seen = Command(SHOW, ROOT, cache, prints="Qorqanya")
        unseen = replace(seen, arguments=(*SHOW, "--no-cache"))
        self._row("timeline --help", helped, HELP)
        self._row("completion of case ids, as the shell asks for it", completed, COMPLETION)
        self._row("show may3-syria, seen before", seen, SEEN)
        self._row("show may3-syria --no-cache", unseen, UNSEEN)

    def _many_cases(self, size: int) -> dict[str, Taken]:
        """Every command about so many cases; by name, those that could be measured."""
        self.tell(f"{size:,} cases: writing them")
        folder = self.scratch / f"cases-{size}"
        made = write_workspace(folder, size)
        cache = self._new_cache(f"many-{size}")
        wrong = bool(made.contradictory)
        check = Command(
            ("-m", "timeline", "check"),
            folder,
            cache,
            code=1 if wrong else 0,
            prints="E601" if wrong else "no problems",
        )
        overdue = Command(("-m", "timeline", "overdue"), folder, cache)
        taken: dict[str, Taken] = {}
        for name, command in (("check", check), ("overdue", overdue)):
            cold = replace(command, before=lambda: empty_folder(cache))
            self._into(taken, size, f"{name} cold", cold)
            # The last cold run has filled the cache.
            self._into(taken, size, f"{name} warm", command)
            self.same_output(taken, f"{name} cold", f"{name} warm")
        edited = replace(overdue, before=Editor(folder / "cases"))
        self._into(taken, size, "overdue, one case edited", edited)
        shutil.rmtree(folder)
        shutil.rmtree(cache)
        return taken

    def same_output(self, taken: dict[str, Taken], one: str, other: str) -> None:
        """A cache that changes an answer is not measured: the last row becomes a failure."""
        if {one, other} <= taken.keys() and taken[one].output != taken[other].output:
            del taken[other]
            failure = f"does not print what {one} prints"
            self.rows[-1] = replace(self.rows[-1], measured=None, seconds=None, failure=failure)

    def _into(self, taken: dict[str, Taken], size: int, name: str, command: Command) -> None:
        target = OF_MANY.get(name) if size == TARGET_SIZE else None
        found = self._row(f"{size:,} cases: {name}", command, target)
        if found is not None:
            taken[name] = found

    def _row(self, what: str, command: Command, target: float | None) -> Taken | None:
        self.tell(what)
        try:
            found = take(command, self.patience)
        except FailedRunError as failed:
            self.rows.append(Row(what, "×", None, target, failure=str(failed)))
            return None
        self.rows.append(Row(what, "×", found.ratio, target, found.seconds))
        return found

    def _memory(self, size: int, taken: dict[str, Taken]) -> None:
        """How much all processes of a command held at once, and the most that one of them held."""
        target = MOST_MEGABYTES if size == TARGET_SIZE else None
        for name, found in taken.items():
            largest = f"largest {found.largest / 1e6:,.0f} MB"
            what = f"{size:,} cases: {name}, memory"
            self.rows.append(Row(what, "MB", found.together / 1e6, target, note=largest))

    def _growth(self, by_size: dict[int, dict[str, Taken]]) -> None:
        """By which power of their number the cost of the cases grows."""
        if len(by_size) < 2:
            return
        small, large = sorted(by_size)[-2:]
        target = MOST_POWER if large == TARGET_SIZE else None
        for name in by_size[large]:
            if name in by_size[small]:
                costs = {size: by_size[size][name].ratio for size in (small, large)}
                what = f"{small:,} to {large:,} cases: {name}, growth"
                self.rows.append(Row(what, "power", growth_power(costs), target))

    def _new_cache(self, name: str) -> Path:
        folder = self.scratch / f"cache-{name}"
        folder.mkdir()
        return folder


class Editor:
    """Gives another case another title each time."""

    def __init__(self, folder: Path) -> None:
        self._files = sorted(folder.iterdir())
        self._edits = 0

    def __call__(self) -> None:
        """Edit the next one."""
        file = self._files[self._edits % len(self._files)]
        self._edits += 1
        text = file.read_text("utf-8")
        file.write_text(text.replace("title: ", f"title: ({self._edits}) ", 1), "utf-8")


def empty_folder(folder: Path) -> None:
    """Remove all that is in a folder, and keep the folder."""
    shutil.rmtree(folder)
    folder.mkdir()


def as_installed() -> tuple[str, str]:
    """The arguments by which Python does what the installed `timeline` does.

    The shell asks that program for completions, and its name is in the variable that it sets.
    """
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    module, _, function = pyproject["project"]["scripts"]["timeline"].partition(":")
    code = f"import sys; from {module} import {function}; sys.argv[0] = 'timeline'"
    return "-c", f"{code}; sys.exit({function}())"
