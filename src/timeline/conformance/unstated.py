"""Unstated: forms, outcomes and actors that a record does not give; one value each in a world."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from timeline.conformance.question import Candidate, Condition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.conformance.question import Question

_MOST_SAID = 64


def settled(question: Question) -> Iterator[Question]:
    """The question once for each way in which what is not stated can be.

    Where these are too many, the question as it is: an event may then fit one pattern and not
    another of the same words, which makes no verdict more certain.
    """
    asked: dict[tuple[str, str], dict[str, None]] = {}
    for candidate in _candidates(question):
        for way in () if candidate.is_certain else candidate.ways:
            for name, value in way:
                asked.setdefault((candidate.event, name), {})[value] = None
    values = [(*wanted, "") for wanted in asked.values()]
    if not asked or prod(len(one) for one in values) > _MOST_SAID:
        yield question
        return
    for chosen in product(*values):
        yield _as_said(question, dict(zip(asked, chosen, strict=True)))


def _candidates(question: Question) -> Iterator[Candidate]:
    yield from question.triggers
    yield from question.steps
    yield from question.dependents
    for measure in question.measures:
        yield from measure.triggers or ()
    yield from _deciding(question.condition)


def _deciding(condition: Condition | None) -> Iterator[Candidate]:
    if condition is None:
        return
    yield from condition.happened
    for part in (*condition.all_of, *condition.any_of):
        yield from _deciding(part)
    yield from _deciding(condition.none_of)


def _as_said(question: Question, said: Mapping[tuple[str, str], str]) -> Question:
    """The question with every event certain to fit, or left out."""

    def fitting(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(one.event)
            for one in candidates
            if any(all(said[one.event, name] == value for name, value in way) for way in one.ways)
        )

    def decided(condition: Condition) -> Condition:
        none_of = condition.none_of
        return Condition(
            fitting(condition.happened),
            tuple(decided(part) for part in condition.all_of),
            tuple(decided(part) for part in condition.any_of),
            None if none_of is None else decided(none_of),
        )

    return replace(
        question,
        triggers=fitting(question.triggers),
        steps=fitting(question.steps),
        dependents=fitting(question.dependents),
        condition=None if question.condition is None else decided(question.condition),
        measures=tuple(
            replace(one, triggers=None if one.triggers is None else fitting(one.triggers))
            for one in question.measures
        ),
    )
