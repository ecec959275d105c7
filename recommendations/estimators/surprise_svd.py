"""Surprise's SVD of ratings: the library's own loop, or the same steps compiled, with factors equal to the last bit."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import surprise
from surprise.utils import get_rng

from recommendations.contracts import Interactions
from recommendations.estimators.base import Estimator
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Factors


@cache
def compiled_descent() -> Any:
    """The kernel, compiled once per process; about two seconds. No fast mathematics: rounding must stay Surprise's.

    It lets other threads run: the heartbeat of a lease must not fall silent while a large descent lasts.
    """
    import numba

    return numba.njit(cache=False, fastmath=False, nogil=True)(_descend)


def _descend(  # A compiled kernel takes its arrays one by one.
    starts: Any, items: Any, values: Any, bu: Any, bi: Any, pu: Any, qi: Any, mean: float, biased: bool, epochs: int,
    lr_bu: float, lr_bi: float, lr_pu: float, lr_qi: float, reg_bu: float, reg_bi: float, reg_pu: float, reg_qi: float,
) -> None:  # fmt: skip
    factors = pu.shape[1]
    for _epoch in range(epochs):
        for user in range(len(starts) - 1):
            for entry in range(starts[user], starts[user + 1]):
                item = items[entry]
                dot = 0.0
                for f in range(factors):
                    dot += qi[item, f] * pu[user, f]
                error = values[entry] - (mean + bu[user] + bi[item] + dot)
                if biased:
                    bu[user] += lr_bu * (error - reg_bu * bu[user])
                    bi[item] += lr_bi * (error - reg_bi * bi[item])
                for f in range(factors):
                    of_user, of_item = pu[user, f], qi[item, f]
                    pu[user, f] += lr_pu * (error * of_item - reg_pu * of_user)
                    qi[item, f] += lr_qi * (error * of_user - reg_qi * of_item)


@dataclass(frozen=True, slots=True, kw_only=True)
class SVDConfig:
    factors: int = searched(100, Span(low=10, high=300, is_log=True, is_whole=True))
    epochs: int = searched(60, Span(low=5, high=150, is_log=True, is_whole=True))
    learning_rate: float = searched(0.005, Span(low=0.001, high=0.02, is_log=True))
    regularisation: float = searched(0.1, Span(low=0.01, high=0.3, is_log=True))
    kernel: Literal["compiled", "stock"] = "compiled"
    """Who runs the descent; the factors are the same."""
    fold_in_ridge: float = 4.0
    fold_in_bias_ridge: float = 5.0


class SurpriseSVD(Estimator, surprise.SVD):
    """Learns ratings; gives the match, the guard of quality and explanations, not the order of rows."""

    key = "surprise_svd"
    Config = SVDConfig
    learns_from = "ratings"
    config: SVDConfig

    def __init__(self, config: SVDConfig | None = None, *, seed: int = 0, **parameters: Any) -> None:
        Estimator.__init__(self, config, seed=seed, **parameters)
        surprise.SVD.__init__(
            self,
            n_factors=self.config.factors,
            n_epochs=self.config.epochs,
            lr_all=self.config.learning_rate,
            reg_all=self.config.regularisation,
            random_state=seed,
        )

    def learn(self, interactions: Interactions, *, seed: int, memory_limit_bytes: int | None = None) -> Factors:
        self.random_state = seed
        scorer = super().learn(interactions, seed=seed, memory_limit_bytes=memory_limit_bytes)
        assert isinstance(scorer, Factors)  # noqa: S101  # For the type checker; `scorer` below answers nothing else.
        return scorer

    def train(self, trainset: ArrayTrainset) -> None:
        if self.config.kernel == "stock":
            surprise.SVD.sgd(self, self.trainset)
        else:
            self._descend(trainset)

    def _descend(self, trainset: ArrayTrainset) -> None:
        random = get_rng(self.random_state)
        self.pu = random.normal(self.init_mean, self.init_std_dev, size=(trainset.n_users, self.n_factors))
        self.qi = random.normal(self.init_mean, self.init_std_dev, size=(trainset.n_items, self.n_factors))
        self.bu = np.zeros(trainset.n_users, np.double)
        self.bi = np.zeros(trainset.n_items, np.double)
        rates = (self.lr_bu, self.lr_bi, self.lr_pu, self.lr_qi, self.reg_bu, self.reg_bi, self.reg_pu, self.reg_qi)
        compiled_descent()(
            trainset.starts,
            trainset.items,
            trainset.values.astype(np.float64),
            self.bu,
            self.bi,
            self.pu,
            self.qi,
            self.trainset.global_mean if self.biased else 0.0,
            self.biased,
            self.n_epochs,
            *(float(rate) for rate in rates),
        )

    def scorer(self, trainset: ArrayTrainset) -> Factors:
        order = np.argsort(trainset.raw_items, kind="stable")
        counts: npt.NDArray[np.int64] = np.bincount(trainset.items, minlength=trainset.n_items)
        return Factors(
            title_ids=trainset.raw_items[order].astype(np.int64),
            factors=self.qi[order].astype(np.float32),
            biases=self.bi[order].astype(np.float32),
            counts=counts[order].astype(np.float32),
            mean=float(trainset.global_mean),
            ridge=self.config.fold_in_ridge,
            bias_ridge=self.config.fold_in_bias_ridge,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 56 * interactions + 8 * (viewers + 2 * titles) * self.config.factors
