"""The README's tour is real: its first case is built from its own blocks, its outputs are run."""

import re
from pathlib import Path

import pytest

from tests.cli.runner import run

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = (
    "cases/market-strike.yaml",
    "seeds/daily-example.yaml",
)


def blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind, in order."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The workspace of the tour, as its reader would write it."""
    for name, text in zip(FILES, blocks("yaml"), strict=True):
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("block", blocks("console"))
def test_every_output_is_real(block: str, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each stretch between two "…" stands in what the command prints."""
    command, _, shown = block.partition("\n")
    words = command.removeprefix("$ timeline ").split()
    monkeypatch.chdir(mine if "--root" in words else ROOT)
    ran = run(*words, root=None)
    for stretch in re.split(r"^…$", shown, flags=re.MULTILINE):
        assert stretch.strip("\n") in ran.out


def test_it_is_short() -> None:
    """A tired reader gets to the end: at most 900 words."""
    assert len(PAGE.split()) <= 900
