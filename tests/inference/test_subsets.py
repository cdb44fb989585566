"""What can be believed together where not all can."""

import pytest

from tests.builders import days, inferred, line
from timeline.inference.inference import Inference


def held(inference: Inference) -> list[list[str]]:
    """What each reading gives up, by the claims that said it."""
    return [
        [part.id for part in inference.statements.accepted if part.group in reading.dropped]
        for reading in inference.readings
    ]


def guilty(inference: Inference) -> list[list[str]]:
    """The claims of each contradiction."""
    return [[part.id for part in conflict.claims] for conflict in inference.conflicts]


def test_without_a_contradiction_there_is_one_reading() -> None:
    """Everything accepted is held."""
    inference = inferred("events: [{kind: strike, when: 2023-05-03, source: a}]")
    assert held(inference) == [[]]
    assert guilty(inference) == []
    assert not inference.is_capped


def test_two_dates_of_one_event() -> None:
    """Each is a reading; days are those of both, with a gap between them."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: 2023-05-03, source: a}
      - {when: 2023-05-08, source: b}
"""
    )
    assert guilty(inference) == [["strike#1", "strike#2"]]
    assert sorted(held(inference)) == [["strike#1"], ["strike#2"]]
    assert [days(part) for part in inference.days_of("strike")] == ["2023-05-03", "2023-05-08"]
    assert days(inference.day_of("strike")) == "2023-05-03..2023-05-08"


def test_a_conflict_tells_what_giving_up_each_would_leave() -> None:
    """Each claim of it stands with its source and line, and the days that remain without it."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: 2023-05-03, source: a}
      - {when: 2023-05-08, source: b}
"""
    )
    (conflict,) = inference.conflicts
    assert [(part.source, line(part)) for part in conflict.claims] == [
        ("a", 4), ("b", 5),
    ]  # fmt: skip
    left = {claim: days(found["strike"]) for claim, found in conflict.without.items()}
    assert left == {"strike#1": "2023-05-08", "strike#2": "2023-05-03"}


def test_a_circle_of_claims_about_three_events() -> None:
    """Only what is needed for the contradiction is named."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, claims: [{when: 2023-05-03, source: s}, {when: 2023-05, source: s}]}
  - {id: b, kind: other, claims: [{when: 10 days after a, source: s}, {when: after a, source: s}]}
  - {id: c, kind: other, claims: [{when: before b, source: s}, {when: 2023-05-20, source: s}]}
"""
    )
    assert guilty(inference) == [["a#1", "b#1", "c#1", "c#2"]]
    assert len(inference.readings) == 4


def test_two_contradictions_are_both_named() -> None:
    """Independent conflicts of one case come in one run, each as small as it can be."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, claims: [{when: 2023-05-03, source: s}, {when: 2023-05-08, source: t}]}
  - {id: b, kind: other, claims: [{when: 2023-06-03, source: s}, {when: 2023-06-08, source: t}]}
  - {id: c, kind: other, when: after b, source: s}
"""
    )
    assert sorted(guilty(inference)) == [["a#1", "a#2"], ["b#1", "b#2"]]
    assert len(inference.readings) == 4
    assert days(inference.day_of("c")) == "2023-06-03.."


def test_reprints_never_outvote() -> None:
    """Three printings of one story are given up together, and are one side of the conflict."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: 2023-05-03, source: a}
      - {when: 2023-05-03, source: b}
      - {when: 2023-05-03/2023-05-03, source: c}
      - {when: 2023-05-08, source: d}
"""
    )
    (conflict,) = inference.conflicts
    assert [[part.source for part in group] for group in conflict.groups] == [
        ["a", "b", "c"], ["d"],
    ]  # fmt: skip
    assert sorted(held(inference)) == [["strike#1", "strike#2", "strike#3"], ["strike#4"]]


def test_a_date_that_is_given_up_leaves_the_event() -> None:
    """It happened, on no day that is known."""
    inference = inferred(
        """\
events:
  - {id: a, kind: other, when: 2023-05-03, source: s}
  - {id: b, kind: other, claims: [{when: before a, source: s}]}
  - {id: c, kind: other, claims: [{when: 2023-05-08, source: s}, {when: before b, source: s}]}
"""
    )
    assert len(inference.readings) == 4
    assert all("b" in inference.events for _ in inference.readings)


def test_what_is_published_is_not_given_up() -> None:
    """A claim of a day after its own report is the one that falls."""
    inference = inferred(
        "events: [{kind: strike, when: 2023-06-03, source: cnn}]", cnn="2023-05-24"
    )
    assert guilty(inference) == [["strike#1"]]
    assert days(inference.day_of("strike")) == "..2023-05-25"


def test_an_absence_can_be_given_up() -> None:
    """Somebody who says that it had not happened may be wrong."""
    inference = inferred(
        """\
events: [{kind: payment, when: 2023-05-03, source: a}]
absences: [{kind: payment, until: 2023-05-10, source: b}]
"""
    )
    assert guilty(inference) == [["payment#1", "absences#1"]]
    assert sorted(days(branch.day_of("payment")) for branch in inference.branches) == [
        "2023-05-03", "2023-05-11..",
    ]  # fmt: skip


DISPUTED = """\
events:
  - kind: strike
    claims:
      - {when: 2023-05-03/2023-05-05, source: a}
      - {when: 2023-05-04, source: b, standing: disputed, because: hearsay}
      - {when: 2023-05-08, source: c, standing: disputed, because: hearsay}
      - {when: 2023-05-09, source: d, standing: rejected, because: a misprint}
  - kind: denial
    when: 2023-06-01
    source: a
    standing: disputed
    because: hearsay
"""


def test_disputed_claims_stand_aside() -> None:
    """They bound nothing; an event with disputed claims alone happened, undated."""
    inference = inferred(DISPUTED)
    assert days(inference.day_of("strike")) == "2023-05-03..2023-05-05"
    assert days(inference.day_of("denial")) == "2023-05-03.."
    assert [part.id for part in inference.statements.disputed] == [
        "strike#2", "strike#3", "denial#1",
    ]  # fmt: skip


def test_a_disputed_absence_stands_aside() -> None:
    """Absences have standings as claims have."""
    inference = inferred(
        """\
events: [{kind: payment, when: 2023-05, source: a}]
absences:
  - {kind: payment, until: 2023-05-10, source: b, standing: disputed, because: hearsay}
  - {kind: payment, until: 2023-05-20, source: b, standing: rejected, because: a misprint}
"""
    )
    assert days(inference.day_of("payment")) == "2023-05-01..2023-05-31"
    assert [part.id for part in inference.statements.disputed] == ["absences#1"]


def test_too_many_readings_are_capped_and_said_so() -> None:
    """Seven independent contradictions have 128 readings; 64 are given."""
    events = "\n".join(
        f"  - {{id: e{place}, kind: other, claims: [{{when: 2023-05-03, source: s}}, "
        f"{{when: 2023-05-08, source: t}}]}}"
        for place in range(7)
    )
    inference = inferred(f"events:\n{events}")
    assert inference.is_capped
    assert len(inference.conflicts) == 7
    assert 0 < len(inference.readings) <= 64


def test_each_claim_is_believed_in_some_reading_however_many_conflict() -> None:
    """Where readings lie too deep to find them all, there is one for every claim in dispute."""
    events = "\n".join(
        f"  - {{id: e{place}, kind: other, claims: [{{when: 2023-05-03, source: s}}, "
        f"{{when: 2023-05-08, source: t}}, {{when: 2023-05-09, source: u}}]}}"
        for place in range(8)
    )
    inference = inferred(f"events:\n{events}")
    assert inference.is_capped
    for name in inference.events:
        assert days(inference.day_of(name)) == "2023-05-03..2023-05-09"
    assert all(len(reading.dropped) == 16 for reading in inference.readings)


def contradicting(events: int) -> str:
    """A case in which so many events are dated to two days at once."""
    return "events:\n" + "\n".join(
        f"  - {{id: e{place}, kind: other, claims: [{{when: 2023-05-03, source: s}}, "
        f"{{when: 2023-05-08, source: t}}]}}"
        for place in range(events)
    )


@pytest.mark.parametrize("events", [7, 8, 9, 33, 40])
def test_no_contradiction_is_settled_by_the_cap(events: int) -> None:
    """With more readings than are given, both days of every contradicting event are kept."""
    inference = inferred(contradicting(events))
    assert inference.is_capped
    assert len(inference.readings) <= 64
    for name in inference.events:
        assert days(inference.day_of(name)) == "2023-05-03..2023-05-08"


def test_where_no_reading_can_be_had_for_each_claim_all_in_conflict_is_given_up() -> None:
    """Seventy contradictions: one reading gives up both sides of each, and says too little."""
    inference = inferred(contradicting(70))
    assert inference.is_capped
    assert len(inference.readings) <= 64
    assert {days(inference.day_of(name)) for name in inference.events} == {".."}


def test_a_search_that_is_spent_says_too_little_and_never_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Out of work the contradiction is still told, and no day in conflict is taken for known."""
    monkeypatch.setattr("timeline.inference.subsets._MOST_WORK", 20)
    inference = inferred(contradicting(5))
    assert inference.is_capped
    assert inference.conflicts
    assert inference.readings
    assert all(inference.day_of(name).exact is None for name in inference.events)


def test_too_many_choices_are_capped_and_said_so() -> None:
    """Where the choices are too many the whole stretch is given, which holds them all."""
    events = "\n".join(
        f'  - {{id: e{place}, kind: other, when: "[2023-05-03, 2023-05-08]", source: s}}'
        for place in range(9)
    )
    inference = inferred(f"events:\n{events}")
    assert inference.is_capped
    assert days(inference.day_of("e0")) == "2023-05-03..2023-05-08"
    assert not inference.conflicts
