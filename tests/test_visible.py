import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
        ("a\tb\nc\r", r"a\tb\nc\r"),
        ("safe\u202eelif", r"safe\u202eelif"),
        ("\u2066x\u2069\u200e\u061c", r"\u2066x\u2069\u200e\u061c"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("one\u2028two\u2029", r"one\u2028two\u2029"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
    ],
)
def test_writes_unseen_characters_as_escapes(text: str, shown: str) -> None:
    """What would act on a terminal, or hide, is written as an escape."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["", "Qorqanya", "قورقانيا", "Đặng", "东京", r"C:\temp", "e\u0301", "😀 – «x»\u00a0"]
)
def test_leaves_ordinary_text_alone(text: str) -> None:
    """Letters of every script, accents, backslashes and punctuation stay."""
    assert visible(text) == text


def test_keeps_newlines_on_request() -> None:
    """With keep_newlines only the line feed stays."""
    assert visible("a\n\tb\r\n", keep_newlines=True) == "a\n\\tb\\r\n"


@given(st.text(st.characters(codec=None)))
def test_nothing_shown_can_act(text: str) -> None:
    """Whatever the text, no control, format or separating character is left, and once is enough."""
    shown = visible(text)
    left = {unicodedata.category(character) for character in shown}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200b\u200d\ufeff")
    assert visible(shown) == shown
