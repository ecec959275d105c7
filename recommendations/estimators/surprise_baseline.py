"""Surprise's BaselineOnly: how high a viewer rates, and how high a title is rated (Koren 2010, section 2.1)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import surprise

from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder, SurpriseAlgorithm
from recommendations.estimators.trainset import ArrayTrainset, as_arrays
from recommendations.modelstore.scorers import Factors

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineConfig:
    epochs: int = 10
    viewer_ridge: float = searched(15.0, Span(low=1.0, high=50.0, is_log=True))
    title_ridge: float = searched(10.0, Span(low=1.0, high=50.0, is_log=True))


class SurpriseBaseline(SurpriseAlgorithm, surprise.BaselineOnly):
    """The least that a rating model must beat; its scorer is exact, for known viewers and new."""

    key = "surprise_baseline"
    Config = BaselineConfig
    library = surprise.BaselineOnly
    config: BaselineConfig

    def settings(self) -> dict[str, Any]:
        return {"verbose": False}

    def compute_baselines(self) -> tuple[Doubles, Doubles]:
        self.bu, self.bi = baselines(as_arrays(self.trainset), self.config)
        return self.bu, self.bi

    def scorer(self, trainset: ArrayTrainset) -> Factors:
        """Factors of width 0: the ridge of the viewer's bias is the last step of Surprise's least squares."""
        titles = InTitleOrder(trainset)
        return Factors(
            title_ids=titles.title_ids,
            factors=np.empty((trainset.n_items, 0), dtype=np.float32),
            biases=titles.singles(self.bi),
            counts=titles.counts,
            mean=float(trainset.global_mean),
            bias_ridge=self.config.viewer_ridge,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 2 * BYTES_PER_RATING * interactions + 64 * (viewers + titles)


def baselines(trainset: ArrayTrainset, config: Any) -> tuple[Doubles, Doubles]:
    """Biases of users and items by Surprise's alternating least squares, over arrays and to the last bit.

    `config` has `epochs`, `viewer_ridge` and `title_ridge`.
    """
    users, items = trainset.users(), trainset.items
    by_item = trainset.in_row_order()
    beyond = trainset.values.astype(np.float64) - trainset.global_mean
    of_users, of_items = np.zeros(trainset.n_users), np.zeros(trainset.n_items)
    per_user, per_item = np.diff(trainset.starts), np.bincount(items, minlength=trainset.n_items)
    for _epoch in range(config.epochs):
        # In the order of the rows, in which Surprise adds up an item's ratings.
        left = (beyond - of_users[users])[by_item]
        sums = np.bincount(items[by_item], weights=left, minlength=trainset.n_items)
        of_items = sums / (config.title_ridge + per_item)
        sums = np.bincount(users, weights=beyond - of_items[items], minlength=trainset.n_users)
        of_users = sums / (config.viewer_ridge + per_user)
    return of_users, of_items
