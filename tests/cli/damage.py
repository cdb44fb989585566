"""Damage the cache at random bytes, and ask again each time.

    python -m tests.cli.damage 1000

Each time some bytes of the file are set to others, or it is cut short; then two of several commands
are run and compared with what they say without a cache. Prints one line of JSON; ends with 1 where
an answer was ever another.
"""

import json
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from tests.cli.runner import Ran, run
from timeline import pool

COMMANDS = (
    ("overdue",),
    ("show", "market"),
    ("show", "market", "--json"),
    ("check",),
    ("list", "--json"),
)
"""Commands that are made of what is kept of each case."""

CASE = """\
title: Strike on a market
place: P
time_zone: UTC
forces: United States
command: CENTCOM
recorded_until: 2024-12-31
events:
  - {id: strike, kind: strike, when: STRUCK, source: paper}
  - {kind: assessment_opened, when: 2023-06-20, source: paper}
  - {kind: investigation_opened, when: 2023-07, source: press}
"""
"""Of two days that are told: that of the strike is put in."""
SOURCES = {
    "paper": "title: T\npublisher: P\nkind: press\npublished: 2024-02-01\n",
    "press": "title: T\npublisher: P\nkind: press\npublished: 2024-03-01\n",
}


def make_workspace(root: Path) -> None:
    """Two cases, with the sources that they name."""
    for folder in ("cases", "seeds"):
        (root / folder).mkdir(parents=True)
    for case, struck in (("hospital", "2021-08-29"), ("market", "2023-06-05/2023-06-07")):
        text = CASE.replace("STRUCK", struck)
        (root / "cases" / f"{case}.yaml").write_text(text, encoding="utf-8")
    for source, text in SOURCES.items():
        (root / "seeds" / f"{source}.yaml").write_text(text, encoding="utf-8")


@dataclass
class Found:
    """What came of it."""

    wrong: list[str] = field(default_factory=list)
    """Commands that said something else."""
    remembered: int = 0
    """Answers that were given from what was kept, though it was damaged elsewhere."""
    rebuilt: int = 0
    """Answers that were found out anew."""


def damage_and_ask(root: Path, cache: Path, times: int, seed: int) -> Found:
    """Damage the cache of a workspace so many times.

    Args:
        root: the workspace.
        cache: the folder of the cache.
        times: how often.
        seed: of the chance by which it is done.
    """
    chance, found = random.Random(seed), Found()  # noqa: S311 - repeatable chance, not secrecy
    right = {words: run(*words, root=root) for words in COMMANDS}
    for words in COMMANDS:
        _ask(root, cache, words)
    (file,) = cache.glob("*/*.sqlite")
    for number in range(times):
        damage(file, chance)
        for place in (number, number + 1):
            words = COMMANDS[place % len(COMMANDS)]
            answer, was_run = _ask(root, cache, words)
            found.rebuilt += was_run
            found.remembered += not was_run
            if answer != right[words]:
                found.wrong.append(" ".join(words))
    return found


def _ask(root: Path, cache: Path, words: tuple[str, ...]) -> tuple[Ran, bool]:
    """The answer, and whether a case had to be judged for it."""
    with patch.object(pool, "_made", side_effect=pool._made) as again:  # noqa: SLF001 - what makes
        answer = run(*words, root=root, TIMELINE_CACHE=str(cache))
    return answer, again.called


def damage(file: Path, chance: random.Random) -> None:
    """Set bytes of a file to others, or cut it short."""
    whole = bytearray(file.read_bytes()) if file.exists() else bytearray(b"nothing")
    if chance.random() < 0.1:
        del whole[chance.randrange(len(whole)) :]
    for _ in range(chance.choice((1, 1, 3, 30, 300))):
        if whole:
            whole[chance.randrange(len(whole))] = chance.randrange(256)
    file.write_bytes(whole)


def main() -> int:
    """Damage a cache as often as the first argument says."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        make_workspace(root)
        found = damage_and_ask(root, Path(folder) / "cache", times, seed=times)
    counts = {"remembered": found.remembered, "rebuilt": found.rebuilt, "wrong": found.wrong}
    print(json.dumps({"damages": times, **counts}))  # noqa: T201 - the result
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
