"""Checked files, and what a code means."""

from __future__ import annotations

from timeline.results.record import Record
from timeline.results.values import ProblemRecord


class CheckRecord(Record, frozen=True, kw_only=True):
    """Problems of the files, conflicts among them."""

    answer: tuple[str, ...]
    """Sentence that counts files, problems and warnings."""
    files: int
    """How many files were looked at."""
    contradictions: int
    """How many of the problems are accepted claims that cannot all be true."""
    problems: tuple[ProblemRecord, ...]


class CheckedFileRecord(Record, frozen=True, kw_only=True):
    """Problems of one file."""

    problems: tuple[ProblemRecord, ...]
    sources: tuple[str, ...] = ()
    """Of a case: the sources that it cites and that were found in order."""


class CodeRecord(Record, frozen=True, kw_only=True):
    """Meaning of a problem's code."""

    code: str
    title: str
    explanation: str
    wrong: str
    """An example of the flaw."""
    right: str
    """The same without it."""
