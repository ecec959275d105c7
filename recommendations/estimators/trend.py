"""What is watched more than it used to be: the recent rate of each title against its own baseline."""

from dataclasses import dataclass

import numpy as np

from recommendations.estimators.base import Estimator
from recommendations.estimators.popularity import SECONDS_PER_DAY, count_of, one_list
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import OneList


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendConfig:
    recent_days: float = searched(7.0, Span(low=1.0, high=30.0, is_log=True))
    baseline_days: float = searched(60.0, Span(low=30.0, high=365.0, is_log=True))
    prior: float = 2.0
    """Votes that a title must outweigh before its rise counts; keeps one view of a forgotten title from trending."""


class Trend(Estimator):
    key = "trend"
    Config = TrendConfig
    config: TrendConfig

    def train(self, trainset: ArrayTrainset) -> None:
        votes = (trainset.values > 0).astype(np.float64)
        at = np.zeros(len(votes)) if trainset.at is None else trainset.at.astype(np.float64)
        days = (at.max(initial=0.0) - at) / SECONDS_PER_DAY
        recent = count_of(trainset, votes * (days < self.config.recent_days))
        before = count_of(trainset, votes * ((days >= self.config.recent_days) & (days < self.config.baseline_days)))
        usual = before * self.config.recent_days / (self.config.baseline_days - self.config.recent_days)
        self.rises = (recent - usual) / np.sqrt(usual + self.config.prior)

    def scorer(self, trainset: ArrayTrainset) -> OneList:
        return one_list(trainset, self.rises)

    def estimate(self, user: object, item: object) -> float:
        inner_item = self.known_pair(user, item)[1]
        if inner_item is None:
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(1.0 / (1.0 + np.exp(-self.rises[inner_item]))))
