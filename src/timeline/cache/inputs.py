"""Inputs: all that an answer was made of, so that it can be told whether it would be made again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypedDict

from timeline.cache.contents import UNREADABLE, names_in
from timeline.cache.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.cache.contents import Contents


class InputsJson(TypedDict):
    """Inputs as they are kept."""

    files: dict[str, dict[str, str]]
    """By folder and name: the digest of what was read."""
    folders: list[tuple[str, str, str]]
    """Folder, ending of names, digest of the names in it that end so."""
    day: int | None
    """The day on which the program ran, where that was asked for; else None."""


class Inputs:
    """Files, folders and the day, as they were asked for in one run."""

    def __init__(self, contents: Contents | None = None) -> None:
        """Begin with nothing asked for.

        Args:
            contents: where digests are noted; None where nobody will ask what was read.
        """
        self.contents = contents
        self.is_whole = contents is not None
        """False once something was asked for that cannot be checked again."""
        self.is_mixed = False
        """True once something was found changed while the run was going on."""
        self._files: dict[str, dict[str, str]] = {}
        self._folders: dict[tuple[str, str], str] = {}
        self.day: int | None = None
        """Today, once it mattered which day it is."""

    def saw_bytes(self, path: str, data: bytes, status: os.stat_result) -> None:
        """Note that a file was read, and held these bytes.

        Args:
            path: its name.
            data: all that stood in it.
            status: what the system said of the file that was opened, before it was read.
        """
        if self.contents is not None:
            path = os.path.abspath(path)  # noqa: PTH100 - before pathlib
            self.saw_digest(path, self.contents.note(path, data, status))

    def saw_digest(self, path: str, digest: str) -> None:
        """Note that an answer was taken that was made of a file with this digest."""
        folder, name = os.path.split(path)
        names = self._files.setdefault(folder, {})
        if names.get(name, digest) != digest:
            self.is_mixed = True
        names[name] = digest
        if digest == UNREADABLE or self.is_mixed:
            self.is_whole = False

    def saw_digests(self, digests: Mapping[str, str]) -> None:
        """Note that another process has read files with these digests, by path."""
        if self.contents is None:
            return
        for path, digest in digests.items():
            self.saw_digest(path, digest)

    def digest(self, path: str) -> str:
        """The digest of a file that was read."""
        folder, name = os.path.split(path)
        return self._files.get(folder, {}).get(name, UNREADABLE)

    def saw_names(self, folder: str, suffix: str, names: Sequence[str]) -> None:
        """Note that a folder was listed, and held these names."""
        if self.contents is not None:
            folder = os.path.abspath(folder)  # noqa: PTH100 - before pathlib
            self._saw_folder(folder, suffix, _digest_of_names(folder, names))

    def saw_folders(self, folders: Sequence[tuple[str, str, str]]) -> None:
        """Note that another process has listed folders, as `as_json` has them."""
        for folder, suffix, digest in folders:
            self._saw_folder(folder, suffix, digest)

    def _saw_folder(self, folder: str, suffix: str, digest: str) -> None:
        if self._folders.get((folder, suffix), digest) != digest:
            self.is_mixed, self.is_whole = True, False
        self._folders[folder, suffix] = digest

    def asked_day(self, day: int) -> None:
        """Note that it mattered which day it is."""
        self.day = day

    def asked(self) -> int | None:
        """Today, if it mattered which day it is."""
        return self.day

    def lost(self) -> None:
        """Note that something was asked for that cannot be checked again."""
        self.is_whole = False

    def as_json(self) -> InputsJson:
        """To be kept."""
        folders = [(*key, digest) for key, digest in self._folders.items()]
        return {"files": self._files, "folders": folders, "day": self.day}


def is_unchanged(kept: InputsJson, contents: Contents, day: int) -> bool:
    """Whether all that an answer was made of is as it was."""
    if kept["day"] not in (None, day):
        return False
    for folder, suffix, digest in kept["folders"]:
        if _digest_of_names(folder, names_in(folder, suffix)) != digest:
            return False
    return all(_same_files(folder, names, contents) for folder, names in kept["files"].items())


def _same_files(folder: str, names: Mapping[str, str], contents: Contents) -> bool:
    join, digest_now = os.path.join, contents.digest
    return all(digest_now(join(folder, name)) == digest for name, digest in names.items())


def _digest_of_names(folder: str, names: Sequence[str]) -> str:
    """Of the names in a folder, of where links to it lead, and of whether it is there at all."""
    there = os.path.realpath(folder) if os.path.isdir(folder) else ""  # noqa: PTH112
    return digest_of(os.fsencode(there), *map(os.fsencode, names)).hex()
