"""Three-valued truth for uncertain days."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """Certain yes, certain no, or both still possible."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refuse to be used as a boolean."""
        message = "a Truth has three answers: compare it with YES, NO or UNKNOWN"
        raise TypeError(message)

    def negated(self) -> Truth:
        """Return the answer to the opposite question."""
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)


def truth_of(*, can_be_true: bool, can_be_false: bool) -> Truth:
    """Return the answer for the outcomes still possible.

    Raises:
        ValueError: neither outcome is possible; the claims contradict each other.
    """
    if can_be_true and can_be_false:
        return Truth.UNKNOWN
    if can_be_true:
        return Truth.YES
    if can_be_false:
        return Truth.NO
    message = "no outcome is possible: the claims contradict each other"
    raise ValueError(message)


def all_of(answers: Iterable[Truth]) -> Truth:
    """Kleene conjunction: NO wins, then UNKNOWN; YES for none."""
    seen = set(answers)
    if Truth.NO in seen:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.YES


def any_of(answers: Iterable[Truth]) -> Truth:
    """Kleene disjunction: YES wins, then UNKNOWN; NO for none."""
    return all_of(answer.negated() for answer in answers).negated()
