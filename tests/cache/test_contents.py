"""Digests of files: always those of what stands in them by now."""

import os
import time
from pathlib import Path

import pytest

from timeline.cache import contents as contents_module
from timeline.cache.contents import UNREADABLE, Contents, names_in
from timeline.cache.digest import digest_of
from timeline.cache.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that is empty."""
    return Store(str(tmp_path / "cache"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that was just written."""
    made = tmp_path / "file.yaml"
    made.write_text("title: one")
    return made


def settle(file: Path, seconds: int = 60) -> None:
    """Let the program believe that so much time has gone by since the file was changed."""
    then = time.time() - seconds
    os.utime(file, (then, then))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a minute later: what was written before counts as left alone."""
    now = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: now() + 60_000_000_000)


def noted(file: Path, store: Store) -> Contents:
    """What a run leaves behind that has read the file."""
    contents = Contents(store)
    contents.digest(str(file))
    contents.save()
    return contents


def digest_now(file: Path) -> str:
    """The digest of what stands in the file."""
    return digest_of(file.read_bytes()).hex()


@pytest.mark.usefixtures("later")
def test_a_file_that_was_left_alone_is_not_read_again(file: Path, store: Store) -> None:
    """Its size, times and number are those that were noted."""
    noted(file, store)
    again = Contents(store)
    assert again.digest(str(file)) == digest_now(file)
    assert again.files_read == 0


def test_a_file_that_was_just_changed_is_read_again(file: Path, store: Store) -> None:
    """It may change once more within one tick of the clock that files go by."""
    noted(file, store)
    again = Contents(store)
    assert again.digest(str(file)) == digest_now(file)
    assert again.files_read == 1


@pytest.mark.usefixtures("later")
def test_a_change_of_the_same_size_and_time_is_seen(file: Path, store: Store) -> None:
    """Whoever sets the time of a file back cannot set back the time of doing so."""
    settle(file)
    before = file.stat()
    noted(file, store)
    file.write_text("title: two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert Contents(store).digest(str(file)) == digest_now(file)


@pytest.mark.usefixtures("later")
def test_another_file_of_the_same_name_size_and_time_is_seen(file: Path, store: Store) -> None:
    """A file that is moved here has another number."""
    before = file.stat()
    noted(file, store)
    other = file.with_name("other.yaml")
    other.write_text("title: two")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert Contents(store).digest(str(file)) == digest_now(file)


@pytest.mark.usefixtures("later")
def test_a_note_of_bytes_that_were_read_serves_as_well(file: Path, store: Store) -> None:
    """Whoever has read the file need not have it read again."""
    contents = Contents(store)
    assert contents.note(str(file), file.read_bytes(), file.stat()) == digest_now(file)
    contents.save()
    again = Contents(store)
    assert again.digest(str(file)) == digest_now(file)
    assert again.files_read == 0


def test_a_link_has_no_digest(file: Path, store: Store) -> None:
    """Where it leads has to be looked at each time, so nothing that was read through it is kept."""
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    assert Contents(store).digest(str(link)) == UNREADABLE
    assert Contents(store).note(str(link), file.read_bytes(), file.stat()) == UNREADABLE


@pytest.mark.usefixtures("later")
def test_a_note_is_of_the_file_that_was_opened(file: Path, store: Store) -> None:
    """Another one that took its name in the meantime is not believed to hold the same."""
    contents, data, status = Contents(store), file.read_bytes(), file.stat()
    other = file.with_name("other.yaml")
    other.write_text("title: two")
    other.replace(file)
    contents.note(str(file), data, status)
    contents.save()
    assert Contents(store).digest(str(file)) == digest_now(file)


@pytest.mark.usefixtures("later")
def test_a_system_without_such_times_reads_every_file(
    file: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the time of a change of status is not kept nothing is believed."""
    monkeypatch.setattr(contents_module, "_BELIEVES_STATUS", False)
    noted(file, store)
    again = Contents(store)
    again.digest(str(file))
    assert again.files_read == 1


@pytest.mark.parametrize("make", ["nothing", "folder", "pipe", "loop"])
def test_what_is_no_ordinary_file_has_no_digest(tmp_path: Path, make: str) -> None:
    """And is not waited for."""
    path = tmp_path / "odd"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "loop":
        path.symlink_to(path)
    assert Contents(None).digest(str(path)) == UNREADABLE


def test_one_digest_for_a_file_all_through_a_run(file: Path) -> None:
    """What one part of an answer was made of is what the other was."""
    contents = Contents(None)
    first = contents.digest(str(file))
    file.write_text("title: two")
    assert contents.digest(str(file)) == first


def test_names_are_those_with_the_ending_in_order(tmp_path: Path) -> None:
    """Other files do not count, and no folder is an empty one."""
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).write_text("")
    assert names_in(str(tmp_path), ".yaml") == ["a", "b"]
    assert names_in(str(tmp_path / "none"), ".yaml") == []
