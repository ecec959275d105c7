"""Bayesian SVD++ of ratings (Rendle 2012): the smallest error of the house, served by the same fold-in as SVD++."""

from dataclasses import dataclass

import numpy as np

from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.gibbs import OF_ITEM, OF_USER, sample
from recommendations.estimators.ranges import Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import ImplicitFactors

LEAST_PRECISION = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class BayesianFactorsConfig:
    factors: int = searched(8, Span(low=4, high=64, is_log=True, is_whole=True))
    samples: int = searched(100, Span(low=20, high=500, is_log=True, is_whole=True))
    burn_in: int = 20
    caution: float = searched(3.0, Span(low=1.0, high=6.0))
    """A viewer's ridge is the prior's precision times this: the titles' factors, taken for known, are means."""


class BayesianFactors(Estimator):
    """Learns ratings, and what it says to have rated a title at all, with every weight of the model learned too."""

    key = "bayesian_factors"
    Config = BayesianFactorsConfig
    learns_from = "ratings"
    config: BayesianFactorsConfig

    def train(self, trainset: ArrayTrainset) -> None:
        if not trainset.n_ratings:
            raise UnableToFit("There are no ratings to learn from.")
        if trainset.has_duplicates():
            # A sweep over what was rated takes every title of a viewer once; twice, its steps would run away.
            raise UnableToFit(f"{self.key} cannot learn where a viewer rated a title twice.")
        self.posterior = sample(
            trainset,
            factors=self.config.factors,
            samples=self.config.samples,
            burn_in=self.config.burn_in,
            seed=self.seed,
        )
        self.inner = self._scorer_of(InTitleOrder(trainset))
        self.trained_on, self.places = trainset, np.argsort(np.argsort(trainset.raw_items, kind="stable"))
        self.estimates: dict[int, tuple[float, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]] = {}

    def scorer(self, trainset: ArrayTrainset) -> ImplicitFactors:
        return self.inner

    def _scorer_of(self, titles: InTitleOrder) -> ImplicitFactors:
        """Columns are scaled so that one ridge of 1 is every column's own: precision x caution / noise.

        The prior's mean of a user's column, the same for all, becomes a part of the titles' biases.
        """
        found = self.posterior
        precision = np.maximum(found.prior[:, 0], LEAST_PRECISION) / found.noise
        scale = 1.0 / np.sqrt(precision[2:] * self.config.caution)
        biases = found.items[OF_ITEM] + found.prior[2:, 1] @ found.items[2:]
        return ImplicitFactors(
            title_ids=titles.title_ids,
            factors=titles.singles(found.items[2:].T * scale),
            implicit=titles.singles(found.chosen[2:].T / scale),
            biases=titles.singles(biases),
            counts=titles.counts,
            mean=found.mean + float(found.prior[OF_USER, 1]),
            ridge=1.0,
            bias_ridge=float(precision[OF_USER]),
        )

    def estimate(self, user: object, item: object) -> float:
        """What serving would say: the user is folded in from the own ratings."""
        inner_user, inner_item = self.known_pair(user, item)
        if inner_user is None:
            bias = 0.0 if inner_item is None else float(self.inner.biases[self.places[inner_item]])
            return self.inner.mean + bias
        if inner_user not in self.estimates:
            own = slice(self.trained_on.starts[inner_user], self.trained_on.starts[inner_user + 1])
            raw = self.trained_on.raw_items[self.trained_on.items[own]].tolist()
            folded = self.inner.fold_in(dict(zip(raw, self.trained_on.values[own].tolist(), strict=True)))
            self.estimates[inner_user] = (self.inner.mean + folded.bias, folded.vector.astype(np.float32))
        base, vector = self.estimates[inner_user]
        if inner_item is None:
            return base
        place = self.places[inner_item]
        return float(base + self.inner.biases[place] + self.inner.factors[place] @ vector)

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        columns = self.config.factors + 2
        return (BYTES_PER_RATING + 56) * interactions + 8 * 6 * columns * (viewers + titles)
