import re
import sys

import pytest

from timeline.errors import ReadError
from timeline.read.source import _BAD_CHARACTER, decode_source


def test_no_character_that_yaml_refuses_is_printable() -> None:
    """A text of printable characters needs no closer look."""
    refused = re.compile(_BAD_CHARACTER)
    characters = map(chr, range(sys.maxunicode + 1))
    assert [c for c in characters if c.isprintable() and refused.match(c)] == []


@pytest.mark.parametrize(
    "text", ["a: b\n", "a: b", "", "\n\n", "a: é\u3000𝄞\n", "a: b\r\nc: d\r\n", "a:\tb"]
)
def test_what_is_allowed_is_kept(text: str) -> None:
    """Text that YAML allows stays as it is, printable or not."""
    assert decode_source(text.encode(), "f.yaml").text == text


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\r"]
)
def test_what_is_refused_is_found_anywhere(character: str) -> None:
    """One character that YAML does not allow is found among printable ones."""
    with pytest.raises(ReadError) as caught:
        decode_source(f"a: b\nc: d{character}e\n", "f.yaml")
    span = caught.value.problems[0].location.span
    assert span is not None
    assert (span.line, span.column) == (2, 5)
