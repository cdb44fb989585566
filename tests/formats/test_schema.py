import pytest
from jsonschema import Draft202012Validator

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Verdict, Word
from timeline.formats.schema import described
from timeline.results.record import Record
from tools.make_docs import OUTPUTS, schema_of


@pytest.mark.parametrize("name", OUTPUTS)
def test_schemas_are_schemas(name: str) -> None:
    """A published schema is valid, names its output, and describes each of its parts."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"timeline:{name}"
    assert all(part["description"] for part in (schema, *schema["$defs"].values()))


def test_fields_are_described() -> None:
    """What stands below a field, also one that is inherited, is published."""
    parts = schema_of("show")
    events, latencies = parts["$defs"]["EventRecord"], parts["$defs"]["LatencyRecord"]
    assert "description" in parts["properties"]["as_of"]
    assert "description" in events["properties"]["file"]
    assert latencies["properties"]["start"]["description"].startswith("The event it starts at")


class Base(Record, frozen=True, kw_only=True):
    """A record that another is based on."""

    kept: int
    """As in the base."""
    stated: int
    """As in the base."""


class Below(Base, frozen=True, kw_only=True):
    """A record that is based on another."""

    stated: int
    """Its own."""
    silent: int


def test_a_field_has_the_words_nearest_to_it() -> None:
    """A field that a record states anew is described anew, another as the base has it."""
    assert described(Below) == {"kept": "As in the base.", "stated": "Its own."}


def test_closed_lists_are_published() -> None:
    """The words that the program can say are those of the schema."""
    parts = schema_of("show")["$defs"]
    for closed in (Verdict, Word, Truth):
        assert sorted(parts[closed.__name__]["enum"]) == sorted(one.value for one in closed)
