"""Factor models of ratings: a viewer is folded in by ridge regression, the same for old profiles and new."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import ArrayShape, best, codes_of, known, shares
from recommendations.modelstore.scorers.rating import RatingScorer
from recommendations.modelstore.scorers.ridge import Doubles, FoldedIn, folded_in, folded_in_many
from recommendations.modelstore.scorers.told import Heard, Told

FloatMatrix = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Factors(RatingScorer):
    """Estimated rating = mean + viewer's bias + title's bias + viewer's vector . title's factors, unclipped."""

    kind: ClassVar[str] = "factors"
    positive: ClassVar[tuple[str, ...]] = ("ridge", "bias_ridge")
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "factors": ArrayShape(dtype="<f4", axes=("titles", "factors")),
        "biases": ArrayShape(dtype="<f4", axes=("titles",)),
        "counts": ArrayShape(dtype="<f4", axes=("titles",)),
    }

    title_ids: IntVector
    factors: FloatMatrix
    biases: FloatVector
    counts: FloatVector
    mean: float
    ridge: float = 4.0
    bias_ridge: float = 5.0

    def fold_in(self, ratings: Mapping[int, float]) -> FoldedIn:
        """Solve min |y - b - Q p|^2 + ridge |p|^2 + bias_ridge b^2, where y is what the title's bias leaves open."""
        codes, values = known(self.title_ids, ratings)
        rows = self.factors.take(codes, axis=0).astype(np.float64)
        aims = values - self.mean - self.biases.take(codes)
        return folded_in(codes, rows, aims, ridge=self.ridge, bias_ridge=self.bias_ridge)

    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        folded = self.fold_in(ratings)
        estimates: FloatVector = self.factors @ folded.vector.astype(np.float32)
        estimates += self.biases
        estimates += np.float32(self.mean + folded.bias)
        return estimates

    def fold_in_many(self, heard: Heard) -> tuple[Doubles, Doubles]:
        """(biases, vectors), a row per viewer."""
        aims = heard.values - self.mean - self.biases[heard.codes]
        return folded_in_many(heard, self.factors, aims, ridge=self.ridge, bias_ridge=self.bias_ridge)

    def score_many(self, told: Told) -> FloatMatrix:
        biases, vectors = self.fold_in_many(told.known(self.title_ids))
        scores: FloatMatrix = vectors.astype(np.float32) @ self.factors.T
        scores += self.biases
        scores += (self.mean + biases).astype(np.float32)[:, np.newaxis]
        return scores

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nearest titles by the cosine of their factors."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0 or not self.counts[code]:
            return []
        lengths = self._lengths * self._lengths[code]
        cosines = np.divide(
            self.factors @ self.factors[code], lengths, out=np.full(len(lengths), -np.inf), where=lengths > 0
        )
        cosines[code] = -np.inf
        return [(int(self.title_ids[place]), float(cosines[place])) for place in best(cosines, count)]

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Which of the ratings raised this estimate, and by what share: exact, from the ridge solution's dual."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0:
            return []
        folded = self.fold_in(ratings)
        alike = np.asarray(self.factors[folded.codes], dtype=np.float64) @ self.factors[code].astype(np.float64)
        return shares(self.title_ids[folded.codes], folded.weights * alike / self.ridge)

    @cached_property
    def _lengths(self) -> FloatVector:
        return np.asarray(np.linalg.norm(self.factors, axis=1), dtype=np.float32)
