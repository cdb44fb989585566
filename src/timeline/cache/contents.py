"""Contents: what stands in files by now, as digests; a file that has not changed is not read.

As git does it (Documentation/technical/racy-git): size, times and number of a file are noted with
its digest, and believed only where it had already been left alone for a while when they were
noted. The time of the last change to a file's status cannot be set by hand as that of its content
can. Where a system keeps no such time every file is read.
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
"""In place of a digest: there is no ordinary file, or it cannot be read. A link counts so: where it
leads has to be looked at each time."""

_SETTLED = 3_000_000_000
"""Nanoseconds after which a file counts as left alone; more than the coarsest clock of files."""
_LARGEST = 64 * 1024 * 1024
_BELIEVES_STATUS = os.name == "posix"
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Noted: TypeAlias = list[Any]
"""Size, two times, number of the file and of its device, digest: as JSON has it."""

Notes: TypeAlias = dict[str, dict[str, Noted]]
"""By folder and name."""


class Contents:
    """Digests of files, with what was noted of them in earlier runs."""

    def __init__(self, store: Store | None) -> None:
        """Begin with what a store has noted; without one every file is read."""
        self.files_read = 0
        """How many files had to be read for their digests."""
        self._store = store
        self._noted: Notes = {}
        self._changed: set[str] = set()
        self._known: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """The digest of a file, the same all through a run."""
        if path not in self._known:
            self._known[path] = self._digest(path)
        return self._known[path]

    def note(self, path: str, data: bytes, status: os.stat_result) -> str:
        """Take the digest of bytes that were just read from a file.

        Args:
            path: its name.
            data: all that stood in it.
            status: what the system said of the file that was opened, before it was read.
        """
        if os.path.islink(path):  # noqa: PTH114 - before pathlib
            self._known[path] = UNREADABLE
            return UNREADABLE
        digest = digest_of(data).hex()
        self._known[path] = digest
        self._keep(path, status, digest)
        return digest

    def give_notes(self) -> Notes:
        """What was noted since this was last asked, for another process."""
        given = {folder: self._noted[folder] for folder in self._changed}
        self._noted.clear()
        self._changed.clear()
        return given

    def take_over(self, notes: Notes) -> None:
        """Add what another process has noted."""
        for folder, noted in notes.items():
            self._notes(folder).update(noted)
            self._changed.add(folder)

    def save(self) -> None:
        """Keep what was noted for later runs."""
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
        """Note a file, unless it changed so lately that it may change again unnoticed."""
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
    """An ordinary file of a bearable size and its status, never waiting for one; else None."""
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
    """The names in a folder that end so, without the ending, in order; none where it is none."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - before pathlib
    except (OSError, ValueError):
        return []
    return sorted(name.removesuffix(suffix) for name in names if name.endswith(suffix))
