import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.edit.builders import CASE
from timeline.edit.insert import with_entry
from timeline.errors import ReadError
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = Workspace(ROOT).case_ids
EVENT = {
    "id": "added",
    "kind": "denial",
    "when": "less than a week after strike",
    "responds_to": ["strike"],
    "source": "daily",
    "note": "A note: with a colon, and enough words to be folded into more lines than one, here.",
}


def added(text: str | bytes, event: Any = EVENT) -> bytes:  # noqa: ANN401 - a tree
    """The file with the event put in."""
    data = text.encode() if isinstance(text, str) else text
    return with_entry(data, parse_yaml(data, "cases/test.yaml"), event, "events")


def root_of(data: bytes) -> Any:  # noqa: ANN401 - a tree
    """The tree of a file."""
    return parse_yaml(data, "cases/test.yaml").root


@pytest.mark.parametrize("case_id", CASES)
def test_only_lines_are_added_to_every_shipped_case(case_id: str) -> None:
    """No line is taken away or changed, and the event stands behind the others."""
    data = (ROOT / "cases" / f"{case_id}.yaml").read_bytes()
    new = added(data)
    lines = difflib.ndiff(data.decode().split("\n"), new.decode().split("\n"))
    kinds = {line[0] for line in lines} - {"?"}
    assert kinds == {" ", "+"}
    assert root_of(new)["events"][:-1] == root_of(data)["events"]
    assert root_of(new)["events"][-1] == EVENT


LAST = "events:\n  - kind: strike\n    when: 2024\n    source: a\n"
HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"
SHAPES = {
    "block": HEAD + "events:\n  - kind: strike\n    when: 2024\n    source: a\n",
    "no line end": HEAD + "events:\n  - kind: strike\n    when: 2024\n    source: a",
    "dashes below the key": HEAD + "events:\n- kind: strike\n  when: 2024\n  source: a\n",
    "deep": HEAD + "events:\n      -   kind: strike\n          when: 2024\n          source: a\n",
    "braces": HEAD + "events:\n  - {kind: strike, when: 2024, source: a}\n",
    "brackets": HEAD + "events: [{kind: strike, when: 2024, source: a}]\n",
    "brackets, a comma": HEAD + "events: [{kind: strike, when: 2024, source: a},]  # last\n",
    "brackets over lines": HEAD
    + "events: [\n  {kind: strike, when: 2024, source: a}, # one\n  # two\n]\ntags: [a]\n",
    "brackets, a remark": HEAD
    + "events: [{kind: strike, when: 2024, source: a} # one\n ]\ntags: [a]\n",
    "in the middle": HEAD.replace(
        "place", "events:\n  - {kind: strike, when: 2024, source: a}\nplace"
    ),
    "windows": (HEAD + "events:\n  - kind: strike\n    when: 2024\n    source: a\n").replace(
        "\n", "\r\n"
    ),
    "a mark first": "\ufeff" + HEAD + "events:\n  - {kind: strike, when: 2024, source: a}\n",
    "document marks": "---\n" + HEAD + "events:\n  - {kind: strike, when: 2024, source: a}\n...\n",
    "a kept text": HEAD + LAST + "    note: |+\n      one\n\n\ntags: [a]\n",
    "a folded text": HEAD + LAST + "    note: >-\n      one\n      two\n\n" + "absences: []\n",
    "a kept text at the end": HEAD + LAST + "    note: |+\n      one\n\n",
    "an indented sign": HEAD + LAST + "    note: |2\n        one\n",
    "quotes over lines": HEAD + LAST + '    note: "one\n\n      two"   # x\n',
    "a remark of the next key": HEAD + LAST + "# of absences\nabsences: []\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_of_a_list_takes_one_more(text: str) -> None:
    """Taking the new text out gives the old file back; the tree has one event more."""
    new = added(text)
    assert root_of(new) == {
        **root_of(text.encode()),
        "events": [*root_of(text.encode())["events"], EVENT],
    }
    rest = iter(new.decode())
    assert all(character in rest for character in text)  # the old text, in order, within the new
    assert new.decode().count("#") == text.count("#")
    assert ("\r\n" in text) == (b"\r\n" in new)
    assert new.replace(b"\r\n", b"").count(b"\n") in (0, new.count(b"\n"))


def test_remarks_stay_where_they_are() -> None:
    """What stands below the last event, in its depth, stays below it; the new one comes after."""
    new = added(CASE).decode()
    assert new.startswith(CASE)
    assert new.removeprefix(CASE).startswith("\n  - id: added\n    kind: denial\n")


def test_a_remark_of_what_follows_keeps_its_place() -> None:
    """A remark in the first column belongs to the key below it."""
    new = added(SHAPES["a remark of the next key"]).decode()
    assert new.endswith("\n# of absences\nabsences: []\n")


def test_a_remark_beside_the_last_bracketed_event_stays_beside_it() -> None:
    """The comma goes before it, the new event below it."""
    new = added(SHAPES["brackets, a remark"]).decode()
    assert "source: a}, # one\n" in new


def test_no_empty_line_where_the_others_have_none() -> None:
    """One-line events stay together."""
    new = added(SHAPES["braces"], {"kind": "denial", "when": "2024", "source": "a"}).decode()
    assert new.endswith("source: a}\n  - kind: denial\n    when: '2024'\n    source: a\n")


def test_a_question_within_brackets_is_quoted() -> None:
    """There a bare question mark is a sign to the parser in pure Python."""
    event = {"kind": "denial", "by": "who?", "names": ["which?", "this"], "claims": [{"by": "a?"}]}
    for shape in ("brackets", "block"):
        new = added(SHAPES[shape], event).decode()
        assert '["which?", this]' in new
        assert 'by: "a?"' in new
        assert ('by: "who?"' in new) == (shape == "brackets")


def test_a_list_behind_which_nothing_fits_is_left_alone() -> None:
    """Where a remark stands between bracket and event on no line of its own, nothing is guessed."""
    text = HEAD + "events: [{kind: strike, when: 2024, source: a # one\n }]\n"
    assert root_of(added(text))["events"][-1] == EVENT


words = st.text(st.characters(min_codepoint=1, max_codepoint=0xD7FF), min_size=1, max_size=200)


@given(note=words, when=words)
def test_any_words_come_back_as_they_were(note: str, when: str) -> None:
    """Whatever is said is read back letter for letter, or refused."""
    event = {"kind": "denial", "when": when, "source": "a", "note": note}
    for shape in ("block", "brackets"):
        try:
            new = added(SHAPES[shape], event)
        except ReadError:
            continue
        assert root_of(new)["events"][-1] == event


@example(note="\x85")
@example(note="a\u2028b\u202e\xa0 c\U000e0041")
@given(note=st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), min_size=1, max_size=300))
def test_printable_words_are_never_refused(note: str) -> None:
    """Quotes, colons, dashes, brackets and signs of YAML are written so that they stay text."""
    claims = [{"when": note, "source": "a"}]
    event = {"kind": "denial", "note": note, "worded": note[::-1], "claims": claims}
    for shape in ("block", "brackets"):
        new = added(SHAPES[shape], event)
        assert root_of(new)["events"][-1] == event
        assert new.decode().replace("\n", "").isprintable()


def test_lines_of_a_text_come_back() -> None:
    """A note of several lines, with spaces at their ends."""
    event = {"kind": "denial", "when": "2024", "source": "a", "note": "one \n\n  two\t\n"}
    assert root_of(added(SHAPES["block"], event))["events"][-1] == event
