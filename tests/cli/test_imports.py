"""What a command does not need it does not load: a command line is judged by its first second."""

import subprocess
import sys

import pytest

from tests.cli.runner import ROOT, environment


def imported_by(*words: str) -> set[str]:
    """The top-level modules that a command loads, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "timeline", *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    names = (line.rpartition("|")[2] for line in done.stderr.splitlines() if "|" in line)
    return {name.strip().partition(".")[0] for name in names}


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (
            ["show", "may3-syria"],
            {
                "asyncio", "duckdb", "hypothesis", "jsonschema", "multiprocessing",
                "networkx", "numpy", "pytest", "ruamel",
            },
        ),
        (["--help"], {"networkx", "pydantic", "rich", "yaml"}),
        (["show", "--help"], {"networkx", "rich", "yaml"}),
        (["list", "--json"], {"networkx", "rich"}),
        (["show", "may3-syria", "--json"], {"networkx", "rich"}),
        (["graph", "may3-syria"], {"networkx", "rich"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_is_not_needed_is_not_imported(words: list[str], unneeded: set[str]) -> None:
    """Libraries are loaded by the command that uses them."""
    found = imported_by(*words)
    assert "timeline" in found
    assert "typer" in found
    assert found & unneeded == set()
