"""YAML text of new blocks, in house style.

Only what is new is rendered: whatever stands in a file already keeps all its bytes. The only module
with ruamel.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

Words: TypeAlias = "str | list[Words] | Mapping[str, Words]"
"""Content of a file: text, and lists and mappings of it."""

WIDEST: Final = 94
"""Column after which a line is broken, at the end of the word there."""

_FOLDED: Final = 72
"""Characters from which on a text gets lines of its own."""

_LAST_OF_FOUR: Final = 0xFFFF
"""Last character whose escape has four digits."""

_UNFOLDED: Final = 1 << 20
_INDENT: Final = 2


class Style(Enum):
    """Ways to write texts, from pleasing to safest."""

    FOLDED = "folded"
    """Long texts in lines of their own."""
    BARE = "bare"
    """All texts on one line, in quotes if YAML asks for them."""
    QUOTED = "quoted"
    """All texts on one line and in quotes."""


def format_mapping(values: Mapping[str, Words], style: Style = Style.FOLDED) -> str:
    """Format keys and values as lines."""
    return _dump(_styled(values, style), WIDEST if style is Style.FOLDED else _UNFOLDED)


def format_item(values: Mapping[str, Words], column: int, style: Style = Style.FOLDED) -> str:
    """Format one block entry of a list, its dash in a column from 0."""
    width = max(WIDEST - column, WIDEST // 2) if style is Style.FOLDED else _UNFOLDED
    text = _dump([_styled(values, style)], width)
    lines = [line.removeprefix(" " * _INDENT) for line in text.removesuffix("\n").split("\n")]
    pad = " " * column
    return "".join(f"{pad}{line}\n" if line else "\n" for line in lines)


def format_flow(values: Mapping[str, Words], style: Style) -> str:
    """Format one entry in brackets, on one line."""
    return _dump(_flow(values, style), _UNFOLDED).rstrip("\n")


def _flow(values: Mapping[str, Words], style: Style) -> object:
    """Build a mapping in braces."""
    from ruamel.yaml.comments import CommentedMap

    flow = CommentedMap()
    for key, value in values.items():
        flow[key] = _flow_entry(value, Style.BARE if style is Style.FOLDED else style)
    flow.fa.set_flow_style()
    return flow


def _styled(value: Words, style: Style) -> object:
    """Apply the house style to a value."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, str):
        return _text(value, style)
    if not isinstance(value, Mapping):
        if all(isinstance(entry, str) for entry in value):
            listed = CommentedSeq(_flow_entry(entry, style) for entry in value)
            listed.fa.set_flow_style()
            return listed
        return CommentedSeq(_entry(entry, style) for entry in value)
    mapping = CommentedMap()
    for key in value:
        mapping[key] = _styled(value[key], style)
    return mapping


def _flow_entry(value: Words, style: Style) -> object:
    """Style a value within brackets."""
    # A bare question mark there is a sign to some parsers, so such a text is quoted.
    is_sign = isinstance(value, str) and "?" in value
    return _styled(value, Style.QUOTED if is_sign else style)


def _entry(value: Words, style: Style) -> object:
    """Style a list entry; short mappings in braces."""
    if not isinstance(value, Mapping):
        return _styled(value, style)
    size = sum(len(key) + len(str(words)) + len(": , ") for key, words in value.items())
    return _flow(value, style) if size <= WIDEST - 3 * _INDENT else _styled(value, style)


def _text(value: str, style: Style) -> str:
    """Fold a long text, quote one with something unseen."""
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
    )

    if style is Style.QUOTED or not value.isprintable():
        quoted: str = DoubleQuotedScalarString(value)
        return quoted
    if (
        style is Style.FOLDED
        and len(value) > _FOLDED
        and value == value.strip()
        and "  " not in value
    ):
        folded: str = FoldedScalarString(value)
        return folded
    return value


def _dump(value: object, width: int) -> str:
    """Render as YAML; dates, times and true stay bare."""
    # Every value is text here, so that they need no quotes.
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class Resolver(VersionedResolver):
        def resolve(self, kind: object, value: object, implicit: object) -> object:
            tag = super().resolve(kind, value, implicit)
            bare = str(tag).endswith((":timestamp", ":bool"))
            return "tag:yaml.org,2002:str" if bare else tag

    yaml = YAML(pure=True)
    yaml.Resolver = Resolver
    yaml.indent(mapping=_INDENT, sequence=2 * _INDENT, offset=_INDENT)
    yaml.width = width
    stream = io.StringIO()
    yaml.dump(value, stream)
    return _UNSEEN.sub(_escape, stream.getvalue())


_UNSEEN: Final = re.compile(r"[^\n -~]")


def _escape(found: re.Match[str]) -> str:
    """Escape, within double quotes, what no reader could see."""
    character, number = found.group(), ord(found.group())
    if character.isprintable():
        return character
    return f"\\u{number:04x}" if number <= _LAST_OF_FOUR else f"\\U{number:08x}"
