from timeline.location import Route, TextSpan
from timeline.read.document import Document
from timeline.read.parse import parse_yaml

CASE = """\
title: Strike
note: |
  One missile.
  No more.
events:
  - id: strike
    when: 2023-05-03

  - kind: ü
    tags: [a, "b"]
empty:
"""


def a_document() -> Document:
    """Build the document of the case above."""
    return parse_yaml(CASE, "cases/x.yaml")


def spanned(span: TextSpan) -> str:
    """Give the text of a span of the case above."""
    lines = CASE.splitlines(keepends=True)[span.line - 1 : span.end_line]
    if span.line == span.end_line:
        return lines[0][span.column - 1 : span.end_column - 1]
    return "".join([lines[0][span.column - 1 :], *lines[1:-1], lines[-1][: span.end_column - 1]])


def test_values_are_found() -> None:
    """The span of a value is its text, quotes included."""
    document = a_document()
    assert spanned(document.span_of(("title",))) == "Strike"
    assert spanned(document.span_of(("events", 0, "when"))) == "2023-05-03"
    assert spanned(document.span_of(("events", 1, "tags"))) == '[a, "b"]'
    assert spanned(document.span_of(("events", 1, "tags", 1))) == '"b"'
    assert spanned(document.span_of(("note",))) == "|\n  One missile.\n  No more.\n"


def test_a_block_ends_with_its_last_value() -> None:
    """The span of a block mapping does not take in the blank lines that follow."""
    assert spanned(a_document().span_of(("events", 0))) == "id: strike\n    when: 2023-05-03"


def test_a_block_text_may_end_the_file() -> None:
    """A block text without a line feed at its end is spanned to the end of the text."""
    assert parse_yaml("a: |\n  x", "f").span_of(("a",)) == TextSpan(1, 4, 2, 4)


def test_an_empty_value_stands_after_its_colon() -> None:
    """What is empty still has a place."""
    assert a_document().span_of(("empty",)) == TextSpan(11, 7, 11, 7)


def test_nothing_stands_after_the_last_line() -> None:
    """A value left out at the very end stands at the end of the text."""
    for text in ("? a", "b: 1\n? a", "? a\n"):
        document = parse_yaml(text, "f")
        span = document.location(("a",)).span
        assert document.root
        assert span is not None
        assert (span.line, span.column) == (len(document.lines), len(document.lines[-1]) + 1)


def test_keys_are_found() -> None:
    """The span of a key is its text; an item of a list and the root have none."""
    document = a_document()
    assert spanned(document.key_span_of(("events", 1, "tags"))) == "tags"
    assert spanned(document.key_span_of(("events", 1, "tags", 0))) == "a"
    assert document.key_span_of(()) == document.span_of(())


def test_a_route_that_does_not_exist_leads_to_its_nearest_ancestor() -> None:
    """Unknown keys, items and steps into text end at the last value there is."""
    document = a_document()
    event = document.span_of(("events", 0))
    routes: list[Route] = [("events", 0, "by"), ("events", 0, 7), ("events", 0, "by", "name")]
    for route in routes:
        assert document.span_of(route) == document.key_span_of(route) == event
    assert document.span_of(("title", "x")) == document.span_of(("title",))
    assert document.span_of(("events", 9)) == document.span_of(("events",))
    assert document.span_of(("events", -1)) == document.span_of(("events",))


def test_locations_carry_path_and_line() -> None:
    """A location has what is needed to draw it."""
    document = a_document()
    location = document.location(("events", 1, "kind"))
    assert str(location) == "cases/x.yaml:9:11"
    assert location.line_text == "  - kind: ü"
    assert str(document.location(("events", 1, "kind"), key=True)) == "cases/x.yaml:9:5"


def test_something_missing_is_placed_where_its_mapping_starts() -> None:
    """What a mapping lacks is placed on the mapping's first line, and on that line only."""
    document = a_document()
    assert document.missing_location(("events", 0)).span == TextSpan(6, 5, 6, 15)
    assert document.missing_location(()).span == TextSpan(1, 1, 1, 14)
    assert document.missing_location(("title",)).span == document.span_of(("title",))
