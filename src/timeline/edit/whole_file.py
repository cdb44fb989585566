"""Atomic writes: readers see the old or new file.

The new text is written beside the file, brought to the disk, and takes the file's name in one step.
A process that is killed leaves at most that other file, which the next one removes.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from time import sleep
from typing import TYPE_CHECKING, Final

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.read.source import read_bytes

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES: Final = 600
"""Tries to lock a folder that another process holds."""

_PAUSE: Final = 0.05
"""Seconds between two tries."""

_NEW_FILE_MODE: Final = 0o666
"""Mode before the user's mask is taken off."""


@contextmanager
def hold(folder: Path, shown_as: str) -> Iterator[None]:
    """Lock a folder against other `timeline` processes.

    The folder itself is locked, so that no lock file stays; the lock ends with the process.

    Raises:
        ReadError: it cannot be opened, or another process holds it for half a minute.
    """
    if sys.platform == "win32":  # pragma: no cover - there `write_whole` alone looks for changes
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise _not_written(error, shown_as) from error
    try:
        _lock(handle, shown_as)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, shown_as: str) -> None:
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(_PAUSE)
        except OSError:  # a file system without locks: `write_whole` still looks for changes
            return
        else:
            return
    message = "another timeline is writing here and does not end"
    hint = "wait for it, or end it, and try again; nothing was written"
    raise ReadError([Problem("E704", message, Location(shown_as, None), hint)])


def write_whole(path: Path, data: bytes, before: bytes | None, shown_as: str) -> None:
    """Write a whole file, or change nothing.

    An existing file keeps its mode, and its owner where that is allowed.

    Args:
        path: the file itself, no link; its folder is held by this process.
        data: the new content.
        before: the content when it was read; None where the file must not be there yet.
        shown_as: its name in problems.

    Raises:
        ReadError: it cannot be written, is there already, or was changed by somebody else.
    """
    try:
        _sweep(path)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
        try:
            _fill(temporary, data, None if before is None else path.stat())
            if before is None:
                _put_new(temporary, path, shown_as)
            else:
                # An editor asks for no lock.
                if read_bytes(path, shown_as) != before:
                    message = "the file was changed by somebody else just now"
                    hint = "nothing was written; try again"
                    raise ReadError([Problem("E704", message, Location(shown_as, None), hint)])
                temporary.replace(path)  # the step that everything rests on
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise _not_written(error, shown_as) from error


def _fill(temporary: Path, data: bytes, like: os.stat_result | None) -> None:
    """Write the temporary file and sync it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    mode = _NEW_FILE_MODE if like is None else 0o600
    handle = os.open(temporary, flags | getattr(os, "O_CLOEXEC", 0), mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if like is not None and sys.platform != "win32":
            if (like.st_uid, like.st_gid) != (os.getuid(), os.getgid()):
                with suppress(PermissionError):
                    os.fchown(handle, like.st_uid, like.st_gid)
            os.fchmod(handle, stat.S_IMODE(like.st_mode))
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_new(temporary: Path, path: Path, shown_as: str) -> None:
    """Give the file its name, if still free."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError as error:
        raise already_there(shown_as) from error
    except OSError:  # a file system without hard links; the folder is held
        if os.path.lexists(path):
            raise already_there(shown_as) from None
        temporary.replace(path)


def _sweep(path: Path) -> None:
    """Remove the temporary files of killed processes."""
    if sys.platform == "win32":  # pragma: no cover - nothing is held there
        return
    left = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}\.tmp")
    for other in path.parent.iterdir():
        if left.fullmatch(other.name):
            other.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Sync the folder's entry, if the system can."""
    if sys.platform == "win32":  # pragma: no cover - a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some file systems refuse; the file itself is safe
            os.fsync(handle)
    finally:
        os.close(handle)


def already_there(shown_as: str) -> ReadError:
    """Build the error for an existing file."""
    message = "there is a file of this name already"
    hint = "choose another id; an existing file is never written over"
    return ReadError([Problem("E701", message, Location(shown_as, None), hint)])


def _not_written(error: OSError, shown_as: str) -> ReadError:
    reason = (error.strerror or str(error)).lower()
    message = f"the file cannot be written: {reason}"
    hint = "nothing was changed; check the folder's permissions and the room on the disk"
    return ReadError([Problem("E703", message, Location(shown_as, None), hint)])
