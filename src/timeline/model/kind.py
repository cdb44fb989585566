"""Kind: a word of the vocabulary of events, with the phrases that sentences are made of."""

from __future__ import annotations

from timeline.model.fields import Id, Record


class Kind(Record):
    """One kind of event."""

    id: Id
    """The word that events are written with."""
    label: str
    """As it stands in tables: Investigation opened."""
    about: str
    """One sentence: what it is."""
    noun: str
    """credibility assessment"""
    done: str
    """The participle that goes with the noun: opened."""
    reference: str
    """As something to count from: the opening of the investigation."""
    sentence: str = ""
    """As a clause: harm was acknowledged; unless given, the noun was done."""
    public: bool = False
    """Public by nature, so known on its own day."""
    outside: bool = False
    """An act of others by nature, not of the institution."""
    closes: str = ""
    """The kind of the stage that it ends."""
    incident: bool = False
    """What the case is about: nothing that is not free comes before it, and its day decides
    which policy was in force."""
    free: bool = False
    """May come before the incident."""


class Vocabulary(Record):
    """Every kind, in the order of the process."""

    kinds: tuple[Kind, ...]
    """Each kind of event, beside those that come with the program."""
