"""docs/data.md and docs/query.md say what the files and the program say."""

import re
from pathlib import Path

import duckdb
import pytest

from timeline.formats.tables import columns_of
from timeline.results.many import WorkspaceRecord
from tools import data_pages
from tools.data_pages import cases_text, data_page, query_page

ROOT = Path(__file__).resolve().parent.parent

CASE = """\
title: A strike
place: Somewhere
time_zone: UTC
forces: US
recorded_until: 2024-06-30
events:
  - {kind: strike, when: 2024-03-10, source: paper}
  - kind: denial
    claims:
      - {when: unknown, source: paper}
      - {when: 2024-03-11, source: other, standing: disputed, because: It speaks of another day.}
absences:
  - {kind: payment, searched: 2024-06-01, where: releases}
"""


@pytest.mark.parametrize("page", [data_page, query_page])
def test_the_page_is_as_it_is_made(page: object) -> None:
    """Nobody has to remember to count again; python -m tools.make_docs writes it."""
    assert callable(page)
    for path, text in page().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text


def test_every_column_is_documented() -> None:
    """Each table has its heading, each column its place and its meaning; `has_` is told once."""
    text = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")
    for table in columns_of(WorkspaceRecord):
        part = text.partition(f"\n### {table.name}\n")[2].partition("\n#")[0]
        named = [name for name in table.headings if not name.startswith("has_")]
        missing = {
            name for name in named if not re.search(rf"(?m)`{name}`|^(?:\w+, )?{name}\b", part)
        }
        assert missing <= {"case_id", "file", "line"}, table.name
        assert [column.name for column in table.columns if not column.says] == []


def test_what_is_weak_is_counted(tmp_path: Path) -> None:
    """Events of one source and without a day, claims by standing, sources by kind and as read."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "market.yaml").write_text(CASE, encoding="utf-8")
    head = "title: T\npublisher: P\n"
    (tmp_path / "seeds" / "paper.yaml").write_text(
        head + "kind: press\nreliability: original page, opening part read\n", encoding="utf-8"
    )
    (tmp_path / "seeds" / "other.yaml").write_text(
        head + "kind: ngo\npublished: 2024-04-02\n", encoding="utf-8"
    )
    text = cases_text(tmp_path)
    assert "| `market` | 2024-06-30 | 2/2/1 | 2/1/0 | 2/1/1 |" in text
    assert "\nSources by kind: 1 press, 0 official, 1 ngo, " in text


def test_a_page_without_its_place_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A marker that was removed by mistake is noticed."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "query.md").write_text("# Queries\n", encoding="utf-8")
    monkeypatch.setattr(data_pages, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="no generated part"):
        query_page()


def test_columns_that_are_words_of_sql_are_named() -> None:
    """Each has to be quoted, so the page lists them all."""
    text = (ROOT / "docs" / "query.md").read_text(encoding="utf-8")
    listed = text.partition("- `case` is called `case_id`.\n")[2].partition("are words of SQL")[0]
    refused = set()
    for name in {name for table in columns_of(WorkspaceRecord) for name in table.headings}:
        try:
            duckdb.extract_statements(f"SELECT {name}, 1 FROM t ORDER BY {name}")  # noqa: S608 - our own names
        except duckdb.ParserException:
            refused.add(name)
    assert set(re.findall(r"\w+", listed)) - {"and"} == refused
