"""Kinds of events."""

from __future__ import annotations

from timeline.results.record import Record


class KindRecord(Record, frozen=True, kw_only=True):
    """One kind of event."""

    id: str
    """Word written in files: investigation_opened."""
    label: str
    """As shown in tables: Investigation opened."""
    about: str
    """Sentence that says what it is."""
    closes: str | None
    """Opening kind of the stage that it ends."""
    incident: bool
    """True of what a case is about."""
    outside: bool
    """True if by nature an act of others, not of the institution."""
    public: bool
    """True if public by nature, so known on its own day."""
    own: bool
    """True if it stands in `policies/kinds.yaml`; else it comes with the program."""


class KindsRecord(Record, frozen=True, kw_only=True):
    """Kinds of event that a case here can use."""

    answer: tuple[str, ...]
    """Sentences that answer how many there are, and whose."""
    kinds: tuple[KindRecord, ...]
    """In the order of the process; those of the workspace alone come last."""
