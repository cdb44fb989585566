"""A folder of published files, and a manifest of what is ours in it.

Only files that the manifest names are replaced or removed; a folder with other files in it is
refused. A run that is ended in the middle leaves a manifest of all that it may have written.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from timeline.cache.digest import digest_of
from timeline.errors import Problem, ReadError, refusal
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable

MANIFEST: Final = ".timeline-site.json"
_PATH: Final = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)?", re.ASCII)
"""A file of a site: at its top or in one folder, and nothing like a way out."""


def is_site_path(path: str) -> bool:
    """Return True if a file of a site can be named so."""
    return _PATH.fullmatch(path) is not None


class SiteFolder:
    """Published files, with their digests and with keys of what they were made of."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder, which need not be there.

        Raises:
            ReadError: it holds files that no earlier run has written, or it cannot be read.
        """
        self.folder = Path.cwd() / folder
        self.shown = str(folder)
        self.before = self._read_manifest()
        self.after: dict[str, list[str]] = {}
        self.written: list[str] = []
        self.unchanged = 0
        self.bytes = 0

    def _read_manifest(self) -> dict[str, list[str]]:
        try:
            names = [one.name for one in self.folder.iterdir()]
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._failed(error) from error
        if not names:
            return {}
        files = None
        try:
            text = (self.folder / MANIFEST).read_text("utf-8")
            files = _files_of(json.loads(text))
        except (OSError, ValueError):
            pass
        if files is None:
            message = f"{self.shown} holds files that timeline publish has not written"
            raise refusal("E701", message, "publish", "name a new or an empty folder")
        return files

    def begin(self, paths: Iterable[str]) -> None:
        """Note what may be written from here on.

        Raises:
            ReadError: the folder cannot be made or written into.
        """
        planned = {path: self.before.get(path, ["", ""]) for path in paths}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write_manifest(self.before | planned)
        except OSError as error:
            raise self._failed(error) from error

    def holds(self, path: str, key: str) -> bool:
        """Return True if a file is there and was made of the same; it stays then."""
        known = self.before.get(path)
        if not key or known is None or known[0] != key:
            return False
        data = self._data(path)
        if data is None or digest_of(data).hex() != known[1]:
            return False
        self.after[path] = known
        self.unchanged += 1
        self.bytes += len(data)
        return True

    def put(self, path: str, data: bytes, key: str = "") -> None:
        """Write a file, unless it is there to the byte.

        Raises:
            ReadError: it cannot be written.
        """
        if not _PATH.fullmatch(path):
            raise ValueError(path)
        if path in self.after:  # held already, as another file beside it was not
            return
        self.after[path] = [key, digest_of(data).hex()]
        self.bytes += len(data)
        if path in self.before and self._data(path) == data:
            self.unchanged += 1
            return
        try:
            self._write(path, data)
        except OSError as error:
            raise self._failed(error) from error
        self.written.append(path)

    def finish(self) -> list[str]:
        """Remove what an earlier run wrote and this one did not; return what was removed.

        Raises:
            ReadError: a file cannot be removed.
        """
        removed = []
        try:
            for path in sorted(self.before.keys() - self.after.keys()):
                if self._is_inside(path) and os.path.lexists(self.folder / path):
                    (self.folder / path).unlink()
                    removed.append(path)
            for name in {path.rpartition("/")[0] for path in removed} - {""}:
                with suppress(OSError):  # something else is in it
                    (self.folder / name).rmdir()
            self._write_manifest(self.after)
        except OSError as error:
            raise self._failed(error) from error
        return removed

    def _data(self, path: str) -> bytes | None:
        place = self.folder / path
        try:
            return place.read_bytes() if self._is_inside(path) and not place.is_symlink() else None
        except OSError:
            return None

    def _is_inside(self, path: str) -> bool:
        """Return False where a link leads out of the folder."""
        return not (self.folder / path).parent.is_symlink() or "/" not in path

    def _write(self, path: str, data: bytes) -> None:
        place = self.folder / path
        if not self._is_inside(path):
            message = f"{place.parent} is a link; nothing is written through it"
            raise refusal("E701", message, "publish", "remove the link")
        place.parent.mkdir(exist_ok=True)
        temporary = place.with_name(f".{place.name}.{secrets.token_hex(8)}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)

    def _write_manifest(self, files: dict[str, list[str]]) -> None:
        held = {"made_by": "timeline publish", "files": dict(sorted(files.items()))}
        self._write(MANIFEST, (json.dumps(held, indent=0) + "\n").encode())

    def _failed(self, error: OSError) -> ReadError:
        reason = (error.strerror or str(error)).lower()
        message = f"{self.shown} cannot be written: {reason}"
        hint = "check the folder's permissions and the room on the disk"
        return ReadError([Problem("E703", message, Location("publish", None), hint)])


def _files_of(held: object) -> dict[str, list[str]] | None:
    """Return the files that a manifest names; None if it is none."""
    files = held.get("files") if isinstance(held, dict) else None
    if not isinstance(files, dict):
        return None
    return {
        path: [str(part) for part in known]
        for path, known in files.items()
        if _PATH.fullmatch(path)
        and isinstance(known, list)
        and len(known) == len(("key", "digest"))
    }
