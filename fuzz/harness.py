"""Harness: bytes → an oracle, with seeds to start from and a way to change them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

FOUND = Path(__file__).resolve().parent / "findings"
"""What was found once and is kept, a folder for each harness."""

NAMES = ("reader", "dates", "model", "journey", "edit")
"""Each is a module of this folder that holds a `HARNESS`."""


@dataclass(frozen=True, slots=True)
class Harness:
    """One promise of the program, and how inputs against it are made."""

    name: str
    check: Callable[[bytes], None]
    """Raises nothing, whatever the input is; an AssertionError says what was promised."""
    mutate: Callable[[bytes, Random], bytes]
    """Another input, made from one with knowledge of its form."""
    seeds: Callable[[], Iterable[bytes]]
    """Inputs to begin with, in a fixed order."""
    longest: int
    """Bytes that an input may have."""
    seconds: int
    """How long one input may take; a longer one is a finding."""
    words: tuple[str, ...] = ()
    """What is put into inputs as a whole."""


def harness(name: str) -> Harness:
    """The harness of that name.

    Raises:
        KeyError: there is none.
    """
    if name not in NAMES:
        raise KeyError(name)
    found = import_module(f"fuzz.{name}").HARNESS
    assert isinstance(found, Harness)
    return found


def kept_findings(name: str) -> list[Path]:
    """The inputs that a harness once failed on."""
    folder = FOUND / name
    return sorted(folder.iterdir()) if folder.is_dir() else []
