"""Limits as rules word them → their records."""

from __future__ import annotations

from timeline.model.limit import Length, parse_limit
from timeline.results.policies import RuleLimitRecord


def limit_record(text: str) -> RuleLimitRecord:
    """The length that the text of a limit names; only days have a fixed number of days."""
    limit = parse_limit(text)
    if not isinstance(limit, Length):
        return RuleLimitRecord(text=text, number=None, unit=None, days=None)
    days = limit.number if limit.unit == "days" else None
    return RuleLimitRecord(text=text, number=limit.number, unit=limit.unit, days=days)


def limit_words(text: str) -> str:
    """A limit for people: none set, where the text was read and sets none; not found, if unread."""
    return {"none stated": "none set", "not established": "not found"}.get(text, text)
