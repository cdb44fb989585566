"""Errors of date statements, before their file is known."""

from __future__ import annotations


class NotationError(ValueError):
    """A flaw of a date statement, with code and hint."""

    def __init__(self, code: str, message: str, hint: str = "", *, event: str = "") -> None:
        """Keep code and hint beside the message.

        Args:
            code: a stable code of `timeline.errors.CODES`, E201 to E210.
            message: one sentence.
            hint: what to write instead; may be empty.
            event: the event that the statement refers to, where its words are not understood.
        """
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.event = event
