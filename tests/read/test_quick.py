import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import ReadError
from timeline.read import parse
from timeline.read.document import Document
from timeline.read.parse import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    path.read_text(encoding="utf-8")
    for folder in ("cases", "src/timeline/policies", "src/timeline/vocabulary")
    for path in sorted((ROOT / folder).glob("*.yaml"))
]
BITS = [
    "\t", " ", "\n", "&a ", "*a", "!t ", "- ", ": ", ":", "{", "}", "[", "]", ",", '"', "'", "#",
    " #", "|", ">-\n", "|2\n", "? ", "<<: 1", "~", "null", "---\n", "...\n", "%YAML 1.2\n", "é",
    "\u3000", '"\\ud800"', '"\\U0001F600"', '"a\\nb"', "x: y", "\ufffd", "x" * 50,
]  # fmt: skip


def read(text: str) -> Document | list[str]:
    """The document, or its problems."""
    try:
        return parse_yaml(text, "f.yaml")
    except ReadError as error:
        return [str(problem) for problem in error.problems]


def read_carefully(text: str, monkeypatch: pytest.MonkeyPatch) -> Document | list[str]:
    """The same, without the quick way."""
    with monkeypatch.context() as patch:
        patch.setattr(parse, "grow_plain", lambda *_: None)
        return read(text)


def assert_alike(text: str) -> None:
    """Both ways say the same of a text, to the last place."""
    with pytest.MonkeyPatch.context() as patch:
        assert read(text) == read_carefully(text, patch)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:30])
def test_what_is_right_is_read_quickly(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shipped file needs no second reading, and the quick one gives the very same document."""
    careful = read_carefully(text, monkeypatch)
    monkeypatch.delattr(parse, "_Tree")
    assert parse_yaml(text, "f.yaml") == careful


@pytest.mark.parametrize(
    "text",
    [
        "a: |#c\n  x\n",
        "a: >-#c\n  x\n",
        "a: |- #c\n  x\n",
        "{a: , b: c}\n",
        "a: [{b: }, c]\n",
        "{a:\n  , b: c}\n",
        "{a, b: c}\n",
        "{? a, b: c}\n",
        'a: "\\ud83d"\n',
        'a: "\\ud83d\\ude00"\n',
        "a: !t b\n",
        "a: &b c\n",
        "a: [*b]\n",
        "? [a]\n: b\n",
        "'<<': 1\n",
        "'': 1\n",
        "a: b\n---\nc: d\n",
        "---\n...\n",
        "# nothing\n",
        "- a\n",
        "a:\n- \n-\n",
        f"a: {'x' * 200_000}\n",
    ],
    ids=lambda text: text[:20],
)
def test_what_libyaml_alone_would_take_is_looked_at_again(text: str) -> None:
    """What the careful way refuses or places otherwise than libyaml, the quick way leaves to it."""
    assert_alike(text)


def test_what_is_wrong_is_told_as_ever() -> None:
    """With bits put in, left out or doubled anywhere, both ways say the same."""
    chance = random.Random(5)  # noqa: S311 - chance that can be repeated
    for _ in range(600):
        text = chance.choice(TEXTS)
        lines = text.split("\n")
        start = chance.randrange(len(lines))
        lines = lines[start : start + chance.randint(1, 40)]
        for _ in range(chance.randint(1, 4)):
            number = chance.randrange(len(lines))
            line = lines[number]
            place = chance.randint(0, len(line))
            bit = chance.choice([*BITS, "", line])
            lines[number] = line[:place] + bit + line[place + chance.randint(0, 2) :]
        assert_alike("\n".join(lines))


@given(st.lists(st.sampled_from([*BITS, "a", "b: ", "\n  ", "\n- "]), max_size=14).map("".join))
def test_any_text_is_read_alike(text: str) -> None:
    """Texts made of nothing but signs are read alike, or refused alike."""
    assert_alike(text)
