import re
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
        ("a\u2800b", r"a\u2800b"),
        ("a\u3000b", r"a\u3000b"),
        ("\ue000\U000f0000\U0010fffd", r"\ue000\U000f0000\U0010fffd"),
        ("cred\u200dible", r"cred\u200dible"),
        ("cred\u200cible", r"cred\u200cible"),
        ("\u0645\u200c", "\u0645" + r"\u200c"),
        ("\u0645\u200d\u200d", "\u0645" + r"\u200d\u200d"),
        ("a\ufe0f", r"a\ufe0f"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f" + r"\ufe0f"),
        (
            "\U0001f3f4\U000e0068\U000e0069\U000e007f",
            "\U0001f3f4" + r"\U000e0068\U000e0069\U000e007f",
        ),
    ],
)
def test_writes_unseen_characters_as_escapes(text: str, shown: str) -> None:
    """What would act on a terminal, or hide, is written as an escape."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("", "Qorqanya", "قورقانيا", "Đặng", "东京", r"C:\temp", "e\u0301", "😀 – «x»\u00a0"),
        "\u0645\u06cc\u200c\u0631\u0648\u0645",  # Persian: I go
        "\u0915\u094d\u200d\u0937",  # Hindi: a half ka
        "\U0001f469\u200d\U0001f680",  # a woman who is an astronaut
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
        "1\ufe0f\u20e3",  # the key 1
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    ],
)
def test_leaves_ordinary_text_alone(text: str) -> None:
    """Letters of every script, accents, backslashes and punctuation stay."""
    assert visible(text) == text


def test_keeps_newlines_on_request() -> None:
    """With keep_newlines only the line feed stays."""
    assert visible("a\n\tb\r\n", keep_newlines=True) == "a\n\\tb\\r\n"


@given(
    st.text(st.characters(codec=None))
    | st.text("a\u0645\u0915\u2764\U0001f469\u200c\u200d\ufe0f1\u20e3")
)
def test_nothing_shown_can_act(text: str) -> None:
    """Whatever the text, no control, format or separating character is left, and once is enough."""
    shown = visible(text)
    left = {unicodedata.category(character) for character in shown}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200b\ufeff")
    assert not re.search("(?:^|[ -~])[\u200c\u200d]", shown)
    assert visible(shown) == shown
