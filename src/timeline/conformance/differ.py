"""Differences between two policies' verdicts, finding by finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """A step that two policies judge differently, or one alone asks for."""

    finding: str
    label: str
    asked: Verdict | None
    """By the policy that was asked for; None if it has no such rule."""
    of_the_day: Verdict | None
    """By the policy of the day; None if that has no such rule."""


def differences(asked: Report, of_the_day: Report) -> list[Difference]:
    """Compare two reports of one case, rule by rule."""
    return list(_differences(asked, of_the_day))


def _differences(asked: Report, of_the_day: Report) -> Iterator[Difference]:
    before = {finding.id: finding for finding in of_the_day.findings}
    after = {finding.id: finding for finding in asked.findings}
    for name, finding in after.items():
        known = before.get(name)
        if known is None or known.verdict is not finding.verdict:
            verdict = None if known is None else known.verdict
            yield Difference(name, _label(finding), finding.verdict, verdict)
    for name, finding in before.items():
        if name not in after:
            yield Difference(name, _label(finding), None, finding.verdict)


def _label(finding: Finding) -> str:
    return finding.question.rule.label or finding.id
