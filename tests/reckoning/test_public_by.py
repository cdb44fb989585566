"""What was public by a day: enough later, everything; before it, only what was told."""

from pathlib import Path

import pytest

from timeline.api import View
from timeline.chrono.days import day_number
from timeline.model.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = day_number(2026, 11, 21)
CASE = """
title: T
place: P
time_zone: UTC
forces: US
recorded_until: 2024-06-30
events:
  - {kind: strike, when: 2023-05-03, source: early}
  - {kind: announcement, when: 2023-05-03, source: late, tells: [strike]}
  - id: ccar
    kind: assessment_opened
    claims:
      - {when: 2023-05-15, source: early}
      - {when: 12 days after strike, source: late}
  - {kind: investigation_opened, when: less than a week after ccar, source: late}
absences:
  - {kind: conclusion, until: 2024-01-01, source: late}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One case whose sources all say when they could be read."""
    for folder in ("cases", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "one.yaml").write_text(CASE, encoding="utf-8")
    for name, day in (("early", "2023-05-24"), ("late", "2024-02-01")):
        (tmp_path / "seeds" / f"{name}.yaml").write_text(
            f"title: T\npublisher: P\nkind: press\npublished: {day}\n", encoding="utf-8"
        )
    return Workspace(tmp_path)


def test_late_enough_is_as_if_nothing_were_asked(workspace: Workspace) -> None:
    """Bounds, findings and latencies are the same once every source is out."""
    as_of = day_number(2024, 6, 30)
    whole = View(workspace, TODAY, as_of).judge("one")
    known = View(workspace, TODAY, as_of, known_on=day_number(2024, 2, 1)).judge("one")
    assert known.reckoning.events.keys() == whole.reckoning.events.keys()
    for name in whole.reckoning.events:
        assert known.reckoning.day_of(name) == whole.reckoning.day_of(name)
    assert [one.verdict for one in known.findings] == [one.verdict for one in whole.findings]
    assert [one.days for one in known.latencies] == [one.days for one in whole.latencies]


def test_before_its_source_an_event_is_not_known(workspace: Workspace) -> None:
    """On the day itself only the announcement and what it told of are known."""
    day = day_number(2023, 5, 3)
    known = View(workspace, TODAY, day, known_on=day).judge("one")
    assert set(known.reckoning.events) == {"strike", "announcement"}


def test_a_told_event_is_dated_by_what_was_in_print(workspace: Workspace) -> None:
    """Between both sources the assessment rests on the one that was out."""
    day = day_number(2023, 6, 1)
    known = View(workspace, TODAY, day, known_on=day).judge("one")
    assert set(known.reckoning.events) == {"strike", "announcement", "ccar"}
    assert [one.claim.source for one in known.reckoning.events["ccar"].claims] == ["early"]


def test_what_proved_true_later_is_not_missing_in_hindsight() -> None:
    """May 2023: by what was known on 20 May no assessment is recorded, and none is missing."""
    day = day_number(2023, 5, 20)
    known = View(Workspace(ROOT), TODAY, day, known_on=day).judge("may3-syria")
    assert "strike" in known.reckoning.events
    assert "ccar" not in known.reckoning.events
    verdicts = {one.question.rule.id: one.verdict for one in known.findings}
    assert verdicts["assess-after-report"] == "pending"
    assert verdicts["investigation-after-strike"] == "overdue"
    assert "missing" not in verdicts.values()
