"""The closed list of verdicts, and how what holds in single worlds becomes one of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Word(StrEnum):
    """The word of one world: exactly one, the first that fits."""

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
        """Return True if it leaves nothing open: one word, or late whichever of two it is."""
        return self is Verdict.LATE or self.value in {word.value for word in Word}


class Tier(StrEnum):
    """The kind of limit that judged: the first that there is."""

    ORDER = "order"
    LIMIT = "limit"
    YARDSTICK = "yardstick"
    NONE = "none"


_PAIRS = {
    frozenset({Word.MET, Word.MET_LATE}): Verdict.MET_POSSIBLY_LATE,
    frozenset({Word.MET_LATE, Word.OVERDUE}): Verdict.LATE,
    frozenset({Word.MET, Word.OUT_OF_ORDER}): Verdict.POSSIBLY_OUT_OF_ORDER,
}
_UNDONE = frozenset({Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED})


def join(words: Collection[Word], *, limit_was_read: bool = True) -> Verdict:
    """One verdict for the words that hold in some world.

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
