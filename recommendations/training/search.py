"""Better settings by chance and elimination: random draws, then successive halving over a growing share of viewers.

Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization" (2016): every rung
learns from `eta` times as many viewers as the one before and keeps the best 1 / `eta` of its configurations. The
configuration that is used now goes along through all rungs, so that the last one compares like with like.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import Interactions, IntVector
from recommendations.estimators import Estimator
from recommendations.estimators.ranges import draw, ranges_of
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import rank_scores
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.split import VALIDATION, only, split

ETA = 3
SMALLEST_SHARE = 1 / 9
FEWEST_VIEWERS = 100
"""Fewer than this many learned from say nothing about the rest; small sites start with a larger share."""
MOST_JUDGED = 2_000
IN_USE = 0
"""The number of the configuration that is used now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One round: how many drawn configurations learn from which share of the viewers."""

    number: int
    share: float
    drawn: int

    @property
    def cost(self) -> float:
        """In trainings on everything, the configuration in use included."""
        return self.share * (self.drawn + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one configuration reached in one rung; `score` is None when it failed."""

    number: int
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a search learns from and judges by: validation inside the training part, never the hold-out."""

    learning: Dataset
    viewers: Sequence[Judged]
    title_ids: IntVector
    candidates: npt.NDArray[np.bool_]
    shuffled: IntVector
    """Viewers in the order in which growing shares take them in."""


def plan(*, trials: int, viewers: int, eta: int = ETA) -> tuple[Rung, ...]:
    """The rungs for so many drawn configurations; the last one learns from everything."""
    smallest = min(1.0, max(SMALLEST_SHARE, FEWEST_VIEWERS / max(1, viewers)))
    steps = min(math.floor(math.log(1.0 / smallest, eta) + 1e-9), math.floor(math.log(max(1, trials), eta) + 1e-9))
    drawn = [trials]
    for _step in range(steps):
        drawn.append(math.ceil(drawn[-1] / eta))
    return tuple(
        Rung(number=number, share=float(eta) ** (number - steps), drawn=count) for number, count in enumerate(drawn)
    )


def survivors(tried: Sequence[Tried], *, keep: int, ascending: bool) -> list[int]:
    """Numbers of the best `keep` drawn configurations, best first, and the one in use at the end; ties go to the first.

    What failed does not go on, nor does the configuration in use when it failed.
    """
    sign = 1.0 if ascending else -1.0
    sound = [(sign * one.score, one.number) for one in tried if one.score is not None and math.isfinite(one.score)]
    drawn = [number for _score, number in sorted(sound) if number != IN_USE]
    return drawn[:keep] + [number for _score, number in sound if number == IN_USE]


def draws(config: type[Any], *, count: int, random: np.random.Generator) -> list[dict[str, Any]]:
    """So many configurations as values by name, all different where the ranges allow it."""
    names = tuple(ranges_of(config))
    found: list[dict[str, Any]] = []
    for _attempt in range(20 * count):
        one = draw(config, random=random)
        values = {name: getattr(one, name) for name in names}
        if values not in found:
            found.append(values)
        if len(found) == count:
            break
    return found


def searched_values(config: Any) -> dict[str, Any]:
    """The fields of a Config that a search may vary, by name."""
    return {name: getattr(config, name) for name in ranges_of(type(config))}


def ground_of(dataset: Dataset, *, seed: int) -> Ground:
    """Take away the hold-out, then validation from what is left."""
    training, _held_out = split(dataset)
    learning, validation = split(training, share=VALIDATION)
    title_ids = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids).astype(np.int64)
    touched = learning.strengths.title_ids[np.unique(learning.strengths.title_code)]
    return Ground(
        learning=learning,
        viewers=judged_viewers(train=learning, held=validation, seed=seed, most=MOST_JUDGED),
        title_ids=title_ids,
        candidates=np.isin(title_ids, touched),
        shuffled=np.random.default_rng(seed).permutation(learning.strengths.profile_ids),
    )


def attempt(  # One call a trial; everything that it depends on is named.
    estimator: type[Estimator],
    *,
    config: Any,
    ground: Ground,
    share: float,
    seed: int,
    clock: Callable[[], float],
    memory_limit_bytes: int | None = None,
) -> tuple[float, float]:
    """(score, seconds) of learning from this share of the viewers: NDCG@10, or RMSE for what learns from ratings.

    Raises UnableToFit when the configuration cannot learn, and ValueError when there is nothing to judge it by.
    """
    started = clock()
    interactions = share_of(getattr(ground.learning, estimator.learns_from), ground=ground, share=share)
    learned: Any = estimator(config, seed=seed).learn(interactions, seed=seed, memory_limit_bytes=memory_limit_bytes)
    scorer = learned.over(ground.title_ids)
    score = _rmse(scorer, ground) if is_error(estimator) else _ndcg(scorer, ground)
    return score, clock() - started


def is_error(estimator: type[Estimator]) -> bool:
    """Whether less is better."""
    return estimator.learns_from == "ratings"


def measure_of(estimator: type[Estimator]) -> str:
    return "RMSE" if is_error(estimator) else "NDCG@10"


def share_of(interactions: Interactions, *, ground: Ground, share: float) -> Interactions:
    """What the first `share` of the shuffled viewers did: a larger share holds the smaller one."""
    if share >= 1.0:
        return interactions
    taken = ground.shuffled[: math.ceil(share * len(ground.shuffled))]
    return only(interactions, np.isin(interactions.profile_ids, taken)[interactions.profile_code])


def _ndcg(scorer: Any, ground: Ground) -> float:
    judged = rank_scores(
        viewers=ground.viewers,
        title_ids=ground.title_ids,
        candidates=ground.candidates,
        scoring=lambda viewer: scorer.score(viewer.strengths),
    )
    if not len(judged):
        raise ValueError("Nobody liked anything in the validation part.")
    return float(judged.ndcg10.mean())


def _rmse(scorer: Any, ground: Ground) -> float:
    squares: list[npt.NDArray[np.float64]] = []
    for viewer in ground.viewers:
        if len(viewer.held_titles):
            estimates = scorer.estimate(viewer.ratings)[np.searchsorted(ground.title_ids, viewer.held_titles)]
            squares.append((np.clip(estimates, 1, 5) - viewer.held_ratings).astype(np.float64) ** 2)
    if not squares:
        raise ValueError("Nobody rated anything in the validation part.")
    return float(np.sqrt(np.concatenate(squares).mean()))
