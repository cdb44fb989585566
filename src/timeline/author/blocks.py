"""Values → the YAML text of one new block, in the house's style. The only module with ruamel.

Only what is new is rendered: whatever stands in a file already keeps every byte.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Words: TypeAlias = "str | Sequence[Words] | Mapping[str, Words]"
"""What a file holds: text, lists and mappings of it."""

WIDEST: Final = 94
"""Columns after which a line is broken, at the end of the word that reaches them."""

_FOLDED: Final = 72
"""Characters from which on a text stands in lines of its own."""

_UNFOLDED: Final = 1 << 20
_INDENT: Final = 2


def format_mapping(values: Mapping[str, Words], *, folds: bool = True) -> str:
    """Keys and values as lines; long texts are folded unless that is not wanted."""
    return _dump(_styled(values, folds=folds), WIDEST if folds else _UNFOLDED)


def format_item(values: Mapping[str, Words], column: int, *, folds: bool = True) -> str:
    """One entry of a list of blocks, its dash in the column (from 0); ends with a line feed."""
    width = max(WIDEST - column, WIDEST // 2) if folds else _UNFOLDED
    text = _dump([_styled(values, folds=folds)], width)
    lines = [line.removeprefix(" " * _INDENT) for line in text.splitlines()]
    pad = " " * column
    return "".join(f"{pad}{line}\n" if line else "\n" for line in lines)


def format_flow(values: Mapping[str, Words]) -> str:
    """One entry of a list in brackets, on one line."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415 - only where something is new

    flow = CommentedMap(values)
    flow.fa.set_flow_style()
    return _dump(flow, _UNFOLDED).rstrip("\n")


def _styled(value: Words, *, folds: bool) -> object:
    """The value with the style that the house writes it in."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 - as above

    if isinstance(value, str):
        return _text(value, folds=folds)
    if not hasattr(value, "keys"):
        listed = CommentedSeq(_entry(entry, folds=folds) for entry in value)
        if all(isinstance(entry, str) for entry in value):
            listed.fa.set_flow_style()
        return listed
    mapping = CommentedMap()
    for key in value:
        mapping[key] = _styled(value[key], folds=folds)
    return mapping


def _entry(value: Words, *, folds: bool) -> object:
    """An entry of a list: a short mapping stands in braces on one line."""
    from ruamel.yaml.comments import CommentedMap  # noqa: PLC0415 - as above

    if isinstance(value, str) or not hasattr(value, "keys"):
        return _styled(value, folds=folds)
    size = sum(len(key) + len(str(value[key])) + len(": , ") for key in value)
    if size > WIDEST - 3 * _INDENT:
        return _styled(value, folds=folds)
    flow = CommentedMap(value)
    flow.fa.set_flow_style()
    return flow


def _text(value: str, *, folds: bool) -> str:
    """A long text of plain words stands folded below its key; any other as ruamel would write it."""
    from ruamel.yaml.scalarstring import FoldedScalarString  # noqa: PLC0415 - as above

    plain = value == " ".join(value.split(" ")) and value == value.strip() and "  " not in value
    if folds and plain and len(value) > _FOLDED and value.isprintable():
        return FoldedScalarString(value)
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
    return stream.getvalue()
