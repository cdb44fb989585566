"""The model: a Document → a case, source, policy, …, or Problems that a writer can act on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from fuzz.corpus import SOURCES, as_text, case_texts, other_texts
from fuzz.harness import ROOT, Harness
from fuzz.oracles import assert_problems
from fuzz.splice import splice
from fuzz.trees import change_tree, read_tree, scramble, write_tree
from timeline.edit.layout import canonical
from timeline.errors import CaseError, PolicyError, ReadError, TimelineError
from timeline.model.build import (
    References,
    build_calendar,
    build_case,
    build_measures,
    build_policy,
    build_source,
    build_vocabulary,
)
from timeline.model.json_schema import file_schema
from timeline.model.soundness import policy_warnings
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from timeline.model.policy import Policy
    from timeline.read.document import Document

PATH = "fuzz.yaml"
TODAY = 739941
"""2026-11-21, so that no run depends on the day it is made."""

_WORKSPACE = Workspace(ROOT)
REFERENCES = References(
    _WORKSPACE.kinds.keys(),
    SOURCES.keys(),
    _WORKSPACE.policy_files.keys(),
    _WORKSPACE.calendar_files.keys(),
)


def check(data: bytes) -> None:
    """Hold each builder to its promises, whatever kind of file the text is.

    - The value, or the error of that kind of file; its problems lie in the file, their codes are
      known, they stand in the order of the file, and every format can show them.
    - What is taken fits the published JSON Schema, as text and as editors type it.
    - What is taken is taken again, and means the same, in the canonical layout.
    """
    try:
        document = parse_yaml(data, PATH)
    except ReadError:
        return  # the reader's own harness
    text = data.decode("utf-8")
    for name, (build, failure) in _BUILDERS.items():
        try:
            built = build(document)
        except TimelineError as error:
            assert type(error) is failure, f"a {name} fails with {type(error).__name__}"
            assert_problems(error.problems, PATH, text)
            keys = [(one.code, one.message, one.location) for one in error.problems]
            assert len(set(keys)) == len(keys), "a problem is told twice"
            continue
        _assert_fits_schema(name, document)
        again = build(parse_yaml(canonical(data, PATH), PATH))
        assert again == built, f"another layout is another {name}"
        if name == "policy":
            _check_warnings(built, document, text)
        elif name == "calendar":
            built.as_calendar().after(TODAY, 10)


def _a_case(document: Document) -> object:
    return build_case(document, "fuzz", REFERENCES).case


_BUILDERS: dict[str, tuple[Callable[[Document], Any], type[TimelineError]]] = {
    "case": (_a_case, CaseError),
    "source": (build_source, TimelineError),
    "policy": (lambda document: build_policy(document, REFERENCES), PolicyError),
    "kinds": (build_vocabulary, PolicyError),
    "calendar": (build_calendar, PolicyError),
    "measures": (lambda document: build_measures(document, REFERENCES), PolicyError),
}


def _check_warnings(policy: Policy, document: Document, text: str) -> None:
    warnings = list(policy_warnings(policy, document, TODAY))
    if warnings:
        assert all(warning.is_warning for warning in warnings)
        assert_problems(warnings, PATH, text)


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(file_schema(name))


def _assert_fits_schema(name: str, document: Document) -> None:
    if name == "measures":  # comes with the program, and has no schema
        return
    for tree in (document.root, _typed(document.root)):
        for error in _validator(name).iter_errors(tree):
            where = ".".join(str(step) for step in error.absolute_path)
            message = f"taken, and an editor says of {name} {where}: {error.message[:200]}"
            raise AssertionError(message)


def _typed(value: Any) -> Any:  # noqa: ANN401 - a tree
    """A tree as the core schema of YAML 1.2 types it, where that keeps the text."""
    if isinstance(value, dict):
        return {key: _typed(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_typed(inside) for inside in value]
    if isinstance(value, str):
        if value in ("true", "false"):
            return value == "true"
        if re.fullmatch(r"0|[1-9][0-9]{0,15}", value):
            return int(value)
    return value


def seeds() -> Iterator[bytes]:
    """Small cases, and files of every other kind."""
    yield from (text.encode() for text in (*case_texts()[:120:3], *other_texts()))


def mutate(data: bytes, chance: Random) -> bytes:
    """Blocks moved between files, and values replaced by others of their kind or of any."""
    text = as_text(data)
    donors = (*case_texts()[:100], *other_texts())
    tree = read_tree(text) if chance.random() < 0.7 else None
    if tree is None:
        return splice(text, chance, donors).encode("utf-8", errors="replace")
    if chance.random() < 0.6 and ("events" in tree or "rules" in tree):
        change_tree(tree, chance, ())
    else:
        scramble(tree, chance)
    return write_tree(tree).encode("utf-8", errors="replace")


HARNESS = Harness("model", check, mutate, seeds, longest=6000, seconds=30)
