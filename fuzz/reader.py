"""The YAML reader: bytes or text → a Document or a ReadError, the same by either parser."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fuzz.corpus import as_text, case_texts, other_texts
from fuzz.harness import Harness
from fuzz.oracles import assert_problems
from fuzz.splice import splice
from timeline.errors import Problem, ReadError
from timeline.read.document import Document
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random
    from types import ModuleType

    from timeline.read.document import Value

PATH = "fuzz.yaml"
_Outcome = Document | tuple[Problem, ...]
_QUESTION = re.compile(r"[\[{].*\?", re.DOTALL)


def check(data: bytes) -> None:
    """Hold the reader to its promises.

    - Bytes give a document or a ReadError whose problems lie in the file.
    - Text gives what its bytes give.
    - Every value stands where the document says, and inside what holds it.
    - Windows line ends change no value and no place.
    - Both parsers read the same, or both refuse. Left out: a question mark behind a bracket, which
      the parser in pure Python reads as a sign there.
    """
    found = _outcome(data)
    text = _decoded(data)
    if isinstance(found, Document):
        assert text is not None, "bytes were read that are not UTF-8"
        _assert_places(found)
        assert _outcome(text) == found, "text and bytes differ"
        if "\r" not in text:
            windows = _outcome(text.replace("\n", "\r\n"))
            assert isinstance(windows, Document), "refused with Windows line ends"
            assert (windows.root, windows.place) == (found.root, found.place), "line ends matter"
    else:
        shown = data.decode("utf-8", errors="replace") if text is None else text
        assert_problems(found, PATH, shown)
        if text is not None:
            assert not isinstance(_outcome(text), Document), "text is read, its bytes are not"
    if _QUESTION.search(data.decode("utf-8", errors="replace")):
        return
    with without_libyaml():
        pure = _outcome(data)
    if isinstance(found, Document) and isinstance(pure, Document):
        assert pure.root == found.root, "the parsers read different values"
        assert _spans(pure) == _spans(found), "the parsers place values differently"
    else:
        kind = (isinstance(pure, Document), isinstance(found, Document))
        assert kind == (False, False), f"read by the pure parser, by libyaml: {kind}"


def _outcome(text: str | bytes) -> _Outcome:
    try:
        return parse_yaml(text, PATH)
    except ReadError as error:
        return error.problems


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


@contextmanager
def without_libyaml() -> Iterator[None]:
    """As if libyaml were not installed."""
    gone = "yaml.cyaml"
    before = sys.modules.get(gone)
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules[gone] = None  # what import takes for "not there"
    try:
        yield
    finally:
        if before is None:
            del sys.modules[gone]
        else:
            sys.modules[gone] = before


def routes_of(value: Value, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The route of every value of a tree."""
    yield route
    steps: list[str | int] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(len(value)))
    for step in steps:
        yield from routes_of(value[step], (*route, step))  # type: ignore[index]


def _spans(document: Document) -> list[object]:
    routes = routes_of(document.root)
    return [(route, document.span_of(route), document.key_span_of(route)) for route in routes]


def _assert_places(document: Document) -> None:
    """Every span is inside the one around it, and bare words stand where they are said to."""
    assert isinstance(document.root, dict)
    for route in routes_of(document.root):
        span, around = document.span_of(route), document.span_of(route[:-1])
        start, end = (span.line, span.column), (span.end_line, span.end_column)
        assert start <= end, f"{route} ends before it starts"
        assert (around.line, around.column) <= start, f"{route} starts before what holds it"
        assert end <= (around.end_line, around.end_column), f"{route} ends after what holds it"
        key = document.key_span_of(route)
        if route and isinstance(route[-1], str):
            assert (key.end_line, key.end_column) <= start, f"{route} stands before its key"
        _assert_words(document, route)


def _assert_words(document: Document, route: tuple[str | int, ...]) -> None:
    value: object = document.root
    for step in route:
        value = value[step]  # type: ignore[index]
    span = document.span_of(route)
    line = document.lines[span.line - 1]
    shown = line[span.column - 1 : span.end_column - 1 if span.line == span.end_line else None]
    if isinstance(value, str) and shown[:1] not in ("'", '"', "|", ">"):
        words = " ".join(value.split())
        assert words.startswith(" ".join(shown.split())), f"{route} stands elsewhere"
    if value is None:
        assert shown.strip() in ("", "~", "null"), f"{route} is nothing, and shows {shown}"


def seeds() -> Iterator[bytes]:
    """Files of every kind, and the signs of YAML."""
    texts = (*case_texts()[::8], *other_texts()[::4], *_ODD)
    yield from (text.encode() for text in texts if len(text) <= HARNESS.longest)


_ODD = (
    "a: 1\n",
    "{a: [b, 'c', \"d\\n\"], e: {f: }}",
    "? a\n: - b\n  - - c\n    - d\n",
    "a: |\n  b\n  c\n\nd: >-\n  e\n  f\n",
    "a: |+2\n    b\n\n\n",
    "a: &x 1\nb: *x\n",
    "a: !t 1\n<<: {b: 2}\n",
    "%YAML 1.1\n---\na: 1\n...\n",
    "\ufeffa: 1\r\nb: é😀\r\n",
    "a: 'x\n\n  y'\nb: \"x\\\n  y\\x41\\u00e9\"\n",
    "a:\tb\n",
    "'a': \"\\ud800\"\n",
    "a: b: c\n",
    "a: [1, 2\nb: 3\n",
    "a: x #y\n# z\nb: x#y\n",
    "- a\n",
    "null: 1\n~: 2\n",
    "a:\n- b\n-\n- - c\n",
    "a: b\n  c\n  d\ne:\n  f\n  g\n",
)

WORDS = (
    *("- ", ": ", "? ", "\n", "\n  ", "\r\n", "---\n", "...\n", "&x ", "*x ", "!t ", "<<: "),
    *("|\n", ">-\n", "|2+\n", "# ", " #", "\\x41", "\\u", "\\", "'", '"', "''", "[", "]", "{"),
    *(
        "}",
        ", ",
        "~",
        "null",
        "\t",
        "%YAML 1.1\n",
        "\u2028",
        "\u0085",
        "\ufeff",
        "é",
        "😀",
        "@",
        "`",
    ),
)


def mutate(data: bytes, chance: Random) -> bytes:
    """Signs of YAML put in, or a file changed as a file."""
    text = as_text(data)
    if chance.random() < 0.4:
        return splice(text, chance, ()).encode("utf-8", errors="replace")
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(text))
        gone = chance.choice((0, 0, 0, 1, 2, 8))
        text = text[:at] + chance.choice(WORDS) + text[at + gone :]
    return text.encode("utf-8", errors="replace")


HARNESS = Harness("reader", check, mutate, seeds, longest=600, seconds=20, words=WORDS)
