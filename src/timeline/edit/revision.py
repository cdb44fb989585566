"""Revisions of a workspace, read from git.

Git is only asked, never obeyed. Blobs are taken as they are stored: no checkout, no filter, no
attribute, no hook, no network, so nothing that a contributor wrote can run, hide a file, or change
one on the way.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.read.source import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_REVISION: Final = re.compile(r"[\w@][\w./@{}^~+-]{0,200}", re.ASCII)
"""A branch, tag, hash, HEAD~3, main@{yesterday}; no range, no path, nothing like an option."""

_FOLDERS: Final = ("cases", "seeds", "policies")
_SETTINGS: Final = "site.yaml"
_ENTRY: Final = re.compile(rb"(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.+)", re.DOTALL)
_PATH: Final = re.compile(r"(?:cases|seeds|policies(?:/calendars)?)/[^/\\\0]+\.yaml")
_ORDINARY: Final = (b"100644", b"100755", b"100664")
_SECONDS: Final = 120

_CONFIG: Final = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never",
)  # fmt: skip
_FORGOTTEN: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""Set when git runs us as a hook; the workspace's own repository is meant."""


@dataclass(frozen=True, slots=True)
class _Blob:
    """One file of a revision."""

    path: str
    name: str
    """Hash of the object."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit that touched the files of a workspace."""

    id: str
    day: date
    """Day of the commit, where it was made."""
    subject: str


def revisions(root: Path, since: str | None = None) -> tuple[list[Revision], bool]:
    """List the commits that touched cases, seeds or policies, newest first.

    Of merges the first parent is followed, as the branch saw it.

    Returns:
        The commits, and True if the history was cut off when it was cloned.

    Raises:
        ReadError: git is not there, this is no repository, or it knows no such revision.
    """
    last = _commit(root, "HEAD")
    asked = last if since is None else f"{_commit(root, since)}..{last}"
    words = ("--first-parent", "--no-show-signature", "--encoding=UTF-8", "-z")
    told = _git(root, "HEAD", "log", *words, "--format=%H%x00%cs%x00%s", asked, "--", *_FOLDERS)
    parts = told.decode("utf-8", "replace").split("\0")
    found = [
        Revision(name, date.fromisoformat(day), subject)
        for name, day, subject in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]
    shallow = _git(root, "HEAD", "rev-parse", "--is-shallow-repository")
    return found, shallow.strip() == b"true"


def blobs_of(root: Path, revision: str) -> dict[str, str]:
    """Map a commit's workspace files to the names of their blobs.

    Links and files too large to be read are left out.
    """
    return {blob.path: blob.name for blob in _blobs(root, revision, revision, [])}


def parent_of(root: Path, revision: str) -> str | None:
    """Return the commit before one; None if there is none here."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^1")
    return _git(root, revision, *asked, may_fail=True).decode("ascii", "replace").strip() or None


def write_blobs(root: Path, blobs: Mapping[str, str], into: Path) -> None:
    """Write files of a commit into a folder, by path and blob."""
    _write(root, "HEAD", [_Blob(*one) for one in blobs.items()], into)


def take_out(root: Path, revision: str, into: Path) -> list[Problem]:
    """Write a revision's workspace files into an empty folder.

    Returns:
        A Problem for each link, and each file that is too large to be read; they are left out.

    Raises:
        ReadError: git is not there, this is no repository, or it knows no such revision.
    """
    commit = _commit(root, revision)
    (into / "cases").mkdir()
    problems: list[Problem] = []
    blobs = list(_blobs(root, commit, revision, problems))
    _write(root, revision, blobs, into)
    return problems


def _write(root: Path, revision: str, blobs: Iterable[_Blob], into: Path) -> None:
    blobs = list(blobs)
    asked = "".join(f"{blob.name}\n" for blob in blobs).encode()
    told = memoryview(_git(root, revision, "cat-file", "--batch", given=asked))
    for blob in blobs:
        head = bytes(told[: bytes(told[:200]).index(b"\n")])
        size, start = int(head.rpartition(b" ")[2]), len(head) + 1
        path = into / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(told[start : start + size])
        told = told[start + size + 1 :]


class LastCommit(NamedTuple):
    """The last commit that changed a file."""

    place: int
    """In the history, the newest 0."""
    id: str
    day: str
    is_changed: bool
    """True if the file differs from it."""


def last_commits(root: Path) -> dict[str, LastCommit]:
    """Map each file of a workspace to its last commit; empty without git or a history."""
    within = ("--", *_FOLDERS, _SETTINGS)
    try:
        log = ("log", "--format=%x01%H%x09%cs", "--name-only", "--no-renames", "--relative")
        told = _git(root, "HEAD", *log, *within).decode("utf-8", "replace")
        diff = ("diff", "--name-only", "--no-ext-diff", "--no-renames", "--relative", "HEAD")
        changed = set(_git(root, "HEAD", *diff, *within).decode("utf-8", "replace").splitlines())
    except ReadError:
        return {}
    found: dict[str, LastCommit] = {}
    for place, entry in enumerate(told.split("\x01")[1:]):
        head, *names = entry.splitlines()
        name, _, day = head.partition("\t")
        for path in filter(None, names):
            if path not in found:
                found[path] = LastCommit(place, name, day, path in changed)
    return found


def _commit(root: Path, revision: str) -> str:
    """Return the hash of a named commit."""
    if not _REVISION.fullmatch(revision) or ".." in revision:
        message = f"{revision} is neither a folder that holds cases/ nor a revision"
        raise _untold(message, "one commit, branch or tag, such as HEAD~1; two of them for a range")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _git(root, revision, *asked, may_fail=True).decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", found):
        _git(root, revision, "rev-parse", "--git-dir")  # says so where this is no repository
        raise _untold(f"git knows no commit {revision} here", "git log names them")
    return found


def _blobs(root: Path, commit: str, revision: str, problems: list[Problem]) -> Iterator[_Blob]:
    """Yield a revision's files; add a Problem for odd ones."""
    listed = _git(root, revision, "ls-tree", "-r", "-z", "-l", commit, "--", *_FOLDERS)
    for line in listed.split(b"\0"):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            continue
        path = entry[5].decode("utf-8", "surrogateescape")
        if not _PATH.fullmatch(path):
            continue
        if entry[1] not in _ORDINARY:
            at = Location(f"{revision}:{path}", None)
            message = "this is a link, which is not followed in another revision"
            problems.append(Problem("E411", message, at, "put the file itself there"))
        elif int(entry[4]) > LARGEST_FILE:
            at = Location(f"{revision}:{path}", None)
            message = f"the file has {int(entry[4]):,} bytes; at most {LARGEST_FILE:,} are read"
            problems.append(Problem("E103", message, at))
        else:
            yield _Blob(path, entry[3].decode())


def _git(
    root: Path, revision: str, *words: str, given: bytes = b"", may_fail: bool = False
) -> bytes:
    """Run git and return its output.

    Raises:
        ReadError: there is no git, or it refuses.
    """
    around = {key: value for key, value in os.environ.items() if key not in _FORGOTTEN}
    around |= {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, and a revision that was looked at
            ["git", *_CONFIG, "-C", str(root), *words],  # noqa: S607 - the user's own git
            input=given,
            env=around,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"git could not be run: {str(error).splitlines()[0]}"
        raise _untold(message, "install git, or compare two folders") from error
    if done.returncode and not may_fail:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        message = f"git cannot tell {revision}: {said[0].removeprefix('fatal: ')}"
        raise _untold(message, "compare revisions in a git checkout, or two folders")
    return done.stdout


def _untold(message: str, hint: str) -> ReadError:
    return ReadError([Problem("E706", message, Location("diff", None), hint)])
