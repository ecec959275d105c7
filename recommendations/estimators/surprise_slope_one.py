"""Surprise's SlopeOne: by how much one title is rated above another (Lemire and Maclachlan 2005)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import surprise

from recommendations.estimators.ranges import Choices, searched
from recommendations.estimators.surprise_adapter import (
    BYTES_PER_RATING,
    InTitleOrder,
    SurpriseAlgorithm,
    mean_of_each,
)
from recommendations.estimators.surprise_knn import products
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeOneConfig:
    fewest_in_common: int = searched(1, Choices(values=(1, 2, 3, 5)))
    """Titles that fewer viewers rated both of are not compared; Surprise compares from 1 on."""


class SurpriseSlopeOne(SurpriseAlgorithm, surprise.SlopeOne):
    """Learns what Surprise learns by two matrix products; on ratings with fractions Surprise drops these, this not."""

    key = "surprise_slope_one"
    Config = SlopeOneConfig
    library = surprise.SlopeOne
    config: SlopeOneConfig

    def settings(self) -> dict[str, Any]:
        return {}

    def train(self, trainset: ArrayTrainset) -> None:
        ones = np.ones(trainset.n_ratings)
        self.freq = products(trainset, ones, ones)
        self.freq[self.freq < self.config.fewest_in_common] = 0.0
        sums = products(trainset, trainset.values.astype(np.float64), ones)
        sums -= sums.T.copy()
        self.dev = np.divide(sums, self.freq, out=np.zeros_like(sums), where=self.freq > 0)
        means = np.bincount(trainset.users(), weights=trainset.values, minlength=trainset.n_users)
        self.user_mean = means / np.diff(trainset.starts)

    def scorer(self, trainset: ArrayTrainset) -> Deviations:
        titles = InTitleOrder(trainset)
        return Deviations(
            title_ids=titles.title_ids,
            covered=titles.title_ids,
            above=titles.squared(-self.dev),
            compared=titles.squared(self.freq > 0, np.uint8),
            counts=titles.counts,
            typical=titles.singles(mean_of_each(trainset) - trainset.global_mean),
            mean=float(trainset.global_mean),
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 2 * BYTES_PER_RATING * interactions + 5 * 8 * titles**2 + 16 * viewers
