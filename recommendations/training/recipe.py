"""What a model version is made of: which estimators learn its parts, and how the two free numbers are chosen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommendations.contracts import FloatVector, Interactions
from recommendations.estimators import EASE, Popularity, SurpriseSVD, Trend, UnableToFit
from recommendations.modelstore.bundle import Bundle, Calibration, standardised
from recommendations.modelstore.scorers import Factors, ItemWeights, OneList
from recommendations.training.dataset import Dataset
from recommendations.training.evaluate import rank_scores
from recommendations.training.judged import Judged, judged_viewers
from recommendations.training.split import VALIDATION, split

REGULARISATIONS = (30.0, 100.0, 300.0, 1000.0)
GUARD_WEIGHTS = (0.25, 0.5, 0.75, 1.0)
COST_OF_GUARD = 0.005
"""The guard may cost this share of NDCG@10 on validation; the strongest one that does not cost more is taken."""
TITLES_TO_SEARCH = 5_000
"""Above this many titles one EASE takes too long to try several; the middle of the grid is taken."""
FEWEST_RATINGS = 20
FEWEST_VIEWERS_TO_CHOOSE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen on validation data."""

    regularisation: float = 100.0
    guard_weight: float = 0.0


def fit_bundle(dataset: Dataset, *, choice: Choice, calibration: Calibration, seed: int) -> Bundle:
    """Learn every part on all of `dataset`; parts that have too little to learn from are left out."""
    title_ids = np.union1d(dataset.ratings.title_ids, dataset.strengths.title_ids).astype(np.int64)
    popularity, trend = Popularity().learn(dataset.strengths, seed=seed), Trend().learn(dataset.strengths, seed=seed)
    assert isinstance(popularity, OneList)  # noqa: S101  # For the type checker.
    assert isinstance(trend, OneList)  # noqa: S101
    rating, ranking = _rating(dataset.ratings, seed), _ranking(dataset.strengths, choice.regularisation, seed)
    return Bundle(
        version="",
        title_ids=title_ids,
        rating=rating and rating.over(title_ids),
        ranking=ranking and ranking.over(title_ids),
        popularity=popularity.over(title_ids),
        trend=trend.over(title_ids),
        guard_weight=choice.guard_weight if rating and ranking else 0.0,
        calibration=calibration,
    )


def _rating(ratings: Interactions, seed: int) -> Factors | None:
    return SurpriseSVD(seed=seed).learn(ratings, seed=seed) if len(ratings) >= FEWEST_RATINGS else None


def _ranking(strengths: Interactions, regularisation: float, seed: int) -> ItemWeights | None:
    try:
        scorer = EASE(EASE.Config(regularisation=regularisation)).learn(strengths, seed=seed)
    except UnableToFit:
        return None
    assert isinstance(scorer, ItemWeights)  # noqa: S101  # For the type checker.
    return scorer


def candidates_of(bundle: Bundle, dataset: Dataset) -> npt.NDArray[np.bool_]:
    """Which of the bundle's titles somebody has touched in `dataset`; only those can be recommended by it."""
    touched = dataset.strengths.title_ids[np.unique(dataset.strengths.title_code)]
    return np.isin(bundle.title_ids, touched)


def choose(dataset: Dataset, *, seed: int) -> Choice:
    """Choose on the latest part of `dataset`, which must be without what is held out for the final judgement."""
    train, validation = split(dataset, share=VALIDATION)
    viewers = [viewer for viewer in judged_viewers(train=train, held=validation, seed=seed) if len(viewer.relevant)]
    if len(viewers) < FEWEST_VIEWERS_TO_CHOOSE or len(train.strengths.title_ids) > TITLES_TO_SEARCH:
        return Choice()
    bundle = fit_bundle(train, choice=Choice(), calibration=Calibration(), seed=seed)
    if bundle.ranking is None:
        return Choice()
    candidates = candidates_of(bundle, train)
    tried = []
    for regularisation in REGULARISATIONS:
        ranking = _ranking(train.strengths, regularisation, seed)
        if ranking is not None:
            scorer = ranking.over(bundle.title_ids)
            tried.append((_ndcg(viewers, bundle, candidates, scorer, 0.0), regularisation, scorer))
    best_ndcg, regularisation, scorer = max(tried, key=lambda attempt: attempt[0])
    guard, estimates = 0.0, dict[int, FloatVector]()
    for weight in GUARD_WEIGHTS if bundle.rating else ():
        if _ndcg(viewers, bundle, candidates, scorer, weight, estimates) >= best_ndcg * (1.0 - COST_OF_GUARD):
            guard = weight
    return Choice(regularisation=regularisation, guard_weight=guard)


def _ndcg(
    viewers: list[Judged],
    bundle: Bundle,
    candidates: npt.NDArray[np.bool_],
    scorer: ItemWeights,
    weight: float,
    estimates: dict[int, FloatVector] | None = None,
) -> float:
    """Mean NDCG@10 of the ranker with the guard at `weight`; `estimates` holds those that were made before."""
    known = {} if estimates is None else estimates

    def scoring(viewer: Judged) -> FloatVector:
        scores = scorer.score(viewer.strengths)
        if not weight or bundle.rating is None:
            return scores
        if id(viewer) not in known:
            known[id(viewer)] = standardised(bundle.rating.estimate(viewer.ratings))
        return standardised(scores) + np.float32(weight) * known[id(viewer)]

    judged = rank_scores(viewers=viewers, title_ids=bundle.title_ids, candidates=candidates, scoring=scoring)
    return float(judged.ndcg10.mean())
