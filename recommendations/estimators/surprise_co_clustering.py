"""Surprise's CoClustering: groups of viewers who rate groups of titles alike (George and Merugu 2005)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import surprise
from surprise.utils import get_rng

from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import (
    BYTES_PER_RATING,
    InTitleOrder,
    SurpriseAlgorithm,
    mean_of_each,
)
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import CoClusters

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoClusteringConfig:
    viewer_groups: int = searched(3, Span(low=2, high=20, is_log=True, is_whole=True))
    title_groups: int = searched(3, Span(low=2, high=20, is_log=True, is_whole=True))
    epochs: int = searched(20, Span(low=5, high=50, is_log=True, is_whole=True))


class SurpriseCoClustering(SurpriseAlgorithm, surprise.CoClustering):
    """Goes Surprise's steps over arrays; on ratings with fractions Surprise drops these, this does not."""

    key = "surprise_co_clustering"
    Config = CoClusteringConfig
    library = surprise.CoClustering
    config: CoClusteringConfig

    def settings(self) -> dict[str, Any]:
        return {
            "n_cltr_u": self.config.viewer_groups,
            "n_cltr_i": self.config.title_groups,
            "n_epochs": self.config.epochs,
            "random_state": self.seed,
        }

    def train(self, trainset: ArrayTrainset) -> None:
        random = get_rng(self.random_state)
        self.cltr_u = random.randint(self.n_cltr_u, size=trainset.n_users).astype(np.intp)
        self.cltr_i = random.randint(self.n_cltr_i, size=trainset.n_items).astype(np.intp)
        users, items, values = trainset.users(), trainset.items, trainset.values.astype(np.float64)
        sums = np.bincount(users, weights=values, minlength=trainset.n_users)
        self.user_mean, self.item_mean = sums / np.diff(trainset.starts), mean_of_each(trainset)
        for _epoch in range(self.n_epochs):
            self._update_averages(users, items, values, trainset.global_mean)
            self.cltr_u = self._best(
                users,
                values,
                trainset.n_users,
                (self._estimates(users, items, group, self.cltr_i[items]) for group in range(self.n_cltr_u)),
            )
            self.cltr_i = self._best(
                items,
                values,
                trainset.n_items,
                (self._estimates(users, items, self.cltr_u[users], group) for group in range(self.n_cltr_i)),
            )
        self._update_averages(users, items, values, trainset.global_mean)

    def _update_averages(self, users: Any, items: Any, values: Doubles, global_mean: float) -> None:
        shape = (self.n_cltr_u, self.n_cltr_i)
        cell = self.cltr_u[users] * self.n_cltr_i + self.cltr_i[items]
        counts = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
        sums = np.bincount(cell, weights=values, minlength=shape[0] * shape[1]).reshape(shape)
        self.avg_cltr_u = _averages(sums.sum(axis=1), counts.sum(axis=1), global_mean)
        self.avg_cltr_i = _averages(sums.sum(axis=0), counts.sum(axis=0), global_mean)
        self.avg_cocltr = _averages(sums, counts, global_mean)

    def _estimates(self, users: Any, items: Any, viewer_group: Any, title_group: Any) -> Doubles:
        """Estimates of all entries if their viewers, or titles, were of one group; rounded as Surprise rounds them."""
        of_users = self.avg_cocltr[viewer_group, title_group] + self.user_mean[users] - self.avg_cltr_u[viewer_group]
        return np.asarray(of_users + self.item_mean[items] - self.avg_cltr_i[title_group])

    @staticmethod
    def _best(owners: Any, values: Doubles, count: int, estimates: Iterable[Doubles]) -> npt.NDArray[np.intp]:
        """For each owner of entries the group whose estimates have the least squared error over them."""
        errors = [np.bincount(owners, weights=np.square(values - of_group), minlength=count) for of_group in estimates]
        return np.asarray(np.argmin(errors, axis=0), dtype=np.intp)

    def scorer(self, trainset: ArrayTrainset) -> CoClusters:
        titles = InTitleOrder(trainset)
        return CoClusters(
            title_ids=titles.title_ids,
            counts=titles.counts,
            offsets=titles.singles(self.item_mean - self.avg_cltr_i[self.cltr_i]),
            biases=titles.singles(self.item_mean - trainset.global_mean),
            groups=self.cltr_i[titles.order].astype(np.int32),
            together=(self.avg_cocltr - self.avg_cltr_u[:, np.newaxis]).astype(np.float32),
            mean=float(trainset.global_mean),
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return (BYTES_PER_RATING + 24 + 8 * self.config.viewer_groups) * interactions + 64 * (viewers + titles)


def _averages(sums: Any, counts: Any, otherwise: float) -> Doubles:
    return np.asarray(np.divide(sums, counts, out=np.full(sums.shape, otherwise), where=counts > 0), dtype=np.float64)
