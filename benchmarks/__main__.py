"""python -m benchmarks: processes as multiples of an empty one, growth of the reckoning."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.made_up import SOURCES, made_up_case
from timeline.model.build import References, build_case
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml
from timeline.reckoning.reckoning import reckon

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9
SIZES = (25, 50, 100, 200, 400)
COMMANDS = (
    ("timeline --help", ["-m", "timeline", "--help"]),
    ("timeline list", ["-m", "timeline", "list"]),
    ("timeline show may3-syria", ["-m", "timeline", "show", "may3-syria"]),
    ("timeline check", ["-m", "timeline", "check"]),
)


def seconds(arguments: list[str]) -> float:
    """How long one process takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def processes() -> None:
    """Each command against an empty process, run in turn."""
    print(f"whole processes, median of {RUNS}, as multiples of an empty one")
    empty = ["-c", "pass"]
    for name, arguments in COMMANDS:
        seconds(arguments)
        ratios = [seconds(arguments) / seconds(empty) for _ in range(RUNS)]
        print(f"  {name:<28} {median(ratios):6.1f} ×")


def reckoning_time(events: int) -> float:
    """Seconds to reckon one case with three claims for each event, and to bound every event."""
    workspace = Workspace(ROOT)
    references = References(workspace.kinds.keys(), SOURCES)
    document = parse_yaml(made_up_case(events, 3 * events), "made-up.yaml")
    file = build_case(document, "made-up", references)
    sources: dict[str, Source] = {}
    start = time.perf_counter()
    found = reckon(file, sources, workspace.kinds)
    for name in found.events:
        found.day_of(name)
    return time.perf_counter() - start


def growth() -> None:
    """How the reckoning grows with the number of events."""
    print("reckoning with 3 claims an event")
    times = {size: min(reckoning_time(size) for _ in range(3)) for size in SIZES}
    first = times[SIZES[0]]
    for size, taken in times.items():
        print(f"  {size:>4} events  {taken * 1000:8.1f} ms  {taken / first:6.1f} ×")
    power = math.log(times[SIZES[-1]] / first) / math.log(SIZES[-1] / SIZES[0])
    print(f"  grows as events to the power of {power:.2f}")


if __name__ == "__main__":
    processes()
    growth()
