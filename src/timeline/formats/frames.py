"""Tables of plain rows, and the data frames that are made of them; the only door to both libraries.

What is not known is null in either library, never 0, false or an empty text.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.portfolio.tables import Table as PlainTable
from timeline.render.html import table_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import polars as pl

    from timeline.portfolio.table_shapes import Type
    from timeline.portfolio.tables import Cell

_PANDAS: Mapping[Type, str] = {
    "VARCHAR": "string",
    "DATE": "datetime64[s]",  # holds every day from 0001 to 9999, which nanoseconds do not
    "BIGINT": "Int64",
    "BOOLEAN": "boolean",
}


class Framed(ABC):
    """Something with rows, each of the same columns."""

    @abstractmethod
    def _table(self) -> PlainTable:
        """The rows, and what their columns are."""

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as plain data; days are `datetime.date`."""
        table = self._table()
        names = [column.name for column in table.shape.columns]
        return [dict(zip(names, row, strict=True)) for row in table.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame.

        Raises:
            ModuleNotFoundError: pandas is not installed; with what to install.
        """
        return _pandas_of(self._table())

    def to_polars(self) -> pl.DataFrame:
        """The rows as a Polars data frame.

        Raises:
            ModuleNotFoundError: Polars is not installed; with what to install.
        """
        return _polars_of(self._table())


@dataclass(frozen=True)
class Table(Framed):
    """One table over every case, the same that `timeline query` reads."""

    plain: PlainTable = field(metadata={"inside": True})

    @property
    def name(self) -> str:
        """As queries name it."""
        return self.plain.name

    @property
    def columns(self) -> dict[str, str]:
        """What each column says, by its name."""
        return {column.name: column.says for column in self.plain.shape.columns}

    def _table(self) -> PlainTable:
        return self.plain

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.plain.rows)

    def __repr__(self) -> str:
        """Its name and its size."""
        return f"<Table {self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        return rows_html(self.plain)


def rows_html(table: PlainTable) -> str:
    """A table for a notebook."""
    return table_html([column.name for column in table.shape.columns], table.rows)


def _missing(name: str, shown: str, error: ModuleNotFoundError) -> ModuleNotFoundError:
    hint = "in the checkout: .venv/bin/python -m pip install -c constraints.txt '.[frames]'"
    if error.name != name:  # it is there, but something that it needs is not
        return error
    return ModuleNotFoundError(f"{shown} is not installed: {hint}", name=name)


def _pandas_of(table: PlainTable) -> pd.DataFrame:
    try:
        import pandas as pd  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        raise _missing("pandas", "pandas", error) from error
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.shape.columns)
    columns = {
        column.name: pd.Series(list(values), dtype=_PANDAS[column.type])
        for column, values in zip(table.shape.columns, cells, strict=True)
    }
    return pd.DataFrame(columns)


def _polars_of(table: PlainTable) -> pl.DataFrame:
    try:
        import polars as pl  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        raise _missing("polars", "Polars", error) from error
    types = {"VARCHAR": pl.String, "DATE": pl.Date, "BIGINT": pl.Int64, "BOOLEAN": pl.Boolean}
    schema = {column.name: types[column.type] for column in table.shape.columns}
    return pl.DataFrame(list(table.rows), schema=schema, orient="row")
