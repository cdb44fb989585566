"""The JSON Schema of each kind of file, for editors.

Here every scalar of a file is text; an editor sees `2023` as a number and `true` as a truth value.
So the schemas take both: what the program accepts, they accept. They do not know what else is in
the workspace, and of dates and references they only say that something has to stand there.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from timeline.model.calendar import CalendarFile
from timeline.model.case import Case
from timeline.model.fields import TEXT_SCHEMA
from timeline.model.kind import Vocabulary
from timeline.model.limit import NoneStated
from timeline.model.policy import Policy
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

    from timeline.model.fields import Record

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

FILE_MODELS: Final[Mapping[str, type[Record]]] = {
    "case": Case,
    "source": Source,
    "policy": Policy,
    "kinds": Vocabulary,
    "calendar": CalendarFile,
}
"""Every kind of file that people write, by the name of its schema."""

_TITLES: Final[Mapping[str, str]] = {
    "case": "A case: cases/<case-id>.yaml",
    "source": "A source: seeds/<source-id>.yaml",
    "policy": "A policy: policies/<policy-id>.yaml",
    "kinds": "Kinds of events: policies/kinds.yaml",
    "calendar": "A calendar of working days: policies/calendars/<calendar-id>.yaml",
}

_TRUE_OR_FALSE: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")
"""What pydantic reads as a truth value, in small letters."""


class _AsEditorsSee(GenerateJsonSchema):
    """Text may look like a number or a truth value, and the other way round."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A record, with the string under each field as the field's description."""
        self._descriptions = _strings_of(schema["cls"])
        return super().model_schema(schema)

    def model_fields_schema(self, schema: core_schema.ModelFieldsSchema) -> JsonSchemaValue:
        """The fields of the record that was begun last."""
        described = self._descriptions  # the records inside come in its place
        made = super().model_fields_schema(schema)
        for name, field in schema["fields"].items():
            if name in described:
                key = field.get("validation_alias", name)
                made["properties"][key]["description"] = described[name]
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's own
        """Only objects have titles: of a key, the title would repeat its name."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Any text."""
        return super().str_schema(schema) | TEXT_SCHEMA

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """A whole number, or its digits as text."""
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^\d+$"}]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """True or false, or the word as text."""
        words = [form(word) for word in _TRUE_OR_FALSE for form in (str, str.upper, str.title)]
        pattern = f"^({'|'.join(dict.fromkeys(words))})$"
        return {"anyOf": [super().bool_schema(schema), {"type": "string", "pattern": pattern}]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only defaults that mean something: not that nothing is given."""
        made = super().default_schema(schema)
        if isinstance(schema.get("default"), NoneStated):
            return made | {"default": NoneStated().text}
        if made.get("default") in ("", None, []):
            made.pop("default", None)
        return made


def _strings_of(model: type[Record]) -> dict[str, str]:
    """The string under each field of a record and of those that it is made from."""
    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if part.__module__.startswith("timeline."):
            found |= _strings_below(Path(inspect.getfile(part))).get(part.__name__, {})
    return found


@cache
def _strings_below(path: Path) -> dict[str, dict[str, str]]:
    """The strings below the annotated names of each class of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        part.name: {
            before.target.id: inspect.cleandoc(after.value.value)
            for before, after in pairwise(part.body)
            if isinstance(before, ast.AnnAssign)
            and isinstance(before.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
        }
        for part in tree.body
        if isinstance(part, ast.ClassDef)
    }


def file_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file.

    Args:
        name: a key of `FILE_MODELS`.
    """
    made = FILE_MODELS[name].model_json_schema(schema_generator=_AsEditorsSee)
    head = {"$schema": DIALECT, "$id": f"timeline:{name}", "title": _TITLES[name]}
    return head | {key: value for key, value in made.items() if key != "title"}
