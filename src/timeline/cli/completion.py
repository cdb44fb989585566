"""Shell completion: names of files, fixed words, ids by their lines; nothing is parsed for it."""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from timeline.cache.contents import names_in
from timeline.read.root import nearest_root, package_folder, shipped_folder

SCHEMAS = ("case", "source", "policy", "kinds", "measures", "calendar", "site")
"""Kinds of files that have a schema."""
_KINDS = "kinds"
_MEASURES = "measures"
_ID_LINE = re.compile(r"^ *- *(?:\{ *)?id: *['\"]?([a-z0-9][a-z0-9_-]*)", re.MULTILINE)
_MOST_CHARACTERS = 1_000_000
"""Read of a file of the workspace; the rest of a longer one is not looked through."""


def complete_case(incomplete: str) -> list[str]:
    """The ids of the cases here that begin so."""
    return _beginning(incomplete, _names(_below_root("cases")))


def complete_policy(incomplete: str) -> list[str]:
    """The ids of the policies, built in and of this workspace, that begin so."""
    own = [name for name in _names(_below_root("policies")) if name not in (_KINDS, _MEASURES)]
    return _beginning(incomplete, {*_names(_in_package("policies")), *own})


def complete_kind(incomplete: str) -> list[str]:
    """The kinds of events that begin so, in the order of the process; this workspace's own last."""
    kinds = _ids_in(_in_package("vocabulary", f"{_KINDS}.yaml"))
    kinds += _ids_in(_below_root("policies") / f"{_KINDS}.yaml")
    return _beginning(incomplete, dict.fromkeys(kinds))


def complete_measure(incomplete: str) -> list[str]:
    """The ids of the measures that begin so, in their order."""
    ids = _ids_in(_in_package("vocabulary", f"{_MEASURES}.yaml"))
    ids += _ids_in(_below_root("policies") / f"{_MEASURES}.yaml")
    return _beginning(incomplete, ids)


def complete_schema(incomplete: str) -> list[str]:
    """The kinds of files that begin so."""
    return _beginning(incomplete, SCHEMAS)


COMPLETIONS: dict[str, Callable[[str], list[str]]] = {
    "case": complete_case,
    "policy": complete_policy,
    "kind": complete_kind,
    "measure": complete_measure,
    "schema": complete_schema,
}
"""What completes a word, by what the word is."""


def _beginning(incomplete: str, words: Iterable[str]) -> list[str]:
    found = sorted(words) if isinstance(words, set) else words
    return [word for word in found if word.startswith(incomplete)]


def _below_root(folder: str) -> Path:
    root = os.environ.get("TIMELINE_ROOT") or nearest_root(str(Path.cwd())) or shipped_folder()
    return Path(root, folder)


def _in_package(*names: str) -> Path:
    return Path(package_folder(), *names)


def _names(folder: Path) -> list[str]:
    """The names of the files of a folder."""
    return names_in(str(folder), ".yaml")


def _ids_in(path: Path) -> list[str]:
    """The ids on the lines of a file that begin an entry with one; none where it is none."""
    if not path.is_file():  # never wait for a pipe
        return []
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return _ID_LINE.findall(file.read(_MOST_CHARACTERS))
    except OSError:
        return []
