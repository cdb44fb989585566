"""Text from a file, made safe to show: nothing in it moves the cursor or hides."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0 and C1 controls: escapes, tabs, line ends
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # drawn as nothing
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width
    "\u2028\u2029"  # line and paragraph separators
    "\ufe00-\ufe0f"  # variation selectors, in which text can be hidden
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and of music
    "\U00013430-\U0001343f"  # joiners of hieroglyphs
    "\ud800-\udfff"  # halves of characters: no terminal can print them
    "\U000e0000-\U000e0fff"  # tags, which are drawn as nothing
    "]"
)

_NAMED: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def visible(text: str, *, keep_newlines: bool = False) -> str:
    r"""Give the text with every unseen or acting character written as an escape.

    Letters of every script stay as they are, and so does a backslash: the result is for reading,
    not for decoding.

    Args:
        text: anything, also text with halves of characters in it.
        keep_newlines: leave line feeds alone; by default they become ``\n``.

    Returns:
        Text without controls, bidirectional controls, zero-width characters and separators.
    """
    if not _UNSEEN.search(text):
        return text
    if keep_newlines:
        return "\n".join(visible(line) for line in text.split("\n"))
    return _UNSEEN.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    r"""Write one character as ``\t``, ``\x1b``, ``\u202e`` or ``\U000e0041``."""
    character = found.group()
    if character in _NAMED:
        return _NAMED[character]
    if character.isascii():  # the codec below would leave it as it is
        return f"\\x{ord(character):02x}"
    return character.encode("ascii", errors="backslashreplace").decode("ascii")
