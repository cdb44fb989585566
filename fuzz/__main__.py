"""python -m fuzz: every harness for its share of the time, then one line for each.

    python -m fuzz [--seconds 600] [--processes 2] [HARNESS …]
    python -m fuzz --replay HARNESS FILE …

Exit code 1 where something was found: each line names the input, and how to look at it again.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fuzz.harness import NAMES, ROOT, harness

OUTPUT = ROOT / ".fuzz"
"""What runs leave behind: corpora to go on from, findings, and what the engine said."""

_LEAST = 5
"""Seconds that each harness gets in any case."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one harness did."""

    name: str
    runs: int
    coverage: int
    """Branches of the program that were taken."""
    new_coverage: int
    """How many of them the inputs known before did not take."""
    kept: int
    """New inputs that took a branch, or took it otherwise, and were kept."""
    seconds: float
    findings: tuple[Path, ...]
    failure: str
    """Why the engine itself ended; empty where it did what it was asked."""

    def __str__(self) -> str:
        """One line."""
        found = f"{len(self.findings)} found" if self.findings else "nothing found"
        return (
            f"{self.name:<8} {self.runs:>9,} runs   +{self.new_coverage:,} of {self.coverage:,} "
            f"branches, +{self.kept:,} inputs   {self.seconds:>5.0f} s   {self.failure or found}"
        )


def run_harness(name: str, seconds: int, seed: int) -> Run:
    """Run one harness in a process of its own."""
    corpus, found = OUTPUT / "corpus" / name, OUTPUT / "findings" / name
    log = OUTPUT / "logs" / f"{name}.txt"
    for folder in (corpus, found, log.parent):
        folder.mkdir(parents=True, exist_ok=True)
    for data in harness(name).seeds():
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    before = set(found.iterdir())
    command = [
        *(sys.executable, "-m", "fuzz.engine", name, str(found), str(corpus)),
        *(f"-max_total_time={seconds}", f"-seed={seed}", "-print_final_stats=1", "-reload=0"),
    ]
    if harness(name).words:
        words = OUTPUT / f"{name}.dict"
        words.write_text("".join(map(_quoted, harness(name).words)), encoding="ascii")
        command.append(f"-dict={words}")
    start = time.monotonic()
    with log.open("wb") as file:
        done = subprocess.run(command, cwd=ROOT, stdout=file, stderr=file, check=False)
    taken = time.monotonic() - start
    said = log.read_text(encoding="utf-8", errors="replace")
    new = tuple(sorted(set(found.iterdir()) - before))
    covered = [
        int(number) for number in re.findall(r"(?:INITED|NEW|REDUCE|pulse|DONE)\s+cov: (\d+)", said)
    ]
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    last = re.findall(r"(?m)^#(\d+)\s", said)
    kept = re.search(r"stat::new_units_added:\s*(\d+)", said)
    failure = "" if new or not done.returncode else f"ended with {done.returncode}: see {log}"
    return Run(
        name,
        int(counted[1]) if counted else int(last[-1]) if last else 0,
        covered[-1] if covered else 0,
        covered[-1] - covered[0] if covered else 0,
        int(kept[1]) if kept else 0,
        taken,
        new,
        failure,
    )


def _quoted(word: str) -> str:
    """A line of libFuzzer's dictionaries."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n'


def run_all(names: list[str], seconds: int, processes: int, seed: int) -> list[Run]:
    """Run harnesses side by side; each gets an equal share of the time."""
    share = max(_LEAST, seconds * processes // len(names))
    with ThreadPoolExecutor(processes) as pool:
        return list(pool.map(lambda name: _told(run_harness(name, share, seed)), names))


def _told(run: Run) -> Run:
    print(run, flush=True)
    for path in run.findings:
        shown = path.relative_to(ROOT)
        print(f"  {shown}\n  look at it again: python -m fuzz --replay {run.name} {shown}")
    return run


def replay(name: str, paths: list[Path]) -> None:
    """Give inputs to a harness again, without the engine; the first that fails raises."""
    for path in paths:
        harness(name).check(path.read_bytes())
        print(f"{path}: fine")


def main() -> int:
    """Read the words, run, and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*", metavar="HARNESS", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=600, help="in all (default: 600)")
    parser.add_argument("--processes", type=int, default=2, help="side by side (default: 2)")
    parser.add_argument("--seed", type=int, default=0, help="0 takes another one each time")
    parser.add_argument("--replay", action="store_true", help="HARNESS FILE …: run these inputs")
    asked = parser.parse_args()
    if asked.replay:
        name, *paths = asked.words or [""]
        replay(name, [Path(path) for path in paths])
        return 0
    names = asked.words or list(NAMES)
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        parser.error(f"no harness {', '.join(unknown)}: there are {', '.join(NAMES)}")
    done = run_all(names, asked.seconds, min(asked.processes, len(names)), asked.seed)
    return 1 if any(run.findings or run.failure for run in done) else 0


if __name__ == "__main__":
    sys.exit(main())
