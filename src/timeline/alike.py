"""Text compared without the differences that no reader can see."""

import unicodedata
from typing import Final

_DASHES: Final = frozenset("\N{MINUS SIGN}\N{HYPHEN BULLET}")
"""Dashes that Unicode does not count as such (category Pd)."""
_UNSEEN: Final = frozenset(map(chr, (0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Joiners and variation selectors that are not format characters (category Cf)."""


def normalised(text: str) -> str:
    """Return the text as it is compared: one case, one space, one hyphen.

    Compatibility forms are one letter (NFKC, case folded), a run of white space is one space,
    none stands at the ends, every dash is `-`, and characters that are not drawn are left out.
    """
    seen = "".join(map(_seen, text))  # first: what is left may compose
    folded = unicodedata.normalize("NFKC", seen).casefold()
    alike = "".join(map(_seen, unicodedata.normalize("NFKC", folded)))
    return " ".join(alike.split())


def _seen(letter: str) -> str:
    """Return the letter as it is compared; nothing for one that is not drawn."""
    category = unicodedata.category(letter)
    if category == "Cf" or letter in _UNSEEN:
        return ""
    return "-" if category == "Pd" or letter in _DASHES else letter
