"""Every row of the tables in docs/dates.md and tests/date_forms.md, run through the inference."""

import re
from pathlib import Path

import pytest

from tests.builders import days, inferred
from timeline.chrono.notation import parse_when
from timeline.chrono.when import NotationError

TESTS = Path(__file__).resolve().parent
PAGES = (TESTS.parent / "docs" / "dates.md", TESTS / "date_forms.md")
CASE_ZONE, CASE_DAYS = "case's zone", "on the case's calendar"
GIVEN = "strike 2023-05-03"
"""The strike of a table without a column for it."""


def tables(first_column: str) -> list[dict[str, str]]:
    """Every row of the tables whose first column has that name, as column → cell."""
    rows: list[dict[str, str]] = []
    names: list[str] = []
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for line in text.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            names = []
        elif not names:
            names = cells
        elif names[0] == first_column and not re.fullmatch(r"[-| ]+", line):
            rows.append(dict(zip(names, cells, strict=True)))
    return rows


def case_with(row: dict[str, str]) -> str:
    """A case of the event that the row dates and of those that it counts from."""
    around = row.get("given", GIVEN if "strike" in row["written"] else "")
    given = [one.split(" ", 1) for one in re.split(r", (?=[a-z])", around) if one]
    lines = [
        f"  - {{kind: {'strike' if name == 'strike' else 'other'}, id: {name}, when: '{when}', "
        "source: press}"
        for name, when in given
    ]
    zone = row.get("event's zone", "")
    own = f", zone: {zone}" if zone else ""
    return "\n".join([
        f"time_zone: {row.get(CASE_ZONE, 'UTC')}",
        "events:",
        *lines,
        f"  - {{kind: other, id: dated, when: '{row['written']}', source: press{own}}}",
    ])  # fmt: skip


@pytest.mark.parametrize("row", tables("written"), ids=lambda row: row["written"])
def test_row_means_what_it_says(row: dict[str, str]) -> None:
    """What the page says of a date statement is what follows from it."""
    inference = inferred(case_with(row))
    assert " or ".join(days(one) for one in inference.days_of("dated")) == row["means"]
    if CASE_DAYS in row:
        assert days(inference.case_day_of("dated")) == row[CASE_DAYS]


@pytest.mark.parametrize("row", tables("not this"), ids=lambda row: row["not this"])
def test_near_miss_is_answered_as_it_says(row: dict[str, str]) -> None:
    """What the page says of a near miss is what the program answers."""
    with pytest.raises(NotationError) as caught:
        parse_when(row["not this"])
    answer = caught.value
    assert (answer.code, str(answer), answer.hint) == (
        row["code"],
        row["the program says"],
        row["write"],
    )


def test_pages_have_their_tables() -> None:
    """The pages are read, and not passed by."""
    assert len(tables("written")) > 80
    assert len(tables("not this")) > 20
