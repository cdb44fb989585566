"""What is printed, as it is printed: pages kept as files beside this one.

A page that changes fails here. Look at the change with `git diff` after rewriting the files, by

    UPDATE_SNAPSHOTS=1 pytest tests/snapshots

which also removes the files of pages that are no longer asked for.
"""

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.runner import CASES, run

HERE = Path(__file__).resolve().parent
UPDATING = os.environ.get("UPDATE_SNAPSHOTS") == "1"

THEN = ("--as-of", "2023-05-24")
PAGES: dict[str, tuple[tuple[str, ...], int]] = {
    "list-80": (("list",), 80),
    "list-100": (("list",), 100),
    "show-may3-syria-80": (("show", "may3-syria"), 80),
    "show-may3-syria-100": (("show", "may3-syria"), 100),
    "show-may3-syria-140": (("show", "may3-syria"), 140),
    "show-may3-syria-100-ascii": (("show", "may3-syria", "--ascii"), 100),
    "show-kabul-2021-80": (("show", "kabul-2021"), 80),
    "show-kabul-2021-100": (("show", "kabul-2021"), 100),
    "show-kabul-2021-140": (("show", "kabul-2021"), 140),
    "show-may3-syria-then-80": (("show", "may3-syria", *THEN), 80),
    "show-may3-syria-then-100": (("show", "may3-syria", *THEN), 100),
    "show-may3-syria-then-140": (("show", "may3-syria", *THEN), 140),
    "compare-80": (("compare", "kabul-2021", "may3-syria"), 80),
    "compare-100": (("compare", "kabul-2021", "may3-syria"), 100),
    "compare-all-100": (("compare", "--all", "--measure", "strike-to-acknowledgement"), 100),
    "overdue-80": (("overdue", *THEN), 80),
    "overdue-100": (("overdue", *THEN), 100),
    "explain-80": (("explain", "may3-syria", "investigation-after-strike"), 80),
    "explain-100": (("explain", "may3-syria", "investigation-after-strike"), 100),
}
"""Each kept page: the command, and the columns of the terminal."""

IN_COLOUR = "show-may3-syria-100-colour"


def kept(name: str, page: str) -> str:
    """The page as it was kept under a name; the new one in its place where one updates."""
    path = HERE / f"{name}.txt"
    if UPDATING:
        path.write_text(page, encoding="utf-8")
    assert path.exists(), "no such file yet: UPDATE_SNAPSHOTS=1 pytest tests/snapshots"
    return path.read_text(encoding="utf-8")


@cache
def printed(command: tuple[str, ...], width: int) -> str:
    """What a command prints into a pipe of some width."""
    ran = run(*command, COLUMNS=str(width))
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    """The page is the one that was kept."""
    page = printed(*PAGES[name])
    assert page.splitlines() == kept(name, page).splitlines()


def test_colours() -> None:
    r"""The page in colours is the one that was kept, its escapes spelt out as \x1b."""
    ran = run("show", "may3-syria", FORCE_COLOR="1", TERM="xterm-256color")
    page = ran.out.replace("\x1b", r"\x1b")
    assert page.splitlines() == kept(IN_COLOUR, page).splitlines()


def test_no_file_is_left_over() -> None:
    """Each kept page is one that is asked for."""
    for path in HERE.glob("*.txt"):
        if UPDATING and path.stem not in {*PAGES, IN_COLOUR}:
            path.unlink()
    assert {path.stem for path in HERE.glob("*.txt")} == {*PAGES, IN_COLOUR}


EVERY_COMMAND = [
    ("list",),
    *(("show", case) for case in CASES),
    ("show", "may3-syria", *THEN),
    ("show", "may3-syria", "--known-on", "2023-05-20"),
    ("show", "may3-syria", "--policy", "us-centcom-2014"),
    ("compare", "kabul-2021", "may3-syria"),
    ("compare", *CASES),
    ("compare", "--all"),
    ("overdue", *THEN),
    *(("explain", case) for case in CASES),
    ("policy", "list"),
    ("policy", "show", "us-chmr-ap-2022"),
    ("policy", "show", "us-centcom-2014"),
]

every_command = pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)


@every_command
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_page(command: tuple[str, ...], width: int) -> None:
    """Counted in columns of a terminal, where some signs take two and some none."""
    lines = printed(command, width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


@every_command
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_of_a_spelt_out_page_is_wider(command: tuple[str, ...], width: int) -> None:
    """Spelling a sign out takes room too."""
    lines = printed((*command, "--ascii"), width).splitlines()
    assert [line for line in lines if len(line) > width] == []


DRAWN = re.compile("[█░▒◆▶◀▲╱─│]+")
"""A strip of a table, or a rule above it."""
FOLDED = [command for command in EVERY_COMMAND if command[0] not in ("list", "show")]
"""Pages that leave no column out where they are narrow, and draw nothing."""


def words(page: str) -> Counter[str]:
    """Every word of a page, but for those of a drawing, and how often it stands there."""
    return Counter(word for word in page.split() if not DRAWN.fullmatch(word))


@pytest.mark.parametrize("command", FOLDED, ids=" ".join)
@pytest.mark.parametrize("width", [80, 100])
def test_every_word_survives_folding(command: tuple[str, ...], width: int) -> None:
    """No word is cut off, cut in two or left out where the page is narrow; ids least of all."""
    narrow, wide = words(printed(command, width)), words(printed(command, 140))
    assert wide == narrow
