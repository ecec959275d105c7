"""A new model against the one that serves: on the same viewers where possible, else by what was stored."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from recommendations.metrics.intervals import Interval, bootstrap, bootstrap_difference
from recommendations.metrics.ranking import RankingScores
from recommendations.training.evaluate import distinct

NDCG_TO_TRADE = 0.03
"""So great a share of the active NDCG@10 may be lost, beyond noise, where quality gains beyond noise."""
AUC_TO_TRADE = 0.02
"""So much quality AUC may be lost, beyond noise, where NDCG@10 gains beyond noise."""
SHARE_OF_ACTIVE_COVERAGE = 0.5
FEWEST_TO_JUDGE = 20
"""The interval of a handful of viewers is narrower than the truth, and few viewers are shown few titles."""


def worse_than_rival(model: RankingScores, rival: RankingScores, seed: int) -> list[str]:
    """Why `model` may not replace `rival`, which learned from the same part and was judged on the same viewers.

    The two measures are looked at together: a loss beyond noise in one is let through only as a small price for a
    gain beyond noise in the other. Raises ValueError when the viewers are not the same.
    """
    if len(model) < FEWEST_TO_JUDGE:
        return []
    ndcg = bootstrap_difference(model.ndcg10, rival.ndcg10, seed=seed)
    auc = _auc_difference(model, rival, seed)
    active = float(rival.ndcg10.mean())
    refusals = []
    if ndcg.high < 0 and not (auc.low > 0 and -ndcg.mean <= NDCG_TO_TRADE * active):
        words = f"{active + ndcg.mean:.4f} against {active:.4f}, {_interval(ndcg)}"
        refusals.append(f"Its NDCG@10 is worse than the active recipe's beyond noise: {words}.")
    if auc.high < 0 and not (ndcg.low > 0 and -auc.mean <= AUC_TO_TRADE):
        refusals.append(f"Its quality AUC is worse than the active recipe's beyond noise: {_interval(auc)}.")
    if distinct(model) < SHARE_OF_ACTIVE_COVERAGE * distinct(rival):
        refusals.append(f"It shows {distinct(model)} titles where the active recipe shows {distinct(rival)}.")
    return refusals


def _auc_difference(model: RankingScores, rival: RankingScores, seed: int) -> Interval:
    if model.quality is None or rival.quality is None:
        return bootstrap(np.empty(0), seed=seed)
    both = model.quality.comparable & rival.quality.comparable
    if both.sum() < FEWEST_TO_JUDGE:
        return bootstrap(np.empty(0), seed=seed)
    return bootstrap_difference(model.quality.auc[both], rival.quality.auc[both], seed=seed)


def worse_than_active(
    model: RankingScores, popularity: RankingScores, active: Mapping[str, Any], seed: int
) -> list[str]:
    """The same by the figures stored with the active model, each on its own hold-out: it has learned from today's.

    Gains over popularity are compared for NDCG@10, quality and coverage as they are. After a change of scale (twice or
    half the viewers) the two hold-outs say nothing about each other.
    """
    was, stored = active.get("gain_over_popularity"), active.get("model", {})
    if not was or not len(model) or not 0.5 <= len(model) / max(1, was["viewers"]) <= 2.0:
        return []
    refusals = []
    gain = bootstrap(model.ndcg10 - popularity.ndcg10, seed=seed)
    lost_order = gain.high < was["low"]
    comparable = np.empty(0) if model.quality is None else model.quality.auc[model.quality.comparable]
    auc = bootstrap(comparable if len(comparable) >= FEWEST_TO_JUDGE else np.empty(0), seed=seed)
    lost_quality = "auc_low" in stored and auc.high < stored["auc_low"]
    gained_quality = "auc_high" in stored and auc.low > stored["auc_high"]
    small = was["mean"] - gain.mean <= NDCG_TO_TRADE * stored.get("ndcg10", 0.0)
    if lost_order and not (gained_quality and small):
        refusals.append(
            f"It gains {gain.mean:.4f} NDCG@10 over popularity, the active model gained {was['mean']:.4f}; the "
            "difference is beyond noise."
        )
    if lost_quality and not (gain.low > was["high"] and stored["auc"] - auc.mean <= AUC_TO_TRADE):
        refusals.append(
            f"Its quality AUC is {auc.mean:.3f}, the active model's was {stored['auc']:.3f}; the difference is beyond "
            "noise."
        )
    return [*refusals, *_narrower(model, stored)]


def _narrower(model: RankingScores, stored: Mapping[str, Any]) -> list[str]:
    was, viewers = stored.get("distinct10"), len(model)
    if not was or viewers < FEWEST_TO_JUDGE or distinct(model) >= SHARE_OF_ACTIVE_COVERAGE * was:
        return []
    return [f"It shows {distinct(model)} titles to {viewers} viewers, the active model showed {was}."]


def _interval(difference: Interval) -> str:
    return f"a difference of {difference.mean:.4f} (95 % between {difference.low:.4f} and {difference.high:.4f})"
