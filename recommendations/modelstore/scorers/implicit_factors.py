"""Factors with a second set for which titles were rated at all (SVD++, Koren 2008, equation 15)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from recommendations.contracts import IntVector
from recommendations.modelstore.scorers.base import ArrayShape, codes_of, known, shares
from recommendations.modelstore.scorers.factors import Factors, FloatMatrix
from recommendations.modelstore.scorers.ridge import Doubles, FoldedIn, folded_in, folded_in_many
from recommendations.modelstore.scorers.told import Heard


@dataclass(frozen=True, kw_only=True)
class ImplicitFactors(Factors):
    """A viewer's vector is p + sum of `implicit[j]` over the n rated titles, divided by the root of n.

    The sum is the trained model's own; p and the viewer's bias are solved by ridge against what it leaves open.
    """

    kind: ClassVar[str] = "implicit_factors"
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        **Factors.shapes,
        "implicit": ArrayShape(dtype="<f4", axes=("titles", "factors")),
    }

    implicit: FloatMatrix

    def fold_in(self, ratings: Mapping[int, float]) -> FoldedIn:
        codes, values = known(self.title_ids, ratings)
        rows = self.factors.take(codes, axis=0).astype(np.float64)
        of_choice = self._of_each(codes).sum(axis=0)
        aims = values - self.mean - self.biases.take(codes) - rows @ of_choice
        folded = folded_in(codes, rows, aims, ridge=self.ridge, bias_ridge=self.bias_ridge)
        return FoldedIn(codes=codes, bias=folded.bias, vector=folded.vector + of_choice, weights=folded.weights)

    def fold_in_many(self, heard: Heard) -> tuple[Doubles, Doubles]:
        sums = heard.of_ones(len(self.title_ids)) @ self.implicit.astype(np.float64)
        of_choice = sums / np.sqrt(np.maximum(np.diff(heard.starts), 1))[:, np.newaxis]
        aims = heard.values - self.mean - self.biases[heard.codes]
        biases, vectors = folded_in_many(
            heard, self.factors, aims, ridge=self.ridge, bias_ridge=self.bias_ridge, beside=of_choice
        )
        return biases, vectors + of_choice

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Each rating's part of the viewer's vector, by what was said and by having been said, along this title."""
        code = int(codes_of(self.title_ids, [title_id])[0])
        if code < 0:
            return []
        folded = self.fold_in(ratings)
        rows = np.asarray(self.factors[folded.codes], dtype=np.float64)
        of_each = rows * folded.weights[:, np.newaxis] / self.ridge + self._of_each(folded.codes)
        return shares(self.title_ids[folded.codes], of_each @ self.factors[code].astype(np.float64))

    def _of_each(self, codes: IntVector) -> Doubles:
        return np.asarray(self.implicit[codes].astype(np.float64) / math.sqrt(max(len(codes), 1)), dtype=np.float64)
