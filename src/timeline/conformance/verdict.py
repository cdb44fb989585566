"""The closed list of verdicts, and joining words.

What holds in single worlds becomes one of them.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Literal, TypeAlias, assert_never

VerdictGroup: TypeAlias = Literal[
    "aside", "awaited", "done", "late", "possibly late", "astray", "unknown"
]
"""Verdicts that pages and counts treat alike; `astray` is missing or out of order, perhaps so."""


class Word(StrEnum):
    """The first word that fits one world."""

    NOT_REQUIRED = "not required"
    OUT_OF_ORDER = "out of order"
    MET_LATE = "met late"
    MET = "met"
    MISSING = "missing"
    NOT_YET_DUE = "not yet due"
    NOT_CHECKED = "not checked"
    OVERDUE = "overdue"
    PENDING = "pending"


class Verdict(StrEnum):
    """The verdict over all worlds."""

    NOT_REQUIRED = "not required"
    OUT_OF_ORDER = "out of order"
    MET_LATE = "met late"
    MET = "met"
    MISSING = "missing"
    NOT_YET_DUE = "not yet due"
    NOT_CHECKED = "not checked"
    OVERDUE = "overdue"
    PENDING = "pending"
    LATE = "late"
    MET_POSSIBLY_LATE = "met possibly late"
    POSSIBLY_OVERDUE = "possibly overdue"
    POSSIBLY_OUT_OF_ORDER = "possibly out of order"
    CANNOT_TELL = "cannot tell"

    @property
    def is_certain(self) -> bool:
        """Return True if it is one word, or late whichever of two it is."""
        return self is Verdict.LATE or self.value in {word.value for word in Word}

    @property
    def group(self) -> VerdictGroup:
        """Return the group that it belongs to."""
        match self:
            case Verdict.NOT_REQUIRED | Verdict.NOT_YET_DUE:
                return "aside"
            case Verdict.PENDING:
                return "awaited"
            case Verdict.MET:
                return "done"
            case Verdict.MET_LATE | Verdict.LATE | Verdict.OVERDUE:
                return "late"
            case Verdict.MET_POSSIBLY_LATE | Verdict.POSSIBLY_OVERDUE:
                return "possibly late"
            case Verdict.MISSING | Verdict.OUT_OF_ORDER | Verdict.POSSIBLY_OUT_OF_ORDER:
                return "astray"
            case Verdict.NOT_CHECKED | Verdict.CANNOT_TELL:
                return "unknown"
            case _:
                assert_never(self)

    @property
    def is_undone(self) -> bool:
        """Return True if called for and not on record in every world."""
        match self:
            case Verdict.PENDING | Verdict.OVERDUE | Verdict.POSSIBLY_OVERDUE | Verdict.NOT_CHECKED:
                return True
            case (
                Verdict.NOT_REQUIRED
                | Verdict.NOT_YET_DUE
                | Verdict.MET
                | Verdict.MET_LATE
                | Verdict.MET_POSSIBLY_LATE
                | Verdict.LATE
                | Verdict.MISSING
                | Verdict.OUT_OF_ORDER
                | Verdict.POSSIBLY_OUT_OF_ORDER
                | Verdict.CANNOT_TELL
            ):
                return False
            case _:
                assert_never(self)


Undone: TypeAlias = Literal[
    Verdict.PENDING, Verdict.OVERDUE, Verdict.POSSIBLY_OVERDUE, Verdict.NOT_CHECKED
]
"""Those of which `is_undone` is true."""


class Tier(StrEnum):
    """Kind of limit that judged, the first there is."""

    ORDER = "order"
    LIMIT = "limit"
    BENCHMARK = "benchmark"
    NONE = "none"


_PAIRS = {
    frozenset({Word.MET, Word.MET_LATE}): Verdict.MET_POSSIBLY_LATE,
    frozenset({Word.MET_LATE, Word.OVERDUE}): Verdict.LATE,
    frozenset({Word.MET, Word.OUT_OF_ORDER}): Verdict.POSSIBLY_OUT_OF_ORDER,
}
_UNDONE = frozenset({Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED})


def join(words: Collection[Word], *, limit_was_read: bool = True) -> Verdict:
    """Join the words of all worlds into a verdict.

    Args:
        words: at least one.
        limit_was_read: False where the words differ because nobody could read the limit; then
            no "possibly" is said of it.

    Raises:
        ValueError: no words; there is always at least one world.
    """
    held = frozenset(words)
    if not held:
        message = "there is no world to judge"
        raise ValueError(message)
    if len(held) == 1:
        return Verdict(next(iter(held)).value)
    if not limit_was_read:
        return Verdict.CANNOT_TELL
    if held <= _UNDONE:
        return Verdict.POSSIBLY_OVERDUE if Word.OVERDUE in held else Verdict.NOT_CHECKED
    return _PAIRS.get(held, Verdict.CANNOT_TELL)
