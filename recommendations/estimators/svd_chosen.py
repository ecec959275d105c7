"""Surprise's own SVD as a ranker: trained on 1 for what was chosen and 0 for titles drawn from what was not."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from recommendations.estimators.base import Estimator
from recommendations.estimators.liked import liked_matrix
from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.surprise_svd import SurpriseSVD
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import PreferenceFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class SVDChosenConfig:
    factors: int = searched(64, Span(low=16, high=128, is_log=True, is_whole=True))
    epochs: int = searched(40, Span(low=10, high=80, is_log=True, is_whole=True))
    learning_rate: float = searched(0.01, Span(low=0.003, high=0.03, is_log=True))
    regularisation: float = searched(0.02, Span(low=0.005, high=0.1, is_log=True))
    negatives: int = searched(10, Span(low=4, high=20, is_whole=True))
    """Titles drawn from what was not chosen for each that was."""
    minimum_value: float = searched(1.25, Choices(values=(0.25, 1.25)))
    """What counts as chosen: more than a title merely said to be seen is worth (1.0)."""
    fold_in_confidence: float = searched(40.0, Span(low=4.0, high=100.0, is_log=True))
    fold_in_ridge: float = searched(60.0, Span(low=5.0, high=500.0, is_log=True))
    """Viewers are placed anew against all titles, which ranks better than the places that the descent left them in."""
    kernel: Literal["compiled", "single", "stock"] = "compiled"


class SVDChosen(Estimator):
    """Learns from choices with Surprise alone; rankers of other kinds are better, and it makes a blend with them."""

    key = "svd_chosen"
    Config = SVDChosenConfig
    config: SVDChosenConfig

    def train(self, trainset: ArrayTrainset) -> None:
        users, items, values = self._draw(trainset)
        self.svd = SurpriseSVD(
            factors=self.config.factors,
            epochs=self.config.epochs,
            learning_rate=self.config.learning_rate,
            regularisation=self.config.regularisation,
            kernel=self.config.kernel,
            seed=self.seed,
        )
        inner = ArrayTrainset(raw_users=users, raw_items=items, ratings=values, rating_scale=(0, 1))
        self.svd.fit(inner)
        # Titles that were never drawn are as unpopular as the least popular that was.
        self.biases = np.full(trainset.n_items, self.svd.bi.min(), dtype=np.float64)
        self.factors = np.zeros((trainset.n_items, self.config.factors), dtype=np.float64)
        self.biases[inner.raw_items], self.factors[inner.raw_items] = self.svd.bi, self.svd.qi

    def _draw(self, trainset: ArrayTrainset) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[np.float32]]:
        """Viewers, titles and 1 or 0, in random order: all that was liked, and pairs drawn evenly from all others."""
        liked = liked_matrix(trainset, minimum_value=self.config.minimum_value).tocoo()
        random = np.random.default_rng(self.seed)
        count = self.config.negatives * liked.nnz
        users = random.integers(0, trainset.n_users, count, dtype=np.int32)
        items = random.integers(0, trainset.n_items, count, dtype=np.int32)
        own = liked.row.astype(np.int64) * trainset.n_items + liked.col
        drawn = users.astype(np.int64) * trainset.n_items + items
        fresh = own[np.minimum(np.searchsorted(own, drawn), len(own) - 1)] != drawn
        order = random.permutation(liked.nnz + int(np.count_nonzero(fresh)))
        values = np.zeros(len(order), dtype=np.float32)
        values[: liked.nnz] = 1.0
        return (
            np.concatenate([liked.row, users[fresh]])[order],
            np.concatenate([liked.col, items[fresh]])[order],
            values[order],
        )

    def scorer(self, trainset: ArrayTrainset) -> PreferenceFactors:
        order = np.argsort(trainset.raw_items, kind="stable")
        return PreferenceFactors.of(
            title_ids=trainset.raw_items[order].astype(np.int64),
            factors=self.factors[order].astype(np.float32),
            biases=(self.svd.trainset.global_mean + self.biases[order]).astype(np.float32),
            confidence=self.config.fold_in_confidence,
            unseen_weight=1.0,
            regularisation=self.config.fold_in_ridge,
        )

    def estimate(self, user: object, item: object) -> float:
        inner_user, inner_item = self.known_pair(user, item)
        if inner_user is None or inner_item is None:
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(self.svd.predict(inner_user, inner_item).est))

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 40 * (1 + self.config.negatives) * interactions + 8 * (viewers + 4 * titles) * self.config.factors
