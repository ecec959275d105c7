"""EASE (Steck 2019): title-to-title weights in closed form, from one inverse of the co-occurrence matrix."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import ItemWeights


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
        liked = trainset.values >= self.config.minimum_value
        if not liked.any():
            raise UnableToFit("Nobody has liked anything yet.")
        users = np.repeat(np.arange(trainset.n_users), np.diff(trainset.starts))
        counts = np.bincount(trainset.items[liked], minlength=trainset.n_items)
        most_liked = np.argsort(-counts, kind="stable")[: self.config.most_titles]
        self.covered = np.sort(most_liked[counts[most_liked] > 0])
        matrix = sparse.csr_matrix(
            (np.ones(int(liked.sum())), (users[liked], trainset.items[liked])),
            shape=(trainset.n_users, trainset.n_items),
        )[:, self.covered]
        self.liked = matrix
        self.weights = weights_of(np.asarray((matrix.T @ matrix).todense()), self.config.regularisation)

    def scorer(self, trainset: ArrayTrainset) -> ItemWeights:
        raw = trainset.raw_items[self.covered].astype(np.int64)
        order = np.argsort(raw, kind="stable")
        return ItemWeights(
            title_ids=np.sort(trainset.raw_items.astype(np.int64)),
            covered=raw[order],
            weights=np.ascontiguousarray(self.weights[np.ix_(order, order)], dtype=np.float32),
        )

    def estimate(self, user: object, item: object) -> float:
        inner_user, inner_item = self.known_pair(user, item)
        place = -1 if inner_item is None else int(np.searchsorted(self.covered, inner_item))
        if inner_user is None or not 0 <= place < len(self.covered) or self.covered[place] != inner_item:
            return float(self.trainset.global_mean)
        own = self.liked[inner_user].indices
        return float(self.on_the_scale(self.weights[own, place].sum()))

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        return 3 * 8 * min(titles, self.config.most_titles) ** 2 + 56 * interactions + 8 * viewers


def weights_of(together: npt.NDArray[np.float64], regularisation: float) -> npt.NDArray[np.float64]:
    """B = I - P / diag(P), with P the inverse of the regularised co-occurrences; `together` is used up."""
    diagonal = np.diag_indices(len(together))
    together[diagonal] += regularisation
    # NumPy's inverse lets other threads run meanwhile, SciPy's does not: the heartbeat of a lease must not fall silent.
    inverse = np.asarray(np.linalg.inv(together), dtype=np.float64)
    inverse /= -np.diag(inverse).copy()
    inverse[diagonal] = 0.0
    return inverse
