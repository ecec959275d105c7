"""What is watched more than it used to be: the recent rate of each title against its own baseline."""

from dataclasses import dataclass

import numpy as np

from recommendations.estimators.base import Estimator
from recommendations.estimators.popularity import one_list, votes_of
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
        short, long = self.config.recent_days, self.config.baseline_days
        recent = votes_of(trainset, lambda days: days < short)
        before = votes_of(trainset, lambda days: (days >= short) & (days < long))
        usual = before * short / (long - short)
        self.rises = (recent - usual) / np.sqrt(usual + self.config.prior)

    def scorer(self, trainset: ArrayTrainset) -> OneList:
        return one_list(trainset, self.rises)

    def estimate(self, user: object, item: object) -> float:
        inner_item = self.known_pair(user, item)[1]
        if inner_item is None:
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(1.0 / (1.0 + np.exp(-self.rises[inner_item]))))
