"""Answer: what a query gave, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows."""

    names: tuple[str, ...]
    """Each once: a second `n` is called `n_2`."""
    types: tuple[str, ...]
    """As the database names them."""
    rows: tuple[tuple[object, ...], ...]


def distinct(names: list[str]) -> tuple[str, ...]:
    """The names with a number behind each that was there already, whatever its capitals."""
    taken: set[str] = set()
    found = []
    for name in names:
        chosen, number = name, 2
        while chosen.lower() in taken:
            chosen, number = f"{name}_{number}", number + 1
        taken.add(chosen.lower())
        found.append(chosen)
    return tuple(found)
