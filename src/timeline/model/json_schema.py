"""JSON Schemas of the files, for editors.

Scalars of a file are text here, while an editor sees `2023` as a number and `true` as a truth
value. So the schemas accept both, and everything the program accepts. They do not know the
workspace; of dates and references they only ask that something stands there.
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
from timeline.model.measure import Measures
from timeline.model.policy import Policy
from timeline.model.site import SiteFile
from timeline.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

    from timeline.model.fields import Model

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

FILE_MODELS: Final[Mapping[str, type[Model]]] = {
    "case": Case,
    "source": Source,
    "policy": Policy,
    "kinds": Vocabulary,
    "measures": Measures,
    "calendar": CalendarFile,
    "site": SiteFile,
}
"""Model of each file that people write, by schema name."""

_TITLES: Final[Mapping[str, str]] = {
    "case": "A case: cases/<case-id>.yaml",
    "source": "A source: seeds/<source-id>.yaml",
    "policy": "A policy: policies/<policy-id>.yaml",
    "kinds": "Kinds of events: policies/kinds.yaml",
    "measures": "Latencies to compare by: policies/measures.yaml",
    "calendar": "A calendar of working days: policies/calendars/<calendar-id>.yaml",
    "site": "Settings of the site: site.yaml",
}

_TRUE_OR_FALSE: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")
"""Words that pydantic reads as a truth value, in small letters."""


class _AsEditorsSee(GenerateJsonSchema):
    """Schema generator for text resembling numbers or booleans."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Add the strings below fields as descriptions."""
        self._descriptions = _strings_of(schema["cls"])
        return super().model_schema(schema)

    def model_fields_schema(self, schema: core_schema.ModelFieldsSchema) -> JsonSchemaValue:
        """Describe the fields of the record begun last."""
        described = self._descriptions  # the records inside come in its place
        made = super().model_fields_schema(schema)
        for name, field in schema["fields"].items():
            if name in described:
                key = field.get("validation_alias", name)
                made["properties"][key]["description"] = described[name]
        return made

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's own
        """Return False: a key's title would repeat its name."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Accept any text."""
        return super().str_schema(schema) | TEXT_SCHEMA

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Accept a whole number, or its digits as text."""
        return {"anyOf": [super().int_schema(schema), {"type": "string", "pattern": r"^\d+$"}]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Accept true or false, or the word as text."""
        words = [form(word) for word in _TRUE_OR_FALSE for form in (str, str.upper, str.title)]
        pattern = f"^({'|'.join(dict.fromkeys(words))})$"
        return {"anyOf": [super().bool_schema(schema), {"type": "string", "pattern": pattern}]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Drop defaults that only mean "not given"."""
        made = super().default_schema(schema)
        if isinstance(schema.get("default"), NoneStated):
            return made | {"default": NoneStated().text}
        if made.get("default") in ("", None, []):
            made.pop("default", None)
        return made


def _strings_of(model: type[Model]) -> dict[str, str]:
    """Return the field strings of a model and its bases."""
    found: dict[str, str] = {}
    for part in reversed(model.__mro__):
        if part.__module__.startswith("timeline."):
            found |= _strings_below(Path(inspect.getfile(part))).get(part.__name__, {})
    return found


@cache
def _strings_below(path: Path) -> dict[str, dict[str, str]]:
    """Read the field strings of a module's classes."""
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
    """Return the JSON Schema of a kind of file in `FILE_MODELS`."""
    made = FILE_MODELS[name].model_json_schema(schema_generator=_AsEditorsSee)
    head = {"$schema": DIALECT, "$id": f"timeline:{name}", "title": _TITLES[name]}
    return head | {key: value for key, value in made.items() if key != "title"}
