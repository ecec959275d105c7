"""How many people liked a title, the recent ones counting more: the floor, and the yardstick of the gate."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.estimators.base import Estimator
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import OneList

SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PopularityConfig:
    half_life_days: float = searched(90.0, Span(low=3.0, high=2_000.0, is_log=True))
    floor: float = 0.1
    """What age leaves of a vote at least, so that an old import still has an order."""


class Popularity(Estimator):
    key = "popularity"
    Config = PopularityConfig
    config: PopularityConfig

    def train(self, trainset: ArrayTrainset) -> None:
        votes = (trainset.values > 0).astype(np.float64)
        if trainset.at is not None and len(trainset.at):
            days = (trainset.at.max() - trainset.at) / SECONDS_PER_DAY
            votes *= np.maximum(np.exp2(-days / self.config.half_life_days), self.config.floor)
        self.sums = count_of(trainset, votes)

    def scorer(self, trainset: ArrayTrainset) -> OneList:
        return one_list(trainset, self.sums)

    def estimate(self, user: object, item: object) -> float:
        inner_item = self.known_pair(user, item)[1]
        if inner_item is None or not self.sums.max():
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(self.sums[inner_item] / self.sums.max()))


def count_of(trainset: ArrayTrainset, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The sum of the weights per title."""
    return np.bincount(trainset.items, weights=weights, minlength=trainset.n_items).astype(np.float64)


def one_list(trainset: ArrayTrainset, scores: npt.NDArray[np.float64]) -> OneList:
    order = np.argsort(trainset.raw_items, kind="stable")
    return OneList(title_ids=trainset.raw_items[order].astype(np.int64), scores=scores[order].astype(np.float32))
