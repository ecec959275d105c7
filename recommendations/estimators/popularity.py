"""How many people liked a title, the recent ones counting more: the floor, and the yardstick of the gate."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.estimators.base import Estimator
from recommendations.estimators.numbering import summed
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import OneList

SECONDS_PER_DAY = 86_400.0

Days = npt.NDArray[np.float64]


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
        def left(days: Days) -> Days:
            return np.maximum(np.exp2(-days / self.config.half_life_days), self.config.floor)

        self.sums = votes_of(trainset, left)

    def scorer(self, trainset: ArrayTrainset) -> OneList:
        return one_list(trainset, self.sums)

    def estimate(self, user: object, item: object) -> float:
        inner_item = self.known_pair(user, item)[1]
        if inner_item is None or not self.sums.max():
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(self.sums[inner_item] / self.sums.max()))


def votes_of(trainset: ArrayTrainset, worth: Callable[[Days], npt.NDArray[Any]]) -> npt.NDArray[np.float64]:
    """Per title the sum of what the votes for it are worth by their age, which is counted from the last one."""
    at = trainset.at
    last = 0 if at is None or not len(at) else int(at.max())

    def of_rows(rows: slice) -> npt.NDArray[Any]:
        votes = trainset.values[rows] > 0
        days = np.zeros(len(votes)) if at is None else (last - at[rows]) / SECONDS_PER_DAY
        return np.asarray(votes * worth(days))

    return summed(trainset.items, trainset.n_items, of_rows)


def one_list(trainset: ArrayTrainset, scores: npt.NDArray[np.float64]) -> OneList:
    order = np.argsort(trainset.raw_items, kind="stable")
    return OneList(title_ids=trainset.raw_items[order].astype(np.int64), scores=scores[order].astype(np.float32))
