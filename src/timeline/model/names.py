"""Ids, and near misses of known words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ID_PATTERN = r"[a-z0-9][a-z0-9_-]*"
MOST_ID_CHARACTERS = 100
KINDS = "kinds of events"
_ABOUT_KINDS = "timeline kinds lists them; timeline new kind adds your own to policies/kinds.yaml"
_A_LINE = 12
"""Words that a hint names."""
_FIRST_ONE = {"sources": "; start one: timeline new source ID"}
"""Command to start the first of a kind."""


def did_you_mean(words: Sequence[str]) -> str:
    """Return the hint that names the words perhaps meant."""
    return f"did you mean {' or '.join(words)}?"


def close_to(word: str, known: Collection[str]) -> list[str]:
    """Return up to three near words, or the one that looks the same."""
    from difflib import get_close_matches

    name = word.rpartition("/")[2].removesuffix(".yaml")
    same = [one for one in known if _letters(one) == _letters(name)]
    if same:
        return same[:1]
    return get_close_matches(word, known, n=3, cutoff=0.5)


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def nearest(word: str, known: Collection[str], *, what: str = "") -> str:
    """Return a hint naming near or known words."""
    close = close_to(word, known)
    if what == KINDS:
        return f"{did_you_mean(close)} {_ABOUT_KINDS}" if close else _ABOUT_KINDS
    if close:
        return did_you_mean(close)
    if not known:
        return f"there are no {what} yet{_FIRST_ONE.get(what, '')}" if what else ""
    if what == "sources":
        asked = word if re.fullmatch(ID_PATTERN, word) else "ID"
        return f"start its file with timeline new source {asked}, and write source: {asked}"
    shown = sorted(known)
    more = ", …" if shown[_A_LINE:] else ""
    return f"known{' ' + what if what else ''}: {', '.join(shown[:_A_LINE])}{more}"


def proposed_id(text: str) -> str:
    """Return the id nearest to a text."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    found = re.sub(r"[^a-z0-9_-]+", "-", letters).strip("-_")
    return found[:MOST_ID_CHARACTERS] or "name"
