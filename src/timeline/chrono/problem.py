"""NotationError: a date statement that cannot be read, before anyone knows which file it is in."""

from __future__ import annotations


class NotationError(ValueError):
    """One sentence about a date statement, its code, and what to write instead."""

    def __init__(self, code: str, message: str, hint: str = "", *, event: str = "") -> None:
        """Keep code and hint beside the sentence.

        Args:
            code: a stable code of `timeline.errors.CODES`, E201 to E210.
            message: one sentence.
            hint: what to write instead; may be empty.
            event: the event that the statement leans on, where its words are not understood.
        """
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.event = event
