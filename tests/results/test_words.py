import pytest

from timeline.results.build.words import when_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("../2017-05-26", "by 2017-05-26"),
        ("2016-07-19/..", "2016-07-19 or later"),
        ("2021-08-29/2021-08-30", "2021-08-29 to 2021-08-30"),
        ("2021-08-29T20:50-04:00", "2021-08-29T20:50-04:00"),
        ("early 2021-09", "early 2021-09"),
        ("2018-10", "2018-10"),
        ("unknown", "unknown"),
    ],
)
def test_a_date_of_a_file_in_words(text: str, words: str) -> None:
    """Nobody who reads a page needs to know how dates are written in files."""
    assert when_words(text) == words
