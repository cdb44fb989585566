"""What is kept is given back whole or not at all."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.cache import store as store_module
from timeline.cache.digest import digest_of
from timeline.cache.store import Store, cache_folder

KEY = digest_of(b"a key")


def opened(folder: Path) -> Store:
    """The store of a folder, as a later run opens it."""
    return Store(str(folder))


def test_what_was_kept_is_there_for_the_next_one(tmp_path: Path) -> None:
    """A second store of the same folder knows what the first has kept."""
    opened(tmp_path).put([(KEY, b"value")])
    assert opened(tmp_path).get(KEY) == b"value"


def test_a_later_value_stands_in_place_of_an_earlier(tmp_path: Path) -> None:
    """One key has one value."""
    store = opened(tmp_path)
    store.put([(KEY, b"old")])
    store.put([(KEY, b"new")])
    assert store.get(KEY) == b"new"


def test_what_was_not_kept_is_not_there(tmp_path: Path) -> None:
    """Another key has no value."""
    store = opened(tmp_path)
    store.put([(KEY, b"value")])
    assert store.get(digest_of(b"another")) is None


def test_a_value_under_another_key_is_not_believed(tmp_path: Path) -> None:
    """A row that a damaged tree gives for the wrong key has the wrong sum."""
    store = opened(tmp_path)
    store.put([(KEY, b"value")])
    other = digest_of(b"another")
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE kept SET key = ?", (other,))
    connection.close()
    assert opened(tmp_path).get(other) is None


@pytest.mark.parametrize("value", [b"", b"short", 7, "text", None, b"x" * 40])
def test_a_value_of_another_shape_is_not_believed(tmp_path: Path, value: object) -> None:
    """Only bytes with their own sum are a value."""
    store = opened(tmp_path)
    store.put([(KEY, b"value")])
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE kept SET value = ?", (value,))
    connection.close()
    assert opened(tmp_path).get(KEY) is None


@pytest.mark.parametrize("rubbish", [b"", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_none_is_thrown_away(tmp_path: Path, rubbish: bytes) -> None:
    """After rubbish there is a store again, which keeps."""
    path = Path(opened(tmp_path).path)
    path.write_bytes(rubbish)
    opened(tmp_path).put([(KEY, b"value")])
    opened(tmp_path).put([(KEY, b"value")])
    assert opened(tmp_path).get(KEY) == b"value"


def test_a_table_of_another_shape_is_thrown_away(tmp_path: Path) -> None:
    """So is a file whose table has other columns."""
    path = opened(tmp_path).path
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE kept")
        connection.execute("CREATE TABLE kept (other TEXT)")
    connection.close()
    store = opened(tmp_path)
    assert store.get(KEY) is None
    store.put([(KEY, b"value")])
    assert store.get(KEY) == b"value"


def test_another_process_that_writes_is_not_disturbed(tmp_path: Path) -> None:
    """While the file is locked nothing is kept, and afterwards what was there still is."""
    first = opened(tmp_path)
    first.put([(KEY, b"value")])
    other = sqlite3.connect(first.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    second = opened(tmp_path)
    assert second.get(KEY) is None
    second.put([(KEY, b"another")])
    other.execute("COMMIT")
    other.close()
    assert opened(tmp_path).get(KEY) == b"value"


def test_a_store_that_has_grown_too_large_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond its bound everything older goes."""
    store = opened(tmp_path)
    store.put([(KEY, b"value" * 10_000)])
    monkeypatch.setattr(store_module, "MOST_BYTES", 20_000)
    other = digest_of(b"another")
    store.put([(other, b"value")])
    assert store.get(KEY) is None
    assert store.get(other) == b"value"


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    """The folder of the file is closed to others."""
    folder = Path(opened(tmp_path / "new").path).parent
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_others_may_write_to_is_not_believed(tmp_path: Path) -> None:
    """Whoever could write there could put an answer into it."""
    store = opened(tmp_path)
    store.put([(KEY, b"value")])
    store.close()
    Path(store.path).parent.chmod(0o777)
    assert opened(tmp_path).get(KEY) is None


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """It may lead to where others write."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "records-1").symlink_to(elsewhere)
    store = opened(tmp_path / "cache")
    store.put([(KEY, b"value")])
    assert store.get(KEY) is None
    assert not list(elsewhere.iterdir())


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    """A file in place of the folder costs the cache and nothing else."""
    (tmp_path / "taken").write_text("")
    store = opened(tmp_path / "taken")
    store.put([(KEY, b"value")])
    assert store.get(KEY) is None


@pytest.mark.parametrize(
    ("around", "folder"),
    [
        ({"TIMELINE_CACHE": "/some/where"}, "/some/where"),
        ({"TIMELINE_CACHE": ""}, None),
        ({"XDG_CACHE_HOME": "/xdg", "HOME": "/home/one"}, "/xdg/timeline"),
        ({"XDG_CACHE_HOME": "not/whole", "HOME": "/home/one"}, "/home/one/.cache/timeline"),
        ({"HOME": "/home/one"}, "/home/one/.cache/timeline"),
    ],
)
def test_the_folder_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, around: dict[str, str], folder: str | None
) -> None:
    """`$TIMELINE_CACHE` first, then the system's custom; empty means none."""
    for name in ("TIMELINE_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in around.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == folder


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_different_parts_have_different_digests(one: list[bytes], two: list[bytes]) -> None:
    """Where a part ends matters."""
    assert (digest_of(*one) == digest_of(*two)) is (one == two)


@settings(max_examples=40)
@given(data=st.data())
def test_damage_never_changes_a_value(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever bytes of the file are others, a value is the one that was kept, or missing."""
    folder = tmp_path_factory.mktemp("damaged")
    values = {digest_of(bytes([number])): bytes([number]) * 300 for number in range(40)}
    store = opened(folder)
    store.put(values.items())
    store.close()
    path = Path(store.path)
    whole = bytearray(path.read_bytes())
    places = data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=30))
    for place in places:
        whole[place] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    again = opened(folder)
    assert all(again.get(key) in (None, value) for key, value in values.items())
    again.put(values.items())
    again.put(values.items())
    assert all(again.get(key) in (None, value) for key, value in values.items())
    assert os.path.exists(path) or again.get(KEY) is None  # noqa: PTH110 - as the store does


def kept(folder: Path) -> bool:
    """Return True if something kept in a folder is there for the next one."""
    opened(folder).put([(KEY, b"value")])
    return opened(folder).get(KEY) == b"value"


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o757, 0o722])
@pytest.mark.parametrize("below", ["", "home", "home/me/.cache"])
def test_a_folder_that_others_could_have_changed_is_not_used(
    tmp_path: Path, mode: int, below: str
) -> None:
    """However far above the store it is: they could put another store in the place of this one."""
    shared = tmp_path / "shared"
    (shared / below).mkdir(mode=0o700, parents=True)
    shared.chmod(mode)
    assert not kept(shared / below)
    shared.chmod(mode | 0o1000)  # as /tmp is: what is ours, nobody else can move
    assert kept(shared / below)
    shared.chmod(0o755)
    assert kept(shared / below)


def test_a_folder_of_another_user_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one below it, whoever may enter."""
    real, owner = os.fstat, tmp_path.stat().st_ino

    def fstat(handle: int) -> os.stat_result:
        status = real(handle)
        if status.st_ino != owner:
            return status
        return os.stat_result([*status[:4], 12345, *status[5:]])

    assert kept(tmp_path)
    monkeypatch.setattr("timeline.cache.store.os.fstat", fstat)
    assert not kept(tmp_path)
    assert not kept(tmp_path / "deep" / "down")


def test_folders_that_are_missing_are_made_for_the_user_alone(tmp_path: Path) -> None:
    """Whatever the mask says."""
    before = os.umask(0)
    try:
        assert kept(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    for path in (tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "records-1"):
        assert path.stat().st_mode & 0o777 == 0o700


def test_a_link_above_the_store_is_followed_to_a_folder_that_is_looked_at(tmp_path: Path) -> None:
    """A home on another disk will do; one that others can write to will not."""
    for name, mode in (("safe", 0o700), ("open", 0o777)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(mode)
        (tmp_path / f"to-{name}").symlink_to(tmp_path / name)
        assert kept(tmp_path / f"to-{name}") is (mode == 0o700)
