"""Forms, outcomes and actors that a record leaves open.

Each has one value in a world.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from timeline.conformance.question import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.conformance.question import Question, Settle

_MOST_SAID = 64


def settled(question: Question) -> Iterator[Question]:
    """Yield the question for each choice of open values.

    Where these are too many, the question as it is: an event may then fit one pattern and not
    another of the same words, which makes no verdict more certain.
    """
    asked: dict[tuple[str, str], dict[str, None]] = {}
    for candidate in question.candidates:
        for way in () if candidate.is_certain else candidate.ways:
            for name, value in way:
                asked.setdefault((candidate.event, name), {})[value] = None
    values = [(*wanted, "") for wanted in asked.values()]
    if not asked or prod(len(one) for one in values) > _MOST_SAID:
        yield question
        return
    for chosen in product(*values):
        yield question.settled(_as_said(dict(zip(asked, chosen, strict=True))))


def _as_said(said: Mapping[tuple[str, str], str]) -> Settle:
    """Decide each candidate by the values chosen: sure to fit, or left out."""

    def settle(one: Candidate) -> Candidate | None:
        if one.is_certain:
            return Candidate(one.event)
        fits = any(all(said[one.event, name] == value for name, value in way) for way in one.ways)
        return Candidate(one.event, is_stated=False) if fits else None

    return settle
