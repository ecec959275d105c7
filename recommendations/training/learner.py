"""How a run has its estimators learn: with which settings and seed, within which memory, and which of them at once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from recommendations.contracts import Interactions
from recommendations.estimators import Estimator, Popularity, UnableToFit
from recommendations.modelstore.scorers import Scorer
from recommendations.training.dataset import Dataset
from recommendations.training.measured import give_back
from recommendations.training.memory import is_room_for
from recommendations.training.side_by_side import side_by_side

logger = logging.getLogger(__name__)

Learned = Mapping[str, Scorer]
"""Scorers by the key of the estimator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    configs: Mapping[str, Any] = field(default_factory=dict)
    """Settings by the key of the estimator; those that are absent take their defaults."""
    seed: int = 0
    memory_limit_bytes: int | None = None

    def learn(self, estimator: type[Estimator], interactions: Interactions) -> Scorer | None:
        """None, and a line in the log, where there is too little to learn from, or too much."""
        try:
            return estimator(self.configs.get(estimator.key), seed=self.seed).learn(
                interactions, seed=self.seed, memory_limit_bytes=self.memory_limit_bytes
            )
        except UnableToFit as problem:
            if estimator is Popularity:
                raise
            logger.warning("The model goes without %s: %s", estimator.key, problem)
            return None

    def rankers_and_rating(
        self, dataset: Dataset, *, rankers: Sequence[type[Estimator]], rater: type[Estimator] | None, learned: Learned
    ) -> tuple[dict[str, Scorer | None], Scorer | None]:
        """(the rankers by key, the rating model), but for what was `learned` already; at once where memory allows both.

        A descent has one thread, and the rankers leave processors idle, too: together they take as long as the longer.
        """

        def learn_rankers() -> dict[str, Scorer | None]:
            found = {one.key: learned.get(one.key) or self.learn(one, dataset.strengths) for one in rankers}
            give_back()  # What the rankers took to learn, so that it does not stand beside what the rater takes.
            return found

        def learn_rating() -> Scorer | None:
            return None if rater is None else learned.get(rater.key) or self.learn(rater, dataset.ratings)

        # Whole before two threads ask for it: half imported by one, it fails in the other.
        import_module("numba.extending")
        groups = ([rater] if rater else [], dataset.ratings), (rankers, dataset.strengths)
        is_room = is_room_for(*groups, configs=self.configs, limit=self.memory_limit_bytes)
        return side_by_side(learn_rankers, learn_rating, is_room=is_room)
