"""Stable codes of problems, read from codes.toml.

Reading takes some 15 ms, so this module is imported where a code is explained and not where a
problem is found.
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
    """Flaw in a few plain words."""
    explanation: str
    """Paragraph for the author of the file."""
    wrong: str
    """Example of the flaw."""
    right: str
    """Same example without the flaw."""

    @property
    def help(self) -> str:
        """Return explanation and examples as one text."""
        return f"{self.explanation}\nWrong: {self.wrong}\nRight: {self.right}"


def _read(file: Path) -> Mapping[str, Code]:
    return {code: Code(**words) for code, words in tomllib.loads(file.read_text("utf-8")).items()}


CODES: Final[Mapping[str, Code]] = _read(Path(__file__).with_name("codes.toml"))
"""Codes in the order of the file."""
