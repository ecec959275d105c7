"""The page that a simulated visitor looks at: popularity, novelty and genres, shuffled a little; nobody's taste.

It is what a site would show that knows nothing of its viewers except what they began. Rows stand in an order drawn by
lot, and titles that are about as well known change places, so that what a place does and what a title does can be told
apart afterwards; pictures are drawn evenly, and their true chances are recorded.
"""

from dataclasses import dataclass

import numpy as np

from recommendations.simulation.parameters import Parameters
from recommendations.simulation.world import Bools, Floats, Ints, World

CONTINUE, POPULAR, NEW, GENRE = 0, 1, 2, 3
"""What a row is of; GENRE + g is of the g-th genre."""
FEWEST_TITLES = 4
NEW_SCORES = 40.0
"""A day's difference in age outweighs any difference in popularity in the row of what is new."""
BILLBOARD_ROW = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A pages of R rows and C columns; slot 0 is the billboard, the others are row by row."""

    titles: Ints
    """(A, 1 + R C): the title in each slot, or -1."""
    pictures: Ints
    """(A, 1 + R C): which picture of the title, counted through all pictures; -1 without one."""
    kinds: Ints
    """(A, R): what each row is of, or -1 where there is none."""
    columns: int

    @property
    def slot_rows(self) -> Ints:
        """The row of each slot, -1 for the billboard."""
        return np.concatenate([[BILLBOARD_ROW], np.repeat(np.arange(self.kinds.shape[1]), self.columns)])

    @property
    def slot_columns(self) -> Ints:
        return np.concatenate([[0], np.tile(np.arange(self.columns), self.kinds.shape[1])])

    def is_continue(self) -> Bools:
        """(A, 1 + R C): which slots are of Continue Watching."""
        rows = np.repeat(self.kinds == CONTINUE, self.columns, axis=1)
        return np.concatenate([np.zeros((len(rows), 1), dtype=np.bool_), rows], axis=1)


class PageMaker:
    """Lays pages out for many visitors at once."""

    def __init__(self, *, world: World, parameters: Parameters) -> None:
        self._parameters = parameters
        self._genres = world.features[:, world.kinds("genre")].T > 0

    def lay_out(
        self, *, offered: Bools, unfinished: Bools, known: Floats, age: Floats, last_at: Floats, favour: Floats,
        random: np.random.Generator,
    ) -> tuple[Ints, Ints]:  # fmt: skip
        """(titles with the billboard first, kinds of rows).

        `offered` (A, T) may stand anywhere, `unfinished` only in its own row, newest `last_at` first. `known` and `age`
        (days) order the others; `favour` (A, G) is how many titles of each genre were begun.
        """
        visitors, parameters = len(offered), self._parameters
        noisy = known + parameters.shuffle * random.gumbel(size=known.shape)
        free = offered & ~unfinished
        billboard = _take(noisy + parameters.shuffle * random.gumbel(size=known.shape), free, 1)
        _strike(free, billboard)
        rows = [_take(last_at, unfinished, parameters.columns)]
        kinds = [np.full(visitors, CONTINUE)]
        for kind in self._order(visitors, favour, random):
            scores, allowed = self._row(kind, noisy, age, free)
            rows.append(_long_enough(_take(scores, allowed, parameters.columns)))
            _strike(free, rows[-1])
            kinds.append(kind)
        kept = np.stack([row[:, 0] >= 0 for row in rows], axis=1)
        order = np.argsort(~kept, axis=1, kind="stable")[:, : parameters.rows]
        is_row = np.take_along_axis(kept, order, axis=1)
        tiles = np.take_along_axis(np.stack(rows, axis=1), order[:, :, None], axis=1)
        tiles = np.where(is_row[:, :, None], tiles, -1)
        shown = np.where(is_row, np.take_along_axis(np.stack(kinds, axis=1), order, axis=1), -1)
        return np.concatenate([billboard, tiles.reshape(visitors, -1)], axis=1), shown

    def _order(self, visitors: int, favour: Floats, random: np.random.Generator) -> list[Ints]:
        """The kinds of each visitor's rows from the top: a lot in which what was chosen before has more tickets."""
        pull = np.zeros((visitors, 2 + len(self._genres)))
        pull[:, :2] = 1.0
        pull[:, 2:] = 0.7 * np.log1p(favour)
        pull += random.gumbel(size=pull.shape)
        order = np.argsort(-pull, axis=1, kind="stable")[:, : self._parameters.rows + 1]
        return [POPULAR + order[:, place] for place in range(order.shape[1])]

    def _row(self, kind: Ints, noisy: Floats, age: Floats, free: Bools) -> tuple[Floats, Bools]:
        scores = np.where((kind == NEW)[:, None], noisy - NEW_SCORES * age, noisy)
        allowed = free
        if len(self._genres):
            of_genre = self._genres[np.maximum(0, kind - GENRE)]
            allowed = free & (of_genre | (kind < GENRE)[:, None])
        return scores, allowed


def _take(scores: Floats, allowed: Bools, most: int) -> Ints:
    """(A, most): the best of what is allowed, best first, then -1."""
    most_here = min(most, scores.shape[1])
    masked = np.where(allowed, scores, -np.inf)
    best = np.argpartition(-masked, most_here - 1, axis=1)[:, :most_here]
    order = np.argsort(-np.take_along_axis(masked, best, axis=1), axis=1, kind="stable")
    best = np.take_along_axis(best, order, axis=1)
    found = np.take_along_axis(allowed, best, axis=1)
    taken = np.full((len(scores), most), -1, dtype=np.int64)
    taken[:, :most_here] = np.where(found, best, -1)
    return taken


def _long_enough(row: Ints) -> Ints:
    """Nothing instead of a row of a few titles, so that they can stand in another."""
    return np.where(row[:, FEWEST_TITLES - 1 :][:, :1] >= 0, row, -1)


def _strike(free: Bools, taken: Ints) -> None:
    """No title stands twice on a page."""
    rows, places = np.nonzero(taken >= 0)
    free[rows, taken[rows, places]] = False
