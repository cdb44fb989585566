"""The command line run in this process, as from a shell: words in, code and both streams out."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import timeline
from timeline.cli.start import run_line

ROOT = Path(__file__).resolve().parent.parent.parent
"""The checkout, whose cases and seeds are those that ship."""

PACKAGE = Path(timeline.__file__).resolve().parent
"""The package that is tested."""

TODAY = date(2026, 11, 21)
"""The day on which every command is run here, so that no page depends on the calendar."""

CASES = ("kabul-2021", "manbij-tokhar-2016", "may3-syria", "mosul-jadida-2017")


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """All that stands on stdout, with folded lines joined."""
        return " ".join(self.out.split())


def environment(**more: str) -> dict[str, str]:
    """What a command finds around it: nothing that sets colours or a workspace, unless said."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return {
        **kept,
        "COLUMNS": "100",
        "TIMELINE_CACHE": "",
        "PYTHONPATH": str(PACKAGE.parent),
        **more,
    }


def run(*words: str, root: Path | None = ROOT, encoding: str = "utf-8", **around: str) -> Ran:
    """Run a command in this process.

    Args:
        *words: what one would type behind `timeline`.
        root: the workspace, put before everything else; None to let the program look for it.
        encoding: what stdout and stderr can take.
        **around: environment variables; the width is 100 unless COLUMNS says otherwise.
    """
    return run_on(TODAY, *words, root=root, encoding=encoding, **around)


def run_on(
    today: date,
    *words: str,
    root: Path | None = ROOT,
    encoding: str = "utf-8",
    **around: str,
) -> Ran:
    """Run a command as `run` does, on a day of one's own choice."""
    if root is not None:
        around.setdefault("TIMELINE_ROOT", str(root))
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n") for _ in "12")
    before = signal.getsignal(signal.SIGPIPE)
    try:
        with (
            patch.object(sys, "argv", ["timeline", *words]),
            patch.dict(os.environ, environment(**around), clear=True),
            patch("timeline.commands._today", today.toordinal),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run_line()
    finally:
        signal.signal(signal.SIGPIPE, before)
    return Ran(code, _text(out), _text(err))


def read(*words: str, root: Path | None = ROOT) -> Any:  # noqa: ANN401 - JSON
    """Run a command that ends well, and return what it gives as data."""
    ran = run(*words, "--json", root=root)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def run_in(folder: Path, *words: str, **around: str) -> Ran:
    """Run a command in this process, standing in a folder."""
    with chdir(folder):
        return run(*words, root=None, **around)


def copy_cases(root: Path, *cases: str) -> None:
    """Make a workspace of some of the shipped cases, with the sources that they name."""
    for folder in ("cases", "seeds"):
        (root / folder).mkdir(parents=True)
    for case in cases:
        text = (ROOT / "cases" / f"{case}.yaml").read_text(encoding="utf-8")
        (root / "cases" / f"{case}.yaml").write_text(text, encoding="utf-8")
        for word in set(re.findall(r"[a-z0-9_-]+", text)):
            source = ROOT / "seeds" / f"{word}.yaml"
            if source.exists():
                shutil.copy(source, root / "seeds")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


def run_apart(*words: str, cwd: Path = ROOT, **around: str) -> Ran:
    """Run a command in a process of its own, with both streams as pipes.

    Args:
        *words: what one would type behind `timeline`.
        cwd: where one stands.
        **around: environment variables.
    """
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *words],
        cwd=cwd,
        env=environment(**around),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
