"""Rating models without Surprise: what they answer for viewers with much, little and nothing, and why."""

from typing import Any

import numpy as np
import pytest

from recommendations.estimators import ESTIMATORS, Estimator, SurpriseKNN, SurpriseSVDPlusPlus
from recommendations.modelstore.scorers import RatingScorer
from recommendations.training.dataset import interactions_of
from tests.factories.interactions import random_ratings

RATING_MODELS = [estimator for estimator in ESTIMATORS if estimator.learns_from == "ratings"]
every_model = pytest.mark.parametrize("estimator", RATING_MODELS, ids=lambda estimator: estimator.key)


def learned(estimator: type[Estimator]) -> Any:
    users, items, ratings = random_ratings(8, viewers=60, titles=25, count=900)
    return estimator(seed=1).learn(interactions_of(users, items, ratings, np.zeros(900)), seed=1)


@every_model
def test_it_is_a_rating_scorer_of_single_precision_over_all_titles(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    assert isinstance(scorer, RatingScorer)
    for ratings in ({}, {100: 5.0}, {int(title): 3.0 for title in scorer.title_ids}):
        estimates = scorer.estimate(ratings)
        assert estimates.dtype == np.float32
        assert estimates.shape == (25,)
        assert np.array_equal(scorer.score(ratings), estimates)


@every_model
def test_who_rates_everything_high_is_estimated_to_rate_high(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    titles = scorer.title_ids[:12].tolist()
    high, low = (scorer.estimate(dict.fromkeys(titles, value)).mean() for value in (5.0, 1.0))
    assert high > scorer.mean > low


@every_model
def test_titles_that_nobody_rated_get_the_viewers_mean_and_no_likeness(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    over = scorer.over(np.append(scorer.title_ids, [5_000]))
    assert over.counts[-1] == 0
    assert over.similar(5_000, 3) == []
    assert over.contributions({100: 5.0}, 5_000) == []
    assert 1.0 <= over.estimate({100: 4.0, 101: 4.0})[-1] <= 5.0
    assert over.estimate({5_000: 1.0}) == pytest.approx(over.estimate({}), abs=0.7)


@every_model
def test_shares_add_up_to_one_and_name_only_what_was_rated(estimator: type[Estimator]) -> None:
    scorer = learned(estimator)
    ratings = {100: 5.0, 103: 1.0, 107: 4.0}
    for title in scorer.title_ids.tolist():
        parts = scorer.contributions(ratings, title)
        assert {rated for rated, _share in parts} <= set(ratings)
        assert not parts or sum(share for _rated, share in parts) == pytest.approx(1.0)


def test_what_ratings_add_with_implicit_factors_is_what_is_estimated_beyond_the_biases() -> None:
    scorer = learned(SurpriseSVDPlusPlus)
    ratings = {100: 5.0, 103: 1.0, 107: 4.0, 111: 2.0}
    folded = scorer.fold_in(ratings)
    rows = scorer.factors[folded.codes].astype(float)
    parts = rows * folded.weights[:, None] / scorer.ridge + scorer.implicit[folded.codes] / np.sqrt(len(ratings))
    beyond = scorer.estimate(ratings) - scorer.mean - folded.bias - scorer.biases
    assert np.allclose(parts.sum(axis=0) @ scorer.factors.T, beyond, atol=1e-5)
    added = parts @ scorer.factors[4].astype(float)
    shares = dict(scorer.contributions(ratings, int(scorer.title_ids[4])))
    assert shares == pytest.approx(
        {title: part / added[added > 0].sum() for title, part in zip(ratings, added, strict=True) if part > 0}
    )


def test_no_more_neighbours_speak_than_are_asked_and_those_are_the_most_similar() -> None:
    few = SurpriseKNN(neighbours=5, seed=1)
    users, items, ratings = random_ratings(8, viewers=60, titles=25, count=900)
    scorer: Any = few.learn(interactions_of(users, items, ratings, np.zeros(900)), seed=1)
    everything = {int(title): float(1 + title % 5) for title in scorer.title_ids}
    for code, title in enumerate(scorer.title_ids.tolist()):
        nearest = np.argsort(-scorer.similarities[:, code], kind="stable")[:5]
        speaking = [place for place in nearest if scorer.similarities[place, code] > 0]
        folded = scorer.fold_in(everything)
        weights = scorer.similarities[speaking, code].astype(float)
        said = (weights @ folded.beyond[speaking]) / weights.sum()
        expected = scorer.mean + folded.bias + scorer.biases[code] + said
        assert scorer.estimate(everything)[code] == pytest.approx(expected, abs=1e-5)
        named = {rated for rated, _share in scorer.contributions(everything, title)}
        assert named <= set(scorer.title_ids[speaking].tolist())
