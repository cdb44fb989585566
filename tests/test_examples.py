"""Follow the guide of docs/write-a-policy.md to the letter: its files, its commands, its output.

Run with UPDATE_EXAMPLES=1 to write what the program prints into the guide; then read the change.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.runner import TODAY

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "write-a-policy.md"
EXAMPLE = ROOT / "docs" / "examples" / "police-complaints"
START = (
    "import timeline.cli.options as options, timeline.cli.start as start; "
    f"options.today = lambda: {TODAY.toordinal()}; raise SystemExit(start.run_line())"
)
"""The program, run on one day, so that no output depends on the calendar."""
BLOCK = re.compile(r"```(?P<language>yaml|console)\n(?P<text>.*?)```\n", re.DOTALL)
FILE = re.compile(r"# (?P<path>[\w./-]+\.yaml)(?P<more>, continued)?\n")


@dataclass(frozen=True)
class Step:
    """One block of the guide: a file to write, or a command with its output."""

    line: int
    language: str
    text: str


def steps(guide: str) -> Iterator[Step]:
    """The blocks of the guide, in order."""
    for block in BLOCK.finditer(guide):
        line = guide.count("\n", 0, block.start()) + 1
        yield Step(line, block["language"], block["text"])


def empty(folder: Path) -> Path:
    """The folder that the guide starts from."""
    for name in ("cases", "seeds", "policies"):
        (folder / name).mkdir()
    return folder


def write(step: Step, workspace: Path) -> None:
    """Do what a reader does with a block of YAML: write the file, or go on with it."""
    head = FILE.match(step.text)
    assert head is not None, f"line {step.line}: the block does not name its file"
    path = workspace / head["path"]
    before = path.read_text(encoding="utf-8") if head["more"] else ""
    path.write_text(before + step.text[head.end() :], encoding="utf-8")


def run(command: str, workspace: Path) -> str:
    """What the terminal shows; a command that names docs/ is given in the project's own folder."""
    program, *words = shlex.split(command)
    assert program == "timeline"
    environment = {key: value for key, value in os.environ.items() if key != "TIMELINE_ROOT"}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        cwd=ROOT if "docs/" in command else workspace,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def played(text: str, workspace: Path) -> str:
    """The block as it reads with the output that its commands give now."""
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, workspace)}" for command in commands)


def test_every_file_and_every_output_of_the_guide_is_real(tmp_path: Path) -> None:
    """From an empty folder, each file is written and each command prints what the guide prints."""
    guide = GUIDE.read_text(encoding="utf-8")
    now = guide
    wrong = []
    workspace = empty(tmp_path)
    for step in steps(guide):
        if step.language == "yaml":
            write(step, workspace)
            continue
        output = played(step.text, workspace)
        now = now.replace(f"```console\n{step.text}```", f"```console\n{output}```", 1)
        if output != step.text:
            wrong.append(f"line {step.line}: it now reads\n{output}")
    if os.environ.get("UPDATE_EXAMPLES"):
        GUIDE.write_text(now, encoding="utf-8")
        pytest.skip("the guide was written anew: read what changed")
    assert not wrong, "\n".join(wrong)


def test_the_guide_ends_with_the_example_that_is_shipped_with_it(tmp_path: Path) -> None:
    """The files that a reader has written are those of docs/examples, and no others."""
    workspace = empty(tmp_path)
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if step.language == "yaml":
            write(step, workspace)
    written = {path.relative_to(workspace): path.read_text("utf-8") for path in files(workspace)}
    shipped = {path.relative_to(EXAMPLE): path.read_text("utf-8") for path in files(EXAMPLE)}
    assert written == shipped


def files(folder: Path) -> list[Path]:
    """Every YAML file below a folder."""
    return sorted(folder.rglob("*.yaml"))


def test_the_example_is_without_problems() -> None:
    """`check` finds nothing in the finished workspace."""
    assert "no problems" in run("timeline check --root docs/examples/police-complaints", ROOT)
