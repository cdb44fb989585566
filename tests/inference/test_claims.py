"""What each statement of a case says of the days of its events."""

import pytest

from tests.builders import days, inferred, line, span
from timeline.inference.inference import Inference
from timeline.inference.statement import MINUTE


def test_a_claim_keeps_its_place() -> None:
    """A statement names its claim, its source and its line."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: 2023-05-03, source: cnn}
      - {when: 2023-05, source: ap}
  - {kind: denial, when: after strike, source: ap}
"""
    )
    said = [part for part in inference.statements.accepted if part.basis == "claim"]
    assert [(part.id, part.says, part.source, line(part)) for part in said] == [
        ("strike#1", "strike: 2023-05-03", "cnn", 4),
        ("strike#2", "strike: 2023-05", "ap", 5),
        ("denial#1", "denial: after strike", "ap", 6),
    ]  # fmt: skip


def test_less_than_a_week_after_a_strike_known_to_a_month() -> None:
    """The days between are 0 to 6 although neither date is known."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2016-07, source: a}
  - {kind: denial, when: less than a week after strike, source: a}
"""
    )
    assert days(inference.day_of("denial")) == "2016-07-01..2016-08-06"
    assert span(inference.between("strike", "denial")) == (0, 6)
    assert span(inference.between("denial", "strike")) == (-6, 0)


def test_unknown_happened_on_any_day() -> None:
    """Closed, date not given: bounded by nothing of its own."""
    inference = inferred("events: [{kind: other, when: unknown, source: a}]")
    assert days(inference.day_of("other")) == ".."


def test_one_of_leaves_a_gap() -> None:
    """Two days are two days, never the week between them, and what leans on them has two too."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: "[2017-03-16, 2017-03-23]", source: a}
  - {kind: denial, when: the day after strike, source: a}
  - {kind: release, when: 2017-03-19/.., source: a}
  - {kind: apology, when: same day as release, source: a}
  - {kind: other, when: ../2017-03-20, source: a}
  - {id: last, kind: other, when: before strike, source: b}
"""
    )
    assert [days(part) for part in inference.days_of("strike")] == ["2017-03-16", "2017-03-23"]
    assert [days(part) for part in inference.days_of("denial")] == ["2017-03-17", "2017-03-24"]
    assert span(inference.between("strike", "denial")) == (1, 1)
    assert not inference.conflicts


def test_one_of_is_settled_by_another_claim() -> None:
    """A day that cannot be is struck out."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: [2017-03-16, 2017-03-23], source: a}
      - {when: after denial, source: b}
  - {kind: other, id: denial, when: 2017-03-20, source: a}
"""
    )
    assert [days(part) for part in inference.days_of("strike")] == ["2017-03-23"]


def test_one_of_names_every_guilty_claim() -> None:
    """Where each choice fails for its own reason, both reasons are in the conflict."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: [2017-03-16, 2017-03-23], source: a}
      - {when: 2017-03-17/.., source: b}
      - {when: ../2017-03-22, source: c}
"""
    )
    (conflict,) = inference.conflicts
    assert [part.source for part in conflict.claims] == ["a", "b", "c"]
    assert len(inference.readings) == 3


@pytest.mark.parametrize(("word", "earliest"), [("until", "2023-05-24"), ("before", "2023-05-23")])
def test_absences_bound_from_below(word: str, earliest: str) -> None:
    """Until D: not by the end of D. Before D: not before D."""
    inference = inferred(
        f"""\
events:
  - {{kind: investigation_opened, when: 2023, source: a}}
  - {{kind: investigation_closed, when: 2023, source: a}}
absences:
  - {{kind: investigation_opened, {word}: 2023-05-23, source: a}}
"""
    )
    assert days(inference.day_of("investigation_opened")) == f"{earliest}..2023-12-31"


def test_an_absence_until_a_time_of_day_leaves_the_rest_of_the_day() -> None:
    """Not by noon does not say not by the end of the day."""
    inference = inferred(
        """\
events: [{kind: payment, when: 2023-05, source: a}]
absences: [{kind: payment, until: 2023-05-23T12:00, source: a}]
"""
    )
    assert days(inference.day_of("payment")) == "2023-05-23..2023-05-31"


def test_an_absence_of_uncertain_day_bounds_from_its_earliest() -> None:
    """Not by some day of May leaves May open after its first."""
    inference = inferred(
        """\
events: [{kind: payment, when: 2023, source: a}]
absences: [{kind: payment, until: 2023-05, source: a}]
"""
    )
    assert days(inference.day_of("payment")) == "2023-05-02..2023-12-31"


def test_absences_bind_by_track_round_and_id() -> None:
    """An absence speaks of the events that it names, and of no others."""
    inference = inferred(
        """\
events:
  - {id: us, kind: assessment_opened, track: us, when: 2023, source: a}
  - {id: nato, kind: assessment_opened, track: nato, when: 2023, source: a}
  - {id: again, kind: assessment_opened, track: us, round: 2, when: 2023, source: a}
absences:
  - {kind: assessment_opened, track: us, until: 2023-01-31, source: a}
  - {kind: assessment_opened, round: 2, until: 2023-02-28, source: a}
  - {kind: assessment_opened, id: nato, before: 2023-04-01, source: a}
"""
    )
    found = {name: days(inference.day_of(name))[:10] for name in ("us", "nato", "again")}
    assert found == {"us": "2023-02-01", "nato": "2023-04-01", "again": "2023-03-01"}


def test_a_search_bounds_nothing() -> None:
    """Looked for and not found proves nothing."""
    inference = inferred(
        """\
events: [{kind: payment, when: 2023, source: a}]
absences: [{kind: payment, searched: 2023-06-01, where: press releases}]
"""
    )
    assert days(inference.day_of("payment")) == "2023-01-01..2023-12-31"


def test_a_report_is_not_before_what_it_reports() -> None:
    """The latest day of publication and one more, because a page's date has no zone."""
    text = "events: [{kind: strike, when: 2023, source: cnn}]"
    assert days(inferred(text, cnn="2023-05-24").day_of("strike")) == "2023-01-01..2023-05-25"
    assert days(inferred(text, cnn="2023-05").day_of("strike")) == "2023-01-01..2023-06-01"
    assert days(inferred(text, cnn=None).day_of("strike")) == "2023-01-01..2023-12-31"
    assert days(inferred(text, cnn="unknown").day_of("strike")) == "2023-01-01..2023-12-31"


def test_a_plan_dates_no_event() -> None:
    """What is still to come is neither dated by its source nor by the plan."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2023-05-03, source: cnn}
  - kind: release
    claims:
      - {when: 2023-06-01, planned: true, source: cnn}
      - {when: 2023-07, source: ap}
  - {kind: payment, when: 2023-08-01, planned: true, source: cnn}
""",
        cnn="2023-05-24",
    )
    assert days(inference.day_of("release")) == "2023-07-01..2023-07-31"
    assert "payment" not in inference.events


def by_meaning(inference: Inference) -> list[str]:
    """What follows from words."""
    return [part.says for part in inference.statements.accepted if part.basis == "by meaning"]


def test_order_by_meaning() -> None:
    """Responses, closings and what follows a strike are not before it; other kinds are free."""
    inference = inferred(
        """\
events:
  - {kind: policy_change, when: unknown, source: a}
  - {kind: strike, when: 2023-05-03, source: a}
  - {kind: information_received, when: unknown, source: a}
  - {kind: assessment_opened, when: 2023-05-05/.., source: a}
  - {kind: assessment_closed, when: unknown, source: a}
  - {kind: other, when: unknown, responds_to: [assessment_opened], source: a}
"""
    )
    assert by_meaning(inference) == [
        "assessment_opened is not before the strike",
        "assessment_closed is not before the strike",
        "assessment_closed is not before assessment_opened, which it closes",
        "other responds to assessment_opened, so it is not before it",
    ]
    assert days(inference.day_of("assessment_closed")) == "2023-05-05.."
    assert days(inference.day_of("other")) == "2023-05-05.."
    assert days(inference.day_of("information_received")) == ".."


def test_a_closing_belongs_to_its_track_and_round() -> None:
    """Which opening it closes is known only where one fits; one on no track fits any."""
    inference = inferred(
        """\
events:
  - {id: one, kind: assessment_opened, when: 2023-05-01, source: a}
  - {id: two, kind: assessment_opened, round: 2, when: 2023-07-01, source: a}
  - {id: nato, kind: assessment_opened, track: nato, when: 2023-06-01, source: a}
  - {id: c1, kind: assessment_closed, track: us, when: unknown, source: a}
  - {id: c2, kind: assessment_closed, round: 2, when: unknown, source: a}
  - {id: c3, kind: assessment_closed, track: nato, when: unknown, source: a}
"""
    )
    found = {name: days(inference.day_of(name)) for name in ("c1", "c2", "c3")}
    assert found == {  # the first round was over when the second began
        "c1": "2023-05-01..2023-07-01",
        "c2": "2023-07-01..",
        "c3": "..2023-07-01",
    }


def test_meaning_orders_instants_too() -> None:
    """A strike that is after the denial it caused is a contradiction on one day as well."""
    text = """\
events:
  - {{kind: strike, when: {when}, source: a}}
  - {{kind: denial, when: 2023-05-03, source: a}}
"""
    assert inferred(text.format(when="after denial")).conflicts
    assert not inferred(text.format(when="same day as denial")).conflicts


def test_a_claim_of_a_month_after_the_thirty_first() -> None:
    """31 January and a month: the end of February, or as many days into March."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2023-01-31, source: a}
  - {kind: denial, when: 1 month after strike, source: a}
  - {kind: release, when: less than a month after strike, source: a}
  - {kind: apology, when: at least 1 month after strike, source: a}
"""
    )
    assert days(inference.day_of("denial")) == "2023-02-28..2023-03-03"
    assert days(inference.day_of("release")) == "2023-01-31..2023-03-02"
    assert days(inference.day_of("apology")) == "2023-02-28.."


def test_months_after_an_uncertain_day_widen() -> None:
    """A month after some day of February or March has 28 to 31 days."""
    inference = inferred(
        """\
events:
  - {kind: strike, when: 2023-02-10/2023-03-10, source: a}
  - {kind: denial, when: 1 month after strike, source: a}
"""
    )
    assert span(inference.between("strike", "denial")) == (28, 31)
    assert days(inference.day_of("denial")) == "2023-03-10..2023-04-10"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("1 month after strike", "2023-03-15"),
        ("1 month before strike", "2023-01-15"),
        ("within 1 month of strike", "2023-01-15..2023-03-15"),
        ("a year after strike", "2024-02-15"),
        ("1 to 2 months after strike", "2023-03-15..2023-04-15"),
        ("more than 1 month before strike", "..2023-01-14"),
        ("less than 1 month before strike", "2023-01-16..2023-02-15"),
        ("1 month ± 2 days after strike", "2023-03-13..2023-03-17"),
        ("1 month ± 2 days before strike", "2023-01-13..2023-01-17"),
        ("10 days ± 2 days before strike", "2023-02-03..2023-02-07"),
        ("two weeks before strike", "2023-02-01"),
        ("the day before strike", "2023-02-14"),
        ("within 24 hours of strike", "2023-02-14..2023-02-16"),
        ("within 24 hours after strike", "2023-02-15..2023-02-16"),
        ("36 hours after strike", "2023-02-16..2023-02-17"),
        ("between strike and end", "2023-02-15..2023-02-20"),
        ("on or before strike", "..2023-02-15"),
        ("5 working days after strike", "2023-02-20..2023-03-22"),
    ],
)  # fmt: skip
def test_relative_to_a_known_day(when: str, expected: str) -> None:
    """Every unit on either side of a day that is known."""
    inference = inferred(
        f"""\
events:
  - {{id: strike, kind: other, when: 2023-02-15, source: a}}
  - {{id: end, kind: other, when: 2023-02-20, source: a}}
  - {{id: it, kind: other, when: {when}, source: a}}
"""
    )
    assert days(inference.day_of("it")) == expected


@pytest.mark.parametrize("when", ["9000 years after strike", "99999 years before strike"])
@pytest.mark.parametrize("strike", ["2023-02-15", "unknown"])
def test_months_beyond_the_calendar(when: str, strike: str) -> None:
    """An absurd length of time is inferred, or contradicts, but breaks nothing."""
    inference = inferred(
        f"""\
events:
  - {{kind: strike, when: {strike}, source: a}}
  - {{kind: other, when: {when}, source: a}}
"""
    )
    assert "other" in inference.events


def test_months_after_a_day_before_the_calendar() -> None:
    """A day pushed out of the calendar breaks nothing either."""
    inference = inferred(
        """\
events:
  - {id: x, kind: other, when: 0001-01-03, source: a}
  - {id: y, kind: other, when: 10 days before x, source: a}
  - {id: z, kind: other, when: 1 month after y, source: a}
"""
    )
    assert inference.readings


def test_days_across_a_clock_change() -> None:
    """60 days across an October clock change are 60 days."""
    inference = inferred(
        """\
time_zone: America/New_York
events:
  - {kind: strike, when: 2021-10-01T10:00, source: a}
  - {kind: denial, when: 60 days after strike, source: a}
"""
    )
    assert days(inference.day_of("denial")) == "2021-11-30"


def test_the_event_may_have_any_id() -> None:
    """No id that an author may choose is a word of the program."""
    inference = inferred(
        """\
events:
  - {id: calendar, kind: other, when: 2023-02-15, source: a}
  - {id: it, kind: other, when: the day after calendar, source: a}
"""
    )
    assert days(inference.day_of("calendar")) == "2023-02-15"
    assert days(inference.day_of("it")) == "2023-02-16"


def test_a_reprint_in_other_order_is_a_reprint() -> None:
    """The same two days in another order say the same."""
    inference = inferred(
        """\
events:
  - kind: strike
    claims:
      - {when: [2017-03-16, 2017-03-23], source: a}
      - {when: [2017-03-23, 2017-03-16], source: b}
      - {when: 2017-03-20, source: c}
"""
    )
    (conflict,) = inference.conflicts
    assert [[part.source for part in group] for group in conflict.groups] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("zone", "strike", "when", "minutes"),
    [
        ("Asia/Kabul", "2021-08-29T10:00", "3 hours after strike", (180, 180)),
        ("Asia/Kabul", "2021-08-29T10:00", "at least 3 hours after strike", (180, None)),
        ("Asia/Kabul", "2021-08-29T10:00", "within 3 hours of strike", (-180, 180)),
        ("Asia/Kabul", "1944-12-31T22:00", "3 hours after strike", (150, 210)),
        ("Asia/Kabul", "unknown", "3 hours after strike", (143, 217)),
        ("America/New_York", "2021-07-01T10:00", "3 hours after strike", (180, 180)),
        ("America/New_York", "2021-11-06T23:00", "3 hours after strike", (120, 240)),
        ("America/New_York", "by 2021-07-01", "3 hours before strike", (-240, -120)),
    ],
)
def test_hours_are_as_exact_as_the_clocks_of_those_days(
    zone: str, strike: str, when: str, minutes: tuple[int | None, int | None]
) -> None:
    """A change of clocks between the two days widens them, one of another year does not."""
    inference = inferred(
        f"""\
time_zone: {zone}
events:
  - {{kind: strike, when: "{strike}", source: a}}
  - {{kind: denial, when: {when}, source: a}}
"""
    )
    (claim,) = [one for one in inference.statements.accepted if one.id == "denial#1"]
    (option,) = claim.options
    edges = {(edge.start, edge.end): edge.days for edge in option.times}
    most, least = edges.get(("strike", "denial")), edges.get(("denial", "strike"))
    found = None if least is None else -least // MINUTE, None if most is None else most // MINUTE
    assert found == minutes
