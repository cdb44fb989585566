"""Explained: receipts of one case, as Python sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.door.records import Practice, Receipt
from timeline.door.results import INSIDE, Result
from timeline.door.shaping import all_shaped
from timeline.errors import Problem
from timeline.render.explain import asked_for, explained, practices_in, print_explained
from timeline.render.json_shapes import ExplainJson
from timeline.render.json_tables import explain_json

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.conformance.judged import Judged
    from timeline.portfolio.practice import PracticeCount
    from timeline.render.explain import Explained as PlainReceipt
    from timeline.render.page import Page


@dataclass(frozen=True, eq=False, repr=False)
class Explained(Result[ExplainJson]):
    """Receipts: what `timeline explain` tells."""

    judged: Judged = field(metadata=INSIDE)
    asked: tuple[PlainReceipt, ...] = field(metadata=INSIDE)
    counts: tuple[PracticeCount, ...] = field(metadata=INSIDE)

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """Each receipt, step by step."""
        return all_shaped(Receipt, self._data["receipts"])

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """How often the practices behind the findings were followed in the workspace."""
        return all_shaped(Practice, self._data["practices"])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Of files that the case leans on and that could not be read."""
        return self.judged.problems

    @cached_property
    def _data(self) -> ExplainJson:
        return explain_json(self.judged, self.asked, self.counts)

    def _draw(self, page: Page) -> None:
        print_explained(page, self.judged, self.asked, self.counts)

    def __repr__(self) -> str:
        """Of which case, and what."""
        return f"<Explained {self.judged.id}: {', '.join(one.title for one in self.asked)}>"


def explain(view: View, judged: Judged, what: str | None, other: str | None) -> Explained:
    """The receipts of a rule, a finding, an event, or the days between two events; else all.

    Raises:
        ReadError: no such rule or event.
        TypeError: a second event without a first.
    """
    if what is None and other is not None:
        message = "a second event needs a first"
        raise TypeError(message)
    found = explained(asked_for(judged, what, other), judged.reckoning)
    return Explained(judged, tuple(found), tuple(view.practices(practices_in(found))))
