"""Writing files: `fmt` keeps what is said, `add` puts one event in and changes no other byte."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from fuzz.corpus import as_text, case_texts, other_texts
from fuzz.harness import Harness
from fuzz.phrases import any_phrase
from fuzz.splice import FRAGMENTS, splice
from timeline.edit.blocks import Style, format_mapping
from timeline.edit.insert import as_tree, with_entry
from timeline.edit.layout import canonical
from timeline.errors import ReadError
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.read.document import Document

PATH = "cases/fuzz.yaml"
_MARK = b"\xef\xbb\xbf"
_QUESTION = re.compile(r"[\[{].*\?", re.DOTALL)
"""Where the reader that looks for remarks, which is pure Python, may read a sign."""


def check(data: bytes) -> None:
    """Hold the commands that write to their promises.

    - The canonical layout says the same, keeps every remark and its order, and is its own layout;
      it ends with one line feed and has no spaces at the ends of lines but within texts.
    - An event put into a case stands behind the others; nothing else is said, every byte and every
      remark of the old file is kept, and taking the new text out gives the old file back.
    - Any mapping of texts that YAML can hold is read back as it was, in the style that quotes.
    """
    try:
        document = parse_yaml(data, PATH)
    except ReadError:
        return
    _check_layout(data, document)
    root: Any = document.root
    events = root.get("events")
    chance = Random(data)
    event = an_event(chance)
    if isinstance(events, list) and events:
        _check_added(data, document, event)
    _check_quoted(event)


def _check_layout(data: bytes, document: Document) -> None:
    new = canonical(data, PATH)
    after = parse_yaml(new, PATH)
    assert after.root == document.root, "the layout changes what is said"
    assert list(_orders(after.root)) == list(_orders(document.root)), "keys change places"
    if not _QUESTION.search(data.decode()):
        assert remarks(new.decode()) == remarks(data.decode("utf-8-sig")), "a remark is lost"
    assert canonical(new, PATH) == new, "the layout has another layout"
    assert b"\r" not in new
    assert not new.startswith(_MARK)
    assert new.endswith(b"\n") or _says_more(new + b"\n", document), "no line feed at the end"


def _says_more(data: bytes, document: Document) -> bool:
    """Whether a line feed would be part of the text that the file ends with."""
    return parse_yaml(data, PATH).root != document.root


def _orders(value: Any) -> Iterator[list[str]]:  # noqa: ANN401 - a tree
    """The keys of every mapping, in order: equal mappings may differ in it."""
    if isinstance(value, dict):
        yield list(value)
        for inside in value.values():
            yield from _orders(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _orders(inside)


def remarks(text: str) -> list[str]:
    """Every remark, found between the tokens of another reader, which calls nothing else one."""
    lines = text.replace("\r\n", "\n").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    whole = "\n".join(lines)
    found: list[str] = []
    at = 0
    for token in yaml.scan(whole, Loader=yaml.SafeLoader):
        start, end = token.start_mark.index, token.end_mark.index
        if start > at:
            found += _remarks_in(whole[at:start])
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = whole[start:].partition("\n")[0]
            found += [remark.rstrip() for remark in re.findall(r"(?<=[ \t])#.*", header)]
        at = max(at, end)
    return [*found, *_remarks_in(whole[at:])]


def _remarks_in(gap: str) -> list[str]:
    return [remark.rstrip() for remark in re.findall(r"#.*", gap)]


def _check_added(data: bytes, document: Document, event: dict[str, Any]) -> None:
    root: Any = document.root
    try:
        new = with_entry(data, document, event, "events")
    except ReadError as error:
        codes = {problem.code for problem in error.problems}
        assert "E705" in codes or not _is_writable(event), f"refused with {codes}"
        return
    after: Any = parse_yaml(new, PATH).root
    assert after == {**root, "events": [*root["events"], as_tree(event)]}, "more than one event"
    assert list(_orders(after))[:1] == list(_orders(root))[:1], "keys change places"
    old_text, new_text = data.decode("utf-8-sig"), new.decode("utf-8-sig")
    assert new.startswith(_MARK) == data.startswith(_MARK)
    assert _without_one_piece(old_text, new_text), "more than one piece was put in"
    if not _QUESTION.search(old_text):
        assert sorted(remarks(new_text)) == sorted(remarks(old_text)), "a remark is lost"


def _without_one_piece(old: str, new: str) -> bool:
    """Whether taking one piece, and perhaps a comma before it, out of the new gives the old."""
    if new.startswith(old):
        return True
    head = 0
    while head < len(old) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < len(old) - head and old[len(old) - 1 - tail] == new[len(new) - 1 - tail]:
        tail += 1
    if head + tail >= len(old):
        return True
    between = old[head : len(old) - tail]
    inserted = new[head : len(new) - tail]
    return inserted.startswith("," + between)  # a remark stood between the entry and the new line


def _is_writable(value: Any) -> bool:  # noqa: ANN401 - a tree
    """Whether YAML can hold every character of it."""
    if isinstance(value, dict):
        return all(map(_is_writable, value.values()))
    if isinstance(value, list):
        return all(map(_is_writable, value))
    return not re.search("[\ud800-\udfff]", str(value))


def _check_quoted(event: dict[str, Any]) -> None:
    """Whatever a text holds, quoted it is read as it was."""
    if not _is_writable(event):
        return
    for style in Style:
        text = format_mapping(event, style)
        try:
            found = parse_yaml(text.encode(), PATH).root
        except ReadError:
            assert style is not Style.QUOTED, "what was written cannot be read"
            continue
        assert style is not Style.QUOTED or found == as_tree(event), "read back as something else"


_TEXTS = (
    *(
        "strike",
        "2023-05-03",
        "a: b",
        "- x",
        "# no remark",
        "x # y",
        "'",
        '"',
        "''",
        "null",
        "~",
        "",
    ),
    *(
        "yes",
        "12:30",
        "|",
        ">-",
        "%x",
        "@x",
        "`x`",
        "{a}",
        "[a",
        "a\nb",
        "a\n\n  b\n",
        " a ",
        "a\tb",
    ),
    *("é😀", "\u202e\u200b", "\x85", "\u2028", "\ufeff", "\x00", "\x1b[31m", "\ud800", "?", "? a"),
    *("a word " * 20, "x" * 120, "a  b " * 20, "&a", "*a", "!t", "<<", "---", "...", "\\", "\\n"),
)


def an_event(chance: Random) -> dict[str, Any]:
    """Keys and values of an event, with texts that are hard to write."""

    def text() -> str:
        parts = [chance.choice(_TEXTS) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        return chance.choice(("", " ", ": ")).join(parts)

    event: dict[str, Any] = {"id": "added", "kind": "denial"}
    for key in ("label", "form", "by"):
        if chance.random() < 0.4:
            event[key] = text()
    if chance.random() < 0.3:
        event["responds_to"] = [text() for _ in range(chance.randint(1, 3))]
    claim = {"when": any_phrase(chance, ("strike",)), "source": "daily", "worded": text()}
    if chance.random() < 0.3:
        event["claims"] = [claim, {**claim, "because": text()}]
    else:
        event |= claim
    if chance.random() < 0.5:
        event["note"] = text()
    return event


def seeds() -> Iterator[bytes]:
    """Cases and other files in the house's layout, and lists of events in every shape."""
    for text in (*case_texts()[:140:4], *other_texts()[::3], *_SHAPES):
        if len(text) <= HARNESS.longest:
            yield text.encode()


_HEAD = "title: T\nplace: P\n"
_SHAPES = (
    _HEAD + "events: [{kind: strike, when: 2024, source: a},]  # last\n",
    _HEAD + "events: [\n  {kind: strike, when: 2024, source: a}, # one\n  # two\n]\ntags: [a]\n",
    _HEAD + "events:\n- kind: strike\n  note: |+\n    one\n\n\ntags: [a]\n",
    _HEAD + "events:\n  - kind: strike\n    note: >-\n      one\n      two\n\nabsences: []\n",
    _HEAD + "events:\n  - kind: strike\n    note: |2\n        one\n  # below\n# far below\n",
    "\ufeff---\n"
    + _HEAD
    + 'events:\n      -   kind: strike\r\n          note: "a\n\n      b"\n...\n',
    "? title\n: T\n? events\n: - kind: strike\n  - - a\n    - b\n",
    "{title: T, events: [{kind: strike}], tags: []}\n",
    _HEAD + "events: [a, [b, c], {d: , e: [ ]}]\n",
)


def mutate(data: bytes, chance: Random) -> bytes:
    """Blocks moved and pushed to other columns, remarks and empty lines put in."""
    text = as_text(data)
    if chance.random() < 0.5:
        return splice(text, chance, FRAGMENTS).encode("utf-8", errors="replace")
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(lines))
        line = lines[place]
        match chance.randrange(8):
            case 0:
                lines[place:place] = [
                    " " * chance.randrange(8) + chance.choice(("# x", "", "#", " "))
                ]
            case 1:
                lines[place] = line + chance.choice(("  # x", "   ", " #", "\r", ",", " # x  "))
            case 2:
                lines[place] = " " * chance.choice((1, 2, 3, 4)) + line
            case 3:
                lines[place] = line.removeprefix(" " * chance.choice((1, 2)))
            case 4:
                lines[place] = line.replace(": ", chance.choice((":  ", " : ", ":\n      ")), 1)
            case 5:
                lines[place] = line.replace("- ", chance.choice(("-  ", "-   ", "-\n      ")), 1)
            case 6:
                lines[place] = line.replace(", ", chance.choice((" ,", ",\n  ", ",  ")), 1)
            case _:
                sign = chance.choice((" |\n      a\n\n      b", " >-\n   a\n   b", ' "a\n\n  b"'))
                lines[place] = line.partition(":")[0] + ":" + sign
    return "\n".join(lines).encode("utf-8", errors="replace")


HARNESS = Harness("edit", check, mutate, seeds, longest=4000, seconds=30)
