"""Surprise's SVD of ratings: the library's own loop, or the same steps compiled, with factors equal to the last bit."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import surprise
from surprise.utils import get_rng

from recommendations.contracts import Interactions
from recommendations.estimators.early_stopping import InEpochs
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Factors

RATES = ("lr_bu", "lr_bi", "lr_pu", "lr_qi", "reg_bu", "reg_bi", "reg_pu", "reg_qi")


@dataclass(frozen=True, slots=True, kw_only=True)
class SVDConfig:
    factors: int = searched(100, Span(low=10, high=300, is_log=True, is_whole=True))
    epochs: int = searched(60, Span(low=5, high=150, is_log=True, is_whole=True))
    learning_rate: float = searched(0.005, Span(low=0.001, high=0.02, is_log=True))
    regularisation: float = searched(0.1, Span(low=0.01, high=0.3, is_log=True))
    is_biased: bool = True
    kernel: Literal["compiled", "single", "stock"] = "compiled"
    """Who runs the descent: `compiled` finds the factors of `stock` to the last bit; `single` is in float32."""
    patience: int = 0
    """Above 0: learn for as many epochs as helped on a validation share, tried until so many in a row did not."""
    validation_share: float = 0.1
    fold_in_ridge: float = 4.0
    fold_in_bias_ridge: float = 5.0


class SurpriseSVD(InEpochs, surprise.SVD):
    """Learns ratings; gives the match, the guard of quality and explanations, not the order of rows."""

    key = "surprise_svd"
    Config = SVDConfig
    library = surprise.SVD
    config: SVDConfig

    def settings(self) -> dict[str, Any]:
        return {
            "n_factors": self.config.factors,
            "n_epochs": self.config.epochs,
            "biased": self.config.is_biased,
            "lr_all": self.config.learning_rate,
            "reg_all": self.config.regularisation,
            "random_state": self.seed,
        }

    def learn(self, interactions: Interactions, *, seed: int, memory_limit_bytes: int | None = None) -> Factors:
        scorer = super().learn(interactions, seed=seed, memory_limit_bytes=memory_limit_bytes)
        assert isinstance(scorer, Factors)  # noqa: S101  # For the type checker; `scorer` below answers nothing else.
        return scorer

    def begin(self, trainset: ArrayTrainset) -> None:
        random = get_rng(self.random_state)
        self.pu = self.random_factors(random, trainset.n_users)
        self.qi = self.random_factors(random, trainset.n_items)
        self.bu, self.bi = np.zeros(trainset.n_users, self.real), np.zeros(trainset.n_items, self.real)

    def run(self, trainset: ArrayTrainset, epochs: int) -> None:
        # Here and not above, so that Numba is only imported where something is trained.
        from recommendations.estimators.descent import exact_descent, single_descent

        descend = single_descent() if self.config.kernel == "single" else exact_descent()
        mean = self.real(trainset.global_mean if self.biased else 0.0)
        rates = (self.real(getattr(self, name)) for name in RATES)
        entries = (trainset.starts, trainset.items, trainset.values)
        descend(*entries, self.bu, self.bi, self.pu, self.qi, mean, bool(self.biased), epochs, *rates)

    def vectors(self, trainset: ArrayTrainset) -> npt.NDArray[Any]:  # SVD++ needs it.
        return np.asarray(self.pu)

    def scorer(self, trainset: ArrayTrainset) -> Factors:
        titles = InTitleOrder(trainset)
        biases = self.bi if self.biased else self.qi @ self.pu.mean(axis=0) - trainset.global_mean
        return Factors(
            title_ids=titles.title_ids,
            factors=titles.singles(self.qi),
            biases=titles.singles(biases),
            counts=titles.counts,
            mean=float(trainset.global_mean),
            ridge=self.config.fold_in_ridge,
            bias_ridge=self.config.fold_in_bias_ridge,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return BYTES_PER_RATING * interactions + 8 * (viewers + 2 * titles) * self.config.factors
