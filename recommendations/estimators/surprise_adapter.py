"""Surprise's own rating algorithms as estimators: what the library is told, and what is lifted out of it."""

from abc import abstractmethod
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, Interactions, IntVector
from recommendations.estimators.base import Estimator, UnableToFit
from recommendations.estimators.numbering import counted
from recommendations.estimators.trainset import ArrayTrainset
from recommendations.modelstore.scorers import Scorer

BYTES_PER_RATING = 32
"""What a rating takes while the trainset is built, above the interactions themselves."""


class SurpriseAlgorithm(Estimator):
    """Subclasses inherit from the algorithm, too, so that `estimate` and all that Surprise offers are the library's."""

    learns_from: ClassVar[str] = "ratings"
    library: ClassVar[Any]
    """The class of Surprise that does the learning."""

    def __init__(self, config: Any = None, *, seed: int = 0, **parameters: Any) -> None:
        Estimator.__init__(self, config, seed=seed, **parameters)
        self.library.__init__(self, **self.settings())

    @abstractmethod
    def settings(self) -> dict[str, Any]:
        """The config in the words of the library's constructor."""

    def learn(self, interactions: Interactions, *, seed: int, memory_limit_bytes: int | None = None) -> Scorer:
        self.random_state = seed
        return super().learn(interactions, seed=seed, memory_limit_bytes=memory_limit_bytes)

    def train(self, trainset: ArrayTrainset) -> None:  # The library reads the trainset it was given.
        try:
            self.library.fit(self, self.trainset)
        except ZeroDivisionError as problem:
            raise UnableToFit(f"{self.key} cannot tell these ratings apart from nothing.") from problem


class InTitleOrder:
    """Arrays by inner item id as arrays by ascending raw title id, in the types that scorers store."""

    def __init__(self, trainset: ArrayTrainset) -> None:
        self.order = np.argsort(trainset.raw_items, kind="stable")
        self.title_ids: IntVector = trainset.raw_items[self.order].astype(np.int64)
        counts = counted(trainset.items, trainset.n_items)
        self.counts: FloatVector = counts[self.order].astype(np.float32)

    def singles(self, by_item: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
        """Rows by title, in single precision."""
        return np.ascontiguousarray(by_item[self.order], dtype=np.float32)

    def squared(self, by_items: npt.NDArray[Any], kind: type[Any] = np.float32) -> npt.NDArray[Any]:
        """A matrix of items by items as one of titles by titles."""
        return np.ascontiguousarray(by_items.astype(kind, copy=False)[np.ix_(self.order, self.order)])


def mean_of_each(trainset: ArrayTrainset) -> npt.NDArray[np.float64]:
    """The mean rating of every item, by inner id."""
    sums = np.bincount(trainset.items, weights=trainset.values, minlength=trainset.n_items)
    return np.asarray(sums / np.bincount(trainset.items, minlength=trainset.n_items), dtype=np.float64)
