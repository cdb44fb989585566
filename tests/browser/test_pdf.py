"""Pages on paper: tagged PDF, the same bytes each time, and nothing beyond the margins."""

import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from pypdf import PdfReader

from tests.cli.runner import run, run_apart

KINDS = (
    "show may3-syria",
    "show hawija-2015",
    "explain may3-syria investigation-after-strike",
    "compare kabul-2021 may3-syria",
    "ledger",
    "list",
    "stats",
    "policy show us-chmr-ap-2022",
)
MARGIN, WIDTH = 45, 595
"""Points: 16 mm are 45.4, A4 is 595.3."""


def written(words: str, folder: Path) -> Path:
    """The page of a command as PDF."""
    path = folder / "page.pdf"
    ran = run(*words.split(), "--output", str(path))
    assert ran.code == 0, ran.err
    return path


@pytest.mark.parametrize("words", KINDS)
def test_a_page_is_tagged_and_keeps_its_margins(words: str, tmp_path: Path) -> None:
    """Headings, tables and figures with words; no ink at the sides of any sheet."""
    path = written(words, tmp_path)
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title
    tags = [one for one in reader.resolved_objects.values() if is_tag(one)]
    assert {"/H1", "/P"} <= {one["/S"] for one in tags}
    assert all(one.get("/Alt") for one in tags if one["/S"] == "/Figure")
    for ink in sides(path):
        assert set(ink) == {255}


def is_tag(found: object) -> bool:
    """True of an element of the structure."""
    return isinstance(found, dict) and found.get("/Type") == "/StructElem"


def sides(path: Path) -> list[bytes]:
    """The grey of the margins at the left and right, for each sheet, at a point a pixel."""
    subprocess.run(["pdftoppm", "-gray", "-r", "72", path, path.with_suffix("")], check=True)  # noqa: S607
    found = []
    for sheet in sorted(path.parent.glob("*.pgm")):
        _, size, _, pixels = sheet.read_bytes().split(b"\n", 3)
        wide = int(size.split()[0])
        lines = [pixels[at : at + wide] for at in range(0, len(pixels), wide)]
        found.append(b"".join(line[: MARGIN - 1] + line[WIDTH - MARGIN + 1 :] for line in lines))
    assert found
    return found


def test_the_same_page_is_the_same_file(tmp_path: Path) -> None:
    """In two programs that know nothing of each other."""
    made = []
    for name in ("one.pdf", "two.pdf"):
        ran = run_apart(
            "show", "may3-syria", "--as-of", "2024-06-01", "--output", str(tmp_path / name)
        )
        assert ran.code == 0, ran.err
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_a_library_that_is_missing_is_named(tmp_path: Path) -> None:
    """With what to type; nothing is written."""
    path = tmp_path / "page.pdf"
    with (
        patch.dict(sys.modules),
        patch("cffi.FFI.dlopen", side_effect=OSError("cannot load library")),
    ):
        for name in [one for one in sys.modules if one.startswith("weasyprint")]:
            del sys.modules[name]
        sys.modules.pop("timeline.formats.pdf", None)
        ran = run("list", "--output", str(path))
    assert ran.code == 2
    assert "apt install libpangoft2-1.0-0" in ran.err
    assert not path.exists()
