"""Findings of two states of a case, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.results.build.findings import findings_of, summary_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.results.case import FindingSummaryRecord


@dataclass(frozen=True, slots=True)
class FindingPair:
    """One rule for one track and round, in two states."""

    policy: str
    name: str
    before: Finding | None
    after: Finding | None
    record_before: FindingSummaryRecord | None
    record_after: FindingSummaryRecord | None

    @property
    def is_changed(self) -> bool:
        """Return True if something else is said: verdict, days, deadline or sentence."""
        return _said(self.record_before) != _said(self.record_after)

    @property
    def sentence_before(self) -> str:
        """Return the finding as it could be quoted; empty if there was none."""
        return self.record_before.sentence if self.record_before else ""

    @property
    def sentence_after(self) -> str:
        """Return the finding as it can be quoted; empty if there is none."""
        return self.record_after.sentence if self.record_after else ""


def paired_findings(before: Judged | None, after: Judged | None) -> Iterator[FindingPair]:
    """Pair the findings of two states by policy and name."""
    old, new = _by_key(before), _by_key(after)
    for key in {**new, **old}:
        was, now = old.get(key), new.get(key)
        yield FindingPair(
            *key,
            None if was is None else was[1],
            None if now is None else now[1],
            None if was is None else summary_record(was[1], was[0]),
            None if now is None else summary_record(now[1], now[0]),
        )


def _by_key(judged: Judged | None) -> dict[tuple[str, str], tuple[Report, Finding]]:
    if judged is None:
        return {}
    return {
        (report.selection.policy.id, finding.id): (report, finding)
        for report, finding in findings_of(judged)
    }


def _said(one: FindingSummaryRecord | None) -> tuple[object, ...]:
    # Neither places in the files nor titles of rules: these are no finding.
    return () if one is None else (one.verdict, one.breach, one.days, one.due, one.sentence)
