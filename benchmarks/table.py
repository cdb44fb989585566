"""The table: what was measured, against which target, and whether it was met."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["×", "MB", "power"]
WIDTH = 100
_WHAT, _TARGET, _MEASURED, _TIME = 55, 8, 11, 15


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    unit: Unit
    """× an empty process, megabytes, or the power of the number of cases."""
    measured: float | None
    """None where it could not be measured."""
    target: float | None = None
    """At most this; None where nothing is asked."""
    seconds: float | None = None
    note: str = ""
    """Said where the time stands otherwise."""
    failure: str = ""
    """Why it could not be measured."""

    @property
    def is_met(self) -> bool | None:
        """None where nothing is asked. What could not be measured meets no target."""
        if self.target is None:
            return None
        return self.measured is not None and self.measured <= self.target

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.failure:
            return "failed"
        return {None: "", True: "met", False: "missed"}[self.is_met]

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "what": self.what,
            "unit": self.unit,
            "target": self.target,
            "measured": self.measured,
            "seconds": self.seconds,
            "met": self.is_met,
            "note": self.note,
            "failure": self.failure,
        }


def growth_power(sizes: Mapping[int, float]) -> float:
    """By which power of the size a cost grows, from the second largest size to the largest.

    Args:
        sizes: at least two, each with what it costs, more than 0.
    """
    small, large = sorted(sizes)[-2:]
    return math.log(sizes[large] / sizes[small]) / math.log(large / small)


def format_table(rows: Sequence[Row]) -> str:
    """The rows below their heads, and how many targets were met; at most WIDTH wide."""
    lines = [_line("what", "target", "measured", "time", "")]
    lines += [line for row in rows for line in _lines(row)]
    asked = [row for row in rows if row.is_met is not None]
    met = sum(row.is_met is True for row in asked)
    return "\n".join([*lines, "", f"{met} of {len(asked)} targets met"])


def _lines(row: Row) -> Iterator[str]:
    target = "" if row.target is None else f"≤ {_number(row.target, row.unit)}"
    measured = "–" if row.measured is None else _number(row.measured, row.unit, exact=True)
    taken = row.note if row.seconds is None else format_time(row.seconds)
    yield _line(row.what, target, measured, taken, row.verdict)
    if row.failure:
        yield f"    {row.failure}"[:WIDTH]


def _line(what: str, target: str, measured: str, taken: str, verdict: str) -> str:
    cells = f"{what:<{_WHAT}} {target:>{_TARGET}} {measured:>{_MEASURED}} {taken:>{_TIME}}"
    return f"{cells}  {verdict}".rstrip()


def _number(value: float, unit: Unit, *, exact: bool = False) -> str:
    if unit == "power":
        return f"{value:.2f}" if exact else f"{value:g}"
    return f"{value:,.1f} {unit}" if exact else f"{value:g} {unit}"


def format_time(seconds: float) -> str:
    """Milliseconds, or seconds from ten of them on."""
    return f"{seconds:,.1f} s" if seconds >= 10 else f"{seconds * 1000:,.0f} ms"
