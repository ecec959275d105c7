"""What a model version is made of: which estimators learn its parts, with which settings, and how they are blended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from recommendations.contracts import IntVector
from recommendations.estimators import (
    ALS,
    EASE,
    BayesianFactors,
    Estimator,
    Popularity,
    SurpriseSVD,
    Trend,
)
from recommendations.estimators.numbering import counted
from recommendations.modelstore.bundle import Bundle
from recommendations.modelstore.calibration import Calibration
from recommendations.modelstore.scorers import OneList, Scorer
from recommendations.modelstore.scorers.base import codes_of
from recommendations.modelstore.scorers.rating import RatingScorer
from recommendations.modelstore.scorers.told import told_by
from recommendations.training.content import NOTHING, Content, likenesses_of, stand_ins_of
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import errors_of, rank_scores_of_many
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.learner import Learned, Learner
from recommendations.training.moments import learn_moments
from recommendations.training.sample import some_viewers
from recommendations.training.split import VALIDATION, split
from recommendations.training.weighing import weighed
from recommendations.training.weights import prior_weights

RANKERS: tuple[type[Estimator], ...] = (EASE, ALS)
RATERS: tuple[type[Estimator], ...] = (SurpriseSVD, BayesianFactors)
MOST_RATINGS_TO_SAMPLE = 3_000_000
"""Above this many ratings drawing samples takes longer than a night leaves; Surprise's SVD estimates alone."""
MOST_IN_DOUBLE = 10_000_000
"""Above this many ratings Surprise's SVD is learned in single precision, in a third of the time, and ALS briefly."""
ITERATIONS_OF_MANY = 6
"""Of ALS above as many: of four million signals, and of MovieLens, fifteen ranked no better than five."""
EASE_TRIED = tuple(
    EASE.Config(regularisation=regularisation, minimum_value=minimum)
    for minimum in (1.25, 0.25)
    for regularisation in (100.0, 300.0, 1000.0)
)
TITLES_TO_SEARCH = 5_000
"""Above this many titles one EASE takes too long to try several; its settings come from a search of their own."""
MOST_TO_CHOOSE_BY = 3_000_000
"""Above this many interactions settings and weights are chosen by a part of the viewers; all are learned from after."""
FEWEST_RATINGS = 20
FEWEST_VIEWERS_TO_CHOOSE = 20

NOTHING_LEARNED: Learned = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a run is told before it begins; nothing of it depends on the data."""

    content: Content = NOTHING
    configs: Mapping[str, Any] = field(default_factory=dict)
    """Settings by the key of the estimator; those that are absent take their defaults, or are chosen here."""
    rankers: tuple[type[Estimator], ...] = RANKERS
    memory_limit_bytes: int | None = None
    seed: int = 0

    def learner(self, configs: Mapping[str, Any]) -> Learner:
        return Learner(configs=configs, seed=self.seed, memory_limit_bytes=self.memory_limit_bytes)


def for_so_many(recipe: Recipe, *, ratings: int) -> Recipe:
    """The recipe for a run that learns from so many: what is judged, of a part, is learned as what will serve."""
    if ratings <= MOST_IN_DOUBLE:
        return recipe
    svd = replace(recipe.configs.get(SurpriseSVD.key, SurpriseSVD.Config()), kernel="single")
    als = recipe.configs.get(ALS.key, ALS.Config())
    als = replace(als, iterations=min(als.iterations, ITERATIONS_OF_MANY))
    return replace(recipe, configs={**recipe.configs, SurpriseSVD.key: svd, ALS.key: als})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen on validation data; None where there was too little to choose by."""

    configs: Mapping[str, Any] = field(default_factory=dict)
    rating: str = SurpriseSVD.key
    """Who estimates ratings; empty where nobody does better than one number for everything."""
    weights: Mapping[str, float] | None = None
    calibration: Calibration = field(default_factory=Calibration)
    """What the match is; the one that is judged is the one that serves."""


def fit_bundle(
    dataset: Dataset, *, recipe: Recipe, choice: Choice, calibration: Calibration, learned: Learned = NOTHING_LEARNED
) -> Bundle:
    """Learn every part on all of `dataset`; parts that have too little to learn from, or too much, are left out.

    `learned` has what was learned already, from the same data and with the same settings, by the estimator's key.
    """
    touched = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids)
    title_ids: IntVector = np.union1d(touched, recipe.content.title_ids).astype(np.int64)
    rater = next((one for one in RATERS if one.key == choice.rating), None)
    learner = recipe.learner({**recipe.configs, **choice.configs})
    rankers, rating = learner.rankers_and_rating(
        dataset,
        rankers=recipe.rankers,
        rater=rater if len(dataset.ratings) >= FEWEST_RATINGS else None,
        learned=learned,
    )
    popularity, trend = (learner.learn(kind, dataset.strengths) for kind in (Popularity, Trend))
    assert isinstance(popularity, OneList)  # noqa: S101  # For the type checker.
    assert isinstance(trend, OneList)  # noqa: S101
    likenesses = likenesses_of(recipe.content, title_ids)
    bundle = Bundle(
        version="",
        title_ids=title_ids,
        rating=rating.over(title_ids) if isinstance(rating, RatingScorer) else None,
        rankers={key: ranker.over(title_ids) for key, ranker in rankers.items() if ranker is not None},
        likenesses=likenesses,
        popularity=popularity.over(title_ids),
        trend=trend.over(title_ids),
        stand_ins=stand_ins_of(likenesses, _times_touched(dataset, title_ids)),
        moments=learn_moments(dataset.plays, likenesses=likenesses, title_ids=title_ids),
        calibration=calibration,
    )
    return replace(bundle, weights=choice.weights or prior_weights(bundle))


def candidates_of(bundle: Bundle, dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which of the bundle's titles somebody has touched in `dataset`; only those can be recommended by it."""
    return _touched(dataset, bundle.title_ids)


def _touched(dataset: Dataset, title_ids: IntVector) -> npt.NDArray[np.bool_]:
    return _times_touched(dataset, title_ids) > 0


def _times_touched(dataset: Dataset, title_ids: IntVector) -> IntVector:
    """By how many viewers; `title_ids` hold all of the data's."""
    found = np.zeros(len(title_ids), dtype=np.int64)
    of_each = counted(dataset.strengths.title_code, len(dataset.strengths.title_ids))
    found[codes_of(title_ids, dataset.strengths.title_ids)] = of_each
    return found


def choose(dataset: Dataset, *, recipe: Recipe) -> Choice:
    """Choose on the latest part of `dataset`, which must be without what is held out for the final judgement."""
    train, validation = split(some_viewers(dataset, most=MOST_TO_CHOOSE_BY, seed=recipe.seed), share=VALIDATION)
    viewers = judged_viewers(train=train, held=validation, seed=recipe.seed)
    if sum(bool(len(viewer.relevant)) for viewer in viewers) < FEWEST_VIEWERS_TO_CHOOSE:
        return Choice()
    configs, ease = _best_ease(train, viewers, recipe)
    # By what all will be learned from, and not by the part that is chosen by.
    raters = RATERS if len(dataset.ratings) <= MOST_RATINGS_TO_SAMPLE else (SurpriseSVD,)
    rating, rater = _best_rater(raters, train, viewers, recipe)
    chosen = Choice(configs=configs, rating=rating)
    bundle = fit_bundle(train, recipe=recipe, choice=chosen, calibration=Calibration(), learned={**ease, **rater})
    weights, calibration = weighed(
        bundle, candidates=candidates_of(bundle, train), viewers=viewers, validation=validation, seed=recipe.seed
    )
    return Choice(configs=configs, rating=rating, weights=weights, calibration=calibration)


def _best_ease(train: Dataset, viewers: list[Judged], recipe: Recipe) -> tuple[dict[str, Any], Learned]:
    """(EASE's settings by NDCG@10 alone, what was learned by them); both empty where they are given, or where it is
    not used or too dear to try.
    """
    title_ids = train.strengths.title_ids
    if EASE not in recipe.rankers or EASE.key in recipe.configs or len(title_ids) > TITLES_TO_SEARCH:
        return {}, NOTHING_LEARNED
    best, highest = None, -1.0
    for config in EASE_TRIED:
        scorer = recipe.learner({EASE.key: config}).learn(EASE, train.strengths)
        if scorer is not None:
            ndcg = _ndcg_of(scorer.over(title_ids), viewers, _touched(train, title_ids))
            if ndcg > highest:
                best, highest = (config, scorer), ndcg
    return ({}, NOTHING_LEARNED) if best is None else ({EASE.key: best[0]}, {EASE.key: best[1]})


def _best_rater(
    raters: tuple[type[Estimator], ...], train: Dataset, viewers: list[Judged], recipe: Recipe
) -> tuple[str, Learned]:
    """(who errs least on the validation ratings, folded in as serving does it, and what it learned); nobody where one
    number errs less.
    """
    if len(train.ratings) < FEWEST_RATINGS:
        return SurpriseSVD.key, NOTHING_LEARNED
    errors: dict[str, float] = {}
    learned: dict[str, Scorer] = {}
    for rater in raters:
        scorer = recipe.learner(recipe.configs).learn(rater, train.ratings)
        mean = float(train.ratings.value.mean())
        if not isinstance(scorer, RatingScorer):
            return SurpriseSVD.key, NOTHING_LEARNED
        found = errors_of(viewers=viewers, rating=scorer, one_number=mean)
        if found is None or len(found) < FEWEST_RATINGS:
            return SurpriseSVD.key, NOTHING_LEARNED
        errors |= {rater.key: found.rmse, "": found.rmse_of_one_number}
        learned[rater.key] = scorer
    best = min(errors, key=errors.__getitem__)
    return best, {key: scorer for key, scorer in learned.items() if key == best}


def _ndcg_of(scorer: Scorer, viewers: list[Judged], candidates: npt.NDArray[np.bool_]) -> float:
    judged = rank_scores_of_many(
        viewers=viewers,
        title_ids=scorer.title_ids,
        candidates=candidates,
        scoring=lambda part: scorer.score_many(told_by([viewer.strengths for viewer in part])),
    )
    return float(judged.ndcg10.mean())
