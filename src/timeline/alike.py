"""Text comparison without differences that no reader sees."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DASHES: Final = frozenset("\N{MINUS SIGN}\N{HYPHEN BULLET}")
"""Dashes that Unicode does not count as such (category Pd)."""
_UNSEEN: Final = frozenset(map(chr, (0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Joiners and variation selectors outside the format characters (category Cf)."""


def normalised(text: str) -> str:
    """Normalise text: one case, one space, one hyphen.

    Compatibility forms are one letter (NFKC, case folded), a run of white space is one space, none
    stands at the ends, every dash is `-`, and characters that are not drawn are left out.
    """
    if text.isascii():  # nearly all, and a tenth of the time
        return " ".join(text.casefold().split())
    seen = "".join(map(_seen, text))  # first: what is left may compose
    folded = unicodedata.normalize("NFKC", seen).casefold()
    alike = "".join(map(_seen, unicodedata.normalize("NFKC", folded)))
    return " ".join(alike.split())


def _seen(letter: str) -> str:
    """Normalise a letter; "" if it is not drawn."""
    category = unicodedata.category(letter)
    if category == "Cf" or letter in _UNSEEN:
        return ""
    return "-" if category == "Pd" or letter in _DASHES else letter


def nearly(text: str, words: Iterable[str]) -> str:
    """Return the word probably misspelt, or "".

    Only punctuation differs, or a letter or two of a longer word. Digits tell things apart, and so
    does what stands in front: `unsubstantiated` is no slip for `substantiated`.
    """
    own = normalised(text)
    named = {normalised(word): word for word in words}
    if not own or own in named:
        return ""
    return next((word for folded, word in named.items() if _is_slip(own, folded)), "")


def _is_slip(own: str, word: str) -> bool:
    """Return True if either text may be the other misspelt."""
    if _letters(own) == _letters(word):
        return True
    shorter, longer = sorted((own, word), key=len)
    if len(shorter) < _SHORTEST or longer.endswith(shorter) or _digits(own) != _digits(word):
        return False
    allowed = 1 if len(shorter) < _LONG else 2
    return len(longer) - len(shorter) <= allowed and _distance(own, word) <= allowed


_SHORTEST: Final = 5
"""Letters of a word with one wrong at most; shorter ones are too close to each other."""
_LONG: Final = 8
"""Letters of a word with two wrong at most."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _distance(first: str, second: str) -> int:
    """Count edits and swaps of neighbours (Damerau, OSA)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        above, before_above = row, before
        row = [place]
        for other_place, other in enumerate(second, 1):
            costs = [
                above[other_place] + 1,
                row[-1] + 1,
                above[other_place - 1] + (letter != other),
            ]
            pair, other_pair = first[place - 2 : place], second[other_place - 2 : other_place]
            if min(place, other_place) > 1 and pair == other_pair[::-1]:
                costs.append(before_above[other_place - 2] + 1)
            row.append(min(costs))
        before = above
    return row[-1]
