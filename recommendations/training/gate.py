"""Whether a new model may serve, and the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from recommendations.metrics.intervals import bootstrap
from recommendations.metrics.pages import PagesJudged
from recommendations.metrics.ranking import RankingScores
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.scorers import Scorer
from recommendations.training.evaluate import RatingErrors, distinct
from recommendations.training.judged_pages import worse_than_active_pages, worse_than_rivals_pages
from recommendations.training.rivals import worse_than_active, worse_than_rival

ENOUGH_VIEWERS = 100
"""With so many viewers judged, a model must be better than popularity beyond noise; with fewer, not worse beyond it."""
ENOUGH_RATINGS = 200
RATINGS_TO_BE_SURE = 1_000
"""With so many, of more than a handful of viewers, the estimates must be better than one number beyond noise."""
FEWEST_TO_JUDGE_COVERAGE = 20
FEWEST_TO_JUDGE_QUALITY = 20
"""The interval of a handful of viewers is narrower than the truth."""
FEWEST_TITLES_SHOWN = 15
SHARE_OF_POPULARITYS_TITLES = 0.9
"""One list without what each viewer has seen shows the fewest titles; a ranker that knows viewers shows more."""
COIN = 0.5


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
    rival: RankingScores | None = None,
    pages: PagesJudged | None = None,
    rival_pages: PagesJudged | None = None,
) -> Verdict:
    """Refuse what is broken, collapsed, no better than popularity, or worse than the active model beyond noise.

    `rival`: the active model's recipe, learned from the same part and judged on the same viewers, where it is another
    than the new one. It makes the comparison paired, and stands in for that with the figures stored with the active
    model: those are of another day's hold-out, and a catalogue or a season that is harder to foresee would let them
    refuse every successor.
    `pages` and `rival_pages` are of home pages made with the two.
    """
    refusals = [
        *_broken(bundle, errors, seed),
        *_collapsed(model, popularity, candidates),
        *_no_better_than_popularity(model, popularity, seed),
        *_worse_than_a_coin(model, seed),
        *_worse_than_what_serves(model, popularity, active, rival, seed),
        *_worse_pages_than_what_serves(pages, active, rival_pages, seed),
    ]
    if refusals:
        return Verdict(passed=False, words="Refused: " + " ".join(refusals))
    return Verdict(passed=True, words=_praise(model, popularity))


def _worse_than_what_serves(
    model: RankingScores, popularity: RankingScores, active: Mapping[str, Any], rival: RankingScores | None, seed: int
) -> list[str]:
    if rival is None:
        return worse_than_active(model, popularity, active, seed)
    return worse_than_rival(model, rival, seed)


def _worse_pages_than_what_serves(
    pages: PagesJudged | None, active: Mapping[str, Any], rival: PagesJudged | None, seed: int
) -> list[str]:
    if rival is None:
        return worse_than_active_pages(pages, active.get("pages", {}), seed)
    return worse_than_rivals_pages(pages, rival, seed)


def _broken(bundle: Bundle, errors: RatingErrors | None, seed: int) -> list[str]:
    if not all(_is_finite(getattr(bundle, field.name)) for field in fields(bundle)):
        return ["Some of its numbers are not finite."]
    if errors is None or len(errors) < ENOUGH_RATINGS:
        return []
    # Viewers are drawn, not ratings: those of one viewer err alike, and a few who rate much are not many.
    above = errors.saved(seed=seed)
    is_sure = len(errors) >= RATINGS_TO_BE_SURE and len(np.unique(errors.viewer)) >= FEWEST_TO_JUDGE_QUALITY
    if (above.high if is_sure else above.mean) < 0:
        return []
    words = (
        f"Its rating error of {errors.rmse:.3f} is no better than the {errors.rmse_of_one_number:.3f} of saying one "
        "number for everything."
    )
    return [words]


def _is_finite(part: Any) -> bool:
    """Whether every number in a part of a bundle is one: arrays and numbers of scorers, weights, calibration."""
    if isinstance(part, Mapping | tuple):
        return all(_is_finite(value) for value in (part.values() if isinstance(part, Mapping) else part))
    if isinstance(part, Scorer):
        return _is_finite(part.arrays()) and _is_finite(part.numbers())
    if isinstance(part, np.ndarray | float):
        return not np.issubdtype(np.asarray(part).dtype, np.inexact) or bool(np.all(np.isfinite(part)))
    names = getattr(part, "__dataclass_fields__", ())
    return all(_is_finite(getattr(part, name)) for name in names)


def _collapsed(model: RankingScores, popularity: RankingScores, candidates: int) -> list[str]:
    if len(model) < FEWEST_TO_JUDGE_COVERAGE or candidates < 40:
        return []
    shown, of_one_list = distinct(model), distinct(popularity)
    if shown < FEWEST_TITLES_SHOWN:
        return [f"It shows the same {shown} titles to all {len(model)} viewers."]
    if shown < SHARE_OF_POPULARITYS_TITLES * of_one_list:
        return [f"It shows {shown} titles to {len(model)} viewers, fewer than the {of_one_list} of one list for all."]
    return []


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


def _worse_than_a_coin(model: RankingScores, seed: int) -> list[str]:
    if model.quality is None or model.quality.comparable.sum() < FEWEST_TO_JUDGE_QUALITY:
        return []
    auc = bootstrap(model.quality.auc[model.quality.comparable], seed=seed)
    if auc.high >= COIN:
        return []
    return [f"Of what was watched, it puts what was not liked first: quality AUC {auc.mean:.3f}, below a coin's 0.5."]


def _praise(model: RankingScores, popularity: RankingScores) -> str:
    if not len(model):
        return "Passed: too little was held out to judge its order; its numbers are sound."
    gain = f"NDCG@10 {model.ndcg10.mean():.4f} against popularity's {popularity.ndcg10.mean():.4f}"
    if len(model) < ENOUGH_VIEWERS:
        return f"Passed: {gain}; {len(model)} viewers are too few to ask for more than not being worse beyond noise."
    return f"Passed: {gain} over {len(model)} viewers, better beyond noise."
