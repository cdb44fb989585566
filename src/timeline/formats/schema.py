"""Records → JSON Schema; what is said of a field in the code is its description."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Any

import msgspec

from timeline.results.record import Record

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(record: type[Record]) -> dict[str, Any]:
    """JSON Schema of a record and those within it."""
    (root,), definitions = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    for one in _named_in(definitions):
        says = described(one)
        for name, field in definitions[one.__name__].get("properties", {}).items():
            if name in says:
                field["description"] = says[name]
    own = definitions.pop(record.__name__, root)
    return {"$schema": DRAFT, **own, "$defs": dict(sorted(definitions.items()))}


def described(record: type) -> dict[str, str]:
    """Docstrings of a record's fields, inherited ones too."""
    found: dict[str, str] = {}
    for one in reversed(record.__mro__):
        if issubclass(one, Record) and one is not Record:
            found |= _own_docstrings(one)
    return found


def _own_docstrings(record: type) -> dict[str, str]:
    found = {}
    for field, after in pairwise(_classes_in(record.__module__).get(record.__name__, [])):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[field.target.id] = " ".join(str(after.value.value).split())
    return found


@cache
def _classes_in(module: str) -> dict[str, list[ast.stmt]]:
    """Body of each class of a module; none where its source is not at hand."""
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:
        return {}
    tree = ast.walk(ast.parse(source))
    return {one.name: one.body for one in tree if isinstance(one, ast.ClassDef)}


def _named_in(definitions: dict[str, Any]) -> list[type[Record]]:
    """List the classes that a schema defines."""
    waiting: list[type] = [Record]
    found = []
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one.__name__ in definitions and one.__module__.startswith("timeline."):
            found.append(one)
    return found
