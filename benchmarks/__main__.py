"""python -m benchmarks: what a reader waits for, against its targets; growth of the inference."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import growth
from benchmarks.journeys import SIZES, Journeys
from benchmarks.processes import EMPTY, run
from benchmarks.table import Row, format_table, format_time
from benchmarks.take import ROOT, Patience, environment

QUICK = Patience(pairs=3, seconds=6.0)
QUICK_SIZES = (15, 1_000)


def main(words: Sequence[str] | None = None) -> int:
    """Measure, and print the table.

    Returns:
        1 where a command could not be measured. A missed target is no failure: machines differ.
    """
    asked = _asked(words)
    program = newest(ROOT / "src")
    with TemporaryDirectory(prefix="timeline-bench-") as name:
        scratch = Path(name).resolve()
        empty = median(run(EMPTY, scratch, environment(scratch / "none")).seconds for _ in range(9))
        patience = QUICK if asked.quick else Patience()
        rows = Journeys(scratch, patience, _tell).measure(asked.sizes)
    _tell("inference of one case")
    times = growth.inference_times(growth.SIZES[:3] if asked.quick else growth.SIZES)
    _tell("")
    changed = newest(ROOT / "src") != program
    if asked.json:
        found = _as_json(empty, rows, times) | {"program_changed": changed}
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print(_heading(empty))
        if changed:
            print("the program was edited during this run, which empties caches: measure again")
        print()
        print(format_table(rows))
        print()
        print(growth.format_growth(times))
    return 1 if any(row.failure for row in rows) else 0


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=_numbers,
        metavar="N,N",
        help="numbers of cases; 15,1000,10000 unless given, 15,1000 with --quick",
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs of each, and few cases")
    parser.add_argument("--json", action="store_true", help="the same as data")
    asked = parser.parse_args(words)
    if asked.sizes is None:
        asked.sizes = QUICK_SIZES if asked.quick else SIZES
    return asked


def _numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in text.split(",") if part)
    if any(number < 1 for number in numbers):
        message = "a workspace has one case or more"
        raise argparse.ArgumentTypeError(message)
    return numbers


def _heading(empty: float) -> str:
    here = f"{format_time(empty)} here; {_cores()} cores, Python {platform.python_version()}"
    lines = (
        f"processor time as a multiple of that of an empty process (×), which takes {here}",
        "cold: the cache is empty; files are in the system's memory, byte code is written",
        "memory: of all processes together, and of the largest",
    )
    return "\n".join(lines)


def _as_json(empty: float, rows: Sequence[Row], times: dict[int, float]) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "cores": _cores(),
        "empty_process_seconds": empty,
        "rows": [row.as_json() for row in rows],
        "inference": [{"events": size, "seconds": taken} for size, taken in times.items()],
    }


def newest(folder: Path) -> tuple[int, int]:
    """How many modules there are below a folder, and when the last of them was written."""
    written = [file.stat().st_mtime_ns for file in folder.rglob("*.py")]
    return len(written), max(written, default=0)


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tell(what: str) -> None:
    """The progress, on stderr: one line that is written over, or a line each in a file."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K{what}")
    elif what:
        sys.stderr.write(f"{what}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
