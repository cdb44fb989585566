"""Every command's record: what its JSON says is the whole record, and fits its schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.cli.runner import CASES, ROOT, run
from tests.edit.builders import CASE, a_workspace
from timeline.formats.json import format_json
from timeline.model.workspace import Workspace
from timeline.results.case import ExplainRecord, ShowRecord
from timeline.results.values import ProblemRecord, RelatedRecord
from timeline.visible import visible
from tools.make_docs import OUTPUTS, schema_of

MONTH_AFTER = {
    "kabul-2021": "2021-09-28",
    "manbij-tokhar-2016": "2016-08-18",
    "may3-syria": "2023-06-02",
    "mosul-jadida-2017": "2017-04-16",
}
"""A day a month after the strike, when little is known and much is open."""
CELLS = (
    "select 1.5::decimal(9, 2) a, date '2024-02-29' b, 'x'::blob c, [1] d, null e, 'nan'::real f"
)


def of_each_case(*words: str) -> list[list[str]]:
    """Return a command about each shipped case: today, a month on, and with what was public."""
    command, *rest = words
    return [
        [command, case, *rest, *day]
        for case in CASES
        for day in ([], ["--as-of", MONTH_AFTER[case]], ["--known-on", MONTH_AFTER[case]])
    ]


ASKED: dict[str, list[list[str]]] = {
    "show": of_each_case("show"),
    "explain": [
        *of_each_case("explain"),
        ["explain", "may3-syria", "strike", "investigation_opened"],
    ],
    "tolls": [*of_each_case("tolls"), ["tolls"]],
    "list": [["list"], ["list", "--policy", "us-chmr-ap-2022"], ["list", "--as-of", "2023-06-02"]],
    "overdue": [["overdue"], ["overdue", "--policy", "us-chmr-ap-2022", "--as-of", "2023-06-02"]],
    "compare": [["compare", "--all"], ["compare", "may3-syria", "kabul-2021"]],
    "check": [["check"]],
    "check-explain": [["check", "--explain", code] for code in ("E203", "E601", "W602")],
    "policy-list": [["policy", "list"]],
    "policy-show": [["policy", "show", name] for name in Workspace(ROOT).policy_files],
    "policy-diff": [["policy", "diff", "us-centcom-2014", "us-chmr-ap-2022"]],
    "ledger": [["ledger"], ["ledger", "--as-of", "2018-01-01"]],
    "stats": [["stats"], ["stats", "--by", "policy"]],
    "query": [["query", "select * from findings"], ["query", CELLS]],
    "diff": [["diff", "{other}"]],
    "init": [["init", "{new}"]],
    "kinds-list": [["kinds"]],
    "publish": [["publish", "{site}"]],
    "draft": [["add", "market", "denial", "--when", "2024-03-12", "--source", "daily"]],
}
"""What is asked of each command that has JSON, by the name of its schema."""


@cache
def strict_schema(name: str) -> Draft202012Validator:
    """Return the schema of an output, with keys forbidden that it does not name."""

    def closed(schema: Any) -> Any:  # noqa: ANN401 - a tree
        if isinstance(schema, list):
            return [closed(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        inside = {key: closed(value) for key, value in schema.items()}
        return inside | ({"additionalProperties": False} if "properties" in schema else {})

    return Draft202012Validator(closed(schema_of(name)))


@cache
def printed(*words: str) -> str:
    """Return the JSON of a command about the shipped cases, run once."""
    return run(*words, "--json").out


def said(name: str, words: list[str], folder: Path) -> str:
    """Return the JSON of a command, of a small workspace where it writes or compares folders."""
    places = {one: folder / one for one in ("new", "other", "site")}
    typed = [word.format_map(places) for word in words]
    if name not in ("diff", "draft"):
        return printed(*typed)
    a_workspace(folder / "here")
    a_workspace(folder / "other", CASE.replace("2024-03-10", "2024-03-11"))
    more = ["--dry-run"] if name == "draft" else []
    return run(*typed, *more, "--json", root=folder / "here").out


def lines() -> Iterator[tuple[str, list[str]]]:
    """Give every command line with the name of its schema."""
    for name, asked in ASKED.items():
        for words in asked:
            yield name, words


def test_every_output_is_asked_for() -> None:
    """A new record cannot be left out of the laws below."""
    assert ASKED.keys() == OUTPUTS.keys()


@pytest.mark.parametrize(
    ("name", "words"), [pytest.param(*line, id=" ".join(line[1])) for line in lines()]
)
def test_the_json_of_a_command_is_its_record(name: str, words: list[str], tmp_path: Path) -> None:
    """Read back it is an equal record, which says the same; and it has no key but its schema's."""
    text = said(name, words, tmp_path)
    data = json.loads(text)
    record = msgspec.convert(data, OUTPUTS[name][1])
    assert record.to_dict() == data
    assert format_json(record) == text
    assert msgspec.convert(json.loads(format_json(record)), type(record)) == record
    strict_schema(name).validate(data)


@pytest.mark.parametrize("case", CASES)
def test_every_finding_of_a_case_is_explained(case: str) -> None:
    """By steps, and by the same verdict and sentence as `show` gives it."""
    shown = msgspec.convert(json.loads(printed("show", case)), ShowRecord)
    found = msgspec.convert(json.loads(printed("explain", case)), ExplainRecord)
    told = [
        (one.name, one.judged_by, one.verdict, one.sentence, one.receipt) for one in shown.findings
    ]
    explained = [(one.finding, one.receipt) for one in found.receipts]
    assert told == [
        (one.name, one.judged_by, one.verdict, one.sentence, receipt)
        for one, receipt in explained
        if one is not None
    ]
    assert all(receipt for _, receipt in explained)


def test_one_input_gives_one_text() -> None:
    """The same case judged twice gives the same bytes."""
    assert run("show", "may3-syria", "--json").out == printed("show", "may3-syria")


def a_place(message: str, file: str | None = None) -> RelatedRecord:
    """Return a whole file, and what is said of it."""
    return RelatedRecord(
        file=file, line=None, column=None, end_line=None, end_column=None, message=message
    )


ANY_TEXT = st.text(st.characters(exclude_categories=[]))
HALVES = "\ud800 \udfff \u202e \u2066 \x1b[31m \x9b \x00"


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_is_too_odd_for_a_record(text: str, other: str) -> None:
    """Halves of characters and marks that turn a line come back, and none is printed raw."""
    record = ProblemRecord(
        code="E101",
        message=text,
        file=other + HALVES,
        line=1,
        column=1,
        end_line=1,
        end_column=2,
        excerpt=text + HALVES,
        hint=HALVES + text,
        warning=False,
        related=(a_place(text, other),),
    )
    for shown in (format_json(record), format_json(record, ascii_only=True)):
        assert msgspec.convert(json.loads(shown), ProblemRecord) == record
        assert visible(shown, keep_newlines=True) == shown


def test_a_record_is_frozen() -> None:
    """Whoever has one cannot change what another output says."""
    record = a_place("m")
    with pytest.raises(AttributeError):
        record.message = "n"  # type: ignore[misc]
