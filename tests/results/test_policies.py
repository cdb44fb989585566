"""Policies in words: no date is sharper than the policy words it."""

import pytest

from timeline.conformance.policies import hypothetical
from timeline.model.build import References, build_policy
from timeline.model.policy import Policy
from timeline.portfolio.policy_diff import compare_policies
from timeline.read.parse import parse_yaml
from timeline.results.build.policies import (
    policy_diff_record,
    policy_list_record,
    policy_show_record,
)

KINDS = ["strike", "denial", "payment", "release", "acknowledgement"]


def a_policy(more: str = "", name: str = "q") -> Policy:
    """A policy given as lines of YAML."""
    document = parse_yaml(f"id: {name}\ntitle: T\n{more}", f"policies/{name}.yaml")
    return build_policy(document, References(KINDS, ["s"], ["p", "r"]))


DATES = [
    ("from: 2022-08-25, until: 2023-12-20", "25 Aug 2022–20 Dec 2023"),
    ("from: 2022-08-25", "from 25 Aug 2022"),
    ("until: 2023-12-20", "until 20 Dec 2023"),
    ("until: 2023-12", "until some day in Dec 2023"),
    ("from: 2023-12, until: 2023-12", "from some day in Dec 2023 to some day in Dec 2023"),
    ("from: 2024-01-01, until: unknown", "from 1 Jan 2024 to an unknown day"),
    ("from: 2024-01-01, until: 2024-01-01", "1 Jan 2024"),
    ("from: early 2023-05", "from some day, 1–10 May 2023"),
    ("until: 2023-05/2023-06", "until some day in May–Jun 2023"),
    ("until: ../2023-06", "until some day, by 30 Jun 2023"),
    ("command: X", "on any day"),
]


@pytest.mark.parametrize(("dates", "words"), DATES)
def test_dates_in_force_are_no_sharper_than_the_policy_words_them(dates: str, words: str) -> None:
    """A month is any day of it, and a day that nobody knows is no open end."""
    policy = a_policy(f"applies: {{forces: US, {dates}}}\n")
    (head,) = policy_list_record([policy]).policies
    assert head.days_words == words
    shown = policy_show_record(policy, hypothetical(policy, lambda _: policy))
    assert shown.answer[-1].startswith("For incidents by US")
    assert shown.answer[-1].endswith(f", {words}.")


def test_a_policy_for_no_case_has_no_days() -> None:
    """It is there for others to take over."""
    found = policy_list_record([a_policy()])
    assert (found.policies[0].forces_words, found.policies[0].days_words) == ("no case alone", "")
    assert found.answer[1] == "1 judges no case alone: others take the rules over."


RULE = "rules:\n  - {id: x, step: %s, after: strike, label: L, force: binding, source: s}\n"


@pytest.mark.parametrize(
    "step",
    [
        "{event: release, of: summary}",
        "{event: release, side: outside}",
        "{event: payment, outcome: paid}",
        "[denial, payment]",
    ],
)
def test_a_step_that_is_narrowed_is_another_step(step: str) -> None:
    """By what is released, by whose act, by its outcome, or by a second kind."""
    plain = "payment" if "payment" in step else "release"
    both = [a_policy(RULE % text, name) for text, name in ((plain, "q"), (step, "p"))]
    first, second = (hypothetical(one, lambda _: both[0]) for one in both)
    (change,) = policy_diff_record(first, second, compare_policies(first, second)).changes
    (field,) = change.fields
    assert field.name == "step"
    assert field.words.startswith(f"Step: was {plain}, is ")


def test_conditions_read_as_sentences() -> None:
    """With brackets only where one stands within another."""
    no = "{not: {any: [{event: denial}, {event: payment}]}}"
    both = f"{{all: [{{event: release}}, {no}]}}"
    when = f"{{any: [{{event: denial}}, {{not: {{event: payment}}}}, {both}]}}"
    policy = a_policy((RULE % "acknowledgement").replace("force", f"when: {when}, force"))
    (rule,) = policy_show_record(policy, hypothetical(policy, lambda _: policy)).rules
    assert rule.when_words == ("denial or no payment or (release and not (denial or payment))")
