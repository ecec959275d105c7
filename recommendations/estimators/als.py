"""Alternating least squares on what was liked (Hu, Koren, Volinsky 2008), as `implicit` computes it."""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from recommendations.estimators.base import Estimator
from recommendations.estimators.liked import liked_matrix
from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import PreferenceFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class ALSConfig:
    factors: int = searched(64, Span(low=16, high=256, is_log=True, is_whole=True))
    regularisation: float = searched(20.0, Span(low=1.0, high=100.0, is_log=True))
    alpha: float = searched(5.0, Span(low=1.0, high=40.0, is_log=True))
    """How much more a liked title weighs than one that was not chosen."""
    iterations: int = searched(15, Span(low=5, high=30, is_whole=True))
    minimum_value: float = searched(1.25, Choices(values=(0.25, 1.25)))
    """What counts as liked: more than a title merely said to be seen is worth (1.0), less than one that was watched."""
    threads: int = 0
    """Threads of the solver; 0 means one for every core."""


class ALS(Estimator):
    """Learns factors of any number of titles; the ranker where EASE's square matrix would not fit."""

    key = "als"
    Config = ALSConfig
    config: ALSConfig

    def train(self, trainset: ArrayTrainset) -> None:
        from implicit.cpu.als import AlternatingLeastSquares  # Half a second that only training should pay.

        liked = liked_matrix(trainset, minimum_value=self.config.minimum_value)
        # Told alpha, the library would multiply a copy of the matrix by it.
        liked.data *= np.float32(self.config.alpha)
        # The solver has threads of its own, and each would wait for those of BLAS.
        with threadpool_limits(1, "blas"):
            model = AlternatingLeastSquares(
                factors=self.config.factors,
                regularization=self.config.regularisation,
                iterations=self.config.iterations,
                num_threads=self.config.threads,
                random_state=self.seed,
            )
            model.fit(liked, show_progress=False)
        model.alpha = self.config.alpha  # For whoever asks it about other rows, which are of ones.
        self.model = model

    def scorer(self, trainset: ArrayTrainset) -> PreferenceFactors:
        order = np.argsort(trainset.raw_items, kind="stable")
        return PreferenceFactors.of(
            title_ids=trainset.raw_items[order].astype(np.int64),
            factors=self.model.item_factors[order],
            biases=np.zeros(trainset.n_items, dtype=np.float32),
            confidence=self.config.alpha,
            unseen_weight=1.0,
            regularisation=self.config.regularisation,
        )

    def estimate(self, user: object, item: object) -> float:
        inner_user, inner_item = self.known_pair(user, item)
        if inner_user is None or inner_item is None:
            return float(self.trainset.global_mean)
        return float(self.on_the_scale(self.model.user_factors[inner_user] @ self.model.item_factors[inner_item]))

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 48 * interactions + 4 * (viewers + 3 * titles) * self.config.factors + 16 * (viewers + titles)
