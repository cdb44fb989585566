"""Explained: receipts of one case, as Python sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.asked import unknown
from timeline.door.records import Receipt
from timeline.door.results import INSIDE, Result
from timeline.door.shaping import all_shaped
from timeline.errors import Problem
from timeline.render.explain import explained, print_explained
from timeline.render.json_findings import findings_of
from timeline.render.json_shapes import ExplainJson
from timeline.render.json_tables import explain_json

if TYPE_CHECKING:
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.render.explain import Explained as PlainReceipt
    from timeline.render.page import Page


@dataclass(frozen=True, eq=False, repr=False)
class Explained(Result[ExplainJson]):
    """Receipts: what `timeline explain` tells."""

    judged: Judged = field(metadata=INSIDE)
    asked: tuple[PlainReceipt, ...] = field(metadata=INSIDE)

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """Each receipt, step by step."""
        return all_shaped(Receipt, self._data["receipts"])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of files that the case leans on and that could not be read."""
        return self.judged.problems

    @cached_property
    def _data(self) -> ExplainJson:
        return explain_json(self.judged, self.asked)

    def _draw(self, page: Page) -> None:
        print_explained(page, self.judged, self.asked)

    def __repr__(self) -> str:
        """Of which case, and what."""
        return f"<Explained {self.judged.id}: {', '.join(one.title for one in self.asked)}>"


def explain(judged: Judged, what: str | None, other: str | None) -> Explained:
    """The receipts of a rule, a finding, an event, or the days between two events; else all.

    Raises:
        ReadError: no such rule or event.
        TypeError: a second event without a first.
    """
    if what is None and other is not None:
        message = "a second event needs a first"
        raise TypeError(message)
    found = explained(_asked(judged, what, other), judged.reckoning)
    return Explained(judged, tuple(found))


def _asked(
    judged: Judged, what: str | None, other: str | None
) -> list[tuple[Report, Finding] | tuple[str, ...]]:
    """The findings, the event or the pair that was asked for."""
    findings = list(findings_of(judged))
    if what is None:
        return list(findings)
    events = judged.reckoning.events
    if what in events and other is None:
        about = [row for row in findings if what in (row[1].trigger_event, row[1].step_event)]
        return [(what,), *about]
    if what in events and other in events:
        return [(what, str(other))]
    named = [row for row in findings if what in (row[1].id, row[1].question.rule.id)]
    if named and other is None:
        return list(named)
    word = str(other if what in events or named else what)
    known = [*events, *(finding.id for _, finding in findings)]
    message = f"{word} is neither an event of {judged.id} nor a rule that it is judged by"
    raise unknown("E414", message, judged.id, word, known)
