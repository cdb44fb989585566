"""Values → the YAML text of one new block, in the house's style. The only module with ruamel.

Only what is new is rendered: whatever stands in a file already keeps every byte.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

Words: TypeAlias = "str | list[Words] | Mapping[str, Words]"
"""What a file holds: text, lists and mappings of it."""

WIDEST: Final = 94
"""Columns after which a line is broken, at the end of the word that reaches them."""

_FOLDED: Final = 72
"""Characters from which on a text stands in lines of its own."""

_LAST_OF_FOUR: Final = 0xFFFF
"""The last character whose escape has four digits."""

_UNFOLDED: Final = 1 << 20
_INDENT: Final = 2


class Style(Enum):
    """How texts are written: as they are pleasing to read, or so that no parser stumbles."""

    FOLDED = "folded"
    """Long texts in lines of their own."""
    BARE = "bare"
    """Each text on one line, in quotes where YAML asks for them."""
    QUOTED = "quoted"
    """Each text on one line and in quotes."""


def format_mapping(values: Mapping[str, Words], style: Style = Style.FOLDED) -> str:
    """Keys and values as lines."""
    return _dump(_styled(values, style), WIDEST if style is Style.FOLDED else _UNFOLDED)


def format_item(values: Mapping[str, Words], column: int, style: Style = Style.FOLDED) -> str:
    """One entry of a list of blocks, its dash in the column (from 0); ends with a line feed."""
    width = max(WIDEST - column, WIDEST // 2) if style is Style.FOLDED else _UNFOLDED
    text = _dump([_styled(values, style)], width)
    lines = [line.removeprefix(" " * _INDENT) for line in text.removesuffix("\n").split("\n")]
    pad = " " * column
    return "".join(f"{pad}{line}\n" if line else "\n" for line in lines)


def format_flow(values: Mapping[str, Words], style: Style) -> str:
    """One entry of a list in brackets, on one line."""
    return _dump(_flow(values, style), _UNFOLDED).rstrip("\n")


def _flow(values: Mapping[str, Words], style: Style) -> object:
    """A mapping in braces."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415 - only where something is new

    flow = CommentedMap()
    for key, value in values.items():
        flow[key] = _flow_entry(value, Style.BARE if style is Style.FOLDED else style)
    flow.fa.set_flow_style()
    return flow


def _styled(value: Words, style: Style) -> object:
    """The value with the style that the house writes it in."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 - as above

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
    """A value within brackets, where a bare question mark is a sign to some parsers."""
    is_sign = isinstance(value, str) and "?" in value
    return _styled(value, Style.QUOTED if is_sign else style)


def _entry(value: Words, style: Style) -> object:
    """An entry of a list: a short mapping stands in braces on one line."""
    if not isinstance(value, Mapping):
        return _styled(value, style)
    size = sum(len(key) + len(str(words)) + len(": , ") for key, words in value.items())
    return _flow(value, style) if size <= WIDEST - 3 * _INDENT else _styled(value, style)


def _text(value: str, style: Style) -> str:
    """A long text stands folded below its key, one with something unseen in quotes."""
    from ruamel.yaml.scalarstring import (  # noqa: PLC0415 - as above
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
    """Render; days and times of day stay bare, because here every value is text."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - as above
    from ruamel.yaml.resolver import VersionedResolver  # noqa: PLC0415 - as above

    class Resolver(VersionedResolver):
        def resolve(self, kind: object, value: object, implicit: object) -> object:
            tag = super().resolve(kind, value, implicit)
            bare = str(tag).endswith(":timestamp")
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
    """What a reader of the file could not see, which stands in double quotes, as an escape."""
    character = found.group()
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LAST_OF_FOUR else f"\\U{number:08x}"
