"""Inputs: digests of the files read in one run.

What is made of the files is kept by these.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from timeline.cache.contents import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.cache.contents import Contents


class Inputs:
    """Digests of files as they were read."""

    def __init__(self, contents: Contents | None = None) -> None:
        """Begin with nothing read.

        Args:
            contents: where digests are noted; None where nobody will ask what was read.
        """
        self.contents = contents
        self.is_mixed = False
        """True once a file was found changed during the run."""
        self.files: dict[str, dict[str, str]] = {}
        """Digest of what was read, by folder and name."""

    def saw_bytes(self, path: str, data: bytes, status: os.stat_result) -> None:
        """Note the bytes read from a file.

        Args:
            path: name of the file.
            data: all that stood in it.
            status: what the system said of the file that was opened, before it was read.
        """
        if self.contents is not None:
            path = os.path.abspath(path)
            self.saw_digest(path, self.contents.note(path, data, status))

    def saw_digest(self, path: str, digest: str) -> None:
        """Note that a file with this digest was used."""
        folder, name = os.path.split(path)
        names = self.files.setdefault(folder, {})
        if names.get(name, digest) != digest:
            self.is_mixed = True
        names[name] = digest

    def saw_digests(self, digests: Mapping[str, str]) -> None:
        """Note the files another process read, by path."""
        if self.contents is not None:
            for path, digest in digests.items():
                self.saw_digest(path, digest)

    def digest(self, path: str) -> str:
        """Return the digest of a file.

        As it was read, or, if it was not, as it is.
        """
        folder, name = os.path.split(path)
        read = self.files.get(folder, {}).get(name)
        if read is not None or self.contents is None:
            return read or UNREADABLE
        return self.contents.digest(path)
