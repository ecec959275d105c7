"""Whether a new model may serve, and the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from recommendations.metrics.intervals import bootstrap
from recommendations.metrics.ranking import RankingScores
from recommendations.modelstore.bundle import Bundle
from recommendations.training.evaluate import RatingErrors, distinct

ENOUGH_VIEWERS = 100
"""With so many viewers judged, a model must be better than popularity beyond noise; with fewer, not worse beyond it."""
ENOUGH_RATINGS = 200
FEWEST_TO_JUDGE_COVERAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    passed: bool
    words: str


def verdict_on(  # The evidence is many things; each is named at the call.
    *,
    bundle: Bundle,
    model: RankingScores,
    popularity: RankingScores,
    errors: RatingErrors | None,
    candidates: int,
    active: Mapping[str, Any],
    seed: int,
) -> Verdict:
    """Refuse what is broken, collapsed, no better than popularity, or worse than the active model beyond noise."""
    refusals = [
        *_broken(bundle, errors),
        *_collapsed(model, candidates),
        *_no_better_than_popularity(model, popularity, seed),
        *_worse_than_active(model, popularity, active, seed),
    ]
    if refusals:
        return Verdict(passed=False, words="Refused: " + " ".join(refusals))
    return Verdict(passed=True, words=_praise(model, popularity))


def _broken(bundle: Bundle, errors: RatingErrors | None) -> list[str]:
    parts = (bundle.rating, bundle.ranking, bundle.popularity, bundle.trend)
    arrays = [array for part in parts if part is not None for array in part.arrays().values()]
    if not all(np.all(np.isfinite(array)) for array in arrays):
        return ["Some of its numbers are not finite."]
    if errors is None or len(errors) < ENOUGH_RATINGS or errors.rmse < errors.rmse_of_one_number:
        return []
    words = (
        f"Its rating error of {errors.rmse:.3f} is no better than the {errors.rmse_of_one_number:.3f} of saying one "
        "number for everything."
    )
    return [words]


def _collapsed(model: RankingScores, candidates: int) -> list[str]:
    if len(model) < FEWEST_TO_JUDGE_COVERAGE or candidates < 40 or distinct(model) >= 15:
        return []
    return [f"It shows the same {distinct(model)} titles to all {len(model)} viewers."]


def _no_better_than_popularity(model: RankingScores, popularity: RankingScores, seed: int) -> list[str]:
    if not len(model):
        return []
    gain = bootstrap(model.ndcg10 - popularity.ndcg10, seed=seed)
    figures = f"{model.ndcg10.mean():.4f} against {popularity.ndcg10.mean():.4f} over {len(model)} viewers"
    if len(model) >= ENOUGH_VIEWERS and gain.low <= 0:
        return [f"Its NDCG@10 is not better than popularity's beyond noise: {figures}."]
    if gain.high < 0:
        return [f"Its NDCG@10 is worse than popularity's: {figures}."]
    return []


def _worse_than_active(
    model: RankingScores, popularity: RankingScores, active: Mapping[str, Any], seed: int
) -> list[str]:
    """Compare the gains over popularity, each on its own hold-out: the active model has learned from today's.

    After a change of scale (twice or half the viewers) the two hold-outs say nothing about each other.
    """
    was = active.get("gain_over_popularity")
    if not was or not len(model) or not 0.5 <= len(model) / max(1, was["viewers"]) <= 2.0:
        return []
    gain = bootstrap(model.ndcg10 - popularity.ndcg10, seed=seed)
    if gain.high >= was["low"]:
        return []
    words = (
        f"It gains {gain.mean:.4f} NDCG@10 over popularity, the active model gained {was['mean']:.4f}; the difference "
        "is beyond noise."
    )
    return [words]


def _praise(model: RankingScores, popularity: RankingScores) -> str:
    if not len(model):
        return "Passed: too little was held out to judge its order; its numbers are sound."
    gain = f"NDCG@10 {model.ndcg10.mean():.4f} against popularity's {popularity.ndcg10.mean():.4f}"
    if len(model) < ENOUGH_VIEWERS:
        return f"Passed: {gain}; {len(model)} viewers are too few to ask for more than not being worse beyond noise."
    return f"Passed: {gain} over {len(model)} viewers, better beyond noise."
