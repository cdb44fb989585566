"""Stable codes of problems; their words are data, in codes.toml.

Importing this module reads that file (some 15 ms), so it is imported where a code is explained and
not where a problem is found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """Meaning of a stable code, with two examples."""

    title: str
    """The flaw in a few plain words."""
    explanation: str
    """One paragraph for the author of the file."""
    wrong: str
    """An example of the flaw."""
    right: str
    """The same without the flaw."""

    @property
    def help(self) -> str:
        """Explanation and examples as one text."""
        return f"{self.explanation}\nWrong: {self.wrong}\nRight: {self.right}"


def _read(file: Path) -> Mapping[str, Code]:
    return {code: Code(**words) for code, words in tomllib.loads(file.read_text("utf-8")).items()}


CODES: Final[Mapping[str, Code]] = _read(Path(__file__).with_name("codes.toml"))
"""Every code, in the order of the file."""
