"""Mean differences between the ratings of two titles (Slope One; Lemire and Maclachlan 2005)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers.base import ArrayShape, known
from recommendations.modelstore.scorers.between_titles import BetweenTitles


@dataclass(frozen=True, kw_only=True)
class Deviations(BetweenTitles):
    """Estimate = mean of the viewer's ratings + mean of how far the title lies above each of the titles rated.

    Exactly what Surprise's SlopeOne estimates for viewers that it was trained with; new ones are treated alike.
    """

    kind: ClassVar[str] = "deviations"
    square: ClassVar[tuple[str, ...]] = ("above", "compared")
    shapes: ClassVar[Mapping[str, ArrayShape]] = {
        "covered": ArrayShape(dtype="<i8", axes=("covered",)),
        "above": ArrayShape(dtype="<f4", axes=("covered", "covered")),
        "compared": ArrayShape(dtype="|u1", axes=("covered", "covered")),
        "counts": ArrayShape(dtype="<f4", axes=("titles",)),
        "typical": ArrayShape(dtype="<f4", axes=("titles",)),
    }

    title_ids: IntVector
    above: npt.NDArray[np.float32]
    """`above[j, i]` is by how much viewers of both rated i higher than j, on average."""
    compared: npt.NDArray[np.uint8]
    """1 where somebody rated both titles, else 0."""
    counts: FloatVector
    typical: FloatVector
    """Each title's own mean rating less the mean of all: the estimate for who has not rated anything."""
    mean: float

    def fold_in(self, ratings: Mapping[int, float]) -> tuple[IntVector, float]:
        """Places of the viewer's titles among the covered ones, and the mean of what was said about them."""
        codes, values = known(self.covered, ratings)
        return codes, float(values.mean()) if len(values) else self.mean

    def estimate(self, ratings: Mapping[int, float]) -> FloatVector:
        codes, own_mean = self.fold_in(ratings)
        if not len(codes):
            return np.asarray(np.float32(self.mean) + self.typical, dtype=np.float32)
        sums = self.above[codes].sum(axis=0, dtype=np.float64)
        pairs = self.compared[codes].sum(axis=0, dtype=np.float64)
        estimates = np.full(len(self.title_ids), own_mean, dtype=np.float32)
        estimates[self.places()] += np.divide(sums, pairs, out=np.zeros(len(sums)), where=pairs > 0).astype(np.float32)
        return estimates

    def similar(self, title_id: int, count: int) -> list[tuple[int, float]]:
        """Nothing: that two titles are rated alike high on average does not make them alike."""
        return []

    def contributions(self, ratings: Mapping[int, float], title_id: int) -> list[tuple[int, float]]:
        """Nothing: what was said about one title moves every estimate by the same, so that none is because of it."""
        return []
