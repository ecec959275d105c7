"""Home pages that nobody composed: what the composed page is measured against.

They are written once and left alone. Each has a billboard and is cut to the rows and columns that are asked for, so
that none is worse for the shape of a screen; none shows what the viewer has seen or hidden.
"""

from collections.abc import Callable

import numpy as np

from recommendations.candidates.catalogue import BoolVector
from recommendations.contracts import FloatVector
from recommendations.metrics.pages import Grid, grid_of
from recommendations.ranking.context import RankingContext

Comparison = Callable[[RankingContext, int, int], Grid]
"""A page of so many rows and columns for a viewer."""


def popularity_page(context: RankingContext, rows: int, columns: int) -> Grid:
    """What is watched most, in one order for everybody, cut into rows."""
    return _cut(context, context.demand.popularity, rows, columns)


def cut_list(context: RankingContext, rows: int, columns: int) -> Grid:
    """The ranking's own single list, cut into rows: the most that a page of it can hit without composing anything."""
    return _cut(context, context.relevance, rows, columns)


def fixed_rows(context: RankingContext, rows: int, columns: int) -> Grid:
    """Latest, resume, then genres by name, the newest first in each: what open-source media servers show."""
    return _fixed(context, context.catalogue.added_at.astype(np.float32), rows, columns)


def fixed_rows_by_popularity(context: RankingContext, rows: int, columns: int) -> Grid:
    """The same rows in the same order, but each with what is watched most first: a media server at its best."""
    return _fixed(context, context.demand.popularity, rows, columns)


COMPARISONS: dict[str, Comparison] = {
    "popularity page": popularity_page,
    "list cut into rows": cut_list,
    "fixed rows": fixed_rows,
    "fixed rows, popular first": fixed_rows_by_popularity,
}


def _cut(context: RankingContext, scores: FloatVector, rows: int, columns: int) -> Grid:
    ids = _best(context, scores, context.recommendable, 1 + rows * columns)
    lines = [ids[1 + line * columns : 1 + (line + 1) * columns] for line in range(rows)]
    return grid_of(billboard=ids[0] if ids else None, rows=lines, height=rows, width=columns)


def _fixed(context: RankingContext, order: FloatVector, rows: int, columns: int) -> Grid:
    """Rows as media servers have them: a title may stand in several, an empty one is not shown."""
    latest = _best(context, context.catalogue.added_at.astype(np.float32), context.recommendable, 1 + columns)
    begun = [item.title_id for item in context.taste.progress if not item.completed and not item.dismissed]
    lines = [latest[1:], [item.title_id for item in context.scored(begun)]]
    genres = context.catalogue.genres
    by_name = sorted(range(len(genres.ids)), key=lambda number: genres.names[number])
    lines += [
        _best(context, order, context.recommendable & (genres.member[:, number] > 0), columns) for number in by_name
    ]
    filled = [line for line in lines if line]
    return grid_of(billboard=latest[0] if latest else None, rows=filled, height=rows, width=columns)


def _best(context: RankingContext, scores: FloatVector, among: BoolVector, count: int) -> list[int]:
    return [item.title_id for item in context.best(scores, among, count)]
