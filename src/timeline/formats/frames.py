"""Tables of plain cells, and data frames made of them: the only door to pandas and Polars.

An unknown value is null in both libraries, never 0, false or an empty text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from timeline.visible import visible

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Cell = str | int | float | bool | date | None

_PANDAS: Final[Mapping[str, str]] = {
    "VARCHAR": "string",
    "DATE": "datetime64[s]",  # holds every day from 0001 to 9999, which nanoseconds do not
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
}
_SHOWN: Final = 200
"""Rows that a notebook draws; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column of a table."""

    name: str
    type: str
    """As SQL names it: VARCHAR, DATE, BIGINT, DOUBLE, BOOLEAN; the answer of a query has more."""
    says: str = ""
    """Description for a reader."""


@dataclass(frozen=True, slots=True, repr=False)
class DataTable:
    """Rows of plain cells under named columns."""

    name: str
    says: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """Cells in the order of the columns."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Name of each column."""
        return tuple(column.name for column in self.columns)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return the rows as plain data; days are `datetime.date`."""
        return [dict(zip(self.headings, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas data frame.

        Raises:
            ModuleNotFoundError: pandas is not installed; with what to install.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise _missing("pandas", "pandas", error) from error
        cells: Sequence[Sequence[Cell]]
        cells = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        return pd.DataFrame({
            column.name: pd.Series(list(values), dtype=_PANDAS.get(column.type))
            for column, values in zip(self.columns, cells, strict=True)
        })  # fmt: skip

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars data frame.

        Raises:
            ModuleNotFoundError: Polars is not installed; with what to install.
        """
        try:
            import polars as pl
        except ModuleNotFoundError as error:
            raise _missing("polars", "Polars", error) from error
        types = {
            "VARCHAR": pl.String,
            "DATE": pl.Date,
            "BIGINT": pl.Int64,
            "DOUBLE": pl.Float64,
            "BOOLEAN": pl.Boolean,
        }
        schema = {column.name: types.get(column.type) for column in self.columns}
        return pl.DataFrame(list(self.rows), schema=schema, orient="row")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __repr__(self) -> str:
        """Return its name and its size."""
        return f"<DataTable {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        """Draw the first rows for a notebook."""
        head = "".join(f"<th>{_html(name)}</th>" for name in self.headings)
        body = "".join(
            f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = len(self) - _SHOWN
        rest = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _html(cell: Cell) -> str:
    return "<i>null</i>" if cell is None else escape(visible(str(cell)))


def _missing(name: str, shown: str, error: ModuleNotFoundError) -> ModuleNotFoundError:
    hint = "in the checkout: .venv/bin/python -m pip install -c constraints.txt '.[frames]'"
    if error.name != name:  # it is there, but something that it needs is not
        return error
    return ModuleNotFoundError(f"{shown} is not installed: {hint}", name=name)
