"""From a policy and a case to questions: which events each rule is asked of."""

from collections.abc import Callable

import pytest

from tests.conformance.builders import judged
from timeline.conformance.question import Candidate, CaseCondition, Question
from timeline.conformance.verdict import Tier

EVENTS = """
events:
  - {kind: strike, when: 2023-05-03, source: press}
  - {kind: external_report, when: 2023-05-10, source: press}
  - {kind: assessment_opened, when: 2023-05-12, source: press}
  - {kind: assessment_closed, outcome: credible, when: 2023-05-20, source: press}
"""


def questions(case: str, *rules: str, as_of: str = "2023-12-31") -> list[Question]:
    """The questions that rules put to a case."""
    policy = "\n".join(["rules:", *(f"  - {{{rule}, force: guidance}}" for rule in rules)])
    return [finding.question for finding in judged(case, policy, as_of).findings]


def only(case: str, *rules: str) -> Question:
    """The first question."""
    return questions(case, *rules)[0]


def names(candidates: tuple[Candidate, ...]) -> list[str]:
    """Their events; those that are not certain with a question mark."""
    return [one.event + ("" if one.is_certain else "?") for one in candidates]


def asked(found: list[Question]) -> list[tuple[str, str, int]]:
    """Rule, track and round of each."""
    return [(one.rule.id, one.track, one.round) for one in found]


CLOSE = "id: close, step: investigation_closed, after: strike, limit: none stated"
TRACKS = EVENTS + (
    "  - {id: us, kind: investigation_opened, track: us, when: 2023-06-01, source: press}\n"
    "  - {id: nato, kind: investigation_opened, track: nato, when: 2023-06-02, source: press}\n"
)
OPEN = "id: open, step: investigation_opened, after: external_report, limit: 30 days"
ORDER = "{id: o, kind: investigation_closed, within: 30 days, source: letter}"


def with_order(more: str = "", order: str = ORDER) -> str:
    """A case whose inquiry carries an order."""
    opened = "{kind: investigation_opened, when: 2023-06-01, source: press"
    return f"{EVENTS}  - {opened}{more}, orders: [{order}]}}\n"


def test_an_order_that_no_rule_speaks_of_is_a_rule_for_this_case() -> None:
    """It has the force of an order, its own source, no label, and no trigger but its own start."""
    rule, order = questions(with_order(), OPEN)
    assert rule.order == ""
    assert order.rule.id == "order-o"
    assert (order.rule.label, order.rule.force, order.rule.source) == ("", "order", "letter")
    assert [one.event for one in order.rule.step.first] == ["investigation_closed"]
    assert (order.order, order.track, order.round) == ("o", "", 1)
    assert names(order.triggers) == []
    assert [names(one.triggers or ()) for one in order.measures] == [["investigation_opened"]]
    assert [line.text for line in order.limits] == ["30 days"]
    assert [measure.tier for measure in order.measures] == [Tier.ORDER]


def test_an_order_for_a_step_of_a_rule_without_a_limit_judges_it() -> None:
    """There is one question, and no other for the order."""
    (question,) = questions(with_order(), CLOSE)
    assert (question.rule.id, question.order) == ("close", "o")
    assert names(question.triggers) == ["strike"]
    (measure,) = question.measures
    assert (measure.tier, names(measure.triggers or ())) == (Tier.ORDER, ["investigation_opened"])


def test_an_order_never_replaces_a_limit() -> None:
    """Both are asked, and so is an order for a step of which the rule asks for one form."""
    own, order = questions(with_order(), CLOSE.replace("none stated", "30 days"))
    assert [(one.rule.id, one.order) for one in (own, order)] == [("close", ""), ("order-o", "o")]
    assert [one.measures[0].tier for one in (own, order)] == [Tier.LIMIT, Tier.ORDER]
    narrow = "{event: investigation_closed, form: AR 15-6}"
    found = questions(with_order(), CLOSE.replace("step: investigation_closed", f"step: {narrow}"))
    assert [(one.rule.id, one.order) for one in found] == [("close", ""), ("order-o", "o")]


def test_two_orders_for_one_step_are_two_questions() -> None:
    """Each is judged by itself."""
    other = ORDER.replace("o,", "p,")
    found = questions(with_order(order=f"{ORDER}, {other}"), CLOSE)
    assert [(one.rule.id, one.order) for one in found] == [("close", "o"), ("close", "p")]


def test_an_order_concerns_its_own_round_and_track() -> None:
    """Another round or track has no limit by it."""
    close = CLOSE.replace("after: strike", "after: investigation_opened")
    second = "  - {id: again, kind: investigation_opened, round: 2, when: 2023-09-01, source: s}\n"
    found = questions(with_order() + second, close)
    assert [(one.round, one.order) for one in found] == [(1, "o"), (2, "")]
    tracks = (
        "  - {id: nato, kind: investigation_opened, track: nato, when: 2023-06-05, source: s}\n"
    )
    found = questions(with_order(", track: us") + tracks, close)
    assert [(one.track, one.order) for one in found] == [("us", "o"), ("nato", "")]
    found = questions(with_order() + tracks, close)
    assert [(one.track, one.order) for one in found] == [("nato", "o")]


def test_an_order_of_another_round_that_no_rule_asks_of_keeps_its_round() -> None:
    """And its track."""
    again = with_order(", id: again, round: 2, track: us")
    found = questions(again, OPEN)
    assert asked(found) == [("open", "", 1), ("open", "", 2), ("order-o", "us", 2)]


def test_triggers_on_no_track_are_answered_by_the_first_step_on_any() -> None:
    """The rule is asked once for the round."""
    (question,) = questions(TRACKS, OPEN)
    assert asked([question]) == [("open", "", 1)]
    assert (names(question.triggers), names(question.steps)) == (
        ["external_report"],
        ["us", "nato"],
    )


def test_events_without_a_track_serve_every_track() -> None:
    """And those of another track none but their own."""
    closed = (
        "  - {id: all, kind: investigation_closed, when: 2023-07-01, source: press}\n"
        "  - {id: us-end, kind: investigation_closed, track: us, when: 2023-07-01, source: press}\n"
    )
    found = questions(
        TRACKS + closed, CLOSE.replace("after: strike", "after: investigation_opened")
    )
    assert asked(found) == [("close", "us", 1), ("close", "nato", 1)]
    assert [names(one.triggers) for one in found] == [["us"], ["nato"]]
    assert [names(one.steps) for one in found] == [["all", "us-end"], ["all"]]


def test_acts_of_others_serve_every_track_and_open_none() -> None:
    """Nor do they open a round."""
    others = (
        "  - {id: un, kind: external_report, track: un, when: 2023-05-30, source: press}\n"
        "  - {id: un2, kind: external_report, track: un, round: 2, when: 2023-06-30, "
        "source: press}\n"
        "  - {id: un3, kind: investigation_opened, side: outside, track: un, when: 2023-05-30, "
        "source: press}\n"
    )
    (question,) = questions(EVENTS + others, OPEN)
    assert asked([question]) == [("open", "", 1)]
    assert (names(question.triggers), question.steps) == (["external_report", "un"], ())
    us = "  - {id: us, kind: assessment_opened, track: us, when: 2023-06-01, source: press}\n"
    either = (
        "id: open, step: investigation_opened, after: {first: [external_report, assessment_opened]}"
    )
    (question,) = questions(EVENTS.replace("assessment_opened", "denial") + us + others, either)
    assert asked([question]) == [("open", "us", 1)]
    assert names(question.triggers) == ["external_report", "us", "un"]


def test_a_track_that_neither_begins_nor_takes_the_step_is_not_asked() -> None:
    """Rounds and tracks are those that hold the trigger or the step."""
    case = EVENTS + (
        "  - {id: us, kind: denial, track: us, when: 2023-06-01, source: press}\n"
        "  - {id: two, kind: denial, round: 2, when: 2023-06-01, source: press}\n"
    )
    assert asked(questions(case, OPEN)) == [("open", "", 1)]


def test_a_round_of_one_track_is_not_asked_of_another() -> None:
    """Only where that track, or all of them, has events of the round."""
    case = EVENTS + (
        "  - {id: us, kind: investigation_opened, track: us, when: 2023-06-01, source: press}\n"
        "  - {id: us2, kind: investigation_opened, track: us, round: 2, when: 2023-08-01, "
        "source: press}\n"
        "  - {id: nato, kind: investigation_opened, track: nato, when: 2023-06-02, source: press}\n"
    )
    close = CLOSE.replace("after: strike", "after: investigation_opened")
    assert asked(questions(case, close)) == [
        ("close", "us", 1),
        ("close", "nato", 1),
        ("close", "us", 2),
    ]


def test_where_nothing_happened_there_is_one_question() -> None:
    """Of the first round, and of no track."""
    assert asked(
        questions("events:\n  - {kind: strike, when: 2023-05-03, source: press}\n", OPEN)
    ) == [("open", "", 1)]


def test_rounds_are_asked_in_order() -> None:
    """Whatever the order of the file."""
    case = (
        "events:\n"
        "  - {id: two, kind: denial, round: 2, when: 2023-08-01, source: press}\n"
        "  - {id: one, kind: denial, when: 2023-05-10, source: press}\n"
    )
    found = questions(case, OPEN.replace("external_report", "denial"))
    assert [(one.round, names(one.triggers)) for one in found] == [(1, ["one"]), (2, ["two"])]


def test_what_is_required_is_sought_in_this_round_first() -> None:
    """Else in an earlier one, and never in a later one."""
    rule = OPEN.replace("external_report", "denial") + ", requires: [assessment_opened]"
    first = "  - {id: denial1, kind: denial, when: 2023-06-01, source: press}\n"
    second = first + "  - {id: denial2, kind: denial, round: 2, when: 2023-08-01, source: press}\n"
    later = (
        "  - {id: assess2, kind: assessment_opened, round: 2, when: 2023-08-10, source: press}\n"
    )
    third = (
        "  - {id: assess3, kind: assessment_opened, round: 3, when: 2023-09-10, source: press}\n"
    )
    assert [
        [names(kind.happened) for kind in one.requires] for one in questions(EVENTS + second, rule)
    ] == [[["assessment_opened"]], [["assessment_opened"]]]
    assert [
        [names(kind.happened) for kind in one.requires]
        for one in questions(EVENTS + second + later + third, rule)
    ] == [[["assessment_opened"]], [["assess2"]]]


def test_a_condition_is_sought_in_this_round_first() -> None:
    """The same, for each part of it."""
    part = "{event: assessment_closed, outcome: credible}"
    first = "  - {id: denial1, kind: denial, when: 2023-06-01, source: press}\n"
    second = first + "  - {id: denial2, kind: denial, round: 2, when: 2023-08-01, source: press}\n"
    closed2 = (
        "  - {id: closed2, kind: assessment_closed, round: 2, when: 2023-08-10, source: press}\n"
    )
    closed = "assessment_closed"
    sure = CaseCondition(happened=(Candidate(closed),), on_record=frozenset({closed}))
    ways = ((("outcome", "credible"),),)
    unsure = CaseCondition(happened=(Candidate("closed2", ways),), on_record=frozenset({"closed2"}))
    shapes: dict[str, Callable[[CaseCondition], CaseCondition]] = {
        part: lambda one: one,
        f"{{all: [{part}, {part}]}}": lambda one: CaseCondition(all_of=(one, one)),
        f"{{any: [{part}, {part}]}}": lambda one: CaseCondition(any_of=(one, one)),
        f"{{not: {part}}}": lambda one: CaseCondition(none_of=one),
    }
    for text, build in shapes.items():
        rule = f"{OPEN.replace('external_report', 'denial')}, when: {text}"
        both = [build(sure), build(sure)]
        assert [one.condition for one in questions(EVENTS + second, rule)] == both
        both = [build(sure), build(unsure)]
        assert [one.condition for one in questions(EVENTS + second + closed2, rule)] == both
    assert only(EVENTS, OPEN).condition is None


@pytest.mark.parametrize(
    ("pattern", "recorded", "ways"),
    [
        ("{event: investigation_opened}", "", ((),)),
        ("{event: investigation_opened, form: AR 15-6}", ", form: ar 15-6", ((),)),
        ("{event: investigation_opened, form: AR 15-6}", "", ((("form", "ar 15-6"),),)),
        ("{event: investigation_opened, form: AR 15-6}", ", form: inquiry", None),
        ("{event: investigation_opened, by: Army}", ", by: ARMY", ((),)),
        ("{event: investigation_opened, by: Army}", "", ((("by", "army"),),)),
        ("{event: investigation_opened, by: Army}", ", by: Navy", None),
        (
            "{event: investigation_opened, by: Army, form: AR 15-6, outcome: Ended}",
            "",
            ((("form", "ar 15-6"), ("outcome", "ended"), ("by", "army")),),
        ),
        (
            "[{event: investigation_opened, by: Army}, {event: investigation_opened, by: Navy}]",
            "",
            ((("by", "army"),), (("by", "navy"),)),
        ),
        (
            "[{event: investigation_opened, by: Army}, {event: investigation_opened, by: Navy}]",
            ", by: navy",
            ((),),
        ),
    ],
)
def test_what_the_record_would_have_to_say(
    pattern: str, recorded: str, ways: tuple[tuple[tuple[str, str], ...], ...] | None
) -> None:
    """An event fits, may fit by something not stated, or is certainly another."""
    case = (
        f"{EVENTS}  - {{kind: investigation_opened, when: 2023-06-01, source: press{recorded}}}\n"
    )
    rule = f"id: open, step: {pattern}, after: external_report, limit: 30 days"
    expected = () if ways is None else (Candidate("investigation_opened", ways),)
    assert only(case, rule).steps == expected


def test_an_outcome_in_other_letters_is_the_same_outcome() -> None:
    """Of a trigger as of a step."""
    rule = (
        "id: pay, step: payment, after: {event: assessment_closed, outcome: CREDIBLE}, "
        "limit: 30 days"
    )
    assert names(only(EVENTS, rule).triggers) == ["assessment_closed"]


LATER = "id: later, step: %s, after: external_report, requires: [%s], limit: 30 days"


def test_steps_of_other_rules_that_require_this_one() -> None:
    """They are named with their rules; a rule never depends on itself."""
    case = f"{EVENTS}  - {{kind: investigation_opened, when: 2023-06-01, source: press}}\n"
    found = only(
        case,
        "id: assess, step: assessment_opened, after: strike, requires: [assessment_opened], "
        "limit: 30 days",
        LATER % ("investigation_opened", "assessment_opened"),
        "id: third, step: release, after: strike, requires: [strike], limit: 30 days",
    )
    assert [names(one.steps) for one in found.requirers] == [["investigation_opened"]]
    assert [one.rule.id for one in found.requirers] == ["later"]


def test_a_step_done_in_another_form_satisfies_what_requires_it() -> None:
    """What required an inquiry had one, whether or not of the form that the rule asks for."""
    inquiry = "  - {kind: investigation_opened, form: %s, when: 2023-06-01, source: press}\n"
    rule = (
        "id: open, step: {event: investigation_opened, form: AR 15-6}, after: external_report, "
        "limit: 30 days"
    )
    later = LATER % ("release", "investigation_opened")
    released = "  - {kind: release, of: report, when: 2023-07-01, source: press}\n"
    for opened, satisfied_by in [
        (inquiry % "inquiry", ["investigation_opened"]),
        (inquiry % "AR 15-6", ["investigation_opened"]),
        ("", []),
    ]:
        found = only(EVENTS + opened + released, rule, later)
        assert [names(one.steps) for one in found.requirers] == [["release"]]
        assert [one.rule.id for one in found.requirers] == ["later"]
        assert [names(kind.happened) for kind in found.satisfied_by] == [satisfied_by]


def test_events_of_several_kinds_stand_in_the_order_of_the_file() -> None:
    """Not in that of the rule's list; those of one kind likewise."""
    case = (
        "events:\n"
        "  - {id: c, kind: information_received, when: 2023-05-12, source: press}\n"
        "  - {id: b, kind: external_report, when: 2023-05-11, source: press}\n"
        "  - {id: a, kind: information_received, when: 2023-05-10, source: press}\n"
    )
    both = "{first: [external_report, information_received]}"
    rule = f"id: open, step: investigation_opened, after: {both}, limit: 30 days"
    assert names(only(case, rule).triggers) == ["c", "b", "a"]
    one = "id: open, step: investigation_opened, after: information_received, limit: 30 days"
    assert names(only(case, one).triggers) == ["c", "a"]


def test_steps_of_another_round_require_nothing_of_this_one() -> None:
    """A step is missing from its own round."""
    case = EVENTS + (
        "  - {kind: investigation_opened, round: 2, when: 2023-06-01, source: press}\n"
        "  - {id: denial2, kind: denial, round: 2, when: 2023-05-30, source: press}\n"
    )
    rule = "id: pay, step: payment, after: denial, limit: 30 days"
    found = questions(case, rule, LATER % ("investigation_opened", "payment"))
    steps = [
        (one.round, [names(other.steps) for other in one.requirers])
        for one in found
        if one.rule.id == "pay"
    ]
    assert steps == [(1, [[]]), (2, [["investigation_opened"]])]
