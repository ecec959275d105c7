"""Surprise's SVD++ of ratings (Koren 2008): the library's own loop, or the same descent without its cost per rating."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import surprise
from scipy import sparse
from surprise.utils import get_rng

from recommendations.estimators.early_stopping import InEpochs
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import ImplicitFactors

RATES = ("lr_bu", "lr_bi", "lr_pu", "lr_qi", "lr_yj", "reg_bu", "reg_bi", "reg_pu", "reg_qi", "reg_yj")


@dataclass(frozen=True, slots=True, kw_only=True)
class SVDPlusPlusConfig:
    factors: int = searched(20, Span(low=5, high=200, is_log=True, is_whole=True))
    epochs: int = searched(40, Span(low=5, high=100, is_log=True, is_whole=True))
    learning_rate: float = searched(0.005, Span(low=0.001, high=0.02, is_log=True))
    regularisation: float = searched(0.05, Span(low=0.01, high=0.3, is_log=True))
    kernel: Literal["compiled", "single", "stock"] = "compiled"
    """Who runs the descent: `compiled` is within 1e-9 of `stock`; `single` is in float32."""
    patience: int = 0
    """Above 0: learn for as many epochs as helped on a validation share, tried until so many in a row did not."""
    validation_share: float = 0.1
    fold_in_ridge: float = 4.0
    fold_in_bias_ridge: float = 5.0


class SurpriseSVDPlusPlus(InEpochs, surprise.SVDpp):
    """Learns ratings and, beside them, what it says that a viewer chose to rate a title at all."""

    key = "surprise_svd_plus_plus"
    Config = SVDPlusPlusConfig
    library = surprise.SVDpp
    config: SVDPlusPlusConfig

    def settings(self) -> dict[str, Any]:
        return {
            "n_factors": self.config.factors,
            "n_epochs": self.config.epochs,
            "lr_all": self.config.learning_rate,
            "reg_all": self.config.regularisation,
            "random_state": self.seed,
            "cache_ratings": True,
        }

    def is_left_to_the_library(self, trainset: ArrayTrainset) -> bool:
        """The library moves a title that a viewer rated twice by twice as much, which the kernels do not."""
        return self.config.kernel == "stock" or trainset.has_duplicates()

    def begin(self, trainset: ArrayTrainset) -> None:
        random = get_rng(self.random_state)
        self.pu = self.random_factors(random, trainset.n_users)
        self.qi = self.random_factors(random, trainset.n_items)
        self.yj = self.random_factors(random, trainset.n_items)
        self.bu, self.bi = np.zeros(trainset.n_users, self.real), np.zeros(trainset.n_items, self.real)

    def run(self, trainset: ArrayTrainset, epochs: int) -> None:
        # Here and not above, so that Numba is only imported where something is trained.
        from recommendations.estimators.descent_with_implicit import (
            exact_descent_with_implicit,
            single_descent_with_implicit,
        )

        descend = single_descent_with_implicit() if self.config.kernel == "single" else exact_descent_with_implicit()
        entries = (trainset.starts, trainset.items, trainset.values)
        learned = (self.bu, self.bi, self.pu, self.qi, self.yj)
        rates = (self.real(getattr(self, name)) for name in RATES)
        descend(*entries, *learned, self.real(trainset.global_mean), epochs, *rates)

    def vectors(self, trainset: ArrayTrainset) -> npt.NDArray[Any]:
        counts = np.diff(trainset.starts)
        each = np.repeat(1.0 / np.sqrt(np.maximum(counts, 1)), counts)
        shape = (trainset.n_users, trainset.n_items)
        return np.asarray(self.pu + sparse.csr_matrix((each, trainset.items, trainset.starts), shape=shape) @ self.yj)

    def scorer(self, trainset: ArrayTrainset) -> ImplicitFactors:
        titles = InTitleOrder(trainset)
        return ImplicitFactors(
            title_ids=titles.title_ids,
            factors=titles.singles(self.qi),
            implicit=titles.singles(self.yj),
            biases=titles.singles(self.bi),
            counts=titles.counts,
            mean=float(trainset.global_mean),
            ridge=self.config.fold_in_ridge,
            bias_ridge=self.config.fold_in_bias_ridge,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return BYTES_PER_RATING * interactions + 8 * (viewers + 3 * titles) * self.config.factors
