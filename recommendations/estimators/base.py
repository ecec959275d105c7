"""What every estimator promises: a Surprise algorithm whose trained state is a scorer of numpy arrays."""

from abc import abstractmethod
from dataclasses import replace
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
    A field of the Config that may be searched says its range (`ranges.searched`).
    """

    key: ClassVar[str]
    Config: ClassVar[type[Any]]
    learns_from: ClassVar[str] = "strengths"
    """`ratings` (what was said, 1 to 5) or `strengths` (what behaviour is worth)."""

    config: Any
    seed: int

    def __init__(self, config: Any = None, *, seed: int = 0, **parameters: Any) -> None:
        """`parameters` replace fields of the config by name, which is how Surprise's GridSearchCV passes them."""
        surprise.AlgoBase.__init__(self)
        self.config = replace(self.Config() if config is None else config, **parameters)
        self.seed = seed

    def fit(self, trainset: surprise.Trainset) -> Self:
        surprise.AlgoBase.fit(self, trainset)
        self.train(as_arrays(trainset))
        return self

    def learn(self, interactions: Interactions, *, seed: int, memory_limit_bytes: int | None = None) -> Scorer:
        """Fit on everything in `interactions` whose value is a number.

        Raises UnableToFit when there is nothing to learn from, when it would take more than `memory_limit_bytes`, or
        when the numbers learned ran away.
        """
        usable = finite(interactions)
        if not len(usable):
            raise UnableToFit("There are no interactions to learn from.")
        self._refuse_to_outgrow(usable, memory_limit_bytes)
        self.seed = seed
        trainset = ArrayTrainset.of(usable)
        self.fit(trainset)
        scorer = self.scorer(trainset)
        if not all(np.isfinite(array).all() for array in scorer.arrays().values()):
            raise UnableToFit(f"{self.key} learned numbers that are not finite; a smaller learning rate may help.")
        return scorer

    @abstractmethod
    def train(self, trainset: ArrayTrainset) -> None:
        """Learn from the arrays and keep what was learned on `self`."""

    @abstractmethod
    def scorer(self, trainset: ArrayTrainset) -> Scorer:
        """What was learned, over raw title ids in ascending order."""

    def memory_bytes(self, *, viewers: int, titles: int, interactions: int) -> int:
        """About how much training will take at its peak, beside the interactions themselves."""
        return 40 * interactions + 64 * (titles + viewers)

    def _refuse_to_outgrow(self, interactions: Interactions, memory_limit_bytes: int | None) -> None:
        viewers, titles = len(interactions.profile_ids), len(interactions.title_ids)
        needed = self.memory_bytes(viewers=viewers, titles=titles, interactions=len(interactions))
        if memory_limit_bytes is not None and needed > memory_limit_bytes:
            raise UnableToFit(
                f"{self.key} would take about {needed / 1e9:.1f} GB for {len(interactions):,} interactions of "
                f"{viewers:,} viewers with {titles:,} titles; {memory_limit_bytes / 1e9:.1f} GB are allowed."
            )

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


def finite(interactions: Interactions) -> Interactions:
    """The interactions without those whose value is not a finite number."""
    keep = np.isfinite(interactions.value)
    if keep.all():
        return interactions
    return replace(
        interactions,
        profile_code=interactions.profile_code[keep],
        title_code=interactions.title_code[keep],
        value=interactions.value[keep],
        at=interactions.at[keep],
    )
