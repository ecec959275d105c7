"""Item-based nearest neighbours over baselines (Surprise's KNNBaseline; Koren 2010, equation 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import ArrayShape, best, codes_of, known, shares
from recommendations.modelstore.scorers.between_titles import BetweenTitles


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A viewer as places among the covered titles, what each rating says beyond the baseline, and the bias."""

    places: IntVector
    beyond: npt.NDArray[np.float64]
    bias: float


@dataclass(frozen=True, kw_only=True)
class RatingNeighbours(BetweenTitles):
    """Estimate = mean + bias of viewer and title + mean of what the nearest rated titles say beyond theirs.

    The viewer's bias is the last step of Surprise's alternating least squares, so that known viewers and new are
    estimated as Surprise estimates those that it was trained with.
    """

    kind: ClassVar[str] = "rating_neighbours"
    square: ClassVar[tuple[str, ...]] = ("similarities",)
    positive: ClassVar[tuple[str, ...]] = ("bias_ridge", "neighbours", "fewest_neighbours")
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "covered": ArrayShape(dtype="<i8", axes=("covered",)),
        "similarities": ArrayShape(dtype="<f4", axes=("covered", "covered")),
        "biases": ArrayShape(dtype="<f4", axes=("titles",)),
        "counts": ArrayShape(dtype="<f4", axes=("titles",)),
    }

    title_ids: IntVector
    similarities: npt.NDArray[np.float32]
    biases: FloatVector
    counts: FloatVector
    mean: float
    bias_ridge: float
    neighbours: float
    """At most so many of the viewer's titles speak for a title: the most similar ones."""
    fewest_neighbours: float = 1.0

    def fold_in(self, ratings: Mapping[int, float]) -> Neighbourhood:
        codes, values = known(self.title_ids, self.covered_only(ratings))
        aims = values - self.mean - self.biases[codes]
        bias = float(aims.sum() / (len(aims) + self.bias_ridge))
        return Neighbourhood(places=codes_of(self.covered, self.title_ids[codes]), beyond=aims - bias, bias=bias)

    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        folded = self.fold_in(ratings)
        estimates = (np.float32(self.mean + folded.bias) + self.biases).astype(np.float32)
        if len(folded.places):
            near = self._nearest(np.asarray(self.similarities[folded.places], dtype=np.float32))
            sums = near.sum(axis=0, dtype=np.float64)
            enough = (np.count_nonzero(near, axis=0) >= self.fewest_neighbours) & (sums > 0)
            said = np.divide(folded.beyond @ near, sums, out=np.zeros(len(sums)), where=enough)
            estimates[self.places()] += said.astype(np.float32)
        return estimates

    def _nearest(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Similarities of the viewer's titles (rows) to all; what is negative or not among the nearest is 0."""
        near = np.maximum(rows, 0.0)
        few = int(self.neighbours)
        if len(near) > few:
            far = np.argpartition(-near, few - 1, axis=0)[few:]
            np.put_along_axis(near, far, 0.0, axis=0)
        return near

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nearest titles by the similarity itself, those above 0."""
        code = int(codes_of(self.covered, [title_id])[0])
        if code < 0:
            return []
        row = np.array(self.similarities[code], dtype=np.float32)
        row[code] = -np.inf
        return [(int(self.covered[place]), float(row[place])) for place in best(row, count) if row[place] > 0]

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """What each neighbour among the viewer's titles added beyond the baseline."""
        code = int(codes_of(self.covered, [title_id])[0])
        folded = self.fold_in(ratings)
        if code < 0 or not len(folded.places):
            return []
        near = self._nearest(np.asarray(self.similarities[folded.places, code], dtype=np.float32)[:, np.newaxis])[:, 0]
        if np.count_nonzero(near) < self.fewest_neighbours:
            return []
        return shares(self.covered[folded.places], folded.beyond * near)
