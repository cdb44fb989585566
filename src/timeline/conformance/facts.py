"""Facts that open verdicts wait for.

Dates, outcomes and limits that the record does not give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.conformance.verdict import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding
    from timeline.inference.inference import Inference

FactKind = Literal["day", "outcome", "limit", "extension"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that is not known."""

    kind: FactKind
    about: str
    """Event, order, or rule that it is a fact about."""


def facts_of(finding: Finding, inference: Inference) -> tuple[Fact, ...]:
    """Return the facts that an uncertain finding waits for."""
    if finding.verdict.is_certain:
        return ()
    return tuple(dict.fromkeys(_facts(finding, inference)))


def _facts(finding: Finding, inference: Inference) -> Iterator[Fact]:
    question = finding.question
    unread = [measure for measure in question.measures if not measure.was_read]
    if unread:
        kind: FactKind = "extension" if unread[-1].tier is Tier.ORDER else "limit"
        yield Fact(kind, question.order or question.rule.id)
    for result in finding.limits:
        if result.line.deadline is not None and result.line.deadline.open_ended:
            yield Fact("extension", result.line.order)
    for candidate in dict.fromkeys(question.candidates):
        if inference.day_of(candidate.event).exact is None:
            yield Fact("day", candidate.event)
        if not candidate.is_certain:
            yield Fact("outcome", candidate.event)
