import json

from hypothesis import given
from hypothesis import strategies as st

from timeline.results.record import json_text
from timeline.visible import visible


def test_letters_of_every_script_stay() -> None:
    """A reader of the text sees names as they are written; an ASCII terminal gets escapes."""
    assert json_text({"where": "كابول → é"}) == '{\n  "where": "كابول → é"\n}\n'
    assert (
        json_text({"a": "é\U0001f600"}, ascii_only=True) == '{\n  "a": "\\u00e9\\ud83d\\ude00"\n}\n'
    )


def test_what_acts_is_escaped() -> None:
    """Controls, direction marks, tags and halves of characters are never printed raw."""
    text = json_text({"a": "\x1b[2J\x7f\x9b\u202e\u200b\U000e0041\ud800\n"})
    assert text == '{\n  "a": "\\u001b[2J\\u007f\\u009b\\u202e\\u200b\\udb40\\udc41\\ud800\\n"\n}\n'


@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=[])) | st.integers()))
def test_any_text_comes_back(data: dict[str, object]) -> None:
    """A parser reads what was written, and no line of it holds anything unseen."""
    text = json_text(data)
    assert json.loads(text) == data
    assert visible(text, keep_newlines=True) == text
    assert text == json_text(json.loads(json_text(data, ascii_only=True)))
