"""Text that decides a verdict is compared as a reader sees it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.alike import normalised


@pytest.mark.parametrize(
    "written",
    [
        "ar 15-6",
        "AR\u00a015-6",
        "AR 15\u20116",
        "AR 15\u22126",
        "AR  15-6 ",
        "AR\u202f15\u20136",
        "AR 15-6\ufe0f",
        "\u200bAR 15-6",
        "\uff21\uff32 \uff11\uff15-6",
    ],
)
def test_what_looks_alike_is_alike(written: str) -> None:
    """Spaces, hyphens, case and width of letters make no other form of it."""
    assert normalised(written) == normalised("AR 15-6")


@pytest.mark.parametrize("other", ["AR15-6", "AR 15 6", "AR 15-7", ""])
def test_what_a_reader_sees_as_another_is_another(other: str) -> None:
    """A letter, a space or a hyphen more or less is a near miss, not the same."""
    assert normalised(other) != normalised("AR 15-6")


@given(st.text() | st.text("aA\u0301\u034f\u200d-\u2212\u00a0\u1e9e"))
def test_normalised_text_stays_as_it_is(text: str) -> None:
    """A second turn changes nothing, and no form of Unicode makes a difference."""
    once = normalised(text)
    assert normalised(once) == once
    assert normalised(unicodedata.normalize("NFD", text)) == once
