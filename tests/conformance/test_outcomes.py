"""Words that hold in some world: what the small random cases do not reach."""

from datetime import date
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conformance.builders import judged, number_words, one_finding
from timeline.chrono.days import format_day
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.deadline import Deadline
from timeline.conformance.verdict import Verdict
from timeline.inference.branch import Branch
from timeline.model.limit import parse_limit

START = date(2023, 1, 20).toordinal()
TEXTS = (
    "1 month", "1 month (rounding: up)", "2 months (rounding: down)", "1 year",
    "by 03-01", "by 02-01 next year", "each quarter", "40 days",
)  # fmt: skip


@st.composite
def stretches(draw: st.DrawFn, most: int) -> tuple[int, int]:
    """The first and the last day of a stretch."""
    first = START + draw(st.integers(0, most))
    return first, first + draw(st.integers(0, 14))


@given(
    stretches(60),
    st.none() | stretches(500),
    st.sampled_from(TEXTS),
    st.sampled_from(["limit", "order"]),
    st.integers(0, 560),
)
def test_limits_that_depend_on_their_start(
    trigger: tuple[int, int], step: tuple[int, int] | None, text: str, tier: str, as_of: int
) -> None:
    """Months, dates and quarters: against every pair of days, by both readings of a short month."""
    day, limit = START + as_of, parse_limit(text)
    assert limit is not None
    deadline = Deadline((limit,))
    expected, late = set(), []
    for start in range(trigger[0], trigger[1] + 1):
        steps = [None] if step is None else range(step[0], step[1] + 1)
        for taken in steps:
            done = taken is not None and taken <= day
            if start > day:
                expected.add("met" if done else "not yet due")
                continue
            for reading in ("early", "late"):
                end = taken if done else day
                assert end is not None
                over = end - deadline.last_day(start, reading)
                expected.add(
                    ("met late" if done else "overdue")
                    if over > 0
                    else "met"
                    if done
                    else "pending"
                )
                late += [over] if over > 0 else []
    order = f", orders: [{{id: o, kind: investigation_opened, within: '{text}', source: press}}]"
    case = "events:\n" + event("external_report", trigger, order if tier == "order" else "")
    if step is not None:
        case += event("investigation_opened", step)
    own = text if tier == "limit" else "none stated"
    policy = (
        "rules:\n  - {id: rule, step: investigation_opened, after: external_report, "
        f"limit: '{own}', force: binding}}"
    )
    finding = one_finding(case, policy, format_day(day))
    assert {word.value for word in finding.possible} == expected
    assert finding.days_late == (Interval(min(late), max(late)) if late else None)


def event(kind: str, days: tuple[int, int], more: str = "") -> str:
    """One event in a stretch of days."""
    when = f"{format_day(days[0])}/{format_day(days[1])}"
    return f"  - {{kind: {kind}, when: {when}, source: press{more}}}\n"


Part = tuple[str, bool | None, bool]
"""A condition, what the record makes of it, and what it is where silence is taken for no."""

LEAVES: list[Part] = [
    ("{event: apology}", True, True),
    ("{event: acknowledgement}", False, False),
    ("{event: denial}", None, False),
]


def negated(part: Part) -> Part:
    """The contrary; of what nobody knows it is not known either."""
    text, known, taken = part
    return f"{{not: {text}}}", None if known is None else not known, not taken


def joined(word: str, *parts: Part) -> Part:
    """All or any: one part that the record knows may decide, whatever the others are."""
    text, decides = f"{{{word}: [{', '.join(part[0] for part in parts)}]}}", word == "any"
    known = [part[1] for part in parts]
    value = decides if decides in known else None if None in known else not decides
    return text, value, any(part[2] for part in parts) if decides else all(p[2] for p in parts)


LITERALS = [*LEAVES, *(negated(leaf) for leaf in LEAVES)]
WORDS = ("all", "any")


@pytest.mark.parametrize(
    "conditions",
    [
        LITERALS,
        [joined(word, *two) for word in WORDS for two in product(LITERALS, repeat=2)],
        [joined(word, *three) for word in WORDS for three in permutations(LITERALS, 3)],
        [
            negated(joined(word, one, joined(other, *two)))
            for word, other in permutations(WORDS)
            for one in LITERALS
            for two in permutations(LEAVES, 2)
        ],
    ],
    ids=["alone", "two", "three", "one in another"],
)
def test_silence_decides_of_a_condition_only_what_the_record_leaves_open(
    conditions: list[Part],
) -> None:
    """In whatever order its parts stand: "not required" is a kept rule only by the record."""
    case = """
events:
  - {kind: strike, when: 2023-05-03, source: press}
  - {kind: apology, when: 2023-05-05, source: press}
absences:
  - {kind: acknowledgement, until: 2023-12-31, source: army}
"""
    rules = "".join(
        f"  - {{id: rule-{place}, step: payment, after: strike, when: {part[0]}, limit: 30 days, "
        "force: binding}\n"
        for place, part in enumerate(conditions)
    )
    findings = judged(case, f"rules:\n{rules}", "2023-12-31").findings
    for (text, known, taken), finding in zip(conditions, findings, strict=True):
        is_required = finding.verdict is not Verdict.NOT_REQUIRED
        assert is_required is taken, text
        if not taken:
            assert finding.breach is (Truth.NO if known is False else Truth.UNKNOWN), text


ORDERED = """
rules:
  - {id: rule, step: investigation_opened, after: external_report, requires: [assessment_opened],
     limit: none stated, force: binding}
"""


def test_what_the_record_puts_at_one_instant_is_in_order() -> None:
    """No minute between the two: there is no world in which the step came first."""
    case = """
events:
  - {kind: assessment_opened, when: 2023-05-03, source: press}
  - kind: investigation_opened
    claims:
      - {when: 2023-05-03, source: press}
      - {when: within 0 hours of assessment_opened, source: press}
"""
    assert one_finding(case, ORDERED, "2023-06-30").verdict is Verdict.MET


def test_hours_can_order_two_events_of_one_day() -> None:
    """At least two hours after the assessment is after it; at least two hours before, before."""
    case = """
events:
  - {kind: assessment_opened, when: 2023-05-03, source: press}
  - kind: investigation_opened
    claims:
      - {when: 2023-05-03, source: press}
      - {when: at least 2 hours %s assessment_opened, source: press}
"""
    assert one_finding(case % "after", ORDERED, "2023-06-30").verdict is Verdict.MET
    assert one_finding(case % "before", ORDERED, "2023-06-30").verdict is Verdict.OUT_OF_ORDER


def test_each_required_step_must_come_first() -> None:
    """One of two that came later is enough to be out of order."""
    policy = ORDERED.replace("[assessment_opened]", "[assessment_opened, review_opened]")
    case = """
events:
  - {kind: assessment_opened, when: 2023-05-03, source: press}
  - {kind: investigation_opened, when: 2023-05-05, source: press}
  - {kind: review_opened, when: %s, source: press}
"""
    assert one_finding(case % "2023-05-04", policy, "2023-06-30").verdict is Verdict.MET
    assert one_finding(case % "2023-05-06", policy, "2023-06-30").verdict is Verdict.OUT_OF_ORDER


def test_a_late_step_out_of_order_is_still_late_by_the_limit() -> None:
    """Out of order is the breach then, and a limit that has passed stays passed."""
    policy = ORDERED.replace("none stated", "2 days")
    case = """
events:
  - {kind: external_report, when: 2023-05-01, source: press}
  - {kind: investigation_opened, when: 2023-05-05, source: press}
  - {kind: assessment_opened, when: 2023-05-06, source: press}
"""
    before = one_finding(case, policy, "2023-05-05")
    after = one_finding(case, policy, "2023-05-06")
    assert (before.verdict, before.breach) == (Verdict.MET_LATE, Truth.YES)
    assert (after.verdict, after.breach) == (Verdict.OUT_OF_ORDER, Truth.YES)
    assert number_words(after.days) == "4"
    assert [number_words(one.days_late) for one in after.limits] == ["2"]


def test_a_missing_step_past_its_limit_is_still_a_breach() -> None:
    """That a later step was taken without it makes nothing good."""
    policy = """
rules:
  - {id: assess, step: assessment_opened, after: external_report, limit: 2 days, force: binding}
  - {id: open, step: investigation_opened, after: external_report, requires: [assessment_opened],
     limit: none stated, force: practice}
"""
    case = """
events:
  - {kind: external_report, when: 2023-05-01, source: press}
  - {kind: investigation_opened, when: 2023-05-05, source: press}
"""
    denied = "absences:\n  - {kind: assessment_opened, until: 2023-05-03, source: army}\n"
    for as_of, verdict, silent, said in (
        ("2023-05-03", "pending", Truth.NO, Truth.NO),
        ("2023-05-04", "overdue", Truth.UNKNOWN, Truth.YES),
        ("2023-05-05", "missing", Truth.UNKNOWN, Truth.YES),
    ):
        for more, breach in (("", silent), (denied, said)):
            finding = judged(case + more, policy, as_of).findings[0]
            assert (finding.verdict.value, finding.breach) == (verdict, breach)


def test_the_rules_own_limit_counts_from_its_own_trigger_beside_an_order() -> None:
    """Each is a finding, from where its clock starts."""
    case = """
events:
  - kind: review_ordered
    when: 2023-06-01
    source: press
    orders: [{id: o, kind: review_closed, within: 45 days, from: review_opened, source: press}]
  - {kind: review_opened, when: 2023-06-10, source: press}
  - {kind: review_closed, when: 2023-07-20, source: press}
"""
    policy = """
rules:
  - {id: review, step: review_closed, after: review_ordered, limit: 45 days, force: practice}
"""
    found = judged(case, policy, "2023-12-31").findings
    assert [
        (one.id, one.tier.value, one.verdict.value, one.trigger_event, number_words(one.days_late))
        for one in found
    ] == [
        ("review", "limit", "met late", "review_ordered", "4"),
        ("order-o", "order", "met", "review_opened", "none"),
    ]


def test_an_extension_made_nobody_knows_when_may_have_been_made_too_late() -> None:
    """After the end that it extends it moves nothing, so both ends can hold."""
    case = """
recorded_until: 2023-12-31
events:
  - kind: investigation_opened
    when: 2023-06-01
    source: press
    orders:
      - {id: one, kind: investigation_closed, within: 30 days, source: press}
      - {id: two, kind: investigation_closed, within: 300 days, extends: one, made: unknown,
         source: press}
"""
    policy = """
rules:
  - {id: close, step: investigation_closed, after: investigation_opened, limit: none stated,
     force: guidance}
"""
    assert one_finding(case, policy, "2023-07-31").verdict is Verdict.POSSIBLY_OVERDUE
    assert one_finding(case, policy, "2023-12-31").verdict is Verdict.POSSIBLY_OVERDUE


def test_a_step_that_is_itself_what_it_requires_is_in_order() -> None:
    """A rule may name the same kind twice; nothing comes before itself."""
    policy = ORDERED.replace("[assessment_opened]", "[investigation_opened]")
    case = "events:\n  - {kind: investigation_opened, when: 2023-05-03, source: press}"
    assert one_finding(case, policy, "2023-06-30").verdict is Verdict.MET


def test_a_wide_start_is_looked_at_once_for_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where each starting day has its own deadline, no day is held against those of the others."""
    asked = 0
    allows = Branch.allows

    def counted(branch: Branch, *edges: Any) -> bool:  # noqa: ANN401 - passed on
        nonlocal asked
        asked += 1
        return allows(branch, *edges)

    monkeypatch.setattr(Branch, "allows", counted)
    case = "events:\n  - {kind: strike, when: 2020-01/2020-12, source: press}"
    policy = """
rules:
  - {id: tell, step: release, after: strike, limit: each quarter, force: binding}
"""
    assert one_finding(case, policy, "2020-12-31").verdict is Verdict.POSSIBLY_OVERDUE
    assert asked < 10 * 366
