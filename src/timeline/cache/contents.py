"""Digests of files; an unchanged file is not read.

As git does it (Documentation/technical/racy-git): size, times and number of a file are noted with
its digest, and believed only if it had already been left alone for a while when they were noted.
The time of the last change to a file's status cannot be set by hand, unlike that of its content. If
a system keeps no such time, all files are read.
"""

from __future__ import annotations

import json
import os
import stat
import time
from typing import TYPE_CHECKING, Any, TypeAlias

from timeline.cache.digest import digest_of

if TYPE_CHECKING:
    from timeline.cache.store import Store

UNREADABLE = ""
"""In place of a digest: no ordinary file, or not readable. A link counts so, because its target
has to be looked at each time."""

_SETTLED = 3_000_000_000
"""Nanoseconds after which a file counts as left alone; more than the coarsest clock of files."""
_LARGEST = 64 * 1024 * 1024
_BELIEVES_STATUS = os.name == "posix"
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Noted: TypeAlias = list[Any]
"""Size, two times, number of the file and of its device, digest: as JSON has it."""

Notes: TypeAlias = dict[str, dict[str, Noted]]
"""Noted files by folder and name."""


class Contents:
    """Digests of files, with notes from earlier runs."""

    def __init__(self, store: Store | None) -> None:
        """Begin with a store's notes, if any.

        Without a store all files are read.
        """
        self.files_read = 0
        """Number of files read for their digests."""
        self._store = store
        self._noted: Notes = {}
        self._changed: set[str] = set()
        self._known: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """Return the digest of a file.

        It stays the same all through a run.
        """
        if path not in self._known:
            self._known[path] = self._digest(path)
        return self._known[path]

    def note(self, path: str, data: bytes, status: os.stat_result) -> str:
        """Note the digest of bytes just read.

        Args:
            path: name of the file.
            data: all that stood in it.
            status: what the system said of the file that was opened, before it was read.
        """
        if os.path.islink(path):
            self._known[path] = UNREADABLE
            return UNREADABLE
        digest = digest_of(data).hex()
        self._known[path] = digest
        self._keep(path, status, digest)
        return digest

    def give_notes(self) -> Notes:
        """Return the notes since the last call.

        They are for another process.
        """
        given = {folder: self._noted[folder] for folder in self._changed}
        self._noted.clear()
        self._changed.clear()
        return given

    def take_over(self, notes: Notes) -> None:
        """Add the notes of another process."""
        for folder, noted in notes.items():
            self._notes(folder).update(noted)
            self._changed.add(folder)

    def save(self) -> None:
        """Store the notes for later runs."""
        if self._store is not None and self._changed:
            self._store.put(
                (_key(folder), json.dumps(self._noted[folder]).encode()) for folder in self._changed
            )
        self._changed.clear()

    def _digest(self, path: str) -> str:
        try:
            status = os.lstat(path)
        except (OSError, ValueError):
            return UNREADABLE
        folder, name = os.path.split(path)
        noted = self._notes(folder).get(name)
        if noted is not None and noted[:-1] == _marks(status):
            return str(noted[-1])
        read = None if stat.S_ISLNK(status.st_mode) else _read(path)
        if read is None:
            return UNREADABLE
        data, status = read
        self.files_read += 1
        digest = digest_of(data).hex()
        self._keep(path, status, digest)
        return digest

    def _notes(self, folder: str) -> dict[str, Noted]:
        if folder not in self._noted:
            kept = None if self._store is None else self._store.get(_key(folder))
            self._noted[folder] = {} if kept is None else json.loads(kept)
        return self._noted[folder]

    def _keep(self, path: str, status: os.stat_result, digest: str) -> None:
        """Note a file, unless it changed too lately.

        It may then change again unnoticed.
        """
        if not _BELIEVES_STATUS or not stat.S_ISREG(status.st_mode):
            return
        age = time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns)
        folder, name = os.path.split(path)
        notes = self._notes(folder)
        if age > _SETTLED:
            noted = [*_marks(status), digest]
            if notes.get(name) != noted:
                notes[name] = noted
                self._changed.add(folder)
        elif notes.pop(name, None) is not None:
            self._changed.add(folder)


def _marks(status: os.stat_result) -> Noted:
    times = [status.st_mtime_ns, status.st_ctime_ns]
    return [status.st_size, *times, status.st_ino, status.st_dev]


def _key(folder: str) -> bytes:
    return digest_of(b"folder", os.fsencode(folder))


def _read(path: str) -> tuple[bytes, os.stat_result] | None:
    """Read an ordinary file and its status.

    Never waits for one; None if it is too large, unreadable or no ordinary file.
    """
    try:
        handle = os.open(path, _OPEN)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(_LARGEST), status
    except OSError:
        return None
    finally:
        os.close(handle)


def names_in(folder: str, suffix: str) -> list[str]:
    """List the names with a suffix in a folder.

    Without the suffix, in order; none if it is no folder.
    """
    try:
        names = os.listdir(folder)
    except (OSError, ValueError):
        return []
    return sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix))
