"""Sources that the full page of a case names for an event."""

from pathlib import Path

import pytest

from tests.cli.runner import run

CASE = """\
title: T
place: P
time_zone: UTC
forces: Ruritania
recorded_until: 2021-12-31
events:
  - {kind: strike, when: 2020-01-01, source: early}
  - {id: unread, kind: investigation_opened, when: 2020-01-10, source: late}
  - id: misread
    kind: assessment_opened
    claims:
      - {when: 2020-01-05, source: early, standing: rejected, because: misread}
      - {when: 2020-01-06, source: late}
  - id: doubted
    kind: information_received
    claims:
      - {when: 2020-01-02, source: early, standing: disputed, because: denied}
  - id: told
    kind: other
    label: Letter
    claims:
      - {when: after unread, source: early}
      - {when: after misread, source: early}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A case of which one source came out within the week, and one after two years."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "one.yaml").write_text(CASE, encoding="utf-8")
    for name, day in (("early", "2020-01-20"), ("late", "2021-12-31")):
        (tmp_path / "seeds" / f"{name}.yaml").write_text(
            f"title: T\npublisher: P\nkind: press\npublished: {day}\n", encoding="utf-8"
        )
    return tmp_path


def said_by(root: Path, label: str, *command: str) -> str:
    """Return the sources in the line of an event."""
    out = run("show", "one", "--full", *command, root=root, COLUMNS="160").out
    lines = out[out.index("\nEVENTS") : out.index("\nDATES NOT USED")].splitlines()
    (found,) = [line for line in lines if label in line]
    return found.partition(label)[2].strip()


@pytest.mark.parametrize(
    ("label", "then", "now"),
    [
        ("Strike", "early", "early"),
        ("Investigation opened", "", "late"),
        ("Assessment opened", "early", "early, late"),
        ("Information received", "early", "early"),
        ("Letter", "early", "early"),
    ],
)
def test_a_source_stands_there_once_it_was_public(
    root: Path, label: str, then: str, now: str
) -> None:
    """What nobody could read yet is not named; a claim that is not accepted is told apart."""
    assert said_by(root, label, "--known-on", "2020-02-01") == then
    assert said_by(root, label) == now
    for day in ((), ("--known-on", "2020-02-01")):
        unused = run("show", "one", "--full", *day, root=root, COLUMNS="160").words
        unused = unused.partition("DATES NOT USED")[2].partition("SOURCES")[0]
        assert "Assessment opened: 2020-01-05 (early) Misread." in unused
        assert "Information received: 2020-01-02 (early) Denied." in unused
