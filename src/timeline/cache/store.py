"""SQLite store of checksummed rows by key.

Nothing in it is ever run or unpickled. A row with a wrong sum counts as missing; a file that SQLite
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
"""Larger files are emptied; what is still wanted is made anew."""

_FOLDER, _NAME = "records-1", "records.sqlite"
_PATIENCE = 0.2
"""Seconds to wait for another process that writes."""
_FLAWS = (sqlite3.Error, OSError, ValueError, OverflowError, MemoryError)
"""Exceptions that reading a damaged file can raise."""


def cache_folder() -> str | None:
    """Return the cache folder; None if disabled.

    `$TIMELINE_CACHE` names a folder, or nothing to have no cache.
    """
    # A library that knows all systems' folders would take longer to import than everything else
    # here.
    named = os.environ.get("TIMELINE_CACHE")
    if named is not None:
        return os.path.abspath(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the standard tells to ignore such
            base = os.path.expanduser("~/.cache")
    return os.path.join(base, "timeline") if os.path.isabs(base) else None


class Store:
    """Values by key; failures count as missing rows."""

    def __init__(self, folder: str) -> None:
        """Open or make the file, in a private folder.

        Args:
            folder: an absolute path, in which that folder is made.
        """
        folder = os.path.realpath(folder)  # what is checked below has no links in it
        own = os.path.join(folder, _FOLDER)
        self.path = os.path.join(own, _NAME)
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
        """Throw the file away and make a new one.

        Goes on without one if need be. Not called while another process uses the file.
        """
        self.close()
        try:
            for path in (self.path, f"{self.path}-journal"):
                if os.path.lexists(path):
                    os.unlink(path)
            self._connection = self._open()
        except _FLAWS:
            self.close()

    def close(self) -> None:
        """Close the file; the store is empty from here."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except _FLAWS:
                return

    def get(self, key: bytes) -> bytes | None:
        """Return the intact value of a key, or None."""
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
        """Store several values, all or none.

        Each replaces an older one.
        """
        if self._connection is None:
            return
        sealed = [(key, digest_of(key, value) + value) for key, value in rows]
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            if _is_too_large(self._connection):
                self._connection.execute("DELETE FROM kept")
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", sealed)
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                self._start_again()
        except _FLAWS:
            self._start_again()


def _is_too_large(connection: sqlite3.Connection) -> bool:
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
    """Make a folder that nobody else can write to.

    Nor can anybody put another in its place.

    Args:
        folder: an absolute path without links.

    Returns:
        False where another user than this one and root could have had a hand in it.
    """
    # What is kept there is believed, so each folder on the way down is opened below the one before
    # it, without following a link, and looked at as it was opened.
    if not hasattr(os, "geteuid"):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return True
    try:
        return _is_ours_alone(folder)
    except OSError:  # a link, a file, or no right to go there
        return False


def _is_ours_alone(folder: str) -> bool:
    """Check each folder on the way down.

    Raises:
        OSError: one of them is none, or cannot be opened or made.
    """
    handle = os.open(os.sep, _FOLDER_ONLY)
    try:
        for name in filter(None, folder.split(os.sep)):
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
    """Open a subfolder; make it private if missing."""
    try:
        return os.open(name, _FOLDER_ONLY, dir_fd=parent)
    except FileNotFoundError:
        os.mkdir(name, 0o700, dir_fd=parent)
        return os.open(name, _FOLDER_ONLY, dir_fd=parent)


def _keeps(parent: os.stat_result, below: os.stat_result) -> bool:
    """Return True if others cannot replace a subfolder.

    Others are all users but this one and root.
    """
    trusted = (0, os.geteuid())
    if parent.st_uid not in trusted:
        return False
    if not parent.st_mode & 0o022:
        return True
    return bool(parent.st_mode & stat.S_ISVTX) and below.st_uid in trusted


def _is_busy(error: sqlite3.OperationalError) -> bool:
    """Return True if another process uses the file.

    The file is then in order.
    """
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    )


def _unsealed(key: bytes, sealed: object) -> bytes | None:
    """Return the value without its sum.

    None if the sum is wrong.
    """
    if not isinstance(sealed, bytes) or len(sealed) < SUM_SIZE:
        return None
    value = sealed[SUM_SIZE:]
    return value if digest_of(key, value) == sealed[:SUM_SIZE] else None
