"""Which policy judges, and the rules that it has after inheritance."""

from typing import Literal

import pytest

from tests.builders import inferred, ordinal
from tests.conformance.builders import policy_of
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth
from timeline.conformance.judge import check
from timeline.conformance.policies import (
    Selection,
    awaiting_command,
    choose_policies,
    hypothetical,
    incident_day,
    rules_of,
)
from timeline.conformance.verdict import Word
from timeline.errors import PolicyError
from timeline.inference.inference import Inference
from timeline.model.policy import Policy

RULE = "{id: %s, step: investigation_opened, after: strike, limit: %s, force: guidance}"


def policies(*texts: str) -> dict[str, Policy]:
    """Policies by id."""
    found = [policy_of(text) for text in texts]
    return {policy.id: policy for policy in found}


def with_rules(head: str, **limits: str) -> str:
    """A policy with one rule for each limit."""
    rules = [RULE % (name, limit) for name, limit in limits.items()]
    return "\n".join([head, "rules:", *(f"  - {rule}" for rule in rules)] if rules else [head])


def shown(selection: Selection) -> list[str]:
    """Each rule as `id limit (policy)`."""
    return [f"{rule.id} {rule.limit.text} ({stated})" for rule, stated in selection.rules]


def chosen(case: str, *texts: str) -> list[tuple[str, bool]]:
    """The policies chosen for a case, each with whether it is certain."""
    found = policies(*texts)
    selections = choose_policies(inferred(case), found.values(), found.__getitem__)
    return [(selection.policy.id, selection.is_certain) for selection in selections]


def strike(when: str, *more: str) -> str:
    """A case with a strike."""
    events = f"events:\n  - {{kind: strike, when: '{when}', source: press}}"
    return "\n".join([events, *more])


OLD = "id: old\napplies: {forces: US, until: 2022-08-24}"
NEW = "id: new\napplies: {forces: US, from: 2022-08-25, until: 2023-12-20}"


def test_inherited_rules_come_first_and_say_who_states_them() -> None:
    """A rule of one's own replaces the inherited one of that id, in its place."""
    found = policies(
        with_rules("id: parent", one="10 days", two="20 days"),
        with_rules("id: child\ninherits: [parent]", two="5 days", three="30 days"),
    )
    selection = hypothetical(found["child"], found.__getitem__)
    assert shown(selection) == [
        "one 10 days (parent)",
        "two 5 days (child)",
        "three 30 days (child)",
    ]
    assert selection.is_hypothetical


def test_dropped_rules_are_not_taken_over() -> None:
    """Nor do they come back through a parent of a parent."""
    found = policies(
        with_rules("id: first", one="10 days", two="20 days"),
        with_rules("id: second\ninherits: [first]\ndrops: [one]", three="30 days"),
        with_rules("id: third\ninherits: [second]"),
    )
    assert [rule.id for rule, _ in rules_of(found["third"], found.__getitem__)] == ["two", "three"]


def test_what_one_drops_another_may_bring_back() -> None:
    """A rule of one's own stays, though the inherited one of that id is dropped."""
    found = policies(
        with_rules("id: first", one="10 days"),
        with_rules("id: second\ninherits: [first]\ndrops: [one]", one="30 days"),
    )
    assert shown(hypothetical(found["second"], found.__getitem__)) == ["one 30 days (second)"]


def test_the_later_of_two_parents_wins() -> None:
    """As the list of parents is written."""
    found = policies(
        with_rules("id: first", one="10 days"),
        with_rules("id: second", one="20 days"),
        with_rules("id: third\ninherits: [first, second]"),
    )
    assert shown(hypothetical(found["third"], found.__getitem__)) == ["one 20 days (second)"]


def test_a_parent_reached_twice_is_no_circle() -> None:
    """Two parents may share a parent of their own."""
    found = policies(
        with_rules("id: first", one="10 days"),
        with_rules("id: left\ninherits: [first]"),
        with_rules("id: right\ninherits: [first]"),
        with_rules("id: both\ninherits: [left, right]"),
    )
    assert shown(hypothetical(found["both"], found.__getitem__)) == ["one 10 days (first)"]


@pytest.mark.parametrize("names", [["one"], ["one", "two"], ["one", "two", "three"]])
def test_policies_that_inherit_each_other_are_refused(names: list[str]) -> None:
    """The Problem names the circle."""
    ring = zip(names, [*names[1:], names[0]], strict=True)
    found = policies(*(f"id: {name}\ninherits: [{other}]" for name, other in ring))
    with pytest.raises(PolicyError, match="circle") as caught:
        rules_of(found["one"], found.__getitem__)
    assert " → ".join([*names, names[0]]) in str(caught.value)


def test_a_case_is_judged_by_the_policy_that_it_names() -> None:
    """Whatever its day and its forces."""
    found = policies(OLD, NEW)
    case = inferred(strike("2023-05-03"))
    file = case.file.case.model_copy(update={"policy": "old"})
    object.__setattr__(case.file, "case", file)
    (selection,) = choose_policies(case, found.values(), found.__getitem__)
    assert (selection.policy.id, selection.reason) == ("old", "named in the case")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-08-24", [("old", True)]),
        ("2022-08-25", [("new", True)]),
        ("2023-12-20", [("new", True)]),
        ("2023-12-21", []),
        ("2022-08-20/2022-08-30", [("old", False), ("new", False)]),
        ("2022-08-01/2022-08-24", [("old", True)]),
        ("2023-12", [("new", False)]),
        ("unknown", [("old", False), ("new", False)]),
    ],
)
def test_the_day_of_the_strike_chooses(when: str, expected: list[tuple[str, bool]]) -> None:
    """Both policies judge a strike that may fall under either, and neither is certain."""
    assert chosen(strike(when), OLD, NEW) == expected


def test_another_force_has_no_policy_here() -> None:
    """A policy is for the forces that it names, however they are written."""
    assert chosen(strike("2023-05-03", "forces: UK"), OLD, NEW) == []
    assert chosen(strike("2023-05-03", "forces: us"), OLD, NEW) == [("new", True)]


def test_a_policy_of_one_command_is_for_that_command() -> None:
    """And for several where it names several."""
    one = "id: one\napplies: {forces: US, command: CENTCOM}"
    two = "id: two\napplies: {forces: [US, UK], command: [CENTCOM, AFRICOM]}"
    assert chosen(strike("2023-05-03", "command: AFRICOM"), one, two) == [("two", True)]
    assert chosen(strike("2023-05-03", "command: CENTCOM"), one, two) == [
        ("one", True),
        ("two", True),
    ]


COMMANDED = [
    "id: central\napplies: {command: CENTCOM}",
    "id: either\napplies: {forces: [US, UK], command: [AFRICOM, CENTCOM]}",
    "id: british\napplies: {forces: UK, command: CENTCOM}",
    "id: over\napplies: {command: CENTCOM, until: 2023-04-30}",
    "id: later\napplies: {command: CENTCOM, from: 2023-05-03}",
    "id: perhaps\napplies: {command: CENTCOM, from: 2023-05}",
    "id: any\napplies: {forces: US}",
    "id: shared",
]


@pytest.mark.parametrize("when", ["2023-05-03", "2023-04/2023-05", "2022", "unknown"])
@pytest.mark.parametrize("forces", ["US", "UK", "FR"])
def test_policies_that_lack_the_command_are_those_that_it_would_choose(
    when: str, forces: str
) -> None:
    """Of those that are for one; a case that names its command, or no incident, lacks none."""
    found = policies(*COMMANDED).values()
    case = strike(when, f"forces: {forces}")
    told = f"{case}\ncommand: CENTCOM"
    would = [name for name, _ in chosen(told, *COMMANDED) if name != "any"]
    assert [policy.id for policy in awaiting_command(inferred(case), found)] == would
    assert awaiting_command(inferred(told), found) == []
    assert awaiting_command(inferred(case.replace("strike", "denial")), found) == []


def test_a_list_of_rules_for_others_is_never_chosen() -> None:
    """A policy that applies to nothing is there to be inherited."""
    assert chosen(strike("2023-05-03"), "id: shared") == []


def test_without_a_strike_no_policy_is_chosen() -> None:
    """Nothing says which was in force."""
    case = "events:\n  - {kind: denial, when: 2023-05-03, source: press}"
    assert chosen(case, OLD, NEW) == []


def named(case: str, name: str) -> Inference:
    """A case that names the policy it is judged by."""
    inference = inferred(case)
    file = inference.file.case.model_copy(update={"policy": name})
    object.__setattr__(inference.file, "case", file)
    return inference


DATED = """
id: dated
applies: {forces: US}
rules:
  - {id: old, step: payment, after: strike, limit: 1 day, force: order, until: 2022-12-31}
  - {id: new, step: payment, after: strike, limit: 2 days, force: order, from: 2023-01-01}
  - {id: ever, step: payment, after: strike, limit: 3 days, force: order}
"""


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-12-31", ["old", "ever"]),
        ("2023-01-01", ["new", "ever"]),
        ("2022-12-31/2023-01-01", ["old", "new", "ever"]),
        ("unknown", ["old", "new", "ever"]),
    ],
)
def test_rules_have_dates_of_their_own(when: str, expected: list[str]) -> None:
    """Those that may have been in force on the day are kept, however the policy was chosen."""
    found = policies(DATED)
    case = strike(when)
    for selections in (
        choose_policies(inferred(case), found.values(), found.__getitem__),
        choose_policies(named(case, "dated"), [], found.__getitem__),
        [hypothetical(found["dated"], found.__getitem__, inferred(case))],
    ):
        (selection,) = selections
        assert [rule.id for rule, _ in selection.rules] == expected


def test_rules_that_may_not_have_been_in_force_are_told_however_the_policy_was_chosen() -> None:
    """Chosen, named or asked for."""
    found = policies(DATED)
    case = strike("2022-12-31/2023-01-01")
    for selections in (
        choose_policies(inferred(case), found.values(), found.__getitem__),
        choose_policies(named(case, "dated"), [], found.__getitem__),
        [hypothetical(found["dated"], found.__getitem__, inferred(case))],
    ):
        assert selections[0].windows.keys() - {""} == {"old", "new"}
    assert selections[0].reason == "asked for"


def test_without_a_case_every_rule_is_kept() -> None:
    """So a policy can be shown by itself; the same where the case has no incident."""
    found = policies(DATED)
    nothing = inferred("events:\n  - {kind: denial, when: 2023-05-03, source: press}")
    for inference in (None, nothing):
        selection = hypothetical(found["dated"], found.__getitem__, inference)
        assert [rule.id for rule, _ in selection.rules] == ["old", "new", "ever"]
        assert selection.policy is found["dated"]
        assert selection.windows.keys() - {""} == (set() if inference is None else {"old", "new"})


def test_why_a_policy_was_chosen_is_said() -> None:
    """In force for certain, perhaps, named, asked for, or for want of any: then for its orders."""
    found = policies(OLD, NEW, with_rules("id: parent", one="10 days"))

    def reasons(case: Inference) -> list[str]:
        return [one.reason for one in choose_policies(case, found.values(), found.__getitem__)]

    assert reasons(inferred(strike("2023-05-03"))) == ["in force on the day of the strike"]
    assert reasons(inferred(strike("2022-08-20/2022-08-30"))) == [
        "may have been in force on the day of the strike",
        "may have been in force on the day of the strike",
    ]
    (selection,) = choose_policies(
        named(strike("2023-05-03"), "parent"), found.values(), found.__getitem__
    )
    assert selection == Selection(
        found["parent"], rules_of(found["parent"], found.__getitem__), "named in the case"
    )
    asked = hypothetical(found["old"], found.__getitem__)
    assert (asked.reason, asked.is_hypothetical, asked.is_certain) == ("asked for", True, True)
    order = "orders: [{id: o, kind: investigation_opened, within: 1 day, source: press}]"
    ordered = strike("2023-05-03").replace("source: press", f"source: press, {order}")
    assert reasons(inferred(f"{ordered}\nforces: FR")) == ["no rules on file fit this case"]


def test_a_named_policy_brings_what_it_inherits() -> None:
    """And rules with dates of their own are left out by the day of the incident."""
    found = policies(DATED, "id: child\ninherits: [dated]")
    (selection,) = choose_policies(named(strike("2022-05-03"), "child"), [], found.__getitem__)
    assert [(rule.id, owner) for rule, owner in selection.rules] == [
        ("old", "dated"),
        ("ever", "dated"),
    ]
    chosen_one = choose_policies(
        inferred(strike("2022-05-03")),
        [policy_of("id: heir\napplies: {forces: US}\ninherits: [dated]")],
        found.__getitem__,
    )
    assert [rule.id for rule, _ in chosen_one[0].rules] == ["old", "ever"]


def test_a_circle_is_a_problem_of_the_file_that_closes_it() -> None:
    """With its code, a whole sentence, and the file."""
    found = policies("id: one\ninherits: [two]", "id: two\ninherits: [one]")
    with pytest.raises(PolicyError) as caught:
        rules_of(found["one"], found.__getitem__)
    (problem,) = caught.value.problems
    assert problem.code == "E502"
    assert problem.message == "policies inherit each other in a circle: one → two → one"
    assert problem.location is not None
    assert (problem.location.path, problem.location.span) == ("policies/one.yaml", None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2023-05-03"], ("2023-05-03", "2023-05-03")),
        (["2023-05-03", "2023-04-01"], ("2023-04-01", "2023-04-01")),
        (["2023-05-03", "2023-04-01/2023-06-01"], ("2023-04-01", "2023-05-03")),
        (["2023-05-03", "../2023-06-01"], (None, "2023-05-03")),
        (["2023-05-03/..", "2023-04-01/.."], ("2023-04-01", None)),
    ],
)
def test_the_first_of_several_incidents_chooses(
    days: list[str], expected: tuple[str | None, str | None]
) -> None:
    """As early as any can have been, and no later than the earliest that is bounded."""
    lines = [
        f"  - {{id: s{place}, kind: strike, when: '{day}', source: press}}"
        for place, day in enumerate(days)
    ]
    bound = incident_day(inferred("\n".join(["events:", *lines])))
    assert bound is not None
    assert (bound.min, bound.max) == tuple(
        None if one is None else ordinal(one) for one in expected
    )


def test_without_an_incident_there_is_no_day() -> None:
    """None recorded is none to choose by."""
    case = "events:\n  - {kind: denial, when: 2023-05-03, source: press}"
    assert incident_day(inferred(case)) is None


@pytest.mark.parametrize(
    ("applies", "expected"),
    [
        ("from: 2022-08", [("p", False)]),
        ("until: 2022-08", [("p", False)]),
        ("from: 2022-07", [("p", True)]),
        ("until: 2022-09", [("p", True)]),
        ("from: 2022-09", []),
        ("until: 2022-07", []),
        ("from: unknown", [("p", False)]),
        ("until: unknown", [("p", False)]),
        ("from: 2022-08-10", [("p", True)]),
        ("from: 2022-08-11", []),
        ("until: 2022-08-10", [("p", True)]),
        ("until: 2022-08-09", []),
    ],
)
def test_dates_in_force_may_be_imprecise(applies: str, expected: list[tuple[str, bool]]) -> None:
    """A policy of some day in August may have been in force in the middle of it."""
    assert chosen(strike("2022-08-10"), f"id: p\napplies: {{{applies}}}") == expected


def test_forces_and_command_must_both_fit() -> None:
    """A policy for others' forces is not chosen for its command."""
    both = "id: both\napplies: {forces: UK, command: CENTCOM}"
    assert chosen(strike("2023-05-03", "command: CENTCOM"), both) == []
    assert chosen(strike("2023-05-03", "command: centcom", "forces: uk"), both) == [("both", True)]
    assert chosen(strike("2023-05-03", "forces: UK"), both) == []


def test_what_nobody_inherits_may_be_dropped() -> None:
    """A parent that loses a rule of its own does not break its heirs."""
    found = policies(
        with_rules("id: first", one="10 days"),
        with_rules("id: second\ninherits: [first]\ndrops: [gone]"),
    )
    assert shown(hypothetical(found["second"], found.__getitem__)) == ["one 10 days (first)"]


@pytest.mark.parametrize(
    ("when", "applies", "expected"),
    [
        ("[2022-08-10, 2022-08-20]", "from: 2022-08-12, until: 2022-08-15", []),
        ("[2022-08-10, 2022-08-20]", "from: 2022-08-12, until: 2022-08-20", [("p", False)]),
        ("[2022-08-10, 2022-08-20]", "from: 2022-08-10, until: 2022-08-20", [("p", True)]),
    ],
)
def test_a_policy_of_days_that_the_strike_cannot_be_on_is_not_chosen(
    when: str, applies: str, expected: list[tuple[str, bool]]
) -> None:
    """Though they lie between those on which it can."""
    assert chosen(strike(when), f"id: p\napplies: {{{applies}}}") == expected


def windows(case: str, applies: str) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """What must hold of the day of the incident for a policy with one dated rule."""
    policy = f"id: p\napplies: {{{applies}}}\nrules:\n  - "
    rule = RULE.replace("}", ", from: 2022-08-14}") % ("dated", "10 days")
    found = policies(policy + rule)
    (selection,) = choose_policies(inferred(case), found.values(), found.__getitem__)
    return {
        name: tuple((edge.start, edge.end, edge.days) for edge in edges)
        for name, edges in selection.windows.items()
    }


def test_what_the_day_must_be_for_a_policy_and_for_its_rule() -> None:
    """As wide as the dates are written; nothing where it is certain."""
    low, high = ordinal("2022-08-01"), ordinal("2022-08-31")
    rule = (("strike", ORIGIN, -ordinal("2022-08-14")),)
    case = strike("2022-08-10/2022-09-20")
    both = (("strike", ORIGIN, -low), (ORIGIN, "strike", high))
    assert windows(case, "from: 2022-08, until: 2022-08") == {"": both, "dated": rule}
    assert windows(case, "from: 2022-07") == {"dated": rule}
    assert windows(case, "until: 2022-08") == {"": both[1:], "dated": rule}
    assert windows(strike("2022-08-14"), "from: unknown") == {"": ()}


def test_of_several_incidents_none_is_before_the_start() -> None:
    """Which of them is not after the end is not known."""
    case = strike("2022-08-10/2022-09-20") + (
        "\n  - {id: second, kind: strike, when: 2022-08-12/2022-09-25, source: press}"
    )
    found = windows(case, "from: 2022-08-11, until: 2022-08-31")
    start = -ordinal("2022-08-11")
    assert found[""] == (("strike", ORIGIN, start), ("second", ORIGIN, start))


def test_a_named_policy_that_was_not_in_force_says_so() -> None:
    """The case is judged by it as it asks; whoever counts can leave it out."""
    found = policies(OLD, with_rules("id: free", one="10 days"))

    def in_force(when: str, name: str = "old") -> Truth | None:
        (selection,) = choose_policies(named(strike(when), name), [], found.__getitem__)
        return selection.in_force("one")

    assert in_force("2022-08-24") is Truth.YES
    found |= policies("id: august\napplies: {from: 2022-08}")
    assert in_force("2022-07-31", "august") is Truth.NO
    assert in_force("2022-08-01", "august") is Truth.YES
    assert in_force("2022-08-25") is Truth.NO
    assert in_force("2022-08-20/2022-08-30") is Truth.YES
    assert in_force("2022-08-25", "free") is Truth.YES
    (perhaps,) = choose_policies(
        inferred(strike("2022-08-20/2022-08-30")), [found["old"]], found.__getitem__
    )
    assert perhaps.in_force("one") is Truth.UNKNOWN
    assert hypothetical(found["old"], found.__getitem__).in_force("one") is None


LIMITED = """
id: limited
applies: {forces: US, from: 2024-06-15}
rules:
  - {id: open, step: investigation_opened, after: strike, limit: 21 days, force: binding}
"""


def test_a_verdict_under_a_policy_holds_of_the_days_on_which_it_was_in_force() -> None:
    """A strike of the 11th would be late, and would fall under another."""
    found = policies(LIMITED)
    case = inferred(
        strike("2024-06-11/2024-06-20")
        + "\n  - {kind: investigation_opened, when: 2024-07-06, source: press}"
    )
    (selection,) = choose_policies(case, found.values(), found.__getitem__)
    (finding,) = check(case, selection, ordinal("2024-08-01")).findings
    assert not selection.is_certain
    assert finding.verdict == "met"
    assert finding.days is not None
    assert (finding.days.min, finding.days.max) == (16, 21)


def test_a_reading_under_which_a_policy_was_not_in_force_asks_for_nothing() -> None:
    """Contradictory dates of the strike may fall under different policies."""
    found = policies(LIMITED)
    case = inferred(
        "events:\n"
        "  - kind: strike\n"
        "    claims: [{when: 2024-06-11, source: press}, {when: 2024-06-20, source: other}]\n"
        "  - {kind: investigation_opened, when: 2024-07-06, source: press}"
    )
    (selection,) = choose_policies(case, found.values(), found.__getitem__)
    (finding,) = check(case, selection, ordinal("2024-08-01")).findings
    assert finding.verdict == "met"
    assert set(finding.by_subset) == {"met", "not required"}


BEHIND = """
id: behind
applies: {forces: US, until: 2020-01-15}
rules:
  - {id: later, step: conclusion, after: strike, force: order, from: 2020-01-20}
  - {id: always, step: release, after: strike, force: order}
"""
WITHIN = """
id: within
applies: {forces: US, from: 2020-01-16}
rules:
  - {id: since, step: payment, after: strike, limit: 30 days, force: binding, from: 2020-01-08}
  - {id: until, step: apology, after: strike, force: order, until: 2020-01-25}
  - {id: whenever, step: denial, after: strike, force: order, from: unknown}
"""


def test_the_dates_of_a_rule_are_held_against_the_days_of_its_policy() -> None:
    """One that cannot be in force with its policy is left out; one that always is, is certain."""
    found = policies(BEHIND, WITHIN)
    case = inferred(strike("2020-01"))
    behind, within = choose_policies(case, found.values(), found.__getitem__)
    assert [rule.id for rule, _ in behind.rules] == ["always"]
    assert set(behind.windows) <= {""}
    assert [rule.id for rule, _ in within.rules] == ["since", "until", "whenever"]
    assert within.windows.keys() - {""} == {"until", "whenever"}
    (finding, *_) = check(case, within, ordinal("2020-06-01")).findings
    assert finding.possible == (Word.OVERDUE,)
    assert finding.breach is Truth.UNKNOWN  # by silence alone


@pytest.mark.parametrize(
    ("dates", "is_perhaps"),
    [
        ("from: 2022-08-09", False),
        ("from: 2022-08-10", False),
        ("from: 2022-08-11", True),
        ("from: 2022-08", True),
        ("until: 2022-09-20", False),
        ("until: 2022-09-19", True),
        ("until: 2022-09", True),
        ("until: unknown", True),
    ],
)
def test_a_rule_is_certain_where_its_dates_hold_every_day_of_every_incident(
    dates: str, is_perhaps: Literal[True, False]
) -> None:
    """The first incident counts: none may be before the start, and not all after the end."""
    rule = RULE.replace("}", f", {dates}}}") % ("dated", "10 days")
    found = policies("id: p\napplies: {forces: US}\nrules:\n  - " + rule)
    alone = strike("2022-08-10/2022-09-20")
    for case in (alone, alone + "\n  - {id: b, kind: strike, when: 2022-09-21, source: press}"):
        (selection,) = choose_policies(inferred(case), found.values(), found.__getitem__)
        assert (selection.windows.keys() - {""} == {"dated"}) is is_perhaps
