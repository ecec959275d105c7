"""Columns that grow round by round, and are joined once."""

from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]


class Log:
    """Parallel columns of one kind of thing that happened."""

    def __init__(self, *names: str) -> None:
        self._parts: dict[str, list[Column]] = {name: [] for name in names}

    def add(self, **columns: Column) -> None:
        """Append to every column; raises ValueError when one is missing, unknown, or of another length."""
        if set(columns) != set(self._parts) or len({len(column) for column in columns.values()}) > 1:
            raise ValueError(f"These columns belong together: {', '.join(self._parts)}.")
        for name, column in columns.items():
            self._parts[name].append(column)

    def whole(self) -> "Table":
        nothing = np.empty(0, dtype=np.int64)
        columns = {name: np.concatenate(parts) if parts else nothing for name, parts in self._parts.items()}
        return Table(columns)


class Table:
    """Parallel columns by name."""

    def __init__(self, columns: dict[str, Column]) -> None:
        self._columns = columns

    def __getitem__(self, name: str) -> Column:
        return self._columns[name]

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def where(self, kept: Column) -> "Table":
        """Some of the rows, by mark or place."""
        return Table({name: column[kept] for name, column in self._columns.items()})

    def items(self) -> list[tuple[str, Column]]:
        return list(self._columns.items())
