"""Judged: one case, reckoned, measured and judged as of one day; what every page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.conformance.finding import Finding, Report
    from timeline.errors import Problem
    from timeline.model.kind import Kind
    from timeline.model.source import Source
    from timeline.reckoning.latency import Latency
    from timeline.reckoning.reckoning import Reckoning


@dataclass(frozen=True)
class Judged:
    """One case as of one day."""

    reckoning: Reckoning
    kinds: Mapping[str, Kind]
    sources: Mapping[str, Source]
    as_of: int
    is_default_day: bool
    """True if the day judged from is the one that the record itself ends with."""
    known_on: int | None
    """Only what was public by then counted; None for everything."""
    reports: tuple[Report, ...]
    """One for each policy; none where no policy fits."""
    latencies: tuple[Latency, ...]
    problems: tuple[Problem, ...] = ()
    """Of files that the case leans on and that could not be read."""

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.reckoning.file.id

    @property
    def name(self) -> str:
        """The id as pages show it; an invented case is marked."""
        return self.reckoning.file.name

    @property
    def is_invented(self) -> bool:
        """Return True if the case is an example, which counts in no figure over several cases."""
        return self.reckoning.file.case.example

    @property
    def drawn_to(self) -> int:
        """The last day that a drawing reaches: as far as the record goes, not beyond `as_of`."""
        ends = [self.reckoning.case_day_of(name).max for name in self.reckoning.events]
        days = [day for day in (*ends, self.reckoning.horizon) if day is not None]
        return min(self.as_of, max(days, default=self.as_of))

    @property
    def report(self) -> Report | None:
        """The first report, which is the only one where the policy is certain."""
        return self.reports[0] if self.reports else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of every report, in order."""
        return tuple(finding for report in self.reports for finding in report.findings)

    @property
    def is_hypothetical(self) -> bool:
        """Return True if the policy was asked for rather than in force."""
        return any(report.selection.is_hypothetical for report in self.reports)
