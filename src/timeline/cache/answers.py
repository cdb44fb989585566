"""Answers: what a whole run of the program said, given again where it would say the same."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from timeline.cache.digest import digest_of
from timeline.cache.inputs import InputsJson, is_unchanged
from timeline.read.root import package_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.cache.contents import Contents
    from timeline.cache.store import Store

MOST_CHARACTERS = 16_000_000
"""A longer answer is not kept."""

_CODE = (".py", ".yaml")


class Answer(NamedTuple):
    """What a run said, and how it ended."""

    said: list[tuple[int, str]]
    """1 for stdout and 2 for stderr, each with text, in the order in which they were written."""
    exit_code: int


def find_answer(store: Store, contents: Contents, question: bytes, day: int) -> Answer | None:
    """The answer to a question, where all that it was made of is as it was.

    Args:
        store: what is kept.
        contents: what stands in files by now.
        question: what `question_of` gives.
        day: the day on which this is asked, as an ordinal.
    """
    kept = store.get(question)
    if kept is None:
        return None
    found = json.loads(kept)
    if not is_unchanged(found["inputs"], contents, day):
        return None
    return Answer([(stream, text) for stream, text in found["said"]], found["exit_code"])


def keep_answer(store: Store, question: bytes, inputs: InputsJson, answer: Answer) -> None:
    """Keep an answer together with all that it was made of."""
    if sum(len(text) for _, text in answer.said) <= MOST_CHARACTERS:
        kept = {"inputs": inputs, "said": answer.said, "exit_code": answer.exit_code}
        store.put([(question, json.dumps(kept).encode())])


def question_of(program: bytes, asked: Sequence[object]) -> bytes:
    """The key of an answer.

    Args:
        program: what `program_digest` gives.
        asked: whatever the answer hangs on besides the files; only what JSON can hold.
    """
    return digest_of(b"answer", program, json.dumps(asked).encode("utf-8", "surrogateescape"))


def program_digest(contents: Contents) -> bytes:
    """What program this is: its own files, the interpreter, and what is installed beside them."""
    parts = [sys.version.encode(), sys.platform.encode()]
    for folder, below, names in os.walk(package_folder()):
        below[:] = sorted(name for name in below if name != "__pycache__")
        parts += [
            f"{name} {contents.digest(os.path.join(folder, name))}".encode()  # noqa: PTH118
            for name in sorted(names)
            if name.endswith(_CODE)
        ]
    return digest_of(*parts, *_installed())


def _installed() -> list[bytes]:
    """The names, with versions, of what is installed; and when the time zones were last changed."""
    found = [
        os.fsencode(name)
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages"))
        for name in sorted(_listed(folder))
        if name.endswith(".dist-info")
    ]
    for folder in ("/usr/share/zoneinfo", "/usr/lib/zoneinfo"):
        try:
            found.append(str(os.stat(folder).st_mtime_ns).encode())  # noqa: PTH116
        except OSError:
            continue
    return found


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208
    except OSError:
        return []
