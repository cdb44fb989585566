"""Write every generated file of the checkout, or with `--check` say which are out of date.

python -m tools.make_docs
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from typing_extensions import is_typeddict

from timeline.codes import CODES
from timeline.model.json_schema import FILE_MODELS, file_schema
from timeline.render import (
    json_shapes,
    json_shapes_author,
    json_shapes_ledger,
    json_shapes_query,
    json_shapes_stats,
    json_shapes_tolls,
)
from tools.data_pages import data_page, query_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.codes import Code

ROOT = Path(__file__).resolve().parent.parent

OUTPUTS: dict[str, tuple[str, type]] = {
    "show": ("timeline show --json", json_shapes.ShowJson),
    "explain": ("timeline explain --json", json_shapes.ExplainJson),
    "list": ("timeline list --json", json_shapes.ListJson),
    "compare": ("timeline compare --json", json_shapes.CompareJson),
    "overdue": ("timeline overdue --json", json_shapes.OverdueJson),
    "check": ("timeline check --json", json_shapes.CheckJson),
    "check-explain": ("timeline check --explain --json", json_shapes.CodeJson),
    "policy-list": ("timeline policy list --json", json_shapes.PolicyListJson),
    "policy-show": ("timeline policy show --json", json_shapes.PolicyShowJson),
    "diff": ("timeline diff --json", json_shapes_author.DiffJson),
    "draft": ("timeline add --json, timeline new --json", json_shapes_author.DraftJson),
    "policy-diff": ("timeline policy diff --json", json_shapes.PolicyDiffJson),
    "query": ("timeline query --json", json_shapes_query.QueryJson),
    "ledger": ("timeline ledger --json", json_shapes_ledger.LedgerJson),
    "stats": ("timeline stats --json", json_shapes_stats.StatsJson),
    "tolls": ("timeline tolls --json", json_shapes_tolls.TollsJson),
}
"""Every JSON output by the name of its schema: the command that gives it, and its shape."""

SHAPES = (
    json_shapes,
    json_shapes_author,
    json_shapes_ledger,
    json_shapes_query,
    json_shapes_stats,
    json_shapes_tolls,
)
"""The modules that hold the shapes; what they say of each field goes into the schemas."""


class _Untitled(GenerateJsonSchema):
    """Titles for objects only: of a key, the title would repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's own
        return False


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of one output; keys that it does not name are allowed."""
    title, shape = OUTPUTS[name]
    made = TypeAdapter(shape).json_schema(mode="serialization", schema_generator=_Untitled)
    described = _descriptions()
    parts = made.pop("$defs", {})
    for part in (made, *parts.values()):
        for key, value in part.get("properties", {}).items():
            words = described.get(part["title"], {}).get(key)
            part["properties"][key] = value | {"description": words} if words else value
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"timeline:{name}",
        "title": title,
    }
    return head | {key: value for key, value in made.items() if key != "title"} | {"$defs": parts}


def _descriptions() -> dict[str, dict[str, str]]:
    """What is said of each field, by the name of its shape: below it, or in its annotation."""
    found: dict[str, dict[str, str]] = {}
    for module in SHAPES:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                inherited = [found.get(ast.unparse(base), {}) for base in node.bases]
                found[node.name] = {key: text for one in inherited for key, text in one.items()}
                found[node.name] |= dict(_strings_below(node.body))
        for name, shape in vars(module).items():
            if is_typeddict(shape):
                found.setdefault(name, {}).update(_annotated(shape))
    return found


def _strings_below(body: Sequence[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)


def _annotated(shape: type) -> Iterator[tuple[str, str]]:
    for key, hint in get_type_hints(shape, include_extras=True).items():
        if get_origin(hint) is Annotated:
            yield key, get_args(hint)[1]


def schema_files() -> dict[str, str]:
    """The schema of every JSON output."""
    return {f"schemas/{name}.schema.json": _json_text(schema_of(name)) for name in OUTPUTS}


def _json_text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def file_schema_files() -> dict[str, str]:
    """The schema of every kind of file that people write."""
    return {
        f"schemas/{name}.schema.json": _json_text(file_schema(name)) for name in sorted(FILE_MODELS)
    }


def problems_page() -> dict[str, str]:
    """docs/problems.md: every code, by groups."""
    parts = [_PROBLEMS_HEAD]
    for start, heading in _PROBLEM_GROUPS.items():
        parts.append(f"## {heading}\n")
        parts += [_code_text(code, CODES[code]) for code in CODES if code.startswith(start)]
    return {"docs/problems.md": "\n".join(parts)}


_PROBLEMS_HEAD = """\
# Problems

What `timeline check` and every other command can say of a file or of what was typed. Each problem
has a code that stays the same between versions. `timeline check --explain E203` prints the same as
this page. Codes that start with E are errors; with W, warnings: the file is used all the same.
"""

_PROBLEM_GROUPS = {
    "E1": "E1: reading a file",
    "E2": "E2: dates",
    "E3": "E3: the shape of a file",
    "E4": "E4: references, and what was asked for",
    "E5": "E5: policies",
    "E6": "E6: a case as a whole",
    "E7": "E7: writing files, and comparing states",
    "W": "W: warnings",
}


def _code_text(code: str, about: Code) -> str:
    paragraph = re.sub(r"([*_<>\[\]`\\])", r"\\\1", about.paragraph)
    filled = textwrap.fill(paragraph, 100, break_long_words=False, break_on_hyphens=False)
    example = f"    Wrong: {about.wrong}\n    Right: {about.right}\n"
    return f"### {code}: {about.title}\n\n{filled}\n\n{example}"


GENERATORS: tuple[Callable[[], dict[str, str]], ...] = (
    schema_files,
    file_schema_files,
    problems_page,
    query_page,
    data_page,
)
"""Each gives files by their path below the checkout, with their text."""


def generated_files() -> dict[str, str]:
    """Every generated file by its path below the checkout, with the text that it should have."""
    return {path: text for generate in GENERATORS for path, text in generate().items()}


def outdated_files(root: Path) -> dict[str, str]:
    """The generated files that are missing below `root` or hold another text."""
    return {path: text for path, text in generated_files().items() if not _holds(root / path, text)}


def _holds(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write the files, or only compare them; 1 where a comparison finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m tools.make_docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    is_check = parser.parse_args(arguments).check
    outdated = outdated_files(root)
    for path, text in outdated.items():
        print(f"{'out of date' if is_check else 'written'}: {path}")
        if not is_check:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())
    return 1 if is_check and outdated else 0


if __name__ == "__main__":
    sys.exit(main())
