"""Mutation testing of two rooms: change the code in small ways, and see that a test notices.

    python tools/mutants.py                             every mutant: some hours
    python tools/mutants.py 'timeline.chrono.interval.*'   those of one module, again
    python tools/mutants.py --sample 1000               so many picked by chance, by --seed 0
    python tools/mutants.py --report                    what the last run found

mutmut makes and runs the mutants ([tool.mutmut] in pyproject.toml says which tests must notice);
this file calls it and says of its results where each surviving change stands. Everything that is
written is written below mutants/.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("src/timeline/chrono", "src/timeline/conformance")
WORK = Path("mutants")
WORKERS = "2"
NICENESS = 15
SMALL = "timeline.chrono.truth.*"
"""A module with few mutants: a run of it makes all others too, and then they have names."""
_RESULTS = {0: "survived", 5: "untested", 33: "untested", None: "not run"}
_TIMED_OUT = {-24, 24, 36, 152, 255}
_HUNK = re.compile(r"@@ -(\d+)")


@dataclass(frozen=True)
class Mutant:
    """One changed function, and what the tests said of it."""

    name: str
    path: Path
    result: str

    @property
    def is_killed(self) -> bool:
        """Whether a test noticed; one that never ended was noticed too."""
        return self.result in ("killed", "timed out")


def main(arguments: list[str]) -> int:
    """Run mutmut unless only a report is asked for, then report."""
    parser = ArgumentParser(description="Change the code, and see that a test notices.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="mutants to try; * for any text")
    parser.add_argument("--report", action="store_true", help="only say what the last run found")
    parser.add_argument("--sample", type=int, metavar="N", help="try N mutants picked by chance")
    parser.add_argument("--seed", type=int, default=0, help="which ones --sample picks")
    asked = parser.parse_args(arguments)
    names = asked.names or []
    if asked.sample:
        code = run([SMALL])
        if code:
            return code
        names = picked(asked.sample, asked.seed)
    elif not names and not asked.report:
        shutil.rmtree(WORK, ignore_errors=True)
    code = 0 if asked.report else run(names)
    if code:
        return code
    mutants = [one for one in all_mutants() if not asked.sample or one.name in names]
    for mutant in mutants:
        if not mutant.is_killed:
            print(f"{mutant.result}: {described(mutant)}\n")
    print(table(mutants))
    return 0


def picked(count: int, seed: int) -> list[str]:
    """Pick mutants by chance; a larger sample of one seed holds the smaller."""
    names = sorted(mutant.name for mutant in all_mutants())
    random.Random(seed).shuffle(names)  # noqa: S311 - no secret
    return names[:count]


def all_mutants() -> list[Mutant]:
    """Every mutant of both rooms."""
    return [mutant for room in ROOMS for mutant in mutants_of(room)]


def run(names: list[str]) -> int:
    """Let mutmut run, with few examples for each law, and behind whatever else the machine does."""
    os.nice(NICENESS)
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", WORKERS]
    environment = {"HYPOTHESIS_PROFILE": "mutants"} | os.environ
    return subprocess.run([*command, *names], env=environment, check=False).returncode


def mutants_of(room: str) -> list[Mutant]:
    """Every mutant of a room, in the order of its files."""
    found = []
    for path in sorted(Path(room).glob("*.py")):
        results = WORK / f"{path}.meta"
        if results.exists():
            codes = json.loads(results.read_text(encoding="utf-8"))["exit_code_by_key"]
            found += [Mutant(name, path, _result(code)) for name, code in codes.items()]
    return found


def _result(code: int | None) -> str:
    if code in _TIMED_OUT:
        return "timed out"
    return _RESULTS.get(code, "killed")


def described(mutant: Mutant) -> str:
    """Name, file, line, and the lines that differ."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # noqa: PLC0415 - only for survivors

    lines = get_diff_for_mutant(mutant.name, path=mutant.path).splitlines()[2:]
    changed = [line for line in lines if line.startswith(("-", "+"))]
    at = line_of(mutant) + _offset(lines)
    return "\n    ".join([f"{mutant.path}:{at} {mutant.name}", *changed])


def _offset(diff: list[str]) -> int:
    """How many lines below the start of the function the change is."""
    match = _HUNK.match(diff[0])
    start = int(match[1]) if match else 1
    return start - 1 + next(place for place, line in enumerate(diff[1:]) if line[0] in "-+")


def line_of(mutant: Mutant) -> int:
    """The line on which the function starts that the mutant changes."""
    mangled = mutant.name.rpartition("__mutmut_")[0].rpartition(".")[2]
    *_, owner, function = ["", *mangled.removeprefix("x").removeprefix("_").split("ǁ")][-2:]
    inside = not owner
    for number, line in enumerate(mutant.path.read_text(encoding="utf-8").splitlines(), start=1):
        inside = inside or line.startswith(f"class {owner}")
        if inside and re.match(rf"\s*def {function}\(", line):
            return number
    return 0


def table(mutants: list[Mutant]) -> str:
    """Killed and all, by module, by room and for both."""
    rows: list[tuple[str, ...]] = []
    rows.append(("module", "mutants", "killed", "timed out", "survived", "untested", "score"))
    modules = list(dict.fromkeys(mutant.path for mutant in mutants))
    rows += [
        _row(path.as_posix(), [one for one in mutants if one.path == path]) for path in modules
    ]
    rows += [
        _row(room, [one for one in mutants if one.path.parent == Path(room)]) for room in ROOMS
    ]
    rows.append(_row("both rooms", mutants))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        row[0].ljust(widths[0])
        + "".join("  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    )


def _row(name: str, mutants: list[Mutant]) -> tuple[str, ...]:
    counts = Counter(mutant.result for mutant in mutants)
    killed = sum(mutant.is_killed for mutant in mutants)
    score = f"{100 * killed / len(mutants):.1f} %" if mutants else ""
    return (
        name.removeprefix("src/timeline/"),
        str(len(mutants)),
        *(str(counts[one]) for one in ("killed", "timed out", "survived")),
        str(counts["untested"] + counts["not run"]),
        score,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
