"""Memory of earlier runs, by program version."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from timeline.cache.contents import Contents, names_in
from timeline.cache.digest import digest_of
from timeline.cache.store import Store, cache_folder
from timeline.read.root import package_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = (".py", ".yaml")


class Memory(NamedTuple):
    """A store, its file digests and the program's."""

    store: Store
    contents: Contents
    program: bytes
    """Program digest; entries from other versions are ignored."""


def open_memory() -> Memory | None:
    """Open the user's cache; None if disabled.

    Time zones of one's own (`PYTHONTZPATH`) are noted nowhere, so that nothing is kept with them.
    """
    folder = cache_folder()
    if folder is None or "PYTHONTZPATH" in os.environ:
        return None
    store = Store(folder)
    contents = Contents(store)
    return Memory(store, contents, program_digest(contents))


def program_digest(contents: Contents) -> bytes:
    """Return a digest of program, interpreter and packages."""
    parts = [sys.version.encode(), sys.platform.encode()]
    for folder, below, names in os.walk(package_folder()):
        below[:] = sorted(name for name in below if name != "__pycache__")
        parts += [
            f"{name} {contents.digest(os.path.join(folder, name))}".encode()
            for name in sorted(names)
            if name.endswith(_CODE)
        ]
    return digest_of(*parts, *_installed())


def _installed() -> Iterator[bytes]:
    """Yield installed packages with versions.

    And the time of the last change to the system's time zones.
    """
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            yield from map(os.fsencode, names_in(folder, ".dist-info"))
    for folder in ("/usr/share/zoneinfo", "/usr/lib/zoneinfo"):
        try:
            yield str(os.stat(folder).st_mtime_ns).encode()
        except OSError:
            continue
