"""One harness under atheris, in a process of its own, which libFuzzer ends.

python -m fuzz.engine HARNESS [CORPUS …] [-max_total_time=…]
"""

from __future__ import annotations

import hashlib
import os
import pkgutil
import sys
import traceback
from importlib import import_module
from pathlib import Path
from random import Random

import atheris

_SKIPPED = ("timeline.__main__", "timeline.cli", "timeline.formats.sql")
"""Modules that no harness runs, and that load what others need not have."""

_FOUND = 77
"""The exit code of a process that found something."""

_BLIND = 0.2
"""The share of inputs that libFuzzer changes by itself, without knowing their form."""


def _load() -> None:
    """Import the program, with every branch of it counted."""
    with atheris.instrument_imports(include=["timeline", "yaml"]):
        import timeline  # noqa: PLC0415 - only now are imports watched

        for module in pkgutil.walk_packages(timeline.__path__, "timeline."):
            if not module.name.startswith(_SKIPPED):
                import_module(module.name)
        for name in ("parser", "scanner", "reader"):
            import_module(f"yaml.{name}")


def main(words: list[str]) -> None:
    """Run until libFuzzer stops: by its time, or by what was found."""
    name, findings, *rest = words
    _load()
    from fuzz.harness import harness  # noqa: PLC0415 - after the program

    chosen = harness(name)

    def change(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < _BLIND:
            blind: bytes = atheris.Mutate(data, most)
            return blind
        new = chosen.mutate(data, chance)
        return new if len(new) <= most else data

    runs = 0

    def check(data: bytes) -> None:
        nonlocal runs
        runs += 1
        try:
            chosen.check(data)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
            (Path(findings) / f"crash-{digest}").write_bytes(data)
            traceback.print_exc()
            print(f"stat::number_of_executed_units: {runs}", file=sys.stderr, flush=True)
            os._exit(_FOUND)  # an ordinary end takes its time, in which an alarm may come

    limits = [f"-max_len={chosen.longest}", f"-timeout={chosen.seconds}", "-rss_limit_mb=2048"]
    limits += [f"-artifact_prefix={findings}/", "-report_slow_units=1000"]
    atheris.Setup([sys.argv[0], *limits, *rest], check, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
