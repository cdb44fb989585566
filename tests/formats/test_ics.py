"""Deadlines to come as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from tests.cli.runner import run

SOURCE = "title: A letter\npublisher: The Ministry\nkind: official\npublished: 2026-10-01\n"
POLICY = """\
id: own
title: Our rules
applies: {forces: Exampleland}
rules:
  - {id: report, label: Report released, step: release, after: strike, limit: 120 days,
     force: binding, clause: s. 1, source: s, reviewed_on: 2026-11-01}
  - {id: slow, label: Apology, step: apology, after: strike, force: practice, source: s,
     benchmark: {within: 150 days, because: A neighbour does it.}}
"""
CASE = """\
title: "%s"
place: Town
time_zone: UTC
forces: Exampleland
policy: own
recorded_until: 2026-11-01
events:
  - {kind: strike, when: 2026-09-01/2026-09-03, source: s}
  - kind: investigation_opened
    when: 2026-10-01
    source: s
    orders:
      - {id: first, kind: investigation_closed, until: 2027-03-01, source: s}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two cases that have the same deadlines."""
    for name, text in (("seeds/s", SOURCE), ("policies/own", POLICY)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    (tmp_path / "cases").mkdir()
    for case, title in (("one", "Request"), ("two", "A; B, C\\nBEGIN:VEVENT\\u202e")):
        (tmp_path / f"cases/{case}.yaml").write_text(CASE % title, encoding="utf-8")
    return tmp_path


def entries(root: Path, *words: str, as_of: str = "2026-11-01") -> Iterator[Event]:
    """Entries of the calendar, read back."""
    ran = run("overdue", "--format", "ics", "--as-of", as_of, *words, root=root)
    assert ran.code == 0, ran.err
    calendar = Calendar.from_ical(ran.out)
    assert isinstance(calendar, Calendar)
    for found in calendar.walk("VEVENT"):
        assert isinstance(found, Event)
        yield found


def starts(root: Path, *words: str, as_of: str = "2026-11-01") -> list[date]:
    """The days of the entries."""
    return sorted(one.decoded("dtstart") for one in entries(root, *words, as_of=as_of))


def test_a_deadline_is_an_entry_on_its_first_possible_last_day(root: Path) -> None:
    """The range stands in its text; a benchmark is no deadline."""
    assert starts(root, "one") == [date(2026, 12, 30), date(2027, 3, 1)]
    text = str(next(entries(root, "one"))["description"])
    assert "30 December 2026–1 January 2027" in text
    assert "Binding rule: s. 1. Source: The Ministry" in text


def test_what_is_past_is_left_out(root: Path) -> None:
    """A calendar tells what is to come; the last day itself is still to come."""
    assert starts(root, "one", as_of="2026-12-30") == [date(2026, 12, 30), date(2027, 3, 1)]
    assert starts(root, "one", as_of="2026-12-31") == [date(2027, 3, 1)]
    assert starts(root, "one", as_of="2027-03-02") == []


def test_it_looks_ahead_as_far_as_asked(root: Path) -> None:
    """And without a word to the end."""
    assert starts(root, "one", "--within", "60 days") == [date(2026, 12, 30)]


def test_ids_are_stable_and_unique(root: Path) -> None:
    """So that a calendar read again moves its entries, and doubles none."""
    first = [str(one["uid"]) for one in entries(root)]
    later = [str(one["uid"]) for one in entries(root, as_of="2026-11-09")]
    assert len(set(first)) == len(first) == 4
    assert sorted(first) == sorted(later)


def test_the_same_day_gives_the_same_bytes(root: Path) -> None:
    """No clock is read."""
    words = ("overdue", "--format", "ics", "--as-of", "2026-11-01")
    assert run(*words, root=root).out == run(*words, root=root).out


def test_text_of_a_file_stays_text(root: Path) -> None:
    """A title can begin no entry of its own."""
    titles = {str(one["summary"]) for one in entries(root, "two")}
    assert any("A; B, C\\nBEGIN:VEVENT\\u202e" in title for title in titles)
    assert len(list(entries(root, "two"))) == 2
