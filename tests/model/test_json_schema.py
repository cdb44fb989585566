import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.builders import HEADER
from timeline.model.build import build_source
from timeline.model.json_schema import FILE_MODELS, file_schema
from timeline.model.limit import parse_limit
from timeline.read.parse import parse_yaml, read_document

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "timeline"
EXAMPLE = ROOT / "docs" / "examples" / "police-complaints"
SHIPPED = {
    "case": [*(ROOT / "cases").glob("*.yaml"), *(EXAMPLE / "cases").glob("*.yaml")],
    "source": [*(ROOT / "seeds").glob("*.yaml"), *(EXAMPLE / "seeds").glob("*.yaml")],
    "policy": [
        *(PACKAGE / "policies").glob("*.yaml"),
        *(
            path
            for path in (EXAMPLE / "policies").glob("*.yaml")
            if path.stem not in ("kinds", "measures")
        ),
    ],
    "measures": [PACKAGE / "vocabulary" / "measures.yaml"],
    "kinds": [PACKAGE / "vocabulary" / "kinds.yaml", EXAMPLE / "policies" / "kinds.yaml"],
    "calendar": [*(PACKAGE / "vocabulary" / "calendars").glob("*.yaml")],
    "site": [ROOT / "site.yaml"],
}


@cache
def validator(name: str) -> Draft202012Validator:
    """One that is independent of what wrote the schema."""
    return Draft202012Validator(file_schema(name))


def wrong_with(name: str, data: object) -> list[str]:
    """What the schema of a kind of file has against a tree: where, and why."""
    errors = validator(name).iter_errors(data)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def as_text(path: Path) -> object:
    """A file as the program reads it, with every scalar as text."""
    return read_document(path, path.name).root


def as_editors_see(path: Path) -> object:
    """A file as editors see it."""
    return typed(as_text(path))


def typed(value: object) -> object:
    """A tree with numbers and truth values made of text, as the core schema of YAML 1.2 does."""
    if isinstance(value, dict):
        return {key: typed(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [typed(inside) for inside in value]
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"true|True|TRUE|false|False|FALSE", value):
        return value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    is_number = re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value)
    return float(value) if is_number else value


@pytest.mark.parametrize("name", FILE_MODELS)
def test_every_shipped_file_fits_its_schema(name: str) -> None:
    """No file that the program reads is underlined in an editor, whichever way it types scalars."""
    assert SHIPPED[name]
    for see in (as_text, as_editors_see):
        wrong = {path.name: wrong_with(name, see(path)) for path in SHIPPED[name]}
        assert {file: words for file, words in wrong.items() if words} == {}


def test_every_case_and_policy_of_the_verdict_files_fits() -> None:
    """Neither is any of the small cases that the verdicts are tested by."""
    wrong = []
    for path in sorted((ROOT / "tests" / "verdicts").glob("*.yaml")):
        tree = as_text(path)
        assert isinstance(tree, dict)
        for name, lacks in (("case", HEADER), ("policy", {"id": "p", "title": "t"})):
            text = tree[name]
            assert isinstance(text, str)
            own = parse_yaml(text, path.name).root
            assert isinstance(own, dict)
            wrong += [
                words for words in wrong_with(name, lacks | own) if "'label' is a req" not in words
            ]
    assert wrong == []


@pytest.mark.parametrize("name", FILE_MODELS)
def test_schemas_are_schemas_with_every_part_described(name: str) -> None:
    """A schema is valid, has a title, and tells an editor what each key is."""
    schema = file_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"timeline:{name}"
    parts = {schema["title"]: schema, **schema.get("$defs", {})}
    assert [title for title, part in parts.items() if not part.get("description")] == []
    assert list(undescribed(parts)) == []


def undescribed(parts: dict[str, Any]) -> Iterator[str]:
    """Every key without a description."""
    for title, part in parts.items():
        for key, value in part.get("properties", {}).items():
            if not value.get("description"):
                yield f"{title}.{key}"


def a_case(event: str, *, more: str = "") -> object:
    """A case with one event, given as YAML in braces."""
    head = "".join(f"{key}: {value}\n" for key, value in HEADER.items() if f"{key}:" not in more)
    return parse_yaml(f"{head}{more}events:\n  - {event}\n", "cases/test.yaml").root


@pytest.mark.parametrize(
    "event",
    [
        "{kind: strike, when: 2023, source: s}",
        "{kind: strike, when: [2023-05-03, 2023-05-08], source: s}",
        "{kind: strike, when: unknown, source: s, round: 2, planned: true}",
        "{kind: strike, claims: [{when: 2023, source: 7, standing: disputed, because: x}]}",
        (
            "{kind: strike, when: 2023, source: s, orders: [{id: 1, kind: release, within: 3 weeks,"
            " source: s}, {id: b, kind: release, until: unknown, extends: 1, source: s}]}"
        ),
    ],
)
def test_takes_what_the_program_takes(event: str) -> None:
    """Every way of writing the same thing fits, as text and as an editor types it."""
    assert wrong_with("case", a_case(event)) == []
    assert wrong_with("case", typed(a_case(event))) == []


def test_takes_one_of_several_dates_in_brackets_everywhere() -> None:
    """Where a date leans on no event it may be one of several as well, quoted or not."""
    event = "{kind: strike, when: 2023, source: s, public: [2023-05, 2023-07]}"
    case = a_case(event, more='recorded_until: "[2023-05, 2023-07]"\n')
    assert wrong_with("case", case) == []
    source = {"title": "t", "publisher": "p", "kind": "press", "published": ["2023-05", "2023-07"]}
    assert build_source(parse_yaml(json.dumps(source), "seeds/test.yaml")).published
    assert wrong_with("source", source) == []
    assert wrong_with("source", typed(source)) == []


@pytest.mark.parametrize(
    ("event", "where"),
    [
        ("{kind: strike, wen: 2023, when: 2023, source: s}", "wen"),
        ("{kind: strike, when: 2023}", "source"),
        ("{kind: strike, source: s}", "when"),
        ("{when: 2023, source: s}", "kind"),
        ("{kind: strike, when: {day: 3}, source: s}", "when"),
        ("{kind: strike, when: 2023, source: [s]}", "source"),
        ("{kind: strike, claims: [{when: 2023, source: s, standing: doubtful}]}", "doubtful"),
        ("{kind: strike, claims: [{when: 2023, source: s, standing: disputed}]}", "because"),
        ("{id: First Report, kind: strike, when: 2023, source: s}", "First Report"),
        ("{kind: strike, when: 2023, source: s, round: none}", "round"),
        ("{kind: strike, when: 2023, source: s, planned: perhaps}", "planned"),
        ("{kind: strike, when: 2023, source: s, responds_to: strike}", "responds_to"),
        ("[strike, 2023]", "strike"),
        ("{kind: strike, when: 2023, source: s, orders: [{id: a, kind: release, source: s}]}", "a"),
        (
            "{kind: a, when: 1, source: s, orders: [{id: b, kind: c, within: soon, source: s}]}",
            "soon",
        ),
    ],
)
def test_refuses_what_the_program_refuses(event: str, where: str) -> None:
    """A misspelt key, a missing one, a wrong shape or word is underlined, and named."""
    (words,) = wrong_with("case", a_case(event))
    assert where in words


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("recorded_untill: 2024-05-02\n", "recorded_untill"),
        ("absences:\n  - {kind: payment, source: s}\n", "absences.0"),
        ("absences:\n  - {kind: payment, until: 2023, before: 2023, source: s}\n", "absences.0"),
        ("absences:\n  - {kind: payment, until: 2023}\n", "absences.0"),
        ("tolls:\n  - {by: residents, killed: dozens}\n", "dozens"),
        ("tolls:\n  - {by: residents, killed: ..}\n", "'..'"),
    ],
)
def test_refuses_wrong_keys_of_a_case(more: str, where: str) -> None:
    """The same outside events."""
    (words,) = wrong_with("case", a_case("{kind: strike, when: 2023, source: s}", more=more))
    assert where in words


RULE = {"id": "r", "step": "release", "label": "l", "after": "strike", "force": "practice"}


@pytest.mark.parametrize(
    "step",
    [
        "release",
        {"event": "release", "form": "AR 15-6"},
        ["release", {"event": "denial"}],
        {"first": "release"},
        {"first": ["release", {"event": "denial"}]},
    ],
)
def test_every_short_form_of_a_choice_fits(step: object) -> None:
    """A kind, a pattern, or a list of them may stand for `first`."""
    assert wrong_with("policy", {"id": "p", "title": "t", "rules": [RULE | {"step": step}]}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"step": {"evnt": "release"}},
        {"step": {"first": ["release"], "form": "AR 15-6"}},
        {"step": []},
        {"limit": "soon"},
        {"limit": "30"},
        {"limit": "6 weeks to 2 months"},
        {"force": "law"},
        {"when": {"event": "release", "not": {"event": "denial"}}},
        {"benchmark": {"within": "30 days"}},
    ],
)
def test_refuses_wrong_rules(change: dict[str, object]) -> None:
    """A rule that the program refuses does not fit."""
    assert wrong_with("policy", {"id": "p", "title": "t", "rules": [RULE | change]})


@pytest.mark.parametrize(
    "text",
    [
        "none stated", "not established", "each quarter", "by 05-01", "by 05-01 next year",
        "by 12-31", "by 01-31 next year", "30 days", "a month", "one business day",
        "10 working days", "1 month (rounding: up)",
        "six  weeks", "2 years (rounding: down)", "0 days", "6 to 9 months", "56  to 60 days",
        "one to two years (rounding: up)", "10 to 20 working days",
    ],
)  # fmt: skip
def test_every_limit_fits(text: str) -> None:
    """What is a limit to the program is one to an editor."""
    assert parse_limit(" ".join(text.split()))
    assert wrong_with("policy", {"id": "p", "title": "t", "rules": [RULE | {"limit": text}]}) == []


def test_meaningful_defaults_are_published_and_empty_ones_are_not() -> None:
    """An editor offers `accepted`, and never an empty text."""
    claim = file_schema("case")["$defs"]["Claim"]["properties"]
    assert claim["standing"]["default"] == "accepted"
    assert "default" not in claim["worded"]
    assert file_schema("policy")["$defs"]["Rule"]["properties"]["limit"]["default"] == "none stated"
