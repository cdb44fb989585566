"""The facts of the five documents that the project started from, where seed_facts.md puts them."""

import re
from functools import cache

import pytest

from tests.cli.runner import ROOT, run

FACT = re.compile(r"- (?P<fact>.+) \((?P<where>[^()]+)\): (?P<shown>.+)")


def rows() -> list[dict[str, str]]:
    """Every fact, with the source that tells it and the command that shows it."""
    page = (ROOT / "tests" / "seed_facts.md").read_text(encoding="utf-8")
    found = []
    source = command = ""
    for line in page.replace("\n  ", " ").splitlines():
        if line.startswith("## "):
            source, command = line.removeprefix("## "), ""
        elif line.startswith("`timeline "):
            command = line.strip("`").removeprefix("timeline ")
        elif line.startswith("- "):
            fact = FACT.fullmatch(line)
            assert fact is not None, line
            found.append({"source": source, "command": command} | fact.groupdict())
    return found


ROWS = rows()


@cache
def output(command: str) -> str:
    """What a command prints, on one line, without the commas of thousands."""
    ran = run(*command.split(), COLUMNS="200")
    assert ran.code == 0
    return re.sub(r"(?<=\d),(?=\d{3})", "", ran.words)


def test_every_fact_has_its_place() -> None:
    """Each names a document that the project started from, and a command."""
    assert len(ROWS) == 43
    assert len({row["source"] for row in ROWS}) == 5
    for row in ROWS:
        seed = (ROOT / "seeds" / f"{row['source']}.yaml").read_text(encoding="utf-8")
        assert "started from" in seed
        assert row["command"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["fact"][:40])
def test_the_command_shows_the_fact(row: dict[str, str]) -> None:
    """In the words that the page gives, or the number."""
    printed = output(row["command"])
    assert [part for part in row["shown"].split(" · ") if part not in printed] == []
