"""What every estimator promises: a Surprise algorithm whose trained state is a scorer of numpy arrays."""

from abc import abstractmethod
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt
import surprise

from recommendations.contracts import Interactions
from recommendations.estimators.trainset import ArrayTrainset, as_arrays
from recommendations.modelstore.scorers import Scorer


class UnableToFit(Exception):
    """The interactions do not allow this estimator to learn; the message says why."""


class Estimator(surprise.AlgoBase):
    """Subclasses say `key`, a frozen dataclass `Config`, what to learn from, and how.

    `fit(trainset)` and `estimate(user, item)` are Surprise's, so `surprise.model_selection` works on each;
    `learn(interactions, seed=...)` is ours: it fits on arrays and answers the scorer that serving needs.
    """

    key: ClassVar[str]
    Config: ClassVar[type[Any]]
    learns_from: ClassVar[str] = "strengths"
    """`ratings` (what was said, 1 to 5) or `strengths` (what behaviour is worth)."""

    config: Any
    seed: int

    def __init__(self, config: Any = None, *, seed: int = 0) -> None:
        surprise.AlgoBase.__init__(self)
        self.config = self.Config() if config is None else config
        self.seed = seed

    def fit(self, trainset: surprise.Trainset) -> Self:
        surprise.AlgoBase.fit(self, trainset)
        self.train(as_arrays(trainset))
        return self

    def learn(self, interactions: Interactions, *, seed: int) -> Scorer:
        """Fit on everything in `interactions`; raises UnableToFit when there is nothing to learn from."""
        if not len(interactions):
            raise UnableToFit("There are no interactions to learn from.")
        self.seed = seed
        trainset = ArrayTrainset.of(interactions)
        self.fit(trainset)
        return self.scorer(trainset)

    @abstractmethod
    def train(self, trainset: ArrayTrainset) -> None:
        """Learn from the arrays and keep what was learned on `self`."""

    @abstractmethod
    def scorer(self, trainset: ArrayTrainset) -> Scorer:
        """What was learned, over raw title ids in ascending order."""

    def memory_bytes(self, *, titles: int, interactions: int) -> int:
        """About how much training will take at its peak, beside the interactions themselves."""
        return 16 * interactions + 64 * titles

    def on_the_scale(self, shares: npt.ArrayLike) -> Any:
        """Shares in 0..1 as ratings, so that Surprise can measure an error of what is not a rating."""
        lower, upper = self.trainset.rating_scale
        return lower + (upper - lower) * np.clip(shares, 0.0, 1.0)

    def known_pair(self, user: object, item: object) -> tuple[int | None, int | None]:
        """Inner ids, or None for what the trainset does not know (Surprise passes strings for those)."""
        return (
            user if isinstance(user, int) and self.trainset.knows_user(user) else None,
            item if isinstance(item, int) and self.trainset.knows_item(item) else None,
        )
