import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.codes import CODES
from timeline.errors import (
    WIDEST_LINE,
    CaseError,
    PolicyError,
    Problem,
    ReadError,
    TimelineError,
    columns,
    format_problem,
)
from timeline.location import Location, TextSpan, format_route


def a_problem(line: str, column: int, end: int, message: str = "wrong") -> Problem:
    """Build a problem in line 4 of a file."""
    return Problem("E999", message, Location("f.yaml", TextSpan(4, column, 4, end), line))


def test_draws_a_problem() -> None:
    """A problem is drawn as its place, its sentence, the line, carets and the hint."""
    line = "    at: 2024-02-30"
    problem = Problem(
        "E203",
        "2024-02-30 is not a day: February 2024 has 29",
        Location("cases/example.yaml", TextSpan(4, 9, 4, 19), line),
        "write 2024-02 if only the month is known",
        (("the year is here", Location("cases/example.yaml", TextSpan(2, 1, 2, 5), "year")),),
    )
    assert format_problem(problem).splitlines() == [
        "cases/example.yaml:4:9: E203 2024-02-30 is not a day: February 2024 has 29",
        "      at: 2024-02-30",
        "          ^^^^^^^^^^",
        "  hint: write 2024-02 if only the month is known",
        "  also: cases/example.yaml:2:1: the year is here",
    ]


@pytest.mark.parametrize(
    "location",
    [
        Location("f.yaml", None),
        Location("f.yaml", TextSpan(1, 1, 1, 1), ""),
        Location("f.yaml", TextSpan(1, 1, 1, 1), "   "),
    ],
)
def test_draws_no_line_where_there_is_no_text(location: Location) -> None:
    """A problem of a whole file, or of an empty line, is one line."""
    assert format_problem(Problem("E100", "none", location)) == f"{location}: E100 none"


def test_counts_wide_and_combining_characters() -> None:
    """Carets stand below wide letters, and below letters with a combining accent."""
    assert format_problem(a_problem("东京: e\u0301x", 5, 7)).splitlines()[1:] == [
        "  东京: e\u0301x",
        "        ^",
    ]
    assert format_problem(a_problem("东京", 2, 3)).splitlines()[2] == "    ^^"


def test_escapes_are_as_wide_as_they_are_shown() -> None:
    """Carets cover the escape that stands for a control character."""
    assert format_problem(a_problem("a\x1bb\u202e", 2, 4)).splitlines()[1:] == [
        r"  a\x1bb\u202e",
        "   ^^^^^",
    ]


def test_nothing_of_the_file_acts_on_the_terminal() -> None:
    """Path, message, hint and other places are escaped too."""
    place = Location("\x1b]0;x\x07.yaml", TextSpan(1, 1, 1, 2), "x")
    drawn = format_problem(Problem("E999", "\x1b[2J\n", place, "\u202e", (("\x9b", place),)))
    assert "\x1b" not in drawn
    assert drawn.count("\n") == 4
    assert r"\u202e" in drawn
    assert r"\x9b" in drawn


def test_a_span_over_several_lines_is_cut_to_its_first() -> None:
    """Carets go to the end of the line where the span goes on below."""
    problem = Problem("E999", "x", Location("f", TextSpan(1, 4, 9, 1), "a: |-"))
    assert format_problem(problem).splitlines()[2] == "     ^^"


@given(
    st.text(st.characters(exclude_characters="\n"), max_size=300).map(lambda text: text * 3),
    st.integers(1, 1000),
    st.integers(0, 1000),
)
def test_the_caret_stays_visible(line: str, column: int, width: int) -> None:
    """However long the line, the caret stands within the width and on its line's text."""
    problem = a_problem(line, column, column + width)
    for drawn in format_problem(problem).splitlines()[1:]:
        assert columns(drawn) <= WIDEST_LINE + len(r"  \U000e0041")
    if line.strip(" "):
        _, text, carets = format_problem(problem).split("\n")
        assert re.fullmatch(r" *\^+", carets)
        assert len(carets) <= columns(text) + 1


def test_a_long_line_is_cut_on_both_sides() -> None:
    """A cut is marked, and the marked word is in what is left."""
    line = "a" * 500 + "BAD" + "b" * 500
    _, text, carets = format_problem(a_problem(line, 501, 504)).splitlines()
    assert text.strip()[0] == text[-1] == "…"
    assert text[carets.index("^") :][:3] == "BAD"


def test_a_long_line_is_cut_on_one_side() -> None:
    """Near the start of a line only its end is cut, and near its end only the start."""
    line = "BAD" + "a" * 500 + "END"
    _, text, carets = format_problem(a_problem(line, 1, 4)).splitlines()
    assert text.startswith("  BADa")
    assert (text[-1], carets) == ("…", "  ^^^")
    _, text, carets = format_problem(a_problem(line, 504, 507)).splitlines()
    assert text.startswith("  …a")
    assert text[carets.index("^") :] == "END"


def test_errors_carry_their_problems() -> None:
    """Every error of the family carries problems and draws them all."""
    problems = [a_problem("x", 1, 2, "one"), a_problem("x", 1, 2, "two")]
    for kind in (ReadError, CaseError, PolicyError):
        error = kind(problems)
        assert isinstance(error, TimelineError)
        assert error.problems == tuple(problems)
        assert str(error) == "\n".join(map(format_problem, problems))


def test_an_error_needs_a_problem() -> None:
    """An error without a problem is our own mistake."""
    with pytest.raises(ValueError, match="without a problem"):
        TimelineError([])


@pytest.mark.parametrize("code", CODES)
def test_codes_are_explained(code: str) -> None:
    """Every code has a short title, and an explanation with a wrong and a right example."""
    assert re.fullmatch(r"[EW]\d{3}", code)
    assert 0 < len(CODES[code].title) <= 60
    assert CODES[code].wrong
    assert CODES[code].right
    assert CODES[code].explanation.endswith(".")


def test_warnings_are_told_apart() -> None:
    """A code that begins with W is a warning."""
    place = Location("f.yaml", None)
    assert Problem("W601", "x", place).is_warning
    assert not Problem("E130", "x", place).is_warning


@pytest.mark.parametrize(
    ("route", "written"),
    [((), ""), (("events", 3, "when"), "events[3].when"), ((0, 1), "[0][1]"), (("a", "b"), "a.b")],
)
def test_formats_routes(route: tuple[str | int, ...], written: str) -> None:
    """A route is written as one writes it in code."""
    assert format_route(route) == written


def test_a_location_is_clickable() -> None:
    """A location is path:line:column, or the path alone."""
    assert str(Location("f.yaml", TextSpan(2, 3, 2, 4))) == "f.yaml:2:3"
    assert str(Location("f.yaml", None)) == "f.yaml"
