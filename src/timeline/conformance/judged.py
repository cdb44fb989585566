"""Judged: one case, judged as of one day.

Inferred and measured as well; every page is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.conformance.finding import Finding, Report
    from timeline.errors import Problem
    from timeline.inference.inference import Inference
    from timeline.inference.latency import Latency
    from timeline.model.kind import Kind
    from timeline.model.source import Source


@dataclass(frozen=True)
class Judged:
    """One case as of one day."""

    inference: Inference
    kinds: Mapping[str, Kind]
    sources: Mapping[str, Source]
    as_of: int
    is_default_day: bool
    """True if the as-of day is the one that the record itself ends with."""
    known_on: int | None
    """Only what was public by then counted; None for everything."""
    reports: tuple[Report, ...]
    """One for each policy; none if no policy fits."""
    latencies: tuple[Latency, ...]
    problems: tuple[Problem, ...] = ()
    """Problems of files that the case depends on and that could not be read."""

    @property
    def id(self) -> str:
        """Return the id of the case."""
        return self.inference.file.id

    @property
    def name(self) -> str:
        """Return the id, marked if invented."""
        return self.inference.file.name

    @property
    def is_invented(self) -> bool:
        """Return True if the case is an example, which counts in no figure."""
        return self.inference.file.case.example

    @property
    def report(self) -> Report | None:
        """Return the first report, or None."""
        return self.reports[0] if self.reports else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings of every report, in order."""
        return tuple(finding for report in self.reports for finding in report.findings)

    @property
    def is_hypothetical(self) -> bool:
        """Return True if the policy was asked for, rather than in force."""
        return any(report.selection.is_hypothetical for report in self.reports)
