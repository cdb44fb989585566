import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import ROOT, environment
from timeline.edit import whole_file
from timeline.edit.whole_file import hold, write_whole
from timeline.errors import ReadError

posix = pytest.mark.skipif(sys.platform == "win32", reason="processes and modes of POSIX")


def code_of(raised: pytest.ExceptionInfo[ReadError]) -> str:
    """The code of the only problem."""
    (problem,) = raised.value.problems
    return problem.code


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


@posix
def test_a_kill_leaves_the_old_file_or_the_new_one() -> None:
    """`kill -9` during `timeline add`: no half-written file, and none lost.

    A thousand: python -m tests.edit.kill_adds 1000
    """
    kills = 40
    done = subprocess.run(
        [sys.executable, "-m", "tests.edit.kill_adds", str(kills)],
        cwd=ROOT,
        env=environment(PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["killed inside"] + seen["killed outside"] == kills
    assert seen["old"] + seen["new"] == seen["adds"]
    assert seen["left at the end"] == 0


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new bytes take the old ones' place, and nothing is left beside."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    write_whole(file, b"new", b"old", "a.yaml")
    assert file.read_bytes() == b"new"
    assert names(tmp_path) == ["a.yaml"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    """Whoever could read or write the file still can, and nobody else."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_whole(file, b"new", b"old", "a.yaml")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    """As an editor would make it."""
    (tmp_path / "other").write_bytes(b"")
    write_whole(tmp_path / "a.yaml", b"new", None, "a.yaml")
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    """Not even where somebody made it a moment ago, nor on a file system without hard links."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "a.yaml"
    write_whole(file, b"mine", None, "a.yaml")
    with pytest.raises(ReadError) as raised:
        write_whole(file, b"yours", None, "a.yaml")
    assert code_of(raised) == "E701"
    assert file.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.yaml"]


def test_what_somebody_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    """An editor that saved after the file was read loses nothing."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"saved in an editor")
    with pytest.raises(ReadError) as raised:
        write_whole(file, b"new", b"old", "a.yaml")
    assert code_of(raised) == "E704"
    assert file.read_bytes() == b"saved in an editor"
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Where the system refuses, the old file is whole and nothing is left beside it."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(ReadError) as raised:
        write_whole(file, b"new", b"old", "a.yaml")
    monkeypatch.undo()
    assert code_of(raised) == "E703"
    assert "no space left" in str(raised.value)
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time gets them all."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    write_whole(tmp_path / "a.yaml", b"more than three", None, "a.yaml")
    assert (tmp_path / "a.yaml").read_bytes() == b"more than three"


@posix
def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """And nothing else that begins alike."""
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    kept = [".a.yaml.swp", ".b.yaml.0123456789abcdef.tmp", "a.yaml.0123456789abcdef.tmp"]
    for name in [*kept, ".a.yaml.0123456789abcdef.tmp"]:
        (tmp_path / name).write_bytes(b"half")
    write_whole(file, b"new", b"old", "a.yaml")
    assert names(tmp_path) == sorted([*kept, "a.yaml"])


@posix
def test_two_cannot_hold_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits, and says so where the first does not end; afterwards it is free."""
    monkeypatch.setattr(whole_file, "_TRIES", 2)
    monkeypatch.setattr(whole_file, "_PAUSE", 0)
    with hold(tmp_path, "cases"), pytest.raises(ReadError) as raised, hold(tmp_path, "cases"):
        pass
    assert code_of(raised) == "E704"
    with hold(tmp_path, "cases"):
        pass
    assert names(tmp_path) == []


@posix
def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """No traceback."""
    with pytest.raises(ReadError) as raised, hold(tmp_path / "no", "cases"):
        pass
    assert code_of(raised) == "E703"
