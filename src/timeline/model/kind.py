"""Kinds of events, and phrases for them."""

from __future__ import annotations

from timeline.model.fields import Id, Model


class Kind(Model):
    """One kind of event."""

    id: Id
    """Word written in event files."""
    label: str
    """As shown in tables: Investigation opened."""
    about: str
    """One sentence: what it is."""
    noun: str
    """Such as credibility assessment."""
    done: str
    """Participle that goes with the noun, such as opened."""
    reference: str
    """Phrase to count from, such as the opening of the investigation."""
    sentence: str = ""
    """As a clause: harm was acknowledged; by default, the noun was done."""
    public: bool = False
    """True if public by nature, so known on its own day."""
    outside: bool = False
    """True if by nature an act of others, not of the institution."""
    closes: str = ""
    """Opening kind of the stage that it ends."""
    incident: bool = False
    """True of what the case is about: only free kinds may come before it, and its day decides which
    policy was in force."""
    free: bool = False
    """True if it may come before the incident."""


class Vocabulary(Model):
    """Kinds in the order of the process."""

    kinds: tuple[Kind, ...]
    """Kinds of events, beside those that come with the program."""
