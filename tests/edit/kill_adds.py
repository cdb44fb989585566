"""Kill `timeline add` at random instants, and look at the file each time.

    python -m tests.edit.kill_adds 1000

Half of the kills come from outside after a random time, half strike at one of the calls that write:
before it, behind it, or in the middle of the bytes. Prints one line of JSON; ends with 1 where the
file was ever anything but the old or the new one.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from timeline.cli.start import main as run_timeline
from timeline.model.workspace import Workspace

CASE = """\
title: Strike on a market   # an exercise: nothing in this file happened
place: Exampleville
time_zone: Europe/Vienna
forces: Exampleland
recorded_until: 2024-06-30
events:
  - {kind: strike, when: 2024-03-10, source: daily-example}   # a remark
"""
SOURCE = "title: Strike on a market\npublisher: The Daily Example\nkind: press\n"
LARGEST = 4_000
"""Bytes of the case, beyond which it begins anew: an add takes the longer, the more there is."""
CHANCE = random.Random()  # noqa: S311 - repeatable chance, not secrecy
CALLS = ("write", "fsync", "replace", "close")


def make_workspace(root: Path) -> Path:
    """A workspace with one case and its source; gives the case's file."""
    (root / "cases").mkdir()
    (root / "seeds").mkdir()
    (root / "seeds" / "daily-example.yaml").write_text(SOURCE)
    file = root / "cases" / "market.yaml"
    file.write_text(CASE)
    return file


def add(root: Path, name: str) -> None:
    """`timeline add` in this process, without its words."""
    words = ["add", "market", "denial", "--id", name, "--when", "2024-03-11"]
    words += ["--source", "daily-example", "--root", str(root)]
    with (
        Path(os.devnull).open("w") as nowhere,
        patch.object(sys, "argv", ["timeline", *words]),
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
        suppress(SystemExit),
    ):
        run_timeline()


def _dies_in(call: str, number: int, when: str) -> Callable[..., Any]:
    """One of the calls that write, which ends the process the `number`-th time."""
    real, left = getattr(os, call), [number]

    def dying(*words: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the call takes
        left[0] -= 1
        if left[0] == 0 and when != "behind":
            if call == "write" and when == "amid":
                real(words[0], bytes(words[1])[: CHANCE.randrange(len(words[1]) + 1)])
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*words, **more)
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return dying


def killed_add(root: Path, name: str, seconds: float, *, from_inside: bool) -> bool:
    """Start an add in a process of its own and kill it; says whether it was killed in time."""
    child = os.fork()
    if child == 0:
        try:
            CHANCE.seed(name)
            if from_inside:
                call = CHANCE.choice(CALLS)
                when = CHANCE.choice(("before", "amid", "behind"))
                with patch.object(os, call, _dies_in(call, CHANCE.randint(1, 3), when)):
                    add(root, name)
            else:
                add(root, name)
        finally:
            os._exit(0)
    if not from_inside:
        time.sleep(CHANCE.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def ids(root: Path) -> list[str]:
    """The events of the case, as the strict reader gives them."""
    file = Workspace(root).load_case("market")
    return [event.id or event.kind for event in file.case.events]


def main(kills: int) -> int:
    """Kill so many adds; 1 where the file was ever broken, or lost."""
    CHANCE.seed(kills)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = make_workspace(root)
        add(root, "warm")
        start = time.perf_counter()
        add(root, "warmer")
        seconds = time.perf_counter() - start
        while (done := seen["killed inside"] + seen["killed outside"]) < kills:
            seen["adds"] += 1
            number = seen["adds"]
            if len(file.read_bytes()) > LARGEST:
                file.write_text(CASE)
            before, names = file.read_bytes(), ids(root)
            name = f"e{number}"
            inside = done % 2 == 1
            if killed_add(root, name, seconds, from_inside=inside):
                seen["killed inside" if inside else "killed outside"] += 1
            after = file.read_bytes() if file.exists() else b""
            if after == before:
                seen["old"] += 1
            elif after.startswith(before) and ids(root) == [*names, name]:
                seen["new"] += 1
            else:
                seen["broken"] += 1
            others = {path.name for path in file.parent.iterdir()} - {file.name}
            seen["left beside"] += len(others)
            seen["not a temporary"] += sum(not name.endswith(".tmp") for name in others)
        add(root, "last")
        seen["left at the end"] = len(list(file.parent.iterdir())) - 1
        seen["works afterwards"] = int(ids(root)[-1] == "last")
    sys.stdout.write(json.dumps(seen) + "\n")
    return 1 if seen["broken"] or seen["not a temporary"] or not seen["works afterwards"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
