"""The facts of the five documents that the project started from, where docs/data.md puts them."""

import re
from functools import cache

import pytest

from tests.cli.runner import ROOT, run

SECTION = "## The five documents this project started from"
ROW = re.compile(
    r"^\| `(?P<source>[^`|]+)` \| (?P<fact>[^|]+) \| (?P<where>[^|]+) "
    r"\| (?:`timeline (?P<command>[^`|]+)`|—) \| (?P<shown>[^|]+) \|$"
)


def rows() -> list[dict[str, str]]:
    """The table, by the name of each column; no command where a fact is left out."""
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    section = text.split(SECTION, 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    found = [ROW.match(line) for line in lines]
    assert [line for line, row in zip(lines, found, strict=True) if row is None] == []
    return [row.groupdict(default="") for row in found if row is not None]


ROWS = rows()


@cache
def output(command: str) -> str:
    """What a command prints, on one line, without the commas of thousands."""
    ran = run(*command.split(), COLUMNS="200")
    assert ran.code == 0
    return re.sub(r"(?<=\d),(?=\d{3})", "", ran.words)


def test_every_fact_has_its_place() -> None:
    """All 45, and each names a document that the project started from."""
    assert len(ROWS) == 45
    assert len({(row["source"], row["fact"]) for row in ROWS}) == 45
    for row in ROWS:
        seed = (ROOT / "seeds" / f"{row['source']}.yaml").read_text(encoding="utf-8")
        assert "started from" in seed
        assert bool(row["command"]) is (row["where"] != "left out")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["command"]], ids=lambda row: row["fact"][:40]
)
def test_the_command_shows_the_fact(row: dict[str, str]) -> None:
    """In the words that the table gives, or the number."""
    printed = output(row["command"])
    assert [part for part in row["shown"].split(" · ") if part not in printed] == []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not row["command"]], ids=lambda row: row["fact"][:40]
)
def test_what_is_left_out_says_why(row: dict[str, str]) -> None:
    """In a sentence."""
    assert len(row["shown"].split()) > 5
