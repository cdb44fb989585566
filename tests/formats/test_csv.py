import pytest

from timeline.formats.csv import format_csv


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "＝1"])  # noqa: RUF001
def test_no_cell_is_a_formula(text: str) -> None:
    """An apostrophe makes it text; numbers stay numbers."""
    assert format_csv(["a", "b"], [[text, -1]]).splitlines()[1][0] in "'\\"
    assert format_csv(["a", "b"], [[None, -1]]).splitlines()[1] == ",-1"
