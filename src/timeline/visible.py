"""Escaping of text from files for safe display.

Nothing in it moves the cursor, hides or misleads.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_JOINED: Final = (
    "[\u0610-\u061a\u0620-\u06dc\u06de-\u06ff\u0710-\u074a\u0750-\u077f\u07ca-\u07f5\u0840-\u0858"
    "\u08a0-\u08e1\u08e3-\u08ff"  # Arabic, Syriac and other scripts whose letters join
    "\u0900-\u0df4\u0f00-\u0fbc\u1000-\u109d\u1780-\u17b3\u17b6-\u17d3"  # those of India, and near
    "\ufb50-\ufdfb\ufe70-\ufefc]"
)
"""Letters and marks between which a joiner changes what is read."""
_EMOJI: Final = "[\u2190-\u27ff\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_PICTURES: Final = f"{_EMOJI[:-1]}\u00a9\u00ae\u203c\u2049\u2122\u2139]"
"""Characters drawn as text or as a picture."""

_NEEDED: Final = (
    f"(?<={_JOINED})\u200c(?={_JOINED})"  # Persian: the verb's prefix stands apart
    f"|(?<={_JOINED})\u200d(?![\u200c\u200d])"  # Hindi: a half letter
    f"|(?<={_EMOJI})\u200d(?={_EMOJI})|(?<={_EMOJI}\ufe0f)\u200d(?={_EMOJI})"  # one picture of two
    f"|(?<={_PICTURES})[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)\U000e0067\U000e0062"  # flags of England, Scotland and Wales
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)

_UNSEEN: Final = (
    "["
    "\x00-\x1f\x7f-\x9f"  # C0 and C1 controls: escapes, tabs, line ends
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # drawn as nothing
    "\u2800\u3000"  # drawn as nothing, and as wide as a letter
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width
    "\u2028\u2029"  # line and paragraph separators
    "\ufe00-\ufe0f"  # variation selectors, in which text can be hidden
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\U00013430-\U0001343f"  # joiners of hieroglyphs
    "\ud800-\udfff"  # halves of characters: no terminal can print them
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: what each font likes
    "\U000e0000-\U000e0fff"  # tags, which are drawn as nothing
    "]"
)

# The plain set comes first: it is looked for ten times sooner than what may stand around it.
_FOUND: Final = f"(?={_UNSEEN})(?:(?P<needed>{_NEEDED})|{_UNSEEN})"
_NAMED: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def visible(text: str, *, keep_newlines: bool = False) -> str:
    r"""Escape unseen, misleading or acting characters.

    Letters of every script stay as they are, and so do the joiners and selectors without which
    Persian, Hindi or an emoji would be another text. A backslash stays too: the result is for
    reading, not for decoding.

    Halves of characters may be in it. Line feeds become ``\n`` unless they are kept.
    """
    if keep_newlines:
        return "\n".join(visible(line) for line in text.split("\n"))
    return with_escapes(text, _escape)


def with_escapes(text: str, escape: Callable[[str], str]) -> str:
    """Replace each character that `visible` would escape."""
    if text.isascii() and text.isprintable():  # most are, and the pattern takes long to compile
        return text
    if _unseen().search(text) is None:  # sooner than to look at each letter for what it may be
        return text
    return _found().sub(lambda found: found["needed"] or escape(found.group()), text)


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(_UNSEEN)


@cache
def _found() -> re.Pattern[str]:
    return re.compile(_FOUND)


def _escape(character: str) -> str:
    r"""Escape as ``\t``, ``\x1b``, ``\u202e`` or ``\U000e0041``."""
    if character in _NAMED:
        return _NAMED[character]
    if character.isascii():  # the codec below would leave it as it is
        return f"\\x{ord(character):02x}"
    return character.encode("ascii", errors="backslashreplace").decode("ascii")


_SPELLED: Final = str.maketrans(
    {
        "→": "->", "–": "-", "—": "-", "·": "-", "…": "...", "≥": ">=", "≤": "<=", "±": "+/-",
        "’": "'", "‘": "'", "“": '"', "”": '"', "×": "x", "−": "-", "✓": "+", "✗": "X", "◆": "*",
        "█": "#", "░": "-", "▶": ">", "◀": "<", "┄": ".", "─": "-", "▲": "^",
        "└": "`", "├": "|", "│": "|",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """Spell text in ASCII; escape signs without a spelling."""
    return text.translate(_SPELLED).encode("ascii", "backslashreplace").decode("ascii")
