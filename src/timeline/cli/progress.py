"""Progress bar on stderr, after the first second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = TypeVar("Item")

_PATIENCE = 1.0
"""Seconds that one waits without asking."""


def with_progress(items: Iterator[Item], total: int, words: str) -> Iterator[Item]:
    """The same items; where they take long and stderr is a terminal, with a bar.

    Args:
        items: any number of them.
        total: how many they will be.
        words: what is being done.
    """
    begun = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - begun > _PATIENCE and sys.stderr.isatty():
            yield from _with_bar(items, done, total, words)


def _with_bar(items: Iterator[Item], done: int, total: int, words: str) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        bar = progress.add_task(words, total=total, completed=done)
        for item in items:
            progress.advance(bar)
            yield item
