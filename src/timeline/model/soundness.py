"""Warnings about possibly mistaken policies and vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.errors import Problem
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.model.kind import Kind, Vocabulary
    from timeline.model.policy import Policy, Rule
    from timeline.read.document import Document

REVIEW_DAYS = 365
"""Days after which a rule's last review is called old."""


def policy_warnings(policy: Policy, document: Document, today: int) -> Iterator[Problem]:
    """Yield rules out of date, untraceable or never triggered."""
    for place, rule in enumerate(policy.rules):
        at = document.location(("rules", place, "id"))
        if rule.reviewed_on is not None:
            day = last_day(rule.reviewed_on)
            if day is not None and today - day > REVIEW_DAYS:
                age = f"{today - day} days ago, on {format_day(day)}"
                message = f"{rule.id} was last held against its text {age}"
                where = document.location(("rules", place, "reviewed_on"))
                yield Problem("W601", message, where, "read the text again and set reviewed_on")
        lines = {
            "source": f"source: {policy.source or '…'} (a file in seeds/)",
            "clause": "clause: … (such as s. 4)",
            "reviewed_on": f"reviewed_on: {format_day(today)} (the day you read it)",
        }
        lacking = [key for key in lines if not getattr(rule, key)]
        if lacking:
            message = f"{rule.id} cannot be looked up: it has no {' and no '.join(lacking)}"
            yield Problem("W606", message, at, "add " + ", ".join(lines[key] for key in lacking))
        reason = _never(rule, policy)
        if reason:
            yield Problem("W603", f"{rule.id} can never trigger: {reason}", at)


def vocabulary_warnings(
    own: Vocabulary, document: Document, shipped: Mapping[str, Kind]
) -> Iterator[Problem]:
    """Yield redefined shipped kinds that lose their meaning."""
    for place, kind in enumerate(own.kinds):
        old = shipped.get(kind.id)
        if old is None:
            continue
        lost = [
            f"{key}: {'true' if value is True else value}"
            for key in ("closes", "free", "outside", "public")
            if (value := getattr(old, key)) and not getattr(kind, key)
        ]
        if lost:
            message = f"{kind.id} comes with the program, there with {', '.join(lost)}"
            where = document.location(("kinds", place, "id"))
            yield Problem("W612", message, where, f"add {', '.join(lost)} to keep its meaning")


def _never(rule: Rule, policy: Policy) -> str:
    """Say why a rule can never trigger, or ""."""
    if any(pattern in rule.step.first for pattern in rule.after.first):
        return "it starts with the very step that it asks for"
    if {pattern.event for pattern in rule.step.first} & set(rule.requires):
        return "it requires the very step that it asks for"
    if policy.applies is not None:
        start = None if rule.from_day is None else first_day(rule.from_day)
        end = None if rule.until is None else last_day(rule.until)
        first, last = policy.applies.first_day, policy.applies.last_day
        if (start is not None and last is not None and start > last) or (
            end is not None and first is not None and end < first
        ):
            return "its dates in force lie outside those of its policy"
    return ""
