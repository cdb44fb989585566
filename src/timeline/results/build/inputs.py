"""Statements as inputs of a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.chrono.network import Constraint
    from timeline.inference.inference import Inference
    from timeline.inference.statement import TimeStatement
    from timeline.location import Location


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a step: a claim, an absence, a rule of meaning."""

    id: str
    says: str
    source: str
    location: Location | None


def chain_inputs(chain: Sequence[Constraint], inference: Inference) -> Iterator[Input]:
    """The statements that a chain of constraints rests on, each once."""
    seen = set()
    tentative = {one.index: one for one in inference.statements.tentative}
    numbered = {**tentative, **inference.by_number}
    for edge in chain:
        for number in edge.reasons:
            if number not in seen:
                seen.add(number)
                yield input_of(numbered[number])


def input_of(statement: TimeStatement) -> Input:
    """A statement as an input of a receipt."""
    says = statement.says_by_meaning
    return Input(statement.id, says, statement.source, statement.location)
