"""Policies as pages."""

import io

import pytest

from timeline.conformance.policies import hypothetical
from timeline.model.build import References, build_policy
from timeline.model.policy import Policy
from timeline.read.parse import parse_yaml
from timeline.render.page import Page, make_console
from timeline.render.policies import (
    days_in_force,
    print_policy,
    print_policy_diff,
    print_policy_list,
)


def a_policy(more: str, name: str = "q") -> Policy:
    """A policy with no rules of its own, given as lines of YAML."""
    document = parse_yaml(f"id: {name}\ntitle: T\n{more}", f"policies/{name}.yaml")
    return build_policy(document, References(["strike"], [], ["p", "r"]))


def a_page() -> tuple[io.StringIO, Page]:
    """A page of which nothing is wrapped."""
    file = io.StringIO()
    return file, Page(make_console(file, width=200, no_color=True))


def shown(policy: Policy) -> list[str]:
    """The page of one policy, which inherits policies without rules."""
    file, page = a_page()
    print_policy(page, policy, hypothetical(policy, lambda name: a_policy("", name)))
    return file.getvalue().splitlines()


DATES = [
    ("from: 2022-08-25, until: 2023-12-20", "2022-08-25 to 2023-12-20", "from A"),
    ("from: 2022-08-25", "2022-08-25 or later", "from 2022-08-25"),
    ("until: 2023-12-20", "by 2023-12-20", "until 2023-12-20"),
    ("until: 2023-12", "by some day in 2023-12", "until some day in 2023-12"),
    ("from: 2023-12, until: 2023-12", "some day in 2023-12 to some day in 2023-12", "from A"),
    ("from: 2024-01-01, until: unknown", "2024-01-01 to an unknown day", "from A"),
    ("from: 2024-01-01, until: 2024-01-01", "2024-01-01", "from 2024-01-01 to 2024-01-01"),
    ("from: early 2023-05", "some day in early 2023-05 or later", "from some day in early 2023-05"),
    ("until: 2023-05/2023-06", "by some day from 2023-05 to 2023-06", None),
    ("until: ../2023-06", "by some day, by 2023-06", None),
    ("until: [2023-05-03, 2023-05-05]", "by one of 2023-05-03 and 2023-05-05", None),
    ("command: X", "any day", "on any day"),
]


@pytest.mark.parametrize(("dates", "listed", "sentence"), DATES)
def test_dates_in_force_are_no_more_exact_than_the_policy_words_them(
    dates: str, listed: str, sentence: str | None
) -> None:
    """A month is any day of it, and a day that nobody knows is no open end."""
    policy = a_policy(f"applies: {{forces: US, {dates}}}\n")
    assert policy.applies is not None
    words = days_in_force(policy.applies)
    if sentence is not None:
        assert words == sentence.replace("A", listed)
    file, page = a_page()
    print_policy_list(page, [policy])
    assert f"  {listed}  " in file.getvalue()
    assert any(line.endswith(f"; incidents {words}") for line in shown(policy))
    file, page = a_page()
    one = hypothetical(policy, lambda _: policy)
    print_policy_diff(page, one, one, [])
    assert file.getvalue().count(f"; incidents {words}\n") == 2


def test_a_policy_for_no_case_has_no_days() -> None:
    """It is there for others to take over."""
    assert "Applies     no case by itself; others take its rules over" in shown(a_policy(""))


def test_it_says_which_rules_it_does_not_take_over() -> None:
    """Beside the policies whose rules it takes over."""
    found = shown(a_policy("inherits: [p, r]\ndrops: [pay, open-inquiry]\n"))
    assert "Takes over  p, r" in found
    assert "Drops       pay, open-inquiry" in found
    assert not any(line.startswith("Drops") for line in shown(a_policy("inherits: [p]\n")))
    assert not any(line.startswith("Drops") for line in shown(a_policy("drops: [pay]\n")))
