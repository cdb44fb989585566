"""Warnings about policies and cases that can be read and may still be a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.errors import Problem
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.chrono.when import Absolute, Unknown
    from timeline.model.policy import Policy, Rule
    from timeline.read.document import Document

REVIEW_DAYS = 365
"""A rule that nobody held against its text for so long is old."""


def policy_warnings(policy: Policy, document: Document, today: int) -> Iterator[Problem]:
    """Rules that were reviewed long ago, and rules that can never trigger."""
    for place, rule in enumerate(policy.rules):
        at = document.location(("rules", place, "id"))
        if rule.reviewed_on is not None:
            day = last_day(rule.reviewed_on)
            if day is not None and today - day > REVIEW_DAYS:
                age = f"{today - day} days ago, on {format_day(day)}"
                message = f"{rule.id} was last held against its text {age}"
                where = document.location(("rules", place, "reviewed_on"))
                yield Problem("W601", message, where, "read the text again and set reviewed_on")
        reason = _never(rule, policy)
        if reason:
            yield Problem("W603", f"{rule.id} can never trigger: {reason}", at)


def _never(rule: Rule, policy: Policy) -> str:
    """Why a rule can never trigger; empty where it can."""
    if any(pattern in rule.step.first for pattern in rule.after.first):
        return "it starts with the very step that it asks for"
    if {pattern.event for pattern in rule.step.first} & set(rule.requires):
        return "it requires the very step that it asks for"
    start, end = _window(rule.from_day, rule.until)
    if start is not None and end is not None and start > end:
        return "it ends before it starts"
    if policy.applies is not None:
        first, last = policy.applies.first_day, policy.applies.last_day
        if (start is not None and last is not None and start > last) or (
            end is not None and first is not None and end < first
        ):
            return "its dates in force lie outside those of its policy"
    return ""


def _window(
    start: Absolute | Unknown | None, end: Absolute | Unknown | None
) -> tuple[int | None, int | None]:
    return (
        None if start is None else first_day(start),
        None if end is None else last_day(end),
    )
