"""EASE (Steck 2019): title-to-title weights in closed form, from one inverse of the co-occurrence matrix."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.inverse import UnableToInvert, invert_in_place
from recommendations.estimators.liked import liked_matrix
from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import ItemWeights

SINGLE_FROM_TITLES = 2_000
"""From here on the matrix is in single precision: half the memory, a third of the time, the same first ten titles."""
COUNTED_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class EASEConfig:
    regularisation: float = searched(100.0, Span(low=10.0, high=3_000.0, is_log=True))
    minimum_value: float = searched(1.25, Choices(values=(0.25, 1.25)))
    """What counts as liked: more than a title merely said to be seen is worth (1.0), less than one that was watched."""
    most_titles: int = 20_000
    """The matrix has this squared; above it the titles liked most often are kept."""


class EASE(Estimator):
    """Learns who likes what together with what; the ranker of the house."""

    key = "ease"
    Config = EASEConfig
    config: EASEConfig

    def train(self, trainset: ArrayTrainset) -> None:
        liked = liked_matrix(trainset, minimum_value=self.config.minimum_value)
        counts = np.asarray(liked.getnnz(axis=0))
        most_liked = np.argsort(-counts, kind="stable")[: self.config.most_titles]
        covered = most_liked[counts[most_liked] > 0]
        # In the order of raw ids, so that the weights need not be sorted, and copied for it, afterwards.
        self.covered = covered[np.argsort(trainset.raw_items[covered], kind="stable")]
        self.place = np.full(trainset.n_items, -1, dtype=np.int64)
        self.place[self.covered] = np.arange(len(self.covered))
        self.liked = liked[:, self.covered].tocsr()
        self.weights = weights_of(
            liked_together(self.liked, dtype=np.float64 if len(covered) < SINGLE_FROM_TITLES else np.float32),
            self.config.regularisation,
        )

    def scorer(self, trainset: ArrayTrainset) -> ItemWeights:
        return ItemWeights(
            title_ids=np.sort(trainset.raw_items.astype(np.int64)),
            covered=trainset.raw_items[self.covered].astype(np.int64),
            weights=self.weights.astype(np.float32, copy=False),
        )

    def estimate(self, user: object, item: object) -> float:
        inner_user, inner_item = self.known_pair(user, item)
        if inner_user is None or inner_item is None or self.place[inner_item] < 0:
            return float(self.trainset.global_mean)
        own = self.liked[inner_user].indices
        return float(self.on_the_scale(self.weights[own, self.place[inner_item]].sum()))

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        covered = min(titles, self.config.most_titles)
        a_number = 8 + 4 if covered < SINGLE_FROM_TITLES else 4
        matrix = covered * (a_number * covered + 24 * min(covered, COUNTED_AT_ONCE))
        return matrix + 44 * interactions + 16 * (viewers + titles)


def liked_together(liked: Any, *, dtype: type[np.floating[Any]]) -> npt.NDArray[Any]:
    """How many viewers liked both, for every two titles; dense, and counted a few titles at a time."""
    titles = liked.shape[1]
    together = np.empty((titles, titles), dtype=dtype)
    by_title = liked.T.tocsr()
    for start in range(0, titles, COUNTED_AT_ONCE):
        together[start : start + COUNTED_AT_ONCE] = (by_title[start : start + COUNTED_AT_ONCE] @ liked).todense()
    return together


def weights_of(together: npt.NDArray[Any], regularisation: float) -> npt.NDArray[Any]:
    """B = I - P / diag(P), with P the inverse of the regularised co-occurrences; in the memory of `together`."""
    diagonal = np.diag_indices(len(together))
    together[diagonal] += regularisation
    try:
        invert_in_place(together)
    except UnableToInvert as problem:
        raise UnableToFit(f"The likings cannot be told apart: raise ease's regularisation. {problem}") from problem
    together /= -np.diag(together).copy()
    together[diagonal] = 0.0
    return together
