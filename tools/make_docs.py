"""Write every generated file of the checkout, or with `--check` say which are out of date.

python -m tools.make_docs
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.codes import CODES
from timeline.formats import schema as formats_schema
from timeline.model.json_schema import FILE_MODELS, file_schema
from timeline.results import (
    case,
    changes,
    check,
    compare,
    kinds,
    ledger,
    listing,
    overdue,
    policies,
    publish,
    query,
    stats,
    tolls,
)
from tools.data_pages import data_page, query_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.codes import Code
    from timeline.results.record import Record

ROOT = Path(__file__).resolve().parent.parent

OUTPUTS: dict[str, tuple[str, type[Record]]] = {
    "show": ("timeline show --json", case.ShowRecord),
    "explain": ("timeline explain --json", case.ExplainRecord),
    "list": ("timeline list --json", listing.ListRecord),
    "compare": ("timeline compare --json", compare.CompareRecord),
    "overdue": ("timeline overdue --json", overdue.OverdueRecord),
    "check": ("timeline check --json", check.CheckRecord),
    "check-explain": ("timeline check --explain --json", check.CodeRecord),
    "init": ("timeline init --json", changes.StartRecord),
    "kinds-list": ("timeline kinds --json", kinds.KindsRecord),
    "policy-list": ("timeline policy list --json", policies.PolicyListRecord),
    "policy-show": ("timeline policy show --json", policies.PolicyShowRecord),
    "diff": ("timeline diff --json", changes.DiffRecord),
    "draft": ("timeline add --json, timeline new --json", changes.DraftRecord),
    "policy-diff": ("timeline policy diff --json", policies.PolicyDiffRecord),
    "publish": ("timeline publish --json", publish.PublishRecord),
    "query": ("timeline query --json", query.QueryRecord),
    "ledger": ("timeline ledger --json", ledger.LedgerRecord),
    "stats": ("timeline stats --json", stats.StatsRecord),
    "tolls": ("timeline tolls --json", tolls.TollsRecord),
}
"""Every JSON output by the name of its schema: the command that gives it, and its record."""


def schema_of(name: str) -> dict[str, Any]:
    """JSON Schema of one output; keys that it does not name are allowed."""
    title, record = OUTPUTS[name]
    made = formats_schema.schema_of(record)
    head = {"$schema": made.pop("$schema"), "$id": f"timeline:{name}"}
    return head | made | {"title": title}


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
    """docs/problems.md: one line a code, by groups."""
    parts = [_PROBLEMS_HEAD]
    for start, heading in _PROBLEM_GROUPS.items():
        lines = (_code_line(code, CODES[code]) for code in CODES if code.startswith(start))
        parts += [f"## {heading}", "\n".join(["```text", *lines, "```"])]
    return {"docs/problems.md": "\n\n".join(parts) + "\n"}


_PROBLEMS_HEAD = """\
# Look up a problem

A code never changes its meaning. `E` is an error. `W` is a warning: the file is used all the same.
`timeline check --explain E203` adds an example, wrong and right."""

_PROBLEM_GROUPS = {
    "E1": "Reading a file",
    "E2": "Dates",
    "E3": "Keys and values",
    "E4": "Names, and commands",
    "E5": "Policies",
    "E6": "A case as a whole",
    "E7": "Writing and comparing",
    "W": "Warnings",
}


def _code_line(code: str, about: Code) -> str:
    line = f"{code}  {about.title}. {about.explanation}"
    return textwrap.fill(
        line, 100, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    )


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
