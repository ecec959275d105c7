"""How good pages are: rows and columns of titles, of which the upper left corner is looked at most."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.int64]
"""One page: (1 + rows) x columns of title ids, -1 where nothing stands; the first line holds the billboard alone."""
Titles = npt.NDArray[np.int64]
Vector = npt.NDArray[np.float64]

NOTHING = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesJudged:
    """How the first screens made with one model did; vectors are per viewer, in one order."""

    recall: Vector
    """Recall@3-by-6."""
    popular: Vector
    """The same of the page that is popular and the same for all."""
    miscalibration: Vector
    """Of the screen's genres to those of the viewer's history, in nats; NaN where nothing is known of either."""
    coverage: float
    """Share of all titles that may be shown which stood on anybody's screen."""

    def __len__(self) -> int:
        return len(self.recall)


def grid_of(*, billboard: int | None, rows: Sequence[Sequence[int]], height: int, width: int) -> Grid:
    """The billboard's line, and the first `height` rows of `width` columns below it."""
    grid = np.full((1 + height, width), NOTHING, dtype=np.int64)
    if billboard is not None and width:
        grid[0, 0] = billboard
    for line, row in enumerate(rows[:height], start=1):
        grid[line, : min(width, len(row))] = row[:width]
    return grid


def titles_within(grid: Grid, *, rows: int, columns: int) -> Titles:
    """The different titles of the billboard and the first rows and columns, in reading order."""
    part = grid[: rows + 1, :columns].ravel()
    part = part[part != NOTHING]
    return np.asarray(part[np.sort(np.unique(part, return_index=True)[1])], dtype=np.int64)


def recall_within(grids: Sequence[Grid], relevant: Sequence[Titles], *, rows: int, columns: int) -> Vector:
    """Recall@m-by-n per page (Alvino and Basilico 2015): relevant titles within the first m rows and n columns, over
    all relevant ones, of which there is at least one. What stands twice counts once.
    """
    found = [
        np.isin(wanted, titles_within(grid, rows=rows, columns=columns)).mean()
        for grid, wanted in zip(grids, relevant, strict=True)
    ]
    return np.array(found, dtype=np.float64)


def ndcg_of_pages(grids: Sequence[Grid], relevant: Sequence[Titles]) -> Vector:
    """Two-dimensional NDCG per page (after Felicioni et al. 2021): sum of d(k, c) over places with a relevant title,
    over the same sum of the best page of that shape; d(k, c) = 1 / (log2(1 + k) log2(1 + c)), k and c from 1, the
    billboard's line being k = 1. What stands twice counts where it is seen first.
    """
    found = np.zeros(len(grids))
    for number, (grid, wanted) in enumerate(zip(grids, relevant, strict=True)):
        worth = attention(grid.shape[0], grid.shape[1])
        hits = np.isin(grid, wanted) & (grid != NOTHING)
        ids, codes = np.unique(grid[hits], return_inverse=True)
        best = np.zeros(len(ids))
        np.maximum.at(best, codes.ravel(), worth[hits])
        places = np.sort(np.concatenate([worth[0, :1], worth[1:].ravel()]))[::-1]
        possible = places[: min(len(wanted), len(places))].sum()
        found[number] = best.sum() / possible if possible else 0.0
    return found


def attention(rows: int, columns: int) -> npt.NDArray[np.float64]:
    """d(k, c) as a table of rows x columns."""
    down = 1.0 / np.log2(1.0 + np.arange(1, rows + 1))
    across = 1.0 / np.log2(1.0 + np.arange(1, columns + 1))
    return np.asarray(np.outer(down, across))


def repeated(before: Grid, after: Grid, *, rows: int, columns: int) -> float:
    """Which share of the later first screen stood on the earlier one already; NaN when nothing is shown later."""
    now = titles_within(after, rows=rows, columns=columns)
    return float(np.isin(now, titles_within(before, rows=rows, columns=columns)).mean()) if len(now) else float("nan")
