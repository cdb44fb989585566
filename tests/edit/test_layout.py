import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edit.test_insert import SHAPES
from timeline.edit.layout import canonical
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = [path for _, _, path in Workspace(ROOT).files()]


def laid_out(text: str) -> str:
    """The text in the canonical layout, which holds no less, and which is its own layout."""
    data = text.encode()
    new = canonical(data, "x.yaml")
    assert parse_yaml(new, "x.yaml").root == parse_yaml(data, "x.yaml").root
    assert canonical(new, "x.yaml") == new
    return new.decode()


def remarks(text: str) -> list[str]:
    """Everything from a # on, line by line."""
    return [match.rstrip() for match in re.findall(r"#.*", text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_keep_what_they_say(path: Path) -> None:
    """Every file keeps its tree, its remarks and its order; its layout is settled at once."""
    text = path.read_bytes().decode()
    assert remarks(laid_out(text)) == remarks(text)


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_odd_shapes_keep_what_they_say(text: str) -> None:
    """Kept texts, signs with a number, brackets over lines, marks: nothing is lost."""
    assert remarks(laid_out(text)) == remarks(text)


def test_the_layout() -> None:
    """Two columns a level, one space behind colons and commas, events apart, no odd spaces."""
    messy = """\


title:   T   # beside
names: [ a ,b,  c, ]
events:
# of the strike
-   kind:  strike
    note: >-
       two
       lines
    claims:
         # within
         - { when: 2024 , source: a,
             worded: "b  c" }
-  kind: denial
   when: 2024


   source: a
absences:
    - {kind: payment,   searched: 2024}   \n
"""
    assert (
        laid_out(messy)
        == """\
title: T   # beside
names: [a, b, c]

events:
  # of the strike
  - kind: strike
    note: >-
      two
      lines
    claims:
      # within
      - {when: 2024, source: a,
          worded: "b  c"}

  - kind: denial
    when: 2024

    source: a
absences:
  - {kind: payment, searched: 2024}
"""
    )


def test_line_ends_and_marks() -> None:
    """Line feeds only, one at the end, and no byte order mark."""
    assert laid_out("\ufefftitle: T\r\nplace: P") == "title: T\nplace: P\n"


@pytest.mark.parametrize("text", ["? a", "? a\n", "b: 1\n? a", "tags:\n- a: 1\n  ? b"])
def test_a_key_without_a_value_at_the_end_of_the_file(text: str) -> None:
    """Its value is nothing, which stands below the last line; the file is laid out all the same."""
    assert laid_out(text) == text.removesuffix("\n") + "\n"


def test_a_remark_beside_an_entry_that_is_nothing_stays_put() -> None:
    """However often the file is laid out, the remark does not move away from its dash."""
    assert laid_out("tags:\n  -   # none\n  -\n") == "tags:\n  - # none\n  -\n"


def test_what_a_text_holds_is_not_touched() -> None:
    """Spaces and empty lines inside a kept text are part of what it says."""
    text = "title: |+\n  one  \n\n\n  two\n\nplace: 'a  :  b'\n"
    assert laid_out(text) == text


@given(
    step=st.integers(1, 6),
    dash=st.integers(0, 4),
    gap=st.integers(1, 4),
    colon=st.integers(1, 3),
    empty=st.integers(0, 2),
)
def test_one_case_in_any_indentation_has_one_layout(
    step: int, dash: int, gap: int, colon: int, empty: int
) -> None:
    """However far its parts stand apart, the file comes out the same."""

    def case(step: int, dash: int, gap: int, colon: int, empty: int) -> str:
        entry = " " * (dash + 1 + gap)
        key = ":" + " " * colon
        lines = [
            f"title{key}T",
            *[""] * empty,
            f"events{key.strip()}",
            f"{' ' * dash}-{' ' * gap}kind{key}strike",
            f"{entry}# of the note",
            f"{entry}note: >-",
            f"{entry}{' ' * step}one",
            f"{entry}{' ' * step}two",
            f"{entry}claims:",
            f"{entry}{' ' * step}-{' ' * gap}when{key}2024",
            f"{entry}{' ' * step} {' ' * gap}source{key}a",
            *[""] * empty,
            f"{' ' * dash}-{' ' * gap}{{kind{key}denial, when: 2024,{' ' * colon}source: a}}",
        ]
        return "\n".join(lines) + "\n"

    wanted = case(2, 2, 1, 1, 1)
    assert laid_out(case(step, dash, gap, colon, empty)) == wanted


@pytest.mark.parametrize("between", ["", "    # a remark\n", "\n"])
def test_a_dash_on_a_line_of_its_own_keeps_its_entry(between: str) -> None:
    """The empty line between two events stands above the dash, never below it."""
    one = f"  -\n{between}    kind: strike\n    when: 2024\n    source: a\n"
    text = f"events:\n{one}{one.replace('strike', 'denial')}"
    assert f"    source: a\n\n  -\n{between}    kind: denial\n" in laid_out(text)
