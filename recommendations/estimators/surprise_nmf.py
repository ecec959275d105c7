"""Surprise's NMF: ratings as products of factors that are never negative (Luo et al. 2014, equation 10)."""

from dataclasses import dataclass
from typing import Any

import surprise

from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder, SurpriseAlgorithm
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Factors


@dataclass(frozen=True, slots=True, kw_only=True)
class NMFConfig:
    factors: int = searched(15, Span(low=5, high=50, is_log=True, is_whole=True))
    epochs: int = searched(50, Span(low=10, high=100, is_log=True, is_whole=True))
    regularisation: float = searched(0.06, Span(low=0.01, high=0.3, is_log=True))
    fold_in_ridge: float = 4.0
    fold_in_bias_ridge: float = 5.0


class SurpriseNMF(SurpriseAlgorithm, surprise.NMF):
    key = "surprise_nmf"
    Config = NMFConfig
    library = surprise.NMF
    config: NMFConfig

    def settings(self) -> dict[str, Any]:
        return {
            "n_factors": self.config.factors,
            "n_epochs": self.config.epochs,
            "reg_pu": self.config.regularisation,
            "reg_qi": self.config.regularisation,
            "random_state": self.seed,
        }

    def scorer(self, trainset: ArrayTrainset) -> Factors:
        """The title factors are Surprise's; viewers are placed by ridge around the average viewer.

        Ridge draws towards what a title gets from the average viewer, not towards 0, and may leave the positive cone:
        a viewer's own vector is not Surprise's, whose steps need the whole training.
        """
        titles = InTitleOrder(trainset)
        return Factors(
            title_ids=titles.title_ids,
            factors=titles.singles(self.qi),
            biases=titles.singles(self.qi @ self.pu.mean(axis=0) - trainset.global_mean),
            counts=titles.counts,
            mean=float(trainset.global_mean),
            ridge=self.config.fold_in_ridge,
            bias_ridge=self.config.fold_in_bias_ridge,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return BYTES_PER_RATING * interactions + 24 * (viewers + titles) * self.config.factors
