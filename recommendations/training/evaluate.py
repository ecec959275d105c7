"""How good a model is on what was held out: the full catalogue, seen titles removed, scored as serving scores."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, IntVector
from recommendations.metrics.intervals import bootstrap
from recommendations.metrics.ranking import RankingScores, judge, top_of
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers.base import codes_of
from recommendations.training.judged import LIKED_RATING, Judged

Scoring = Callable[[Judged], FloatVector]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingErrors:
    """Estimates of held-out ratings, unclipped, beside what was said."""

    estimates: npt.NDArray[np.float64]
    said: npt.NDArray[np.float64]
    one_number: float
    """What an estimator would say that knows no titles and no viewers."""

    def __len__(self) -> int:
        return len(self.said)

    @property
    def rmse(self) -> float:
        return float(np.sqrt(np.mean((np.clip(self.estimates, 1, 5) - self.said) ** 2)))

    @property
    def mae(self) -> float:
        return float(np.mean(np.abs(np.clip(self.estimates, 1, 5) - self.said)))

    @property
    def rmse_of_one_number(self) -> float:
        return float(np.sqrt(np.mean((self.one_number - self.said) ** 2)))


def rank_scores(
    *, viewers: Sequence[Judged], title_ids: IntVector, candidates: npt.NDArray[np.bool_], scoring: Scoring
) -> RankingScores:
    """Judge `scoring` on the viewers who have something relevant among the candidates."""
    tops, hits, relevant = [], [], []
    for viewer in viewers:
        liked = codes_of(title_ids, viewer.relevant)
        liked = liked[liked >= 0]
        if not len(viewer.relevant):
            continue
        scores = np.where(candidates, scoring(viewer), -np.inf)
        seen = codes_of(title_ids, list(viewer.strengths))
        scores[seen[seen >= 0]] = -np.inf
        top = top_of(scores[None, :], 20)[0]
        tops.append(np.pad(top, (0, 20 - len(top)), constant_values=-1))
        hits.append(np.isin(tops[-1], liked))
        relevant.append(len(viewer.relevant))
    return judge(
        hits=np.array(hits, dtype=np.bool_).reshape(-1, 20),
        relevant=np.array(relevant, dtype=np.int64),
        top=np.array(tops, dtype=np.int64).reshape(-1, 20),
    )


def rating_errors(*, viewers: Sequence[Judged], bundle: Bundle) -> RatingErrors | None:
    """Estimates by fold-in for every held-out rating of a known title; None without a rating model or ratings."""
    if bundle.rating is None:
        return None
    estimates: list[npt.NDArray[Any]] = []
    said: list[npt.NDArray[Any]] = []
    for viewer in viewers:
        codes = bundle.code_of(viewer.held_titles)
        if (codes >= 0).any():
            estimates.append(bundle.rating.estimate(viewer.ratings)[codes[codes >= 0]])
            said.append(viewer.held_ratings[codes >= 0])
    if not said:
        return None
    return RatingErrors(
        estimates=np.concatenate(estimates).astype(np.float64),
        said=np.concatenate(said).astype(np.float64),
        one_number=bundle.rating.mean,
    )


def calibration_of(errors: RatingErrors, *, prior_weight: float = 20.0) -> tuple[float, float]:
    """(slope, intercept) of the chance of a rating of 4 or more, by Newton's method.

    A prior worth `prior_weight` ratings holds it near slope 2 about 3.5, so that few ratings cannot bend it far.
    """
    features = np.column_stack([errors.estimates - 3.5, np.ones(len(errors))])
    liked = (errors.said >= LIKED_RATING).astype(np.float64)
    prior = np.array([2.0, 0.0])
    strength = np.diag([prior_weight / 4.0, prior_weight / 16.0])
    weights = prior.copy()
    for _round in range(25):
        chance = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (chance - liked) + strength @ (weights - prior)
        curvature = (features * (chance * (1.0 - chance))[:, None]).T @ features + strength
        weights -= np.linalg.solve(curvature, gradient)
    slope = max(0.05, float(weights[0]))
    return slope, float(weights[1]) - 3.5 * slope


def summary(scores: RankingScores, *, candidates: int, seed: int) -> dict[str, float]:
    """The figures of one method as they are stored and printed."""
    if not len(scores):
        return {"viewers": 0}
    interval = bootstrap(scores.ndcg10, seed=seed)
    return {
        "viewers": len(scores),
        "ndcg10": round(interval.mean, 5),
        "ndcg10_low": round(interval.low, 5),
        "ndcg10_high": round(interval.high, 5),
        "recall10": round(float(scores.recall10.mean()), 5),
        "recall20": round(float(scores.recall20.mean()), 5),
        "hit10": round(float(scores.hit10.mean()), 5),
        "coverage10": round(distinct(scores) / max(1, candidates), 5),
    }


def distinct(scores: RankingScores) -> int:
    """How many different titles were shown to anybody."""
    return len(np.unique(scores.top[scores.top >= 0]))


def table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """The figures of several methods as one Markdown table."""
    columns = ("ndcg10", "ndcg10_low", "ndcg10_high", "recall10", "recall20", "hit10", "coverage10", "viewers")
    lines = ["| method | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, figures in rows.items():
        cells = (f"{figures[key]:.0f}" if key == "viewers" else f"{figures.get(key, 0):.4f}" for key in columns)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
