"""What was public by a day: enough later, everything; before it, only what was told."""

from pathlib import Path

import pytest

from tests.builders import days, ordinal
from timeline.chrono.days import day_number
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.judged import Judged
from timeline.model.workspace import Workspace
from timeline.view import View

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
    """Bounds and findings are the same once every source is out, latencies at the horizon.

    Before it a wait that goes on is counted to the day from which one knows.
    """
    as_of = day_number(2024, 6, 30)
    whole = View(workspace, TODAY, as_of).judge("one")
    known = View(workspace, TODAY, as_of, known_on=day_number(2024, 2, 1)).judge("one")
    assert known.inference.events.keys() == whole.inference.events.keys()
    for name in whole.inference.events:
        assert known.inference.day_of(name) == whole.inference.day_of(name)
    assert [one.verdict for one in known.findings] == [one.verdict for one in whole.findings]
    then = View(workspace, TODAY, as_of, known_on=as_of).judge("one")
    assert [one.days for one in then.latencies] == [one.days for one in whole.latencies]
    pairs = zip(known.latencies, whole.latencies, strict=True)
    waits = [(one, two) for one, two in pairs if one.days != two.days]
    assert waits
    for one, two in waits:
        assert one.days is not None
        assert (one.is_open, one.days.shifted(150)) == (Truth.YES, two.days)


def test_before_its_source_an_event_is_not_known(workspace: Workspace) -> None:
    """On the day itself only the announcement and what it told of are known."""
    day = day_number(2023, 5, 3)
    known = View(workspace, TODAY, day, known_on=day).judge("one")
    assert set(known.inference.events) == {"strike", "announcement"}


def test_a_told_event_is_dated_by_what_was_in_print(workspace: Workspace) -> None:
    """Between both sources the assessment rests on the one that was out."""
    day = day_number(2023, 6, 1)
    known = View(workspace, TODAY, day, known_on=day).judge("one")
    assert set(known.inference.events) == {"strike", "announcement", "ccar"}
    assert [one.claim.source for one in known.inference.events["ccar"].claims] == ["early"]


LEANING = """
title: T
place: P
time_zone: UTC
forces: US
recorded_until: 2021-12-31
events:
  - {kind: strike, when: 2020-01-01, source: early}
  - {id: opened, kind: investigation_opened, when: 2020-01-10/2020-01-12, source: late}
  - id: told
    kind: announcement
    claims:
      - {when: 12 days after opened, source: late}
      - {when: before opened, source: late, standing: disputed, because: said elsewhere}
      - {when: 3 days after opened, source: late, standing: rejected, because: misread}
      - {when: 9 days after opened, source: late, planned: true}
  - {id: again, kind: announcement, when: 30 days after told, source: late}
  - {id: denied, kind: denial, when: 2 days after strike, source: late}
"""


def leaning(workspace: Workspace, known_on: str, text: str = LEANING) -> Judged:
    """A case in which what was said in public is dated by what was not public."""
    (workspace.root / "cases" / "two.yaml").write_text(text, encoding="utf-8")
    for name, day in (("early", "2020-01-03"), ("late", "2021-12-31")):
        (workspace.root / "seeds" / f"{name}.yaml").write_text(
            f"title: T\npublisher: P\nkind: press\npublished: {day}\n", encoding="utf-8"
        )
    undated = "title: T\npublisher: P\nkind: press\n"
    (workspace.root / "seeds" / "undated.yaml").write_text(undated, encoding="utf-8")
    return View(workspace, TODAY, known_on=ordinal(known_on)).judge("two")


def test_what_was_said_in_public_does_not_show_what_it_is_dated_by(workspace: Workspace) -> None:
    """Whoever heard the announcement knew its day, and not that an investigation had begun."""
    known = leaning(workspace, "2020-02-01").inference
    assert set(known.events) == {"strike", "told", "denied"}
    assert days(known.day_of("told")) == "2020-01-22..2020-01-24"
    assert known.between("strike", "denied") == Interval(2, 2)
    said = {one.number: one.claim.when.text for one in known.events["told"].claims}
    assert said == {1: "2020-01-22/2020-01-24", 2: "unknown"}
    assert "opened" not in " ".join(one.says for one in known.by_number.values())


def test_what_was_public_itself_may_date_what_was_too(workspace: Workspace) -> None:
    """Both announcements had been made: how far they lie from each other was there to see."""
    known = leaning(workspace, "2020-03-01").inference
    assert set(known.events) == {"strike", "told", "again", "denied"}
    assert known.between("told", "again") == Interval(30, 30)


def test_once_the_source_is_out_it_is_dated_as_the_source_says(workspace: Workspace) -> None:
    """Twelve days after the opening, to the day."""
    known = leaning(workspace, "2021-12-31").inference
    assert known.between("opened", "told") == Interval(12, 12)


def test_what_an_announcement_tells_of_is_not_after_it(workspace: Workspace) -> None:
    """Dated by what nothing dates and nobody knew of: known, on some day up to the announcement."""
    text = LEANING.replace("kind: denial,", "kind: denial, tells: [hidden],") + (
        "  - {id: hidden, kind: other, label: A letter, when: before never, source: undated}\n"
        "  - {id: never, kind: conclusion, when: unknown, source: undated}\n"
    )
    known = leaning(workspace, "2020-02-01", text).inference
    assert "never" not in known.events
    assert known.day_of("hidden") == Interval(None, known.day_of("denied").max)


def test_what_proved_true_later_is_not_missing_in_hindsight() -> None:
    """May 2023: by what was known on 20 May no assessment is recorded, and none is missing."""
    day = day_number(2023, 5, 20)
    known = View(Workspace(ROOT), TODAY, day, known_on=day).judge("may3-syria")
    assert "strike" in known.inference.events
    assert "ccar" not in known.inference.events
    verdicts = {one.question.rule.id: one.verdict for one in known.findings}
    assert verdicts["assess-after-report"] == "pending"
    assert verdicts["investigation-after-strike"] == "overdue"
    assert "missing" not in verdicts.values()


FILTERED = """
title: T
place: P
time_zone: UTC
forces: US
recorded_until: 2021-12-31
events:
  - {kind: strike, when: 2020-01-01, source: early}
  - id: opened
    kind: investigation_opened
    claims:
      - {when: 2020-01-02, source: early}
    orders:
      - {id: soon, kind: investigation_closed, within: 10 days, source: early}
      - {id: hidden, kind: payment, within: 10 days, source: late}
  - {kind: investigation_closed, when: 2020-02-01, source: late}
  - id: told
    kind: announcement
    responds_to: [strike, opened]
    when: 2020-01-12
    source: late
  - {id: soon-told, kind: denial, when: 2020-01-20/2020-02-10, source: late}
  - {id: pause, kind: other, when: 2020-01-11, source: late}
pauses:
  - {of: [soon], from: pause, source: late}
absences:
  - {kind: payment, until: 2020-01-31, source: late}
  - {kind: payment, until: 2020-01-05, source: early}
"""


@pytest.mark.parametrize(
    ("known_on", "names"),
    [
        ("2020-01-02", set()),
        ("2020-01-12", {"strike", "told", "opened"}),
        ("2020-02-09", {"strike", "told", "opened"}),
        ("2020-02-10", {"strike", "told", "opened", "soon-told"}),
        (
            "2021-12-31",
            {
                "strike", "told", "opened", "soon-told", "pause", "investigation_closed",
            },
        ),
    ],
)  # fmt: skip
def test_what_may_still_be_to_come_was_not_public(
    workspace: Workspace, known_on: str, names: set[str]
) -> None:
    """An event public by nature is known from its last possible day on."""
    assert set(leaning(workspace, known_on, FILTERED).inference.events) == names


def test_orders_absences_and_pauses_are_known_with_their_sources(workspace: Workspace) -> None:
    """As claims are."""
    early = leaning(workspace, "2020-02-10", FILTERED).inference
    assert [order.id for _, order in early.events["opened"].orders] == ["soon"]
    assert [placed.until.text for _, placed in early.record.absences if placed.until] == [
        "2020-01-05"
    ]
    assert early.record.pauses == ()
    late = leaning(workspace, "2021-12-31", FILTERED).inference
    assert [order.id for _, order in late.events["opened"].orders] == ["soon", "hidden"]
    assert len(late.record.absences) == 2
    assert len(late.record.pauses) == 1


def test_silence_counts_to_the_day_of_knowing_at_most(workspace: Workspace) -> None:
    """However far the record was checked since."""
    assert leaning(workspace, "2020-02-10", FILTERED).inference.horizon == ordinal("2020-02-10")
    assert leaning(workspace, "2022-02-10", FILTERED).inference.horizon == ordinal("2021-12-31")


def test_the_incident_alone_is_known_from_what_answers_it(workspace: Workspace) -> None:
    """A response to an investigation tells of none."""
    text = FILTERED.replace("source: early", "source: late")
    known = leaning(workspace, "2020-01-12", text).inference
    assert set(known.events) == {"strike", "told"}


def test_an_implied_event_is_known_with_what_implies_it(workspace: Workspace) -> None:
    """Not before its close was public."""
    text = FILTERED.replace(
        "id: opened\n    kind: investigation_opened", "id: opened\n    kind: other"
    )
    name = "investigation_closed:opening"
    assert name not in leaning(workspace, "2020-02-10", text).inference.events
    assert name in leaning(workspace, "2021-12-31", text).inference.events


OUTCOMES = """
title: T
place: P
time_zone: UTC
forces: US
recorded_until: 2021-12-31
events:
  - {kind: strike, when: 2020-01-01, source: early}
  - id: closed
    kind: assessment_closed
    outcome: credible
    form: a form
    claims:
      - {when: 2020-01-02, source: %s}
  - {id: told, kind: announcement, when: 2020-01-03, source: late, tells: [closed]}
"""


@pytest.mark.parametrize(
    ("source", "said"), [("early", ("credible", "a form")), ("late", ("", ""))]
)
def test_outcome_and_form_are_known_with_the_first_claim_that_was_public(
    workspace: Workspace, source: str, said: tuple[str, str]
) -> None:
    """An announcement tells that it was done, and not how it ended."""
    known = leaning(workspace, "2020-01-05", OUTCOMES % source).inference
    own = known.events["closed"].event
    assert (own.outcome or "", own.form or "") == said
