"""Store: rows by key in one SQLite file, each with a sum over its key and value.

Nothing in it is ever run or unpickled. A row whose sum is wrong is not there; a file that SQLite
cannot read is thrown away. So damage costs time and never changes an answer.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from typing import TYPE_CHECKING

from timeline.cache.digest import SUM_SIZE, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_BYTES = 512 * 1024 * 1024
"""A larger file is emptied: what is still wanted comes back by itself."""

_FOLDER, _NAME = "records-1", "records.sqlite"
_PATIENCE = 0.2
"""Seconds to wait for another process that writes."""
_FLAWS = (sqlite3.Error, OSError, ValueError, OverflowError, MemoryError)
"""What reading a damaged file can raise."""


def cache_folder() -> str | None:
    """Where the user's caches are; None where there shall be none.

    `$TIMELINE_CACHE` names a folder, or nothing to have no cache. A library that knows all
    systems' folders would take longer to import than everything else here.
    """
    named = os.environ.get("TIMELINE_CACHE")
    if named is not None:
        return os.path.abspath(named) if named else None  # noqa: PTH100 - before pathlib
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - before pathlib
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # noqa: PTH117 - the standard tells to ignore such
            base = os.path.expanduser("~/.cache")  # noqa: PTH111 - before pathlib
    return os.path.join(base, "timeline") if os.path.isabs(base) else None  # noqa: PTH117, PTH118


class Store:
    """Values by key. Every failure counts as a missing row, or as a row not kept."""

    def __init__(self, folder: str) -> None:
        """Open the file, which is made where it is missing, in a folder that nobody else may enter.

        Args:
            folder: an absolute path, in which that folder is made.
        """
        folder = os.path.realpath(folder)  # what is checked below has no links in it
        own = os.path.join(folder, _FOLDER)  # noqa: PTH118 - before pathlib
        self.path = os.path.join(own, _NAME)  # noqa: PTH118 - before pathlib
        self._connection: sqlite3.Connection | None = None
        try:
            if _make_ours_alone(own):
                self._connection = self._open()
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self._start_again()
        except _FLAWS:
            self._start_again()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")  # the sums notice what a crash tore
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
        return connection

    def _start_again(self) -> None:
        """Throw the file away, unless another process has it in hand; without one if need be."""
        self.close()
        try:
            for path in (self.path, f"{self.path}-journal"):
                if os.path.lexists(path):
                    os.unlink(path)  # noqa: PTH108 - before pathlib
            self._connection = self._open()
        except _FLAWS:
            self.close()

    def close(self) -> None:
        """Let go of the file; from here on nothing is there and nothing is kept."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except _FLAWS:
                return

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None where there is none that is whole."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                "SELECT value FROM kept WHERE key = ?", (key,)
            ).fetchone()
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self._start_again()
            return None
        except _FLAWS:
            self._start_again()
            return None
        return None if row is None else _unsealed(key, row[0])

    def put(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values, each instead of an older one, all of them or none."""
        if self._connection is None:
            return
        sealed = [(key, digest_of(key, value) + value) for key, value in rows]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            if self._is_too_large():
                self._connection.execute("DELETE FROM kept")
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", sealed)
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self._start_again()
        except _FLAWS:
            self._start_again()

    def _is_too_large(self) -> bool:
        connection = self._connection
        assert connection is not None  # noqa: S101 - only asked while it is open
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return bool((pages - free) * size > MOST_BYTES)


_FOLDER_ONLY = (
    os.O_RDONLY
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def _make_ours_alone(folder: str) -> bool:
    """Make a folder into which nobody else can put anything, nor another in its place.

    What is kept there is believed, so each folder on the way down is opened below the one before
    it, without following a link, and looked at as it was opened.

    Args:
        folder: an absolute path without links.

    Returns:
        False where another user than this one and root could have had a hand in it.
    """
    if not hasattr(os, "geteuid"):
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - before pathlib
        return True
    try:
        return _is_ours_alone(folder)
    except OSError:  # a link, a file, or no right to go there
        return False


def _is_ours_alone(folder: str) -> bool:
    """Go down to a folder, and look at each on the way.

    Raises:
        OSError: one of them is none, or cannot be opened or made.
    """
    handle = os.open(os.sep, _FOLDER_ONLY)
    try:
        for name in filter(None, folder.split(os.sep)):  # noqa: PTH206 - before pathlib
            below = _open_below(handle, name)
            is_safe = _keeps(os.fstat(handle), os.fstat(below))
            os.close(handle)
            handle = below
            if not is_safe:
                return False
        status = os.fstat(handle)
        return status.st_uid == os.geteuid() and not status.st_mode & 0o077
    finally:
        os.close(handle)


def _open_below(parent: int, name: str) -> int:
    """Open a folder below an open one, made for the user alone where it is missing."""
    try:
        return os.open(name, _FOLDER_ONLY, dir_fd=parent)
    except FileNotFoundError:
        os.mkdir(name, 0o700, dir_fd=parent)
        return os.open(name, _FOLDER_ONLY, dir_fd=parent)


def _keeps(parent: os.stat_result, below: os.stat_result) -> bool:
    """Return True if only the user and root can put another folder in the place of one below."""
    trusted = (0, os.geteuid())
    if parent.st_uid not in trusted:
        return False
    if not parent.st_mode & 0o022:
        return True
    return bool(parent.st_mode & stat.S_ISVTX) and below.st_uid in trusted


def _is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether another process has the file, which is then in order."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    )


def _unsealed(key: bytes, sealed: object) -> bytes | None:
    """The value without its sum; None where the sum is wrong."""
    if not isinstance(sealed, bytes) or len(sealed) < SUM_SIZE:
        return None
    value = sealed[SUM_SIZE:]
    return value if digest_of(key, value) == sealed[:SUM_SIZE] else None
