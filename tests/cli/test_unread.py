"""Files that look like those of a workspace and are not read: said, never passed over."""

from pathlib import Path

import pytest

from tests.checking import CASE, PAPER, check, places, write
from tests.cli.runner import run

UNREAD = {
    "cases/a.yml": ("cases/a.yaml", CASE),
    "cases/C.YAML": ("cases/c.yaml", CASE),
    "cases/2024/b.yaml": ("cases/b.yaml", CASE),
    "cases/2024/may/b.yml": ("cases/b.yaml", CASE),
    "seeds/p.Yml": ("seeds/p.yaml", PAPER),
    "policies/x.yml": ("policies/x.yaml", "id: x\ntitle: T\n"),
    "policies/old/x.yaml": ("policies/x.yaml", "id: x\ntitle: T\n"),
    "policies/calendars/o.yml": ("policies/calendars/o.yaml", "id: o\ntitle: T\n"),
    "cases/My Case.yml": ("cases/my-case.yaml", CASE),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_is_named_with_where_it_would_be(tmp_path: Path, name: str) -> None:
    """By check; and there nothing is wrong with it."""
    target, text = UNREAD[name]
    (found,) = check(tmp_path, {name: text})
    assert (found.code, found.file, found.is_warning) == ("W604", name, True)
    assert found.hint == f"move it to {target}"
    (tmp_path / name).unlink()
    assert check(tmp_path, {target: text}) == []


def test_a_name_that_is_taken_is_not_proposed(tmp_path: Path) -> None:
    """Nothing is to be written over."""
    (found,) = check(tmp_path, {"cases/a.yaml": CASE, "cases/a.yml": CASE})
    assert found.hint == "move it to cases/a-2.yaml"


def test_what_belongs_elsewhere_is_not_named(tmp_path: Path) -> None:
    """Copies of sources, hidden folders, other kinds of files, and a link that leads round."""
    files = {"seeds/files/page.yml": "x", "cases/.git/a.yaml": "x", "cases/notes.txt": "x"}
    write(tmp_path, files)
    (tmp_path / "cases" / "round").symlink_to(tmp_path)
    assert places(check(tmp_path, {})) == []


@pytest.mark.parametrize("command", ["list", "overdue", "stats"])
def test_a_command_over_all_cases_says_what_it_left_out(tmp_path: Path, command: str) -> None:
    """On stderr; also where an earlier answer is known, and no longer once the file is gone."""
    write(tmp_path, {"cases/c.yaml": CASE})
    kept = str(tmp_path / "kept")
    assert "not read" not in run(command, root=tmp_path, TIMELINE_CACHE=kept).err
    write(tmp_path, {"cases/a.yml": CASE})
    for _ in "12":
        done = run(command, root=tmp_path, TIMELINE_CACHE=kept)
        assert "1 file is not read: cases/a.yml; see timeline check" in done.err
        assert done.code == 0
    (tmp_path / "cases" / "a.yml").unlink()
    assert "not read" not in run(command, root=tmp_path, TIMELINE_CACHE=kept).err
