"""Hold the guide of docs/write-a-policy.md against its workspace: files, commands, output.

Run with UPDATE_EXAMPLES=1 to write what the program prints into the guide; then read the change.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import TODAY

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "write-a-policy.md"
EXAMPLE = ROOT / "docs" / "examples" / "police-complaints"
START = (
    "import timeline.commands as commands, timeline.cli.start as start; "
    f"commands._today = lambda: {TODAY.toordinal()}; raise SystemExit(start.run_line())"
)
"""The program, run on one day, so that no output depends on the calendar."""
BLOCK = re.compile(r"```(?P<language>yaml|console)\n(?P<text>.*?)```\n", re.DOTALL)
FILE = re.compile(r"# (?P<path>[\w./-]+\.yaml)\n")
LEFT_OUT = "  # …\n"
CUT_OFF = "…\n"


def blocks(language: str) -> list[str]:
    """The blocks of the guide in one language, in order."""
    found = BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))
    return [block["text"] for block in found if block["language"] == language]


def run(command: str) -> str:
    """What the terminal shows in the folder of the example."""
    program, *words = shlex.split(command)
    assert program == "timeline"
    environment = {key: value for key, value in os.environ.items() if key != "TIMELINE_ROOT"}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment["PYTHONPATH"] = str(ROOT / "src")
    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        cwd=EXAMPLE,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def played(text: str) -> str:
    """The block with what its commands print now, cut off at the same line."""
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    now = "".join(f"$ {command}\n{run(command)}" for command in commands)
    if not text.endswith(CUT_OFF):
        return now
    return "".join(now.splitlines(keepends=True)[: text.count("\n") - 1]) + CUT_OFF


@pytest.mark.parametrize("block", blocks("yaml"), ids=lambda block: block.partition("\n")[0])
def test_every_file_of_the_guide_is_that_of_the_example(block: str) -> None:
    """Each stretch between two places where something is left out stands in the file."""
    head = FILE.match(block)
    assert head is not None, "the block does not name its file"
    text = (EXAMPLE / head["path"]).read_text(encoding="utf-8")
    for stretch in block[head.end() :].split(LEFT_OUT):
        assert stretch in text


def test_every_output_of_the_guide_is_real() -> None:
    """Each command prints what the guide prints."""
    guide = now = GUIDE.read_text(encoding="utf-8")
    for block in blocks("console"):
        now = now.replace(f"```console\n{block}```", f"```console\n{played(block)}```", 1)
    if os.environ.get("UPDATE_EXAMPLES"):
        GUIDE.write_text(now, encoding="utf-8")
        pytest.skip("the guide was written anew: read what changed")
    assert guide == now
