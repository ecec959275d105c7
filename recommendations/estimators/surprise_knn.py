"""Surprise's KNNBaseline between titles: what a viewer said about the most similar ones (Koren 2010, equation 3)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import surprise
from scipy import sparse

from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.surprise_adapter import BYTES_PER_RATING, InTitleOrder, SurpriseAlgorithm
from recommendations.estimators.surprise_baseline import baselines
from recommendations.estimators.trainset import ArrayTrainset, as_arrays
from recommendations.modelstore.scorers import RatingNeighbours

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class KNNConfig:
    neighbours: int = searched(40, Span(low=5, high=100, is_log=True, is_whole=True))
    fewest_neighbours: int = searched(1, Choices(values=(1, 2, 3, 5)))
    shrinkage: float = searched(100.0, Span(low=10.0, high=300.0, is_log=True))
    epochs: int = 10
    """Of the baselines."""
    viewer_ridge: float = 15.0
    title_ridge: float = 10.0


class SurpriseKNN(SurpriseAlgorithm, surprise.KNNBaseline):
    """Similarities are correlations beyond the baselines, shrunk where few viewers rated both titles."""

    key = "surprise_knn"
    Config = KNNConfig
    library = surprise.KNNBaseline
    config: KNNConfig
    bu: Doubles | None
    bi: Doubles

    def settings(self) -> dict[str, Any]:
        return {
            "k": self.config.neighbours,
            "min_k": self.config.fewest_neighbours,
            "sim_options": {
                "name": "pearson_baseline",
                "user_based": False,
                "shrinkage": self.config.shrinkage,
            },
            "verbose": False,
        }

    def compute_baselines(self) -> tuple[Doubles, Doubles]:
        if self.bu is None:
            self.bu, self.bi = baselines(as_arrays(self.trainset), self.config)
        return self.bu, self.bi

    def compute_similarities(self) -> Doubles:
        """Surprise's shrunk Pearson correlation beyond the baselines, by three matrix products.

        0 where fewer than two viewers rated both, and where one of the two was always rated as its baseline says,
        which Surprise would divide by 0 for.
        """
        arrays = as_arrays(self.trainset)
        of_users, of_items = self.compute_baselines()
        beyond = arrays.values - (arrays.global_mean + of_users[arrays.users()] + of_items[arrays.items])
        together = products(arrays, beyond, beyond)
        squares = products(arrays, np.square(beyond), np.ones(arrays.n_ratings))
        squares = np.sqrt(squares * squares.T)
        similar = np.divide(together, squares, out=together, where=squares > 0)
        shared = products(arrays, np.ones(arrays.n_ratings), np.ones(arrays.n_ratings)) - 1.0
        similar[(shared < 1.0) | (squares <= 0)] = 0.0
        similar *= np.divide(shared, shared + self.config.shrinkage, out=squares, where=shared > 0)
        similar[np.diag_indices(arrays.n_items)] = 1.0
        return similar

    def scorer(self, trainset: ArrayTrainset) -> RatingNeighbours:
        titles = InTitleOrder(trainset)
        return RatingNeighbours(
            title_ids=titles.title_ids,
            covered=titles.title_ids,
            similarities=titles.squared(self.sim),
            biases=titles.singles(self.bi),
            counts=titles.counts,
            mean=float(trainset.global_mean),
            bias_ridge=self.config.viewer_ridge,
            neighbours=self.config.neighbours,
            fewest_neighbours=self.config.fewest_neighbours,
        )

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return BYTES_PER_RATING * interactions + 5 * 8 * titles**2 + 64 * (viewers + titles)


def products(arrays: ArrayTrainset, left: Doubles, right: Doubles) -> Doubles:
    """left[u, i] * right[u, j] summed over users, for every two items, from values in the order of the entries."""
    shape = (arrays.n_users, arrays.n_items)
    of_left, of_right = (sparse.csr_matrix((each, arrays.items, arrays.starts), shape=shape) for each in (left, right))
    return np.asarray((of_left.T @ of_right).toarray(), dtype=np.float64)
