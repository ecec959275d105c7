"""Titles near titles by who liked both: cosine, TF-IDF and BM25, the nearest found by implicit's compiled search."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.estimators.base import Estimator
from recommendations.estimators.liked import liked_matrix
from recommendations.estimators.ranges import Choices, Span, searched
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Neighbours

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemItemConfig:
    neighbours: int = searched(200, Span(low=20, high=500, is_log=True, is_whole=True))
    """Titles that are remembered for each title."""
    minimum_value: float = searched(1.25, Choices(values=(0.25, 1.25)))
    """What counts as liked: more than a title merely said to be seen is worth (1.0), less than one that was watched."""
    threads: int = 0
    """Threads of the search; 0 means one for every core."""


class ItemItem(Estimator):
    """Subclasses say how much a viewer's liking counts for a title; nearness is the product of two titles' columns."""

    Config = ItemItemConfig
    config: ItemItemConfig

    @abstractmethod
    def weigh(self, liked: Any) -> Any:
        """viewers x titles in CSR, weighted; never negative."""

    def train(self, trainset: ArrayTrainset) -> None:
        from implicit.nearest_neighbours import all_pairs_knn  # Half a second that only training should pay.

        self.liked = liked_matrix(trainset, minimum_value=self.config.minimum_value)
        weighted = self.weigh(self.liked.astype(np.float64)).tocsr()
        count = min(self.config.neighbours, trainset.n_items - 1)
        # One more, because every title is its own neighbour.
        found = all_pairs_knn(weighted, count + 1, show_progress=False, num_threads=self.config.threads)
        # Title after title has `count + 1` places; those that were not needed weigh 0.
        columns, weights = found.col.reshape(-1, count + 1), found.data.reshape(-1, count + 1)
        weights[columns == np.arange(trainset.n_items)[:, None]] = 0.0
        nearest = np.argsort(-weights, axis=1, kind="stable")[:, :count]
        self.columns = np.take_along_axis(columns, nearest, axis=1)
        self.weights = np.take_along_axis(weights, nearest, axis=1).astype(np.float32)

    def scorer(self, trainset: ArrayTrainset) -> Neighbours:
        order = np.argsort(trainset.raw_items, kind="stable")
        place = np.empty(trainset.n_items, dtype=np.int32)
        place[order] = np.arange(trainset.n_items, dtype=np.int32)
        weights = self.weights[order]
        starts = np.zeros(trainset.n_items + 1, dtype=np.int64)
        np.cumsum(np.count_nonzero(weights > 0, axis=1), out=starts[1:])
        return Neighbours(
            title_ids=trainset.raw_items[order].astype(np.int64),
            starts=starts,
            neighbours=place[self.columns[order][weights > 0]],
            weights=weights[weights > 0],
        )

    def estimate(self, user: object, item: object) -> float:
        inner_user, inner_item = self.known_pair(user, item)
        if inner_user is None or inner_item is None:
            return float(self.trainset.global_mean)
        own = self.liked[inner_user].indices
        said = self.weights[own][self.columns[own] == inner_item].sum()
        return float(self.on_the_scale(1.0 - np.exp(-said)))

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        entries = titles * min(titles, self.config.neighbours + 1)
        return 48 * interactions + 52 * entries + 16 * (viewers + titles)


class ItemCosine(ItemItem):
    """Liked by the same viewers, over the root of how many liked each."""

    key = "item_cosine"

    def weigh(self, liked: Any) -> Any:
        return of_length_one(liked)


class ItemTFIDF(ItemItem):
    """The cosine with viewers who like nearly everything counting less."""

    key = "item_tfidf"

    def weigh(self, liked: Any) -> Any:
        return of_length_one(by_viewer(liked, rarity(liked)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBM25Config(ItemItemConfig):
    saturation: float = searched(1.2, Span(low=0.1, high=3.0))
    """k1: how soon a further liking adds nothing."""
    length_share: float = searched(0.5, Span(low=0.0, high=1.0))
    """b: how much a title liked by many has to share its weight among them."""


class ItemBM25(ItemItem):
    """Robertson's BM25 with titles as documents and viewers as words; not normalised, so that popularity stays in."""

    key = "item_bm25"
    Config = ItemBM25Config
    config: ItemBM25Config

    def weigh(self, liked: Any) -> Any:
        k1, b = self.config.saturation, self.config.length_share
        counts = _of_titles(liked)
        lengths = 1.0 - b + b * counts / counts.mean()
        # Every liking is 1, so that the term x (k1 + 1) / (k1 length + x) is one number for a title.
        return by_viewer(by_title(liked, (k1 + 1.0) / (k1 * lengths + 1.0)), rarity(liked))


def rarity(liked: Any) -> Vector:
    """How much each viewer's liking says: log of all titles over those liked (inverse document frequency), not < 0."""
    own = np.asarray(liked.getnnz(axis=1), dtype=np.float64)
    return np.asarray(np.maximum(np.log(liked.shape[1]) - np.log1p(own), 0.0), dtype=np.float64)


def of_length_one(matrix: Any) -> Any:
    """Every title's column over its length."""
    lengths = np.sqrt(_of_titles(matrix.power(2)))
    return by_title(matrix, np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0))


def by_viewer(matrix: Any, weights: Vector) -> Any:
    scaled = matrix.copy()
    scaled.data = scaled.data * np.repeat(weights, np.diff(scaled.indptr))
    return scaled


def by_title(matrix: Any, weights: Vector) -> Any:
    scaled = matrix.copy()
    scaled.data = scaled.data * weights[scaled.indices]
    return scaled


def _of_titles(matrix: Any) -> Vector:
    return np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()
