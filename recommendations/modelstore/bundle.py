"""A model version as serving sees it: scorers over one sorted list of titles, and the calibration of the match."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.modelstore.scorers import Factors, ItemWeights, OneList
from recommendations.modelstore.scorers.base import codes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Chance that a viewer will rate a title 4 or more, as a logistic function of the unclipped estimate."""

    slope: float = 2.0
    intercept: float = -7.0

    def chance(self, estimates: npt.ArrayLike) -> npt.NDArray[np.float64]:
        sums = np.asarray(estimates, dtype=np.float64) * self.slope + self.intercept
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0))))


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Every scorer is over `title_ids`; a part is None when there was too little to learn it from."""

    version: str
    title_ids: IntVector
    rating: Factors | None = None
    ranking: ItemWeights | None = None
    popularity: OneList
    trend: OneList
    guard_weight: float = 0.0
    """How much the estimated rating speaks beside the ranker in `rank`; chosen on validation."""
    calibration: Calibration = field(default_factory=Calibration)

    def code_of(self, title_ids: npt.ArrayLike) -> IntVector:
        """The place of each title in `title_ids`; -1 for titles that the model has never seen."""
        return codes_of(self.title_ids, title_ids)

    def match(self, estimates: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Estimated ratings as the chance in percent (0..100) that the viewer will like the title."""
        return np.rint(self.calibration.chance(estimates) * 100.0).astype(np.int64)

    def rank(self, *, strengths: Mapping[int, float], ratings: Mapping[int, float]) -> FloatVector:
        """One score per title for a viewer: the ranker, with the rating model as a guard of quality.

        Falls back to the popularity list when the viewer, or the model, knows nothing to rank by.
        """
        if self.ranking is None:
            return self.popularity.score()
        scores = self.ranking.score(strengths)
        if not scores.any():
            return self.popularity.score()
        if self.rating is None or self.guard_weight <= 0:
            return scores
        return standardised(scores) + np.float32(self.guard_weight) * standardised(self.rating.estimate(ratings))


def standardised(scores: FloatVector) -> FloatVector:
    """Scores with mean 0 and deviation 1 along the last axis, so that two models' scores can be added."""
    if not scores.shape[-1]:
        return scores
    deviation = scores.std(axis=-1, keepdims=True)
    centred = scores - scores.mean(axis=-1, keepdims=True)
    scaled = np.divide(centred, deviation, out=np.zeros_like(centred), where=deviation > 0)
    return np.asarray(scaled, dtype=np.float32)
