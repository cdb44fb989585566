"""What is said of the program, in the program and in README.md, is so."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import typer

from timeline.cli.app import app
from timeline.codes import CODES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "timeline"


def codes_in_source(pattern: str) -> dict[str, list[str]]:
    """Every code that stands in the program, and in which files."""
    found = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for code in re.findall(pattern, path.read_text(encoding="utf-8")):
            found[code].append(path.relative_to(ROOT).as_posix())
    return dict(found)


def test_every_code_that_is_named_is_explained() -> None:
    """A problem never bears a code of which nothing is said; nor does a comment."""
    named = codes_in_source(r"\b[EW]\d{3}\b")
    assert {code: files for code, files in named.items() if code not in CODES} == {}


def test_every_code_that_is_explained_is_used() -> None:
    """Nothing is explained that cannot happen."""
    assert sorted(CODES.keys() - codes_in_source(r'"([EW]\d{3})"').keys()) == []


def commands() -> list[str]:
    """Every command as one types it: `show`, `policy list`."""
    found = [*_named(app)]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        found += [f"{group.name} {name}" for name in _named(group.typer_instance)]
    return found


def _named(tree: typer.Typer) -> list[str]:
    names = []
    for command in tree.registered_commands:
        assert command.callback is not None
        names.append(command.name or command.callback.__name__.replace("_", "-"))
    return names


def test_there_are_commands() -> None:
    """The tree is read as the program has it."""
    assert {"list", "show", "compare", "overdue", "check", "policy show"} <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_readme_names_every_command(command: str) -> None:
    """A reader of README.md learns of all that the program can do."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\btimeline {command}\b", text)


def test_readme_names_no_command_that_is_not_there() -> None:
    """What it shows can be typed: each `timeline WORD` in code is a command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))
    named = set(re.findall(r"(?<![\w./-])timeline ([a-z]+)\b", code))
    known = {command.partition(" ")[0] for command in commands()}
    assert sorted(named - known) == []
